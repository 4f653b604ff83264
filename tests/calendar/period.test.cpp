// SPDX-License-Identifier: BSL-1.0

#include <tessera/calendar/period.hpp>

#include "calendar/table.hpp"
#include "calendar/window_names.hpp"
#include "support/catch.hpp"

using namespace tessera;
using calendar_tests::day;
using calendar_tests::rows;
using calendar_tests::unit_named;

static_assert(period_of(date_of(2026, 4, 5), calendar_unit::year, years_from(4, 6)) ==
              period{date_of(2025, 4, 6), date_of(2026, 4, 6)});
static_assert(period{date_of(2026, 1, 1), date_of(2026, 2, 1)}.length() == 31);
static_assert(day_of_week(calendar_anchor) == weekday::monday && is_leap(to_ymd(calendar_anchor).year));

namespace {

constexpr calendar_unit units[] = {calendar_unit::day,     calendar_unit::week,      calendar_unit::month,
                                   calendar_unit::quarter, calendar_unit::half_year, calendar_unit::year};

}  // namespace

TEST_CASE("the period that holds a day") {
    for (auto const& row : rows(R"(
        unit      | one begins | the day    | begin      | end
        day       | 2024-01-01 | 2026-11-21 | 2026-11-21 | 2026-11-22
        week      | 2024-01-01 | 2026-11-21 | 2026-11-16 | 2026-11-23
        week      | 2024-01-01 | 2026-11-16 | 2026-11-16 | 2026-11-23
        week      | 2024-01-07 | 2026-11-21 | 2026-11-15 | 2026-11-22
        week      | 2024-01-06 | 2026-11-21 | 2026-11-21 | 2026-11-28
        month     | 2024-01-01 | 2026-02-28 | 2026-02-01 | 2026-03-01
        month     | 2024-01-15 | 2026-03-03 | 2026-02-15 | 2026-03-15
        month     | 2024-01-15 | 2026-03-15 | 2026-03-15 | 2026-04-15
        month     | 2024-01-31 | 2026-02-27 | 2026-01-31 | 2026-02-28
        month     | 2024-01-31 | 2026-02-28 | 2026-02-28 | 2026-03-31
        month     | 2024-01-31 | 2026-03-30 | 2026-02-28 | 2026-03-31
        month     | 2024-01-31 | 2024-02-29 | 2024-02-29 | 2024-03-31
        quarter   | 2024-01-01 | 2026-11-21 | 2026-10-01 | 2027-01-01
        quarter   | 2024-02-01 | 2026-01-31 | 2025-11-01 | 2026-02-01
        quarter   | 2024-05-31 | 2026-02-28 | 2026-02-28 | 2026-05-31
        half year | 2024-01-01 | 2026-06-30 | 2026-01-01 | 2026-07-01
        half year | 2024-04-01 | 2026-03-31 | 2025-10-01 | 2026-04-01
        year      | 2024-01-01 | 2026-11-21 | 2026-01-01 | 2027-01-01
        year      | 2024-04-06 | 2026-04-05 | 2025-04-06 | 2026-04-06
        year      | 2024-04-06 | 2026-04-06 | 2026-04-06 | 2027-04-06
        year      | 2024-02-29 | 2026-02-27 | 2025-02-28 | 2026-02-28
        year      | 2024-02-29 | 2026-02-28 | 2026-02-28 | 2027-02-28
        year      | 2024-02-29 | 2028-02-28 | 2027-02-28 | 2028-02-29
        year      | 2024-02-29 | 2020-02-29 | 2020-02-29 | 2021-02-28
        year      | 2024-01-01 | 9999-06-01 | 9999-01-01 | never
        year      | 2024-04-06 | 1400-01-01 | always     | 1400-04-06
        week      | 2024-01-01 | never      | never      | never
        month     | 2024-01-01 | always     | always     | always)")) {
        if (row[0] == "unit") continue;
        CAPTURE(row);
        CHECK(period_of(day(row[2]), unit_named(row[0]), day(row[1])) == period{day(row[3]), day(row[4])});
    }
}

TEST_CASE("anchors by weekday, day of the month, day of the year") {
    for (int number = 1; number <= 7; ++number) {
        CHECK(day_of_week(weeks_from(static_cast<weekday>(number))) == static_cast<weekday>(number));
    }
    CHECK(months_from(31) == date_of(2024, 1, 31));
    CHECK(months_from(0) == date::min());
    CHECK(months_from(32) == date::min());
    CHECK(years_from(2, 29) == date_of(2024, 2, 29));
    CHECK(years_from(2, 30) == date::min());
    CHECK(years_from(13, 1) == date::min());
}

TEST_CASE("the periods of an anchor hold every day once") {
    for (calendar_unit const unit : units) {
        // Every start a year can have, and each day from one leap year's February into the next year's March.
        for (date anchor = date_of(2024, 1, 1); anchor < date_of(2025, 1, 1); anchor = anchor + 1) {
            int gaps = 0;
            int outside = 0;
            period current = period_of(date_of(2000, 2, 1), unit, anchor);
            for (date on = date_of(2000, 2, 1); on < date_of(2001, 4, 1); on = on + 1) {
                period const found = period_of(on, unit, anchor);
                outside += found.contains(on) ? 0 : 1;
                if (found == current) continue;
                gaps += found.begin == current.end && found.begin == on ? 0 : 1;
                current = found;
            }
            CAPTURE(unit, anchor);
            CHECK(gaps == 0);
            CHECK(outside == 0);
            CHECK(period_of(anchor, unit, anchor).begin == anchor);
        }
    }
}

TEST_CASE("the next period and the one before") {
    for (calendar_unit const unit : units) {
        CAPTURE(unit);
        date const anchor = months_from(31);
        period const here = period_of(date_of(2026, 2, 28), unit, anchor);
        CHECK(next_period(here, unit, anchor).begin == here.end);
        CHECK(previous_period(here, unit, anchor).end == here.begin);
        CHECK(previous_period(next_period(here, unit, anchor), unit, anchor) == here);
    }
    period const last = period_of(date_of(9999, 12, 31), calendar_unit::month);
    CHECK(last.contains(date_of(9999, 12, 31)));
    CHECK(next_period(last, calendar_unit::month).empty());
    period const first = period_of(date_of(1400, 1, 1), calendar_unit::week);
    CHECK(first.contains(date_of(1400, 1, 1)));
    CHECK(previous_period(first, calendar_unit::week).empty());
}

TEST_CASE("half-open spans") {
    period const march{date_of(2026, 3, 1), date_of(2026, 4, 1)};
    CHECK(march.contains(date_of(2026, 3, 1)));
    CHECK(march.contains(date_of(2026, 3, 31)));
    CHECK_FALSE(march.contains(date_of(2026, 4, 1)));
    CHECK_FALSE(march.contains(date_of(2026, 2, 28)));
    CHECK_FALSE(march.empty());
    CHECK(period{march.end, march.begin}.empty());
    CHECK(period{march.end, march.begin}.length() == 0);
    CHECK(period{}.empty());
}
