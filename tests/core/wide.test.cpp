// SPDX-License-Identifier: BSL-1.0
#include <tessera/core/wide.hpp>

#include <cstdint>

#include "support/property.hpp"

TEST_CASE("a wide number fits exactly up to the limits of 64 bits") {
    using tessera::fits_int64;
    using tessera::int128;
    CHECK(fits_int64(INT64_MAX));
    CHECK(fits_int64(INT64_MIN));
    CHECK_FALSE(fits_int64(int128{INT64_MAX} + 1));
    CHECK_FALSE(fits_int64(int128{INT64_MIN} - 1));
    CHECK_PROPERTY("a product fits when dividing it gives the factor back",
                   [](std::int64_t a, std::int32_t b) {
                       int128 const product = int128{a} * b;
                       RC_PRE(b != 0);
                       RC_ASSERT(product / b == a);
                       RC_ASSERT(fits_int64(product) == (static_cast<std::int64_t>(product) == product));
                   });
}
