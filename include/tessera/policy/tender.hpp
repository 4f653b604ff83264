// SPDX-License-Identifier: BSL-1.0
#pragma once

#include <cstdint>

#include <tessera/policy/concepts.hpp>

/// Floor 4. Spending a member's points on an order, so that its return can put them back.

namespace tessera::detail {

/// Effects: notes in the receipt which lots the points came from that the postings from `first` on spent.
TESSERA_INLINE void note_tenders(rule_id rule, std::size_t first, bool paid, fact_view const& fact,
                                 member_out& out) {
    if (!fact.paper) return;
    for (posting const& p : out.posted().subspan(first))
        if (legs_of(p.kind).to == side::redeemed)
            fact.paper->tenders.push_back({rule, p.slot, paid, {p.expires, p.opens, p.tag}, p.amount, 0});
}

/// Effects: spends `points`, worth `money_minor` as a means of payment, or nothing where they buy something
///   else; and notes in the receipt which lots they came from.
/// Preconditions: no more than `draft::available(pool)`.
TESSERA_INLINE void spend(rule_id rule, slot_place const& pool, std::int64_t points, std::int64_t money_minor,
                          fact_view const& fact, member_out& out) {
    std::size_t const first = out.posted().size();
    out.redeem(rule, pool, points, money_minor);
    note_tenders(rule, first, money_minor != 0, fact, out);
}

}  // namespace tessera::detail
