// SPDX-License-Identifier: BSL-1.0
#include <tessera/analysis/revenue.hpp>

#include "support/property.hpp"
#include "support/text_table.hpp"

using namespace tessera;

namespace {

cpp_int number(std::string const& text) { return numerator(*parse_exact(text)); }

/// Returns: `error`, or the figure.
std::string shown(result<cpp_int> const& r) { return r ? r->str() : "error"; }

}  // namespace

TEST_CASE("the price of goods sold with points is split by what each would cost alone") {
    // IFRS 15, example 52, in whole units: goods of 100,000; 10,000 points of 1, of which 9,500 are expected.
    auto const rows = text_table::rows(R"(
        price  | goods alone | points alone | goods  | points
        100000 | 100000      | 9500         | 91324  | 8676
        100000 | 100000      | 0            | 100000 | 0
        100000 | 0           | 9500         | 0      | 100000
        0      | 100000      | 9500         | 0      | 0
        1      | 1           | 1            | 0      | 1
        -100   | 3           | 1            | -75    | -25
    )");
    for (std::size_t i = 1; i < rows.size(); ++i) {
        INFO(text_table::line_of(rows[i]));
        auto const shares = split_price(number(rows[i][0]), *parse_exact(rows[i][1]),
                                        *parse_exact(rows[i][2]), rounding::half_up);
        REQUIRE(shares.has_value());
        CHECK(shares->goods == number(rows[i][3]));
        CHECK(shares->points == number(rows[i][4]));
    }
    CHECK(split_price(100, 0, 0, rounding::half_up).error() == errc::invalid_weights);
    CHECK(split_price(100, -1, 5, rounding::half_up).error() == errc::invalid_weights);
    CHECK(split_price(100, 5, -1, rounding::half_up).error() == errc::invalid_weights);
    CHECK(split_price(100000, 100000, 9500, rounding::down)->points == 8675);
}

TEST_CASE("what points defer becomes revenue as they are redeemed, by the newest estimate") {
    // The first three lines are the standard's example. The next six are one with 9,000 deferred and 9,700 of
    // 10,000 points expected, re-estimated to 9,900 or to 9,200 a year later. The last: nothing more is
    // expected to come, so that what was never redeemed is revenue too; and estimates that cannot be.
    auto const rows = text_table::rows(R"(
        deferred | redeemed in all | expected in all | revenue | in all | left
        8676     | 0               | 9500            | 0       | 0      | 8676
                 | 4500            | 9500            | 4110    | 4110   | 4566
                 | 8500            | 9700            | 3493    | 7603   | 1073
        9000     | 4500            | 9700            | 4175    | 4175   | 4825
                 | 8500            | 9900            | 3552    | 7727   | 1273
                 | 9900            | 9900            | 1273    | 9000   | 0
        9000     | 4500            | 9700            | 4175    | 4175   | 4825
                 | 8500            | 9200            | 4140    | 8315   | 685
                 | 8500            | 8500            | 685     | 9000   | 0
        100      | 50              | 100             | 50      | 50     | 50
                 | 50              | 200             | -25     | 25     | 75
                 | 201             | 200             | error   | 25     | 75
                 | -1              | 200             | error   | 25     | 75
                 | 0               | 0               | 75      | 100    | 0
    )");
    deferred_revenue revenue(0);
    for (std::size_t i = 1; i < rows.size(); ++i) {
        if (!rows[i][0].empty()) revenue = deferred_revenue(number(rows[i][0]));
        auto const change = revenue.recognize(number(rows[i][1]), number(rows[i][2]), rounding::half_up);
        CHECK(text_table::line_of({rows[i][0], rows[i][1], rows[i][2], shown(change),
                                   revenue.recognized().str(), revenue.left().str()}) ==
              text_table::line_of(rows[i]));
    }
}

TEST_CASE("nothing of a price is lost or recognized twice") {
    CHECK_PROPERTY("whatever is redeemed, expected and rounded", [] {
        auto const mode = static_cast<rounding>(*rc::gen::inRange(0, 10));
        cpp_int const price = *rc::gen::inRange<std::int64_t>(0, 1'000'000'000);
        auto const shares =
            split_price(price, *rc::gen::inRange(1, 100'000), *rc::gen::inRange(0, 100'000), mode);
        RC_ASSERT(shares.has_value());
        RC_ASSERT(shares->goods + shares->points == price);
        RC_ASSERT(shares->goods >= 0);
        RC_ASSERT(shares->points >= 0);
        deferred_revenue revenue(shares->points);
        cpp_int redeemed = 0, sum = 0;
        for (int i = 0; i < 5; ++i) {
            redeemed += *rc::gen::inRange(0, 1000);
            auto const change = revenue.recognize(redeemed, redeemed + *rc::gen::inRange(0, 3000), mode);
            RC_ASSERT(change.has_value());
            sum += *change;
            RC_ASSERT(sum == revenue.recognized());
            RC_ASSERT(revenue.left() >= 0);
            RC_ASSERT(sum + revenue.left() == shares->points);
        }
        RC_ASSERT(revenue.recognize(redeemed, redeemed, mode).has_value());
        RC_ASSERT(revenue.left() == 0);
    });
}
