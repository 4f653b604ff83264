// SPDX-License-Identifier: BSL-1.0
#pragma once

#include <memory>

#include "contender.hpp"

/// H, the yardstick of every ratio: the work as anyone would write it first, by hand, for this one program. A
/// hash map from member to a struct, the program in vectors, a vector of lots, 64-bit integers, a receipt of
/// 32 bytes. It knows no reasons, no journal and no overflow, and it is kept as it is: a faster one would be
/// another yardstick.

namespace bench {

[[nodiscard]] std::unique_ptr<contender> prepare_reference(workload const& work);

}  // namespace bench
