// SPDX-License-Identifier: BSL-1.0
#pragma once

#include <algorithm>
#include <cstdint>
#include <string_view>

#include <tessera/facts/hold.hpp>
#include <tessera/policy/concepts.hpp>
#include <tessera/policy/holding.hpp>
#include <tessera/policy/point_value.hpp>
#include <tessera/policy/tender.hpp>

/// Floor 4. Redemption: points pay. They are a means of payment: price, tax and discounts stay as they are.

namespace tessera {

/// What becomes of a wish for more than is possible.
enum class excess : std::uint8_t {
    clamp,   ///< it is cut to what is possible
    refuse,  ///< nothing is redeemed; a wish for as many as possible is no such wish
};

/// The member picks an amount, the rule cuts it to what is possible and says what bound it. Money for points
/// is exact: the money is rounded down, and no more points are taken than that money costs.
/// Example: `redemption("points", {.points = 100, .money = 1}).for_at_most(50_percent, paid_price)`.
/// Tested by: tests/policy/redemption.test.cpp.
class redemption {
public:
    static constexpr phase at = phase::redeem;

    constexpr redemption(std::string_view points, point_value worth) noexcept
        : name_(points), pool_name_(points), worth_(worth), step_(1) {}

    /// Returns: the redemption in whole steps of so many points.
    [[nodiscard]] constexpr redemption in_steps_of(std::int64_t points) const noexcept {
        redemption r = *this;
        r.step_ = points;
        r.stepped_ = true;
        return r;
    }
    /// Returns: the redemption of at least so many points.
    [[nodiscard]] constexpr redemption at_least(std::int64_t points) const noexcept {
        redemption r = *this;
        r.minimum_ = points;
        return r;
    }
    /// Returns: the redemption of at most so many points in one order.
    [[nodiscard]] constexpr redemption at_most(std::int64_t points) const noexcept {
        redemption r = limited();
        r.most_points_ = points;
        return r;
    }
    /// Returns: the redemption for at most so much money in one order.
    [[nodiscard]] constexpr redemption worth_at_most(decimal money) const noexcept {
        redemption r = limited();
        r.most_money_ = money;
        r.capped_ = true;
        return r;
    }
    /// Returns: the redemption for at most a share of all there is to pay, rounded down.
    [[nodiscard]] constexpr redemption for_at_most(ratio share) const noexcept {
        redemption r = *this;
        r.share_ = share;
        return r;
    }
    /// Returns: the redemption for at most a share of a part of the order, rounded down.
    [[nodiscard]] constexpr redemption for_at_most(ratio share, basis of) const noexcept {
        redemption r = limited();
        r.share_ = share;
        r.base_ = of;
        r.based_ = true;
        return r;
    }
    /// Returns: the redemption for members who can use at least so many points.
    [[nodiscard]] constexpr redemption from_balance(std::int64_t points) const noexcept {
        redemption r = limited();
        r.balance_ = points;
        return r;
    }
    /// Returns: the redemption that pays only for some of the lines, and for shipping.
    [[nodiscard]] constexpr redemption over(line_filter some) const noexcept {
        redemption r = limited();
        r.pays_.lines = some;
        return r;
    }
    /// Returns: the redemption that does not pay for shipping.
    [[nodiscard]] constexpr redemption without_shipping() const noexcept {
        redemption r = limited();
        r.pays_.shipping = false;
        return r;
    }
    /// Returns: the redemption that answers a wish for more than is possible in that way.
    [[nodiscard]] constexpr redemption on_excess(excess how) const noexcept {
        redemption r = limited();
        r.excess_ = how;
        return r;
    }
    /// Returns: the redemption under a name of its own.
    [[nodiscard]] constexpr redemption named(std::string_view rule) const noexcept {
        redemption r = *this;
        r.name_ = rule;
        return r;
    }

    [[nodiscard]] constexpr rule_id id() const noexcept { return rule_; }

    constexpr void bind(binder& b) noexcept {
        rule_ = b.rule_in("redemption", name_);
        pool_ = b.existing_pool(pool_name_);
        unsigned const decimals = b.decimals_of(pool_);
        b.require(step_ > 0, errc::not_above_zero);
        b.require(minimum_ >= 0 && most_points_ >= 0 && balance_ >= 0, errc::negative_rate);
        b.require(ratio(0) <= share_ && share_ <= ratio(1), errc::discount_above_whole);
        auto const value = worth_of(worth_, decimals, b.money().digits);
        if (!value) return b.fail(value.error());
        value_ = *value;
        raw_step_ = stepped_ ? units(b, step_, decimals) : 1;
        raw_minimum_ = units(b, minimum_, decimals);
        raw_balance_ = units(b, balance_, decimals);
        raw_most_ = most_points_ == INT64_MAX ? INT64_MAX : units(b, most_points_, decimals);
        most_minor_ = capped_ ? b.minor(most_money_) : INT64_MAX;
    }

    TESSERA_INLINE void propose(fact_view const& fact, draft const& d, member_out& out) const noexcept {
        if (fact.kind != fact_kind::order) return;
        if (fact.charged) [[unlikely]]
            return out.aside([this, points = detail::spent_by(rule_, *fact.charged), wishes = fact.wishes,
                              paper = fact.paper](draft const& seen, member_out& write) {
                charge(points, wishes, paper, seen, write);
            });
        for (redemption_wish const& wish : fact.wishes)
            if (wish.rule == rule_ && wish.points > 0) return redeem(wish, fact, d, out);
    }

    /// Effects: keeps points back, as many as a redemption could take if the order set no bound.
    void answer(reserve const& asked, standing const&, draft const& d, member_out& out) const noexcept {
        if (asked.points < 0) return out.fail(errc::negative_amount);
        std::int64_t const available = d.available(pool_);
        part kept{asked.points};
        kept.cut(available, bound::balance);
        cut_by_member(kept, available);
        if (!close(kept)) return out.fail(errc::overflow);
        refuse_excess(kept, asked.points);
        if (asked.until <= asked.head.key.at) kept = {0, bound::no_hold};
        if (asked.hold == hold_id{} || d.holds(asked.hold)) kept = {0, bound::hold_taken};
        if (kept.points == 0) return refuse_hold(asked.points, asked.hold, kept.by, out);
        of(asked.hold).keep(kept.points, asked.until, out);
        out.explain({kept.points, kept.money_minor, rule_, reason_code::reserved, number(kept.by)});
    }
    /// Effects: takes points out of a hold and gives back the rest.
    void answer(capture const& asked, standing const&, draft const& d, member_out& out) const noexcept {
        if (asked.points < 0) return out.fail(errc::negative_amount);
        std::int64_t const kept = of(asked.hold).kept(d);
        std::int64_t const points = asked.points == every_point ? kept : asked.points;
        if (kept == 0 && !asked.spent) return refuse_hold(points, asked.hold, bound::no_hold, out);
        if (kept < points && !asked.spent) return refuse_hold(points, asked.hold, bound::balance, out);
        auto const money = scale(points, value_, rounding::down);
        if (!money) return out.fail(money.error());
        std::int64_t const taken = of(asked.hold).take(points, d, out);
        std::int64_t const missing = out.take_usable(posting_kind::redeem, rule_, pool_, points - taken);
        if (missing > 0) out.owe(rule_, pool_, missing);
        out.explain({points, *money, rule_, reason_code::captured, 0});
    }
    /// Effects: gives back what a hold keeps.
    void answer(release const& asked, standing const&, draft const& d, member_out& out) const noexcept {
        if (of(asked.hold).kept(d) == 0) return refuse_hold(0, asked.hold, bound::no_hold, out);
        static_cast<void>(of(asked.hold).take(0, d, out));
    }

private:
    /// What a wish has come to: bounds cut it, one after the other, and the last one that did is kept.
    struct part {
        std::int64_t points = 0;
        bound by = bound::wish;
        std::int64_t money_minor = 0;

        TESSERA_INLINE void cut(std::int64_t most, bound why) noexcept {
            if (points <= most) return;
            points = most;
            by = why;
        }
    };

    TESSERA_INLINE void redeem(redemption_wish const& wish, fact_view const& fact, draft const& d,
                               member_out& out) const {
        bool const held = wish.hold != hold_id{};
        std::int64_t const available = held ? of(wish.hold).kept(d) : d.available(pool_);
        std::int64_t const payable = fact.priced.payable_minor();
        std::int64_t const left = payable - fact.stored_value_minor - d.tendered_minor();
        part taken{wish.points};
        taken.cut(available, bound::balance);
        taken.cut(most_points_for(left), bound::payable);
        if (!limited_)
            taken.cut(most_points_for(share_of(payable)), bound::share);
        else if (errc const failed = limit(taken, held ? every_point : available, fact.stored_value_minor,
                                           d.tendered_minor(), fact.priced, fact.scratch);
                 failed != errc::ok)
            return out.fail(failed);
        if (!close(taken)) return out.fail(errc::overflow);
        if (limited_) refuse_excess(taken, wish.points);
        if (taken.points == 0)
            return out.explain(
                {wish.points, available, rule_, reason_code::redemption_refused, number(taken.by)});
        if (held) [[unlikely]]
            out.aside(
                [this, taken, hold = wish.hold, paper = fact.paper](draft const& seen, member_out& write) {
                    capture_for(taken, hold, paper, seen, write);
                });
        else
            detail::spend(rule_, pool_, taken.points, taken.money_minor, fact.paper, out);
        out.explain({taken.points, taken.money_minor, rule_, reason_code::redeemed, number(taken.by)});
    }
    TESSERA_COLD void capture_for(part taken, hold_id hold, receipt* paper, draft const& d,
                                  member_out& out) const {
        std::size_t const first = out.posted();
        static_cast<void>(of(hold).take(taken.points, d, out));
        out.tender(taken.money_minor);
        detail::note_tenders(rule_, first, true, paper, out);
    }

    [[nodiscard]] static constexpr std::uint16_t number(bound by) noexcept {
        return static_cast<std::uint16_t>(by);
    }
    [[nodiscard]] detail::holding of(hold_id hold) const noexcept { return {rule_, pool_, hold}; }
    void refuse_hold(std::int64_t points, hold_id hold, bound why, member_out& out) const {
        out.explain(
            {points, static_cast<std::int64_t>(hold.value), rule_, reason_code::hold_refused, number(why)});
    }
    void refuse_excess(part& taken, std::int64_t wish) const noexcept {
        if (excess_ == excess::refuse && taken.by != bound::wish && wish != every_point) taken.points = 0;
    }
    void cut_by_member(part& taken, std::int64_t available) const noexcept {
        taken.cut(raw_most_, bound::points_cap);
        taken.cut(most_points_for(most_minor_), bound::money_cap);
        if (available < raw_balance_) taken.cut(0, bound::least_balance);
    }

    /// Effects: takes what the order's receipt says, whatever the bounds: it has been paid with.
    TESSERA_COLD void charge(std::int64_t points, std::span<redemption_wish const> wishes, receipt* paper,
                             draft const& d, member_out& out) const {
        if (points == 0) return;
        auto const money = scale(points, value_, rounding::down);
        if (!money) return out.fail(money.error());
        std::size_t const first = out.posted();
        std::int64_t left = points;
        for (redemption_wish const& wish : wishes)
            if (wish.rule == rule_ && wish.hold != hold_id{}) left -= of(wish.hold).take(left, d, out);
        detail::note_tenders(rule_, first, true, paper, out);
        detail::spend_charged(rule_, pool_, left, *money, paper, d, out);
        out.explain({points, *money, rule_, reason_code::redeemed, 0});
    }

    /// Effects: cuts the wish by what only some rules have.
    TESSERA_COLD errc limit(part& taken, std::int64_t available, std::int64_t stored, std::int64_t tendered,
                            priced_order const& priced, std::vector<std::int64_t>& scratch) const {
        auto const lines = payable_by_points(priced, tendered, scratch);
        auto const base = based_ ? basis_amount(base_, priced, stored + tendered, scratch)
                                 : result<std::int64_t>(priced.payable_minor());
        if (!lines || !base) return errc::overflow;
        taken.cut(most_points_for(*lines), bound::lines);
        taken.cut(most_points_for(share_of(*base)), bound::share);
        cut_by_member(taken, available);
        return errc::ok;
    }

    /// Returns: what points may still pay of the lines and the shipping that the rule takes. What other rules
    ///   tendered is thought to have paid for these.
    [[nodiscard]] result<std::int64_t> payable_by_points(priced_order const& priced, std::int64_t tendered,
                                                         std::vector<std::int64_t>& scratch) const {
        if (pays_ == everything) return INT64_MAX;
        auto const amount = basis_amount(pays_, priced, 0, scratch);
        if (!amount) return amount.error();
        return *amount - tendered;
    }

    /// Effects: cuts to whole steps and to what the money costs, and refuses less than the minimum.
    TESSERA_INLINE bool close(part& taken) const noexcept {
        taken.cut(taken.points / raw_step_ * raw_step_, bound::step);
        auto const money = scale(taken.points, value_, rounding::down);
        if (!money) return false;
        taken.money_minor = *money;
        taken.cut(price_of(*money), taken.by <= bound::balance ? bound::step : taken.by);
        if (0 < taken.points && taken.points < raw_minimum_) taken = {0, bound::minimum};
        return true;
    }

    [[nodiscard]] TESSERA_INLINE std::int64_t most_points_for(std::int64_t minor) const noexcept {
        return detail::most_points_for(minor, value_);
    }
    /// Returns: the fewest points that buy `minor`, in whole steps: never more than the money they buy.
    [[nodiscard]] std::int64_t price_of(std::int64_t minor) const noexcept {
        auto const points = scale(minor, value_.den, value_.num, rounding::up);
        if (!points) return INT64_MAX;
        std::int64_t const over = *points % raw_step_;
        return over == 0 ? *points : *points + (raw_step_ - over);
    }
    [[nodiscard]] std::int64_t share_of(std::int64_t minor) const noexcept {
        auto const share = scale(minor, share_, rounding::down);
        return share ? *share : minor;
    }
    [[nodiscard]] static constexpr std::int64_t units(binder& b, std::int64_t points,
                                                      unsigned decimals) noexcept {
        auto const raw = checked_multiply(points, power_of_ten(decimals));
        if (!raw) return b.fail(raw.error()), 1;
        return *raw;
    }
    [[nodiscard]] constexpr redemption limited() const noexcept {
        redemption r = *this;
        r.limited_ = true;
        return r;
    }

    /// Goods with tax, and shipping, as they are priced.
    static constexpr basis everything{.shipping = true, .stored_value = true, .lines = {}};

    std::string_view name_;
    std::string_view pool_name_;
    point_value worth_;
    std::int64_t step_;
    bool stepped_ = false;  ///< otherwise the step is the smallest unit that the points have
    bool limited_ = false;  ///< by what few rules have, so that the others do not look
    bool capped_ = false;
    bool based_ = false;
    excess excess_ = excess::clamp;
    std::int64_t minimum_ = 0, balance_ = 0, most_points_ = INT64_MAX;
    decimal most_money_{};
    ratio share_{1};
    basis base_{};
    basis pays_ = everything;
    ratio value_{1};  // minor units for one raw point
    std::int64_t raw_step_ = 1;
    std::int64_t raw_minimum_ = 0, raw_balance_ = 0, raw_most_ = INT64_MAX, most_minor_ = INT64_MAX;
    slot_place pool_{};
    rule_id rule_{};
};

}  // namespace tessera
