// SPDX-License-Identifier: BSL-1.0
#pragma once

#include <compare>
#include <cstdint>

#include <tessera/calendar/date.hpp>
#include <tessera/calendar/period.hpp>
#include <tessera/core/config.hpp>
#include <tessera/core/errc.hpp>

/// Floor 1. How long what happened keeps counting. A window answers one question, when a tally stops, and
/// answers it when the tally is made: a window is an expiry, and nothing is ever scanned for age.

namespace tessera {

enum class window_kind : std::uint8_t { lifetime, calendar, rolling_days, rolling_months, membership_year };

/// What a rolling window stops together: every day on its own, or the days of one week (from Monday) or
/// month. Coarser means fewer tallies to keep.
enum class resolution : std::uint8_t { day, week, month };

/// A span of time over which a measure, a cap or a tier counts. An amount of day `on` counts on every day
/// from `on` to the day before `expires(on, joined)`.
///
/// | window                      | an amount stops counting                                             |
/// |-----------------------------|----------------------------------------------------------------------|
/// | lifetime                    | never                                                                |
/// | calendar                    | at the end of its calendar period                                    |
/// | rolling days n, by day      | n days after its day                                                 |
/// | rolling months n, by day    | n months after its day (`add_months`)                                |
/// | rolling, by week or month   | at the first start of a week (Monday) or month after the day it would|
/// |                             | stop by day                                                          |
/// | membership year             | on the next anniversary of joining, 29 February on the 28th          |
///
/// So by week or month an amount counts at least a day and at most one whole bucket longer than by day, and
/// all amounts that stop on one day are one bucket. Twelve months by month: all of March 2026 stops on
/// 1 April 2027. Four weeks (28 days) by week: all of a week stops on the Monday five weeks after its own.
///
/// For every window, with `check() == errc::ok`: `expires(on) > on`, and a later day never stops earlier.
/// Tested by: tests/calendar/window.test.cpp.
class window {
public:
    /// A lifetime.
    constexpr window() noexcept = default;

    [[nodiscard]] static constexpr window lifetime() noexcept { return {}; }

    /// Calendar periods of which one begins on `anchor`: see `weeks_from`, `months_from`, `years_from`.
    [[nodiscard]] static constexpr window calendar(calendar_unit unit,
                                                   date anchor = calendar_anchor) noexcept {
        window made{window_kind::calendar};
        made.unit_ = unit;
        made.start_ = in_calendar(anchor) ? to_ymd(anchor) : no_start;
        return made;
    }

    [[nodiscard]] static constexpr window rolling_days(std::int32_t days, resolution by) noexcept {
        return rolling(window_kind::rolling_days, days, by);
    }
    [[nodiscard]] static constexpr window rolling_months(std::int32_t months, resolution by) noexcept {
        return rolling(window_kind::rolling_months, months, by);
    }

    /// Years from the day a member joined.
    [[nodiscard]] static constexpr window membership_year() noexcept {
        return window{window_kind::membership_year};
    }

    /// Returns: `errc::ok`, or `errc::invalid_window` for a length below one or beyond the calendar, or a
    /// start that no period has. The other functions ask for a window that passes.
    [[nodiscard]] constexpr errc check() const noexcept {
        bool sound = true;
        if (kind_ == window_kind::calendar) sound = start_ != no_start;
        if (kind_ == window_kind::rolling_days) sound = 1 <= length_ && length_ <= days_max;
        if (kind_ == window_kind::rolling_months) sound = 1 <= length_ && length_ <= months_max;
        return sound ? errc::ok : errc::invalid_window;
    }

    [[nodiscard]] constexpr window_kind kind() const noexcept { return kind_; }
    [[nodiscard]] constexpr bool rolling() const noexcept {
        return kind_ == window_kind::rolling_days || kind_ == window_kind::rolling_months;
    }
    /// Of a calendar window.
    [[nodiscard]] constexpr calendar_unit unit() const noexcept { return unit_; }
    /// Of a calendar window.
    [[nodiscard]] constexpr date anchor() const noexcept {
        return start_ == no_start ? date::min() : detail::date_of_parts(start_);
    }
    /// Days or months of a rolling window.
    [[nodiscard]] constexpr std::int32_t length() const noexcept { return length_; }
    /// Of a rolling window.
    [[nodiscard]] constexpr resolution by() const noexcept { return by_; }

    /// Returns: the first day on which what happened `on` no longer counts, for a member who joined on
    /// `joined` (read by a membership year only, which asks for `in_calendar(joined)`). Complexity: constant.
    [[nodiscard]] TESSERA_INLINE constexpr date expires(date on, date joined) const noexcept {
        switch (kind_) {
            case window_kind::lifetime: return date::never();
            case window_kind::calendar: return calendar_period(on).end;
            case window_kind::rolling_days: return bucket_end(on + length_);
            case window_kind::rolling_months: return bucket_end(add_months(on, length_));
            case window_kind::membership_year:
                return detail::period_from(on, calendar_unit::year, to_ymd(joined)).end;
        }
        return date::never();
    }

    /// Returns: the period of a lifetime, calendar or membership window that holds `on`.
    /// Preconditions: `!rolling()`: a rolling window has no periods.
    [[nodiscard]] constexpr period period_at(date on, date joined) const noexcept {
        TESSERA_EXPECTS(!rolling());
        if (kind_ == window_kind::calendar) return calendar_period(on);
        if (kind_ == window_kind::membership_year) return period_of(on, calendar_unit::year, joined);
        return {date::min(), date::never()};
    }

    /// Returns: the most days on which amounts that count on one day can stop: how many tallies a member has
    /// at once, at most. 1 where the window does not roll.
    [[nodiscard]] constexpr std::int32_t max_buckets() const noexcept {
        if (!rolling()) return 1;
        bool const months = kind_ == window_kind::rolling_months;
        // From above: a month has at most 31 days and a year 366. Of k month starts the outer two are at
        // least (k - 1) * 365 / 12 days less one month apart, so n days hold at most (n - 1) * 12 / 365 + 2
        // of them.
        std::int32_t const days = months ? length_ / 12 * 366 + length_ % 12 * 31 : length_;
        if (by_ == resolution::day) return days;
        if (by_ == resolution::week) return (days + 6) / 7 + 1;
        if (months) return length_ + 1;
        return static_cast<std::int32_t>((std::int64_t{days} - 1) * 12 / 365) + 3;
    }

    friend constexpr bool operator==(window const&, window const&) noexcept = default;

private:
    static constexpr ymd no_start{0, 0, 0};
    static constexpr ymd plain_start = to_ymd(calendar_anchor);
    static constexpr std::int32_t days_max = detail::last_day.day - detail::first_day.day;
    static constexpr std::int32_t months_max = (detail::last_year - detail::first_year) * 12;

    constexpr explicit window(window_kind kind) noexcept : kind_(kind) {}

    [[nodiscard]] static constexpr window rolling(window_kind kind, std::int32_t length,
                                                  resolution by) noexcept {
        window made{kind};
        made.length_ = length;
        made.by_ = by;
        return made;
    }

    TESSERA_INLINE constexpr period calendar_period(date on) const noexcept {
        TESSERA_EXPECTS(start_ != no_start);
        return detail::period_from(on, unit_, start_);
    }

    /// Returns: `stop` itself by day, else the first start of a week or month after it.
    [[nodiscard]] constexpr date bucket_end(date stop) const noexcept {
        if (by_ == resolution::day) return stop;
        auto const unit = by_ == resolution::week ? calendar_unit::week : calendar_unit::month;
        return detail::period_from(stop, unit, plain_start).end;
    }

    window_kind kind_ = window_kind::lifetime;
    calendar_unit unit_ = calendar_unit::day;
    resolution by_ = resolution::day;
    std::int32_t length_ = 0;
    ymd start_ = no_start;  // parts, so that a period is found without taking the anchor apart each time
};

}  // namespace tessera
