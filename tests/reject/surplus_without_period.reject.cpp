// expect: the_end_of_a_period_needs_a_measure_over_calendar_periods
// SPDX-License-Identifier: BSL-1.0
#include <tessera/tessera.hpp>

using namespace tessera;
using namespace tessera::literals;

constexpr auto rules =
    compose("shop", currencies::EUR,
            tiers("club", net_spend(), tier{"silver", 1000}).with_surplus(surplus::rolls_over));

int main() {}
