// SPDX-License-Identifier: BSL-1.0
#pragma once

#include "shop.hpp"

namespace conformance {

/// Levels of Open Loyalty, by spend or by points, with what keeps a level from falling.
void check_open_loyalty_tiers(boost::json::object const& one_case);

}  // namespace conformance
