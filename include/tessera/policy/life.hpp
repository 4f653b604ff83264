// SPDX-License-Identifier: BSL-1.0
#pragma once

#include <cstdint>

#include <tessera/calendar/period.hpp>
#include <tessera/core/config.hpp>

/// Floor 4. How long a lot lives, and how long it waits: spans of days that begin with one day. Dates are
/// computed when a lot is made, never when it is checked.

namespace tessera {

/// A span of days from a day on. A lot of one day can be used on that day only.
///
/// | span                               | the first day it is over, from 25 January 2026                  |
/// |------------------------------------|-----------------------------------------------------------------|
/// | `days(30)`                         | 24 February                                                     |
/// | `months(1)`                        | 25 February; from 31 January: 28 February                       |
/// | `months(1).through()`              | 26 February: the 25th still counts; from 31 January: 1 March    |
/// | `years(1)`                         | 25 January 2027; from 29 February: 28 February                  |
/// | `days(30).to_end_of(month)`        | 1 March: rounded up to the end of the month                     |
/// | `rest_of(calendar_unit::quarter)`  | 1 April: the quarter it begins in                               |
/// | `until(date_of(2027, 4, 1))`       | 1 April 2027, whatever the day it begins                        |
/// | `endless`                          | never                                                           |
///
/// Tested by: tests/policy/life.test.cpp.
struct life {
    enum class unit : std::uint8_t { endless, days, months, date };
    unit in = unit::endless;
    bool last_day_too = false;  ///< the day that many days or months later still counts
    bool rounded_up = false;    ///< to the end of the period below
    calendar_unit up_to = calendar_unit::day;
    ymd start = to_ymd(calendar_anchor);  ///< one of these periods begins on this day
    std::int32_t length = 0;              ///< days or months; the number of the day that is a fixed end

    /// Returns: the same span, whose last day is that of the same number: a month from the 25th through the
    ///   25th.
    [[nodiscard]] constexpr life through() const noexcept {
        life l = *this;
        l.last_day_too = true;
        return l;
    }
    /// Returns: the same span, rounded up to the end of the period that holds its last day, or the day it
    ///   begins. Preconditions: `in_calendar(anchor)`; see `weeks_from`, `months_from`, `years_from`.
    [[nodiscard]] constexpr life to_end_of(calendar_unit period,
                                           date anchor = calendar_anchor) const noexcept {
        life l = *this;
        l.rounded_up = true;
        l.up_to = period;
        l.start = to_ymd(anchor);
        return l;
    }

    /// Returns: whether a lot can live so long: a day at least.
    [[nodiscard]] constexpr bool sound() const noexcept {
        if (in == unit::endless || in == unit::date) return true;
        return length > 0 || (length == 0 && (last_day_too || rounded_up));
    }

    /// Returns: the first day on which a span that begins on `day` is over.
    [[nodiscard]] TESSERA_INLINE constexpr date end(date day) const noexcept {
        date over = date::never();
        switch (in) {
            case unit::days: over = day + length; break;
            case unit::months: over = add_months(day, length); break;
            case unit::date: return {length};
            case unit::endless: return over;
        }
        if (last_day_too) over = over + 1;
        if (rounded_up) over = period_end(over > day ? over - 1 : day);
        return over;
    }

    friend constexpr bool operator==(life const&, life const&) noexcept = default;

private:
    [[nodiscard]] constexpr date period_end(date last) const noexcept {
        return detail::period_from(last, up_to, start).end;
    }
};

[[nodiscard]] constexpr life days(std::int32_t n) noexcept { return {.in = life::unit::days, .length = n}; }
[[nodiscard]] constexpr life months(std::int32_t n) noexcept {
    return {.in = life::unit::months, .length = n};
}
[[nodiscard]] constexpr life years(std::int32_t n) noexcept { return months(n * 12); }
/// Returns: the span to the end of the period in which it begins.
[[nodiscard]] constexpr life rest_of(calendar_unit period, date anchor = calendar_anchor) noexcept {
    return days(0).to_end_of(period, anchor);
}
/// Returns: the span that is over on `end`.
[[nodiscard]] constexpr life until(date end) noexcept { return {.in = life::unit::date, .length = end.day}; }
inline constexpr life endless{};

}  // namespace tessera
