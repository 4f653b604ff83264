// SPDX-License-Identifier: BSL-1.0
#pragma once

#include <cstddef>
#include <cstdint>
#include <string_view>

#include <tessera/calendar/date.hpp>
#include <tessera/calendar/instant.hpp>
#include <tessera/core/result.hpp>

/// Floor 1. Dates and times as ISO 8601 and RFC 3339 write them, read strictly and written without a locale.

namespace tessera {

/// A date or time as text, held in place.
class calendar_text {
public:
    [[nodiscard]] constexpr std::string_view view() const noexcept { return {chars_, size_}; }

    constexpr void add(char c) noexcept { chars_[size_++] = c; }
    constexpr void add(std::string_view text) noexcept {
        for (char const c : text) add(c);
    }
    /// Effects: appends the last `digits` decimal digits of `number`. Preconditions: `number >= 0`.
    constexpr void add(int number, int digits) noexcept {
        size_ = static_cast<std::uint8_t>(size_ + digits);
        for (int at = 1; at <= digits; ++at, number /= 10)
            chars_[size_ - at] = static_cast<char>('0' + number % 10);
    }

private:
    static constexpr std::size_t longest = std::string_view("2026-11-21T08:26:00Z").size();
    char chars_[longest] = {};
    std::uint8_t size_ = 0;
};

/// Returns: such as `2026-11-21`; `always` for `date::min()`, `never` for `date::never()`.
[[nodiscard]] constexpr calendar_text to_text(date day) noexcept {
    calendar_text text;
    if (!in_calendar(day)) {
        text.add(day < detail::first_day ? std::string_view("always") : std::string_view("never"));
        return text;
    }
    ymd const parts = to_ymd(day);
    text.add(parts.year, 4);
    text.add('-');
    text.add(parts.month, 2);
    text.add('-');
    text.add(parts.day, 2);
    return text;
}

/// Returns: such as `2026-11-21T08:26:00`, without a zone.
[[nodiscard]] constexpr calendar_text to_text(local_time time) noexcept {
    calendar_text text = to_text(time.day);
    text.add('T');
    text.add(time.second / 3600, 2);
    text.add(':');
    text.add(time.second / 60 % 60, 2);
    text.add(':');
    text.add(time.second % 60, 2);
    return text;
}

/// Returns: such as `2026-11-21T08:26:00Z`.
[[nodiscard]] constexpr calendar_text to_text(instant at) noexcept {
    calendar_text text = to_text(to_local(at, 0));
    text.add('Z');
    return text;
}

namespace detail {

/// Reads from the front of a text; once something does not fit, nothing fits any more.
struct text_reader {
    std::string_view rest;
    bool fits = true;

    /// Returns: the number of exactly `digits` decimal digits.
    constexpr int number(std::size_t digits) noexcept {
        int value = 0;
        fits = fits && rest.size() >= digits;
        for (std::size_t at = 0; fits && at < digits; ++at) {
            fits = '0' <= rest[at] && rest[at] <= '9';
            value = value * 10 + (rest[at] - '0');
        }
        if (fits) rest.remove_prefix(digits);
        return value;
    }
    /// Returns: whether one of `wanted` was next, which is then read.
    constexpr bool skip(std::string_view wanted) noexcept {
        bool const found = fits && !rest.empty() && wanted.find(rest.front()) != std::string_view::npos;
        if (found) rest.remove_prefix(1);
        return found;
    }
    constexpr void expect(std::string_view wanted) noexcept { fits = skip(wanted); }
};

[[nodiscard]] constexpr result<date> read_date(text_reader& reader) noexcept {
    int const year = reader.number(4);
    reader.expect("-");
    int const month = reader.number(2);
    reader.expect("-");
    int const day = reader.number(2);
    if (!reader.fits) return errc::malformed_date;
    return date::from(year, month, day);
}

/// Returns: the seconds of `hh:mm`, and of `:ss` and its decimals, which are dropped, where `with_seconds`.
[[nodiscard]] constexpr int read_clock(text_reader& reader, bool with_seconds) noexcept {
    int const hours = reader.number(2);
    reader.expect(":");
    int const minutes = reader.number(2);
    int seconds = 0;
    if (with_seconds) {
        reader.expect(":");
        seconds = reader.number(2);
        if (reader.skip(".,")) {
            reader.number(1);
            while (reader.skip("0123456789")) {
            }
        }
    }
    reader.fits = reader.fits && hours < 24 && minutes < 60 && seconds < 60;
    return hours * 3600 + minutes * 60 + seconds;
}

[[nodiscard]] constexpr result<local_time> read_local_time(text_reader& reader) noexcept {
    auto const day = read_date(reader);
    if (!day) return day.error();
    reader.expect("Tt ");
    int const second = read_clock(reader, true);
    if (!reader.fits) return errc::malformed_date;
    return local_time{*day, second};
}

}  // namespace detail

/// Returns: the day written as `2010-12-01`.
/// Fails with: `errc::malformed_date`; `errc::invalid_date` for 2010-02-30 and years before 1400.
[[nodiscard]] constexpr result<date> parse_date(std::string_view text) noexcept {
    detail::text_reader reader{text};
    auto const day = detail::read_date(reader);
    if (day && !reader.rest.empty()) return errc::malformed_date;
    return day;
}

/// Returns: the time written as `2010-12-01T08:26:00`, a blank for the T allowed, decimals dropped.
/// Fails with: as `parse_date`; `errc::malformed_date` too for a zone behind it and for a 60th second.
[[nodiscard]] constexpr result<local_time> parse_local_time(std::string_view text) noexcept {
    detail::text_reader reader{text};
    auto const time = detail::read_local_time(reader);
    if (time && !reader.rest.empty()) return errc::malformed_date;
    return time;
}

/// Returns: the instant written as `2010-12-01T08:26:00Z` or with an offset as in `+01:00` (RFC 3339).
/// Fails with: as `parse_date`; `errc::malformed_date` too where the offset is missing.
[[nodiscard]] constexpr result<instant> parse_instant(std::string_view text) noexcept {
    detail::text_reader reader{text};
    auto const time = detail::read_local_time(reader);
    if (!time) return time.error();
    int offset = 0;
    if (!reader.skip("Zz")) {
        bool const west = reader.skip("-");
        if (!west) reader.expect("+");
        offset = detail::read_clock(reader, false);
        if (west) offset = -offset;
    }
    if (!reader.fits || !reader.rest.empty()) return errc::malformed_date;
    return to_instant(*time, offset);
}

}  // namespace tessera
