// SPDX-License-Identifier: BSL-1.0
#pragma once

#include <string>
#include <string_view>
#include <vector>

/// Golden tables: one case a line, columns parted by `|`, the first line their names.

namespace text_table {

using cells = std::vector<std::string>;

inline std::string trimmed(std::string_view text) {
    auto const first = text.find_first_not_of(' ');
    if (first == std::string_view::npos) return {};
    return std::string(text.substr(first, text.find_last_not_of(' ') - first + 1));
}

/// Returns: the parts of `text` between the separators, without the blanks around them.
inline cells split(std::string_view text, char separator) {
    cells found;
    for (auto at = text.find(separator); at != std::string_view::npos; at = text.find(separator)) {
        found.push_back(trimmed(text.substr(0, at)));
        text.remove_prefix(at + 1);
    }
    found.push_back(trimmed(text));
    return found;
}

/// Returns: the table's lines, each as its columns; blank lines are left out.
inline std::vector<cells> rows(std::string_view table) {
    std::vector<cells> found;
    for (std::string const& line : split(table, '\n'))
        if (!line.empty()) found.push_back(split(line, '|'));
    return found;
}

inline std::string line_of(cells const& row) {
    std::string text;
    for (std::string const& cell : row) text += (text.empty() ? "" : " | ") + cell;
    return text;
}

}  // namespace text_table
