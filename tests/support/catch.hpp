// SPDX-License-Identifier: BSL-1.0
#pragma once

/// The one door to Catch2: version 3 where it can be had, the single header of 2.13 elsewhere.

#if __has_include(<catch2/catch_test_macros.hpp>)
#include <catch2/catch_template_test_macros.hpp>
#include <catch2/catch_test_macros.hpp>
#include <catch2/generators/catch_generators.hpp>
#include <catch2/generators/catch_generators_range.hpp>
#include <catch2/matchers/catch_matchers.hpp>
#include <catch2/matchers/catch_matchers_string.hpp>
#else
#include <catch2/catch.hpp>
#endif

/// Ends a test that needs what is not at hand, and says so; version 2 cannot skip, only warn.
#ifdef SKIP
#define SKIP_TEST(why) SKIP(why)
#else
#define SKIP_TEST(why) \
    do {               \
        WARN(why);     \
        return;        \
    } while (false)
#endif
