// SPDX-License-Identifier: BSL-1.0
#pragma once

#include <string>
#include <string_view>

/// Part of the command-line tool. Texts of others as they can stand in a message, without what would disturb
/// a terminal: control characters, and bytes that are no UTF-8.

namespace tessera::tool {

/// Returns: the value, cut where it is long, a `?` for each byte that cannot be shown.
[[nodiscard]] std::string shown(std::string_view value);

/// Returns: all of a file's name, each byte that cannot be shown as its number. Example: `a\x1B.csv`.
/// Tested by: tests/tool/files.test.cpp.
[[nodiscard]] std::string shown_file(std::string_view name);

}  // namespace tessera::tool
