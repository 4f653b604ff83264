// SPDX-License-Identifier: BSL-1.0
#pragma once

#include <rapidcheck.h>

#include "support/catch.hpp"

/// Laws that hold for all values. Inside a law use RC_ASSERT, RC_PRE or a bool result; Catch's CHECK would
/// neither stop the search nor shrink the counterexample.
///
/// RapidCheck prints its seed, and on failure the smallest counterexample and what repeats it. In the
/// environment RC_PARAMS="seed=..." repeats a search and RC_PARAMS="max_success=10000" makes a longer one.

/// Effects: looks for values that break the law and fails the running test case when it finds some.
/// Example: CHECK_PROPERTY("adding is commutative", [](int a, int b) { return a + b == b + a; });
#define CHECK_PROPERTY(law, ...)                                \
    do {                                                        \
        INFO("law: " << (law));                                 \
        bool const law_holds = ::rc::check((law), __VA_ARGS__); \
        CHECK(law_holds);                                       \
    } while (false)

namespace property_tests {

/// Returns: whether a law holds, tried as often as RC_PARAMS says and at least `times` times.
template <class Law>
bool holds(int times, char const* law, Law const& test) {
    auto params = rc::detail::configuration().testParams;
    params.maxSuccess = params.maxSuccess < times ? times : params.maxSuccess;
    rc::detail::TestMetadata named;
    named.id = named.description = law;
    auto const found = rc::detail::checkTestable(test, named, params);
    rc::detail::printResultMessage(found, std::cerr);
    std::cerr << std::endl;
    return found.template is<rc::detail::SuccessResult>();
}

}  // namespace property_tests

/// Effects: as CHECK_PROPERTY, for a law that is cheap to try and deserves more tries than the usual hundred.
#define CHECK_PROPERTY_TIMES(times, law, ...)                                      \
    do {                                                                           \
        INFO("law: " << (law));                                                    \
        bool const law_holds = property_tests::holds((times), (law), __VA_ARGS__); \
        CHECK(law_holds);                                                          \
    } while (false)
