// SPDX-License-Identifier: BSL-1.0
#pragma once

#include <cstdint>
#include <span>
#include <vector>

#include <tessera/calendar/window.hpp>
#include <tessera/core/result.hpp>
#include <tessera/facts/action.hpp>
#include <tessera/facts/receipt.hpp>
#include <tessera/ledger/standing.hpp>

/// Floor 3. A fact as the policies of the member side see it: what happened, at which price, and under which
/// tiers. A return without its receipt carries the price its goods have now; one with it the price of its
/// order.

namespace tessera {

enum class fact_kind : std::uint8_t {
    order,
    item_return,     ///< goods without their receipt
    receipt_return,  ///< goods with it
    day_passes,
    action,
    order_counts,  ///< orders of before, that count from this day on in measures which say so
};

/// Returns: the first day on which what happened on `day` no longer counts in a window.
/// Fails with: `joining_day_needed`.
[[nodiscard]] TESSERA_INLINE result<date> end_in(window over, fact_head const& head, date day) noexcept {
    if (over.kind() == window_kind::membership_year && !in_calendar(head.joined))
        return errc::joining_day_needed;
    return over.expires(day, head.joined);
}

class fact_view {
public:
    /// Why not field by field from outside: with so many that are empty, compilers clear them all first.
    TESSERA_INLINE fact_view(fact_kind is, fact_head const& its_head, priced_order const& price,
                             std::span<redemption_wish const> wished, std::int64_t stored_minor,
                             standing const& whose, std::vector<std::int64_t>& room,
                             receipt* writing = nullptr) noexcept
        : kind(is),
          head(its_head),
          priced(price),
          wishes(wished),
          stored_value_minor(stored_minor),
          who(whose),
          scratch(room),
          paper(writing) {}

    fact_kind kind;
    fact_head const& head;
    priced_order const& priced;  ///< without lines when only a day has passed
    std::span<redemption_wish const> wishes;
    std::int64_t stored_value_minor;
    standing const& who;                 ///< the tiers in force for this fact
    std::vector<std::int64_t>& scratch;  ///< room for amounts per line, kept between facts
    receipt* paper;                    ///< of an order: the receipt being written; of a return: its new image
    receipt const* was = nullptr;      ///< of a return with its receipt: the image handed in
    action const* did = nullptr;       ///< of an action
    tag_set tags = 0;                  ///< marks of an order as a whole
    receipt const* charged = nullptr;  ///< of an order whose price and redemptions stand: what says so
    bool base_rate = false;            ///< of a return without its receipt: no extra is looked at
    std::span<posting const> started{};  ///< of orders that count: what is postponed no longer

    /// Returns: the first order that counts now in a measure; null where none does.
    [[nodiscard]] TESSERA_INLINE posting const* started_in(slot_id measure) const noexcept {
        for (posting const& p : started)
            if (p.slot == measure) return &p;
        return nullptr;
    }
};

}  // namespace tessera
