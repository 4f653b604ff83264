// SPDX-License-Identifier: BSL-1.0
#pragma once

#include <unordered_map>
#include <utility>

#include "returns_workload.hpp"

/// Where a host keeps the receipts of orders that may still come back: a map, in which a receipt past the
/// horizon gives its memory to a new one. The same for all who do the work with returns, so that a ratio is
/// about the rules.

namespace bench {

template <class Receipt>
class kept_receipts {
public:
    explicit kept_receipts(workload const& work) : orders_(work.orders) {}

    /// Returns: a place for the order's receipt, in which an older one may lie.
    /// Preconditions: orders come in their sequence.
    [[nodiscard]] Receipt& open(order const& o) {
        if (orders_[oldest_].day + return_horizon_days > o.day) return by_order_[o.sequence];
        auto node = by_order_.extract(oldest_++);
        node.key() = o.sequence;
        return by_order_.insert(std::move(node)).position->second;
    }

    /// Preconditions: the order's receipt is kept.
    [[nodiscard]] Receipt& of(std::uint32_t order) { return by_order_.find(order)->second; }
    [[nodiscard]] Receipt const& of(std::uint32_t order) const { return by_order_.find(order)->second; }

private:
    std::vector<order> const& orders_;
    std::unordered_map<std::uint32_t, Receipt> by_order_;
    std::uint32_t oldest_ = 0;
};

}  // namespace bench
