// SPDX-License-Identifier: BSL-1.0
#pragma once

#include <cstdint>
#include <span>
#include <utility>
#include <vector>

#include <tessera/ledger/draft.hpp>
#include <tessera/ledger/parts.hpp>

/// Floor 2, opt-in. What leads from one account to another, as postings: how an account that took its facts
/// in as they came reaches the one that had them in the order of business.

namespace tessera {
namespace detail {

/// Returns: whether two parts of one key are one in everything.
template <class Part>
[[nodiscard]] bool alike(Part a, Part b) noexcept {
    return amount_in(a) == amount_in(b);
}
[[nodiscard]] inline bool alike(held_lot a, held_lot b) noexcept {
    return amount_in(a) == amount_in(b) && a.until == b.until;
}

/// Effects: calls `visit(was, now)` for every part that two sorted rows disagree about; one that a row lacks
///   has no amount.
template <class Part, class Visit>
void each_change(stretch<Part const> from, stretch<Part const> to, Visit visit) {
    for (std::size_t f = 0, t = 0; f < from.size() || t < to.size();) {
        bool const in_from = f < from.size() && (t == to.size() || !before(to[t], from[f]));
        bool const in_to = t < to.size() && (f == from.size() || !before(from[f], to[t]));
        Part was = in_from ? from[f] : to[t];
        Part now = in_to ? to[t] : from[f];
        if (!in_from) amount_in(was) = 0;
        if (!in_to) amount_in(now) = 0;
        if (!alike(was, now)) visit(std::as_const(was), std::as_const(now));
        f += in_from ? 1U : 0U;
        t += in_to ? 1U : 0U;
    }
}

/// Writes the postings, slot by slot. What the member gains or loses comes from elsewhere or goes there.
class difference {
public:
    difference(account const& from, account const& to, chart slots, row<posting>& out) noexcept
        : from_(from), to_(to), chart_(slots), out_(out) {}

    /// Effects: writes what a sum, a peak or a remainder differs by.
    void measure(slot_id id) {
        slot const& s = chart_[id];
        std::int64_t in_parts = 0;
        each_change(from_.buckets(), to_.buckets(), [&](bucket const& was, bucket const& now) {
            if (now.slot != id) return;
            lot_key const key{now.expires, date::min(), now.tag};
            if (s.kind == slot_kind::peak) {
                post(posting_kind::forget, id, was.amount, key);
                return post(posting_kind::raise, id, now.amount, key);
            }
            std::int64_t const moved = less(now.amount, was.amount);
            failed_ |= __builtin_add_overflow(in_parts, moved, &in_parts);
            post(posting_kind::tally, id, moved, key);
        });
        each_change(
            from_.postponed_parts(), to_.postponed_parts(), [&](far_lot const& was, far_lot const& now) {
                if (now.slot != id) return;
                post(posting_kind::postpone, id, less(now.held.amount, was.held.amount), now.held.key);
            });
        std::int64_t const moved = less(less(to_.cell(s.cell), from_.cell(s.cell)), in_parts);
        if (s.kind != slot_kind::peak)
            post(posting_kind::tally, id, moved, {});
        else
            post_either(posting_kind::raise, posting_kind::forget, id, moved, {});
    }

    void level(slot_id id) {
        std::uint8_t const group = chart_[id].group;
        level_mark const now = to_.level(group), was = from_.level(group);
        if (now.level != was.level || now.since != was.since || now.until() != was.until())
            status(id, status_part::reached, now.level, now.since, now.until());
        level_plan const plan = to_.plan(group);
        if (plan == from_.plan(group)) return;
        status(id, status_part::coming, plan.coming, plan.comes, date::never());
        status(id, plan.locked ? status_part::exactly : status_part::least, plan.set, date::min(),
               plan.set_until);
    }

    /// Effects: writes what the pools differ by: lots, debts, what is remembered, what holds keep back.
    void pools() {
        std::vector<far_lot> const was = lots_in(from_), now = lots_in(to_);
        each_change(view(was), view(now), [&](far_lot const& before, far_lot const& after) {
            std::int64_t const moved = less(after.held.amount, before.held.amount);
            post_either(posting_kind::receive, posting_kind::send, after.slot, moved, after.held.key);
        });
        for (std::size_t i = 0; i < chart_.size(); ++i) {
            slot_id const id{static_cast<std::uint16_t>(i)};
            if (std::uint16_t const at = chart_[id].debt_cell; at != no_cell)
                post_either(posting_kind::take_over, posting_kind::hand_over, id,
                            less(to_.cell(at), from_.cell(at)), {});
        }
        each_change(from_.lapsed_lots(), to_.lapsed_lots(),
                    [&](far_lot const& before, far_lot const& after) { lapsed(before, after); });
        each_change(from_.held_lots(), to_.held_lots(),
                    [&](held_lot const& before, held_lot const& after) { held(before, after); });
    }

    [[nodiscard]] errc failed() const noexcept { return failed_ ? errc::overflow : errc::ok; }

private:
    template <class Part>
    [[nodiscard]] static stretch<Part const> view(std::vector<Part> const& parts) noexcept {
        return parts;
    }

    /// Returns: all lots of the account, by slot and key; a pool without lots has one.
    [[nodiscard]] std::vector<far_lot> lots_in(account const& of) const {
        std::vector<far_lot> found;
        row<posting> none;
        draft const seen(of, chart_, date::min(), none);
        for (std::size_t i = 0; i < chart_.size(); ++i) {
            slot_id const id{static_cast<std::uint16_t>(i)};
            slot const& s = chart_[id];
            if (s.kind != slot_kind::pool) continue;
            if (s.lasting && of.cell(s.cell) != 0) found.push_back({id, {lot_key{}, of.cell(s.cell)}});
            if (!s.lasting)
                seen.for_each_stored_lot(chart_.place(id), [&](lot const& l) {
                    found.push_back({id, l});
                    return true;
                });
        }
        return found;
    }

    void lapsed(far_lot const& was, far_lot const& now) {
        std::int64_t const moved = now.held.amount - was.held.amount;
        if (moved > 0) post(posting_kind::receive, now.slot, moved, now.held.key);
        post_either(posting_kind::expire, posting_kind::forget, now.slot, moved, now.held.key);
    }
    /// Effects: a held part comes and goes by way of the member's lots. One whose hold ends on another day
    ///   is given up and kept again.
    void held(held_lot const& was, held_lot const& now) {
        slot_id const pool = now.part.slot;
        lot_key const& key = now.part.held.key;
        std::int64_t const before = was.part.held.amount, after = now.part.held.amount;
        std::int64_t const moved = less(after, before);
        if (moved > 0) post(posting_kind::receive, pool, moved, key);
        name(was);
        if (was.until == now.until) {
            post_either(posting_kind::reserve, posting_kind::release, pool, moved, key);
        } else {
            post(posting_kind::release, pool, before, key);
            name(now);
            post(posting_kind::reserve, pool, after, key);
        }
        if (moved < 0) post(posting_kind::send, pool, -moved, key);
    }
    void name(held_lot const& h) {
        out_.push_back({h.until, date::never(), date::min(), h.hold, {}, h.part.slot, posting_kind::hold, 0});
    }
    void status(slot_id id, status_part part, std::uint8_t level, date opens, date expires) {
        out_.push_back({.expires = expires,
                        .opens = opens,
                        .tag = static_cast<std::uint64_t>(part),
                        .slot = id,
                        .kind = posting_kind::status,
                        .level = level});
    }
    void post_either(posting_kind more, posting_kind fewer, slot_id id, std::int64_t moved,
                     lot_key const& key) {
        moved < 0 ? post(fewer, id, -moved, key) : post(more, id, moved, key);
    }
    void post(posting_kind kind, slot_id id, std::int64_t amount, lot_key const& key) {
        if (amount != 0) out_.push_back({amount, key.expires, key.opens, key.tag, {}, id, kind, 0});
    }
    [[nodiscard]] std::int64_t less(std::int64_t a, std::int64_t b) noexcept {
        std::int64_t result = 0;
        failed_ |=
            __builtin_sub_overflow(a, b, &result) || result == std::numeric_limits<std::int64_t>::min();
        return failed_ ? 0 : result;
    }

    account const& from_;
    account const& to_;
    chart chart_;
    row<posting>& out_;
    bool failed_ = false;
};

}  // namespace detail

/// Effects: adds to `out` the postings of an entry after which the account `from` is `to`, byte for byte but
///   for frontier and version.
/// Fails with: `overflow`, where the two are more than 64 bits apart. Complexity: linear in what they hold;
///   allocates.
/// Tested by: tests/ledger/difference.test.cpp.
[[nodiscard]] inline errc post_difference(account const& from, account const& to, chart slots,
                                          row<posting>& out) {
    detail::difference between(from, to, slots, out);
    for (std::size_t i = 0; i < slots.size(); ++i) {
        slot_id const id{static_cast<std::uint16_t>(i)};
        switch (slots[id].kind) {
            case slot_kind::sum:
            case slot_kind::peak:
            case slot_kind::remainder: between.measure(id); break;
            case slot_kind::level: between.level(id); break;
            case slot_kind::pool: break;
        }
    }
    between.pools();
    return between.failed();
}

}  // namespace tessera
