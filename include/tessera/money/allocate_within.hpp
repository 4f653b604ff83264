// SPDX-License-Identifier: BSL-1.0
#pragma once

#include <algorithm>
#include <cstddef>
#include <cstdint>
#include <span>

#include <tessera/money/allocate.hpp>

/// Floor 1. Splitting an amount over lines that can each take only so much: a line has a lowest price, a
/// return cannot refund more than was paid.

namespace tessera {

/// What happens to the part of a share that its line has no room for.
enum class cut_off : std::uint8_t {
    respread,  ///< it is split again, by the same rule, over the lines that still have room
    drop,      ///< it is not placed
};

/// Effects: splits `total` like `allocate`, but no share is farther from zero than its `room`.
/// Preconditions: weights, room, shares and scratch are of one length, the last two in memory of their own;
///   `how.step` is positive. What scratch holds is lost.
/// Returns: what was not placed. The shares and it are `total`.
/// Fails with: what `allocate` fails with, and `errc::invalid_weights` if a room is negative.
/// Complexity: that of `allocate`, times one more than the number of rounds in which a line became full.
/// Example: -2500 over 5000, 6000 with room 500, 6000 is -500, -2000.
/// Tested by: tests/money/allocate_within.test.cpp
constexpr result<std::int64_t> allocate_within(std::int64_t total, std::span<std::int64_t const> weights,
                                               std::span<std::int64_t const> room,
                                               std::span<std::int64_t> shares,
                                               std::span<std::int64_t> scratch,
                                               cut_off excess = cut_off::respread, split how = {}) noexcept {
    std::size_t const count = shares.size();
    TESSERA_EXPECTS(weights.size() == count && room.size() == count && scratch.size() == count);
    TESSERA_EXPECTS(how.step > 0);
    auto const given = [weights](std::size_t i) { return weights[i]; };
    auto const given_sum = detail::sum_of_weights(count, given);
    if (!given_sum) return given_sum.error();
    if (std::any_of(room.begin(), room.end(), [](std::int64_t most) { return most < 0; })) {
        return errc::invalid_weights;
    }
    bool const all_zero = *given_sum == 0;
    if (all_zero && total != 0 && how.zeros == zero_weights::error) return errc::invalid_weights;

    // Everything below is counted in steps, a line that is full has no weight any more.
    auto const room_left = [&](std::size_t i) {
        std::int64_t const most = room[i] / how.step;
        return shares[i] < 0 ? most + shares[i] : most - shares[i];
    };
    auto const weight = [&](std::size_t i) {
        if (room_left(i) == 0) return std::int64_t{0};
        if (all_zero) return how.zeros == zero_weights::equal ? std::int64_t{1} : std::int64_t{0};
        return weights[i];
    };
    std::fill(shares.begin(), shares.end(), 0);
    std::int64_t left = total / how.step;  // to be placed in this round
    std::int64_t unplaced = 0;             // what the rule for left-over units keeps back
    for (bool cut = true; cut && left != 0;) {
        auto const sum = detail::sum_of_weights(count, weight);
        if (*sum == 0) break;
        std::int64_t const kept = detail::splitting(left, weight, *sum, how, scratch).run();
        left -= kept;
        unplaced += kept;
        cut = false;
        for (std::size_t i = 0; i < count; ++i) {
            std::int64_t const most = room_left(i);
            std::int64_t const taken = std::clamp(scratch[i], -most, most);
            cut = cut || taken != scratch[i];
            shares[i] += taken;
            left -= taken;
        }
        if (excess == cut_off::drop) break;
    }
    for (std::int64_t& share : shares) share *= how.step;
    return (left + unplaced) * how.step + total % how.step;
}

}  // namespace tessera
