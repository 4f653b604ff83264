// SPDX-License-Identifier: BSL-1.0
#pragma once

#include <algorithm>
#include <cstddef>
#include <cstdint>

#include <tessera/core/result.hpp>
#include <tessera/core/wide.hpp>
#include <tessera/money/ratio.hpp>

/// Floor 4. What a ladder owes in all at a value of its measure: a function and nothing else. Everything a
/// ladder does, paying as well as taking back, is a difference of two of its values, which is why it pays the
/// same whatever way the same value was reached.

namespace tessera {

/// What the award of a step says.
enum class ladder_form : std::uint8_t {
    increments,  ///< what reaching the step adds: 200 -> 20, 1000 -> 100 more
    totals,      ///< what reaching the step makes in all: 200 -> 20, 1000 -> 120
    whole,       ///< a rate on the whole amount, that of the step reached
    brackets,    ///< a rate on the part of the amount above the step, up to the next
};

/// What comes after the last step.
enum class ladder_end : std::uint8_t {
    finite,         ///< nothing
    every_further,  ///< the same award for every further stretch of one length
    new_lap,        ///< the ladder from zero again
    times_ten,      ///< the same steps and awards times ten, and so on
};

/// One step in the units of the measure and of the award.
struct curve_step {
    std::int64_t at = 0;
    std::int64_t award = 0;  ///< of increments and totals
    ratio rate{};            ///< of whole and brackets: award units per unit of the measure
    friend constexpr bool operator==(curve_step const&, curve_step const&) noexcept = default;
};

/// The function. `Steps` is an array when the steps are known to the compiler, else a vector or a span.
template <class Steps>
struct ladder_curve {
    Steps steps{};
    ladder_form form = ladder_form::increments;
    ladder_end end = ladder_end::finite;
    std::int64_t every = 0;        ///< of `every_further`: the length of the stretch
    std::int64_t every_award = 0;  ///< of `every_further`
    rounding mode = rounding::down;

    /// Returns: whether this is a ladder at all, and one that never pays less for more.
    [[nodiscard]] constexpr errc check() const noexcept {
        if (steps.size() == 0) return errc::no_steps;
        std::int64_t below = -1, total = 0;
        for (curve_step const& s : steps) {
            if (s.at <= below) return errc::steps_not_rising;
            if (s.award < 0 || s.rate < ratio(0)) return errc::negative_rate;
            if (form == ladder_form::totals && s.award < total) return errc::totals_not_rising;
            below = s.at;
            total = s.award;
        }
        if (!pays_by_steps() && end != ladder_end::finite) return errc::steps_and_rates;
        if (form == ladder_form::whole && falls()) return errc::falling_ladder;
        if (end == ladder_end::every_further && every <= 0) return errc::not_above_zero;
        if (end == ladder_end::every_further && every_award < 0) return errc::negative_rate;
        if (end == ladder_end::new_lap && below == 0) return errc::steps_not_rising;
        if (end == ladder_end::times_ten && (steps[0].at == 0 || below / 10 >= steps[0].at))
            return errc::steps_not_rising;
        return errc::ok;
    }

    /// Returns: what the ladder owes in all at `value`; 0 at or below zero. Fails with: `overflow`.
    /// Complexity: linear in steps; with `times_ten`, times the number of digits.
    [[nodiscard]] TESSERA_INLINE constexpr result<std::int64_t> total(std::int64_t value) const noexcept {
        if (value <= 0 || value < steps[0].at) return 0;
        switch (end) {
            case ladder_end::finite: return reached(value);
            case ladder_end::every_further: return with_further(value);
            case ladder_end::new_lap: return with_laps(value);
            case ladder_end::times_ten: return with_tens(value);
        }
        return 0;
    }

    [[nodiscard]] constexpr bool pays_by_steps() const noexcept {
        return form == ladder_form::increments || form == ladder_form::totals;
    }

    /// Returns: the value at which the first step above `value` is reached, repeated ones included;
    ///   `INT64_MAX` when there is none within 64 bits. Complexity: linear in steps.
    [[nodiscard]] constexpr std::int64_t next_step(std::int64_t value) const noexcept {
        if (end == ladder_end::times_ten) return next_of_tens(value);
        std::int64_t const begun = end == ladder_end::new_lap && value > 0 ? value / last() * last() : 0;
        for (curve_step const& s : steps)
            if (s.at > value - begun) return s.at > INT64_MAX - begun ? INT64_MAX : begun + s.at;
        if (end == ladder_end::new_lap)
            return steps[0].at > INT64_MAX - value ? INT64_MAX : value + steps[0].at;
        if (end != ladder_end::every_further) return INT64_MAX;
        std::int64_t const past = (value - last()) % every;
        return every - past > INT64_MAX - value ? INT64_MAX : value + (every - past);
    }

    /// Returns: what reaching the step at exactly `at` adds; 0 where there is none, or its award does not
    /// fit.
    [[nodiscard]] constexpr std::int64_t award_at(std::int64_t at) const noexcept {
        auto const with = total(at), without = total(at - 1);
        return with && without ? *with - *without : 0;
    }

    /// Effects: calls `visit(at, award)` for every step reached at `value`, ascending, until it answers
    /// false. Returns: `overflow` where the awards do not fit into 64 bits.
    template <class Visit>
    [[nodiscard]] constexpr errc each_reached(std::int64_t value, Visit visit) const {
        std::int64_t below = 0;
        for (std::int64_t at = std::max<std::int64_t>(steps[0].at, 1); at <= value && at != INT64_MAX;
             at = next_step(at)) {
            auto const up_to = total(at);
            if (!up_to) return up_to.error();
            if (!visit(at, *up_to - below)) break;
            below = *up_to;
        }
        return errc::ok;
    }

private:
    [[nodiscard]] constexpr std::int64_t next_of_tens(std::int64_t value) const noexcept {
        std::int64_t nearest = INT64_MAX;
        for (std::int64_t power = 1; steps[0].at <= INT64_MAX / power; power *= 10) {
            for (curve_step const& s : steps)
                if (s.at <= INT64_MAX / power && s.at * power > value)
                    nearest = std::min(nearest, s.at * power);
            if (power > INT64_MAX / 10) break;
        }
        return nearest;
    }
    /// Returns: whether a rate on the whole amount is lower than the one before it: then more pays less.
    [[nodiscard]] constexpr bool falls() const noexcept {
        for (std::size_t i = 1; i < steps.size(); ++i)
            if (steps[i].rate < steps[i - 1].rate) return true;
        return false;
    }
    [[nodiscard]] constexpr std::int64_t last() const noexcept { return steps[steps.size() - 1].at; }

    /// Returns: the total of the steps as they stand.
    [[nodiscard]] TESSERA_INLINE constexpr result<std::int64_t> reached(std::int64_t value) const noexcept {
        switch (form) {
            case ladder_form::increments: return sum_of_awards(value);
            case ladder_form::totals: return award_reached(value);
            case ladder_form::whole: return rate_on_all(value);
            case ladder_form::brackets: return rates_on_parts(value);
        }
        return 0;
    }

    [[nodiscard]] constexpr result<std::int64_t> sum_of_awards(std::int64_t value) const noexcept {
        std::int64_t sum = 0;
        for (curve_step const& s : steps) {
            if (value < s.at) break;
            if (__builtin_add_overflow(sum, s.award, &sum)) return errc::overflow;
        }
        return sum;
    }
    [[nodiscard]] constexpr std::int64_t award_reached(std::int64_t value) const noexcept {
        std::int64_t award = 0;
        for (curve_step const& s : steps) {
            if (value < s.at) break;
            award = s.award;
        }
        return award;
    }
    [[nodiscard]] constexpr result<std::int64_t> rate_on_all(std::int64_t value) const noexcept {
        ratio rate{};
        for (curve_step const& s : steps)
            if (value >= s.at) rate = s.rate;
        return scale(value, rate, mode);
    }
    /// One rounding of the exact sum of all parts.
    [[nodiscard]] constexpr result<std::int64_t> rates_on_parts(std::int64_t value) const noexcept {
        ratio sum{};
        for (std::size_t i = 0; i < steps.size() && steps[i].at < value; ++i) {
            bool const top = i + 1 == steps.size() || value <= steps[i + 1].at;
            auto const part = part_of(steps[i].rate, (top ? value : steps[i + 1].at) - steps[i].at);
            if (!part) return part.error();
            auto const more = add(sum, *part);
            if (!more) return more.error();
            sum = *more;
        }
        return divide(sum.num, sum.den, mode);
    }
    [[nodiscard]] static constexpr result<ratio> part_of(ratio rate, std::int64_t width) noexcept {
        return multiply(rate, ratio(width));
    }

    [[nodiscard]] constexpr result<std::int64_t> with_further(std::int64_t value) const noexcept {
        auto const base = reached(value);
        if (!base || value < last()) return base;
        auto const more = checked_multiply((value - last()) / every, every_award);
        return more ? checked_add(*base, *more) : more;
    }
    [[nodiscard]] constexpr result<std::int64_t> with_laps(std::int64_t value) const noexcept {
        auto const lap = reached(last());
        if (!lap) return lap;
        auto const whole = checked_multiply(value / last(), *lap);
        std::int64_t const rest = value % last();
        auto const begun = rest < steps[0].at ? result<std::int64_t>(0) : reached(rest);
        if (!whole || !begun) return errc::overflow;
        return checked_add(*whole, *begun);
    }
    [[nodiscard]] constexpr result<std::int64_t> with_tens(std::int64_t value) const noexcept {
        std::int64_t sum = 0;
        for (std::int64_t power = 1; value / power >= steps[0].at; power *= 10) {
            auto const base =
                reached(value / power);  // a step times the power is reached when the quotient reaches it
            auto const scaled = base ? checked_multiply(*base, power) : base;
            if (!scaled) return scaled.error();
            if (form == ladder_form::totals)
                sum = *scaled > sum ? *scaled : sum;
            else if (__builtin_add_overflow(sum, *scaled, &sum))
                return errc::overflow;
            if (power > INT64_MAX / 10) break;
        }
        return sum;
    }
};

/// Returns: whether two ladders owe the same at every value because they are told alike.
template <class Steps, class Others>
[[nodiscard]] constexpr bool told_alike(ladder_curve<Steps> const& a,
                                        ladder_curve<Others> const& b) noexcept {
    bool same = a.steps.size() == b.steps.size() && a.form == b.form && a.end == b.end &&
                a.every == b.every && a.every_award == b.every_award && a.mode == b.mode;
    for (std::size_t i = 0; same && i < a.steps.size(); ++i) same = a.steps[i] == b.steps[i];
    return same;
}

}  // namespace tessera
