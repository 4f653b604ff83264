// SPDX-License-Identifier: BSL-1.0
#pragma once

#include "document/account_document.hpp"
#include "document/describe_receipt.hpp"
#include "document/writer.hpp"

#include "document/random_document.hpp"

/// Documents of what hosts store that say anything the format can say, sense or not.

namespace document_tests {

using document::describe;

/// Returns: a document whose fields are filled by the description of `plain`.
template <class T>
document::json::value any_stored(T&& plain) {
    chance::fill(plain);
    return document::json::parse(document::json::serialize(document::writer::object_of(plain)));
}

inline document::json::value any_account() { return any_stored(document::account_document{}); }
inline document::json::value any_header() { return any_stored(document::journal_header{}); }
inline document::json::value any_entry() { return any_stored(document::stored_entry{}); }
inline document::json::value any_receipt() {
    receipt plain;
    return any_stored(document::receipt_document{plain});
}
inline document::json::value any_decision() {
    decision plain;
    return any_stored(document::decision_document{plain, {}, {}});
}

}  // namespace document_tests
