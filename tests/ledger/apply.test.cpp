// SPDX-License-Identifier: BSL-1.0
#include "ledger/ledger.hpp"

using namespace ledger_tests;
using ledger_tests::points;
using enum posting_kind;

namespace {

/// A member with something in every place: near and far cells, plain, far, pending, tagged and wide lots,
/// debts, buckets, a remainder, a peak and levels.
member well_used() {
    member m;
    REQUIRE(m.post({of(tally, spend, 1'000), of(tally, spend, 50, today + 30), of(tally, visits, -3),
                    of(raise, best, 700), of(raise, best, 900, today + 30), of(tally, rest, 6),
                    to_level(club, 2), to_level(guests, 1)}) == errc::ok);
    REQUIRE(m.post({of(issue, points, 10, today + 5), of(issue, points, 20, today + 9),
                    of(issue, points, 5'000'000'000, today + 9), of(issue, points, 4, today + 9, today + 2),
                    of(issue, points, 8, today + 9, date::min(), 3), of(issue, miles, 30, today + 4),
                    of(issue, miles, 40), of(issue, credit, 500)}) == errc::ok);
    REQUIRE(m.post({of(owe, points, 6), of(owe, credit, 7)}) == errc::ok);
    return m;
}

}  // namespace

TEST_CASE("every kind of posting does what its name says") {
    member m;
    REQUIRE(m.post({of(tally, spend, 5), of(tally, spend, -8), of(raise, best, 40), of(raise, best, 2),
                    of(tally, rest, 6), of(tally, rest, -4), to_level(club, 3),
                    to_level(guests, 1, today + 4)}) == errc::ok);
    CHECK(m.measure(spend) == -3);
    CHECK(m.measure(best) == 42);
    CHECK(m.measure(rest) == 2);
    CHECK(m.held.level(slots[id_of(club)].group) == level_mark{3, today});
    CHECK(m.held.level(slots[id_of(guests)].group) == level_mark{1, today + 4});

    REQUIRE(m.post({of(issue, points, 10, today + 5), of(issue, points, 7, today + 5),
                    of(issue, miles, 3, today + 2), of(issue, credit, 9)}) == errc::ok);
    REQUIRE(m.post({of(redeem, points, 4, today + 5), of(expire, points, 2, today + 5),
                    of(claw, points, 1, today + 5), of(claw, miles, 3, today + 2), of(redeem, credit, 8),
                    of(owe, points, 12), of(repay, points, 5)}) == errc::ok);
    CHECK(m.available(points) == 10);
    CHECK(m.available(miles) == 0);
    CHECK(m.available(credit) == 1);
    CHECK(m.debt(points) == 7);
    CHECK(m.held.version().value == 3);
    CHECK(m.held.frontier().sequence == 3);

    REQUIRE(m.post({of(tally, visits, 2, today + 9), of(tally, visits, 1, today + 9),
                    of(raise, best, 50, today + 9)}) == errc::ok);
    CHECK(m.measure(visits) == 3);
    CHECK(m.measure(best) == 50);
    CHECK(m.held.due() == today + 5);
    REQUIRE(m.post({of(forget, visits, 3, today + 9), of(forget, best, 50, today + 9),
                    of(claw, points, 10, today + 5)}) == errc::ok);
    CHECK(m.measure(visits) == 0);
    CHECK(m.measure(best) == 42);
    CHECK(m.held.buckets().empty());
    CHECK(m.held.due() == date::never());
}

TEST_CASE("a posting the chart does not allow is refused, whoever wrote it") {
    struct {
        char const* why;
        posting bad;
        errc expected;
    } const rows[] = {
        {"no such slot", of(tally, slots_in_all, 1), errc::unknown_slot},
        {"points are no sum", of(tally, points, 1), errc::bad_posting},
        {"a sum holds no value", of(issue, spend, 1), errc::bad_posting},
        {"a peak is raised, not added to", of(tally, best, 1), errc::bad_posting},
        {"a sum is added to, not raised", of(raise, spend, 1), errc::bad_posting},
        {"a level is not a sum", of(tally, club, 1), errc::bad_posting},
        {"a pool has no level", to_level(points, 1), errc::bad_posting},
        {"a transfer of nothing", of(issue, points, 0, today + 5), errc::bad_posting},
        {"a sign is never a meaning", of(issue, points, -1, today + 5), errc::bad_posting},
        {"nor in a redemption", of(redeem, points, -1, today + 5), errc::bad_posting},
        {"nor in a debt", of(owe, points, -1), errc::bad_posting},
        {"nor in its payment", of(repay, points, -1), errc::bad_posting},
        {"a peak never falls", of(raise, best, -1), errc::bad_posting},
        {"a peak never stays", of(raise, best, 0), errc::bad_posting},
        {"an unknown kind", of(static_cast<posting_kind>(99), points, 1), errc::bad_posting},
        {"an unknown kind on a sum", of(static_cast<posting_kind>(99), spend, 1), errc::bad_posting},
        {"lasting value has no end", of(issue, credit, 1, today + 5), errc::bad_posting},
        {"nor when it is spent", of(redeem, credit, 1, today + 5), errc::bad_posting},
        {"a remainder below zero", of(tally, rest, -7), errc::bad_posting},
        {"a remainder of a whole", of(tally, rest, 1), errc::bad_posting},
        {"a remainder that ends", of(tally, rest, -1, today + 5), errc::bad_posting},
        {"more than the lot holds", of(redeem, points, 11, today + 5), errc::overdrawn},
        {"more than near and far hold of one lot", of(claw, points, 5'000'000'021, today + 9),
         errc::overdrawn},
        {"a lot that is not there", of(claw, points, 1, today + 6), errc::overdrawn},
        {"a lot of another tag", of(claw, points, 9, today + 9, date::min(), 3), errc::overdrawn},
        {"a pending lot", of(redeem, points, 5, today + 9, today + 2), errc::overdrawn},
        {"a lot of another pool", of(redeem, miles, 10, today + 5), errc::overdrawn},
        {"more credit than there is", of(redeem, credit, 501), errc::overdrawn},
        {"more than is owed", of(repay, points, 7), errc::overdrawn},
        {"more than fits", of(tally, spend, most), errc::overflow},
        {"more than fits into a part", of(tally, spend, most - 20, today + 30), errc::overflow},
        {"more debt than fits", of(owe, credit, most), errc::overflow},
        {"more credit than fits", of(issue, credit, most), errc::overflow},
        {"more points than fit into a lot", of(issue, points, most, today + 9), errc::overflow},
        {"more miles than fit into a lot", of(issue, miles, most), errc::overflow},
        {"a higher peak than fits", of(raise, best, most), errc::overflow},
        {"a higher peak than fits its period", of(raise, best, most, today + 30), errc::overflow},
        {"a part that is not there", of(forget, spend, 50, today + 31), errc::bad_posting},
        {"a part of another size", of(forget, spend, 49, today + 30), errc::bad_posting},
        {"a part that never ends", of(forget, spend, 1'000), errc::bad_posting},
        {"a part of a remainder", of(forget, rest, 1, today + 30), errc::bad_posting},
    };
    // What moves before the bad posting, in every place.
    std::vector<posting> const before{
        of(tally, spend, 17),
        of(tally, spend, 3, today + 30),
        of(tally, spend, -53, today + 30),
        of(tally, spend, 1, today + 7),
        of(tally, rest, -5),
        of(tally, rest, 3),
        of(raise, best, 1),
        of(raise, best, 5, today + 30),
        of(raise, best, 5, today + 60),
        of(forget, best, 905, today + 30),
        of(issue, points, 1, today + 3),
        of(redeem, points, 10, today + 5),
        of(claw, points, 5'000'000'003, today + 9),
        of(expire, points, 4, today + 9, today + 2),
        of(issue, points, 9, today + 9, date::min(), 3),
        of(issue, miles, 1, today + 4),
        of(claw, miles, 40),
        of(issue, credit, 3),
        of(redeem, credit, 503),
        of(owe, points, 2),
        of(repay, points, 8),
        of(repay, credit, 1),
        to_level(club, 1),
        to_level(guests, 5),
        of(tally, visits, 3),
    };
    REQUIRE(well_used().post(before) == errc::ok);
    std::vector<posting> const after{of(tally, visits, 1)};
    for (auto const& row : rows) {
        INFO(row.why);
        member m = well_used();
        auto const bytes = bytes_of(m.held);
        date const due = m.held.due();
        CHECK(m.post({row.bad}) == row.expected);
        CHECK(bytes_of(m.held) == bytes);

        // In the middle of an entry: that it fails is enough, some for want of what went before.
        std::vector<posting> entry = before;
        entry.push_back(row.bad);
        entry.insert(entry.end(), after.begin(), after.end());
        if (m.post(entry) != errc::ok) {
            CHECK(bytes_of(m.held) == bytes);
            CHECK(m.held.due() == due);
            CHECK(m.held.version().value == 3);
        }
        REQUIRE(well_used().post(before) == errc::ok);
        entry = before;
        entry.push_back(of(tally, slots_in_all, 1));
        member n = well_used();
        CHECK(n.post(entry) == errc::unknown_slot);
        CHECK(bytes_of(n.held) == bytes);
        CHECK(n.held.due() == due);
        CHECK(n.post(before) == errc::ok);
    }
}

TEST_CASE("an entry is for the account it was made for, and for later than its last fact") {
    member m;
    REQUIRE(m.post({of(tally, spend, 1)}) == errc::ok);
    auto const bytes = bytes_of(m.held);
    std::vector<posting> const postings{of(tally, spend, 1)};
    fact_key const last = m.held.frontier();
    CHECK(apply(m.held, slots, {{9}, last, {1}, {1}, postings}) == errc::behind_frontier);
    CHECK(apply(m.held, slots, {{9}, {last.at, last.sequence - 1}, {1}, {1}, postings}) ==
          errc::behind_frontier);
    CHECK(apply(m.held, slots, {{9}, {{last.at.seconds - 1}, 99}, {1}, {1}, postings}) ==
          errc::behind_frontier);
    CHECK(apply(m.held, slots, {{9}, {last.at, last.sequence + 1}, {0}, {1}, postings}) ==
          errc::version_moved);
    CHECK(apply(m.held, slots, {{9}, {last.at, last.sequence + 1}, {2}, {1}, postings}) ==
          errc::version_moved);
    CHECK(bytes_of(m.held) == bytes);
    CHECK(apply(m.held, slots, {{9}, {{last.at.seconds + 1}, 0}, {1}, {1}, {}}) == errc::ok);
    CHECK(m.held.version().value == 2);
}

TEST_CASE("an account knows the first day on which something ends, whichever lot goes") {
    member m;
    REQUIRE(m.post({of(issue, points, 4, today + 8)}) == errc::ok);
    CHECK(m.held.due() == today + 8);
    REQUIRE(m.post({of(issue, points, 3, today + 6), of(issue, points, 2, today + 9)}) == errc::ok);
    CHECK(m.held.due() == today + 6);
    REQUIRE(m.post({of(redeem, points, 2, today + 6)}) == errc::ok);
    CHECK(m.held.due() == today + 6);
    REQUIRE(m.post({of(redeem, points, 4, today + 8)}) == errc::ok);
    CHECK(m.held.due() == today + 6);
    REQUIRE(m.post({of(tally, spend, 5, today + 7)}) == errc::ok);
    REQUIRE(m.post({of(redeem, points, 1, today + 6)}) == errc::ok);
    CHECK(m.held.due() == today + 7);
    REQUIRE(m.post({of(redeem, points, 2, today + 9), of(forget, spend, 5, today + 7)}) == errc::ok);
    CHECK(m.held.due() == date::never());
}

TEST_CASE("what is postponed is found by its day and its tag, lowered, and gone at zero") {
    member m;
    REQUIRE(m.post({of(postpone, spend, 30, date::never(), today + 9, 1),
                    of(postpone, spend, 20, date::never(), today + 9, 2),
                    of(postpone, spend, 7, date::never(), today + 4, 1)}) == errc::ok);
    CHECK(m.held.postponed_parts().size() == 3);
    CHECK(m.held.due() == today + 4);
    REQUIRE(m.post({of(postpone, spend, -7, date::never(), today + 4, 1),
                    of(postpone, spend, -10, date::never(), today + 9, 1)}) == errc::ok);
    CHECK(m.held.postponed_parts().size() == 2);
    CHECK(m.held.due() == today + 9);
    CHECK(m.measure(spend, today + 9) == 40);

    struct {
        char const* why;
        posting bad;
        errc expected;
    } const rows[] = {
        {"below zero", of(postpone, spend, -21, date::never(), today + 9, 1), errc::overdrawn},
        {"of another order", of(postpone, spend, -1, date::never(), today + 9, 3), errc::overdrawn},
        {"of another day", of(postpone, spend, -1, date::never(), today + 8, 1), errc::overdrawn},
        {"without a day", of(postpone, spend, 1), errc::bad_posting},
        {"that never counts", of(postpone, spend, 1, today + 9, today + 9), errc::bad_posting},
        {"of nothing", of(postpone, spend, 0, date::never(), today + 9), errc::bad_posting},
        {"without an inverse", of(postpone, spend, INT64_MIN, date::never(), today + 9), errc::bad_posting},
        {"above 64 bits", of(postpone, spend, most, date::never(), today + 9, 1), errc::overflow},
        {"of value", of(postpone, points, 1, date::never(), today + 9), errc::bad_posting},
        {"of a level", of(postpone, club, 1, date::never(), today + 9), errc::bad_posting},
    };
    auto const before = bytes_of(m.held);
    for (auto const& row : rows) {
        INFO(row.why);
        CHECK(m.post({of(postpone, best, 1, date::never(), today + 1), row.bad}) == row.expected);
        CHECK(bytes_of(m.held) == before);
        CHECK(m.held.due() == today + 9);
    }
}

TEST_CASE("nothing added to a measure leaves nothing behind") {
    member m;
    REQUIRE(m.post({of(tally, spend, 0, today + 5)}) == errc::ok);
    CHECK(m.held.buckets().empty());
    CHECK(m.held.due() == date::never());
    REQUIRE(m.post({of(tally, spend, 5, today + 5), of(tally, spend, -5, today + 5)}) == errc::ok);
    CHECK(m.held.buckets().empty());
    CHECK(m.held.due() == date::never());
}

TEST_CASE("a lot above 32 bits is one lot, wherever its parts lie") {
    member m;
    constexpr std::int64_t edge = UINT32_MAX;
    REQUIRE(m.post({of(issue, points, edge, today + 5), of(issue, points, 1, today + 5)}) == errc::ok);
    CHECK(m.lots(points) == std::vector<lot>{{{.expires = today + 5}, edge + 1}});
    member n;
    REQUIRE(n.post({of(issue, points, edge + 1, today + 5)}) == errc::ok);
    CHECK(bytes_of(m.held) == bytes_of(n.held));
    REQUIRE(m.post({of(redeem, points, edge, today + 5)}) == errc::ok);
    CHECK(m.available(points) == 1);
    REQUIRE(m.post({of(redeem, points, 1, today + 5)}) == errc::ok);
    CHECK(m.available(points) == 0);
    CHECK(m.held.due() == date::never());
    REQUIRE(n.post({of(redeem, points, edge + 1, today + 5)}) == errc::ok);
    CHECK(bytes_of(m.held) != bytes_of(n.held));  // versions differ
    REQUIRE(n.post({}) == errc::ok);
    CHECK(bytes_of(m.held) == bytes_of(n.held));
}

TEST_CASE("a lot holds up to 64 bits and no more, counted over its parts") {
    member m;
    REQUIRE(m.post({of(issue, points, 1, today + 5)}) == errc::ok);
    CHECK(m.post({of(issue, points, most, today + 5)}) == errc::overflow);
    constexpr std::int64_t far = most - UINT32_MAX;
    REQUIRE(m.post({of(issue, points, far, today + 5)}) == errc::ok);
    CHECK(m.post({of(issue, points, UINT32_MAX, today + 5)}) == errc::overflow);
    REQUIRE(m.post({of(issue, points, UINT32_MAX - 1, today + 5)}) == errc::ok);
    CHECK(m.available(points) == most);
    auto const bytes = bytes_of(m.held);
    CHECK(m.post({of(redeem, points, most, today + 5), of(redeem, points, 1, today + 5)}) == errc::overdrawn);
    CHECK(bytes_of(m.held) == bytes);
}

TEST_CASE("an account takes in more lots than lie inside, in any order") {
    member m;
    std::vector<posting> lots;
    for (int i = 0; i < 100; ++i) lots.push_back(of(issue, points, i + 1, today + (i * 37) % 100 + 1));
    REQUIRE(m.post(lots) == errc::ok);
    auto const held = m.lots(points);
    REQUIRE(held.size() == 100);
    for (int i = 0; i < 100; ++i) CHECK(held[static_cast<std::size_t>(i)].key.expires == today + i + 1);
    CHECK(m.available(points) == 5'050);
    CHECK(m.held.due() == today + 1);
    CHECK(m.available(points, today + 100) == 0);
    CHECK(m.held.outside() >= 100 * sizeof(plain_lot));
}

TEST_CASE("a hold keeps value back, and gives it out or back again") {
    member m;
    std::int64_t const until = 86'400 * std::int64_t{today.day} + 3600;
    posting const hold{.amount = until, .tag = 77, .slot = id_of(points), .kind = posting_kind::hold};
    CHECK(m.post({of(issue, points, 30, today + 10)}) == errc::ok);
    CHECK(m.post({of(reserve, points, 20, today + 10)}) == errc::bad_posting);  // of no hold
    CHECK(m.post({hold, of(reserve, points, 20, today + 10)}) == errc::ok);
    auto const held = [&](std::int64_t seconds) {
        balance const b = balance_of(m.held, slots, id_of(points), {today, instant{seconds}});
        return std::pair{b.available, b.reserved};
    };
    CHECK(held(until - 1) == std::pair<std::int64_t, std::int64_t>{10, 20});
    CHECK(held(until) == std::pair<std::int64_t, std::int64_t>{30, 0});  // its time is over
    CHECK(m.post({of(redeem, points, 11, today + 10)}) == errc::overdrawn);
    CHECK(m.post({hold, of(capture, points, 15, today + 10)}) == errc::ok);
    CHECK(m.post({hold, of(capture, points, 6, today + 10)}) == errc::overdrawn);
    CHECK(m.post({hold, of(release, points, 5, today + 10)}) == errc::ok);
    CHECK(held(until - 1) == std::pair<std::int64_t, std::int64_t>{15, 0});
}

TEST_CASE("what leaves a hold says when the hold ends, so that undoing it leaves no trace") {
    member m;
    posting named{.amount = 900, .tag = 77, .slot = id_of(points), .kind = posting_kind::hold};
    REQUIRE(m.post({of(issue, points, 30, today + 10), named, of(reserve, points, 20, today + 10)}) ==
            errc::ok);
    auto const before = bytes_of(m.held);
    CHECK(m.post({named, of(release, points, 20, today + 10), of(redeem, points, 31, today + 10)}) ==
          errc::overdrawn);
    CHECK(bytes_of(m.held) == before);
    named.amount = 901;
    CHECK(m.post({named, of(release, points, 20, today + 10)}) == errc::bad_posting);
    CHECK(m.post({named, of(capture, points, 20, today + 10)}) == errc::bad_posting);
    CHECK(bytes_of(m.held) == before);
}

TEST_CASE("an expired lot is remembered where the chart says so, and can be counted as paid back") {
    member m;
    CHECK(m.post({of(issue, miles, 30, today), of(issue, points, 30, today)}) == errc::ok);
    CHECK(m.post({of(expire, miles, 30, today), of(expire, points, 30, today)}) == errc::ok);
    REQUIRE(m.held.lapsed_lots().size() == 1);
    CHECK(m.held.due() == today + 30);
    CHECK(m.post({of(excuse, points, 1, today)}) == errc::overdrawn);
    CHECK(m.post({of(excuse, miles, 31, today)}) == errc::overdrawn);
    CHECK(m.post({of(excuse, miles, 12, today)}) == errc::ok);
    CHECK(m.post({of(forget, miles, 18, today)}) == errc::ok);
    CHECK(m.held.lapsed_lots().empty());
    CHECK(m.held.due() == date::never());
}

TEST_CASE("a claim counts for one thing, and once it is over no more") {
    member m;
    CHECK(m.post({of(tally, visits, 1, today + 3, date::min(), 4711)}) == errc::ok);
    CHECK(m.post({of(tally, visits, 1, date::never(), date::min(), 4712)}) == errc::ok);
    row<posting> none;
    auto const claimed = [&](std::uint64_t tag, date day) {
        return draft(m.held, slots, day, none).claimed(place_of(visits), tag);
    };
    CHECK(claimed(4711, today + 2) == 1);
    CHECK(claimed(4711, today + 3) == 0);
    CHECK(claimed(4712, today + 999) == 1);
    CHECK(claimed(1, today) == 0);
    CHECK(measure_of(m.held, slots, id_of(visits), today + 3) == 1);
}
