// SPDX-License-Identifier: BSL-1.0
#pragma once

#include <algorithm>
#include <array>
#include <cstdint>
#include <string_view>

#include <tessera/policy/concepts.hpp>

/// Floor 4. Tiers by a threshold on a measure: cumulative spend, orders, items, or the best single order.

namespace tessera {

/// One tier: its name and the measure from which it holds; reaching it exactly is enough.
struct tier {
    std::string_view name;
    decimal from{};
};

/// When a level reached by an order begins to count.
enum class effective : std::uint8_t {
    next_order,  ///< the order that reaches it is still priced as before
    this_order,  ///< the order that reaches it is judged with itself, before its price
};

/// What becomes of a level when the measure falls below its threshold.
enum class downgrade : std::uint8_t {
    reassess,  ///< the level falls at once
    never,     ///< what was reached stays
};

/// Why `reassess` needs no job when a window ends: the level in force is computed from the measure as of the
/// day; the level on record only follows it.
template <std::size_t N>
class tiers {
public:
    static constexpr phase at = phase::tier;

    template <class... Tier>
    constexpr tiers(std::string_view group, measure by, Tier... steps) noexcept
        : group_(group), by_{by}, names_{steps.name...}, from_{steps.from...} {}

    [[nodiscard]] constexpr tiers from(effective when) const noexcept {
        tiers t = *this;
        t.effective_ = when;
        return t;
    }
    [[nodiscard]] constexpr tiers on_fall(downgrade how) const noexcept {
        tiers t = *this;
        t.downgrade_ = how;
        return t;
    }

    [[nodiscard]] constexpr rule_id id() const noexcept { return rule_; }
    [[nodiscard]] constexpr std::string_view group() const noexcept { return group_; }
    [[nodiscard]] constexpr std::string_view name(std::uint8_t level) const noexcept {
        return level == 0 || level > N ? std::string_view{} : names_[level - 1U];
    }

    constexpr void bind(binder& b) noexcept {
        rule_ = b.rule(group_);
        by_ = b.shared(by_.what);
        slot_ = b.tier_group(group_, names_);
        place_ = b.group_place(group_);
        b.require(N > 0, errc::no_steps);
        for (std::size_t i = 0; i < N; ++i) {
            thresholds_[i] = b.threshold(by_.what, from_[i]);
            b.require(i == 0 || thresholds_[i - 1] < thresholds_[i], errc::steps_not_rising);
        }
        bool const reads_own_price =
            effective_ == effective::this_order && by_.what.of.stage == price_stage::paid;
        b.require(!(reads_own_price && by_.what.is_money()), errc::cyclic_basis);
    }

    /// Effects: fills the member's place in this group, before any order of the day.
    TESSERA_INLINE void stand(draft const& d, standing& s) const noexcept {
        tier_standing& t = s.tiers[place_];
        t.measure = by_.value(d);
        t.level = level_now(d, t.measure);
        t.judged_with_cart = effective_ == effective::this_order;
        t.to_next = missing(t.level, t.measure);
    }

    /// Effects: judges the running order with itself, where the tiers say so; before it has a price.
    TESSERA_INLINE void foresee(priced_order const& unpriced, standing& s,
                                std::vector<std::int64_t>& scratch) const {
        if (effective_ != effective::this_order) return;
        tier_standing& t = s.tiers[place_];
        auto const amount = by_.counts(unpriced, 0, scratch);
        if (!amount) return;
        auto const after = by_.with(t.measure, *amount);
        t.level = std::max(t.level, level_at(after ? *after : t.measure));
    }

    /// Effects: writes the level down when it has changed, and how far the next one is.
    TESSERA_INLINE void propose(fact_view const& fact, draft const& d, member_out& out) const noexcept {
        std::int64_t const measure = by_.value(d);
        std::uint8_t const before = d.level(slot_).level;
        std::uint8_t const now = fact.kind == fact_kind::day_passes && downgrade_ == downgrade::never
                                     ? before
                                     : level_now(d, measure, before);
        if (now != before) {
            out.set_level(rule_, slot_, now);
            out.explain({measure, before, rule_,
                         now > before ? reason_code::tier_reached : reason_code::tier_fallen, now});
        }
        if (now < N)
            out.explain({missing(now, measure), measure, rule_, reason_code::tier_distance,
                         static_cast<std::uint16_t>(now + 1)});
    }

private:
    [[nodiscard]] constexpr std::uint8_t level_at(std::int64_t measure) const noexcept {
        std::uint8_t level = 0;
        for (std::int64_t const threshold : thresholds_)
            level = static_cast<std::uint8_t>(level + (measure >= threshold));
        return level;
    }
    [[nodiscard]] std::uint8_t level_now(draft const& d, std::int64_t measure) const noexcept {
        return downgrade_ == downgrade::never ? d.level(slot_).level : level_at(measure);
    }
    [[nodiscard]] std::uint8_t level_now(draft const&, std::int64_t measure,
                                         std::uint8_t before) const noexcept {
        std::uint8_t const reached = level_at(measure);
        return downgrade_ == downgrade::never ? std::max(before, reached) : reached;
    }
    [[nodiscard]] constexpr std::int64_t missing(std::uint8_t level, std::int64_t measure) const noexcept {
        if (level >= N) return 0;
        std::int64_t away = 0;
        return __builtin_sub_overflow(thresholds_[level], measure, &away) ? INT64_MAX : away;
    }

    std::string_view group_;
    bound_measure by_;
    std::array<std::string_view, N> names_;
    std::array<decimal, N> from_;
    std::array<std::int64_t, N> thresholds_{};
    effective effective_ = effective::next_order;
    downgrade downgrade_ = downgrade::reassess;
    std::uint8_t place_ = 0;
    slot_place slot_{};
    rule_id rule_{};
};

template <class... Tier>
tiers(std::string_view, measure, Tier...) -> tiers<sizeof...(Tier)>;

}  // namespace tessera
