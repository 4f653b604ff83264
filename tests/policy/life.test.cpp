// SPDX-License-Identifier: BSL-1.0
#include <string>

#include <tessera/calendar/text.hpp>
#include <tessera/calendar/zone.hpp>
#include <tessera/policy/life.hpp>

#include "calendar/table.hpp"
#include "support/property.hpp"
#include "support/text_table.hpp"

using namespace tessera;

namespace {

/// Returns: the spans that the tables below speak of.
life named(std::string const& name) {
    if (name == "1 day") return days(1);
    if (name == "30 days") return days(30);
    if (name == "365 days") return days(365);
    if (name == "1 m") return months(1);
    if (name == "1 m through") return months(1).through();
    if (name == "0 m through") return months(0).through();
    if (name == "12 m") return months(12);
    if (name == "1 year") return years(1);
    if (name == "12 m up") return months(12).to_end_of(calendar_unit::month);
    if (name == "through up") return months(12).through().to_end_of(calendar_unit::month);
    if (name == "week") return rest_of(calendar_unit::week);
    if (name == "month") return rest_of(calendar_unit::month);
    if (name == "quarter") return rest_of(calendar_unit::quarter);
    if (name == "half-year") return rest_of(calendar_unit::half_year);
    if (name == "April year") return rest_of(calendar_unit::year, years_from(4, 1));
    if (name == "until 2026-04-01") return until(date_of(2026, 4, 1));
    REQUIRE(name == "endless");
    return endless;
}

}  // namespace

static_assert(days(365) == life{.in = life::unit::days, .length = 365});
static_assert(months(1).end(date_of(2026, 1, 31)) == date_of(2026, 2, 28));

TEST_CASE("month ends: the first day on which a lot can no longer be used") {
    auto const rows = text_table::rows(R"(
        earned     | 30 days    | 1 m        | 1 m through | 0 m through | 12 m       | 365 days
        2026-01-25 | 2026-02-24 | 2026-02-25 | 2026-02-26  | 2026-01-26  | 2027-01-25 | 2027-01-25
        2026-01-28 | 2026-02-27 | 2026-02-28 | 2026-03-01  | 2026-01-29  | 2027-01-28 | 2027-01-28
        2026-01-31 | 2026-03-02 | 2026-02-28 | 2026-03-01  | 2026-02-01  | 2027-01-31 | 2027-01-31
        2024-01-31 | 2024-03-01 | 2024-02-29 | 2024-03-01  | 2024-02-01  | 2025-01-31 | 2025-01-30
        2024-02-29 | 2024-03-30 | 2024-03-29 | 2024-03-30  | 2024-03-01  | 2025-02-28 | 2025-02-28
        2023-02-28 | 2023-03-30 | 2023-03-28 | 2023-03-29  | 2023-03-01  | 2024-02-28 | 2024-02-28
        2026-02-28 | 2026-03-30 | 2026-03-28 | 2026-03-29  | 2026-03-01  | 2027-02-28 | 2027-02-28
        2026-04-30 | 2026-05-30 | 2026-05-30 | 2026-05-31  | 2026-05-01  | 2027-04-30 | 2027-04-30
        2026-12-31 | 2027-01-30 | 2027-01-31 | 2027-02-01  | 2027-01-01  | 2027-12-31 | 2027-12-31
    )");
    for (std::size_t i = 1; i < rows.size(); ++i)
        for (std::size_t c = 1; c < rows[0].size(); ++c) {
            INFO(rows[0][c] << " from " << rows[i][0]);
            CHECK(named(rows[0][c]).end(*parse_date(rows[i][0])) == *parse_date(rows[i][c]));
        }
}

TEST_CASE("rounded up to the end of a period") {
    auto const rows = text_table::rows(R"(
        earned     | 12 m up    | through up | week       | month      | quarter    | half-year  | April year
        2020-07-06 | 2021-08-01 | 2021-08-01 | 2020-07-13 | 2020-08-01 | 2020-10-01 | 2021-01-01 | 2021-04-01
        2020-07-01 | 2021-07-01 | 2021-08-01 | 2020-07-06 | 2020-08-01 | 2020-10-01 | 2021-01-01 | 2021-04-01
        2026-01-22 | 2027-02-01 | 2027-02-01 | 2026-01-26 | 2026-02-01 | 2026-04-01 | 2026-07-01 | 2026-04-01
        2026-01-31 | 2027-02-01 | 2027-02-01 | 2026-02-02 | 2026-02-01 | 2026-04-01 | 2026-07-01 | 2026-04-01
        2024-02-29 | 2025-03-01 | 2025-03-01 | 2024-03-04 | 2024-03-01 | 2024-04-01 | 2024-07-01 | 2024-04-01
        2026-03-31 | 2027-04-01 | 2027-04-01 | 2026-04-06 | 2026-04-01 | 2026-04-01 | 2026-07-01 | 2026-04-01
        2026-04-01 | 2027-04-01 | 2027-05-01 | 2026-04-06 | 2026-05-01 | 2026-07-01 | 2026-07-01 | 2027-04-01
        2026-12-31 | 2028-01-01 | 2028-01-01 | 2027-01-04 | 2027-01-01 | 2027-01-01 | 2027-01-01 | 2027-04-01
    )");
    for (std::size_t i = 1; i < rows.size(); ++i)
        for (std::size_t c = 1; c < rows[0].size(); ++c) {
            INFO(rows[0][c] << " from " << rows[i][0]);
            CHECK(named(rows[0][c]).end(*parse_date(rows[i][0])) == *parse_date(rows[i][c]));
        }
}

TEST_CASE("a fixed end, no end, and spans that no lot can live") {
    CHECK(until(date_of(2026, 4, 1)).end(date_of(2026, 1, 1)) == date_of(2026, 4, 1));
    CHECK(endless.end(date_of(2026, 1, 1)) == date::never());
    CHECK(days(INT32_MAX).end(date_of(2026, 1, 1)) == date::never());
    for (life const& bad : {days(0), days(-1), months(0), months(-1), days(-1).through()})
        CHECK_FALSE(bad.sound());
    for (life const& good : {days(1), months(0).through(), rest_of(calendar_unit::week), endless})
        CHECK(good.sound());
}

TEST_CASE("the day a lot is earned is the shop's: one instant, two month ends") {
    // 31 January 2026, 23:30 in London, is 1 February 00:30 in Paris.
    constexpr instant late = to_instant({date_of(2026, 1, 31), 23 * 3600 + 1800}, 0);
    date const in_london = *business_date(late, zone{}), in_paris = *business_date(late, zone::fixed(3600));
    CHECK(in_london == date_of(2026, 1, 31));
    CHECK(in_paris == date_of(2026, 2, 1));
    CHECK(months(1).end(in_london) == date_of(2026, 2, 28));
    CHECK(months(1).end(in_paris) == date_of(2026, 3, 1));
    CHECK(rest_of(calendar_unit::month).end(in_london) == date_of(2026, 2, 1));
    CHECK(rest_of(calendar_unit::month).end(in_paris) == date_of(2026, 3, 1));
}

TEST_CASE("laws of spans") {
    static constexpr calendar_unit units[] = {calendar_unit::day,       calendar_unit::week,
                                              calendar_unit::month,     calendar_unit::quarter,
                                              calendar_unit::half_year, calendar_unit::year};
    CHECK_PROPERTY("a sound span holds its first day, and a later day never ends earlier", [] {
        life span =
            *rc::gen::arbitrary<bool>() ? days(*rc::gen::inRange(1, 800)) : months(*rc::gen::inRange(1, 40));
        if (*rc::gen::arbitrary<bool>()) span = span.through();
        if (*rc::gen::arbitrary<bool>())
            span = span.to_end_of(units[*rc::gen::inRange(0, 6)],
                                  date_of(2024, 1, 1) + *rc::gen::inRange(0, 366));
        date const day = date_of(2020, 1, 1) + *rc::gen::inRange(0, 3000);
        RC_ASSERT(span.sound());
        RC_ASSERT(span.end(day) > day);
        RC_ASSERT(span.end(day) <= span.end(day + 1));
    });
}
