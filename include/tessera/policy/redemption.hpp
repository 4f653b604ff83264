// SPDX-License-Identifier: BSL-1.0
#pragma once

#include <cstdint>
#include <string_view>

#include <tessera/policy/concepts.hpp>
#include <tessera/policy/redemption_holds.hpp>

/// Floor 4. Redemption: points pay. They are a means of payment: price, tax and discounts stay as they are.
/// What lowers the price instead is made of it: discount_redemption.hpp.

namespace tessera {

class discount_redemption;

/// The member picks an amount, the rule cuts it to what is possible and says what bound it. Money for points
/// is exact: the money is rounded down, and no more points are taken than that money costs.
/// Example: `redemption("points", {.points = 100, .money = 1}).for_at_most(50_percent, paid_price)`.
/// Tested by: tests/policy/redemption.test.cpp.
class redemption {
public:
    static constexpr phase at = phase::redeem;
    static constexpr bool usually_one = true;

    constexpr redemption(std::string_view points, point_value worth) noexcept : by_(points, worth) {}

    /// Returns: the redemption in whole steps of so many points.
    [[nodiscard]] constexpr redemption in_steps_of(std::int64_t points) const noexcept {
        redemption r = *this;
        r.by_.step = points;
        r.by_.stepped = true;
        return r;
    }
    /// Returns: the redemption of at least so many points.
    [[nodiscard]] constexpr redemption at_least(std::int64_t points) const noexcept {
        redemption r = *this;
        r.by_.minimum = points;
        return r;
    }
    /// Returns: the redemption of at most so many points in one order.
    [[nodiscard]] constexpr redemption at_most(std::int64_t points) const noexcept {
        redemption r = limited();
        r.by_.most_points = points;
        return r;
    }
    /// Returns: the redemption for at most so much money in one order.
    [[nodiscard]] constexpr redemption worth_at_most(decimal money) const noexcept {
        redemption r = limited();
        r.by_.most_money = money;
        r.by_.capped = true;
        return r;
    }
    /// Returns: the redemption for at most a share of all there is to pay, rounded down.
    [[nodiscard]] constexpr redemption for_at_most(ratio share) const noexcept {
        redemption r = *this;
        r.by_.share = share;
        return r;
    }
    /// Returns: the redemption for at most a share of a part of the order, rounded down.
    [[nodiscard]] constexpr redemption for_at_most(ratio share, basis of) const noexcept {
        redemption r = limited();
        r.by_.share = share;
        r.by_.base = of;
        r.by_.based = true;
        return r;
    }
    /// Returns: the redemption for members who can use at least so many points.
    [[nodiscard]] constexpr redemption from_balance(std::int64_t points) const noexcept {
        redemption r = limited();
        r.by_.balance = points;
        return r;
    }
    /// Returns: the redemption that pays only for some of the lines, and for shipping.
    [[nodiscard]] constexpr redemption over(line_filter some) const noexcept {
        redemption r = limited();
        r.by_.pays.lines = some;
        return r;
    }
    /// Returns: the redemption that does not pay for shipping.
    [[nodiscard]] constexpr redemption without_shipping() const noexcept {
        redemption r = limited();
        r.by_.pays.shipping = false;
        return r;
    }
    /// Returns: the redemption that answers a wish for more than is possible in that way.
    [[nodiscard]] constexpr redemption on_excess(excess how) const noexcept {
        redemption r = limited();
        r.by_.on_excess = how;
        return r;
    }
    /// Returns: the redemption on some days only.
    [[nodiscard]] constexpr redemption when(schedule days) const noexcept {
        redemption r = limited();
        r.by_.open.only_on(days);
        return r;
    }
    /// Returns: the redemption with a blackout: on these days there is none.
    /// Preconditions: no more than `blackouts_most` of them.
    [[nodiscard]] constexpr redemption not_when(schedule days) const noexcept {
        redemption r = limited();
        r.by_.open.never_on(days);
        return r;
    }
    /// Returns: the redemption on orders that bear all of these tags only.
    [[nodiscard]] constexpr redemption in_channel(tag_set tags) const noexcept {
        redemption r = limited();
        r.by_.open.only_in(tags);
        return r;
    }
    /// Returns: the redemption on orders that bear none of these tags.
    [[nodiscard]] constexpr redemption not_in_channel(tag_set tags) const noexcept {
        redemption r = limited();
        r.by_.open.never_in(tags);
        return r;
    }
    /// Returns: the redemption for members of that segment only; what a hold keeps back stays theirs.
    [[nodiscard]] constexpr redemption in_segment(std::string_view name) const noexcept {
        redemption r = limited();
        r.by_.open.only_for(name);
        return r;
    }
    /// Returns: the redemption for all but the members of that segment.
    [[nodiscard]] constexpr redemption not_in_segment(std::string_view name) const noexcept {
        redemption r = limited();
        r.by_.open.never_for(name);
        return r;
    }
    /// Returns: the redemption under a name of its own.
    [[nodiscard]] constexpr redemption named(std::string_view rule) const noexcept {
        redemption r = *this;
        r.by_.name = rule;
        return r;
    }
    /// Returns: the redemption that lowers the price instead of paying it (discount_redemption.hpp).
    [[nodiscard]] constexpr discount_redemption as_discount() const noexcept;

    [[nodiscard]] constexpr rule_id id() const noexcept { return by_.rule; }

    constexpr void bind(binder& b) noexcept { by_.bind(b); }

    TESSERA_INLINE void propose(fact_view const& fact, draft const& d, member_out& out) const noexcept {
        if (fact.kind != fact_kind::order) return;
        if (fact.charged) [[unlikely]]
            return out.aside([this, points = detail::spent_by(by_.rule, *fact.charged), wishes = fact.wishes,
                              paper = fact.paper](draft const& seen, member_out& write) {
                charge(points, wishes, paper, seen, write);
            });
        detail::with_wish(by_.rule, fact.wishes, [&](redemption_wish const& wish) TESSERA_INLINE_LAMBDA {
            redeem(wish, fact, d, out);
        });
    }

    /// Effects: keeps points back, as many as a redemption could take if the order set no bound.
    void answer(reserve const& asked, standing const& who, draft const& d, member_out& out) const noexcept {
        detail::keep_back(by_, asked, who, d, out);
    }
    /// Effects: takes points out of a hold and gives back the rest.
    void answer(capture const& asked, standing const&, draft const& d, member_out& out) const noexcept {
        if (asked.points < 0) return out.fail(errc::negative_amount);
        detail::holding const held = detail::hold_of(by_, asked.hold);
        std::int64_t const kept = held.kept(d);
        std::int64_t const points = asked.points == every_point ? kept : asked.points;
        auto const refuse = [&](bound why) { detail::refuse_hold(by_, points, asked.hold, why, out); };
        if (kept == 0 && !asked.spent) return refuse(bound::no_hold);
        if (kept < points && !asked.spent) return refuse(bound::balance);
        auto const money = by_.money_for(points);
        if (!money) return out.fail(money.error());
        std::int64_t const taken = held.take(points, d, out);
        std::int64_t const missing =
            out.take_usable(posting_kind::redeem, by_.rule, by_.pool, points - taken);
        if (missing > 0) out.owe(by_.rule, by_.pool, missing);
        out.explain({points, *money, by_.rule, reason_code::captured, 0});
    }
    /// Effects: gives back what a hold keeps.
    void answer(release const& asked, standing const&, draft const& d, member_out& out) const noexcept {
        detail::let_go(by_, asked, d, out);
    }

private:
    friend struct detail::teller;
    TESSERA_INLINE void redeem(redemption_wish const& wish, fact_view const& fact, draft const& d,
                               member_out& out) const {
        bool const held = wish.hold != hold_id{};
        std::int64_t const available = held ? detail::hold_of(by_, wish.hold).kept(d) : d.available(by_.pool);
        detail::redeemed_part taken{wish.points};
        errc const failed = by_.cut_for_order(taken, fact, available, held, d.tendered_minor());
        if (failed != errc::ok) return out.fail(failed);
        if (taken.points == 0)
            return out.explain(
                {wish.points, available, by_.rule, reason_code::redemption_refused, taken.bound_number()});
        if (held) [[unlikely]]
            out.aside(
                [this, taken, hold = wish.hold, paper = fact.paper](draft const& seen, member_out& write) {
                    capture_for(taken, hold, paper, seen, write);
                });
        else
            detail::spend(by_.rule, by_.pool, taken.points, taken.money_minor, fact.paper, out);
        out.explain({taken.points, taken.money_minor, by_.rule, reason_code::redeemed, taken.bound_number()});
    }
    TESSERA_COLD void capture_for(detail::redeemed_part taken, hold_id hold, receipt* paper, draft const& d,
                                  member_out& out) const {
        std::size_t const first = out.posted();
        static_cast<void>(detail::hold_of(by_, hold).take(taken.points, d, out));
        out.tender(taken.money_minor);
        detail::note_tenders(by_.rule, first, true, paper, out);
    }

    /// Effects: takes what the order's receipt says, whatever the bounds: it has been paid with.
    TESSERA_COLD void charge(std::int64_t points, std::span<redemption_wish const> wishes, receipt* paper,
                             draft const& d, member_out& out) const {
        if (points == 0) return;
        auto const money = by_.money_for(points);
        if (!money) return out.fail(money.error());
        detail::spend_standing(by_, points, *money, wishes, paper, d, out);
        out.explain({points, *money, by_.rule, reason_code::redeemed, 0});
    }

    [[nodiscard]] constexpr redemption limited() const noexcept {
        redemption r = *this;
        r.by_.limited = true;
        return r;
    }

    detail::redemption_bounds by_;
};

}  // namespace tessera
