// SPDX-License-Identifier: BSL-1.0
#include <tessera/offers.hpp>
#include <tessera/tessera.hpp>

using namespace tessera;
using namespace tessera::literals;

constexpr auto rules =
    compose("shop", currencies::EUR, compensation("spoiled", "vouchers", 50_percent), returns(30));

int main() {}
