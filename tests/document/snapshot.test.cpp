// SPDX-License-Identifier: BSL-1.0
#include <tessera/document/snapshot.hpp>

#include "document/hostile.hpp"
#include "ledger/random_member.hpp"

using namespace ledger_tests;
using ledger_tests::points;
using enum posting_kind;
using bytes = std::vector<std::uint8_t>;

namespace {

std::string hex(bytes const& from) {
    std::string text;
    for (std::uint8_t const byte : from)
        text += "0123456789abcdef"[byte >> 4U], text += "0123456789abcdef"[byte & 15U];
    return text;
}

/// A sum and a pool, so that a person can read the bytes.
constexpr auto small_table = [] {
    constexpr std::array<slot, 2> two{
        {{.name = 1, .kind = slot_kind::sum},
         {.name = 500, .kind = slot_kind::pool, .decimals = 2, .remembered = 90}}};
    chart_table<2> t;
    static_cast<void>(t.append(two));
    return t;
}();

bytes small_snapshot() {
    std::vector<posting> const postings{
        of(tally, spend, -70'000),
        {.amount = 20, .expires = today + 365, .slot = {1}, .kind = issue},
        {.amount = 1, .expires = date{-1}, .tag = 1U << 31U, .slot = {1}, .kind = issue}};
    account small;
    REQUIRE(apply(small, small_table.view(), {{1}, {{1'767'225'600}, 1}, {}, {1}, postings}) == errc::ok);
    return document::write_snapshot(small, small_table.view());
}

/// Returns: how many bytes of a snapshot, cut, changed or made longer, are neither told about nor read as a
///   snapshot that is written the same.
std::size_t unsound(bytes const& snapshot) {
    std::size_t found = 0;
    auto const judge = [&](bytes const& changed) {
        auto const read = document::read_snapshot(changed);
        bool const same = read && document::write_snapshot(read.what.held, read.what.slots.view()) == changed;
        if (!same && !document_tests::told_well(read.problems)) ++found;
        return read.problems.empty();
    };
    for (std::size_t at = 0; at < snapshot.size(); ++at) {
        if (judge(bytes(snapshot.begin(), snapshot.begin() + static_cast<std::ptrdiff_t>(at)))) ++found;
        for (unsigned byte = 0; byte < 256; ++byte) {
            bytes changed = snapshot;
            changed[at] = static_cast<std::uint8_t>(byte);
            judge(changed);
        }
    }
    bytes longer = snapshot;
    longer.push_back(0);
    return found + (judge(longer) ? 1 : 0);
}

std::string told(bytes const& snapshot) {
    return document_tests::places_of(document::read_snapshot(snapshot).problems);
}

}  // namespace

TEST_CASE("snapshot: the bytes of a small account, as another implementation of CBOR reads them") {
    // [1, "account",
    //  [[1, "sum", null, null, null, null, null, null, 0, null],
    //   [500, "pool", null, null, null, 2, null, 90, null, 1]],
    //  1, 1767225600, 1, [[0, -70000]], null, null, null,
    //  [[1, 1, -1, null, 2147483648], [1, 20, 20819, null, null]], null, null, null]
    CHECK(hex(small_snapshot()) ==
          "8e01676163636f756e74"
          "828a016373756df6f6f6f6f6f600f6"
          "8a1901f464706f6f6cf6f6f602f6185af601"
          "011a6955b90001"
          "8182003a0001116f"
          "f6f6f6"
          "8285010120f61a80000000850114195153f6f6"
          "f6f6f6");
}

TEST_CASE("snapshot: any account survives, in fewer bytes than as JSON") {
    CHECK_PROPERTY("the same account, the same bytes", [] {
        member const m = random_member();
        bytes const written = document::write_snapshot(m.held, slots);
        auto const read = document::read_snapshot(written);
        RC_ASSERT(read.problems.empty());
        RC_ASSERT(bytes_of(read.what.held) == bytes_of(m.held));
        RC_ASSERT(document::write_snapshot(read.what.held, read.what.slots.view()) == written);
        RC_ASSERT(written.size() * 2 < document::write_account(m.held, slots).size());
    });
}

TEST_CASE("snapshot: bytes cut short, changed or added are told about") {
    CHECK(unsound(small_snapshot()) == 0);
    CHECK_PROPERTY("any bytes", [](bytes const& any) {
        auto const read = document::read_snapshot(any);
        RC_ASSERT(document_tests::told_well(read.problems));
    });
}

TEST_CASE("snapshot: each fault has its place") {
    bytes const small = small_snapshot();
    auto const changed = [&](std::size_t at, std::uint8_t byte) {
        bytes other = small;
        other.at(at) = byte;
        return told(other);
    };
    CHECK(told({}) == "1:1  617\n");
    CHECK(told(bytes(9, 0xFF)) == "1:1  617\n");
    CHECK(changed(0, 0x8D) == "1:2  617\n");
    CHECK(changed(1, 2) == "1:3 /tessera 611\n");
    CHECK(changed(3, 'b') == "1:11 /document 607\n");
    CHECK(told({0x8E, 0x18, 0x01}) == "1:2 /tessera 617\n");  // 1 in more bytes than it needs
    CHECK(told({0x8E, 0x9B, 0xFF, 0xFF, 0xFF, 0xFF, 0xFF, 0xFF, 0xFF, 0xFF}) == "1:2 /tessera 617\n");
    CHECK(document_tests::places_of(document::read_snapshot(small, {.bytes = 10}).problems) == "1:1  602\n");
}
