// SPDX-License-Identifier: BSL-1.0
#pragma once

#include <cstdint>

#include <tessera/core/config.hpp>
#include <tessera/core/contract.hpp>
#include <tessera/core/result.hpp>
#include <tessera/core/wide.hpp>

/// Floor 1. The only place where a quotient becomes a whole number. Every rounding in the library names its
/// mode; none is ambient. Checked 64-bit arithmetic stands here too, since it is what rounding starts from.

namespace tessera {

/// What happens to the part of a quotient that is not whole.
enum class rounding : std::uint8_t {
    down,          ///< toward zero
    up,            ///< away from zero
    floor,         ///< toward minus infinity
    ceiling,       ///< toward plus infinity
    half_up,       ///< to the nearest, ties away from zero
    half_down,     ///< to the nearest, ties toward zero
    half_even,     ///< to the nearest, ties to the even neighbor
    half_odd,      ///< to the nearest, ties to the odd neighbor
    half_ceiling,  ///< to the nearest, ties toward plus infinity
    half_floor,    ///< to the nearest, ties toward minus infinity
};

namespace detail {

/// Returns: `numerator / denominator` rounded. One text for every width: 64 and 128 bits, and the integers
/// without limit of `tessera/exact.hpp`. Cannot overflow: a quotient that has a remainder is at most half
/// of the type's range, so there is room for the step away from zero.
template <class Int>
[[nodiscard]] TESSERA_INLINE constexpr Int rounded_quotient(Int const& numerator, Int const& denominator,
                                                            rounding mode) {
    Int const quotient = numerator / denominator;
    Int const rest = numerator % denominator;
    bool const negative = rest < 0;
    Int const past = negative ? Int(-rest) : rest;  // distance from the neighbor nearer to zero
    Int const missing = denominator - past;         // distance to the other; twice `past` could overflow
    bool moves = false;                             // whether to the neighbor away from zero
    switch (mode) {
        case rounding::down: break;
        case rounding::up: moves = past != 0; break;
        case rounding::floor: moves = negative; break;
        case rounding::ceiling: moves = past != 0 && !negative; break;
        case rounding::half_up: moves = past >= missing; break;
        case rounding::half_down: moves = past > missing; break;
        case rounding::half_even: moves = past > missing || (past == missing && quotient % 2 != 0); break;
        case rounding::half_odd: moves = past > missing || (past == missing && quotient % 2 == 0); break;
        case rounding::half_ceiling: moves = past > missing || (past == missing && !negative); break;
        case rounding::half_floor: moves = past > missing || (past == missing && negative); break;
    }
    if (!moves) return quotient;
    return negative ? Int(quotient - 1) : Int(quotient + 1);
}

}  // namespace detail

/// Returns: `numerator / denominator` as a whole number, rounded by `mode`. Every quotient fits.
/// Preconditions: `denominator` is positive. Complexity: constant, one division.
/// Example: -5 by 2 is -2 with `down`, -3 with `half_up`, -2 with `half_even`.
/// Tested by: tests/money/rounding.test.cpp
[[nodiscard]] TESSERA_INLINE constexpr std::int64_t divide(std::int64_t numerator, std::int64_t denominator,
                                                           rounding mode) noexcept {
    TESSERA_EXPECTS(denominator > 0);
    return detail::rounded_quotient(numerator, denominator, mode);
}

/// The same in 128 bits, for products of two 64-bit values.
[[nodiscard]] constexpr int128 divide(int128 numerator, int128 denominator, rounding mode) noexcept {
    TESSERA_EXPECTS(denominator > 0);
    return detail::rounded_quotient(numerator, denominator, mode);
}

/// Returns: `a + b`. Fails with: `errc::overflow`.
[[nodiscard]] constexpr result<std::int64_t> checked_add(std::int64_t a, std::int64_t b) noexcept {
    std::int64_t sum = 0;
    if (__builtin_add_overflow(a, b, &sum)) return errc::overflow;
    return sum;
}

/// Returns: `a - b`. Fails with: `errc::overflow`.
[[nodiscard]] constexpr result<std::int64_t> checked_subtract(std::int64_t a, std::int64_t b) noexcept {
    std::int64_t difference = 0;
    if (__builtin_sub_overflow(a, b, &difference)) return errc::overflow;
    return difference;
}

/// Returns: `a * b`. Fails with: `errc::overflow`.
[[nodiscard]] constexpr result<std::int64_t> checked_multiply(std::int64_t a, std::int64_t b) noexcept {
    std::int64_t product = 0;
    if (__builtin_mul_overflow(a, b, &product)) return errc::overflow;
    return product;
}

namespace detail {

TESSERA_COLD constexpr result<std::int64_t> scale_wide(std::int64_t amount, std::int64_t num,
                                                       std::int64_t den, rounding mode) noexcept {
    int128 const quotient = divide(int128(amount) * num, int128(den), mode);
    if (!fits_int64(quotient)) return errc::overflow;
    return static_cast<std::int64_t>(quotient);
}

}  // namespace detail

/// Returns: `amount * num / den`, exact before the one rounding. Preconditions: `den` is positive.
/// Fails with: `errc::overflow` if the rounded quotient needs more than 64 bits.
/// Why two paths: a product nearly always fits in 64 bits, and a 128-bit division is a function call.
/// Tested by: tests/money/rounding.test.cpp (both paths agree).
[[nodiscard]] TESSERA_INLINE constexpr result<std::int64_t> scale(std::int64_t amount, std::int64_t num,
                                                                  std::int64_t den, rounding mode) noexcept {
    std::int64_t product = 0;
    if (__builtin_mul_overflow(amount, num, &product)) [[unlikely]] {
        return detail::scale_wide(amount, num, den, mode);
    }
    return divide(product, den, mode);
}

}  // namespace tessera
