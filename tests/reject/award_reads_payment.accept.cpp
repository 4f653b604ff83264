// SPDX-License-Identifier: BSL-1.0
#include <tessera/tessera.hpp>

using namespace tessera;

constexpr auto rules = compose(
    "shop", currencies::EUR,
    usable_in_its_order(ladder("cashback", net_spend(list_price.with_stored_value()), step{200, 20})));

int main() {}
