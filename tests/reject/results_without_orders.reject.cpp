// expect: periods_stay_open_only_for_a_measure_that_returns_lower_at_their_order
// SPDX-License-Identifier: BSL-1.0
#include <tessera/tessera.hpp>

using namespace tessera;

constexpr auto yearly = net_spend().within(window::calendar(calendar_unit::year));
constexpr auto shop =
    compose("shop", currencies::EUR,
            ladder("cash", yearly, step{100, 10}).at_period_end(period_results::stay_open), returns(30));

int main() {}
