// SPDX-License-Identifier: BSL-1.0
#include <tessera/tessera.hpp>

#include "support/shop.hpp"

/// Goods that come back without their receipt: at the member's rate, or at everybody's.

using namespace tessera;
using namespace tessera::literals;

namespace {

constexpr date day = date_of(2026, 1, 6);  // a Tuesday
constexpr auto club = tiers("club", net_spend(list_price.with_stored_value()), tier{"gold", 100});
constexpr auto gold_price = member_price("club", off{"gold", 10_percent});
constexpr auto points = accrual("points", 1)
                            .times("club", multiplier{"gold", 2})
                            .with(extra{.times = 3, .when = schedule().on(weekday::tuesday)})
                            .living(days(365));

/// Returns: spend, price of the goods and points of a gold member who has bought for 200.00, 90.00 of it as
/// gold, and brings 50.00 of it back on a day without its receipt.
std::string after_return(returns const& rule, date on) {
    auto const made = make("shop", currencies::EUR, club, gold_price, points, rule);
    REQUIRE(made.has_value());
    shop_tests::shop s(*made);
    s.buy(day - 1, 100'00);
    s.buy(day - 1, 100'00);
    CHECK(s.balance("points", day).available == 280);
    decision const& back = s.give_back(on, 50'00);
    return shop_tests::with_cents(back.refund.money_minor) + " " +
           std::to_string(s.balance("points", day).available);
}

}  // namespace

TEST_CASE("without a receipt goods go back as sold to the member now, or as sold to anybody") {
    returns const rule(60);
    CHECK(after_return(rule, day - 1) == "45.00 190");
    CHECK(after_return(rule, day) == "45.00 10");
    CHECK(after_return(rule.without_receipt_at_base_rate(), day - 1) == "50.00 230");
    CHECK(after_return(rule.without_receipt_at_base_rate(), day) == "50.00 230");
}
