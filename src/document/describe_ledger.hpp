// SPDX-License-Identifier: BSL-1.0
#pragma once

#include <vector>

#include <tessera/ledger/account_from.hpp>

#include "names_stored.hpp"

/// Part of tessera::document. The fields of what the ledger stores; see describe_values.hpp. Amounts are in
/// the unit of their slot.

namespace tessera::document {

// --- the chart
// -----------------------------------------------------------------------------------------------

template <class V>
void describe(V& v, slot& s) {
    v.field("name", "the hash of its name", s.name);
    v.field("kind", "what it holds", s.kind);
    v.field("denominator", "of a remainder", s.denominator, 1);
    v.field("lasting", "a pool whose value never expires", s.lasting, false);
    v.field("oldest_first", "a pool whose lots are consumed by the day they opened", s.oldest_first, false);
    v.field("decimals", "of a pool: those of its unit", s.decimals, 0);
    v.field("money", "a pool of money", s.money, false);
    v.field("remembered_days", "for so long what has ended is remembered", s.remembered, 0);
    v.field("cell", "its place among the numbers of an account", s.cell, no_cell);
    v.field("debt_cell", "the same, of a pool's debt", s.debt_cell, no_cell);
}

// --- the journal
// ---------------------------------------------------------------------------------------------

template <class V>
void describe(V& v, lot_key& k) {
    v.field("expires", "the first day it can no longer be used", k.expires, date::never());
    v.field("opens", "the first day it can be used", k.opens, date::min());
    v.field("tag", "what else tells lots apart", k.tag, 0);
}
template <class V>
void describe(V& v, posting& p) {
    v.field("post", "what it does", p.kind);
    v.field("slot", "the place in the chart", p.slot);
    if (v.has(p.kind == posting_kind::hold)) {
        instant until{p.amount};
        v.field("hold", "the number of the hold of what follows", p.tag);
        v.field("until", "the first instant at which it is over", until);
        v.made([&] { p.amount = until.seconds; });
    }
    if (v.has(p.kind == posting_kind::status)) {
        auto part = static_cast<status_part>(p.tag);
        v.field("part", "what of the level is set", part, status_part::reached);
        v.made([&] { p.tag = static_cast<std::uint64_t>(part); });
    }
    if (v.has(p.kind != posting_kind::hold)) v.field("amount", "in the slot's unit", p.amount, 0);
    v.field("level", "of a status", p.level, 0);
    v.field("expires", "of the lot or the part: the first day it no longer counts", p.expires, date::never());
    v.field("opens", "the first day it can be used, or counts", p.opens, date::min());
    if (v.has(p.kind != posting_kind::hold && p.kind != posting_kind::status))
        v.field("tag", "what else tells lots apart", p.tag, 0);
    v.field("rule", "the rule that caused it", p.rule, {});
}

template <class V>
void describe(V& v, fact_key& k) {
    v.field("at", "when it happened", k.at);
    v.field("sequence", "the host's number among facts of one second", k.sequence, 0);
}

/// An entry with the postings that it views.
struct stored_entry {
    entry head;
    std::vector<posting> postings;
};
template <class V>
void describe(V& v, stored_entry& e) {
    v.field("fact", "the fact's id", e.head.fact);
    describe(v, e.head.key);
    v.field("saw", "the version of the account that it was decided on", e.head.saw);
    v.field("program", "the version of the program", e.head.program);
    v.field("merges", "whether it stands before facts that were applied already", e.head.merges, false);
    v.field("postings", "what happens, in order", e.postings);
}

struct journal_header {
    std::vector<slot> slots;
};
template <class V>
void describe(V& v, journal_header& h) {
    v.format("journal");
    v.field("chart", "the slots, in order", h.slots);
}

// --- the account
// ---------------------------------------------------------------------------------------------

template <class V>
void describe(V& v, slot_amount& a) {
    v.field("slot", "the place in the chart", a.slot);
    v.field("amount", "in the slot's unit", a.amount);
}
template <class V>
void describe(V& v, bucket& b) {
    v.field("slot", "the place in the chart", b.slot);
    v.field("amount", "in the slot's unit", b.amount);
    v.field("expires", "the first day it no longer counts", b.expires, date::never());
    v.field("tag", "what it counts for", b.tag, 0);
}
template <class V>
void describe(V& v, tessera::detail::far_lot& l) {
    v.field("slot", "the place in the chart", l.slot);
    v.field("amount", "in the slot's unit", l.held.amount);
    describe(v, l.held.key);
}
template <class V>
void describe(V& v, tessera::detail::held_lot& h) {
    instant until{h.until};
    v.field("hold", "the number of the hold", h.hold);
    v.field("until", "the first instant at which it is over", until);
    v.made([&] { h.until = until.seconds; });
    describe(v, h.part);
}
template <class V>
void describe(V& v, slot_level& l) {
    v.field("slot", "the place in the chart", l.slot);
    v.field("level", "the level reached: 0 none, 1 the lowest", l.level, 0);
    v.field("since", "the day it began", l.since, date::min());
    v.field("until", "the first day on which it is not held any more", l.until, date::never());
    v.field("coming", "the level to come", l.plan.coming, 0);
    v.field("comes", "the day it begins", l.plan.comes, date::never());
    v.field("set", "the level set by staff", l.plan.set, 0);
    v.field("locked", "whether it is exactly that one", l.plan.locked, false);
    v.field("set_until", "the first day on which it is over", l.plan.set_until, date::min());
}

struct account_document {
    std::vector<slot> slots;
    account_figures figures;
};
template <class V>
void describe(V& v, account_document& d) {
    account_figures& f = d.figures;
    v.format("account");
    v.field("chart", "the slots, in order", d.slots);
    v.field("version", "how many entries it has taken in", f.version);
    v.field("at", "when its last fact happened", f.frontier.at, instant::min());
    v.field("sequence", "the host's number of that fact", f.frontier.sequence, 0);
    v.field("amounts", "of sums with their parts, peaks, remainders, and pools that never expire", f.amounts,
            {});
    v.field("debts", "what is owed, by pool", f.debts, {});
    v.field("parts", "of measures: those that stop counting, or count for one thing", f.parts, {});
    v.field("postponed", "of measures: what counts from a day on", f.postponed, {});
    v.field("lots", "of pools", f.lots, {});
    v.field("lapsed", "lots that expired unused and are remembered", f.lapsed, {});
    v.field("held", "parts of lots that holds keep back", f.held, {});
    v.field("levels", "of groups of tiers", f.levels, {});
}

}  // namespace tessera::document
