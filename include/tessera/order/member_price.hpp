// SPDX-License-Identifier: BSL-1.0
#pragma once

#include <cstdint>
#include <string_view>
#include <utility>
#include <vector>

#include <tessera/core/list_of.hpp>
#include <tessera/ledger/audience.hpp>
#include <tessera/money/ratio.hpp>
#include <tessera/order/concepts.hpp>

/// Floor 4. The member price: a share off, by tier. One rounding per order; the shares of the lines follow
/// from it by largest remainder, so that they add up to what the order shows.

namespace tessera {

/// What a tier takes off.
struct off {
    std::string_view tier;
    ratio share{};
};

template <std::size_t N>
class member_price {
public:
    static constexpr bool usually_one = true;

    template <class... Off>
    constexpr member_price(std::string_view group, Off... steps) noexcept : group_(group), steps_{steps...} {}
    member_price(std::string_view group, std::vector<off> steps)
        requires(N == any_number)
        : group_(group), steps_(std::move(steps)) {}

    /// Returns: the same price, rounded otherwise than half-up.
    [[nodiscard]] constexpr member_price rounded(rounding mode) const noexcept {
        member_price m = *this;
        m.mode_ = mode;
        return m;
    }
    /// Returns: the same price, for some of the lines only; `no_member_price` stays out.
    [[nodiscard]] constexpr member_price over(line_filter some) const noexcept {
        member_price m = *this;
        some.without |= lines_.without;
        m.lines_ = some;
        return m;
    }
    /// Returns: the same price, for members of that segment only; others pay the price without it.
    [[nodiscard]] constexpr member_price in_segment(std::string_view name) const noexcept {
        member_price m = *this;
        m.whom_.within = name;
        return m;
    }
    /// Returns: the same price, for all but the members of that segment.
    [[nodiscard]] constexpr member_price not_in_segment(std::string_view name) const noexcept {
        member_price m = *this;
        m.whom_.beyond = name;
        return m;
    }

    [[nodiscard]] constexpr rule_id id() const noexcept { return rule_; }
    /// Returns: the lines of which an order needs one, or nothing comes off.
    [[nodiscard]] constexpr line_filter looks_at() const noexcept { return lines_; }

    /// `Binder` is the program's binder; the order side does not know its type.
    template <class Binder>
    constexpr void bind(Binder& b) noexcept {
        b.require(steps_.size() > 0, errc::no_steps);
        rule_ = b.rule_in("member price", group_);
        whom_.bind(b);
        place_ = b.group_place(group_);
        detail::make_length(levels_, steps_.size());
        for (std::size_t i = 0; i < steps_.size(); ++i) {
            b.require(steps_[i].share >= ratio(0), errc::negative_rate);
            b.require(steps_[i].share <= ratio(1), errc::discount_above_whole);
            levels_[i] = b.tier_level(group_, steps_[i].tier);
            for (std::size_t j = 0; j < i; ++j)
                b.require(steps_[i].tier != steps_[j].tier, errc::benefit_named_twice);
        }
    }

    /// Effects: takes the share of the highest tier reached that has one off the order, or says which segment
    ///   keeps it from that.
    TESSERA_INLINE void price(standing const& s, priced_order const& cart, order_out& out) const noexcept {
        std::uint8_t const level = s.tiers[place_].level;
        std::size_t const none = steps_.size();
        std::size_t best = none;
        for (std::size_t i = 0; i < none; ++i)
            if (levels_[i] <= level && (best == none || levels_[i] > levels_[best])) best = i;
        if (best == none) return;
        if (whom_.asks() && !whom_.takes(s)) return out.explain(whom_.why_not(rule_, s));
        std::int64_t const base = base_of(cart);
        auto const taken = scale(base, steps_[best].share, mode_);
        if (!taken) return out.fail(taken.error());
        out.adjust(rule_, lines_, base, *taken, level);
    }

private:
    friend struct detail::teller;
    [[nodiscard]] std::int64_t base_of(priced_order const& cart) const noexcept {
        if (lines_.takes_all(cart.totals.tags)) return cart.totals.promoted_minor();
        std::int64_t base = 0;
        for (line const& l : cart.lines)
            if (lines_.takes(l)) base += l.promoted_minor();
        return base;
    }

    std::string_view group_;
    list_of<off, N> steps_;
    list_of<std::uint8_t, N> levels_{};
    line_filter lines_{.without = no_member_price};
    audience whom_{};
    rounding mode_ = rounding::half_up;
    std::uint8_t place_ = 0;
    rule_id rule_{};
};

template <class... Off>
member_price(std::string_view, Off...) -> member_price<sizeof...(Off)>;

}  // namespace tessera
