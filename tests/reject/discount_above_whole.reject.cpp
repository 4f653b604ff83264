// expect: a_discount_cannot_be_above_100_percent
// SPDX-License-Identifier: BSL-1.0
#include <tessera/tessera.hpp>

using namespace tessera;
using namespace tessera::literals;

constexpr auto rules = compose("shop", currencies::EUR, tiers("club", net_spend(), tier{"silver", 1000}),
                               member_price("club", off{"silver", 101_percent}));

int main() {}
