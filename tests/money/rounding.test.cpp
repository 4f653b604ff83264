// SPDX-License-Identifier: BSL-1.0
#include <tessera/money/rounding.hpp>

#include <string>
#include <vector>

#include "money/oracle.hpp"

using namespace tessera;
using oracle::cpp_int;
using oracle::cpp_rational;
using oracle::highest;
using oracle::lowest;

namespace {

// Usable while compiling, and with every literal type.
static_assert(divide(7, std::int64_t{2}, rounding::half_even) == 4);
static_assert(divide(std::int64_t{-5}, 2, rounding::down) == -2);
static_assert(divide(int128(lowest) * highest, int128(highest), rounding::floor) == lowest);
static_assert(checked_add(highest, 1).has_error() && checked_subtract(lowest, 1).has_error());
static_assert(checked_multiply(lowest, -1).has_error());
static_assert(noexcept(divide(1, std::int64_t{1}, rounding::up)) && noexcept(scale(1, 1, 1, rounding::up)));

}  // namespace

TEST_CASE("each mode rounds as its name says", "[rounding]") {
    struct row {
        int tenths;
        std::vector<int> rounded;  // in the order of the enumeration
    };
    // tenths      down  up flo cei hup hdn hev hod hce hfl
    std::vector<row> const table{
        {-25, {-2, -3, -3, -2, -3, -2, -2, -3, -2, -3}},  //
        {-21, {-2, -3, -3, -2, -2, -2, -2, -2, -2, -2}},  //
        {-15, {-1, -2, -2, -1, -2, -1, -2, -1, -1, -2}},  //
        {-10, {-1, -1, -1, -1, -1, -1, -1, -1, -1, -1}},  //
        {-5, {0, -1, -1, 0, -1, 0, 0, -1, 0, -1}},        //
        {-4, {0, -1, -1, 0, 0, 0, 0, 0, 0, 0}},           //
        {0, {0, 0, 0, 0, 0, 0, 0, 0, 0, 0}},              //
        {4, {0, 1, 0, 1, 0, 0, 0, 0, 0, 0}},              //
        {5, {0, 1, 0, 1, 1, 0, 0, 1, 1, 0}},              //
        {6, {0, 1, 0, 1, 1, 1, 1, 1, 1, 1}},              //
        {15, {1, 2, 1, 2, 2, 1, 2, 1, 2, 1}},             //
        {25, {2, 3, 2, 3, 3, 2, 2, 3, 3, 2}},             //
        {29, {2, 3, 2, 3, 3, 3, 3, 3, 3, 3}},             //
    };
    for (row const& line : table) {
        for (rounding const mode : oracle::modes) {
            auto const place = static_cast<std::size_t>(mode);
            INFO(line.tenths << " tenths in mode " << place);
            CHECK(divide(std::int64_t{line.tenths}, 10, mode) == line.rounded[place]);
            CHECK(divide(int128(line.tenths), 10, mode) == line.rounded[place]);
        }
    }
}

TEST_CASE("division agrees with exact fractions", "[rounding]") {
    CHECK_PROPERTY("64 bits", [] {
        auto const num = *oracle::amounts();
        auto const den = *oracle::positive_amounts();
        auto const mode = *oracle::any_mode();
        RC_ASSERT(divide(num, den, mode) == oracle::rounded(cpp_rational(num, den), mode));
    });
    CHECK_PROPERTY("128 bits", [] {
        auto const a = *oracle::amounts();
        auto const b = *oracle::amounts();
        auto const den = *oracle::positive_amounts();
        auto const mode = *oracle::any_mode();
        int128 const quotient = divide(int128(a) * b, int128(den), mode);
        cpp_int const exact = oracle::rounded(cpp_rational(cpp_int(a) * b, den), mode);
        RC_ASSERT(cpp_int(quotient) == exact);
    });
}

TEST_CASE("division by every limit", "[rounding]") {
    for (std::int64_t const num :
         {lowest, lowest + 1, std::int64_t{-1}, std::int64_t{1}, highest - 1, highest}) {
        for (std::int64_t const den :
             {std::int64_t{1}, std::int64_t{2}, std::int64_t{3}, highest / 2, highest}) {
            for (rounding const mode : oracle::modes) {
                CHECK(divide(num, den, mode) == oracle::rounded(cpp_rational(num, den), mode));
            }
        }
    }
}

TEST_CASE("scaling agrees with exact fractions on both its paths", "[rounding]") {
    CHECK_PROPERTY("any amount", [] {
        auto const amount = *oracle::amounts();
        auto const num = *oracle::amounts();
        auto const den = *oracle::positive_amounts();
        auto const mode = *oracle::any_mode();
        RC_ASSERT(oracle::agrees(scale(amount, num, den, mode),
                                 oracle::rounded(cpp_rational(cpp_int(amount) * num, den), mode)));
    });
    CHECK_PROPERTY("products that fit give the same by the wide path", [] {
        auto const amount = *rc::gen::inRange<std::int64_t>(-1'000'000'000, 1'000'000'001);
        auto const num = *rc::gen::inRange<std::int64_t>(-1'000'000'000, 1'000'000'001);
        auto const den = *oracle::positive_amounts();
        auto const mode = *oracle::any_mode();
        auto const narrow = scale(amount, num, den, mode);
        auto const wide = detail::scale_wide(amount, num, den, mode);
        RC_ASSERT(narrow.has_value());
        RC_ASSERT(wide.has_value());
        RC_ASSERT(*narrow == *wide);
    });
    CHECK(scale(highest, 2, 1, rounding::down).error() == errc::overflow);
    CHECK(*scale(highest, highest, highest, rounding::down) == highest);
    CHECK(*scale(lowest, 3, 3, rounding::half_even) == lowest);
}

TEST_CASE("checked arithmetic agrees with exact numbers", "[rounding]") {
    CHECK_PROPERTY("sum, difference, product", [] {
        auto const a = *oracle::amounts();
        auto const b = *oracle::amounts();
        RC_ASSERT(oracle::agrees(checked_add(a, b), cpp_int(a) + b));
        RC_ASSERT(oracle::agrees(checked_subtract(a, b), cpp_int(a) - b));
        RC_ASSERT(oracle::agrees(checked_multiply(a, b), cpp_int(a) * b));
    });
}
