// expect: the_totals_of_a_ladder_must_rise
// SPDX-License-Identifier: BSL-1.0
#include <tessera/tessera.hpp>

using namespace tessera;
using namespace tessera::literals;

constexpr auto rules =
    compose("shop", currencies::EUR,
            ladder("cash", net_spend(), step{200, 20}, step{1000, 10}).as(ladder_form::totals));

int main() {}
