// SPDX-License-Identifier: BSL-1.0
#pragma once

#include <array>
#include <cstdint>
#include <string_view>

/// Floor 1. What a currency is; `currency_table.hpp` has them all, `currency.hpp` finds them.

namespace tessera {

/// A currency by its ISO 4217 code, with what its amounts look like. Two of one code are equal, so that a
/// host that keeps other digits than the table may make its own value.
struct currency {
    std::array<char, 3> letters{};
    std::uint8_t digits = 0;       ///< decimals of an amount, 0 to 4: the minor unit is 10^-digits
    std::uint8_t cash_digits = 0;  ///< decimals of an amount paid in cash
    std::uint16_t cash_step = 1;   ///< the least amount that can be paid in cash, in minor units

    /// Returns: the code, a view into this value.
    [[nodiscard]] constexpr std::string_view code() const noexcept {
        return {letters.data(), letters.size()};
    }

    friend constexpr bool operator==(currency const& a, currency const& b) noexcept {
        return a.letters == b.letters;
    }
};

}  // namespace tessera
