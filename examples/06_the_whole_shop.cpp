// SPDX-License-Identifier: BSL-1.0
// The whole shop on one poster, and what it costs. A shop that earns 20 % on what it sells gives 2 % and 5 %
// to its regulars, the ladder on top, and points on top of that. Three orders of one customer, 1000, 2000 and
// 17000 list:

#include "till.hpp"

using namespace tessera;
using namespace tessera::literals;

constexpr auto rules =
    compose("the whole shop", currencies::EUR,
            tiers("club", net_spend(list_price), tier{"silver", 1000}, tier{"gold", 3000}),
            member_price("club", off{"silver", 2_percent}, off{"gold", 5_percent}),
            ladder("cashback", net_spend(list_price), step{200, 20}, step{1000, 100}, step{2000, 200},
                   step{5000, 500}, step{10'000, 1000}, step{20'000, 2000}),
            accrual("points", 1).living(days(365)), redemption("points", {.points = 100, .money = 1}));

int main() {
    examples::till till(rules);
    std::int64_t list = 0, discounts = 0;

    std::printf("%10s %10s %10s %10s %8s\n", "list", "discount", "to pay", "ladder", "points");
    for (std::int64_t const sale : {1000'00, 2000'00, 17'000'00}) {
        std::int64_t const ladder_before = till.balance("cashback").available;
        std::int64_t const points_before = till.balance("points").available;
        order_totals const price = till.sell(sale).priced.totals;
        list += price.list_minor;
        discounts += price.member_minor;
        std::printf("%10s %10s %10s %10s %8lld\n", examples::amount(sale).c_str(),
                    examples::amount(price.member_minor).c_str(),
                    examples::amount(price.paid_minor()).c_str(),
                    examples::amount(till.balance("cashback").available - ladder_before).c_str(),
                    static_cast<long long>(till.balance("points").available - points_before));
    }

    std::int64_t const cashback = till.balance("cashback").available;
    std::int64_t const points = till.balance("points").available;  // 100 points are 1.00: a point is a cent
    std::int64_t const handed_back = discounts + cashback + points;
    std::int64_t const profit = list / 5;
    std::printf("\n%-34s %10s\n", "discounts", examples::amount(discounts).c_str());
    std::printf("%-34s %10s\n", "ladder", examples::amount(cashback).c_str());
    std::printf("%-34s %10s\n", "points, at 100 for 1.00", examples::amount(points).c_str());
    std::printf("%-34s %10s\n", "handed back in all", examples::amount(handed_back).c_str());
    std::printf("%-34s %10s\n", "profit on list prices, 20 %", examples::amount(profit).c_str());
    std::printf("%-34s %10s\n", profit < handed_back ? "loss" : "left",
                examples::amount(profit - handed_back).c_str());
}
