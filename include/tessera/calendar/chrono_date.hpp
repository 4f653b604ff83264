// SPDX-License-Identifier: BSL-1.0
#pragma once

#include <chrono>
#include <cstdint>

#include <tessera/calendar/date.hpp>
#include <tessera/calendar/instant.hpp>
#include <tessera/core/result.hpp>

/// Floor 1, opt-in. Dates and instants from and to `std::chrono`.

namespace tessera {

/// Preconditions: `in_calendar(day)`.
[[nodiscard]] constexpr std::chrono::sys_days to_sys_days(date day) noexcept {
    TESSERA_EXPECTS(in_calendar(day));
    return std::chrono::sys_days{std::chrono::days{day.day}};
}

/// Preconditions: `in_calendar(day)`.
[[nodiscard]] constexpr std::chrono::year_month_day to_year_month_day(date day) noexcept {
    ymd const parts = to_ymd(day);
    return {std::chrono::year{parts.year}, std::chrono::month{parts.month}, std::chrono::day{parts.day}};
}

/// Fails with: `errc::invalid_date` outside of the years 1400 to 9999.
[[nodiscard]] constexpr result<date> from_chrono(std::chrono::sys_days day) noexcept {
    date const made = detail::date_of_number(day.time_since_epoch().count());
    if (!in_calendar(made)) return errc::invalid_date;
    return made;
}

/// Fails with: `errc::invalid_date` where `!day.ok()`, and outside of the years 1400 to 9999.
[[nodiscard]] constexpr result<date> from_chrono(std::chrono::year_month_day day) noexcept {
    return date::from(int{day.year()}, static_cast<int>(unsigned{day.month()}),
                      static_cast<int>(unsigned{day.day()}));
}

[[nodiscard]] constexpr std::chrono::sys_seconds to_sys_seconds(instant at) noexcept {
    return std::chrono::sys_seconds{std::chrono::seconds{at.seconds}};
}

/// Returns: the instant; a finer clock is first rounded down with `std::chrono::floor`.
[[nodiscard]] constexpr instant from_chrono(std::chrono::sys_seconds at) noexcept {
    return {at.time_since_epoch().count()};
}

}  // namespace tessera
