// SPDX-License-Identifier: BSL-1.0
#pragma once

#include <string>

#include <tessera/core/wide.hpp>

/// Part of the command-line tool. Sums over all members as text; they may be wider than 64 bits.

namespace tessera::tool {

/// Returns: `minor / 10^digits` with all its decimals. Example: -5 with 2 digits is "-0.05".
[[nodiscard]] std::string plain(int128 minor, unsigned digits);

/// Returns: the same with a comma between thousands, for people. Example: "1,234,567.80".
[[nodiscard]] std::string grouped(int128 minor, unsigned digits);

/// Returns: `part / whole` with `places` decimals, rounded half-up, in exact arithmetic; empty where
///   `whole` is not above zero. Example: 1 of 3 with 4 places is "0.3333".
[[nodiscard]] std::string share(int128 part, int128 whole, unsigned places);

}  // namespace tessera::tool
