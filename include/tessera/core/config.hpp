// SPDX-License-Identifier: BSL-1.0
#pragma once

/// Floor 0. The few macros of the library. None of them depends on the build mode, so that every
/// translation unit of a program sees the same text.

/// Keeps rarely taken paths (errors, growth) out of the callers' code.
#define TESSERA_COLD [[gnu::cold, gnu::noinline]]

/// For the handful of functions whose arguments are constants only after inlining: the phases of a
/// composed program.
#define TESSERA_INLINE [[gnu::always_inline]] inline

/// The same for a lambda; it stands behind the parameters.
#define TESSERA_INLINE_LAMBDA __attribute__((always_inline))
