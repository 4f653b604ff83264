// SPDX-License-Identifier: BSL-1.0

#include <chrono>
#include <cstdint>
#include <string>
#include <type_traits>

#include <tessera/calendar/date.hpp>

#include "calendar/table.hpp"
#include "support/property.hpp"

using namespace tessera;
using calendar_tests::day;
using calendar_tests::rows;

static_assert(sizeof(date) == 4 && std::is_trivially_copyable_v<date> && sizeof(ymd) == 4);
static_assert(date_of(1970, 1, 1) == date{});
static_assert(date_of(2010, 12, 1).day == 14'944);
static_assert(to_ymd(date_of(2024, 2, 29)) == ymd{2024, 2, 29});
static_assert(day_of_week(date_of(2026, 11, 21)) == weekday::saturday);
static_assert(date_of(2026, 3, 1) - date_of(2026, 2, 1) == 28);
static_assert(date_of(2024, 2, 28) + 1 == date_of(2024, 2, 29));
static_assert(is_leap(2000) && !is_leap(1900) && is_leap(2024) && !is_leap(2026));
static_assert(days_in_month(2024, 2) == 29 && days_in_month(2026, 2) == 28 && days_in_month(2026, 12) == 31);
static_assert(add_months(date_of(2026, 2, 28), 1) == date_of(2026, 3, 28));
static_assert(noexcept(add_months(date{}, 1)) && noexcept(date::from(1, 1, 1)) && noexcept(to_ymd(date{})));

TEST_CASE("every day of 1900 to 2100, and each 13th of the other years, is the day of std::chrono") {
    namespace chrono = std::chrono;
    date const first = date_of(1400, 1, 1);
    date const last = date_of(9999, 12, 31);
    auto const in_full = [](date on) { return on >= date_of(1900, 1, 1) && on <= date_of(2100, 12, 31); };
    std::int64_t wrong = 0;
    for (date on = first; on <= last; on = on + (in_full(on) ? 1 : 13)) {
        chrono::sys_days const there{chrono::days{on.day}};
        chrono::year_month_day const parts{there};
        ymd const ours = to_ymd(on);
        bool const same = ours.year == int{parts.year()} && ours.month == unsigned{parts.month()} &&
                          ours.day == unsigned{parts.day()} &&
                          date::from(ours.year, ours.month, ours.day) == on &&
                          static_cast<unsigned>(day_of_week(on)) == chrono::weekday{there}.iso_encoding();
        wrong += same ? 0 : 1;
    }
    CHECK(wrong == 0);
    CHECK(last - first == 3'141'084);  // 8600 years of 365 days and 2085 leap days, less one
}

TEST_CASE("there are no other days") {
    for (auto const& row : rows(R"(
        2026 |  2 | 29
        1900 |  2 | 29
        2026 |  4 | 31
        2026 |  0 |  1
        2026 | 13 |  1
        2026 |  1 |  0
        2026 |  1 | 32
        1399 | 12 | 31
       10000 |  1 |  1
      -99999 |  1 |  1)")) {
        CAPTURE(row);
        auto const made = date::from(std::stoi(row[0]), std::stoi(row[1]), std::stoi(row[2]));
        REQUIRE_FALSE(made.has_value());
        CHECK(made.error() == errc::invalid_date);
    }
}

TEST_CASE("adding months keeps the day of the month, or takes the month's last") {
    for (auto const& row : rows(R"(
        2026-02-28 |     1 | 2026-03-28
        2026-02-28 |    12 | 2027-02-28
        2024-02-29 |     1 | 2024-03-29
        2024-02-29 |    12 | 2025-02-28
        2024-02-29 |    48 | 2028-02-29
        2026-01-31 |     1 | 2026-02-28
        2024-01-31 |     1 | 2024-02-29
        2026-01-31 |     2 | 2026-03-31
        2026-01-31 |     3 | 2026-04-30
        2026-01-30 |     1 | 2026-02-28
        2026-01-30 |     2 | 2026-03-30
        2026-04-30 |     1 | 2026-05-30
        2026-11-30 |     3 | 2027-02-28
        2026-12-31 |     2 | 2027-02-28
        2026-03-31 |    -1 | 2026-02-28
        2026-01-15 |    -1 | 2025-12-15
        2026-01-15 |   -13 | 2024-12-15
        2026-08-31 |     0 | 2026-08-31
        9999-11-30 |     1 | 9999-12-30
        9999-12-01 |     1 | never
        1400-01-31 |    -1 | always
        2026-01-01 | 99999 | never
        never      |    -1 | never
        always     |     1 | always)")) {
        CAPTURE(row);
        CHECK(add_months(day(row[0]), std::stoi(row[1])) == day(row[2]));
    }
}

TEST_CASE("adding years turns 29 February into 28 where there is none") {
    for (auto const& row : rows(R"(
        2024-02-29 |     1 | 2025-02-28
        2024-02-29 |     4 | 2028-02-29
        2096-02-29 |     4 | 2100-02-28
        2025-02-28 |    -1 | 2024-02-28
        2026-11-21 |    10 | 2036-11-21
        9999-01-01 |     1 | never
        2026-01-01 |  -999 | always
        never      |    -5 | never)")) {
        CAPTURE(row);
        CHECK(add_years(day(row[0]), std::stoi(row[1])) == day(row[2]));
    }
}

TEST_CASE("laws of month arithmetic") {
    auto const any_day = rc::gen::map(rc::gen::inRange(date_of(1500, 1, 1).day, date_of(9800, 1, 1).day),
                                      [](std::int32_t number) { return date{number}; });
    CHECK_PROPERTY("the month is the n-th, the day is kept or is the month's last", [&] {
        date const from = *any_day;
        int const months = *rc::gen::inRange(-1200, 1200);
        ymd const before = to_ymd(from);
        ymd const after = to_ymd(add_months(from, months));
        RC_ASSERT((after.year * 12 + after.month) - (before.year * 12 + before.month) == months);
        RC_ASSERT(after.day == before.day ||
                  (after.day < before.day && after.day == days_in_month(after.year, after.month)));
    });
    CHECK_PROPERTY("a later day is never earlier some months on", [&] {
        date const from = *any_day;
        int const months = *rc::gen::inRange(-1200, 1200);
        int const days = *rc::gen::inRange(0, 60);
        RC_ASSERT(add_months(from, months) <= add_months(from + days, months));
    });
    CHECK_PROPERTY("years are twelve months", [&] {
        date const from = *any_day;
        int const years = *rc::gen::inRange(-100, 100);
        RC_ASSERT(add_years(from, years) == add_months(from, 12 * years));
    });
}

TEST_CASE("sums of days end at never and at always") {
    date const last = date_of(9999, 12, 31);
    CHECK(last + 1 == date::never());
    CHECK(last + INT32_MAX == date::never());
    CHECK(date::never() + INT32_MIN == date::never());
    CHECK(date::never() - 1 == date::never());
    CHECK(date_of(1400, 1, 1) - 1 == date::min());
    CHECK(date::min() + INT32_MAX == date::min());
    CHECK(date_of(2026, 1, 1) - INT32_MIN == date::never());
    CHECK(date::never() - date::min() == INT32_MAX);
    CHECK(date::min() - date::never() == INT32_MIN);
    CHECK(date::min() < date_of(1400, 1, 1));
    CHECK(last < date::never());
    CHECK_FALSE(in_calendar(date::min()));
    CHECK_FALSE(in_calendar(date::never()));
    CHECK(in_calendar(last));
}

TEST_CASE("anniversaries of 29 February") {
    for (auto const& row : rows(R"(
        origin     | year | feb28      | mar1
        2024-02-29 | 2025 | 2025-02-28 | 2025-03-01
        2024-02-29 | 2028 | 2028-02-29 | 2028-02-29
        2024-02-29 | 2100 | 2100-02-28 | 2100-03-01
        2024-02-28 | 2025 | 2025-02-28 | 2025-02-28
        2024-03-01 | 2025 | 2025-03-01 | 2025-03-01
        1990-12-31 | 2026 | 2026-12-31 | 2026-12-31
        never      | 2026 | never      | never)")) {
        if (row[0] == "origin") continue;
        CAPTURE(row);
        CHECK(anniversary(day(row[0]), std::stoi(row[1]), leap_rule::feb28) == day(row[2]));
        CHECK(anniversary(day(row[0]), std::stoi(row[1]), leap_rule::mar1) == day(row[3]));
    }
}

TEST_CASE("the next anniversary is after the day asked for") {
    for (auto const& row : rows(R"(
        origin     | on         | feb28      | mar1
        2024-02-29 | 2025-02-27 | 2025-02-28 | 2025-03-01
        2024-02-29 | 2025-02-28 | 2026-02-28 | 2025-03-01
        2024-02-29 | 2025-03-01 | 2026-02-28 | 2026-03-01
        2024-02-29 | 2027-12-31 | 2028-02-29 | 2028-02-29
        2020-06-15 | 2026-06-14 | 2026-06-15 | 2026-06-15
        2020-06-15 | 2026-06-15 | 2027-06-15 | 2027-06-15
        2020-06-15 | 2019-01-01 | 2019-06-15 | 2019-06-15
        2020-06-15 | 9999-06-15 | never      | never
        2020-06-15 | never      | never      | never
        2020-06-15 | always     | always     | always)")) {
        if (row[0] == "origin") continue;
        CAPTURE(row);
        CHECK(next_anniversary(day(row[0]), day(row[1]), leap_rule::feb28) == day(row[2]));
        CHECK(next_anniversary(day(row[0]), day(row[1]), leap_rule::mar1) == day(row[3]));
    }
}
