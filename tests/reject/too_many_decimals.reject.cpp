// expect: a_figure_has_more_decimals_than_its_unit
// SPDX-License-Identifier: BSL-1.0
#include <tessera/tessera.hpp>

using namespace tessera;
using namespace tessera::literals;

constexpr auto rules = compose("shop", currencies::EUR, ladder("cash", net_spend(), step{200, 9.999_d}));

int main() {}
