// SPDX-License-Identifier: BSL-1.0
#pragma once

#include <compare>
#include <cstdint>

#include <tessera/money/decimal.hpp>
#include <tessera/money/rounding.hpp>

/// Floor 1. Rates, percentages and factors as exact fractions. A ratio meets an amount in `scale`, where the
/// one rounding is named.

namespace tessera {

/// An exact fraction in lowest terms, its denominator positive. Public and structural, so that a program
/// can be a template argument; made by `make`, by the constructors, or by the literals, which keep it so.
struct ratio {
    std::int64_t num = 0;
    std::int64_t den = 1;

    constexpr ratio() noexcept = default;
    template <detail::small_integer T>
    constexpr ratio(T whole) noexcept : num(whole) {}
    /// A ratio written in code, `ratio(1, 3)`, is checked while compiling; `make` is for values.
    template <detail::small_integer N, detail::small_integer D>
    consteval ratio(N numerator, D denominator);

    /// Returns: `num / den` in lowest terms.
    /// Fails with: `errc::division_by_zero`, or `errc::overflow` where no 64-bit fraction has this value.
    [[nodiscard]] static constexpr result<ratio> make(std::int64_t num, std::int64_t den) noexcept;

    /// Returns: the exact value of a decimal. Every decimal has one.
    [[nodiscard]] static constexpr ratio from(decimal value) noexcept;

    friend constexpr bool operator==(ratio, ratio) noexcept = default;
    friend constexpr std::strong_ordering operator<=>(ratio a, ratio b) noexcept {
        int128 const left = int128(a.num) * b.den;
        int128 const right = int128(b.num) * a.den;
        return left < right   ? std::strong_ordering::less
               : left > right ? std::strong_ordering::greater
                              : std::strong_ordering::equal;
    }
};

namespace detail {

/// Returns: the fraction in lowest terms. Preconditions: `den` is positive. The sums and products of two
/// 64-bit fractions all fit in 128 bits, so only the reduced fraction can be too large.
[[nodiscard]] constexpr result<ratio> reduced(int128 num, int128 den) noexcept {
    int128 divisor = den;
    for (int128 rest = num < 0 ? int128(-num) : num; rest != 0;) {
        int128 const next = divisor % rest;
        divisor = rest;
        rest = next;
    }
    num /= divisor;
    den /= divisor;
    if (!fits_int64(num) || !fits_int64(den)) return errc::overflow;
    ratio fraction;
    fraction.num = static_cast<std::int64_t>(num);
    fraction.den = static_cast<std::int64_t>(den);
    return fraction;
}

inline void this_ratio_is_not_a_fraction_of_64_bits() noexcept {}

}  // namespace detail

constexpr result<ratio> ratio::make(std::int64_t num, std::int64_t den) noexcept {
    if (den == 0) return errc::division_by_zero;
    return den < 0 ? detail::reduced(-int128(num), -int128(den)) : detail::reduced(num, den);
}

constexpr ratio ratio::from(decimal value) noexcept {
    auto const fraction = detail::reduced(value.mantissa, power_of_ten(value.places));
    return *fraction;
}

template <detail::small_integer N, detail::small_integer D>
consteval ratio::ratio(N numerator, D denominator) {
    auto const fraction = make(numerator, denominator);
    if (!fraction) detail::this_ratio_is_not_a_fraction_of_64_bits();
    *this = *fraction;
}

/// Returns: the exact sum. Fails with: `errc::overflow`.
[[nodiscard]] constexpr result<ratio> add(ratio a, ratio b) noexcept {
    return detail::reduced(int128(a.num) * b.den + int128(b.num) * a.den, int128(a.den) * b.den);
}

/// Returns: the exact difference. Fails with: `errc::overflow`.
[[nodiscard]] constexpr result<ratio> subtract(ratio a, ratio b) noexcept {
    return detail::reduced(int128(a.num) * b.den - int128(b.num) * a.den, int128(a.den) * b.den);
}

/// Returns: the exact product. Fails with: `errc::overflow`.
[[nodiscard]] constexpr result<ratio> multiply(ratio a, ratio b) noexcept {
    return detail::reduced(int128(a.num) * b.num, int128(a.den) * b.den);
}

/// Returns: `amount * factor`, exact before the one rounding. Fails with: `errc::overflow`.
/// Example: 2 % of 1999 minor units is 40 with `half_up` and 39 with `down`.
/// Tested by: tests/money/ratio.test.cpp
[[nodiscard]] TESSERA_INLINE constexpr result<std::int64_t> scale(std::int64_t amount, ratio factor,
                                                                  rounding mode) noexcept {
    return scale(amount, factor.num, factor.den, mode);
}

namespace literals {

/// `2.5_percent` is 1/40, exactly.
consteval ratio operator""_percent(char const* spelling) {
    auto const share = multiply(ratio::from(detail::numeric_literal(spelling)), ratio(1, 100));
    if (!share) detail::this_ratio_is_not_a_fraction_of_64_bits();
    return *share;
}

/// `1.25_x` is the factor 5/4, exactly.
consteval ratio operator""_x(char const* spelling) { return ratio::from(detail::numeric_literal(spelling)); }

}  // namespace literals

}  // namespace tessera
