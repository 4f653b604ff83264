// SPDX-License-Identifier: BSL-1.0
#pragma once

#include <algorithm>

#include <tessera/ledger/difference.hpp>
#include <tessera/ledger/member_out.hpp>

/// Floor 2, opt-in. Two accounts of one person become one, lots intact.

namespace tessera {
namespace detail {

/// Effects: keeps of a posting that came from the other account only what the account lacks.
class joining {
public:
    joining(account const& stays, chart slots) noexcept : stays_(stays), chart_(slots) {}

    /// Returns: whether the posting, cut to what is missing, is to be kept.
    [[nodiscard]] bool keeps(posting& p) const noexcept {
        slot const& s = chart_[p.slot];
        if (p.kind == posting_kind::raise) {
            p.amount -= p.expires == date::never() ? stays_.cell(s.cell) : highest(p);
            return p.amount > 0;
        }
        if (p.kind == posting_kind::postpone && s.kind == slot_kind::peak) {
            p.amount -= postponed(p);
            return p.amount > 0;
        }
        if (p.kind == posting_kind::tally && s.kind == slot_kind::remainder) {
            p.amount = std::min(p.amount, s.denominator - 1 - stays_.cell(s.cell));
            return p.amount > 0;
        }
        return p.kind != posting_kind::status;  // levels are compared whole
    }

private:
    [[nodiscard]] std::int64_t highest(posting const& p) const noexcept {
        for (bucket const& b : stays_.buckets())
            if (b.slot == p.slot && b.expires == p.expires && b.tag == p.tag) return b.amount;
        return 0;
    }
    [[nodiscard]] std::int64_t postponed(posting const& p) const noexcept {
        far_lot const wanted = far_lot_of(p);
        for (far_lot const& part : stays_.postponed_parts())
            if (part.slot == wanted.slot && part.held.key == wanted.held.key) return part.held.amount;
        return 0;
    }
    account const& stays_;
    chart chart_;
};

/// Returns: whether the first level is to be kept of two: the higher, the longer held, the older; of alike
///   ones that to which the higher or the sooner comes.
[[nodiscard]] inline bool outranks(level_mark const& a, level_plan const& coming_a, level_mark const& b,
                                   level_plan const& coming_b) noexcept {
    if (a.level != b.level) return a.level > b.level;
    if (a.until() != b.until()) return b.until() < a.until();
    if (a.since != b.since) return a.since < b.since;
    if (coming_a.coming != coming_b.coming) return coming_a.coming > coming_b.coming;
    return coming_a.comes < coming_b.comes;
}
[[nodiscard]] inline bool outranks(level_plan const& a, level_plan const& b) noexcept {
    if (a.set != b.set) return a.set > b.set;
    if (a.set_until != b.set_until) return b.set_until < a.set_until;
    return a.locked && !b.locked;
}

/// Effects: takes over the level of a group, or what staff set, where it is more.
inline void join_level(account const& leaves, account const& stays, slot_id id, std::uint8_t group,
                       row<posting>& staying) {
    auto const set = [&](status_part part, std::uint8_t level, date opens, date expires) {
        staying.push_back({.expires = expires,
                           .opens = opens,
                           .tag = static_cast<std::uint64_t>(part),
                           .slot = id,
                           .kind = posting_kind::status,
                           .level = level});
    };
    level_mark const mark = leaves.level(group);
    level_plan const plan = leaves.plan(group), kept = stays.plan(group);
    if (outranks(mark, plan, stays.level(group), kept)) {
        set(status_part::reached, mark.level, mark.since, mark.until());
        if (plan.comes != kept.comes || plan.coming != kept.coming)
            set(status_part::coming, plan.coming, plan.comes, date::never());
    }
    if (outranks(plan, kept))
        set(plan.locked ? status_part::exactly : status_part::least, plan.set, date::min(), plan.set_until);
}

/// Returns: whether a hold of one account has the number of one of the other. What a ladder froze of one step
///   in both does not collide: it is one amount.
[[nodiscard]] inline bool holds_collide(account const& one, account const& other) noexcept {
    for (held_lot const& a : one.held_lots())
        for (held_lot const& b : other.held_lots())
            if (a.hold == b.hold && !(a.frozen() && b.frozen())) return true;
    return false;
}

}  // namespace detail

/// Effects: adds to `leaving` the postings after which the account `leaves` is empty, and to `staying` those
///   after which `stays` has what both had: lots with their ends, debts, holds, sums and claims together, of
///   peaks and levels the higher. What is owed is paid from what can be used on `day`. Two remainders of a
///   carry that would make a whole stay just below it. It looks at what is written down; `join` of a program
///   (program/join.hpp) writes down the day first.
/// Fails with: `holds_collide`, where both have a hold of one number; `overflow`. Then nothing may be
///   applied.
/// Preconditions: no fact of one has the id of a fact of the other.
/// Complexity: linear in what they hold, times the account's own parts for peaks; allocates.
/// Tested by: tests/ledger/join.test.cpp.
[[nodiscard]] inline errc join(account const& leaves, account const& stays, chart slots, date day,
                               row<posting>& leaving, row<posting>& staying) {
    if (detail::holds_collide(leaves, stays)) return errc::holds_collide;
    account const empty;
    row<posting> gained;
    if (errc const failed = post_difference(leaves, empty, slots, leaving); failed != errc::ok) return failed;
    if (errc const failed = post_difference(empty, leaves, slots, gained); failed != errc::ok) return failed;
    detail::joining const into(stays, slots);
    for (posting p : gained)
        if (into.keeps(p)) staying.push_back(p);
    row<reason> unsaid;
    draft seen(stays, slots, day, staying);
    seen.count_ended();
    member_out out(seen, unsaid);
    for (std::size_t i = 0; i < slots.size(); ++i) {
        slot_id const id{static_cast<std::uint16_t>(i)};
        if (slots[id].kind == slot_kind::level)
            detail::join_level(leaves, stays, id, slots[id].group, staying);
        if (slots[id].kind != slot_kind::pool) continue;
        slot_place const pool = slots.place(id);
        std::int64_t owed = 0;
        if (__builtin_add_overflow(stays.cell(pool.debt_cell), leaves.cell(pool.debt_cell), &owed))
            return errc::overflow;
        owed = std::min(owed, seen.available(pool));
        static_cast<void>(out.take_usable(posting_kind::pay, {}, pool, owed));
    }
    return errc::ok;
}

}  // namespace tessera
