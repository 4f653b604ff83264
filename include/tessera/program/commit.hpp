// SPDX-License-Identifier: BSL-1.0
#pragma once

#include <cstddef>
#include <span>

#include <tessera/ledger/apply.hpp>
#include <tessera/ledger/book.hpp>
#include <tessera/program/program.hpp>

/// Floor 5, opt-in with the book. Deciding and applying in one step, for members kept in a `book`.

namespace tessera {

/// Effects: decides the fact for the member and applies the decision. On an error nothing has changed. A repeat
///   changes nothing either; the decision says so.
/// Fails with: what `decide` and `apply` fail with. Complexity: theirs, and one look-up.
template <class Program, class Fact>
[[nodiscard]] TESSERA_INLINE result<void> commit(book& members, Program const& by, member_id who, Fact const& what, decision& out) {
    account& of = members.open(who);
    auto const decided = by.decide(of, what, out);
    if (!decided || out.how == outcome::repeat) return decided;
    errc const failed = apply(of, by.chart(), out.as_entry(), members.memory());
    if (failed != errc::ok) return failed;
    return {};
}

/// One fact of a span, with its member.
template <class Fact>
struct member_fact {
    member_id who;
    Fact what;
};

/// Effects: commits a span of facts in their order; the rows of those to come are fetched ahead. Calls
///   `each(index, decision const&)` after every one. Stops at the first error and says where.
/// Returns: how many facts were committed; less than all only with an error in `failed`.
template <class Program, class Fact, class Each>
[[nodiscard]] std::size_t commit_all(book& members, Program const& by, std::span<member_fact<Fact> const> facts, decision& out,
                                     errc& failed, Each each) {
    constexpr std::size_t ahead = 16;
    std::array<account*, ahead> rows{};
    failed = errc::ok;
    for (std::size_t first = 0; first < facts.size(); first += ahead) {
        std::size_t const n = std::min(ahead, facts.size() - first);
        for (std::size_t i = 0; i < n; ++i) {
            rows[i] = &members.open(facts[first + i].who);
            __builtin_prefetch(rows[i], 1);
            __builtin_prefetch(reinterpret_cast<char const*>(rows[i]) + 64, 1);
        }
        for (std::size_t i = 0; i < n; ++i) {
            auto const decided = by.decide(*rows[i], facts[first + i].what, out);
            failed = decided ? errc::ok : decided.error();
            if (decided && out.how == outcome::decided) failed = apply(*rows[i], by.chart(), out.as_entry(), members.memory());
            if (failed != errc::ok) return first + i;
            each(first + i, std::as_const(out));
        }
    }
    return facts.size();
}

}  // namespace tessera
