// SPDX-License-Identifier: BSL-1.0

#include <tessera/calendar/named_zone.hpp>

#include <chrono>
#include <cstdint>
#include <exception>
#include <fstream>
#include <iterator>
#include <stdexcept>
#include <string>
#include <utility>
#include <vector>

#include <date/tz.h>

#include <tessera/calendar/chrono_date.hpp>
#include <tessera/calendar/posix_zone.hpp>

namespace tessera {

namespace {

/// Returns: the closing rule of a zone file: the text between the file's last two line ends, empty where
/// there is none (RFC 8536, section 3.3).
std::string closing_rule(std::string const& name) {
    // Where the date library, too, looks for the database on Linux.
    std::ifstream file("/usr/share/zoneinfo/" + name, std::ios::binary);
    std::string const bytes{std::istreambuf_iterator<char>(file), {}};
    if (bytes.empty() || bytes.back() != '\n') return {};
    std::size_t const line_end = bytes.rfind('\n', bytes.size() - 2);
    if (line_end == std::string::npos) return {};
    return bytes.substr(line_end + 1, bytes.size() - line_end - 2);
}

/// What the database lists of a zone between two instants.
struct listed_changes {
    std::int32_t offset_seconds = 0;  ///< at the beginning
    std::vector<transition> changes;
    instant last_entry;  ///< after it the closing rule goes on
};

listed_changes changes_between(::date::time_zone const& zone, instant begin, instant end) {
    auto info = zone.get_info(to_sys_seconds(begin));
    listed_changes listed{static_cast<std::int32_t>(info.offset.count()), {}, from_chrono(info.begin)};
    // The database ends each zone with an entry that has no end before the year 32767.
    while (from_chrono(info.end) < end) {
        info = zone.get_info(info.end);
        listed.changes.push_back({from_chrono(info.begin), static_cast<std::int32_t>(info.offset.count())});
        listed.last_entry = from_chrono(info.begin);
    }
    return listed;
}

result<zone_table> load(std::string const& name, int first_year, int last_year) {
    ::date::time_zone const* const zone = ::date::locate_zone(name);
    instant const begin = detail::table_begin(first_year);
    instant const end = detail::table_end(last_year);
    listed_changes listed = changes_between(*zone, begin, end);

    // The last entry stands for all time after it only where the closing rule agrees.
    std::string const rule = closing_rule(name);
    bool const is_last =
        from_chrono(zone->get_info(to_sys_seconds({end.seconds - 1})).end) > detail::table_end(9998);
    if (is_last && !rule.empty()) {
        auto const after = posix_zone(rule, first_year, last_year);
        if (!after || listed.changes.empty()) return after;
        for (transition const& change : after->view().changes()) {
            if (change.from > listed.last_entry) listed.changes.push_back(change);
        }
    }
    return zone_table::make(begin, end, listed.offset_seconds, std::move(listed.changes));
}

}  // namespace

result<zone_table> load_zone(std::string_view iana_name, int first_year, int last_year) noexcept {
    if (first_year <= detail::first_year || last_year >= detail::last_year || last_year < first_year) {
        return errc::invalid_date;
    }
    try {
        return load(std::string(iana_name), first_year, last_year);
    } catch (std::exception const&) {
        return errc::unknown_zone;
    }
}

std::vector<std::string> zone_names() {
    std::vector<std::string> names;
    try {
        for (::date::time_zone const& zone : ::date::get_tzdb().zones) names.push_back(zone.name());
    } catch (std::runtime_error const&) {
        names.clear();  // no database
    }
    return names;
}

}  // namespace tessera
