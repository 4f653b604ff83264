// expect: an_accrual_that_carries_its_remainder_rounds_down
// SPDX-License-Identifier: BSL-1.0
#include <tessera/tessera.hpp>

using namespace tessera;
using namespace tessera::literals;

constexpr auto rules =
    compose("shop", currencies::EUR, accrual("points", 1).rounded(rounding_scope::carry, rounding::half_up));

int main() {}
