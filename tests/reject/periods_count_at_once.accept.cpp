// SPDX-License-Identifier: BSL-1.0
#include <tessera/tessera.hpp>

using namespace tessera;

constexpr auto shop =
    compose("shop", currencies::EUR, tiers("club", order_periods(calendar_unit::month), tier{"regular", 2}));

int main() {}
