// SPDX-License-Identifier: BSL-1.0
#pragma once

#include <cstdint>
#include <span>
#include <vector>

#include <tessera/document/account.hpp>

/// Floor 6, compiled: link tessera::document. Accounts as CBOR (RFC 8949), for hosts that store many;
/// docs/reference/documents.md has the layout.

namespace tessera::document {

/// Returns: the account and its chart in deterministic CBOR: the same bytes for all accounts that hold the
///   same. Preconditions: `slots` is the account's chart.
[[nodiscard]] std::vector<std::uint8_t> write_snapshot(account const& of, chart slots);

/// Returns: the account, or what is wrong with it. Bytes that are no such CBOR are one problem, at the first
///   byte that does not fit, its column counted from 1 on; what no journal leaves in an account is told in
///   all, at column 1. Tested by: tests/document/snapshot.test.cpp.
[[nodiscard]] reading_of<stored_account> read_snapshot(std::span<std::uint8_t const> bytes,
                                                       limits const& most = {});

}  // namespace tessera::document
