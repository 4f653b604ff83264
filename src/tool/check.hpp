// SPDX-License-Identifier: BSL-1.0
#pragma once

#include <string>
#include <string_view>
#include <vector>

#include <tessera/document/lint.hpp>

/// Part of the command-line tool. Documents of programs under examination: what cannot be made, and what
/// costs money. The rules are those of docs/reference/check.md.

namespace tessera::tool {

/// One thing that is wrong or doubtful: a problem of the document, or a finding of the lint.
struct told {
    std::size_t line = 1;
    std::size_t column = 1;
    document::severity severity = document::severity::error;
    int code = 0;
    std::string name{};  ///< of a finding's code; `problem` for what reading and making find
    std::string pointer{};
    std::string beside{};
    std::string value{};
    std::string reason{};
    std::string remedy{};
};

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
