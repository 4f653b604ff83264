// SPDX-License-Identifier: BSL-1.0
#pragma once

#include <algorithm>
#include <array>
#include <cstdint>
#include <limits>
#include <utility>

#include <tessera/core/row.hpp>
#include <tessera/ledger/account.hpp>
#include <tessera/ledger/lot_walk.hpp>
#include <tessera/ledger/postponed.hpp>
#include <tessera/ledger/reason.hpp>

/// Floor 2. What a policy reads, and what it writes to. A `draft` is the account as of a day with the
/// postings of the running decision already counted, so that two policies of one decision never take the same
/// value. `member_out` adds postings and reasons to the decision; it is the only way to do so.

namespace tessera {

/// What the customer gets back for goods that came back.
struct refund {
    std::int64_t money_minor = 0;     ///< to pay out, what is withheld already off
    std::int64_t stored_minor = 0;    ///< that goes back to stored value, points included
    std::int64_t withheld_minor = 0;  ///< kept for points that the member no longer had
    friend constexpr bool operator==(refund const&, refund const&) noexcept = default;
};

/// An account seen on a day, with the postings so far. All answers are pure functions of the three: what has
/// ended by the day is gone whether or not anything has written it down.
///
/// Why the longer answers are static functions over what they need: nothing on the usual path takes the
/// draft's address, so that a composed program keeps it in registers.
class draft {
public:
    /// `now` is where holds end; without it they last, as they do in a decision, which writes their end down.
    TESSERA_INLINE draft(account const& base, chart slots, date day, row<posting>& postings,
                         instant now = instant::min()) noexcept
        : base_(base),
          chart_(slots),
          postings_(postings),
          now_(now),
          day_(day),
          something_ended_(base.due() <= day) {}

    /// Why member by member: a copy of the whole would keep the original in memory.
    TESSERA_INLINE draft(draft const& other) noexcept
        : base_(other.base_),
          chart_(other.chart_),
          postings_(other.postings_),
          now_(other.now_),
          day_(other.day_),
          something_ended_(other.something_ended_) {
        take_over(other);
    }

    /// Effects: counts what `postings` already holds: what has ended by the day.
    /// Preconditions: they are of no other kind.
    TESSERA_INLINE void count_ended() noexcept {
        for (posting const& p : postings_) touch(p.slot);
    }

    [[nodiscard]] date day() const noexcept { return day_; }
    [[nodiscard]] chart slots() const noexcept { return chart_; }
    [[nodiscard]] account const& base() const noexcept { return base_; }

    /// Returns: whether a lot or a part of a measure has begun or ended by the day, and is not written down.
    [[nodiscard]] bool something_ended() const noexcept { return something_ended_; }

    /// Returns: the first inability a policy has reported; the decision then fails with it.
    [[nodiscard]] errc failed() const noexcept { return failed_; }

    /// Returns: money that the decision's redemptions have paid so far, in minor units.
    [[nodiscard]] std::int64_t tendered_minor() const noexcept { return tendered_minor_; }

    /// Returns: the refund so far.
    [[nodiscard]] refund const& refunded() const noexcept { return refund_; }

    /// Returns: a sum or a remainder, live on the day. Complexity: constant; with a window, linear in the
    ///   slot's buckets that have ended and are not yet forgotten.
    [[nodiscard]] TESSERA_INLINE std::int64_t sum(slot_place const& of) const noexcept {
        std::int64_t const total = base_.cell(of.cell) + moved(of);
        return something_ended_ ? total - ended(base_, of.id, day_) : total;
    }

    /// Returns: a peak, live on the day.
    [[nodiscard]] TESSERA_INLINE std::int64_t peak(slot_place const& of) const noexcept {
        std::int64_t const highest = live_peak(base_, chart_, of, day_, something_ended_);
        return touched(of.id) ? highest + raised(postings_, of.id) : highest;
    }

    /// Returns: the same of a peak of which the decision may lower parts too. Complexity: linear in the
    ///   account's parts; with postings on the peak, times their number.
    [[nodiscard]] std::int64_t peak_of_parts(slot_place const& of) const noexcept {
        if (!touched(of.id)) return peak(of);
        std::int64_t highest = peak_part(of, lot_key{});
        for (bucket const& b : base_.buckets())
            if (b.slot == of.id && stands(b))
                highest = std::max(highest, b.amount + lifted(of.id, {b.expires, date::min(), b.tag}));
        for (posting const& p : postings_)
            if (p.slot == of.id && p.kind == posting_kind::raise && stands({p.slot, p.expires, 0, p.tag}))
                highest = std::max(highest, peak_part(of, {p.expires, date::min(), p.tag}));
        return highest;
    }
    /// Returns: a part of a peak; the one without an end or a tag is what never ends.
    [[nodiscard]] std::int64_t peak_part(slot_place const& of, lot_key const& key) const noexcept {
        std::int64_t found = key == lot_key{} ? base_.cell(of.cell) : 0;
        for (bucket const& b : base_.buckets())
            if (b.slot == of.id && b.expires == key.expires && b.tag == key.tag) found += b.amount;
        return found + lifted(of.id, key);
    }
    /// Returns: whether a part of a peak counts on the day: it has not ended, or is remembered and settles.
    [[nodiscard]] bool stands(bucket const& b) const noexcept { return stands(b, chart_, day_); }

    [[nodiscard]] TESSERA_INLINE std::int64_t debt(slot_place const& pool) const noexcept {
        std::int64_t const owed = base_.cell(pool.debt_cell);
        return touched(pool.id) ? owed + newly_owed(postings_, pool.id) : owed;
    }

    /// Returns: what the decision has awarded to a pool so far, less what it took back: debt that an award
    ///   paid counts, and so do debt that a take-back left and what had expired unused.
    [[nodiscard]] TESSERA_INLINE std::int64_t awarded(slot_place const& pool) const noexcept {
        return touched(pool.id) ? awarded(postings_, pool.id) : 0;
    }

    /// Returns: the level on record for a group of tiers, the decision's own change included.
    [[nodiscard]] TESSERA_INLINE level_mark level(slot_place const& of) const noexcept {
        level_mark const mark = base_.level(of.group);
        return touched(of.id) ? newest(postings_, of.id, {mark, base_.plan(of.group)}).mark : mark;
    }

    /// Returns: what stands beside that level, the decision's own change included.
    [[nodiscard]] TESSERA_INLINE level_plan plan(slot_place const& of) const noexcept {
        level_plan const plan = base_.plan(of.group);
        return touched(of.id) ? newest(postings_, of.id, {base_.level(of.group), plan}).plan : plan;
    }

    /// Returns: what of the pool can be used on the day; never below zero.
    [[nodiscard]] TESSERA_INLINE std::int64_t available(slot_place const& pool) const noexcept {
        std::int64_t total = 0;
        for_each_lot(pool, [&total](lot const& l) {
            if (__builtin_add_overflow(total, l.amount, &total))
                total = std::numeric_limits<std::int64_t>::max();
            return true;
        });
        return total;
    }

    /// Effects: calls `visit(lot)` with what is left of each usable lot, in the order of consumption,
    ///   until it answers false. Complexity: linear in lots; with postings on the pool, times their number.
    template <class Visit>
    TESSERA_INLINE void for_each_lot(slot_place const& pool, Visit visit) const {
        if (pool.lasting) {
            lot whole{lot_key{}, base_.cell(pool.cell) +
                                     (touched(pool.id) ? detail::moved(postings_, pool.id, lot_key{}) : 0)};
            for (detail::held_lot const& h : base_.held_lots())
                if (detail::is_free(h, pool.id, now_)) whole.amount += h.part.held.amount;
            if (whole.amount > 0) visit(std::as_const(whole));
        } else if (pool.oldest_first) {
            detail::by_age(base_, postings_, pool, now_, day_, visit);
        } else if (pool.compact && !touched(pool.id) && base_.far_lots().empty() &&
                   base_.held_lots().empty()) {
            for (plain_lot const& l : base_.plain_lots())
                if (day_ < l.expires && !visit(lot{lot_key{l.expires}, l.amount})) return;
        } else {
            auto const usable = [day = day_, &visit](lot const& l) {
                return l.amount <= 0 || !l.key.usable(day) || visit(l);
            };
            detail::merge_lots(base_, postings_, pool, now_, usable);
        }
    }

    /// Returns: whether the decision has made a posting of that kind to the slot.
    [[nodiscard]] bool has_posted(posting_kind kind, slot_id slot) const noexcept {
        return std::any_of(postings_.begin(), postings_.end(),
                           [&](posting const& p) { return p.kind == kind && p.slot == slot; });
    }

    /// Returns: what a lot of the pool holds, usable or not.
    [[nodiscard]] std::int64_t held_in(slot_place const& pool, lot_key const& key) const noexcept {
        std::int64_t found = 0;
        for_each_stored_lot(pool, [&](lot const& l) {
            if (l.key == key) found = l.amount;
            return l.key < key;
        });
        return found;
    }

    /// Returns: what is remembered of a lot that expired unused and was not counted as paid back since.
    [[nodiscard]] std::int64_t lapsed_in(slot_place const& pool, lot_key const& key) const noexcept {
        std::int64_t found = 0;
        for (detail::far_lot const& l : base_.lapsed_lots())
            if (l.slot == pool.id && l.held.key == key) found += l.held.amount;
        for (posting const& p : postings_) {
            if (p.slot != pool.id || lot_key{p.expires, p.opens, p.tag} != key) continue;
            found += p.kind == posting_kind::expire   ? p.amount
                     : p.kind == posting_kind::excuse ? -p.amount
                                                      : 0;
        }
        return found;
    }

    /// Returns: what a slot of claims holds or remembers under a tag. Complexity: linear in the account's
    ///   parts of measures.
    [[nodiscard]] std::int64_t claimed(slot_place const& claims, std::uint64_t tag) const noexcept {
        std::int64_t found = 0;
        for (bucket const& b : base_.buckets())
            if (b.slot == claims.id && b.tag == tag && day_.day < detail::forgotten_on(b, chart_))
                found += b.amount;
        for (posting const& p : postings_)
            if (p.slot == claims.id && p.tag == tag && p.kind == posting_kind::tally) found += p.amount;
        return found;
    }

    /// Returns: the part of a sum that ends on a day, under a tag. Complexity: linear in parts and postings.
    [[nodiscard]] std::int64_t part(slot_place const& of, date ends, std::uint64_t tag) const noexcept {
        std::int64_t found = 0;
        for (bucket const& b : base_.buckets())
            if (b.slot == of.id && b.expires == ends && b.tag == tag) found += b.amount;
        for (posting const& p : postings_)
            if (p.slot == of.id && p.expires == ends && p.tag == tag && p.kind == posting_kind::tally)
                found += p.amount;
        return found;
    }

    /// Returns: whether a hold of that number keeps something. Complexity: linear in held lots.
    [[nodiscard]] bool holds(hold_id hold) const noexcept {
        for (detail::held_lot const& h : base_.held_lots())
            if (h.hold == hold.value && h.part.held.amount > detail::freed(postings_, h)) return true;
        return false;
    }

    /// Effects: calls `visit(part)` for what a hold still keeps of each lot of a pool, soonest expiry first.
    template <class Visit>
    void for_each_held(slot_place const& pool, hold_id hold, Visit visit) const {
        for (detail::held_lot h : base_.held_lots()) {
            if (h.hold != hold.value || h.part.slot != pool.id) continue;
            h.part.held.amount -= detail::freed(postings_, h);
            if (h.part.held.amount > 0) visit(std::as_const(h));
        }
    }

    /// Effects: calls `visit(lot)` for every lot of a pool, pending and ended ones too, by key.
    template <class Visit>
    void for_each_stored_lot(slot_place const& pool, Visit visit) const {
        detail::merge_lots(base_, postings_, pool, now_, visit);
    }

private:
    friend class member_out;

    [[nodiscard]] bool touched(slot_id id) const noexcept { return (touched_ >> (id.value % 64U)) & 1U; }

    TESSERA_INLINE void touch(slot_id id) noexcept { touched_ |= std::uint64_t{1} << (id.value % 64U); }

    /// Effects: becomes what a copy of this draft has become.
    TESSERA_INLINE void take_over(draft const& copy) noexcept {
        touched_ = copy.touched_;
        for (std::size_t i = 0; i < moved_.size(); ++i) moved_[i] = copy.moved_[i];
        tendered_minor_ = copy.tendered_minor_;
        refund_.money_minor = copy.refund_.money_minor;
        refund_.stored_minor = copy.refund_.stored_minor;
        refund_.withheld_minor = copy.refund_.withheld_minor;
        failed_ = copy.failed_;
    }

    TESSERA_INLINE void add(posting const& p) {
        add(p, p.kind == posting_kind::tally ? chart_.slots()[p.slot.value].cell : no_cell);
    }
    /// Effects: the same for a tally, where its cell is known.
    TESSERA_INLINE void add(posting const& p, std::uint16_t cell) {
        postings_.push_back(p);
        touch(p.slot);
        count(cell, p.amount);
    }

    /// Effects: counts a tally at once, where it will be read again in the same decision.
    TESSERA_INLINE void count(std::uint16_t cell, std::int64_t amount) noexcept {
        if (cell < account::near_cells) moved_[cell] += amount;
    }

    /// Returns: what the decision's tallies have added to a sum.
    [[nodiscard]] TESSERA_INLINE std::int64_t moved(slot_place const& of) const noexcept {
        if (of.cell < account::near_cells) return moved_[of.cell];
        return touched(of.id) ? tallied(postings_, of.id) : 0;
    }
    [[nodiscard]] static std::int64_t tallied(row<posting> const& postings, slot_id id) noexcept {
        std::int64_t total = 0;
        for (posting const& p : postings)
            if (p.slot == id && p.kind == posting_kind::tally) total += p.amount;
        return total;
    }

    /// Returns: how much of a sum is in buckets that ended by the day and that no posting has forgotten yet,
    /// less what of it has begun; those the decision has forgotten ended too, and count the same.
    [[nodiscard]] static std::int64_t ended(account const& base, slot_id id, date day) noexcept {
        std::int64_t total = -detail::begun_sum(base, id, day);
        for (bucket const& b : base.buckets())
            if (b.slot == id && b.expires <= day) total += b.amount;
        return total;
    }

    /// Returns: by how much the decision has lifted a part of a peak, less what it has forgotten of it.
    [[nodiscard]] std::int64_t lifted(slot_id peak, lot_key const& key) const noexcept {
        std::int64_t total = 0;
        for (posting const& p : postings_) {
            if (p.slot != peak || p.expires != key.expires || p.tag != key.tag) continue;
            if (p.kind == posting_kind::raise) total += p.amount;
            if (p.kind == posting_kind::forget) total -= p.amount;
        }
        return total;
    }
    [[nodiscard]] static bool stands(bucket const& b, chart slots, date day) noexcept {
        return day < b.expires || slots.slots()[b.slot.value].remembered > 0;
    }
    [[nodiscard]] static std::int64_t live_peak(account const& base, chart slots, slot_place const& of,
                                                date day, bool something_began) noexcept {
        std::int64_t highest = something_began ? detail::begun_peak(base, of.id, day) : 0;
        highest = std::max(highest, base.cell(of.cell));
        for (bucket const& b : base.buckets())
            if (b.slot == of.id && stands(b, slots, day)) highest = std::max(highest, b.amount);
        return highest;
    }
    [[nodiscard]] static std::int64_t raised(row<posting> const& postings, slot_id id) noexcept {
        std::int64_t total = 0;
        for (posting const& p : postings)
            if (p.slot == id && p.kind == posting_kind::raise) total += p.amount;
        return total;
    }

    struct levels {
        level_mark mark;
        level_plan plan;
    };
    [[nodiscard]] static levels newest(row<posting> const& postings, slot_id id, levels now) noexcept {
        for (posting const& p : postings)
            if (p.slot == id && p.kind == posting_kind::status) set_status(p, now.mark, now.plan);
        return now;
    }
    [[nodiscard]] static std::int64_t awarded(row<posting> const& postings, slot_id id) noexcept {
        std::int64_t total = 0;
        for (posting const& p : postings) {
            if (p.slot != id) continue;
            if (p.kind == posting_kind::issue || p.kind == posting_kind::repay) total += p.amount;
            bool const back = p.kind == posting_kind::claw || p.kind == posting_kind::owe;
            if (back || p.kind == posting_kind::excuse) total -= p.amount;
        }
        return total;
    }
    [[nodiscard]] static std::int64_t newly_owed(row<posting> const& postings, slot_id id) noexcept {
        std::int64_t total = 0;
        for (posting const& p : postings) {
            if (p.slot != id) continue;
            legs const moved = legs_of(p.kind);
            total += moved.from == side::debt ? p.amount : moved.to == side::debt ? -p.amount : 0;
        }
        return total;
    }

    account const& base_;
    chart chart_;
    row<posting>& postings_;
    std::uint64_t touched_ = 0;                              // slots, modulo 64, that a posting names
    std::array<std::int64_t, account::near_cells> moved_{};  // tallies of this decision, by near cell
    std::int64_t tendered_minor_ = 0;
    refund refund_{};
    instant now_;
    errc failed_ = errc::ok;
    date day_;
    bool something_ended_;  // or began by itself, of the account, by the day
};

}  // namespace tessera
