// SPDX-License-Identifier: BSL-1.0
#pragma once

#include <cstdint>

#if !defined(__SIZEOF_INT128__)
#include <boost/multiprecision/cpp_int.hpp>
#endif

/// Floor 0. The 128-bit integer of intermediate products: the compiler's own, or Boost's where it has none.

namespace tessera {

#if defined(__SIZEOF_INT128__)
__extension__ using int128 = __int128;
#else
using int128 = boost::multiprecision::int128_t;
#endif

/// Returns: whether `value` can be held in 64 bits.
[[nodiscard]] constexpr bool fits_int64(int128 value) noexcept {
    return value >= INT64_MIN && value <= INT64_MAX;
}

}  // namespace tessera
