// SPDX-License-Identifier: BSL-1.0
#include "support/property.hpp"
#include "support/shop.hpp"

using namespace tessera;
using namespace shop_tests;
using namespace tessera::literals;

namespace {

/// Every third cup is free.
constexpr auto stamps = ladder("stamps", item_count(), step{3, 1}).then_every(3, 1).in_points("coffees");

template <class... Rules>
errc mistake_of(Rules const&... rules) {
    auto const made = make("wrong", currencies::EUR, rules...);
    return made ? errc::ok : made.error();
}

}  // namespace

TEST_CASE("a stamp card pays free coffees") {
    constexpr auto program =
        compose("cafe", currencies::EUR, stamps, redemption("coffees", {.points = 1, .money = "2.50"_d}));
    play(program, R"(
        day        | event                          | count | points coffees
        2026-01-01 | buy 2.50 + 2.50                | 2     | 0
        2026-01-02 | buy 2.50                       | 3     | 1
        2026-01-03 | buy 2.50 + 2.50 + 2.50 + 2.50  | 7     | 2
        2026-01-04 | return 2.50 + 2.50             | 5     | 1
        2026-01-05 | return 2.50 + 2.50 + 2.50      | 2     | 0
        2026-01-06 | buy 2.50 + 2.50 + 2.50 + 2.50  | 6     | 2
    )");
}

TEST_CASE("what was drunk of an award taken back is owed, in points") {
    constexpr auto program =
        compose("cafe", currencies::EUR, stamps, redemption("coffees", {.points = 1, .money = "2.50"_d}));
    shop s(program);
    date const day = date_of(2026, 1, 1);
    s.buy(day, {item(250), item(250), item(250)});
    s.buy(day, {item(300)}, {{program.redemption_rule("coffees"), 1}});
    CHECK(s.last.receipt.stored_value_minor == 250);
    CHECK(s.balance("coffees", day).available == 0);
    s.give_back(day, {item(250), item(250)});
    CHECK(s.balance("coffees", day).debt == 1);
    s.buy(day, {item(250), item(250), item(250), item(250)});
    CHECK(s.balance("coffees", day).debt == 0);
    CHECK(s.balance("coffees", day).available == 1);
}

TEST_CASE("a ladder and an accrual share a pool of points") {
    constexpr auto bonus = ladder("bonus", net_spend(), step{100, "12.5"_d}).in_points("points", 1);
    constexpr auto program =
        compose("shared", currencies::EUR, accrual("points", 1).with_decimals(1).living(days(30)), bonus);
    play(program, R"(
        day        | event         | spend  | points points
        2026-01-01 | buy 60.00     | 60.00  | 600
        2026-01-02 | buy 60.00     | 120.00 | 1325
        2026-01-03 | return 50.00  | 70.00  | 700
        2026-01-04 | buy 30.00     | 100.00 | 1125
        2026-02-01 | -             | 100.00 | 550
        2026-02-03 | -             | 100.00 | 250
    )");
    CHECK(mistake_of(accrual("points", 1), bonus) == errc::units_differ);
    CHECK(mistake_of(ladder("bonus", net_spend(), step{100, 10}).into("points"), accrual("points", 1)) ==
          errc::units_differ);
}

TEST_CASE("a refund that does not reach for a coffee drunk is paid out, and the coffee is owed") {
    constexpr auto program = compose(
        "cafe", currencies::EUR,
        ladder("spent", net_spend(paid_price), step{10, 1}).in_points("coffees").withholding("2.50"_d),
        redemption("coffees", {.points = 1, .money = "2.50"_d}), returns(60));
    date const day = date_of(2026, 1, 1);
    shop s(program);
    s.buy(day, {{.number = 1, .list_minor = 100}, {.number = 2, .list_minor = 950}});
    s.buy(day, {item(250)}, {{program.redemption_rule("coffees"), 1}});
    s.bring_back(day, 0, {{.number = 1}});
    CHECK(s.last.refund == refund{100, 0, 0});
    CHECK(s.balance("coffees", day).debt == 1);
    s.bring_back(day, 0);
    CHECK(s.last.refund == refund{950, 0, 0});
    s.buy(day, 1'000);
    CHECK(s.balance("coffees", day).debt == 0);
    CHECK(s.balance("coffees", day).available == 0);
}

TEST_CASE("what a ladder takes back comes from points that wait, before anything is owed") {
    constexpr auto program =
        compose("waits", currencies::EUR, accrual("points", 1).pending(days(14)).per_order(),
                ladder("bonus", net_spend(), step{100, 10}).in_points("points"),
                redemption("points", {.points = 1, .money = 1}));
    shop s(program);
    date const day = date_of(2026, 1, 1);
    for (int i = 0; i < 10; ++i) s.buy(day, 1'000);
    s.buy(day, {item(1'000)}, {{program.redemption_rule("points"), 10}});
    REQUIRE(s.balance("points", day).available == 0);
    REQUIRE(s.balance("points", day).pending == 11);
    s.give_back(day, 1'000);
    CHECK(s.balance("points", day).debt == 0);
    CHECK(s.balance("points", day).pending == 0);
}

TEST_CASE("points of a ladder wait like its credit") {
    auto const program = make("waits", currencies::EUR, stamps.usable_after(14));
    REQUIRE(program.has_value());
    shop s(*program);
    s.buy(date_of(2026, 1, 1), {item(250), item(250), item(250)});
    CHECK(s.balance("coffees", date_of(2026, 1, 14)).pending == 1);
    CHECK(s.balance("coffees", date_of(2026, 1, 15)).available == 1);
}

TEST_CASE(
    "an award has no end, whatever the lots beside it have; automatic redemption makes credit that ends") {
    auto const steps = ladder("steps", net_spend(), step{100, 10});
    auto const beside =
        make("beside", currencies::EUR, accrual("points", 1).living(days(30)), steps.in_points("points"));
    REQUIRE(beside.has_value());
    date const day = date_of(2026, 1, 1);
    shop s(*beside);
    s.buy(day, 100'00);
    CHECK(s.balance("points", day).available == 110);
    CHECK(s.balance("points", day + 30).available == 10);
    CHECK(s.balance("points", day + 3'000).available == 10);
    auto const ends = make("ends", currencies::EUR, steps.in_points("steps"),
                           automatic_redemption("credit of steps", "steps", 1, "credit", 1).living(days(90)),
                           redemption("credit", {.points = 1, .money = 1}), returns(365));
    REQUIRE(ends.has_value());
    shop t(*ends);
    t.buy(day, 100'00);
    auto const credit = [&](date on) {
        return t.rules.statement(t.member, on).of(t.rules.pool("credit")).available;
    };
    CHECK(credit(day) == 0);
    CHECK(credit(day + 1) == 10'00);
    CHECK(credit(day + 90) == 10'00);
    CHECK(credit(day + 91) == 0);
    t.bring_back(day + 95, 0);
    CHECK(t.balance("steps", day + 95).debt == 10);
}

TEST_CASE("a rate is points for a unit of currency") {
    constexpr auto rates = ladder("rates", net_spend(), rate_step{100, 0.5_x}, rate_step{500, 2});
    auto const paid = [](auto const& rule, std::int64_t minor) {
        auto const program = make("rates", currencies::EUR, rule);
        REQUIRE(program.has_value());
        shop s(*program);
        s.buy(date_of(2026, 1, 1), minor);
        return s.balance("points", date_of(2026, 1, 1)).available;
    };
    CHECK(paid(rates.in_points("points"), 10'199) == 50);
    CHECK(paid(rates.in_points("points"), 50'000) == 1'000);
    CHECK(paid(rates.in_points("points", 3), 10'199) == 50'995);
    CHECK(paid(rates.as(ladder_form::brackets).in_points("points"), 50'000) == 200);
}

TEST_CASE("a ladder in points that cannot stand is an error") {
    CHECK(mistake_of(stamps) == errc::ok);
    CHECK(mistake_of(ladder("x", item_count(), step{3, "0.5"_d}).in_points("x")) == errc::not_representable);
    CHECK(mistake_of(stamps.in_points("x", 5)) == errc::not_representable);
    CHECK(mistake_of(stamps.when_returned(on_return::follow, shortfall::withhold)) == errc::not_above_zero);
    CHECK(mistake_of(stamps.withholding(1, 0)) == errc::not_above_zero);
    CHECK(mistake_of(stamps.withholding("2.50"_d)) == errc::ok);
}
