// SPDX-License-Identifier: BSL-1.0
#pragma once

#include <concepts>
#include <cstddef>
#include <cstdint>
#include <string_view>
#include <utility>

#include <tessera/calendar/schedule.hpp>
#include <tessera/core/list_of.hpp>
#include <tessera/core/wide.hpp>
#include <tessera/ledger/audience.hpp>
#include <tessera/money/ratio.hpp>
#include <tessera/policy/binder.hpp>

/// Floor 4. What a segment asks of a member on a day: a closed set of conditions, as data. There is no other
/// one and no language to write others in, so that whatever a program asks can be examined and told.

namespace tessera {

/// What a condition looks at.
enum class condition_on : std::uint8_t {
    measure,  ///< a measure has reached a threshold
    share,    ///< a measure has reached a share of another one
    tier,     ///< a tier, or a higher one of its group
    days,     ///< the day is one of a schedule
    segment,  ///< the member is in another segment
};

/// One condition, or with `!` its opposite. Conditions that stand in one `place` must all hold.
/// Example: `at_least(order_count(), 3)`, `!in_segment("returners")`.
struct segment_condition {
    condition_on on = condition_on::measure;
    bool negated = false;
    bool exactly = false;    ///< that tier alone
    std::uint8_t place = 0;  ///< in which row of a segment it stands
    bound_measure by{};      ///< the measure, or the part
    bound_measure whole{};   ///< of a share: the measure that it is a part of
    decimal least{};
    ratio share{};
    std::string_view group{};  ///< of a tier
    std::string_view name{};   ///< of a tier, or of another segment
    schedule days{};

    [[nodiscard]] constexpr segment_condition operator!() const noexcept {
        segment_condition c = *this;
        c.negated = !negated;
        return c;
    }

    constexpr void bind(binder& b, rule_id segment) noexcept {
        switch (on) {
            case condition_on::share:
                whole = b.shared(whole.what);
                b.require(one_unit(by.what, whole.what), errc::unsound_segment);
                b.require(ratio(0) <= share, errc::negative_rate);
                [[fallthrough]];
            case condition_on::measure:
                by = b.shared(by.what);
                limit_ = b.threshold(by, least);
                return;
            case condition_on::tier:
                group_place_ = b.group_place(group);
                level_ = b.tier_level(group, name);
                return;
            case condition_on::days:
                return b.require(days.check() == errc::ok && !days.by_joining(), errc::invalid_window);
            case condition_on::segment:
                if (!b.resolving()) b.segments().looks_at(segment, segment_named(name));
                bit_ = b.segment_bit(name);
                return;
        }
    }

    /// Returns: whether it holds. A share is reached where the part is at least that much of the whole, exact
    ///   in 128 bits; of nothing every share is reached.
    [[nodiscard]] bool holds(draft const& d, standing const& who) const noexcept {
        return said(d, who) != negated;
    }
    /// Returns: how much the measure lacks, where the condition is a threshold that it has not reached; else
    ///   0.
    [[nodiscard]] std::int64_t missing(draft const& d) const noexcept {
        if (on != condition_on::measure || negated) return 0;
        std::int64_t const value = by.value(d);
        std::int64_t short_of = 0;
        if (value >= limit_ || __builtin_sub_overflow(limit_, value, &short_of)) return 0;
        return short_of;
    }

private:
    [[nodiscard]] bool said(draft const& d, standing const& who) const noexcept {
        switch (on) {
            case condition_on::measure: return by.value(d) >= limit_;
            case condition_on::share:
                return int128(by.value(d)) * share.den >= int128(whole.value(d)) * share.num;
            case condition_on::tier: {
                std::uint8_t const level = who.tiers[group_place_].level;
                return exactly ? level == level_ : level >= level_;
            }
            case condition_on::days: return days.holds(d.day());
            case condition_on::segment: return (who.segments & bit_) != 0;
        }
        return false;
    }
    [[nodiscard]] static constexpr bool one_unit(measure const& a, measure const& b) noexcept {
        return a.is_money() == b.is_money() && a.is_points() == b.is_points() && a.pool == b.pool;
    }

    std::int64_t limit_ = 0;  // known when it is bound, as are the others
    std::uint64_t bit_ = 0;
    std::uint8_t group_place_ = 0, level_ = 0;
};

/// Returns: that a measure is so much or more: an amount, points, or a count. Reaching it exactly is enough.
[[nodiscard]] constexpr segment_condition at_least(measure by, decimal least) noexcept {
    segment_condition c;
    c.by.what = by;
    c.least = least;
    return c;
}
/// Returns: that it is less.
[[nodiscard]] constexpr segment_condition below(measure by, decimal limit) noexcept {
    return !at_least(by, limit);
}
/// Returns: that a measure is at least such a share of another one of its unit.
/// Example: `!share_at_least(net_spend(), gross_spend(), 70_percent)`: more than 30 % of what was bought came
///   back.
[[nodiscard]] constexpr segment_condition share_at_least(measure part, measure of, ratio share) noexcept {
    segment_condition c;
    c.on = condition_on::share;
    c.by.what = part;
    c.whole.what = of;
    c.share = share;
    return c;
}
/// Returns: that it is a smaller one.
[[nodiscard]] constexpr segment_condition share_below(measure part, measure of, ratio share) noexcept {
    return !share_at_least(part, of, share);
}
/// Returns: that the member is in that tier or in a higher one of its group.
[[nodiscard]] constexpr segment_condition from_tier(std::string_view group, std::string_view tier) noexcept {
    segment_condition c;
    c.on = condition_on::tier;
    c.group = group;
    c.name = tier;
    return c;
}
/// Returns: that the member is in that tier alone.
[[nodiscard]] constexpr segment_condition at_tier(std::string_view group, std::string_view tier) noexcept {
    segment_condition c = from_tier(group, tier);
    c.exactly = true;
    return c;
}
/// Returns: that the day is one of these.
[[nodiscard]] constexpr segment_condition on_days(schedule const& days) noexcept {
    segment_condition c;
    c.on = condition_on::days;
    c.days = days;
    return c;
}
/// Returns: that the member is in another segment of the program.
[[nodiscard]] constexpr segment_condition in_segment(std::string_view name) noexcept {
    segment_condition c;
    c.on = condition_on::segment;
    c.name = name;
    return c;
}

/// Conditions in rows: all of a row must hold, and of several rows any one.
template <std::size_t N>
struct segment_rows {
    list_of<segment_condition, N> each{};
    std::uint8_t rows = 1;
};

namespace detail {

[[nodiscard]] constexpr segment_rows<1> rows_of(segment_condition const& one) noexcept { return {{one}, 1}; }
template <std::size_t N>
[[nodiscard]] constexpr segment_rows<N> const& rows_of(segment_rows<N> const& some) noexcept {
    return some;
}
template <class Part>
concept segment_part = requires(Part const& p) { rows_of(p); };
template <segment_part Part>
inline constexpr std::size_t conditions_of = []<std::size_t N>(segment_rows<N> const*) {
    return N;
}(static_cast<std::remove_cvref_t<decltype(rows_of(std::declval<Part const&>()))> const*>(nullptr));

}  // namespace detail

/// Returns: one row, of which every condition must hold.
template <std::same_as<segment_condition>... Condition>
[[nodiscard]] constexpr segment_rows<sizeof...(Condition)> all_of(Condition... each) noexcept {
    return {{each...}, 1};
}
/// Returns: the rows of all parts: conditions, each in a row of its own, or what `all_of` returns.
/// Example: `any_of(all_of(at_least(order_count(), 10), !in_segment("returners")), from_tier("club",
///   "gold"))`.
template <detail::segment_part... Part>
[[nodiscard]] constexpr segment_rows<(detail::conditions_of<Part> + ...)> any_of(Part... each) noexcept {
    segment_rows<(detail::conditions_of<Part> + ...)> all;
    std::size_t at = 0;
    all.rows = 0;
    auto const add = [&](auto const& some) {
        for (segment_condition const& c : some.each) {
            all.each[at] = c;
            all.each[at++].place = static_cast<std::uint8_t>(all.rows + c.place);
        }
        all.rows = static_cast<std::uint8_t>(all.rows + some.rows);
    };
    (add(detail::rows_of(each)), ...);
    return all;
}

}  // namespace tessera
