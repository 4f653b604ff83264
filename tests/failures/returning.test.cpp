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

constexpr auto by_receipt = compose("by receipt", currencies::EUR, accrual("points", 1).living(days(365)),
                                    redemption("points", {.points = 100, .money = 1}), returns(365));

line numbered(std::uint32_t number, std::int64_t minor) {
    line l = item(minor);
    l.number = number;
    return l;
}

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

TEST_CASE("odoo/odoo#212922, #221928: a refund gives redeemed points back and never charges them again") {
    shop_tests::shop s(by_receipt);
    s.buy(day, 100'00);
    s.buy(day + 1, {numbered(1, 6'00), numbered(2, 4'00)}, {{by_receipt.redemption_rule("points"), 100}});
    std::int64_t const after = s.balance("points", day + 1).available;
    CHECK(after == 9);
    s.bring_back(day + 2, 1, {{.number = 2}});  // the line beside it: its part of the points, no more
    CHECK(s.balance("points", day + 2).available == after + 40 - 4);
    s.bring_back(day + 3, 1);
    CHECK(s.balance("points", day + 3).available == 100);
    CHECK(s.balance("points", day + 3).debt == 0);
}

TEST_CASE(
    "nopSolutions/nopCommerce#5757, EC-CUBE/ec-cube#5573, shopware/shopware#5766: a refund by old rates") {
    constexpr auto dearer = compose(identity("by receipt", {2}).after(by_receipt.chart()), currencies::EUR,
                                    accrual("points", 5).living(days(30)),
                                    redemption("points", {.points = 1, .money = 1}), returns(365));
    shop_tests::shop s(by_receipt);
    s.buy(day, 70'00);
    s.buy(day, 30'00);
    decision d;
    REQUIRE(
        dearer.decide(s.member, receipt_return{s.next_head(day + 40), &s.receipts[0], {}}, d).has_value());
    REQUIRE(apply(s.member, dearer.chart(), d.as_entry()) == errc::ok);
    CHECK(shop_tests::reason_of(d, reason_code::taken_back)->a == 70);
    CHECK(s.balance("points", day + 40).available == 30);
    CHECK(s.balance("points", day + 364).available == 30);
}

TEST_CASE("frappe/erpnext#32951, #30242: a return of an order paid with points takes what money earned") {
    shop_tests::shop s(by_receipt);
    s.buy(day, 4'000'00);
    s.buy(day + 1, {item(100'00)}, {{by_receipt.redemption_rule("points"), 4'000}});
    CHECK(s.balance("points", day + 1).available == 60);
    s.bring_back(day + 2, 1);
    CHECK(s.last.refund.money_minor == 60'00);
    CHECK(s.balance("points", day + 2).available == 4'000);
}

TEST_CASE("odoo/odoo#238806: what a rule asked of the order is not asked of its return") {
    static constexpr auto from_fifty =
        compose("from fifty", currencies::EUR, accrual("points", 1).living(days(365)).from_order_of(50),
                returns(365));
    shop_tests::shop s(from_fifty);
    s.buy(day, {numbered(1, 40'00), numbered(2, 20'00)});
    CHECK(s.balance("points", day).available == 60);
    s.bring_back(day + 1, 0, {{.number = 2}});
    CHECK(s.balance("points", day + 1).available == 40);
    s.bring_back(day + 2, 0);
    CHECK(s.balance("points", day + 2).available == 0);
    s.buy(day + 3, 60'00);
    s.give_back(day + 4, 20'00);  // without a receipt
    CHECK(s.balance("points", day + 4).available == 40);
}
