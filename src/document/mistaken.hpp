// SPDX-License-Identifier: BSL-1.0
#pragma once

#include <string>
#include <vector>

#include <tessera/core/errc.hpp>

#include "json.hpp"

/// Part of tessera::document. Where in a rule a mistake is: making a program says which rule is wrong and
/// how, and the rule's own text has the rest.

namespace tessera::document {

/// What stands at the wrong place.
struct mistaken {
    std::string pointer{};  ///< RFC 6901, from the rule on
    std::string value{};
};

/// Returns: the places in a rule, or an offer, that make the mistake, in their order; none where several can
///   be meant, or the rule as a whole. Complexity: linear in the rule.
[[nodiscard]] std::vector<mistaken> mistaken_in(json::value const& said, errc what);

}  // namespace tessera::document
