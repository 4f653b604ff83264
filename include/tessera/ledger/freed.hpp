// SPDX-License-Identifier: BSL-1.0
#pragma once

#include <algorithm>
#include <cstdint>
#include <tuple>
#include <utility>
#include <vector>

#include <tessera/ledger/draft.hpp>

/// Floor 2. Value that time alone frees pays what the member owes: a lot that opens, a part whose hold is
/// over. It pays on the day on which it could first be used, whether or not, and however late, a decision
/// writes that down; what had ended by then pays nothing.

namespace tessera::detail {

/// A lot, or a part of one, with the day from which it can be used.
struct freed_lot {
    date day{};
    lot part{};
    [[nodiscard]] bool before(freed_lot const& other) const noexcept {
        return std::tie(day, part.key) < std::tie(other.day, other.part.key);
    }
};

/// Returns: the first day on which a part under a hold that is over can be used, no later than `day`.
[[nodiscard]] inline date freed_on(held_lot const& h, date day) noexcept {
    date const over = to_local({h.until}, 0).day;
    return std::max(h.part.held.key.opens, std::min(over, day));
}

/// Returns: what time has freed of a pool by `day` before it ended: by the day on which it did, then in the
///   order of consumption. `now` says which holds are over.
[[nodiscard]] inline std::vector<freed_lot> freed_lots(account const& of, slot_id pool, date day,
                                                       instant now) {
    std::vector<freed_lot> found;
    auto const add = [&](lot const& part, date since) {
        if (since <= day && since < part.key.expires) found.push_back({since, part});
    };
    for (far_lot const& l : of.far_lots())
        if (l.slot == pool && l.held.key.opens != date::min()) add(l.held, l.held.key.opens);
    for (held_lot const& h : of.held_lots())
        if (is_free(h, pool, now)) add(h.part.held, freed_on(h, day));
    std::sort(found.begin(), found.end(), [](auto const& a, auto const& b) { return a.before(b); });
    return found;
}

/// Effects: calls `pay(slot_place, freed_lot)` for what freed value pays of debts by the day, pool by pool,
///   in the order in which it does.
template <class Pay>
TESSERA_COLD void for_each_freed_payment(account const& of, chart slots, date day, instant now, Pay pay) {
    for (std::size_t i = 0; i < slots.size(); ++i) {
        slot_id const pool{static_cast<std::uint16_t>(i)};
        if (slots[pool].kind != slot_kind::pool) continue;
        std::int64_t owed = of.cell(slots[pool].debt_cell);
        if (owed == 0) continue;
        for (freed_lot paid : freed_lots(of, pool, day, now)) {
            paid.part.amount = std::min(paid.part.amount, owed);
            owed -= paid.part.amount;
            if (paid.part.amount > 0) pay(slots.place(pool), std::as_const(paid));
        }
    }
}

/// A look at an account on a day of which no fact is told, with those payments made; `now` says which holds
/// are over.
class day_view {
public:
    day_view(account const& of, chart slots, date day, instant now)
        : paid_(payments(of, slots, day, now)), seen_(of, slots, day, paid_, now) {
        seen_.count_ended();
    }
    day_view(day_view const&) = delete;
    day_view& operator=(day_view const&) = delete;

    [[nodiscard]] draft const& seen() const noexcept { return seen_; }

private:
    [[nodiscard]] static row<posting> payments(account const& of, chart slots, date day, instant now) {
        row<posting> paid;
        for_each_freed_payment(of, slots, day, now, [&](slot_place const& pool, freed_lot const& by) {
            lot_key const& key = by.part.key;
            paid.push_back(
                {by.part.amount, key.expires, key.opens, key.tag, {}, pool.id, posting_kind::pay, 0});
        });
        return paid;
    }

    row<posting> paid_;
    draft seen_;
};

}  // namespace tessera::detail
