// SPDX-License-Identifier: BSL-1.0
#pragma once

#include <compare>
#include <cstdint>

#include <tessera/calendar/date.hpp>
#include <tessera/core/config.hpp>

/// Floor 1. Half-open spans of days, and the calendar periods a shop speaks of: its weeks, months, quarters
/// and years, each with any start.

namespace tessera {

/// The days from `begin` to the day before `end`.
struct period {
    date begin{};
    date end{};

    [[nodiscard]] constexpr bool contains(date day) const noexcept { return begin <= day && day < end; }
    [[nodiscard]] constexpr bool empty() const noexcept { return end <= begin; }
    /// Returns: the number of days, 0 where `empty()`.
    [[nodiscard]] constexpr std::int32_t length() const noexcept { return empty() ? 0 : end - begin; }

    friend constexpr auto operator<=>(period const&, period const&) noexcept = default;
};

enum class calendar_unit : std::uint8_t { day, week, month, quarter, half_year, year };

/// The start of the plain calendar: weeks from Monday, months from the 1st, years from 1 January.
/// 1 January 2024 is a Monday in a leap year, so one anchor serves all units.
inline constexpr date calendar_anchor = date_of(2024, 1, 1);

/// Returns: an anchor for weeks that start on `first`.
[[nodiscard]] constexpr date weeks_from(weekday first) noexcept {
    return calendar_anchor + (static_cast<int>(first) - 1);
}

/// Returns: an anchor for months that start on `day_of_month`, from 29 on in short months on their last day;
/// `date::min()` for a day that no month has.
[[nodiscard]] constexpr date months_from(int day_of_month) noexcept {
    auto const made = date::from(2024, 1, day_of_month);
    return made ? *made : date::min();
}

/// Returns: an anchor for years, half-years and quarters that start on that day, 29 February on the 28th in
/// years without it; `date::min()` for a day that no year has.
/// Example: `years_from(4, 6)`: a year from 6 April to 5 April.
[[nodiscard]] constexpr date years_from(int month, int day_of_month) noexcept {
    auto const made = date::from(2024, month, day_of_month);
    return made ? *made : date::min();
}

namespace detail {

/// Returns: how many months a unit has, 0 for day and week.
[[nodiscard]] constexpr int months_of(calendar_unit unit) noexcept {
    switch (unit) {
        case calendar_unit::day:
        case calendar_unit::week: return 0;
        case calendar_unit::month: return 1;
        case calendar_unit::quarter: return 3;
        case calendar_unit::half_year: return 6;
        case calendar_unit::year: return 12;
    }
    return 0;
}

/// Returns: the number of the month in which the period around `on` begins, for periods of `months` months
/// of which one begins on `anchor`.
[[nodiscard]] constexpr std::int64_t first_month(ymd on, ymd anchor, int months) noexcept {
    std::int64_t const month = month_number(on);
    std::int64_t const begin = month - floor_mod(month - month_number(anchor), months);
    int const length = days_in_month(on.year, on.month);
    int const start_day = anchor.day < length ? anchor.day : length;
    return begin == month && on.day < start_day ? begin - months : begin;
}

/// `period_of` with the anchor's parts. Inlined, so that a caller who reads the end alone computes the end
/// alone.
TESSERA_INLINE constexpr period period_from(date on, calendar_unit unit, ymd start) noexcept {
    if (!in_calendar(on)) return {on, on};
    if (unit == calendar_unit::day) return {on, on + 1};
    if (unit == calendar_unit::week) {
        auto const into = static_cast<std::int32_t>(floor_mod(on.day - date_of_parts(start).day, 7));
        return {on - into, on + (7 - into)};
    }
    int const months = months_of(unit);
    std::int64_t const first = first_month(to_ymd(on), start, months);
    return {day_in_month(first, start.day), day_in_month(first + months, start.day)};
}

}  // namespace detail

/// Returns: the period of that unit which holds `on`, where one period begins on `anchor`.
///
/// A week begins on the anchor's weekday; a month on its day of the month; a quarter, half-year or year on
/// its day and month. A start on the 29th to 31st is the last day of a shorter month and comes back to its
/// own day after it. The periods of one anchor hold every day once. At the calendar's ends a period is cut to
/// `date::min()` or `date::never()`; for these two the period is empty.
/// Preconditions: `in_calendar(anchor)`.
/// Example: the month from the 15th that holds 3 March is 15 February to 14 March.
/// Tested by: tests/calendar/period.test.cpp.
[[nodiscard]] constexpr period period_of(date on, calendar_unit unit,
                                         date anchor = calendar_anchor) noexcept {
    return detail::period_from(on, unit, to_ymd(anchor));
}

/// Returns: the period after `current`, empty after the calendar's last.
[[nodiscard]] constexpr period next_period(period current, calendar_unit unit,
                                           date anchor = calendar_anchor) noexcept {
    return period_of(current.end, unit, anchor);
}

/// Returns: the period before `current`, empty before the calendar's first.
[[nodiscard]] constexpr period previous_period(period current, calendar_unit unit,
                                               date anchor = calendar_anchor) noexcept {
    return period_of(current.begin - 1, unit, anchor);
}

}  // namespace tessera
