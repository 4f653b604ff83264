// SPDX-License-Identifier: BSL-1.0
#pragma once

#include <algorithm>
#include <cstdint>

#include <tessera/ledger/freed.hpp>
#include <tessera/ledger/statement.hpp>
#include <tessera/policy/binder.hpp>
#include <tessera/program/decision.hpp>
#include <tessera/program/selection.hpp>

/// Floor 5. On which days automatic redemption takes something. It belongs to the beginning of a day, so it
/// is over once a fact of that day has been decided; through which day it has been taken the account keeps in
/// a slot of the program, because the instant of its last fact alone does not tell that fact's business day.

namespace tessera::detail {

/// Returns: the first day that may not be written down: a business day begins at most one day before UTC's.
[[nodiscard]] inline date first_open_day(account const& of) noexcept {
    return to_local(of.frontier().at, 0).day;
}

/// Returns: the number that an account keeps of a day: those of the calendar from 1 on.
[[nodiscard]] constexpr std::int64_t number_of_day(date day) noexcept {
    return std::int64_t{day.day} - first_day.day + 1;
}

/// Returns: the first day on which automatic redemption has not been taken; `date::never()` where the chart
///   has no slot for it.
[[nodiscard]] inline date first_day_to_redeem(account const& of, chart slots) noexcept {
    constexpr std::uint64_t name = binder::redeemed_through_slot_name();
    slot_id const kept = slots.find(name);
    if (kept == no_slot) return date::never();
    date const next = date_of_number(first_day.day + of.cell(slots[kept].cell));
    return std::max(first_open_day(of), next);
}

/// Returns: the first day after `day` on which a lot opens, or a hold is over as the day begins.
[[nodiscard]] inline date next_freed(account const& of, date day) noexcept {
    date next = date::never();
    auto const offer = [&](date on) {
        if (day < on) next = std::min(next, on);
    };
    for (far_lot const& l : of.far_lots()) offer(l.held.key.opens);
    for (held_lot const& h : of.held_lots())
        offer(date_of_number(h.until / day_seconds + (h.until % day_seconds > 0 ? 1 : 0)));
    return next;
}

/// Returns: the instant up to which holds are over as the day begins on the way: its beginning in UTC, as
///   everywhere, but never later than the fact at the way's end.
[[nodiscard]] inline instant beginning_of(brought_forward const& way, date day) noexcept {
    return std::min(instant_of(way.now, day), way.by);
}

/// Returns: the first day from `from` on, and before `end`, on which the rule takes something if no fact
///   comes before; `date::never()` if there is none. Days on which nothing was freed are passed over.
template <class Rule>
[[nodiscard]] date first_taking(Rule const& rule, brought_forward const& way, chart slots, date from,
                                date end) {
    date day = rule.next_day(from, end);
    while (day < end) {
        if (rule.takes(day_view(way.now, slots, day, beginning_of(way, day)).seen())) return day;
        day = rule.next_day(next_freed(way.now, day), end);
    }
    return date::never();
}

/// Returns: the same of all rules of a program.
template <class Program>
[[nodiscard]] date first_taking_of(Program const& by, brought_forward const& way, chart slots, date from,
                                   date end) {
    date first = date::never();
    by.for_each_policy([&](auto const& policy) {
        each_redeeming(policy, [&](auto const& rule) {
            first = std::min(first, first_taking(rule, way, slots, from, std::min(first, end)));
        });
    });
    return first;
}

/// Returns: whether a rule of the program has a day of its own by `day` that has not been taken.
template <class Program>
[[nodiscard]] TESSERA_INLINE bool redeems_by(Program const& by, account const& of, date day) {
    bool some = false;
    if constexpr (Program::redeems_by_itself)
        by.for_each_policy([&](auto const& policy) TESSERA_INLINE_LAMBDA {
            each_redeeming(policy, [&](auto const& rule) {
                some = some || rule.next_day(first_day_to_redeem(of, by.chart()), day + 1) <= day;
            });
        });
    return some;
}

}  // namespace tessera::detail
