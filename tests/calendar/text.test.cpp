// SPDX-License-Identifier: BSL-1.0

#include <tessera/calendar/text.hpp>

#include "calendar/table.hpp"
#include "support/property.hpp"

using namespace tessera;
using calendar_tests::rows;

namespace {

constexpr bool reads_while_compiling() {
    auto const day = parse_date("2010-12-01");
    auto const time = parse_local_time("2010-12-01T08:26:00");
    auto const at = parse_instant("2010-12-01T08:26:00+01:00");
    return day && *day == date_of(2010, 12, 1) && time && time->second == 30'360 && at &&
           to_text(*at).view() == "2010-12-01T07:26:00Z";
}
static_assert(reads_while_compiling());

template <class Value>
std::string outcome(result<Value> const& read) {
    if (read) return std::string(to_text(*read).view());
    return read.error() == errc::invalid_date     ? "no such day"
           : read.error() == errc::malformed_date ? "malformed"
                                                  : "another error";
}

}  // namespace

TEST_CASE("dates are read strictly") {
    for (auto const& row : rows(R"(
        2010-12-01  | 2010-12-01
        1400-01-01  | 1400-01-01
        9999-12-31  | 9999-12-31
        2024-02-29  | 2024-02-29
        2026-02-29  | no such day
        2026-13-01  | no such day
        0000-01-01  | no such day
        2010-12-1   | malformed
        2010-12-01x | malformed
        2010/12/01  | malformed
        20101201    | malformed
        10-12-01    | malformed
        +010-12-01  | malformed
        2010-1:-01  | malformed
        never       | malformed
                    | malformed)")) {
        CAPTURE(row);
        CHECK(outcome(parse_date(row[0])) == row[1]);
    }
}

TEST_CASE("local times are read strictly") {
    for (auto const& row : rows(R"(
        2010-12-01T08:26:00       | 2010-12-01T08:26:00
        2010-12-01 08:26:00       | 2010-12-01T08:26:00
        2010-12-01t23:59:59       | 2010-12-01T23:59:59
        2010-12-01T00:00:00       | 2010-12-01T00:00:00
        2010-12-01T08:26:00.999   | 2010-12-01T08:26:00
        2010-02-30T08:26:00       | no such day
        2010-12-01T24:00:00       | malformed
        2010-12-01T08:60:00       | malformed
        2010-12-01T23:59:60       | malformed
        2010-12-01T08:26          | malformed
        2010-12-01T08:26:00.      | malformed
        2010-12-01T08:26:00Z      | malformed
        2010-12-01T08:26:00+01:00 | malformed
        2010-12-01T8:26:00        | malformed
        2010-12-01                | malformed)")) {
        CAPTURE(row);
        CHECK(outcome(parse_local_time(row[0])) == row[1]);
    }
}

TEST_CASE("instants are read with their offset") {
    for (auto const& row : rows(R"(
        2010-12-01T08:26:00Z       | 2010-12-01T08:26:00Z
        2010-12-01t08:26:00z       | 2010-12-01T08:26:00Z
        2010-12-01T08:26:00+01:00  | 2010-12-01T07:26:00Z
        2010-12-01T08:26:00-05:30  | 2010-12-01T13:56:00Z
        2010-12-01T00:30:00+01:00  | 2010-11-30T23:30:00Z
        2010-12-31T23:30:00-01:00  | 2011-01-01T00:30:00Z
        2010-12-01T08:26:00.5Z     | 2010-12-01T08:26:00Z
        1969-12-31T23:59:59Z       | 1969-12-31T23:59:59Z
        2010-12-01T08:26:00        | malformed
        2010-12-01T08:26:00+0100   | malformed
        2010-12-01T08:26:00+01     | malformed
        2010-12-01T08:26:00+24:00  | malformed
        2010-12-01T08:26:00Z+01:00 | malformed
        2010-13-01T08:26:00Z       | no such day)")) {
        CAPTURE(row);
        CHECK(outcome(parse_instant(row[0])) == row[1]);
    }
}

TEST_CASE("what is written is read again") {
    CHECK_PROPERTY("instants", [] {
        auto const seconds =
            *rc::gen::inRange<std::int64_t>(-17'987'443'200, 253'402'300'800);  // 1400 to 9999
        auto const again = parse_instant(to_text(instant{seconds}).view());
        RC_ASSERT(again.has_value());
        RC_ASSERT(again->seconds == seconds);
    });
    CHECK(to_text(date::never()).view() == "never");
    CHECK(to_text(date::min()).view() == "always");
    CHECK(to_text(instant::max()).view() == "neverT00:00:00Z");
}

TEST_CASE("walls show an instant at their offset") {
    struct row {
        std::int64_t seconds;
        int offset;
        std::string_view wall;
    };
    for (auto const& [seconds, offset, wall] : {
             row{0, 0, "1970-01-01T00:00:00"},
             row{-1, 0, "1969-12-31T23:59:59"},
             row{-1, 1, "1970-01-01T00:00:00"},
             row{0, -1, "1969-12-31T23:59:59"},
             row{86'399, 1, "1970-01-02T00:00:00"},
             row{0, 86'399, "1970-01-01T23:59:59"},
             row{0, -86'399, "1969-12-31T00:00:01"},
             row{INT64_MAX, 3600, "neverT00:00:00"},
             row{INT64_MIN, -3600, "alwaysT00:00:00"},
         }) {
        CAPTURE(seconds, offset);
        CHECK(to_text(to_local(instant{seconds}, offset)).view() == wall);
    }
    CHECK_PROPERTY("an offset there and back changes nothing", [] {
        instant const at{*rc::gen::inRange<std::int64_t>(-17'987'000'000, 253'402'000'000)};
        int const offset = *rc::gen::inRange(-86'399, 86'400);
        RC_ASSERT(to_instant(to_local(at, offset), offset) == at);
    });
}
