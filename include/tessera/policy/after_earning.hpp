// SPDX-License-Identifier: BSL-1.0
#pragma once

#include <tessera/policy/concepts.hpp>
#include <tessera/policy/price_bridge.hpp>

/// Floor 4. Spending the points of the running order in it.

namespace tessera {

/// A redemption or a reward that speaks after the order has earned, so that it may spend what the order
/// brings. What an order earns then cannot depend on what these points pay of it.
/// Example: `after_earning(redemption("points", {.points = 100, .money = 1}))`.
/// Tested by: tests/policy/reward.test.cpp.
template <class Rule>
class after_earning : public Rule {
    static_assert(!lowers_price<Rule>,
                  "what an order earns depends on its price: points that lower the price cannot wait for it");

public:
    static constexpr phase at = phase::redeem_late;
    static constexpr bool usually_one = false;

    constexpr explicit after_earning(Rule const& rule) noexcept : Rule(rule) {}
};

}  // namespace tessera
