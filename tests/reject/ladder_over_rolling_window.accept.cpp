// SPDX-License-Identifier: BSL-1.0
#include <tessera/tessera.hpp>

using namespace tessera;
using namespace tessera::literals;

constexpr auto rules =
    compose("shop", currencies::EUR,
            ladder("cash", net_spend().within(window::calendar(calendar_unit::year)), step{200, 20}));

int main() {}
