// SPDX-License-Identifier: BSL-1.0
#pragma once

#include <cstddef>
#include <cstdint>
#include <span>

#include <tessera/calendar/date.hpp>
#include <tessera/calendar/instant.hpp>
#include <tessera/core/result.hpp>

/// Floor 1. A time zone as a table: what its clocks' offset from UTC was, and when it changed. Where the
/// rules come from (a name, a POSIX rule, a fixed offset) is settled when the table is made, so that the same
/// program gives the same business day on every machine, with or without a zone database.

namespace tessera {

/// From this instant on, clocks are this far ahead of UTC.
struct transition {
    instant from{};
    std::int32_t offset_seconds = 0;

    friend constexpr bool operator==(transition const&, transition const&) noexcept = default;
};

/// A view of a zone's table: the instants from `begin` to before `end`, the offset at `begin`, the changes
/// after it. It does not own the changes; `zone_table` (`zone_table.hpp`) does.
class zone {
public:
    /// UTC.
    constexpr zone() noexcept = default;

    /// Preconditions: `sound(begin, end, offset_seconds, changes)`, and `changes` outlive the view.
    constexpr zone(instant begin, instant end, std::int32_t offset_seconds,
                   std::span<transition const> changes) noexcept
        : begin_(begin), end_(end), changes_(changes), offset_seconds_(offset_seconds) {}

    /// A zone whose clocks never change, at all times.
    [[nodiscard]] static constexpr zone fixed(std::int32_t offset_seconds) noexcept {
        return {instant::min(), instant::max(), offset_seconds, {}};
    }

    /// Returns: whether the parts are a table: offsets below a day, changes inside of the table, and so far
    /// apart that no two of them touch one reading of the clock.
    [[nodiscard]] static constexpr bool sound(instant begin, instant end, std::int32_t offset_seconds,
                                              std::span<transition const> changes) noexcept {
        if (!is_offset(offset_seconds) || end < begin) return false;
        for (std::size_t at = 0; at < changes.size(); ++at) {
            transition const& change = changes[at];
            if (!is_offset(change.offset_seconds) || change.from <= begin || change.from >= end) return false;
            if (at == 0) continue;
            transition const& last = changes[at - 1];
            std::int32_t const before = at == 1 ? offset_seconds : changes[at - 2].offset_seconds;
            std::int64_t const gap = change.from.seconds - last.from.seconds;
            if (gap <= 0 || gap <= before - last.offset_seconds) return false;
        }
        return true;
    }

    [[nodiscard]] constexpr instant begin() const noexcept { return begin_; }
    [[nodiscard]] constexpr instant end() const noexcept { return end_; }
    /// The offset at `begin()`.
    [[nodiscard]] constexpr std::int32_t offset_seconds() const noexcept { return offset_seconds_; }
    [[nodiscard]] constexpr std::span<transition const> changes() const noexcept { return changes_; }

    /// Returns: how many seconds clocks are ahead of UTC.
    /// Fails with: `errc::outside_zone_table`. Complexity: logarithmic in the number of changes.
    [[nodiscard]] constexpr result<std::int32_t> offset_at(instant at) const noexcept {
        if (at < begin_ || at >= end_) return errc::outside_zone_table;
        return offset_after(count_changes(at.seconds, false));
    }

    /// Returns: the instant at which clocks show `time`.
    ///
    /// A reading that comes twice, when clocks are set back, is its first time. One that is left out, when
    /// they are set forward, is taken as if they had not been: 02:30 in a gap from 02:00 to 03:00 is 03:30.
    /// Fails with: `errc::outside_zone_table`. Complexity: logarithmic in the number of changes.
    [[nodiscard]] constexpr result<instant> instant_of(local_time time) const noexcept {
        if (!in_calendar(time.day)) return errc::outside_zone_table;
        std::int64_t const wall = detail::wall_seconds(time);
        std::size_t const passed = count_changes(wall, true);
        std::int32_t offset = offset_after(passed);
        if (passed > 0 && wall - offset < changes_[passed - 1].from.seconds)
            offset = offset_after(passed - 1);
        instant const at = to_instant(time, offset);
        if (at < begin_ || at >= end_) return errc::outside_zone_table;
        return at;
    }

private:
    [[nodiscard]] static constexpr bool is_offset(std::int32_t seconds) noexcept {
        return -detail::day_seconds < seconds && seconds < detail::day_seconds;
    }

    /// Returns: the offset in force after the first `passed` changes.
    [[nodiscard]] constexpr std::int32_t offset_after(std::size_t passed) const noexcept {
        return passed == 0 ? offset_seconds_ : changes_[passed - 1].offset_seconds;
    }

    /// Returns: how many changes came to `seconds`, of UTC or of the clock as it was until each change.
    [[nodiscard]] constexpr std::size_t count_changes(std::int64_t seconds,
                                                      bool by_the_clock) const noexcept {
        std::size_t low = 0;
        std::size_t high = changes_.size();
        while (low < high) {
            std::size_t const middle = low + (high - low) / 2;
            std::int64_t const ahead = by_the_clock ? offset_after(middle) : 0;
            if (changes_[middle].from.seconds + ahead <= seconds) {
                low = middle + 1;
            } else {
                high = middle;
            }
        }
        return low;
    }

    instant begin_ = instant::min();
    instant end_ = instant::max();
    std::span<transition const> changes_{};
    std::int32_t offset_seconds_ = 0;
};

/// Returns: the day on which a shop books what happens at `at`: the day on the wall, or the day before while
/// the clock shows less than `day_starts_at_seconds` after midnight.
/// Fails with: `errc::outside_zone_table`. Preconditions: the start is in the first 24 hours.
/// Example: for a bar whose day starts at 04:00, Sunday 02:30 is still Saturday.
/// Tested by: tests/calendar/zone.test.cpp.
[[nodiscard]] constexpr result<date> business_date(instant at, zone const& where,
                                                   std::int32_t day_starts_at_seconds = 0) noexcept {
    TESSERA_EXPECTS(0 <= day_starts_at_seconds && day_starts_at_seconds < detail::day_seconds);
    auto const offset = where.offset_at(at);
    if (!offset) return offset.error();
    local_time const wall = to_local(at, *offset);
    return wall.second < day_starts_at_seconds ? wall.day - 1 : wall.day;
}

}  // namespace tessera
