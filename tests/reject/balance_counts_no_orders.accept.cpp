// SPDX-License-Identifier: BSL-1.0
#include <tessera/tessera.hpp>

using namespace tessera;

constexpr auto earned = points_earned("points").counted_by(progress::confirmed, days(60));
constexpr auto rules =
    compose("shop", currencies::EUR, accrual("points", 1), tiers("club", earned, tier{"silver", 100}));

int main() {}
