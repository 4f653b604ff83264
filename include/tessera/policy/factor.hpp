// SPDX-License-Identifier: BSL-1.0
#pragma once

#include <algorithm>
#include <cstddef>
#include <cstdint>
#include <numeric>
#include <string_view>

#include <tessera/calendar/schedule.hpp>
#include <tessera/core/list_of.hpp>
#include <tessera/facts/fact.hpp>
#include <tessera/ledger/audience.hpp>
#include <tessera/money/ratio.hpp>
#include <tessera/policy/binder.hpp>

/// Floor 4. Multipliers of an accrual: by tier, by day, for some lines, in some channels; and how several of
/// them combine.

namespace tessera {

/// A multiplier that holds from a tier on.
struct multiplier {
    std::string_view tier;
    ratio times{1};
};

/// A multiplier that holds on some days, for some lines, in some channels, for some members; without a
/// condition always.
/// Example: `extra{.times = 2, .when = schedule().on(weekday::tuesday), .lines = {.category = books}}`.
struct extra {
    ratio times{1};
    schedule when{};
    line_filter lines{};  ///< only what these lines earn
    tag_set channel = 0;  ///< only orders that bear all of these tags
    audience whom{};      ///< only orders of these members: `.whom = {.within = "regulars"}`
};

/// How several multipliers that hold at once combine. Double and triple points:
enum class combining : std::uint8_t {
    product,  ///< six times
    sum,      ///< four times: each adds what it gives beyond once
    max,      ///< three times
};

namespace detail {

/// A product of multipliers that hold, before any is known.
class factor {
public:
    constexpr factor(combining how) noexcept : how_(how) {}

    constexpr void add(ratio times) noexcept {
        result<ratio> both = times;
        if (any_ && how_ == combining::product) both = multiply(value_, times);
        if (any_ && how_ == combining::sum) both = beyond_once(times);
        if (any_ && how_ == combining::max) both = std::max(value_, times);
        any_ = true;
        if (!both) failed_ = both.error();
        if (both) value_ = *both;
    }
    /// Returns: the factor, once where no multiplier holds; never below zero. Fails with: `overflow`.
    [[nodiscard]] constexpr result<ratio> value() const noexcept {
        if (failed_ != errc::ok) return failed_;
        return std::max(value_, ratio(0));
    }

private:
    [[nodiscard]] constexpr result<ratio> beyond_once(ratio times) const noexcept {
        auto const above = subtract(times, ratio(1));
        return above ? tessera::add(value_, *above) : above;
    }

    combining how_;
    ratio value_{1};
    bool any_ = false;
    errc failed_ = errc::ok;
};

/// The multipliers of a rule and, once bound, its rate under each combination of them, as parts over one
/// denominator: all that is left to do for an order is to find the place.
template <std::size_t Tiers, std::size_t Extras>
class factors {
public:
    static constexpr std::size_t extras_max = 8;
    static_assert(Extras <= extras_max || Extras == any_number, "a rule has at most eight extras");

    std::string_view group{};
    list_of<multiplier, Tiers> tiers{};
    list_of<extra, Extras> extras{};

    /// Effects: works out all rates; `rate` is what one unit earns, in raw points.
    constexpr void bind(binder& b, combining how, ratio rate) noexcept {
        bind_tiers(b);
        b.require(extras.size() <= extras_max, errc::too_many_extras);
        if (extras.size() > extras_max) return;
        for (extra& e : extras) {
            e.whom.bind(b);
            b.require(e.times >= ratio(0), errc::negative_rate);
            if (errc const wrong = e.when.check(); wrong != errc::ok) b.fail(wrong);
            by_line_ = by_line_ || !(e.lines == line_filter{});
        }
        list_of<ratio, places_known> rates{};
        make_length(rates, places());
        make_length(parts_, places());
        denominator_ = 1;
        for (std::size_t i = 0; i < places(); ++i) {
            rates[i] = rate_at(b, how, rate, i);
            denominator_ = least_common(b, denominator_, rates[i].den);
        }
        for (std::size_t i = 0; i < places(); ++i) {
            auto const parts = checked_multiply(rates[i].num, denominator_ / rates[i].den);
            if (!parts) return b.fail(parts.error());
            parts_[i] = *parts;
        }
    }

    [[nodiscard]] constexpr std::int64_t denominator() const noexcept { return denominator_; }

    /// Returns: what one unit earns at a place, in parts of a raw point.
    [[nodiscard]] TESSERA_INLINE constexpr std::int64_t parts(std::size_t place) const noexcept {
        return parts_[place];
    }
    /// Returns: whether lines of one order may earn at different rates.
    [[nodiscard]] constexpr bool by_line() const noexcept { return Extras > 0 && by_line_; }

    /// Returns: the place of the rate in force for the fact as a whole: the highest tier reached that has a
    ///   multiplier, and all extras that hold for some line.
    [[nodiscard]] TESSERA_INLINE std::size_t place_of(fact_view const& fact) const noexcept {
        std::size_t const level = level_of(fact);
        if (Extras == 0 || extras.empty()) return level;
        return level << extras.size() | active(fact);
    }
    /// Returns: the place for one line, from that of the whole; for what is no line, such as shipping, null.
    [[nodiscard]] std::size_t place_for(std::size_t whole, line const* of) const noexcept {
        for (std::size_t i = 0; i < extras.size(); ++i) {
            line_filter const& lines = extras[i].lines;
            if (of ? !lines.takes(*of) : !(lines == line_filter{})) whole &= ~(std::size_t{1} << i);
        }
        return whole;
    }

private:
    static constexpr std::size_t places_known =
        Tiers == any_number || Extras == any_number ? any_number : (Tiers + 1) << Extras;
    [[nodiscard]] constexpr std::size_t places() const noexcept {
        return (tiers.size() + 1) << extras.size();
    }

    constexpr void bind_tiers(binder& b) noexcept {
        make_length(levels_, tiers.size());
        if (tiers.size() > 0) place_ = b.group_place(group);
        for (std::size_t i = 0; i < tiers.size(); ++i) {
            b.require(tiers[i].times >= ratio(0), errc::negative_rate);
            levels_[i] = b.tier_level(group, tiers[i].tier);
            b.require(i == 0 || levels_[i - 1] < levels_[i] || levels_[i] == 0, errc::steps_not_rising);
        }
    }
    [[nodiscard]] constexpr ratio rate_at(binder& b, combining how, ratio rate,
                                          std::size_t place) const noexcept {
        factor combined(how);
        if (std::size_t const level = place >> extras.size(); level > 0) combined.add(tiers[level - 1].times);
        for (std::size_t i = 0; i < extras.size(); ++i)
            if ((place >> i) & 1U) combined.add(extras[i].times);
        auto const times = combined.value();
        auto const made = times ? multiply(rate, *times) : times;
        if (made) return *made;
        b.fail(made.error());
        return ratio(0);
    }
    [[nodiscard]] static constexpr std::int64_t least_common(binder& b, std::int64_t a,
                                                             std::int64_t c) noexcept {
        auto const both = checked_multiply(a / std::gcd(a, c), c);
        if (both) return *both;
        b.fail(both.error());
        return 1;
    }

    [[nodiscard]] TESSERA_INLINE std::size_t level_of(fact_view const& fact) const noexcept {
        std::size_t reached = 0;
        if constexpr (Tiers > 0)
            while (reached < levels_.size() && levels_[reached] <= fact.who.tiers[place_].level) ++reached;
        return reached;
    }
    /// Returns: a bit for each extra that holds for some line.
    [[nodiscard]] std::size_t active(fact_view const& fact) const noexcept {
        std::size_t found = 0;
        if (fact.base_rate) return found;
        for (std::size_t i = 0; i < extras.size(); ++i)
            if (holds(extras[i], fact)) found |= std::size_t{1} << i;
        return found;
    }
    [[nodiscard]] static bool holds(extra const& e, fact_view const& fact) noexcept {
        if ((fact.tags & e.channel) != e.channel || !e.whom.takes(fact.who)) return false;
        if (!e.when.holds(fact.head.day, fact.head.joined)) return false;
        return e.lines == line_filter{} || std::any_of(fact.priced.lines.begin(), fact.priced.lines.end(),
                                                       [&](line const& l) { return e.lines.takes(l); });
    }

    list_of<std::uint8_t, Tiers> levels_{};
    list_of<std::int64_t, places_known> parts_{};
    std::int64_t denominator_ = 1;
    std::uint8_t place_ = 0;
    bool by_line_ = false;
};

}  // namespace detail
}  // namespace tessera
