// SPDX-License-Identifier: BSL-1.0
#include <tessera/calendar/text.hpp>
#include <tessera/tessera.hpp>

#include <tessera/calendar/zone.hpp>
#include <tessera/calendar/zone_table.hpp>
#include <tessera/program/commit.hpp>

#include "support/property.hpp"
#include "support/shop.hpp"

/// Failures of other systems with retries, races, clocks and thresholds (docs/reference/failures.md), each as
/// a test of our own.

using namespace tessera;
using namespace tessera::literals;
using shop_tests::bytes_of;
using shop_tests::item;
using shop_tests::sum_of;

namespace {

constexpr date day = date_of(2026, 1, 1);
constexpr auto plain =
    compose("plain", currencies::EUR, tiers("club", net_spend(), tier{"silver", 1000}, tier{"gold", 3000}),
            accrual("points", 1).living(days(365)), redemption("points", {.points = 100, .money = 1}));

}  // namespace

TEST_CASE("odoo/odoo#222372: a network retry confirms once") {
    shop_tests::shop s(plain);
    order const sale = s.order_of(day, {item(120'00)});
    s.commit(sale);
    auto const once = bytes_of(s.member, plain.chart());
    decision retried;
    REQUIRE(plain.decide(s.member, sale, retried).has_value());
    CHECK(retried.how == outcome::repeat);
    CHECK(retried.fact == sale.head.id);
    CHECK(apply(s.member, plain.chart(), s.last.as_entry()) == errc::behind_frontier);
    CHECK(bytes_of(s.member, plain.chart()) == once);
}

TEST_CASE(
    "odoo/odoo#222428: cart and confirmation have one clock: the fact's instant, in the program's zone") {
    constexpr int hour = 3600;
    constexpr zone los_angeles{
        to_instant({date_of(2026, 1, 1), 0}, 0), to_instant({date_of(2026, 3, 1), 0}, 0), -8 * hour, {}};
    constexpr auto noon_utc = [](date d, int hours) { return to_instant({d, hours * hour}, 0); };
    date const last = date_of(2026, 1, 31);
    auto const before_seven = business_date(noon_utc(last + 1, 6), los_angeles);
    REQUIRE(before_seven.has_value());
    CHECK(*before_seven == last);
    shop_tests::shop s(plain);
    s.buy(last - 364, 500'00);
    order what = s.order_of(*before_seven, {item(20'00)}, {{plain.redemption_rule("points"), 500}});
    what.head.key.at = noon_utc(last + 1, 6);
    priced_order cart;
    REQUIRE(plain.quote(plain.standing(s.member, what.head.day), what.what, cart).has_value());
    what.head.key.sequence += 1;  // confirmed hours later by the server's clock, on the fact's own day
    decision d;
    REQUIRE(plain.settle(s.member, what, cart, d).has_value());
    CHECK(sum_of(d.postings, plain.pool("points"), posting_kind::redeem) == 500);
}

TEST_CASE(
    "woocommerce-ios#6254, wpsharks/s2member#612, emfcamp/Website#981: an end is the first day without") {
    shop_tests::shop s(plain);
    s.buy(day, 10'00);
    auto const lots = lots_of(s.member, plain.chart(), plain.pool("points"), day);
    REQUIRE(lots.size() == 1);
    CHECK(lots[0].key.expires == date_of(2027, 1, 1));
    CHECK(s.balance("points", date_of(2026, 12, 31)).available == 10);
    CHECK(s.balance("points", date_of(2027, 1, 1)).available == 0);
    // The day is the calendar's of a named zone: one hour less when clocks go forward moves no end.
    constexpr int hour = 3600;
    static constexpr transition changes[] = {{to_instant({date_of(2026, 3, 29), hour}, 0), 2 * hour}};
    constexpr zone berlin{to_instant({date_of(2026, 1, 1), 0}, 0), to_instant({date_of(2026, 10, 1), 0}, 0),
                          hour, changes};
    CHECK(*business_date(to_instant({date_of(2026, 3, 28), 23 * hour}, 0), berlin) == date_of(2026, 3, 29));
    CHECK(*business_date(to_instant({date_of(2026, 3, 29), 22 * hour - 1}, 0), berlin) ==
          date_of(2026, 3, 29));
    CHECK(*business_date(to_instant({date_of(2026, 3, 29), 22 * hour}, 0), berlin) == date_of(2026, 3, 30));
}

TEST_CASE("nopSolutions/nopCommerce#5595: a balance is a fold of the journal, never a running figure") {
    shop_tests::shop s(plain);
    s.buy(day, 50'00);
    s.buy(day + 1, {item(21'50)}, {{plain.redemption_rule("points"), 50}});
    s.give_back(day + 2, 21'00);
    s.buy(day + 3, 7'00);
    s.wait(day + 400);
    auto const folded = fold(s.history, plain.chart());
    REQUIRE(folded.has_value());
    CHECK(bytes_of(*folded, plain.chart()) == bytes_of(s.member, plain.chart()));
}

TEST_CASE("frappe/erpnext#14930, #22167, #24672, #33550, #41564, #45450: a tier begins at its threshold") {
    CHECK_PROPERTY("for every spend, however it was split", [] {
        std::int64_t const spend = *rc::gen::oneOf(rc::gen::inRange<std::int64_t>(0, 500'000),
                                                   rc::gen::element<std::int64_t>(99'999, 100'000, 100'001),
                                                   rc::gen::element<std::int64_t>(299'999, 300'000, 300'001));
        std::int64_t const first = *rc::gen::inRange<std::int64_t>(0, spend + 1);
        shop_tests::shop s(plain);
        s.buy(day, first);
        s.buy(day, spend - first);
        tier_standing const club = plain.standing(s.member, day).tiers[0];
        RC_ASSERT(club.level == (spend >= 300'000 ? 2 : spend >= 100'000 ? 1 : 0));
        RC_ASSERT(club.measure == spend);
    });
}

TEST_CASE(
    "fushengqian/fuint#71, medusajs/medusa#16347, spree/spree#13734: of parallel spends one goes through") {
    shop_tests::shop s(plain);
    s.buy(day, 100'00);
    std::vector<order> const spends{
        s.order_of(day + 1, {item(1'00)}, {{plain.redemption_rule("points"), 100}}),
        s.order_of(day + 1, {item(1'00)}, {{plain.redemption_rule("points"), 100}})};
    decision one, other;
    REQUIRE(plain.decide(s.member, spends[0], one).has_value());
    REQUIRE(plain.decide(s.member, spends[1], other).has_value());
    CHECK(apply(s.member, plain.chart(), one.as_entry()) == errc::ok);
    CHECK(apply(s.member, plain.chart(), other.as_entry()) == errc::version_moved);
    CHECK(s.balance("points", day + 1).available == 0);
    REQUIRE(plain.decide(s.member, spends[1], other).has_value());
    CHECK(shop_tests::reason_of(other, reason_code::redeemed) == nullptr);
}
