// SPDX-License-Identifier: BSL-1.0
#pragma once

#include <boost/system/result.hpp>

#include <tessera/core/contract.hpp>
#include <tessera/core/errc.hpp>

/// Floor 0. The second lane: *inability* is a value. `result<T>` holds a `T` or an `errc`, 16 bytes for a
/// 64-bit `T`, usable in constant expressions. The third lane, a *refusal* (not enough points), is no error
/// at all: it is an ordinary decision with a reason.
///
/// Why Boost.System's and never its default `error_code`: that one doubles the size.

namespace tessera {

template <class T>
using result = boost::system::result<T, errc>;

/// Found by Boost.System through argument-dependent look-up when `.value()` is asked of a failure. That is a
/// bug of the caller, in hosts with and without exceptions alike; ask `has_value()` first.
[[noreturn]] inline void throw_exception_from_error(errc code, boost::source_location const& place) noexcept {
    detail::contract_broken(message(code).data(), place.file_name(), static_cast<int>(place.line()));
}

}  // namespace tessera
