// SPDX-License-Identifier: BSL-1.0
// Catch2 3 brings a main() of its own; 2.13 makes one here.
#if !__has_include(<catch2/catch_test_macros.hpp>)
#define CATCH_CONFIG_MAIN
#include <catch2/catch.hpp>
#endif
