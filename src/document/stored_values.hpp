// SPDX-License-Identifier: BSL-1.0
#pragma once

#include <cstdint>

#include <tessera/facts/line.hpp>

/// Part of tessera::document. Numbers as what hosts store has them.

namespace tessera::document {

/// Returns: whether every reader of JSON keeps all digits of a number; others stand in quotes.
[[nodiscard]] constexpr bool is_safe(std::int64_t number) noexcept {
    constexpr std::int64_t most = (std::int64_t{1} << 53) - 1;
    return -most <= number && number <= most;
}

/// Marks of lines or orders, written as the places of their bits: 0 is `no_earn`, 1 `no_member_price`.
struct tag_places {
    tag_set of = 0;
    friend bool operator==(tag_places const&, tag_places const&) = default;
};

}  // namespace tessera::document
