// SPDX-License-Identifier: BSL-1.0
#pragma once

#include <string_view>

#include <tessera/ledger/journal.hpp>

/// Part of the command-line tool. The proof that a journal is enough: an account without its program.

namespace tessera::tool {

/// Effects: folds the member's journal into a new account and compares the two in canonical bytes; adds
///   up the sides of every transfer and compares them with the lots and the debt of the account.
/// Throws: `failure` with `not_verified`.
void verify(account const& kept, chart slots, journal const& entries, std::string_view member);

}  // namespace tessera::tool
