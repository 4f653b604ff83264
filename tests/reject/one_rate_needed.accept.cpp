// SPDX-License-Identifier: BSL-1.0
#include <tessera/tessera.hpp>

using namespace tessera;

constexpr auto awards = accrual("points", 1).with(extra{.times = 2, .lines = {.category = {7}}});
constexpr auto rules =
    compose("shop", currencies::EUR, awards.per_line().taken_back(take_back::recomputed), returns(30));

int main() {}
