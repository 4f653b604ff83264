// SPDX-License-Identifier: BSL-1.0
#include <tessera/document/program.hpp>

#include <algorithm>

#include "reader.hpp"
#include "writer.hpp"

namespace tessera::document {

std::string to_text(problem const& what, std::string_view file) {
    std::string text(file);
    text += ':' + std::to_string(what.line) + ':' + std::to_string(what.column) + ": ";
    if (!what.pointer.empty()) text += what.pointer + ": ";
    text += std::to_string(static_cast<int>(what.code)) + ' ' + std::string(message(what.code));
    if (!what.value.empty()) text += "\n  value: " + what.value;
    if (!what.remedy.empty()) text += "\n  remedy: " + what.remedy;
    return text;
}

namespace {

problem at_byte(std::string_view text, std::size_t byte, errc code, std::string remedy) {
    place const there = place_at(text, byte);
    return {code, {}, there.line, there.column, {}, std::move(remedy)};
}

/// Effects: puts the findings into the order of the text, each with its place.
std::vector<problem> placed(std::string_view text, std::vector<finding>& found, std::size_t most) {
    std::vector<std::pair<std::size_t, problem>> all;
    if (found.size() > most) found.resize(most);
    for (finding& f : found) {
        place const there = find_in(text, f.pointer, f.at_key);
        all.emplace_back(there.at, problem{f.code, std::move(f.pointer), there.line, there.column,
                                           std::move(f.value), std::move(f.remedy)});
    }
    std::stable_sort(all.begin(), all.end(),
                     [](auto const& one, auto const& other) { return one.first < other.first; });
    std::vector<problem> problems;
    for (auto& one : all) problems.push_back(std::move(one.second));
    return problems;
}

}  // namespace

reading read_program(std::string_view text, limits const& most) {
    if (text.size() > most.bytes)
        return {{},
                {at_byte(text, most.bytes, errc::document_too_large,
                         "at most " + std::to_string(most.bytes) + " bytes")}};
    json::parse_options options;
    options.max_depth = most.depth;
    json::monotonic_resource memory(std::max<std::size_t>(text.size(), 1024));
    json::stream_parser parser(&memory, options);
    boost::system::error_code wrong;
    std::size_t const read = parser.write_some(text.data(), text.size(), wrong);
    if (!wrong && read == text.size()) parser.finish(wrong);
    if (wrong == json::error::too_deep)
        return {{},
                {at_byte(text, read, errc::document_too_large,
                         "at most " + std::to_string(most.depth) + " levels")}};
    if (wrong || read < text.size())
        return {
            {},
            {at_byte(text, read, errc::malformed_json, wrong ? wrong.message() : "nothing behind the end")}};
    json::value const value = parser.release();

    reading done;
    reading_room room;
    if (keys_in(text) != keys_in(value))
        for (std::string& pointer : duplicate_keys(text))
            room.found.push_back({errc::duplicate_key, std::move(pointer), {}, "one of them", true});
    reader::read_object(room, value, nullptr, done.what);
    done.problems = placed(text, room.found, most.problems);
    return done;
}

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
