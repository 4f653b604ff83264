// SPDX-License-Identifier: BSL-1.0
#pragma once

#include <cstddef>
#include <cstdint>
#include <cstdio>
#include <cstdlib>
#include <string>
#include <string_view>

#include <tessera/document/problem.hpp>

/// What bytes that a fuzzer makes up are checked for: a text is read, and what it says is written and read as
/// the same again; or it is told what is wrong with it, where, and what would be right.

namespace fuzz {

/// Effects: ends the run, which keeps the bytes at fault.
[[noreturn]] inline void fail(char const* what) {
    std::fputs(what, stderr);
    std::abort();
}

/// Effects: checks one text with a reader, and a writer of what it gives.
template <class Read, class Write>
void check(std::string_view text, Read read, Write write) {
    auto const got = read(text);
    for (tessera::document::problem const& p : got.problems)
        if (p.code == tessera::errc::ok || p.line == 0 || p.column == 0 || p.remedy.empty())
            fail("a problem does not say what is wrong\n");
    if (!got) return;
    auto const written = write(got.what);
    auto const again = read(written);
    if (!again || write(again.what) != written) fail("what is written is not read as the same\n");
}

inline std::string_view text_of(std::uint8_t const* data, std::size_t size) {
    return {reinterpret_cast<char const*>(data), size};
}

}  // namespace fuzz
