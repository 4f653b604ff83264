// SPDX-License-Identifier: BSL-1.0
#pragma once

#include <algorithm>
#include <cstdint>
#include <limits>

#include <tessera/ledger/parts.hpp>

/// Floor 2. What each kind of posting does to an account, and how it is undone. Only `apply` (apply.hpp)
/// uses it.

namespace tessera {
namespace detail {

/// Carries out postings on one account. Every step but a status has an exact inverse, which is how an entry
/// that fails half-way is undone without a copy of the account.
///
/// Why the rarer steps run on a copy of it: so that on the usual path its references stay in registers.
class folder {
public:
    /// `first` is the entry's first posting: a hold is named by the note before. `levels_move` is set when a
    /// posting sets a level: that cannot fail and has no inverse, so it is done at the end.
    folder(account& target, chart slots, posting const* first, memory_resource& from,
           bool& levels_move) noexcept
        : account_(target), chart_(slots), first_(first), memory_(from), levels_move_(levels_move) {}

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
            case posting_kind::issue:
            case posting_kind::restore:
            case posting_kind::receive: static_cast<void>(take_value(p, s)); break;
            case posting_kind::redeem:
            case posting_kind::claw:
            case posting_kind::send: static_cast<void>(add_value(p, s, any_amount)); break;
            case posting_kind::expire:
                if (remembers(s)) static_cast<void>(take_part(rows().lapsed, far_lot_of(p)));
                static_cast<void>(add_value(p, s, any_amount));
                break;
            case posting_kind::reserve:
                static_cast<void>(take_part(rows().held, held(p)));
                static_cast<void>(add_value(p, s, any_amount));
                break;
            case posting_kind::release:
                static_cast<void>(take_value(p, s));
                static_cast<void>(add_part(rows().held, held(p)));
                break;
            case posting_kind::capture: static_cast<void>(add_part(rows().held, held(p))); break;
            case posting_kind::owe:
            case posting_kind::overspend:
            case posting_kind::take_over: static_cast<void>(add_cell(s.debt_cell, -p.amount)); break;
            case posting_kind::repay:
            case posting_kind::hand_over:
            case posting_kind::forgive: static_cast<void>(add_cell(s.debt_cell, p.amount)); break;
            case posting_kind::pay:
                static_cast<void>(add_cell(s.debt_cell, p.amount));
                static_cast<void>(add_value(p, s, any_amount));
                break;
            case posting_kind::tally:
                static_cast<void>(s.kind == slot_kind::sum ? tally(inverse, s) : carry(inverse, s));
                break;
            case posting_kind::raise: static_cast<void>(raise(inverse, s)); break;
            case posting_kind::postpone: static_cast<void>(postpone(inverse)); break;
            case posting_kind::forget:
                static_cast<void>(s.kind == slot_kind::pool  ? add_part(rows().lapsed, far_lot_of(p))
                                  : s.kind == slot_kind::sum ? tally(p, s)
                                                             : raise(p, s));
                break;
            case posting_kind::excuse: static_cast<void>(add_part(rows().lapsed, far_lot_of(p))); break;
            case posting_kind::status:
            case posting_kind::hold:
            case posting_kind::on_day: break;
        }
        refresh_due();
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
            at_place(rows().levels, group - 1U) = mark;
        if (mark.planned || planned) at_place(rows().plans, group) = plan;
    }

    void advance(fact_key key) noexcept {
        account_.frontier_ = key;
        ++account_.version_.value;
    }

private:
    [[nodiscard]] errc forward_other(posting const& p, slot const& s) {
        if (s.kind != kind_needed(p, s) || (is_transfer(p.kind) && p.amount <= 0)) return errc::bad_posting;
        switch (p.kind) {
            case posting_kind::issue:
            case posting_kind::restore:
            case posting_kind::receive: return add_value(p, s);
            case posting_kind::redeem:
            case posting_kind::claw:
            case posting_kind::send: return take_value(p, s);
            case posting_kind::expire: return expire(p, s);
            case posting_kind::reserve: return reserve(p, s);
            case posting_kind::release: return release(p, s);
            case posting_kind::capture: return take_held(rows().held, held(p));
            case posting_kind::owe:
            case posting_kind::overspend:
            case posting_kind::take_over: return refreshed(add_cell(s.debt_cell, p.amount));
            case posting_kind::repay:
            case posting_kind::hand_over:
            case posting_kind::forgive: return take_debt(p, s);
            case posting_kind::pay: return pay_debt(p, s);
            case posting_kind::hold:
            case posting_kind::on_day: return errc::ok;
            case posting_kind::excuse:
                return p.amount > 0 ? take_part(rows().lapsed, far_lot_of(p)) : errc::bad_posting;
            case posting_kind::tally: return carry(p, s);
            case posting_kind::raise: return p.amount > 0 ? raise(p, s) : errc::bad_posting;
            case posting_kind::forget: return forget(p, s);
            case posting_kind::postpone: return postpone(p);
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
            case posting_kind::forget:
                return s.kind == slot_kind::peak || s.kind == slot_kind::pool ? s.kind : slot_kind::sum;
            case posting_kind::postpone: return s.kind == slot_kind::peak ? s.kind : slot_kind::sum;
            case posting_kind::status: return slot_kind::level;
            case posting_kind::on_day: return s.kind;
            default: return slot_kind::pool;
        }
    }

    // --- cells ---------------------------------------------------------------------------------------------

    [[nodiscard]] TESSERA_INLINE std::int64_t& cell(std::uint16_t index) {
        if (index < account::near_cells) return account_.cells_[index];
        return folder(*this).far_cell(index - std::size_t{account::near_cells});
    }
    TESSERA_COLD std::int64_t& far_cell(std::size_t at) { return at_place(rows().cells, at); }
    /// Returns: the value at a place of a row that grows on demand.
    template <class T>
    [[nodiscard]] static T& at_place(pooled_row<T>& values, std::size_t place) {
        values.widen(place + 1);
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
    [[nodiscard]] errc pay_debt(posting const& p, slot const& s) {
        if (account_.cell(s.debt_cell) < p.amount) return errc::overdrawn;
        errc const failed = take_value(p, s);
        return failed == errc::ok ? take_debt(p, s) : failed;
    }

    // --- measures ------------------------------------------------------------------------------------------

    [[nodiscard]] TESSERA_INLINE errc tally(posting const& p, slot const& s) {
        if (p.amount == std::numeric_limits<std::int64_t>::min())
            return errc::bad_posting;  // it has no inverse
        errc const failed = add_cell(s.cell, p.amount);
        if (failed != errc::ok || (p.expires == date::never() && p.tag == 0)) return failed;
        return folder(*this).tally_part(p, s);
    }
    [[nodiscard]] errc tally_part(posting const& p, slot const& s) {
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
        if (p.amount == 0) return errc::bad_posting;
        if (s.kind == slot_kind::pool) return forget_lapsed(p);
        if (p.expires == date::never()) return lower(p, s);
        auto& buckets = rows().buckets;
        bucket* const at = place_of(buckets, bucket_of(p));
        if (!stands_at(buckets, at, bucket_of(p)) || at->amount != p.amount) return errc::bad_posting;
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
    [[nodiscard]] errc lower(posting const& p, slot const& s) {
        if (s.kind != slot_kind::peak || p.amount < 0) return errc::bad_posting;
        return account_.cell(s.cell) < p.amount ? errc::overdrawn : add_cell(s.cell, -p.amount);
    }
    [[nodiscard]] errc forget_lapsed(posting const& p) {
        return refreshed(p.amount > 0 ? take_part(rows().lapsed, far_lot_of(p)) : errc::bad_posting);
    }
    [[nodiscard]] errc add_bucket(posting const& p) {
        return refreshed(add_part(rows().buckets, bucket_of(p)));
    }
    [[nodiscard]] errc postpone(posting const& p) { return refreshed(postpone_part(rows().postponed, p)); }
    [[nodiscard]] errc refreshed(errc failed) noexcept {
        if (failed == errc::ok) refresh_due();
        return failed;
    }

    // --- lots ----------------------------------------------------------------------------------------------

    [[nodiscard]] TESSERA_INLINE errc add_value(posting const& p, slot const& s,
                                                std::int64_t far_most = far_room) {
        if (s.lasting) return lot_of_lasting_pool(p) ? add_cell(s.cell, p.amount) : errc::bad_posting;
        if (plain(p, s) && add_plain(p)) return errc::ok;
        return folder(*this).add_far(p, far_most);
    }

    /// Returns: whether the lot took the amount; it holds at most 32 bits.
    [[nodiscard]] TESSERA_INLINE bool add_plain(posting const& p) {
        if (p.amount > plain_room) return false;
        lot_run& run = account_.near_lots_;
        auto const lots = run.lots();
        std::uint32_t at = static_cast<std::uint32_t>(lots.size());
        while (at != 0 && p.expires < lots[at - 1].expires) --at;
        if (at != 0 && lots[at - 1].expires == p.expires) {
            plain_lot& held = lots[at - 1];
            if (held.amount + p.amount > plain_room) return false;
            held.amount += static_cast<std::uint32_t>(p.amount);
            return true;
        }
        if (!run.insert(at, plain_lot{static_cast<std::uint32_t>(p.amount), p.expires}, memory_))
            return false;
        account_.due_ = std::min(account_.due_, p.expires);
        return true;
    }

    TESSERA_COLD errc add_far(posting const& p, std::int64_t most) {
        errc const failed = add_part(rows().lots, far_lot_of(p), most);
        if (failed == errc::ok)
            account_.due_ = std::min(account_.due_, due_of(account_, chart_, far_lot_of(p)));
        return failed;
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
        if (lots[at].amount == 0) {
            run.erase(at);
            if (account_.due_ == p.expires) refresh_due();
        }
        return p.amount - taken;
    }

    TESSERA_COLD errc take_far(posting const& p, slot const& s, std::int64_t amount) {
        far_lot rest = far_lot_of(p);
        rest.held.amount = amount;
        if (take_part(rows().lots, rest) != errc::ok) {
            posting taken = p;
            taken.amount = p.amount - amount;
            if (taken.amount != 0) static_cast<void>(add_value(taken, s));
            return errc::overdrawn;
        }
        refresh_due();
        return errc::ok;
    }

    // --- lots that are remembered or held ------------------------------------------------------------------

    [[nodiscard]] errc expire(posting const& p, slot const& s) {
        errc const failed = take_value(p, s);
        if (failed != errc::ok || !remembers(s)) return failed;
        errc const full = add_part(rows().lapsed, far_lot_of(p));
        if (full != errc::ok) static_cast<void>(add_value(p, s, any_amount));
        refresh_due();
        return full;
    }
    [[nodiscard]] errc reserve(posting const& p, slot const& s) {
        if (!hold_of(p)) return errc::bad_posting;
        errc const failed = take_value(p, s);
        if (failed != errc::ok) return failed;
        errc const full = add_part(rows().held, held(p));
        if (full != errc::ok) static_cast<void>(add_value(p, s, any_amount));
        refresh_due();
        return full;
    }
    [[nodiscard]] errc release(posting const& p, slot const& s) {
        errc const failed = take_held(rows().held, held(p));
        if (failed != errc::ok) return failed;
        errc const full = add_value(p, s);
        if (full != errc::ok) static_cast<void>(add_part(rows().held, held(p)));
        refresh_due();
        return full;
    }

    /// Returns: the note that names the hold of a posting; null when there is none.
    [[nodiscard]] posting const* hold_of(posting const& p) const noexcept {
        for (posting const* at = &p; at != first_;)
            if ((--at)->kind == posting_kind::hold) return at;
        return nullptr;
    }
    [[nodiscard]] held_lot held(posting const& p) const noexcept {
        posting const* const hold = hold_of(p);
        return hold ? held_lot{hold->tag, hold->amount, far_lot_of(p)} : held_lot{0, 0, far_lot_of(p)};
    }

    [[nodiscard]] annex& rows() { return account_.annex_in(memory_); }

    TESSERA_COLD void refresh_due() noexcept {
        auto const lots = account_.plain_lots();
        account_.due_ = lots.empty() ? date::never() : lots.front().expires;
        if (account_.annex_ != nullptr)
            account_.due_ = std::min(account_.due_, due_of_rest(account_, chart_));
    }
    static constexpr std::int64_t any_amount = std::numeric_limits<std::int64_t>::max();

    account& account_;
    chart chart_;
    posting const* first_;
    memory_resource& memory_;
    bool& levels_move_;
};

}  // namespace detail
}  // namespace tessera
