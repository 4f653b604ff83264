// SPDX-License-Identifier: BSL-1.0
#include <utility>

#include "support/shop.hpp"

/// What an order leaves behind though all of it comes back: the sentences of docs/reference/program.md, each
/// with an example. Where an order leaves nothing behind, tests/program/full_return.test.cpp holds.

using namespace tessera;
using namespace tessera::literals;
using namespace shop_tests;

namespace {

constexpr date day = date_of(2026, 1, 1);
constexpr returns taken_back(730);
constexpr auto one_each = accrual("points", 1).living(days(30));
constexpr auto cent_each = redemption("points", {.points = 100, .money = 1});

template <class Program>
std::pair<std::int64_t, std::int64_t> usable_and_owed(shop<Program> const& s, date on,
                                                      std::string_view pool = "points") {
    balance const b = s.balance(pool, on);
    return {b.available, b.debt};
}
using figures = std::pair<std::int64_t, std::int64_t>;

template <class Program>
date end_of_level(shop<Program> const& s, date on) {
    return s.rules.standing(s.member, on).tiers[0].until;
}

}  // namespace

TEST_CASE("not undone: points that another order spent, where their lots ended before it came back") {
    static constexpr auto program = compose("shop", currencies::EUR, one_each, cent_each, taken_back);
    auto const after = [](date other_back) {
        shop s(program);
        s.buy(day, 100'00);       // 100 points until day 30
        s.buy(day + 19, 100'00);  // and 100 until day 49
        s.buy(day + 20, {item(1'50, no_earn)}, {{program.redemption_rule("points"), 150}});
        s.bring_back(day + 21, 1);
        REQUIRE(usable_and_owed(s, day + 21) == figures{0, 50});
        s.bring_back(other_back, 2);
        return usable_and_owed(s, other_back);
    };
    CHECK(after(day + 22) == figures{100, 0});
    CHECK(after(day + 40) == figures{0, 0});   // what of the own lot came back paid the debt
    CHECK(after(day + 60) == figures{0, 50});  // nothing that comes back is usable any more
}

TEST_CASE("not undone: which lots another order spent") {
    static constexpr auto program = compose("shop", currencies::EUR, one_each, cent_each, taken_back);
    auto const left_on = [](date on, bool with_order) {
        shop s(program);
        s.buy(day, 100'00);
        if (with_order) s.buy(day + 10, {item(60'00)}, {{program.redemption_rule("points"), 60}});
        s.buy(day + 11, {item(50'00)});
        s.buy(day + 12, {item(1'00, no_earn)}, {{program.redemption_rule("points"), 100}});
        if (with_order) s.bring_back(day + 13, 1);
        return usable_and_owed(s, on);
    };
    CHECK(left_on(day + 13, false) == left_on(day + 13, true));
    CHECK(left_on(day + 30, false) == figures{50, 0});
    CHECK(left_on(day + 30, true) == figures{49, 0});  // one point is left where it ends first
}

TEST_CASE("not undone: a level that is held, and the new term of one that is met again") {
    static constexpr auto level = tiers("club", net_spend(), tier{"silver", 100}).held(months(12));
    static constexpr auto held = compose("held", currencies::EUR, level, taken_back);
    shop first(held);
    first.buy(day, 100'00);
    first.bring_back(day + 1, 0);
    CHECK(first.rules.standing(first.member, day + 2).level(0) == 1);
    CHECK(first.rules.standing(first.member, date_of(2027, 1, 1)).level(0) == 0);
    static constexpr auto undone =
        compose("undone", currencies::EUR, level.when_returned(undo::at_order), taken_back);
    shop second(undone);
    second.buy(day, 100'00);
    REQUIRE(end_of_level(second, day) == date_of(2027, 1, 1));
    second.buy(date_of(2026, 7, 1), 100'00);
    second.bring_back(date_of(2026, 7, 2), 1);
    CHECK(end_of_level(second, date_of(2026, 7, 2)) == date_of(2027, 7, 1));
    second.bring_back(date_of(2026, 7, 3), 0);
    CHECK(second.rules.standing(second.member, date_of(2026, 7, 3)).level(0) == 0);
}

TEST_CASE("not undone: what other orders had because of it, or did not have") {
    static constexpr auto price =
        compose("price", currencies::EUR, tiers("club", net_spend(), tier{"silver", 100}),
                member_price("club", off{"silver", 10_percent}), taken_back);
    shop s(price);
    s.buy(day, 100'00);
    CHECK(s.buy(day + 1, 50'00).priced.totals.paid_minor() == 45'00);
    s.bring_back(day + 2, 0);
    CHECK(s.receipts[1].totals.paid_minor() == 45'00);
    constexpr window month = window::calendar(calendar_unit::month);
    static constexpr auto capped =
        compose("capped", currencies::EUR, one_each.capped(at_most(100).within(month)), taken_back);
    shop t(capped);
    t.buy(day, 100'00);
    t.buy(day + 1, 100'00);
    t.bring_back(day + 2, 0);
    CHECK(t.balance("points", day + 2).available == 0);  // the second order was granted nothing, and stays so
    t.buy(day + 3, 100'00);
    CHECK(t.balance("points", day + 3).available == 100);
}

TEST_CASE("not undone: how often a reward was given, and a reward that a goal has become") {
    static constexpr auto once =
        compose("once", currencies::EUR, accrual("points", 1),
                reward("mug", "points", 10).at_most(1, window::lifetime()), taken_back);
    shop s(once);
    s.buy(day, 100'00);
    s.buy(day + 1, {item(5'00, no_earn)}, {{once.redemption_rule("mug"), 1}});
    REQUIRE(s.balance("points", day + 1).available == 90);
    s.bring_back(day + 2, 1);
    CHECK(s.balance("points", day + 2).available == 100);
    s.buy(day + 3, {item(5'00, no_earn)}, {{once.redemption_rule("mug"), 1}});
    CHECK(s.balance("points", day + 3).available == 100);
    static constexpr auto card = compose("card", currencies::EUR, accrual("stamps", 1).per_order(),
                                         goal("mug", "stamps", 3), taken_back);
    shop t(card);
    for (int i = 0; i < 3; ++i) t.buy(day + i, 5'00);
    t.bring_back(day + 4, 2);
    CHECK(usable_and_owed(t, day + 4, "mug") == figures{1, 0});
    CHECK(usable_and_owed(t, day + 4, "stamps") == figures{0, 1});
}

TEST_CASE("not undone: a longer life of other lots, and a hold that its order used") {
    static constexpr auto renewed =
        compose("renewed", currencies::EUR, one_each.renewed(by_orders), taken_back);
    shop s(renewed);
    s.buy(day, 100'00);
    s.buy(day + 20, 50'00);
    s.bring_back(day + 21, 1);
    CHECK(s.balance("points", day + 49).available == 100);
    CHECK(s.balance("points", day + 50).available == 0);
    static constexpr auto held = compose("held", currencies::EUR, one_each, cent_each, taken_back);
    shop t(held);
    t.buy(day, 100'00);
    instant const end{(day + 25).day * std::int64_t{86400}};
    t.commit(reserve{t.next_head(day + 1), held.redemption_rule("points"), {7}, 80, end});
    REQUIRE(t.balance("points", day + 1).reserved == 80);
    t.buy(day + 2, {item(5'00, no_earn)}, {{held.redemption_rule("points"), 60, {7}}});
    t.bring_back(day + 3, 1);
    CHECK(t.balance("points", day + 3).reserved == 0);
    CHECK(t.balance("points", day + 3).available == 100);
}

TEST_CASE("not undone: an end that has passed, where points of ended lots come back for some days") {
    static constexpr auto program =
        compose("shop", currencies::EUR, one_each, cent_each, taken_back.reinstating(5));
    shop s(program);
    s.buy(day, 100'00);
    s.buy(day + 1, {item(1'00, no_earn)}, {{program.redemption_rule("points"), 100}});
    s.bring_back(day + 60, 1);
    CHECK(s.balance("points", day + 64).available == 100);
    CHECK(s.balance("points", day + 65).available == 0);
}
