// SPDX-License-Identifier: BSL-1.0
#pragma once

#include <algorithm>
#include <cstdint>

#include <tessera/policy/concepts.hpp>
#include <tessera/policy/ladder_curve.hpp>
#include <tessera/policy/ladder_periods.hpp>

/// Floor 4. The awards of a ladder step by step, for ladders that ask what of a step's own award is unspent.
/// Each step's award is a lot with the tag of its ladder, period and step; what is live of it (granted, and
/// not taken back) is a claim under the tag of the step, so that it stays between 0 and the award for every
/// history.

namespace tessera::detail {

struct step_awards {
    rule_id rule{};
    slot_place pool{};
    slot_place live{};
    date ends{};  ///< of the running period
    bool freezes = false;
    past_periods const* past = nullptr;  ///< where ended periods stay open

    /// Effects: answers a measure: hands on what no step has, leaves the steps above, reaches those below.
    /// Returns: whether an award is missing that is not paid.
    template <class Curve>
    bool settle(Curve const& curve, std::int64_t value, lot_key const& lot, bool pays, draft const& d,
                member_out& out) const {
        bool some_missing = false;
        adopt(curve, value, d, out);
        leave(value, d, out);
        errc const wrong = curve.each_reached(value, [&](std::int64_t at, std::int64_t award) {
            some_missing |= reach(at, award, value, lot, pays, d, out);
            return true;
        });
        if (wrong != errc::ok) out.fail(wrong);
        return some_missing;
    }

    /// Effects: remembers what is live of the running period's steps.
    void remember(draft const& d, member_out& out) const {
        for (bucket const& b : d.base().buckets())
            if (is_live(b, d) && b.expires == ends) remember(b.tag, ends, d, out);
    }

    /// Effects: leaves the steps of all periods that are over and open, where the figure is below them: goods
    ///   of the period may have come back, or what was spent of its awards. Complexity: as of `leave`, times
    ///   claims.
    void leave_ended(draft const& d, member_out& out) const {
        for (bucket const& b : d.base().buckets()) {
            if (b.slot != past->paid.id || b.tag < one_day || b.expires <= d.day()) continue;
            date const over = period_of(b.tag);
            if (over <= d.day() && d.day() < over + past->days) leave_ended(b.tag, over, d, out);
        }
    }

private:
    static constexpr std::uint64_t one_day = std::uint64_t{1} << 41U;  // from one period's tags to the next
    static constexpr std::int32_t first_day = -(1 << 20);              // before all of the calendar

    /// Returns: the tag of the step at a value. A changed ladder still knows a step by where it is.
    [[nodiscard]] static constexpr std::uint64_t tag_of(std::int64_t at) noexcept {
        return static_cast<std::uint64_t>(at) + 1;
    }
    [[nodiscard]] static constexpr std::int64_t at_of(std::uint64_t tag) noexcept {
        return static_cast<std::int64_t>(tag - 1);
    }
    [[nodiscard]] static constexpr bool above(std::uint64_t tag, std::int64_t value) noexcept {
        return value < 0 || tag > tag_of(value);
    }
    /// Returns: the tag of the lot of a step's award. Of one ladder, lots of earlier periods go first, then
    ///   those of lower steps; a lifetime comes before all periods.
    [[nodiscard]] std::uint64_t own(std::uint64_t tag, date period) const noexcept {
        auto const days = period == date::never() ? 0U : static_cast<std::uint32_t>(period.day - first_day);
        return (days * one_day + of_rule() + tag) & ~lot_key::waits;
    }
    [[nodiscard]] std::uint64_t of_rule() const noexcept { return std::uint64_t{rule.value} << 8U; }
    /// Returns: the end of the period of a lot with that tag.
    [[nodiscard]] date period_of(std::uint64_t own_tag) const noexcept {
        return {static_cast<std::int32_t>((own_tag - of_rule()) / one_day) + first_day};
    }
    /// Returns: the hold that keeps back lots of that tag.
    [[nodiscard]] static constexpr std::uint64_t hold_of(std::uint64_t own_tag) noexcept {
        return own_tag | held_lot::freezes;
    }

    [[nodiscard]] bool is_live(bucket const& b, draft const& d) const noexcept {
        return b.slot == live.id && b.tag != 0 && d.day() < b.expires;
    }
    /// Effects: counts what is live of a step: while its period runs, and as long as that is remembered.
    void count(std::uint64_t tag, std::int64_t amount, date period, draft const& d, member_out& out) const {
        if (d.day() < period) out.claim(rule, live, tag, amount, period);
        if (tag != 0) remember(tag, period, d, out);
    }
    void remember(std::uint64_t tag, date period, draft const& d, member_out& out) const {
        if (past) past->set(past->paid, own(tag, period), d.claimed(live, tag), period, d, out);
    }

    // --- steps that are reached, and left ------------------------------------------------------------------

    /// Effects: answers a return for all steps above the measure: what is unspent of their awards goes back,
    ///   or is kept back until they are reached again. Complexity: linear in live steps, times lots.
    void leave(std::int64_t value, draft const& d, member_out& out) const {
        for (bucket const& b : d.base().buckets()) {
            if (!is_live(b, d) || !above(b.tag, value)) continue;
            std::int64_t const taken =
                leave_lots(own(b.tag, b.expires), d.claimed(live, b.tag), value, d, out);
            if (taken > 0 && !freezes) count(b.tag, -taken, b.expires, d, out);
        }
    }
    void leave_ended(std::uint64_t own_tag, date over, draft const& d, member_out& out) const {
        std::int64_t const figure = past->figure_of(over, d), paid = d.claimed(past->paid, own_tag);
        std::int64_t const taken =
            above(own_tag - own(0, over), figure) ? leave_lots(own_tag, paid, figure, d, out) : 0;
        past->set_figure(figure, over, d, out);
        past->set(past->paid, own_tag, freezes ? paid : paid - taken, over, d, out);
    }

    /// Effects: takes, or keeps back, up to `most` of the lots with that tag. Returns: how much it was.
    std::int64_t leave_lots(std::uint64_t own_tag, std::int64_t most, std::int64_t value, draft const& d,
                            member_out& out) const {
        std::int64_t left = most;
        each_lot(own_tag, left, d, [&](lot_key const& key, std::int64_t taken) {
            if (freezes) out.name_hold(rule, pool, hold_of(own_tag), instant::max());
            out.post(freezes ? posting_kind::reserve : posting_kind::claw, rule, pool.id, taken, key);
        });
        if (left == most) return 0;
        out.explain({most - left, value, rule,
                     freezes ? reason_code::ladder_frozen : reason_code::ladder_taken_back, 0});
        return most - left;
    }

    /// Effects: pays the step at a value, less what is live of it; what was kept back is usable again.
    /// Returns: whether something is missing that is not paid.
    bool reach(std::int64_t at, std::int64_t award, std::int64_t value, lot_key lot, bool pays,
               draft const& d, member_out& out) const {
        lot.tag = own(tag_of(at), ends);
        thaw(lot.tag, d, out);
        std::int64_t const missing = award - d.claimed(live, tag_of(at));
        if (missing <= 0 || !pays) return missing > 0;
        count(tag_of(at), missing, ends, d, out);
        out.award(rule, pool, missing, lot);
        out.explain({missing, value, rule, reason_code::ladder_paid, 0});
        return false;
    }
    void thaw(std::uint64_t own_tag, draft const& d, member_out& out) const {
        if (!freezes) return;
        d.for_each_held(pool, hold_id{hold_of(own_tag)}, [&](held_lot const& h) {
            out.name_hold(rule, pool, h.hold, {h.until});
            out.post(posting_kind::release, rule, pool.id, h.part.held.amount, h.part.held.key);
            out.pay_from(rule, pool, h.part.held.key, h.part.held.amount);
        });
    }

    /// Effects: calls `visit(key, amount)` for lots with that tag until `left` is used up.
    template <class Visit>
    void each_lot(std::uint64_t own_tag, std::int64_t& left, draft const& d, Visit visit) const {
        if (left <= 0) return;
        d.for_each_stored_lot(pool, [&](lot const& l) {
            if (l.key.tag != own_tag || l.amount <= 0) return true;
            std::int64_t const part = std::min(left, l.amount);
            left -= part;
            visit(lot_key{l.key}, part);
            return left > 0;
        });
    }

    // --- what was paid and is no step's award --------------------------------------------------------------

    /// Effects: makes it part of the awards of the steps reached, ascending: what another version paid and
    ///   told apart by no step, or for a step that is gone, and what two members' one step has twice.
    template <class Curve>
    void adopt(Curve const& curve, std::int64_t value, draft const& d, member_out& out) const {
        std::int64_t untold = d.sum(live);
        for (bucket const& b : d.base().buckets())
            if (is_live(b, d)) untold -= b.amount;
        take_off(-untold, d, out);
        hand_on(curve, value, 0, ends, untold, d, out);
        for (bucket const& b : d.base().buckets()) {
            if (!is_live(b, d)) continue;
            std::int64_t const too_much = d.claimed(live, b.tag) - curve.award_at(at_of(b.tag));
            hand_on(curve, value, b.tag, b.expires, std::min(b.amount, too_much), d, out);
        }
    }
    /// Effects: counts what a version took back, and told apart by no step, against the highest steps.
    void take_off(std::int64_t taken, draft const& d, member_out& out) const {
        auto const all = d.base().buckets();
        for (std::size_t i = all.size(); i-- > 0 && taken > 0;) {
            bucket const& b = all.begin()[i];
            if (!is_live(b, d) || b.amount <= 0) continue;
            std::int64_t const part = std::min(taken, b.amount);
            count(b.tag, -part, b.expires, d, out);
            count(0, part, ends, d, out);
            taken -= part;
        }
    }
    template <class Curve>
    void hand_on(Curve const& curve, std::int64_t value, std::uint64_t from, date period, std::int64_t amount,
                 draft const& d, member_out& out) const {
        if (amount <= 0) return;
        static_cast<void>(curve.each_reached(value, [&](std::int64_t at, std::int64_t award) {
            std::int64_t const part = std::min(amount, award - d.claimed(live, tag_of(at)));
            if (part <= 0) return true;
            count(from, -part, period, d, out);
            count(tag_of(at), part, ends, d, out);
            if (from != 0) move_lots(own(from, period), own(tag_of(at), ends), part, d, out);
            amount -= part;
            return amount > 0;
        }));
    }
    void move_lots(std::uint64_t from, std::uint64_t to, std::int64_t amount, draft const& d,
                   member_out& out) const {
        thaw(from, d, out);
        each_lot(from, amount, d, [&](lot_key const& key, std::int64_t part) {
            out.move(rule, pool, key, {key.expires, key.opens, to}, part);
        });
    }
};

}  // namespace tessera::detail
