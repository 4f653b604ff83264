// SPDX-License-Identifier: BSL-1.0
#pragma once

#include <algorithm>
#include <cstdint>
#include <iterator>
#include <map>
#include <vector>

#include <tessera/calendar/period.hpp>
#include <tessera/ledger/journal.hpp>

/// Floor 6, opt-in. What a journal says to an accountant: every transfer with the day it took effect and the
/// month its value was earned in. What time ends takes effect on its own day, whether or not, and however
/// late, a decision has written it down; so books do not change with how often anything runs.

namespace tessera {

/// A part of a transfer whose value was earned in one month.
struct movement {
    date day{};     ///< on which it took effect
    date earned{};  ///< the first day of the month in which its value was earned
    lot_key lot{};
    std::int64_t amount = 0;  ///< above zero, in the pool's unit
    slot_id pool{};
    posting_kind kind = posting_kind::issue;  ///< of a transfer
    friend constexpr bool operator==(movement const&, movement const&) noexcept = default;
};

/// Returns: the first day of the month, `day` itself outside of the calendar.
[[nodiscard]] constexpr date month_of(date day) noexcept {
    return period_of(day, calendar_unit::month).begin;
}

/// The day of an instant where business days are those of UTC. A host in another zone hands in its own:
/// `[&](instant at) { return business_date(at, zone, day_starts_at_seconds); }`.
struct utc_day {
    [[nodiscard]] constexpr date operator()(instant at) const noexcept { return to_local(at, 0).day; }
};

namespace detail {

/// What tells parts of a member's value apart: lots first, then what only books keep.
struct part_key {
    std::uint64_t hold = 0;  ///< 0 where nothing keeps it back
    slot_id pool{};
    lot_key lot{};
    date earned{};
    date ends{};  ///< the day on which time ends the hold or else the lot; never before it came there
    friend constexpr auto operator<=>(part_key const&, part_key const&) noexcept = default;
};

/// Amounts under keys, none with nothing under it.
class value_parts {
public:
    /// Returns: whether it fits in 64 bits.
    [[nodiscard]] bool add(part_key const& key, std::int64_t amount) {
        std::int64_t& held = parts_[key];
        return !__builtin_add_overflow(held, amount, &held);
    }

    [[nodiscard]] auto begin() const noexcept { return parts_.begin(); }
    [[nodiscard]] auto end() const noexcept { return parts_.end(); }

    /// Effects: takes up to `amount` from the parts of one lot under one hold, the earliest earned first or
    ///   last, and calls `visit(part_key, taken)`. Returns: what they did not hold.
    template <class Visit>
    std::int64_t take(std::uint64_t hold, slot_id pool, lot_key const& lot, std::int64_t amount,
                      bool earliest_first, Visit visit) {
        part_key const least{hold, pool, lot, date::min(), date::min()};
        part_key const most{hold, pool, lot, date::never(), date::never()};
        while (amount != 0) {
            auto const first = parts_.lower_bound(least);
            auto const last = parts_.upper_bound(most);
            if (first == last) break;
            auto const at = earliest_first ? first : std::prev(last);
            std::int64_t const taken = std::min(amount, at->second);
            visit(at->first, taken);
            amount -= taken;
            at->second -= taken;
            if (at->second == 0) parts_.erase(at);
        }
        return amount;
    }

private:
    std::map<part_key, std::int64_t> parts_;
};

/// Turns the entries of one member into movements.
template <class DayOf>
class bookkeeper {
public:
    bookkeeper(chart slots, DayOf const& day_of, std::vector<movement>& out)
        : slots_(slots), day_of_(day_of), out_(out) {}

    /// Effects: counts an entry of that day.
    [[nodiscard]] errc take_in(entry const& what, date day) {
        day_ = day;
        hold_ = 0;
        until_ = 0;
        under_way_ = {};
        for (posting const& p : what.postings) {
            if (!slots_.has(p.slot)) return errc::unknown_slot;
            if (p.kind == posting_kind::hold) hold_ = p.tag, until_ = p.amount;
            if (p.kind == posting_kind::on_day) day_ = p.opens;
            if (!is_transfer(p.kind)) continue;
            if (slots_[p.slot].kind != slot_kind::pool || p.amount <= 0) return errc::bad_posting;
            if (!move(p)) return errc::overdrawn;
        }
        return fits_ ? errc::ok : errc::overflow;
    }

    /// Effects: ends what time has ended by the day `through` and nothing has written down.
    void end_by(date through) {
        for (auto const& [key, amount] : held_) {
            if (through < key.ends) continue;
            tell(posting_kind::release, key.ends, key, amount);
            keep(owned_, free(key, key.ends), amount);
        }
        for (auto const& [key, amount] : owned_)
            if (key.ends <= through) tell(posting_kind::expire, key.ends, key, amount);
    }

private:
    /// Returns: whether there was what the posting takes.
    [[nodiscard]] bool move(posting const& p) {
        legs const sides = legs_of(p.kind);
        if (sides.from == side::member) return leave(p);
        if (sides.from == side::reserved) return unreserve(p);
        if (p.kind == posting_kind::restore) return come_back(p, spent_, false);
        if (p.kind == posting_kind::receive) return come_back(p, under_way_, true);
        part_key const key = new_part(p);
        tell(p.kind, day_, key, p.amount);
        if (sides.to == side::member) keep(owned_, key, p.amount);
        return true;
    }

    /// Value leaves a lot: the earliest earned first. What had ended before expires, or becomes part of
    /// another lot, on the day it ended.
    [[nodiscard]] bool leave(posting const& p) {
        bool const by_time = p.kind == posting_kind::expire || p.kind == posting_kind::send;
        auto const each = [&](part_key key, std::int64_t amount) {
            date const day = by_time ? std::min(day_, key.ends) : day_;
            tell(p.kind, day, key, amount);
            if (p.kind == posting_kind::redeem) keep(spent_, closed(key), amount);
            if (p.kind == posting_kind::send) keep(under_way_, in_transit(key), amount);
            key.hold = hold_;
            key.ends = std::max(day_of_(instant{until_}), day_);
            if (p.kind == posting_kind::reserve) keep(held_, key, amount);
        };
        return owned_.take(0, p.slot, key_of(p), p.amount, true, each) == 0;
    }

    /// A hold gives up a part: to the member, on the day the hold ended if that was before, or for good.
    [[nodiscard]] bool unreserve(posting const& p) {
        bool const back = p.kind == posting_kind::release;
        auto const each = [&](part_key const& key, std::int64_t amount) {
            date const day = back ? std::min(day_, key.ends) : day_;
            tell(p.kind, day, key, amount);
            if (back)
                keep(owned_, free(key, day), amount);
            else
                keep(spent_, closed(key), amount);
        };
        return held_.take(hold_, p.slot, key_of(p), p.amount, true, each) == 0;
    }

    /// Value comes from where books saw it go, and keeps its month; what they never saw go is of this month.
    /// It comes to an ended lot on the day that the one it was in ended, to a live one on the entry's day.
    bool come_back(posting const& p, value_parts& from, bool any_lot) {
        auto const each = [&](part_key const& key, std::int64_t amount) {
            date const day = p.expires <= day_ ? std::min(day_, key.ends) : day_;
            part_key const arrived{0, p.slot, key_of(p), key.earned, std::max(p.expires, day)};
            tell(p.kind, day, arrived, amount);
            keep(owned_, arrived, amount);
        };
        lot_key const lot = any_lot ? lot_key{} : key_of(p);
        std::int64_t const rest = from.take(0, p.slot, lot, p.amount, any_lot, each);
        if (rest != 0) each(new_part(p), rest);
        return true;
    }

    [[nodiscard]] static lot_key key_of(posting const& p) noexcept { return {p.expires, p.opens, p.tag}; }
    [[nodiscard]] part_key new_part(posting const& p) const noexcept {
        return {0, p.slot, key_of(p), month_of(day_), std::max(p.expires, day_)};
    }
    [[nodiscard]] static part_key closed(part_key const& key) noexcept {
        return {0, key.pool, key.lot, key.earned, date::never()};
    }
    [[nodiscard]] static part_key in_transit(part_key const& key) noexcept {
        return {0, key.pool, {}, key.earned, key.ends};
    }
    [[nodiscard]] static part_key free(part_key const& key, date day) noexcept {
        return {0, key.pool, key.lot, key.earned, std::max(key.lot.expires, day)};
    }
    void keep(value_parts& where, part_key const& key, std::int64_t amount) {
        fits_ &= where.add(key, amount);
    }
    void tell(posting_kind kind, date day, part_key const& key, std::int64_t amount) {
        out_.push_back({day, key.earned, key.lot, amount, key.pool, kind});
    }

    chart slots_;
    DayOf const& day_of_;
    std::vector<movement>& out_;
    value_parts owned_, held_, spent_, under_way_;
    date day_{};
    std::uint64_t hold_ = 0;
    std::int64_t until_ = 0;
    bool fits_ = true;
};

}  // namespace detail

/// Returns: what a member's whole journal moved by the end of the day `through`: its transfers, and what
/// time has ended by then. Of a lot the value earned first leaves first; what comes back to a lot has the
/// month of what left it last; what goes to another lot within an entry keeps its month. An expiry counts on
/// the lot's first day without use, also of a lot that opened and ended before anything wrote it down; a
/// release on the day its hold ends, a late fact on the day of the last one before it was merged.
/// Fails with: `unknown_slot`, `bad_posting`, `overdrawn`, `overflow`: the journal is no account's.
/// Preconditions: `in_calendar(through)`.
/// Complexity: entries times the logarithm of lots ever used.
/// Tested by: tests/analysis/movement.test.cpp, tests/analysis/roll_forward.test.cpp.
template <class DayOf = utc_day>
[[nodiscard]] result<std::vector<movement>> movements_of(journal const& entries, chart slots, date through,
                                                         DayOf const& day_of = {}) {
    TESSERA_EXPECTS(in_calendar(through));
    std::vector<movement> moved;
    detail::bookkeeper<DayOf> books(slots, day_of, moved);
    date day = date::min();
    for (std::size_t i = 0; i < entries.size(); ++i) {
        day = std::max(day, day_of(entries[i].key.at));
        if (through < day) break;
        errc const failed = books.take_in(entries[i], day);
        if (failed != errc::ok) return failed;
    }
    books.end_by(through);
    return moved;
}

}  // namespace tessera
