// SPDX-License-Identifier: BSL-1.0
#include <tessera/money/points.hpp>

#include <compare>
#include <type_traits>

#include <tessera/money/money.hpp>

#include "money/oracle.hpp"

using namespace tessera;
using namespace tessera::literals;
using oracle::cpp_int;
using oracle::cpp_rational;

namespace {

constexpr auto twelve_and_a_half = points::make(12.5_d, 2);
static_assert(twelve_and_a_half->count() == 1250);
static_assert(points::make(12.5_d).error() == errc::not_representable);
static_assert(std::is_trivially_copyable_v<points> && sizeof(points) == 16);

// Points are no money: there is no way from one to the other, and no operation of both.
template <class A, class B>
concept can_mix = requires(A a, B b) { add(a, b); } || requires(A a, B b) { subtract(a, b); } ||
                  requires(A a, B b) { a == b; } || requires(A a, B b) { a < b; };
static_assert(can_mix<points, points> && can_mix<money, money>);
static_assert(!can_mix<points, money> && !can_mix<money, points> && !can_mix<points, int>);
static_assert(!std::is_constructible_v<points, money> && !std::is_constructible_v<money, points>);

bool agrees(result<points> const& got, cpp_int const& count, unsigned digits) {
    if (!oracle::fits(count)) return got.has_error() && got.error() == errc::overflow;
    return got.has_value() && got->count() == count && got->digits() == digits;
}

}  // namespace

TEST_CASE("points agree with exact numbers in each scale", "[points]") {
    CHECK_PROPERTY("sum, difference, sign, product, order", [] {
        auto const digits = *rc::gen::inRange(0u, 5u);
        points const a(*oracle::amounts(), digits);
        points const b(*oracle::amounts(), digits);
        RC_ASSERT(agrees(add(a, b), cpp_int(a.count()) + b.count(), digits));
        RC_ASSERT(agrees(subtract(a, b), cpp_int(a.count()) - b.count(), digits));
        RC_ASSERT(agrees(negate(a), -cpp_int(a.count()), digits));
        auto const factor = ratio::make(*oracle::amounts(), *oracle::positive_amounts());
        auto const mode = *oracle::any_mode();
        RC_ASSERT(agrees(multiply(a, *factor, mode),
                         oracle::rounded(cpp_rational(factor->num, factor->den) * cpp_int(a.count()), mode),
                         digits));
        RC_ASSERT((a <=> b) == (a.count() <=> b.count()));
        RC_ASSERT((oracle::sure(points::parse(to_text(a), digits)) == a));
    });
}

TEST_CASE("points of two scales never mix", "[points]") {
    points const whole(100);
    points const cents(100, 2);
    CHECK(add(whole, cents).error() == errc::scale_mismatch);
    CHECK(subtract(whole, cents).error() == errc::scale_mismatch);
    CHECK(whole != cents);
    CHECK((whole <=> cents) == std::partial_ordering::unordered);
}

TEST_CASE("points are read and written", "[points]") {
    CHECK(to_text(points(19110)) == "19110");
    CHECK(to_text(points(-1250, 2)) == "-12.50");
    CHECK(points::parse("12.5", 1)->count() == 125);
    CHECK(points::parse("12.5").error() == errc::not_representable);
    CHECK(points::parse("many").error() == errc::malformed_number);
}
