// SPDX-License-Identifier: BSL-1.0
#pragma once

#include <tessera/document/account.hpp>

#include "check_chart.hpp"
#include "describe_ledger.hpp"

/// Part of tessera::document. An account on its way to a document and back, whatever the document's form.

namespace tessera::document {

[[nodiscard]] account_document document_of(account const& of, chart slots);

/// Effects: makes the account of a document, and tells of what no journal leaves in one.
void complete(reading_room& room, account_document&& from, stored_account& to);

}  // namespace tessera::document
