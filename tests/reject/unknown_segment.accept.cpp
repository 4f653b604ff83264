// SPDX-License-Identifier: BSL-1.0
#include <tessera/tessera.hpp>

using namespace tessera;
using namespace tessera::literals;

constexpr auto rules = compose("shop", currencies::EUR, segment("regulars", at_least(order_count(), 3)),
                               accrual("points", 1).in_segment("regulars"));

int main() {}
