// SPDX-License-Identifier: BSL-1.0
#include <tessera/ledger/difference.hpp>

#include "ledger/random_member.hpp"

using namespace ledger_tests;
using ledger_tests::points;
using enum posting_kind;

TEST_CASE("postings lead from any account to any other") {
    CHECK_PROPERTY("and then nothing is different", [] {
        member from = random_member();
        member const to = random_member();
        row<posting> between;
        RC_ASSERT(post_difference(from.held, to.held, slots, between) == errc::ok);
        RC_ASSERT(from.post({between.begin(), between.end()}) == errc::ok);
        RC_ASSERT(content_of(from.held) == content_of(to.held));
        RC_ASSERT(from.held.due() == to.held.due());
        between.clear();
        RC_ASSERT(post_difference(from.held, to.held, slots, between) == errc::ok);
        RC_ASSERT(between.empty());
    });
}

TEST_CASE("a difference is told by the sides it moves value between") {
    member from, to;
    REQUIRE(from.post({of(issue, points, 20, today + 5), of(raise, best, 9), of(owe, credit, 3)}) ==
            errc::ok);
    REQUIRE(to.post({of(issue, points, 12, today + 5), of(issue, miles, 5, today + 1), of(raise, best, 7),
                     of(owe, credit, 8), of(tally, spend, -4, today + 9)}) == errc::ok);
    REQUIRE(to.post({of(expire, miles, 5, today + 1)}) == errc::ok);
    row<posting> between;
    REQUIRE(post_difference(from.held, to.held, slots, between) == errc::ok);
    std::vector<posting> const expected{of(tally, spend, -4, today + 9),  of(forget, best, 2),
                                        of(send, points, 8, today + 5),   of(take_over, credit, 5),
                                        of(receive, miles, 5, today + 1), of(expire, miles, 5, today + 1)};
    CHECK(std::vector<posting>(between.begin(), between.end()) == expected);
}

TEST_CASE("a hold that ends on another day is given up and kept again") {
    member from, to;
    posting early = of(hold, points, 100), late = of(hold, points, 200);
    early.tag = late.tag = 7;
    REQUIRE(from.post({of(issue, points, 20, today + 5), early, of(reserve, points, 20, today + 5)}) ==
            errc::ok);
    REQUIRE(to.post({of(issue, points, 20, today + 5), late, of(reserve, points, 12, today + 5)}) ==
            errc::ok);
    row<posting> between;
    REQUIRE(post_difference(from.held, to.held, slots, between) == errc::ok);
    REQUIRE(from.post({between.begin(), between.end()}) == errc::ok);
    CHECK(content_of(from.held) == content_of(to.held));
    CHECK(from.held.held_lots()[0].until == 200);
}

TEST_CASE("accounts that are too far apart have no difference") {
    member from, to;
    REQUIRE(from.post({of(tally, spend, -most)}) == errc::ok);
    REQUIRE(to.post({of(tally, spend, most)}) == errc::ok);
    row<posting> between;
    CHECK(post_difference(from.held, to.held, slots, between) == errc::overflow);
}

TEST_CASE("an entry that merges a late fact leaves the frontier where it is") {
    member m;
    REQUIRE(m.post({of(issue, points, 20, today + 5)}) == errc::ok);
    std::vector<posting> const more{of(receive, points, 1, today + 5)};
    entry late{{7}, {{-100}, 7}, m.held.version(), {1}, more};
    CHECK(apply(m.held, slots, late) == errc::behind_frontier);
    late.merges = true;
    auto const frontier = m.held.frontier();
    REQUIRE(apply(m.held, slots, late) == errc::ok);
    CHECK(m.held.frontier() == frontier);
    CHECK(m.held.version().value == 2);
    CHECK(apply(m.held, slots, late) == errc::version_moved);
    m.history.append(late);
    auto const folded = fold(m.history, slots);
    REQUIRE(folded.has_value());
    CHECK(bytes_of(*folded) == bytes_of(m.held));
    canonical_bytes merged, plain;
    encode(merged, late);
    late.merges = false;
    encode(plain, late);
    CHECK(merged.bytes() != plain.bytes());
}
