// SPDX-License-Identifier: BSL-1.0
#include <tessera/calendar/birthday.hpp>

#include "calendar/table.hpp"
#include "support/property.hpp"
#include "support/text_table.hpp"

using namespace tessera;

TEST_CASE("the claim window of the next birthday, three days before and seven after") {
    auto const rows = text_table::rows(R"(
        born       | 29 Feb | on         | year | from       | to, not incl.
        2000-05-10 | feb28  | 2026-05-06 | 2026 | 2026-05-07 | 2026-05-18
        2000-05-10 | feb28  | 2026-05-17 | 2026 | 2026-05-07 | 2026-05-18
        2000-05-10 | feb28  | 2026-05-18 | 2027 | 2027-05-07 | 2027-05-18
        2000-02-29 | feb28  | 2027-01-01 | 2027 | 2027-02-25 | 2027-03-08
        2000-02-29 | mar1   | 2027-01-01 | 2027 | 2027-02-26 | 2027-03-09
        2000-02-29 | mar1   | 2028-01-01 | 2028 | 2028-02-26 | 2028-03-08
        1990-01-02 | feb28  | 2026-12-30 | 2027 | 2026-12-30 | 2027-01-10
        1990-12-29 | feb28  | 2027-01-05 | 2026 | 2026-12-26 | 2027-01-06
        2026-05-10 | feb28  | 2026-05-10 | 2027 | 2027-05-07 | 2027-05-18
        2030-05-10 | feb28  | 2026-05-10 | 2031 | 2031-05-07 | 2031-05-18
        2000-05-10 | feb28  | 9999-06-01 | 10000 | never     | never
    )");
    for (std::size_t i = 1; i < rows.size(); ++i) {
        auto const& row = rows[i];
        CAPTURE(row);
        leap_rule const leap = row[1] == "mar1" ? leap_rule::mar1 : leap_rule::feb28;
        birthday_window const around{.days_before = 3, .days_after = 7, .leap = leap};
        auto const next = around.next(calendar_tests::day(row[0]), calendar_tests::day(row[2]));
        CHECK(std::to_string(next.year) == row[3]);
        CHECK(next.days == period{calendar_tests::day(row[4]), calendar_tests::day(row[5])});
    }
}

TEST_CASE("a claim window leaves no day to two birthdays") {
    CHECK(birthday_window{}.check() == errc::ok);
    CHECK(birthday_window{.days_before = 182, .days_after = 182}.check() == errc::ok);
    CHECK(birthday_window{.days_before = 182, .days_after = 183}.check() == errc::invalid_window);
    CHECK(birthday_window{.days_before = -1}.check() == errc::invalid_window);
    CHECK(birthday_window{.days_after = -1}.check() == errc::invalid_window);
    CHECK(birthday_window{.days_before = INT32_MAX, .days_after = INT32_MAX}.check() == errc::invalid_window);
}

TEST_CASE("every day belongs to the window it is in, or the next one is still to come") {
    CHECK_PROPERTY("the first window not over", [] {
        birthday_window const around{.days_before = *rc::gen::inRange(0, 183),
                                     .days_after = *rc::gen::inRange(0, 183),
                                     .leap = *rc::gen::element(leap_rule::feb28, leap_rule::mar1)};
        RC_PRE(around.check() == errc::ok);
        date const born = date_of(1990, 1, 1) + *rc::gen::inRange(0, 3000);
        date const day = born + *rc::gen::inRange(0, 20000);
        auto const next = around.next(born, day);
        date const birthday = anniversary(born, next.year, around.leap);
        RC_ASSERT(next.days == (period{birthday - around.days_before, birthday + around.days_after + 1}));
        RC_ASSERT(day < next.days.end);
        date const before = anniversary(born, next.year - 1, around.leap);
        RC_ASSERT(before <= born || before + around.days_after < day);
    });
}
