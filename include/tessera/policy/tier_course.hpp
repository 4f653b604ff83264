// SPDX-License-Identifier: BSL-1.0
#pragma once

#include <algorithm>
#include <cstdint>

#include <tessera/ledger/freed.hpp>
#include <tessera/policy/tier_rules.hpp>
#include <tessera/policy/tier_terms.hpp>

/// Floor 4. The course of a level through time, for tiers that depend on what was before. What an account
/// keeps is brought forward day by day: every day on which something was due is taken by itself, ascending.
/// So the level on any day is a pure function of the account, and it makes no difference whether anything
/// has been written down meanwhile.

namespace tessera {

/// What happened to a level.
enum class tier_event : std::uint8_t { began, renewed, planned, rolled };

template <std::size_t N, std::size_t R>
class tier_course {
public:
    using values = typename tier_rules<N, R>::values;

    /// Effects: takes up the course where the account has it.
    tier_course(tier_rules<N, R> const& by, tier_terms const& terms, slot_place const& group,
                slot_place const& offset, account const& base, chart slots) noexcept
        : rules_(by), terms_(terms), group_(group), offset_(offset), base_(base), slots_(slots) {
        level_mark const mark = base.level(group.group);
        level_plan const plan = base.plan(group.group);
        level = std::min(mark.level, static_cast<std::uint8_t>(by.levels()));
        since = mark.since;
        until = mark.until();
        coming = plan.coming;
        comes = plan.comes;
    }

    /// Effects: what happens from now on is written to `out`, as the doing of `rule`.
    void write_to(member_out& out, rule_id rule) noexcept {
        out_ = &out;
        rule_ = rule;
    }

    /// Effects: brings the level forward to `day`.
    void advance(date day) {
        for (date due = next_due(); due <= day && due != date::never(); due = next_due()) {
            step(due);
            followed_to_ = due;
        }
    }

    /// Effects: what a fact of `day` that moved the figures does to the level. `adds` tells an order from a
    ///   return. Preconditions: the level is brought forward to `day`.
    void judge(date day, bool adds, values const& before, values const& after) {
        std::uint8_t const entered = rules_.entered(after);
        if (rising() && entered < coming) plan(entered > level ? entered : level, comes, after);
        bool const higher = entered > level;
        bool const term_ends = higher && (terms_.anew || terms_.begins(day) == day);
        if (adds && !term_ends && rules_.kept(level, after) == level) renew_by_order(day, before, after);
        if (higher)
            reach(entered, day, after);
        else if (terms_.judged_daily())
            judge_day(day, after);
    }

    /// Effects: after the return of an order on which the level stands: what was reached by it is no longer
    ///   reached, hold or not. Preconditions: as for `judge`.
    void undo_order(date day, values const& after) {
        std::uint8_t const entered = rules_.entered(after);
        if (terms_.anew || entered >= level) return;
        begin(entered, day, falling() ? terms_.renewed_end(day) : until, after);
    }

    /// Returns: the figures as they were on `day`, by what the account holds.
    [[nodiscard]] values view(date day) const {
        detail::day_view const then(base_, slots_, day, instant_of(base_, day));
        values v = rules_.values_in(then.seen());
        if (offset_.cell == no_cell) return v;
        v[0] = saturated(v[0], then.seen().sum(offset_));
        if (day < carried_until) v[0] = saturated(v[0], carried);
        return v;
    }

    /// Returns: whether a higher level is decided and has not begun.
    [[nodiscard]] bool rising() const noexcept { return comes != date::never() && coming > level; }
    /// Returns: whether a lower level is decided and has not begun.
    [[nodiscard]] bool falling() const noexcept { return comes != date::never() && coming < level; }

    /// Returns: the sum, cut to 64 bits: a figure beyond them is above or below every threshold.
    [[nodiscard]] static std::int64_t saturated(std::int64_t a, std::int64_t b) noexcept {
        std::int64_t sum = 0;
        if (!__builtin_add_overflow(a, b, &sum)) return sum;
        return a < 0 ? INT64_MIN : INT64_MAX;
    }

    /// Returns: the next day on which something is due; `date::never()` if nothing is.
    [[nodiscard]] date next_due() const noexcept {
        date const due = std::min(comes, until);
        return terms_.judged_daily() || terms_.rolls_over() ? std::min(due, next_part_end()) : due;
    }

    std::uint8_t level = 0;      ///< the level reached
    std::uint8_t coming = 0;     ///< the level that begins on `comes`
    date since = date::min();    ///< the day the level began
    date until = date::never();  ///< the day it is judged
    date comes = date::never();  ///< `date::never()`: none is to come
    std::int64_t carried = 0;    ///< what the course adds to the figures, not in the account yet
    date carried_until = date::min();

private:
    /// Returns: the next day on which a part of the figures ends.
    [[nodiscard]] date next_part_end() const noexcept {
        date next = date::never();
        for (bucket const& b : base_.buckets())
            if (followed_to_ < b.expires && b.expires < next && looks_at(b.slot) && ends(b)) next = b.expires;
        return followed_to_ < carried_until ? std::min(next, carried_until) : next;
    }
    /// Returns: whether the figure is another one without the part: what settles stays in it.
    [[nodiscard]] bool ends(bucket const& b) const noexcept { return slots_[b.slot].remembered == 0; }
    [[nodiscard]] bool looks_at(slot_id id) const noexcept {
        return (offset_.cell != no_cell && offset_.id == id) || rules_.looks_at(id);
    }

    void step(date day) {
        bool const last_day = terms_.judges_last_day();
        values const ended = last_day || terms_.rolls_over() ? view(day - 1) : values{};
        if (terms_.rolls_over()) roll(day, ended);
        if (comes <= day) {
            bool const up = rising();
            std::uint8_t const next = coming;
            comes = date::never();
            begin(next, day, up ? terms_.first_end(day) : terms_.renewed_end(day), view(day));
        }
        if (until <= day)
            judge_term(day, last_day ? ended : view(day));
        else if (terms_.judged_daily())
            judge_day(day, view(day));
    }

    void judge_term(date day, values const& v) {
        if (terms_.on_fall == downgrade::never) {
            until = date::never();
            return note(tier_event::renewed, level, v[0]);
        }
        std::uint8_t const next = after_term(rules_.kept(level, v));
        if (next < level) return fall(next, day, v);
        until = terms_.renewed_end(day);
        renew(v);
    }
    [[nodiscard]] std::uint8_t after_term(std::uint8_t kept) const noexcept {
        auto const lower = static_cast<std::uint8_t>(level - (level > 0));
        if (terms_.on_fall == downgrade::one_level) return lower;
        return terms_.on_fall == downgrade::soft_landing ? std::max(kept, lower) : kept;
    }

    void judge_day(date day, values const& v) {
        std::uint8_t const kept = rules_.kept(level, v);
        if (kept == level) {
            if (falling()) plan(level, date::never(), v);
        } else if (falling()) {
            plan(kept, comes, v);
        } else {
            fall(kept, day, v);
        }
    }

    void reach(std::uint8_t entered, date day, values const& v) {
        date const begins = terms_.begins(day);
        if (begins == day) return begin(entered, day, terms_.first_end(day), v);
        plan(entered, rising() ? comes : begins, v);
    }

    /// Effects: what an order that finds the threshold of the level met does to its term.
    void renew_by_order(date day, values const& before, values const& after) {
        bool const lost = falling();
        if (level == 0 || !terms_.has_hold() || (until == date::never() && !lost)) return;
        date end = terms_.renewed_by_order(day);
        if (lost) {
            plan(level, date::never(), after);
        } else if (terms_.renewal == requalify::extends) {
            if (rules_.kept(level, before) == level) return;
            end = terms_.renewed_end(until);
        }
        if (!lost && end <= until) return;
        until = end;
        renew(after);
    }

    void fall(std::uint8_t next, date day, values const& v) {
        if (!terms_.has_grace()) return begin(next, day, terms_.renewed_end(day), v);
        until = date::never();
        plan(next, terms_.grace.end(day), v);
    }

    void begin(std::uint8_t next, date day, date end, values const& v) {
        std::uint8_t const before = level;
        if (terms_.anew) count_anew(next > level ? used(next, v[0]) : v[0]);
        level = next;
        since = day;
        until = next == 0 ? date::never() : end;
        comes = date::never();
        note(tier_event::began, before, v[0]);
    }
    void renew(values const& v) {
        if (terms_.anew) count_anew(used(level, v[0]));
        note(tier_event::renewed, level, v[0]);
    }
    /// Effects: sets the level to come; the present one stands for none.
    void plan(std::uint8_t next, date day, values const& v) {
        if (next == level) day = date::never();
        if (coming == next && comes == day) return;
        coming = next;
        comes = day;
        note(tier_event::planned, level, v[0]);
    }

    // --- what counts on
    // ----------------------------------------------------------------------------------------

    /// Returns: how much of the figure reaching or renewing a level uses up.
    [[nodiscard]] std::int64_t used(std::uint8_t reached, std::int64_t value) const noexcept {
        if (reached == 0 || terms_.above == surplus::lapses) return value;
        return std::min(value, rules_.entry(reached));
    }
    void count_anew(std::int64_t amount) noexcept {
        carried = saturated(carried, amount == INT64_MIN ? INT64_MAX : -amount);
        carried_until = date::never();
    }
    /// Effects: at the end of a period, takes what lies above the threshold reached into the next one.
    void roll(date day, values const& ended) {
        if (terms_.period.period_at(day, day).begin != day) return;
        std::uint8_t const reached = rules_.entered(ended);
        carried = reached == 0 ? 0 : ended[0] - rules_.entry(reached);
        carried_until = terms_.period.period_at(day, day).end;
        if (carried != 0) note(tier_event::rolled, level, ended[0]);
    }

    /// Effects: tells what happened, and writes down a level that began. All else about its days is written
    ///   once, when the fact has been judged.
    void note(tier_event what, std::uint8_t before, std::int64_t figure) const {
        if (!out_) return;
        switch (what) {
            case tier_event::began: {
                out_->set_status(rule_, group_, status_part::reached, level, since, until);
                auto const code = level > before ? reason_code::tier_reached : reason_code::tier_fallen;
                return out_->explain({figure, before, rule_, code, level});
            }
            case tier_event::renewed:
                return out_->explain({figure, until.day, rule_, reason_code::tier_renewed, level});
            case tier_event::planned:
                return out_->explain({figure, comes.day, rule_, reason_code::tier_planned, coming});
            case tier_event::rolled:
                return out_->explain({carried, figure, rule_, reason_code::tier_surplus, level});
        }
    }

    tier_rules<N, R> const& rules_;
    tier_terms const& terms_;
    slot_place const& group_;
    slot_place const& offset_;
    account const& base_;
    chart slots_;
    date followed_to_ = date::min();
    member_out* out_ = nullptr;
    rule_id rule_{};
};

}  // namespace tessera
