// SPDX-License-Identifier: BSL-1.0
#pragma once

#include <cstdint>
#include <string_view>

#include <tessera/order/unit_choice.hpp>

/// Floor 4. How offers stand together.

namespace tessera {

/// Which offers of a stack stand, and what they look at.
enum class stacking : std::uint8_t {
    product,      ///< all, each on what the ones before it left
    sum,          ///< all, each on what everything cost at the stack's turn
    max,          ///< the one that is worth most to the member
    max_of_line,  ///< line by line the one that takes most off it
    first,        ///< the first that applies
    search,       ///< those that together are worth most, of all sets that may stand together
};

/// A stack of offers. Offers that name none are in one of their own, of mode `product`, whose turn is 0.
struct stack {
    std::string_view name;
    stacking how = stacking::product;
    std::int32_t turn = 0;               ///< lower ones come first; equal ones by name
    std::int64_t together = every_unit;  ///< the most offers that stand at a time
};

}  // namespace tessera
