// SPDX-License-Identifier: BSL-1.0
#pragma once

#include <string_view>
#include <utility>
#include <vector>

#include "read_text.hpp"

/// Part of tessera::document. Documents of one line each, end to end.

namespace tessera::document {

/// Effects: calls `take(line, number)` for every line that says something, without its end, until one answers
///   false. A byte order mark is passed over.
template <class Take>
void each_line(std::string_view text, Take take) {
    if (text.starts_with("\xEF\xBB\xBF")) text.remove_prefix(3);
    for (std::size_t number = 1; !text.empty(); ++number) {
        std::size_t const end = std::min(text.find('\n'), text.size());
        std::string_view line = text.substr(0, end);
        text.remove_prefix(std::min(end + 1, text.size()));
        if (line.ends_with('\r')) line.remove_suffix(1);
        if (line.find_first_not_of(" \t") != std::string_view::npos && !take(line, number)) return;
    }
}

/// Effects: adds the problems of a line to those of all, up to the limit. Returns: whether it is not reached.
inline bool add_problems(std::vector<problem>& all, std::vector<problem> of_line, std::size_t number,
                         limits const& most) {
    for (problem& p : of_line) {
        if (all.size() >= most.problems) return false;
        p.line = number;
        all.push_back(std::move(p));
    }
    return all.size() < most.problems;
}

}  // namespace tessera::document
