// SPDX-License-Identifier: BSL-1.0
#pragma once

#include <tessera/tessera.hpp>

/// Programs that laws of several files are held against.

namespace program_tests {

using namespace tessera;
using namespace tessera::literals;

/// Points that end, levels with prices of their own, and steps that lose what is unspent.
inline constexpr auto ending =
    compose("ending", currencies::EUR, tiers("club", net_spend(), tier{"silver", 100}, tier{"gold", 300}),
            member_price("club", off{"silver", 2_percent}, off{"gold", 5_percent}),
            accrual("points", 1).living(days(30)), redemption("points", {.points = 1, .money = "0.03"_d}),
            ladder("cash", net_spend(), step{50, 5}, step{100, 10}, step{200, 20})
                .when_returned(on_return::revoke_unused),
            redemption("cash", {.points = 1, .money = 1}), returns(100'000));

/// Returns: points that wait and end, levels, and steps that freeze.
consteval auto waiting(returns back) {
    return compose("waiting", currencies::EUR, tiers("club", net_spend(), tier{"silver", 100}),
                   accrual("points", 1).living(days(30)).pending(days(7)),
                   redemption("points", {.points = 1, .money = "0.03"_d}),
                   ladder("cash", net_spend(), step{50, 5}, step{100, 10}).when_returned(on_return::freeze),
                   redemption("cash", {.points = 1, .money = 1}), back);
}

}  // namespace program_tests
