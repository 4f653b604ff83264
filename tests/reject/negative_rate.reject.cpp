// expect: a_rate_an_award_or_a_threshold_is_below_zero
// SPDX-License-Identifier: BSL-1.0
#include <tessera/tessera.hpp>

using namespace tessera;
using namespace tessera::literals;

constexpr auto rules = compose("shop", currencies::EUR, accrual("points", ratio(-1, 2)));

int main() {}
