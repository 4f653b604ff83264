// SPDX-License-Identifier: BSL-1.0
#pragma once

#include <cstdio>
#include <cstdlib>

#include <tessera/core/config.hpp>

/// Floor 0. The first of the three lanes for things that go wrong: a *bug* in the caller's code stops
/// here. Inability is an `errc` (`result.hpp`), a refusal is an ordinary decision with reasons.

namespace tessera::detail {

/// Effects: prints the broken condition and its place to the standard error stream and aborts.
/// Not `constexpr`, so that a contract broken while compiling is a compile error.
[[noreturn]] TESSERA_COLD inline void contract_broken(char const* condition, char const* file,
                                                      int line) noexcept {
    std::fprintf(stderr, "tessera: %s:%d: the caller broke the contract: %s\n", file, line, condition);
    std::abort();
}

}  // namespace tessera::detail

/// Stops the program when `condition` is false. Always compiled: it never depends on NDEBUG.
#define TESSERA_EXPECTS(condition) \
    ((condition) ? static_cast<void>(0) : ::tessera::detail::contract_broken(#condition, __FILE__, __LINE__))
