// SPDX-License-Identifier: BSL-1.0
#include <tessera/money/text.hpp>

#include <string>
#include <string_view>

#include <tessera/exact.hpp>

#include "money/oracle.hpp"

using namespace tessera;
using oracle::highest;
using oracle::lowest;

namespace {

std::string text_of(std::int64_t minor, unsigned digits) {
    char buffer[decimal_text_max];
    return {buffer, write_decimal(buffer, minor, digits)};
}

constexpr bool writes(std::int64_t minor, unsigned digits, std::string_view wanted) {
    char buffer[decimal_text_max] = {};
    char const* const end = write_decimal(buffer, minor, digits);
    return std::string_view(buffer, static_cast<std::size_t>(end - buffer)) == wanted;
}
static_assert(writes(123450, 2, "1234.50") && writes(-5, 2, "-0.05") && writes(0, 0, "0"));

}  // namespace

TEST_CASE("amounts are written with all their decimals", "[text]") {
    CHECK(text_of(0, 2) == "0.00");
    CHECK(text_of(7, 0) == "7");
    CHECK(text_of(-7, 3) == "-0.007");
    CHECK(text_of(1000, 3) == "1.000");
    CHECK(text_of(12345, 4) == "1.2345");
    CHECK(text_of(highest, 0) == "9223372036854775807");
    CHECK(text_of(lowest, 0) == "-9223372036854775808");
    CHECK(text_of(lowest, 2) == "-92233720368547758.08");
    CHECK(text_of(lowest, 18) == "-9.223372036854775808");
    CHECK(text_of(-1, 18) == "-0.000000000000000001");
}

TEST_CASE("what is written is read again", "[text]") {
    CHECK_PROPERTY("any amount", [] {
        auto const minor = *oracle::amounts();
        auto const digits = *rc::gen::inRange(0u, 19u);
        std::string const text = text_of(minor, digits);
        RC_ASSERT(text.size() <= decimal_text_max);
        RC_ASSERT(text == to_text(cpp_int(minor), digits));
        auto const read = parse_exact(text);
        RC_ASSERT(read.has_value());
        RC_ASSERT(*read == oracle::cpp_rational(oracle::cpp_int(minor), pow(oracle::cpp_int(10), digits)));
    });
}
