// SPDX-License-Identifier: BSL-1.0
// A program from a file: the shop's owner writes it, the till checks and runs it. First what the till says of
// a file with slips in it, then what the mended one makes of two sales and of points that are spent.

#include <tessera/document/loaded_program.hpp>

#include "till.hpp"

using namespace tessera;

constexpr std::string_view with_slips = R"({
  "tessera": 1,
  "name": "corner shop",
  "currency": "EUR",
  "versions": [{"number": 1, "from": "2026-01-01", "rules": [
    {"rule": "tiers", "name": "club", "measures": [{"kind": "net_spend"}],
     "tiers": [{"name": "gold", "from": ["300"]}]},
    {"rule": "member_price", "tiers": "club", "steps": [{"tier": "gold", "share": "five percent"}]},
    {"rule": "accrual", "points": "points", "rates": "1", "living": {"days": 365}}
  ]}]
})";

constexpr std::string_view mended = R"({
  "tessera": 1,
  "name": "corner shop",
  "currency": "EUR",
  "versions": [{"number": 1, "from": "2026-01-01", "rules": [
    {"rule": "tiers", "name": "club", "measures": [{"kind": "net_spend"}],
     "tiers": [{"name": "gold", "from": ["300"]}]},
    {"rule": "member_price", "tiers": "club", "steps": [{"tier": "gold", "share": "5%"}]},
    {"rule": "accrual", "points": "points", "rate": "1", "living": {"days": 365}},
    {"rule": "redemption", "points": "points", "worth": {"points": 100, "money": "1"}}
  ]}]
})";

int main() {
    for (document::problem const& p : document::load_program(with_slips).problems)
        std::printf("%s\n", to_text(p, "shop.json").c_str());

    auto const shop = document::load_program(mended);
    if (!shop) return 1;
    examples::till till(*shop);
    std::printf("\n%10s %10s %8s\n", "list", "to pay", "points");
    redemption_wish const all_points{rule_named("redemption", "points")};
    for (std::int64_t const sale : {320'00, 100'00}) {
        decision const& d = till.sell(sale);
        std::printf("%10s %10s %8lld\n", examples::amount(sale).c_str(),
                    examples::amount(d.priced.payable_minor()).c_str(),
                    static_cast<long long>(till.balance("points").available));
    }
    decision const& paid = till.sell(10'00, {&all_points, 1});
    std::printf("%10s %10s %8lld, and %s of it was paid with points\n", "10.00",
                examples::amount(paid.priced.payable_minor()).c_str(),
                static_cast<long long>(till.balance("points").available),
                examples::amount(paid.receipt.stored_value_minor).c_str());
}
