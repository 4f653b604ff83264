// SPDX-License-Identifier: BSL-1.0
#pragma once

#include <algorithm>
#include <array>
#include <cstddef>
#include <cstdint>
#include <string_view>
#include <utility>
#include <vector>

#include <tessera/core/list_of.hpp>
#include <tessera/core/stretch.hpp>
#include <tessera/core/wide.hpp>
#include <tessera/policy/concepts.hpp>

/// Floor 4. What a tier asks for: a threshold on a measure, or one on each of several measures of which any
/// or all must be reached. There is a threshold to enter, and there may be a lower one to stay.

namespace tessera {

/// How many measures one group of tiers can look at.
inline constexpr std::size_t tier_rules_max = 4;

/// One tier: its name and the measure from which it holds, reaching it exactly is enough; with several
/// measures a threshold for each, in their order.
/// Example: `tier{"gold", 3000}.kept_from(2000)`; `tier{"gold", 500, 1000, 20}`.
struct tier {
    std::string_view name;
    std::array<decimal, tier_rules_max> from{};
    std::array<decimal, tier_rules_max> stay{};
    std::uint8_t thresholds = 0;
    std::uint8_t stays = 0;  ///< 0: to stay takes what it takes to enter

    template <class... More>
    constexpr tier(std::string_view the_name, decimal first, More... more) noexcept
        : name(the_name), from{first, decimal(more)...}, thresholds(1 + sizeof...(More)) {}
    constexpr tier() noexcept = default;

    /// Returns: the same tier, kept by less than it takes to enter.
    template <class... More>
    [[nodiscard]] constexpr tier kept_from(decimal first, More... more) const noexcept {
        tier t = *this;
        t.stay = {first, decimal(more)...};
        t.stays = 1 + sizeof...(More);
        return t;
    }
};

/// Several measures, of which any or all decide.
template <std::size_t R>
struct tier_measures {
    list_of<measure, R> each;
    bool all = false;
};

/// Example: `any_of(net_spend().within(month), net_spend().within(year), order_count().within(year))`: 500
///   in a month or 1000 in a year or 20 orders.
template <class... Measure>
[[nodiscard]] constexpr tier_measures<sizeof...(Measure)> any_of(Measure... each) noexcept {
    return {{each...}, false};
}
template <class... Measure>
[[nodiscard]] constexpr tier_measures<sizeof...(Measure)> all_of(Measure... each) noexcept {
    return {{each...}, true};
}

/// What is missing, and on which of the measures.
struct tier_missing {
    std::int64_t amount = 0;
    std::uint8_t by = 0;
};

/// The days that say whether a level stands on an order that comes back.
struct order_days {
    date placed;
    date counted;  ///< by measures in which it counts later
    date level_began;
};

/// The thresholds of N tiers on R measures.
template <std::size_t N, std::size_t R>
class tier_rules {
    static_assert((1 <= R && R <= tier_rules_max) || R == any_number, "tiers look at one to four measures");
    static constexpr std::size_t room = R == any_number ? tier_rules_max : R;

public:
    using values = std::array<std::int64_t, room>;

    template <class... Tier>
    constexpr tier_rules(tier_measures<R> const& by, Tier const&... steps) noexcept
        : names_{steps.name...}, tiers_{steps...}, all_(by.all) {
        take(by);
    }
    tier_rules(tier_measures<R> const& by, std::vector<tier> steps)
        requires(N == any_number)
        : tiers_(std::move(steps)), all_(by.all) {
        for (tier const& t : tiers_) names_.push_back(t.name);
        take(by);
    }

    /// Returns: how many tiers there are.
    [[nodiscard]] constexpr std::size_t levels() const noexcept { return names_.size(); }
    /// Returns: how many measures they look at.
    [[nodiscard]] constexpr std::size_t measures() const noexcept { return R == any_number ? measures_ : R; }
    [[nodiscard]] constexpr stretch<std::string_view const> names() const noexcept {
        return {names_.data(), names_.size()};
    }
    [[nodiscard]] constexpr stretch<bound_measure const> by() const noexcept {
        return {by_.data(), measures()};
    }

    /// Returns: whether a tier is kept by less than it takes to enter.
    [[nodiscard]] constexpr bool stays_by_less() const noexcept {
        return std::any_of(tiers_.begin(), tiers_.end(), [](tier const& t) { return t.stays != 0; });
    }
    /// Returns: whether returns undo what their orders counted.
    [[nodiscard]] constexpr bool undoes_orders() const noexcept {
        return std::any_of(by().begin(), by().end(),
                           [](bound_measure const& m) { return m.what.back == undo::at_order; });
    }

    /// Returns: whether returns undo what orders counted later.
    [[nodiscard]] constexpr bool undoes_later_orders() const noexcept {
        return std::any_of(by().begin(), by().end(), [](bound_measure const& m) {
            return m.what.back == undo::at_order && m.what.counted.follows();
        });
    }
    /// Returns: whether an order counts at once, by one of the measures at least.
    [[nodiscard]] constexpr bool counts_at_once() const noexcept {
        return std::any_of(by().begin(), by().end(),
                           [](bound_measure const& m) { return !m.what.counted.follows(); });
    }
    /// Returns: whether it is one of the measures.
    [[nodiscard]] bool looks_at(slot_id measure) const noexcept {
        return std::any_of(by().begin(), by().end(),
                           [&](bound_measure const& m) { return m.slot() == measure; });
    }
    /// Returns: whether orders that count now count by one of the measures.
    [[nodiscard]] bool started(fact_view const& fact) const noexcept {
        return std::any_of(fact.started.begin(), fact.started.end(),
                           [&](posting const& p) { return looks_at(p.slot); });
    }

    /// Effects: says what a return does to the measures.
    constexpr void set_returns(undo how) noexcept {
        for (std::size_t r = 0; r < measures(); ++r) by_[r].what = by_[r].what.returned(how);
    }
    /// Returns: whether the level may stand on what the order counted, and its return undoes that: one that
    ///   moves no figure does not, as when the order's window is over.
    [[nodiscard]] constexpr bool undone(order_days const& of, values const& before,
                                        values const& after) const noexcept {
        for (std::size_t r = 0; r < measures(); ++r) {
            measure const& m = by_[r].what;
            date const day = m.counted.follows() ? of.counted : of.placed;
            if (m.back == undo::at_order && before[r] != after[r] && day <= of.level_began) return true;
        }
        return false;
    }

    constexpr void bind(binder& b) noexcept {
        b.require(levels() > 0, errc::no_steps);
        b.require(1 <= measures() && measures() <= room, errc::thresholds_missing);
        if (measures() > room) measures_ = room;
        for (std::size_t r = 0; r < measures(); ++r) by_[r] = b.shared(by_[r].what);
        for (std::size_t r = 0; r < measures(); ++r) {
            detail::make_length(enter_[r], levels());
            detail::make_length(stay_[r], levels());
        }
        for (std::size_t i = 0; i < levels(); ++i) {
            tier const& t = tiers_[i];
            bool const enough = t.thresholds == measures() && (t.stays == 0 || t.stays == measures());
            b.require(enough, errc::thresholds_missing);
            bool rises = i == 0;
            for (std::size_t r = 0; r < measures(); ++r) {
                enter_[r][i] = b.threshold(by_[r], t.from[r]);
                stay_[r][i] = t.stays == 0 ? enter_[r][i] : b.threshold(by_[r], t.stay[r]);
                b.require(stay_[r][i] <= enter_[r][i], errc::stay_above_entry);
                if (i == 0) continue;
                rises |= enter_[r][i - 1] < enter_[r][i];
                bool const falls = enter_[r][i] < enter_[r][i - 1] || stay_[r][i] < stay_[r][i - 1];
                b.require(!falls, errc::steps_not_rising);
            }
            b.require(rises, errc::steps_not_rising);
        }
    }

    /// Returns: the figures live on the draft's day.
    /// Why the first stands alone: most tiers look at one measure, which then has no loop.
    [[nodiscard]] TESSERA_INLINE values values_in(draft const& d) const noexcept {
        values v{};
        v[0] = by_[0].value(d);
        for (std::size_t r = 1; r < measures(); ++r) v[r] = by_[r].value(d);
        return v;
    }

    /// Returns: whether time alone can change the figures, because windows move.
    [[nodiscard]] constexpr bool windowed() const noexcept {
        return std::any_of(by().begin(), by().end(), [](bound_measure const& m) {
            return m.what.over.kind() != window_kind::lifetime;
        });
    }
    /// Returns: the first day after `day`, on which the figures are `v`, when so many parts of them have
    ///   ended that `moves(figures)`; `date::never()` if there is none.
    /// Complexity: linear in the account's parts.
    template <class Moves>
    [[nodiscard]] TESSERA_COLD date next_move(account const& of, date day, values v,
                                              Moves moves) const noexcept {
        stretch<bucket const> const parts = of.buckets();
        std::array<std::size_t, room> next{};
        auto const end_of = [&](std::size_t r) {
            bool const there = next[r] < parts.size() && parts[next[r]].slot == by_[r].slot();
            return there ? parts[next[r]].expires : date::never();
        };
        for (std::size_t r = 0; r < measures(); ++r)
            while (next[r] < parts.size() && (parts[next[r]].slot < by_[r].slot() || end_of(r) <= day))
                ++next[r];
        for (;;) {
            date ends = date::never();
            for (std::size_t r = 0; r < measures(); ++r) ends = std::min(ends, end_of(r));
            if (ends == date::never()) return ends;
            for (std::size_t r = 0; r < measures(); ++r)
                for (; end_of(r) == ends; ++next[r]) v[r] = without(by_[r], parts.behind(next[r]), v[r]);
            if (moves(v)) return ends;
        }
    }

    /// Returns: the level that the figures enter.
    [[nodiscard]] TESSERA_INLINE constexpr std::uint8_t entered(values const& v) const noexcept {
        return level_by(enter_, v);
    }
    /// Returns: the level that the figures keep for somebody at `level`, who enters no higher one.
    [[nodiscard]] constexpr std::uint8_t kept(std::uint8_t level, values const& v) const noexcept {
        return std::min(level, std::max(level_by(stay_, v), level_by(enter_, v)));
    }

    /// Returns: what is missing to the level above.
    [[nodiscard]] TESSERA_INLINE constexpr tier_missing to_next(std::uint8_t level,
                                                                values const& v) const noexcept {
        return level >= levels() ? tier_missing{} : missing_to(enter_, level, v);
    }
    /// Returns: what is missing to keep the level.
    [[nodiscard]] constexpr tier_missing to_keep(std::uint8_t level, values const& v) const noexcept {
        return level == 0 || kept(level, v) == level ? tier_missing{} : missing_to(stay_, level - 1U, v);
    }
    /// Returns: what one measure lacks for the level above, 0 or less where nothing.
    [[nodiscard]] constexpr std::int64_t to_next_by(std::size_t r, std::uint8_t level,
                                                    std::int64_t value) const noexcept {
        return lacks(enter_[r][level], value);
    }
    /// Returns: the threshold of a level on the first measure. Preconditions: `level` is 1 to `levels()`.
    [[nodiscard]] constexpr std::int64_t entry(std::uint8_t level) const noexcept {
        return enter_[0][level - 1U];
    }

private:
    friend struct detail::teller;
    using figures = list_of<std::int64_t, N>;
    using thresholds = std::array<figures, room>;

    constexpr void take(tier_measures<R> const& by) noexcept {
        measures_ = by.each.size();
        for (std::size_t r = 0; r < measures_ && r < room; ++r) by_[r].what = by.each[r];
    }

    [[nodiscard]] TESSERA_INLINE constexpr std::uint8_t level_by(thresholds const& of,
                                                                 values const& v) const noexcept {
        std::uint8_t level = count_reached(of[0], v[0]);
        for (std::size_t r = 1; r < measures(); ++r) {
            std::uint8_t const reached = count_reached(of[r], v[r]);
            level = all_ ? std::min(level, reached) : std::max(level, reached);
        }
        return level;
    }
    [[nodiscard]] TESSERA_INLINE static constexpr std::uint8_t count_reached(figures const& of,
                                                                             std::int64_t value) noexcept {
        std::uint8_t level = 0;
        while (level < of.size() && of[level] <= value) ++level;
        return level;
    }

    /// Returns: what is left of a figure when the first of the parts has ended.
    [[nodiscard]] static std::int64_t without(bound_measure const& in, stretch<bucket const> parts,
                                              std::int64_t figure) noexcept {
        if (in.what.kind != measure_kind::best_order) return figure - parts.front().amount;
        std::int64_t highest = 0;
        for (bucket const& b : parts.behind(1))
            if (b.slot == in.slot()) highest = std::max(highest, b.amount);
        return highest;
    }
    [[nodiscard]] static constexpr std::int64_t lacks(std::int64_t threshold, std::int64_t value) noexcept {
        std::int64_t away = 0;
        return __builtin_sub_overflow(threshold, value, &away) ? INT64_MAX : away;
    }

    /// Returns: what is missing on the measure that decides: of any the nearest, of all the farthest, by the
    ///   share of its threshold that is missing; ties go to the earlier one.
    [[nodiscard]] TESSERA_INLINE constexpr tier_missing missing_to(thresholds const& of, std::size_t tier_at,
                                                                   values const& v) const noexcept {
        tier_missing found{lacks(of[0][tier_at], v[0]), 0};
        for (std::size_t r = 1; r < measures(); ++r) {
            std::int64_t const away = lacks(of[r][tier_at], v[r]);
            int128 const here = int128(away) * of[found.by][tier_at];
            int128 const there = int128(found.amount) * of[r][tier_at];
            if (all_ ? here > there : here < there) found = {away, static_cast<std::uint8_t>(r)};
        }
        return found;
    }

    std::array<bound_measure, room> by_{};
    std::size_t measures_ = 0;
    list_of<std::string_view, N> names_;
    list_of<tier, N> tiers_;
    thresholds enter_{};
    thresholds stay_{};
    bool all_ = false;
};

}  // namespace tessera
