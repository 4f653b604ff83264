// expect: thresholds_must_rise_from_step_to_step
// SPDX-License-Identifier: BSL-1.0
#include <tessera/tessera.hpp>

using namespace tessera;
using namespace tessera::literals;

constexpr auto rules =
    compose("shop", currencies::EUR, ladder("cash", net_spend(), step{200, 20}, step{200, 100}));

int main() {}
