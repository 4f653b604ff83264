// SPDX-License-Identifier: BSL-1.0
#include <tessera/tessera.hpp>

#include "support/property.hpp"
#include "support/shop.hpp"

using namespace tessera;
using namespace tessera::literals;
using shop_tests::item;
using shop_tests::play;

namespace {

constexpr date day = date_of(2026, 1, 1);
constexpr auto one_each = accrual("points", 1);
constexpr auto club = tiers("club", net_spend(), tier{"silver", 1000}, tier{"gold", 3000});

/// Returns: the points a first order of these lines earns.
template <class Accrual>
std::int64_t earned(Accrual const& rule, std::vector<line> const& lines, std::int64_t shipping = 0,
                    std::int64_t stored = 0) {
    auto const program = make("earned", currencies::EUR, rule);
    REQUIRE(program.has_value());
    shop_tests::shop s(*program);
    order what = s.order_of(day, lines);
    what.what.shipping_minor = shipping;
    what.stored_value_minor = stored;
    s.commit(what);
    return s.balance("points", day).available;
}

}  // namespace

TEST_CASE("ten orders of 9.50 give 95 under carry and 90 by order") {
    for (auto const& [scope, expected] :
         {std::pair{rounding_scope::carry, 95}, std::pair{rounding_scope::order, 90}}) {
        auto const program = make("points", currencies::EUR, one_each.rounded(scope));
        REQUIRE(program.has_value());
        shop_tests::shop s(*program);
        for (int i = 0; i < 10; ++i) s.buy(day, 950);
        CHECK(s.balance("points", day).available == expected);
    }
}

TEST_CASE("under carry points follow the net spend through returns") {
    constexpr auto program = compose("points", currencies::EUR, one_each.rounded(rounding_scope::carry));
    play(program, R"(
        day        | event       | points points | owes points
        2026-01-01 | buy 9.50    | 9             | 0
        2026-01-01 | buy 9.50    | 19            | 0
        2026-01-02 | return 9.50 | 9             | 0
        2026-01-03 | buy 0.50    | 10            | 0
        2026-01-04 | return 0.01 | 9             | 0
        2026-01-05 | return 9.99 | 0             | 0
        2026-01-06 | return 0.01 | -1            | 1
        2026-01-06 | return 0.99 | -1            | 1
        2026-01-07 | buy 2.50    | 1             | 0
    )");
}

TEST_CASE("by order and by line each rounding stands alone, down unless the program says otherwise") {
    std::vector<line> const lines{item(950), item(950), item(150)};
    CHECK(earned(one_each, lines) == 20);
    CHECK(earned(one_each.rounded(rounding_scope::order, rounding::half_up), lines) == 21);
    CHECK(earned(one_each.rounded(rounding_scope::line), lines) == 9 + 9 + 1);
    CHECK(earned(one_each.rounded(rounding_scope::line, rounding::half_up), lines) == 10 + 10 + 2);
    CHECK(earned(one_each.rounded(rounding_scope::line, rounding::half_even), lines) == 10 + 10 + 2);
    CHECK(earned(one_each.rounded(rounding_scope::line, rounding::up), lines) == 10 + 10 + 2);
    CHECK(earned(one_each, {item(99)}) == 0);
}

TEST_CASE("points have the decimals of their type, and rates are exact") {
    CHECK(earned(one_each.with_decimals(2), {item(1'234)}) == 1'234);
    CHECK(earned(one_each.with_decimals(1), {item(1'239)}) == 123);
    CHECK(earned(one_each.with_decimals(4), {item(1)}) == 100);
    CHECK(earned(accrual("points", ratio(1, 3)), {item(1'000)}) == 3);
    CHECK(earned(accrual("points", ratio(3, 100)), {item(10'000)}) == 3);
    CHECK(earned(accrual("points", 10), {item(1'005)}) == 100);
}

TEST_CASE("the basis decides what earns") {
    std::vector<line> const lines{
        {.category = {7}, .list_minor = 10'000, .promotion_minor = 2'000, .tax_minor = 1'000},
        {.tags = no_earn, .list_minor = 5'000}};
    CHECK(earned(one_each, lines, 500) == 80);
    CHECK(earned(one_each.of(list_price), lines, 500) == 100);
    CHECK(earned(one_each.of(basis{.stage = price_stage::promoted, .lines = {}}), lines, 500) == 130);
    CHECK(earned(one_each.of(paid_price.without_tax()), lines, 500) == 70);
    CHECK(earned(one_each.of(paid_price.with_shipping()), lines, 500) == 85);
    CHECK(earned(one_each.of(paid_price.over({.category = {8}})), lines, 500) == 0);
    // A gift card pays 67.50 of 135.00: half.
    CHECK(earned(one_each, lines, 500, 6'750) == 40);
    CHECK(earned(one_each.of(paid_price.with_stored_value()), lines, 500, 6'750) == 80);
    CHECK(earned(one_each.rounded(rounding_scope::line), lines, 500, 6'750) == 40);
}

TEST_CASE("points earned on the price after the member price") {
    constexpr auto program =
        compose("paid", currencies::EUR, club, member_price("club", off{"silver", 2_percent}), one_each);
    play(program, R"(
        day        | event         | paid    | points points
        2026-01-01 | buy 1000.00   | 1000.00 | 1000
        2026-01-02 | buy 100.50    | 98.49   | 1098
        2026-01-03 | return 100.50 | 98.49   | 1000
    )");
}

TEST_CASE("the multiplier of the highest tier in force counts") {
    constexpr auto program =
        compose("times", currencies::EUR, club,
                one_each.times("club", multiplier{"silver", 1.25_x}, multiplier{"gold", 1.5_x}));
    play(program, R"(
        day        | event          | level | points points
        2026-01-01 | buy 1000.00    | 1     | 1000
        2026-01-02 | buy 10.00      | 1     | 1012
        2026-01-03 | buy 1990.00    | 2     | 3499
        2026-01-04 | buy 11.00      | 2     | 3515
        2026-01-05 | return 2011.00 | 1     | 499
    )");
    constexpr auto only_gold =
        compose("times", currencies::EUR, club, one_each.times("club", multiplier{"gold", 2}));
    play(only_gold, R"(
        day        | event          | level | points points
        2026-01-01 | buy 1000.00    | 1     | 1000
        2026-01-02 | buy 2000.00    | 2     | 3000
        2026-01-03 | buy 1.00       | 2     | 3002
    )");
}

TEST_CASE("under carry the remainder is one exact number across multipliers") {
    constexpr auto program = compose("times", currencies::EUR, tiers("club", order_count(), tier{"known", 2}),
                                     accrual("points", ratio(1, 3))
                                         .rounded(rounding_scope::carry)
                                         .times("club", multiplier{"known", 1.5_x}));
    // 1/3, 1/3, then 1/2 a unit: 10.00 + 10.00 at 1/3 are 6 2/3, and 1.00 at 1/2 makes 7 1/6.
    play(program, R"(
        day        | event     | points points
        2026-01-01 | buy 10.00 | 3
        2026-01-02 | buy 10.00 | 6
        2026-01-03 | buy 0.66  | 6
        2026-01-03 | buy 0.01  | 7
    )");
}

TEST_CASE("a lot earned on day D can be spent through D + 364") {
    constexpr auto program = compose("life", currencies::EUR, one_each.living(days(365)));
    play(program, R"(
        day        | event     | points points
        2026-01-01 | buy 10.00 | 10
        2026-12-31 | -         | 10
        2027-01-01 | -         | 0
        2026-01-02 | buy 5.00  | 15
        2027-01-01 | -         | 5
        2027-01-01 | buy 1.00  | 6
        2027-01-02 | wait      | 1
        2027-12-31 | -         | 1
        2028-01-01 | -         | 0
    )");
    constexpr auto one_day = compose("life", currencies::EUR, one_each.living(days(1)));
    play(one_day, R"(
        day        | event     | points points
        2026-01-01 | buy 10.00 | 10
        2026-01-02 | -         | 0
    )");
    constexpr auto by_months = compose("life", currencies::EUR, one_each.living(months(1)));
    play(by_months, R"(
        day        | event     | points points
        2026-01-31 | buy 10.00 | 10
        2026-02-27 | -         | 10
        2026-02-28 | -         | 0
    )");
}

TEST_CASE("what ended is written down with the next fact, with its day") {
    constexpr auto program = compose("life", currencies::EUR, one_each.living(days(10)));
    shop_tests::shop s(program);
    s.buy(date_of(2026, 1, 1), 1'000);
    s.buy(date_of(2026, 1, 3), 2'000);
    auto const& later = s.buy(date_of(2026, 1, 11), 100);
    CHECK(shop_tests::sum_of(later.postings, program.pool("points"), posting_kind::expire) == 10);
    auto const* const why = shop_tests::reason_of(later, reason_code::expired);
    REQUIRE(why);
    CHECK(why->a == 10);
    CHECK(why->b == date_of(2026, 1, 11).day);
    CHECK(why->detail == program.pool("points").value);
    auto const& waits = s.wait(date_of(2027, 1, 1));
    CHECK(shop_tests::sum_of(waits.postings, program.pool("points"), posting_kind::expire) == 21);
    CHECK(s.member.plain_lots().empty());
    CHECK(s.member.due() == date::never());
}

TEST_CASE("a return takes from the lots soonest to expire, the rest is owed and paid first") {
    constexpr auto program = compose("debt", currencies::EUR, one_each.living(days(10)));
    shop_tests::shop s(program);
    s.buy(date_of(2026, 1, 1), 1'000);
    s.buy(date_of(2026, 1, 3), 2'000);
    s.give_back(date_of(2026, 1, 4), 1'500);
    auto const lots = lots_of(s.member, program.chart(), program.pool("points"), date_of(2026, 1, 4));
    REQUIRE(lots.size() == 1);
    CHECK(lots[0] == lot{{.expires = date_of(2026, 1, 13)}, 15});
    auto const& back = s.give_back(date_of(2026, 1, 13), 1'500);
    CHECK(s.balance("points", date_of(2026, 1, 13)).available == 0);
    CHECK(s.balance("points", date_of(2026, 1, 13)).debt == 15);
    auto const* const why = shop_tests::reason_of(back, reason_code::taken_back);
    REQUIRE(why);
    CHECK(*why == reason{15, 1'500, rule_named("points"), reason_code::taken_back, 0});
    s.buy(date_of(2026, 1, 14), 1'000);
    CHECK(s.balance("points", date_of(2026, 1, 14)).debt == 5);
    auto const& paid = s.buy(date_of(2026, 1, 14), 1'000);
    CHECK(s.balance("points", date_of(2026, 1, 14)).debt == 0);
    CHECK(s.balance("points", date_of(2026, 1, 14)).available == 5);
    auto const* const repaid = shop_tests::reason_of(paid, reason_code::debt_paid);
    REQUIRE(repaid);
    CHECK(*repaid == reason{5, 0, rule_named("points"), reason_code::debt_paid, 0});
    auto const* const gained = shop_tests::reason_of(paid, reason_code::earned);
    REQUIRE(gained);
    CHECK(*gained == reason{10, 1'000, rule_named("points"), reason_code::earned, 0});
}

TEST_CASE("two rules give points of one kind, one of them for ever") {
    constexpr auto program =
        compose("two", currencies::EUR, one_each.living(days(10)),
                accrual("points", 2).of(paid_price.over({.category = {7}})).named("books twice more"));
    shop_tests::shop s(program);
    s.buy(day, {{.category = {7}, .list_minor = 1'000}, item(500)});
    CHECK(s.balance("points", day).available == 15 + 20);
    CHECK(s.balance("points", day + 10).available == 20);
    CHECK(s.balance("points", date_of(2400, 1, 1)).available == 20);
}

TEST_CASE("an accrual that cannot stand is an error") {
    auto const failure = [](auto const&... rules) {
        auto const made = make("wrong", currencies::EUR, rules...);
        return made ? errc::ok : made.error();
    };
    CHECK(failure(accrual("points", ratio(-1))) == errc::negative_rate);
    CHECK(failure(one_each.living(days(0))) == errc::lifetime_needed);
    CHECK(failure(one_each.living(months(-1))) == errc::lifetime_needed);
    CHECK(failure(one_each.with_decimals(5)) == errc::not_representable);
    CHECK(failure(club, one_each.times("club", multiplier{"silver", ratio(-1)})) == errc::negative_rate);
    CHECK(failure(club, one_each.times("club", multiplier{"gold", 2}, multiplier{"silver", 3})) ==
          errc::steps_not_rising);
    CHECK(failure(club, one_each.times("club", multiplier{"silver", 2}, multiplier{"silver", 3})) ==
          errc::steps_not_rising);
    CHECK(failure(club, one_each.times("club", multiplier{"bronze", 2})) == errc::unknown_tier);
    CHECK(failure(one_each.times("club", multiplier{"silver", 2})) == errc::unknown_tier);
    CHECK(failure(accrual("points", ratio(1, 10'000'001)).rounded(rounding_scope::carry)) ==
          errc::carry_denominator);
    CHECK(failure(accrual("points", ratio(1, 10'000'000)).rounded(rounding_scope::carry)) == errc::ok);
    CHECK(failure(accrual("points", ratio(1, 10'000'001))) == errc::ok);
    CHECK(failure(one_each.rounded(rounding_scope::carry, rounding::half_up)) == errc::carry_rounds_down);
    CHECK(failure(one_each, one_each.with_decimals(2).named("finer")) == errc::units_differ);
    CHECK(failure(one_each, ladder("cash", net_spend(), step{200, 20}).into("points")) == errc::units_differ);
}

TEST_CASE("figures that do not fit are errors, and the account is as it was") {
    constexpr auto program = compose("wide", currencies::EUR, accrual("points", 1).with_decimals(2),
                                     tiers("club", net_spend(), tier{"silver", 1000}));
    shop_tests::shop s(program);
    s.buy(day, INT64_MAX);
    auto const before = shop_tests::bytes_of(s.member, program.chart());
    decision d;
    CHECK(program.decide(s.member, s.order_of(day, {item(1)}), d).error() == errc::overflow);
    CHECK(shop_tests::bytes_of(s.member, program.chart()) == before);
    CHECK(program.decide(s.member, s.order_of(day, {item(1)}), d).error() == errc::overflow);

    constexpr auto steep = compose("steep", currencies::EUR, accrual("points", 1'000).with_decimals(4));
    shop_tests::shop t(steep);
    CHECK(steep.decide(t.member, t.order_of(day, {item(INT64_MAX)}), d).error() == errc::overflow);

    constexpr auto debts = compose("debts", currencies::EUR, accrual("points", 1).with_decimals(2));
    shop_tests::shop u(debts);
    u.give_back(day, INT64_MAX);
    std::vector<line> const one{item(1)};
    CHECK(debts.decide(u.member, item_return{u.next_head(day), one}, d).error() == errc::overflow);
}

TEST_CASE("laws of carry") {
    static constexpr auto program =
        compose("carry", currencies::EUR,
                accrual("points", ratio(2, 7)).rounded(rounding_scope::carry).living(days(365)));
    CHECK_PROPERTY("splitting an order changes nothing", [](std::vector<std::uint16_t> const& parts) {
        RC_PRE(!parts.empty());
        shop_tests::shop split(program), whole(program);
        std::int64_t total = 0;
        for (std::uint16_t const part : parts) {
            split.buy(day, std::int64_t{part});
            total += part;
        }
        whole.buy(day, total);
        RC_ASSERT(split.balance("points", day).available == whole.balance("points", day).available);
        RC_ASSERT(whole.balance("points", day).available == total * 2 / 700);
    });
    CHECK_PROPERTY(
        "points are f(net) after every history of orders and returns",
        [](std::vector<std::int16_t> const& moves) {
            shop_tests::shop s(program);
            std::int64_t net = 0;
            for (std::int16_t const move : moves) {
                net += move;
                if (move < 0)
                    s.give_back(day, -std::int64_t{move});
                else
                    s.buy(day, std::int64_t{move});
                auto const held = s.balance("points", day);
                RC_ASSERT(held.available - held.debt == divide(net * 2, std::int64_t{700}, rounding::floor));
                RC_ASSERT(held.available == 0 || held.debt == 0);
            }
        });
}

TEST_CASE("under carry an order that earns no whole point moves its part back too, whatever caps there are") {
    constexpr auto program = compose(
        "points", currencies::EUR,
        accrual("points", ratio(1, 10)).rounded(rounding_scope::carry).capped(at_most(100).per_order()),
        returns(60));
    shop_tests::shop s(program);
    s.buy(day, 6'00);
    s.bring_back(day, 0);
    s.buy(day, 6'00);
    CHECK(s.balance("points", day).available == 0);
    s.buy(day, 4'00);
    CHECK(s.balance("points", day).available == 1);
}
