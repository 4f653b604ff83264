// SPDX-License-Identifier: BSL-1.0
#pragma once

#include <cstdint>
#include <limits>
#include <vector>

#include <tessera/facts/receipt.hpp>

/// Floor 3. Goods that stay with the customer, spoiled or broken, for which something is given instead of
/// taking them back.

namespace tessera {

/// A line of an order to be compensated, by the newest image of its receipt.
struct compensate {
    fact_head head{};
    rule_id rule{};  ///< the compensation
    receipt const* paper = nullptr;
    std::uint32_t number = 0;                                            ///< the line's number in the order
    std::int64_t wish_minor = std::numeric_limits<std::int64_t>::max();  ///< the most that is asked for
};

/// The same, with what its rule writes beside postings.
struct compensation_request {
    compensate const& asked;
    rule_id rule{};
    receipt& image;                      ///< becomes the receipt's new one
    std::vector<std::int64_t>& scratch;  ///< room for amounts per line
};

}  // namespace tessera
