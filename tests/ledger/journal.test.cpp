// SPDX-License-Identifier: BSL-1.0
#include "ledger/ledger.hpp"

using namespace ledger_tests;
using ledger_tests::points;
using enum posting_kind;

TEST_CASE("a journal keeps entries as they were applied, and gives the account again") {
    member m;
    REQUIRE(m.post({of(tally, spend, 5), of(issue, points, 9, today + 5)}) == errc::ok);
    REQUIRE(m.post({}) == errc::ok);
    REQUIRE(m.post({of(redeem, points, 4, today + 5)}) == errc::ok);
    REQUIRE(m.history.size() == 3);
    CHECK(m.history[0].postings.size() == 2);
    CHECK(m.history[1].postings.empty());
    REQUIRE(m.history[2].postings.size() == 1);
    CHECK(m.history[2].postings[0] == of(redeem, points, 4, today + 5));
    CHECK(m.history[2].saw.value == 2);
    CHECK(m.history[2].fact.value == 3);
    auto const folded = fold(m.history, slots);
    REQUIRE(folded.has_value());
    CHECK(bytes_of(*folded) == bytes_of(m.held));

    canonical_bytes out;
    encode(out, m.history[2]);
    CHECK(out.bytes().size() == 8 + 8 + 8 + 4 + 4 + 1 + 8 + 32);
}

TEST_CASE("a journal that does not hold together is an error") {
    member m;
    REQUIRE(m.post({of(issue, points, 9, today + 5)}) == errc::ok);
    REQUIRE(m.post({of(redeem, points, 9, today + 5)}) == errc::ok);
    journal twice = m.history;
    twice.append(m.history[1]);
    CHECK(fold(twice, slots).error() == errc::behind_frontier);
    journal gap;
    gap.append(m.history[1]);
    CHECK(fold(gap, slots).error() == errc::version_moved);
    journal drawn;
    drawn.append(m.history[0]);
    std::vector<posting> const more{of(redeem, points, 10, today + 5)};
    drawn.append({{2}, {{0}, 2}, {1}, {1}, more});
    CHECK(fold(drawn, slots).error() == errc::overdrawn);
    CHECK(fold(m.history, chart{}).error() == errc::unknown_slot);
}
