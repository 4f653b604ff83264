// SPDX-License-Identifier: BSL-1.0
#pragma once

#include <concepts>
#include <cstdint>

#include <tessera/facts/fact.hpp>
#include <tessera/ledger/member_out.hpp>
#include <tessera/ledger/statement.hpp>
#include <tessera/policy/binder.hpp>

/// Floor 4. What a policy of the member side is, and one that judges members. Any type that models a concept
/// is one: the library's policies have no other way in than a host's own.

namespace tessera {

/// When a policy of the member side speaks. The sequence within one decision is the sequence here; within a
/// phase rules speak in the order of their ids, never in the order of listing.
enum class phase : std::uint8_t {
    give_back,    ///< undoes what a receipt says of goods that came back
    discount,     ///< spends what has lowered the price of this order
    redeem,       ///< spends what the member owns on this order
    act,          ///< answers an action; silent for all other facts, as all phases up to here are for actions
    earn,         ///< awards for what was paid
    redeem_late,  ///< spends what this order earned, too
    measured,     ///< the measures have moved: counts of a host's own
    ladder,       ///< looks at measures and awards
    tier,         ///< looks at measures and sets levels
    reached,      ///< awards for levels that were reached
};

/// A policy of the member side: reads the fact and the draft, writes postings and reasons.
template <class P>
concept member_policy = requires(P const& p, fact_view const& f, draft const& d, member_out& out) {
    { P::at } -> std::convertible_to<phase>;
    { p.id() } noexcept -> std::same_as<rule_id>;
    { p.propose(f, d, out) } noexcept -> std::same_as<void>;
};

/// A policy that judges a member before anything is priced or earned: it marks the standing. Those of a lower
/// turn judge first; tiers and coupons stand there before all of them.
template <class P>
concept judging_policy = requires(P const& p, draft const& d, standing& s) {
    { p.id() } noexcept -> std::same_as<rule_id>;
    { p.turn() } noexcept -> std::same_as<std::uint8_t>;
    { p.judge(d, s) } noexcept -> std::same_as<void>;
};

/// A policy that also wants to hear of the program it is part of: slots, measures, tiers, currency.
template <class P>
concept bindable = requires(P& p, binder& b) {
    { p.bind(b) } -> std::same_as<void>;
};

}  // namespace tessera
