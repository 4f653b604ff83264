// SPDX-License-Identifier: BSL-1.0
#include <tessera/tessera.hpp>

#include "support/shop.hpp"

using namespace tessera;
using namespace tessera::literals;
using shop_tests::play;

namespace {

constexpr window calendar_year = window::calendar(calendar_unit::year);
constexpr window calendar_month = window::calendar(calendar_unit::month);
constexpr returns back_within_a_year(365);
constexpr window thirty_days = window::rolling_days(30, resolution::day);

/// Bronze from 500, silver from 1000, gold from 3000 a year: a year's level is held through the next year.
auto yearly(downgrade how) {
    return *make("yearly", currencies::EUR,
                 tiers("club", net_spend().within(calendar_year), tier{"bronze", 500}, tier{"silver", 1000},
                       tier{"gold", 3000})
                     .held(to_end_of_next(calendar_unit::year))
                     .on_fall(how));
}
constexpr auto spend(window over) {
    return tiers("club", net_spend().within(over), tier{"silver", 1000}, tier{"gold", 3000});
}

}  // namespace

// One history of three years: gold in 2026, 700 in 2027, nothing after.
TEST_CASE("the level that the measure gives, when the term ends") {
    play(yearly(downgrade::reassess), R"(
        day        | event       | spend   | level | until      | keep    | next
        2026-03-10 | buy 1000.00 | 1000.00 | 2     | 2028-01-01 | 0.00    | 2000.00
        2026-09-01 | buy 2000.00 | 3000.00 | 3     | 2028-01-01 | 0.00    | 0.00
        2027-01-01 | -           | 0.00    | 3     | 2028-01-01 | 3000.00 | 0.00
        2027-05-05 | buy 700.00  | 700.00  | 3     | 2028-01-01 | 2300.00 | 0.00
        2027-12-31 | -           | 700.00  | 3     | 2028-01-01 | 2300.00 | 0.00
        2028-01-01 | -           | 0.00    | 1     | 2029-01-01 | 500.00  | 1000.00
        2028-12-31 | -           | 0.00    | 1     | 2029-01-01 | 500.00  | 1000.00
        2029-01-01 | -           | 0.00    | 0     | -          | 0.00    | 500.00
    )");
}

TEST_CASE("what was reached stays, whatever term ends") {
    play(yearly(downgrade::never), R"(
        day        | event       | spend   | level | until      | keep    | next
        2026-03-10 | buy 1000.00 | 1000.00 | 2     | 2028-01-01 | 0.00    | 2000.00
        2026-09-01 | buy 2000.00 | 3000.00 | 3     | 2028-01-01 | 0.00    | 0.00
        2027-05-05 | buy 700.00  | 700.00  | 3     | 2028-01-01 | 2300.00 | 0.00
        2028-01-01 | -           | 0.00    | 3     | -          | 3000.00 | 0.00
        2029-01-01 | -           | 0.00    | 3     | -          | 3000.00 | 0.00
    )");
}

TEST_CASE("one level at the end of a term, whatever the measure") {
    play(yearly(downgrade::one_level), R"(
        day        | event       | spend   | level | until      | keep    | next
        2026-03-10 | buy 1000.00 | 1000.00 | 2     | 2028-01-01 | 0.00    | 2000.00
        2026-09-01 | buy 2000.00 | 3000.00 | 3     | 2028-01-01 | 0.00    | 0.00
        2027-05-05 | buy 700.00  | 700.00  | 3     | 2028-01-01 | 2300.00 | 0.00
        2028-01-01 | -           | 0.00    | 2     | 2029-01-01 | 1000.00 | 3000.00
        2029-01-01 | -           | 0.00    | 1     | 2030-01-01 | 500.00  | 1000.00
        2030-01-01 | -           | 0.00    | 0     | -          | 0.00    | 500.00
    )");
}

TEST_CASE("a soft landing: one level a term, down to what the measure gives") {
    play(yearly(downgrade::soft_landing), R"(
        day        | event       | spend   | level | until      | keep    | next
        2026-03-10 | buy 1000.00 | 1000.00 | 2     | 2028-01-01 | 0.00    | 2000.00
        2026-09-01 | buy 2000.00 | 3000.00 | 3     | 2028-01-01 | 0.00    | 0.00
        2027-05-05 | buy 700.00  | 700.00  | 3     | 2028-01-01 | 2300.00 | 0.00
        2028-01-01 | -           | 0.00    | 2     | 2029-01-01 | 1000.00 | 3000.00
        2029-01-01 | -           | 0.00    | 1     | 2030-01-01 | 500.00  | 1000.00
        2030-01-01 | -           | 0.00    | 0     | -          | 0.00    | 500.00
    )");
}

TEST_CASE("one level and a soft landing differ where nothing was bought, and the measure still suffices") {
    auto const lifetime = [](downgrade how) {
        return *make("lifetime", currencies::EUR, spend(window::lifetime()).held(months(12)).on_fall(how));
    };
    play(lifetime(downgrade::soft_landing), R"(
        day        | event       | spend   | level | until      | keep
        2026-03-10 | buy 3000.00 | 3000.00 | 2     | 2027-03-10 | 0.00
        2027-03-10 | -           | 3000.00 | 2     | 2028-03-10 | 0.00
    )");
    play(lifetime(downgrade::one_level), R"(
        day        | event       | spend   | level | until      | keep
        2026-03-10 | buy 3000.00 | 3000.00 | 2     | 2027-03-10 | 0.00
        2027-02-10 | buy 1.00    | 3001.00 | 2     | 2028-02-10 | 0.00
        2028-02-09 | -           | 3001.00 | 2     | 2028-02-10 | 0.00
        2028-02-10 | -           | 3001.00 | 1     | 2029-02-10 | 0.00
        2028-02-11 | buy 1.00    | 3002.00 | 2     | 2029-02-11 | 0.00
    )");
}

TEST_CASE("nobody falls two levels in one term, however much is missing") {
    play(yearly(downgrade::soft_landing), R"(
        day        | event       | spend   | level | until
        2026-03-10 | buy 3000.00 | 3000.00 | 3     | 2028-01-01
        2028-06-01 | wait        | 0.00    | 2     | 2029-01-01
        2028-06-02 | buy 1000.00 | 1000.00 | 2     | 2030-01-01
        2029-06-01 | buy 600.00  | 600.00  | 2     | 2030-01-01
        2030-01-01 | wait        | 0.00    | 1     | 2031-01-01
    )");
}

TEST_CASE("a hold of months ends on the day of the same number, or the last of a shorter month") {
    constexpr auto program =
        compose("months", currencies::EUR, spend(window::rolling_months(1, resolution::day)).held(months(1)));
    play(program, R"(
        day        | event       | level | until
        2026-01-25 | buy 1000.00 | 1     | 2026-02-25
        2026-02-24 | -           | 1     | 2026-02-25
        2026-02-25 | -           | 0     | -
    )");
    play(program, R"(
        day        | event       | level | until
        2026-01-31 | buy 1000.00 | 1     | 2026-02-28
        2026-02-27 | -           | 1     | 2026-02-28
        2026-02-28 | -           | 0     | -
    )");
    play(program, R"(
        day        | event       | level | until
        2028-01-31 | buy 1000.00 | 1     | 2028-02-29
        2028-02-28 | -           | 1     | 2028-02-29
        2028-02-29 | -           | 0     | -
    )");
}

TEST_CASE("a hold to the end of a month, and of the next") {
    constexpr auto this_month =
        compose("this", currencies::EUR, spend(calendar_month).held(to_end_of(calendar_unit::month)));
    play(this_month, R"(
        day        | event          | level | until
        2026-01-31 | buy 1000.00    | 1     | 2026-02-01
        2026-02-01 | -              | 0     | -
        2026-02-01 | buy 3000.00    | 2     | 2026-03-01
        2026-02-28 | return 3000.00 | 2     | 2026-03-01
        2026-03-01 | -              | 0     | -
    )");
    constexpr auto next_month =
        compose("next", currencies::EUR, spend(calendar_month).held(to_end_of_next(calendar_unit::month)));
    play(next_month, R"(
        day        | event       | level | until      | keep
        2028-01-01 | buy 1000.00 | 1     | 2028-03-01 | 0.00
        2028-02-29 | -           | 1     | 2028-03-01 | 1000.00
        2028-02-29 | buy 999.99  | 1     | 2028-03-01 | 0.01
        2028-02-29 | buy 0.01    | 1     | 2028-04-01 | 0.00
        2028-03-31 | -           | 1     | 2028-04-01 | 1000.00
        2028-04-01 | -           | 0     | -          | 0.00
    )");
}

TEST_CASE("a quarter may begin in any month") {
    constexpr auto program = compose("quarter", currencies::EUR,
                                     spend(window::calendar(calendar_unit::quarter, years_from(2, 1)))
                                         .held(to_end_of_next(calendar_unit::quarter, years_from(2, 1))));
    play(program, R"(
        day        | event       | level | until
        2026-04-30 | buy 1000.00 | 1     | 2026-08-01
        2026-05-01 | buy 1000.00 | 1     | 2026-11-01
        2026-11-01 | -           | 0     | -
    )");
}

TEST_CASE("grace: the level falls so long after it was lost, unless it is met again") {
    constexpr auto program =
        compose("grace", currencies::EUR,
                spend(calendar_year).held(to_end_of_next(calendar_unit::year)).with_grace(months(1)));
    play(program, R"(
        day        | event       | level | until      | coming | keep
        2026-03-10 | buy 1000.00 | 1     | 2028-01-01 | 1      | 0.00
        2027-12-31 | -           | 1     | 2028-01-01 | 1      | 1000.00
        2028-01-01 | -           | 1     | 2028-02-01 | 0      | 1000.00
        2028-01-31 | -           | 1     | 2028-02-01 | 0      | 1000.00
        2028-02-01 | -           | 0     | -          | 0      | 0.00
    )");
    play(program, R"(
        day        | event       | level | until      | coming | keep
        2026-03-10 | buy 1000.00 | 1     | 2028-01-01 | 1      | 0.00
        2028-01-10 | buy 400.00  | 1     | 2028-02-01 | 0      | 600.00
        2028-01-31 | buy 600.00  | 1     | 2030-01-01 | 1      | 0.00
        2028-02-01 | -           | 1     | 2030-01-01 | 1      | 0.00
    )");
    constexpr auto at_once = compose("at once", currencies::EUR, spend(thirty_days).with_grace(days(7)));
    play(at_once, R"(
        day        | event         | spend   | level | until      | coming
        2026-01-01 | buy 1000.00   | 1000.00 | 1     | 2026-02-07 | 1
        2026-01-05 | return 100.00 | 900.00  | 1     | 2026-01-12 | 0
        2026-01-11 | buy 100.00    | 1000.00 | 1     | 2026-02-07 | 1
        2026-01-30 | -             | 1000.00 | 1     | 2026-02-07 | 1
        2026-01-31 | -             | 0.00    | 1     | 2026-02-07 | 0
        2026-02-06 | -             | 100.00  | 1     | 2026-02-07 | 0
        2026-02-07 | wait          | 100.00  | 0     | -          | 0
    )");
}

TEST_CASE("less to stay than to enter") {
    constexpr auto program =
        compose("stay", currencies::EUR,
                tiers("club", net_spend().within(thirty_days), tier{"silver", 1000}.kept_from(600),
                      tier{"gold", 3000}.kept_from(2000)));
    play(program, R"(
        day        | event          | spend   | level | next    | keep
        2026-01-01 | buy 999.99     | 999.99  | 0     | 0.01    | 0.00
        2026-01-02 | buy 0.01       | 1000.00 | 1     | 2000.00 | 0.00
        2026-01-03 | return 400.00  | 600.00  | 1     | 2400.00 | 0.00
        2026-01-04 | return 0.01    | 599.99  | 0     | 400.01  | 0.00
        2026-01-05 | buy 0.01       | 600.00  | 0     | 400.00  | 0.00
        2026-01-06 | buy 2400.00    | 3000.00 | 2     | 0.00    | 0.00
        2026-01-31 | -              | 2000.01 | 2     | 0.00    | 0.00
        2026-02-03 | wait           | 2400.01 | 2     | 0.00    | 0.00
        2026-02-05 | -              | 0.00    | 0     | 1000.00 | 0.00
    )");
}

TEST_CASE("a level from the next day, and from the next period") {
    constexpr auto tomorrow =
        compose("tomorrow", currencies::EUR, spend(thirty_days).from(effective::next_day));
    play(tomorrow, R"(
        day        | event          | level | until      | coming | next
        2026-01-01 | buy 1000.00    | 0     | 2026-01-02 | 1      | 2000.00
        2026-01-01 | buy 2000.00    | 0     | 2026-01-02 | 2      | 0.00
        2026-01-01 | return 500.00  | 0     | 2026-01-02 | 1      | 500.00
        2026-01-02 | -              | 1     | 2026-01-31 | 1      | 500.00
        2026-01-02 | buy 500.00     | 1     | 2026-01-03 | 2      | 0.00
        2026-01-02 | return 2500.00 | 0     | -          | 0      | 500.00
    )");
    // The figures are those of a shop that counts and grants by the month: reached on 10 March, it starts on
    // 1 April and lasts to 30 April.
    constexpr auto next_month =
        compose("next month", currencies::EUR,
                spend(calendar_month).held(to_end_of(calendar_unit::month)).from(effective::next_period));
    play(next_month, R"(
        day        | event       | level | until      | coming | keep
        2026-03-10 | buy 1000.00 | 0     | 2026-04-01 | 1      | 0.00
        2026-03-31 | -           | 0     | 2026-04-01 | 1      | 0.00
        2026-04-01 | -           | 1     | 2026-05-01 | 1      | 1000.00
        2026-04-30 | buy 3000.00 | 1     | 2026-05-01 | 2      | 0.00
        2026-05-01 | -           | 2     | 2026-06-01 | 2      | 3000.00
        2026-05-31 | buy 1500.00 | 2     | 2026-06-01 | 2      | 1500.00
        2026-06-01 | -           | 1     | 2026-07-01 | 1      | 1000.00
        2026-07-01 | -           | 0     | -          | 0      | 0.00
    )");
}

TEST_CASE("meeting the threshold again restarts the term, or adds one") {
    constexpr auto restarts = compose("restarts", currencies::EUR, spend(calendar_month).held(months(6)));
    play(restarts, R"(
        day        | event       | level | until
        2026-01-10 | buy 1000.00 | 1     | 2026-07-10
        2026-01-20 | buy 1.00    | 1     | 2026-07-20
        2026-03-05 | buy 999.00  | 1     | 2026-07-20
        2026-03-06 | buy 1.00    | 1     | 2026-09-06
        2026-09-06 | -           | 0     | -
    )");
    constexpr auto extends =
        compose("extends", currencies::EUR,
                spend(calendar_month).held(months(6)).on_requalifying(requalify::extends));
    play(extends, R"(
        day        | event       | level | until
        2026-01-10 | buy 1000.00 | 1     | 2026-07-10
        2026-01-20 | buy 1.00    | 1     | 2026-07-10
        2026-03-05 | buy 999.00  | 1     | 2026-07-10
        2026-03-06 | buy 1.00    | 1     | 2027-01-10
        2027-01-10 | -           | 0     | -
    )");
}

TEST_CASE("what lies above the threshold lapses with the year, or counts in the next") {
    constexpr auto rolls = compose(
        "rolls", currencies::EUR,
        spend(calendar_year).held(to_end_of_next(calendar_unit::year)).with_surplus(surplus::rolls_over));
    play(rolls, R"(
        day        | event       | level | until      | keep   | next
        2026-03-10 | buy 1400.00 | 1     | 2028-01-01 | 0.00   | 1600.00
        2027-01-01 | -           | 1     | 2028-01-01 | 600.00 | 2600.00
        2027-06-01 | buy 599.99  | 1     | 2028-01-01 | 0.01   | 2000.01
        2027-06-02 | buy 0.01    | 1     | 2029-01-01 | 0.00   | 2000.00
        2027-06-03 | buy 250.00  | 1     | 2029-01-01 | 0.00   | 1750.00
        2029-01-01 | -           | 0     | -          | 0.00   | 1000.00
    )");
}

TEST_CASE("a measure counted from the day the level began") {
    auto const anew = [](surplus what) {
        return *make("anew", currencies::EUR,
                     spend(window::lifetime()).held(months(12)).counted_anew().with_surplus(what));
    };
    play(anew(surplus::lapses), R"(
        day        | event       | spend   | level | until      | keep    | next
        2026-03-10 | buy 1500.00 | 1500.00 | 1     | 2027-03-10 | 1000.00 | 3000.00
        2026-09-10 | buy 999.00  | 2499.00 | 1     | 2027-03-10 | 1.00    | 2001.00
        2026-09-11 | buy 1.00    | 2500.00 | 1     | 2027-09-11 | 1000.00 | 3000.00
        2027-09-11 | -           | 2500.00 | 0     | -          | 0.00    | 1000.00
        2027-09-12 | buy 1000.00 | 3500.00 | 1     | 2028-09-12 | 1000.00 | 3000.00
    )");
    play(anew(surplus::rolls_over), R"(
        day        | event       | spend   | level | until      | keep    | next
        2026-03-10 | buy 1500.00 | 1500.00 | 1     | 2027-03-10 | 500.00  | 2500.00
        2026-09-10 | buy 499.00  | 1999.00 | 1     | 2027-03-10 | 1.00    | 2001.00
        2026-09-11 | buy 11.00   | 2010.00 | 1     | 2027-09-11 | 990.00  | 2990.00
    )");
}

TEST_CASE("500 in a month or 1000 in a year or 20 orders") {
    constexpr auto program =
        compose("any", currencies::EUR,
                tiers("club",
                      any_of(net_spend().within(calendar_month), net_spend().within(calendar_year),
                             order_count().within(calendar_year)),
                      tier{"silver", 500, 1000, 3}, tier{"gold", 1500, 3000, 6})
                    .held(months(12)));
    play(program, R"(
        day        | event       | level | until
        2026-01-10 | buy 499.99  | 0     | -
        2026-01-11 | buy 0.01    | 1     | 2027-01-11
    )");
    play(program, R"(
        day        | event       | level | until
        2026-01-10 | buy 400.00  | 0     | -
        2026-02-10 | buy 600.00  | 1     | 2027-02-10
        2026-03-10 | buy 1500.00 | 2     | 2027-03-10
    )");
    play(program, R"(
        day        | event       | level | until
        2026-01-10 | buy 1.00    | 0     | -
        2026-02-10 | buy 1.00    | 0     | -
        2026-03-10 | buy 1.00    | 1     | 2027-03-10
    )");
}

TEST_CASE("enough spent and often enough") {
    constexpr auto program = compose(
        "all", currencies::EUR,
        tiers("club", all_of(net_spend(), order_count()), tier{"silver", 1000, 2}, tier{"gold", 3000, 3}));
    play(program, R"(
        day        | event       | level
        2026-01-10 | buy 5000.00 | 0
        2026-01-11 | buy 1.00    | 1
        2026-01-12 | buy 1.00    | 2
    )");
}

// Gold by the second order, held through the next year; it comes back in February, or the year after.
TEST_CASE("a return counts on its day, on that of its order, or not at all") {
    auto const yearly_by = [](undo how) {
        return *make("returns", currencies::EUR, back_within_a_year,
                     spend(calendar_year).held(to_end_of_next(calendar_unit::year)).when_returned(how));
    };
    play(yearly_by(undo::at_return), R"(
        day        | event       | spend   | level | until
        2026-01-10 | buy 1000.00 | 1000.00 | 1     | 2028-01-01
        2026-01-20 | buy 2000.00 | 3000.00 | 2     | 2028-01-01
        2026-02-01 | back 2      | 1000.00 | 2     | 2028-01-01
        2027-01-05 | back 1      | -1000.00| 2     | 2028-01-01
        2028-01-01 | -           | 0.00    | 0     | -
    )");
    play(yearly_by(undo::at_order), R"(
        day        | event           | spend   | level | until
        2026-01-10 | buy 1000.00     | 1000.00 | 1     | 2028-01-01
        2026-01-20 | buy 2000.00     | 3000.00 | 2     | 2028-01-01
        2026-01-21 | buy 1.00        | 3001.00 | 2     | 2028-01-01
        2026-01-31 | back 2 1.00     | 3000.00 | 2     | 2028-01-01
        2026-02-01 | back 2          | 1001.00 | 1     | 2028-01-01
        2026-02-02 | back 3          | 1000.00 | 1     | 2028-01-01
        2027-01-05 | back 1          | 0.00    | 1     | 2028-01-01
        2028-01-01 | -               | 0.00    | 0     | -
    )");
    play(yearly_by(undo::never), R"(
        day        | event       | spend   | level | until
        2026-01-10 | buy 1000.00 | 1000.00 | 1     | 2028-01-01
        2026-01-20 | buy 2000.00 | 3000.00 | 2     | 2028-01-01
        2026-02-01 | back 2      | 3000.00 | 2     | 2028-01-01
        2026-02-02 | return 1.00 | 3000.00 | 2     | 2028-01-01
        2028-01-01 | -           | 0.00    | 0     | -
    )");
}

TEST_CASE("a level that never falls is undone with the order that reached it, and with no other") {
    constexpr auto program =
        compose("undone", currencies::EUR, back_within_a_year,
                spend(window::lifetime()).on_fall(downgrade::never).when_returned(undo::at_order));
    play(program, R"(
        day        | event       | spend   | level
        2026-01-10 | buy 1000.00 | 1000.00 | 1
        2026-01-20 | buy 500.00  | 1500.00 | 1
        2026-01-21 | return 1.00 | 1499.00 | 1
        2026-02-01 | back 1      | 499.00  | 0
        2026-02-02 | buy 501.00  | 1000.00 | 1
        2026-02-03 | back 2      | 500.00  | 0
        2026-02-04 | buy 500.00  | 1000.00 | 1
        2026-02-05 | buy 400.00  | 1400.00 | 1
        2026-02-06 | back 4      | 900.00  | 0
    )");
    play(program, R"(
        day        | event       | spend   | level
        2026-01-10 | buy 1000.00 | 1000.00 | 1
        2026-01-20 | buy 500.00  | 1500.00 | 1
        2026-01-30 | return 900.00 | 600.00  | 1
        2026-01-31 | back 2      | 100.00  | 1
    )");
}

TEST_CASE("a return that moves no figure leaves a level that is held as it is") {
    auto const over_a_quarter = [](measure by) {
        return *make("held", currencies::EUR, back_within_a_year,
                     tiers("club", by.within(window::rolling_months(3, resolution::day)), tier{"silver", 2})
                         .held(months(12))
                         .when_returned(undo::at_order));
    };
    constexpr std::string_view history = R"(
        day        | event       | count | level | until
        2026-01-05 | buy 10.00   | 1     | 0     | -
        2026-02-02 | buy 10.00   | 2     | 1     | 2027-02-02
        2026-04-10 | back 2 0.01 | 1     | 1     | 2027-02-02
        2026-04-11 | back 1      | 1     | 1     | 2027-02-02
        2026-04-12 | back 2      | 0     | 0     | -
    )";
    play(over_a_quarter(order_count()), history);
    play(over_a_quarter(order_periods(calendar_unit::month)), history);
}

TEST_CASE("points earned are counted by the actions that bring them, and by returns as the measure says") {
    auto const program =
        *make("points", currencies::EUR, accrual("points", 1), action_award("review", "points", 600),
              back_within_a_year,
              tiers("club", points_earned("points").returned(undo::never), tier{"silver", 1000}));
    shop_tests::shop s(program);
    date const day = date_of(2026, 1, 1);
    s.buy(day, 50'000);
    CHECK(program.standing(s.member, day).level(0) == 0);
    s.commit(action{.head = s.next_head(day), .what = action_named("review")});
    CHECK(s.measure(day) == 1100);
    CHECK(program.standing(s.member, day).level(0) == 1);
    s.bring_back(day, 0);
    CHECK(s.measure(day) == 1100);
    CHECK(program.standing(s.member, day).level(0) == 1);
}
