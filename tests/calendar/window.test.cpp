// SPDX-License-Identifier: BSL-1.0

#include <algorithm>
#include <string>
#include <type_traits>
#include <vector>

#include <tessera/calendar/window.hpp>

#include "calendar/table.hpp"
#include "calendar/window_names.hpp"
#include "support/catch.hpp"

using namespace tessera;
using calendar_tests::day;
using calendar_tests::rows;
using calendar_tests::window_named;

static_assert(sizeof(window) <= 16 && std::is_trivially_copyable_v<window>);
static_assert(window::lifetime() == window{});
static_assert(window::rolling_months(12, resolution::month).expires(date_of(2026, 3, 1), date{}) ==
              date_of(2027, 4, 1));
static_assert(window::calendar(calendar_unit::year, years_from(2, 30)).check() == errc::invalid_window);
static_assert(noexcept(window{}.expires(date{}, date{})));

namespace {

constexpr date joined = date_of(2024, 2, 29);

std::vector<window> const sound_windows = {
    window::lifetime(),
    window::calendar(calendar_unit::day),
    window::calendar(calendar_unit::week, weeks_from(weekday::sunday)),
    window::calendar(calendar_unit::month, months_from(31)),
    window::calendar(calendar_unit::quarter),
    window::calendar(calendar_unit::half_year, years_from(4, 1)),
    window::calendar(calendar_unit::year, years_from(2, 29)),
    window::membership_year(),
    window::rolling_days(1, resolution::day),
    window::rolling_days(365, resolution::day),
    window::rolling_days(1, resolution::week),
    window::rolling_days(7, resolution::week),
    window::rolling_days(28, resolution::week),
    window::rolling_days(30, resolution::week),
    window::rolling_days(1, resolution::month),
    window::rolling_days(28, resolution::month),
    window::rolling_days(32, resolution::month),
    window::rolling_days(90, resolution::month),
    window::rolling_days(365, resolution::month),
    window::rolling_days(366, resolution::month),
    window::rolling_months(1, resolution::day),
    window::rolling_months(13, resolution::day),
    window::rolling_months(3, resolution::week),
    window::rolling_months(1, resolution::month),
    window::rolling_months(12, resolution::month),
};

}  // namespace

TEST_CASE("when an amount stops counting, for a member who joined on 29 February 2024") {
    for (auto const& row : rows(R"(
        window             | happened   | stops
        lifetime           | 2026-11-21 | never
        calendar month     | 2026-11-01 | 2026-12-01
        calendar month     | 2026-11-30 | 2026-12-01
        week from Sunday   | 2026-11-21 | 2026-11-22
        week from Sunday   | 2026-11-22 | 2026-11-29
        year from 6 April  | 2026-04-05 | 2026-04-06
        year from 6 April  | 2026-04-06 | 2027-04-06
        membership year    | 2024-02-29 | 2025-02-28
        membership year    | 2025-02-27 | 2025-02-28
        membership year    | 2025-02-28 | 2026-02-28
        membership year    | 2027-03-01 | 2028-02-29
        365 days by day    | 2026-03-01 | 2027-03-01
        365 days by day    | 2027-03-01 | 2028-02-29
        1 month by day     | 2026-01-28 | 2026-02-28
        1 month by day     | 2026-01-31 | 2026-02-28
        1 month by day     | 2026-02-28 | 2026-03-28
        28 days by week    | 2026-11-16 | 2026-12-21
        28 days by week    | 2026-11-22 | 2026-12-21
        28 days by week    | 2026-11-23 | 2026-12-28
        30 days by week    | 2026-11-20 | 2026-12-21
        30 days by week    | 2026-11-21 | 2026-12-28
        90 days by month   | 2026-01-01 | 2026-05-01
        90 days by month   | 2026-01-31 | 2026-06-01
        12 months by month | 2026-03-01 | 2027-04-01
        12 months by month | 2026-03-31 | 2027-04-01
        12 months by month | 2024-02-29 | 2025-03-01
        12 months by month | 2026-12-31 | 2028-01-01
        12 months by month | 9998-12-31 | never
        365 days by day    | 9999-06-01 | never)")) {
        if (row[0] == "window") continue;
        CAPTURE(row);
        window const how_long = window_named(row[0]);
        REQUIRE(how_long.check() == errc::ok);
        CHECK(how_long.expires(day(row[1]), joined) == day(row[2]));
    }
}

TEST_CASE("an amount counts on its own day, and a later one never stops earlier") {
    for (std::size_t at = 0; at < sound_windows.size(); ++at) {
        window const& how_long = sound_windows[at];
        REQUIRE(how_long.check() == errc::ok);
        int too_early = 0;
        int turned_back = 0;
        date last = date::min();
        for (date on = date_of(2019, 1, 1); on < date_of(2029, 1, 1); on = on + 1) {
            date const stops = how_long.expires(on, joined);
            too_early += stops > on ? 0 : 1;
            turned_back += stops >= last ? 0 : 1;
            last = stops;
        }
        CAPTURE(at);
        CHECK(too_early == 0);
        CHECK(turned_back == 0);
    }
}

TEST_CASE("by week or month an amount counts at least a day and at most a bucket longer than by day") {
    for (int const length : {1, 7, 28, 30, 31, 90, 365, 366}) {
        for (bool const months : {false, true}) {
            auto const roll = [&](resolution by) {
                return months ? window::rolling_months(length, by) : window::rolling_days(length, by);
            };
            int wrong_weeks = 0;
            int wrong_months = 0;
            for (date on = date_of(2023, 1, 1); on < date_of(2025, 1, 1); on = on + 1) {
                date const by_day = roll(resolution::day).expires(on, joined);
                date const by_week = roll(resolution::week).expires(on, joined);
                date const by_month = roll(resolution::month).expires(on, joined);
                wrong_weeks +=
                    by_week > by_day && by_week <= by_day + 7 && day_of_week(by_week) == weekday::monday ? 0
                                                                                                         : 1;
                wrong_months +=
                    by_month > by_day && by_month <= add_months(by_day, 1) && to_ymd(by_month).day == 1 ? 0
                                                                                                        : 1;
            }
            CAPTURE(length, months);
            CHECK(wrong_weeks == 0);
            CHECK(wrong_months == 0);
        }
    }
}

TEST_CASE("a calendar week, or a calendar month, stops as one") {
    for (int const count : {1, 4, 52}) {
        window const weeks = window::rolling_days(7 * count, resolution::week);
        window const months = window::rolling_months(count, resolution::month);
        int wrong = 0;
        for (date on = date_of(2023, 1, 1); on < date_of(2025, 1, 1); on = on + 1) {
            date const week_end = period_of(on, calendar_unit::week).end;
            date const month_end = period_of(on, calendar_unit::month).end;
            wrong += weeks.expires(on, joined) == week_end + 7 * count ? 0 : 1;
            wrong += months.expires(on, joined) == add_months(month_end, count) ? 0 : 1;
        }
        CAPTURE(count);
        CHECK(wrong == 0);
    }
}

TEST_CASE("never more buckets than stated, and rarely fewer") {
    for (std::size_t at = 0; at < sound_windows.size(); ++at) {
        window const& how_long = sound_windows[at];
        int most = 0;
        // Each day of a leap year and the year after it, with all that still counts on it.
        for (date today = date_of(2024, 1, 1); today < date_of(2026, 1, 1); today = today + 1) {
            int stops = 0;
            date last = date::min();
            for (date on = today; on > today - 800; on = on - 1) {
                date const stop = how_long.expires(on, joined);
                if (stop <= today) break;
                stops += stop != last ? 1 : 0;
                last = stop;
            }
            most = std::max(most, stops);
        }
        CAPTURE(at, most, how_long.max_buckets());
        CHECK(most <= how_long.max_buckets());
        // Months by day have fewer: 29, 30 and 31 January stop on one day of February.
        CHECK(most + most / 50 + 3 >= how_long.max_buckets());
    }
    CHECK(window::rolling_days(365, resolution::day).max_buckets() == 365);
    CHECK(window::rolling_months(12, resolution::month).max_buckets() == 13);
    CHECK(window::rolling_days(28, resolution::week).max_buckets() == 5);
}

TEST_CASE("a calendar window's period ends when its amounts stop") {
    for (window const& how_long : sound_windows) {
        if (how_long.rolling()) continue;
        int wrong = 0;
        for (date on = date_of(2023, 1, 1); on < date_of(2026, 1, 1); on = on + 1) {
            period const around = how_long.period_at(on, joined);
            wrong += around.contains(on) && around.end == how_long.expires(on, joined) ? 0 : 1;
        }
        CHECK(wrong == 0);
    }
    CHECK(window::lifetime().period_at(joined, joined) == period{date::min(), date::never()});
}

TEST_CASE("membership years begin on the anniversaries") {
    int wrong = 0;
    for (date on = date_of(2020, 1, 1); on < date_of(2034, 1, 1); on = on + 1) {
        date const stops = window::membership_year().expires(on, joined);
        wrong += stops == next_anniversary(joined, on, leap_rule::feb28) ? 0 : 1;
    }
    CHECK(wrong == 0);
}

TEST_CASE("windows that are none") {
    errc const refused = errc::invalid_window;
    CHECK(window::rolling_days(0, resolution::day).check() == refused);
    CHECK(window::rolling_days(-1, resolution::week).check() == refused);
    CHECK(window::rolling_days(INT32_MAX, resolution::day).check() == refused);
    CHECK(window::rolling_months(0, resolution::month).check() == refused);
    CHECK(window::rolling_months(INT32_MAX, resolution::month).check() == refused);
    CHECK(window::calendar(calendar_unit::month, months_from(32)).check() == refused);
    CHECK(window::calendar(calendar_unit::year, date::never()).check() == refused);
    CHECK(window::rolling_days(3'141'084, resolution::day).check() == errc::ok);
    CHECK(window::rolling_months(8599 * 12, resolution::day).max_buckets() > 3'000'000);
}

TEST_CASE("a window tells what it was made of") {
    window const quarter = window::calendar(calendar_unit::quarter, years_from(2, 15));
    CHECK(quarter.kind() == window_kind::calendar);
    CHECK(quarter.unit() == calendar_unit::quarter);
    CHECK(quarter.anchor() == date_of(2024, 2, 15));
    CHECK_FALSE(quarter.rolling());
    CHECK(quarter.max_buckets() == 1);

    window const rolling = window::rolling_months(6, resolution::week);
    CHECK(rolling.kind() == window_kind::rolling_months);
    CHECK(rolling.rolling());
    CHECK(rolling.length() == 6);
    CHECK(rolling.by() == resolution::week);
    CHECK(rolling.anchor() == date::min());
    CHECK(rolling != window::rolling_days(6, resolution::week));
}
