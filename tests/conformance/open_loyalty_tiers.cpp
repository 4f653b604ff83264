// SPDX-License-Identifier: BSL-1.0
#include "open_loyalty_tiers.hpp"

namespace conformance {

void check_open_loyalty_tiers(boost::json::object const&) { throw unsupported("tiers"); }

}  // namespace conformance
