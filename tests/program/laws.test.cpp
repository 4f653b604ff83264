// SPDX-License-Identifier: BSL-1.0
#include <set>

#include <tessera/program/commit.hpp>

#include "oracle/histories.hpp"
#include "program/book.hpp"
#include "program/composed.hpp"
#include "program/teller.hpp"
#include "support/property.hpp"
#include "support/shop.hpp"

/// Laws of every history with redemptions, holds, returns by receipt and lots that wait and end, checked
/// after every fact.

using namespace tessera;
using namespace tessera::literals;
using points_oracle::fact;
using program_tests::by_the_library;
using program_tests::ending;
using shop_tests::bytes_of;

namespace {

constexpr auto waiting = program_tests::waiting(returns(100'000).reinstating(5));

/// What a journal's transfers of a pool add up to, kind by kind.
std::int64_t moved(journal const& history, slot_id pool, posting_kind kind) {
    std::int64_t sum = 0;
    for (std::size_t i = 0; i < history.size(); ++i)
        for (posting const& p : history[i].postings)
            if (p.slot == pool && p.kind == kind) sum += p.amount;
    return sum;
}

/// Effects: checks that all that came and did not go lies in lots, usable, waiting or kept back, and that
///   what was owed and not paid is the debt. Nobody owes who has something to use, on that day or a later
///   one.
template <class Program>
void check_pool(by_the_library<Program> const& s, char const* name, date day) {
    using enum posting_kind;
    chart const slots = s.rules.chart();
    slot_id const pool = s.rules.pool(name);
    auto const all = [&](posting_kind kind) { return moved(s.history, pool, kind); };
    for (lot const& l : lots_of(s.member, slots, pool, day)) RC_ASSERT(l.amount > 0);
    balance const b = balance_of(s.member, slots, pool, day);
    std::int64_t const came = all(issue) + all(restore) + all(receive),
                       went = all(redeem) + all(capture) + all(expire) + all(claw) + all(pay) + all(send);
    RC_ASSERT(b.available >= 0);
    RC_ASSERT(b.pending >= 0);
    RC_ASSERT(b.reserved >= 0);
    RC_ASSERT(b.debt >= 0);
    RC_ASSERT(came - went == b.available + b.pending + b.reserved);
    RC_ASSERT(all(owe) + all(overspend) - all(repay) - all(pay) - all(forgive) == b.debt);
    for (int ahead = 0; ahead < 60; ahead += 1 + ahead / 2) {
        balance const then = balance_of(s.member, slots, pool, day + ahead);
        RC_ASSERT(then.debt == 0 || then.available == 0);
        RC_ASSERT(then.debt >= 0);
    }
}

template <class Program>
void check_pools(Program const& program, histories::kinds with) {
    by_the_library<Program> s(program);
    for (fact const& f : histories::told(*histories::of_at_most(10, with))) {
        RC_ASSERT(s.take(f));
        check_pool(s, "points", {static_cast<std::int32_t>(f.day)});
        check_pool(s, "cash", {static_cast<std::int32_t>(f.day)});
    }
    auto const folded = fold(s.history, program.chart());
    RC_ASSERT(folded.has_value());
    RC_ASSERT(bytes_of(*folded, program.chart()) == bytes_of(s.member, program.chart()));
}

/// Effects: checks that both say the same of the member; what the last fact did is left out.
void check_alike(points_oracle::answer const& a, points_oracle::answer const& b) {
    RC_ASSERT(a.lots == b.lots);
    RC_ASSERT(a.waiting == b.waiting);
    RC_ASSERT(a.available == b.available);
    RC_ASSERT(a.reserved == b.reserved);
    RC_ASSERT(a.debt == b.debt);
    RC_ASSERT(a.spend == b.spend);
    RC_ASSERT(a.level == b.level);
    RC_ASSERT(a.credit == b.credit);
    RC_ASSERT(a.credit_debt == b.credit_debt);
    RC_ASSERT(a.frozen == b.frozen);
}

}  // namespace

TEST_CASE("all that came and did not go is in lots, in every pool, after every fact; no lot is below zero") {
    CHECK_PROPERTY_TIMES(10'000, "for every history and pool", [] { check_pools(ending, {}); });
    CHECK_PROPERTY_TIMES(10'000, "with lots that wait, and holds",
                         [] { check_pools(waiting, {.holds = true, .close = true}); });
}

TEST_CASE("no step of a ladder is live twice, whatever a return does to it") {
    static constexpr auto steps = ladder("cash", net_spend(), step{50, 5}, step{100, 10}, step{200, 20});
    CHECK_PROPERTY_TIMES(5'000, "what all steps have paid is never below nothing or above their sum", [] {
        auto const how = *rc::gen::element(on_return::keep, on_return::follow);
        auto const missing = *rc::gen::element(shortfall::owe, shortfall::withhold, shortfall::forgive);
        auto const program = make("steps", currencies::EUR, steps.when_returned(how, missing),
                                  redemption("cash", {.points = 1, .money = 1}), returns(100'000));
        RC_ASSERT(program.has_value());
        by_the_library s(*program);
        slot_id const live = program->template get<std::remove_const_t<decltype(steps)>>().awarded();
        for (fact const& f : histories::told(*histories::of_at_most(10))) {
            RC_ASSERT(s.take(f));
            date const day{static_cast<std::int32_t>(f.day)};
            std::int64_t const paid = measure_of(s.member, program->chart(), live, day);
            RC_ASSERT(paid >= 0);
            RC_ASSERT(paid <= 35'00);
        }
    });
}

TEST_CASE("days written down daily, yearly or never change no answer, with holds and returns by receipt") {
    CHECK_PROPERTY_TIMES(2'000, "for every history", [] {
        by_the_library never(waiting), daily(waiting), yearly(waiting);
        long today = 0;
        for (fact const& f : histories::told(*histories::of_at_most(10, {.holds = true}))) {
            for (; today < f.day; ++today) {
                RC_ASSERT(daily.wait(today + 1));
                if ((today + 1) % 365 == 0) RC_ASSERT(yearly.wait(today + 1));
            }
            check_alike(daily.as_of(f.day), never.as_of(f.day));
            for (auto* const s : {&never, &daily, &yearly}) RC_ASSERT(s->take(f));
            for (long const ahead : {0, 7, 29, 30, 365}) {
                check_alike(daily.as_of(f.day + ahead), never.as_of(f.day + ahead));
                check_alike(yearly.as_of(f.day + ahead), never.as_of(f.day + ahead));
            }
        }
    });
}

TEST_CASE("facts that arrive twice change nothing") {
    CHECK_PROPERTY_TIMES(1'000, "at least once is once", [] {
        by_the_library<std::remove_const_t<decltype(ending)>> once(ending), twice(ending);
        for (fact const& f : histories::told(*histories::of_at_most(10))) {
            RC_ASSERT(once.take(f));
            RC_ASSERT(twice.take(f));
            std::size_t const entries = twice.history.size();
            static_cast<void>(twice.take(f));
            RC_ASSERT(twice.history.size() == entries);
        }
        RC_ASSERT(bytes_of(once.member, ending.chart()) == bytes_of(twice.member, ending.chart()));
    });
}

TEST_CASE("facts that arrive any number of times, at any time, change a book once") {
    CHECK_PROPERTY_TIMES(1'000, "with a key that is unique, and at the frontier without one", [] {
        constexpr member_id who{7};
        book once, often;
        decision d;
        std::vector<std::vector<line>> carts;
        std::vector<order> orders;
        std::set<std::uint64_t> stored;
        auto const count = *rc::gen::inRange<std::size_t>(1, 12);
        for (std::size_t i = 0; i < count; ++i)
            carts.push_back({{.list_minor = *rc::gen::inRange(0, 30'000)}});
        for (std::size_t i = 0; i < count; ++i) {
            orders.push_back(
                book_tests::order_of(i + 1, book_tests::first_day + static_cast<int>(i), carts[i]));
            RC_ASSERT(commit(once, book_tests::policies, who, orders[i], d).has_value());
            for (int arrivals = *rc::gen::inRange(1, 5); arrivals > 0; --arrivals) {
                order const& one =
                    arrivals == 1 ? orders[i] : orders[*rc::gen::inRange<std::size_t>(0, i + 1)];
                bool const last = stored.empty() || one.head.id.value == *stored.rbegin();
                if (!last && stored.contains(one.head.id.value)) continue;
                auto const done = commit(often, book_tests::policies, who, one, d);
                RC_ASSERT(done.has_value());
                RC_ASSERT((d.how == outcome::repeat) == stored.contains(one.head.id.value));
                stored.insert(one.head.id.value);
            }
            for (order const& old : orders)
                if (old.head.id != orders[i].head.id)
                    RC_ASSERT(commit(often, book_tests::policies, who, old, d).error() ==
                              errc::behind_frontier);
        }
        chart const slots = book_tests::policies.chart();
        RC_ASSERT(bytes_of(often.open(who), slots) == bytes_of(once.open(who), slots));
    });
}
