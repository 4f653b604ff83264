// SPDX-License-Identifier: BSL-1.0
#pragma once

#include <cstdint>
#include <span>

#include <tessera/facts/hold.hpp>
#include <tessera/policy/holding.hpp>
#include <tessera/policy/redemption_bounds.hpp>
#include <tessera/policy/tender.hpp>

/// Floor 4. What every redemption does alike with holds, and with points that are spent already.

namespace tessera::detail {

[[nodiscard]] inline holding hold_of(redemption_bounds const& by, hold_id hold) noexcept {
    return {by.rule, by.pool, hold};
}
inline void refuse_hold(redemption_bounds const& by, std::int64_t points, hold_id hold, bound why,
                        member_out& out) {
    out.explain({points, static_cast<std::int64_t>(hold.value), by.rule, reason_code::hold_refused,
                 static_cast<std::uint16_t>(why)});
}

/// Effects: keeps points back, as many as a redemption could take if the order set no bound.
inline void keep_back(redemption_bounds const& by, reserve const& asked, standing const& who, draft const& d,
                      member_out& out) {
    if (asked.points < 0) return out.fail(errc::negative_amount);
    redeemed_part kept{asked.points};
    if (errc const failed = by.cut_for_hold(kept, asked.head, who, d.available(by.pool)); failed != errc::ok)
        return out.fail(failed);
    if (asked.until <= asked.head.key.at) kept = {0, bound::no_hold};
    if (asked.hold == hold_id{} || d.holds(asked.hold)) kept = {0, bound::hold_taken};
    if (kept.points == 0) return refuse_hold(by, asked.points, asked.hold, kept.by, out);
    hold_of(by, asked.hold).keep(kept.points, asked.until, out);
    out.explain({kept.points, kept.money_minor, by.rule, reason_code::reserved, kept.bound_number()});
}

/// Effects: gives back what a hold keeps.
inline void let_go(redemption_bounds const& by, release const& asked, draft const& d, member_out& out) {
    holding const held = hold_of(by, asked.hold);
    if (held.kept(d) == 0) return refuse_hold(by, 0, asked.hold, bound::no_hold, out);
    static_cast<void>(held.take(0, d, out));
}

/// Effects: spends points that an order stands for already, whatever the bounds: out of the hold that its
///   wish names first. `money_minor` is what they pay as a tender, 0 where they do not. What the member no
///   longer has is owed.
TESSERA_COLD inline void spend_standing(redemption_bounds const& by, std::int64_t points,
                                        std::int64_t money_minor, std::span<redemption_wish const> wishes,
                                        receipt* paper, draft const& d, member_out& out) {
    std::size_t const first = out.posted();
    std::int64_t left = points;
    with_wish(by.rule, wishes, [&](redemption_wish const& wish) {
        if (wish.hold != hold_id{}) left -= hold_of(by, wish.hold).take(left, d, out);
    });
    note_tenders(by.rule, first, money_minor != 0, paper, out);
    spend_charged(by.rule, by.pool, left, money_minor, paper, d, out);
}

}  // namespace tessera::detail
