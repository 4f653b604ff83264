// SPDX-License-Identifier: BSL-1.0
#include <string>

#include <tessera/calendar/schedule.hpp>
#include <tessera/calendar/text.hpp>

#include "support/property.hpp"
#include "support/text_table.hpp"

using namespace tessera;

namespace {

constexpr auto always = schedule();
constexpr date joined = date_of(2024, 2, 29);

/// Returns: the schedules that the table below speaks of.
schedule named(std::string const& name) {
    if (name == "2026, first half") return always.between(date_of(2026, 1, 1), date_of(2026, 7, 1));
    if (name == "Tue and Sat") return always.on(weekday::tuesday, weekday::saturday);
    if (name == "2nd Monday") return always.on_nth(2, weekday::monday);
    if (name == "last Friday") return always.on_nth(-1, weekday::friday);
    if (name == "5th Sunday") return always.on_nth(5, weekday::sunday);
    if (name == "month's 15th") return always.each_month(15);
    if (name == "month's last day") return always.each_month(31);
    if (name == "28th to the 2nd") return always.each_month(28, 5);
    if (name == "quarter days") return always.each_quarter(1, 1);
    if (name == "quarters' ends") return always.each_quarter(8, 31, 2);
    if (name == "singles' day") return always.each_year(11, 11);
    if (name == "29 Feb") return always.each_year(2, 29);
    if (name == "24 Dec to 6 Jan") return always.each_year(12, 24, 14);
    if (name == "joining, a week") return always.each_anniversary(7);
    REQUIRE(name == "Fridays of autumn");
    return always.each_year(9, 1, 91).on(weekday::friday);
}

}  // namespace

TEST_CASE("on which days a schedule holds, for a member who joined on 29 February 2024") {
    auto const rows = text_table::rows(R"(
        schedule          | holds on                       | and not on
        2026, first half  | 2026-01-01 2026-06-30          | 2025-12-31 2026-07-01
        Tue and Sat       | 2026-01-06 2026-01-10          | 2026-01-05 2026-01-07 2026-01-11
        2nd Monday        | 2026-06-08 2026-02-09          | 2026-06-01 2026-06-15 2026-06-09
        last Friday       | 2026-01-30 2026-02-27          | 2026-01-23 2026-01-31
        5th Sunday        | 2026-03-29 2026-05-31          | 2026-02-22 2026-04-26
        month's 15th      | 2026-02-15                     | 2026-02-14 2026-02-16
        month's last day  | 2026-01-31 2026-02-28 2024-02-29 2026-04-30 | 2024-02-28 2026-01-30 2026-03-01
        28th to the 2nd   | 2026-01-28 2026-02-01 2026-02-28 2026-03-04 | 2026-01-27 2026-02-02 2026-03-05
        quarter days      | 2026-01-01 2026-04-01 2026-07-01 2026-10-01 | 2026-02-01 2026-12-01 2026-04-02
        quarters' ends    | 2026-02-28 2026-03-01 2026-05-31 2026-06-01 | 2026-02-27 2026-03-31 2026-06-02
        singles' day      | 2025-11-11 2026-11-11          | 2026-11-10 2026-11-12 2026-12-11
        29 Feb            | 2024-02-29 2026-02-28          | 2024-02-28 2026-02-27 2026-03-01
        24 Dec to 6 Jan   | 2025-12-24 2026-01-01 2026-01-06 | 2025-12-23 2026-01-07
        joining, a week   | 2025-02-28 2026-03-06 2028-02-29 | 2024-02-29 2025-02-27 2026-03-07
        Fridays of autumn | 2026-09-04 2026-11-27          | 2026-09-03 2026-08-28 2026-12-04
    )");
    for (std::size_t i = 1; i < rows.size(); ++i) {
        schedule const s = named(rows[i][0]);
        CHECK(s.check() == errc::ok);
        CHECK_FALSE(s.always());
        for (std::size_t column : {std::size_t{1}, std::size_t{2}})
            for (std::string const& text : text_table::split(rows[i][column], ' ')) {
                INFO(rows[i][0] << " on " << text);
                auto const day = parse_date(text);
                REQUIRE(day.has_value());
                CHECK(s.holds(*day, joined) == (column == 1));
            }
    }
}

TEST_CASE("a schedule that cannot be is refused") {
    CHECK(always.check() == errc::ok);
    CHECK(always.always());
    for (schedule const& bad :
         {always.between(date_of(2026, 1, 1), date_of(2026, 1, 1)), always.on_nth(0, weekday::monday),
          always.on_nth(6, weekday::monday), always.on_nth(-2, weekday::monday), always.each_month(32),
          always.each_month(0), always.each_year(2, 30), always.each_year(13, 1), always.each_month(1, 0),
          always.each_month(1, 29), always.each_year(1, 1, 366), always.each_quarter(2, 30),
          always.each_quarter(1, 1, 90), always.each_anniversary(-1)})
        CHECK(bad.check() == errc::invalid_window);
    CHECK(always.each_month(1, 28).check() == errc::ok);
    CHECK(always.each_quarter(2, 1, 89).check() == errc::ok);
    CHECK(always.each_year(1, 1, 365).check() == errc::ok);
}

TEST_CASE("a schedule holds on no day outside the calendar, and on no anniversary of an unknown day") {
    CHECK_FALSE(always.holds(date::min()));
    CHECK_FALSE(always.holds(date::never()));
    CHECK_FALSE(always.each_anniversary(365).holds(date_of(2026, 1, 1)));
    static_assert(always.holds(date_of(2026, 1, 1)) && sizeof(schedule) <= 24);
}

TEST_CASE("laws of schedules") {
    CHECK_PROPERTY("every month holds a span of its length, whatever day it begins on", [] {
        int const from = *rc::gen::inRange(1, 32), length = *rc::gen::inRange(1, 29);
        schedule const s = always.each_month(from, length);
        date const first = date_of(2023, 1, 31) + *rc::gen::inRange(0, 1000);
        std::int32_t held = 0;
        for (std::int32_t i = 0; i < 366; ++i) held += s.holds(first + i) && !s.holds(first + i - 1);
        RC_ASSERT((held == 12 || held == 13 || (length == 28 && held >= 11)));
    });
    CHECK_PROPERTY("a condition more never adds a day", [](std::uint16_t offset) {
        date const day = date_of(2020, 1, 1) + offset;
        schedule const wide = always.each_year(5, 1, 200), narrow = wide.on(weekday::monday);
        RC_ASSERT(!narrow.holds(day) || wide.holds(day));
        RC_ASSERT(narrow.holds(day) == (wide.holds(day) && day_of_week(day) == weekday::monday));
    });
    CHECK_PROPERTY("the next day is the first that holds, looked for day by day", [] {
        int const month = *rc::gen::inRange(1, 13), day = *rc::gen::inRange(1, 29);
        int const length = *rc::gen::inRange(1, 29);
        date const begin = date_of(2023, 1, 1) + *rc::gen::inRange(0, 900);
        schedule s =
            *rc::gen::element(always, always.each_month(day, length), always.each_year(month, day, length),
                              always.each_quarter(month, day, length), always.each_month(31));
        if (*rc::gen::arbitrary<bool>()) s = s.on_nth(*rc::gen::element(-1, 1, 3, 5), weekday::friday);
        if (*rc::gen::arbitrary<bool>()) s = s.between(begin, begin + *rc::gen::inRange(1, 400));
        date const from = date_of(2023, 1, 1) + *rc::gen::inRange(0, 900);
        date const end = from + *rc::gen::inRange(0, 900);
        date first = from;
        while (first < end && !s.holds(first)) first = first + 1;
        RC_ASSERT(s.next(from, end) == (first < end ? first : date::never()));
    });
}

TEST_CASE("no day is next outside the calendar, and none of anniversaries") {
    CHECK(always.next(date::min(), date::never()) == date_of(1400, 1, 1));
    CHECK(always.each_month(31).next(date::min(), date::never()) == date_of(1400, 1, 31));
    CHECK(always.next(date_of(9999, 12, 31), date::never()) == date_of(9999, 12, 31));
    CHECK(always.each_month(30).next(date_of(9999, 12, 31), date::never()) == date::never());
    CHECK(always.next(date::never(), date::never()) == date::never());
    CHECK(always.each_month(20).on_nth(1, weekday::monday).next(date::min(), date::never()) == date::never());
    CHECK(always.each_anniversary(9).next(date::min(), date::never()) == date::never());
    CHECK(always.each_anniversary().by_joining());
    CHECK_FALSE(always.each_year(1, 1).by_joining());
}
