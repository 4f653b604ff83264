// SPDX-License-Identifier: BSL-1.0
#pragma once

#include <cstddef>
#include <cstdint>
#include <string_view>

#include <tessera/money/currency_table.hpp>
#include <tessera/money/currency_type.hpp>
#include <tessera/money/rounding.hpp>

/// Floor 1. Currencies by code, and cash rounding, which is always a second step of its own after an amount
/// was rounded to minor units.

namespace tessera {

/// Returns: the currency of this code. Fails with: `errc::unknown_currency`; codes are upper case.
/// Complexity: logarithmic in the table. Example: find_currency("JPY") has no decimals.
[[nodiscard]] constexpr result<currency> find_currency(std::string_view code) noexcept {
    std::size_t first = 0;
    std::size_t last = currencies::all.size();
    while (first < last) {
        std::size_t const middle = first + (last - first) / 2;
        if (currencies::all[middle].code() < code) {
            first = middle + 1;
        } else {
            last = middle;
        }
    }
    if (first == currencies::all.size() || currencies::all[first].code() != code)
        return errc::unknown_currency;
    return currencies::all[first];
}

/// Returns: the multiple of `step` that `mode` chooses for `minor`. Preconditions: `step` is positive.
/// Fails with: `errc::overflow`. Example: 1243 in steps of 5 is 1245 with `half_up`, 1240 with `down`.
[[nodiscard]] constexpr result<std::int64_t> round_to_step(std::int64_t minor, std::int64_t step,
                                                           rounding mode) noexcept {
    return checked_multiply(divide(minor, step, mode), step);
}

/// Returns: `minor` as it can be paid in cash. Fails with: `errc::overflow`.
/// Example: 19.98 CHF is 20.00 in cash with `half_up`.
[[nodiscard]] constexpr result<std::int64_t> cash_round(std::int64_t minor, currency const& unit,
                                                        rounding mode) noexcept {
    return round_to_step(minor, unit.cash_step, mode);
}

}  // namespace tessera
