// SPDX-License-Identifier: BSL-1.0
#pragma once

#include <algorithm>
#include <array>
#include <cstddef>
#include <cstdint>
#include <vector>

#include <tessera/core/ids.hpp>
#include <tessera/ledger/standing.hpp>

/// Floor 4. Part of tessera::detail. Which bit of a standing is whose: coupons, allowances and segments have
/// one each; and the turn in which segments are judged.

namespace tessera::detail {

/// Bits for ids, as they ask for one.
template <std::size_t Most>
class id_bits {
public:
    /// Returns: the bit of an id, its own from now on; 0 where all are taken.
    [[nodiscard]] constexpr std::uint64_t of(rule_id id) noexcept {
        std::size_t const at = find(id);
        if (at == Most) return 0;
        if (at == count_) ids_[count_++] = id;
        return std::uint64_t{1} << at;
    }
    /// Returns: the place of an id; how many there are for one that has none.
    [[nodiscard]] constexpr std::size_t find(rule_id id) const noexcept {
        std::size_t at = 0;
        while (at < count_ && ids_[at] != id) ++at;
        return at;
    }
    [[nodiscard]] constexpr std::size_t size() const noexcept { return count_; }

private:
    static_assert(Most <= 64);
    std::array<rule_id, Most> ids_{};
    std::size_t count_ = 0;
};

/// Rights to offers: which of them offers ask for, and in which pool coupons are.
class right_bits {
public:
    /// Returns: the bit of a coupon or an allowance; 0 where all are taken.
    [[nodiscard]] constexpr std::uint64_t bit(rule_id right) noexcept { return bits_.of(right); }
    constexpr void ask(rule_id right) noexcept { asked_ |= bits_.of(right); }
    [[nodiscard]] constexpr bool asked(rule_id right) noexcept { return (asked_ & bits_.of(right)) != 0; }
    /// Effects: notes the pool of a coupon. Returns: whether it is that of no other.
    [[nodiscard]] constexpr bool owns(rule_id coupon, slot_id pool) noexcept {
        std::size_t const at = bits_.find(coupon);
        if (at < max_rights) pools_[at] = {true, pool};
        for (std::size_t i = 0; i < bits_.size(); ++i)
            if (i != at && pools_[i].known && pools_[i].id == pool) return false;
        return true;
    }

private:
    struct pool_of {
        bool known = false;
        slot_id id{};
    };
    id_bits<max_rights> bits_;
    std::uint64_t asked_ = 0;
    std::array<pool_of, max_rights> pools_{};
};

/// The segments of a program, and which of them look at others.
class segment_turns {
public:
    /// The turn of a segment that never comes: it waits for itself.
    static constexpr std::uint8_t never = 255;

    /// Returns: whether there was room for the segment.
    [[nodiscard]] constexpr bool add(rule_id segment) noexcept { return bits_.of(segment) != 0; }
    constexpr void looks_at(rule_id segment, rule_id other) { looks_.push_back({segment, other}); }

    /// Returns: the bit of a segment; 0 for one that no rule defines.
    [[nodiscard]] constexpr std::uint64_t bit(rule_id segment) const noexcept {
        std::size_t const at = bits_.find(segment);
        return at < bits_.size() ? std::uint64_t{1} << at : 0;
    }
    /// Effects: finds the turn of each: behind all that it looks at.
    constexpr void settle() noexcept {
        turns_.fill(never);
        for (std::uint8_t turn = 0; turn < max_segments; ++turn) {
            std::uint64_t waiting = 0;
            for (look const& l : looks_)
                if (turn_of(l.other) == never) waiting |= bit(l.segment);
            for (std::size_t at = 0; at < bits_.size(); ++at)
                if (turns_[at] == never && (waiting >> at & 1U) == 0) turns_[at] = turn;
        }
    }
    /// Returns: the turn of a segment, from 0 on.
    [[nodiscard]] constexpr std::uint8_t turn_of(rule_id segment) const noexcept {
        std::size_t const at = bits_.find(segment);
        return at < bits_.size() ? turns_[at] : std::uint8_t{0};  // what nobody defines is told elsewhere
    }

private:
    struct look {
        rule_id segment{}, other{};
    };
    id_bits<max_segments> bits_;
    std::array<std::uint8_t, max_segments> turns_{};
    std::vector<look> looks_;
};

}  // namespace tessera::detail
