// expect: this type is no policy
// SPDX-License-Identifier: BSL-1.0
#include <tessera/tessera.hpp>

using namespace tessera;
using namespace tessera::literals;

struct gift {
    int size = 3;
};

constexpr auto rules = compose("shop", currencies::EUR, gift{});

int main() {}
