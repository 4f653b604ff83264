// SPDX-License-Identifier: BSL-1.0
#pragma once

#include <string>
#include <string_view>

#include <tessera/document/problem.hpp>
#include <tessera/facts/receipt.hpp>

/// Floor 6, compiled: link tessera::document. Receipts as JSON; docs/reference/documents.md has the keys.

namespace tessera::document {

/// Returns: the receipt on one line: one text for all that say the same.
[[nodiscard]] std::string write_receipt(receipt const& what);

/// Returns: the receipt, or all that is wrong with it: figures too that no decision leaves in one, as far as
///   the receipt alone can tell.
/// Tested by: tests/document/receipt.test.cpp.
[[nodiscard]] reading_of<receipt> read_receipt(std::string_view json, limits const& most = {});

/// Returns: the JSON Schema (Draft 7) of receipts.
[[nodiscard]] std::string receipt_schema();

}  // namespace tessera::document
