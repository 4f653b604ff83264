// expect: a_lot_needs_a_life_of_at_least_one_day
// SPDX-License-Identifier: BSL-1.0
#include <tessera/tessera.hpp>

using namespace tessera;
using namespace tessera::literals;

constexpr auto rules = compose("shop", currencies::EUR, accrual("points", 1).living(days(0)));

int main() {}
