// SPDX-License-Identifier: BSL-1.0

#include <chrono>

#include <tessera/calendar/chrono_date.hpp>

#include "calendar/table.hpp"
#include "support/catch.hpp"

using namespace tessera;
namespace chrono = std::chrono;
using namespace std::chrono_literals;

static_assert(to_sys_days(date_of(2026, 11, 21)) == chrono::sys_days{2026y / 11 / 21});
static_assert(to_year_month_day(date_of(2024, 2, 29)) == 2024y / 2 / 29);

TEST_CASE("dates of std::chrono") {
    CHECK(from_chrono(2026y / 11 / 21) == date_of(2026, 11, 21));
    CHECK(from_chrono(chrono::sys_days{1400y / 1 / 1}) == date_of(1400, 1, 1));
    CHECK(from_chrono(chrono::sys_days{9999y / 12 / 31}) == date_of(9999, 12, 31));
    CHECK(from_chrono(2026y / 2 / 29).error() == errc::invalid_date);
    CHECK(from_chrono(1399y / 12 / 31).error() == errc::invalid_date);
    CHECK(from_chrono(chrono::sys_days{1399y / 12 / 31}).error() == errc::invalid_date);
    CHECK(from_chrono(chrono::sys_days{10000y / 1 / 1}).error() == errc::invalid_date);
}

TEST_CASE("instants of std::chrono") {
    chrono::sys_seconds const there = chrono::sys_days{2026y / 11 / 21} + 8h + 26min;
    CHECK(from_chrono(there) == to_instant({date_of(2026, 11, 21), 8 * 3600 + 26 * 60}, 0));
    CHECK(to_sys_seconds(from_chrono(there)) == there);
}
