// SPDX-License-Identifier: BSL-1.0
#pragma once

#include <algorithm>
#include <array>
#include <cstdint>
#include <limits>
#include <string_view>

#include <tessera/facts/claim.hpp>
#include <tessera/policy/blackout.hpp>
#include <tessera/policy/tender.hpp>

/// Floor 4. Rewards: goods, gifts, coupons or services at a price in points. They pay for nothing of the
/// order; what the reward is stays with the host.

namespace tessera {

/// A wish, or a claim without an order, names how many. The rule cuts it to what is possible, or refuses it
/// whole, and says what bound it. Example: `reward("mug", "points", 1500).at_most(1, window::lifetime())`.
/// Tested by: tests/policy/reward.test.cpp.
class reward {
public:
    static constexpr phase at = phase::redeem;

    /// `price` is what one costs; it may have the decimals of the points.
    constexpr reward(std::string_view name, std::string_view points, decimal price) noexcept
        : name_(name), pool_name_(points), price_(price) {}

    /// Returns: the reward, so many times per member within a window.
    [[nodiscard]] constexpr reward at_most(std::int64_t times, window w) const noexcept {
        reward r = *this;
        r.most_ = times;
        r.over_ = w;
        r.limited_ = true;
        return r;
    }
    /// Returns: the reward whose price is for so many, or a part of them.
    [[nodiscard]] constexpr reward per(std::int64_t units) const noexcept {
        reward r = *this;
        r.per_ = units;
        return r;
    }
    /// Returns: the reward at another price from a tier on; the highest tier reached that has one counts.
    /// Preconditions: no more than `tiers_most` of them, of one group.
    [[nodiscard]] constexpr reward priced(std::string_view group, std::string_view tier,
                                          decimal price) const noexcept {
        TESSERA_EXPECTS(tiers_ < tiers_most && (tiers_ == 0 || group == group_));
        reward r = *this;
        r.group_ = group;
        r.prices_[r.tiers_++] = {tier, price};
        return r;
    }
    static constexpr std::size_t tiers_most = 8;

    /// Returns: the reward on some days only.
    [[nodiscard]] constexpr reward when(schedule days) const noexcept {
        reward r = *this;
        r.open_.only_on(days);
        return r;
    }
    /// Returns: the reward with a blackout: on these days there is none.
    /// Preconditions: no more than `blackouts_most` of them.
    [[nodiscard]] constexpr reward not_when(schedule days) const noexcept {
        reward r = *this;
        r.open_.never_on(days);
        return r;
    }
    /// Returns: the reward with orders and claims that bear all of these tags only.
    [[nodiscard]] constexpr reward in_channel(tag_set tags) const noexcept {
        reward r = *this;
        r.open_.only_in(tags);
        return r;
    }
    /// Returns: the reward with orders and claims that bear none of these tags.
    [[nodiscard]] constexpr reward not_in_channel(tag_set tags) const noexcept {
        reward r = *this;
        r.open_.never_in(tags);
        return r;
    }

    /// Returns: the reward for members of that segment only.
    [[nodiscard]] constexpr reward in_segment(std::string_view name) const noexcept {
        reward r = *this;
        r.open_.only_for(name);
        return r;
    }
    /// Returns: the reward for all but the members of that segment.
    [[nodiscard]] constexpr reward not_in_segment(std::string_view name) const noexcept {
        reward r = *this;
        r.open_.never_for(name);
        return r;
    }

    /// Returns: the reward that is refused where fewer are possible than wished.
    [[nodiscard]] constexpr reward or_nothing() const noexcept {
        reward r = *this;
        r.whole_or_none_ = true;
        return r;
    }

    [[nodiscard]] constexpr rule_id id() const noexcept { return rule_; }

    constexpr void bind(binder& b) noexcept {
        rule_ = b.rule_in("redemption", name_);
        pool_ = b.existing_pool(pool_name_);
        raw_price_ = in_units(price_, b);
        if (tiers_ != 0) place_ = b.group_place(group_);
        for (std::size_t i = 0; i < tiers_; ++i) {
            prices_[i].raw = in_units(prices_[i].price, b);
            prices_[i].level = b.tier_level(group_, prices_[i].tier);
            for (std::size_t j = 0; j < i; ++j)
                b.require(prices_[i].tier != prices_[j].tier, errc::benefit_named_twice);
        }
        open_.bind(b);
        b.require(per_ > 0, errc::not_above_zero);
        b.require(most_ >= 0, errc::negative_rate);
        if (!limited_) return;
        if (errc const wrong = over_.check(); wrong != errc::ok) b.fail(wrong);
        given_ = b.sum("rewards/", name_);
    }

    void propose(fact_view const& fact, draft const& d, member_out& out) const noexcept {
        if (fact.kind != fact_kind::order) return;
        if (fact.charged) return charge(fact, d, out);
        for (redemption_wish const& wish : fact.wishes)
            if (wish.rule == rule_ && wish.points > 0) {
                std::int64_t const points = give(wish.points, fact.head, fact.tags, fact.who, d, out);
                if (points > 0) detail::spend(rule_, pool_, points, 0, fact.paper, out);
                return;
            }
    }

    /// Effects: gives the reward without an order.
    void answer(claim const& asked, standing const& who, draft const& d, member_out& out) const noexcept {
        if (asked.times < 0) return out.fail(errc::negative_amount);
        if (asked.times == 0) return;
        out.redeem(rule_, pool_, give(asked.times, asked.head, asked.tags, who, d, out), 0);
    }

private:
    friend struct detail::teller;
    struct tier_price {
        std::string_view tier{};
        decimal price{};
        std::int64_t raw = 0;
        std::uint8_t level = 0;
    };

    void count_given(std::int64_t times, fact_head const& head, draft const& d, member_out& out) const {
        auto const ends = end_in(over_, head, d.day());
        if (!ends) return out.fail(ends.error());
        out.tally(rule_, given_, times, *ends);
    }

    /// Effects: gives what the order's receipt says was paid for: as many as wished, where it bought so many.
    void charge(fact_view const& fact, draft const& d, member_out& out) const {
        std::int64_t const points = detail::spent_by(rule_, *fact.charged), price = price_for(fact.who);
        std::int64_t times = 0;
        if (price > 0) times = int128(points / price) * per_ < INT64_MAX ? points / price * per_ : INT64_MAX;
        for (redemption_wish const& wish : fact.wishes)
            if (wish.rule == rule_) times = price > 0 ? std::min(times, wish.points) : wish.points;
        if (times <= 0 && points == 0) return;
        if (limited_) count_given(times, fact.head, d, out);
        out.explain({points, times, rule_, reason_code::reward_given, 0});
        detail::spend_charged(rule_, pool_, points, 0, fact.paper, d, out);
    }

    /// Effects: says how many there are, and counts them. Returns: the points they cost.
    [[nodiscard]] std::int64_t give(std::int64_t wish, fact_head const& head, tag_set tags,
                                    standing const& who, draft const& d, member_out& out) const {
        std::int64_t times = wish;
        bound by = bound::wish;
        auto const cut = [&](std::int64_t most, bound why) {
            if (times <= most) return;
            times = most;
            by = why;
        };
        std::int64_t const available = d.available(pool_), price = price_for(who);
        if (price > 0) {
            auto const most = checked_multiply(available / price, per_);
            cut(most ? *most : INT64_MAX, bound::balance);
        }
        if (limited_) cut(std::max<std::int64_t>(most_ - d.sum(given_), 0), bound::limit);
        if (bound const shut = open_.shut_by(head, tags); shut != bound::wish) cut(0, shut);
        if (bound const others = open_.shut_to(who); others != bound::wish) cut(0, others);
        if (whole_or_none_ && times < wish) times = 0;
        auto const why = static_cast<std::uint16_t>(by);
        if (times == 0) return out.explain({wish, available, rule_, reason_code::reward_refused, why}), 0;
        auto const points = checked_multiply(divide(times, per_, rounding::up), price);
        if (!points) return out.fail(points.error()), 0;
        if (limited_) count_given(times, head, d, out);
        out.explain({*points, times, rule_, reason_code::reward_given, why});
        return *points;
    }

    /// Returns: what one, or so many as the price is for, costs a member of that standing.
    [[nodiscard]] std::int64_t price_for(standing const& who) const noexcept {
        tier_price const* best = nullptr;
        for (std::size_t i = 0; i < tiers_; ++i)
            if (prices_[i].level <= who.tiers[place_].level && (!best || best->level < prices_[i].level))
                best = &prices_[i];
        return best ? best->raw : raw_price_;
    }
    [[nodiscard]] constexpr std::int64_t in_units(decimal price, binder& b) const noexcept {
        auto const raw = b.resolving() ? to_minor(price, b.decimals_of(pool_)) : result<std::int64_t>(0);
        if (!raw) return b.fail(raw.error()), 0;
        b.require(*raw >= 0, errc::negative_rate);
        return *raw;
    }

    std::string_view name_;
    std::string_view pool_name_;
    decimal price_;
    std::int64_t raw_price_ = 0;
    std::int64_t per_ = 1;
    std::string_view group_{};
    std::array<tier_price, tiers_most> prices_{};
    std::size_t tiers_ = 0;
    std::uint8_t place_ = 0;
    std::int64_t most_ = 0;
    window over_ = window::lifetime();
    bool limited_ = false;
    bool whole_or_none_ = false;
    detail::openness open_{};
    slot_place pool_{};
    slot_place given_{};
    rule_id rule_{};
};

}  // namespace tessera
