// SPDX-License-Identifier: BSL-1.0
#pragma once

#include <boost/json.hpp>
#include <cstddef>
#include <string>
#include <string_view>
#include <vector>

/// Part of tessera::document. Text to JSON and back, and where in a text something stands.

namespace tessera::document {

namespace json = boost::json;

/// A key or an index on the way to a value; the way is a chain on the stack.
struct step_to {
    step_to const* before = nullptr;
    std::string_view key{};
    std::size_t index = 0;
    bool in_array = false;
};

/// Returns: the way as a JSON pointer (RFC 6901).
[[nodiscard]] std::string pointer_to(step_to const* last);

/// A place in a text, in bytes.
struct place {
    std::size_t at = 0;
    std::size_t line = 1;
    std::size_t column = 1;
};
[[nodiscard]] place place_at(std::string_view text, std::size_t at);

/// Returns: where the value of a pointer begins, or its key; where the pointer leads nowhere, the value it
///   came to. Preconditions: `text` is JSON. Complexity: linear in the text.
[[nodiscard]] place find_in(std::string_view text, std::string_view pointer, bool at_key);

/// Returns: the number that stands at a place as it is written there; empty where no number does.
///   Why: a reader may have made another one of it, where it has more digits than fit.
[[nodiscard]] std::string_view number_at(std::string_view text, std::size_t at);

/// Returns: the pointers of the keys that stand twice in one object. Preconditions: `text` is JSON.
[[nodiscard]] std::vector<std::string> duplicate_keys(std::string_view text);

/// Returns: how many keys a text has, and how many a value made of it: fewer where keys stand twice.
[[nodiscard]] std::size_t keys_in(std::string_view text);
[[nodiscard]] std::size_t keys_in(json::value const& value);

/// Returns: the value as text, on one line, or for people.
[[nodiscard]] std::string to_line(json::value const& value);
[[nodiscard]] std::string to_page(json::value const& value);

}  // namespace tessera::document
