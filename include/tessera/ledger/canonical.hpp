// SPDX-License-Identifier: BSL-1.0
#pragma once

#include <cstdint>
#include <vector>

#include <tessera/ledger/draft.hpp>

/// Floor 2. The canonical encoding: the bytes in which two accounts, entries or lists of reasons are the same
/// exactly when they mean the same, on every platform. Numbers are little-endian and of fixed width; what an
/// account keeps where (near, far, merged) leaves no trace.

namespace tessera {

class canonical_bytes {
public:
    void number(std::uint64_t value, unsigned bytes = 8) {
        for (unsigned i = 0; i < bytes; ++i) bytes_.push_back(static_cast<std::uint8_t>(value >> (8 * i)));
    }
    void number(std::int64_t value) { number(static_cast<std::uint64_t>(value)); }
    void day(date value) { number(static_cast<std::uint32_t>(value.day), 4); }

    [[nodiscard]] std::vector<std::uint8_t> const& bytes() const noexcept { return bytes_; }

private:
    std::vector<std::uint8_t> bytes_;
};

inline void encode(canonical_bytes& out, posting const& p) {
    out.number(p.amount);
    out.day(p.expires);
    out.day(p.opens);
    out.number(p.tag);
    out.number(p.rule.value, 4);
    out.number(p.slot.value, 2);
    out.number(static_cast<std::uint64_t>(p.kind), 1);
    out.number(p.level, 1);
}

inline void encode(canonical_bytes& out, entry const& e) {
    out.number(e.fact.value);
    out.number(e.key.at.seconds);
    out.number(e.key.sequence);
    out.number(e.saw.value, 4);
    out.number(e.program.value, 4);
    out.number(e.merges ? std::uint64_t{1} : 0, 1);
    out.number(e.postings.size());
    for (posting const& p : e.postings) encode(out, p);
}

inline void encode(canonical_bytes& out, reason const& r) {
    out.number(r.rule.value, 4);
    out.number(static_cast<std::uint64_t>(r.code), 2);
    out.number(r.detail, 2);
    out.number(r.a);
    out.number(r.b);
}

inline void encode(canonical_bytes& out, level_plan const& p) {
    out.number(std::uint64_t{p.coming}, 1);
    out.day(p.comes);
    out.number(std::uint64_t{p.set}, 1);
    out.number(p.locked ? std::uint64_t{1} : 0, 1);
    out.day(p.set_until);
}

inline void encode(canonical_bytes& out, lot const& l) {
    out.day(l.key.expires);
    out.day(l.key.opens);
    out.number(l.key.tag);
    out.number(l.amount);
}

/// Effects: writes the whole account: frontier and version, then slot by slot its level, cells, buckets,
///   lots, those of equal key as one, or what of a measure is postponed, and remembered lots; at the end what
///   holds keep back.
inline void encode(canonical_bytes& out, account const& a, chart slots) {
    out.number(a.frontier().at.seconds);
    out.number(a.frontier().sequence);
    out.number(a.version().value, 4);
    row<posting> none;
    draft const whole(a, slots, date::min(), none);
    for (std::size_t i = 0; i < slots.size(); ++i) {
        slot_id const id{static_cast<std::uint16_t>(i)};
        slot const& s = slots[id];
        level_mark const mark = s.kind == slot_kind::level ? a.level(s.group) : level_mark{};
        out.number(mark.level, 1);
        out.day(mark.since);
        out.day(mark.until());
        encode(out, s.kind == slot_kind::level ? a.plan(s.group) : level_plan{});
        out.number(s.cell == no_cell ? std::int64_t{0} : a.cell(s.cell));
        out.number(s.debt_cell == no_cell ? std::int64_t{0} : a.cell(s.debt_cell));
        for (bucket const& b : a.buckets())
            if (b.slot == id) {
                out.day(b.expires);
                out.number(b.tag);
                out.number(b.amount);
            }
        out.day(date::min());
        if (s.kind == slot_kind::pool && !s.lasting)
            whole.for_each_stored_lot(slots.place(id), [&](lot const& l) {
                encode(out, l);
                return true;
            });
        for (detail::far_lot const& l : a.postponed_parts())
            if (l.slot == id) encode(out, l.held);
        out.day(date::min());
        for (detail::far_lot const& l : a.lapsed_lots())
            if (l.slot == id) encode(out, l.held);
        out.day(date::min());
    }
    for (detail::held_lot const& h : a.held_lots()) {
        out.number(h.hold);
        out.number(h.until);
        out.number(h.part.slot.value, 2);
        encode(out, h.part.held);
    }
}

}  // namespace tessera
