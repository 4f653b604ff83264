// SPDX-License-Identifier: BSL-1.0
#include <algorithm>

#include <tessera/analysis/movement.hpp>
#include <tessera/program/join.hpp>
#include <tessera/program/replay.hpp>
#include <tessera/program/rule_list.hpp>
#include <tessera/program/versions.hpp>
#include <tessera/tessera.hpp>

#include "support/shop.hpp"

using namespace tessera;
using namespace tessera::literals;
using shop_tests::item;
using shop_tests::play;
using shop_tests::reason_of;

/// Points that become vouchers by themselves. A point is 1.00 spent; the vouchers are in the pool "credit".

namespace {

constexpr auto monthly = schedule().each_month(1);
constexpr auto vouchers =
    automatic_redemption("vouchers", "points", 500, "credit", 5).when(monthly).living(days(90));
constexpr auto pay = redemption("credit", {.points = 1, .money = 1});
constexpr auto earning = accrual("points", 1);
constexpr date first = date_of(2026, 2, 1);

/// Returns: the earning, less what is owed, and the credit on a day.
template <class Shop>
std::pair<std::int64_t, std::int64_t> pools_on(Shop const& s, date day) {
    statement const now = s.rules.statement(s.member, day);
    balance const b = now.of(s.rules.pool("points"));
    return {b.available - b.debt, now.of(s.rules.pool("credit")).available};
}
using pools = std::pair<std::int64_t, std::int64_t>;

action give(fact_head const& head, std::int64_t amount, lot_key const& into) {
    return {.head = head, .what = action_named("give"), .amount = amount, .lot = into};
}

}  // namespace

TEST_CASE("every 500 points become a voucher of 5.00 on the first of the month; what is left stays") {
    constexpr auto program = compose("monthly", currencies::EUR, earning.living(days(365)), vouchers, pay);
    play(program, R"(
        day        | event       | points points | credit credit
        2026-01-05 | buy 499.00  | 499           | 0.00
        2026-02-01 | -           | 499           | 0.00
        2026-02-10 | buy 701.00  | 1200          | 0.00
        2026-02-28 | -           | 1200          | 0.00
        2026-03-01 | -           | 200           | 10.00
        2026-03-15 | buy 299.00  | 499           | 10.00
        2026-04-01 | wait        | 499           | 10.00
        2026-04-02 | buy 1.00    | 500           | 10.00
        2026-04-30 | -           | 500           | 10.00
        2026-05-01 | -           | 0             | 15.00
        2026-05-29 | -           | 0             | 15.00
        2026-05-30 | -           | 0             | 5.00
        2026-07-29 | buy 9.00    | 9             | 5.00
        2026-07-30 | -           | 9             | 0.00
    )");
}

TEST_CASE("supermarket vouchers: a penny a point, each quarter, from 150 points on") {
    auto const pence = automatic_redemption("vouchers", "points", 150, "credit", "1.50"_d)
                           .when(schedule().each_quarter(2, 1));
    auto const program = make("quarters", currencies::GBP, earning, pence, pay);
    REQUIRE(program.has_value());
    play(*program, R"(
        day        | event       | points points | credit credit
        2026-01-31 | buy 149.00  | 149           | 0.00
        2026-02-01 | -           | 149           | 0.00
        2026-02-01 | buy 1.00    | 150           | 0.00
        2026-04-30 | -           | 150           | 0.00
        2026-05-01 | -           | 0             | 1.50
        2026-05-02 | buy 301.00  | 301           | 1.50
        2026-08-01 | buy 9.00    | 10            | 4.50
        2026-10-31 | buy 140.00  | 150           | 4.50
        2026-11-01 | -           | 0             | 6.00
    )");
}

TEST_CASE("the step belongs to the beginning of its day: what the day brings waits for the next one") {
    constexpr auto program = compose("dawn", currencies::EUR, earning.living(days(365)), vouchers, pay);
    play(program, R"(
        day        | event       | points points | credit credit
        2026-01-31 | buy 600.00  | 600           | 0.00
        2026-02-01 | buy 900.00  | 1000          | 5.00
        2026-02-01 | buy 500.00  | 1500          | 5.00
        2026-02-01 | wait        | 1500          | 5.00
        2026-02-28 | -           | 1500          | 5.00
        2026-03-01 | wait        | 0             | 20.00
        2026-03-01 | buy 500.00  | 500           | 20.00
        2026-03-01 | -           | 500           | 20.00
        2026-03-31 | -           | 500           | 20.00
        2026-04-01 | -           | 0             | 25.00
    )");
    play(program, R"(
        day        | event       | points points | credit credit
        2026-02-01 | buy 600.00  | 600           | 0.00
        2026-02-01 | buy 500.00  | 1100          | 0.00
        2026-03-01 | -           | 100           | 10.00
    )");
}

TEST_CASE("lots that open on the day take part, and so do lots that end on it, for the last time") {
    constexpr auto opening =
        compose("opening", currencies::EUR, earning.pending(days(3)).living(days(365)), vouchers, pay);
    play(opening, R"(
        day        | event       | points points | credit credit
        2026-01-29 | buy 500.00  | 0             | 0.00
        2026-01-30 | buy 500.00  | 0             | 0.00
        2026-01-31 | -           | 0             | 0.00
        2026-02-01 | -           | 0             | 5.00
        2026-02-02 | -           | 500           | 5.00
        2026-03-01 | -           | 0             | 10.00
    )");
    constexpr auto ending = compose("ending", currencies::EUR, earning.living(days(10)), vouchers, pay);
    play(ending, R"(
        day        | event       | points points | credit credit
        2026-01-21 | buy 500.00  | 500           | 0.00
        2026-01-22 | buy 700.00  | 1200          | 0.00
        2026-01-30 | -           | 1200          | 0.00
        2026-01-31 | -           | 700           | 0.00
        2026-02-01 | -           | 0             | 5.00
    )");
    constexpr auto mixed = compose("mixed", currencies::EUR, earning.living(days(10)), vouchers, pay);
    play(mixed, R"(
        day        | event       | points points | credit credit
        2026-01-22 | buy 300.00  | 300           | 0.00
        2026-01-23 | buy 300.00  | 600           | 0.00
        2026-02-01 | wait        | 100           | 5.00
        2026-02-02 | -           | 0             | 5.00
    )");
}

TEST_CASE("a lot that never was usable takes no part, whatever day it ends on") {
    auto const program = make("never", currencies::EUR, by_hand("give", "points", hand::gives), vouchers);
    REQUIRE(program.has_value());
    shop_tests::shop s(*program);
    s.commit(give(s.next_head(first - 9), 500, {first, first}));
    CHECK(pools_on(s, first) == pools{0, 0});
    s.commit(give(s.next_head(first - 8), 500, {first, first - 1}));
    CHECK(pools_on(s, first - 1) == pools{500, 0});
    CHECK(pools_on(s, first) == pools{0, 5'00});
}

TEST_CASE("without a schedule every day counts; a least balance, and at most so many points a day") {
    auto const daily = automatic_redemption("vouchers", "points", 100, "credit", 1);
    auto const program = make("daily", currencies::EUR, earning, daily.from_balance(300).at_most(250), pay);
    REQUIRE(program.has_value());
    play(*program, R"(
        day        | event       | points points | credit credit
        2026-01-01 | buy 299.00  | 299           | 0.00
        2026-01-09 | buy 500.00  | 799           | 0.00
        2026-01-10 | -           | 599           | 2.00
        2026-01-11 | -           | 399           | 4.00
        2026-01-12 | -           | 199           | 6.00
        2026-06-30 | -           | 199           | 6.00
    )");
    shop_tests::shop least(*program);
    least.buy(first, 300'00);
    CHECK(pools_on(least, first + 1) == pools{100, 2'00});
    shop_tests::shop s(*program);
    s.buy(first, 399'00);
    s.wait(first + 1);
    REQUIRE(reason_of(s.last, reason_code::redeemed_by_itself));
    CHECK(*reason_of(s.last, reason_code::redeemed_by_itself) ==
          reason{200, 2'00, rule_named("automatic redemption", "vouchers"), reason_code::redeemed_by_itself,
                 std::uint16_t(bound::points_cap)});
}

TEST_CASE("what the member owes is paid first, and nothing is taken while it is owed") {
    constexpr auto program =
        compose("debt", currencies::EUR, earning.pending(days(3)).living(days(365)), vouchers, pay);
    play(program, R"(
        day        | event          | points points | owes points | credit credit
        2026-01-29 | buy 700.00     | 0             | 0           | 0.00
        2026-01-29 | return 800.00  | -100          | 100         | 0.00
        2026-01-29 | buy 100.00     | 0             | 0           | 0.00
        2026-01-29 | return 60.00   | -60           | 60          | 0.00
        2026-01-29 | buy 599.00     | 0             | 0           | 0.00
        2026-02-01 | -              | 39            | 0           | 5.00
        2026-02-02 | return 100.00  | -61           | 61          | 5.00
        2026-03-01 | -              | -61           | 61          | 5.00
    )");
}

TEST_CASE("a lot that opens on the day pays what is owed before anything is taken") {
    auto const program = make("owed", currencies::EUR, by_hand("give", "points", hand::gives),
                              by_hand("demand", "points", hand::demands), vouchers);
    REQUIRE(program.has_value());
    shop_tests::shop s(*program);
    s.commit(give(s.next_head(first - 9), 600, {first + 99, first}));
    s.commit(action{.head = s.next_head(first - 8),
                    .what = action_named("demand"),
                    .amount = 150,
                    .lot_is_named = false});
    CHECK(pools_on(s, first - 1) == pools{-150, 0});
    CHECK(pools_on(s, first) == pools{450, 0});
    s.commit(give(s.next_head(first - 7), 50, {first + 99, first}));
    CHECK(pools_on(s, first) == pools{500 - 450 + 450 - 500, 5'00});
}

TEST_CASE("what holds keep back stays; given back or over by time, it takes part") {
    auto const program = make("holds", currencies::EUR, by_hand("give", "points", hand::gives), vouchers,
                              redemption("points", {.points = 100, .money = 1}));
    REQUIRE(program.has_value());
    rule_id const by = program->redemption_rule("points");
    auto const noon = [](date day) { return instant{std::int64_t{day.day} * 86'400 + 43'200}; };
    auto const held = [&](instant until, date ends) {
        shop_tests::shop s(*program);
        s.commit(give(s.next_head(first - 9), 700, {ends}));
        s.commit(reserve{s.next_head(first - 8), by, {1}, 300, until});
        return s;
    };
    auto const long_held = held(noon(first), date::never());
    CHECK(pools_on(long_held, first) == pools{400, 0});
    CHECK(pools_on(long_held, date_of(2026, 2, 28)) == pools{700, 0});
    CHECK(pools_on(long_held, date_of(2026, 3, 1)) == pools{200, 5'00});
    CHECK(pools_on(held(noon(first - 1), date::never()), first) == pools{200, 5'00});
    CHECK(pools_on(held(noon(first - 1), first), first) == pools{0, 5'00});

    auto captured = held(noon(first + 9), date::never());
    captured.commit(give(captured.next_head(first - 7), 200, {first + 50}));
    captured.wait(first);
    CHECK(pools_on(captured, first) == pools{100, 5'00});
    captured.commit(capture{captured.next_head(first), by, {1}, 300});
    CHECK(pools_on(captured, first) == pools{100, 5'00});
}

TEST_CASE("a hold lasts to its end, also where the business day begins before UTC's") {
    auto const program = make("east", currencies::NZD, by_hand("give", "points", hand::gives), vouchers,
                              redemption("points", {.points = 100, .money = 1}));
    REQUIRE(program.has_value());
    rule_id const by = program->redemption_rule("points");
    account member;
    decision d;
    std::uint64_t sequence = 0;
    auto const commit = [&](auto fact, date day, std::int64_t utc_hours) {
        fact.head = {{++sequence}, {{std::int64_t{day.day} * 86'400 + utc_hours * 3'600}, sequence}, day};
        REQUIRE(program->decide(member, fact, d).has_value());
        REQUIRE(apply(member, program->chart(), d.as_entry()) == errc::ok);
    };
    commit(give({}, 700, {}), first - 9, -11);
    commit(reserve{{}, by, {1}, 300, {std::int64_t{first.day} * 86'400 - 2 * 3'600}}, first - 8, -11);
    commit(give({}, 100, {}), first, -11);
    CHECK(member.held_lots().size() == 1);
    commit(capture{{}, by, {1}, 300}, first, -3);
    balance const left = program->statement(member, first).of(program->pool("points"));
    CHECK(left.available == 500);
    CHECK(left.reserved == 0);
    CHECK(d.reasons[0].code == reason_code::captured);
}

TEST_CASE("value without an end is kept back by holds as any other") {
    auto const program = make("lasting", currencies::EUR, earning, vouchers,
                              redemption("points", {.points = 100, .money = 1}));
    REQUIRE(program.has_value());
    REQUIRE(program->chart()[program->pool("points")].lasting);
    shop_tests::shop s(*program);
    s.buy(first - 9, 700'00);
    s.commit(reserve{s.next_head(first - 8),
                     program->redemption_rule("points"),
                     {1},
                     300,
                     {std::int64_t{first.day} * 86'400 + 1}});
    CHECK(pools_on(s, first) == pools{400, 0});
    CHECK(pools_on(s, date_of(2026, 3, 1)) == pools{200, 5'00});
    s.wait(date_of(2026, 3, 1));
    CHECK(pools_on(s, date_of(2026, 3, 1)) == pools{200, 5'00});
}

TEST_CASE("it is no activity that keeps lots alive") {
    auto const program = make("renewed", currencies::EUR, vouchers,
                              accrual("points", 1).living(days(40)).renewed(by_redemptions));
    REQUIRE(program.has_value());
    shop_tests::shop s(*program);
    s.buy(first - 9, 700'00);
    s.wait(first);
    s.wait(first + 1);
    CHECK(pools_on(s, first + 30) == pools{200, 5'00});
    CHECK(pools_on(s, first + 31) == pools{0, 5'00});
}

TEST_CASE("a part that is free again only as its lot ends pays nothing, and is not taken from who owes") {
    auto const program = make("midnight", currencies::EUR, by_hand("give", "points", hand::gives),
                              by_hand("demand", "points", hand::demands), vouchers,
                              redemption("points", {.points = 100, .money = 1}));
    REQUIRE(program.has_value());
    auto const owing = [&](std::int64_t missing) {
        shop_tests::shop s(*program);
        s.commit(give(s.next_head(first - 9), 600, {first}));
        s.commit(reserve{s.next_head(first - 8),
                         program->redemption_rule("points"),
                         {1},
                         600,
                         {std::int64_t{first.day} * 86'400}});
        s.commit(action{.head = s.next_head(first - 7),
                        .what = action_named("demand"),
                        .amount = missing,
                        .lot_is_named = false});
        return s;
    };
    CHECK(pools_on(owing(0), first) == pools{0, 5'00});
    CHECK(pools_on(owing(1), first) == pools{-1, 0});
}

TEST_CASE("points go in the order of consumption, soonest end first or by age; vouchers pay what is owed") {
    auto const left_of = [](auto const& rule) {
        auto const program = make("order", currencies::EUR, rule, vouchers);
        REQUIRE(program.has_value());
        shop_tests::shop s(*program);
        s.buy(first - 30, 400'00);
        s.buy(first - 2, 400'00);
        return lots_of(program->as_of(s.member, first), program->chart(), program->pool("points"), first);
    };
    auto const shrinking = earning.living(until(first + 40), life_from::opening);
    CHECK(left_of(earning.living(days(60))) == std::vector<lot>{{{first - 2 + 60}, 300}});
    CHECK(left_of(shrinking.oldest_first()) == std::vector<lot>{{{first + 40, first - 2}, 300}});
    CHECK(left_of(earning) == std::vector<lot>{{{}, 300}});

    auto const program = make("by age", currencies::EUR, by_hand("give", "points", hand::gives),
                              accrual("points", 1).living(days(9)).oldest_first(), vouchers);
    REQUIRE(program.has_value());
    shop_tests::shop s(*program);
    s.commit(give(s.next_head(first - 9), 300, {first + 90}));
    s.commit(give(s.next_head(first - 8), 300, {first + 10}));
    auto const left =
        lots_of(program->as_of(s.member, first), program->chart(), program->pool("points"), first);
    CHECK(left == std::vector<lot>{{{first + 10, first - 8}, 100}});

    auto const owing =
        make("credit", currencies::EUR, earning, vouchers, by_hand("take", "credit", hand::demands));
    REQUIRE(owing.has_value());
    shop_tests::shop o(*owing);
    o.buy(first - 1, 1'000'00);
    o.commit(action{
        .head = o.next_head(first - 1), .what = action_named("take"), .amount = 7'00, .lot_is_named = false});
    CHECK(pools_on(o, first) == pools{0, 3'00});
}

TEST_CASE("value may go from pool to pool in earning, on one day in the order of rule ids or on two days") {
    auto const stars = automatic_redemption("stars", "points", "0.5"_d, "stars", "0.05"_d).in_points(2);
    auto const gifts = automatic_redemption("gifts", "stars", 10, "credit", 1);
    auto const program = make("chain", currencies::EUR, earning.with_decimals(1), stars.when(monthly), gifts);
    REQUIRE(program.has_value());
    shop_tests::shop s(*program);
    s.buy(first - 1, 100'40);
    bool const at_once =
        rule_named("automatic redemption", "stars") < rule_named("automatic redemption", "gifts");
    CHECK(pools_on(s, first) == pools{4, at_once ? 1'00 : 0});
    CHECK(pools_on(s, first + 1) == pools{4, 1'00});
    CHECK(program->statement(s.member, first + 1).of(program->pool("stars")).available == 0);
}

TEST_CASE("of goods that come back later the points are owed, since they are spent") {
    constexpr auto program =
        compose("back", currencies::EUR, earning.living(days(365)), vouchers, pay, returns(365));
    play(program, R"(
        day        | event        | points points | owes points | credit credit
        2026-01-05 | buy 600.00   | 600           | 0           | 0.00
        2026-02-02 | back 1 50.00 | 50            | 0           | 5.00
        2026-02-03 | back 1       | -500          | 500         | 5.00
        2026-03-01 | buy 520.00   | 20            | 0           | 5.00
        2026-04-01 | -            | 20            | 0           | 5.00
    )");
    play(program, R"(
        day        | event        | points points | owes points | credit credit
        2026-01-05 | buy 600.00   | 600           | 0           | 0.00
        2026-02-01 | back 1       | -500          | 500         | 5.00
    )");
}

TEST_CASE("vouchers come before the orders of their day count, and these pay into the next ones") {
    constexpr auto later = net_spend().counted_by(progress::confirmed, days(27));
    constexpr auto program =
        compose("counts", currencies::EUR, ladder("bonus", later, step{100, 400}).in_points("points"),
                vouchers, accrual("points", 1), tiers("club", later, tier{"silver", 100}), pay);
    play(program, R"(
        day        | event       | points points | credit credit | level
        2026-01-05 | buy 100.00  | 100           | 0.00          | 0
        2026-01-31 | -           | 100           | 0.00          | 0
        2026-02-01 | -           | 500           | 0.00          | 1
        2026-02-28 | -           | 500           | 0.00          | 1
        2026-03-01 | -           | 0             | 5.00          | 1
    )");
    play(program, R"(
        day        | event       | points points | credit credit | level
        2026-01-04 | buy 100.00  | 100           | 0.00          | 0
        2026-01-31 | -           | 500           | 0.00          | 1
        2026-02-01 | -           | 0             | 5.00          | 1
        2026-02-01 | confirmed 1 | 0             | 5.00          | 1
        2026-02-01 | buy 500.00  | 500           | 5.00          | 1
    )");
    play(program, R"(
        day        | event       | points points | credit credit | level
        2026-01-05 | buy 600.00  | 600           | 0.00          | 0
        2026-02-01 | -           | 500           | 5.00          | 1
        2026-02-28 | wait        | 500           | 5.00          | 1
        2026-03-01 | -           | 0             | 10.00         | 1
    )");
    play(program, R"(
        day        | event       | points points | credit credit | level
        2026-01-30 | buy 600.00  | 600           | 0.00          | 0
        2026-02-01 | confirmed 1 | 500           | 5.00          | 1
        2026-02-01 | -           | 500           | 5.00          | 1
        2026-03-01 | -           | 0             | 10.00         | 1
    )");
}

TEST_CASE(
    "tiers by the balance look at what automatic redemption has left, and at the day before as it was") {
    constexpr auto program =
        compose("balance", currencies::EUR, earning.living(days(40)), vouchers, pay,
                tiers("club", points_available("points"), tier{"silver", 300}).held(days(20)));
    play(program, R"(
        day        | event       | points points | level | until
        2026-01-02 | buy 700.00  | 700           | 1     | 2026-01-22
        2026-01-21 | -           | 700           | 1     | 2026-01-22
        2026-01-22 | -           | 700           | 1     | 2026-02-11
        2026-02-01 | -           | 200           | 1     | 2026-02-11
        2026-02-10 | -           | 200           | 1     | 2026-02-11
        2026-02-11 | -           | 0             | 0     | -
    )");
    constexpr auto due =
        compose("due", currencies::EUR, earning.living(days(90)), vouchers, pay,
                tiers("club", points_available("points"), tier{"silver", 300}).held(days(31)));
    play(due, R"(
        day        | event       | points points | level | until
        2026-01-01 | buy 700.00  | 700           | 1     | 2026-02-01
        2026-01-31 | -           | 700           | 1     | 2026-02-01
        2026-02-01 | -           | 200           | 0     | -
    )");
}

TEST_CASE("the journal tells each day, and folding it gives the account again") {
    constexpr auto program = compose("journal", currencies::EUR, earning.living(days(45)), vouchers, pay);
    shop_tests::shop s(program);
    s.buy(date_of(2026, 1, 10), 1'100'00);
    s.buy(date_of(2026, 2, 10), 900'00);
    s.wait(date_of(2026, 4, 20));
    std::vector<std::string> told;
    date day = date_of(2026, 4, 20);
    for (posting const& p : s.last.postings) {
        if (p.kind == posting_kind::on_day) day = p.opens;
        if (is_transfer(p.kind))
            told.push_back(shop_tests::text_of(day) + " " + std::to_string(int(p.kind)) + " " +
                           std::to_string(p.amount));
    }
    // issue 1, redeem 2, expire 3; on the way the lot of 10 January has ended by 24 February
    CHECK(told == std::vector<std::string>{"2026-02-28 3 100", "2026-03-01 2 500", "2026-03-01 1 500",
                                           "2026-04-20 3 400"});
    auto const moved = movements_of(s.history, program.chart(), date_of(2026, 4, 20));
    REQUIRE(moved.has_value());
    std::vector<date> redeemed;
    for (movement const& m : *moved)
        if (m.kind == posting_kind::redeem) redeemed.push_back(m.day);
    CHECK(redeemed == std::vector<date>{first, date_of(2026, 3, 1)});
    auto const folded = fold(s.history, program.chart());
    REQUIRE(folded.has_value());
    CHECK(shop_tests::bytes_of(*folded, program.chart()) == shop_tests::bytes_of(s.member, program.chart()));
}

TEST_CASE("a day is told in its order: what a lot that opens pays, that it opens, and what is taken") {
    auto const program =
        make("told", currencies::EUR, by_hand("give", "points", hand::gives),
             by_hand("demand", "points", hand::demands), vouchers, by_hand("use", "credit", hand::demands));
    REQUIRE(program.has_value());
    shop_tests::shop s(*program);
    s.commit(give(s.next_head(first - 9), 540, {first + 9, first}));
    s.commit(action{
        .head = s.next_head(first - 9), .what = action_named("demand"), .amount = 20, .lot_is_named = false});
    s.commit(action{
        .head = s.next_head(first - 9), .what = action_named("use"), .amount = 1'00, .lot_is_named = false});
    s.wait(first);
    std::vector<std::pair<reason_code, std::int64_t>> told;
    for (reason const& r : s.last.reasons) told.emplace_back(r.code, r.a);
    using enum reason_code;
    CHECK(told == std::vector<std::pair<reason_code, std::int64_t>>{
                      {debt_paid, 20}, {opened, 520}, {debt_paid, 1'00}, {redeemed_by_itself, 500}});
    CHECK(pools_on(s, first) == pools{20, 4'00});
}

TEST_CASE("of two rules over one pool, the second has what the first leaves on a day of both") {
    auto const named = [](char const* name, std::int64_t step) {
        return automatic_redemption(name, "points", step, "credit", step).when(monthly);
    };
    auto const program =
        make("two", currencies::EUR, earning.living(days(90)), named("a", 70), named("b", 30));
    REQUIRE(program.has_value());
    shop_tests::shop s(*program);
    s.buy(first - 9, 60'00);
    s.buy(first - 8, 45'00);
    bool const a_first = rule_named("automatic redemption", "a") < rule_named("automatic redemption", "b");
    CHECK(pools_on(s, first) == (a_first ? pools{5, 100'00} : pools{15, 90'00}));
    CHECK(pools_on(s, first + 40) == pools_on(s, first));
}

TEST_CASE("of two rules with days of their own, each redeems on its own") {
    auto const small = automatic_redemption("small", "points", 100, "credit", 1);
    auto const program = make("days", currencies::EUR, earning.living(days(90)), vouchers,
                              small.when(schedule().each_month(15)));
    REQUIRE(program.has_value());
    play(*program, R"(
        day        | event       | points points | credit credit
        2026-01-20 | buy 750.00  | 750           | 0.00
        2026-02-01 | -           | 250           | 5.00
        2026-02-14 | -           | 250           | 5.00
        2026-02-15 | -           | 50            | 7.00
        2026-02-16 | buy 650.00  | 700           | 7.00
        2026-03-01 | -           | 200           | 12.00
        2026-03-15 | -           | 0             | 14.00
    )");
}

TEST_CASE("the account as of a later day has the lots of that day, and its schedule of expiries") {
    constexpr auto program = compose("ends", currencies::EUR, earning.living(days(60)), vouchers, pay);
    shop_tests::shop s(program);
    s.buy(date_of(2026, 1, 10), 600'00);
    slot_id const own = program.pool("points"), credit = program.pool("credit");
    auto const ends = [&](date day) {
        return expiries_of(program.as_of(s.member, day), program.chart(), day);
    };
    CHECK(ends(first - 1) == std::vector<expiry>{{own, date_of(2026, 3, 11), 600}});
    std::vector<expiry> after{{own, date_of(2026, 3, 11), 100}, {credit, first + 90, 5'00}};
    if (credit < own) std::swap(after[0], after[1]);
    CHECK(ends(first) == after);
    CHECK(lots_of(program.as_of(s.member, first), program.chart(), credit, first) ==
          std::vector<lot>{{{first + 90}, 5'00}});
}

TEST_CASE("an account without facts, or far in the future, is answered at once") {
    auto const daily = automatic_redemption("daily", "points", 1, "credit", 1).at_most(1);
    auto const never = vouchers.when(schedule().each_month(20).on_nth(1, weekday::monday));
    auto const program = make("far", currencies::EUR, earning, daily, never);
    REQUIRE(program.has_value());
    shop_tests::shop s(*program);
    CHECK(pools_on(s, date_of(9999, 12, 31)) == pools{0, 0});
    CHECK(pools_on(s, date_of(1400, 1, 1)) == pools{0, 0});
    s.buy(date_of(1400, 1, 1), 3'00);
    CHECK(pools_on(s, date_of(1400, 1, 2)) == pools{2, 1'00});
    CHECK(pools_on(s, date_of(9999, 12, 31)) == pools{0, 3'00});
    s.wait(date_of(9999, 12, 31));
    CHECK(pools_on(s, date_of(9999, 12, 31)) == pools{0, 3'00});
}

TEST_CASE("what does not fit in 64 bits is an error, and questions end all the same") {
    auto const huge = automatic_redemption("huge", "points", 1, "credit", 90'000'000'000'000'000);
    auto const program = make("huge", currencies::EUR, earning, huge);
    REQUIRE(program.has_value());
    shop_tests::shop s(*program);
    s.buy(first, 2'00);
    CHECK(pools_on(s, first + 5) == pools{2, 0});
    decision d;
    CHECK(program->decide(s.member, day_passes{s.next_head(first + 5)}, d).error() == errc::overflow);
    CHECK(d.postings.empty());
    shop_tests::shop one(*program);
    one.buy(first, 1'00);
    one.buy(first + 1, 1'00);
    CHECK(program->decide(one.member, day_passes{one.next_head(first + 5)}, d).error() == errc::overflow);
}

TEST_CASE("two accounts that become one have both had their vouchers") {
    constexpr auto program = compose("join", currencies::EUR, earning.living(days(365)), vouchers, pay);
    shop_tests::shop left(program), stays(program);
    left.buy(first - 5, 600'00);
    stays.buy(first - 4, 700'00);
    fact_head const head{{1'000}, {{std::int64_t{first.day + 3} * 86'400}, 1'000}, first + 3};
    decision leaving, staying;
    REQUIRE(join(program, left.member, stays.member, head, leaving, staying).has_value());
    REQUIRE(apply(left.member, program.chart(), leaving.as_entry()) == errc::ok);
    REQUIRE(apply(stays.member, program.chart(), staying.as_entry()) == errc::ok);
    CHECK(pools_on(left, first + 3) == pools{0, 0});
    CHECK(pools_on(stays, first + 3) == pools{300, 10'00});
    CHECK(pools_on(stays, date_of(2026, 3, 1)) == pools{300, 10'00});

    shop_tests::shop early(program), late(program);
    early.buy(first - 5, 600'00);
    late.buy(first - 5, 700'00);
    fact_head const on_day{{1'000}, {{std::int64_t{first.day} * 86'400}, 0}, first};
    REQUIRE(join(program, early.member, late.member, on_day, leaving, staying).has_value());
    REQUIRE(apply(late.member, program.chart(), staying.as_entry()) == errc::ok);
    late.buy(first, 300'00);
    CHECK(pools_on(late, first) == pools{600, 10'00});
    CHECK(pools_on(late, date_of(2026, 3, 1)) == pools{100, 15'00});
}

TEST_CASE("a business day ahead of UTC's, or behind, has its step once") {
    constexpr auto program = compose("zones", currencies::EUR, earning.living(days(365)), vouchers, pay);
    for (std::int64_t const ahead : {-14 * 3'600, -3'600, 0, 3'600, 13 * 3'600}) {
        INFO(ahead);
        std::uint64_t sequence = 0;
        account member;
        decision d;
        line goods{};
        auto const buy = [&](date day, std::int32_t hour, std::int64_t minor) {
            goods = item(minor);
            order what;
            std::int64_t const wall = std::int64_t{day.day} * 86'400 + hour * 3'600;
            what.head = {{++sequence}, {{wall - ahead}, sequence}, day};
            what.what.lines = {&goods, 1};
            REQUIRE(program.decide(member, what, d).has_value());
            REQUIRE(apply(member, program.chart(), d.as_entry()) == errc::ok);
        };
        auto const on = [&](date day) {
            statement const now = program.statement(member, day);
            return pools{now.of(program.pool("points")).available, now.of(program.pool("credit")).available};
        };
        for (int const hour : {1, 12, 23}) buy(first - 1, hour, 200'00);
        CHECK(on(first - 1) == pools{600, 0});
        CHECK(on(first) == pools{100, 5'00});
        for (int const hour : {1, 12, 23}) {
            buy(first, hour, 300'00);
            CHECK(on(first) == pools{100 + 300 * (hour / 11 + 1), 5'00});
        }
        CHECK(on(first + 1) == pools{1'000, 5'00});
        buy(first + 1, 1, 1'00);
        CHECK(on(date_of(2026, 3, 1)) == pools{1, 15'00});
    }
}

TEST_CASE("rules in a list redeem what the same rules redeem side by side") {
    auto const more =
        automatic_redemption("more", "points", 100, "credit", 1).when(schedule().each_month(15));
    rule_list<automatic_redemption> const list(std::vector{more, vouchers});
    auto const listed = make("shop", currencies::EUR, earning, list);
    auto const beside = make("shop", currencies::EUR, earning, vouchers, more);
    auto const empty = make("shop", currencies::EUR, earning, rule_list<automatic_redemption>());
    REQUIRE(listed.has_value());
    REQUIRE(beside.has_value());
    REQUIRE(empty.has_value());
    shop_tests::shop one(*listed);
    shop_tests::shop other(*beside);
    for (auto day = first; day < first + 60; day = day + 9) {
        CHECK(shop_tests::bytes_of(one.buy(day, 333'00)) == shop_tests::bytes_of(other.buy(day, 333'00)));
        CHECK(pools_on(one, day + 40) == pools_on(other, day + 40));
    }
    CHECK(pools_on(one, first + 60).second > 10'00);
    shop_tests::shop none(*empty);
    none.buy(first, 600'00);
    CHECK(none.rules.statement(none.member, first + 60).of(empty->pool("points")).available == 600);
}

TEST_CASE("a replayed past comes to the same as one that was decided fact by fact") {
    constexpr auto program = compose("replay", currencies::EUR, earning.living(days(365)), vouchers, pay);
    shop_tests::shop s(program);
    std::vector<line> goods;
    std::vector<member_fact<order>> facts;
    for (std::int32_t i = 0; i < 9; ++i) goods.push_back(item((i + 1) * 90'00));
    for (std::uint64_t i = 0; i < goods.size(); ++i) {
        order what;
        what.head = s.next_head(first + static_cast<std::int32_t>(i) * 11);
        what.what.lines = {&goods[i], 1};
        s.commit(what);
        facts.push_back({{7}, what});
    }
    std::reverse(facts.begin(), facts.end());
    book members;
    decision d;
    REQUIRE(replay(members, program, facts, d, [](std::size_t, decision const&) {}));
    CHECK(shop_tests::bytes_of(members.open({7}), program.chart()) ==
          shop_tests::bytes_of(s.member, program.chart()));
    CHECK(pools_on(s, first + 88).second == 15'00);
}

TEST_CASE("every day is redeemed by the version in force on it") {
    static constexpr date begins = date_of(2026, 2, 10), changes = date_of(2026, 4, 1),
                          ends = date_of(2026, 5, 1);
    static constexpr auto plain = compose("shop", currencies::EUR, earning.living(days(365)));
    static constexpr auto with = compose(identity{"shop", {2}}.after(plain.chart()), currencies::EUR,
                                         earning.living(days(365)), vouchers);
    static constexpr auto other =
        compose(identity{"shop", {3}}.after(with.chart()), currencies::EUR, earning.living(days(365)),
                automatic_redemption("vouchers", "points", 100, "credit", 2)
                    .when(schedule().on(weekday::monday))
                    .living(days(90)));
    static constexpr auto without =
        compose(identity{"shop", {4}}.after(other.chart()), currencies::EUR, earning.living(days(365)));
    auto const made = make_versions(since{first - 31, plain}, since{begins, with}, since{changes, other},
                                    since{ends, without});
    REQUIRE(made.has_value());
    shop_tests::shop lazy(*made), daily(*made);
    auto const on = [&](auto const& s, date day) {
        statement const now = made->statement(s.member, day);
        return pools{now.of(plain.pool("points")).available, now.of(with.pool("credit")).available};
    };
    for (auto* s : {&lazy, &daily}) s->buy(first - 9, 1'777'00);
    for (date day = first - 8; day < ends + 60; day = day + 1) {
        daily.wait(day);
        CHECK(on(daily, day) == on(lazy, day));
    }
    CHECK(on(lazy, first) == pools{1'777, 0});
    CHECK(on(lazy, date_of(2026, 2, 28)) == pools{1'777, 0});
    CHECK(on(lazy, date_of(2026, 3, 1)) == pools{277, 15'00});
    CHECK(on(lazy, date_of(2026, 4, 5)) == pools{277, 15'00});
    CHECK(on(lazy, date_of(2026, 4, 6)) == pools{77, 19'00});
    CHECK(on(lazy, date_of(2026, 7, 4)) == pools{77, 4'00});
    CHECK(on(lazy, date_of(2026, 7, 5)) == pools{77, 0});
    for (auto* s : {&lazy, &daily}) s->buy(ends + 61, 1'000'00);
    CHECK(on(lazy, ends + 90) == on(daily, ends + 90));
    CHECK(on(lazy, ends + 90).first == 1'077);
    REQUIRE(std::any_of(lazy.last.postings.begin(), lazy.last.postings.end(), [&](posting const& p) {
        return p.kind == posting_kind::on_day && p.opens == date_of(2026, 4, 6);
    }));
}

TEST_CASE("a program that takes over an account by hand redeems nothing on days that were over before") {
    static constexpr auto plain = compose("shop", currencies::EUR, earning.living(days(365)));
    static constexpr auto with = compose(identity{"shop", {2}}.after(plain.chart()), currencies::EUR,
                                         earning.living(days(365)), vouchers);
    shop_tests::shop s(plain);
    s.buy(first - 9, 600'00);
    s.buy(first + 9, 1'00);
    auto const on = [&](date day) { return with.statement(s.member, day).of(with.pool("credit")).available; };
    CHECK(on(first + 9) == 0);
    CHECK(on(date_of(2026, 2, 28)) == 0);
    CHECK(on(date_of(2026, 3, 1)) == 5'00);
}

TEST_CASE("a day of a newer version's schedule before its first day is not taken") {
    static constexpr auto then = compose("shop", currencies::EUR, earning.living(days(365)), vouchers);
    static constexpr auto now =
        compose(identity{"shop", {2}}.after(then.chart()), currencies::EUR, earning.living(days(365)),
                vouchers.when(schedule().on(weekday::monday)));
    static constexpr date begins = date_of(2026, 2, 11);  // a Wednesday
    auto const made = make_versions(since{first - 31, then}, since{begins, now});
    REQUIRE(made.has_value());
    shop_tests::shop s(*made);
    s.buy(date_of(2026, 2, 5), 600'00);
    s.buy(begins + 1, 1'00);
    CHECK(made->statement(s.member, begins + 1).of(then.pool("points")).available == 601);
    s.buy(begins + 4, 1'00);
    CHECK(made->statement(s.member, begins + 4).of(then.pool("points")).available == 602);
    CHECK(made->statement(s.member, begins + 5).of(then.pool("points")).available == 102);
}

TEST_CASE("automatic redemptions that make no sense are mistakes") {
    auto const mistake = [](automatic_redemption const& rule) {
        return make("m", currencies::EUR, earning, rule).error();
    };
    constexpr auto rule = [](decimal step, decimal each) {
        return automatic_redemption("vouchers", "points", step, "credit", each);
    };
    CHECK(make("m", currencies::EUR, earning, rule(1, "0.01"_d)).has_value());
    CHECK(mistake(automatic_redemption("vouchers", "miles", 500, "credit", 5)) == errc::unknown_points);
    CHECK(mistake(automatic_redemption("vouchers", "points", 500, "points", 5)) == errc::two_pools_needed);
    CHECK(mistake(automatic_redemption("", "points", 500, "credit", 5)) == errc::unnamed);
    CHECK(mistake(automatic_redemption("vouchers", "points", 500, "", 5)) == errc::unnamed);
    CHECK(mistake(rule(0, 5)) == errc::not_above_zero);
    CHECK(mistake(rule(500, 0)) == errc::not_above_zero);
    CHECK(mistake(rule(500, 5).at_most(499)) == errc::not_above_zero);
    CHECK(mistake(rule(-500, 5)) == errc::negative_rate);
    CHECK(mistake(rule(500, 5).from_balance(-1)) == errc::negative_rate);
    CHECK(mistake(rule("0.5"_d, 5)) == errc::not_representable);
    CHECK(mistake(rule(500, "0.001"_d)) == errc::not_representable);
    CHECK(mistake(rule(500, 5).in_points(5)) == errc::not_representable);
    CHECK(mistake(rule(500, 5).living(days(0))) == errc::lifetime_needed);
    CHECK(mistake(rule(500, 5).when(schedule().each_month(32))) == errc::invalid_window);
    CHECK(mistake(rule(500, 5).when(schedule().each_anniversary())) == errc::joining_day_unknown);
    CHECK(make("m", currencies::EUR, earning, rule(1, 1), rule(2, 2)).error() == errc::duplicate_rule);
    CHECK(make("m", currencies::EUR, earning, accrual("credit", 1), rule(1, 1)).error() ==
          errc::units_differ);
}

TEST_CASE("pools that turn into each other by themselves are a mistake, over however many rules") {
    constexpr auto turn = [](char const* name, char const* from, char const* into) {
        return automatic_redemption(name, from, 10, into, 10).in_points().when(schedule().each_month(1));
    };
    auto const mistake = [](auto const&... rules) {
        auto const made = make("m", currencies::EUR, accrual("a", 1), rules...);
        return made ? errc::ok : made.error();
    };
    constexpr auto one = turn("1", "a", "b"), two = turn("2", "b", "c");
    CHECK(mistake(one, two, turn("3", "c", "d")) == errc::ok);
    CHECK(mistake(one, turn("2", "a", "c"), turn("3", "b", "d"), turn("4", "c", "d")) == errc::ok);
    CHECK(mistake(one, turn("2", "b", "a")) == errc::redeemed_in_a_circle);
    CHECK(mistake(turn("2", "b", "a"), one) == errc::redeemed_in_a_circle);
    CHECK(mistake(one, two, turn("3", "c", "a")) == errc::redeemed_in_a_circle);
    CHECK(mistake(one, two, turn("3", "c", "d"), turn("4", "d", "b")) == errc::redeemed_in_a_circle);
    CHECK(mistake(turn("4", "d", "b"), turn("3", "c", "d"), two, one) == errc::redeemed_in_a_circle);
}
