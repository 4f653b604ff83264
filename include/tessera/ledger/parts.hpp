// SPDX-License-Identifier: BSL-1.0
#pragma once

#include <algorithm>
#include <cstdint>
#include <limits>

#include <tessera/core/errc.hpp>
#include <tessera/ledger/account.hpp>

/// Floor 2. The sorted rows of an account: parts of measures, lots, remembered lots, held lots. Each holds
/// amounts under keys, no key twice and none with nothing under it. Which part a posting is about.

namespace tessera::detail {

[[nodiscard]] inline bucket bucket_of(posting const& p) noexcept {
    return {p.slot, p.expires, p.amount, p.tag};
}
[[nodiscard]] inline far_lot far_lot_of(posting const& p) noexcept {
    return {p.slot, lot{lot_key{p.expires, p.opens, p.tag}, p.amount}};
}

/// A pool whose value never ends has one lot: open, without an end and without a tag.
[[nodiscard]] inline bool lot_of_lasting_pool(posting const& p) noexcept {
    return p.expires == date::never() && p.opens == date::min() && p.tag == 0;
}
[[nodiscard]] inline bool plain(posting const& p, slot const& s) noexcept {
    return s.compact && p.tag == 0 && p.opens == date::min();
}
/// The most in a plain lot, and in the far part of a lot, which leaves room for the plain one, so that the
/// whole fits in 64 bits.
inline constexpr std::int64_t plain_room = std::numeric_limits<std::uint32_t>::max();
inline constexpr std::int64_t far_room = std::numeric_limits<std::int64_t>::max() - plain_room;

[[nodiscard]] inline bool remembers(slot const& s) noexcept { return s.remembered > 0 && !s.lasting; }

[[nodiscard]] inline std::int64_t& amount_in(bucket& b) noexcept { return b.amount; }
[[nodiscard]] inline std::int64_t& amount_in(far_lot& l) noexcept { return l.held.amount; }
[[nodiscard]] inline std::int64_t& amount_in(held_lot& h) noexcept { return amount_in(h.part); }

/// Returns: whether `a` stands before `b`: by slot, then by what tells parts of a slot apart.
[[nodiscard]] inline bool before(bucket const& a, bucket const& b) noexcept {
    if (a.slot != b.slot) return a.slot < b.slot;
    return a.expires != b.expires ? a.expires < b.expires : a.tag < b.tag;
}
[[nodiscard]] inline bool before(far_lot const& a, far_lot const& b) noexcept {
    return a.slot != b.slot ? a.slot < b.slot : a.held.key < b.held.key;
}
[[nodiscard]] inline bool before(held_lot const& a, held_lot const& b) noexcept {
    return a.hold != b.hold ? a.hold < b.hold : before(a.part, b.part);
}

/// Returns: the place of the part with the key of `wanted`, or where it would stand.
template <class Part>
[[nodiscard]] Part* place_of(pooled_row<Part>& row, Part const& wanted) noexcept {
    return std::lower_bound(row.begin(), row.end(), wanted,
                            [](Part const& a, Part const& b) { return before(a, b); });
}
template <class Part>
[[nodiscard]] bool stands_at(pooled_row<Part> const& row, Part const* at, Part const& wanted) noexcept {
    return at != row.end() && !before(wanted, *at);
}

/// Effects: adds the part's amount, of any sign, to what stands under its key.
/// Fails with: `overflow`, above `most` or outside 64 bits.
template <class Part>
[[nodiscard]] errc add_part(pooled_row<Part>& row, Part part,
                            std::int64_t most = std::numeric_limits<std::int64_t>::max()) {
    Part* const at = place_of(row, part);
    if (!stands_at(row, at, part)) {
        if (amount_in(part) > most) return errc::overflow;
        if (amount_in(part) != 0) row.insert(at, part);
        return errc::ok;
    }
    std::int64_t sum = 0;
    if (__builtin_add_overflow(amount_in(*at), amount_in(part), &sum) || sum > most) return errc::overflow;
    amount_in(*at) = sum;
    if (sum == 0) row.erase(at);
    return errc::ok;
}

/// Effects: takes the part's amount, above zero, from what stands under its key.
/// Fails with: `overdrawn`, when there is less.
template <class Part>
[[nodiscard]] errc take_part(pooled_row<Part>& row, Part part) noexcept {
    Part* const at = place_of(row, part);
    if (!stands_at(row, at, part) || amount_in(*at) < amount_in(part)) return errc::overdrawn;
    amount_in(*at) -= amount_in(part);
    if (amount_in(*at) == 0) row.erase(at);
    return errc::ok;
}

/// Effects: the same of what a hold keeps.
/// Fails with: `bad_posting` too, where the hold has another end than said: put back, it would have that one.
[[nodiscard]] inline errc take_held(pooled_row<held_lot>& row, held_lot const& part) noexcept {
    held_lot const* const at = place_of(row, part);
    if (stands_at(row, at, part) && at->until != part.until) return errc::bad_posting;
    return take_part(row, part);
}

/// Effects: adds to what is postponed, or with an amount below zero takes from it. A part counts for a day at
///   least. Fails with: `bad_posting`, `overflow`, `overdrawn`.
[[nodiscard]] inline errc postpone_part(pooled_row<far_lot>& row, posting const& p) {
    if (p.amount == 0 || p.opens == date::min() || p.expires <= p.opens) return errc::bad_posting;
    far_lot part = far_lot_of(p);
    if (p.amount > 0) return add_part(row, part);
    if (__builtin_sub_overflow(std::int64_t{0}, p.amount, &part.held.amount)) return errc::bad_posting;
    return take_part(row, part);
}

/// Returns: a day on which the hold has not ended yet in any time zone, or the day it ends.
[[nodiscard]] inline date day_before(std::int64_t until) noexcept {
    return date_of_number(until / 86'400 - 1);
}

/// Returns: the day on which the lot opens or ends; used by age it opens unseen where nothing is owed.
[[nodiscard]] inline date due_of(account const& of, chart slots, far_lot const& l) noexcept {
    slot const& s = slots[l.slot];
    return l.held.key.due(s.oldest_first && of.cell(s.debt_cell) == 0);
}

/// Returns: the first day on which something but a plain lot begins, ends or is forgotten.
[[nodiscard]] TESSERA_COLD inline date due_of_rest(account const& of, chart slots) noexcept {
    date due = date::never();
    for (bucket const& b : of.buckets())
        if (std::int64_t const day = forgotten_on(b, slots); day < due.day) due = date_of_number(day);
    for (far_lot const& l : of.postponed_parts()) due = std::min(due, l.held.key.opens);
    for (far_lot const& l : of.far_lots()) due = std::min(due, due_of(of, slots, l));
    for (far_lot const& l : of.lapsed_lots())
        due = std::min(due, l.held.key.expires + slots[l.slot].remembered);
    for (held_lot const& h : of.held_lots()) due = std::min(due, day_before(h.until));
    return due;
}

}  // namespace tessera::detail
