// SPDX-License-Identifier: BSL-1.0
#pragma once

#include <optional>
#include <string>
#include <vector>

#include <tessera/document/offer_rules.hpp>
#include <tessera/policy/segment.hpp>

/// Floor 6. Segments of a program document: see policy/segment_condition.hpp for what their conditions say.

namespace tessera::document {

struct measure_asked {
    document::measure of{};
    std::optional<decimal> at_least{};  ///< one of the two
    std::optional<decimal> below{};
    friend bool operator==(measure_asked const&, measure_asked const&) = default;
};
struct share_asked {
    document::measure part{};
    document::measure of{};
    std::optional<ratio> at_least{};  ///< one of the two
    std::optional<ratio> below{};
    friend bool operator==(share_asked const&, share_asked const&) = default;
};
/// One of the five.
struct segment_condition {
    std::optional<measure_asked> measure{};
    std::optional<share_asked> share{};
    std::optional<tier_wanted> tier{};
    std::optional<schedule> on{};
    std::string segment{};
    bool negated = false;
    friend bool operator==(segment_condition const&, segment_condition const&) = default;
};
struct segment_row {
    std::vector<segment_condition> all{};
    friend bool operator==(segment_row const&, segment_row const&) = default;
};
struct segment {
    std::string name{};
    std::vector<segment_condition> all{};  ///< one of the two: one row, or several
    std::vector<segment_row> any{};
    friend bool operator==(segment const&, segment const&) = default;
};

/// The conditions of a row, of which all must hold, where they stand in a segment.
using row_of_conditions = std::vector<segment_condition> const*;
/// Returns: the rows of which one must hold.
[[nodiscard]] inline std::vector<row_of_conditions> rows_of(segment const& s) {
    if (s.any.empty()) return {&s.all};
    std::vector<row_of_conditions> rows;
    for (segment_row const& row : s.any) rows.push_back(&row.all);
    return rows;
}

}  // namespace tessera::document
