// SPDX-License-Identifier: BSL-1.0
#pragma once

#include <string>
#include <string_view>

#include <tessera/document/problem.hpp>
#include <tessera/document/stored_chart.hpp>
#include <tessera/ledger/journal.hpp>

/// Floor 6, compiled: link tessera::document. Journals as JSON lines, the chart first and then an entry a
/// line; docs/reference/documents.md has the keys.

namespace tessera::document {

/// A journal that has been read, with its chart.
struct stored_journal {
    stored_chart slots;
    journal entries;
};

/// Returns: the line of the chart, and one for each entry. Preconditions: an account over the chart took
/// them.
[[nodiscard]] std::string write_journal(journal const& entries, chart slots);

/// Returns: the line of one entry, to be added to those of its journal.
[[nodiscard]] std::string write_entry(entry const& what);

/// Returns: the journal, or all that is wrong with it. Blank lines count for nothing; lines end with LF or
///   CRLF. Whether the entries fit together, `fold` says.
/// Tested by: tests/document/journal.test.cpp.
[[nodiscard]] reading_of<stored_journal> read_journal(std::string_view lines, limits const& most = {});

/// Returns: the JSON Schema (Draft 7) of the lines of a journal, each a document.
[[nodiscard]] std::string journal_schema();

}  // namespace tessera::document
