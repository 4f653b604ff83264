// expect: tiers_of_this_order_cannot_look_at_the_price_they_change
// SPDX-License-Identifier: BSL-1.0
#include <tessera/tessera.hpp>

using namespace tessera;
using namespace tessera::literals;

constexpr auto rules =
    compose("shop", currencies::EUR,
            tiers("club", net_spend(paid_price), tier{"silver", 1000}).from(effective::this_order));

int main() {}
