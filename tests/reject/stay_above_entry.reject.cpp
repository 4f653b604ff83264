// expect: staying_in_a_tier_cannot_take_more_than_entering_it
// SPDX-License-Identifier: BSL-1.0
#include <tessera/tessera.hpp>

using namespace tessera;
using namespace tessera::literals;

constexpr auto rules =
    compose("shop", currencies::EUR, tiers("club", net_spend(), tier{"silver", 1000}.kept_from(1100)));

int main() {}
