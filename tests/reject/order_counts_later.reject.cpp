// expect: tiers_of_this_order_cannot_look_at_what_counts_later
// SPDX-License-Identifier: BSL-1.0
#include <tessera/tessera.hpp>

using namespace tessera;

constexpr auto later = net_spend().counted_by(progress::confirmed, days(60));
constexpr auto rules =
    compose("shop", currencies::EUR, tiers("club", later, tier{"silver", 100}).from(effective::this_order));

int main() {}
