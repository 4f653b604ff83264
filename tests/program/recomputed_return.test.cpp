// SPDX-License-Identifier: BSL-1.0
#include <algorithm>

#include "support/property.hpp"
#include "support/shop.hpp"

/// Awards that are recomputed when a part of their order comes back by its receipt.

using namespace tessera;
using namespace shop_tests;

namespace {

using goods = std::vector<returned_line>;
using figures = std::vector<std::int64_t>;

constexpr date day = date_of(2026, 1, 1);
constexpr auto anew = take_back::recomputed;
constexpr category_id books{7};

line units(std::uint32_t number, std::uint32_t quantity, std::int64_t each, category_id category = {}) {
    return {.category = category, .number = number, .quantity = quantity, .list_minor = quantity * each};
}
returned_line back(std::uint32_t number, std::uint32_t quantity) { return {number, quantity, 0}; }

/// Returns: what an order earned, and what is left of it after each return.
template <class... Rules>
figures left_of(std::vector<line> const& lines, std::vector<goods> const& come_back, Rules const&... rules) {
    auto const made = make("shop", currencies::EUR, rules..., returns(60));
    REQUIRE(made.has_value());
    shop s(*made);
    figures left{s.buy(day, lines).receipt.awards[0].amount};
    for (goods const& some : come_back) {
        receipt_award const a = s.bring_back(day + 1, 0, some).receipt.awards[0];
        left.push_back(a.amount - a.taken_back);
    }
    return left;
}

}  // namespace

TEST_CASE("recomputed, and in proportion, as the reference shows") {
    auto const tens = accrual("points", 1).per_whole(10);
    auto const both = [&](std::vector<line> const& lines, returned_line some, auto const& rule) {
        return std::pair{left_of(lines, {{some}}, rule), left_of(lines, {{some}}, rule.taken_back(anew))};
    };
    std::vector<line> const two{units(1, 1, 900), units(2, 1, 1'000)};
    CHECK(both(two, back(1, 1), tens) == std::pair{figures{1, 1}, figures{1, 1}});
    CHECK(both(two, back(2, 1), tens) == std::pair{figures{1, 0}, figures{1, 0}});
    std::vector<line> const six{units(1, 5, 500), units(2, 1, 900)};
    CHECK(both(six, back(1, 1), tens) == std::pair{figures{3, 3}, figures{3, 2}});
    std::vector<line> const large{units(1, 1, 5'000), units(2, 1, 1'500)};
    CHECK(both(large, back(2, 1), tens.from_order_of(50)) == std::pair{figures{6, 5}, figures{6, 5}});
    CHECK(both(large, back(1, 1), tens.from_order_of(50)) == std::pair{figures{6, 1}, figures{6, 0}});
    std::vector<line> const four{units(1, 4, 1'000)};
    auto const capped = accrual("points", 1).capped(at_most(25).per_order());
    CHECK(both(four, back(1, 1), capped) == std::pair{figures{25, 19}, figures{25, 25}});
}

TEST_CASE("recomputed: whatever the points are for, the goods that are kept count") {
    std::vector<line> const two{units(1, 2, 1'000, books), units(2, 1, 500)};
    auto const of_books = accrual("points", 10).of(paid_price.over({.category = books})).taken_back(anew);
    CHECK(left_of(two, {{back(1, 1)}, {back(2, 1)}, {back(1, 1)}}, of_books.per_order()) ==
          figures{10, 10, 10, 0});
    CHECK(left_of(two, {{back(1, 1)}, {back(1, 1)}, {back(2, 1)}}, of_books.per_item()) ==
          figures{20, 10, 0, 0});
    CHECK(left_of(two, {{back(1, 1)}, {back(1, 1)}}, of_books.per_line()) == figures{10, 10, 0});
    CHECK(left_of(two, {{back(2, 1)}, {back(1, 1)}, {}}, accrual("points", 10).per_line().taken_back(anew)) ==
          figures{20, 10, 10, 0});
    CHECK(left_of({units(1, 1, 500), units(2, 1, 500), units(3, 1, 500)}, {{back(1, 1)}, {}},
                  accrual("points", 10).per_order().taken_back(anew)) == figures{10, 10, 0});
    // an item of which a part has come back is an item
    CHECK(left_of(two, {{{1, 0, 500}}, {{1, 0, 500}}, {}}, of_books.per_item()) == figures{20, 20, 10, 0});
}

TEST_CASE("recomputed: the whole award goes when too few items are kept, or too little of a basis") {
    std::vector<line> const lines{units(1, 3, 1'000, books), units(2, 4, 500)};
    auto const points = accrual("points", 1).taken_back(anew);
    auto const of_books = points.of(paid_price.over({.category = books}));
    CHECK(left_of(lines, {{back(2, 4)}, {back(1, 1)}, {back(1, 1)}}, of_books.from_items(2)) ==
          figures{30, 30, 20, 0});
    CHECK(left_of(lines, {{back(1, 1)}, {back(2, 1)}},
                  points.from_order_of(20, paid_price.over({.category = books}))) == figures{50, 40, 35});
    CHECK(left_of(lines, {{back(2, 1)}, {back(1, 2)}},
                  points.from_order_of(20, paid_price.over({.category = books}))) == figures{50, 45, 0});
}

TEST_CASE("recomputed: rounded as the award was, for the order or line by line") {
    std::vector<line> const lines{units(1, 2, 150), units(2, 1, 150)};
    auto const points = accrual("points", 1).taken_back(anew);
    auto const in_turn = std::vector<goods>{{back(1, 1)}, {back(2, 1)}, {back(1, 1)}};
    CHECK(left_of(lines, in_turn, points) == figures{4, 3, 1, 0});
    CHECK(left_of(lines, in_turn, points.rounded(rounding_scope::order, rounding::half_up)) ==
          figures{5, 3, 2, 0});
    CHECK(left_of(lines, in_turn, points.rounded(rounding_scope::line)) == figures{4, 2, 1, 0});
    CHECK(left_of(lines, in_turn, points.rounded(rounding_scope::line, rounding::up)) == figures{5, 4, 2, 0});
    CHECK(left_of(lines, in_turn, points.per_whole(2)) == figures{2, 1, 0, 0});
    CHECK(left_of(lines, in_turn, points.per_whole(2).rounded(rounding_scope::line)) == figures{1, 0, 0, 0});
}

TEST_CASE("recomputed: every line keeps the rate at which it earned") {
    std::vector<line> const lines{units(1, 2, 150, books), units(2, 1, 150)};
    auto const points = accrual("points", 1).with(extra{.times = 3, .lines = {.category = books}});
    auto const in_turn = std::vector<goods>{{back(1, 1)}, {back(2, 1)}, {}};
    // beside another award, whose lines have rates of their own in the same receipt
    auto const other = accrual("stars", 5).per_item().taken_back(anew);
    CHECK(left_of(lines, in_turn, points.taken_back(anew), other) == figures{10, 6, 4, 0});
    CHECK(left_of(lines, in_turn, other, points.taken_back(anew)) == figures{10, 6, 4, 0});
    CHECK(left_of(lines, in_turn, points.rounded(rounding_scope::line).taken_back(anew)) ==
          figures{10, 5, 4, 0});
    CHECK(left_of(lines, in_turn, points.with_decimals(1).taken_back(anew)) == figures{105, 60, 45, 0});
}

TEST_CASE("recomputed: what a cap cut off is not taken back once more") {
    std::vector<line> const lines{units(1, 4, 1'000)};
    auto const capped = accrual("points", 1).taken_back(anew).capped(at_most(25).per_order());
    CHECK(left_of(lines, {{back(1, 1)}, {back(1, 1)}, {}}, capped) == figures{25, 25, 20, 0});
    static constexpr auto rules =
        compose("shop", currencies::EUR,
                accrual("points", 1).taken_back(anew).capped(at_most(25).per_order()), returns(60));
    shop s(rules);
    receipt const paper = s.buy(day, lines).receipt;
    std::vector<std::int64_t> scratch;
    CHECK(*due_by_terms(paper.awards[0], paper, paper.priced(), scratch) == 0);
}

TEST_CASE(
    "recomputed: by the rate, the tier and the minimum of the order, whatever holds on the day of the "
    "return") {
    auto const club = tiers("club", net_spend(), tier{"gold", 100});
    auto const rules = [&](ratio rate, ratio golden, decimal least, take_back how) {
        auto const made = make("shop", currencies::EUR, club,
                               accrual("points", rate)
                                   .per_whole(10)
                                   .from_order_of(least)
                                   .times("club", multiplier{"gold", golden})
                                   .taken_back(how),
                               returns(60));
        REQUIRE(made.has_value());
        return *made;
    };
    auto const then = rules(1, 2, 20, anew);
    auto const now = rules(7, 5, 90, take_back::proportional);
    shop s(then);
    s.buy(day, {units(1, 10, 1'100)});
    s.buy(day, {units(1, 3, 1'900)});
    CHECK(s.receipts[0].awards[0].amount == 11);
    CHECK(s.receipts[1].awards[0].amount == 10);
    auto const taken = [&](auto const& by, std::size_t order, std::uint32_t quantity) {
        goods const lines{back(1, quantity)};
        decision d;
        receipt_return const some{s.next_head(day + 1), &s.receipts[order], lines};
        REQUIRE(by.decide(s.member, some, d).has_value());
        return d.receipt.awards[0].taken_back;
    };
    CHECK(taken(then, 0, 1) == 2);  // 99.00 are kept: nine, of which none doubles
    CHECK(taken(now, 0, 1) == 2);
    CHECK(taken(then, 1, 1) == 4);  // 38.00 are kept: three twice
    CHECK(taken(now, 1, 1) == 4);
    CHECK(taken(now, 1, 2) == 10);  // 19.00 do not reach 20.00
}

TEST_CASE("recomputed: what stored value paid is left out as it was when the order earned") {
    std::vector<line> const lines{units(1, 2, 1'000)};
    auto const points = accrual("points", 1).taken_back(anew);
    auto const pays = redemption("points", point_value{100, decimal(1)});
    auto const after = [&](auto const& by_points) {
        auto const made = make("shop", currencies::EUR, points, by_points, returns(60));
        REQUIRE(made.has_value());
        shop s(*made);
        s.buy(day, 5'000);
        s.buy(day, lines, {{made->redemption_rule("points"), 50}});
        std::int64_t const earned = s.receipts[1].awards[0].amount;
        return std::pair{earned, s.bring_back(day, 1, {back(1, 1)}).receipt.awards[0].taken_back};
    };
    CHECK(after(pays) == std::pair<std::int64_t, std::int64_t>{19, 10});  // of 9.75
    CHECK(after(after_earning(pays)) == std::pair<std::int64_t, std::int64_t>{20, 10});
}

TEST_CASE("recomputed: shipping is kept until the last of the goods is back") {
    auto const made = make("shop", currencies::EUR,
                           accrual("points", 1).of(paid_price.with_shipping()).taken_back(anew), returns(60));
    REQUIRE(made.has_value());
    shop s(*made);
    std::vector<line> const lines{units(1, 2, 1'000)};
    order sent = s.order_of(day, lines);
    sent.what.shipping_minor = 500;
    s.receipts.push_back(s.commit(sent).receipt);
    CHECK(s.receipts[0].awards[0].amount == 25);
    CHECK(s.bring_back(day, 0, {back(1, 1)}).receipt.awards[0].taken_back == 10);
    CHECK(s.bring_back(day, 0, {back(1, 1)}).receipt.awards[0].taken_back == 25);
}

namespace {

constexpr auto many =
    compose("many", currencies::EUR, accrual("tens", 1).per_whole(10).from_order_of(50).taken_back(anew),
            accrual("lines", ratio(7, 3)).rounded(rounding_scope::line, rounding::half_up).taken_back(anew),
            accrual("items", 5).per_item().from_items(3).taken_back(anew),
            accrual("orders", 9).per_order().taken_back(anew),
            accrual("books", 1).with(extra{.times = 3, .lines = {.category = books}}).taken_back(anew),
            accrual("capped", 1).capped(at_most(40).per_order()).taken_back(anew), returns(730));

/// Returns: what is left of every award after the goods came back, one unit after the other.
std::map<rule_id, std::int64_t> left_after(std::vector<line> const& lines,
                                           std::vector<std::uint32_t> const& numbers) {
    shop s(many);
    s.buy(day, lines);
    std::map<rule_id, std::int64_t> left;
    for (receipt_award const& a : s.receipts[0].awards) left[a.rule] = a.amount;
    for (std::uint32_t const number : numbers)
        for (receipt_award const& a : s.bring_back(day + 1, 0, {back(number, 1)}).receipt.awards) {
            RC_ASSERT(a.amount - a.taken_back <= left[a.rule]);
            left[a.rule] = a.amount - a.taken_back;
        }
    for (receipt_award const& a : s.receipts[0].awards)
        RC_ASSERT(balance_of(s.member, many.chart(), a.pool, day + 1).available == left[a.rule]);
    std::erase_if(left, [](auto const& award) { return award.second == 0; });
    return left;
}

}  // namespace

TEST_CASE("laws of awards that are recomputed") {
    CHECK_PROPERTY(
        "what is left is what the kept goods alone would have earned, in any order of returns", [] {
            std::vector<line> bought, kept;
            std::vector<std::uint32_t> go_back;
            for (std::uint32_t number = 1; number <= 3; ++number) {
                auto const quantity = *rc::gen::inRange<std::uint32_t>(1, 4);
                auto const gone = *rc::gen::inRange<std::uint32_t>(0, quantity + 1);
                auto const each = *rc::gen::inRange<std::int64_t>(0, 4'000);
                category_id const category{*rc::gen::element<std::uint64_t>(0, 7)};
                bought.push_back(units(number, quantity, each, category));
                if (gone < quantity) kept.push_back(units(number, quantity - gone, each, category));
                go_back.insert(go_back.end(), gone, number);
            }
            auto const left = left_after(bought, go_back);
            RC_ASSERT(left == (kept.empty() ? decltype(left){} : left_after(kept, {})));
            auto const one = *rc::gen::inRange<std::size_t>(0, go_back.size() + 1);
            std::rotate(go_back.begin(), go_back.begin() + static_cast<std::ptrdiff_t>(one), go_back.end());
            std::reverse(go_back.begin() + static_cast<std::ptrdiff_t>(go_back.size() / 2), go_back.end());
            RC_ASSERT(left == left_after(bought, go_back));
        });
}
