// SPDX-License-Identifier: BSL-1.0
#pragma once

#include <algorithm>
#include <cstdint>
#include <limits>

#include <tessera/ledger/account.hpp>

/// Floor 2. The one way to change an account: `apply` takes a whole entry, all or nothing. It is the commit
/// of a decision and the replay of a journal alike, and answers a bad entry with an error, whoever wrote it.

namespace tessera {
namespace detail {

/// Carries out postings on one account. Every step but a status has an exact inverse, which is how an entry
/// that fails half-way is undone without a copy of the account.
///
/// Why the rarer steps run on a copy of it: so that on the usual path its references stay in registers.
class folder {
public:
    /// `levels_move` is set when a posting sets a level: that cannot fail and has no inverse, so it is done
    /// at the end.
    folder(account& target, chart slots, memory_resource& from, bool& levels_move) noexcept
        : account_(target), chart_(slots), memory_(from), levels_move_(levels_move) {}

    [[nodiscard]] TESSERA_INLINE errc forward(posting const& p) {
        if (!chart_.has(p.slot)) return errc::unknown_slot;
        slot const& s = chart_.slots()[p.slot.value];
        if (p.kind == posting_kind::tally && s.kind == slot_kind::sum) return tally(p, s);
        if (p.kind == posting_kind::issue && s.kind == slot_kind::pool && p.amount > 0)
            return add_value(p, s);
        return folder(*this).forward_other(p, s);
    }

    /// Preconditions: `forward(p)` succeeded and all that came after it has been undone.
    TESSERA_COLD void backward(posting const& p) {
        slot const& s = chart_[p.slot];
        posting inverse = p;
        inverse.amount = -p.amount;
        switch (p.kind) {
            case posting_kind::issue: static_cast<void>(take_value(p, s)); break;
            case posting_kind::redeem:
            case posting_kind::expire:
            case posting_kind::claw:
                static_cast<void>(add_value(p, s, std::numeric_limits<std::int64_t>::max()));
                break;
            case posting_kind::owe: static_cast<void>(add_cell(s.debt_cell, -p.amount)); break;
            case posting_kind::repay: static_cast<void>(add_cell(s.debt_cell, p.amount)); break;
            case posting_kind::tally:
                static_cast<void>(s.kind == slot_kind::sum ? tally(inverse, s) : carry(inverse, s));
                break;
            case posting_kind::raise: static_cast<void>(raise(inverse, s)); break;
            case posting_kind::forget:
                static_cast<void>(s.kind == slot_kind::sum ? tally(p, s) : raise(p, s));
                break;
            case posting_kind::status: break;
        }
    }

    void set_level(posting const& p) {
        std::uint8_t const group = chart_[p.slot].group;
        level_mark mark = account_.level(group);
        level_plan plan = account_.plan(group);
        bool const planned = mark.planned;
        set_status(p, mark, plan);
        if (group == 0)
            account_.level_ = mark;
        else
            at_place(account_.annex_in(memory_).levels, group - 1U) = mark;
        if (mark.planned || planned) at_place(account_.annex_in(memory_).plans, group) = plan;
    }

    void advance(fact_key key) noexcept {
        account_.frontier_ = key;
        ++account_.version_.value;
    }

private:
    [[nodiscard]] errc forward_other(posting const& p, slot const& s) {
        if (s.kind != kind_needed(p, s) || (is_transfer(p.kind) && p.amount <= 0)) return errc::bad_posting;
        switch (p.kind) {
            case posting_kind::issue: return add_value(p, s);
            case posting_kind::redeem:
            case posting_kind::expire:
            case posting_kind::claw: return take_value(p, s);
            case posting_kind::owe: return add_cell(s.debt_cell, p.amount);
            case posting_kind::repay: return take_debt(p, s);
            case posting_kind::tally: return carry(p, s);
            case posting_kind::raise: return p.amount > 0 ? raise(p, s) : errc::bad_posting;
            case posting_kind::forget: return forget(p, s);
            case posting_kind::status:
                levels_move_ = true;
                return sound_status(p) ? errc::ok : errc::bad_posting;
        }
        return errc::bad_posting;
    }

    /// Returns: the kind of slot that a posting of this kind needs.
    [[nodiscard]] static slot_kind kind_needed(posting const& p, slot const& s) noexcept {
        switch (p.kind) {
            case posting_kind::tally: return slot_kind::remainder;  // a sum goes straight to `tally`
            case posting_kind::raise: return slot_kind::peak;
            case posting_kind::forget: return s.kind == slot_kind::peak ? s.kind : slot_kind::sum;
            case posting_kind::status: return slot_kind::level;
            default: return slot_kind::pool;
        }
    }

    // --- cells ---------------------------------------------------------------------------------------------

    [[nodiscard]] TESSERA_INLINE std::int64_t& cell(std::uint16_t index) {
        if (index < account::near_cells) return account_.cells_[index];
        return folder(*this).far_cell(index - std::size_t{account::near_cells});
    }
    TESSERA_COLD std::int64_t& far_cell(std::size_t at) {
        return at_place(account_.annex_in(memory_).cells, at);
    }
    /// Returns: the value at a place of a row that grows on demand.
    template <class T>
    [[nodiscard]] static T& at_place(annex::row<T>& values, std::size_t place) {
        if (values.size() <= place) values.resize(place + 1);
        return values[place];
    }

    [[nodiscard]] TESSERA_INLINE errc add_cell(std::uint16_t index, std::int64_t amount) {
        std::int64_t& held = cell(index);
        std::int64_t sum = 0;
        if (__builtin_add_overflow(held, amount, &sum)) return errc::overflow;
        held = sum;
        return errc::ok;
    }

    [[nodiscard]] errc take_debt(posting const& p, slot const& s) {
        if (account_.cell(s.debt_cell) < p.amount) return errc::overdrawn;
        return add_cell(s.debt_cell, -p.amount);
    }

    // --- measures ------------------------------------------------------------------------------------------

    [[nodiscard]] TESSERA_INLINE errc tally(posting const& p, slot const& s) {
        if (p.amount == std::numeric_limits<std::int64_t>::min())
            return errc::bad_posting;  // it has no inverse
        errc const failed = add_cell(s.cell, p.amount);
        if (failed != errc::ok || p.expires == date::never()) return failed;
        return folder(*this).add_part(p, s);
    }
    [[nodiscard]] errc add_part(posting const& p, slot const& s) {
        errc const no_room = add_bucket(p);
        if (no_room != errc::ok) static_cast<void>(add_cell(s.cell, -p.amount));
        return no_room;
    }

    /// A remainder stays a part of one unit.
    [[nodiscard]] errc carry(posting const& p, slot const& s) {
        if (p.expires != date::never()) return errc::bad_posting;
        std::int64_t moved = 0;
        if (__builtin_add_overflow(account_.cell(s.cell), p.amount, &moved)) return errc::overflow;
        if (moved < 0 || moved >= s.denominator) return errc::bad_posting;
        return add_cell(s.cell, p.amount);
    }

    [[nodiscard]] errc raise(posting const& p, slot const& s) {
        return p.expires == date::never() ? add_cell(s.cell, p.amount) : add_bucket(p);
    }

    [[nodiscard]] errc forget(posting const& p, slot const& s) {
        if (p.expires == date::never()) return errc::bad_posting;
        auto& buckets = account_.annex_in(memory_).buckets;
        auto const at = place(buckets, p);
        if (at == buckets.end() || !same(*at, p) || at->amount != p.amount) return errc::bad_posting;
        if (s.kind == slot_kind::sum) {
            std::int64_t& held = cell(s.cell);
            std::int64_t left = 0;
            if (__builtin_sub_overflow(held, p.amount, &left)) return errc::overflow;
            held = left;
        }
        buckets.erase(at);
        refresh_due();
        return errc::ok;
    }

    [[nodiscard]] errc add_bucket(posting const& p) {
        auto& buckets = account_.annex_in(memory_).buckets;
        auto const at = place(buckets, p);
        if (at == buckets.end() || !same(*at, p)) {
            if (p.amount == 0) return errc::ok;
            buckets.insert(at, bucket{p.slot, p.expires, p.amount});
            account_.due_ = std::min(account_.due_, p.expires);
            return errc::ok;
        }
        std::int64_t sum = 0;
        if (__builtin_add_overflow(at->amount, p.amount, &sum)) return errc::overflow;
        at->amount = sum;
        if (sum == 0) {
            buckets.erase(at);
            refresh_due();
        }
        return errc::ok;
    }

    [[nodiscard]] static bool same(bucket const& b, posting const& p) noexcept {
        return b.slot == p.slot && b.expires == p.expires;
    }
    [[nodiscard]] static annex::row<bucket>::iterator place(annex::row<bucket>& buckets,
                                                            posting const& p) noexcept {
        return std::lower_bound(buckets.begin(), buckets.end(), p, [](bucket const& b, posting const& q) {
            return b.slot != q.slot ? b.slot < q.slot : b.expires < q.expires;
        });
    }

    // --- lots ----------------------------------------------------------------------------------------------

    /// A pool whose value never ends has one lot: open, without an end and without a tag.
    [[nodiscard]] static bool lot_of_lasting_pool(posting const& p) noexcept {
        return p.expires == date::never() && p.opens == date::min() && p.tag == 0;
    }
    [[nodiscard]] static bool plain(posting const& p, slot const& s) noexcept {
        return s.compact && p.tag == 0 && p.opens == date::min();
    }

    [[nodiscard]] TESSERA_INLINE errc add_value(posting const& p, slot const& s,
                                                std::int64_t far_most = far_room) {
        if (s.lasting) return lot_of_lasting_pool(p) ? add_cell(s.cell, p.amount) : errc::bad_posting;
        if (plain(p, s) && add_plain(p)) return errc::ok;
        return folder(*this).add_far(p, far_most);
    }

    /// Returns: whether the lot took the amount; it holds at most 32 bits.
    [[nodiscard]] TESSERA_INLINE bool add_plain(posting const& p) {
        constexpr std::int64_t most = std::numeric_limits<std::uint32_t>::max();
        if (p.amount > most) return false;
        lot_run& run = account_.near_lots_;
        auto const lots = run.lots();
        std::uint32_t at = static_cast<std::uint32_t>(lots.size());
        while (at != 0 && p.expires < lots[at - 1].expires) --at;
        if (at != 0 && lots[at - 1].expires == p.expires) {
            plain_lot& held = lots[at - 1];
            if (held.amount + p.amount > most) return false;
            held.amount += static_cast<std::uint32_t>(p.amount);
            return true;
        }
        return run.insert(at, plain_lot{static_cast<std::uint32_t>(p.amount), p.expires}, memory_);
    }

    /// The far part of a lot leaves room for the plain one, so that the whole fits in 64 bits.
    static constexpr std::int64_t far_room =
        std::numeric_limits<std::int64_t>::max() - std::numeric_limits<std::uint32_t>::max();

    TESSERA_COLD errc add_far(posting const& p, std::int64_t most) {
        auto& lots = account_.annex_in(memory_).lots;
        auto const at = place(lots, p);
        bool const there = at != lots.end() && same(*at, p);
        if (p.amount > most - (there ? at->held.amount : 0)) return errc::overflow;
        if (there) {
            at->held.amount += p.amount;
        } else {
            lots.insert(at, far_lot{p.slot, lot{key_of(p), p.amount}});
            account_.due_ = std::min(account_.due_, p.expires);
        }
        return errc::ok;
    }

    [[nodiscard]] errc take_value(posting const& p, slot const& s) {
        if (s.lasting) {
            if (!lot_of_lasting_pool(p)) return errc::bad_posting;
            return account_.cell(s.cell) < p.amount ? errc::overdrawn : add_cell(s.cell, -p.amount);
        }
        std::int64_t const left = plain(p, s) ? take_plain(p) : p.amount;
        return left == 0 ? errc::ok : take_far(p, s, left);
    }

    /// Effects: takes as much of the amount as the plain lot of that day holds. Returns: what is left to
    /// take.
    [[nodiscard]] std::int64_t take_plain(posting const& p) {
        lot_run& run = account_.near_lots_;
        auto const lots = run.lots();
        std::uint32_t at = 0;
        while (at != lots.size() && lots[at].expires < p.expires) ++at;
        if (at == lots.size() || lots[at].expires != p.expires) return p.amount;
        std::int64_t const taken = std::min<std::int64_t>(lots[at].amount, p.amount);
        lots[at].amount -= static_cast<std::uint32_t>(taken);
        if (lots[at].amount == 0) run.erase(at);
        return p.amount - taken;
    }

    TESSERA_COLD errc take_far(posting const& p, slot const& s, std::int64_t amount) {
        auto& lots = account_.annex_in(memory_).lots;
        auto const at = place(lots, p);
        if (at == lots.end() || !same(*at, p) || at->held.amount < amount) {
            posting taken = p;
            taken.amount = p.amount - amount;
            if (taken.amount != 0) static_cast<void>(add_value(taken, s));
            return errc::overdrawn;
        }
        at->held.amount -= amount;
        if (at->held.amount == 0) {
            lots.erase(at);
            refresh_due();
        }
        return errc::ok;
    }

    [[nodiscard]] static lot_key key_of(posting const& p) noexcept { return {p.expires, p.opens, p.tag}; }
    [[nodiscard]] static bool same(far_lot const& l, posting const& p) noexcept {
        return l.slot == p.slot && l.held.key == key_of(p);
    }
    [[nodiscard]] static annex::row<far_lot>::iterator place(annex::row<far_lot>& lots,
                                                             posting const& p) noexcept {
        return std::lower_bound(lots.begin(), lots.end(), p, [](far_lot const& l, posting const& q) {
            return l.slot != q.slot ? l.slot < q.slot : l.held.key < key_of(q);
        });
    }

    void refresh_due() noexcept {
        account_.due_ = date::never();
        for (bucket const& b : account_.buckets()) account_.due_ = std::min(account_.due_, b.expires);
        for (far_lot const& l : account_.far_lots())
            account_.due_ = std::min(account_.due_, l.held.key.expires);
    }

    account& account_;
    chart chart_;
    memory_resource& memory_;
    bool& levels_move_;
};

TESSERA_COLD inline void set_levels(folder fold, posting const* first, posting const* last) {
    for (posting const* p = first; p != last; ++p)
        if (p->kind == posting_kind::status) fold.set_level(*p);
}

TESSERA_COLD inline void undo(folder fold, posting const* first, posting const* last) {
    while (last != first) fold.backward(*--last);
}

/// Effects: what `apply` does once the entry is known to be the account's next one.
[[nodiscard]] TESSERA_INLINE errc fold_next(account& target, chart slots, fact_key key, posting const* first,
                                            posting const* last, memory_resource& from) {
    bool levels_move = false;
    folder fold(target, slots, from, levels_move);
    for (posting const* p = first; p != last; ++p) {
        errc const failed = fold.forward(*p);
        if (failed != errc::ok) [[unlikely]] {
            undo(fold, first, p);
            return failed;
        }
    }
    if (levels_move) set_levels(fold, first, last);
    fold.advance(key);
    return errc::ok;
}

}  // namespace detail

/// Effects: carries out all postings of `what`, moves the frontier to its fact and counts the version up; or
///   changes nothing at all.
/// Returns: `errc::ok`, or why not: `behind_frontier` (also for a repeat), `version_moved`, `unknown_slot`,
///   `bad_posting`, `overdrawn`, `overflow`.
/// Complexity: linear in postings; each is constant but for the search in lots and buckets of its slot.
///   Allocates from `from` only when lots or buckets outgrow their room.
/// Tested by: tests/ledger/apply.test.cpp, tests/ledger/apply_property.test.cpp.
[[nodiscard]] TESSERA_INLINE errc apply(account& target, chart slots, entry const& what,
                                        memory_resource& from = heap()) {
    if (what.key <= target.frontier()) return errc::behind_frontier;
    if (what.saw != target.version()) return errc::version_moved;
    return detail::fold_next(target, slots, what.key, what.postings.data(),
                             what.postings.data() + what.postings.size(), from);
}

}  // namespace tessera
