// expect: a_balance_counts_no_orders
// SPDX-License-Identifier: BSL-1.0
#include <tessera/tessera.hpp>

using namespace tessera;

constexpr auto held = points_available("points").counted_by(progress::confirmed, days(60));
constexpr auto rules =
    compose("shop", currencies::EUR, accrual("points", 1), tiers("club", held, tier{"silver", 100}));

int main() {}
