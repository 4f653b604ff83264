// SPDX-License-Identifier: BSL-1.0
#pragma once

#include <compare>
#include <cstdint>

#include <tessera/calendar/date.hpp>

/// Floor 1. A point in time, and the reading of a clock on a wall. They are two types because only a zone
/// (`zone.hpp`) or a stated offset turns one into the other.

namespace tessera {

/// A point in time: seconds since 1970-01-01T00:00:00 UTC, every day 86 400 of them.
struct instant {
    std::int64_t seconds = 0;

    [[nodiscard]] static constexpr instant min() noexcept { return {INT64_MIN}; }
    [[nodiscard]] static constexpr instant max() noexcept { return {INT64_MAX}; }

    friend constexpr auto operator<=>(instant const&, instant const&) noexcept = default;
};

/// What calendar and clock on a wall show, without saying where.
struct local_time {
    date day{};
    std::int32_t second = 0;  ///< of the day, 0 to 86 399

    friend constexpr auto operator<=>(local_time const&, local_time const&) noexcept = default;
};

namespace detail {

inline constexpr std::int32_t day_seconds = 86'400;

/// Returns: seconds from 1970-01-01T00:00:00 on that wall to `time`.
[[nodiscard]] constexpr std::int64_t wall_seconds(local_time time) noexcept {
    return std::int64_t{time.day.day} * day_seconds + time.second;
}

}  // namespace detail

/// Returns: what a wall shows whose clock is `offset_seconds` ahead of UTC; midnight of `date::min()` or
/// `date::never()` outside of the years 1400 to 9999. Preconditions: the offset is less than a day.
[[nodiscard]] constexpr local_time to_local(instant at, std::int32_t offset_seconds) noexcept {
    TESSERA_EXPECTS(-detail::day_seconds < offset_seconds && offset_seconds < detail::day_seconds);
    // The day first, so that no instant overflows.
    std::int64_t const utc_second = detail::floor_mod(at.seconds, detail::day_seconds);
    std::int64_t const utc_day =
        at.seconds / detail::day_seconds - (at.seconds % detail::day_seconds < 0 ? 1 : 0);
    std::int64_t const shifted = utc_second + offset_seconds;
    std::int64_t const second = detail::floor_mod(shifted, detail::day_seconds);
    date const day = detail::date_of_number(utc_day + (shifted - second) / detail::day_seconds);
    return {day, in_calendar(day) ? static_cast<std::int32_t>(second) : 0};
}

/// Returns: when a wall whose clock is `offset_seconds` ahead of UTC shows `time`.
[[nodiscard]] constexpr instant to_instant(local_time time, std::int32_t offset_seconds) noexcept {
    return {detail::wall_seconds(time) - offset_seconds};
}

}  // namespace tessera
