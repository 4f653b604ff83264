// SPDX-License-Identifier: BSL-1.0
#include "tool/shown.hpp"

#include <algorithm>
#include <cstddef>

namespace tessera::tool {

namespace {

/// Returns: the bytes of the first character, 0 where it cannot be shown: a control character, or no UTF-8.
std::size_t character_at(std::string_view text) {
    auto const byte = [&](std::size_t i) {
        return i < text.size() ? static_cast<unsigned char>(text[i]) : 0U;
    };
    unsigned const first = byte(0);
    if (first < 0x80) return first < 0x20 || first == 0x7F ? 0 : 1;
    std::size_t const bytes = first >= 0xC2 && first < 0xE0   ? 2
                              : first >= 0xE0 && first < 0xF0 ? 3
                              : first >= 0xF0 && first < 0xF5 ? 4
                                                              : 0;
    for (std::size_t i = 1; i < bytes; ++i)
        if ((byte(i) & 0xC0U) != 0x80) return 0;
    bool const too_long = (first == 0xE0 && byte(1) < 0xA0) || (first == 0xF0 && byte(1) < 0x90);
    bool const no_character = (first == 0xED && byte(1) >= 0xA0) || (first == 0xF4 && byte(1) >= 0x90);
    bool const control = first == 0xC2 && byte(1) < 0xA0;
    return too_long || no_character || control ? 0 : bytes;
}

}  // namespace

std::string shown(std::string_view value) {
    constexpr std::size_t longest = 60;
    std::string text;
    while (!value.empty()) {
        std::size_t const bytes = character_at(value);
        if (text.size() + std::max<std::size_t>(bytes, 1) > longest) return text + "...";
        text += bytes == 0 ? "?" : value.substr(0, bytes);
        value.remove_prefix(std::max<std::size_t>(bytes, 1));
    }
    return text;
}

std::string shown_file(std::string_view name) {
    constexpr std::string_view digits = "0123456789ABCDEF";
    std::string text;
    while (!name.empty()) {
        std::size_t const bytes = character_at(name);
        auto const byte = static_cast<unsigned char>(name.front());
        if (bytes == 0)
            text += {'\\', 'x', digits[byte >> 4U], digits[byte & 0xFU]};
        else
            text += name.substr(0, bytes);
        name.remove_prefix(std::max<std::size_t>(bytes, 1));
    }
    return text;
}

}  // namespace tessera::tool
