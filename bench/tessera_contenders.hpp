// SPDX-License-Identifier: BSL-1.0
#pragma once

#include <memory>

#include "contender.hpp"

/// The library as contender: the composed program over a book.

namespace bench {

/// One call per order; the decision is the caller's and used again.
[[nodiscard]] std::unique_ptr<contender> prepare_tessera_one(workload const& work);

/// The same, with every posting and reason kept.
[[nodiscard]] std::unique_ptr<contender> prepare_tessera_kept(workload const& work);

/// Spans of orders in one call.
[[nodiscard]] std::unique_ptr<contender> prepare_tessera_span(workload const& work);

/// Replay of a span of orders, member by member; sorting them is part of it.
[[nodiscard]] std::unique_ptr<contender> prepare_tessera_replay(workload const& work);

/// The same of orders that come sorted by member.
[[nodiscard]] std::unique_ptr<contender> prepare_tessera_sorted(workload const& work);

}  // namespace bench
