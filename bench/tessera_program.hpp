// SPDX-License-Identifier: BSL-1.0
#pragma once

#include <tessera/tessera.hpp>

/// The program of the workload, composed: what H does by hand.

namespace bench {

using namespace tessera::literals;

inline constexpr auto workload_program = tessera::compose(
    "workload", tessera::currencies::EUR,
    tessera::tiers("club", tessera::gross_spend(tessera::list_price.with_stored_value()),
                   tessera::tier{"silver", 1000}, tessera::tier{"gold", 3000}),
    tessera::member_price("club", tessera::off{"silver", 2_percent}, tessera::off{"gold", 5_percent})
        .rounded(tessera::rounding::half_even),
    tessera::ladder("cashback", tessera::gross_spend(tessera::list_price.with_stored_value()),
                    tessera::step{200, 20}, tessera::step{1000, 100}, tessera::step{2000, 200},
                    tessera::step{5000, 500}, tessera::step{10000, 1000}, tessera::step{20000, 2000})
        .as(tessera::ladder_form::totals),
    tessera::accrual("points", 1)
        .of(tessera::paid_price.with_stored_value())
        .living(tessera::days(365))
        .times("club", tessera::multiplier{"silver", 1.25_x}, tessera::multiplier{"gold", 1.5_x}),
    tessera::redemption("points", {.points = 100, .money = 1}).in_steps_of(100));

}  // namespace bench
