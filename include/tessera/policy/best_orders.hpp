// SPDX-License-Identifier: BSL-1.0
#pragma once

#include <algorithm>
#include <cstdint>

#include <tessera/ledger/member_out.hpp>

/// Floor 4. The best single order as a measure that falls: every order that can still come back is a part of
/// the peak, tagged by the order, and its receipt lowers that part alone. What is left largest is the best.
///
/// Over a window a part ends with it. Over a lifetime it has the day of its order and stays until the order
/// can come back no more; then it is settled, for good, and smaller orders are not kept any more.

namespace tessera::detail {

struct best_orders {
    rule_id rule{};
    slot_place place{};

    /// Effects: keeps an order in a window that ends on `ends`; over a lifetime, with `ends` its own day. One
    ///   no larger than what is settled is never the best.
    void add(fact_id order, std::int64_t amount, date ends, draft const& d, member_out& out) const {
        if (amount > d.peak_part(place, lot_key{}))
            out.post(posting_kind::raise, rule, place.id, amount, {ends, date::min(), order.value});
    }

    /// Effects: takes goods that came back out of their order, where it is kept. Why whole and anew: a part
    ///   of a peak is forgotten as it stands.
    void lower(fact_id order, std::int64_t amount, draft const& d, member_out& out) const {
        for (bucket const& b : d.base().buckets()) {
            if (b.slot != place.id || b.tag != order.value || !d.stands(b)) continue;
            lot_key const key{b.expires, date::min(), b.tag};
            std::int64_t const kept = d.peak_part(place, key), left = kept - std::min(amount, kept);
            if (left == kept) continue;
            out.post(posting_kind::forget, rule, place.id, kept, key);
            if (left > 0) out.post(posting_kind::raise, rule, place.id, left, key);
        }
    }
};

}  // namespace tessera::detail
