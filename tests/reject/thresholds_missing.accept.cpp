// SPDX-License-Identifier: BSL-1.0
#include <tessera/tessera.hpp>

using namespace tessera;
using namespace tessera::literals;

constexpr auto rules = compose("shop", currencies::EUR,
                               tiers("club", any_of(net_spend(), order_count()), tier{"silver", 1000, 20}));

int main() {}
