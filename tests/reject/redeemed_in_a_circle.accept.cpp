// SPDX-License-Identifier: BSL-1.0
#include <tessera/tessera.hpp>

using namespace tessera;

constexpr auto vouchers = automatic_redemption("vouchers", "points", 500, "credit", 5);
constexpr auto back = automatic_redemption("back", "credit", 5, "stars", 500).in_points();
constexpr auto rules = compose("shop", currencies::EUR, accrual("points", 1), vouchers, back);

int main() {}
