// SPDX-License-Identifier: BSL-1.0
#pragma once

#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include <tessera/document/problem.hpp>

#include "support/property.hpp"

/// Texts that nobody should hand in. `again` reads a text and writes what it has read, or tells why not.

namespace document_tests {

using problems = std::vector<tessera::document::problem>;

/// Returns: a text read and written again; empty, and with problems, where it cannot be read.
struct answer {
    std::string text;
    document_tests::problems told;
};

/// Returns: whether a text that cannot be read is told about with code, place and remedy.
inline bool told_well(problems const& told) {
    for (auto const& p : told)
        if (p.code == tessera::errc::ok || p.line == 0 || p.column == 0 || p.remedy.empty()) return false;
    return !told.empty();
}

/// Returns: whether a text is read, and written again reads as the same; or is told about.
template <class Again>
bool sound(std::string const& text, Again again) {
    answer const first = again(text);
    if (!first.told.empty()) return told_well(first.told);
    answer const second = again(first.text);
    return second.told.empty() && second.text == first.text;
}

/// Effects: checks that a text survives, and that one cut short, and one with other bytes, is told about or
///   read as something that survives.
template <class Again>
void check_hostile(std::string const& text, Again again) {
    answer const whole = again(text);
    REQUIRE(whole.told.empty());
    CHECK(whole.text == text);
    bool all_told = true, all_sound = true;
    for (std::size_t size = 0; size + 1 < text.size(); ++size) {
        answer const cut = again(text.substr(0, size));
        bool const whole_lines = size == 0 || text[size] == '\n' || text[size - 1] == '\n';
        all_told &= told_well(cut.told) || whole_lines;
        for (char const other : {'0', '-', '9', '"', '{', ']', '\0', '\xFF'}) {
            std::string changed = text;
            changed[size] = other;
            all_sound &= sound(changed, again);
        }
    }
    CHECK(all_told);
    CHECK(all_sound);
}

/// Returns: the problems of a text as `pointer code`, one a line; one that shows a text must stand there.
template <class Again>
std::string faults_of(std::string const& text, Again again) {
    std::string faults;
    for (auto const& p : again(text).told) {
        faults += p.pointer + ' ' + std::to_string(static_cast<int>(p.code)) + '\n';
        std::size_t at = 0;
        for (std::size_t line = 1; line < p.line; ++line) at = text.find('\n', at) + 1;
        std::string_view const here = std::string_view(text).substr(at + p.column - 1);
        if (p.value.starts_with('"')) CHECK(here.substr(0, p.value.size()) == p.value);
    }
    return faults;
}

/// Returns: the text with the first `what` become `other`.
inline std::string with(std::string text, std::string_view what, std::string_view other) {
    std::size_t const at = text.find(what);
    REQUIRE(at != std::string::npos);
    return text.replace(at, what.size(), other);
}

/// Returns: the problems as `line:column pointer code`, one a line.
inline std::string places_of(problems const& told) {
    std::string text;
    for (auto const& p : told)
        text += std::to_string(p.line) + ':' + std::to_string(p.column) + ' ' + p.pointer + ' ' +
                std::to_string(static_cast<int>(p.code)) + '\n';
    return text;
}

}  // namespace document_tests
