// expect: a_ladder_cannot_pay_less_for_more
// SPDX-License-Identifier: BSL-1.0
#include <tessera/tessera.hpp>

using namespace tessera;
using namespace tessera::literals;

constexpr auto rules =
    compose("shop", currencies::EUR,
            ladder("cash", net_spend(), rate_step{200, 3_percent}, rate_step{1000, 2_percent}));

int main() {}
