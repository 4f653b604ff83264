// SPDX-License-Identifier: BSL-1.0

#include <span>
#include <string>
#include <string_view>
#include <vector>

#include <tessera/calendar/zone.hpp>
#include <tessera/calendar/zone_table.hpp>

#include "calendar/table.hpp"
#include "support/property.hpp"

using namespace tessera;
using calendar_tests::rows;

namespace {

constexpr int hour = 3600;

/// Berlin in 2026, typed from the directive 2000/84/EC: the last Sundays of March and October, 01:00 UTC.
constexpr transition berlin_changes[] = {
    {to_instant({date_of(2026, 3, 29), 1 * hour}, 0), 2 * hour},
    {to_instant({date_of(2026, 10, 25), 1 * hour}, 0), 1 * hour},
};
constexpr zone berlin{to_instant({date_of(2026, 1, 1), 0}, 0), to_instant({date_of(2027, 1, 1), 0}, 0), hour,
                      berlin_changes};

constexpr bool works_while_compiling() {
    auto const offset = berlin.offset_at(to_instant({date_of(2026, 7, 1), 0}, 0));
    auto const day = business_date(to_instant({date_of(2026, 7, 1), 23 * hour}, 0), berlin);
    return offset && *offset == 2 * hour && day && *day == date_of(2026, 7, 2);
}
static_assert(works_while_compiling());
static_assert(zone::sound(berlin.begin(), berlin.end(), berlin.offset_seconds(), berlin.changes()));

template <class Value>
std::string outcome(result<Value> const& found) {
    return found ? std::string(to_text(*found).view()) : std::string(message(found.error()));
}

instant at(std::string const& text) {
    auto const read = parse_instant(text);
    REQUIRE(read.has_value());
    return *read;
}

}  // namespace

TEST_CASE("clocks in Berlin around the changes of 2026") {
    for (auto const& row : rows(R"(
        UTC                  | Berlin
        2026-01-01T00:00:00Z | 2026-01-01T01:00:00
        2026-03-29T00:59:59Z | 2026-03-29T01:59:59
        2026-03-29T01:00:00Z | 2026-03-29T03:00:00
        2026-10-25T00:59:59Z | 2026-10-25T02:59:59
        2026-10-25T01:00:00Z | 2026-10-25T02:00:00
        2026-12-31T23:59:59Z | 2027-01-01T00:59:59)")) {
        if (row[0] == "UTC") continue;
        CAPTURE(row);
        auto const offset = berlin.offset_at(at(row[0]));
        REQUIRE(offset.has_value());
        CHECK(to_text(to_local(at(row[0]), *offset)).view() == row[1]);
    }
}

TEST_CASE("a reading that comes twice is its first, one that is left out is pushed forward") {
    for (auto const& row : rows(R"(
        Berlin              | UTC
        2026-01-01T01:00:00 | 2026-01-01T00:00:00Z
        2026-03-29T01:59:59 | 2026-03-29T00:59:59Z
        2026-03-29T02:00:00 | 2026-03-29T01:00:00Z
        2026-03-29T02:30:00 | 2026-03-29T01:30:00Z
        2026-03-29T02:59:59 | 2026-03-29T01:59:59Z
        2026-03-29T03:00:00 | 2026-03-29T01:00:00Z
        2026-10-25T01:59:59 | 2026-10-24T23:59:59Z
        2026-10-25T02:00:00 | 2026-10-25T00:00:00Z
        2026-10-25T02:59:59 | 2026-10-25T00:59:59Z
        2026-10-25T03:00:00 | 2026-10-25T02:00:00Z
        2026-01-01T00:59:59 | the zone's table holds no rule for this instant
        2027-01-01T01:00:00 | the zone's table holds no rule for this instant)")) {
        if (row[0] == "Berlin") continue;
        CAPTURE(row);
        auto const time = parse_local_time(row[0]);
        REQUIRE(time.has_value());
        CHECK(outcome(berlin.instant_of(*time)) == row[1]);
    }
    CHECK(berlin.instant_of({date::never(), 0}).error() == errc::outside_zone_table);
}

TEST_CASE("a table ends where it says") {
    CHECK(berlin.offset_at({berlin.begin().seconds - 1}).error() == errc::outside_zone_table);
    CHECK(berlin.offset_at(berlin.begin()).has_value());
    CHECK(berlin.offset_at({berlin.end().seconds - 1}).has_value());
    CHECK(berlin.offset_at(berlin.end()).error() == errc::outside_zone_table);
    CHECK(business_date(berlin.end(), berlin).error() == errc::outside_zone_table);
}

TEST_CASE("the business day of a bar that opens its day at four") {
    for (auto const& row : rows(R"(
        UTC                  | midnight   | four o'clock
        2026-07-04T21:59:59Z | 2026-07-04 | 2026-07-04
        2026-07-04T22:00:00Z | 2026-07-05 | 2026-07-04
        2026-07-05T01:59:59Z | 2026-07-05 | 2026-07-04
        2026-07-05T02:00:00Z | 2026-07-05 | 2026-07-05
        2026-03-29T01:30:00Z | 2026-03-29 | 2026-03-28
        2026-03-29T02:00:00Z | 2026-03-29 | 2026-03-29
        2026-10-25T02:59:59Z | 2026-10-25 | 2026-10-24
        2026-10-25T03:00:00Z | 2026-10-25 | 2026-10-25)")) {
        if (row[0] == "UTC") continue;
        CAPTURE(row);
        CHECK(outcome(business_date(at(row[0]), berlin)) == row[1]);
        CHECK(outcome(business_date(at(row[0]), berlin, 4 * hour)) == row[2]);
    }
}

TEST_CASE("fixed offsets hold at all times") {
    zone const india = zone::fixed(5 * hour + 1800);
    CHECK(outcome(business_date(at("2026-07-04T18:29:59Z"), india)) == "2026-07-04");
    CHECK(outcome(business_date(at("2026-07-04T18:30:00Z"), india)) == "2026-07-05");
    CHECK(outcome(business_date(at("1400-01-01T00:00:00Z"), zone{})) == "1400-01-01");
    CHECK(outcome(business_date(instant::min(), zone{})) == "always");
    CHECK(outcome(zone::fixed(-hour).instant_of({date_of(2026, 1, 1), 0})) == "2026-01-01T01:00:00Z");
}

TEST_CASE("what is no table") {
    instant const begin{0};
    instant const end{1'000'000};
    std::vector<std::vector<transition>> const refused = {
        {{{0}, hour}},                             // at the beginning: that is the first offset
        {{{1'000'000}, hour}},                     // at the end
        {{{5000}, 86'400}},                        // an offset of a day
        {{{5000}, hour}, {{5000}, 0}},             // twice at once
        {{{6000}, hour}, {{5000}, 0}},             // backwards
        {{{5000}, -hour}, {{5000 + hour}, hour}},  // one reading of the clock in both changes
    };
    for (std::size_t row = 0; row < refused.size(); ++row) {
        CAPTURE(row);
        CHECK_FALSE(zone::sound(begin, end, 0, refused[row]));
        auto const made = zone_table::make(begin, end, 0, refused[row]);
        REQUIRE_FALSE(made.has_value());
        CHECK(made.error() == errc::malformed_zone);
    }
    CHECK_FALSE(zone::sound(end, begin, 0, {}));
    CHECK_FALSE(zone::sound(begin, end, -86'400, {}));
    CHECK(zone::sound(begin, end, 0, std::vector<transition>{{{5000}, -hour}, {{5001 + hour}, hour}}));
}

TEST_CASE("an owned table leaves out changes that change nothing") {
    auto const made = zone_table::make({0}, {1'000'000}, hour,
                                       {{{1000}, hour}, {{200'000}, 0}, {{300'000}, 0}, {{400'000}, hour}});
    REQUIRE(made.has_value());
    zone const view = made->view();
    REQUIRE(view.changes().size() == 2);
    CHECK(view.changes()[0] == transition{{200'000}, 0});
    CHECK(view.changes()[1] == transition{{400'000}, hour});
    CHECK(view.offset_seconds() == hour);
}

TEST_CASE("laws of tables of any changes") {
    auto const any_zone = [] {
        std::vector<transition> changes;
        instant from{0};
        auto const count = *rc::gen::inRange(0, 12);
        for (int number = 0; number < count; ++number) {
            from.seconds += *rc::gen::inRange(60'000, 900'000);
            changes.push_back({from, *rc::gen::inRange(-50'000, 50'000)});
        }
        return zone_table::make({-10'000'000}, {from.seconds + 10'000'000},
                                *rc::gen::inRange(-50'000, 50'000), changes);
    };
    CHECK_PROPERTY("the offset is that of the last change before", [&] {
        auto const made = any_zone();
        RC_PRE(made.has_value());
        instant const when{
            *rc::gen::inRange<std::int64_t>(made->view().begin().seconds, made->view().end().seconds)};
        std::int32_t expected = made->view().offset_seconds();
        for (transition const& change : made->view().changes()) {
            if (change.from <= when) expected = change.offset_seconds;
        }
        RC_ASSERT(made->view().offset_at(when) == expected);
    });
    CHECK_PROPERTY(
        "the instant of what a wall shows is that instant, or an earlier one that shows the same", [&] {
            auto const made = any_zone();
            RC_PRE(made.has_value());
            zone const view = made->view();
            instant const when{
                *rc::gen::inRange<std::int64_t>(view.begin().seconds + 86'400, view.end().seconds - 86'400)};
            local_time const wall = to_local(when, *view.offset_at(when));
            auto const found = view.instant_of(wall);
            RC_ASSERT(found.has_value());
            RC_ASSERT(*found <= when);
            RC_ASSERT(to_local(*found, *view.offset_at(*found)) == wall);
        });
}
