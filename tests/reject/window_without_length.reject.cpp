// expect: a_window_has_no_length_or_starts_where_no_period_can
// SPDX-License-Identifier: BSL-1.0
#include <tessera/tessera.hpp>

using namespace tessera;
using namespace tessera::literals;

constexpr auto rules =
    compose("shop", currencies::EUR,
            tiers("club", net_spend().within(window::rolling_days(0, resolution::day)), tier{"silver", 300}));

int main() {}
