// SPDX-License-Identifier: BSL-1.0
#include <cstdint>
#include <string>
#include <vector>

#include "order/priced_basket.hpp"

using namespace tessera;
using namespace tessera::literals;
using namespace basket_tests;

// What an offer takes off, and of whom, to be checked by eye.

TEST_CASE("offer amounts: units of a line cost their part of it, to the nearest cent") {
    auto const free = offer("free").share_off(1);
    CHECK(off_of(basket{}.add("pen", 3, 1'00), {free.cheapest(1)}) == 33);
    CHECK(off_of(basket{}.add("pen", 3, 1'00), {free.cheapest(2)}) == 67);
    CHECK(off_of(basket{}.add("pen", 3, 2'00), {free.cheapest(1)}) == 67);
    CHECK(off_of(basket{}.add("pen", 2, 1'01), {free.cheapest(1)}) == 51);
    // of three that may not cost less than 5.00 together, one keeps 1.67
    CHECK(off_of(basket{}.add("pen", 3, 9'00, 5'00), {free.cheapest(1)}) == 1'33);
    CHECK(off_of(basket{}.add("pen", 3, 9'00, 5'00), {free}) == 4'00);
}

TEST_CASE("offer amounts: an offer looks at what others left, or at what goods cost before any offer") {
    basket const mugs = basket{}.add("mug", 2, 20'00);
    auto const five = offer("five").amount_off(5).priority(2);
    auto const tenth = offer("tenth").share_off(10_percent);
    CHECK(off_of(mugs, {five, tenth}) == 5'00 + 1'50);
    CHECK(off_of(mugs, {five, tenth.on_first_price()}) == 5'00 + 2'00);
    CHECK(off_of(mugs, {five, tenth.on_first_price().cheapest(1)}) == 5'00 + 1'00);
    // a price is counted from what is left: two for 9.00 each are no less than 15.00
    CHECK(off_of(mugs, {five, offer("nine").unit_price(9).on_first_price()}) == 5'00);
    CHECK(off_of(mugs, {five, offer("seven").unit_price(7).on_first_price()}) == 5'00 + 1'00);
}

TEST_CASE("offer amounts: sets are counted up to the most that an order has") {
    basket const ten = basket{}.add("nut", 10, 10'00);
    unit_choice pairs{.in_sets_of = 2};
    auto const half = offer("half").share_off(50_percent);
    auto const pair = offer("pair for 1.50").total_price("1.50"_d);
    auto const free = offer("every second free").share_off(1);
    CHECK(off_of(ten, {half.of(pairs)}) == 5'00);
    CHECK(off_of(ten, {pair.of(pairs)}) == 2'50);
    CHECK(off_of(ten, {free.bought(1, {})}) == 5'00);
    pairs.most_sets = 3;
    CHECK(off_of(ten, {half.of(pairs)}) == 3'00);
    CHECK(off_of(ten, {pair.of(pairs)}) == 1'50);
    CHECK(off_of(ten, {free.of({.bought = 1, .most_sets = 2})}) == 2'00);
    CHECK(off_of(basket{}.add("nut", 9, 9'00), {pair.of({.in_sets_of = 2})}) == 2'00);
}

TEST_CASE("offer amounts: so much off each line is for those with a unit chosen") {
    basket const two = basket{}.add("pen", 2, 6'00).add("ink", 1, 9'00);
    auto const line = offer("line").amount_off("1.50"_d, offer_per::line);
    CHECK(line_offs(two, {line}) == amounts{1'50, 1'50});
    CHECK(line_offs(two, {line.dearest(1)}) == amounts{0, 1'50});
}

TEST_CASE("offer amounts: what splitting leaves over goes where the offer says") {
    // 0.13 over 1.00, 4.00 and 3.00 is 0.01625, 0.065 and 0.04875
    basket const three = basket{}.add("a", 1, 1'00).add("b", 1, 4'00).add("c", 1, 3'00);
    struct row {
        left_over_to whom;
        amounts down, half_up;
    };
    for (row const& r : std::vector<row>{{left_over_to::largest_remainder, {2, 6, 5}, {2, 6, 5}},
                                         {left_over_to::first, {2, 7, 4}, {1, 7, 5}},
                                         {left_over_to::last, {1, 7, 5}, {2, 7, 4}},
                                         {left_over_to::largest_weight, {1, 7, 5}, {2, 6, 5}},
                                         {left_over_to::separate, {1, 6, 4}, {2, 7, 5}},
                                         {left_over_to::block, {1, 4, 3}, {1, 4, 3}},
                                         {left_over_to::from_the_end, {2, 7, 4}, {2, 6, 5}}}) {
        INFO(static_cast<int>(r.whom));
        auto const off = offer("off").amount_off("0.13"_d);
        CHECK(line_offs(three, {off.left_over(r.whom)}) == r.down);
        CHECK(line_offs(three, {off.left_over(r.whom, rounding::half_up)}) == r.half_up);
    }
}

TEST_CASE("offer amounts: shipping has a cap too") {
    basket one = basket{}.add("a", 1, 60'00);
    one.shipping = 8'00;
    auto const half = offer("half").share_off(50_percent).of_shipping();
    CHECK(priced(one, {half}).shipping_minor == 4'00);
    CHECK(priced(one, {half.at_most(3)}).shipping_minor == 5'00);
    CHECK(priced(one, {half.at_most(4)}).shipping_minor == 4'00);
    CHECK(priced(one, {half.at_most(0)}).shipping_minor == 8'00);
}

TEST_CASE("offers to whom: an order bears all the marks that are asked for") {
    tag_set const birthday = host_tag, in_app = host_tag << 1U;
    basket const one = basket{}.add("a", 1, 10'00);
    auto const both = offer("both").amount_off(1).given(birthday | in_app);
    CHECK(off_of(one, {both}) == 0);
    CHECK(off_of(one.bearing(birthday), {both}) == 0);
    CHECK(off_of(one.bearing(in_app), {both}) == 0);
    CHECK(off_of(one.bearing(birthday | in_app), {both}) == 1'00);
}

TEST_CASE("offers to whom: they hold on their days") {
    basket const one = basket{}.add("a", 1, 10'00);
    auto const off = offer("off").amount_off(1);
    struct row {
        schedule days;
        date day;
        bool holds;
    };
    auto const spring = schedule().between(date_of(2026, 3, 1), date_of(2026, 6, 1));
    for (row const& r : std::vector<row>{{schedule().on(weekday::monday), date_of(2026, 3, 2), true},
                                         {schedule().on(weekday::monday), date_of(2026, 3, 3), false},
                                         {schedule().each_month(8), date_of(2026, 3, 8), true},
                                         {schedule().each_month(8), date_of(2026, 3, 9), false},
                                         {spring, date_of(2026, 2, 28), false},
                                         {spring, date_of(2026, 3, 1), true},
                                         {spring, date_of(2026, 5, 31), true},
                                         {spring, date_of(2026, 6, 1), false}}) {
        INFO(r.day.day);
        CHECK(off_of(one.on(r.day), {off.on(r.days)}) == (r.holds ? 1'00 : 0));
    }
}

TEST_CASE(
    "offers to whom: a minimum looks at amounts or units, of some lines, before or after other offers") {
    basket const two = basket{}.add("pen", 4, 20'00).add("ink", 1, 30'00);
    auto const first = offer("first").amount_off(10).priority(2).over(only("pen"));
    struct row {
        std::int64_t least;
        offer_threshold of;
        bool holds;
    };
    line_filter const pens = only("pen");
    for (row const& r : std::vector<row>{{50, {}, true},
                                         {51, {}, false},
                                         {20, {.lines = pens}, true},
                                         {21, {.lines = pens}, false},
                                         {5, {.units = true}, true},
                                         {6, {.units = true}, false},
                                         {4, {.lines = pens, .units = true}, true},
                                         {5, {.lines = pens, .units = true}, false},
                                         {40, {.running = true}, true},
                                         {41, {.running = true}, false},
                                         {10, {.lines = pens, .running = true}, true},
                                         {11, {.lines = pens, .running = true}, false}}) {
        INFO(r.least);
        auto const from = offer("from").amount_off(1).from({r.least, 0}, r.of);
        CHECK(off_of(two, {first, from}) == (r.holds ? 11'00 : 10'00));
        auto const step = offer("step").amount_off(1).step({{r.least, 0}, {}, 3}).steps_by(r.of);
        CHECK(off_of(two, {first, step}) == (r.holds ? 13'00 : 11'00));
    }
}

TEST_CASE("offers to whom: a budget and uses count what comes off shipping as well") {
    basket one = basket{}.add("a", 1, 10'00);
    one.shipping = 5'00;
    auto const free = offer("free").share_off(1).of_shipping();
    one.uses = {{.offer = free.id(), .by_member = 1, .by_all = 7, .given_minor = 95'00}};
    CHECK(priced(one, {free.budget(100)}).shipping_minor == 0);
    CHECK(priced(one, {free.budget("99.99"_d)}).shipping_minor == 5'00);
    CHECK(priced(one, {free.used_at_most(2)}).shipping_minor == 0);
    CHECK(priced(one, {free.used_at_most(1)}).shipping_minor == 5'00);
    CHECK(priced(one, {free.used_at_most(every_unit, 8)}).shipping_minor == 0);
    CHECK(priced(one, {free.used_at_most(every_unit, 7)}).shipping_minor == 5'00);
}

TEST_CASE("an offer that may be used 0 times never applies") {
    CHECK(off_of(basket{}.add("a", 1, 100'00), {offer("never").amount_off(5).used_at_most(0)}) == 0);
    CHECK(off_of(basket{}.add("a", 1, 100'00), {offer("never").amount_off(5).used_at_most(every_unit, 0)}) ==
          0);
}

TEST_CASE("with a most, an adjustment's base is what was looked at all the same") {
    auto const out = priced(basket{}.add("a", 1, 100'00), {offer("half").share_off(50_percent).at_most(10)});
    CHECK(out.adjustments[0].base_minor == 100'00);
}

TEST_CASE("of a most that the split leaves some of, only what comes off is taken, and never more") {
    basket const two = basket{}.add("a", 1, 1'00).add("b", 1, 2'00);
    auto const half = offer("half").share_off(50_percent).at_most("0.01"_d);
    auto const block = priced(two, {half.left_over(left_over_to::block)});
    CHECK(block.totals.member_minor == 0);
    CHECK(said_of(block, "half").empty());  // says that 0.01 came off
    // and what is in the stack with it stands aside for nothing
    auto const other = offer("other").amount_off(1).priority(-1);
    CHECK(off_of(two, {half.left_over(left_over_to::block).alone(), other}) == 1'00);
    // more comes off than the most
    basket const three = basket{}.add("a", 1, 1'00).add("b", 1, 4'00).add("c", 1, 3'00);
    auto const most = offer("most").share_off(50_percent).at_most("0.13"_d);
    CHECK(off_of(three, {most.left_over(left_over_to::separate, rounding::half_up)}) <= 13);  // 14
}
