// SPDX-License-Identifier: BSL-1.0
// Tiers by a single order: who once bought for 300 in one order has 5 % off from the next one on, for 500 it
// is 10 %. Judged on list prices, and never lost again.

#include "till.hpp"

using namespace tessera;
using namespace tessera::literals;

constexpr auto rules =
    compose("single-order tiers", currencies::EUR,
            tiers("big orders", best_order(list_price), tier{"level 1", 300}, tier{"level 2", 500}),
            member_price("big orders", off{"level 1", 5_percent}, off{"level 2", 10_percent}));

int main() {
    examples::till till(rules);

    std::printf("%9s %7s %9s   %s\n", "list", "off", "to pay", "level after");
    for (std::int64_t const list : {299'99, 60'00, 200'00, 300'00, 249'90, 500'00, 89'90}) {
        order_totals const price = till.sell(list).priced.totals;
        std::printf("%9s %7s %9s   %d\n", examples::amount(list).c_str(),
                    examples::amount(price.member_minor).c_str(),
                    examples::amount(price.paid_minor()).c_str(),
                    till.standing().level(rules.group("big orders")));
    }
}
