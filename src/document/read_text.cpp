// SPDX-License-Identifier: BSL-1.0
#include "read_text.hpp"

#include "sort_by.hpp"

#include <algorithm>
#include <utility>

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

/// Returns: what would be right instead of the byte by which a text is no JSON.
std::string right_at(std::string_view text, std::size_t byte) {
    if (text.starts_with("\xEF\xBB\xBF")) return "no byte order mark before the text";
    std::size_t const before = text.substr(0, byte).find_last_not_of(" \t\r\n");
    bool const after_comma = before != std::string_view::npos && text[before] == ',';
    if (byte >= text.size()) return "all that is open closed: the text ends too early";
    char const c = text[byte];
    if ((c == '}' || c == ']') && after_comma) return "no comma before the end";
    if (c == '/' || c == '#') return "comments under the key \"$comment\"";
    if (c == '\'') return "double quotes";
    if (c == '"') return "a comma between two values, a colon behind a key";
    if (static_cast<unsigned char>(c) < 0x20) return "in texts \\n, \\t and the like for control characters";
    if (static_cast<unsigned char>(c) >= 0x80) return "text in UTF-8, between double quotes";
    return "JSON: keys and texts in double quotes, commas between values";
}

}  // namespace

json::value parse(std::string_view text, limits const& most, json::storage_ptr memory, reading_room& room,
                  std::vector<problem>& problems) {
    auto const at_byte = [&](std::size_t byte, errc code, std::string remedy) {
        place const there = place_at(text, byte);
        problems.push_back({code, {}, there.line, there.column, {}, std::move(remedy)});
        return json::value();
    };
    if (text.size() > most.bytes)
        return at_byte(most.bytes, errc::document_too_large,
                       "at most " + std::to_string(most.bytes) + " bytes");
    json::parse_options options;
    options.max_depth = most.depth;
    json::stream_parser parser({}, options);
    parser.reset(std::move(memory));
    boost::system::error_code wrong;
    std::size_t const read = parser.write_some(text.data(), text.size(), wrong);
    if (!wrong && read == text.size()) parser.finish(wrong);
    if (wrong == json::error::too_deep)
        return at_byte(read, errc::document_too_large, "at most " + std::to_string(most.depth) + " levels");
    if (wrong || read < text.size())
        return at_byte(read, errc::malformed_json, wrong ? right_at(text, read) : "nothing behind the end");
    json::value value = parser.release();
    if (keys_in(text) != keys_in(value))
        for (std::string& pointer : duplicate_keys(text))
            room.found.push_back({errc::duplicate_key, std::move(pointer), {}, "one of them", true});
    return value;
}

std::vector<problem> placed(std::string_view text, std::vector<unplaced>& found, std::size_t most) {
    std::vector<std::pair<std::size_t, problem>> all;
    if (found.size() > most) found.resize(most);
    for (unplaced& f : found) {
        place const there = find_in(text, f.pointer, f.at_key);
        std::string value = f.at_key ? f.value : as_in_text(f.value, text, there);
        all.emplace_back(there.at, problem{f.code, std::move(f.pointer), there.line, there.column,
                                           std::move(value), std::move(f.remedy)});
    }
    sort_by(all, [](auto const& one) { return one.first; });
    std::vector<problem> problems;
    for (auto& one : all) problems.push_back(std::move(one.second));
    return problems;
}

}  // namespace tessera::document
