// expect: a_figure_that_must_be_above_zero_is_not
// SPDX-License-Identifier: BSL-1.0
#include <tessera/tessera.hpp>

using namespace tessera;

constexpr auto rules = compose("shop", currencies::EUR, accrual("points", 1),
                               redemption("points", {.points = 100, .money = 1}).in_steps_of(0));

int main() {}
