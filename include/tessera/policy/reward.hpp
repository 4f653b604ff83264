// SPDX-License-Identifier: BSL-1.0
#pragma once

#include <algorithm>
#include <cstdint>
#include <limits>
#include <string_view>

#include <tessera/policy/tender.hpp>

/// Floor 4. Rewards: goods, gifts, coupons or services at a price in points. They pay for nothing of the
/// order; what the reward is stays with the host.

namespace tessera {

/// A wish names how many. The rule cuts it to what is possible, or refuses it whole, and says what bound it.
/// Example: `reward("mug", "points", 1500).at_most(1, window::lifetime())`.
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
        auto const raw = b.resolving() ? to_minor(price_, b.decimals_of(pool_)) : result<std::int64_t>(0);
        if (!raw) return b.fail(raw.error());
        raw_price_ = *raw;
        b.require(raw_price_ >= 0 && most_ >= 0, errc::negative_rate);
        if (!limited_) return;
        if (errc const wrong = over_.check(); wrong != errc::ok) b.fail(wrong);
        given_ = b.sum("rewards/", name_);
    }

    void propose(fact_view const& fact, draft const& d, member_out& out) const noexcept {
        if (fact.kind != fact_kind::order) return;
        for (redemption_wish const& wish : fact.wishes)
            if (wish.rule == rule_ && wish.points > 0) return give(wish.points, fact, d, out);
    }

private:
    void give(std::int64_t wish, fact_view const& fact, draft const& d, member_out& out) const {
        std::int64_t times = wish;
        bound by = bound::wish;
        auto const cut = [&](std::int64_t most, bound why) {
            if (times <= most) return;
            times = most;
            by = why;
        };
        std::int64_t const available = d.available(pool_);
        if (raw_price_ > 0) cut(available / raw_price_, bound::balance);
        if (limited_) cut(std::max<std::int64_t>(most_ - d.sum(given_), 0), bound::limit);
        if (whole_or_none_ && times < wish) times = 0;
        if (times == 0)
            return out.explain(
                {wish, available, rule_, reason_code::reward_refused, static_cast<std::uint16_t>(by)});
        auto const points = checked_multiply(times, raw_price_);
        if (!points) return out.fail(points.error());
        detail::spend(rule_, pool_, *points, 0, fact, out);
        if (limited_) out.tally(rule_, given_, times, over_.expires(d.day(), fact.head.joined));
        out.explain({*points, times, rule_, reason_code::reward_given, static_cast<std::uint16_t>(by)});
    }

    std::string_view name_;
    std::string_view pool_name_;
    decimal price_;
    std::int64_t raw_price_ = 0;
    std::int64_t most_ = 0;
    window over_ = window::lifetime();
    bool limited_ = false;
    bool whole_or_none_ = false;
    slot_place pool_{};
    slot_place given_{};
    rule_id rule_{};
};

}  // namespace tessera
