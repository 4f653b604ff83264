// SPDX-License-Identifier: BSL-1.0
#include <cstdio>
#include <tessera/tessera.hpp>
using namespace tessera;
using namespace tessera::literals;

constexpr auto rules =
    compose("corner shop", currencies::EUR,
            tiers("club", net_spend(list_price), tier{"silver", 1000}, tier{"gold", 3000}),
            member_price("club", off{"silver", 2_percent}, off{"gold", 5_percent}),
            ladder("cashback", net_spend(list_price), step{200, 20}, step{1000, 100}, step{2000, 200}),
            accrual("points", 1).living(days(365)),              // one point per euro paid
            redemption("points", {.points = 100, .money = 1}));  // 100 points are one euro

int main() {
    account customer;
    decision d;
    for (std::uint64_t n = 1; n <= 3; ++n) {
        line const goods{.list_minor = 800'00};
        order const sale{.head = {.id = {n}, .key = {{}, n}, .day = date_of(2026, 1, 1)},
                         .what = {{&goods, 1}}};
        if (!rules.decide(customer, sale, d)) return 1;  // pure: nothing has changed yet
        if (apply(customer, rules.chart(), d.as_entry()) != errc::ok) return 1;  // all or nothing

        statement const now = rules.statement(customer, sale.head.day);
        money const pays(d.priced.totals.paid_minor(), rules.money());
        money const credit(now.of(rules.pool("cashback")).available, rules.money());
        auto const points = static_cast<long>(now.of(rules.pool("points")).available);
        std::printf("pays %s, now tier %d, %ld points, %s credit; %zu reasons say why\n",
                    to_text(pays).c_str(), now.is.level(rules.group("club")), points, to_text(credit).c_str(),
                    d.reasons.size());
    }
}
