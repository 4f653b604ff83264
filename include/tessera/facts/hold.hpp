// SPDX-License-Identifier: BSL-1.0
#pragma once

#include <cstdint>

#include <tessera/facts/order.hpp>

/// Floor 3. Payments with points in two steps: kept back first, taken or given back later. A hold is over at
/// its end by time alone; the next decision writes that down. An allowance for tills without a connection is
/// a hold, too.

namespace tessera {

/// Keeps points back, under a number of the host's that no other hold of the member bears.
struct reserve {
    fact_head head{};
    rule_id rule{};  ///< the redemption they are kept for; its bounds hold, but for those of an order
    hold_id hold{};
    std::int64_t points = every_point;
    instant until{};  ///< the first instant at which they are free again
};

/// Takes points out of a hold, in the order of consumption, and gives back the rest. An order that names the
/// hold in its wish does the same.
struct capture {
    fact_head head{};
    rule_id rule{};
    hold_id hold{};
    std::int64_t points = every_point;  ///< all that the hold keeps
    bool spent = false;  ///< it has happened already: what the hold lacks comes from the rest, then is owed
};

/// Gives back what a hold keeps.
struct release {
    fact_head head{};
    rule_id rule{};
    hold_id hold{};
};

}  // namespace tessera
