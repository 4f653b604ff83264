// SPDX-License-Identifier: BSL-1.0
#include <algorithm>
#include <cstdio>
#include <cstdlib>
#include <map>
#include <memory>
#include <sstream>
#include <string>
#include <string_view>
#include <vector>

#include <tessera/calendar/text.hpp>
#include <tessera/tessera.hpp>

#include "support/catch.hpp"

/// A year of a grocer's real coupons and loyalty discounts (84.51, The Complete Journey 2.0): what was taken
/// off at the till enters as the host's promotions, and the member side earns on what is left.

namespace complete_journey_tests {

using namespace tessera;
using namespace tessera::literals;

/// A line of the file. `kept` is what the shop gets for it; the maker of the goods pays the coupon.
struct sold {
    std::uint64_t order = 0, customer = 0, sku = 0;
    std::string day;
    std::uint32_t quantity = 0;
    std::int64_t kept = 0, loyalty = 0, coupon = 0, match = 0;
};

std::int64_t minor(std::string const& text) { return *to_minor(*decimal::parse(text), 2); }

sold line_from(std::string const& row) {
    std::istringstream in(row);
    std::vector<std::string> cells;
    for (std::string cell; std::getline(in, cell, ',');) cells.push_back(cell);
    REQUIRE(cells.size() == 12);
    return {std::stoull(cells[0]),
            std::stoull(cells[1]),
            std::stoull(cells[3]),
            cells[2].substr(0, 10),
            static_cast<std::uint32_t>(std::stoul(cells[4])),
            minor(cells[5]),
            minor(cells[6]),
            minor(cells[7]),
            minor(cells[8])};
}

std::vector<sold> lines_of(std::string const& file) {
    std::unique_ptr<std::FILE, int (*)(std::FILE*)> const pipe(
        ::popen(("xz -dc '" + file + "'").c_str(), "r"), &::pclose);
    REQUIRE(pipe);
    std::vector<sold> all;
    char row[512];
    REQUIRE(std::fgets(row, sizeof row, pipe.get()) != nullptr);
    while (std::fgets(row, sizeof row, pipe.get()) != nullptr) all.push_back(line_from(row));
    return all;
}

/// What the file comes to, added up beside the engine.
struct sums {
    std::int64_t list = 0, promotions = 0, paid = 0, above_price = 0;
    friend bool operator==(sums const&, sums const&) = default;
};

/// Returns: the line as the shop's till hands it in. A coupon takes no more off than the line costs.
line priced(sold const& s, sums& total, std::int64_t& of_customer) {
    std::int64_t const list = s.kept + s.loyalty + s.match;
    std::int64_t const off = std::min(list, s.loyalty + s.match + s.coupon);
    total.above_price += s.loyalty + s.match + s.coupon - off;
    total.list += list;
    total.promotions += off;
    total.paid += list - off;
    of_customer += list - off;
    return {.sku = {s.sku}, .quantity = s.quantity, .list_minor = list, .promotion_minor = off};
}

}  // namespace complete_journey_tests

using namespace complete_journey_tests;

TEST_CASE("complete journey: what was taken off at the till is a promotion, and members earn on the net") {
    char const* const folder = std::getenv("TESSERA_DATA");
    if (folder == nullptr) SKIP_TEST("TESSERA_DATA names no folder of histories");
    constexpr auto rules =
        compose("grocer", currencies::USD, accrual("points", 1).rounded(rounding_scope::carry),
                tiers("club", net_spend(paid_price), tier{"silver", 200}, tier{"gold", 500}));
    auto const all = lines_of(std::string(folder) + "/complete_journey_sample.csv.xz");
    REQUIRE(all.size() == 75'000);
    std::map<std::uint64_t, account> members;
    std::map<std::uint64_t, std::int64_t> spent;
    sums expected, decided;
    std::size_t orders = 0;
    decision out;
    for (std::size_t at = 0; at < all.size();) {
        sold const& first = all[at];
        std::vector<line> lines;
        for (; at < all.size() && all[at].order == first.order; ++at)
            lines.push_back(priced(all[at], expected, spent[first.customer]));
        ++orders;
        date const day = *parse_date(first.day);
        account& member = members[first.customer];
        order const sale{.head = {.id = {orders}, .key = {to_instant({day, 0}, 0), orders}, .day = day},
                         .what = {.lines = lines}};
        REQUIRE(rules.decide(member, sale, out).has_value());
        REQUIRE(apply(member, rules.chart(), out.as_entry()) == errc::ok);
        decided.list += out.priced.totals.list_minor;
        decided.promotions += out.priced.totals.promotion_minor;
        decided.paid += out.priced.payable_minor();
    }
    CHECK(orders == 47'243);
    CHECK(members.size() == 2'377);
    decided.above_price = expected.above_price;
    CHECK(decided == expected);
    // The file's own sums: 233,935.24 for the shop, 40,180.91 loyalty, 1,356.71 coupons, 242.10 beside these.
    CHECK(expected.list == 233'935'24 + 40'180'91 + 242'10);
    CHECK(expected.above_price == 323'97);  // in 169 lines
    CHECK(expected.promotions + expected.above_price == 40'180'91 + 1'356'71 + 242'10);
    date const end = date_of(2018, 1, 1);
    std::int64_t points = 0, whole = 0;
    for (auto const& [customer, member] : members) {
        std::int64_t const earned = balance_of(member, rules.chart(), rules.pool("points"), end).available;
        CHECK(earned == spent[customer] / 100);
        CHECK(rules.standing(member, end).tiers[0].measure == spent[customer]);
        points += earned;
        whole += spent[customer] / 100;
    }
    CHECK(points == whole);
}
