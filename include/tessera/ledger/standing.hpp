// SPDX-License-Identifier: BSL-1.0
#pragma once

#include <array>
#include <cstddef>
#include <cstdint>

#include <tessera/calendar/date.hpp>
#include <tessera/core/contract.hpp>

/// Floor 2. What a member is (`standing`), and what a member is and owns (`statement`). They are two types on
/// purpose: the order side may read the first and never the second, so that a balance cannot change a price.

namespace tessera {

/// How many groups of tiers one program can have.
inline constexpr std::size_t max_tier_groups = 8;
/// How many coupons and allowances one program can have.
inline constexpr std::size_t max_rights = 64;
/// How many segments one program can have.
inline constexpr std::size_t max_segments = 64;

/// A member's place in one group of tiers; by default that of somebody who has none. The tiers of a program
/// fill in theirs.
struct tier_standing {
    std::uint8_t level = 0;         ///< 0 is none, 1 the lowest tier
    std::uint8_t coming = 0;        ///< the level that follows on `until`; `level` if not decided
    bool judged_with_cart = false;  ///< the running order counts: `measure` plus the cart decides
    bool locked = false;            ///< set by staff: no measure moves it before `until`
    std::uint8_t next_by = 0;       ///< of several measures: the one of `measure` and `to_next`
    std::uint8_t keep_by = 0;       ///< of several measures: the one of `to_keep`
    date until = date::never();     ///< the first day on which the level may be another by itself
    std::int64_t measure = 0;       ///< what the tiers look at: spend in minor units, or a count
    std::int64_t to_next = 0;       ///< missing to the next tier; 0 at the top
    std::int64_t to_keep = 0;       ///< missing to keep this one when it is judged
};

/// What the order side may know of a member on a day. A person without an account has the default one.
struct standing {
    date day{};
    std::uint64_t rights = 0;  ///< to offers: a bit for each coupon held, and each allowance with a use left
    std::uint64_t segments = 0;  ///< the segments that the member is in, a bit for each
    std::array<tier_standing, max_tier_groups> tiers{};  ///< by group

    [[nodiscard]] constexpr std::uint8_t level(std::size_t group) const noexcept {
        TESSERA_EXPECTS(group < max_tier_groups);
        return tiers[group].level;
    }
};

/// The parts of a balance on a day.
struct balance {
    std::int64_t available = 0;  ///< can be used today; never below zero
    std::int64_t debt = 0;       ///< the member owes; whatever can be used pays it first
    std::int64_t pending = 0;    ///< earned, and opens on a later day
    std::int64_t reserved = 0;   ///< kept back by holds
};

}  // namespace tessera
