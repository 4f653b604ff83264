// SPDX-License-Identifier: BSL-1.0
#pragma once

#include <cstddef>
#include <cstdint>

#include <tessera/core/contract.hpp>

/// Floor 1. Amounts as text without an allocation, a locale or a stream.

namespace tessera {

/// The most characters `write_decimal` writes: a sign, 19 digits and a point.
inline constexpr std::size_t decimal_text_max = 21;

/// Effects: writes `minor / 10^digits` with exactly `digits` decimals to `out`, which has room for
/// `decimal_text_max` characters; writes no terminator. Preconditions: `digits` <= 18.
/// Returns: the end of what was written. Example: 123450 with 2 digits is "1234.50", -5 is "-0.05".
/// Tested by: tests/money/text.test.cpp
constexpr char* write_decimal(char* out, std::int64_t minor, unsigned digits) noexcept {
    TESSERA_EXPECTS(digits <= 18);
    char reversed[decimal_text_max] = {};
    std::size_t length = 0;
    auto rest = static_cast<std::uint64_t>(minor);
    if (minor < 0) rest = 0 - rest;
    for (unsigned written = 0; rest != 0 || written <= digits; ++written) {
        if (written == digits && digits != 0) reversed[length++] = '.';
        reversed[length++] = static_cast<char>('0' + rest % 10);
        rest /= 10;
    }
    if (minor < 0) *out++ = '-';
    while (length != 0) *out++ = reversed[--length];
    return out;
}

}  // namespace tessera
