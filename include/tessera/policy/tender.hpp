// SPDX-License-Identifier: BSL-1.0
#pragma once

#include <algorithm>
#include <cstdint>

#include <tessera/policy/concepts.hpp>

/// Floor 4. Spending a member's points on an order, so that its return can put them back.

namespace tessera::detail {

/// Effects: notes in the receipt which lots the points came from that the postings from `first` on spent.
TESSERA_INLINE void note_tenders(rule_id rule, std::size_t first, bool paid, receipt* paper,
                                 member_out& out) {
    if (!paper) return;
    for (posting const& p : out.posted_since(first))
        if (legs_of(p.kind).to == side::redeemed)
            paper->tenders.push_back({rule, p.slot, paid, {p.expires, p.opens, p.tag}, p.amount, 0});
}

/// Effects: spends `points`, worth `money_minor` as a means of payment, or nothing where they buy something
///   else; and notes in the receipt which lots they came from.
/// Preconditions: no more than `draft::available(pool)`.
TESSERA_INLINE void spend(rule_id rule, slot_place const& pool, std::int64_t points, std::int64_t money_minor,
                          receipt* paper, member_out& out) {
    std::size_t const first = out.posted();
    out.redeem(rule, pool, points, money_minor);
    note_tenders(rule, first, money_minor != 0, paper, out);
}

/// Returns: the points that a rule took for an order, by its receipt.
[[nodiscard]] inline std::int64_t spent_by(rule_id rule, receipt const& charged) noexcept {
    std::int64_t total = 0;
    for (receipt_tender const& t : charged.tenders)
        if (t.rule == rule) total += t.amount;
    return total;
}

/// Effects: spends what has been spent already. What the member no longer has is owed; should it come back,
///   it comes as value without an end, since it was in no lot.
inline void spend_charged(rule_id rule, slot_place const& pool, std::int64_t points, std::int64_t money_minor,
                          receipt* paper, draft const& d, member_out& out) {
    std::int64_t const there = std::min(points, d.available(pool));
    spend(rule, pool, there, money_minor, paper, out);
    if (there == points) return;
    out.overspend(rule, pool, points - there);
    if (paper) paper->tenders.push_back({rule, pool.id, money_minor != 0, lot_key{}, points - there, 0});
}

}  // namespace tessera::detail
