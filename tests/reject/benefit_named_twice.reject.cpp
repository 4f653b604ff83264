// expect: a_member_price_has_two_discounts_for_one_tier
// SPDX-License-Identifier: BSL-1.0
#include <tessera/tessera.hpp>

using namespace tessera;
using namespace tessera::literals;

constexpr auto rules = compose("shop", currencies::EUR, tiers("club", net_spend(), tier{"silver", 1000}),
                               member_price("club", off{"silver", 2_percent}, off{"silver", 3_percent}));

int main() {}
