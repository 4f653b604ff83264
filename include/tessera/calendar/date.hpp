// SPDX-License-Identifier: BSL-1.0
#pragma once

#include <compare>
#include <cstdint>

#include <boost/date_time/gregorian_calendar.hpp>

#include <tessera/core/contract.hpp>
#include <tessera/core/result.hpp>

/// Floor 1. A day as a number, and the arithmetic of days, months and years. Leap years and day numbers are
/// those of Boost.Date_Time, for the years 1400 to 9999. The month rule is the library's own: adding months
/// clamps to the end of the month and never snaps to it. A date knows no time of day and no zone.

namespace tessera {

/// Days of the week as ISO 8601 numbers them.
enum class weekday : std::uint8_t { monday = 1, tuesday, wednesday, thursday, friday, saturday, sunday };

/// A date in parts. It holds what it is given; `date::from` is what checks.
struct ymd {
    using year_type = int;
    using month_type = int;
    using day_type = int;

    std::int16_t year;
    std::uint8_t month;  ///< 1 to 12
    std::uint8_t day;    ///< 1 to 31

    constexpr ymd(int the_year, int the_month, int the_day) noexcept
        : year(static_cast<std::int16_t>(the_year)),
          month(static_cast<std::uint8_t>(the_month)),
          day(static_cast<std::uint8_t>(the_day)) {}
    friend constexpr auto operator<=>(ymd const&, ymd const&) noexcept = default;
};

/// A day, as the number of days since 1970-01-01.
///
/// Arithmetic is closed: what would leave the years 1400 to 9999 becomes `min()` or `never()`, and these two
/// stay what they are. So a sum of dates needs no check and an expiry far ahead is simply never.
struct date {
    std::int32_t day = 0;

    /// Before every day.
    [[nodiscard]] static constexpr date min() noexcept { return {INT32_MIN}; }
    /// After every day: the end of what has no end.
    [[nodiscard]] static constexpr date never() noexcept { return {INT32_MAX}; }
    /// Fails with: `errc::invalid_date`.
    [[nodiscard]] static constexpr result<date> from(int year, int month, int day_of_month) noexcept;

    friend constexpr auto operator<=>(date const&, date const&) noexcept = default;
};

namespace detail {

using gregorian = boost::date_time::gregorian_calendar_base<ymd, std::uint32_t>;

inline constexpr int first_year = 1400;
inline constexpr int last_year = 9999;
inline constexpr std::int32_t epoch_day_number =
    static_cast<std::int32_t>(gregorian::day_number({1970, 1, 1}));

/// Preconditions: `parts` is a day of the calendar.
[[nodiscard]] constexpr date date_of_parts(ymd parts) noexcept {
    return {static_cast<std::int32_t>(gregorian::day_number(parts)) - epoch_day_number};
}

inline constexpr date first_day = date_of_parts({first_year, 1, 1});
inline constexpr date last_day = date_of_parts({last_year, 12, 31});

/// Returns: the day of that number, or `min()` or `never()` where the calendar has none.
[[nodiscard]] TESSERA_INLINE constexpr date date_of_number(std::int64_t day) noexcept {
    if (day < first_day.day) return date::min();
    if (day > last_day.day) return date::never();
    return {static_cast<std::int32_t>(day)};
}

/// Returns: `value` modulo `divisor`, never negative. Preconditions: `divisor > 0`.
[[nodiscard]] constexpr std::int64_t floor_mod(std::int64_t value, std::int64_t divisor) noexcept {
    std::int64_t const rest = value % divisor;
    return rest < 0 ? rest + divisor : rest;
}

/// Never defined: its name is what the compiler prints.
void there_is_no_such_day();

}  // namespace detail

[[nodiscard]] constexpr bool is_leap(int year) noexcept { return detail::gregorian::is_leap_year(year); }

/// Returns: 28 to 31. Preconditions: `month` is 1 to 12.
[[nodiscard]] constexpr int days_in_month(int year, int month) noexcept {
    return detail::gregorian::end_of_month_day(year, month);
}

/// Returns: whether `day` is a day, and not `min()` or `never()`.
[[nodiscard]] constexpr bool in_calendar(date day) noexcept {
    return detail::first_day <= day && day <= detail::last_day;
}

constexpr result<date> date::from(int year, int month, int day_of_month) noexcept {
    if (year < detail::first_year || year > detail::last_year) return errc::invalid_date;
    if (month < 1 || month > 12) return errc::invalid_date;
    if (day_of_month < 1 || day_of_month > days_in_month(year, month)) return errc::invalid_date;
    return detail::date_of_parts({year, month, day_of_month});
}

/// Returns: the day, checked while compiling. Example: `date_of(2026, 11, 21)`.
[[nodiscard]] consteval date date_of(int year, int month, int day_of_month) {
    auto const made = date::from(year, month, day_of_month);
    if (!made) detail::there_is_no_such_day();
    return *made;
}

/// Preconditions: `in_calendar(day)`.
[[nodiscard]] constexpr ymd to_ymd(date day) noexcept {
    TESSERA_EXPECTS(in_calendar(day));
    return detail::gregorian::from_day_number(static_cast<std::uint32_t>(day.day + detail::epoch_day_number));
}

/// Preconditions: `in_calendar(day)`.
[[nodiscard]] constexpr weekday day_of_week(date day) noexcept {
    TESSERA_EXPECTS(in_calendar(day));
    // Day numbers are Julian ones, and Julian day 0 was a Monday.
    return static_cast<weekday>((day.day + detail::epoch_day_number) % 7 + 1);
}

[[nodiscard]] TESSERA_INLINE constexpr date operator+(date day, std::int32_t days) noexcept {
    return in_calendar(day) ? detail::date_of_number(std::int64_t{day.day} + days) : day;
}
[[nodiscard]] constexpr date operator-(date day, std::int32_t days) noexcept {
    return in_calendar(day) ? detail::date_of_number(std::int64_t{day.day} - days) : day;
}

/// Returns: the days from `from` to `to`; with `min()` or `never()`, the nearest 32-bit number.
[[nodiscard]] constexpr std::int32_t operator-(date to, date from) noexcept {
    std::int64_t const days = std::int64_t{to.day} - from.day;
    return static_cast<std::int32_t>(days < INT32_MIN ? INT32_MIN : days > INT32_MAX ? INT32_MAX : days);
}

namespace detail {

/// Months since January of the year 0: what month arithmetic counts in.
[[nodiscard]] constexpr std::int64_t month_number(ymd parts) noexcept {
    return std::int64_t{parts.year} * 12 + parts.month - 1;
}

/// Returns: that day of the month, or the month's last where it is shorter.
[[nodiscard]] constexpr date day_in_month(std::int64_t month, int day_of_month) noexcept {
    if (month < std::int64_t{first_year} * 12) return date::min();
    if (month >= (std::int64_t{last_year} + 1) * 12) return date::never();
    int const year = static_cast<int>(month / 12);
    int const month_of_year = static_cast<int>(month % 12) + 1;
    if (day_of_month > 28) {
        int const length = days_in_month(year, month_of_year);
        if (day_of_month > length) day_of_month = length;
    }
    return date_of_parts({year, month_of_year, day_of_month});
}

}  // namespace detail

/// Returns: the same day of the month `months` later, or that month's last day where it is shorter.
///
/// Why: 28 February + 1 month is 28 March. A rule that remembers "end of month" makes 31 March of it, and a
/// member's points would live three days longer for being earned on a Friday of February. Clamping forgets
/// the day it clamped, so count months from the original day: `add_months(d, 2)`, not one month twice.
/// Example: 31 January 2027 + 1 month is 28 February, + 2 months 31 March.
/// Tested by: tests/calendar/date.test.cpp.
[[nodiscard]] constexpr date add_months(date day, std::int32_t months) noexcept {
    if (!in_calendar(day)) return day;
    ymd const parts = to_ymd(day);
    return detail::day_in_month(detail::month_number(parts) + months, parts.day);
}

/// Returns: the same day of the year `years` later; 29 February becomes 28 where there is none.
[[nodiscard]] constexpr date add_years(date day, std::int32_t years) noexcept {
    if (!in_calendar(day)) return day;
    ymd const parts = to_ymd(day);
    return detail::day_in_month(detail::month_number(parts) + std::int64_t{years} * 12, parts.day);
}

/// Which day stands for 29 February in a year that has none.
enum class leap_rule : std::uint8_t { feb28, mar1 };

/// Returns: the anniversary of `origin` (a birth, a joining) that falls in `year`.
/// Example: of 29 February 2024 in 2027: 28 February or 1 March, as the rule says.
[[nodiscard]] constexpr date anniversary(date origin, int year, leap_rule rule) noexcept {
    if (!in_calendar(origin)) return origin;
    ymd const parts = to_ymd(origin);
    date const clamped = detail::day_in_month(std::int64_t{year} * 12 + parts.month - 1, parts.day);
    bool const moved = parts.month == 2 && parts.day == 29 && !is_leap(year);
    return moved && rule == leap_rule::mar1 ? clamped + 1 : clamped;
}

/// Returns: the first anniversary of `origin` after the day `on`; `on` where it is `min()` or `never()`.
[[nodiscard]] constexpr date next_anniversary(date origin, date on, leap_rule rule) noexcept {
    if (!in_calendar(on)) return on;
    int const year = to_ymd(on).year;
    date const candidate = anniversary(origin, year, rule);
    return candidate > on ? candidate : anniversary(origin, year + 1, rule);
}

}  // namespace tessera
