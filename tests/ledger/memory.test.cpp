// SPDX-License-Identifier: BSL-1.0
#include <cstring>
#include <set>

#include <tessera/ledger/book.hpp>

#include "ledger/ledger.hpp"

using namespace ledger_tests;
using ledger_tests::points;

TEST_CASE("a pool gives a block out again, by size") {
    pool_memory pool;
    CHECK(pool.reserved() == 0);
    void* const first = pool.allocate(24);
    void* const second = pool.allocate(24);
    CHECK(first != second);
    CHECK(pool.reserved() == 1U << 18);
    std::memset(first, 1, 32);
    std::memset(second, 2, 32);
    pool.deallocate(first, 24);
    CHECK(pool.allocate(32) == first);
    CHECK(pool.allocate(33) != first);
    pool.deallocate(second, 24);
    CHECK(pool.allocate(64) != second);
    CHECK(pool.allocate(17) == second);
    CHECK(pool.reserved() == 1U << 18);
}

TEST_CASE("blocks of a pool never overlap, and fill slab after slab") {
    pool_memory pool;
    std::set<std::byte*> seen;
    for (int i = 0; i < 3'000; ++i) {
        auto* const block = static_cast<std::byte*>(pool.allocate(256));
        std::memset(block, i, 256);
        CHECK(reinterpret_cast<std::uintptr_t>(block) % 16 == 0);
        CHECK(seen.insert(block).second);
    }
    CHECK(pool.reserved() == std::size_t{3} << 18);
    std::byte* before = nullptr;
    for (std::byte* const block : seen) {
        CHECK((before == nullptr || block - before >= 256));
        before = block;
    }
    void* const whole_slab = pool.allocate(1U << 18);
    std::memset(whole_slab, 0, 1U << 18);
    CHECK(pool.reserved() == std::size_t{4} << 18);
    void* const larger = pool.allocate((1U << 18) + 1);
    std::memset(larger, 0, (1U << 18) + 1);
    CHECK(pool.reserved() == std::size_t{4} << 18);
    pool.deallocate(larger, (1U << 18) + 1);
}

TEST_CASE("what is reserved is taken once") {
    pool_memory pool;
    pool.reserve(300'000);
    CHECK(pool.reserved() == std::size_t{2} << 18);
    for (int i = 0; i < 2 * 1'024; ++i) CHECK(pool.allocate(256) != nullptr);
    CHECK(pool.reserved() == std::size_t{2} << 18);
    CHECK(pool.is_equal(pool));
    CHECK_FALSE(pool.is_equal(heap()));
    CHECK(heap().is_equal(heap()));
}

TEST_CASE("a book's rows stay where they are, and its pool serves them") {
    book members;
    CHECK(members.size() == 0);
    CHECK(members.find({7}) == nullptr);
    account* const first = &members.open({7});
    for (std::uint64_t m = 100; m < 5'000; ++m) CHECK(members.open({m}).version().value == 0);
    CHECK(members.size() == 4'901);
    CHECK(&members.open({7}) == first);
    CHECK(members.find({7}) == first);
    CHECK(members.size() == 4'901);

    std::vector<posting> lots;
    for (int i = 0; i < 20; ++i) lots.push_back(of(posting_kind::issue, points, i + 1, today + i));
    lots.push_back(of(posting_kind::tally, spend, 5, today + 30));
    REQUIRE(apply(*first, slots, {{1}, {{0}, 1}, {}, {1}, lots}, members.memory()) == errc::ok);
    CHECK(members.row_bytes() >= 5 * 1'024 * sizeof(account) + (1U << 18));
    CHECK(members.index_bytes() >= 4'901 * 13);
    std::vector<std::uint64_t> seen;
    members.for_each([&](member_id who, account const& of_member) {
        seen.push_back(who.value);
        CHECK(&of_member == members.find(who));
    });
    CHECK(seen.size() == members.size());
    CHECK(seen[0] == 7);
    CHECK(seen[1] == 100);
    CHECK(seen.back() == 4'999);

    // A copy on the heap outlives the book's memory.
    account const kept = *first;
    CHECK(bytes_of(kept) == bytes_of(*first));
    account taken = std::move(*first);
    CHECK(bytes_of(taken) == bytes_of(kept));
    taken = kept;
    CHECK(bytes_of(taken) == bytes_of(kept));
}

TEST_CASE("room made ahead is enough") {
    book members;
    members.reserve(2'000, 1'000);
    std::size_t const rows = members.row_bytes(), index = members.index_bytes();
    for (std::uint64_t m = 0; m < 2'000; ++m) CHECK(members.open({m}).version().value == 0);
    CHECK(members.row_bytes() == rows);
    CHECK(members.index_bytes() == index);
}
