// SPDX-License-Identifier: BSL-1.0
#pragma once

#include <algorithm>
#include <array>
#include <cstddef>
#include <cstdint>
#include <span>
#include <utility>
#include <vector>

#include <tessera/program/commit.hpp>

/// Floor 5, opt-in with the book. Replaying a past: many facts of many members, in whatever order they are
/// handed in. Members do not touch each other: each one's facts come by their keys, and nothing else matters.

namespace tessera {
namespace detail {

struct fact_place {
    std::uint64_t who;
    std::size_t place;
};

/// Effects: sorts by member; those of one member keep their order. By digits of 11 bits, without those in
///   which all members agree. Complexity: linear, times six at most.
inline void sort_by_member(std::vector<fact_place>& facts) {
    constexpr unsigned width = 11;
    constexpr std::uint64_t mask = (1U << width) - 1;
    std::uint64_t differing = 0;
    for (fact_place const& f : facts) differing |= f.who ^ facts.front().who;
    std::vector<fact_place> sorted(facts.size());
    for (unsigned shift = 0; shift < 64 && differing >> shift != 0; shift += width) {
        if ((differing >> shift & mask) == 0) continue;
        std::array<std::size_t, mask + 1> next{};
        for (fact_place const& f : facts) ++next[f.who >> shift & mask];
        std::size_t below = 0;
        for (std::size_t& n : next) below += std::exchange(n, below);
        for (fact_place const& f : facts) sorted[next[f.who >> shift & mask]++] = f;
        facts.swap(sorted);
    }
}

/// Returns: places of the facts, by member and key.
template <class Fact>
[[nodiscard]] std::vector<std::size_t> by_member(std::span<member_fact<Fact> const> facts) {
    std::vector<fact_place> sorted(facts.size());
    for (std::size_t i = 0; i < facts.size(); ++i) sorted[i] = {facts[i].who.value, i};
    sort_by_member(sorted);
    auto const earlier = [&](fact_place const& a, fact_place const& b) {
        auto const order = facts[a.place].what.head.key <=> facts[b.place].what.head.key;
        return order != 0 ? order < 0 : a.place < b.place;  // equal keys keep their order
    };
    for (auto first = sorted.begin(); first != sorted.end();) {
        auto const last =
            std::find_if(first, sorted.end(), [&](fact_place const& f) { return f.who != first->who; });
        if (!std::is_sorted(first, last, earlier)) std::sort(first, last, earlier);
        first = last;
    }
    std::vector<std::size_t> places(sorted.size());
    std::transform(sorted.begin(), sorted.end(), places.begin(), [](fact_place const& f) { return f.place; });
    return places;
}

/// Returns: whether the keys of every member rise as the facts stand, because they stand by time or by
/// member.
template <class Fact>
[[nodiscard]] bool in_order(std::span<member_fact<Fact> const> facts) noexcept {
    using fact = member_fact<Fact>;
    auto const earlier = [](fact const& a, fact const& b) { return a.what.head.key < b.what.head.key; };
    auto const before = [&](fact const& a, fact const& b) {
        return a.who != b.who ? a.who < b.who : earlier(a, b);
    };
    return std::is_sorted(facts.begin(), facts.end(), earlier) ||
           std::is_sorted(facts.begin(), facts.end(), before);
}

}  // namespace detail

/// Effects: commits the facts, those of one member by their keys. Facts that stand by time, or by member
///   and key, are taken as they stand; others member by member, members by their number. Calls `each(place,
///   decision const&)` after every one, with its place in `facts`; `out` is the room for the decisions. The
///   first error ends it: every member stands before the first fact of his that did not go in.
/// Returns: how many went in, or the place of the fact that failed and why.
/// Complexity: linear, but for sorting the facts of members that come out of order. Allocates 40 bytes
///   for each fact, and nothing when they are taken as they stand.
/// Tested by: tests/program/replay.test.cpp.
template <class Program, class Facts, class Each>
[[nodiscard]] batch_outcome replay(book& members, Program const& by, Facts const& facts, decision& out,
                                   Each each) {
    std::span<typename Facts::value_type const> const all(facts);
    std::vector<std::size_t> places;
    if (!detail::in_order(all)) places = detail::by_member(all);
    return detail::commit_in_order(members, by, all, places, out, each);
}

}  // namespace tessera
