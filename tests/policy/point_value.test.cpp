// SPDX-License-Identifier: BSL-1.0
#include <tessera/policy/point_value.hpp>

#include <tessera/money/currency_table.hpp>

#include "support/property.hpp"
#include "support/text_table.hpp"

using namespace tessera;
using namespace tessera::literals;

namespace {

template <class Value>
std::string text_of(result<Value> const& value) {
    return value ? to_text(*value) : std::string(message(value.error()));
}

}  // namespace

TEST_CASE("points into money and money into points, each with its rounding") {
    constexpr std::string_view table = R"(
        points | for  | have | worth, down | worth, up | price | cost, ceiling | cost, floor
        100    | 1    | 1234 | 12.34 EUR   | 12.34 EUR | 12.34 | 1234          | 1234
        3      | 0.02 | 2    | 0.01 EUR    | 0.02 EUR  | 0.01  | 2             | 1
        3      | 0.02 | 3    | 0.02 EUR    | 0.02 EUR  | 0.02  | 3             | 3
        1      | 0.03 | 7    | 0.21 EUR    | 0.21 EUR  | 0.20  | 7             | 6
        1      | 0.3  | 34   | 10.20 EUR   | 10.20 EUR | 10    | 34            | 33
        200    | 0.01 | 399  | 0.01 EUR    | 0.02 EUR  | 0.02  | 400           | 400
        1      | 0.005| 3    | 0.01 EUR    | 0.02 EUR  | 0.01  | 2             | 2
    )";
    auto const rows = text_table::rows(table);
    for (std::size_t i = 1; i < rows.size(); ++i) {
        auto const number = [&](std::size_t c) { return *decimal::parse(rows[i][c]); };
        point_value const value{number(0).mantissa, number(1)};
        points const have(number(2).mantissa);
        auto const price = *money::make(number(5), currencies::EUR);
        text_table::cells const found{rows[i][0],
                                      rows[i][1],
                                      rows[i][2],
                                      text_of(points_to_money(have, value, currencies::EUR, rounding::down)),
                                      text_of(points_to_money(have, value, currencies::EUR, rounding::up)),
                                      rows[i][5],
                                      text_of(money_to_points(price, value, 0, rounding::ceiling)),
                                      text_of(money_to_points(price, value, 0, rounding::floor))};
        CHECK(text_table::line_of(found) == text_table::line_of(rows[i]));
    }
}

TEST_CASE("points with decimals and currencies without") {
    CHECK(text_of(points_to_money(points(1250, 2), {1, 3}, currencies::JPY, rounding::down)) == "37 JPY");
    CHECK(text_of(money_to_points(money(37, currencies::JPY), {1, 3}, 2, rounding::ceiling)) == "12.34");
    CHECK(points_to_money(points(INT64_MAX), {1, 1}, currencies::EUR, rounding::down).error() ==
          errc::overflow);
    for (point_value const wrong :
         {point_value{0, 1}, point_value{-1, 1}, point_value{1, 0}, point_value{1, "-0.01"_d}}) {
        CHECK(worth_of(wrong, 0, 2).error() == errc::not_above_zero);
        CHECK(money_to_points(money(1, currencies::EUR), wrong, 0, rounding::up).error() ==
              errc::not_above_zero);
    }
}

TEST_CASE("the most points for an amount are those that buy it, and one more buys more") {
    CHECK_PROPERTY("against a search", [](std::uint8_t minor) {
        auto const made = ratio::make(*rc::gen::inRange(1, 40), *rc::gen::inRange(1, 40));
        std::int64_t most = 0;
        while (*scale(most + 1, *made, rounding::down) <= minor) ++most;
        RC_ASSERT(detail::most_points_for(minor, *made) == (minor == 0 ? 0 : most));
    });
    CHECK(detail::most_points_for(INT64_MAX, ratio(1)) == INT64_MAX - 1);
    CHECK(detail::most_points_for(INT64_MAX, ratio(1, 2)) == INT64_MAX);
    CHECK(detail::most_points_for(-1, ratio(1)) == 0);
}
