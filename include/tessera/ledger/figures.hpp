// SPDX-License-Identifier: BSL-1.0
#pragma once

#include <cstdint>
#include <vector>

#include <tessera/ledger/draft.hpp>

/// Floor 2, opt-in. An account as figures that a host can store, slot by slot, whatever the account keeps
/// where; and the account that they give again (account_from.hpp).

namespace tessera {

struct slot_amount {
    slot_id slot{};
    std::int64_t amount = 0;
    friend constexpr bool operator==(slot_amount const&, slot_amount const&) noexcept = default;
};

/// What is on record of one group of tiers: see `level_mark` and `level_plan`.
struct slot_level {
    slot_id slot{};
    std::uint8_t level = 0;
    date since = date::min();
    date until = date::never();
    level_plan plan{};
    friend constexpr bool operator==(slot_level const&, slot_level const&) noexcept = default;
};

/// All that an account holds. Each row stands in the order of slot and key; what is zero stands nowhere.
struct account_figures {
    fact_key frontier{instant::min(), 0};
    account_version version{};
    std::vector<slot_amount> amounts;  ///< sums with their parts, peaks, remainders, pools without an end
    std::vector<slot_amount> debts;
    std::vector<bucket> parts;  ///< of sums and peaks: those that stop counting, or count for one thing
    std::vector<detail::far_lot> postponed;
    std::vector<detail::far_lot> lots;  ///< those of equal key as one
    std::vector<detail::far_lot> lapsed;
    std::vector<detail::held_lot> held;
    std::vector<slot_level> levels;
    friend bool operator==(account_figures const&, account_figures const&) = default;
};

namespace detail {

/// Effects: adds what one slot holds in a cell, a level or lots.
inline void add_slot(account_figures& out, account const& of, chart slots, slot_id id, draft const& whole) {
    slot const& s = slots[id];
    if (s.cell != no_cell && of.cell(s.cell) != 0) out.amounts.push_back({id, of.cell(s.cell)});
    if (s.debt_cell != no_cell && of.cell(s.debt_cell) != 0) out.debts.push_back({id, of.cell(s.debt_cell)});
    if (s.kind == slot_kind::level) {
        level_mark const mark = of.level(s.group);
        slot_level const level{id, mark.level, mark.since, mark.until(), of.plan(s.group)};
        if (level != slot_level{.slot = id}) out.levels.push_back(level);
    }
    if (s.kind == slot_kind::pool && !s.lasting)
        whole.for_each_stored_lot(slots.place(id), [&](lot const& l) {
            out.lots.push_back({id, l});
            return true;
        });
}

}  // namespace detail

/// Returns: all that the account holds. Preconditions: `slots` is the account's chart.
[[nodiscard]] inline account_figures figures_of(account const& of, chart slots) {
    account_figures out;
    out.frontier = of.frontier();
    out.version = of.version();
    row<posting> none;
    draft const whole(of, slots, date::min(), none);
    for (std::size_t i = 0; i < slots.size(); ++i)
        detail::add_slot(out, of, slots, {static_cast<std::uint16_t>(i)}, whole);
    out.parts.assign(of.buckets().begin(), of.buckets().end());
    out.postponed.assign(of.postponed_parts().begin(), of.postponed_parts().end());
    out.lapsed.assign(of.lapsed_lots().begin(), of.lapsed_lots().end());
    out.held.assign(of.held_lots().begin(), of.held_lots().end());
    return out;
}

}  // namespace tessera
