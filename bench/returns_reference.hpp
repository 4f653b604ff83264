// SPDX-License-Identifier: BSL-1.0
#pragma once

#include <memory>

#include "contender.hpp"

/// H with returns, the yardstick of the second work: as `reference.hpp`, by hand for this one program. A hash
/// map from member to a struct, vectors of lots and of ended lots, a hash map from order to receipt, 64-bit
/// integers. A receipt holds lines and sums; what belongs to a line is computed when goods come back.

namespace bench {

[[nodiscard]] std::unique_ptr<contender> prepare_returns_reference(workload const& work);

}  // namespace bench
