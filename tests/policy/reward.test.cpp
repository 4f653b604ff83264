// SPDX-License-Identifier: BSL-1.0
#include <tessera/tessera.hpp>

#include "support/shop.hpp"

using namespace tessera;
using namespace tessera::literals;
using shop_tests::item;

namespace {

constexpr date day = date_of(2026, 1, 1);
constexpr auto earned = accrual("points", 1).with_decimals(1);
constexpr auto mug = reward("mug", "points", 30);

/// Returns: the points left and, of the last of the wishes, why it was not more.
template <class Rule>
std::pair<std::int64_t, std::uint16_t> left_after(Rule const& rule, std::vector<std::int64_t> const& wishes) {
    auto const program = make("rewards", currencies::EUR, earned, rule);
    REQUIRE(program.has_value());
    shop_tests::shop s(*program);
    s.buy(day, 100'00);
    for (std::int64_t const wish : wishes) s.buy(day, {item(0)}, {{program->redemption_rule("mug"), wish}});
    return {s.balance("points", day).available, s.last.reasons[0].detail};
}

}  // namespace

TEST_CASE("a reward costs its price, as often as the points allow") {
    CHECK(left_after(mug, {1}) == std::pair<std::int64_t, std::uint16_t>(70'0, 0));
    CHECK(left_after(mug, {2, 1}) == std::pair<std::int64_t, std::uint16_t>(10'0, 0));
    CHECK(left_after(mug, {5}).first == 10'0);
    CHECK(left_after(mug, {5}).second == static_cast<std::uint16_t>(bound::balance));
    CHECK(left_after(mug.or_nothing(), {5}).first == 100'0);
    CHECK(left_after(reward("mug", "points", "0.5"_d), {3}).first == 98'5);
    CHECK(left_after(reward("mug", "points", 100), {1}).first == 0);
}

TEST_CASE("a reward comes no more often than the program allows") {
    auto const once = reward("mug", "points", 10).at_most(1, window::lifetime());
    CHECK(left_after(once, {3}) == std::pair<std::int64_t, std::uint16_t>(90'0, std::uint16_t(bound::limit)));
    CHECK(left_after(once, {1, 1}) ==
          std::pair<std::int64_t, std::uint16_t>(90'0, std::uint16_t(bound::limit)));
    CHECK(left_after(reward("mug", "points", 0).at_most(1, window::lifetime()), {1, 1}).second ==
          static_cast<std::uint16_t>(bound::limit));
    auto const program = make("daily", currencies::EUR, earned,
                              reward("mug", "points", 10).at_most(1, window::calendar(calendar_unit::month)));
    REQUIRE(program.has_value());
    shop_tests::shop s(*program);
    s.buy(day, 100'00);
    for (date const on : {day, day + 30, day + 31})
        s.buy(on, {item(0)}, {{program->redemption_rule("mug"), 1}});
    CHECK(s.balance("points", day + 31).available == 80'0);
}

TEST_CASE("after earning, an order spends what it brings") {
    auto const pay = redemption("points", {.points = 1, .money = 1});
    auto const all_of = accrual("points", ratio(1, 10)).of(promoted_price.with_stored_value());
    auto const before = make("before", currencies::EUR, all_of, pay);
    auto const after = make("after", currencies::EUR, all_of, after_earning(pay));
    REQUIRE(before.has_value());
    REQUIRE(after.has_value());
    shop_tests::shop first(*before);
    shop_tests::shop second(*after);
    first.buy(day, {item(100'00)}, {{before->redemption_rule("points")}});
    second.buy(day, {item(100'00)}, {{after->redemption_rule("points")}});
    CHECK(first.balance("points", day).available == 10);
    CHECK(second.balance("points", day).available == 0);
    CHECK(second.last.receipt.stored_value_minor == 10'00);
}

TEST_CASE("rewards that make no sense are mistakes") {
    auto const mistake = [](auto const& rule) { return make("r", currencies::EUR, earned, rule).error(); };
    CHECK(mistake(reward("mug", "points", "-1"_d)) == errc::negative_rate);
    CHECK(mistake(reward("mug", "points", "0.25"_d)) == errc::not_representable);
    CHECK(mistake(reward("mug", "miles", 1)) == errc::unknown_points);
    CHECK(mistake(mug.at_most(-1, window::lifetime())) == errc::negative_rate);
}
