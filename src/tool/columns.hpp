// SPDX-License-Identifier: BSL-1.0
#pragma once

#include <string>

#include "tool/amounts.hpp"

/// Part of the command-line tool. Texts in columns of a terminal.

namespace tessera::tool {

[[nodiscard]] inline std::string left(std::string text, std::size_t width) {
    if (text.size() < width) text.append(width - text.size(), ' ');
    return text;
}

/// What is wider than its column still stands apart from what is before it.
[[nodiscard]] inline std::string right(std::string const& text, std::size_t width) {
    return text.size() < width ? std::string(width - text.size(), ' ') + text : ' ' + text;
}

/// Returns: such as `1 order` or `1,024 orders`.
[[nodiscard]] inline std::string counted(std::uint64_t n, std::string const& of_what) {
    return grouped(static_cast<int128>(n), 0) + ' ' + of_what + (n == 1 ? "" : "s");
}

}  // namespace tessera::tool
