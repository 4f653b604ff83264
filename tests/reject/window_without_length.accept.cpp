// SPDX-License-Identifier: BSL-1.0
#include <tessera/tessera.hpp>

using namespace tessera;
using namespace tessera::literals;

constexpr auto rules = compose(
    "shop", currencies::EUR,
    tiers("club", net_spend().within(window::rolling_days(30, resolution::day)), tier{"silver", 300}));

int main() {}
