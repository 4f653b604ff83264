// SPDX-License-Identifier: BSL-1.0
// A host without exceptions and without RTTI: a whole program, decided and applied. That this links is the
// point; that it answers rightly, the rest.
#include <tessera/tessera.hpp>

using namespace tessera;
using namespace tessera::literals;

namespace {

constexpr auto rules = compose("corner shop", currencies::EUR,
                               tiers("club", net_spend(list_price), tier{"silver", 1000}, tier{"gold", 3000}),
                               member_price("club", off{"silver", 2_percent}, off{"gold", 5_percent}),
                               ladder("cashback", net_spend(list_price), step{200, 20}, step{1000, 100}),
                               accrual("points", 1).living(days(365)),
                               redemption("points", {.points = 100, .money = 1}), returns(30));

constexpr date today = date_of(2026, 1, 1);

fact_head head_of(std::uint64_t number) { return {.id = {number}, .key = {{}, number}, .day = today}; }

bool take(account& customer, auto const& fact, decision& d) {
    return rules.decide(customer, fact, d).has_value() &&
           apply(customer, rules.chart(), d.as_entry()) == errc::ok;
}

}  // namespace

int main() {
    account customer;
    decision d;
    line const goods{.number = 1, .list_minor = 1200'00};
    if (!take(customer, order{.head = head_of(1), .what = {{&goods, 1}}}, d)) return 1;
    receipt const paper = d.receipt;
    if (rules.standing(customer, today).level(0) != 1) return 2;
    if (rules.statement(customer, today).of(rules.pool("points")).available != 1200) return 3;
    if (!take(customer, receipt_return{head_of(2), &paper, {}}, d)) return 4;
    if (rules.statement(customer, today).of(rules.pool("cashback")).available != 0) return 5;
    order const none{.head = head_of(3)};
    return rules.decide(customer, none, d).has_error() ? 0 : 6;
}
