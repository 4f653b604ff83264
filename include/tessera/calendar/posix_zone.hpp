// SPDX-License-Identifier: BSL-1.0
#pragma once

#include <algorithm>
#include <cstddef>
#include <cstdint>
#include <exception>
#include <iterator>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

#include <boost/date_time/local_time/posix_time_zone.hpp>

#include <tessera/calendar/boost_date.hpp>
#include <tessera/calendar/zone_table.hpp>
#include <tessera/core/result.hpp>

/// Floor 1, opt-in. A zone from the one-line rule of POSIX (the environment variable TZ, and the last line of
/// a zone file), for tills that have no zone database.

namespace tessera {

namespace detail {

/// What a POSIX rule says, with offsets ahead of UTC.
struct posix_rule {
    /// A change: the day as the rule writes it, and seconds after that day's midnight, which may be on
    /// another.
    struct change {
        std::string_view day;
        std::int32_t second = 0;
    };

    std::int32_t standard_offset = 0;
    std::int32_t summer_offset = 0;
    bool has_summer = false;
    change summer_begins;
    change summer_ends;
};

/// Reads a POSIX rule from the front; once something does not fit, nothing fits any more.
struct posix_rule_reader {
    std::string_view rest;
    bool fits = true;

    bool skip(char wanted) noexcept {
        bool const found = fits && !rest.empty() && rest.front() == wanted;
        if (found) rest.remove_prefix(1);
        return found;
    }
    bool next_is(char first, char last) const noexcept {
        return fits && !rest.empty() && first <= rest.front() && rest.front() <= last;
    }
    bool is_digit_or_sign() const noexcept {
        return next_is('0', '9') || next_is('+', '+') || next_is('-', '-');
    }
    /// Returns: a number of 1 to 3 digits, `lowest` to `highest`.
    std::int32_t number(std::int32_t lowest, std::int32_t highest) noexcept {
        std::int32_t value = 0;
        int digits = 0;
        for (; digits < 3 && next_is('0', '9'); ++digits) {
            value = value * 10 + (rest.front() - '0');
            rest.remove_prefix(1);
        }
        fits = fits && digits > 0 && lowest <= value && value <= highest;
        return value;
    }
    /// Effects: skips `CET` or `<+03>`, of at least three characters.
    void name() noexcept {
        std::size_t length = 0;
        bool const quoted = skip('<');
        while (next_is('A', 'Z') || next_is('a', 'z') || (quoted && is_digit_or_sign())) {
            rest.remove_prefix(1);
            ++length;
        }
        fits = fits && length >= 3 && (!quoted || skip('>'));
    }
    /// Returns: the seconds of `[+|-]hh[:mm[:ss]]`.
    std::int32_t time(std::int32_t highest_hour) noexcept {
        bool const negative = skip('-');
        if (!negative) skip('+');
        std::int32_t seconds = number(0, highest_hour) * 3600;
        if (skip(':')) seconds += number(0, 59) * 60;
        if (skip(':')) seconds += number(0, 59);
        return negative ? -seconds : seconds;
    }
    /// Returns: `,Mm.w.d[/time]`, the time 02:00 where it is left out.
    posix_rule::change change() noexcept {
        fits = skip(',');
        std::string_view const from = rest;
        fits = skip('M');
        number(1, 12);
        fits = skip('.');
        number(1, 5);
        fits = skip('.');
        number(0, 6);
        std::string_view const day = from.substr(0, from.size() - rest.size());
        return {day, skip('/') ? time(167) : 2 * 3600};
    }
};

[[nodiscard]] inline result<posix_rule> read_posix_rule(std::string_view text) noexcept {
    posix_rule_reader reader{text};
    posix_rule rule;
    reader.name();
    rule.standard_offset = -reader.time(24);  // POSIX counts westward
    if (reader.fits && !reader.rest.empty()) {
        rule.has_summer = true;
        reader.name();
        bool const stated = !reader.rest.empty() && reader.rest.front() != ',';
        rule.summer_offset = stated ? -reader.time(24) : rule.standard_offset + 3600;
        rule.summer_begins = reader.change();
        rule.summer_ends = reader.change();
    }
    if (!reader.fits || !reader.rest.empty()) return errc::malformed_zone;
    return rule;
}

/// Returns: the first instant that the tables of these years hold: a day before the first year begins in UTC,
/// so that every clock's reading of those years is inside.
/// Preconditions: the years are inside of the calendar's, in order.
[[nodiscard]] constexpr instant table_begin(int first_year_held) noexcept {
    return to_instant({date_of_parts({first_year_held, 1, 1}) - 1, 0}, 0);
}
[[nodiscard]] constexpr instant table_end(int last_year_held) noexcept {
    return to_instant({date_of_parts({last_year_held, 12, 31}) + 2, 0}, 0);
}

}  // namespace detail

/// Returns: the table of a POSIX rule for all readings of the clock in these years (1401 to 9998).
///
/// The days of the rule are found by Boost's `posix_time_zone`, which reads a dialect of its own: there
/// `CET+1` is ahead of UTC, here it is written `CET-1`, as POSIX and the zone files write it. Names may be
/// quoted (`<+03>-3`), and a change may be up to 167 hours from its day's midnight (RFC 8536, section 3.3.1).
/// Fails with: `errc::malformed_zone` for what is no such rule, or counts days of the year (`J60`, `59`)
/// instead of weekdays of a month; `errc::invalid_date` for the years. Example:
/// `posix_zone("CET-1CEST,M3.5.0,M10.5.0/3", 2020, 2040)`. Tested by: tests/calendar/posix_zone.test.cpp.
[[nodiscard]] inline result<zone_table> posix_zone(std::string_view text, int first_year, int last_year) {
    if (first_year <= detail::first_year || last_year >= detail::last_year || last_year < first_year) {
        return errc::invalid_date;
    }
    auto const rule = detail::read_posix_rule(text);
    if (!rule) return rule.error();
    instant const begin = detail::table_begin(first_year);
    instant const end = detail::table_end(last_year);
    if (!rule->has_summer) return zone_table::make(begin, end, rule->standard_offset, {});

    std::string const days = "STD+00DST," + std::string(rule->summer_begins.day) + "/00," +
                             std::string(rule->summer_ends.day) + "/00";
    std::vector<transition> changes;
    try {
        boost::local_time::posix_time_zone const boost_rule(days);
        for (int year = first_year - 1; year <= last_year + 1; ++year) {
            auto const boost_year = static_cast<unsigned short>(year);
            auto const summer = from_boost(boost_rule.dst_local_start_time(boost_year).date());
            auto const winter = from_boost(boost_rule.dst_local_end_time(boost_year).date());
            if (!summer || !winter) return errc::malformed_zone;
            instant const summer_begins =
                to_instant({*summer, rule->summer_begins.second}, rule->standard_offset);
            instant const summer_ends = to_instant({*winter, rule->summer_ends.second}, rule->summer_offset);
            changes.push_back({summer_begins, rule->summer_offset});
            changes.push_back({summer_ends, rule->standard_offset});
        }
    } catch (std::exception const&) {
        return errc::malformed_zone;
    }
    std::ranges::sort(changes, {}, &transition::from);
    // What changed before the table begins decides the offset it begins with.
    auto const inside = std::ranges::upper_bound(changes, begin, {}, &transition::from);
    std::int32_t const offset = std::prev(inside)->offset_seconds;
    changes.erase(changes.begin(), inside);
    std::erase_if(changes, [end](transition const& change) { return change.from >= end; });
    return zone_table::make(begin, end, offset, std::move(changes));
}

}  // namespace tessera
