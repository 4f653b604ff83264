// SPDX-License-Identifier: BSL-1.0
#include <tessera/tessera.hpp>

using namespace tessera;

constexpr auto yearly = net_spend().within(window::calendar(calendar_unit::year)).returned(undo::at_order);
constexpr auto shop =
    compose("shop", currencies::EUR,
            ladder("cash", yearly, step{100, 10}).at_period_end(period_results::stay_open), returns(30));

int main() {}
