// expect: no matching (member )?function
// SPDX-License-Identifier: BSL-1.0
#include <tessera/tessera.hpp>

using namespace tessera;
using namespace tessera::literals;

constexpr auto club = compose("shop", currencies::EUR, accrual("points", 1));

int main() {
    decision out;
    return club.decide(account(), reserve{}, out).has_value() ? 0 : 1;
}
