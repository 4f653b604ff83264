// SPDX-License-Identifier: BSL-1.0
#include <tessera/program/rule_list.hpp>
#include <tessera/tessera.hpp>

#include "support/shop.hpp"

using namespace tessera;
using namespace tessera::literals;
using shop_tests::bytes_of;
using shop_tests::item;

namespace {

constexpr date day = date_of(2026, 1, 1);
constexpr auto base = accrual("points", 1).living(days(365));
constexpr auto bonus = accrual("points", ratio(1, 2)).named("bonus").living(days(30));
constexpr auto club = tiers("club", net_spend(), tier{"silver", 100}, tier{"gold", 300});
constexpr auto league = tiers("league", order_count(), tier{"second", 2}, tier{"first", 3});
constexpr auto club_price = member_price("club", off{"silver", 2_percent}, off{"gold", 5_percent});
constexpr auto league_price = member_price("league", off{"second", 1_percent}, off{"first", 3_percent});
constexpr auto pay = redemption("points", {.points = 100, .money = 1}).for_at_most(50_percent);

template <class Policy>
rule_list<Policy> rules_in(std::vector<Policy> some) {
    return rule_list<Policy>(std::move(some));
}

/// Returns: what a host would store of three orders, the last of them paid with points.
template <class Program>
std::vector<shop_tests::bytes> story(Program const& program) {
    shop_tests::shop s(program);
    std::vector<shop_tests::bytes> told;
    told.push_back(bytes_of(s.buy(day, 250'00)));
    told.push_back(bytes_of(s.buy(day + 40, 80'00)));
    told.push_back(bytes_of(s.buy(day + 41, {item(20'00)}, {{program.redemption_rule("points")}})));
    return told;
}

}  // namespace

TEST_CASE("rules in lists decide what the same rules decide side by side") {
    auto const composed =
        make("shop", currencies::EUR, base, bonus, club, league, club_price, league_price, pay);
    auto const listed =
        make("shop", currencies::EUR, rules_in<accrual<>>({bonus, base}), rules_in<tiers<2>>({league, club}),
             rules_in<member_price<2>>({club_price, league_price}), rules_in<redemption>({pay}));
    REQUIRE(composed.has_value());
    REQUIRE(listed.has_value());
    CHECK(story(*composed) == story(*listed));
}

TEST_CASE("tiers of a list that judge the running order do so among others that do not") {
    auto const at_once = club.from(effective::this_order);
    auto const listed = make("shop", currencies::EUR, rules_in<tiers<2>>({league, at_once}),
                             rules_in<member_price<2>>({club_price}));
    auto const later = make("shop", currencies::EUR, rules_in<tiers<2>>({league, club}),
                            rules_in<member_price<2>>({club_price}));
    REQUIRE(listed.has_value());
    REQUIRE(later.has_value());
    CHECK(shop_tests::shop(*listed).buy(day, 300'00).priced.totals.member_minor == 15'00);
    CHECK(shop_tests::shop(*later).buy(day, 300'00).priced.totals.member_minor == 0);
}

TEST_CASE("what a list earned for some lines opens by its order's progress, which has no lines") {
    auto const books = accrual("points", 1)
                           .of(paid_price.over({.category = category_id{7}}))
                           .pending(days(60))
                           .opened_by(progress::confirmed);
    auto const review = action_award("review", "points", 50);
    auto const listed =
        make("shop", currencies::EUR, rules_in<accrual<>>({books}), rules_in<action_award>({review}));
    REQUIRE(listed.has_value());
    shop_tests::shop s(*listed);
    fact_id const bought = s.buy(day, {{.category = {7}, .list_minor = 100'00}}).fact;
    s.commit(order_progress{s.next_head(day + 1), bought, progress::confirmed});
    CHECK(s.balance("points", day + 1).available == 100);
}

TEST_CASE("a rule that earns nothing of an order leaves nothing in its receipt, in a list or not") {
    auto const books = accrual("points", 1)
                           .of(paid_price.over({.category = category_id{7}}))
                           .rounded(rounding_scope::line)
                           .named("books");
    auto const by_line = accrual("points", 1).rounded(rounding_scope::line);
    auto const composed = make("shop", currencies::EUR, books, by_line);
    auto const listed = make("shop", currencies::EUR, rules_in<accrual<>>({books, by_line}));
    REQUIRE(composed.has_value());
    REQUIRE(listed.has_value());
    auto const weights_in = [](auto const& program) {
        shop_tests::shop s(program);
        receipt const paper = s.buy(day, {item(7'50), item(2'50)}).receipt;
        return std::vector<std::int64_t>(paper.weights.begin(), paper.weights.end());
    };
    CHECK(weights_in(*composed) == std::vector<std::int64_t>{7, 2});
    CHECK(weights_in(*listed) == weights_in(*composed));
}

TEST_CASE("as many caps as turn out to be there may be none, and none cuts nothing") {
    using any_accrual = accrual<any_number, any_number, any_number>;
    auto const carried = any_accrual("points", 1).rounded(rounding_scope::carry);
    auto const loaded = make("shop", currencies::EUR, rules_in<any_accrual>({carried}), returns(60));
    REQUIRE(loaded.has_value());
    shop_tests::shop s(*loaded);
    for (std::size_t i = 0; i < 4; ++i) {
        s.buy(day, 60);
        CHECK(s.balance("points", day).available == 0);
        s.bring_back(day, i);
    }
}

TEST_CASE("a list of a program that is made can be made again, with more rules") {
    auto const books = accrual("points", 1).of(paid_price.over({.category = category_id{7}})).named("books");
    auto const pens = accrual("points", 1).of(paid_price.over({.category = category_id{8}})).named("pens");
    auto const few = make("shop", currencies::EUR, rules_in<accrual<>>({books}));
    REQUIRE(few.has_value());
    rule_list<accrual<>> more = few->get<rule_list<accrual<>>>();
    more.add(pens);
    auto const many = make("shop", currencies::EUR, more);
    REQUIRE(many.has_value());
    shop_tests::shop s(*many);
    CHECK(s.buy(day, {{.category = {7}, .list_minor = 5'00}}).receipt.awards.size() == 1);
    CHECK(s.buy(day, {{.category = {8}, .list_minor = 6'00}}).receipt.awards.size() == 1);
    CHECK(s.balance("points", day).available == 11);
}

TEST_CASE("the order in which rules enter a list leaves no trace") {
    auto const one = make("shop", currencies::EUR, rules_in<accrual<>>({bonus, base}), pay);
    auto const other = make("shop", currencies::EUR, rules_in<accrual<>>({base, bonus}), pay);
    REQUIRE(one.has_value());
    REQUIRE(other.has_value());
    CHECK(story(*one) == story(*other));
}

TEST_CASE("an empty list says nothing, and is no mistake") {
    auto const bare = make("shop", currencies::EUR, base, pay);
    auto const padded =
        make("shop", currencies::EUR, base, pay, rule_list<tiers<2>>(), rule_list<member_price<2>>());
    REQUIRE(bare.has_value());
    REQUIRE(padded.has_value());
    CHECK(story(*bare) == story(*padded));
}

TEST_CASE("a list says which rules it has") {
    auto const program = make("shop", currencies::EUR, rules_in<accrual<>>({bonus, base}));
    REQUIRE(program.has_value());
    auto const& earning = program->get<rule_list<accrual<>>>();
    REQUIRE(earning.size() == 2);
    CHECK(earning.begin()->id() < (earning.begin() + 1)->id());
    CHECK(earning.knows(rule_named("points")));
    CHECK(earning.knows(rule_named("bonus")));
    CHECK_FALSE(earning.knows(rule_named("nothing")));
    CHECK_FALSE(rule_list<accrual<>>().knows(rule_id{}));
}

TEST_CASE("mistakes in a list are those of make") {
    CHECK(make("shop", currencies::EUR, rules_in<accrual<>>({base, base})).error() == errc::duplicate_rule);
    CHECK(make("shop", currencies::EUR, rules_in<redemption>({pay})).error() == errc::unknown_points);
}
