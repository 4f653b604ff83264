// SPDX-License-Identifier: BSL-1.0
// The cumulative ladder: every euro ever spent counts. Reach 200 and get 20 back, at 1000 another 100, at
// 2000 another 200. Here returns cross the step at 1000 twice: down, up and down again. What the ladder has
// paid is always what it owes at the spend of the moment, so nobody is paid twice for one step, and nobody
// loses one.

#include "till.hpp"

using namespace tessera;

constexpr auto rules =
    compose("cumulative ladder", currencies::EUR,
            ladder("cashback", net_spend(list_price), step{200, 20}, step{1000, 100}, step{2000, 200}));

int main() {
    examples::till till(rules);
    slot_id const spend = rules.measures()[0].slot();

    std::printf("%-7s %9s   %9s %9s %9s\n", "", "amount", "spent", "ladder", "credit");
    auto const show = [&](char const* what, std::int64_t list, decision const& decided) {
        std::int64_t paid = 0;
        for (reason const& why : decided.reasons) {
            if (why.code == reason_code::ladder_paid) paid += why.a;
            if (why.code == reason_code::ladder_taken_back) paid -= why.a;
        }
        std::printf("%-7s %9s   %9s %9s %9s\n", what, examples::amount(list).c_str(),
                    examples::amount(measure_of(till.customer(), rules.chart(), spend, till.today())).c_str(),
                    paid == 0 ? "" : examples::amount(paid).c_str(),
                    examples::amount(till.balance("cashback").available).c_str());
    };

    show("order", 150'00, till.sell(150'00));
    show("order", 60'00, till.sell(60'00));
    show("order", 900'00, till.sell(900'00));
    show("return", 200'00, till.take_back(200'00));
    show("order", 100'00, till.sell(100'00));
    show("return", 950'00, till.take_back(950'00));
}
