// SPDX-License-Identifier: BSL-1.0
#pragma once

#include <cstdint>
#include <vector>

#include "tool/replay.hpp"

/// Part of the command-line tool. What a shop owner asks of a program, added up over all members. All of it
/// can be added up again from the rows of `--members`, but for the figures of the pools.

namespace tessera::tool {

struct totals {
    std::uint64_t orders = 0;
    std::uint64_t returns = 0;
    int128 bought = 0;
    int128 returned = 0;
    int128 matched = 0;
    int128 discount = 0;
    int128 reported = 0;
    int128 undone = 0;
    int128 paid_with_points = 0;
    int128 points = 0;                    ///< available less debt
    int128 points_minor = 0;              ///< their worth, rounded half-up
    int128 credit = 0;                    ///< of the ladder, available less debt
    std::vector<std::uint64_t> at_level;  ///< members at no tier, at the lowest, and so on

    [[nodiscard]] int128 net() const noexcept { return bought - returned; }
    /// Returns: what was taken off goods that stayed sold.
    [[nodiscard]] int128 discount_kept() const noexcept { return discount - undone; }
    /// Returns: what the program handed back: discounts, credit, what points paid, and the worth of those
    /// that can still be spent.
    [[nodiscard]] int128 given() const noexcept {
        return discount_kept() + credit + paid_with_points + points_minor;
    }
};

[[nodiscard]] totals add_up(history const& of, replay_result const& got);

/// Returns: the worth of points in minor units, rounded half-up; nothing where nothing redeems them.
[[nodiscard]] int128 worth_of(int128 points, replay_result const& of, currency const& money) noexcept;

}  // namespace tessera::tool
