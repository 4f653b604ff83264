// SPDX-License-Identifier: BSL-1.0
#include <tessera/money/ratio.hpp>

#include <concepts>
#include <type_traits>

#include "money/oracle.hpp"

using namespace tessera;
using namespace tessera::literals;
using oracle::cpp_int;
using oracle::cpp_rational;
using oracle::highest;
using oracle::lowest;

namespace {

static_assert(2_percent == ratio(1, 50));
static_assert(2.5_percent == ratio(1, 40));
static_assert(0.01_percent == ratio(1, 10'000));
static_assert(100_percent == ratio(1));
static_assert(1.25_x == ratio(5, 4));
static_assert(1'000_x == ratio(1000));
static_assert(ratio(6, -8) == ratio(-3, 4) && ratio(6, -8).den == 4);
static_assert(ratio() == 0);
static_assert(98_percent < 1_x && 2_percent > 0 && -1 < 0.5_x);
static_assert(ratio::from(0.045_d) == ratio(9, 200));
static_assert(sizeof(ratio) == 16 && std::is_trivially_copyable_v<ratio>);

// A whole program can be a template argument.
template <ratio Rate>
struct discount {
    static constexpr ratio rate = Rate;
};
static_assert(std::same_as<discount<2_percent>, discount<ratio(1, 50)>>);

// No floating-point number becomes a ratio.
static_assert(!std::is_constructible_v<ratio, double> && !std::is_constructible_v<ratio, bool>);

cpp_rational exact(ratio value) { return {value.num, value.den}; }

bool in_lowest_terms(ratio value) {
    return value.den > 0 && gcd(cpp_int(value.num), cpp_int(value.den)) == 1;
}

/// Whether the answer is the exact value, or `overflow` exactly where no 64-bit fraction has it.
bool agrees(result<ratio> const& got, cpp_rational const& wanted) {
    if (!oracle::fits(numerator(wanted)) || !oracle::fits(denominator(wanted))) {
        return got.has_error() && got.error() == errc::overflow;
    }
    return got.has_value() && exact(*got) == wanted && in_lowest_terms(*got);
}

rc::Gen<ratio> ratios() {
    return rc::gen::exec([] {
        auto const made = ratio::make(*oracle::amounts(), *oracle::positive_amounts());
        return made ? *made : ratio();
    });
}

}  // namespace

TEST_CASE("a ratio is made in lowest terms", "[ratio]") {
    CHECK(ratio::make(1, 0).error() == errc::division_by_zero);
    CHECK(oracle::sure(ratio::make(0, -7)) == ratio(0));
    CHECK(oracle::sure(ratio::make(lowest, lowest)) == ratio(1));
    CHECK(ratio::make(lowest, -1).error() == errc::overflow);
    CHECK(ratio::make(1, lowest).error() == errc::overflow);
    CHECK(oracle::sure(ratio::make(2, lowest)) == ratio(-1, highest / 2 + 1));
    CHECK_PROPERTY("any numerator and denominator", [] {
        auto const num = *oracle::amounts();
        auto const den = *oracle::amounts();
        RC_PRE(den != 0);
        int const sign = den < 0 ? -1 : 1;
        cpp_rational const wanted(cpp_int(num) * sign, cpp_int(den) * sign);
        RC_ASSERT(agrees(ratio::make(num, den), wanted));
    });
}

TEST_CASE("arithmetic of ratios agrees with exact fractions", "[ratio]") {
    CHECK_PROPERTY("sum, difference, product, order", [] {
        ratio const a = *ratios();
        ratio const b = *ratios();
        RC_ASSERT(agrees(add(a, b), exact(a) + exact(b)));
        RC_ASSERT(agrees(subtract(a, b), exact(a) - exact(b)));
        RC_ASSERT(agrees(multiply(a, b), exact(a) * exact(b)));
        RC_ASSERT((a < b) == (exact(a) < exact(b)));
        RC_ASSERT((a == b) == (exact(a) == exact(b)));
        RC_ASSERT((a <=> b == 0) == (a == b));
    });
    CHECK(add(ratio(lowest), ratio(lowest)).error() == errc::overflow);
    CHECK(multiply(ratio(1, highest), ratio(1, 2)).error() == errc::overflow);
}

TEST_CASE("a rate meets an amount in one rounding", "[ratio]") {
    CHECK(*scale(1999, 2_percent, rounding::half_up) == 40);
    CHECK(*scale(1999, 2_percent, rounding::down) == 39);
    CHECK(*scale(-1999, 2_percent, rounding::floor) == -40);
    CHECK(*scale(highest, 100_percent, rounding::down) == highest);
    CHECK(scale(highest, 100.01_percent, rounding::down).error() == errc::overflow);
    CHECK_PROPERTY("any amount and rate", [] {
        auto const amount = *oracle::amounts();
        ratio const rate = *ratios();
        auto const mode = *oracle::any_mode();
        RC_ASSERT(
            oracle::agrees(scale(amount, rate, mode), oracle::rounded(exact(rate) * cpp_int(amount), mode)));
    });
}
