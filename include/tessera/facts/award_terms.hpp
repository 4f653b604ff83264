// SPDX-License-Identifier: BSL-1.0
#pragma once

#include <cstdint>

#include <tessera/facts/basis.hpp>

/// Floor 3. By which terms an award was earned: all that is needed to work out again, whatever the rules are
/// by then, what a part of the order would have earned.

namespace tessera {

/// Where the one rounding of an accrual takes place.
enum class rounding_scope : std::uint8_t {
    order,  ///< once per order
    line,   ///< once per line
    carry,  ///< never lost: the member's unrounded remainder is kept, so that splitting an order changes
            ///< nothing
};

/// What the points of an accrual are for.
enum class earned_per : std::uint8_t {
    amount,        ///< a unit of currency of the basis, and any part of it
    whole_amount,  ///< every whole amount that the basis holds; by line, that a line holds
    order,         ///< an order that has a line of the basis
    item,          ///< a unit of goods on lines of the basis
    line,          ///< a line of the basis
};

/// Returns: whether an order counts as one, and not line by line.
[[nodiscard]] constexpr bool counts_as_one(earned_per per, rounding_scope scope) noexcept {
    return per == earned_per::order || (per == earned_per::whole_amount && scope != rounding_scope::line);
}

/// What an order must reach; reaching it exactly is enough.
struct order_minimum {
    std::int64_t items = 0;  ///< units on lines that the rule counts
    std::int64_t minor = 0;
    basis of = paid_price;
    bool by_amount = false;  ///< otherwise of any amount
    friend constexpr bool operator==(order_minimum const&, order_minimum const&) noexcept = default;
};

/// The terms of one award. Rates are parts of a point over one denominator.
struct award_terms {
    std::int64_t rate = 0;  ///< for one of what is counted, where all lines earn alike
    std::int64_t denominator = 1;
    std::int64_t whole_minor = 1;   ///< the rate is for every whole one of these
    std::int64_t stored_minor = 0;  ///< paid with stored value when it was earned
    order_minimum least{};
    earned_per per = earned_per::amount;
    rounding_scope scope = rounding_scope::order;
    rounding mode = rounding::down;
    friend constexpr bool operator==(award_terms const&, award_terms const&) noexcept = default;
};

}  // namespace tessera
