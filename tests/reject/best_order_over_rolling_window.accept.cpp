// SPDX-License-Identifier: BSL-1.0
#include <tessera/tessera.hpp>

using namespace tessera;
using namespace tessera::literals;

constexpr auto rules =
    compose("shop", currencies::EUR,
            tiers("club", best_order().within(window::calendar(calendar_unit::year)), tier{"silver", 300}));

int main() {}
