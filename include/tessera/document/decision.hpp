// SPDX-License-Identifier: BSL-1.0
#pragma once

#include <string>
#include <string_view>

#include <tessera/document/problem.hpp>
#include <tessera/program/decision.hpp>

/// Floor 6, compiled: link tessera::document. Decisions as JSON; docs/reference/documents.md has the keys.

namespace tessera::document {

/// A decision that has been read, with the lines that its price views. Moving it is allowed, copying it is
/// not.
struct stored_decision {
    decision what;
    row<line> lines;

    stored_decision() = default;
    stored_decision(stored_decision&&) noexcept = default;
    stored_decision& operator=(stored_decision&&) noexcept = default;
};

/// Returns: the decision on one line: its entry, why, and where there is one its price, receipt and refund.
/// Preconditions: the lines that its price views live.
[[nodiscard]] std::string write_decision(decision const& what);

/// Returns: the decision, or all that is wrong with it. Whether its entry fits an account, `apply` says.
/// Tested by: tests/document/decision.test.cpp.
[[nodiscard]] reading_of<stored_decision> read_decision(std::string_view json, limits const& most = {});

/// Returns: the JSON Schema (Draft 7) of decisions.
[[nodiscard]] std::string decision_schema();

}  // namespace tessera::document
