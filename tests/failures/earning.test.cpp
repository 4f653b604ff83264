// SPDX-License-Identifier: BSL-1.0
#include <tessera/tessera.hpp>

#include <tessera/program/commit.hpp>

#include "support/property.hpp"
#include "support/shop.hpp"

/// Failures of other systems when a purchase earns (docs/reference/failures.md), each as a test of our own.

using namespace tessera;
using namespace tessera::literals;
using shop_tests::item;
using shop_tests::sum_of;

namespace {

constexpr date day = date_of(2026, 1, 1);
constexpr tag_set gift_card = host_tag;

constexpr auto plain = compose("plain", currencies::EUR, accrual("points", 1).living(days(365)),
                               redemption("points", {.points = 100, .money = 1}));

}  // namespace

TEST_CASE("odoo/odoo#214137: an order earns once, whatever is paid later and in how many parts") {
    shop_tests::shop s(plain);
    order const sale = s.order_of(day, {item(100'00)});
    s.commit(sale);
    for (int payment = 0; payment < 3; ++payment) {
        decision again;
        REQUIRE(plain.settle(s.member, sale, s.last.priced, again).has_value());
        CHECK(again.how == outcome::repeat);
        CHECK(again.postings.empty());
    }
    CHECK(s.balance("points", day).available == 100);
}

TEST_CASE("odoo/odoo#193506, #145782: a quotation earns nothing, and one member has one account") {
    book members;
    decision d;
    shop_tests::shop s(plain);
    order const sale = s.order_of(day, {item(100'00)});
    priced_order quoted;
    REQUIRE(plain.quote(plain.standing({}, day), sale.what, quoted).has_value());
    REQUIRE(plain.quote(plain.standing({}, day), sale.what, quoted).has_value());
    REQUIRE(commit(members, plain, {7}, sale, d).has_value());
    REQUIRE(commit(members, plain, {7}, sale, d).has_value());
    CHECK(d.how == outcome::repeat);
    CHECK(members.size() == 1);
    CHECK(balance_of(members.open({7}), plain.chart(), plain.pool("points"), day).available == 100);
}

TEST_CASE("odoo/odoo#114004, #124480, #150833: whether the part paid with points earns is said by the rule") {
    constexpr auto earns = compose("earns", currencies::EUR,
                                   accrual("points", 1).of(paid_price.with_stored_value()).living(days(365)),
                                   redemption("points", {.points = 100, .money = 1}));
    auto const earned = [](auto const& program) {
        shop_tests::shop s(program);
        s.buy(day, 10'000'00);
        s.buy(day + 1, {item(100'00)}, {{program.redemption_rule("points"), 4'000}});
        return shop_tests::reason_of(s.last, reason_code::earned)->a;
    };
    CHECK(earned(plain) == 60);
    CHECK(earned(earns) == 100);
}

TEST_CASE("odoo/odoo#259660: points have a scale of their own, whatever the currency's smallest unit") {
    constexpr auto yen = compose("yen", currencies::JPY, accrual("points", ratio(1, 10)).living(days(365)));
    constexpr auto dinar =
        compose("dinar", currencies::BHD, accrual("points", ratio(1, 10)).living(days(365)).with_decimals(2));
    shop_tests::shop in_yen(yen);
    in_yen.buy(day, 10);
    CHECK(in_yen.balance("points", day).available == 1);
    shop_tests::shop in_dinar(dinar);
    in_dinar.buy(day, 12'345);                                // 12.345 dinars
    CHECK(in_dinar.balance("points", day).available == 123);  // 1.23 points
}

TEST_CASE("PrestaShop/PrestaShop#4034, smartstore/Smartstore#1239: what is shown is what is awarded") {
    static constexpr auto rounded_up =
        compose("up", currencies::EUR,
                accrual("points", ratio(1, 10)).rounded(rounding_scope::order, rounding::up).living(days(9)));
    CHECK_PROPERTY("the preview of an order is the order", [] {
        shop_tests::shop s(rounded_up);
        s.buy(day, *rc::gen::inRange(0, 100'000));
        order const next = s.order_of(day + 1, {item(*rc::gen::inRange(0, 100'000))});
        decision shown;
        RC_ASSERT(rounded_up.decide(s.member, next, shown).has_value());
        std::int64_t const promised = sum_of(shown.postings, rounded_up.pool("points"), posting_kind::issue);
        std::int64_t const before = s.balance("points", day + 1).available;
        s.commit(next);
        RC_ASSERT(s.balance("points", day + 1).available - before == promised);
    });
}

TEST_CASE("janavipandole/Cara#6033: the preview knows the multiplier of the tier") {
    constexpr auto tiered =
        compose("tiered", currencies::EUR, tiers("club", net_spend(), tier{"gold", 1000}),
                accrual("points", 1).living(days(365)).times("club", multiplier{"gold", 3}));
    shop_tests::shop s(tiered);
    s.buy(day, 1'000'00);
    order const next = s.order_of(day + 1, {item(10'00)});
    decision shown;
    REQUIRE(tiered.decide(s.member, next, shown).has_value());
    CHECK(sum_of(shown.postings, tiered.pool("points"), posting_kind::issue) == 30);
    s.commit(next);
    CHECK(s.balance("points", day + 1).available == 1'030);
}

TEST_CASE("wpswings/points-and-rewards-for-woocommerce#104, #112: a status that changes is not a new order") {
    shop_tests::shop s(plain);
    order const sale = s.order_of(day, {item(50'00)});
    s.commit(sale);
    s.buy(day + 1, 10'00);
    decision d;
    for (int toggled = 0; toggled < 3; ++toggled)
        CHECK(plain.decide(s.member, sale, d).error() == errc::behind_frontier);
    CHECK(s.balance("points", day + 1).available == 60);
}

TEST_CASE(
    "OCA/sale-promotion#361, smartstore/Smartstore#1503, Repair-DeskPOS#1050: the base is an expression") {
    constexpr auto net =
        compose("net", currencies::EUR, accrual("points", 1).of(paid_price.without_tax()).living(days(365)));
    shop_tests::shop s(net);
    line taxed = item(120'00);
    taxed.tax_minor = 20'00;
    s.buy(day, {taxed, item(50'00, no_earn | gift_card)});
    CHECK(s.balance("points", day).available == 100);
}

TEST_CASE("Automattic/woocommerce-payments#2848, #4465: a rate of points belongs to a currency") {
    // The program's currency is the rate's: the same poster in rand states its own rate, and no amount of
    // another currency can enter, since amounts have none of their own.
    constexpr auto euro = compose("euro", currencies::EUR, accrual("points", 1).living(days(365)));
    constexpr auto rand = compose("rand", currencies::ZAR, accrual("points", ratio(1, 17)).living(days(365)));
    shop_tests::shop in_euro(euro);
    in_euro.buy(day, 100'00);
    shop_tests::shop in_rand(rand);
    in_rand.buy(day, 1'700'00);
    CHECK(in_euro.balance("points", day).available == 100);
    CHECK(in_rand.balance("points", day).available == 100);
}
