// SPDX-License-Identifier: BSL-1.0
#include <algorithm>
#include <cstdint>
#include <string>
#include <vector>

#include "order/priced_basket.hpp"

using namespace tessera;
using namespace tessera::literals;
using namespace basket_tests;

// How offers stand together, and what is said of those that do not, to be checked by eye.

namespace stack_tests {

basket const hundred = basket{}.add("a", 1, 100'00);
stack const best{.name = "s", .how = stacking::max_of_line};
basket const two = basket{}.add("a", 1, 100'00).add("b", 1, 100'00);

offer const tenth = offer("tenth").share_off(10_percent).priority(3).in("s");
offer const fifth = offer("fifth").share_off(20_percent).priority(2).in("s");
offer const thirty = offer("thirty").amount_off(30).priority(1).in("s");
std::vector<offer> const all{thirty, fifth, tenth};

stack in(stacking how, std::int64_t together = every_unit) {
    return {.name = "s", .how = how, .together = together};
}
/// Returns: whether an offer gave something.
bool stands(priced_order const& out, std::string_view name) { return out.bears(offer::id_of(name)); }

/// Two offers that nothing but their ids sets apart: the earlier first.
std::vector<std::string_view> equal_names() {
    std::vector<std::string_view> names{"east", "west"};
    if (offer::id_of(names[1]) < offer::id_of(names[0])) std::swap(names[0], names[1]);
    return names;
}

}  // namespace stack_tests

using namespace stack_tests;

TEST_CASE("stacks: no more offers stand together than may") {
    struct row {
        stacking how;
        std::int64_t together, off;
    };
    for (row const& r : std::vector<row>{{stacking::product, every_unit, 10'00 + 18'00 + 30'00},
                                         {stacking::product, 2, 10'00 + 18'00},
                                         {stacking::product, 1, 10'00},
                                         {stacking::sum, every_unit, 10'00 + 20'00 + 30'00},
                                         {stacking::sum, 2, 10'00 + 20'00},
                                         {stacking::sum, 1, 10'00},
                                         {stacking::search, every_unit, 10'00 + 18'00 + 30'00},
                                         {stacking::search, 2, 20'00 + 30'00},
                                         {stacking::search, 1, 30'00}}) {
        INFO(static_cast<int>(r.how) << " " << r.together);
        CHECK(off_of(hundred, all, {in(r.how, r.together)}) == r.off);
    }
    auto const product = priced(hundred, all, {in(stacking::product, 2)});
    CHECK(said_of(product, "thirty") == gives_way("thirty", suppression::earlier, 30'00, "fifth"));
    auto const sum = priced(hundred, all, {in(stacking::sum, 1)});
    CHECK(said_of(sum, "fifth") == gives_way("fifth", suppression::earlier, 20'00, "tenth"));
    CHECK(said_of(sum, "thirty") == gives_way("thirty", suppression::earlier, 30'00, "tenth"));
    auto const first = priced(hundred, all, {in(stacking::first)});
    CHECK(first.totals.member_minor == 10'00);
    CHECK(said_of(first, "thirty") == gives_way("thirty", suppression::earlier, 30'00, "tenth"));
    auto const search = priced(hundred, all, {in(stacking::search, 2)});
    CHECK(said_of(search, "tenth") == gives_way("tenth", suppression::better, 10'00, "fifth"));
    auto const max = priced(hundred, all, {in(stacking::max)});
    CHECK(max.totals.member_minor == 30'00);
    CHECK(said_of(max, "tenth") == gives_way("tenth", suppression::better, 10'00, "thirty"));
    CHECK(said_of(max, "fifth") == gives_way("fifth", suppression::better, 20'00, "thirty"));
}

TEST_CASE("stacks: of lines that look for their best, no more offers have a place than may") {
    auto const of_a = fifth.over(only("a")), of_b = tenth.over(only("b"));
    CHECK(line_offs(two, {of_a, of_b}, {in(stacking::max_of_line)}) == amounts{20'00, 10'00});
    CHECK(line_offs(two, {of_a, of_b}, {in(stacking::max_of_line, 2)}) == amounts{20'00, 10'00});
    auto const one = priced(two, {of_a, of_b}, {in(stacking::max_of_line, 1)});
    CHECK(one.totals.member_minor == 10'00);  // the earlier by its priority
    CHECK(said_of(one, "fifth") == gives_way("fifth", suppression::earlier, 20'00, "tenth"));
    auto const barred = priced(two, {of_a, of_b.not_with("fifth")}, {in(stacking::max_of_line)});
    CHECK(barred.totals.member_minor == 10'00);
    CHECK(said_of(barred, "fifth") == gives_way("fifth", suppression::incompatible, 20'00, "tenth"));
    auto const better = priced(two, {fifth, tenth}, {in(stacking::max_of_line)});
    CHECK(said_of(better, "tenth") == gives_way("tenth", suppression::better, 20'00, "fifth"));
    // a gift stands beside what takes something off, and of two that lower shipping the better one
    basket parcel = two;
    parcel.shipping = 6'00;
    auto const soap = offer("soap").gift(sku_named("soap"), 1, 3).in("s");
    auto const half = offer("half").share_off(50_percent).of_shipping().priority(1).in("s");
    auto const four = offer("four").amount_off(4).of_shipping().in("s");
    auto const mixed = priced(parcel, {fifth, tenth, soap, half, four}, {in(stacking::max_of_line)});
    CHECK(mixed.entitlements.size() == 1);
    CHECK(mixed.shipping_minor == 2'00);
    CHECK(mixed.totals.member_minor == 40'00);
    CHECK(said_of(mixed, "half") == gives_way("half", suppression::better, 3'00, "four"));
}

TEST_CASE("stacks: what never stands together with another that does stands aside, in every stack") {
    auto const before = offer("before").amount_off(5);
    stack late = in(stacking::first);
    late.turn = 1;
    for (stacking const how : {stacking::product, stacking::sum, stacking::first, stacking::max,
                               stacking::max_of_line, stacking::search}) {
        INFO(static_cast<int>(how));
        late.how = how;
        auto const out = priced(hundred, {before, fifth, thirty.not_with("before")}, {late});
        CHECK(out.totals.member_minor == 5'00 + 19'00);
        CHECK(said_of(out, "thirty") == gives_way("thirty", suppression::incompatible, 30'00, "before"));
        // whichever of the two says so
        CHECK(off_of(hundred, {before.not_with("thirty"), fifth, thirty}, {late}) == 5'00 + 19'00);
    }
    // inside a stack the earlier stands, or what is worth more
    std::vector<offer> const barred{tenth.not_with("thirty"), fifth, thirty};
    CHECK(off_of(hundred, barred, {in(stacking::product)}) == 10'00 + 18'00);
    CHECK(off_of(hundred, barred, {in(stacking::sum)}) == 10'00 + 20'00);
    CHECK(off_of(hundred, barred, {in(stacking::search)}) == 20'00 + 30'00);
}

TEST_CASE("stacks: of equals the earlier stands, whatever the order of listing") {
    auto const names = equal_names();
    for (stacking const how : {stacking::max, stacking::max_of_line, stacking::search, stacking::first}) {
        INFO(static_cast<int>(how));
        for (bool const turned : {false, true}) {
            std::vector<offer> list;
            for (std::string_view const name : names) list.push_back(offer(name).amount_off(10).in("s"));
            if (turned) std::reverse(list.begin(), list.end());
            CHECK(stands(priced(hundred, list, {in(how, 1)}), names[0]));
            CHECK(off_of(hundred, list, {in(how, 1)}) == 10'00);
            for (offer& o : list)
                if (o.id() == offer::id_of(names[1])) o = o.priority(1);
            CHECK(stands(priced(hundred, list, {in(how, 1)}), names[1]));
            CHECK(!stands(priced(hundred, list, {in(how, 1)}), names[0]));
        }
    }
}

TEST_CASE("stacks: a search looks at the first twelve together, and says so") {
    std::vector<std::string> names;
    for (char name = 'a'; name <= 'm'; ++name) names.emplace_back(1, name);
    std::vector<offer> list;
    for (std::size_t i = 0; i < names.size(); ++i)
        list.push_back(
            offer(names[i]).amount_off(i == 12 ? 50 : 1).priority(20 - static_cast<int>(i)).in("s"));
    auto const cut = priced(hundred, list, {in(stacking::search)});
    CHECK(cut.totals.member_minor == 12'00);
    CHECK(said_of(cut, "m") == gives_way("m", suppression::earlier, 50'00, "l"));
    auto const is_cut = [](reason const& r) { return r.code == reason_code::search_cut; };
    auto const found = std::find_if(cut.reasons.begin(), cut.reasons.end(), is_cut);
    REQUIRE(found != cut.reasons.end());
    CHECK(found->a == 13);
    CHECK(found->b == 12);
    list.pop_back();
    auto const whole = priced(hundred, list, {in(stacking::search)});
    CHECK(whole.totals.member_minor == 12'00);
    CHECK(std::none_of(whole.reasons.begin(), whole.reasons.end(), is_cut));
}

TEST_CASE("stacks: the lower turn comes first, and of equal ones the name") {
    auto const in_a = offer("in a").share_off(10_percent).in("a");
    auto const in_z = offer("in z").amount_off(20).in("z");
    auto const by = [&](std::int32_t turn_of_a, std::int32_t turn_of_z) {
        return off_of(hundred, {in_a, in_z},
                      {{.name = "z", .turn = turn_of_z}, {.name = "a", .turn = turn_of_a}});
    };
    CHECK(by(0, 0) == 10'00 + 20'00);
    CHECK(by(-1, 1) == 10'00 + 20'00);
    CHECK(by(1, -1) == 20'00 + 8'00);
    CHECK(by(2, 1) == 20'00 + 8'00);
    // those of no stack have turn 0, and the first name
    auto const loose = offer("loose").amount_off(20).priority(-5);
    CHECK(off_of(hundred, {in_a.priority(9), loose}, {{.name = "a"}}) == 20'00 + 8'00);
    CHECK(off_of(hundred, {in_a, loose}, {{.name = "a", .turn = -1}}) == 10'00 + 20'00);
}

TEST_CASE("stacks: of several that stand alone the first does, and all others stand aside") {
    auto const early = offer("early").amount_off(5).in("a");
    auto const small = offer("small").amount_off(1).alone().priority(2).in("z");
    auto const large = offer("large").amount_off(50).alone().priority(1).in("a");
    std::vector<stack> const stacks{{.name = "a", .turn = -1}, {.name = "z", .turn = 1}};
    auto const out = priced(hundred, {early, large, small}, stacks);
    CHECK(out.totals.member_minor == 1'00);
    CHECK(said_of(out, "early") == gives_way("early", suppression::alone, 5'00, "small"));
    CHECK(said_of(out, "large") == gives_way("large", suppression::alone, 50'00, "small"));
    auto const names = equal_names();
    for (bool const turned : {false, true})
        CHECK(stands(priced(hundred, {offer(names[turned]).amount_off(1).alone(),
                                      offer(names[!turned]).amount_off(1).alone()}),
                     names[0]));
}

TEST_CASE("stacks: an offer says what it took and what it looked at, or what is missing to it") {
    auto const half = offer("half").share_off(50_percent);
    auto const taken = [](std::int64_t off, std::int64_t base) {
        return std::vector<reason>{{off, base, offer::id_of("half"), reason_code::offer_taken, 0}};
    };
    CHECK(said_of(priced(two, {half}), "half") == taken(100'00, 200'00));
    CHECK(said_of(priced(two, {half.at_most(10)}), "half") == taken(10'00, 200'00));
    CHECK(said_of(priced(two, {half.over(only("b"))}), "half") == taken(50'00, 100'00));
    basket parcel = hundred;
    parcel.shipping = 6'00;
    CHECK(said_of(priced(parcel, {half.of_shipping().at_most(2)}), "half") ==
          std::vector<reason>{{2'00, 6'00, half.id(), reason_code::shipping_lowered, 0}});
    CHECK(said_of(priced(two, {half.from(250)}), "half") ==
          std::vector<reason>{{50'00, 250'00, half.id(), reason_code::offer_missing, 0}});
    CHECK(said_of(priced(two, {half.from(5, {.units = true})}), "half") ==
          std::vector<reason>{{3, 5, half.id(), reason_code::offer_missing_units, 0}});
}

TEST_CASE("stacks: what an offer or a stack cannot mean is a mistake") {
    auto const mistake = [](offer const& one, std::vector<stack> stacks = {}) {
        return make("shop", currencies::EUR, offers("all", {one}, std::move(stacks))).error();
    };
    auto const off = offer("off").share_off(10_percent);
    auto const of = [&](unit_choice const& which) { return mistake(off.of(which)); };
    CHECK(mistake(off.step({20, 20_percent, {}}).step({20, 30_percent, {}})) == errc::steps_not_rising);
    CHECK(mistake(off.step({20, 20_percent, {}}).step({10, 30_percent, {}})) == errc::steps_not_rising);
    CHECK(mistake(off.step({0, 20_percent, {}})) == errc::steps_not_rising);
    CHECK(of({.most = -1}) == errc::not_above_zero);
    CHECK(of({.most_of_line = -1}) == errc::not_above_zero);
    CHECK(of({.most_sets = -1}) == errc::not_above_zero);
    CHECK(of({.in_sets_of = 0}) == errc::not_above_zero);
    CHECK(of({.bought = -1}) == errc::not_above_zero);
    CHECK(of({.bought = 1, .got = 0}) == errc::not_above_zero);
    CHECK(of({.bought = 5'000'000'000}) == errc::not_above_zero);
    CHECK(mistake(offer("off").share_off(ratio(101, 100))) == errc::discount_above_whole);
    CHECK(mistake(offer("off").share_off(ratio(-1, 100))) == errc::negative_rate);
    CHECK(mistake(off.step({20, ratio(101, 100), {}})) == errc::discount_above_whole);
    CHECK(mistake(offer("off")) == errc::gives_nothing);
    CHECK(mistake(offer("off").gift(sku_named("soap"), 0, 3)) == errc::not_above_zero);
    CHECK(mistake(off.used_at_most(-1)) == errc::negative_rate);
    CHECK(mistake(off.used_at_most(every_unit, -1)) == errc::negative_rate);
    CHECK(mistake(off.in("s")) == errc::unknown_stack);
    CHECK(mistake(off.in("s"), {{.name = "t"}}) == errc::unknown_stack);
    CHECK(mistake(off, {{.name = "", .how = stacking::max}}) == errc::unnamed);
    CHECK(mistake(off.in("s"), {{.name = "s", .together = 0}}) == errc::not_above_zero);
    CHECK(mistake(off.on(schedule().each_anniversary())) == errc::invalid_window);
    CHECK(mistake(off.on(schedule().each_month(40))) == errc::invalid_window);
}

TEST_CASE("best of each line: the base in the reason is what was looked at, with a most too") {
    auto const out = priced(hundred, {offer("half").share_off(50_percent).at_most(10).in("s")}, {best});
    CHECK(said_of(out, "half") ==
          std::vector<reason>{{10'00, 100'00, offer::id_of("half"), reason_code::offer_taken, 0}});
}

TEST_CASE("best of each line: what gives way is told with what it would have taken") {
    auto const fifth = offer("most").share_off(95_percent).priority(2).in("s");
    auto const tenth = offer("tenth").share_off(10_percent).priority(1).in("s");
    auto const out = priced(hundred, {fifth, tenth}, {best});
    CHECK(said_of(out, "tenth") == gives_way("tenth", suppression::better, 10'00, "most"));
    basket parcel = hundred;
    parcel.shipping = 6'00;
    auto const four = offer("four").amount_off(4).of_shipping().priority(2).in("s");
    auto const half = offer("half").share_off(50_percent).of_shipping().priority(1).in("s");
    CHECK(said_of(priced(parcel, {four, half}, {best}), "half") ==
          gives_way("half", suppression::better, 3'00, "four"));
}

TEST_CASE("best of each line: no gift comes with an offer that gives way") {
    auto const all = offer("all").share_off(1).priority(2).in("s");
    auto const tenth = offer("tenth").share_off(10_percent).gift(sku_named("soap"), 1, 3).priority(1).in("s");
    auto const out = priced(hundred, {all, tenth}, {best});
    CHECK(out.entitlements.empty());
    CHECK(said_of(out, "tenth") == gives_way("tenth", suppression::better, 10'00, "all"));
}
