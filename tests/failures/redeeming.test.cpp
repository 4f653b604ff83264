// SPDX-License-Identifier: BSL-1.0
#include <tessera/program/versions.hpp>
#include <tessera/tessera.hpp>

#include "support/property.hpp"
#include "support/shop.hpp"

/// Failures of other systems when points pay (docs/reference/failures.md), each as a test of our own.

using namespace tessera;
using namespace tessera::literals;
using shop_tests::item;
using shop_tests::sum_of;

namespace {

constexpr date day = date_of(2026, 1, 1);
constexpr auto plain = compose(
    "plain", currencies::EUR, tiers("club", net_spend(list_price.with_stored_value()), tier{"gold", 5000}),
    member_price("club", off{"gold", 10_percent}), accrual("points", 1).living(days(365)),
    redemption("points", {.points = 100, .money = 1}));

/// What an order redeemed: points, and the money they bought.
template <class Program>
std::pair<std::int64_t, std::int64_t> redeemed(shop_tests::shop<Program> const& s) {
    reason const* const why = shop_tests::reason_of(s.last, reason_code::redeemed);
    return why == nullptr ? std::pair<std::int64_t, std::int64_t>{} : std::pair{why->a, why->b};
}

}  // namespace

TEST_CASE(
    "odoo/odoo#136982, #169950: a reward takes its price, not three points for two and not the balance") {
    constexpr auto pairs = compose("pairs", currencies::EUR, accrual("points", 1).living(days(365)),
                                   redemption("points", {.points = 2, .money = 1}).in_steps_of(2));
    shop_tests::shop s(pairs);
    s.buy(day, 3'00);
    s.buy(day + 1, {item(5'00)}, {{pairs.redemption_rule("points")}});
    CHECK(redeemed(s) == std::pair<std::int64_t, std::int64_t>{2, 100});
    CHECK(sum_of(s.last.postings, pairs.pool("points"), posting_kind::redeem) == 2);
}

TEST_CASE("odoo/odoo#219640: at 0.03 a point never more points go than the money costs") {
    static constexpr auto three_cents =
        compose("three cents", currencies::EUR, accrual("points", 100).living(days(365)),
                redemption("points", {.points = 1, .money = "0.03"_d}));
    CHECK_PROPERTY("points x 0.03 is the money, for every price and wish", [] {
        shop_tests::shop s(three_cents);
        s.buy(day, 1'000'00);
        s.buy(day + 1, {item(*rc::gen::inRange(0, 10'000))},
              {{three_cents.redemption_rule("points"), *rc::gen::inRange<std::int64_t>(0, 5'000)}});
        auto const [points, money] = redeemed(s);
        RC_ASSERT(points * 3 == money);
        RC_ASSERT(money <= s.last.priced.payable_minor());
    });
    static constexpr auto sevenths =
        compose("sevenths", currencies::EUR, accrual("points", 100).living(days(365)),
                redemption("points", {.points = 7, .money = "0.03"_d}));
    CHECK_PROPERTY("where a point is no whole cent, one point less would buy less", [] {
        shop_tests::shop s(sevenths);
        s.buy(day, 1'000'00);
        s.buy(day + 1, {item(*rc::gen::inRange(0, 1'000))},
              {{sevenths.redemption_rule("points"), *rc::gen::inRange<std::int64_t>(0, 5'000)}});
        auto const [points, money] = redeemed(s);
        RC_ASSERT(money == points * 3 / 7);
        RC_ASSERT(points == 0 || (points - 1) * 3 / 7 < money);
    });
}

TEST_CASE("odoo/odoo#264931: the member may pay with 10 of 50 points") {
    shop_tests::shop s(plain);
    s.buy(day, 50'00);
    s.buy(day, {item(20'00)}, {{plain.redemption_rule("points"), 10}});
    CHECK(redeemed(s) == std::pair<std::int64_t, std::int64_t>{10, 10});
    CHECK(s.balance("points", day).available == 40 + 19);
}

TEST_CASE(
    "odoo/odoo#145801: what has ended cannot pay, whether or not a job has run, nor can it be topped up") {
    shop_tests::shop s(plain);
    s.buy(day, 500'00);
    CHECK(s.balance("points", day + 364).available == 500);
    CHECK(s.balance("points", day + 365).available == 0);
    s.buy(day + 365, {item(20'00)}, {{plain.redemption_rule("points"), 100}});
    CHECK(redeemed(s) == std::pair<std::int64_t, std::int64_t>{});
    reason const* const refused = shop_tests::reason_of(s.last, reason_code::redemption_refused);
    REQUIRE(refused != nullptr);
    CHECK(refused->b == 0);
    CHECK(s.balance("points", day + 365).available == 20);  // those of the new order, in a lot of their own
}

TEST_CASE("odoo/odoo#273419: value bought with value makes no value") {
    shop_tests::shop s(plain);
    s.buy(day, 1'000'00);
    for (int i = 0; i < 5; ++i) s.buy(day, {item(10'00, no_earn)}, {{plain.redemption_rule("points")}});
    CHECK(s.balance("points", day).available == 0);
    s.buy(day, {item(10'00, no_earn)}, {{plain.redemption_rule("points")}});
    CHECK(s.balance("points", day).available == 0);
}

TEST_CASE("odoo/odoo#259577, #278568, #191321, #119570, #196252: points are a tender and move no price") {
    shop_tests::shop s(plain);
    s.buy(day, 5'000'00);
    line goods = item(119'00);
    goods.tax_minor = 19'00;
    s.buy(day + 1, {goods}, {{plain.redemption_rule("points"), 2'000}});
    CHECK(s.last.priced.totals.member_minor == 11'90);  // a tenth of the price, not of what money paid
    CHECK(s.last.priced.totals.paid_minor() == 107'10);
    CHECK(s.last.priced.totals.tax_minor == 19'00);
    CHECK(s.last.receipt.stored_value_minor == 20'00);
}

TEST_CASE("nopSolutions/nopCommerce#836: points that pay a basket of two tax rates leave its tax at 25.76") {
    shop_tests::shop s(plain);
    s.buy(day, 1'000'00);
    line low = item(100'00), high = item(100'00);
    low.tax_minor = 9'09;
    high.tax_minor = 16'67;
    s.buy(day + 1, {low, high}, {{plain.redemption_rule("points"), 1'000}});
    CHECK(redeemed(s).second == 10'00);
    CHECK(s.last.priced.totals.tax_minor == 25'76);
    CHECK(s.last.priced.payable_minor() == 200'00);
}

TEST_CASE("nopSolutions/nopCommerce#4734, #5764: an order has as many typed entries as it needs") {
    shop_tests::shop s(plain);
    s.buy(day, 10'00);
    s.buy(day + 1, 10'00);
    s.buy(day + 2, {item(10'00)}, {{plain.redemption_rule("points"), 15}});
    slot_id const points = plain.pool("points");
    CHECK(sum_of(s.last.postings, points, posting_kind::redeem) == 15);
    CHECK(sum_of(s.last.postings, points, posting_kind::issue) == 9);
    auto const of_points = std::count_if(s.last.postings.begin(), s.last.postings.end(),
                                         [&](posting const& p) { return p.slot == points; });
    CHECK(of_points == 3);  // two lots paid, one was earned
}

TEST_CASE("promantia-ltd/POSpire#75: paying with points is no spend, and no lot is charged that is empty") {
    shop_tests::shop s(plain);
    s.buy(day, 1'000'00);
    s.buy(day + 1, 1'000'00);
    std::int64_t const before = s.measure(day + 1);
    s.buy(day + 2, {item(15'00)}, {{plain.redemption_rule("points")}});
    CHECK(s.measure(day + 2) - before == 15'00);  // the goods once, though points of two lots paid
    for (posting const& p : s.last.postings) CHECK(p.amount > 0);
}

TEST_CASE("frappe/erpnext#36466, #47196: the base of the cap is named: what is to be paid, rounded down") {
    constexpr auto half =
        compose("half", currencies::EUR, accrual("points", 100).living(days(365)),
                redemption("points", {.points = 1, .money = "0.01"_d}).for_at_most(50_percent));
    shop_tests::shop s(half);
    s.buy(day, 100'00);
    order what = s.order_of(day + 1, {item(9'99)}, {{half.redemption_rule("points")}});
    what.what.shipping_minor = 1'00;
    s.commit(what);
    CHECK(redeemed(s) == std::pair<std::int64_t, std::int64_t>{549, 549});
    CHECK(shop_tests::reason_of(s.last, reason_code::redeemed)->detail ==
          static_cast<std::uint16_t>(bound::share));
}

TEST_CASE(
    "FreeOpenSourcePOS/FloCafe#78, #62: a lot that ends takes its own debits with it, and all ends are "
    "shown") {
    shop_tests::shop s(plain);
    s.buy(day, 10'00);
    s.buy(day + 100, {item(8'00)}, {{plain.redemption_rule("points"), 10}});
    s.buy(day + 200, 20'00);
    CHECK(s.balance("points", day + 365).available ==
          7 + 20);  // the spent lot ended: nothing else is missing
    auto const schedule = lots_of(s.member, plain.chart(), plain.pool("points"), day + 365);
    REQUIRE(schedule.size() == 2);
    CHECK(schedule[0].key.expires == day + 465);
    CHECK(schedule[1].key.expires == day + 565);
}

TEST_CASE("mollie/magento2#928: a payment that runs out gives its points back once") {
    shop_tests::shop s(plain);
    rule_id const rule = plain.redemption_rule("points");
    instant const end{(day + 2).day * std::int64_t{86'400}};
    s.buy(day, 100'00);
    s.commit(reserve{s.next_head(day), rule, {1}, 80, end});
    CHECK(s.balance("points", day).available == 20);
    for (int retry = 0; retry < 2; ++retry) {
        s.commit(release{s.next_head(day + 1), rule, {1}});
        CHECK(s.balance("points", day + 1).available == 100);
    }
    s.commit(reserve{s.next_head(day + 1), rule, {2}, 80, end});
    CHECK(s.balance("points", day + 2).available == 100);  // nobody has told the library yet
    slot_id const points = plain.pool("points");
    s.wait(day + 2);
    CHECK(sum_of(s.last.postings, points, posting_kind::release) == 80);
    s.commit(release{s.next_head(day + 2), rule, {2}});
    CHECK(sum_of(s.last.postings, points, posting_kind::release) == 0);
    CHECK(s.balance("points", day + 2).available == 100);
}

TEST_CASE(
    "joshsoftware/code-curiosity#421: points of another value are another pool; the old ones keep theirs") {
    date const change = day + 59;
    static constexpr auto old_value = compose("club", currencies::EUR, accrual("points", 1).living(days(365)),
                                              redemption("points", {.points = 50, .money = 1}));
    static constexpr auto new_value =
        compose(identity{"club", {2}}.after(old_value.chart()), currencies::EUR,
                accrual("stars", 1).living(days(365)), redemption("stars", {.points = 100, .money = 1}),
                redemption("points", {.points = 50, .money = 1}));
    auto const club = make_versions(since{day, old_value}, since{change, new_value});
    REQUIRE(club.has_value());
    shop_tests::shop s(*club);
    s.buy(day, 100'00);
    s.buy(change, 100'00);
    s.buy(change + 1, {item(50'00)},
          {{new_value.redemption_rule("points"), 100}, {new_value.redemption_rule("stars"), 100}});
    CHECK(s.last.receipt.stored_value_minor == 2'00 + 1'00);
}
