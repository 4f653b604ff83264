// SPDX-License-Identifier: BSL-1.0
#include <tessera/tessera.hpp>

using namespace tessera;
using namespace tessera::literals;

constexpr auto rules = compose(
    "shop", currencies::EUR,
    tiers("club", net_spend(), tier{"silver", 1000}).on_fall(downgrade::soft_landing).held(months(12)));

int main() {}
