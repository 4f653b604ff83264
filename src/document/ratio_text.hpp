// SPDX-License-Identifier: BSL-1.0
#pragma once

#include <string>
#include <string_view>

#include <tessera/money/ratio.hpp>
#include <tessera/money/text.hpp>

/// Part of tessera::document. Rates as text: a decimal, a percentage, or a fraction.

namespace tessera::document {

/// Returns: the rate that "0.05", "5%" or "1/20" says. Fails with: what `decimal::parse` fails with, and
///   `division_by_zero`.
[[nodiscard]] inline result<ratio> read_ratio(std::string_view text) noexcept {
    std::size_t const slash = text.find('/');
    if (slash != std::string_view::npos) {
        auto const num = decimal::parse(text.substr(0, slash)), den = decimal::parse(text.substr(slash + 1));
        if (!num || !den) return num ? den.error() : num.error();
        if (num->places != 0 || den->places != 0) return errc::malformed_number;
        return ratio::make(num->mantissa, den->mantissa);
    }
    bool const percent = !text.empty() && text.back() == '%';
    auto const made = decimal::parse(percent ? text.substr(0, text.size() - 1) : text);
    if (!made) return made.error();
    return percent ? multiply(ratio::from(*made), ratio(1, 100)) : result<ratio>(ratio::from(*made));
}

/// Returns: a decimal as it is read: without zeros that say nothing.
[[nodiscard]] inline std::string write_decimal(decimal value) {
    while (value.places > 0 && value.mantissa % 10 == 0) value = {value.mantissa / 10, value.places - 1U};
    char buffer[decimal_text_max];
    return {buffer, tessera::write_decimal(buffer, value.mantissa, value.places)};
}

/// Returns: the rate as a decimal where it is one of 18 places, else as a fraction in lowest terms.
[[nodiscard]] inline std::string write_ratio(ratio rate) {
    for (unsigned places = 0; places <= decimal_places_max; ++places) {
        if (power_of_ten(places) % rate.den != 0) continue;
        auto const mantissa = checked_multiply(rate.num, power_of_ten(places) / rate.den);
        if (!mantissa) break;
        return write_decimal(decimal(*mantissa, places));
    }
    return std::to_string(rate.num) + '/' + std::to_string(rate.den);
}

}  // namespace tessera::document
