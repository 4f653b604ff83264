// SPDX-License-Identifier: BSL-1.0
#pragma once

#include <string>

#include <tessera/analysis/roll_forward.hpp>
#include <tessera/document/naming.hpp>

/// Part of the command-line tool. The roll-forward as CSV, one row a pool and month.

namespace tessera::tool {

/// Returns: the rows of every pool of the chart below their header.
/// Throws: `failure` with `not_verified`, where the books do not balance.
[[nodiscard]] std::string roll_forward_csv(roll_forward const& books, chart slots, document::names const& of);

}  // namespace tessera::tool
