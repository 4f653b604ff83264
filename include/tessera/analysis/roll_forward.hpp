// SPDX-License-Identifier: BSL-1.0
#pragma once

#include <map>
#include <span>
#include <utility>
#include <vector>

#include <tessera/analysis/movement.hpp>
#include <tessera/exact.hpp>
#include <tessera/ledger/draft.hpp>

/// Floor 6, opt-in. The roll-forward: what a program's pools held when a period began, what came and went,
/// and what they hold at its end, over as many members as there are. Handed in member by member; nothing of a
/// member is kept.

namespace tessera {

/// One pool over one period, in the pool's unit. Pending and reserved value is part of the closing balance;
/// what members owe is a balance of its own.
struct pool_period {
    period when{};
    cpp_int opening;
    cpp_int issued;        ///< awards, those that paid a debt included
    cpp_int restored;      ///< came back after having been redeemed
    cpp_int redeemed;      ///< captured holds included
    cpp_int expired;       ///< on the first day without use
    cpp_int clawed_back;   ///< taken from lots; what was no longer there is owed
    cpp_int paid_on_debt;  ///< by awards and by value that came back
    cpp_int adjusted;      ///< received less sent
    cpp_int closing;       ///< on the period's last day, or the last day of the books
    cpp_int pending;       ///< of the closing balance
    cpp_int reserved;      ///< of the closing balance
    cpp_int opening_debt;
    cpp_int owed;  ///< taken back from members who no longer had it, or spent without having it
    cpp_int forgiven;
    cpp_int debt_adjusted;  ///< taken over less handed over
    cpp_int closing_debt;

    /// Returns: what the movements leave unexplained of the closing balance: zero in sound books.
    [[nodiscard]] cpp_int difference() const {
        return opening + issued + restored - redeemed - expired - clawed_back - paid_on_debt + adjusted -
               closing;
    }
    /// Returns: the same of what is owed.
    [[nodiscard]] cpp_int debt_difference() const {
        return opening_debt + owed - paid_on_debt - forgiven + debt_adjusted - closing_debt;
    }
};

/// Two figures of a pool that should be one.
struct imbalance {
    slot_id pool{};
    bool of_debt = false;  ///< of what is owed; of value in lots otherwise
    cpp_int by_journals;
    cpp_int by_accounts;
};

/// Books that end with a day.
/// Example: `roll_forward books(through);`, and for every member `books.add(*movements_of(journal, chart,
/// through));`
/// Tested by: tests/analysis/roll_forward.test.cpp.
class roll_forward {
public:
    /// Periods of that unit, of which one begins on `anchor`.
    /// Preconditions: `in_calendar(through)`, `in_calendar(anchor)`.
    explicit roll_forward(date through, calendar_unit unit = calendar_unit::month,
                          date anchor = calendar_anchor) noexcept
        : through_(through), unit_(unit), anchor_(anchor) {}

    /// Effects: counts the movements of a member. Complexity: linear, times the logarithm of periods.
    /// Preconditions: none is of a day after the last.
    void add(std::span<movement const> moved) {
        for (movement const& m : moved) add(m);
    }

    /// Effects: counts what a member's account holds at the end of the last day, to be compared.
    template <class DayOf = utc_day>
    void count(account const& of, chart slots, DayOf const& day_of = {});

    /// Returns: the pool's periods, from the first in which anything moved to that of the last day; those in
    ///   between in which nothing moved are there too.
    [[nodiscard]] std::vector<pool_period> periods(slot_id pool) const;

    /// Returns: pools whose lots or debts, by all that was added, are not what the counted accounts hold:
    ///   none in sound books.
    [[nodiscard]] std::vector<imbalance> imbalances() const;

private:
    using place = std::pair<slot_id, date>;  // a pool and the day a period begins on
    struct balances {
        cpp_int value, debt;
    };

    void add(movement const& m);
    void wait(movement const& m, std::int64_t signed_amount);
    [[nodiscard]] pool_period& row_of(slot_id pool, date day) {
        return rows_[{pool, period_of(day, unit_, anchor_).begin}];
    }

    date through_;
    calendar_unit unit_;
    date anchor_;
    std::map<place, pool_period> rows_;  // what moved; closing, pending, reserved, debt as changes
    std::map<slot_id, balances> held_;   // by accounts
};

inline void roll_forward::add(movement const& m) {
    pool_period& row = row_of(m.pool, m.day);
    legs const sides = legs_of(m.kind);
    switch (m.kind) {
        case posting_kind::issue: row.issued += m.amount; break;
        case posting_kind::repay:
            row.issued += m.amount;
            row.paid_on_debt += m.amount;
            break;
        case posting_kind::pay: row.paid_on_debt += m.amount; break;
        case posting_kind::restore: row.restored += m.amount; break;
        case posting_kind::redeem:
        case posting_kind::capture: row.redeemed += m.amount; break;
        case posting_kind::expire: row.expired += m.amount; break;
        case posting_kind::claw: row.clawed_back += m.amount; break;
        case posting_kind::send: row.adjusted -= m.amount; break;
        case posting_kind::receive: row.adjusted += m.amount; break;
        case posting_kind::owe:
        case posting_kind::overspend: row.owed += m.amount; break;
        case posting_kind::take_over: row.debt_adjusted += m.amount; break;
        case posting_kind::hand_over: row.debt_adjusted -= m.amount; break;
        case posting_kind::forgive: row.forgiven += m.amount; break;
        default: break;
    }
    if (sides.to == side::member) wait(m, m.amount), row.closing += m.amount;
    if (sides.from == side::member) wait(m, -m.amount), row.closing -= m.amount;
    if (sides.to == side::reserved) row.reserved += m.amount, row.closing += m.amount;
    if (sides.from == side::reserved) row.reserved -= m.amount, row.closing -= m.amount;
    if (sides.from == side::debt) row.closing_debt += m.amount;
    if (sides.to == side::debt) row.closing_debt -= m.amount;
}

/// Effects: counts value of a lot that opens later as pending, until the period in which it opens.
inline void roll_forward::wait(movement const& m, std::int64_t signed_amount) {
    if (m.lot.opens <= m.day) return;
    row_of(m.pool, m.day).pending += signed_amount;
    if (m.lot.opens <= through_) row_of(m.pool, m.lot.opens).pending -= signed_amount;
}

inline std::vector<pool_period> roll_forward::periods(slot_id pool) const {
    std::vector<pool_period> found;
    auto next = rows_.lower_bound({pool, date::min()});
    if (next == rows_.end() || next->first.first != pool) return found;
    period when = period_of(next->first.second, unit_, anchor_);
    pool_period last;
    for (; when.begin <= through_ && !when.empty(); when = next_period(when, unit_, anchor_)) {
        pool_period row;
        if (next != rows_.end() && next->first == place{pool, when.begin}) row = next++->second;
        row.when = when;
        row.opening = last.closing;
        row.opening_debt = last.closing_debt;
        row.closing += last.closing;
        row.closing_debt += last.closing_debt;
        row.pending += last.pending;
        row.reserved += last.reserved;
        found.push_back(row);
        last = std::move(row);
    }
    return found;
}

template <class DayOf>
void roll_forward::count(account const& of, chart slots, DayOf const& day_of) {
    row<posting> none;
    draft const seen(of, slots, through_, none);
    for (std::size_t i = 0; i < slots.size(); ++i) {
        slot_id const pool{static_cast<std::uint16_t>(i)};
        slot const& s = slots[pool];
        if (s.kind != slot_kind::pool) continue;
        balances& held = held_[pool];
        held.debt += of.cell(s.debt_cell);
        if (s.lasting) held.value += of.cell(s.cell);
        if (!s.lasting)
            seen.for_each_stored_lot(slots.place(pool), [&](lot const& l) {
                if (through_ < l.key.expires) held.value += l.amount;
                return true;
            });
    }
    for (detail::held_lot const& h : of.held_lots())
        if (through_ < day_of(instant{h.until}) || through_ < h.part.held.key.expires)
            held_[h.part.slot].value += h.part.held.amount;
}

inline std::vector<imbalance> roll_forward::imbalances() const {
    std::map<slot_id, balances> journaled;
    for (auto const& [where, row] : rows_) {
        journaled[where.first].value += row.closing;
        journaled[where.first].debt += row.closing_debt;
    }
    std::map<slot_id, balances> all = held_;
    all.insert(journaled.begin(), journaled.end());
    std::vector<imbalance> found;
    for (auto const& [pool, unused] : all) {
        auto const has = held_.find(pool);
        balances const kept = has == held_.end() ? balances{} : has->second;
        balances const& moved = journaled[pool];
        if (moved.value != kept.value) found.push_back({pool, false, moved.value, kept.value});
        if (moved.debt != kept.debt) found.push_back({pool, true, moved.debt, kept.debt});
    }
    return found;
}

}  // namespace tessera
