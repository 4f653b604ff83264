// SPDX-License-Identifier: BSL-1.0
#pragma once

#include <algorithm>
#include <cstdint>

#include <tessera/calendar/period.hpp>
#include <tessera/core/errc.hpp>
#include <tessera/core/stretch.hpp>

/// Floor 1. When a rule holds: between two dates, on days of the week, on some days of every month or year,
/// around the anniversary of joining. A schedule answers for one day at a time; it knows no time of day.

namespace tessera {

/// Days on which something holds. Conditions add up: each one said makes the schedule narrower, and one of
/// which nothing is said holds always.
///
/// | condition                          | holds                                                            |
/// |------------------------------------|------------------------------------------------------------------|
/// | `between(begin, end)`              | from `begin` to the day before `end`                             |
/// | `on(weekday...)`                   | on these days of the week                                        |
/// | `on_nth(n, weekday)`               | on the n-th such day of a month, 1 to 5; -1 is the last          |
/// | `each_month(day, length)`          | from that day of every month on, so many days                    |
/// | `each_quarter(month, day, length)` | from that day of that month and every third one on, so many days |
/// | `each_year(month, day, length)`    | from that day of every year on, so many days                     |
/// | `each_anniversary(length)`         | from every anniversary of joining on, so many days               |
///
/// A day that a month does not have is its last day: `each_month(31)` is the last day of every month, 29
/// February in other years the 28th. Days that began in the month or year before still count.
/// Example: `schedule().each_year(11, 11)`: singles' day; `schedule().on(weekday::tuesday)`.
/// Tested by: tests/calendar/schedule.test.cpp.
class schedule {
public:
    constexpr schedule() noexcept = default;

    [[nodiscard]] constexpr schedule between(date begin, date end) const noexcept {
        schedule s = *this;
        s.begin_ = begin;
        s.end_ = end;
        return s;
    }
    template <class... Weekday>
    [[nodiscard]] constexpr schedule on(weekday first, Weekday... others) const noexcept {
        schedule s = *this;
        s.weekdays_ = static_cast<std::uint8_t>((bit(first) | ... | bit(others)));
        s.nth_ = 0;
        return s;
    }
    /// Returns: the same on any of these weekdays; none of them is every day.
    [[nodiscard]] constexpr schedule on(stretch<weekday const> any) const noexcept {
        schedule s = *this;
        s.weekdays_ = 0;
        for (weekday const day : any) s.weekdays_ |= bit(day);
        s.nth_ = 0;
        return s;
    }
    [[nodiscard]] constexpr schedule on_nth(int n, weekday which) const noexcept {
        schedule s = on(which);
        s.nth_ = static_cast<std::int8_t>(n);
        s.bad_nth_ = n == 0 || n < -1 || n > 5;
        return s;
    }
    [[nodiscard]] constexpr schedule each_month(int day, std::int32_t length = 1) const noexcept {
        return recurring(recurrence::month, date::from(2024, 1, day), length);
    }
    [[nodiscard]] constexpr schedule each_quarter(int month, int day,
                                                  std::int32_t length = 1) const noexcept {
        return recurring(recurrence::quarter, date::from(2024, month, day), length);
    }
    [[nodiscard]] constexpr schedule each_year(int month, int day, std::int32_t length = 1) const noexcept {
        return recurring(recurrence::year, date::from(2024, month, day), length);
    }
    [[nodiscard]] constexpr schedule each_anniversary(std::int32_t length = 1) const noexcept {
        return recurring(recurrence::joining, date::min(), length);
    }

    /// Returns: `errc::ok`, or `errc::invalid_window`: no day between the dates, no such day or n-th weekday,
    ///   a length below one, or above the shortest month or year. `holds` asks for a schedule that passes.
    [[nodiscard]] constexpr errc check() const noexcept {
        bool const sound = begin_ < end_ && !bad_nth_ && !bad_day_ && 1 <= length_ && length_ <= longest();
        return sound ? errc::ok : errc::invalid_window;
    }

    [[nodiscard]] constexpr bool always() const noexcept { return *this == schedule{}; }

    /// Returns: whether it asks for the day on which the member joined.
    [[nodiscard]] constexpr bool by_joining() const noexcept { return repeats_ == recurrence::joining; }

    /// Returns: whether it holds on `day`, for a member who joined on `joined` (read by anniversaries only;
    ///   they never hold for one whose day of joining is not known). Complexity: constant.
    [[nodiscard]] constexpr bool holds(date day, date joined = date::min()) const noexcept {
        if (day < begin_ || day >= end_ || !in_calendar(day)) return false;
        if (weekdays_ != 0 && !on_weekday(day)) return false;
        return repeats_ == recurrence::none || day < last_start(day, joined) + length_;
    }

    /// Returns: the first day from `from` on, and before `end`, on which it holds; `date::never()` if there
    ///   is none, and for anniversaries. Complexity: linear in the months, quarters or years in between, and
    ///   in the days of those that have days of the week to look for.
    [[nodiscard]] constexpr date next(date from, date end) const noexcept {
        if (by_joining()) return date::never();
        date const stop = std::min(end, end_);
        for (date day = std::max({from, begin_, detail::first_day}); day < stop; day = candidate_after(day))
            if (holds(day)) return day;
        return date::never();
    }

    friend constexpr bool operator==(schedule const&, schedule const&) noexcept = default;

private:
    friend struct detail::value_teller;
    enum class recurrence : std::uint8_t { none, month, quarter, year, joining };

    [[nodiscard]] static constexpr std::uint8_t bit(weekday day) noexcept {
        return static_cast<std::uint8_t>(1U << static_cast<unsigned>(day));
    }
    [[nodiscard]] constexpr schedule recurring(recurrence how, result<date> const& from,
                                               std::int32_t length) const noexcept {
        schedule s = *this;
        s.repeats_ = how;
        s.bad_day_ = !from;
        s.start_ = from ? *from : date::min();
        s.length_ = length;
        return s;
    }
    [[nodiscard]] constexpr std::int32_t longest() const noexcept {
        if (repeats_ == recurrence::month) return 28;
        return repeats_ == recurrence::quarter ? 89 : 365;
    }

    [[nodiscard]] constexpr bool on_weekday(date day) const noexcept {
        if ((weekdays_ & bit(day_of_week(day))) == 0) return false;
        ymd const parts = to_ymd(day);
        if (nth_ < 0) return parts.day + 7 > days_in_month(parts.year, parts.month);
        return nth_ == 0 || (parts.day - 1) / 7 + 1 == nth_;
    }

    /// Returns: the day of the latest start not after `day`; `date::min()` where there is none.
    [[nodiscard]] constexpr date last_start(date day, date joined) const noexcept {
        if (!by_joining()) return around(day).begin;
        int const year = to_ymd(day).year;
        date const this_year = anniversary(joined, year, leap_rule::feb28);
        date const start = this_year <= day ? this_year : anniversary(joined, year - 1, leap_rule::feb28);
        return start <= joined ? date::min() : start;
    }
    /// Returns: the days from one start to the next that hold `day`.
    [[nodiscard]] constexpr period around(date day) const noexcept {
        calendar_unit const unit = repeats_ == recurrence::month     ? calendar_unit::month
                                   : repeats_ == recurrence::quarter ? calendar_unit::quarter
                                                                     : calendar_unit::year;
        return detail::period_from(day, unit, to_ymd(start_));
    }
    /// Returns: a day after one on which it does not hold; on none in between does it hold.
    [[nodiscard]] constexpr date candidate_after(date day) const noexcept {
        if (repeats_ == recurrence::none) return day + 1;
        period const whole = around(day);
        return day + 1 < whole.begin + length_ ? day + 1 : whole.end;
    }

    date begin_ = date::min();
    date end_ = date::never();
    date start_ = date::min();   // of a recurrence: its day, in the leap year 2024
    std::int32_t length_ = 1;    // days of a recurrence
    std::uint8_t weekdays_ = 0;  // a bit for each; none is all
    std::int8_t nth_ = 0;
    recurrence repeats_ = recurrence::none;
    bool bad_nth_ = false;
    bool bad_day_ = false;
};

}  // namespace tessera
