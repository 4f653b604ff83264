// SPDX-License-Identifier: BSL-1.0

#include <filesystem>
#include <fstream>
#include <iterator>
#include <string>
#include <vector>

#include "calendar/table.hpp"
#include "calendar/window_names.hpp"
#include "support/catch.hpp"

using namespace tessera;
using calendar_tests::day;
using calendar_tests::rows;
using calendar_tests::unit_named;
using calendar_tests::window_named;

namespace {

/// Returns: the lines of the page's table under that header line, each without its outer bars.
std::vector<std::vector<std::string>> table_of_page(std::vector<std::string> const& header) {
    auto const root = std::filesystem::path(__FILE__).parent_path().parent_path().parent_path();
    std::ifstream file(root / "docs" / "reference" / "calendar.md");
    std::string const page{std::istreambuf_iterator<char>(file), {}};
    std::vector<std::vector<std::string>> found;
    bool inside = false;
    for (auto& row : rows(page)) {
        bool const of_table = row.size() == header.size() + 2;
        if (of_table) row = {row.begin() + 1, row.end() - 1};
        if (inside && !of_table) break;
        if (inside && row[0].find("---") == std::string::npos) found.push_back(row);
        inside = inside || row == header;
    }
    return found;
}

}  // namespace

TEST_CASE("the reference page tells the truth about dates, periods and windows") {
    auto const months = table_of_page({"day", "months", "gives"});
    CHECK(months.size() == 7);
    for (auto const& row : months) {
        CAPTURE(row);
        CHECK(add_months(day(row[0]), std::stoi(row[1])) == day(row[2]));
    }

    auto const periods = table_of_page({"unit", "one begins", "the day", "begin", "end"});
    CHECK(periods.size() == 5);
    for (auto const& row : periods) {
        CAPTURE(row);
        CHECK(period_of(day(row[2]), unit_named(row[0]), day(row[1])) == period{day(row[3]), day(row[4])});
    }

    auto const windows = table_of_page({"window", "happened", "stops"});
    CHECK(windows.size() == 10);
    for (auto const& row : windows) {
        CAPTURE(row);
        REQUIRE(window_named(row[0]).check() == errc::ok);
        CHECK(window_named(row[0]).expires(day(row[1]), date_of(2024, 2, 29)) == day(row[2]));
    }

    auto const tallies = table_of_page({"window", "tallies"});
    CHECK(tallies.size() == 6);
    for (auto const& row : tallies) {
        CAPTURE(row);
        REQUIRE(window_named(row[0]).check() == errc::ok);
        CHECK(window_named(row[0]).max_buckets() == std::stoi(row[1]));
    }
}

TEST_CASE("the reference page's code") {
    constexpr date opened = date_of(2026, 11, 21);
    result<date> const typed = date::from(2026, 2, 29);
    result<date> const read = parse_date("2010-12-01");
    CHECK(in_calendar(opened));
    CHECK(typed.error() == errc::invalid_date);
    CHECK(read == date_of(2010, 12, 1));
}
