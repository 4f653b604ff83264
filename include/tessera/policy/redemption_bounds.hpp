// SPDX-License-Identifier: BSL-1.0
#pragma once

#include <cstdint>
#include <string_view>
#include <vector>

#include <tessera/facts/basis.hpp>
#include <tessera/facts/fact.hpp>
#include <tessera/policy/blackout.hpp>
#include <tessera/policy/point_value.hpp>

/// Floor 4. The bounds of a redemption: how far a member's wish is possible, whether points are a means of
/// payment or lower the price.

namespace tessera {

/// What becomes of a wish for more than is possible.
enum class excess : std::uint8_t {
    clamp,   ///< it is cut to what is possible
    refuse,  ///< nothing is redeemed; a wish for as many as possible is no such wish
};

namespace detail {

/// What a wish has come to: bounds cut it, one after the other, and the last one that did is kept.
struct redeemed_part {
    std::int64_t points = 0;
    bound by = bound::wish;
    std::int64_t money_minor = 0;

    TESSERA_INLINE void cut(std::int64_t most, bound why) noexcept {
        if (points <= most) return;
        points = most;
        by = why;
    }
    [[nodiscard]] std::uint16_t bound_number() const noexcept { return static_cast<std::uint16_t>(by); }
};

/// Effects: calls `act(wish)` with the wish that a rule answers: its first one for any points.
template <class Act>
TESSERA_INLINE void with_wish(rule_id rule, std::span<redemption_wish const> wishes, Act act) {
    for (redemption_wish const& wish : wishes)
        if (wish.rule == rule && wish.points > 0) return act(wish);
}

/// A redemption as it is said, and what that comes to once it is bound. Money for points is rounded down, and
/// no more points are taken than that money costs.
class redemption_bounds {
public:
    /// Goods with tax, and shipping, as they are priced.
    static constexpr basis everything{.shipping = true, .stored_value = true, .lines = {}};

    constexpr redemption_bounds(std::string_view points, point_value value) noexcept
        : name(points), pool_name(points), worth(value) {}

    std::string_view name;
    std::string_view pool_name;
    point_value worth;
    std::int64_t step = 1;
    bool stepped = false;  ///< otherwise the step is the smallest unit that the points have
    bool limited = false;  ///< by what few rules have, so that the others do not look
    bool capped = false;
    bool based = false;
    excess on_excess = excess::clamp;
    std::int64_t minimum = 0, balance = 0, most_points = INT64_MAX;
    decimal most_money{};
    ratio share{1};
    basis base{};
    basis pays = everything;
    rule_id rule{};
    slot_place pool{};
    openness open{};

    constexpr void bind(binder& b) noexcept {
        rule = b.rule_in("redemption", name);
        pool = b.existing_pool(pool_name);
        unsigned const decimals = b.decimals_of(pool);
        b.require(step > 0, errc::not_above_zero);
        b.require(minimum >= 0 && most_points >= 0 && balance >= 0, errc::negative_rate);
        b.require(ratio(0) <= share && share <= ratio(1), errc::discount_above_whole);
        open.bind(b);
        auto const value = worth_of(worth, decimals, b.money().digits);
        if (!value) return b.fail(value.error());
        value_ = *value;
        raw_step_ = stepped ? units(b, step, decimals) : 1;
        raw_minimum_ = units(b, minimum, decimals);
        raw_balance_ = units(b, balance, decimals);
        raw_most_ = most_points == INT64_MAX ? INT64_MAX : units(b, most_points, decimals);
        most_minor_ = capped ? b.minor(most_money) : INT64_MAX;
    }

    /// Effects: cuts a wish to what an order and a member let it be; to nothing where it is refused.
    ///   `tendered` is what other points have paid of the order; a hold's points have met the member's
    ///   bounds. `room_minor` is what guards leave.
    /// Returns: `ok`, or `overflow`.
    [[nodiscard]] TESSERA_INLINE errc cut_for_order(redeemed_part& taken, fact_view const& fact,
                                                    std::int64_t available, bool held, std::int64_t tendered,
                                                    std::int64_t room_minor = INT64_MAX) const {
        std::int64_t const wish = taken.points, payable = fact.priced.payable_minor();
        taken.cut(available, bound::balance);
        if (room_minor != INT64_MAX) taken.cut(most_points_for(room_minor), bound::guard);
        taken.cut(most_points_for(payable - fact.stored_value_minor - tendered), bound::payable);
        if (!limited)
            taken.cut(most_points_for(share_of(payable)), bound::share);
        else if (errc const failed = limit(taken, fact, held ? every_point : available, tendered);
                 failed != errc::ok)
            return failed;
        if (!close(taken)) return errc::overflow;
        if (limited) refuse_excess(taken, wish);
        return errc::ok;
    }

    /// Effects: cuts a wish to what a member could redeem if an order set no bound. Returns: as above.
    [[nodiscard]] errc cut_for_hold(redeemed_part& kept, fact_head const& head, standing const& who,
                                    std::int64_t available) const noexcept {
        std::int64_t const wish = kept.points;
        kept.cut(available, bound::balance);
        cut_by_member(kept, available);
        if (bound const day = open.shut_by(head); day != bound::wish) kept.cut(0, day);
        if (bound const others = open.shut_to(who); others != bound::wish) kept.cut(0, others);
        if (!close(kept)) return errc::overflow;
        refuse_excess(kept, wish);
        return errc::ok;
    }

    /// Returns: the money that points buy, rounded down. Fails with: `overflow`.
    [[nodiscard]] TESSERA_INLINE result<std::int64_t> money_for(std::int64_t points) const noexcept {
        return scale(points, value_, rounding::down);
    }
    /// Returns: the fewest points that buy `minor`, in whole steps: never more than the money they buy. More
    ///   than there can be are INT64_MAX.
    [[nodiscard]] std::int64_t price_of(std::int64_t minor) const noexcept {
        auto const points = scale(minor, value_.den, value_.num, rounding::up);
        if (!points) return INT64_MAX;
        std::int64_t const over = *points % raw_step_;
        std::int64_t whole = *points;
        if (over != 0 && __builtin_add_overflow(*points, raw_step_ - over, &whole)) return INT64_MAX;
        return whole;
    }

private:
    /// Effects: cuts the wish by what only some rules have.
    TESSERA_COLD errc limit(redeemed_part& taken, fact_view const& fact, std::int64_t available,
                            std::int64_t tendered) const {
        auto const lines = payable_by_points(fact, tendered);
        auto const part =
            based ? basis_amount(base, fact.priced, fact.stored_value_minor + tendered, fact.scratch)
                  : result<std::int64_t>(fact.priced.payable_minor());
        if (!lines || !part) return errc::overflow;
        taken.cut(most_points_for(*lines), bound::lines);
        taken.cut(most_points_for(share_of(*part)), bound::share);
        cut_by_member(taken, available);
        if (bound const shut = open.shut_by(fact.head, fact.tags); shut != bound::wish) taken.cut(0, shut);
        bool const promised = available == every_point;  // a hold's points
        if (bound const others = open.shut_to(fact.who); others != bound::wish && !promised)
            taken.cut(0, others);
        return errc::ok;
    }
    void cut_by_member(redeemed_part& taken, std::int64_t available) const noexcept {
        taken.cut(raw_most_, bound::points_cap);
        taken.cut(most_points_for(most_minor_), bound::money_cap);
        if (available < raw_balance_) taken.cut(0, bound::least_balance);
    }
    void refuse_excess(redeemed_part& taken, std::int64_t wish) const noexcept {
        if (on_excess == excess::refuse && taken.by != bound::wish && wish != every_point) taken.points = 0;
    }

    /// Returns: what points may still pay of the lines and the shipping that the rule takes. What other rules
    ///   tendered is thought to have paid for these.
    [[nodiscard]] result<std::int64_t> payable_by_points(fact_view const& fact, std::int64_t tendered) const {
        if (pays == everything) return INT64_MAX;
        auto const amount = basis_amount(pays, fact.priced, 0, fact.scratch);
        if (!amount) return amount.error();
        return *amount - tendered;
    }

    /// Effects: cuts to whole steps and to what the money costs, and refuses less than the minimum.
    TESSERA_INLINE bool close(redeemed_part& taken) const noexcept {
        taken.cut(taken.points / raw_step_ * raw_step_, bound::step);
        auto const money = money_for(taken.points);
        if (!money) return false;
        taken.money_minor = *money;
        taken.cut(price_of(*money), taken.by <= bound::balance ? bound::step : taken.by);
        if (0 < taken.points && taken.points < raw_minimum_) taken = {0, bound::minimum};
        return true;
    }

    [[nodiscard]] TESSERA_INLINE std::int64_t most_points_for(std::int64_t minor) const noexcept {
        return detail::most_points_for(minor, value_);
    }
    [[nodiscard]] std::int64_t share_of(std::int64_t minor) const noexcept {
        auto const part = scale(minor, share, rounding::down);
        return part ? *part : minor;
    }
    [[nodiscard]] static constexpr std::int64_t units(binder& b, std::int64_t points,
                                                      unsigned decimals) noexcept {
        auto const raw = checked_multiply(points, power_of_ten(decimals));
        if (!raw) return b.fail(raw.error()), 1;
        return *raw;
    }

    ratio value_{1};  // minor units for one raw point
    std::int64_t raw_step_ = 1;
    std::int64_t raw_minimum_ = 0, raw_balance_ = 0, raw_most_ = INT64_MAX, most_minor_ = INT64_MAX;
};

}  // namespace detail
}  // namespace tessera
