// SPDX-License-Identifier: BSL-1.0
#pragma once

#include <vector>

#include "vocabulary.hpp"

namespace conformance::order_side {

/// Returns: whether a program is about gift cards or store credit alone.
[[nodiscard]] bool is_stored_value(fields const& terms);
/// Effects: checks what Solidus and Spree say of gift cards and store credit.
void check_stored_value(fields terms, std::vector<fields> const& events, fields expect);

}  // namespace conformance::order_side
