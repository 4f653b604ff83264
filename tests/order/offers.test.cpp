// SPDX-License-Identifier: BSL-1.0
#include <string>
#include <vector>

#include <tessera/offers.hpp>
#include <tessera/tessera.hpp>

#include "support/property.hpp"

using namespace tessera;
using namespace tessera::literals;

namespace offer_tests {

/// A cart that owns what it names.
struct basket {
    std::vector<line> lines;
    std::vector<rule_id> claims;
    std::vector<offer_use> uses;
    std::vector<line_facts> about;
    std::int64_t shipping = 0;
    std::int64_t parcel = 0;
    tag_set tags = 0;

    basket& add(std::string_view sku, std::uint32_t quantity, std::int64_t unit_minor) {
        lines.push_back({.sku = sku_named(sku), .quantity = quantity, .list_minor = unit_minor * quantity});
        return *this;
    }
    [[nodiscard]] cart view() const { return {lines, shipping, parcel, about, claims, uses, tags}; }
};

inline line_filter only(std::string_view sku) { return {.sku = sku_named(sku)}; }

/// Returns: the order priced by the rules, for somebody without an account.
template <class... Rules>
priced_order priced(basket const& what, Rules const&... rules) {
    auto const program = make("offers", currencies::EUR, rules...);
    REQUIRE(program.has_value());
    priced_order out;
    REQUIRE(program->quote({}, what.view(), out).has_value());
    return out;
}

/// Returns: what comes off the lines.
inline std::vector<std::int64_t> line_offs(priced_order const& out) {
    std::vector<std::int64_t> shares(out.lines.size()), scratch(out.lines.size());
    for (adjustment const& a : out.adjustments) add_shares(out, a, shares, scratch);
    return shares;
}

inline std::int64_t off_of(basket const& what, offer const& one) {
    return priced(what, offers("all", {one})).totals.member_minor;
}

}  // namespace offer_tests

using namespace offer_tests;
using offs = std::vector<std::int64_t>;

TEST_CASE("an offer takes a share, an amount or a price off the units it chooses") {
    basket const three = basket{}.add("mug", 3, 13'95);
    CHECK(off_of(three, offer("tenth").share_off(10_percent)) == 4'19);
    CHECK(off_of(three,
                 offer("tenth by line").share_off(10_percent).rounded(rounding::down, offer_rounded::line)) ==
          4'18);
    CHECK(off_of(
              three,
              offer("tenth by unit").share_off(10_percent).rounded(rounding::half_up, offer_rounded::unit)) ==
          4'20);
    CHECK(off_of(three, offer("ten each").amount_off(10, offer_per::unit)) == 30'00);
    CHECK(off_of(three, offer("twenty each").amount_off(20, offer_per::unit)) == 41'85);
    CHECK(off_of(three, offer("ten a line").amount_off(10, offer_per::line)) == 10'00);
    CHECK(off_of(three, offer("ten").amount_off(10)) == 10'00);
    CHECK(off_of(three, offer("special").unit_price("9.95"_d)) == 12'00);
    CHECK(off_of(three, offer("dearer").unit_price(20)) == 0);
    CHECK(off_of(three, offer("all for thirty").total_price(30)) == 11'85);
    CHECK(off_of(three, offer("capped").share_off(50_percent).at_most(5)) == 5'00);
}

TEST_CASE("an amount is split over the lines, none of which falls below its lowest price") {
    basket four =
        basket{}.add("shirt", 2, 50'00).add("keyboard", 2, 20'00).add("mouse", 1, 30'00).add("cup", 1, 10'00);
    auto const all = [&](decimal amount) {
        return line_offs(priced(four, offers("all", {offer("off").amount_off(amount)})));
    };
    CHECK(all(36) == offs{20'00, 8'00, 6'00, 2'00});
    four.about = {{.lowest_minor = 90'00}, {.lowest_minor = 30'00}, {}, {}};
    CHECK(all(36) == offs{10'00, 10'00, 12'00, 4'00});
    CHECK(all(1000) == offs{10'00, 10'00, 30'00, 10'00});
}

TEST_CASE("units are chosen by price and in sets, whatever their number") {
    basket const hats = basket{}.add("coat", 13, 10'00).add("hat", 6, 30'00).add("cap", 3, 25'00);
    line_filter const coats = only("coat");
    CHECK(off_of(hats, offer("a hat").share_off(10_percent).over(only("hat")).bought(6, coats, 4)) == 18'00);
    CHECK(off_of(hats, offer("one").share_off(1).over(only("hat")).bought(20, coats)) == 0);
    CHECK(off_of(hats, offer("cheapest").share_off(1).cheapest(2)) == 20'00);
    CHECK(off_of(hats, offer("dearest").share_off(1).dearest(7)) == 6 * 30'00 + 25'00);
    CHECK(off_of(hats, offer("third free").share_off(1).over(coats).bought(2, coats).cheapest(every_unit)) ==
          40'00);
    unit_choice pairs{.lines = only("cap"), .in_sets_of = 2};
    CHECK(off_of(hats, offer("pairs").total_price(40).of(pairs)) == 10'00);
    pairs.in_sets_of = 4;
    CHECK(off_of(hats, offer("fours").total_price(40).of(pairs)) == 0);
    unit_choice const cheap{.price_from = 25, .price_to = 25};
    CHECK(off_of(hats, offer("cheap").amount_off(1, offer_per::unit).of(cheap)) == 3'00);
    unit_choice const two{.most_of_line = 2};
    CHECK(off_of(hats, offer("two of each").amount_off(1, offer_per::unit).of(two)) == 6'00);
    basket const crowd = basket{}.add("nut", 4'000'000'000U, 1);
    CHECK(off_of(crowd, offer("third").share_off(1).bought(2, {})) == 1'333'333'333);
}

TEST_CASE("offers for some units of one line take different ones, where they are for whole lines") {
    basket const four = basket{}.add("mug", 4, 10'00);
    auto const off = [&](auto shape) {
        std::vector<offer> all;
        for (std::string_view const name : {"one", "two", "three"})
            all.push_back(shape(offer(name).share_off(1).dearest(1)).in("all"));
        return priced(four, offers("o", all, {{.name = "all", .how = stacking::sum}})).totals.member_minor;
    };
    CHECK(off([](offer const& o) { return o; }) ==
          10'00 + 7'50 + 5'63);  // each unit is a quarter of what is left
    CHECK(off([](offer const& o) { return o.off_whole_lines(); }) == 30'00);
    CHECK(off([](offer const& o) { return o.off_whole_lines().amount_off(20, offer_per::unit); }) == 30'00);
    CHECK(off([](offer const& o) { return o.off_whole_lines().dearest(2); }) == 40'00);
    basket kept = four;
    kept.about = {{.lowest_minor = 25'00}};
    auto const half = offer("half").amount_off(20, offer_per::unit).cheapest(2).off_whole_lines();
    CHECK(off_of(kept, half) == 15'00);
    CHECK(off_of(basket{}.add("pen", 5, 1'80), half) == 3'60);
}

TEST_CASE("where everything costs what it did before, the dearest unit is the one that was") {
    basket const two = basket{}.add("coat", 1, 30'00).add("hat", 1, 20'00);
    std::vector<offer> const all{offer("coats").amount_off(15).over(only("coat")).in("all").priority(1),
                                 offer("dearest").share_off(50_percent).dearest(1).in("all")};
    auto const stacked = [&](stacking how) {
        return line_offs(priced(two, offers("o", all, {{.name = "all", .how = how}})));
    };
    CHECK(stacked(stacking::product) == offs{15'00, 10'00});
    CHECK(stacked(stacking::sum) == offs{30'00, 0});
}

TEST_CASE("an offer gives more from its steps on, and nothing below its minimum") {
    auto const steps =
        offer("steps").share_off(10_percent).step({20, 15_percent, {}}).step({30, 20_percent, {}});
    CHECK(off_of(basket{}.add("a", 1, 10'00), steps) == 1'00);
    CHECK(off_of(basket{}.add("a", 2, 10'00), steps) == 3'00);
    CHECK(off_of(basket{}.add("a", 3, 10'00), steps) == 6'00);
    auto const from = offer("from").amount_off(10).from(80);
    CHECK(off_of(basket{}.add("a", 1, 80'00), from) == 10'00);
    priced_order const below = priced(basket{}.add("a", 1, 62'00), offers("all", {from}));
    REQUIRE(below.reasons.size() == 1);
    CHECK(below.reasons[0] == reason{18'00, 80'00, offer::id_of("from"), reason_code::offer_missing, 0});
    auto const units = offer("units").amount_off(10).from(3, {.lines = only("a"), .units = true});
    CHECK(off_of(basket{}.add("a", 3, 8'00), units) == 10'00);
    CHECK(off_of(basket{}.add("b", 3, 8'00), units) == 0);
}

TEST_CASE("an offer is for those who bear its marks, ask for it, or have not used it up") {
    basket one = basket{}.add("a", 1, 10'00);
    auto const birthday = offer("birthday").amount_off(1).given(host_tag);
    auto const code = offer("code").amount_off(2).on_request();
    auto const twice = offer("twice").amount_off(4).used_at_most(2, 5);
    auto const all = [&] { return priced(one, offers("all", {birthday, code, twice})).totals.member_minor; };
    CHECK(all() == 4'00);
    one.tags = host_tag;
    one.claims = {code.id()};
    CHECK(all() == 7'00);
    one.uses = {{twice.id(), 1, 4}};
    CHECK(all() == 7'00);
    one.uses = {{twice.id(), 2, 2}};
    CHECK(all() == 3'00);
    one.uses = {{twice.id(), 0, 5}};
    CHECK(all() == 3'00);
}

TEST_CASE("an offer has a budget for all orders together, and none exceeds it") {
    basket one = basket{}.add("a", 1, 10'00);
    auto const tenth = offer("tenth").share_off(10_percent).budget(100);
    one.uses = {{.offer = tenth.id(), .given_minor = 99'00}};
    CHECK(off_of(one, tenth) == 1'00);
    one.uses[0].given_minor = 99'01;
    CHECK(off_of(one, tenth) == 0);
    one.uses.clear();
    CHECK(off_of(one, tenth) == 1'00);
    CHECK(off_of(one, tenth.budget(0)) == 0);
}

TEST_CASE("shipping has offers of its own, and never costs less than nothing") {
    basket one = basket{}.add("a", 1, 60'00);
    one.shipping = 100'00;
    auto const shipping = [&](std::vector<offer> const& all) {
        return priced(one, offers("all", all)).shipping_minor;
    };
    auto const ninety = offer("ninety").amount_off(90).of_shipping().priority(1);
    auto const fifth = offer("fifth").share_off(20_percent).of_shipping();
    CHECK(shipping({ninety}) == 10'00);
    CHECK(shipping({ninety, fifth}) == 8'00);
    CHECK(shipping({ninety, fifth.on_first_price()}) == 0);
    CHECK(shipping({offer("a").unit_price(90).of_shipping(), offer("b").unit_price(20).of_shipping(),
                    offer("c").unit_price(50).of_shipping()}) == 20'00);
    CHECK(priced(one, offers("all", {ninety})).payable_minor() == 70'00);
}

TEST_CASE("in a stack it is said which offers stand, and what the others would have given") {
    basket const one = basket{}.add("a", 2, 20'00).add("b", 1, 60'00);
    auto const ten = offer("ten").share_off(10_percent).in("all").priority(3);
    auto const twenty = offer("twenty").share_off(20_percent).in("all").over(only("a")).priority(2);
    auto const nine = offer("nine").amount_off(9).in("all").priority(1);
    auto const stacked = [&](stacking how) {
        return priced(one, offers("o", {nine, twenty, ten}, {{.name = "all", .how = how}}));
    };
    CHECK(stacked(stacking::product).totals.member_minor == 10'00 + 7'20 + 9'00);
    CHECK(stacked(stacking::sum).totals.member_minor == 10'00 + 8'00 + 9'00);
    CHECK(stacked(stacking::max).totals.member_minor == 10'00);
    CHECK(stacked(stacking::first).totals.member_minor == 10'00);
    CHECK(line_offs(stacked(stacking::max_of_line)) == offs{8'00, 6'00});
    CHECK(stacked(stacking::search).totals.member_minor == 26'20);
    reason const better{9'00, static_cast<std::int64_t>(ten.id().value), nine.id(),
                        reason_code::offer_suppressed, static_cast<std::uint16_t>(suppression::better)};
    auto const reasons = stacked(stacking::max).reasons;
    CHECK(std::count(reasons.begin(), reasons.end(), better) == 1);
    auto const two = priced(one, offers("o", {nine, twenty, ten.not_with("nine")},
                                        {{.name = "all", .how = stacking::search, .together = 2}}));
    CHECK(two.totals.member_minor == 17'20);  // 10 and then 20 % of 36; 20 % and 9 would be 17.00
    auto const alone = priced(one, offers("o", {nine.alone(), twenty, ten}, {{.name = "all"}}));
    CHECK(alone.totals.member_minor == 9'00);
}

TEST_CASE("gifts and perks come with an order and change no price") {
    basket const seven = basket{}.add("shoe", 7, 50'00);
    line_filter const shoes = only("shoe");
    auto const socks = offer("socks").gift(sku_named("socks"), 1, 3).bought(3, shoes);
    auto const express = offer("express").perk(host_tag).from(300);
    priced_order const out = priced(seven, offers("all", {socks, express}));
    CHECK(out.totals.member_minor == 0);
    REQUIRE(out.entitlements.size() == 2);
    for (entitlement const& e : out.entitlements)
        CHECK(e == (e.rule == socks.id() ? entitlement{socks.id(), 2, sku_named("socks"), 0, 6'00}
                                         : entitlement{express.id(), 1, {}, host_tag, 0}));
}
