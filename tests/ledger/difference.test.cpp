// SPDX-License-Identifier: BSL-1.0
#include <tessera/ledger/difference.hpp>

#include "ledger/ledger.hpp"
#include "support/property.hpp"

using namespace ledger_tests;
using enum posting_kind;

namespace {

/// Returns: the account's bytes without frontier and version.
std::vector<std::uint8_t> content_of(account const& a) {
    auto bytes = bytes_of(a);
    bytes.erase(bytes.begin(), bytes.begin() + 20);
    return bytes;
}

/// A posting that an account may take.
posting likely_posting() {
    auto const slot = *rc::gen::inRange<std::uint16_t>(0, slots_in_all);
    date const expires = *rc::gen::element(date::never(), today, today + 1, today + 2);
    date const opens = *rc::gen::weightedElement<date>({{4, date::min()}, {1, today + 1}});
    auto const tag = *rc::gen::weightedElement<std::uint64_t>({{4, 0}, {1, 9}});
    posting p = of(tally, slot_number{slot}, *rc::gen::inRange<std::int64_t>(1, 9), expires, opens, tag);
    switch (slots[p.slot].kind) {
        case slot_kind::sum: p.amount -= 4; break;
        case slot_kind::peak: p.kind = raise, p.tag = 0; break;
        case slot_kind::remainder: p.expires = date::never(); break;
        case slot_kind::level:
            p.kind = status;
            p.tag = *rc::gen::inRange<std::uint64_t>(0, 4);
            p.opens = today;
            p.level = static_cast<std::uint8_t>(p.amount & 3);
            break;
        case slot_kind::pool:
            p.kind = *rc::gen::element(issue, issue, issue, redeem, expire, owe, repay, reserve, release);
            if (slots[p.slot].lasting) p = of(p.kind, slot_number{slot}, p.amount);
            break;
    }
    return p;
}

member random_member() {
    member m;
    int const entries = *rc::gen::inRange(0, 25);
    for (int i = 0; i < entries; ++i) {
        posting const p = likely_posting();
        std::uint64_t const hold_id = *rc::gen::inRange<std::uint64_t>(1, 4);
        static_cast<void>(m.post({{.amount = static_cast<std::int64_t>(hold_id) * 86'400'000,
                                   .tag = hold_id,
                                   .slot = {points},
                                   .kind = hold},
                                  p}));
    }
    return m;
}

}  // namespace

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
