// SPDX-License-Identifier: BSL-1.0
#pragma once

#include <cstdint>

#include <tessera/money/money.hpp>
#include <tessera/money/points.hpp>

/// Floor 4. What points are worth in money. The worth of one point is an exact fraction; whoever turns points
/// into money or money into points says how the result is rounded.

namespace tessera {

/// How many points buy how much money: 100 points are 1.00.
struct point_value {
    std::int64_t points = 1;
    decimal money{};
};

/// Returns: what one unit of the points is worth in minor units, exactly.
/// Fails with: `not_above_zero`, unless points and money are above zero; `overflow`.
/// Preconditions: `points_digits` <= 4.
[[nodiscard]] constexpr result<ratio> worth_of(point_value value, unsigned points_digits,
                                               unsigned money_digits) noexcept {
    if (value.points <= 0 || value.money <= decimal(0)) return errc::not_above_zero;
    auto const units = checked_multiply(value.points, power_of_ten(points_digits));
    auto const minor = multiply(ratio::from(value.money), ratio(power_of_ten(money_digits)));
    if (!units || !minor) return errc::overflow;
    auto const one = ratio::make(1, *units);
    return multiply(*minor, *one);
}

/// Returns: what the points are worth. Fails with: what `worth_of` fails with, `overflow`.
/// Example: at 3 points for 0.02, two points are 0.01 with `down` and 0.02 with `up`.
/// Tested by: tests/policy/point_value.test.cpp.
[[nodiscard]] constexpr result<money> points_to_money(points amount, point_value value, currency const& unit,
                                                      rounding mode) noexcept {
    auto const worth = worth_of(value, amount.digits(), unit.digits);
    if (!worth) return worth.error();
    auto const minor = scale(amount.count(), *worth, mode);
    if (!minor) return minor.error();
    return money(*minor, unit);
}

/// Returns: the points that are worth the money, in units of 10^-`digits`.
/// Fails with: what `worth_of` fails with, `overflow`. Preconditions: `digits` <= 4.
/// Example: at 3 points for 0.02, the price of 0.01 is 2 points with `ceiling` and 1 with `floor`.
[[nodiscard]] constexpr result<points> money_to_points(money const& amount, point_value value,
                                                       unsigned digits, rounding mode) noexcept {
    auto const worth = worth_of(value, digits, amount.unit().digits);
    if (!worth) return worth.error();
    auto const count = scale(amount.minor(), worth->den, worth->num, mode);
    if (!count) return count.error();
    return points(*count, digits);
}

namespace detail {

/// Returns: the most points whose money, rounded down, is no more than `minor`; none for nothing.
/// Why not the quotient rounded down: of 3 points for 0.02, two buy 0.01, which is worth but one and a half.
[[nodiscard]] TESSERA_INLINE constexpr std::int64_t most_points_for(std::int64_t minor,
                                                                    ratio worth) noexcept {
    if (minor <= 0) return 0;
    std::int64_t const next = minor == INT64_MAX ? minor : minor + 1;
    auto const cost_of_next = scale(next, worth.den, worth.num, rounding::ceiling);
    return cost_of_next ? *cost_of_next - 1 : INT64_MAX;
}

}  // namespace detail

}  // namespace tessera
