// expect: what_waits_needs_a_latest_day
// SPDX-License-Identifier: BSL-1.0
#include <tessera/tessera.hpp>

using namespace tessera;

constexpr auto later = net_spend().counted_after(progress::delivered, days(15));
constexpr auto rules = compose("shop", currencies::EUR, ladder("cash", later, step{100, 10}));

int main() {}
