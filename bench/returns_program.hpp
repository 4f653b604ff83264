// SPDX-License-Identifier: BSL-1.0
#pragma once

#include <tessera/tessera.hpp>

#include "returns_workload.hpp"

/// The program of the second work, composed: what H with returns does by hand.

namespace bench {

using namespace tessera::literals;

inline constexpr auto kept_spend = tessera::net_spend(tessera::list_price.with_stored_value());

inline constexpr auto returns_program = tessera::compose(
    "returns workload", tessera::currencies::EUR,
    tessera::tiers("club", kept_spend, tessera::tier{"silver", 1000}, tessera::tier{"gold", 3000}),
    tessera::member_price("club", tessera::off{"silver", 2_percent}, tessera::off{"gold", 5_percent})
        .rounded(tessera::rounding::half_even),
    tessera::ladder("cashback", kept_spend, tessera::step{200, 20}, tessera::step{1000, 100},
                    tessera::step{2000, 200}, tessera::step{5000, 500}, tessera::step{10000, 1000},
                    tessera::step{20000, 2000})
        .as(tessera::ladder_form::totals)
        .when_returned(tessera::on_return::follow, tessera::shortfall::owe),
    tessera::accrual("points", 1)
        .of(tessera::paid_price.with_stored_value())
        .pending(tessera::days(points_wait_days))
        .living(tessera::days(points_usable_days))
        .times("club", tessera::multiplier{"silver", 1.25_x}, tessera::multiplier{"gold", 1.5_x}),
    tessera::redemption("points", {.points = 100, .money = 1}).in_steps_of(10),
    tessera::redemption("cashback", {.points = 1, .money = 1}), tessera::returns(return_horizon_days));

}  // namespace bench
