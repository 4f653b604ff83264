// expect: periods_with_an_order_are_counted_by_its_day_alone
// SPDX-License-Identifier: BSL-1.0
#include <tessera/tessera.hpp>

using namespace tessera;

constexpr auto shop =
    compose("shop", currencies::EUR,
            tiers("club", order_periods(calendar_unit::month).counted_by(progress::paid, days(9)),
                  tier{"regular", 2}));

int main() {}
