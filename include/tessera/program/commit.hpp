// SPDX-License-Identifier: BSL-1.0
#pragma once

#include <algorithm>
#include <array>
#include <cstddef>
#include <span>
#include <utility>

#include <tessera/ledger/apply.hpp>
#include <tessera/ledger/book.hpp>
#include <tessera/program/program.hpp>

/// Floor 5, opt-in with the book. Deciding and applying in one step, for members kept in a `book`: one fact,
/// or many in the order they have. For a whole past there is replay.hpp.

namespace tessera {
namespace detail {

/// Effects: none but speed: asks for the cache lines of what is soon needed.
TESSERA_INLINE void fetch_ahead(void const* first, std::size_t bytes) noexcept {
    for (std::size_t at = 0; at < bytes; at += 64)
        __builtin_prefetch(static_cast<std::byte const*>(first) + at, 1);
}

/// Effects: decides the fact for the account and applies the decision.
template <class Program, class Fact>
[[nodiscard]] TESSERA_INLINE errc commit_to(account& of, memory_resource& from, Program const& by,
                                            Fact const& what, decision& out) {
    auto const decided = by.decide(of, what, out);
    if (!decided) return decided.error();
    if (out.how == outcome::repeat) return errc::ok;
    return fold_next(of, by.chart(), out.key, out.postings.begin(), out.postings.end(), from);
}

}  // namespace detail

/// Effects: decides the fact for the member and applies the decision. On an error nothing has changed,
///   but that the member has an account. A repeat changes nothing either; the decision says so.
/// Fails with: what `decide` and `apply` fail with. Complexity: theirs, and one look-up.
template <class Program, class Fact>
[[nodiscard]] TESSERA_INLINE result<void> commit(book& members, Program const& by, member_id who,
                                                 Fact const& what, decision& out) {
    errc const failed = detail::commit_to(members.open(who), members.memory(), by, what, out);
    if (failed != errc::ok) return failed;
    return {};
}

/// A fact with its member: what many of them are handed in as.
template <class Fact>
struct member_fact {
    member_id who;
    Fact what;
};

/// How many facts went in, and what stopped the others. True when nothing did.
struct batch_outcome {
    std::size_t done = 0;  ///< facts committed, repeats included
    std::size_t at = 0;    ///< place of the fact that failed; behind the last one when none did
    errc error = errc::ok;

    [[nodiscard]] constexpr explicit operator bool() const noexcept { return error == errc::ok; }
};

namespace detail {

/// Effects: fetches the lines that a fact views.
template <class Fact>
TESSERA_INLINE void fetch_lines(Fact const& what) noexcept {
    if constexpr (requires { what.what.lines; })
        fetch_ahead(what.what.lines.data(), what.what.lines.size_bytes());
    if constexpr (requires { what.lines; }) fetch_ahead(what.lines.data(), what.lines.size_bytes());
}

/// Effects: commits the facts in the order of `places`, or as they stand when it is empty. In blocks:
///   while one is decided, the accounts of the next are on their way into the cache, and the facts where
///   they lie scattered.
template <class Program, class Fact, class Each>
[[nodiscard]] batch_outcome commit_in_order(book& members, Program const& by,
                                            std::span<member_fact<Fact> const> facts,
                                            std::span<std::size_t const> places, decision& out, Each& each) {
    constexpr std::size_t block = 16;
    auto const place_of = [&](std::size_t i) { return places.empty() ? i : places[i]; };
    std::array<account*, block> accounts{};
    for (std::size_t first = 0; first < facts.size(); first += block) {
        std::size_t const n = std::min(block, facts.size() - first);
        std::size_t const soon = std::min(facts.size(), first + 2 * block),
                          later = std::min(facts.size(), first + 3 * block);
        if (!places.empty()) {
            for (std::size_t i = soon; i < later; ++i)
                fetch_ahead(&facts[places[i]], sizeof(member_fact<Fact>));
            for (std::size_t i = first + n; i < soon; ++i) fetch_lines(facts[places[i]].what);
        }
        for (std::size_t i = 0; i < n; ++i) {
            accounts[i] = &members.open(facts[place_of(first + i)].who);
            fetch_ahead(accounts[i], sizeof(account));
        }
        for (std::size_t i = 0; i < n; ++i) {
            std::size_t const place = place_of(first + i);
            errc const failed = commit_to(*accounts[i], members.memory(), by, facts[place].what, out);
            if (failed != errc::ok) return {first + i, place, failed};
            each(place, std::as_const(out));
        }
    }
    return {facts.size(), facts.size()};
}

}  // namespace detail

/// Effects: commits facts in their order, as `commit` would one after the other. Calls
///   `each(place, decision const&)` after every one; `out` is the room for the decisions. The first error
///   ends it: the facts before it are committed, it and those behind it are not.
/// Returns: how many went in, or where it ended and why. Complexity: that of `commit`.
/// Example: `if (auto const all = commit_all(members, rules, facts, room, store); !all) report(all.at,
/// all.error);`
template <class Program, class Facts, class Each>
[[nodiscard]] batch_outcome commit_all(book& members, Program const& by, Facts const& facts, decision& out,
                                       Each each) {
    std::span<typename Facts::value_type const> const all(facts);
    return detail::commit_in_order(members, by, all, {}, out, each);
}

}  // namespace tessera
