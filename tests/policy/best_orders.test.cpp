// SPDX-License-Identifier: BSL-1.0
#include <algorithm>

#include <tessera/program/fill_back.hpp>
#include <tessera/program/versions.hpp>

#include "support/property.hpp"
#include "support/shop.hpp"

/// The best single order that falls when that order comes back.

using namespace tessera;
using namespace shop_tests;

namespace {

constexpr measure best = best_order().returned(undo::at_order);
constexpr window calendar_month = window::calendar(calendar_unit::month);
constexpr date start = date_of(2026, 1, 1);

template <class... Rule>
errc mistake_of(Rule const&... rules) {
    auto const made = make("wrong", currencies::EUR, rules..., returns(365));
    return made ? errc::ok : made.error();
}

/// An order, and what of it is still with the member.
struct kept_order {
    date day;
    std::int64_t left;
};

/// Returns: the largest of the orders that count on the day, by looking at all of them.
std::int64_t found_anew(std::vector<kept_order> const& orders, measure const& by, date joined, date day) {
    std::int64_t largest = 0;
    for (kept_order const& o : orders)
        if (day < by.over.expires(o.day, joined)) largest = std::max(largest, o.left);
    return largest;
}

/// Returns: the account's bytes but for its version and its last fact.
bytes content_of(account const& of, chart slots) {
    bytes all = bytes_of(of, slots);
    all.erase(all.begin(), all.begin() + 20);
    return all;
}

/// Returns: how many parts the account keeps of the program's first measure.
template <class Program>
std::size_t parts_in(shop<Program> const& s) {
    std::size_t count = 0;
    for (bucket const& b : s.member.buckets())
        if (b.slot == s.rules.measures()[0].slot()) ++count;
    return count;
}

/// A history as messages tell it.
struct told {
    std::deque<line> lines;
    std::vector<past_fact> facts;

    static fact_head head(std::uint64_t id, int day) {
        return {{id}, {{(start + day).day * std::int64_t{86'400}}, id}, start + day, start};
    }
    void buy(std::uint64_t id, int day, std::int64_t minor) {
        lines.push_back({.number = 1, .list_minor = minor});
        order what;
        what.head = head(id, day);
        what.what.lines = {&lines.back(), 1};
        facts.push_back({what});
    }
};

template <class Program, class Fact>
receipt take(Program const& by, account& member, Fact const& what) {
    decision out;
    auto const done = by.decide(member, what, out);
    INFO((done ? "" : message(done.error())));
    REQUIRE(done.has_value());
    REQUIRE(apply(member, by.chart(), out.as_entry()) == errc::ok);
    return out.receipt;
}

constexpr auto levels = compose(
    "levels", currencies::EUR, tiers("level", best, tier{"level 1", 300}, tier{"level 2", 500}), returns(30));

/// Effects: tells a member of every day up to `on`; `told_to` is the last one that was told.
template <class Shop>
void tell_days(Shop& daily, date& told_to, date on) {
    for (; told_to < on; told_to = told_to + 1) daily.wait(told_to + 1);
}

}  // namespace

TEST_CASE("the best order falls to the next best when it comes back, and the level with it") {
    play(levels, R"(
        day        | event         | spend  | level | next
        2026-01-01 | buy 300.00    | 300.00 | 1     | 200.00
        2026-01-02 | buy 500.00    | 500.00 | 2     | 0.00
        2026-01-03 | buy 120.00    | 500.00 | 2     | 0.00
        2026-01-04 | back 2 150.00 | 350.00 | 1     | 150.00
        2026-01-05 | back 2 100.00 | 300.00 | 1     | 200.00
        2026-01-06 | back 2        | 300.00 | 1     | 200.00
        2026-01-07 | back 1        | 120.00 | 0     | 180.00
        2026-01-08 | return 120.00 | 120.00 | 0     | 180.00
        2026-01-09 | back 3        | 0.00   | 0     | 300.00
        2026-01-10 | buy 500.00    | 500.00 | 2     | 0.00
    )");
}

TEST_CASE(
    "tiers that never fall lose what the order reached that comes back; a best order by default stays") {
    constexpr auto program =
        compose("levels", currencies::EUR,
                tiers("level", best, tier{"level 1", 300}, tier{"level 2", 500}).on_fall(downgrade::never),
                ladder("cash", best_order(), step{500, 5}), returns(30));
    play(program, R"(
        day        | event      | spend  | level | credit cash
        2026-01-01 | buy 300.00 | 300.00 | 1     | 0.00
        2026-01-02 | buy 500.00 | 500.00 | 2     | 5.00
        2026-01-03 | buy 600.00 | 600.00 | 2     | 5.00
        2026-01-04 | back 3     | 500.00 | 2     | 5.00
        2026-01-05 | back 2     | 300.00 | 1     | 5.00
    )");
}

TEST_CASE("a ladder over the best order takes back what its return undoes") {
    constexpr auto program = compose(
        "ladders", currencies::EUR, ladder("cash", best, step{300, 10}, step{500, 20}),
        ladder("unused", best, step{300, 10}, step{500, 20}).when_returned(on_return::revoke_unused),
        ladder("kept", best, step{300, 10}, step{500, 20}).when_returned(on_return::keep), returns(30));
    play(program, R"(
        day        | event        | spend  | credit cash | credit unused | credit kept
        2026-01-01 | buy 300.00   | 300.00 | 10.00       | 10.00         | 10.00
        2026-01-02 | buy 500.00   | 500.00 | 30.00       | 30.00         | 30.00
        2026-01-03 | back 2 0.01  | 499.99 | 10.00       | 10.00         | 30.00
        2026-01-04 | back 2       | 300.00 | 10.00       | 10.00         | 30.00
        2026-01-05 | back 1       | 0.00   | 0.00        | 0.00          | 30.00
        2026-01-06 | buy 500.00   | 500.00 | 30.00       | 30.00         | 30.00
    )");
}

TEST_CASE("the best order of a month falls in its month, and not in the next") {
    constexpr auto program =
        compose("months", currencies::EUR,
                tiers("level", best.within(calendar_month), tier{"level 1", 300}, tier{"level 2", 500}),
                returns(365));
    play(program, R"(
        day        | event      | spend  | level | until
        2026-01-05 | buy 500.00 | 500.00 | 2     | 2026-02-01
        2026-01-20 | buy 300.00 | 500.00 | 2     | 2026-02-01
        2026-01-25 | back 1     | 300.00 | 1     | 2026-02-01
        2026-02-01 | -          | 0.00   | 0     | -
        2026-02-02 | buy 120.00 | 120.00 | 0     | -
        2026-02-03 | back 2     | 120.00 | 0     | -
    )");
}

TEST_CASE("what comes back is taken as the measure counts it, to the cent") {
    constexpr auto program =
        compose("thirds", currencies::EUR, tiers("level", best, tier{"level 1", 50}), returns(30));
    shop s(program);
    s.buy(start, {{.number = 1, .quantity = 3, .list_minor = 100'00}});
    s.bring_back(start + 1, 0, {{.number = 1, .quantity = 1}});
    CHECK(s.measure(start + 1) == 66'67);
    s.bring_back(start + 2, 0, {{.number = 1, .quantity = 1}});
    CHECK(s.measure(start + 2) == 33'34);
    s.bring_back(start + 3, 0, {{.number = 1, .quantity = 1}});
    CHECK(s.measure(start + 3) == 0);
}

TEST_CASE("an order that can no longer come back is settled, and smaller ones are not remembered") {
    constexpr auto program =
        compose("settled", currencies::EUR, tiers("level", best, tier{"level 1", 300}), returns(10));
    shop s(program);
    s.buy(start, 500'00);
    s.buy(start + 4, 300'00);
    s.bring_back(start + 9, 0, {{.list_minor = 50'00}});
    CHECK(s.measure(start + 9) == 450'00);
    CHECK(parts_in(s) == 2);
    s.wait(start + 10);
    CHECK(s.measure(start + 10) == 450'00);
    CHECK(parts_in(s) == 1);
    CHECK_FALSE(program.decide(s.member, receipt_return{s.next_head(start + 10), &s.receipts[0], {}}, s.last)
                    .has_value());
    s.buy(start + 11, 450'00);
    CHECK(parts_in(s) == 1);
    s.buy(start + 12, 600'00);
    CHECK(parts_in(s) == 2);
    CHECK(s.measure(start + 12) == 600'00);
    s.bring_back(start + 13, 3);
    CHECK(s.measure(start + 13) == 450'00);
    s.bring_back(start + 13, 1);
    CHECK(s.measure(start + 13) == 450'00);
    CHECK(parts_in(s) == 0);
    CHECK(s.measure(start + 500) == 450'00);
}

TEST_CASE("where nothing comes back by receipt the best order never falls") {
    constexpr auto program = compose("never", currencies::EUR, tiers("level", best, tier{"level 1", 300}));
    play(program, R"(
        day        | event         | spend  | level
        2026-01-01 | buy 300.00    | 300.00 | 1
        2026-01-02 | return 300.00 | 300.00 | 1
        2026-01-02 | buy 200.00    | 300.00 | 1
        2026-01-05 | wait          | 300.00 | 1
    )");
}

TEST_CASE("terms of tiers: an order of before that comes back ends the level it reached") {
    constexpr auto program = compose(
        "terms", currencies::EUR,
        tiers("level", best, tier{"level 1", 300}, tier{"level 2", 500}).held(months(12)), returns(30));
    play(program, R"(
        day        | event      | spend  | level | until
        2026-01-01 | buy 300.00 | 300.00 | 1     | 2027-01-01
        2026-01-02 | buy 500.00 | 500.00 | 2     | 2027-01-02
        2026-01-10 | back 2     | 300.00 | 1     | 2027-01-02
        2026-02-20 | -          | 300.00 | 1     | 2027-01-02
        2027-01-02 | wait       | 300.00 | 1     | 2028-01-02
    )");
    constexpr auto grace = compose(
        "grace", currencies::EUR,
        tiers("level", best_order().returned(undo::at_order), tier{"level 1", 300}).with_grace(days(20)),
        returns(30));
    play(grace, R"(
        day        | event      | spend  | level
        2026-01-01 | buy 300.00 | 300.00 | 1
        2026-01-02 | buy 100.00 | 300.00 | 1
        2026-01-03 | wait       | 300.00 | 1
        2026-01-04 | back 2     | 300.00 | 1
        2026-02-20 | buy 100.00 | 300.00 | 1
    )");
}

TEST_CASE("the best order is what looking at all orders gives, for every history and window") {
    auto const law = [](measure const& by) {
        return [by] {
            int const horizon = *rc::gen::inRange(1, 40);
            auto const program =
                make("law", currencies::EUR, tiers("level", by, tier{"one", 3}, tier{"two", 5}),
                     ladder("cash", by, step{2, 1}, step{4, 2}), returns(horizon));
            RC_ASSERT(program.has_value());
            shop lazily(*program), daily(*program);
            std::vector<kept_order> orders;
            date day = start, told_to = start;
            int const facts = *rc::gen::inRange(1, 15);
            for (int i = 0; i < facts; ++i) {
                day = day + *rc::gen::inRange(0, 12);
                tell_days(daily, told_to, day);
                std::size_t const which = *rc::gen::inRange<std::size_t>(0, 2 * orders.size() + 2);
                if (which < orders.size()) {
                    kept_order& o = orders[which];
                    if (o.left == 0 || o.day + horizon <= day) continue;
                    std::int64_t const part = *rc::gen::inRange<std::int64_t>(1, o.left + 1);
                    lazily.bring_back(day, which, {{.list_minor = part}});
                    daily.bring_back(day, which, {{.list_minor = part}});
                    o.left -= part;
                } else {
                    std::int64_t const minor = 1 + *rc::gen::inRange(0, 700);
                    lazily.buy(day, minor);
                    daily.buy(day, minor);
                    orders.push_back({day, minor});
                }
                for (date const on : {day, day + 1, day + 20, day + 200}) {
                    RC_ASSERT(lazily.measure(on) == found_anew(orders, by, start, on));
                    RC_ASSERT(daily.measure(on) == lazily.measure(on));
                    for (char const* of : {"level", "until", "coming", "credit cash"})
                        RC_ASSERT(cell_of(daily, of, on) == cell_of(lazily, of, on));
                }
            }
            day = day + *rc::gen::inRange(1, 60);
            tell_days(daily, told_to, day);
            lazily.wait(day);
            daily.wait(day);
            RC_ASSERT(parts_in(lazily) == parts_in(daily));
            RC_ASSERT(lazily.measure(day) == found_anew(orders, by, start, day));
        };
    };
    CHECK_PROPERTY("lifetime", law(best));
    CHECK_PROPERTY("calendar month", law(best.within(calendar_month)));
    CHECK_PROPERTY("membership year", law(best.within(window::membership_year())));
}

TEST_CASE("terms of tiers by a best order that falls do not depend on when days are written down") {
    constexpr auto program = compose(
        "terms", currencies::EUR, tiers("grace", best, tier{"one", 3}, tier{"two", 5}).with_grace(days(6)),
        tiers("held", best, tier{"one", 3}.kept_from(2), tier{"two", 5}).held(days(20)),
        tiers("next", best, tier{"one", 3}, tier{"two", 5}).from(effective::next_day),
        tiers("step", any_of(best.within(calendar_month), best), tier{"one", 3, 4}, tier{"two", 5, 6})
            .on_fall(downgrade::one_level)
            .held(days(9)),
        tiers("month", best.within(calendar_month), tier{"one", 3}, tier{"two", 5}).with_grace(days(4)),
        returns(15));
    CHECK_PROPERTY("five groups", [&] {
        shop lazily(program), daily(program);
        date day = start, told_to = start;
        int const facts = *rc::gen::inRange(1, 15);
        for (int i = 0; i < facts; ++i) {
            day = day + *rc::gen::inRange(0, 12);
            tell_days(daily, told_to, day);
            std::size_t const count = lazily.receipts.size();
            std::size_t const which = *rc::gen::inRange<std::size_t>(0, 2 * count + 2);
            bool const back =
                which < count && !lazily.receipts[which].all_back() && day < lazily.receipts[which].day + 15;
            if (back) {
                lazily.bring_back(day, which);
                daily.bring_back(day, which);
            } else {
                std::int64_t const minor = *rc::gen::inRange(1, 700);
                lazily.buy(day, minor);
                daily.buy(day, minor);
            }
            for (date const on : {day, day + 1, day + 7, day + 40})
                for (std::size_t g = 0; g < 5; ++g) {
                    tier_standing const a = program.standing(lazily.member, on).tiers[g],
                                        b = program.standing(daily.member, on).tiers[g];
                    RC_ASSERT(a.level == b.level);
                    RC_ASSERT(a.until == b.until);
                    RC_ASSERT(a.coming == b.coming);
                }
        }
    });
}

TEST_CASE("a late order gives the account that the history in order gives") {
    CHECK_PROPERTY("one of the orders comes late", [] {
        told history;
        int day = 0;
        int const count = *rc::gen::inRange(2, 9);
        for (int i = 0; i < count; ++i) {
            day += *rc::gen::inRange(0, 15);
            history.buy(static_cast<std::uint64_t>(i) + 1, day, *rc::gen::inRange<std::int64_t>(1, 600'00));
        }
        account in_order, merged;
        for (past_fact const& f : history.facts) take(levels, in_order, std::get<order>(f.what));
        std::vector<past_fact> slice = history.facts;
        auto const late = slice.begin() + *rc::gen::inRange(0, count - 1);
        past_fact const missing = *late;
        slice.erase(late);
        for (past_fact const& f : slice) take(levels, merged, std::get<order>(f.what));
        decision out;
        merge_outcome also;
        account const nothing;
        RC_ASSERT(merge(levels, nothing, slice, missing, merged, out, also).has_value());
        RC_ASSERT(apply(merged, levels.chart(), out.as_entry()) == errc::ok);
        RC_ASSERT(content_of(merged, levels.chart()) == content_of(in_order, levels.chart()));
    });
}

TEST_CASE("a late order is not asked for when an earlier return had emptied the best") {
    told history;
    history.buy(1, 0, 300'00);
    history.buy(3, 2, 500'00);
    account in_order, merged;
    std::vector<receipt> papers;
    for (past_fact const& f : history.facts) papers.push_back(take(levels, merged, std::get<order>(f.what)));
    receipt_return const back{told::head(4, 3), &papers[1], {}};
    take(levels, merged, back);
    std::vector<past_fact> slice = history.facts;
    slice.push_back({back});
    history.buy(2, 1, 400'00);
    past_fact const late = history.facts.back();
    for (past_fact const& f : {history.facts[0], late, history.facts[1]})
        take(levels, in_order, std::get<order>(f.what));
    take(levels, in_order, back);
    decision out;
    merge_outcome also;
    account const nothing;
    REQUIRE(merge(levels, nothing, slice, late, merged, out, also).has_value());
    REQUIRE(apply(merged, levels.chart(), out.as_entry()) == errc::ok);
    CHECK(content_of(merged, levels.chart()) == content_of(in_order, levels.chart()));
    slot_id const slot = levels.measures()[0].slot();
    CHECK(measure_of(merged, levels.chart(), slot, start + 3) == 400'00);
}

TEST_CASE("of two accounts that become one the larger order counts, and falls to the next") {
    told history;
    history.buy(1, 0, 300'00);
    history.buy(2, 1, 500'00);
    history.buy(3, 2, 400'00);
    account one, other;
    auto const ordered = [&](std::size_t i) { return std::get<order>(history.facts[i].what); };
    receipt const first = take(levels, one, ordered(0)), best_of_all = take(levels, other, ordered(1)),
                  second = take(levels, one, ordered(2));
    decision leaving, staying;
    REQUIRE(join(levels, one, other, told::head(9, 3), leaving, staying).has_value());
    REQUIRE(apply(one, levels.chart(), leaving.as_entry()) == errc::ok);
    REQUIRE(apply(other, levels.chart(), staying.as_entry()) == errc::ok);
    slot_id const slot = levels.measures()[0].slot();
    auto const best_on = [&](account const& of, int day) {
        return measure_of(of, levels.chart(), slot, start + day);
    };
    CHECK(one.buckets().empty());
    CHECK(best_on(one, 3) == 0);
    CHECK(best_on(other, 3) == 500'00);
    take(levels, other, receipt_return{told::head(10, 4), &best_of_all, {}});
    CHECK(best_on(other, 4) == 400'00);
    take(levels, other, receipt_return{told::head(11, 5), &second, {}});
    CHECK(best_on(other, 5) == 300'00);
    take(levels, other, receipt_return{told::head(12, 6), &first, {}});
    CHECK(best_on(other, 6) == 0);
}

TEST_CASE("an order that is remembered is no day on which a level may fall") {
    auto const level_after_grace = [](measure const& by) {
        auto const older = make("shop", currencies::EUR,
                                tiers("level", by, tier{"level 1", 300}).with_grace(days(20)), returns(90));
        auto const newer = make(identity{"shop", {2}}.after(older->chart()), currencies::EUR,
                                tiers("level", by, tier{"level 1", 600}).with_grace(days(20)), returns(90));
        told history;
        history.buy(1, 0, 500'00);
        account member;
        take(*older, member, std::get<order>(history.facts[0].what));
        take(*newer, member, day_passes{told::head(2, 30)});
        history.buy(3, 31, 1'00);
        take(*newer, member, std::get<order>(history.facts[1].what));
        return std::pair{newer->standing(member, start + 31).level(0),
                         newer->standing(member, start + 31).tiers[0].until};
    };
    CHECK(level_after_grace(best_order()) == std::pair{std::uint8_t{1}, start + 51});
    CHECK(level_after_grace(best) == std::pair{std::uint8_t{1}, start + 51});
}

TEST_CASE("a newer version takes its own returns; what an older one settled stays, written down or not") {
    constexpr auto tier_at_300 = tiers("level", best, tier{"level 1", 300});
    constexpr auto older = compose(identity{"shop", {1}}, currencies::EUR, tier_at_300, returns(10));
    constexpr auto newer =
        compose(identity{"shop", {2}}.after(older.chart()), currencies::EUR, tier_at_300, returns(60));
    constexpr auto both = *make_versions(since{start, older}, since{start + 20, newer});
    slot_id const slot = older.measures()[0].slot();
    for (bool const written_down : {false, true}) {
        shop s(both);
        auto const best_on = [&](int day) { return measure_of(s.member, both.chart(), slot, start + day); };
        s.buy(start, 500'00);
        s.buy(start + 15, 600'00);
        s.buy(start + 16, 550'00);
        if (written_down) s.wait(start + 19);
        CHECK(
            both.decide(s.member, receipt_return{s.next_head(start + 40), &s.receipts[0]}, s.last).error() ==
            errc::return_too_late);
        s.bring_back(start + 40, 1);
        CHECK(best_on(40) == 550'00);
        s.bring_back(start + 41, 2);
        CHECK(best_on(41) == 500'00);
        CHECK(both.standing(s.member, start + 41).level(0) == 1);
    }
}

TEST_CASE("filled back, the best order falls as if it had been there; a newer version remembers it longer") {
    constexpr auto older = compose("shop", currencies::EUR, returns(30));
    constexpr auto newer = compose(identity{"shop", {2}}.after(older.chart()), currencies::EUR,
                                   tiers("level", best, tier{"level 1", 300}), returns(30));
    constexpr auto newest = compose(identity{"shop", {3}}.after(newer.chart()), currencies::EUR,
                                    tiers("level", best, tier{"level 1", 300}), returns(60));
    told history;
    history.buy(1, 0, 300'00);
    history.buy(2, 25, 500'00);
    account member;
    std::vector<receipt> papers;
    for (past_fact const& f : history.facts) papers.push_back(take(older, member, std::get<order>(f.what)));
    decision out;
    std::vector<filled_measure> report;
    REQUIRE(fill_back(newer, older.chart(), history.facts, reached_steps::paid, {3}, member, out, report)
                .has_value());
    REQUIRE(apply(member, newer.chart(), out.as_entry()) == errc::ok);
    slot_id const slot = newer.measures()[0].slot();
    REQUIRE(report.size() == 1);
    CHECK(report[0].value == 500'00);
    take(newest, member, day_passes{told::head(4, 56)});
    CHECK(measure_of(member, newest.chart(), slot, start + 56) == 500'00);
    take(newest, member, receipt_return{told::head(5, 57), &papers[1], {}});
    CHECK(measure_of(member, newest.chart(), slot, start + 57) == 300'00);
}

TEST_CASE("best orders that cannot fall are an error") {
    CHECK(mistake_of(ladder("x", best, step{2, 1})) == errc::ok);
    CHECK(mistake_of(tiers("x", best.within(window::rolling_days(30, resolution::day)), tier{"y", 2})) ==
          errc::best_order_over_rolling_window);
    CHECK(mistake_of(ladder("x", best.counted_by(progress::paid, days(9)), step{2, 1})) ==
          errc::best_order_counts_at_once);
    CHECK(mistake_of(ladder("x", best_order().counted_by(progress::paid, days(9)), step{2, 1})) == errc::ok);
    CHECK(mistake_of(ladder("x", best.within(calendar_month), step{2, 1})
                         .at_period_end(period_results::stay_open)) == errc::results_without_orders);
}
