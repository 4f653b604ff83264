// SPDX-License-Identifier: BSL-1.0
#include <algorithm>
#include <cstdint>
#include <string_view>
#include <vector>

#include <tessera/offers.hpp>
#include <tessera/tessera.hpp>

#include "support/catch.hpp"

using namespace tessera;
using namespace tessera::literals;

// Where offers end: at a line that costs nothing more, at another that stands, at the rule that lists them.

namespace offer_border_tests {

struct basket {
    std::vector<line> lines;
    std::vector<line_facts> about;
    basket& add(std::string_view sku, std::uint32_t quantity, std::int64_t unit_minor,
                std::int64_t cost_minor = -1) {
        lines.push_back({.sku = sku_named(sku), .quantity = quantity, .list_minor = unit_minor * quantity});
        about.push_back({.cost_minor = cost_minor});
        return *this;
    }
};
line_filter only(std::string_view sku) { return {.sku = sku_named(sku)}; }

template <class... Rules>
priced_order priced(basket const& what, Rules const&... rules) {
    auto const program = make("shop", currencies::EUR, rules...);
    REQUIRE(program.has_value());
    priced_order out;
    REQUIRE(program->quote({}, {.lines = what.lines, .about = what.about}, out).has_value());
    return out;
}
std::int64_t off_of(basket const& what, offer const& one) {
    return priced(what, offers("all", {one})).totals.member_minor;
}
std::size_t stood_in(priced_order const& out) {
    std::vector<rule_id> rules;
    for (adjustment const& a : out.adjustments)
        if (std::find(rules.begin(), rules.end(), a.rule) == rules.end()) rules.push_back(a.rule);
    return rules.size();
}
bool explains(priced_order const& out, std::string_view offer_name) {
    return std::any_of(out.reasons.begin(), out.reasons.end(),
                       [&](reason const& r) { return r.rule == offer::id_of(offer_name); });
}

}  // namespace offer_border_tests

using namespace offer_border_tests;

TEST_CASE("what rounding leaves over puts no line below zero") {
    basket const four = basket{}.add("a", 1, 1).add("b", 1, 2).add("c", 1, 2).add("d", 1, 2);
    for (rounding const mode : {rounding::half_up, rounding::half_down}) {
        auto const out = priced(
            four, offers("all", {offer("five").amount_off("0.05"_d).left_over(left_over_to::first, mode)}));
        for (adjustment const& a : out.adjustments) CHECK(a.off_minor <= four.lines[a.place - 1].list_minor);
    }
}

TEST_CASE("what is split comes off as a whole, and no more of it") {
    basket const four = basket{}.add("a", 1, 1).add("b", 1, 10).add("c", 1, 4).add("d", 1, 9);
    CHECK(off_of(four,
                 offer("four").amount_off("0.04"_d).left_over(left_over_to::first, rounding::half_up)) == 4);
}

TEST_CASE("a total price is that of the sets that are chosen") {
    basket const six = basket{}.add("x", 6, 10'00);
    unit_choice const one{.lines = only("x"), .most = 1, .bought = 2, .bought_of = only("x")};
    CHECK(off_of(six, offer("one for five").total_price(5).of(one)) == 5'00);
    basket const ab = basket{}.add("a", 3, 10'00).add("b", 1, 10'00);
    CHECK(off_of(ab, offer("b for five").total_price(5).over(only("b")).bought(1, only("a"))) == 5'00);
}

TEST_CASE("in a stack of the best of each line, offers that bar each other do not both stand") {
    basket const ab = basket{}.add("a", 1, 10'00).add("b", 1, 10'00);
    auto const one = offer("one").share_off(10_percent).over(only("a")).in("s");
    auto const other = offer("other").share_off(20_percent).over(only("b")).in("s");
    stack best{.name = "s", .how = stacking::max_of_line};
    CHECK(stood_in(priced(ab, offers("all", {one.not_with("other"), other}, {best}))) == 1);
    best.together = 1;
    CHECK(stood_in(priced(ab, offers("all", {one, other}, {best}))) == 1);
}

TEST_CASE(
    "in a stack of the best of each line, gifts stand, and a line whose best one lapses has the "
    "next") {
    basket const ab = basket{}.add("a", 1, 50'00).add("b", 1, 50'00);
    stack const best{.name = "s", .how = stacking::max_of_line};
    CHECK(priced(ab, offers("all", {offer("gift").gift(sku_named("soap"), 1, 3).in("s")}, {best}))
              .entitlements.size() == 1);
    auto const a = offer("a").share_off(20_percent).over(only("a")).priority(2).in("s");
    auto const b = offer("b").share_off(10_percent).from(100, {.running = true}).priority(1).in("s");
    auto const c = offer("c").share_off(5_percent).in("s");
    CHECK(priced(ab, offers("all", {a, b, c}, {best})).totals.member_minor >= 10'00 + 2'50);
}

TEST_CASE("a search gives what is worth nothing too, where it keeps nothing else away") {
    basket const one = basket{}.add("a", 1, 10'00);
    stack const search{.name = "s", .how = stacking::search};
    CHECK(
        priced(one, offers("all", {offer("express").perk(host_tag).in("s")}, {search})).entitlements.size() ==
        1);
}

TEST_CASE("what would have applied and does not is a reason, in every stack") {
    basket const one = basket{}.add("a", 1, 10'00);
    auto const ten = offer("ten").share_off(10_percent).in("s");
    auto const five = offer("five").share_off(5_percent).in("s");
    stack const best{.name = "s", .how = stacking::max_of_line};
    CHECK(explains(priced(one, offers("all", {ten, five}, {best})), "five"));
    stack const first{.name = "s", .how = stacking::first, .turn = 1};
    auto const before = offer("before").share_off(10_percent).not_with("ten");
    CHECK(explains(priced(one, offers("all", {before, ten, five}, {first})), "ten"));
}

TEST_CASE("two stacks of one name are a mistake, and the order of listing decides nothing") {
    auto const made =
        make("shop", currencies::EUR,
             offers("all", {offer("a").share_off(10_percent).in("s")},
                    {{.name = "s", .how = stacking::max}, {.name = "s", .how = stacking::sum}}));
    CHECK(made.error() == errc::stack_named_twice);
}

TEST_CASE("a step that says something else than its offer is a mistake") {
    auto const mistake = [](offer const& one) {
        return make("shop", currencies::EUR, offers("all", {one})).error();
    };
    CHECK(mistake(offer("a").share_off(10_percent).step({.from = 100, .amount = 15})) == errc::steps_differ);
    CHECK(mistake(offer("a").amount_off(10).step({.from = 100, .share = 15_percent})) == errc::steps_differ);
    CHECK(mistake(offer("a").share_off(10_percent).step({.from = 100, .share = ratio(-1, 10)})) ==
          errc::negative_rate);
    CHECK(mistake(offer("a").gift(sku_named("soap"), 1, 3).step({.from = 100, .share = 15_percent})) ==
          errc::steps_differ);
}

TEST_CASE("an offer that never stands with one of another rule is a mistake") {
    auto const made =
        make("shop", currencies::EUR, offers("some", {offer("a").share_off(10_percent).not_with("b")}),
             offers("others", {offer("b").share_off(10_percent)}));
    CHECK(made.error() == errc::unknown_benefit);
}

TEST_CASE("a unit price is what a unit costs, whatever came off before") {
    basket const one = basket{}.add("a", 2, 10'00);
    auto const three = offer("three").amount_off(3, offer_per::unit).priority(2);
    CHECK(priced(one, offers("all", {three, offer("eight").unit_price(8).on_first_price()}))
              .totals.paid_minor() == 14'00);
    CHECK(priced(one, offers("all", {three, offer("five").unit_price(5).on_first_price()}))
              .totals.paid_minor() == 10'00);
    CHECK(priced(one, offers("all", {three, offer("both").total_price(12).on_first_price()}))
              .totals.paid_minor() == 12'00);
}

TEST_CASE("a gift for units in sets comes with every set") {
    basket const ten = basket{}.add("a", 10, 1'00);
    auto const soap = offer("g").gift(sku_named("soap"), 1, 3).of({.in_sets_of = 4});
    CHECK(priced(ten, offers("all", {soap})).entitlements[0].quantity == 2);
    CHECK(priced(ten, offers("all", {soap.share_off(10_percent)})).entitlements[0].quantity == 2);
}

TEST_CASE("a gift for some lines needs one of them") {
    basket const one = basket{}.add("a", 1, 10'00);
    CHECK(priced(one, offers("all", {offer("g").gift(sku_named("soap"), 1, 3).over(only("shoe"))}))
              .entitlements.empty());
}
