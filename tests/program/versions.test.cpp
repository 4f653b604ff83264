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
