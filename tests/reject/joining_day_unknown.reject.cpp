// expect: what_happens_by_itself_cannot_look_at_the_day_of_joining
// SPDX-License-Identifier: BSL-1.0
#include <tessera/tessera.hpp>

using namespace tessera;

constexpr auto vouchers =
    automatic_redemption("vouchers", "points", 500, "credit", 5).when(schedule().each_anniversary());
constexpr auto rules = compose("shop", currencies::EUR, accrual("points", 1), vouchers);

int main() {}
