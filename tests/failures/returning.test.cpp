// SPDX-License-Identifier: BSL-1.0
#include <tessera/tessera.hpp>

#include "support/property.hpp"
#include "support/shop.hpp"

/// Failures of other systems when goods come back (docs/reference/failures.md), each as a test of our own.

using namespace tessera;
using namespace tessera::literals;
using shop_tests::item;

namespace {

constexpr date day = date_of(2026, 1, 1);
constexpr auto plain =
    compose("plain", currencies::EUR, tiers("club", net_spend(), tier{"gold", 100}),
            accrual("points", 1).living(days(365)), redemption("points", {.points = 100, .money = 1}));

}  // namespace

TEST_CASE("odoo/odoo#257854: a refund takes back what the purchase earned; buying and returning is no pump") {
    shop_tests::shop s(plain);
    for (int i = 0; i < 10; ++i) {
        s.buy(day + i, 80'00);
        s.give_back(day + i, 80'00);
        CHECK(s.balance("points", day + i).available == 0);
        CHECK(s.balance("points", day + i).debt == 0);
    }
}

TEST_CASE("odoo/odoo#177312, #195705: an exchange is a return and a sale, and the sale earns as any other") {
    shop_tests::shop s(plain);
    s.buy(day, 60'00);
    s.give_back(day + 3, 60'00);
    s.buy(day + 3, 75'00);
    CHECK(s.balance("points", day + 3).available == 75);
    CHECK(s.measure(day + 3) == 75'00);
    line negative = item(-60'00);
    std::vector<line> const mixed{item(75'00), negative};
    decision d;
    CHECK(plain.decide(s.member, s.order_of(day + 4, mixed), d).error() == errc::negative_amount);
}

TEST_CASE("nopSolutions/nopCommerce#576: points of a purchase that was spent and comes back are owed") {
    shop_tests::shop s(plain);
    s.buy(day, 90'00);
    s.buy(day + 1, {item(10'00)}, {{plain.redemption_rule("points"), 90}});
    s.give_back(day + 2, 90'00);
    CHECK(s.balance("points", day + 2).available == 0);
    CHECK(s.balance("points", day + 2).debt == 90 - 9);
}

TEST_CASE("odoo/odoo#206048: points end, and later awards pay what is owed first") {
    shop_tests::shop s(plain);
    s.buy(day, 90'00);
    s.buy(day + 1, {item(10'00)}, {{plain.redemption_rule("points"), 90}});
    s.give_back(day + 2, 90'00);
    s.buy(day + 3, 50'00);
    CHECK(s.balance("points", day + 3).debt == 31);
    CHECK(s.balance("points", day + 3).available == 0);
    s.buy(day + 4, 50'00);
    CHECK(s.balance("points", day + 4).debt == 0);
    CHECK(s.balance("points", day + 4).available == 19);
    CHECK(s.balance("points", day + 4 + 364).available == 19);
    CHECK(s.balance("points", day + 4 + 365).available == 0);
}

TEST_CASE("Setono/SyliusGiftCardPlugin#284, #342: a return names its goods; one without any is refused") {
    shop_tests::shop s(plain);
    s.buy(day, {item(60'00), item(30'00, no_earn)});
    decision d;
    CHECK(plain.decide(s.member, item_return{s.next_head(day + 1), {}}, d).error() == errc::empty_order);
    s.give_back(day + 1, {item(30'00, no_earn)});
    CHECK(s.balance("points", day + 1).available == 60);
}
