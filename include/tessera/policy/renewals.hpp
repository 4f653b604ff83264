// SPDX-License-Identifier: BSL-1.0
#pragma once

#include <cstdint>

#include <tessera/ledger/member_out.hpp>
#include <tessera/policy/binder.hpp>

/// Floor 4. Where lots are that activity kept alive. Activity moves all usable lots of a pool to one end, and
/// the next time that one with them: a chain of lots, of which an account keeps the day on which it began,
/// under the end that it has come to. A receipt knows the end that a lot was to have; every end behind the
/// chain's first day and up to its last has become the last.

namespace tessera::detail {

/// Notes which ends a rule's renewal moves.
class renewal_notes {
public:
    /// `renewals` holds one part for each chain: it ends with the lots, its tag is the day it began.
    renewal_notes(rule_id rule, slot_place const& renewals, date ends, draft const& d,
                  member_out& out) noexcept
        : rule_(rule), renewals_(renewals), ends_(ends), draft_(d), out_(out) {}

    /// Effects: notes that a lot which was to end on `from` now ends with the others.
    void moved(date from) {
        for (bucket const& b : draft_.base().buckets())
            if (b.slot == renewals_.id && b.expires == from) carry(from, b.tag);
        for (std::size_t i = 0, n = out_.posted(); i < n; ++i)
            if (posting const p = out_.posted_since(i).front(); p.slot == renewals_.id && p.expires == from)
                carry(from, p.tag);
        any_ = true;
    }
    /// Effects: begins a chain, where what was moved belongs to none.
    void finish() {
        if (!any_ || goes_on_) return;
        out_.claim(rule_, renewals_, static_cast<std::uint64_t>(draft_.day().day), 1, ends_);
    }

private:
    /// Effects: lets a chain go on to the new end.
    void carry(date from, std::uint64_t began) {
        std::int64_t const there = draft_.part(renewals_, from, began);
        if (there <= 0) return;
        out_.claim(rule_, renewals_, began, -there, from);
        out_.claim(rule_, renewals_, began, there, ends_);
        goes_on_ = true;
    }

    rule_id rule_;
    slot_place const& renewals_;
    date ends_;
    draft const& draft_;
    member_out& out_;
    bool any_ = false;      ///< lots were moved
    bool goes_on_ = false;  ///< and a chain with them
};

/// Returns: whether activity keeps lots of a pool of the chart alive.
[[nodiscard]] constexpr bool keeps_alive(chart of) noexcept {
    for (slot const& s : of.slots())
        if (s.kind == slot_kind::pool && of.find(binder::renewals_slot_name(s.name)) != no_slot) return true;
    return false;
}

/// Returns: what activity has made of a lot of the pool; the lot itself where there was none in its life.
[[nodiscard]] inline lot_key renewed_lot(lot_key key, slot_place const& pool, draft const& d) noexcept {
    slot_id const renewals = d.slots().find(binder::renewals_slot_name(d.slots()[pool.id].name));
    for (bucket const& b : d.base().buckets())
        if (b.slot == renewals && static_cast<std::int64_t>(b.tag) < key.expires.day &&
            key.expires < b.expires) {
            key.expires = b.expires;
            return key;
        }
    return key;
}

}  // namespace tessera::detail
