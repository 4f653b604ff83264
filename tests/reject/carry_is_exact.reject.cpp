// expect: of_an_accrual_that_carries_returns_take_back_exactly
// SPDX-License-Identifier: BSL-1.0
#include <tessera/tessera.hpp>

using namespace tessera;

constexpr auto awards = accrual("points", 1).rounded(rounding_scope::carry);
constexpr auto rules =
    compose("shop", currencies::EUR, awards.taken_back(take_back::recomputed), returns(30));

int main() {}
