// SPDX-License-Identifier: BSL-1.0
#include <tessera/ledger/pool_memory.hpp>

#include "ledger/ledger.hpp"

using namespace ledger_tests;
using ledger_tests::points;
using enum posting_kind;

namespace {

/// Remembers what it gave out, and fails the test when anything is left.
struct checked_memory final : memory_resource {
    std::size_t out = 0;
    ~checked_memory() override { CHECK(out == 0); }
    void* do_allocate(std::size_t bytes, std::size_t alignment) override {
        out += bytes;
        return heap().allocate(bytes, alignment);
    }
    void do_deallocate(void* block, std::size_t bytes, std::size_t alignment) override {
        out -= bytes;
        heap().deallocate(block, bytes, alignment);
    }
    bool do_is_equal(memory_resource const& other) const noexcept override { return this == &other; }
};

std::vector<posting> much() {
    std::vector<posting> postings{of(tally, spend, 5),
                                  of(tally, rest, 4),
                                  of(owe, points, 3),
                                  of(tally, visits, 2, today + 3),
                                  of(issue, miles, 9, today + 4),
                                  to_level(guests, 2)};
    for (int i = 0; i < 20; ++i) postings.push_back(of(issue, points, i + 1, today + i + 1));
    return postings;
}

}  // namespace

TEST_CASE("a new account is empty and waits for any fact") {
    account const a;
    CHECK(a.version().value == 0);
    CHECK(a.due() == date::never());
    CHECK(a.outside() == 0);
    CHECK(a.cell(0) == 0);
    CHECK(a.cell(700) == 0);
    CHECK(a.level(0) == level_mark{});
    CHECK(a.level(5) == level_mark{});
    CHECK(a.plain_lots().empty());
    CHECK(a.far_lots().empty());
    CHECK(a.buckets().empty());
    CHECK(a.frontier() < fact_key{{-1'000'000'000'000}, 0});
}

TEST_CASE("copies are accounts of their own, wherever they live") {
    checked_memory memory;
    member m(memory);
    REQUIRE(m.post(much()) == errc::ok);
    CHECK(memory.out == m.held.outside());
    auto const bytes = bytes_of(m.held);

    checked_memory elsewhere;
    account copy(m.held, elsewhere);
    CHECK(elsewhere.out == copy.outside());
    CHECK(bytes_of(copy) == bytes);
    CHECK(copy.due() == m.held.due());
    account on_heap = m.held;
    CHECK(bytes_of(on_heap) == bytes);

    REQUIRE(m.post({of(claw, points, 1, today + 1), of(claw, miles, 9, today + 4),
                    of(tally, visits, 2, today + 3), of(tally, rest, 1), to_level(guests, 1),
                    to_level(club, 7)}) == errc::ok);
    CHECK(bytes_of(m.held) != bytes);
    CHECK(bytes_of(copy) == bytes);
    CHECK(bytes_of(on_heap) == bytes);

    account moved = std::move(copy);
    CHECK(bytes_of(moved) == bytes);
    CHECK(bytes_of(copy) == bytes_of(account{}));
    copy = moved;
    CHECK(bytes_of(copy) == bytes);
    account& same = copy;
    copy = same;
    CHECK(bytes_of(copy) == bytes);
    moved = account{};
    CHECK(bytes_of(moved) == bytes_of(account{}));
    copy = std::move(on_heap);
    CHECK(bytes_of(copy) == bytes);
}

TEST_CASE("what an account no longer holds it gives back") {
    pool_memory pool;
    member m(pool);
    for (int round = 0; round < 200; ++round) {
        account fresh;
        member n(pool);
        REQUIRE(n.post(much()) == errc::ok);
        account const copy(n.held, pool);
    }
    CHECK(pool.reserved() == 1U << 18);
}

TEST_CASE("due is the first day on which something ends") {
    member m;
    REQUIRE(m.post({of(issue, points, 1, today + 9)}) == errc::ok);
    CHECK(m.held.due() == today + 9);
    REQUIRE(m.post({of(issue, miles, 1, today + 7), of(tally, spend, 1, today + 8)}) == errc::ok);
    CHECK(m.held.due() == today + 7);
    REQUIRE(m.post({of(expire, miles, 1, today + 7)}) == errc::ok);
    CHECK(m.held.due() == today + 8);
    REQUIRE(m.post({of(issue, points, 1, today + 3), of(forget, spend, 1, today + 8)}) == errc::ok);
    CHECK(m.held.due() == today + 3);
    REQUIRE(m.post({of(redeem, points, 1, today + 3), of(redeem, points, 1, today + 9)}) == errc::ok);
    CHECK(m.held.due() == today + 37);  // the expired lot of miles is remembered for 30 days
    REQUIRE(m.post({of(forget, miles, 1, today + 7)}) == errc::ok);
    CHECK(m.held.due() == date::never());
}

TEST_CASE("equal meaning, equal bytes: the way to it leaves no trace") {
    member a, b;
    REQUIRE(a.post({of(issue, points, 5, today + 3), of(issue, points, 6, today + 4),
                    of(tally, spend, 4, today + 9), of(issue, miles, 2, today + 1), of(issue, miles, 3)}) ==
            errc::ok);
    REQUIRE(b.post({of(issue, miles, 3), of(tally, spend, 9, today + 9), of(issue, points, 6, today + 4),
                    of(issue, miles, 2, today + 1), of(tally, spend, -5, today + 9),
                    of(issue, points, 9, today + 3), of(claw, points, 4, today + 3), of(owe, points, 1),
                    of(repay, points, 1), of(tally, rest, 3), of(tally, rest, -3), of(issue, credit, 1),
                    of(redeem, credit, 1)}) == errc::ok);
    CHECK(bytes_of(a.held) == bytes_of(b.held));

    auto const differs = [&](std::vector<posting> const& more) {
        member c, d;
        static_cast<void>(c.post(more));
        static_cast<void>(d.post({}));
        return bytes_of(c.held) != bytes_of(d.held);
    };
    CHECK_FALSE(differs({}));
    CHECK(differs({of(tally, spend, 1)}));
    CHECK(differs({of(tally, visits, 1)}));
    CHECK(differs({of(raise, best, 1, today + 1)}));
    CHECK(differs({of(issue, points, 1, today + 1)}));
    CHECK(differs({of(issue, points, 1, today + 1, today)}));
    CHECK(differs({of(issue, miles, 1, today + 1, today, 2)}));
    CHECK(differs({of(issue, credit, 1)}));
    CHECK(differs({of(owe, credit, 1)}));
    CHECK(differs({of(tally, rest, 1)}));
    CHECK(differs({to_level(club, 1)}));
    CHECK(differs({to_level(guests, 1)}));
}
