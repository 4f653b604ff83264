// SPDX-License-Identifier: BSL-1.0
#include <tessera/tessera.hpp>

#include "support/shop.hpp"

using namespace tessera;
using namespace tessera::literals;

namespace {

constexpr auto pens = quantity_price("pens", quantity_step::unit(2, 10), quantity_step::unit(5, 8),
                                     quantity_step::minus(10, 1), quantity_step::share(20, 50_percent));

line pieces(std::uint32_t quantity, std::int64_t each, tag_set tags = 0) {
    return {.tags = tags, .quantity = quantity, .list_minor = quantity * each};
}

/// Returns: what the lines cost after the rules.
template <class... Rules>
std::int64_t paid(std::vector<line> const& lines, Rules const&... rules) {
    auto const program = make("quantities", currencies::EUR, rules...);
    REQUIRE(program.has_value());
    priced_order out;
    REQUIRE(program->quote({}, {lines}, out).has_value());
    return out.totals.paid_minor();
}

}  // namespace

TEST_CASE("the step reached sets the price of all, even where the one before was cheaper") {
    auto const rows = text_table::rows(R"(
        pieces of 12.34 | each
        1               | 12.34
        2               | 10.00
        4               | 10.00
        5               | 8.00
        9               | 8.00
        10              | 11.34
        20              | 6.17
    )");
    for (std::size_t i = 1; i < rows.size(); ++i) {
        auto const quantity = static_cast<std::uint32_t>(std::stoul(rows[i][0]));
        INFO(quantity);
        CHECK(paid({pieces(quantity, 12'34)}, pens) == quantity * shop_tests::cents(rows[i][1]));
    }
}

TEST_CASE("pieces of several lines count together, and only those that the rule takes") {
    CHECK(paid({pieces(2, 12'34), pieces(3, 12'34)}, pens) == 5 * 8'00);
    CHECK(paid({pieces(2, 12'34, host_tag), pieces(3, 12'34)}, pens.over({.with = host_tag})) ==
          2 * 10'00 + 3 * 12'34);
}

TEST_CASE("a step above the list price takes nothing off, and one below zero stops at nothing") {
    CHECK(paid({pieces(2, 9'00)}, pens) == 2 * 9'00);
    CHECK(paid({pieces(2, 9'00)}, quantity_price("p", quantity_step::minus(1, 10))) == 0);
}

TEST_CASE("the price of a quantity comes before what is taken off it, whatever the rules are called") {
    for (auto const* name : {"a", "b", "c", "d"})
        CHECK(paid({pieces(5, 12'34)}, promotion(name, 10_percent), pens) == 36'00);
}

TEST_CASE("steps that nobody knew before compiling stand in a vector") {
    std::vector<quantity_step> const steps{quantity_step::unit(2, 10), quantity_step::unit(5, 8)};
    CHECK(paid({pieces(5, 12'34)}, quantity_price("pens", steps)) == 5 * 8'00);
    rule_list<quantity_price<std::vector<quantity_step>>> list;
    list.add(quantity_price("pens", steps));
    CHECK(paid({pieces(5, 12'34)}, list, rule_list<promotion>({promotion("tenth", 10_percent)})) == 36'00);
}

TEST_CASE("steps that do not rise, and prices that make no sense, are mistakes") {
    auto const mistake = [](auto const& rule) { return make("q", currencies::EUR, rule).error(); };
    CHECK(mistake(quantity_price("q", quantity_step::unit(2, 10), quantity_step::unit(2, 8))) ==
          errc::steps_not_rising);
    CHECK(mistake(quantity_price("q", quantity_step::unit(0, 10))) == errc::steps_not_rising);
    CHECK(mistake(quantity_price("q", quantity_step::share(2, ratio(3, 2)))) == errc::discount_above_whole);
    CHECK(mistake(quantity_price("q", quantity_step::unit(2, "-1"_d))) == errc::negative_rate);
    CHECK(mistake(quantity_price("q", std::vector<quantity_step>{})) == errc::no_steps);
}
