// expect: a_benefit_names_a_tier_that_no_rule_defines
// SPDX-License-Identifier: BSL-1.0
#include <tessera/tessera.hpp>

using namespace tessera;
using namespace tessera::literals;

constexpr auto rules = compose("shop", currencies::EUR, tiers("club", net_spend(), tier{"silver", 1000}),
                               member_price("club", off{"sliver", 2_percent}));

int main() {}
