// SPDX-License-Identifier: BSL-1.0
#include "oracle/points_oracle.hpp"

#include "oracle/golden.hpp"
#include "oracle/golden_tables.hpp"
#include "support/catch.hpp"

/// The oracle by itself: it must tell the golden histories before it may judge the library.

using namespace points_oracle;
using golden::by_the_oracle;

namespace {

fact order_on(long day, std::vector<whole> const& prices) {
    static long place = 0;
    fact f;
    f.day = day;
    f.place = ++place;
    for (whole const& price : prices) f.lines.push_back({price});
    return f;
}

}  // namespace

TEST_CASE("the oracle rounds and spreads as told") {
    CHECK(floor_of(exact(7, 2)) == 3);
    CHECK(floor_of(exact(-7, 2)) == -4);
    CHECK(floor_of(exact(-4, 2)) == -2);
    CHECK(half_up(exact(5, 2)) == 3);
    CHECK(half_up(exact(-5, 2)) == -3);
    CHECK(half_up(exact(49, 100)) == 0);
    CHECK(spread(10, {333, 333, 334}) == std::vector<whole>{3, 3, 4});
    CHECK(spread(1, {1, 1, 1}) == std::vector<whole>{1, 0, 0});
    CHECK(spread(20, {1, 0, 2}) == std::vector<whole>{7, 0, 13});
    CHECK(spread(5, {0, 0}) == std::vector<whole>{0, 0});
}

TEST_CASE("the oracle tells the golden histories of returns") {
    golden::play(by_the_oracle(golden::plain_points()), golden::points_that_go_back);
    golden::play(by_the_oracle(golden::plain_points()), golden::points_that_have_ended);
    golden::play(by_the_oracle(golden::plain_points()), golden::points_half_spent_half_ended);
    golden::play(by_the_oracle(golden::plain_points()), golden::parts_close_to_the_whole);
    golden::play(by_the_oracle(golden::plain_points()), golden::points_that_paid);
    rules by_line;
    by_line.rounded = rounds::line;
    golden::play(by_the_oracle(by_line), golden::what_a_line_earned);
    golden::play(by_the_oracle(golden::for_tens(0)), golden::tens_that_are_kept);
    golden::play(by_the_oracle(golden::for_tens(5'000)), golden::a_minimum_that_is_lost);
}

TEST_CASE("the oracle tells the ladder's golden table under all answers to a return") {
    using golden::cash_ladder;
    golden::play(by_the_oracle(cash_ladder(falls::keep, missing::owed)), golden::ladder_keep);
    golden::play(by_the_oracle(cash_ladder(falls::revoke_unused, missing::owed)),
                 golden::ladder_revoke_unused);
    golden::play(by_the_oracle(cash_ladder(falls::follow, missing::owed)), golden::ladder_follow_debt);
    golden::play(by_the_oracle(cash_ladder(falls::follow, missing::withheld)),
                 golden::ladder_follow_withheld);
    golden::play(by_the_oracle(cash_ladder(falls::follow, missing::forgiven)),
                 golden::ladder_follow_forgiven);
    golden::play(by_the_oracle(cash_ladder(falls::freeze, missing::owed)), golden::ladder_freeze);
}

TEST_CASE("the oracle's carry loses nothing: ten orders of 9.50 are 95 points, and returns undo exactly") {
    rules by;
    by.rounded = rounds::carry;
    golden::play(by_the_oracle(by), R"(
        day        | event        | earned | due | points
        2026-01-01 | A: buy 9.50  | 9      |     | 9
        2026-01-02 | B: buy 9.50  | 10     |     | 19
        2026-01-03 | return A all |        | 10  | 9
        2026-01-04 | C: buy 0.50  | 1      |     | 10
    )");
    std::vector<fact> ten;
    for (int i = 0; i < 10; ++i) ten.push_back(order_on(i, {950}));
    CHECK(ask(by, ten, 10).available == 95);
    by.rounded = rounds::order;
    CHECK(ask(by, ten, 10).available == 90);
}

TEST_CASE("the oracle's tiers price the next order, and points pay at most a share") {
    rules by;
    by.tiers = {{100'000, exact(2, 100)}, {300'000, exact(5, 100)}};
    by.points_pay_at_most = exact(1, 2);
    golden::play(by_the_oracle(by), R"(
        day        | event                       | earned | net     | level | points
        2026-01-01 | A: buy 999.99               | 999    | 999.99  | 0     | 999
        2026-01-02 | B: buy 0.01                 | 0      | 1000.00 | 1     | 999
        2026-01-03 | C: buy 10.00, all points    | 4      | 1010.00 | 1     | 513
        2026-01-04 | return C all                |        | 1000.00 | 1     | 999
        2026-01-05 | return B all                |        | 999.99  | 0     | 999
    )");
}

TEST_CASE("what the oracle does with points that ended before they came back") {
    char const* const events[] = {"A: buy 20.00", "B: buy 0.10, 10 points", "return B all"};
    auto const points_on = [&](rules const& by, std::string const& last) {
        golden::reader read;
        std::vector<fact> history;
        char const* const days[] = {"2026-01-10", "2026-12-01", "2027-01-15"};
        for (int i = 0; i < 3; ++i) history.push_back(read.read(golden::day_of(days[i]), events[i]));
        return ask(by, history, golden::day_of(last)).available;
    };
    rules by;
    CHECK(points_on(by, "2027-01-15") == 0);
    by.restored = after_end::for_some_days;
    by.some_days = 30;
    CHECK(points_on(by, "2027-02-13") == 10);
    CHECK(points_on(by, "2027-02-14") == 0);
    by.restored = after_end::anew;
    CHECK(points_on(by, "2028-01-14") == 10);
    CHECK(points_on(by, "2028-01-15") == 0);
}

TEST_CASE("a late fact gives the oracle's answer of its own time, at the prices charged") {
    rules by;
    by.tiers = {{100'000, exact(10, 100)}};
    std::vector<fact> history;
    history.push_back(committed(by, history, order_on(10, {5'000})));
    CHECK(*history.back().off == 0);
    fact late = order_on(5, {100'000});
    history.push_back(committed(by, {}, late));
    answer const a = ask(by, history, 11);
    CHECK(a.spend == 105'000);
    CHECK(a.last.off == 0);
    CHECK(a.level == 1);
    std::vector<fact> in_order{history[1], history[0]};
    CHECK(ask(by, in_order, 11).lots == a.lots);
}

TEST_CASE("the oracle's books: IFRS 15, illustrative example 52") {
    deferral const sale = defer(100'000, 9'500);
    CHECK(sale.goods == 91'324);
    CHECK(sale.points == 8'676);
    whole const first_year = income_so_far(sale.points, 4'500, 9'500);
    CHECK(first_year == 4'110);
    CHECK(income_so_far(sale.points, 8'500, 9'700) - first_year == 3'493);
    CHECK(income_so_far(sale.points, 9'700, 9'700) == sale.points);
}

namespace {

/// Returns: 100 points, spent on the third day, and 60 of them on the second by an order that was on its way.
std::vector<fact> spent_twice(rules const& by) {
    std::vector<fact> history{order_on(1, {10'000})};
    fact spends = order_on(3, {100});
    spends.points_wish = 100;
    history.push_back(committed(by, history, spends));
    fact also = order_on(2, {60});
    also.points_wish = 60;
    history.push_back(committed(by, {history[0]}, also));
    return history;
}

}  // namespace

TEST_CASE("points spent twice while a fact was on its way are owed") {
    rules by;
    std::vector<fact> const history = spent_twice(by);
    answer const a = ask(by, history, 4);
    CHECK(a.available == 0);
    CHECK(a.debt == 60);
}

TEST_CASE("points that a late fact overspent come back first, and without an end") {
    rules by;
    std::vector<fact> history = spent_twice(by);
    history.push_back(order_on(4, {8'000}));
    fact back = order_on(5, {});
    back.what = fact::kind::comes_back;
    back.order = history[1].place;
    back.parts = {{0, 0, 0}};
    history.push_back(back);
    answer const a = ask(by, history, 5);
    CHECK(a.debt == 0);
    CHECK(a.lots == std::map<long, whole>{{1 + 365, 40}, {4 + 365, 20}, {no_end, 60}});
}

TEST_CASE("the oracle's lots that wait: their life counts from the day they open; a return asks them first") {
    rules by;
    by.waits = 7;
    std::vector<fact> history{order_on(0, {1'000}), order_on(7, {2'000})};
    CHECK(ask(by, history, 6).available == 0);
    CHECK(ask(by, history, 6).waiting == std::map<long, whole>{{7 + 365, 10}});
    CHECK(ask(by, history, 7).lots == std::map<long, whole>{{7 + 365, 10}});
    CHECK(ask(by, history, 7 + 365).lots == std::map<long, whole>{{14 + 365, 20}});
    fact spends = order_on(8, {5});
    spends.points_wish = 5;
    fact back = order_on(9, {});
    back.what = fact::kind::comes_back;
    back.order = history[0].place;
    back.parts = {{0, 0, 0}};
    history.push_back(spends);
    history.push_back(back);
    answer const a = ask(by, history, 9);
    CHECK(a.lots.empty());
    CHECK(a.waiting == std::map<long, whole>{{14 + 365, 15}});
    CHECK(a.last.from_own == 5);
    CHECK(a.last.from_others == 5);
}

TEST_CASE("the oracle's holds: kept back, taken in part, over by time") {
    rules by;
    by.life = 30;
    auto const about = [](fact::kind what, long day, whole const& points, long until = 0) {
        fact f = order_on(day, {});
        f.what = what;
        f.points_wish = points;
        f.hold = 1;
        f.until = until;
        return f;
    };
    using enum fact::kind;
    std::vector<fact> history{order_on(0, {1'000}), order_on(10, {1'000}), about(reserve, 11, 15, 40)};
    CHECK(ask(by, history, 11).reserved == 15);
    CHECK(ask(by, history, 30).lots == std::map<long, whole>{{40, 5}});
    CHECK(ask(by, history, 39).reserved == 15);
    CHECK(ask(by, history, 40).reserved == 0);
    CHECK(ask(by, history, 40).available == 0);
    history.push_back(about(capture, 12, 16));
    CHECK(ask(by, history, 12).reserved == 15);
    history.push_back(about(capture, 13, 12));
    CHECK(ask(by, history, 13).last.points_paid == 12);
    CHECK(ask(by, history, 13).lots == std::map<long, whole>{{40, 8}});
    history.push_back(about(reserve, 14, 3, 20));
    history.push_back(about(release, 15, 0));
    CHECK(ask(by, history, 15).available == 8);
}
