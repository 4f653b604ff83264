// SPDX-License-Identifier: BSL-1.0
#include <string>
#include <vector>

#include <tessera/tessera.hpp>

#include "support/property.hpp"
#include "support/shop.hpp"

using namespace tessera;
using namespace tessera::literals;
using shop_tests::day_of;
using shop_tests::item;

namespace {

constexpr date thursday = date_of(2026, 1, 1);
constexpr category_id books{7}, toys{8};
constexpr tag_set label_one = host_tag, in_app = host_tag << 1;
constexpr auto one_each = accrual("points", 1);
constexpr auto club = tiers("club", order_count(), tier{"known", 1});

line of(category_id category, std::int64_t minor, std::uint32_t quantity = 1, tag_set tags = 0) {
    return {.category = category, .tags = tags, .quantity = quantity, .list_minor = minor};
}

/// Returns: the points that an order of these lines earns a new member.
template <class Accrual>
std::int64_t earned(Accrual const& rule, std::vector<line> const& lines, date day = thursday,
                    tag_set tags = 0) {
    auto const program = make("earned", currencies::EUR, rule);
    REQUIRE(program.has_value());
    shop_tests::shop s(*program);
    order what = s.order_of(day, lines);
    what.tags = tags;
    s.commit(what);
    return s.balance("points", day).available;
}

}  // namespace

TEST_CASE("points for whole amounts: whole amounts first, then points") {
    // 10 points for every whole 2.00.
    auto const rows = text_table::rows(R"(
        spent | per whole | at 5 per unit
        1.99  | 0         | 9
        2.00  | 10        | 10
        7.00  | 30        | 35
        7.99  | 30        | 39
        8.00  | 40        | 40
    )");
    for (std::size_t i = 1; i < rows.size(); ++i) {
        std::vector<line> const one{item(shop_tests::cents(rows[i][0]))};
        CHECK(std::to_string(earned(accrual("points", 10).per_whole(2), one)) == rows[i][1]);
        CHECK(std::to_string(earned(accrual("points", 5), one)) == rows[i][2]);
    }
    std::vector<line> const lines{item(350), item(350), item(199)};
    CHECK(earned(accrual("points", 10).per_whole(2), lines) == 40);
    CHECK(earned(accrual("points", 10).per_whole(2).rounded(rounding_scope::line), lines) == 20);
    CHECK(earned(accrual("points", ratio(1, 2)).per_whole(1), {item(399)}) == 1);
    CHECK(earned(accrual("points", ratio(1, 2)).per_whole(1).rounded(rounding_scope::order, rounding::up),
                 {item(399)}) == 2);
}

TEST_CASE("points by the order, by the line, by the item") {
    std::vector<line> const lines{of(books, 500, 3), of(toys, 900, 2), of(books, 100)};
    constexpr auto of_books = paid_price.over({.category = books});
    constexpr auto of_none = paid_price.over({.category = {9}});
    auto const rows = text_table::rows(R"(
        rule      | all | books | none
        per order | 5   | 5     | 0
        per line  | 15  | 10    | 0
        per item  | 30  | 20    | 0
    )");
    accrual<> const five("points", 5);
    accrual<> const rules[] = {five.per_order(), five.per_line(), five.per_item()};
    for (std::size_t i = 0; i < 3; ++i) {
        INFO(rows[i + 1][0]);
        CHECK(std::to_string(earned(rules[i], lines)) == rows[i + 1][1]);
        CHECK(std::to_string(earned(rules[i].of(of_books), lines)) == rows[i + 1][2]);
        CHECK(std::to_string(earned(rules[i].of(of_none), lines)) == rows[i + 1][3]);
    }
    CHECK(earned(accrual("points", ratio(1, 2)).per_item(), lines) == 3);
    CHECK(earned(accrual("points", ratio(1, 2)).per_item().rounded(rounding_scope::line), lines) ==
          1 + 1 + 0);
    CHECK(earned(accrual("points", 1.5_x).per_order().with_decimals(1), lines) == 15);
    CHECK(earned(five.per_item(), {item(500, no_earn)}) == 0);
}

TEST_CASE("double and triple points combine by product, sum or max") {
    constexpr auto rule = one_each.with(extra{.times = 2, .when = schedule().on(weekday::thursday)},
                                        extra{.times = 3, .channel = in_app});
    auto const rows = text_table::rows(R"(
        day        | in the app | product | sum | max
        2026-01-01 | no         | 20      | 20  | 20
        2026-01-01 | yes        | 60      | 40  | 30
        2026-01-02 | no         | 10      | 10  | 10
        2026-01-02 | yes        | 30      | 30  | 30
    )");
    constexpr combining ways[] = {combining::product, combining::sum, combining::max};
    for (std::size_t i = 1; i < rows.size(); ++i)
        for (std::size_t c = 2; c < 5; ++c) {
            INFO(text_table::line_of(rows[i]) << ", column " << c);
            tag_set const tags = rows[i][1] == "yes" ? in_app | label_one : label_one;
            CHECK(std::to_string(earned(rule.combined_by(ways[c - 2]), {item(1'000)}, day_of(rows[i][0]),
                                        tags)) == rows[i][c]);
        }
    // Less than once: alone it counts as it is, and no sum falls below nothing.
    constexpr auto half = extra{.times = 0.25_x};
    CHECK(earned(one_each.with(half).combined_by(combining::max), {item(1'000)}) == 2);
    CHECK(earned(one_each.with(half, half).combined_by(combining::sum), {item(1'000)}) == 0);
    CHECK(earned(one_each.with(half, half), {item(1'600)}) == 1);
}

TEST_CASE("an extra for some lines multiplies what these lines earn, once") {
    constexpr auto rule = one_each.with(extra{.times = 2, .lines = {.category = books}},
                                        extra{.times = 3, .lines = {.with = label_one}});
    auto const rows = text_table::rows(R"(
        lines                         | product | sum   | max
        toy 10.00                     | 10      | 10    | 10
        book 10.00                    | 20      | 20    | 20
        book 10.00, toy 5.00          | 25      | 25    | 25
        book labeled 10.00            | 60      | 40    | 30
        book labeled 10.00, book 1.00 | 62      | 42    | 32
        book 0.50, toy 0.50           | 1       | 1     | 1
    )");
    std::vector<line> const orders[] = {{of(toys, 1'000)},
                                        {of(books, 1'000)},
                                        {of(books, 1'000), of(toys, 500)},
                                        {of(books, 1'000, 1, label_one)},
                                        {of(books, 1'000, 1, label_one), of(books, 100)},
                                        {of(books, 50), of(toys, 50)}};
    constexpr combining ways[] = {combining::product, combining::sum, combining::max};
    for (std::size_t i = 1; i < rows.size(); ++i)
        for (std::size_t c = 1; c < 4; ++c) {
            INFO(rows[i][0] << ", " << rows[0][c]);
            CHECK(std::to_string(earned(rule.combined_by(ways[c - 1]), orders[i - 1])) == rows[i][c]);
        }
    // One rounding for the order, whatever lines are worth; by line one each.
    std::vector<line> const halves{of(books, 25), of(toys, 50)};
    CHECK(earned(rule, halves) == 1);
    CHECK(earned(rule.rounded(rounding_scope::line), halves) == 0);
    CHECK(earned(rule.rounded(rounding_scope::line, rounding::up), halves) == 2);
    // An item on two lines earns like one on one line.
    CHECK(earned(rule, {of(books, 500), of(books, 500)}) == 20);
    CHECK(earned(rule.per_item(), {of(books, 500, 2), of(toys, 100)}) == 5);
    CHECK(earned(rule.per_order(), {of(books, 500, 2), of(toys, 100)}) == 2);
    CHECK(earned(rule.of(paid_price.with_shipping()), {of(books, 500)}) == 10);
}

TEST_CASE("an extra for lines leaves shipping alone") {
    auto const program = make("shipping", currencies::EUR,
                              one_each.of(paid_price.with_shipping())
                                  .with(extra{.times = 2, .lines = {.category = books}},
                                        extra{.times = 10, .when = schedule().on(weekday::friday)}));
    REQUIRE(program.has_value());
    auto const with_shipping = [&](date day) {
        shop_tests::shop s(*program);
        order what = s.order_of(day, {of(books, 1'000)});
        what.what.shipping_minor = 500;
        s.commit(what);
        return s.balance("points", day).available;
    };
    CHECK(with_shipping(thursday) == 25);
    CHECK(with_shipping(thursday + 1) == 250);
}

TEST_CASE("tiers, days and lines multiply together, by carry too") {
    constexpr auto rule = accrual("points", ratio(1, 3))
                              .times("club", multiplier{"known", 1.5_x})
                              .with(extra{.times = 1.2_x, .lines = {.category = books}})
                              .rounded(rounding_scope::carry);
    constexpr auto program = compose("together", currencies::EUR, club, rule);
    shop_tests::shop s(program);
    s.buy(thursday, {of(toys, 1'000)});  // 10/3 = 3 1/3
    CHECK(s.balance("points", thursday).available == 3);
    s.buy(thursday, {of(books, 1'000), of(toys, 100)});  // 1/3 x 1.5 x 1.2 x 10 + 1/2 = 6 1/2: 9 5/6 in all
    CHECK(s.balance("points", thursday).available == 9);
    s.buy(thursday, {of(toys, 33)});  // 0.165 more: 9.998...
    CHECK(s.balance("points", thursday).available == 9);
    s.buy(thursday, {of(toys, 1)});
    CHECK(s.balance("points", thursday).available == 10);
}

TEST_CASE("for which orders a rule speaks") {
    constexpr date friday = thursday + 1;
    std::vector<line> const small{item(1'999)}, enough{item(2'000)},
        three{of(books, 100, 2), of(toys, 100, 1)};
    CHECK(earned(one_each.from_order_of(20), small) == 0);
    CHECK(earned(one_each.from_order_of(20), enough) == 20);
    CHECK(earned(one_each.from_order_of(20, list_price), {{.list_minor = 2'000, .promotion_minor = 500}}) ==
          15);
    CHECK(earned(one_each.from_order_of(20), {{.list_minor = 2'000, .promotion_minor = 500}}) == 0);
    CHECK(earned(one_each.of(paid_price.over({.category = books})).from_order_of(2), three) == 1);
    CHECK(earned(one_each.from_items(3), three) == 2);
    CHECK(earned(one_each.from_items(4), three) == 0);
    CHECK(earned(one_each.of(paid_price.over({.category = books})).from_items(3), three) == 0);
    CHECK(earned(one_each.when(schedule().on(weekday::friday)), enough, friday) == 20);
    CHECK(earned(one_each.when(schedule().on(weekday::friday)), enough, thursday) == 0);
    CHECK(earned(one_each.when(schedule().between(friday, friday + 1)), enough, friday) == 20);
    CHECK(earned(one_each.when(schedule().between(friday, friday + 1)), enough, friday + 1) == 0);
    CHECK(earned(one_each.in_channel(in_app | label_one), enough, thursday, in_app | label_one) == 20);
    CHECK(earned(one_each.in_channel(in_app | label_one), enough, thursday, in_app) == 0);
}

TEST_CASE("goods that come back need no minimum, and may round otherwise") {
    auto const program = make("back", currencies::EUR,
                              one_each.from_order_of(20).from_items(2).rounded(
                                  rounding_scope::order, rounding::half_up, rounding::down));
    REQUIRE(program.has_value());
    shop_tests::shop s(*program);
    s.buy(thursday, {of(books, 2'050, 2)});
    CHECK(s.balance("points", thursday).available == 21);
    s.give_back(thursday, 550);
    CHECK(s.balance("points", thursday).available == 16);
}

TEST_CASE("laws of rates") {
    CHECK_PROPERTY("by order, what lines earn is the exact sum, rounded once", [] {
        auto const amounts =
            *rc::gen::container<std::vector<std::uint16_t>>(rc::gen::arbitrary<std::uint16_t>());
        RC_PRE(!amounts.empty());
        std::vector<line> lines;
        std::int64_t sixths = 0;
        for (std::size_t i = 0; i < amounts.size(); ++i) {
            lines.push_back(of(i % 2 ? books : toys, amounts[i]));
            sixths += amounts[i] * (i % 2 ? 3 : 2);
        }
        auto const rule =
            accrual("points", ratio(1, 3)).with(extra{.times = 1.5_x, .lines = {.category = books}});
        RC_ASSERT(earned(rule, lines) == sixths / 600);
    });
}
