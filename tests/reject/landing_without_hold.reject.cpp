// expect: the_end_of_a_term_needs_tiers_with_a_hold
// SPDX-License-Identifier: BSL-1.0
#include <tessera/tessera.hpp>

using namespace tessera;
using namespace tessera::literals;

constexpr auto rules =
    compose("shop", currencies::EUR,
            tiers("club", net_spend(), tier{"silver", 1000}).on_fall(downgrade::soft_landing));

int main() {}
