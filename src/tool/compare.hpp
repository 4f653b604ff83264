// SPDX-License-Identifier: BSL-1.0
#pragma once

#include <cstdint>
#include <string>
#include <vector>

#include <tessera/exact.hpp>

#include "tool/replay.hpp"

/// Part of the command-line tool. Two programs over the same history: what each member has of either. The
/// rules are those of docs/reference/compare.md.

namespace tessera::tool {

/// What one member has of the two programs: discounts kept, credit, what points paid, and the worth of those
/// at hand. In parts of a minor unit, `comparison::parts` to one, so that no worth of a point is rounded.
struct member_change {
    std::uint32_t member = 0;  ///< place in `history::members`
    cpp_int a;
    cpp_int b;
    [[nodiscard]] cpp_int difference() const { return b - a; }
};

/// Members by their tier at the end, in a group of A and in the one of B that belongs to it.
struct tier_migration {
    static constexpr std::size_t none = SIZE_MAX;  ///< a program has no such group: everybody is at no tier

    std::size_t a = none;  ///< place of the group
    std::size_t b = none;
    std::vector<std::vector<std::uint64_t>> members{};  ///< by level under A, then B; 0 is none
};

struct comparison {
    cpp_int parts = 1;                   ///< of a minor unit
    std::vector<member_change> members;  ///< the greatest loss first, then by name
    std::uint64_t better = 0;            ///< members who have more of B
    std::uint64_t worse = 0;
    std::uint64_t same = 0;
    cpp_int gained;  ///< by those better off, in parts
    cpp_int lost;    ///< by those worse off, in parts; not below zero
    std::vector<tier_migration> tiers;

    /// Returns: parts as minor units, rounded half-up, once.
    [[nodiscard]] int128 minor(cpp_int const& of) const;
    /// Returns: the difference that so many percent of the members do not exceed (nearest rank: 0 is the
    ///   least, 100 the greatest). Expects: there is a member.
    [[nodiscard]] cpp_int quantile(unsigned percent) const;
};

/// The quantiles that are told.
inline constexpr unsigned told_quantiles[] = {0, 5, 25, 50, 75, 95, 100};

/// Two results of replays over one history, and what lies between them.
struct compared {
    history const& of;
    std::vector<replay_result> const& programs;  ///< A and B
    comparison between;
    std::size_t told = 5;  ///< so many members with the greatest gain, and with the greatest loss

    /// Returns: the group of a program that a migration is about; one without name or tiers where it is none.
    [[nodiscard]] tier_group const& group(std::size_t program, std::size_t place) const {
        static tier_group const nothing;
        return place == tier_migration::none ? nothing : programs[program].groups[place];
    }
    /// Returns: the tier of a member, `none` where it is none.
    [[nodiscard]] std::string_view tier(std::size_t program, std::size_t place, std::uint32_t member,
                                        std::string_view none) const {
        if (place == tier_migration::none) return none;
        return group(program, place).at(programs[program].levels[place][member], none);
    }
};

/// Returns: what lies between the first two results. Complexity: n log n in members.
[[nodiscard]] comparison compare(history const& of, std::vector<replay_result> const& programs);

/// Returns: what a shop owner reads, on 80 columns.
[[nodiscard]] std::string readable(compared const& all);

/// Returns: one row a member, sorted by member_id byte by byte.
[[nodiscard]] std::string comparison_csv(compared const& all);

/// Returns: everything as JSON; every member is there, the greatest loss first.
[[nodiscard]] std::string comparison_json(compared const& all);

}  // namespace tessera::tool
