// SPDX-License-Identifier: BSL-1.0
#pragma once

#include <memory>

#include "contender.hpp"

/// The library as contender in the work with returns: the composed program over a book, and a map of
/// receipts.

namespace bench {

/// One call per fact; the decision is the caller's and used again.
[[nodiscard]] std::unique_ptr<contender> prepare_returns_one(workload const& work);

/// The same, with every posting and reason kept.
[[nodiscard]] std::unique_ptr<contender> prepare_returns_kept(workload const& work);

/// Spans of facts in one call.
[[nodiscard]] std::unique_ptr<contender> prepare_returns_span(workload const& work);

}  // namespace bench
