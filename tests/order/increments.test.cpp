// SPDX-License-Identifier: BSL-1.0
#include <cstdint>
#include <vector>

#include "order/priced_basket.hpp"

/// What comes off for every so much, and what whole bundles cost.

using namespace basket_tests;
using namespace tessera::literals;

namespace {

std::int64_t off_at(offer const& one, std::int64_t minor) {
    return off_of(basket{}.add("a", 1, minor), {one});
}
errc mistake_of(offer const& one) { return make("shop", currencies::EUR, offers("all", {one})).error(); }

}  // namespace

TEST_CASE("ten off for every hundred, as often as the order has them") {
    auto const tens = offer("tens").amount_off(10).for_every(100);
    CHECK(off_at(tens, 99'99) == 0);
    CHECK(off_at(tens, 100'00) == 10'00);
    CHECK(off_at(tens, 199'99) == 10'00);
    CHECK(off_at(tens, 200'00) == 20'00);
    CHECK(off_at(tens, 1'049'00) == 100'00);
    CHECK(off_at(tens.for_every(100, {}, 3), 1'049'00) == 30'00);
    CHECK(off_at(tens.at_most(25), 1'049'00) == 25'00);
    CHECK(off_at(tens.from(300), 299'00) == 0);
    CHECK(off_at(tens.from(300), 300'00) == 30'00);
}

TEST_CASE("what is missing to the first of every so much is a hint") {
    auto const tens = offer("tens").amount_off(10).for_every(100);
    CHECK(said_of(priced(basket{}.add("a", 1, 82'00), {tens}), "tens") ==
          std::vector<reason>{{18'00, 100'00, offer::id_of("tens"), reason_code::offer_missing, 0}});
    auto const by_units = offer("cups").amount_off(1).for_every(3, {.units = true});
    CHECK(said_of(priced(basket{}.add("a", 2, 82'00), {by_units}), "cups") ==
          std::vector<reason>{{1, 3, offer::id_of("cups"), reason_code::offer_missing_units, 0}});
    CHECK(off_of(basket{}.add("a", 7, 70'00), {by_units}) == 2'00);
}

TEST_CASE("for every so much of some lines, off others, and gifts") {
    basket const both = basket{}.add("book", 1, 250'00).add("toy", 1, 30'00);
    auto const toys = offer("toys").amount_off(10).over(only("toy")).for_every(100, {.lines = only("book")});
    CHECK(line_offs(both, {toys}) == amounts{0, 20'00});
    auto const all = offer("toys").amount_off(20).over(only("toy")).for_every(100, {.lines = only("book")});
    CHECK(line_offs(both, {all}) == amounts{0, 30'00});  // never more than they cost
    auto const cups = offer("cups").gift(sku_named("cup"), 2, 3).for_every(100);
    auto const given = priced(both, {cups}).entitlements;
    REQUIRE(given.size() == 1);
    CHECK(given[0].quantity == 4);
    CHECK(given[0].worth_minor == 12'00);
}

TEST_CASE("gifts for every so much are worth what all of them are, where offers compete") {
    auto const cup = offer("cup").gift(sku_named("cup"), 1, 3).for_every(100).in("best");
    auto const ten = offer("ten").amount_off(10).in("best");
    std::vector<stack> const best{{"best", stacking::max}};
    CHECK(off_of(basket{}.add("a", 1, 399'00), {cup, ten}, best) == 10'00);  // three cups are 9.00
    auto const four = priced(basket{}.add("a", 1, 400'00), {cup, ten}, best);
    CHECK(four.totals.member_minor == 0);
    CHECK(four.entitlements.size() == 1);
}

TEST_CASE("every so much of what is left looks at the running price") {
    auto const half = offer("half").share_off(50_percent).priority(1);
    auto const tens = offer("tens").amount_off(10);
    basket const one = basket{}.add("a", 1, 390'00);
    CHECK(off_of(one, {half, tens.for_every(100)}) == 195'00 + 30'00);
    CHECK(off_of(one, {half, tens.for_every(100, {.running = true})}) == 195'00 + 10'00);
}

TEST_CASE("an amount so many times that it fits no number is one beyond the price") {
    auto const most = offer("most").amount_off({INT64_MAX / 4, 2}).for_every("0.01"_d);
    CHECK(off_at(most, 123'45) == 123'45);
}

TEST_CASE("brackets give each part of the price its own share, rounded once") {
    auto const parts = offer("parts")
                           .share_off(0)
                           .step({.from = 100, .share = 5_percent})
                           .step({.from = 200, .share = 10_percent});
    CHECK(off_at(parts, 250'00) == 25'00);
    CHECK(off_at(parts.brackets(), 100'00) == 0);
    CHECK(off_at(parts.brackets(), 100'10) == 1);  // 0.005, half up
    CHECK(off_at(parts.brackets(), 200'00) == 5'00);
    CHECK(off_at(parts.brackets(), 250'00) == 10'00);
    CHECK(off_at(parts.brackets().share_off(1_percent), 250'00) == 11'00);
    CHECK(line_offs(basket{}.add("a", 1, 150'00).add("b", 1, 100'00), {parts.brackets()}) ==
          amounts{6'00, 4'00});
    CHECK(off_of(basket{}.add("a", 1, 150'00).add("b", 1, 100'00), {parts.brackets().over(only("a"))}) ==
          2'50);
    CHECK(mistake_of(parts.brackets().rounded(rounding::half_up, offer_rounded::line)) ==
          errc::brackets_of_shares);
    CHECK(mistake_of(parts.brackets().steps_by({.units = true})) == errc::brackets_of_shares);
    CHECK(mistake_of(parts.brackets().of_shipping()) == errc::brackets_of_shares);
    CHECK(mistake_of(parts.brackets().when_returned(benefit_return::lost)) == errc::brackets_of_shares);
    CHECK(mistake_of(offer("a").share_off(5_percent).brackets()) == errc::brackets_of_shares);
    CHECK(mistake_of(offer("a").amount_off(5).step({.from = 9, .amount = 6}).brackets()) ==
          errc::brackets_of_shares);
}

TEST_CASE("a bundle is one of each, as often as the order has all of them") {
    auto const menu = offer("menu").total_price("9.99"_d).bundle(
        {{only("burger"), 1}, {only("fries"), 1}, {only("drink"), 1}});
    basket const one = basket{}.add("burger", 1, 7'00).add("fries", 1, 3'00).add("drink", 1, 2'50);
    CHECK(off_of(one, {menu}) == 2'51);
    CHECK(line_offs(basket(one).add("salad", 1, 5'00), {menu.share_off(10_percent)}) ==
          amounts{70, 30, 25, 0});  // a line of no part is in none
    basket const two = basket{}.add("burger", 3, 21'00).add("fries", 2, 6'00).add("drink", 5, 12'50);
    CHECK(off_of(two, {menu}) == 2 * 2'51);
    CHECK(off_of(two, {menu.of({.most_sets = 1})}) == 2'51);
    CHECK(off_of(two, {menu.share_off(10_percent)}) == 2'50);  // of 14.00 + 6.00 + 5.00
    CHECK(said_of(priced(basket{}.add("burger", 2, 14'00).add("fries", 1, 3'00), {menu}), "menu") ==
          std::vector<reason>{{1, 3, offer::id_of("menu"), reason_code::offer_missing_set, 0}});
    CHECK(said_of(priced(basket{}.add("salad", 1, 5'00), {menu}), "menu").empty());
}

TEST_CASE("a bundle takes several of a part, and the dearest where it may choose") {
    line_filter const wine{.category = category_named("wine")};
    basket cellar;
    cellar.lines = {{.sku = sku_named("x"), .category = wine.category, .quantity = 2, .list_minor = 20'00},
                    {.sku = sku_named("y"), .category = wine.category, .quantity = 2, .list_minor = 30'00},
                    {.sku = sku_named("box"), .quantity = 1, .list_minor = 5'00}};
    cellar.about.resize(3);
    auto const gift_box = offer("box").share_off(10_percent).bundle({{only("box"), 1}, {wine, 3}});
    CHECK(off_of(cellar, {gift_box}) == 4'00);                                    // of 20 + 15 + 5
    CHECK(off_of(cellar, {gift_box.of({.rank = unit_rank::dearest})}) == 4'50);   // of 30 + 10 + 5
    CHECK(off_of(cellar, {gift_box.of({.rank = unit_rank::cheapest})}) == 4'00);  // of 20 + 15 + 5
}

TEST_CASE("a line is of the first part of a bundle that takes it") {
    auto const pair = offer("pair").share_off(50_percent).bundle({{only("a"), 1}, {{}, 1}});
    CHECK(off_of(basket{}.add("a", 2, 20'00), {pair}) == 0);  // no unit is both
    CHECK(off_of(basket{}.add("a", 2, 20'00).add("b", 1, 6'00), {pair}) == 8'00);
}

TEST_CASE("a gift of a bundle comes once for each") {
    auto const cups = offer("cups").gift(sku_named("cup"), 1, 3).bundle({{only("a"), 2}, {only("b"), 1}});
    CHECK(priced(basket{}.add("a", 5, 50'00).add("b", 2, 6'00), {cups}).entitlements[0].quantity == 2);
    CHECK(priced(basket{}.add("a", 5, 50'00), {cups}).entitlements.empty());
}

TEST_CASE("an offer counts in one way, and gives an amount for every so much") {
    auto const tens = offer("tens").amount_off(10).for_every(100);
    CHECK(mistake_of(offer("a").share_off(10_percent).for_every(100)) == errc::amount_needed);
    CHECK(mistake_of(offer("a").amount_off(1, offer_per::unit).for_every(100)) == errc::amount_needed);
    CHECK(mistake_of(offer("a").unit_price(1).for_every(100)) == errc::amount_needed);
    CHECK(mistake_of(tens.for_every(-100)) == errc::negative_rate);
    CHECK(mistake_of(tens.for_every(0)) == errc::not_above_zero);  // and not once for every order
    CHECK(mistake_of(tens.for_every(100, {}, 0)) == errc::not_above_zero);
    CHECK(mistake_of(tens.step({.from = 100, .amount = 15})) == errc::counted_twice);
    CHECK(mistake_of(tens.bought(2, {})) == errc::counted_twice);
    CHECK(mistake_of(tens.bundle({{only("a"), 1}})) == errc::counted_twice);
    auto const pair = offer("pair").share_off(50_percent).bundle({{only("a"), 1}, {only("b"), 1}});
    CHECK(mistake_of(pair.of({.in_sets_of = 2})) == errc::counted_twice);
    CHECK(mistake_of(pair.cheapest(1)) == errc::counted_twice);
    CHECK(mistake_of(offer("a").share_off(50_percent).bundle({{only("a"), 0}})) == errc::not_above_zero);
}
