// expect: the_carried_remainder_needs_a_denominator_above_one_billion
// SPDX-License-Identifier: BSL-1.0
#include <tessera/tessera.hpp>

using namespace tessera;
using namespace tessera::literals;

constexpr auto rules =
    compose("shop", currencies::EUR, accrual("points", ratio(1, 1000000007)).rounded(rounding_scope::carry));

int main() {}
