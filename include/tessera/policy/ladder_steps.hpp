// SPDX-License-Identifier: BSL-1.0
#pragma once

#include <cstdint>

#include <tessera/policy/concepts.hpp>
#include <tessera/policy/ladder_periods.hpp>

/// Floor 4. The awards of a ladder step by step, for ladders that ask what of a step's own award is unspent.
/// Each step's award is a lot with the step's tag; what is live of it (granted, and not taken back) is a
/// claim under the same tag, so that it stays between 0 and the award for every history.

namespace tessera::detail {

struct step_awards {
    rule_id rule{};
    slot_place pool{};
    slot_place live{};
    date ends{};
    bool freezes = false;
    past_periods const* past = nullptr;  ///< where ended periods stay open: lots are told apart by period

    /// Returns: the tag of the step at a value. A changed ladder still knows a step by where it is.
    [[nodiscard]] static constexpr std::uint64_t tag_of(std::int64_t at) noexcept {
        return static_cast<std::uint64_t>(at) + 1;
    }

    /// Effects: answers a return for all steps above the measure: what is unspent of their awards goes back,
    ///   or is kept back until they are reached again. Complexity: linear in live steps, times lots.
    void leave(std::int64_t value, draft const& d, member_out& out) const {
        for (bucket const& b : d.base().buckets()) {
            bool const above = value < 0 || b.tag > tag_of(value);
            if (b.slot == live.id && b.tag != 0 && above && d.day() < b.expires && b.amount > 0)
                leave_step(b.tag, b.amount, value, d, out);
        }
    }

    /// Effects: answers a return to a period that is over, for the step at a value.
    void leave_past(std::int64_t at, std::int64_t value, draft const& d, member_out& out) const {
        std::int64_t const paid = d.claimed(past->paid, own(tag_of(at)));
        if (paid > 0) leave_step(tag_of(at), paid, value, d, out);
    }

    /// Effects: pays the step at a value, less what is live of it; what was kept back is usable again.
    void reach(std::int64_t at, std::int64_t award, std::int64_t value, lot_key lot, draft const& d,
               member_out& out) const {
        thaw(tag_of(at), d, out);
        std::int64_t const missing = award - d.claimed(live, tag_of(at));
        if (missing <= 0) return;
        count(tag_of(at), missing, d, out);
        lot.tag = own(tag_of(at));
        out.award(rule, pool, missing, lot);
        out.explain({missing, value, rule, reason_code::ladder_paid, 0});
    }

private:
    /// Returns: the tag of the lot of a step's award: lots of earlier periods go first, then of lower steps.
    [[nodiscard]] std::uint64_t own(std::uint64_t tag) const noexcept {
        return past ? (tag + (past_periods::tag_of(ends) << 41U)) & ~lot_key::waits : tag;
    }
    /// Effects: counts what is live of a step: while its period runs, and as long as that is remembered.
    void count(std::uint64_t tag, std::int64_t amount, draft const& d, member_out& out) const {
        if (d.day() < ends) out.claim(rule, live, tag, amount, ends);
        if (past) out.claim(rule, past->paid, own(tag), amount, ends + past->days);
    }
    /// Returns: the hold that keeps a step's award back. Ladders of one pool do not share it.
    [[nodiscard]] std::uint64_t hold_of(std::uint64_t tag) const noexcept {
        return ((std::uint64_t{rule.value} << 32U) ^ tag) | held_lot::freezes;
    }

    void leave_step(std::uint64_t tag, std::int64_t most, std::int64_t value, draft const& d,
                    member_out& out) const {
        std::int64_t left = most;
        d.for_each_stored_lot(pool, [&](lot const& l) {
            if (l.key.tag != own(tag) || l.amount <= 0) return true;
            std::int64_t const taken = std::min(left, l.amount);
            if (freezes) out.name_hold(rule, pool, hold_of(own(tag)), instant::max());
            out.post(freezes ? posting_kind::reserve : posting_kind::claw, rule, pool.id, taken, l.key);
            left -= taken;
            return left > 0;
        });
        if (left == most) return;
        if (!freezes) count(tag, left - most, d, out);
        out.explain({most - left, value, rule,
                     freezes ? reason_code::ladder_frozen : reason_code::ladder_taken_back, 0});
    }

    void thaw(std::uint64_t tag, draft const& d, member_out& out) const {
        if (!freezes) return;
        for (held_lot const& h : d.base().held_lots())
            if (h.hold == hold_of(own(tag)) && h.part.slot == pool.id) {
                out.name_hold(rule, pool, h.hold, {h.until});
                out.post(posting_kind::release, rule, pool.id, h.part.held.amount, h.part.held.key);
                out.pay_from(rule, pool, h.part.held.key, h.part.held.amount);
            }
    }
};

}  // namespace tessera::detail
