// SPDX-License-Identifier: BSL-1.0
#pragma once

#include <tessera/ledger/member_out.hpp>

/// Floor 2. Writing down which lots have opened. They are usable from their day on whether or not it is
/// written down; written down, equal lots become one.

namespace tessera {

/// Effects: moves every lot that opened by the draft's day to the lot it is from then on; one that ended
///   meanwhile too, so that it is remembered the same however often days are written down.
inline void open_what_is_due(draft const& seen, member_out& out) {
    for (std::size_t i = 0; i < seen.slots().size(); ++i) {
        slot_id const id{static_cast<std::uint16_t>(i)};
        slot const& s = seen.slots()[id];
        if (s.kind != slot_kind::pool || s.lasting || s.oldest_first) continue;
        slot_place const pool = seen.slots().place(id);
        seen.for_each_stored_lot(pool, [&](lot const& l) {
            bool const waited = l.key.opens != date::min() && l.amount > 0;
            if (!waited || l.key.opens > seen.day() || l.key.opens >= l.key.expires) return true;
            out.move({}, pool, l.key, l.key.opened(), l.amount);
            out.explain({l.amount, l.key.opens.day, {}, reason_code::opened, id.value});
            return true;
        });
    }
}

}  // namespace tessera
