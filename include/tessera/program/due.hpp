// SPDX-License-Identifier: BSL-1.0
#pragma once

#include <tessera/facts/order.hpp>
#include <tessera/ledger/freed.hpp>
#include <tessera/ledger/opening.hpp>
#include <tessera/ledger/statement.hpp>
#include <tessera/program/decision.hpp>

/// Floor 5. What time alone has opened or ended. It is true whether or not anything writes it down; a
/// decision does, before anything else, so that the journal tells it.

namespace tessera::detail {

/// Returns: the head of a day of which no fact is told: it lies at the day's beginning, behind the account's
/// last fact.
[[nodiscard]] inline fact_head head_of_day(account const& of, date day) noexcept {
    return {{}, {instant_of(of, day), of.frontier().sequence}, day};
}

/// Effects: releases what holds keep back whose time is over.
inline void release_holds(account const& of, instant now, member_out& write) {
    for (held_lot const& h : of.held_lots()) {
        if (now.seconds < h.until) continue;
        far_lot const& part = h.part;
        write.name_hold({}, write.place(part.slot), h.hold, {h.until});
        write.post(posting_kind::release, {}, part.slot, part.held.amount, part.held.key);
    }
}

/// Effects: pays what the member owes from what time has freed, each part on the day on which it did.
inline void pay_from_freed(account const& of, draft const& seen, instant now, member_out& write) {
    date named = seen.day();
    auto const name_day = [&](date day) {
        if (named != day) write.post(posting_kind::on_day, {}, {}, 0, {date::never(), day});
        named = day;
    };
    for_each_freed_payment(of, seen.slots(), seen.day(), now,
                           [&](slot_place const& pool, freed_lot const& by) {
                               std::int64_t const owed = seen.debt(pool), paid = by.part.amount;
                               name_day(by.day);
                               write.post(posting_kind::pay, {}, pool.id, paid, by.part.key);
                               write.explain({paid, owed - paid, {}, reason_code::debt_paid, 0});
                           });
    name_day(seen.day());
}

/// Effects: ends the lots of a pool whose days are over, soonest first.
inline void expire_lots(draft const& seen, slot_id pool, member_out& write) {
    seen.for_each_stored_lot(write.place(pool), [&](lot const& l) {
        if (l.key.expires > seen.day()) return false;
        if (l.amount <= 0) return true;
        write.post(posting_kind::expire, {}, pool, l.amount, l.key);
        write.explain({l.amount, l.key.expires.day, {}, reason_code::expired, pool.value});
        return true;
    });
}

/// Effects: makes for good what is highest of a peak's parts that are remembered no longer.
inline void settle_parts(account const& of, draft const& seen, slot_id peak, member_out& write) {
    slot_place const place = write.place(peak);
    std::int64_t const settled = of.cell(place.cell);
    std::int64_t highest = settled;
    for (bucket const& b : of.buckets())
        if (b.slot == peak && forgotten_on(b, seen.slots()) <= seen.day().day)
            highest = std::max(highest, b.amount);
    if (highest > settled) write.raise({}, place, highest - settled);
}

/// Effects: forgets ended parts of measures and expired lots that have been remembered long enough.
inline void forget_ended(account const& of, draft const& seen, member_out& write) {
    for (bucket const& b : of.buckets())
        if (forgotten_on(b, seen.slots()) <= seen.day().day)
            write.post(posting_kind::forget, {}, b.slot, b.amount, {b.expires, date::min(), b.tag});
    for (far_lot const& l : of.lapsed_lots())
        if (l.held.key.expires + seen.slots()[l.slot].remembered <= seen.day())
            write.post(posting_kind::forget, {}, l.slot, l.held.amount, l.held.key);
}

/// Effects: writes down what has opened or ended by the day and, for holds, the instant of the fact.
TESSERA_COLD inline void end_what_is_due(account const& of, chart slots, fact_head const& head,
                                         decision& out) {
    draft seen(of, slots, head.day, out.postings);
    member_out write(seen, out.reasons);
    release_holds(of, head.key.at, write);
    pay_from_freed(of, seen, head.key.at, write);
    open_what_is_due(seen, write);
    for (std::size_t i = 0; i < slots.size(); ++i) {
        slot const& s = slots.slots()[i];
        slot_id const id{static_cast<std::uint16_t>(i)};
        if (s.kind == slot_kind::pool && !s.lasting) expire_lots(seen, id, write);
        if (s.kind == slot_kind::peak && s.remembered > 0) settle_parts(of, seen, id, write);
    }
    forget_ended(of, seen, write);
}

/// Returns: an account in which nothing begins to count by the fact's day, as of that day; what has ended by
///   it stands in the decision.
[[nodiscard]] TESSERA_INLINE draft see_today(account const& of, chart slots, fact_head const& head,
                                             decision& out) {
    draft seen(of, slots, head.day, out.postings);
    if (seen.something_ended()) {
        end_what_is_due(of, slots, head, out);
        seen.count_ended();
    }
    return seen;
}

}  // namespace tessera::detail
