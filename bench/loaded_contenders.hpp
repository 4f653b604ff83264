// SPDX-License-Identifier: BSL-1.0
#pragma once

#include <memory>

#include "contender.hpp"

/// The library as contender, with a program loaded from a document.

namespace bench {

/// The workload's program, loaded; one call per order.
[[nodiscard]] std::unique_ptr<contender> prepare_tessera_loaded(workload const& work);

/// The same program, all orders in one call.
[[nodiscard]] std::unique_ptr<contender> prepare_tessera_loaded_span(workload const& work);

/// Its replay of a span of orders, member by member; sorting them is part of it.
[[nodiscard]] std::unique_ptr<contender> prepare_tessera_loaded_replay(workload const& work);

/// The same of orders that come sorted by member.
[[nodiscard]] std::unique_ptr<contender> prepare_tessera_loaded_sorted(workload const& work);

/// One call per order, with ten more rules for lines of some category, which bring stars that nobody spends;
/// about ten of them apply to an order.
[[nodiscard]] std::unique_ptr<contender> prepare_tessera_rules_10(workload const& work);

/// With a thousand more such rules, of which as many apply.
[[nodiscard]] std::unique_ptr<contender> prepare_tessera_rules_1000(workload const& work);

}  // namespace bench
