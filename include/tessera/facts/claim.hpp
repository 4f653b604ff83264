// SPDX-License-Identifier: BSL-1.0
#pragma once

#include <cstdint>

#include <tessera/facts/order.hpp>

/// Floor 3. A reward asked for without an order; with an order it is a wish.

namespace tessera {

struct claim {
    fact_head head{};
    rule_id rule{};          ///< the reward
    std::int64_t times = 1;  ///< how many of it
    tag_set tags = 0;        ///< marks of the claim, such as its channel
};

}  // namespace tessera
