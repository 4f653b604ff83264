// SPDX-License-Identifier: BSL-1.0
#pragma once

#include <string>
#include <string_view>
#include <variant>
#include <vector>

#include <tessera/document/lint.hpp>

/// Part of the command-line tool. Documents of programs under examination: what cannot be made, and what
/// costs money. The rules are those of docs/reference/check.md.

namespace tessera::tool {

/// One thing that is wrong, or doubtful.
using told = std::variant<document::problem, document::finding>;

struct checked_file {
    std::string name;
    std::vector<told> all;  ///< in the order of the text
};

/// Returns: all that is wrong or doubtful in a document's text.
[[nodiscard]] checked_file check_text(std::string name, std::string_view text);

/// Returns: the same for a file, or for standard input where the path is `-`.
/// Throws: `failure` with `no_file`.
[[nodiscard]] checked_file check_file(std::string const& path);

/// Returns: whether there is no error; with `strict` whether there is nothing at all.
[[nodiscard]] bool are_good(std::vector<checked_file> const& files, bool strict);

/// Returns: `file:line:column: severity: code name: reason`, with places, value and remedy below; how many
///   there are of each file comes last.
[[nodiscard]] std::string readable(std::vector<checked_file> const& files);

/// Returns: a JSON array with an object for each.
[[nodiscard]] std::string json_of(std::vector<checked_file> const& files);

}  // namespace tessera::tool
