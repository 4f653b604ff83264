// expect: a_rule_points_tiers_or_a_tier_have_no_name
// SPDX-License-Identifier: BSL-1.0
#include <tessera/tessera.hpp>

using namespace tessera;

constexpr auto rules = compose("shop", currencies::EUR, accrual("", 1));

int main() {}
