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

TEST_CASE("a claim gives a reward without an order, at the price of the tier, for so many at a time") {
    constexpr auto club =
        compose("club", currencies::EUR, accrual("points", 1),
                tiers("club", net_spend(), tier{"silver", 100}, tier{"gold", 300}),
                reward("mug", "points", 30).priced("club", "gold", 20).priced("club", "silver", 25),
                reward("cup", "points", 3).priced("club", "silver", 2).priced("club", "gold", 1),
                reward("tea", "points", 10).per(6).at_most(14, window::lifetime()),
                redemption("points", {.points = 1, .money = 1}));
    constexpr std::string_view table = R"(
        event   | points | given | price
        buy 99  | 99     | -     | -
        mug 1   | 69     | 1     | 30
        buy 1   | 70     | -     | -
        mug 1   | 45     | 1     | 25
        buy 200 | 245    | -     | -
        mug 2   | 205    | 2     | 40
        tea 1   | 195    | 1     | 10
        tea 7   | 175    | 7     | 20
        tea 99  | 165    | 6     | 10
        tea 1   | 165    | 0     | limit
        mug 99  | 5      | 8     | 160
        mug 1   | 5      | 0     | balance
        cup 1   | 4      | 1     | 1
    )";
    shop_tests::shop s(club);
    auto const rows = text_table::rows(table);
    for (std::size_t i = 1; i < rows.size(); ++i) {
        auto const words = text_table::split(rows[i][0], ' ');
        std::int64_t const count = std::stoll(words[1]);
        if (words[0] == "buy")
            s.buy(day, count * 100);
        else
            s.commit(claim{s.next_head(day), club.redemption_rule(words[0]), count});
        auto const* const given = shop_tests::reason_of(s.last, reason_code::reward_given);
        auto const* const refused = shop_tests::reason_of(s.last, reason_code::reward_refused);
        std::string const price = given                                            ? std::to_string(given->a)
                                  : !refused                                       ? "-"
                                  : refused->detail == std::uint16_t(bound::limit) ? "limit"
                                                                                   : "balance";
        text_table::cells const found{rows[i][0], std::to_string(s.balance("points", day).available),
                                      given     ? std::to_string(given->b)
                                      : refused ? "0"
                                                : "-",
                                      price};
        CHECK(text_table::line_of(found) == text_table::line_of(rows[i]));
    }
    decision d;
    CHECK(club.decide(s.member, claim{s.next_head(day), rule_named("cup"), 1}, d).error() ==
          errc::unknown_rule);
    CHECK(club.decide(s.member, claim{s.next_head(day), club.redemption_rule("mug"), -1}, d).error() ==
          errc::negative_amount);
}

TEST_CASE("rewards that make no sense are mistakes") {
    auto const mistake = [](auto const& rule) { return make("r", currencies::EUR, earned, rule).error(); };
    CHECK(mistake(reward("mug", "points", "-1"_d)) == errc::negative_rate);
    CHECK(mistake(reward("mug", "points", "0.25"_d)) == errc::not_representable);
    CHECK(mistake(reward("mug", "miles", 1)) == errc::unknown_points);
    CHECK(mistake(mug.at_most(-1, window::lifetime())) == errc::negative_rate);
    CHECK(mistake(mug.per(0)) == errc::not_above_zero);
    CHECK(mistake(mug.priced("club", "gold", 1)) == errc::unknown_tier);
    auto const twice = make("r", currencies::EUR, earned, tiers("club", net_spend(), tier{"gold", 10}),
                            mug.priced("club", "gold", 1).priced("club", "gold", 2));
    CHECK(twice.error() == errc::benefit_named_twice);
}
