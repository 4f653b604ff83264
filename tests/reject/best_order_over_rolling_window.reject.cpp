// expect: the_best_order_cannot_be_kept_over_a_rolling_window
// SPDX-License-Identifier: BSL-1.0
#include <tessera/tessera.hpp>

using namespace tessera;
using namespace tessera::literals;

constexpr auto rules = compose(
    "shop", currencies::EUR,
    tiers("club", best_order().within(window::rolling_days(30, resolution::day)), tier{"silver", 300}));

int main() {}
