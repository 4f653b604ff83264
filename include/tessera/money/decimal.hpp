// SPDX-License-Identifier: BSL-1.0
#pragma once

#include <compare>
#include <concepts>
#include <cstddef>
#include <cstdint>
#include <limits>
#include <string_view>

#include <tessera/money/rounding.hpp>

/// Floor 1. An exact decimal number as a person writes it: prices in a file, thresholds and rates in a
/// program. It becomes minor units as soon as a currency is known; it is no number to calculate with.

namespace tessera {

/// The most decimals a `decimal` has, and the most digits a power of ten in 64 bits has zeros.
inline constexpr unsigned decimal_places_max = 18;

/// Returns: 10 to the power of `exponent`. Preconditions: `exponent` <= 18.
[[nodiscard]] constexpr std::int64_t power_of_ten(unsigned exponent) noexcept {
    TESSERA_EXPECTS(exponent <= decimal_places_max);
    std::int64_t power = 1;
    for (; exponent != 0; --exponent) power *= 10;
    return power;
}

namespace detail {

/// An integer type whose every value fits in 64 bits with a sign.
template <class T>
concept small_integer =
    std::integral<T> && !std::same_as<T, bool> && (std::signed_integral<T> || sizeof(T) < 8);

/// Not `constexpr`: a literal that cannot be read stops the compiler here, and the name says why.
inline void this_literal_is_not_an_exact_decimal_of_64_bits() noexcept {}

}  // namespace detail

/// `mantissa / 10^places`. Two decimals are equal when their values are: 12.5 == 12.50.
struct decimal {
    std::int64_t mantissa = 0;
    std::uint8_t places = 0;  ///< 0 to 18

    constexpr decimal() noexcept = default;
    template <detail::small_integer T>
    constexpr decimal(T whole) noexcept : mantissa(whole) {}
    /// Preconditions: `decimals` <= 18.
    constexpr decimal(std::int64_t digits, unsigned decimals) noexcept
        : mantissa(digits), places(static_cast<std::uint8_t>(decimals)) {
        TESSERA_EXPECTS(decimals <= decimal_places_max);
    }

    /// Returns: the number that `text` spells: an optional sign, digits, and optionally a point and more
    /// digits. Zeros at the end of the decimals are dropped. No exponent, no spaces, no grouping.
    /// Fails with: `errc::malformed_number`, or `errc::overflow` beyond 64 bits or 18 decimals.
    /// Example: "-0.50" is -5 with one place. Complexity: linear.
    [[nodiscard]] static constexpr result<decimal> parse(std::string_view text) noexcept;

    friend constexpr std::strong_ordering operator<=>(decimal a, decimal b) noexcept {
        int128 const left = int128(a.mantissa) * power_of_ten(b.places);
        int128 const right = int128(b.mantissa) * power_of_ten(a.places);
        return left < right   ? std::strong_ordering::less
               : left > right ? std::strong_ordering::greater
                              : std::strong_ordering::equal;
    }
    friend constexpr bool operator==(decimal a, decimal b) noexcept { return (a <=> b) == 0; }

    /// Returns: the exact product. Fails with: `errc::overflow`.
    [[nodiscard]] friend constexpr result<decimal> multiply(decimal value, std::int64_t factor) noexcept {
        auto const product = checked_multiply(value.mantissa, factor);
        if (!product) return product.error();
        return decimal(*product, value.places);
    }
};

namespace detail {

/// Collects digits toward a decimal. The sign is known first, so that the lowest 64-bit number can be read.
struct decimal_reader {
    std::int64_t mantissa = 0;
    unsigned places = 0;
    unsigned zeros = 0;  ///< decimals read as zero and not yet followed by another digit
    bool negative = false;

    constexpr bool push(unsigned digit) noexcept {
        std::int64_t const step =
            negative ? -static_cast<std::int64_t>(digit) : static_cast<std::int64_t>(digit);
        return !__builtin_mul_overflow(mantissa, std::int64_t{10}, &mantissa) &&
               !__builtin_add_overflow(mantissa, step, &mantissa);
    }
    constexpr bool push_decimal(unsigned digit) noexcept {
        ++zeros;
        if (digit == 0) return true;
        places += zeros;
        if (places > decimal_places_max) return false;
        for (; zeros > 1; --zeros) {
            if (!push(0)) return false;
        }
        zeros = 0;
        return push(digit);
    }
};

}  // namespace detail

constexpr result<decimal> decimal::parse(std::string_view text) noexcept {
    detail::decimal_reader reader;
    std::size_t i = 0;
    if (!text.empty() && (text[0] == '-' || text[0] == '+')) {
        reader.negative = text[0] == '-';
        i = 1;
    }
    bool in_decimals = false;
    bool after_digit = false;
    bool fits = true;
    for (; i < text.size(); ++i) {
        char const c = text[i];
        if (c == '.' && after_digit && !in_decimals) {
            in_decimals = true;
            after_digit = false;
        } else if (c >= '0' && c <= '9') {
            unsigned const digit = static_cast<unsigned>(c - '0');
            fits = fits && (in_decimals ? reader.push_decimal(digit) : reader.push(digit));
            after_digit = true;
        } else {
            return errc::malformed_number;
        }
    }
    if (!after_digit) return errc::malformed_number;
    if (!fits) return errc::overflow;
    return decimal(reader.mantissa, reader.places);
}

/// Returns: `value` in units of 10^-`digits`, rounded by `mode`. Preconditions: `digits` <= 18.
/// Fails with: `errc::overflow`. Example: 2.345 with 2 digits and `half_up` is 235.
[[nodiscard]] constexpr result<std::int64_t> to_minor(decimal value, unsigned digits,
                                                      rounding mode) noexcept {
    if (value.places <= digits) return checked_multiply(value.mantissa, power_of_ten(digits - value.places));
    return divide(value.mantissa, power_of_ten(value.places - digits), mode);
}

/// Returns: `value` in units of 10^-`digits`, exactly.
/// Fails with: `errc::not_representable` when it has more decimals than that, `errc::overflow`.
/// Example: 12.50 with 2 digits is 1250; 12.505 is not representable.
[[nodiscard]] constexpr result<std::int64_t> to_minor(decimal value, unsigned digits) noexcept {
    if (value.places > digits && value.mantissa % power_of_ten(value.places - digits) != 0) {
        return errc::not_representable;
    }
    return to_minor(value, digits, rounding::down);
}

namespace detail {

consteval decimal literal(std::string_view text) {
    auto const value = decimal::parse(text);
    if (!value) this_literal_is_not_an_exact_decimal_of_64_bits();
    return *value;
}

/// The spelling of a numeric literal without its digit separators.
consteval decimal numeric_literal(char const* spelling) {
    char digits[64] = {};
    std::size_t length = 0;
    for (; *spelling != '\0'; ++spelling) {
        if (*spelling == '\'') continue;
        if (length == sizeof digits) this_literal_is_not_an_exact_decimal_of_64_bits();
        digits[length++] = *spelling;
    }
    return literal(std::string_view(digits, length));
}

}  // namespace detail

namespace literals {

/// `0.95_d`: an exact decimal; it never was a floating-point number.
consteval decimal operator""_d(char const* spelling) { return detail::numeric_literal(spelling); }

/// `"12.50"_d`
consteval decimal operator""_d(char const* text, std::size_t length) {
    return detail::literal(std::string_view(text, length));
}

}  // namespace literals

}  // namespace tessera
