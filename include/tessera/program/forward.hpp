// SPDX-License-Identifier: BSL-1.0
#pragma once

#include <algorithm>
#include <span>
#include <utility>
#include <vector>

#include <tessera/calendar/instant.hpp>
#include <tessera/ledger/apply.hpp>
#include <tessera/ledger/postponed.hpp>
#include <tessera/policy/measure.hpp>
#include <tessera/program/due.hpp>
#include <tessera/program/frame.hpp>
#include <tessera/program/redeeming_days.hpp>

/// Floor 5. Days that are answered by themselves. On some, orders of before begin to count, and ladders and
/// tiers answer on that very day; on some, points are redeemed by themselves. They are taken one by one,
/// ascending, on a copy of the account: what is written on the way stands in the entry of the next decision,
/// in front. So it makes no difference whether a day is written down in time, or later, or is only asked for.
/// The last day of a version of a program is taken in the same way: what falls due by then is judged by that
/// version.

namespace tessera::detail {

/// The rules of each day, where one program has all days.
template <class Program>
struct always {
    static constexpr bool redeems = Program::redeems_by_itself;
    Program const& by;

    template <class Visit>
    void operator()(date, Visit visit) const {
        visit(by);
    }
    /// Returns: the first day from `from` on that has other rules than the day before.
    [[nodiscard]] static date next_change(date) noexcept { return date::never(); }
};
template <class Program>
always(Program const&) -> always<Program>;

/// The way of a copy of an account through such days.
struct forward {
    /// Effects: goes on through all such days up to `day`; `on(day, visit)` names the rules that answer.
    /// Fails with: `overflow`, in `way`.
    template <class On>
    TESSERA_COLD static void go_on(brought_forward& way, chart slots, date day, On const& on) {
        decision step;
        date change = on.next_change(first_open_day(way.now));
        date open = first_day_to_redeem(way.now, slots);
        while (way.failed == errc::ok) {
            date const counts = next_beginning(way.now);
            date const redeems = next_redemption(way, slots, open, std::min(change, day + 1), on);
            if (day < std::min({counts, redeems, change})) break;
            if (redeems <= counts && redeems < change) {
                on(redeems - 1, [&](auto const& one) { pass_time(one, slots, redeems - 1, step, way); });
                on(redeems, [&](auto const& one) { redeem(one, slots, redeems, step, way); });
                open = redeems + 1;
            } else if (counts < change) {
                on(counts, [&](auto const& one) { count(one, slots, counts, step, way); });
                open = std::max(open, counts + 1);
            } else {
                on(change - 1, [&](auto const& one) { pass_time(one, slots, change - 1, step, way); });
                open = std::max(open, change);
                change = on.next_change(change + 1);
            }
        }
        if constexpr (On::redeems) note_redeemed(slots, day, step, way);
        if (way.failed == errc::ok && !way.postings.empty()) name_day(way, day);
    }

    /// Effects: brings the account forward to the day of a fact, in `way`.
    template <class On>
    TESSERA_COLD static void bring(account const& of, chart slots, fact_head const& head, On const& on,
                                   brought_forward& way) {
        set_out(of, head.day, way);
        way.by = head.key.at;
        go_on(way, slots, head.day, on);
    }
    /// Returns: the account as it is then.
    template <class On>
    [[nodiscard]] TESSERA_COLD static account brought(account const& of, chart slots, moment when,
                                                      On const& on) {
        brought_forward way;
        set_out(of, when.day, way);
        way.by = when.at();
        go_on(way, slots, when.day, on);
        return std::move(way.now);
    }

    /// Effects: puts what was written on the way in front of the decision.
    /// Fails with: what the way failed with.
    [[nodiscard]] TESSERA_COLD static result<void> put_in_front(decision& out) {
        if (out.way.failed != errc::ok) return failure(out.way.failed, out);
        write_down(out.way, out);
        std::swap(out.postings, out.way.postings);
        std::swap(out.reasons, out.way.reasons);
        return {};
    }

    /// Effects: where the decision brings the day on which an order counts so near that it has come, adds
    ///   what follows. Fails with: `overflow`.
    template <class On>
    [[nodiscard]] static result<void> count_today(account const& of, chart slots, date day, On const& on,
                                                  decision& out) {
        bool const begins = std::any_of(out.postings.begin(), out.postings.end(), [&](posting const& p) {
            return p.kind == posting_kind::postpone && p.opens <= day && p.amount > 0;
        });
        if (!begins) return {};
        set_out(of, day, out.way);
        take(out, slots, day, out.way);
        go_on(out.way, slots, day, on);
        out.postings.clear();
        out.reasons.clear();
        return put_in_front(out);
    }

private:
    static void set_out(account const& of, date day, brought_forward& way) {
        way.day = day;
        way.now = of;
        way.postings.clear();
        way.reasons.clear();
        way.by = instant::max();
        way.failed = errc::ok;
    }
    /// Effects: says on which day what follows took effect, where that is another one.
    static void name_day(brought_forward& way, date day) {
        if (way.day != day) way.postings.push_back({.opens = day, .kind = posting_kind::on_day});
        way.day = day;
    }
    static void write_down(brought_forward& way, decision const& step) {
        for (posting const& p : step.postings) way.postings.push_back(p);
        for (reason const& r : step.reasons) way.reasons.push_back(r);
    }
    /// Effects: applies the step and writes it down.
    static void take(decision const& step, chart slots, date day, brought_forward& way) {
        if (!step.postings.empty()) name_day(way, day);
        way.failed =
            fold_next(way.now, slots, way.now.frontier(), step.postings.begin(), step.postings.end(), heap());
        write_down(way, step);
    }
    template <class Write>
    static void take_written(decision& step, chart slots, date day, brought_forward& way, Write write) {
        step.clear();
        draft seen(way.now, slots, day, step.postings);
        member_out out(seen, step.reasons);
        write(seen, out);
        way.failed = seen.failed();
        if (way.failed == errc::ok) take(step, slots, day, way);
    }

    /// Effects: writes down where levels stand on the day by time alone, and what has ended.
    template <class Program>
    static void pass_time(Program const& by, chart slots, date day, decision& step, brought_forward& way) {
        take_written(step, slots, day, way, [&](draft const& seen, member_out& out) {
            in_order<at_phase<phase::tier>>(by.policies_, by.speakers_, [&](auto const& p) {
                if constexpr (follows_days<std::remove_cvref_t<decltype(p)>>) p.go_on(seen, out);
            });
        });
        if (way.failed != errc::ok) return;
        step.clear();
        end_what_is_due(way.now, slots, head_of_day(way.now, day), step);
        take(step, slots, day, way);
    }

    /// Returns: the next day from `open` on, and before `end`, on which something is redeemed by itself.
    /// Preconditions: the rules of `open` are those of all these days.
    template <class On>
    [[nodiscard]] static date next_redemption(brought_forward const& way, chart slots, date open, date end,
                                              On const& on) {
        date next = date::never();
        if constexpr (On::redeems)
            on(open, [&](auto const& one) { next = first_taking_of(one, way, slots, open, end); });
        return next;
    }
    /// Effects: as the day begins, what time has freed is written down, and rules redeem. Why the end of the
    ///   day before has been written down by then: afterwards nobody can tell what there was.
    template <class Program>
    static void redeem(Program const& by, chart slots, date day, decision& step, brought_forward& way) {
        if (way.failed != errc::ok) return;
        instant const dawn = beginning_of(way, day);
        take_written(step, slots, day, way, [&](draft const& seen, member_out& out) {
            release_holds(way.now, dawn, out);
            pay_from_freed(way.now, seen, dawn, out);
            open_what_is_due(seen, out);
            in_order<redeeming>(by.policies_, by.speakers_, [&](auto const& policy) {
                each_redeeming(policy, [&](auto const& rule) { rule.redeem_by_itself(seen, out); });
            });
        });
    }
    /// Effects: notes through which day redemption has been taken.
    static void note_redeemed(chart slots, date day, decision& step, brought_forward& way) {
        slot_id const kept = slots.find(binder::redeemed_through_slot_name());
        if (way.failed != errc::ok || kept == no_slot) return;
        std::int64_t const days = number_of_day(day) - way.now.cell(slots[kept].cell);
        if (days <= 0) return;
        take_written(step, slots, day, way,
                     [&](draft const&, member_out& out) { out.raise({}, slots.place(kept), days); });
    }

    /// Effects: what begins by the day counts, and the rules answer. Why time passes first: afterwards nobody
    ///   can tell which figures the levels had on the days before.
    template <class Program>
    static void count(Program const& by, chart slots, date day, decision& step, brought_forward& way) {
        std::vector<far_lot> parts;
        for (far_lot const& part : way.now.postponed_parts())
            if (part.held.key.opens <= day) parts.push_back(part);
        pass_time(by, slots, day, step, way);
        if (way.failed != errc::ok) return;
        take_written(step, slots, day, way, [&](draft const&, member_out& out) {
            for (far_lot const& part : parts)
                out.post(posting_kind::postpone, {}, part.slot, -part.held.amount, part.held.key);
        });
        if (way.failed != errc::ok) return;
        row<posting> const started = step.postings;
        auto const count_parts = [&](draft const& seen, member_out& out) {
            for (far_lot const& part : parts) start(by.measures(), part, seen, out);
        };
        auto const answered = by.answer_counting(way.now, day, started.view(), step, count_parts);
        if (!answered)
            way.failed = answered.error();
        else
            take(step, slots, day, way);
    }

    /// Effects: a part counts. Why it may be that no measure has the slot: a newer version has dropped it.
    static void start(stretch<bound_measure const> measures, far_lot const& part, draft const& seen,
                      member_out& out) {
        bool const peak = seen.slots()[part.slot].kind == slot_kind::peak;
        bound_measure in{{peak ? measure_kind::best_order : measure_kind::net_spend},
                         seen.slots().place(part.slot)};
        for (bound_measure const& m : measures)
            if (m.slot() == part.slot) in = m;
        in.start(part.held, seen, out);
        out.explain({part.held.amount, static_cast<std::int64_t>(part.held.key.tag), in.rule,
                     reason_code::counted, part.slot.value});
    }
};

}  // namespace tessera::detail
