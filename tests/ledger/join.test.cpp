// SPDX-License-Identifier: BSL-1.0
#include <tessera/ledger/join.hpp>

#include "ledger/random_member.hpp"

using namespace ledger_tests;
using ledger_tests::points;
using enum posting_kind;

namespace {

struct joined {
    errc failed = errc::ok;
    account left, stayed;
};

joined join_members(account const& leaves, account const& stays) {
    row<posting> leaving, staying;
    joined j{join(leaves, stays, slots, today, leaving, staying), leaves, stays};
    if (j.failed != errc::ok) return j;
    auto const next = [](account const& a, row<posting> const& postings) {
        return entry{{1}, {instant{INT64_MAX}, 1}, a.version(), {}, postings.view()};
    };
    REQUIRE(apply(j.left, slots, next(j.left, leaving)) == errc::ok);
    REQUIRE(apply(j.stayed, slots, next(j.stayed, staying)) == errc::ok);
    return j;
}

/// Returns: lots, pending and usable, and what holds keep, less what is owed.
std::int64_t worth(account const& a, slot_number pool) {
    balance const b = balance_of(a, slots, id_of(pool), {date_of(2025, 1, 1), instant::min()});
    return b.available + b.pending + b.reserved - b.debt;
}

}  // namespace

TEST_CASE("two members who are one keep every lot, once") {
    member one, other;
    REQUIRE(one.post({of(issue, points, 30, today + 10), of(tally, spend, 500), of(raise, best, 70),
                      of(issue, credit, 9)}) == errc::ok);
    REQUIRE(other.post({of(issue, points, 5, today + 10), of(issue, points, 20, today + 40),
                        of(tally, spend, 40), of(raise, best, 90), of(owe, miles, 8)}) == errc::ok);
    joined const j = join_members(one.held, other.held);
    REQUIRE(j.failed == errc::ok);
    CHECK(content_of(j.left) == content_of(account()));
    auto const lots = lots_of(j.stayed, slots, id_of(points), today);
    REQUIRE(lots.size() == 2);
    CHECK(lots[0] == lot{{today + 10}, 35});
    CHECK(lots[1] == lot{{today + 40}, 20});
    CHECK(measure_of(j.stayed, slots, id_of(spend), today) == 540);
    CHECK(measure_of(j.stayed, slots, id_of(best), today) == 90);
    CHECK(balance_of(j.stayed, slots, id_of(credit), today).available == 9);
    CHECK(balance_of(j.stayed, slots, id_of(miles), today).debt == 8);
}

TEST_CASE("what is postponed of either counts later for the one who stays") {
    member one, other;
    REQUIRE(one.post({of(postpone, spend, 30, date::never(), today + 3, 1),
                      of(postpone, best, 8, date::never(), today + 3, 1)}) == errc::ok);
    REQUIRE(other.post({of(postpone, spend, 4, date::never(), today + 3, 1),
                        of(postpone, spend, 2, date::never(), today + 9, 2)}) == errc::ok);
    joined const j = join_members(one.held, other.held);
    REQUIRE(j.failed == errc::ok);
    CHECK(content_of(j.left) == content_of(account()));
    CHECK(measure_of(j.stayed, slots, id_of(spend), today) == 0);
    CHECK(measure_of(j.stayed, slots, id_of(spend), today + 3) == 34);
    CHECK(measure_of(j.stayed, slots, id_of(spend), today + 9) == 36);
    CHECK(measure_of(j.stayed, slots, id_of(best), today + 3) == 8);
    joined const twice = join_members(one.held, one.held);
    CHECK(measure_of(twice.stayed, slots, id_of(best), today + 3) == 8);
}

TEST_CASE("what one owes, the lots of the other pay; holds of one number do not mix") {
    member rich, poor;
    REQUIRE(rich.post({of(issue, points, 10, today + 5), of(issue, points, 10, today + 9)}) == errc::ok);
    REQUIRE(poor.post({of(owe, points, 12)}) == errc::ok);
    joined const j = join_members(poor.held, rich.held);
    CHECK(balance_of(j.stayed, slots, id_of(points), today).debt == 0);
    CHECK(lots_of(j.stayed, slots, id_of(points), today) == std::vector<lot>{{{today + 9}, 8}});
    posting const keeps{.amount = 86'400'000, .tag = 1, .slot = {points}, .kind = hold};
    member twin;
    REQUIRE(twin.post({of(issue, points, 10, today + 5)}) == errc::ok);
    REQUIRE(rich.post({keeps, of(reserve, points, 3, today + 5)}) == errc::ok);
    CHECK(join_members(rich.held, poor.held).failed == errc::ok);
    REQUIRE(twin.post({keeps, of(reserve, points, 4, today + 5)}) == errc::ok);
    CHECK(join_members(rich.held, twin.held).failed == errc::holds_collide);
    posting const freezes{
        .amount = INT64_MAX, .tag = detail::held_lot::freezes | 7, .slot = {points}, .kind = hold};
    REQUIRE(poor.post({of(issue, points, 10), freezes, of(reserve, points, 3)}) == errc::ok);
    CHECK(join_members(poor.held, poor.held).stayed.held_lots()[0].part.held.amount == 6);
}

TEST_CASE("joining commutes, empties the one, and loses nothing") {
    CHECK_PROPERTY("for any two members", [] {
        member const one = random_member(), other = random_member();
        joined const there = join_members(one.held, other.held), back = join_members(other.held, one.held);
        RC_ASSERT(there.failed == back.failed);
        if (there.failed != errc::ok) return;
        RC_ASSERT(content_of(there.left) == content_of(account()));
        RC_ASSERT(content_of(there.stayed) == content_of(back.stayed));
        for (slot_number const pool : {points, miles, credit})
            RC_ASSERT(worth(there.stayed, pool) == worth(one.held, pool) + worth(other.held, pool));
        for (slot_number const sum : {spend, visits})
            RC_ASSERT(there.stayed.cell(slots.place({sum}).cell) ==
                      one.held.cell(slots.place({sum}).cell) + other.held.cell(slots.place({sum}).cell));
    });
}
