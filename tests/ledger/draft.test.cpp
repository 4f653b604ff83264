// SPDX-License-Identifier: BSL-1.0
#include <tessera/program/decision.hpp>

#include <tessera/ledger/opening.hpp>

#include "ledger/ledger.hpp"

using namespace ledger_tests;
using ledger_tests::points;
using enum posting_kind;

namespace {

constexpr rule_id rule{42};

/// A decision in the making, over a member.
struct making {
    decltype(decision::postings) postings;
    decltype(decision::reasons) reasons;
    draft seen;
    member_out write;

    explicit making(account const& of_member, date day = today)
        : seen(of_member, slots, day, postings), write(seen, reasons) {}

    [[nodiscard]] std::vector<posting> written() const { return {postings.begin(), postings.end()}; }
};

posting by_rule(posting p) {
    p.rule = rule;
    return p;
}

}  // namespace

TEST_CASE("a draft sees the account, and what the decision has done to it so far") {
    member m;
    REQUIRE(m.post({of(tally, spend, 100), of(raise, best, 30), of(issue, points, 10, today + 5),
                    of(issue, credit, 50), of(owe, miles, 4), of(tally, rest, 2), to_level(club, 1)}) ==
            errc::ok);
    making d(m.held);
    CHECK(d.seen.day() == today);
    CHECK(d.seen.sum(place_of(spend)) == 100);
    d.write.tally(rule, place_of(spend), 20);
    d.write.tally(rule, place_of(spend), -5, today + 9);
    CHECK(d.seen.sum(place_of(spend)) == 115);
    d.write.tally(rule, place_of(rest), 4);
    CHECK(d.seen.sum(place_of(rest)) == 6);
    d.write.raise(rule, place_of(best), 12);
    CHECK(d.seen.peak(place_of(best)) == 42);
    d.write.set_level(rule, place_of(club), 2);
    CHECK(d.seen.level(place_of(club)) == level_mark{2, today});
    CHECK(d.seen.level(place_of(guests)) == level_mark{});
    d.write.award(rule, place_of(points), 7, today + 3);
    CHECK(d.seen.available(place_of(points)) == 17);
    d.write.award(rule, place_of(credit), 8, date::never());
    CHECK(d.seen.available(place_of(credit)) == 58);
    CHECK(d.seen.debt(place_of(miles)) == 4);
    d.write.award(rule, place_of(miles), 1, today + 3);
    CHECK(d.seen.debt(place_of(miles)) == 3);
    CHECK(d.seen.available(place_of(miles)) == 0);
    d.write.redeem(rule, place_of(points), 12, 345);
    CHECK(d.seen.available(place_of(points)) == 5);
    CHECK(d.seen.tendered_minor() == 345);
    CHECK(d.seen.failed() == errc::ok);
    // The account itself is as it was, and takes all of it.
    CHECK(m.available(points) == 10);
    REQUIRE(m.post(d.written()) == errc::ok);
    CHECK(m.available(points) == 5);
    CHECK(m.measure(spend) == 115);
    CHECK(m.debt(miles) == 3);
}

TEST_CASE("whatever way a tally is written, the draft counts it once") {
    member m;
    for (slot_number const slot : {spend, rest}) {
        making d(m.held);
        d.write.post(tally, rule, id_of(slot), 3, {});
        CHECK(d.seen.sum(place_of(slot)) == 3);
        d.write.tally(rule, place_of(slot), 2);
        CHECK(d.seen.sum(place_of(slot)) == 5);
    }
}

TEST_CASE("what has ended by the day is gone, whether or not anything wrote it down") {
    member m;
    REQUIRE(m.post({of(tally, spend, 100), of(tally, spend, 7, today + 2), of(tally, visits, 1, today + 3),
                    of(raise, best, 30), of(raise, best, 90, today + 2), of(issue, points, 10, today + 2),
                    of(issue, points, 20, today + 3), of(issue, points, 5, today + 9, today + 3),
                    of(issue, miles, 2, today + 1)}) == errc::ok);
    struct {
        int day;
        std::int64_t spend, visits, best, points, miles;
    } const rows[] = {{0, 107, 1, 90, 30, 2}, {1, 107, 1, 90, 30, 0}, {2, 100, 1, 30, 20, 0},
                      {3, 100, 0, 30, 5, 0},  {8, 100, 0, 30, 5, 0},  {9, 100, 0, 30, 0, 0}};
    auto const check = [&] {
        for (auto const& row : rows) {
            INFO("day " << row.day);
            CHECK(m.measure(spend, today + row.day) == row.spend);
            CHECK(m.measure(visits, today + row.day) == row.visits);
            CHECK(m.measure(best, today + row.day) == row.best);
            CHECK(m.available(points, today + row.day) == row.points);
            CHECK(m.available(miles, today + row.day) == row.miles);
        }
    };
    check();
    REQUIRE(m.post({of(expire, miles, 2, today + 1), of(expire, points, 10, today + 2),
                    of(forget, spend, 7, today + 2), of(forget, best, 90, today + 2)}) == errc::ok);
    // From the day it was written down on, nothing changed; before it, history is not kept.
    for (auto const& row : rows) {
        if (row.day < 2) continue;
        CHECK(m.measure(spend, today + row.day) == row.spend);
        CHECK(m.measure(best, today + row.day) == row.best);
        CHECK(m.available(points, today + row.day) == row.points);
    }
}

TEST_CASE("what is postponed counts from its day on and to its end, whether or not anything wrote it down") {
    member m;
    REQUIRE(m.post({of(tally, spend, 100), of(postpone, spend, 30, today + 9, today + 3, 1),
                    of(postpone, spend, 5, date::never(), today + 5, 2), of(raise, best, 20),
                    of(postpone, best, 50, today + 9, today + 3, 1)}) == errc::ok);
    CHECK(m.held.due() == today + 3);
    struct {
        int day;
        std::int64_t spend, best;
    } const rows[] = {{0, 100, 20}, {2, 100, 20}, {3, 130, 50}, {5, 135, 50}, {8, 135, 50}, {9, 105, 20}};
    for (auto const& row : rows) {
        INFO("day " << row.day);
        CHECK(m.measure(spend, today + row.day) == row.spend);
        CHECK(m.measure(best, today + row.day) == row.best);
    }
    CHECK(m.measure(visits, today + 5) == 0);
    CHECK_FALSE(detail::begins_by(m.held, today + 2));
    CHECK(detail::begins_by(m.held, today + 3));
}

TEST_CASE("a decision that writes down an ending counts it once") {
    member m;
    REQUIRE(m.post({of(tally, spend, 100), of(tally, spend, 7, today), of(issue, points, 10, today)}) ==
            errc::ok);
    making d(m.held);
    CHECK(d.seen.something_ended());
    CHECK(d.seen.sum(place_of(spend)) == 100);
    d.write.post(forget, {}, id_of(spend), 7, {today});
    d.write.post(expire, {}, id_of(points), 10, {today});
    CHECK(d.seen.sum(place_of(spend)) == 100);
    CHECK(d.seen.available(place_of(points)) == 0);
    REQUIRE(m.post(d.written()) == errc::ok);
    CHECK(m.measure(spend) == 100);
}

TEST_CASE("two takers of one lot share it") {
    member m;
    REQUIRE(m.post({of(issue, points, 10, today + 5), of(issue, points, 4, today + 9)}) == errc::ok);
    making d(m.held);
    d.write.redeem(rule, place_of(points), 6, 6);
    d.write.redeem(rule, place_of(points), 6, 6);
    d.write.take_back(rule, place_of(points), 6);
    CHECK(d.written() == std::vector<posting>{by_rule(of(redeem, points, 6, today + 5)),
                                              by_rule(of(redeem, points, 4, today + 5)),
                                              by_rule(of(redeem, points, 2, today + 9)),
                                              by_rule(of(claw, points, 2, today + 9)),
                                              by_rule(of(owe, points, 4))});
    REQUIRE(d.reasons.size() == 1);
    CHECK(d.reasons[0] == reason{4, 4, rule, reason_code::owed, 0});
    REQUIRE(m.post(d.written()) == errc::ok);
    CHECK(m.debt(points) == 4);
}

TEST_CASE("value is taken soonest to expire first, never-ending last; back from what waits before that") {
    member m;
    REQUIRE(m.post({of(issue, miles, 1), of(issue, miles, 2, today + 9),
                    of(issue, miles, 4, today + 5, today + 1), of(issue, miles, 8, today + 5, date::min(), 6),
                    of(issue, miles, 16, today + 5), of(issue, miles, 32, today)}) == errc::ok);
    making d(m.held);
    CHECK(d.seen.available(place_of(miles)) == 27);
    d.write.take_back(rule, place_of(miles), 34);
    CHECK(d.written() == std::vector<posting>{by_rule(of(claw, miles, 4, today + 5, today + 1)),
                                              by_rule(of(claw, miles, 16, today + 5)),
                                              by_rule(of(claw, miles, 8, today + 5, date::min(), 6)),
                                              by_rule(of(claw, miles, 2, today + 9)),
                                              by_rule(of(claw, miles, 1)), by_rule(of(owe, miles, 3))});
    REQUIRE(m.post(d.written()) == errc::ok);
    CHECK(m.available(miles, today + 1) == 0);
    CHECK(m.debt(miles) == 3);
}

TEST_CASE("a lot that moves keeps its amount, and one that opened forgets that it waited") {
    member m;
    REQUIRE(m.post({of(issue, miles, 10, today + 9, today + 2, lot_key::waits | 5),
                    of(issue, miles, 20, today + 9, today + 2, 6)}) == errc::ok);
    CHECK(m.held.due() == today + 2);
    row<posting> postings;
    row<reason> reasons;
    draft seen(m.held, slots, today + 2, postings);
    member_out write(seen, reasons);
    CHECK(seen.available(place_of(miles)) == 30);
    open_what_is_due(seen, write);
    CHECK(seen.available(place_of(miles)) == 30);
    CHECK(reasons.size() == 2);
    REQUIRE(m.post({postings.begin(), postings.end()}) == errc::ok);
    CHECK(m.held.due() == today + 9);
    CHECK(m.lots(miles, today + 2) ==
          std::vector<lot>{{{.expires = today + 9}, 10}, {{today + 9, date::min(), 6}, 20}});
}

TEST_CASE("an award pays what is owed first, and what is left becomes a lot") {
    member m;
    REQUIRE(m.post({of(owe, points, 10)}) == errc::ok);
    making d(m.held);
    d.write.award(rule, place_of(points), 6, today + 5);
    d.write.award(rule, place_of(points), 0, today + 5);
    d.write.award(rule, place_of(points), 6, today + 5);
    d.write.award(rule, place_of(points), 3, today + 5);
    CHECK(d.written() == std::vector<posting>{by_rule(of(repay, points, 6)), by_rule(of(repay, points, 4)),
                                              by_rule(of(issue, points, 2, today + 5)),
                                              by_rule(of(issue, points, 3, today + 5))});
    REQUIRE(d.reasons.size() == 2);
    CHECK(d.reasons[0] == reason{6, 4, rule, reason_code::debt_paid, 0});
    CHECK(d.reasons[1] == reason{4, 0, rule, reason_code::debt_paid, 0});
    // What was just given can be taken again.
    d.write.take_back(rule, place_of(points), 5);
    CHECK(d.seen.available(place_of(points)) == 0);
    CHECK(d.seen.debt(place_of(points)) == 0);
    REQUIRE(m.post(d.written()) == errc::ok);
    CHECK(m.available(points) == 0);
    CHECK(m.debt(points) == 0);
}

TEST_CASE("the first inability is the one that is reported") {
    member m;
    REQUIRE(m.post({of(owe, points, most)}) == errc::ok);
    making d(m.held);
    d.write.take_back(rule, place_of(points), 1);
    CHECK(d.seen.failed() == errc::overflow);
    CHECK(d.postings.empty());
    d.write.fail(errc::negative_amount);
    CHECK(d.seen.failed() == errc::overflow);
}

TEST_CASE("a balance beyond 64 bits is shown as the most there is") {
    member m;
    REQUIRE(m.post({of(issue, miles, most - UINT32_MAX, today + 5), of(issue, miles, UINT32_MAX, today + 6),
                    of(issue, miles, 1, today + 7)}) == errc::ok);
    CHECK(m.available(miles) == most);
    CHECK(m.lots(miles).size() == 3);
}
