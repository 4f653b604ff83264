// expect: an_award_that_can_pay_its_order_cannot_depend_on_the_payment
// SPDX-License-Identifier: BSL-1.0
#include <tessera/tessera.hpp>

using namespace tessera;

constexpr auto rules = compose("shop", currencies::EUR,
                               usable_in_its_order(ladder("cashback", net_spend(list_price), step{200, 20})));

int main() {}
