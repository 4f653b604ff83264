// SPDX-License-Identifier: BSL-1.0
#include <algorithm>
#include <cstdint>
#include <string>
#include <vector>

#include <tessera/offers.hpp>
#include <tessera/tessera.hpp>

#include "support/property.hpp"
#include "support/shop.hpp"

using namespace tessera;
using namespace tessera::literals;

namespace segment_tests {

constexpr date day = date_of(2026, 3, 1);

constexpr window last(std::int32_t days) { return window::rolling_days(days, resolution::day); }
constexpr segment_condition ordered_in(std::int32_t days) {
    return at_least(order_count().within(last(days)), 1);
}

/// One order or two more decide what a member is.
constexpr segment newcomer("new", all_of(below(order_count(), 2), ordered_in(60)));
constexpr segment repeat("repeat", all_of(at_least(order_count(), 2), ordered_in(60), !in_segment("active")));
constexpr segment active("active", at_least(order_count().within(last(60)), 3));
constexpr segment lapsing("lapsing", all_of(!ordered_in(60), ordered_in(180)));
constexpr segment lost("lost", all_of(at_least(order_count(), 1), !ordered_in(180)));

constexpr segment recent("recent", ordered_in(30));
constexpr segment frequent("frequent", at_least(order_count().within(last(365)), 4));
constexpr segment valuable("valuable", at_least(net_spend().within(last(365)), 500));
constexpr segment champion("champion",
                           all_of(in_segment("recent"), in_segment("frequent"), in_segment("valuable")));
constexpr segment at_risk("at risk",
                          all_of(!in_segment("recent"), in_segment("frequent"), in_segment("valuable")));

constexpr segment regulars("regulars", at_least(order_count(), 2));
constexpr segment returners("returners", all_of(at_least(order_count(), 1),
                                                share_below(net_spend(), gross_spend(), 70_percent)));

/// Returns: whether a decision says of a rule that a segment keeps the member out, and of which segment.
template <class Reasons>
bool withheld(Reasons const& reasons, rule_id rule, std::string_view by) {
    return std::any_of(reasons.begin(), reasons.end(), [&](reason const& r) {
        return r.code == reason_code::not_for_segment && r.rule == rule &&
               r.b == std::int64_t{segment_named(by).value};
    });
}

template <class Shop>
decision const& act(Shop& s, date on, std::string_view what, std::uint64_t claim) {
    return s.commit(action{.head = s.next_head(on), .what = action_named(what), .claim = claim});
}

template <class... Rules>
errc mistake_of(Rules const&... rules) {
    auto const made = make("shop", currencies::EUR, rules...);
    return made ? errc::ok : made.error();
}

}  // namespace segment_tests

using namespace segment_tests;

TEST_CASE("segments: the stages of a member's life, by rolling windows of orders") {
    constexpr auto rules = compose("stages", currencies::EUR, newcomer, repeat, active, lapsing, lost);
    shop_tests::play(rules, R"(
        day        | event     | in
        2026-03-01 | -         | -
        2026-03-01 | buy 10.00 | new
        2026-04-29 | -         | new
        2026-04-30 | -         | lapsing
        2026-05-01 | buy 10.00 | repeat
        2026-05-11 | buy 10.00 | repeat
        2026-05-21 | buy 10.00 | active
        2026-06-29 | -         | active
        2026-06-30 | -         | repeat
        2026-07-19 | -         | repeat
        2026-07-20 | -         | lapsing
        2026-11-16 | -         | lapsing
        2026-11-17 | -         | lost
        2026-11-17 | buy 10.00 | repeat)");
}

TEST_CASE("segments: cells of recency, frequency and money, by given cut-offs") {
    constexpr auto rules = compose("cells", currencies::EUR, at_risk, champion, recent, frequent, valuable);
    shop_tests::play(rules, R"(
        day        | event      | in
        2026-01-10 | buy 450.00 | recent
        2026-02-10 | buy 50.00  | recent, valuable
        2026-03-10 | buy 10.00  | recent, valuable
        2026-04-10 | buy 10.00  | champion, recent, frequent, valuable
        2026-05-09 | -          | champion, recent, frequent, valuable
        2026-05-10 | -          | at risk, frequent, valuable
        2027-01-09 | -          | at risk, frequent, valuable
        2027-01-10 | -          | -)");
}

TEST_CASE("segments: who sends most of it back earns nothing more, and keeps what is there") {
    constexpr auto rules = compose("returners", currencies::EUR,
                                   accrual("points", 1).not_in_segment("returners"), returners, returns(60));
    shop_tests::play(rules, R"(
        day        | event      | in        | points points
        2026-03-01 | buy 100.00 | -         | 100
        2026-03-02 | back 1 30.00 | -       | 70
        2026-03-03 | back 1 0.01 | returners | 70
        2026-03-04 | buy 50.00  | -         | 70
        2026-03-05 | buy 50.00  | -         | 120
        2026-03-06 | back 3     | returners | 70
        2026-03-07 | back 2     | returners | 70)");
}

TEST_CASE("segments: what a member is besides, set and ended from a day, is a unit of a pool") {
    constexpr auto rules = compose("press", currencies::EUR, by_hand("is press", "press", hand::gives),
                                   by_hand("is press no longer", "press", hand::takes),
                                   segment("press", at_least(points_available("press"), 1)));
    shop_tests::shop s(rules);
    auto const in_on = [&](date on) { return s.rules.standing(s.member, on).segments != 0; };
    s.commit(action{.head = s.next_head(day),
                    .what = action_named("is press"),
                    .amount = 1,
                    .lot = {day + 100, day + 10}});
    CHECK(!in_on(day + 9));
    CHECK(in_on(day + 10));
    CHECK(in_on(day + 99));
    CHECK(!in_on(day + 100));  // it ends by itself
    s.commit(action{.head = s.next_head(day + 50),
                    .what = action_named("is press no longer"),
                    .amount = 1,
                    .lot_is_named = false});
    CHECK(!in_on(day + 50));
}

TEST_CASE("segments: the second purchase within so many days costs less, a later one does not") {
    auto const second = segment("second within 30 days", all_of(below(order_count(), 2), ordered_in(30)));
    auto const rules = make(
        "second", currencies::EUR, second,
        offers("all", {offer("welcome back").share_off(10_percent).in_segment("second within 30 days")}));
    REQUIRE(rules.has_value());
    shop_tests::play(*rules, R"(
        day        | event      | off
        2026-03-01 | buy 100.00 | 0.00
        2026-03-30 | buy 100.00 | 10.00
        2026-03-30 | buy 100.00 | 0.00)");
    shop_tests::play(*rules, R"(
        day        | event      | off
        2026-03-01 | buy 100.00 | 0.00
        2026-03-31 | buy 100.00 | 0.00)");
}

TEST_CASE("segments: tiers, days, other segments and their opposites") {
    constexpr auto sunday = schedule().on(weekday::sunday);
    constexpr auto rules = compose(
        "all kinds", currencies::EUR, tiers("club", net_spend(), tier{"silver", 100}, tier{"gold", 200}),
        segment("silver alone", at_tier("club", "silver")), segment("silver", from_tier("club", "silver")),
        segment("sunday", on_days(sunday)),
        segment("either",
                any_of(all_of(in_segment("silver"), in_segment("sunday")), at_tier("club", "gold"))),
        segment("neither", !in_segment("either")));
    shop_tests::play(rules, R"(
        day        | event      | in
        2026-03-01 | -          | sunday, neither
        2026-03-01 | buy 100.00 | silver alone, silver, sunday, either
        2026-03-02 | -          | silver alone, silver, neither
        2026-03-02 | buy 100.00 | silver, either)");
}

TEST_CASE("segments: offers say for whom they are, and other offers do not change") {
    auto const ours = offer("ours").amount_off(5).in_segment("regulars");
    auto const others = offer("others").amount_off(2).not_in_segment("regulars");
    auto const rules = make("offers", currencies::EUR, regulars, offers("all", {ours, others}));
    REQUIRE(rules.has_value());
    shop_tests::shop s(*rules);
    for (int n = 0; n < 2; ++n) {
        auto const& first = s.buy(day, 50'00);
        CHECK(first.priced.totals.member_minor == 2'00);
        CHECK(withheld(first.priced.reasons, ours.id(), "regulars"));
        CHECK(!withheld(first.priced.reasons, others.id(), "regulars"));
    }
    auto const& third = s.buy(day, 50'00);
    CHECK(third.priced.totals.member_minor == 5'00);
    CHECK(withheld(third.priced.reasons, others.id(), "regulars"));
    CHECK(!withheld(third.priced.reasons, ours.id(), "regulars"));

    priced_order for_nobody;
    line const goods{.list_minor = 50'00};
    REQUIRE(rules->quote(standing{.day = day}, cart{{&goods, 1}}, for_nobody).has_value());
    CHECK(for_nobody.totals.member_minor == 2'00);
}

TEST_CASE("segments: earning, a multiplier, and what an action gives") {
    constexpr auto rules =
        compose("earning", currencies::EUR, regulars,
                accrual("points", 1).with(extra{.times = 3, .whom = {.within = "regulars"}}),
                accrual("stars", 1).in_segment("regulars").from_order_of(20),
                action_award("review", "points", 7).in_segment("regulars"));
    shop_tests::shop s(rules);
    CHECK(withheld(act(s, day, "review", 1).reasons, rule_named("action", "review"), "regulars"));
    CHECK(!withheld(s.buy(day, 10'00).reasons, rule_named("stars"), "regulars"));  // too small for anybody
    CHECK(withheld(s.buy(day, 90'00).reasons, rule_named("stars"), "regulars"));
    CHECK(s.balance("points", day).available == 100);
    CHECK(s.balance("stars", day).available == 0);
    s.buy(day, 100'00);
    CHECK(s.balance("points", day).available == 400);
    CHECK(s.balance("stars", day).available == 100);
    act(s, day, "review", 1);  // what was withheld was no claim
    CHECK(s.balance("points", day).available == 407);
}

TEST_CASE("segments: points buy for members of one, and what is promised to others stays") {
    constexpr auto free_now = segment("buyers", below(order_count().within(last(30)), 1));
    constexpr auto rules = compose("spending", currencies::EUR, free_now, accrual("points", 1),
                                   redemption("points", {.points = 1, .money = 1}).in_segment("buyers"),
                                   reward("mug", "points", 10).in_segment("buyers"), returns(60));
    shop_tests::shop s(rules);
    rule_id const pays = rules.redemption_rule("points"), mug = rules.redemption_rule("mug");
    auto const bound_of = [](decision const& d, reason_code code) {
        reason const* const why = shop_tests::reason_of(d, code);
        return why ? static_cast<bound>(why->detail) : bound::wish;
    };
    s.buy(day, 100'00);
    auto const& refused = s.buy(day + 1, {shop_tests::item(50'00)}, {{pays, 20}, {mug, 1}});
    CHECK(bound_of(refused, reason_code::redemption_refused) == bound::segment);
    CHECK(bound_of(refused, reason_code::reward_refused) == bound::segment);
    CHECK(s.balance("points", day + 1).available == 150);
    CHECK(bound_of(s.commit(reserve{s.next_head(day + 1), pays, {1}, 30, to_instant({day + 90, 0}, 0)}),
                   reason_code::hold_refused) == bound::segment);

    date const later = day + 40;
    s.commit(reserve{s.next_head(later), pays, {2}, 30, to_instant({later + 9, 0}, 0)});
    CHECK(s.balance("points", later).reserved == 30);
    s.buy(later, {shop_tests::item(50'00)}, {{pays, 20}});  // 30 paid, 50 earned less what points paid
    std::int64_t const before = s.balance("points", later).available;
    auto const& promised = s.buy(later, {shop_tests::item(50'00)}, {{pays, 30, {2}}});
    CHECK(bound_of(promised, reason_code::redemption_refused) == bound::wish);
    CHECK(s.balance("points", later).reserved == 0);
    s.bring_back(later, 2);  // what was paid with points comes back to whoever is no buyer any more
    CHECK(s.balance("points", later).available == before + 20 + 20 - 30);
}

TEST_CASE("segments: no order of listing decides, and none leads back to itself") {
    auto const one = make("a", currencies::EUR, champion, recent, frequent, valuable, at_risk);
    auto const other = make("a", currencies::EUR, valuable, at_risk, frequent, champion, recent);
    REQUIRE(one.has_value());
    REQUIRE(other.has_value());
    shop_tests::shop a(*one);
    shop_tests::shop b(*other);
    for (int n = 0; n < 5; ++n) {
        CHECK(shop_tests::bytes_of(a.buy(day + n, 200'00)) == shop_tests::bytes_of(b.buy(day + n, 200'00)));
        for (std::string_view const name : {"champion", "recent", "frequent", "valuable", "at risk"})
            CHECK(is_in(*one, one->standing(a.member, day), name) ==
                  is_in(*other, other->standing(b.member, day), name));
    }
    CHECK(is_in(*one, one->standing(a.member, day), "champion"));
    CHECK(!is_in(*one, one->standing(a.member, day), "nobody"));

    auto const chain = [](std::string_view name, std::string_view next) {
        return segment(name, all_of(ordered_in(9), !in_segment(next)));
    };
    CHECK(mistake_of(chain("a", "b"), chain("b", "c"), segment("c", ordered_in(9))) == errc::ok);
    CHECK(mistake_of(chain("a", "b"), chain("b", "c"), chain("c", "a")) == errc::segments_in_a_circle);
    CHECK(mistake_of(chain("a", "a")) == errc::segments_in_a_circle);
}

TEST_CASE("segments: what does not fit together is no program") {
    CHECK(mistake_of(segment("a", in_segment("b"))) == errc::unknown_segment);
    CHECK(mistake_of(accrual("points", 1).in_segment("b")) == errc::unknown_segment);
    CHECK(mistake_of(accrual("points", 1).with(extra{.times = 2, .whom = {.beyond = "b"}})) ==
          errc::unknown_segment);
    CHECK(mistake_of(action_award("review", "points", 1).not_in_segment("b")) == errc::unknown_segment);
    CHECK(mistake_of(offers("all", {offer("x").amount_off(1).in_segment("b")})) == errc::unknown_segment);
    CHECK(mistake_of(regulars, accrual("points", 1).in_segment("regulars").not_in_segment("regulars")) ==
          errc::unsound_segment);
    CHECK(mistake_of(regulars, regulars) == errc::duplicate_rule);
    CHECK(mistake_of(segment("a", from_tier("club", "gold"))) == errc::unknown_tier);
    CHECK(mistake_of(segment("a", share_at_least(order_count(), net_spend(), 1))) == errc::unsound_segment);
    CHECK(mistake_of(segment("a", at_least(order_count(), "1.5"_d))) == errc::not_representable);
    CHECK(mistake_of(segment<any_number>("a", segment_rows<any_number>{})) == errc::unsound_segment);
    segment_rows<any_number> many;
    many.each.assign(conditions_max, ordered_in(9));
    CHECK(mistake_of(segment<any_number>("a", many)) == errc::ok);
    many.each.push_back(ordered_in(9));
    CHECK(mistake_of(segment<any_number>("a", many)) == errc::unsound_segment);

    rule_list<segment<any_number>> some;
    std::vector<std::string> names;
    for (std::size_t n = 0; n <= max_segments; ++n) names.push_back("s" + std::to_string(n));
    for (std::size_t n = 0; n < max_segments; ++n)
        some.add(
            segment<any_number>(names[n], {{at_least(order_count(), decimal(static_cast<int>(n + 1)))}, 1}));
    auto const full = make("shop", currencies::EUR, some);
    REQUIRE(full.has_value());
    shop_tests::shop s(*full);
    for (int n = 0; n < 63; ++n) s.buy(day, 1'00);
    CHECK(full->standing(s.member, day).segments == ~std::uint64_t{0} >> 1);
    CHECK(is_in(*full, full->standing(s.member, day), "s62"));
    CHECK(!is_in(*full, full->standing(s.member, day), "s63"));
    some.add(segment<any_number>(names[max_segments], {{ordered_in(9)}, 1}));
    CHECK(mistake_of(some) == errc::too_many_slots);
}

TEST_CASE("segments: a member is in one exactly when the orders of the past say so") {
    CHECK_PROPERTY("oracle", [] {
        auto const days = *rc::gen::inRange(1, 40);
        auto const least = *rc::gen::inRange(1, 4);
        auto const amount = *rc::gen::inRange(1, 200);
        auto const share = *ratio::make(*rc::gen::inRange(0, 5), 4);
        auto const rules = make(
            "oracle", currencies::EUR,
            segment("s", any_of(all_of(at_least(order_count().within(last(days)), least),
                                       below(gross_spend().within(last(days)), amount)),
                                share_at_least(gross_spend().within(last(days)), gross_spend(), share))));
        RC_ASSERT(rules.has_value());
        shop_tests::shop s(*rules);
        std::vector<std::pair<date, std::int64_t>> past;
        date today = day;
        for (auto const& [wait, minor] : *rc::gen::container<std::vector<std::pair<int, int>>>(
                 rc::gen::pair(rc::gen::inRange(0, 30), rc::gen::inRange(1, 100'00)))) {
            today = today + wait;
            s.buy(today, minor);
            past.emplace_back(today, minor);
            std::int64_t orders = 0, spent = 0, all = 0;
            for (auto const& [on, so_much] : past) {
                all += so_much;
                if (today < on + days) ++orders, spent += so_much;
            }
            bool const expected =
                (orders >= least && spent < amount * 100) || spent * share.den >= all * share.num;
            RC_ASSERT(is_in(*rules, rules->standing(s.member, today), "s") == expected);
        }
    });
}
