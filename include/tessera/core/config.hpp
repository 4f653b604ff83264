// SPDX-License-Identifier: BSL-1.0
#pragma once

/// Floor 0. The few macros of the library. None of them depends on the build mode, so that every
/// translation unit of a program sees the same text. A program that is built without optimization, as tests
/// are, may define TESSERA_KEEP_CALLS, for all of its units: nothing is inlined by force then, and compilers
/// need a quarter of the time.

/// Keeps rarely taken paths (errors, growth) out of the callers' code.
#define TESSERA_COLD [[gnu::cold, gnu::noinline]]

/// For the handful of functions whose arguments are constants only after inlining: the phases of a
/// composed program.
#if defined(TESSERA_KEEP_CALLS)
#define TESSERA_INLINE inline
#define TESSERA_INLINE_LAMBDA
#else
#define TESSERA_INLINE [[gnu::always_inline]] inline
#define TESSERA_INLINE_LAMBDA __attribute__((always_inline))
#endif

namespace tessera::detail {

/// Read back what rules were told, for documents; see document/tell.hpp. Rules are their friends.
struct value_teller;
struct offer_teller;
struct teller;

}  // namespace tessera::detail
