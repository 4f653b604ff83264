// SPDX-License-Identifier: BSL-1.0
#pragma once

#include <memory>

#include "contender.hpp"

/// The library as contender, with a program loaded from a document.

namespace bench {

/// The workload's program, loaded; one call per order.
[[nodiscard]] std::unique_ptr<contender> prepare_tessera_loaded(workload const& work);

/// The same with ten more rules for lines of some category, which bring stars that nobody spends; about ten
/// of them apply to an order.
[[nodiscard]] std::unique_ptr<contender> prepare_tessera_rules_10(workload const& work);

/// With a thousand more such rules, of which as many apply.
[[nodiscard]] std::unique_ptr<contender> prepare_tessera_rules_1000(workload const& work);

}  // namespace bench
