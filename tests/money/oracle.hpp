// SPDX-License-Identifier: BSL-1.0
#pragma once

#include <array>
#include <cstdint>
#include <limits>

#include <boost/multiprecision/cpp_int.hpp>

#include <tessera/money/rounding.hpp>

#include "support/property.hpp"

/// The independent word on every result of floor 1: exact fractions, and rounding written from its definition
/// instead of from a remainder.

namespace oracle {

using boost::multiprecision::cpp_int;
using boost::multiprecision::cpp_rational;
using tessera::rounding;

inline constexpr std::array modes{rounding::down,      rounding::up,       rounding::floor,
                                  rounding::ceiling,   rounding::half_up,  rounding::half_down,
                                  rounding::half_even, rounding::half_odd, rounding::half_ceiling,
                                  rounding::half_floor};

inline constexpr std::int64_t lowest = std::numeric_limits<std::int64_t>::min();
inline constexpr std::int64_t highest = std::numeric_limits<std::int64_t>::max();

/// Returns: the value of a result that is known to have one.
template <class T>
constexpr T sure(tessera::result<T> const& got) {
    TESSERA_EXPECTS(got.has_value());
    return *got;
}

/// Returns: the whole number at or below `x`.
inline cpp_int floor_of(cpp_rational const& x) {
    cpp_int const truncated = numerator(x) / denominator(x);
    return cpp_rational(truncated) > x ? cpp_int(truncated - 1) : truncated;
}

/// Returns: `x` rounded, by the definition of each mode.
inline cpp_int rounded(cpp_rational const& x, rounding mode) {
    cpp_int const below = floor_of(x);
    cpp_int const above = cpp_int(-floor_of(-x));
    if (below == above) return below;
    cpp_int const nearer_zero = x < 0 ? above : below;
    cpp_int const farther = x < 0 ? below : above;
    bool const below_is_even = below % 2 == 0;
    cpp_rational const middle = cpp_rational(below) + cpp_rational(1, 2);
    cpp_int const nearest = x < middle ? below : above;
    bool const tie = x == middle;
    switch (mode) {
        case rounding::down: return nearer_zero;
        case rounding::up: return farther;
        case rounding::floor: return below;
        case rounding::ceiling: return above;
        case rounding::half_up: return tie ? farther : nearest;
        case rounding::half_down: return tie ? nearer_zero : nearest;
        case rounding::half_even: return tie ? (below_is_even ? below : above) : nearest;
        case rounding::half_odd: return tie ? (below_is_even ? above : below) : nearest;
        case rounding::half_ceiling: return tie ? above : nearest;
        case rounding::half_floor: return tie ? below : nearest;
    }
    return 0;
}

inline bool fits(cpp_int const& value) { return value >= lowest && value <= highest; }

/// Returns: whether the library's answer is the exact one, or `overflow` exactly where that does not fit.
inline bool agrees(tessera::result<std::int64_t> const& got, cpp_int const& exact) {
    if (fits(exact)) return got.has_value() && *got == exact;
    return got.has_error() && got.error() == tessera::errc::overflow;
}

inline constexpr std::array limits{lowest,          lowest + 1,      lowest / 2,  std::int64_t{-1},
                                   std::int64_t{0}, std::int64_t{1}, highest / 2, highest / 2 + 1,
                                   highest - 1,     highest};
inline constexpr std::array positive_limits{std::int64_t{1}, std::int64_t{2}, highest / 2,
                                            highest / 2 + 1, highest - 1,     highest};

/// Amounts of every size: small ones, larger ones, all 64 bits, and the limits.
inline rc::Gen<std::int64_t> amounts() {
    return rc::gen::oneOf(rc::gen::inRange<std::int64_t>(-20, 21),
                          rc::gen::inRange<std::int64_t>(-100'000, 100'001),
                          rc::gen::arbitrary<std::int64_t>(), rc::gen::inRange<std::int64_t>(lowest, highest),
                          rc::gen::elementOf(limits));
}

inline rc::Gen<std::int64_t> positive_amounts() {
    return rc::gen::oneOf(rc::gen::inRange<std::int64_t>(1, 21), rc::gen::inRange<std::int64_t>(1, 100'001),
                          rc::gen::inRange<std::int64_t>(1, highest), rc::gen::elementOf(positive_limits));
}

inline rc::Gen<rounding> any_mode() { return rc::gen::elementOf(modes); }

}  // namespace oracle
