// SPDX-License-Identifier: BSL-1.0
#include <tessera/tessera.hpp>

#include "support/shop.hpp"

using namespace tessera;
using namespace tessera::literals;
using shop_tests::play;

namespace {

constexpr auto club(measure by) { return tiers("club", by, tier{"silver", 1000}, tier{"gold", 3000}); }
constexpr auto price = member_price("club", off{"silver", 2_percent}, off{"gold", 5_percent});
constexpr window calendar_year = window::calendar(calendar_unit::year);

}  // namespace

TEST_CASE("a tier counts from the next order, and falls at once with the measure") {
    constexpr auto program = compose("next order", currencies::EUR, club(net_spend()), price);
    play(program, R"(
        day        | event          | paid    | spend   | level | next
        2026-01-01 | buy 999.99     | 999.99  | 999.99  | 0     | 0.01
        2026-01-02 | buy 0.01       | 0.01    | 1000.00 | 1     | 2000.00
        2026-01-03 | buy 1999.99    | 1959.99 | 2999.99 | 1     | 0.01
        2026-01-04 | buy 100.00     | 98.00   | 3099.99 | 2     | 0.00
        2026-01-05 | buy 100.00     | 95.00   | 3199.99 | 2     | 0.00
        2026-01-06 | return 200.00  | 190.00  | 2999.99 | 1     | 0.01
        2026-01-07 | return 2500.00 | 2450.00 | 499.99  | 0     | 500.01
        2026-01-08 | return 1000.00 | 1000.00 | -500.01 | 0     | 1500.01
        2026-01-09 | buy 1500.01    | 1500.01 | 1000.00 | 1     | 2000.00
    )");
}

TEST_CASE("a tier of this order is judged with the order itself, before its price") {
    constexpr auto program =
        compose("this order", currencies::EUR, club(net_spend()).from(effective::this_order), price);
    play(program, R"(
        day        | event         | paid    | spend   | level
        2026-01-01 | buy 999.99    | 999.99  | 999.99  | 0
        2026-01-02 | buy 0.01      | 0.01    | 1000.00 | 1
        2026-01-03 | buy 2000.00   | 1900.00 | 3000.00 | 2
        2026-01-04 | return 0.01   | 0.01    | 2999.99 | 1
        2026-01-05 | buy 0.01      | 0.01    | 3000.00 | 2
    )");
}

TEST_CASE("goods that come back never lift a tier") {
    constexpr auto program =
        compose("this order", currencies::EUR, club(net_spend()).from(effective::this_order), price,
                accrual("points", 1).times("club", multiplier{"silver", 2}));
    play(program, R"(
        day        | event         | paid   | spend  | level | points points
        2026-01-01 | buy 900.00    | 900.00 | 900.00 | 0     | 900
        2026-01-02 | return 500.00 | 500.00 | 400.00 | 0     | 400
    )");
}

TEST_CASE("what was reached stays, where the program says never") {
    constexpr auto program = compose(
        "never", currencies::EUR, club(net_spend().within(calendar_year)).on_fall(downgrade::never), price);
    play(program, R"(
        day        | event          | paid    | spend    | level | next
        2026-01-01 | buy 1000.00    | 1000.00 | 1000.00  | 1     | 2000.00
        2026-01-02 | return 1000.00 | 980.00  | 0.00     | 1     | 3000.00
        2027-01-01 | -              | 980.00  | 0.00     | 1     | 3000.00
        2027-01-02 | wait           | 0.00    | 0.00     | 1     | 3000.00
        2027-01-03 | buy 3000.00    | 2940.00 | 3000.00  | 2     | 0.00
        2027-01-04 | buy 100.00     | 95.00   | 3100.00  | 2     | 0.00
        2028-01-01 | buy 100.00     | 95.00   | 100.00   | 2     | 0.00
    )");
}

TEST_CASE("a level reached and never lost stays when this order falls short") {
    constexpr auto program =
        compose("never", currencies::EUR,
                club(net_spend()).from(effective::this_order).on_fall(downgrade::never), price);
    play(program, R"(
        day        | event          | paid    | level
        2026-01-01 | buy 3000.00    | 2850.00 | 2
        2026-01-02 | return 2900.00 | 2755.00 | 2
        2026-01-03 | buy 100.00     | 95.00   | 2
    )");
}

TEST_CASE("a calendar year begins at zero, with or without a job") {
    constexpr auto program = compose("year", currencies::EUR, club(net_spend().within(calendar_year)), price);
    play(program, R"(
        day        | event       | paid    | spend   | level
        2026-03-01 | buy 1000.00 | 1000.00 | 1000.00 | 1
        2026-12-31 | -           | 1000.00 | 1000.00 | 1
        2027-01-01 | -           | 1000.00 | 0.00    | 0
        2027-01-01 | buy 100.00  | 100.00  | 100.00  | 0
        2027-12-31 | buy 900.00  | 900.00  | 1000.00 | 1
        2028-01-01 | wait        | 0.00    | 0.00    | 0
        2028-02-29 | buy 5000.00 | 5000.00 | 5000.00 | 2
    )");
}

TEST_CASE("thirty days by day: an amount of day D counts through D + 29") {
    constexpr auto program =
        compose("rolling", currencies::EUR,
                club(net_spend().within(window::rolling_days(30, resolution::day))), price);
    play(program, R"(
        day        | event         | spend   | level
        2026-01-01 | buy 600.00    | 600.00  | 0
        2026-01-10 | buy 400.00    | 1000.00 | 1
        2026-01-30 | -             | 1000.00 | 1
        2026-01-31 | -             | 400.00  | 0
        2026-01-31 | buy 600.00    | 1000.00 | 1
        2026-02-08 | return 100.00 | 900.00  | 0
        2026-02-09 | -             | 500.00  | 0
        2026-03-01 | wait          | 500.00  | 0
        2026-03-02 | -             | -100.00 | 0
        2026-03-10 | -             | 0.00    | 0
    )");
}

TEST_CASE("what ended is written down on its day") {
    constexpr auto program = compose("rolling", currencies::EUR,
                                     club(net_spend().within(window::rolling_days(30, resolution::day))));
    shop_tests::shop s(program);
    s.buy(date_of(2026, 1, 1), 60'000);
    s.buy(date_of(2026, 1, 2), 40'000);
    CHECK(s.member.due() == date_of(2026, 1, 31));
    s.wait(date_of(2026, 1, 30));
    CHECK(s.member.buckets().size() == 2);
    s.wait(date_of(2026, 1, 31));
    CHECK(s.member.buckets().size() == 1);
    CHECK(s.member.due() == date_of(2026, 2, 1));
    s.wait(date_of(2026, 2, 1));
    CHECK(s.member.buckets().empty());
    CHECK(s.member.due() == date::never());
}

TEST_CASE("a day that passes lifts nobody for ever") {
    constexpr auto program = compose(
        "rolling", currencies::EUR,
        club(net_spend().within(window::rolling_days(30, resolution::day))).on_fall(downgrade::never));
    play(program, R"(
        day        | event         | spend   | level
        2026-01-01 | return 100.00 | -100.00 | 0
        2026-01-10 | buy 1000.00   | 900.00  | 0
        2026-01-31 | wait          | 1000.00 | 0
        2026-02-01 | buy 1.00      | 1001.00 | 1
        2026-03-15 | -             | 0.00    | 1
    )");
}

TEST_CASE("thirty days by week and by month stop together") {
    constexpr auto by_week = compose(
        "week", currencies::EUR, club(net_spend().within(window::rolling_days(30, resolution::week))), price);
    play(by_week, R"(
        day        | event       | spend   | level
        2026-01-01 | buy 600.00  | 600.00  | 0
        2026-01-02 | buy 400.00  | 1000.00 | 1
        2026-01-03 | buy 50.00   | 1050.00 | 1
        2026-02-01 | -           | 1050.00 | 1
        2026-02-02 | -           | 50.00   | 0
        2026-02-09 | -           | 0.00    | 0
    )");
    constexpr auto by_month =
        compose("month", currencies::EUR,
                club(net_spend().within(window::rolling_days(30, resolution::month))), price);
    play(by_month, R"(
        day        | event       | spend   | level
        2025-12-31 | buy 600.00  | 600.00  | 0
        2026-01-01 | buy 400.00  | 1000.00 | 1
        2026-01-02 | buy 50.00   | 1050.00 | 1
        2026-01-31 | -           | 1050.00 | 1
        2026-02-01 | -           | 50.00   | 0
        2026-03-01 | -           | 0.00    | 0
    )");
}

TEST_CASE("a membership year needs the day of joining, whatever is counted in it") {
    constexpr window years = window::membership_year();
    constexpr auto points = accrual("points", 1).living(days(365));
    auto const answer = [](auto const& program, auto const& fact, account const& of = {}) {
        REQUIRE(program.has_value());
        decision out;
        auto const done = program->decide(of, fact, out);
        return done ? errc::ok : done.error();
    };
    fact_head const head{.id = {1}, .key = {{0}, 1}, .day = date_of(2026, 1, 1)};
    line const goods = shop_tests::item(10'00);
    order const bought{.head = head, .what = {.lines = {&goods, 1}}};
    action const visit{.head = head, .what = action_named("visit"), .claim = 1};
    CHECK(answer(make("m", currencies::EUR, club(net_spend().within(years))), bought) ==
          errc::joining_day_needed);
    CHECK(answer(make("m", currencies::EUR, action_award("visit", "points", 5).once_within(years)), visit) ==
          errc::joining_day_needed);
    CHECK(answer(make("m", currencies::EUR, action_award("visit", "points", 5)), visit) == errc::ok);

    for (on_return const back : {on_return::follow, on_return::freeze, on_return::revoke_unused}) {
        auto const cash = ladder("cash", net_spend().within(years).returned(undo::at_order), step{5, 1})
                              .when_returned(back);
        CHECK(answer(make("m", currencies::EUR, cash), bought) == errc::joining_day_needed);
        auto const open = cash.at_period_end(period_results::stay_open);
        CHECK(answer(make("m", currencies::EUR, open, returns(30)), bought) == errc::joining_day_needed);
    }
    auto const gifts = make("m", currencies::EUR, points, transfer("points").at_most(5, years));
    CHECK(answer(gifts, send_points{head, gifts->get<transfer>().id(), 5, true}) == errc::joining_day_needed);
    auto const mugs = make("m", currencies::EUR, points, reward("mug", "points", 0).at_most(1, years));
    CHECK(answer(mugs, claim{head, mugs->get<reward>().id(), 1}) == errc::joining_day_needed);
    fact_head joined = head;
    joined.joined = date_of(2025, 7, 1);
    CHECK(answer(mugs, claim{joined, mugs->get<reward>().id(), 1}) == errc::ok);
}

TEST_CASE("a membership year begins on the day of joining") {
    constexpr auto program =
        compose("member", currencies::EUR, club(net_spend().within(window::membership_year())), price);
    play(program, R"(
        day        | event       | spend   | level
        2026-01-01 | buy 600.00  | 600.00  | 0
        2026-02-28 | -           | 0.00    | 0
        2026-02-28 | buy 1000.00 | 1000.00 | 1
        2027-02-27 | -           | 1000.00 | 1
        2027-02-28 | -           | 0.00    | 0
    )",
         date_of(2024, 2, 29));
}

TEST_CASE("tiers by orders, by items, and by gross spend") {
    constexpr auto counting_orders =
        compose("orders", currencies::EUR, tiers("club", order_count(), tier{"known", 2}, tier{"friend", 3}));
    play(counting_orders, R"(
        day        | event       | count | level
        2026-01-01 | buy 1 + 1   | 1     | 0
        2026-01-02 | buy 1       | 2     | 1
        2026-01-03 | return 1    | 2     | 1
        2026-01-04 | buy 0.01    | 3     | 2
    )");
    constexpr auto by_items =
        compose("items", currencies::EUR, tiers("club", item_count(), tier{"known", 3}));
    play(by_items, R"(
        day        | event       | count | level
        2026-01-01 | buy 1 + 1   | 2     | 0
        2026-01-02 | buy 1       | 3     | 1
        2026-01-03 | return 1    | 2     | 0
    )");
    constexpr auto by_gross = compose("gross", currencies::EUR, club(gross_spend()));
    play(by_gross, R"(
        day        | event          | spend   | level
        2026-01-01 | buy 1000.00    | 1000.00 | 1
        2026-01-02 | return 1000.00 | 1000.00 | 1
    )");
}

TEST_CASE("the quantity of a line counts, and only the lines the filter takes") {
    constexpr auto program =
        compose("items", currencies::EUR, tiers("club", item_count({.category = {7}}), tier{"known", 3}));
    shop_tests::shop s(program);
    date const day = date_of(2026, 1, 1);
    s.buy(day, {{.category = {7}, .quantity = 2, .list_minor = 100}, {.quantity = 5, .list_minor = 100}});
    CHECK(s.measure(day) == 2);
    s.buy(day, {{.category = {7}, .quantity = 1, .list_minor = 100}});
    CHECK(s.measure(day) == 3);
    CHECK(program.standing(s.member, day).level(0) == 1);
}

TEST_CASE("the single order that counts most decides the tier, judged on list") {
    constexpr auto program =
        compose("best order", currencies::EUR,
                tiers("club", best_order(), tier{"level 1", 300}, tier{"level 2", 500}),
                member_price("club", off{"level 1", 5_percent}, off{"level 2", 10_percent}));
    play(program, R"(
        day        | event         | paid   | spend  | level
        2026-01-01 | buy 299.99    | 299.99 | 299.99 | 0
        2026-01-02 | buy 60.00     | 60.00  | 299.99 | 0
        2026-01-03 | buy 200.00    | 200.00 | 299.99 | 0
        2026-01-04 | buy 300.00    | 300.00 | 300.00 | 1
        2026-01-05 | buy 249.90    | 237.40 | 300.00 | 1
        2026-01-06 | buy 500.00    | 475.00 | 500.00 | 2
        2026-01-07 | buy 89.90     | 80.91  | 500.00 | 2
        2026-01-08 | return 500.00 | 450.00 | 500.00 | 2
    )");
}

TEST_CASE("the best order of a calendar month is forgotten with the month") {
    constexpr auto program = compose(
        "best order", currencies::EUR,
        tiers("club", best_order().within(window::calendar(calendar_unit::month)), tier{"level 1", 300}));
    play(program, R"(
        day        | event      | spend  | level
        2026-01-05 | buy 400.00 | 400.00 | 1
        2026-01-06 | buy 450.00 | 450.00 | 1
        2026-01-31 | -          | 450.00 | 1
        2026-02-01 | -          | 0.00   | 0
        2026-02-03 | buy 310.00 | 310.00 | 1
        2026-03-01 | wait       | 0.00   | 0
    )");
}

TEST_CASE("reasons say which tier was reached, which fell, and what is missing") {
    constexpr auto program = compose("reasons", currencies::EUR, club(net_spend()));
    shop_tests::shop s(program);
    auto const& up = s.buy(date_of(2026, 1, 1), 300'000);
    auto const* const reached = shop_tests::reason_of(up, reason_code::tier_reached);
    REQUIRE(reached);
    CHECK(*reached == reason{300'000, 0, rule_named("club"), reason_code::tier_reached, 2});
    CHECK_FALSE(shop_tests::reason_of(up, reason_code::tier_distance));
    CHECK(program.get<tiers<2>>().name(2) == "gold");
    CHECK(program.get<tiers<2>>().name(0).empty());
    CHECK(program.get<tiers<2>>().name(3).empty());

    auto const& down = s.give_back(date_of(2026, 1, 2), 210'000);
    auto const* const fallen = shop_tests::reason_of(down, reason_code::tier_fallen);
    REQUIRE(fallen);
    CHECK(*fallen == reason{90'000, 2, rule_named("club"), reason_code::tier_fallen, 0});
    auto const* const missing = shop_tests::reason_of(down, reason_code::tier_distance);
    REQUIRE(missing);
    CHECK(*missing == reason{10'000, 90'000, rule_named("club"), reason_code::tier_distance, 1});
}

TEST_CASE("two groups of tiers stand side by side") {
    constexpr auto program =
        compose("groups", currencies::EUR, tiers("spenders", net_spend(), tier{"big", 100}),
                tiers("visitors", order_count(), tier{"second", 2}, tier{"third", 3}),
                member_price("visitors", off{"third", 10_percent}),
                accrual("points", 1).times("spenders", multiplier{"big", 3}));
    shop_tests::shop s(program);
    date const day = date_of(2026, 1, 1);
    s.buy(day, 10'000);
    s.buy(day, 10'000);
    s.buy(day, 10'000);
    auto const& fourth = s.buy(day, 10'000);
    CHECK(fourth.priced.totals.paid_minor() == 9'000);
    CHECK(s.balance("points", day).available == 100 + 300 + 300 + 270);
    auto const who = program.standing(s.member, day);
    CHECK(who.tiers[0].level + who.tiers[1].level == 1 + 2);
}

TEST_CASE("tiers by the points earned in a year, spent or not") {
    constexpr auto program =
        compose("earned", currencies::EUR, accrual("points", 1).living(days(60)),
                redemption("points", {.points = 100, .money = 1}),
                tiers("club", points_earned("points").within(calendar_year), tier{"silver", 1000}));
    play(program, R"(
        day        | event          | level | points points
        2026-01-01 | buy 999.00     | 0     | 999
        2026-01-02 | buy 1.00       | 1     | 1000
        2026-03-10 | -              | 1     | 0
        2026-03-10 | return 1.00    | 0     | -1
        2026-03-11 | buy 1.00       | 1     | 0
        2027-01-01 | -              | 0     | 0
    )");
}

TEST_CASE("tiers by the points that can be used, the last thing of a day") {
    constexpr auto program =
        compose("held", currencies::EUR, accrual("points", 1).with_decimals(1).living(days(60)),
                tiers("club", points_available("points"), tier{"silver", 1000}, tier{"gold", "1500.5"_d}));
    play(program, R"(
        day        | event       | level | points points
        2026-01-01 | buy 999.90  | 0     | 9999
        2026-01-02 | buy 0.10    | 1     | 10000
        2026-01-03 | buy 500.50  | 2     | 15005
        2026-03-01 | -           | 2     | 15005
        2026-03-02 | -           | 0     | 5006
    )");
}

TEST_CASE("boundaries that a system got wrong for six years") {
    constexpr auto program =
        compose("boundaries", currencies::EUR,
                tiers("club", net_spend(list_price.with_stored_value()), tier{"bronze", "0.01"_d},
                      tier{"silver", 1000}, tier{"gold", 3000}),
                price);
    play(program, R"(
        day        | event          | level | next
        2026-01-01 | -              | 0     | 0.01
        2026-01-01 | buy 0.01       | 1     | 999.99
        2026-01-02 | buy 999.98     | 1     | 0.01
        2026-01-03 | buy 0.01       | 2     | 2000.00
        2026-01-04 | buy 2000.00    | 3     | 0.00
        2026-01-05 | return 0.01    | 2     | 0.01
        2026-01-06 | return 1999.99 | 2     | 2000.00
        2026-01-07 | return 0.01    | 1     | 0.01
    )");
}

TEST_CASE(
    "where a program has no tiers there is no day on which a level ends, as for somebody without an "
    "account") {
    constexpr auto program = compose("one", currencies::EUR, tiers("club", net_spend(), tier{"one", 1}));
    for (tier_standing const& t : program.standing(account{}, date_of(2026, 1, 1)).tiers)
        CHECK(t.until == date::never());
    CHECK(standing{}.tiers[0].until == date::never());
}

TEST_CASE("until is the day on which the windows of all measures leave another level") {
    constexpr auto program =
        compose("two", currencies::EUR,
                tiers("club",
                      any_of(best_order().within(window::calendar(calendar_unit::month)),
                             order_count().within(window::rolling_days(20, resolution::day))),
                      tier{"one", 50, 3}));
    shop_tests::play(program, R"(
        day        | event     | level | until
        2026-01-01 | buy 1.00  | 0     | -
        2026-01-10 | buy 60.00 | 1     | 2026-02-01
        2026-01-25 | buy 1.00  | 1     | 2026-02-01
        2026-01-26 | buy 1.00  | 1     | 2026-02-01
        2026-01-27 | buy 1.00  | 1     | 2026-02-14
        2026-02-13 | -         | 1     | 2026-02-14
        2026-02-14 | wait      | 0     | -
    )");
}
