// SPDX-License-Identifier: BSL-1.0

#include <algorithm>
#include <string>

#include <tessera/calendar/named_zone.hpp>
#include <tessera/calendar/posix_zone.hpp>

#include "calendar/table.hpp"
#include "support/catch.hpp"

using namespace tessera;
using calendar_tests::rows;

namespace {

template <class Value>
std::string outcome(result<Value> const& found) {
    return found ? std::string(to_text(*found).view()) : std::string(message(found.error()));
}

}  // namespace

TEST_CASE("business days around the world, from midnight and from four o'clock") {
    for (auto const& row : rows(R"(
        zone             | UTC                  | midnight   | four
        Europe/London    | 2010-12-01T08:26:00Z | 2010-12-01 | 2010-12-01
        Europe/London    | 2026-03-29T00:59:59Z | 2026-03-29 | 2026-03-28
        Europe/London    | 2026-03-29T03:00:00Z | 2026-03-29 | 2026-03-29
        Europe/London    | 2026-07-04T23:00:00Z | 2026-07-05 | 2026-07-04
        Europe/London    | 2026-10-25T03:59:59Z | 2026-10-25 | 2026-10-24
        America/New_York | 2026-03-08T04:59:59Z | 2026-03-07 | 2026-03-07
        America/New_York | 2026-03-08T05:00:00Z | 2026-03-08 | 2026-03-07
        America/New_York | 2026-03-08T08:00:00Z | 2026-03-08 | 2026-03-08
        America/New_York | 2026-11-01T08:59:59Z | 2026-11-01 | 2026-10-31
        America/New_York | 2026-11-01T09:00:00Z | 2026-11-01 | 2026-11-01
        Asia/Shanghai    | 2026-11-10T15:59:59Z | 2026-11-10 | 2026-11-10
        Asia/Shanghai    | 2026-11-10T16:00:00Z | 2026-11-11 | 2026-11-10
        Asia/Shanghai    | 1990-06-30T15:30:00Z | 1990-07-01 | 1990-06-30
        Pacific/Auckland | 2026-01-01T10:59:59Z | 2026-01-01 | 2026-01-01
        Pacific/Auckland | 2026-01-01T11:00:00Z | 2026-01-02 | 2026-01-01
        Pacific/Auckland | 2026-07-01T12:00:00Z | 2026-07-02 | 2026-07-01
        Pacific/Apia     | 2011-12-30T09:59:59Z | 2011-12-29 | 2011-12-29
        Pacific/Apia     | 2011-12-30T10:00:00Z | 2011-12-31 | 2011-12-30)")) {
        if (row[0] == "zone") continue;
        CAPTURE(row);
        auto const where = load_zone(row[0], 1980, 2030);
        auto const when = parse_instant(row[1]);
        REQUIRE(where.has_value());
        REQUIRE(when.has_value());
        CHECK(outcome(business_date(*when, where->view())) == row[2]);
        CHECK(outcome(business_date(*when, where->view(), 4 * 3600)) == row[3]);
    }
}

TEST_CASE("readings that come twice or never") {
    for (auto const& row : rows(R"(
        Europe/London    | 2026-03-29T01:30:00 | 2026-03-29T01:30:00Z
        Europe/London    | 2026-10-25T01:30:00 | 2026-10-25T00:30:00Z
        America/New_York | 2026-03-08T02:30:00 | 2026-03-08T07:30:00Z
        America/New_York | 2026-11-01T01:30:00 | 2026-11-01T05:30:00Z
        Asia/Shanghai    | 2026-03-29T02:30:00 | 2026-03-28T18:30:00Z
        Pacific/Auckland | 2026-09-27T02:30:00 | 2026-09-26T14:30:00Z
        Pacific/Auckland | 2026-04-05T02:30:00 | 2026-04-04T13:30:00Z
        Pacific/Apia     | 2011-12-30T12:00:00 | 2011-12-30T22:00:00Z)")) {
        CAPTURE(row);
        auto const where = load_zone(row[0], 2010, 2030);
        auto const wall = parse_local_time(row[1]);
        REQUIRE(where.has_value());
        REQUIRE(wall.has_value());
        CHECK(outcome(where->view().instant_of(*wall)) == row[2]);
    }
}

TEST_CASE("a name and its POSIX rule are one table, also where the database lists no more") {
    for (auto const& row : rows(R"(
        Europe/Berlin    | CET-1CEST,M3.5.0,M10.5.0/3
        Europe/London    | GMT0BST,M3.5.0/1,M10.5.0
        America/New_York | EST5EDT,M3.2.0,M11.1.0
        Australia/Sydney | AEST-10AEDT,M10.1.0,M4.1.0/3
        Pacific/Auckland | NZST-12NZDT,M9.5.0,M4.1.0/3
        Asia/Shanghai    | CST-8)")) {
        for (auto const& [first, last] :
             {std::pair{2010, 2030}, {2030, 2060}, {2036, 2038}, {2040, 2045}, {2500, 2510}}) {
            CAPTURE(row, first, last);
            auto const named = load_zone(row[0], first, last);
            auto const ruled = posix_zone(row[1], first, last);
            REQUIRE(named.has_value());
            REQUIRE(ruled.has_value());
            CHECK(named->view().offset_seconds() == ruled->view().offset_seconds());
            CHECK(std::ranges::equal(named->view().changes(), ruled->view().changes()));
        }
    }
}

TEST_CASE("a zone that has changed its rules") {
    // Source: tz database, europe and asia files. Berlin had no summer time in the seventies; Shanghai had it
    // from 1986 to 1991.
    auto const berlin = load_zone("Europe/Berlin", 1970, 1990);
    REQUIRE(berlin.has_value());
    REQUIRE_FALSE(berlin->view().changes().empty());
    CHECK(outcome(result<instant>(berlin->view().changes().front().from)) == "1980-04-06T01:00:00Z");
    auto const shanghai = load_zone("Asia/Shanghai", 1980, 2100);
    REQUIRE(shanghai.has_value());
    REQUIRE(shanghai->view().changes().size() == 12);
    CHECK(outcome(result<instant>(shanghai->view().changes().back().from)) == "1991-09-14T17:00:00Z");
}

TEST_CASE("the names of the zones are those that can be loaded") {
    std::vector<std::string> const names = zone_names();
    REQUIRE(names.size() > 300);
    for (char const* const name : {"Europe/Berlin", "Asia/Shanghai", "America/Argentina/Buenos_Aires"}) {
        CAPTURE(name);
        CHECK(std::find(names.begin(), names.end(), name) != names.end());
    }
    CHECK(load_zone(names.front(), 2020, 2021).has_value());
}

TEST_CASE("zones that there are not") {
    for (char const* const name : {"", "Europe/Atlantis", "europe/berlin", "../../etc/passwd", "CET-1CEST"}) {
        CAPTURE(name);
        auto const loaded = load_zone(name, 2020, 2030);
        REQUIRE_FALSE(loaded.has_value());
        CHECK(loaded.error() == errc::unknown_zone);
    }
    CHECK(load_zone("Europe/Berlin", 1400, 2030).error() == errc::invalid_date);
    CHECK(load_zone("Europe/Berlin", 2020, 9999).error() == errc::invalid_date);
    CHECK(load_zone("Europe/Berlin", 2020, 2019).error() == errc::invalid_date);
}
