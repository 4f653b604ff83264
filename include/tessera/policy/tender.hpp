// SPDX-License-Identifier: BSL-1.0
#pragma once

#include <cstdint>

#include <tessera/policy/concepts.hpp>

/// Floor 4. Spending a member's points on an order, so that its return can put them back.

namespace tessera::detail {

/// Effects: spends `points`, worth `money_minor` as a means of payment, or nothing where they buy something
///   else; and notes in the receipt which lots they came from.
/// Preconditions: no more than `draft::available(pool)`.
TESSERA_INLINE void spend(rule_id rule, slot_place const& pool, std::int64_t points, std::int64_t money_minor,
                          fact_view const& fact, member_out& out) {
    std::size_t const first = out.posted().size();
    out.redeem(rule, pool, points, money_minor);
    if (!fact.paper) return;
    for (posting const& p : out.posted().subspan(first))
        fact.paper->tenders.push_back(
            {rule, p.slot, money_minor != 0, {p.expires, p.opens, p.tag}, p.amount, 0});
}

}  // namespace tessera::detail
