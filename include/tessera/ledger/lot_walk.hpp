// SPDX-License-Identifier: BSL-1.0
#pragma once

#include <algorithm>
#include <cstdint>

#include <tessera/core/row.hpp>
#include <tessera/ledger/account.hpp>

/// Floor 2. The lots of an account, with what the postings of the running decision did to them: how a draft
/// walks through them, by key or by age. Only drafts use it.

namespace tessera::detail {

/// Returns: what the postings so far did to one lot.
[[nodiscard]] inline std::int64_t moved(row<posting> const& postings, slot_id id,
                                        lot_key const& key) noexcept {
    std::int64_t total = 0;
    for (posting const& p : postings) {
        if (p.slot != id || lot_key{p.expires, p.opens, p.tag} != key) continue;
        side const from = legs_of(p.kind).from, to = legs_of(p.kind).to;
        total += to == side::member ? p.amount : from == side::member ? -p.amount : 0;
    }
    return total;
}

[[nodiscard]] inline stretch<far_lot const> far_lots_of(account const& base, slot_id id) noexcept {
    auto const all = base.far_lots();
    auto const first = std::find_if(all.begin(), all.end(), [&](auto const& l) { return l.slot == id; });
    auto const last = std::find_if(first, all.end(), [&](auto const& l) { return l.slot != id; });
    return {first, static_cast<std::size_t>(last - first)};
}

/// Returns: what the postings so far took out of a part that a hold keeps.
[[nodiscard]] inline std::int64_t freed(row<posting> const& postings, held_lot const& h) noexcept {
    std::int64_t total = 0;
    std::uint64_t named = 0;
    for (posting const& p : postings) {
        if (p.kind == posting_kind::hold) named = p.tag;
        bool const frees = legs_of(p.kind).from == side::reserved && named == h.hold;
        if (frees && p.slot == h.part.slot && lot_key{p.expires, p.opens, p.tag} == h.part.held.key)
            total += p.amount;
    }
    return total;
}

/// Returns: whether the hold is over that keeps a part of the pool.
[[nodiscard]] inline bool is_free(held_lot const& h, slot_id id, instant now) noexcept {
    return h.part.slot == id && h.until <= now.seconds;
}

/// Effects: calls `visit(lot)` for every lot that the account or a posting knows, by key, until it
///   answers false. Plain and far lots are sorted; postings and held lots are few.
template <class Visit>
TESSERA_COLD void merge_lots(account const& base, row<posting> const& postings, slot_place const& pool,
                             instant now, Visit const& visit) {
    slot_id const id = pool.id;
    auto plain = pool.compact ? base.plain_lots() : stretch<plain_lot const>{};
    auto far = far_lots_of(base, id);
    lot next;
    for (bool first = true;; first = false) {
        lot_key const last = next.key;
        bool found = false;
        auto const offer = [&](lot_key const& key) {
            if (found && !(key < next.key)) return;
            next.key = key;
            found = true;
        };
        if (!plain.empty()) offer(lot_key{plain.front().expires});
        if (!far.empty()) offer(far.front().held.key);
        for (held_lot const& h : base.held_lots())
            if (is_free(h, id, now) && (first || last < h.part.held.key)) offer(h.part.held.key);
        for (posting const& p : postings) {
            lot_key const key{p.expires, p.opens, p.tag};
            if (p.slot == id && is_transfer(p.kind) && (first || last < key)) offer(key);
        }
        if (!found) return;
        next.amount = moved(postings, id, next.key);
        for (held_lot const& h : base.held_lots())
            if (is_free(h, id, now) && h.part.held.key == next.key) next.amount += h.part.held.amount;
        if (!plain.empty() && lot_key{plain.front().expires} == next.key) {
            next.amount += plain.front().amount;
            plain = plain.behind(1);
        }
        if (!far.empty() && far.front().held.key == next.key) {
            next.amount += far.front().held.amount;
            far = far.behind(1);
        }
        if (!visit(next)) return;
    }
}

/// Effects: calls `visit(lot)` for every usable lot, by the day it opened, then by its end, until it
///   answers false. Complexity: quadratic in the lots visited; they lie in the account by their end.
template <class Visit>
TESSERA_COLD void by_age(account const& base, row<posting> const& postings, slot_place const& pool,
                         instant now, date day, Visit& visit) {
    auto const older = [](lot_key const& a, lot_key const& b) {
        return a.opens != b.opens ? a.opens < b.opens : a < b;
    };
    lot_key last;
    for (bool first = true;; first = false) {
        lot next;
        bool found = false;
        merge_lots(base, postings, pool, now, [&](lot const& l) {
            bool const ahead = l.amount > 0 && l.key.usable(day) && (first || older(last, l.key));
            if (ahead && (!found || older(l.key, next.key))) next = l, found = true;
            return true;
        });
        if (!found || !visit(next)) return;
        last = next.key;
    }
}

}  // namespace tessera::detail
