// SPDX-License-Identifier: BSL-1.0
#include <tessera/program/merge.hpp>
#include <tessera/program/versions.hpp>

#include "support/shop.hpp"

using namespace tessera;
using namespace shop_tests;

namespace {

constexpr date opening = date_of(2026, 1, 1), change = date_of(2026, 2, 1);

constexpr auto first = compose("shop", currencies::EUR, accrual("points", 1).living(days(90)),
                               ladder("cash", net_spend(), step{1000, 10}));
constexpr auto second =
    compose(identity{"shop", {2}}.after(first.chart()), currencies::EUR,
            accrual("points", 2).living(days(30)), redemption("points", point_value{100, decimal(1)}),
            accrual("stamps", 1).per_order().living(days(5)), returns(90));
constexpr auto both = [] {
    auto const made = make_versions(since{opening, first}, since{change, second});
    return *made;
}();

order order_on(date day, std::uint64_t sequence, line const& one) {
    order what;
    what.head = {{sequence}, {{day.day * std::int64_t{86'400}}, sequence}, day, opening};
    what.what.lines = {&one, 1};
    return what;
}

}  // namespace

TEST_CASE("a fact is decided by the version of its business day, and lots keep their dates") {
    line const goods = item(10'000);
    account member;
    decision d;
    auto const buy = [&](date day, std::uint64_t sequence) {
        REQUIRE(both.decide(member, order_on(day, sequence, goods), d).has_value());
        REQUIRE(apply(member, both.chart(), d.as_entry()) == errc::ok);
        return d.program.value;
    };
    CHECK(buy(opening - 1, 1) == 1);
    CHECK(buy(change - 1, 2) == 1);
    CHECK(buy(change, 3) == 2);
    CHECK(both.version(change) == program_version{2});
    auto const points = lots_of(member, both.chart(), second.pool("points"), change);
    REQUIRE(points.size() == 3);
    CHECK(points[0] == lot{{change + 30}, 200});
    CHECK(points[1] == lot{{opening - 1 + 90}, 100});
    CHECK(points[2] == lot{{change - 1 + 90}, 100});
    CHECK(both.standing(member, change).day == change);
}

TEST_CASE("a late fact is merged by the version of its day, beside slots that are newer than it") {
    line const goods = item(10'000);
    account base, member;
    decision d;
    merge_outcome also;
    std::deque<receipt> papers;
    std::vector<past_fact> slice;
    auto const take = [&](order const& what) {
        REQUIRE(merge(both, base, slice, past_fact{what}, member, d, also).has_value());
        REQUIRE(apply(member, both.chart(), d.as_entry()) == errc::ok);
        papers.push_back(d.receipt);
        slice.push_back({what, &papers.back()});
    };
    take(order_on(change, 2, goods));
    take(order_on(change - 1, 1, goods));
    CHECK(d.how == outcome::merged);
    CHECK(d.receipt.program == program_version{1});
    CHECK(d.receipt.awards.size() == 1);
    CHECK(balance_of(member, both.chart(), second.pool("points"), change).available == 300);
    CHECK(balance_of(member, both.chart(), second.pool("stamps"), change).available == 1);
}

TEST_CASE("a version without the rule for a fact says so") {
    receipt const paper;
    decision d;
    receipt_return what{{{1}, {{0}, 1}, opening}, &paper};
    CHECK(both.decide(account{}, what, d).error() == errc::no_rule_for_fact);
    what.head.day = change;
    CHECK(both.decide(account{}, what, d).error() == errc::return_too_late);
}

TEST_CASE("versions rise in number and in day, and their charts only grow") {
    CHECK(make_versions(since{change, first}, since{opening, second}).error() == errc::versions_not_rising);
    CHECK(make_versions(since{opening, first}, since{change, first}).error() == errc::versions_not_rising);
    static constexpr auto other = compose(identity{"shop", {3}}, currencies::EUR, accrual("miles", 1));
    CHECK(make_versions(since{opening, first}, since{change, other}).error() == errc::older_chart);
}

TEST_CASE("a change of version is told by its slots and its rules") {
    version_change const told = change_between(first, second);
    CHECK(told.slots_added.size() == second.chart().size() - first.chart().size());
    CHECK(told.slots_added.front().value == first.chart().size());
    CHECK(told.rules_gone == std::vector{rule_named("cash")});
    CHECK(told.rules_added ==
          std::vector{second.redemption_rule("points"), rule_named("stamps"), rule_named("returns")});
}

TEST_CASE("a change of rates, lives and bounds under one name is not told") {
    auto const was = make("shop", currencies::EUR, accrual("points", 1).living(days(90)),
                          redemption("points", {.points = 100, .money = 1}));
    auto const now = make(identity{"shop", {2}}.after(was->chart()), currencies::EUR,
                          accrual("points", 2).living(days(30)),
                          redemption("points", {.points = 50, .money = 1}).at_most(500));
    version_change const told = change_between(*was, *now);
    CHECK(told.slots_added.empty());
    CHECK(told.rules_gone.empty());
    CHECK(told.rules_added.empty());
    CHECK(told.ladders_changed.empty());
}

TEST_CASE("a changed ladder is told, and pays or takes back the difference to what it has paid") {
    static constexpr auto was = compose("shop", currencies::EUR, ladder("cash", net_spend(), step{100, 10}));
    static constexpr auto more = compose(identity{"shop", {2}}.after(was.chart()), currencies::EUR,
                                         ladder("cash", net_spend(), step{100, 15}, step{1000, 100}));
    static constexpr auto fewer = compose(identity{"shop", {2}}.after(was.chart()), currencies::EUR,
                                          ladder("cash", net_spend(), step{100, 4}));
    static constexpr auto named_anew = compose(identity{"shop", {2}}.after(was.chart()), currencies::EUR,
                                               ladder("cash", net_spend(), step{100, 10}));
    static constexpr auto elsewhere = compose(identity{"shop", {2}}.after(was.chart()), currencies::EUR,
                                              ladder("cash", net_spend(paid_price), step{100, 10}));
    static constexpr auto monthly =
        compose(identity{"shop", {2}}.after(was.chart()), currencies::EUR,
                ladder("cash", net_spend().within(window::calendar(calendar_unit::month)), step{100, 10}));
    CHECK(change_between(was, elsewhere).ladders_changed == std::vector{rule_named("cash")});
    CHECK(change_between(was, monthly).ladders_changed == std::vector{rule_named("cash")});
    CHECK(change_between(was, more).ladders_changed == std::vector{rule_named("cash")});
    CHECK(change_between(was, fewer).ladders_changed == std::vector{rule_named("cash")});
    CHECK(change_between(was, named_anew).ladders_changed.empty());
    auto const rule =
        ladder("cash", net_spend().within(window::calendar(calendar_unit::year)).returned(undo::at_order),
               step{100, 10});
    auto const changed_to = [&](auto const& next) {
        auto const a = make("shop", currencies::EUR, rule), b = make("shop", currencies::EUR, next);
        return !change_between(*a, *b).ladders_changed.empty();
    };
    CHECK_FALSE(changed_to(rule));
    CHECK(changed_to(rule.when_returned(on_return::keep)));
    CHECK(changed_to(rule.at_period_end(period_results::stay_open)));

    line const goods = item(10'000), small = item(100);
    auto const credit_under = [&](auto const& next) {
        account member;
        decision d;
        REQUIRE(was.decide(member, order_on(opening, 1, goods), d).has_value());
        REQUIRE(apply(member, was.chart(), d.as_entry()) == errc::ok);
        CHECK(balance_of(member, was.chart(), was.pool("cash"), opening).available == 1'000);
        REQUIRE(next.decide(member, order_on(change, 2, small), d).has_value());
        REQUIRE(apply(member, next.chart(), d.as_entry()) == errc::ok);
        return balance_of(member, next.chart(), next.pool("cash"), change).available;
    };
    CHECK(credit_under(more) == 1'500);
    CHECK(credit_under(fewer) == 400);
    CHECK(credit_under(named_anew) == 1'000);
}

TEST_CASE(
    "what falls due before a version's first day is judged by the version before, whoever writes it down") {
    constexpr auto by = net_spend().within(window::rolling_days(10, resolution::day));
    static constexpr auto before =
        compose("shop", currencies::EUR, tiers("club", by, tier{"silver", 100}).held(days(20)));
    static constexpr auto after = compose(
        identity{"shop", {2}}.after(before.chart()), currencies::EUR, accrual("points", 1).living(days(9)),
        tiers("club", by, tier{"silver", 100}, tier{"gold", 200}).held(days(20)).on_fall(downgrade::never));
    static constexpr auto all = [] {
        auto const made = make_versions(since{opening, before}, since{change, after});
        return *made;
    }();
    shop lazy(all), daily(all);
    for (auto* s : {&lazy, &daily}) s->buy(change - 25, 12'000);
    for (date day = change - 24; day < change + 5; day = day + 1) daily.wait(day);
    for (date day = change - 25; day < change + 60; day = day + 1) {
        CHECK(all.standing(lazy.member, day).level(0) == (day < change - 5 ? 1 : 0));
        CHECK(all.statement(lazy.member, day).is.tiers[0].until ==
              all.standing(lazy.member, day).tiers[0].until);
    }
    for (auto* s : {&lazy, &daily}) s->buy(change + 5, 5'000);
    CHECK(lazy.member.level(0) == daily.member.level(0));
    REQUIRE(lazy.last.postings.size() > 2);
    CHECK(lazy.last.postings[0].kind == posting_kind::on_day);
    CHECK(lazy.last.postings[0].opens == change - 1);
    CHECK(all.statement(lazy.member, change + 5).of(after.pool("points")).available == 50);

    shop golden(all);
    golden.buy(change, 25'000);
    CHECK(all.standing(golden.member, change).level(0) == 2);
    golden.wait(change);
    CHECK(all.standing(golden.member, change + 1).level(0) == 2);
}

TEST_CASE("a longer horizon reaches the pools of the version before: nobody loses a lot that expired twice") {
    static constexpr auto before =
        compose("shop", currencies::EUR, accrual("points", 1).living(days(20)), returns(30));
    static constexpr auto after = compose(identity{"shop", {2}}.after(before.chart()), currencies::EUR,
                                          accrual("points", 1).living(days(20)), returns(90));
    static constexpr auto shorter = compose(identity{"shop", {3}}.after(after.chart()), currencies::EUR,
                                            accrual("points", 1).living(days(20)), returns(10));
    STATIC_REQUIRE(after.chart()[after.pool("points")].remembered == 90);
    STATIC_REQUIRE(shorter.chart()[shorter.pool("points")].remembered == 90);
    STATIC_REQUIRE(after.chart().extends(before.chart()));
    STATIC_REQUIRE_FALSE(before.chart().extends(after.chart()));
    auto const all = make_versions(since{opening, before}, since{change, after});
    REQUIRE(all.has_value());
    shop s(*all);
    s.buy(change - 15, 10'000);
    s.wait(change + 5);
    s.buy(change + 55, 10'000);
    s.bring_back(change + 56, 0);
    balance const left = all->statement(s.member, change + 56).of(after.pool("points"));
    CHECK(left.available == 100);
    CHECK(left.debt == 0);
    CHECK(reason_of(s.last, reason_code::excused));
}

TEST_CASE("versions price, settle and state as their programs do, and a repeat sees the account as it is") {
    line const goods = item(10'000);
    account member;
    decision quoted, d;
    auto const what = order_on(change, 1, goods);
    REQUIRE(both.quote(both.standing(member, change), what.what, quoted.priced).has_value());
    REQUIRE(both.settle(member, what, quoted.priced, d).has_value());
    CHECK(d.program == program_version{2});
    REQUIRE(apply(member, both.chart(), d.as_entry()) == errc::ok);
    CHECK(both.statement(member, change).of(second.pool("points")).available == 200);

    static constexpr auto counts =
        compose("shop", currencies::EUR,
                tiers("club", net_spend().counted_by(progress::paid, days(10)), tier{"one", 1}));
    constexpr auto alone = [] { return *make_versions(since{opening, counts}); }();
    account waits;
    auto again = order_on(opening, 1, goods);
    REQUIRE(alone.decide(waits, again, d).has_value());
    REQUIRE(apply(waits, alone.chart(), d.as_entry()) == errc::ok);
    again.head.day = opening + 20;
    REQUIRE(alone.decide(waits, again, d).has_value());
    CHECK(d.how == outcome::repeat);
    CHECK(d.saw == waits.version());
    CHECK(d.postings.empty());
}

TEST_CASE("days on which orders begin to count are answered by the versions of those days") {
    static constexpr auto measured = net_spend().counted_by(progress::paid, days(10));
    static constexpr auto before =
        compose("shop", currencies::EUR, returns(90), ladder("cash", measured, step{100, 10}, step{200, 20}),
                tiers("club", measured, tier{"silver", 100}));
    static constexpr auto after =
        compose(identity{"shop", {2}}.after(before.chart()), currencies::EUR, returns(90),
                accrual("points", 1), tiers("club", measured, tier{"silver", 500}));
    static constexpr auto all = [] {
        auto const made = make_versions(since{opening, before}, since{change, after});
        return *made;
    }();
    std::deque<line> goods;
    account member;
    decision d;
    std::uint64_t sequence = 0;
    auto const next = [&](date day) {
        ++sequence;
        return fact_head{{sequence}, {{day.day * std::int64_t{86'400}}, sequence}, day, opening};
    };
    auto const take = [&](auto const& fact) {
        REQUIRE(all.decide(member, fact, d).has_value());
        CHECK(d.saw == member.version());
        REQUIRE(apply(member, all.chart(), d.as_entry()) == errc::ok);
    };
    auto const buy = [&](date day, std::int64_t minor) {
        goods.push_back(item(minor));
        order what;
        what.head = next(day);
        what.what.lines = {&goods.back(), 1};
        take(what);
    };
    auto const cash = [&] { return balance_of(member, all.chart(), before.pool("cash"), change).available; };
    buy(change - 12, 12'000);
    buy(change - 5, 15'000);
    buy(change - 3, 1'000);
    CHECK(all.standing(member, change - 3).level(0) == 0);
    CHECK(all.standing(member, change - 2).level(0) == 1);
    CHECK(all.standing(member, change + 30).level(0) == 0);
    take(order_progress{next(change + 7), {3}, progress::paid});
    CHECK(cash() == 1'000);
    CHECK(member.postponed_parts().size() == 0);
    CHECK(measure_of(member, all.chart(), after.measures()[0].slot(), change + 7) == 28'000);
    CHECK(all.standing(member, change + 7).level(0) == 0);
    REQUIRE(reason_of(d, reason_code::tier_reached));
    CHECK(reason_of(d, reason_code::tier_reached)->a == 12'000);
    REQUIRE(reason_of(d, reason_code::tier_fallen));
    CHECK(reason_of(d, reason_code::tier_fallen)->a == 27'000);

    static constexpr auto without =
        compose(identity{"shop", {3}}.after(after.chart()), currencies::EUR, accrual("points", 1));
    buy(change + 8, 2'000);
    goods.push_back(item(100));
    order last;
    last.head = next(change + 40);
    last.what.lines = {&goods.back(), 1};
    REQUIRE(without.decide(member, last, d).has_value());
    REQUIRE(apply(member, without.chart(), d.as_entry()) == errc::ok);
    CHECK(measure_of(member, without.chart(), after.measures()[0].slot(), change + 40) == 30'000);
}
