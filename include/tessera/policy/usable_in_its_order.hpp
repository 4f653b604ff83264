// SPDX-License-Identifier: BSL-1.0
#pragma once

#include <tessera/policy/concepts.hpp>
#include <tessera/policy/measure.hpp>

/// Floor 4. Awards that pay the very order that brings them.

namespace tessera {

/// A ladder whose awards are made before the order is paid, so that the order that reaches a step can be paid
/// with them. What the ladder counts then cannot depend on how the order is paid: it is refused over a basis
/// that leaves out what stored value pays, over points, and where orders count later.
/// Example: `usable_in_its_order(ladder("cashback", net_spend(list_price.with_stored_value()), step{200,
/// 20}))`.
/// Tested by: tests/policy/usable_in_its_order.test.cpp.
template <class Ladder>
class usable_in_its_order : public Ladder {
public:
    static constexpr bool usually_one = false;

    constexpr explicit usable_in_its_order(Ladder const& rule) noexcept : Ladder(rule) {}

    constexpr void bind(binder& b) noexcept {
        Ladder::bind(b);
        b.require(known_unpaid(this->by()), errc::award_reads_payment);
        b.require(!this->by().counted.follows(), errc::award_reads_payment);
    }

    /// Effects: pays what the order reaches, before anything pays the order. Whom the ladder does not pay it
    ///   tells so in its own phase.
    void pay_ahead(fact_view const& fact, draft const& d, member_out& out) const noexcept {
        if (this->whom().takes(fact.who)) Ladder::settle_with_order(fact, d, out);
    }

private:
    /// Returns: whether what an order counts is known before it is paid.
    [[nodiscard]] static constexpr bool known_unpaid(measure const& by) noexcept {
        switch (by.kind) {
            case measure_kind::orders:
            case measure_kind::items: return true;
            case measure_kind::net_spend:
            case measure_kind::gross_spend:
            case measure_kind::best_order: return by.of.stored_value;
            case measure_kind::order_periods:
            case measure_kind::points_earned:
            case measure_kind::points_available: return false;
        }
        return false;
    }
};

}  // namespace tessera
