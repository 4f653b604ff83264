// SPDX-License-Identifier: BSL-1.0
#pragma once

#include <algorithm>
#include <cstdint>

#include <tessera/calendar/period.hpp>
#include <tessera/core/errc.hpp>

/// Floor 1. On which days around a birthday something holds, and which birthday is meant.

namespace tessera {

/// The claim window: a birthday with so many days before it and after it.
/// Example: `birthday_window{.days_before = 3, .days_after = 3}.next(date_of(2000, 2, 29), date_of(2027, 3,
/// 1))` is of the year 2027, from 25 February to 3 March. Tested by: tests/calendar/birthday.test.cpp.
struct birthday_window {
    std::int32_t days_before = 0;
    std::int32_t days_after = 0;
    leap_rule leap = leap_rule::feb28;

    /// Days around one of somebody's birthdays.
    struct around {
        std::int32_t year = 0;  ///< in which the birthday itself falls
        period days{};
    };

    /// Returns: `errc::ok`, or `errc::invalid_window` for days below zero, or so many that two birthdays of
    ///   one person share some. `next` asks for a window that passes.
    [[nodiscard]] constexpr errc check() const noexcept {
        bool const sound = 0 <= days_before && 0 <= days_after && days_before <= 364 - days_after;
        return sound ? errc::ok : errc::invalid_window;
    }

    /// Returns: the days around the first birthday whose days are not over on `day`. The day of birth is
    ///   none. Complexity: constant. Preconditions: both are in the calendar.
    [[nodiscard]] constexpr around next(date born, date day) const noexcept {
        std::int32_t const first = std::max(to_ymd(born).year + 1, to_ymd(day).year - 1);
        around found = of_year(born, first);
        while (found.days.end <= day) found = of_year(born, found.year + 1);
        return found;
    }

    friend constexpr bool operator==(birthday_window const&, birthday_window const&) noexcept = default;

private:
    [[nodiscard]] constexpr around of_year(date born, std::int32_t year) const noexcept {
        date const birthday = anniversary(born, year, leap);
        return {year, {birthday - days_before, birthday + days_after + 1}};
    }
};

}  // namespace tessera
