// SPDX-License-Identifier: BSL-1.0
#include <tessera/tessera.hpp>

using namespace tessera;

constexpr auto shop = compose("shop", currencies::EUR,
                              tiers("club", best_order().returned(undo::at_order), tier{"silver", 300}));

int main() {}
