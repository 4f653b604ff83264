// expect: steps_with_awards_and_steps_with_rates_are_two_kinds_of_ladder
// SPDX-License-Identifier: BSL-1.0
#include <tessera/tessera.hpp>

using namespace tessera;
using namespace tessera::literals;

constexpr auto rules =
    compose("shop", currencies::EUR, ladder("cash", net_spend(), step{200, 1}).as(ladder_form::brackets));

int main() {}
