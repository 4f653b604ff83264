// SPDX-License-Identifier: BSL-1.0
#pragma once

#include <cstdint>
#include <limits>

#include <tessera/facts/line.hpp>
#include <tessera/money/decimal.hpp>

/// Floor 4. Which units of an order an offer is for: the cheapest, every third, one for two of another kind.
/// What is said here is in counts; no quantity is ever walked through.

namespace tessera {

/// As many units as there are.
inline constexpr std::int64_t every_unit = std::numeric_limits<std::int64_t>::max();

/// Of the units that an offer could take, which come first where it does not take them all.
enum class unit_rank : std::uint8_t {
    as_listed,  ///< those of earlier lines
    cheapest,   ///< by what one unit costs where the offer looks; ties to the earlier line
    dearest,
};

/// Units of an order. By default all of them.
struct unit_choice {
    line_filter lines{};
    unit_rank rank = unit_rank::as_listed;
    std::int64_t most = every_unit;          ///< in an order
    std::int64_t most_of_line = every_unit;  ///< of each line
    std::int64_t in_sets_of = 1;             ///< only whole sets of so many units
    std::int64_t bought = 0;                 ///< for every so many units of `bought_of` ...
    std::int64_t got = 1;                    ///< ... so many of `lines`; 0 bought: there is no such bond
    line_filter bought_of{};
    std::int64_t most_sets = every_unit;  ///< as often as this in an order
    bool undiscounted = false;            ///< no line that the host's promotions lowered
    decimal price_from{};                 ///< units that cost this or more, before any offer; 0: all
    decimal price_to{};                   ///< units that cost this or less; 0: all
    friend constexpr bool operator==(unit_choice const&, unit_choice const&) noexcept = default;

    /// Returns: whether all counts are such that units can be counted by them.
    [[nodiscard]] constexpr bool sound() const noexcept {
        constexpr std::int64_t largest = std::numeric_limits<std::uint32_t>::max();
        return most >= 0 && most_of_line >= 0 && most_sets >= 0 && 0 < in_sets_of && 0 <= bought &&
               bought <= largest && 0 < got && got <= largest;
    }
    /// Returns: whether what is bought and what is got for it are units of the same lines: then none is both.
    [[nodiscard]] constexpr bool of_one_kind() const noexcept { return bought > 0 && bought_of == lines; }
};

}  // namespace tessera
