// SPDX-License-Identifier: BSL-1.0
#pragma once

#include <string>

/// Part of the command-line tool. `tessera quote`: what a cart costs somebody, and why. The rules are those
/// of docs/reference/quote.md.

namespace tessera::tool {

/// What is asked, as it was said; empty where nothing was.
struct quoting {
    std::string program{};  ///< a file
    std::string cart{};
    std::string account{};  ///< whose standing it is; without one somebody who has none
    std::string lang = "en";
    bool json = false;
};

/// Returns: what is to be printed.
/// Throws: `failure`: `no_file`, `bad_document`, and `bad_history` for a cart that has no price.
[[nodiscard]] std::string quote(quoting const& asked);

}  // namespace tessera::tool
