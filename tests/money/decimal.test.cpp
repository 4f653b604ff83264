// SPDX-License-Identifier: BSL-1.0
#include <tessera/money/decimal.hpp>

#include <string>
#include <type_traits>
#include <vector>

#include "money/oracle.hpp"

using namespace tessera;
using namespace tessera::literals;
using oracle::cpp_int;
using oracle::cpp_rational;
using oracle::highest;
using oracle::lowest;

namespace {

static_assert("12.50"_d == 12.5_d && 12.5_d == decimal(1250, 2));
static_assert("-0.05"_d == decimal(-5, 2));
static_assert(1'000.000'1_d == decimal(10'000'001, 4));
static_assert(0.95_d < 1 && 0.1_d > 0.09_d && decimal() == 0);
static_assert(12.5_d != 12.51_d);
constexpr auto least = decimal::parse("-9223372036854775808");
static_assert(*least == decimal(lowest, 0));
static_assert(std::is_convertible_v<int, decimal> && std::is_convertible_v<std::int64_t, decimal>);
static_assert(!std::is_constructible_v<decimal, double> && !std::is_constructible_v<decimal, std::uint64_t>);

cpp_rational exact(decimal value) { return {cpp_int(value.mantissa), pow(cpp_int(10), value.places)}; }

rc::Gen<decimal> decimals() {
    return rc::gen::exec([] { return decimal(*oracle::amounts(), *rc::gen::inRange(0u, 19u)); });
}

/// Returns: the number with all its places, written by hand.
std::string spelled(decimal value) {
    std::string digits = cpp_int(abs(cpp_int(value.mantissa))).str();
    if (digits.size() <= value.places) digits.insert(0, value.places + 1u - digits.size(), '0');
    if (value.places != 0) digits.insert(digits.size() - value.places, 1, '.');
    return (value.mantissa < 0 ? "-" : "") + digits;
}

}  // namespace

TEST_CASE("a decimal is read as a person writes it", "[decimal]") {
    struct row {
        char const* text;
        decimal value;
    };
    for (auto const& [text, value] : std::vector<row>{
             {"0", {0, 0}},
             {"7", {7, 0}},
             {"+7", {7, 0}},
             {"-7", {-7, 0}},
             {"007", {7, 0}},
             {"12.50", {125, 1}},
             {"-0.05", {-5, 2}},
             {"0.000000000000000001", {1, 18}},
             {"1.000000000000000000000000", {1, 0}},
             {"9223372036854775807", {highest, 0}},
             {"-9223372036854775808", {lowest, 0}},
             {"-92233720368547758.08", {lowest, 2}},
         }) {
        INFO(text);
        auto const got = decimal::parse(text);
        REQUIRE(got.has_value());
        CHECK(got->mantissa == value.mantissa);
        CHECK(got->places == value.places);
    }
}

TEST_CASE("what is no decimal is refused", "[decimal]") {
    for (char const* text :
         {"", "-", "+", ".", ".5", "5.", "-.5", "1.2.3", "1e3", " 1", "1 ", "1,5", "--1", "0x1", "½", "1-"}) {
        INFO(text);
        CHECK(decimal::parse(text).error() == errc::malformed_number);
    }
    for (char const* text :
         {"9223372036854775808", "-9223372036854775809", "92233720368547758.09", "0.0000000000000000001",
          "0.9223372036854775807", "99999999999999999999999999"}) {
        INFO(text);
        CHECK(decimal::parse(text).error() == errc::overflow);
    }
    CHECK(decimal::parse("99999999999999999999999999x").error() == errc::malformed_number);
}

TEST_CASE("decimals agree with exact fractions", "[decimal]") {
    CHECK_PROPERTY("reading what was written", [] {
        decimal const value = *decimals();
        auto const read = decimal::parse(spelled(value));
        RC_ASSERT(read.has_value());
        RC_ASSERT(*read == value);
        RC_ASSERT(exact(*read) == exact(value));
    });
    CHECK_PROPERTY("order", [] {
        decimal const a = *decimals();
        decimal const b = *decimals();
        RC_ASSERT((a < b) == (exact(a) < exact(b)));
        RC_ASSERT((a == b) == (exact(a) == exact(b)));
    });
    CHECK_PROPERTY("product", [] {
        decimal const value = *decimals();
        auto const factor = *oracle::amounts();
        auto const product = multiply(value, factor);
        if (oracle::fits(cpp_int(value.mantissa) * factor)) {
            RC_ASSERT(product.has_value());
            RC_ASSERT(exact(*product) == exact(value) * cpp_int(factor));
        } else {
            RC_ASSERT(product.error() == errc::overflow);
        }
    });
    CHECK_PROPERTY("minor units, rounded", [] {
        decimal const value = *decimals();
        auto const digits = *rc::gen::inRange(0u, 5u);
        auto const mode = *oracle::any_mode();
        cpp_rational const minor = exact(value) * pow(cpp_int(10), digits);
        RC_ASSERT(oracle::agrees(to_minor(value, digits, mode), oracle::rounded(minor, mode)));
    });
    CHECK_PROPERTY("minor units, exact", [] {
        decimal const value = *decimals();
        auto const digits = *rc::gen::inRange(0u, 5u);
        cpp_rational const minor = exact(value) * pow(cpp_int(10), digits);
        auto const got = to_minor(value, digits);
        if (denominator(minor) != 1) {
            RC_ASSERT(got.error() == errc::not_representable);
        } else {
            RC_ASSERT(oracle::agrees(got, numerator(minor)));
        }
    });
}
