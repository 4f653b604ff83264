// SPDX-License-Identifier: BSL-1.0
#include <tessera/tessera.hpp>

#include <tessera/calendar/text.hpp>

#include "support/catch.hpp"

/// What the pages of docs/ show and no example prints: it compiles, and does what the page says.
/// `scripts/check_docs.py` compares the lines.

using namespace tessera;
using namespace tessera::literals;

// clang-format off

TEST_CASE("calendar: dates from figures and from texts") {
    constexpr date opened = date_of(2026, 11, 21);          // checked while compiling
    result<date> const typed = date::from(2026, 2, 29);     // errc::invalid_date
    result<date> const read = parse_date("2010-12-01");
    CHECK(opened == date_of(2026, 11, 21));
    CHECK(typed.error() == errc::invalid_date);
    CHECK(*read == date_of(2010, 12, 1));
}

TEST_CASE("program: one of several measures is enough") {
    constexpr window month = window::calendar(calendar_unit::month);
    constexpr window year = window::calendar(calendar_unit::year);
    constexpr auto club =
    tiers("club", any_of(net_spend().within(month), net_spend().within(year), order_count().within(year)),
          tier{"silver", 500, 1000, 20});
    CHECK(make("club", currencies::EUR, club).has_value());
}

TEST_CASE("program: vouchers that come by themselves") {
    constexpr auto vouchers = automatic_redemption("vouchers", "points", 500, "credit", 5)
                                  .when(schedule().each_month(1))
                                  .living(days(90));
    constexpr auto christmas = automatic_redemption("christmas", "points", 100, "credit", "1.50"_d)
                                   .when(schedule().each_year(12, 1))
                                   .from_balance(1000)
                                   .at_most(5000);
    CHECK(make("club", currencies::EUR, accrual("points", 1), vouchers, christmas).has_value());
}

TEST_CASE("program: points as a discount, shown beforehand") {
    constexpr auto rules = compose("shop", currencies::EUR, accrual("points", 1),
    redemption("points", {.points = 100, .money = 1}).for_at_most(50_percent, paid_price).as_discount());
    account customer;
    decision d;
    line const goods{.list_minor = 1'000'00};
    order const before{.head = {{1}, {{0}, 1}, date_of(2026, 1, 1)}, .what = {{&goods, 1}}};
    CHECK(rules.decide(customer, before, d));
    CHECK(apply(customer, rules.chart(), d.as_entry()) == errc::ok);
    line const mug{.list_minor = 8'00};
    redemption_wish const all{rules.redemption_rule("points")};
    order const sale{
        .head = {{2}, {{0}, 2}, date_of(2026, 1, 2)}, .what = {{&mug, 1}}, .wishes = {&all, 1}};
    priced_order preview;
    auto const quoted = rules.quote(customer, sale, preview);
    CHECK(quoted.has_value());
    CHECK(preview.payable_minor() == 4'00);
    CHECK(rules.decide(customer, sale, d));
    CHECK(d.priced.payable_minor() == 4'00);
}

TEST_CASE("tutorial: decide, and take it into the account") {
    constexpr auto rules = compose("shop", currencies::EUR,
    ladder("cashback", net_spend(list_price), step{200, 20}, step{1000, 100}, step{2000, 200}),
    accrual("points", 1).living(days(365)),
    redemption("points", {.points = 100, .money = 1})
    );
    account customer;
    line const goods{.list_minor = 200'00};
    order const sale{.head = {{1}, {{0}, 1}, date_of(2026, 1, 1)}, .what = {{&goods, 1}}};
    decision d;
    auto const decided = rules.decide(customer, sale, d);
    CHECK(decided.has_value());
    errc const failed = apply(customer, rules.chart(), d.as_entry());
    CHECK(failed == errc::ok);
    statement const now = rules.statement(customer, sale.head.day);
    CHECK(now.of(rules.pool("points")).available == 200);
    CHECK(now.of(rules.pool("cashback")).available == 20'00);
}
