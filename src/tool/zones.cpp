// SPDX-License-Identifier: BSL-1.0
#include "tool/zones.hpp"

#include <string>
#include <utility>
#include <vector>

#ifdef TESSERA_WITH_ZONES
#include <tessera/calendar/named_zone.hpp>
#endif

#include "document/json.hpp"
#include "document/reader.hpp"
#include "document/sort_by.hpp"

namespace tessera::tool {

namespace {

/// Returns: the names of all zones; none where none can be looked up.
std::vector<std::string> known_zones() {
#ifdef TESSERA_WITH_ZONES
    return zone_names();
#else
    return {};
#endif
}

/// Returns: whether there is the zone: one can be loaded under a name that the list does not have.
bool is_zone([[maybe_unused]] std::string_view name) {
#ifdef TESSERA_WITH_ZONES
    return load_zone(name, 2000, 2000).has_value();
#else
    return true;
#endif
}

}  // namespace

std::optional<document::problem> zone_problem(std::string_view text) {
    namespace json = boost::json;
    boost::system::error_code wrong;
    if (text.size() > document::limits{}.bytes) return {};
    json::value const all = json::parse(text, wrong);
    json::object const* const document = wrong ? nullptr : all.if_object();
    json::value const* const zone = document != nullptr ? document->if_contains("zone") : nullptr;
    if (zone == nullptr || !zone->is_string() || zone->get_string().empty()) return {};
    if (is_zone(zone->get_string())) return {};
    std::vector<std::string> const known = known_zones();
    if (known.empty()) return {};
    document::place const there = document::find_in(text, "/zone", false);
    return document::problem{.code = errc::unknown_zone,
                             .pointer = "/zone",
                             .line = there.line,
                             .column = there.column,
                             .value = document::shown(*zone),
                             .remedy = document::meant_or(zone->get_string(), {known.begin(), known.end()},
                                                          "a name of the tz database: \"Europe/Berlin\"")};
}

document::making load_program(std::string_view text) {
    document::making done = document::load_program(text);
    if (auto wrong = zone_problem(text)) {
        done.made.clear();
        done.problems.push_back(std::move(*wrong));
        document::sort_by(done.problems,
                          [](document::problem const& p) { return std::pair(p.line, p.column); });
    }
    return done;
}

}  // namespace tessera::tool
