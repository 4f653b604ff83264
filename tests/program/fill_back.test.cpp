// SPDX-License-Identifier: BSL-1.0
#include <tessera/program/fill_back.hpp>

#include "support/property.hpp"
#include "support/shop.hpp"

/// A program that learns to count what it did not count: the facts tell it.

using namespace tessera;
using namespace shop_tests;

namespace {

constexpr date start = date_of(2026, 1, 1);

constexpr auto plain = compose("shop", currencies::EUR, accrual("points", 1).living(days(30)),
                               returns(10'000), redemption("points", {.points = 100, .money = 1}));
constexpr auto month = net_spend().within(window::calendar(calendar_unit::month));
constexpr auto ladder_of = ladder("cash", net_spend(), step{100, 10}, step{200, 20});
constexpr auto with_measures = compose(
    identity{"shop", {2}}.after(plain.chart()), currencies::EUR, accrual("points", 1).living(days(30)),
    returns(10'000), redemption("points", {.points = 100, .money = 1}), ladder_of,
    tiers("club", month, tier{"silver", 100}), tiers("best", best_order(), tier{"one", 90}),
    tiers("often", order_count(), tier{"one", 2}),
    tiers("days", order_periods(calendar_unit::day), tier{"three", 3}));

/// One member's facts, decided by whatever program is in force.
template <class Program>
struct member_of {
    Program const& rules;
    account held{};
    decision last{};
    std::deque<line> goods{};
    std::deque<receipt> papers{};
    std::vector<past_fact> facts{};

    fact_head next(int day) {
        std::uint64_t const n = facts.size() + 1;
        date const when = start + day;
        return {{n}, {{when.day * std::int64_t{86'400}}, n}, when, start};
    }
    void buy(int day, std::int64_t minor) {
        order what;
        what.head = next(day);
        goods.push_back({.number = 1, .list_minor = minor});
        what.what.lines = {&goods.back(), 1};
        REQUIRE(rules.decide(held, what, last).has_value());
        take();
        papers.push_back(last.receipt);
        facts.push_back({what, &papers.back()});
    }
    void give_back(int day, std::size_t order) {
        receipt_return const what{next(day), &papers[order], {}};
        REQUIRE(rules.decide(held, what, last).has_value());
        take();
        facts.push_back({what, nullptr, last.refund});
    }
    void take() { REQUIRE(apply(held, rules.chart(), last.as_entry()) == errc::ok); }
};

std::int64_t credit_of(account const& held, date day) {
    return balance_of(held, with_measures.chart(), with_measures.pool("cash"), day).available;
}

}  // namespace

TEST_CASE("measures that a new version adds are filled back from the facts") {
    member_of<std::remove_const_t<decltype(plain)>> m{plain};
    m.buy(0, 9'500);
    m.buy(2, 8'000);
    m.buy(40, 5'000);
    m.give_back(41, 1);
    date const today = start + 41;
    auto const points = balance_of(m.held, plain.chart(), plain.pool("points"), today).available;

    for (auto const how : {reached_steps::paid, reached_steps::taken_as_paid}) {
        account held = m.held;
        decision d;
        std::vector<filled_measure> report;
        REQUIRE(fill_back(with_measures, plain.chart(), m.facts, how, {99}, held, d, report).has_value());
        REQUIRE(apply(held, with_measures.chart(), d.as_entry()) == errc::ok);
        CHECK(held.frontier() == m.held.frontier());

        // 95 + 80 + 50 less 80; in February 50 less 80; the best order; two orders are left
        std::vector<std::int64_t> values;
        for (filled_measure const& f : report) values.push_back(f.value);
        std::sort(values.begin(), values.end());
        CHECK(values == std::vector<std::int64_t>{-3'000, 2, 2, 9'500, 14'500});
        CHECK(balance_of(held, with_measures.chart(), with_measures.pool("points"), today).available ==
              points);
        CHECK(credit_of(held, today) == 0);

        line const goods = item(1'000);
        order what;
        what.head = {{5}, {{(today + 1).day * std::int64_t{86'400}}, 5}, today + 1, start};
        what.what.lines = {&goods, 1};
        REQUIRE(with_measures.decide(held, what, d).has_value());
        REQUIRE(apply(held, with_measures.chart(), d.as_entry()) == errc::ok);
        CHECK(credit_of(held, today + 1) == (how == reached_steps::paid ? 1'000 : 0));
        CHECK(with_measures.standing(held, today + 1).level(with_measures.group("often")) == 1);

        receipt_return const back{
            {{6}, {{(today + 2).day * std::int64_t{86'400}}, 6}, today + 2, start}, &m.papers[0], {}};
        CHECK(with_measures.standing(held, today + 1).level(with_measures.group("days")) == 1);
        REQUIRE(with_measures.decide(held, back, d).has_value());
        REQUIRE(apply(held, with_measures.chart(), d.as_entry()) == errc::ok);
        CHECK(with_measures.standing(held, today + 2).level(with_measures.group("days")) == 0);
    }
}

TEST_CASE("filling back needs the whole past") {
    member_of<std::remove_const_t<decltype(plain)>> m{plain};
    m.buy(0, 9'500);
    m.buy(2, 8'000);
    decision d;
    std::vector<filled_measure> report;
    auto const fill = [&](std::span<past_fact const> facts) {
        return fill_back(with_measures, plain.chart(), facts, reached_steps::paid, {99}, m.held, d, report);
    };
    CHECK(fill({m.facts.data(), 1}).error() == errc::broken_history);
    CHECK(fill({}).error() == errc::broken_history);
    CHECK(d.postings.empty());
    CHECK(report.empty());
    REQUIRE(fill(m.facts).has_value());
    CHECK(report.size() == 5);
}

TEST_CASE("a measure filled back is what it would be, had it always been counted") {
    CHECK_PROPERTY("filled back or counted", [] {
        member_of<std::remove_const_t<decltype(plain)>> late{plain};
        member_of<std::remove_const_t<decltype(with_measures)>> early{with_measures};
        auto const both = [&](auto act) { act(late), act(early); };
        int day = 0;
        std::vector<std::size_t> kept;
        for (int const minor :
             *rc::gen::nonEmpty(rc::gen::container<std::vector<int>>(rc::gen::inRange(0, 20'000)))) {
            day += minor % 17;
            if (minor % 3 != 0 || kept.empty()) {
                kept.push_back(late.papers.size());
                both([&](auto& m) { m.buy(day, minor); });
            } else {
                both([&](auto& m) { m.give_back(day, kept.back()); });
                kept.pop_back();
            }
        }
        decision d;
        std::vector<filled_measure> report;
        RC_ASSERT(fill_back(with_measures, plain.chart(), late.facts, reached_steps::taken_as_paid, {9'999},
                            late.held, d, report)
                      .has_value());
        RC_ASSERT(apply(late.held, with_measures.chart(), d.as_entry()) == errc::ok);
        for (int const later : {0, 20, 400})
            for (bound_measure const& m : with_measures.measures()) {
                date const then = start + day + later;
                RC_ASSERT(measure_of(late.held, with_measures.chart(), m.slot(), then) ==
                          measure_of(early.held, with_measures.chart(), m.slot(), then));
            }
    });
}
