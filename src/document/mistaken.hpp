// SPDX-License-Identifier: BSL-1.0
#pragma once

#include <map>
#include <string>
#include <string_view>
#include <vector>

#include <tessera/core/errc.hpp>
#include <tessera/document/program.hpp>

#include "json.hpp"

/// Part of tessera::document. Where in a rule a mistake is: making a program says which rule is wrong and
/// how, and the rule's own text has the rest.

namespace tessera::document {

/// What stands at the wrong place.
struct mistaken {
    std::string pointer{};  ///< RFC 6901, from the rule on
    std::string value{};
    std::string remedy{};  ///< empty: what the mistake's code says
};

/// The names that rules of one version can name.
struct known_names {
    std::map<std::string_view, std::vector<std::string_view>> tiers{};  ///< by their group
    std::vector<std::string_view> segments{};
    std::map<std::string_view, std::vector<std::string_view>>
        benefits{};         ///< by the word for their kind; of coupons and allowances the offers
    unsigned decimals = 0;  ///< of the currency
};
/// Returns: the names of a version, which lives as long as they do. Complexity: linear in the rules.
[[nodiscard]] known_names names_of(version const& one, currency money);

/// Returns: the places in a rule, or an offer, that make the mistake, in their order; none where several can
///   be meant, or the rule as a whole. Complexity: linear in the rule.
[[nodiscard]] std::vector<mistaken> mistaken_in(json::value const& said, errc what, known_names const& known);

}  // namespace tessera::document
