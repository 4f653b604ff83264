// SPDX-License-Identifier: BSL-1.0
#include <tessera/tessera.hpp>

using namespace tessera;
using namespace tessera::literals;

constexpr auto rules =
    compose("shop", currencies::EUR,
            ladder("cash", net_spend(), rate_step{200, 1_percent}).as(ladder_form::brackets));

int main() {}
