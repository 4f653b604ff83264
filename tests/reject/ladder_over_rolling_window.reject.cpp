// expect: a_ladder_cannot_stand_on_a_rolling_window
// SPDX-License-Identifier: BSL-1.0
#include <tessera/tessera.hpp>

using namespace tessera;
using namespace tessera::literals;

constexpr auto rules =
    compose("shop", currencies::EUR,
            ladder("cash", net_spend().within(window::rolling_months(12, resolution::month)), step{200, 20}));

int main() {}
