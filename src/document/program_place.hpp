// SPDX-License-Identifier: BSL-1.0
#pragma once

#include <charconv>
#include <cstddef>
#include <optional>
#include <string_view>

/// Part of tessera::document. What of a program a JSON pointer leads into.

namespace tessera::document {

/// The numbers of a version and of a rule in it, as far as a pointer leads, and what of it leads on from
/// there.
struct program_place {
    std::optional<std::size_t> version{}, rule{};
    std::string_view inside{};
};

/// Returns: the place that a pointer (RFC 6901) from a program on leads into.
[[nodiscard]] inline program_place place_in_program(std::string_view pointer) {
    auto const take = [&](std::string_view key) -> std::optional<std::size_t> {
        std::size_t number = 0;
        if (!pointer.starts_with(key)) return {};
        auto const read =
            std::from_chars(pointer.data() + key.size(), pointer.data() + pointer.size(), number);
        if (read.ec != std::errc()) return {};
        pointer.remove_prefix(static_cast<std::size_t>(read.ptr - pointer.data()));
        return number;
    };
    program_place found;
    found.version = take("/versions/");
    if (found.version) found.rule = take("/rules/");
    found.inside = pointer;
    return found;
}

}  // namespace tessera::document
