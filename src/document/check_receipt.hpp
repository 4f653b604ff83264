// SPDX-License-Identifier: BSL-1.0
#pragma once

#include <tessera/facts/receipt.hpp>

#include "reader.hpp"

/// Part of tessera::document. Receipts from outside.

namespace tessera::document {

/// Effects: tells of figures that no decision leaves in a receipt, and of places in it that are not there, so
///   that a return by it reads what it may read.
void check_receipt(reading_room& room, step_to const* where, receipt const& what);

}  // namespace tessera::document
