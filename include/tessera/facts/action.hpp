// SPDX-License-Identifier: BSL-1.0
#pragma once

#include <cstdint>
#include <string_view>

#include <tessera/facts/order.hpp>
#include <tessera/ledger/lot.hpp>

/// Floor 3. Actions: what a member did, or what staff did for a member, that is no order.

namespace tessera {

/// What was done, by the host's name for it: "visit", "review", "staff".
using action_id = id<struct action_tag, std::uint64_t>;

[[nodiscard]] constexpr action_id action_named(std::string_view name) noexcept { return {name_hash(name)}; }

/// An action. Without a claim every action counts; of those with one claim a rule answers only the first.
/// `amount` and `lot` are for the rules that leave them to staff (`by_hand`).
struct action {
    fact_head head{};
    action_id what{};
    std::uint64_t claim = 0;     ///< what it is about, numbered by the host: a review, a friend, a year
    std::int64_t amount = 0;     ///< in the pool's unit; of a level set by staff: the level
    tessera::lot_key lot{};      ///< where it goes, or where it is taken from
    bool lot_is_named = true;    ///< otherwise what is taken comes from all lots, in the order of consumption
    date until = date::never();  ///< of a level set by staff: the first day on which it no longer holds
    date born = date::min();     ///< of a birthday: the member's day of birth
    fact_id order{};             ///< the order, a friend's maybe, on which what is given for the action waits
};

}  // namespace tessera
