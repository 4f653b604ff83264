// SPDX-License-Identifier: BSL-1.0
#pragma once

#include <tessera/facts/fact.hpp>
#include <tessera/program/decision.hpp>
#include <tessera/program/selection.hpp>

/// Floor 5. What is the same in every decision, whatever the policies: how it ends early, and what an order
/// is checked for.

namespace tessera::detail {

/// Effects: empties the decision, so that nothing of a fact that failed can be applied.
TESSERA_COLD inline result<void> failure(errc why, decision& out) noexcept {
    out.clear();
    out.key = {instant::min(), 0};
    return why;
}

/// Effects: readies the decision. Returns: whether the fact is the account's next one.
[[nodiscard]] TESSERA_INLINE bool begin(account const& of, fact_head const& head, program_version by,
                                        decision& out) noexcept {
    out.clear_answer();
    out.fact = head.id;
    out.key = head.key;
    out.saw = of.version();
    out.program = by;
    return head.key > of.frontier() && in_calendar(head.day);
}

/// Returns: why a fact is not the account's next one.
[[nodiscard]] inline errc never_next(account const& of, fact_head const& head) noexcept {
    return of.frontier() < head.key ? errc::invalid_date : errc::behind_frontier;
}

/// Effects: ends the decision of a fact that is not the account's next one.
[[nodiscard]] TESSERA_COLD inline result<void> finish(account const& of, fact_head const& head,
                                                      decision& out) noexcept {
    out.clear();
    if (head.key != of.frontier()) return failure(never_next(of, head), out);
    out.how = outcome::repeat;
    return {};
}

[[nodiscard]] inline result<void> as_result(errc failed) noexcept {
    return failed == errc::ok ? result<void>() : failed;
}

/// Returns: whether the means of payment fit the order: no more than it costs, and wishes that rules know.
template <class Policies>
[[nodiscard]] errc check_payment(order const& what, priced_order const& priced,
                                 Policies const& policies) noexcept {
    if (what.stored_value_minor < 0) return errc::negative_amount;
    if (what.stored_value_minor > priced.payable_minor()) return errc::paid_above_price;
    for (redemption_wish const& wish : what.wishes) {
        if (!some_rule_knows(policies, wish.rule)) return errc::unknown_points;
        if (wish.points < 0) return errc::negative_amount;
    }
    return errc::ok;
}

/// Returns: whether the receipt is the order's, and rules know what it says was spent.
template <class Policies>
[[nodiscard]] errc check_charged(order const& what, receipt const& charged,
                                 Policies const& policies) noexcept {
    order_totals sums;
    if (errc const wrong = sum_lines(what.what.lines, sums); wrong != errc::ok) return wrong;
    if (charged.order != what.head.id || charged.lines.size() != what.what.lines.size() ||
        charged.totals.promoted_minor() != sums.promoted_minor())
        return errc::fact_differs;
    for (receipt_tender const& t : charged.tenders)
        if (!some_rule_spends(policies, t.rule)) return errc::unknown_points;
    return errc::ok;
}

}  // namespace tessera::detail
