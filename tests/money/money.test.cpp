// SPDX-License-Identifier: BSL-1.0
#include <tessera/money/money.hpp>

#include <compare>
#include <string>
#include <type_traits>

#include "money/oracle.hpp"

using namespace tessera;
using namespace tessera::literals;
using oracle::cpp_int;
using oracle::cpp_rational;
using oracle::highest;
using oracle::lowest;

namespace {

constexpr auto twelve_fifty = money::parse("12.50", currencies::EUR);
static_assert(twelve_fifty && twelve_fifty->minor() == 1250);
static_assert(money::make(12.505_d, currencies::EUR).error() == errc::not_representable);
static_assert(std::is_trivially_copyable_v<money> && sizeof(money) == 16);

/// A currency of each number of decimals, 0 to 4.
constexpr std::array by_digits{currencies::JPY, currency{{'O', 'N', 'E'}, 1, 1, 1}, currencies::EUR,
                               currencies::KWD, currencies::CLF};

rc::Gen<money> moneys(currency unit) {
    return rc::gen::map(oracle::amounts(), [unit](std::int64_t minor) { return money(minor, unit); });
}

/// Whether the answer is the exact amount in this currency, or `overflow` exactly where it does not fit.
bool agrees(result<money> const& got, cpp_int const& minor, currency const& unit) {
    if (!oracle::fits(minor)) return got.has_error() && got.error() == errc::overflow;
    return got.has_value() && got->minor() == minor && got->unit() == unit;
}

}  // namespace

TEST_CASE("an amount is made from what a person wrote", "[money]") {
    CHECK(oracle::sure(money::parse("1234.5", currencies::EUR)) == money(123450, currencies::EUR));
    CHECK(money::parse("12.500", currencies::EUR)->minor() == 1250);
    CHECK(money::parse("0.001", currencies::KWD)->minor() == 1);
    CHECK(money::parse("7.5", currencies::JPY).error() == errc::not_representable);
    CHECK(money::parse("7,5", currencies::EUR).error() == errc::malformed_number);
    CHECK(money::parse("92233720368547758.08", currencies::EUR).error() == errc::overflow);
    CHECK(money::parse("-92233720368547758.08", currencies::EUR)->minor() == lowest);
    CHECK(money::make(2.345_d, currencies::EUR, rounding::half_even)->minor() == 234);
    CHECK(money::make(2.345_d, currencies::JPY, rounding::up)->minor() == 3);
    CHECK(money::make(3, currencies::EUR)->minor() == 300);
}

TEST_CASE("amounts of each number of decimals agree with exact numbers", "[money]") {
    for (currency const& unit : by_digits) {
        INFO(unit.code());
        CHECK_PROPERTY("sum, difference, sign, product, order", [unit] {
            money const a = *moneys(unit);
            money const b = *moneys(unit);
            RC_ASSERT(agrees(add(a, b), cpp_int(a.minor()) + b.minor(), unit));
            RC_ASSERT(agrees(subtract(a, b), cpp_int(a.minor()) - b.minor(), unit));
            RC_ASSERT(agrees(negate(a), -cpp_int(a.minor()), unit));
            auto const factor = ratio::make(*oracle::amounts(), *oracle::positive_amounts());
            auto const mode = *oracle::any_mode();
            RC_ASSERT(agrees(
                multiply(a, *factor, mode),
                oracle::rounded(cpp_rational(factor->num, factor->den) * cpp_int(a.minor()), mode), unit));
            RC_ASSERT((a <=> b) == (a.minor() <=> b.minor()));
            RC_ASSERT((a == b) == (a.minor() == b.minor()));
        });
        CHECK_PROPERTY("text is read again", [unit] {
            money const amount = *moneys(unit);
            std::string const text = to_text(amount);
            std::string const code(unit.code());
            RC_ASSERT(text.size() > 4);
            RC_ASSERT(text.substr(text.size() - 4) == " " + code);
            auto const read = money::parse(text.substr(0, text.size() - 4), unit);
            RC_ASSERT(read.has_value());
            RC_ASSERT(*read == amount);
        });
    }
}

TEST_CASE("currencies never mix", "[money]") {
    money const euro(100, currencies::EUR);
    money const yen(100, currencies::JPY);
    CHECK(add(euro, yen).error() == errc::currency_mismatch);
    CHECK(subtract(euro, yen).error() == errc::currency_mismatch);
    CHECK(euro != yen);
    CHECK((euro <=> yen) == std::partial_ordering::unordered);
    CHECK_FALSE(euro < yen);
    CHECK_FALSE(euro >= yen);
    CHECK(money(0, currencies::EUR) != money(0, currencies::JPY));
}

TEST_CASE("amounts are written with their currency", "[money]") {
    CHECK(to_text(money(123450, currencies::EUR)) == "1234.50 EUR");
    CHECK(to_text(money(-5, currencies::USD)) == "-0.05 USD");
    CHECK(to_text(money(500, currencies::JPY)) == "500 JPY");
    CHECK(to_text(money(1, currencies::KWD)) == "0.001 KWD");
    CHECK(to_text(*cash_round(money(1998, currencies::CHF), rounding::half_up)) == "20.00 CHF");
    CHECK(cash_round(money(highest, currencies::CHF), rounding::up).error() == errc::overflow);
}
