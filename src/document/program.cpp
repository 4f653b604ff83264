// SPDX-License-Identifier: BSL-1.0
#include <tessera/document/program.hpp>

#include <algorithm>

#include "read_text.hpp"
#include "writer.hpp"

namespace tessera::document {

reading read_program(std::string_view text, limits const& most) { return read_document<program>(text, most); }

namespace {

/// Returns: the rules in the order of kind and text, which any order of listing gives.
std::vector<rule> sorted(std::vector<rule> rules) {
    std::vector<std::pair<std::string, std::size_t>> keys;
    for (std::size_t i = 0; i < rules.size(); ++i) {
        version const alone{1, calendar_anchor, {rules[i]}};
        keys.emplace_back(to_line(writer::object_of(alone)), i);
    }
    std::sort(keys.begin(), keys.end());
    std::vector<rule> made;
    for (auto const& key : keys) made.push_back(std::move(rules[key.second]));
    return made;
}

}  // namespace

std::string write_program(program const& what, bool spread) {
    if (spread) return to_page(writer::object_of(what));
    program plain = what;
    for (version& one : plain.versions) one.rules = sorted(std::move(one.rules));
    return to_line(writer::object_of(plain));
}

std::uint64_t fingerprint(program const& what) { return name_hash(write_program(what)); }

}  // namespace tessera::document
