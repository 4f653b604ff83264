// SPDX-License-Identifier: BSL-1.0
#pragma once

#include <string>
#include <string_view>

#include <tessera/document/problem.hpp>
#include <tessera/document/stored_chart.hpp>
#include <tessera/ledger/account.hpp>

/// Floor 6, compiled: link tessera::document. Accounts as JSON; docs/reference/documents.md has the keys.

namespace tessera::document {

/// An account that has been read, with its chart. A program takes it over whose chart extends that one.
struct stored_account {
    stored_chart slots;
    account held;
};

/// Returns: the account and its chart, on one line: one text for all accounts that hold the same.
/// Preconditions: `slots` is the account's chart.
[[nodiscard]] std::string write_account(account const& of, chart slots);

/// Returns: the account, or all that is wrong with it; what no journal leaves in an account is wrong.
/// Tested by: tests/document/account.test.cpp.
[[nodiscard]] reading_of<stored_account> read_account(std::string_view json, limits const& most = {});

/// Returns: the JSON Schema (Draft 7) of accounts.
[[nodiscard]] std::string account_schema();

}  // namespace tessera::document
