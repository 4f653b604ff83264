// SPDX-License-Identifier: BSL-1.0

#include <string>

#include <boost/date_time/local_time/local_time.hpp>

#include <tessera/calendar/posix_zone.hpp>

#include "calendar/table.hpp"
#include "support/catch.hpp"

using namespace tessera;
using calendar_tests::rows;

TEST_CASE("rules of POSIX, and the first two changes after 2026 begins") {
    for (auto const& row : rows(R"(
        CET-1CEST,M3.5.0,M10.5.0/3          | 2026-03-29T01:00:00Z  7200 | 2026-10-25T01:00:00Z  3600
        CET-1CEST-2,M3.5.0/02:00:00,M10.5.0/3:00 | 2026-03-29T01:00:00Z  7200 | 2026-10-25T01:00:00Z  3600
        GMT0BST,M3.5.0/1,M10.5.0            | 2026-03-29T01:00:00Z  3600 | 2026-10-25T01:00:00Z  0
        EST5EDT,M3.2.0,M11.1.0              | 2026-03-08T07:00:00Z -14400 | 2026-11-01T06:00:00Z -18000
        NZST-12NZDT,M9.5.0,M4.1.0/3         | 2026-04-04T14:00:00Z  43200 | 2026-09-26T14:00:00Z  46800
        <+1030>-10:30<+11>-11,M10.1.0,M4.1.0 | 2026-04-04T15:00:00Z  37800 | 2026-10-03T15:30:00Z  39600
        IST-1GMT0,M10.5.0,M3.5.0/1          | 2026-03-29T01:00:00Z  3600 | 2026-10-25T01:00:00Z  0
        <-02>2<-01>,M3.5.0/-1,M10.5.0/0     | 2026-03-29T01:00:00Z -3600 | 2026-10-25T01:00:00Z -7200
        IST-2IDT,M3.4.4/26,M10.5.0          | 2026-03-27T00:00:00Z  10800 | 2026-10-24T23:00:00Z  7200)")) {
        CAPTURE(row);
        auto const made = posix_zone(row[0], 2026, 2026);
        REQUIRE(made.has_value());
        auto const changes = made->view().changes();
        REQUIRE(changes.size() == 2);
        for (std::size_t at = 0; at < 2; ++at) {
            std::string const& expected = row[at + 1];
            CHECK(to_text(changes[at].from).view() == expected.substr(0, 20));
            CHECK(changes[at].offset_seconds == std::stoi(expected.substr(20)));
        }
        CHECK(made->view().offset_seconds() == changes[1].offset_seconds);
    }
}

TEST_CASE("rules without summer time") {
    for (auto const& row : rows(R"(
        UTC0        |      0
        CST-8       |  28800
        <+0545>-5:45|  20700
        MST7        | -25200
        <-03>+3     | -10800)")) {
        CAPTURE(row);
        auto const made = posix_zone(row[0], 2000, 2100);
        REQUIRE(made.has_value());
        CHECK(made->view().changes().empty());
        CHECK(made->view().offset_seconds() == std::stoi(row[1]));
    }
}

TEST_CASE("what is no rule") {
    for (auto const& row : rows(R"(
        nothing
        CET
        1
        CE-1
        CET-25
        CET-24
        CET-1:60
        CET-1CEST
        CET-1CEST,
        CET-1CEST,M3.5.0
        CET-1CEST,M3.5.0,
        CET-1CEST,M13.5.0,M10.5.0
        CET-1CEST,M3.6.0,M10.5.0
        CET-1CEST,M3.0.0,M10.5.0
        CET-1CEST,M3.5.7,M10.5.0
        CET-1CEST,M3.5,M10.5.0
        CET-1CEST,M3.5.0/168,M10.5.0
        CET-1CEST,M3.5.0/,M10.5.0
        CET-1CEST,M3.5.0,M10.5.0/3x
        CET-1CEST,M3.5.0,M10.5.0,M11.1.0
        CET-1CEST,J60,J300
        CET-1CEST,59,M10.5.0
        <+03-3
        <+3>-3
        <+03>
        :Europe/Berlin)")) {
        CAPTURE(row);
        auto const made = posix_zone(row[0], 2026, 2026);
        REQUIRE_FALSE(made.has_value());
        CHECK(made.error() == errc::malformed_zone);
    }
    CHECK(posix_zone("", 2026, 2026).error() == errc::malformed_zone);
    CHECK(posix_zone("UTC0", 1400, 2026).error() == errc::invalid_date);
    CHECK(posix_zone("UTC0", 2026, 9999).error() == errc::invalid_date);
    CHECK(posix_zone("UTC0", 2026, 2025).error() == errc::invalid_date);
}

TEST_CASE("the table agrees with Boost's own conversion, in Boost's dialect") {
    namespace local = boost::local_time;
    namespace posix = boost::posix_time;
    for (auto const& row : rows(R"(
        CET-1CEST,M3.5.0,M10.5.0/3  | CET+01CEST+01,M3.5.0/02:00,M10.5.0/03:00
        EST5EDT,M3.2.0,M11.1.0      | EST-05EDT+01,M3.2.0/02:00,M11.1.0/02:00
        NZST-12NZDT,M9.5.0,M4.1.0/3 | NZST+12NZDT+01,M9.5.0/02:00,M4.1.0/03:00)")) {
        CAPTURE(row);
        auto const made = posix_zone(row[0], 2020, 2040);
        REQUIRE(made.has_value());
        local::time_zone_ptr const theirs(new local::posix_time_zone(row[1]));
        posix::ptime const epoch(boost::gregorian::date(1970, 1, 1));
        auto const agrees = [&](std::int64_t seconds) {
            posix::ptime const utc = epoch + posix::seconds(seconds);
            auto const offset = (local::local_date_time(utc, theirs).local_time() - utc).total_seconds();
            return made->view().offset_at({seconds}) == static_cast<std::int32_t>(offset);
        };
        int wrong = 0;
        for (transition const& change : made->view().changes()) {
            for (int around = -7200; around <= 7200; around += 1800) {
                wrong += agrees(change.from.seconds + around) ? 0 : 1;
            }
            wrong += agrees(change.from.seconds + 50 * 86'400) ? 0 : 1;
        }
        CHECK(made->view().changes().size() == 42);
        CHECK(wrong == 0);
    }
}

TEST_CASE("every reading of the clock in the years is inside of the table") {
    for (char const* const rule : {"<+14>-14", "<-12>12", "NZST-12NZDT,M9.5.0,M4.1.0/3"}) {
        auto const made = posix_zone(rule, 2026, 2027);
        REQUIRE(made.has_value());
        CHECK(made->view().instant_of({date_of(2026, 1, 1), 0}).has_value());
        CHECK(made->view().instant_of({date_of(2027, 12, 31), 86'399}).has_value());
    }
}
