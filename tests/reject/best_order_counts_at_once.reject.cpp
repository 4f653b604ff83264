// expect: a_best_order_that_falls_is_counted_by_its_day_alone
// SPDX-License-Identifier: BSL-1.0
#include <tessera/tessera.hpp>

using namespace tessera;

constexpr auto shop =
    compose("shop", currencies::EUR,
            tiers("club", best_order().returned(undo::at_order).counted_by(progress::paid, days(9)),
                  tier{"silver", 300}));

int main() {}
