// SPDX-License-Identifier: BSL-1.0
#pragma once

#include <cstddef>
#include <cstdint>
#include <limits>
#include <string>
#include <string_view>

#include <boost/multiprecision/cpp_int.hpp>

#include <tessera/money/currency.hpp>
#include <tessera/money/decimal.hpp>
#include <tessera/money/money.hpp>
#include <tessera/money/ratio.hpp>
#include <tessera/money/rounding.hpp>

/// Opt-in, beside floor 1. Numbers without a limit of width, by Boost.Multiprecision: totals over a whole
/// program, exact shares, figures of any length from a file. What `tessera/tessera.hpp` includes stays light.

namespace tessera {

using boost::multiprecision::cpp_int;
using boost::multiprecision::cpp_rational;

/// Returns: the minor units of an amount, ready to be summed without end.
[[nodiscard]] inline cpp_int to_cpp_int(money const& amount) { return amount.minor(); }

/// Returns: the exact value.
[[nodiscard]] inline cpp_rational to_cpp_rational(ratio value) {
    return {cpp_int(value.num), cpp_int(value.den)};
}
[[nodiscard]] inline cpp_rational to_cpp_rational(decimal value) {
    return {cpp_int(value.mantissa), cpp_int(power_of_ten(value.places))};
}

/// Returns: the amount in whole units of its currency, 12.50 EUR as 25/2.
[[nodiscard]] inline cpp_rational to_cpp_rational(money const& amount) {
    return {cpp_int(amount.minor()), cpp_int(power_of_ten(amount.unit().digits))};
}

/// Returns: the same number in 64 bits. Fails with: `errc::overflow`.
[[nodiscard]] inline result<std::int64_t> to_int64(cpp_int const& value) {
    if (value < (std::numeric_limits<std::int64_t>::min)() ||
        value > (std::numeric_limits<std::int64_t>::max)()) {
        return errc::overflow;
    }
    return static_cast<std::int64_t>(value);
}

/// Returns: the exact value as a fraction of 64 bits. Fails with: `errc::overflow`.
[[nodiscard]] inline result<ratio> to_ratio(cpp_rational const& value) {
    auto const num = to_int64(numerator(value));
    auto const den = to_int64(denominator(value));
    if (!num || !den) return errc::overflow;
    return ratio::make(*num, *den);
}

/// Returns: `num / den` as a whole number, rounded by `mode`: the rule of `tessera/money/rounding.hpp`.
/// Preconditions: `den` is positive.
[[nodiscard]] inline cpp_int divide(cpp_int const& num, cpp_int const& den, rounding mode) {
    TESSERA_EXPECTS(den > 0);
    return detail::rounded_quotient(num, den, mode);
}

/// Returns: `value` in units of 10^-`digits`, rounded by `mode`. Negative digits round to tens, hundreds ...
/// Example: 2/3 with 2 digits and `half_up` is 67; 1250 with -2 digits and `half_even` is 12.
[[nodiscard]] inline cpp_int to_minor(cpp_rational const& value, int digits, rounding mode) {
    cpp_int const power = pow(cpp_int(10), static_cast<unsigned>(digits < 0 ? -digits : digits));
    if (digits < 0) return divide(numerator(value), denominator(value) * power, mode);
    return divide(numerator(value) * power, denominator(value), mode);
}

/// Returns: the number that `text` spells, in the grammar of `decimal::parse` but of any length.
/// Fails with: `errc::malformed_number`.
[[nodiscard]] inline result<cpp_rational> parse_exact(std::string_view text) {
    result<cpp_rational> const malformed = errc::malformed_number;
    bool const negative = text.starts_with('-');
    if (negative || text.starts_with('+')) text.remove_prefix(1);
    std::size_t const point = text.find('.');
    std::string digits(text.substr(0, point));
    cpp_int power = 1;
    if (point != std::string_view::npos) {
        std::string_view const decimals = text.substr(point + 1);
        if (digits.empty() || decimals.empty()) return malformed;
        digits += decimals;
        power = pow(cpp_int(10), static_cast<unsigned>(decimals.size()));
    }
    if (digits.empty() || digits.find_first_not_of("0123456789") != std::string::npos) return malformed;
    std::size_t const first = digits.find_first_not_of('0');  // a leading zero would be read as octal
    cpp_int mantissa = first == std::string::npos ? cpp_int(0) : cpp_int(digits.substr(first));
    if (negative) mantissa = -mantissa;
    return cpp_rational(mantissa, power);
}

/// Returns: `minor / 10^digits` with exactly `digits` decimals. Example: -5 with 2 digits is "-0.05".
[[nodiscard]] inline std::string to_text(cpp_int const& minor, unsigned digits) {
    std::string text = cpp_int(abs(minor)).str();
    if (text.size() <= digits) text.insert(0, digits + 1 - text.size(), '0');
    if (digits != 0) text.insert(text.size() - digits, 1, '.');
    if (minor < 0) text.insert(0, 1, '-');
    return text;
}

/// Returns: a total of minor units with its currency, "1234.50 EUR".
[[nodiscard]] inline std::string to_text(cpp_int const& minor, currency const& unit) {
    std::string text = to_text(minor, unit.digits);
    text += ' ';
    text += unit.code();
    return text;
}

}  // namespace tessera
