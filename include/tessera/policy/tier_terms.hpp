// SPDX-License-Identifier: BSL-1.0
#pragma once

#include <cstdint>

#include <tessera/calendar/period.hpp>
#include <tessera/policy/binder.hpp>
#include <tessera/policy/life.hpp>

/// Floor 4. How long a level lasts: when it begins, how long it is held, what becomes of it at the end, and
/// what renews it. All of these are days; no figure is looked at here.

namespace tessera {

/// When a level reached by an order begins to count.
enum class effective : std::uint8_t {
    next_order,   ///< the order that reaches it is still priced as before
    this_order,   ///< the order that reaches it is judged with itself, before its price
    next_day,     ///< the day after
    next_period,  ///< the next period of the hold, or of the measure's calendar window
};

/// What becomes of a level when the measure falls below its threshold: at once, or at the end of its term
/// where it has one.
enum class downgrade : std::uint8_t {
    reassess,      ///< the level that the measure gives
    never,         ///< what was reached stays
    one_level,     ///< the next lower one, whatever the measure: only renewing the term keeps a level
    soft_landing,  ///< the level that the measure gives, but at most one lower; held for a term again
};

/// What an order does to the term of a level whose threshold it finds met.
enum class requalify : std::uint8_t {
    restarts,  ///< the term begins again
    extends,   ///< when the measure comes back to the threshold, a term is added behind the running one
};

/// What becomes of the part of the measure above the threshold of the level reached.
enum class surplus : std::uint8_t {
    lapses,      ///< it counts no longer than the rest
    rolls_over,  ///< it counts in the next period, or for the next level counted from the last
};

/// How long a level is held at least: whatever the measure does, it does not fall before.
///
/// | hold                                     | a level of 10 March 2026 is judged on | and again on    |
/// |------------------------------------------|---------------------------------------|-----------------|
/// | `months(12)`                             | 10 March 2027                         | 10 March 2028   |
/// | `to_end_of(calendar_unit::year)`         | 1 January 2027                        | 1 January 2028  |
/// | `to_end_of_next(calendar_unit::year)`    | 1 January 2028                        | 1 January 2029  |
///
/// What is judged: with `to_end_of_next` the measure on the last day of the term, so that a period which ends
/// with it is judged whole; otherwise the measure on the day itself, as without a hold.
struct term_length {
    enum class until : std::uint8_t { nothing, span, period_end, next_period_end };
    until kind = until::nothing;
    calendar_unit unit = calendar_unit::day;
    date anchor = calendar_anchor;
    life span = endless;

    constexpr term_length() noexcept = default;
    constexpr term_length(life length) noexcept : kind(until::span), span(length) {}
    constexpr term_length(until what, calendar_unit period, date start) noexcept
        : kind(what), unit(period), anchor(start) {}

    [[nodiscard]] constexpr bool periods() const noexcept {
        return kind == until::period_end || kind == until::next_period_end;
    }
};

/// The hold to the end of the period in which a level begins.
[[nodiscard]] constexpr term_length to_end_of(calendar_unit period, date anchor = calendar_anchor) noexcept {
    return {term_length::until::period_end, period, anchor};
}
/// The hold to the end of the period after it.
[[nodiscard]] constexpr term_length to_end_of_next(calendar_unit period,
                                                   date anchor = calendar_anchor) noexcept {
    return {term_length::until::next_period_end, period, anchor};
}

/// The days in the course of a level.
struct tier_terms {
    effective from = effective::next_order;
    downgrade on_fall = downgrade::reassess;
    requalify renewal = requalify::restarts;
    surplus above = surplus::lapses;
    bool anew = false;  ///< the measure counts from the day the level began or was renewed
    bool stays_by_less = false;
    bool undoes_orders = false;
    term_length held{};
    life grace = endless;  ///< between losing a level and its fall; `endless`: none
    window period{};       ///< of the measure; `next_period` and surplus look at it

    [[nodiscard]] constexpr bool has_hold() const noexcept {
        return held.kind != term_length::until::nothing;
    }
    [[nodiscard]] constexpr bool has_grace() const noexcept { return grace.in != life::unit::endless; }
    [[nodiscard]] constexpr bool rolls_over() const noexcept { return above == surplus::rolls_over && !anew; }

    /// Returns: whether the level depends on what was before, so that its course is kept and followed.
    [[nodiscard]] constexpr bool followed() const noexcept {
        return has_hold() || has_grace() || anew || stays_by_less || undoes_orders ||
               above == surplus::rolls_over || from == effective::next_day ||
               from == effective::next_period || on_fall == downgrade::one_level ||
               on_fall == downgrade::soft_landing;
    }
    /// Returns: whether a level can be lost on any day on which a part of the measure ends.
    [[nodiscard]] constexpr bool judged_daily() const noexcept {
        return !has_hold() && on_fall != downgrade::never;
    }
    /// Returns: whether a term's end looks at the last day of the term, and not at the day after.
    [[nodiscard]] constexpr bool judges_last_day() const noexcept {
        return held.kind == term_length::until::next_period_end ||
               (from == effective::next_period && held.periods());
    }

    /// Returns: the day on which a level reached on `day` begins.
    [[nodiscard]] constexpr date begins(date day) const noexcept {
        if (from == effective::next_day) return day + 1;
        if (from != effective::next_period) return day;
        return held.periods() ? period_of(day, held.unit, held.anchor).end : period.period_at(day, day).end;
    }
    /// Returns: the end of the term of a level that begins on `day`.
    [[nodiscard]] constexpr date first_end(date day) const noexcept {
        bool const begins_late = from == effective::next_period;
        return held.kind == term_length::until::next_period_end && !begins_late ? renewed_by_order(day)
                                                                                : renewed_end(day);
    }
    /// Returns: the end of a term that follows one which ended on `day`.
    [[nodiscard]] constexpr date renewed_end(date day) const noexcept {
        if (held.periods()) return period_of(day, held.unit, held.anchor).end;
        return has_hold() ? held.span.end(day) : date::never();
    }
    /// Returns: the end of the term that an order of `day` begins again.
    [[nodiscard]] constexpr date renewed_by_order(date day) const noexcept {
        date const end = renewed_end(day);
        return judges_last_day() ? period_of(end, held.unit, held.anchor).end : end;
    }

    /// Returns: whether the span is one of days or months: it ends later than it begins, whenever that is.
    [[nodiscard]] static constexpr bool has_length(life const& span) noexcept {
        return (span.in == life::unit::days || span.in == life::unit::months) && span.length > 0;
    }

    constexpr void check(binder& b) const noexcept {
        bool const holds = held.kind != term_length::until::span || has_length(held.span);
        b.require(holds && (!has_grace() || has_length(grace)), errc::hold_without_length);
        b.require(!held.periods() || in_calendar(held.anchor), errc::invalid_window);
        bool const by_steps = on_fall == downgrade::one_level || on_fall == downgrade::soft_landing;
        bool const late = from == effective::next_period;
        b.require(has_hold() || !(by_steps || late || anew), errc::hold_needed);
        bool const has_periods = period.kind() == window_kind::calendar;
        b.require(!late || held.periods() || has_periods, errc::period_needed);
        b.require(!rolls_over() || has_periods, errc::period_needed);
        b.require(!anew || period.kind() == window_kind::lifetime, errc::lifetime_only);
    }
};

}  // namespace tessera
