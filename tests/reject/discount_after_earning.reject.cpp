// expect: points that lower the price cannot wait for it
// SPDX-License-Identifier: BSL-1.0
#include <tessera/tessera.hpp>

using namespace tessera;

constexpr auto rules =
    compose("shop", currencies::EUR, accrual("points", 1),
            after_earning(redemption("points", {.points = 100, .money = 1}).as_discount()));

int main() {}
