// SPDX-License-Identifier: BSL-1.0
// Spend tiers: 2 % off once a customer has spent 1000 in all, 5 % off from 3000. The order that reaches a
// tier is still priced as before; a return that takes the spend below a tier takes its price away again.

#include "till.hpp"

using namespace tessera;
using namespace tessera::literals;

constexpr auto rules = compose("spend tiers", currencies::EUR,
                               tiers("club", net_spend(list_price), tier{"silver", 1000}, tier{"gold", 3000}),
                               member_price("club", off{"silver", 2_percent}, off{"gold", 5_percent}));

int main() {
    examples::till till(rules);
    char const* const tier_names[] = {"none", "silver", "gold"};

    std::printf("%-7s %9s %7s %9s %9s  %s\n", "", "list", "off", "to pay", "spent", "tier after");
    auto const show = [&](char const* what, order_totals const& price) {
        tier_standing const now = till.standing().tiers[rules.group("club")];
        std::printf("%-7s %9s %7s %9s %9s  %s", what, examples::amount(price.list_minor).c_str(),
                    examples::amount(price.member_minor).c_str(),
                    examples::amount(price.paid_minor()).c_str(), examples::amount(now.measure).c_str(),
                    tier_names[now.level]);
        if (now.to_next > 0) std::printf(", %s more to the next", examples::amount(now.to_next).c_str());
        std::printf("\n");
    };

    for (std::int64_t const list : {600'00, 400'00, 500'00, 1500'00, 99'99})
        show("order", till.sell(list).priced.totals);
    show("return", till.take_back(1500'00).priced.totals);
    show("order", till.sell(100'00).priced.totals);
}
