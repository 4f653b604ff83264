// SPDX-License-Identifier: BSL-1.0
#pragma once

#include <cstdint>

#include <tessera/policy/price_bridge.hpp>
#include <tessera/policy/redemption.hpp>

/// Floor 4. Redemption as a discount: points lower the price of the order, and with it its tax and all that
/// is counted after discounts. They are no means of payment.

namespace tessera {

/// A redemption whose money goes off the lines that it takes, and never off shipping. It has the bounds of
/// the redemption that it is made of, and cuts a wish after all policies of the order side have spoken. The
/// adjustment is the fact: the points that it costs are spent when the order is decided, whatever the member
/// wished, and go back as what it took off the goods does. Its points may be held, and captured by an order.
/// Example: `redemption("points", {.points = 100, .money = 1}).for_at_most(50_percent).as_discount()`.
/// Tested by: tests/policy/discount_redemption.test.cpp.
class discount_redemption {
public:
    static constexpr phase at = phase::discount;

    constexpr explicit discount_redemption(detail::redemption_bounds const& bounds) noexcept : by_(bounds) {
        by_.pays.shipping = false;
        by_.limited = true;
    }

    [[nodiscard]] constexpr rule_id id() const noexcept { return by_.rule; }

    constexpr void bind(binder& b) noexcept { by_.bind(b); }

    /// Effects: lowers the price by what a wish comes to.
    void lower(fact_view const& fact, price_bridge& bridge) const noexcept {
        detail::with_wish(by_.rule, fact.wishes,
                          [&](redemption_wish const& wish) { lower_for(wish, fact, bridge); });
    }

    /// Effects: spends what the adjustment of the price costs: by the receipt of an order charged
    ///   before, else the fewest points that buy it. What the member no longer has is owed.
    void propose(fact_view const& fact, draft const& d, member_out& out) const noexcept {
        if (fact.kind != fact_kind::order) return;
        std::int64_t const off = fact.priced.off_by(by_.rule);
        std::int64_t const points =
            fact.charged ? detail::spent_by(by_.rule, *fact.charged) : by_.price_of(off);
        if (points <= 0) return;
        if (points == INT64_MAX) return out.fail(errc::overflow);
        out.explain({points, off, by_.rule, reason_code::spent_on_discount, 0});
        detail::spend_standing(by_, points, 0, fact.wishes, fact.paper, d, out);
    }

    /// Effects: keeps points back, as many as could lower a price if the order set no bound.
    void answer(reserve const& asked, standing const& who, draft const& d, member_out& out) const noexcept {
        detail::keep_back(by_, asked, who, d, out);
    }
    /// Fails with: `discount_needs_order`. Why: without an order there is no price to lower.
    void answer(capture const&, standing const&, draft const&, member_out& out) const noexcept {
        out.fail(errc::discount_needs_order);
    }
    /// Effects: gives back what a hold keeps.
    void answer(release const& asked, standing const&, draft const& d, member_out& out) const noexcept {
        detail::let_go(by_, asked, d, out);
    }

private:
    friend struct detail::teller;
    void lower_for(redemption_wish const& wish, fact_view const& fact, price_bridge& bridge) const {
        detail::holding const from = detail::hold_of(by_, wish.hold);
        std::int64_t const available = bridge.available(from);
        auto const room = bridge.room(by_.pays.lines);
        if (!room) return bridge.fail(room.error());
        detail::redeemed_part taken{wish.points};
        errc const failed = by_.cut_for_order(taken, fact, available, wish.hold != hold_id{}, 0, *room);
        if (failed != errc::ok) return bridge.fail(failed);
        if (taken.points == 0) return bridge.refuse(wish.points, available, by_.rule, taken.by);
        std::int64_t const base = still_to_pay(fact.priced, by_.pays.lines);
        bridge.take_off({by_.rule, 0, by_.pays.lines, base, taken.money_minor}, taken.points, from, taken.by);
    }

    detail::redemption_bounds by_;
};

constexpr discount_redemption redemption::as_discount() const noexcept { return discount_redemption(by_); }

}  // namespace tessera
