// SPDX-License-Identifier: BSL-1.0
#pragma once

#include <array>
#include <cstdint>
#include <numeric>
#include <string_view>

#include <tessera/money/ratio.hpp>
#include <tessera/policy/concepts.hpp>

/// Floor 4. Accrual: points for what was bought.

namespace tessera {

/// Where the one rounding of an accrual takes place.
enum class rounding_scope : std::uint8_t {
    order,  ///< once per order
    line,   ///< once per line
    carry,  ///< never lost: the member's unrounded remainder is kept, so that splitting an order changes
            ///< nothing
};

/// How long a lot lives. A lot of one day is usable on that day only.
struct life {
    enum class unit : std::uint8_t { endless, days, months };
    unit in = unit::endless;
    std::int32_t length = 0;

    /// Returns: the first day on which a lot of `day` can no longer be used.
    [[nodiscard]] TESSERA_INLINE constexpr date end(date day) const noexcept {
        switch (in) {
            case unit::days: return day + length;
            case unit::months: return add_months(day, length);
            case unit::endless: break;
        }
        return date::never();
    }
};
[[nodiscard]] constexpr life days(std::int32_t n) noexcept { return {life::unit::days, n}; }
[[nodiscard]] constexpr life months(std::int32_t n) noexcept { return {life::unit::months, n}; }
inline constexpr life endless{};

/// A multiplier that holds from a tier on.
struct multiplier {
    std::string_view tier;
    ratio times{1};
};

/// A return takes back what its goods would earn now: the basis at the price and the tier in force, rounded
/// in the same scope. With *carry*, where rate and price are the same for all orders, points are f(net) after
/// every history.
template <std::size_t N = 0>
class accrual {
public:
    static constexpr phase at = phase::earn;

    /// `per_unit` is points for one unit of currency of the basis.
    constexpr accrual(std::string_view points, ratio per_unit) noexcept
        : name_(points), pool_name_(points), per_unit_(per_unit) {}

    [[nodiscard]] constexpr accrual of(basis what) const noexcept {
        accrual a = *this;
        a.basis_ = what;
        return a;
    }
    /// Returns: the accrual rounded elsewhere or otherwise. With *carry* there is nothing to round but the
    /// last part of a point, which waits: the mode is `down`.
    [[nodiscard]] constexpr accrual rounded(rounding_scope scope,
                                            rounding mode = rounding::down) const noexcept {
        accrual a = *this;
        a.scope_ = scope;
        a.mode_ = mode;
        return a;
    }
    [[nodiscard]] constexpr accrual living(life how_long) const noexcept {
        accrual a = *this;
        a.life_ = how_long;
        return a;
    }
    /// Returns: the accrual in points of so many decimals, 0 to 4.
    [[nodiscard]] constexpr accrual with_decimals(unsigned n) const noexcept {
        accrual a = *this;
        a.decimals_ = static_cast<std::uint8_t>(n);
        return a;
    }
    /// Returns: the accrual under a name of its own, into the points of another rule.
    [[nodiscard]] constexpr accrual named(std::string_view rule) const noexcept {
        accrual a = *this;
        a.name_ = rule;
        return a;
    }
    /// Returns: the accrual with multipliers by tier; the highest tier reached that has one counts.
    template <class... Multiplier>
    [[nodiscard]] constexpr accrual<sizeof...(Multiplier)> times(std::string_view group,
                                                                 Multiplier... steps) const noexcept {
        return accrual<sizeof...(Multiplier)>(*this, group, {steps...});
    }

    [[nodiscard]] constexpr rule_id id() const noexcept { return rule_; }
    [[nodiscard]] constexpr slot_id pool() const noexcept { return pool_.id; }

    constexpr void bind(binder& b) noexcept {
        rule_ = b.rule(name_);
        pool_ = b.pool(pool_name_, life_.in == life::unit::endless, decimals_);
        b.require(life_.in == life::unit::endless || life_.length > 0, errc::lifetime_needed);
        b.require(decimals_ <= 4, errc::not_representable);
        b.require(per_unit_ >= ratio(0), errc::negative_rate);
        bind_rates(b);
        if (scope_ == rounding_scope::carry) bind_carry(b);
    }

    TESSERA_INLINE void propose(fact_view const& fact, draft const& d, member_out& out) const noexcept {
        if (fact.kind == fact_kind::day_passes) return;
        std::size_t const at_level = multiplier_at(fact);
        ratio const rate = rates_[at_level];
        bool const back = fact.kind == fact_kind::item_return;
        auto const amount = basis_amount(basis_, fact.priced, stored(fact, d), fact.scratch);
        if (!amount) return out.fail(amount.error());
        auto const points = scope_ == rounding_scope::order ? scale(*amount, rate, mode_)
                            : scope_ == rounding_scope::line
                                ? by_line(fact, d, rate)
                                : carried(d, back ? -*amount : *amount, parts_[at_level], out);
        if (!points) return out.fail(points.error());
        settle(*points, *amount, back, d, out);
    }

private:
    template <std::size_t>
    friend class accrual;

    constexpr accrual(accrual<0> const& from, std::string_view group,
                      std::array<multiplier, N> steps) noexcept
        : name_(from.name_),
          pool_name_(from.pool_name_),
          per_unit_(from.per_unit_),
          basis_(from.basis_),
          life_(from.life_),
          scope_(from.scope_),
          mode_(from.mode_),
          decimals_(from.decimals_),
          group_(group),
          steps_(steps) {}

    constexpr void bind_rates(binder& b) noexcept {
        rates_[0] = per_minor(b);
        if constexpr (N > 0) place_ = b.group_place(group_);
        for (std::size_t i = 0; i < N; ++i) {
            b.require(steps_[i].times >= ratio(0), errc::negative_rate);
            levels_[i] = b.tier_level(group_, steps_[i].tier);
            b.require(i == 0 || levels_[i - 1] < levels_[i] || levels_[i] == 0, errc::steps_not_rising);
            auto const rate = multiply(rates_[0], steps_[i].times);
            if (!rate) return b.fail(rate.error());
            rates_[i + 1] = *rate;
        }
    }

    /// Effects: puts all rates over one denominator, that of the remainder.
    constexpr void bind_carry(binder& b) noexcept {
        b.require(mode_ == rounding::down, errc::carry_rounds_down);
        denominator_ = 1;
        for (ratio const rate : rates_) denominator_ = least_common(b, denominator_, rate.den);
        b.require(denominator_ <= 1'000'000'000, errc::carry_denominator);
        for (std::size_t i = 0; i <= N; ++i) {
            auto const parts = checked_multiply(rates_[i].num, denominator_ / rates_[i].den);
            if (!parts) return b.fail(parts.error());
            parts_[i] = *parts;
        }
        remainder_ = b.remainder(name_, denominator_);
    }

    /// Returns: raw points for one minor unit.
    [[nodiscard]] constexpr ratio per_minor(binder& b) const noexcept {
        auto const scale_of =
            ratio::make(power_of_ten(decimals_ <= 4 ? decimals_ : 0), power_of_ten(b.money().digits));
        auto const rate = scale_of ? multiply(per_unit_, *scale_of) : scale_of;
        if (rate) return *rate;
        b.fail(rate.error());
        return ratio(0);
    }
    [[nodiscard]] static constexpr std::int64_t least_common(binder& b, std::int64_t a,
                                                             std::int64_t c) noexcept {
        auto const both = checked_multiply(a / std::gcd(a, c), c);
        if (both) return *both;
        b.fail(both.error());
        return 1;
    }

    /// Returns: the place of the rate in force: 0 without a multiplier, else that of the highest tier
    /// reached.
    [[nodiscard]] TESSERA_INLINE std::size_t multiplier_at(fact_view const& fact) const noexcept {
        std::size_t reached = 0;
        if constexpr (N > 0)
            for (std::size_t i = 0; i < N; ++i)
                if (levels_[i] <= fact.who.tiers[place_].level) reached = i + 1;
        return reached;
    }
    [[nodiscard]] static std::int64_t stored(fact_view const& fact, draft const& d) noexcept {
        return fact.stored_value_minor + d.tendered_minor();
    }

    [[nodiscard]] result<std::int64_t> by_line(fact_view const& fact, draft const& d, ratio rate) const {
        auto const filled = basis_lines(basis_, fact.priced, stored(fact, d), fact.scratch);
        if (!filled) return filled.error();
        std::int64_t sum = 0;
        for (std::int64_t const part : fact.scratch) {
            auto const points = scale(part, rate, mode_);
            if (!points || __builtin_add_overflow(sum, *points, &sum)) return errc::overflow;
        }
        return sum;
    }

    /// Returns: the whole points that `amount`, negative for a return, moves the member's exact total by.
    /// `parts` is what a minor unit earns, in parts of a point.
    [[nodiscard]] result<std::int64_t> carried(draft const& d, std::int64_t amount, std::int64_t parts,
                                               member_out& out) const {
        std::int64_t const kept = d.sum(remainder_);
        int128 const exact = int128(amount) * parts + kept;
        int128 const whole = divide(exact, int128(denominator_), rounding::floor);
        if (!fits_int64(whole)) return errc::overflow;
        out.tally(rule_, remainder_, static_cast<std::int64_t>(exact - whole * denominator_) - kept);
        std::int64_t const points = static_cast<std::int64_t>(whole);
        return amount < 0 ? -points : points;
    }

    TESSERA_INLINE void settle(std::int64_t points, std::int64_t amount, bool back, draft const& d,
                               member_out& out) const {
        if (points == 0) return;
        if (back) {
            out.take_back(rule_, pool_, points);
            out.explain({points, amount, rule_, reason_code::taken_back, static_cast<std::uint16_t>(scope_)});
        } else {
            out.award(rule_, pool_, points, life_.end(d.day()));
            out.explain({points, amount, rule_, reason_code::earned, static_cast<std::uint16_t>(scope_)});
        }
    }

    std::string_view name_;
    std::string_view pool_name_;
    ratio per_unit_;
    basis basis_ = paid_price;
    life life_ = endless;
    rounding_scope scope_ = rounding_scope::order;
    rounding mode_ = rounding::down;
    std::uint8_t decimals_ = 0;
    std::string_view group_{};
    std::array<multiplier, N> steps_{};
    std::array<std::uint8_t, N> levels_{};
    std::array<ratio, N + 1> rates_{};
    std::int64_t denominator_ = 1;             // of a carried remainder
    std::array<std::int64_t, N + 1> parts_{};  // the rates over that denominator
    std::uint8_t place_ = 0;
    slot_place pool_{};
    slot_place remainder_{};
    rule_id rule_{};
};

}  // namespace tessera
