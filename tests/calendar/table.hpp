// SPDX-License-Identifier: BSL-1.0
#pragma once

#include <ostream>
#include <string>
#include <string_view>
#include <vector>

#include <tessera/calendar/date.hpp>
#include <tessera/calendar/instant.hpp>
#include <tessera/calendar/period.hpp>
#include <tessera/calendar/text.hpp>

/// Golden tables of the calendar: one case a line, columns parted by `|`, read as a shop owner would read
/// them.

namespace tessera {

// Failing checks print dates as dates.
inline std::ostream& operator<<(std::ostream& out, date day) { return out << to_text(day).view(); }
inline std::ostream& operator<<(std::ostream& out, errc code) { return out << message(code); }
inline std::ostream& operator<<(std::ostream& out, instant at) { return out << to_text(at).view(); }
inline std::ostream& operator<<(std::ostream& out, local_time time) { return out << to_text(time).view(); }
inline std::ostream& operator<<(std::ostream& out, period days) {
    return out << days.begin << " to " << days.end;
}

}  // namespace tessera

namespace calendar_tests {

inline std::string trimmed(std::string_view text) {
    auto const first = text.find_first_not_of(' ');
    if (first == std::string_view::npos) return {};
    return std::string(text.substr(first, text.find_last_not_of(' ') - first + 1));
}

/// Returns: the table's lines, each as its columns; blank lines are left out.
inline std::vector<std::vector<std::string>> rows(std::string_view table) {
    std::vector<std::vector<std::string>> found;
    while (!table.empty()) {
        auto const line_end = table.find('\n');
        std::string_view line = table.substr(0, line_end);
        table.remove_prefix(line_end == std::string_view::npos ? table.size() : line_end + 1);
        if (trimmed(line).empty()) continue;
        auto& row = found.emplace_back();
        for (auto bar = line.find('|'); bar != std::string_view::npos; bar = line.find('|')) {
            row.push_back(trimmed(line.substr(0, bar)));
            line.remove_prefix(bar + 1);
        }
        row.push_back(trimmed(line));
    }
    return found;
}

/// Returns: the date of a table's cell, `never` and `always` included. A cell that is no date reads as year
/// 1400, which no table means.
inline tessera::date day(std::string const& cell) {
    if (cell == "never") return tessera::date::never();
    if (cell == "always") return tessera::date::min();
    auto const read = tessera::parse_date(cell);
    return read ? *read : tessera::date_of(1400, 1, 1);
}

}  // namespace calendar_tests
