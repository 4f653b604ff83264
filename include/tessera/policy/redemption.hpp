// SPDX-License-Identifier: BSL-1.0
#pragma once

#include <algorithm>
#include <cstdint>
#include <string_view>

#include <tessera/money/ratio.hpp>
#include <tessera/policy/concepts.hpp>

/// Floor 4. Redemption: points pay. They are a means of payment: price, tax and discounts stay as they are.

namespace tessera {

/// How many points buy how much money: 100 points are 1.00.
struct point_value {
    std::int64_t points = 1;
    decimal money{};
};

/// The member picks an amount, the rule cuts it to what is possible and says what bound it. Money for points
/// is exact: the money is rounded down, and no more points are taken than that money costs.
class redemption {
public:
    static constexpr phase at = phase::redeem;

    constexpr redemption(std::string_view points, point_value worth) noexcept
        : name_(points), pool_name_(points), worth_(worth), step_(1) {}

    /// Returns: the redemption in whole steps of so many points.
    [[nodiscard]] constexpr redemption in_steps_of(std::int64_t points) const noexcept {
        redemption r = *this;
        r.step_ = points;
        r.stepped_ = true;
        return r;
    }
    /// Returns: the redemption of at least so many points.
    [[nodiscard]] constexpr redemption at_least(std::int64_t points) const noexcept {
        redemption r = *this;
        r.minimum_ = points;
        return r;
    }
    /// Returns: the redemption for at most a share of what is to be paid, rounded down.
    [[nodiscard]] constexpr redemption for_at_most(ratio share) const noexcept {
        redemption r = *this;
        r.share_ = share;
        return r;
    }
    /// Returns: the redemption under a name of its own.
    [[nodiscard]] constexpr redemption named(std::string_view rule) const noexcept {
        redemption r = *this;
        r.name_ = rule;
        return r;
    }

    [[nodiscard]] constexpr rule_id id() const noexcept { return rule_; }

    constexpr void bind(binder& b) noexcept {
        rule_ = b.rule_in("redemption", name_);
        pool_ = b.existing_pool(pool_name_);
        std::int64_t const money = b.minor(worth_.money);
        std::int64_t const unit = power_of_ten(b.decimals_of(pool_));
        auto const points = checked_multiply(worth_.points, unit);
        b.require(worth_.points > 0 && money > 0 && step_ > 0 && minimum_ >= 0, errc::negative_rate);
        b.require(ratio(0) <= share_ && share_ <= ratio(1), errc::discount_above_whole);
        auto const value =
            points ? ratio::make(money, *points > 0 ? *points : 1) : result<ratio>(points.error());
        if (!value) return b.fail(value.error());
        value_ = *value;
        auto const raw_step = checked_multiply(step_, stepped_ ? unit : 1),
                   raw_minimum = checked_multiply(minimum_, unit);
        if (!raw_step || !raw_minimum) return b.fail(errc::overflow);
        raw_step_ = *raw_step;
        raw_minimum_ = *raw_minimum;
    }

    TESSERA_INLINE void propose(fact_view const& fact, draft const& d, member_out& out) const noexcept {
        if (fact.kind != fact_kind::order) return;
        for (redemption_wish const& wish : fact.wishes)
            if (wish.rule == rule_ && wish.points > 0) return redeem(wish.points, fact, d, out);
    }

private:
    TESSERA_INLINE void redeem(std::int64_t wish, fact_view const& fact, draft const& d,
                               member_out& out) const {
        std::int64_t const available = d.available(pool_);
        cut points{wish, bound::wish};
        points.to(available, bound::balance);
        points.to(affordable(fact.priced.payable_minor() - fact.stored_value_minor - d.tendered_minor()),
                  bound::payable);
        points.to(affordable(most(fact.priced.payable_minor())), bound::share);
        points.to(points.amount / raw_step_ * raw_step_, bound::step);
        auto const money = scale(points.amount, value_, rounding::down);
        if (!money) return out.fail(money.error());
        points.to(price_of(*money), bound::step);
        if (points.amount < raw_minimum_) points = {0, bound::minimum};
        auto const detail = static_cast<std::uint16_t>(points.by);
        if (points.amount == 0)
            return out.explain({wish, available, rule_, reason_code::redemption_refused, detail});
        out.redeem(rule_, pool_, points.amount, *money);
        out.explain({points.amount, *money, rule_, reason_code::redeemed, detail});
    }

    /// An amount that bounds cut, one after the other; the last one that did is kept.
    struct cut {
        std::int64_t amount;
        bound by;
        void to(std::int64_t most, bound why) noexcept {
            if (amount <= most) return;
            amount = most;
            by = why;
        }
    };

    /// Returns: the most points whose money does not exceed `minor`.
    [[nodiscard]] std::int64_t affordable(std::int64_t minor) const noexcept {
        if (minor <= 0) return 0;
        auto const points = scale(minor, value_.den, value_.num, rounding::down);
        return points ? *points : INT64_MAX;
    }
    /// Returns: the fewest points that buy `minor`, in whole steps: never more than the money they buy.
    [[nodiscard]] std::int64_t price_of(std::int64_t minor) const noexcept {
        auto const points = scale(minor, value_.den, value_.num, rounding::up);
        if (!points) return INT64_MAX;
        std::int64_t const over = *points % raw_step_;
        return over == 0 ? *points : *points + (raw_step_ - over);
    }
    [[nodiscard]] std::int64_t most(std::int64_t payable) const noexcept {
        auto const share = scale(payable, share_, rounding::down);
        return share ? *share : payable;
    }

    std::string_view name_;
    std::string_view pool_name_;
    point_value worth_;
    std::int64_t step_;
    bool stepped_ = false;  ///< otherwise the step is the smallest unit that the points have
    std::int64_t minimum_ = 0;
    ratio share_{1};
    ratio value_{1};  // minor units for one raw point
    std::int64_t raw_step_ = 1;
    std::int64_t raw_minimum_ = 0;
    slot_place pool_{};
    rule_id rule_{};
};

}  // namespace tessera
