// expect: an_order_that_counts_later_needs_a_wait
// SPDX-License-Identifier: BSL-1.0
#include <tessera/tessera.hpp>

using namespace tessera;

constexpr auto later = net_spend().counted_by(progress::confirmed, days(0));
constexpr auto rules = compose("shop", currencies::EUR, ladder("cash", later, step{100, 10}));

int main() {}
