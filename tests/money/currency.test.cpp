// SPDX-License-Identifier: BSL-1.0
#include <tessera/money/currency.hpp>

#include <algorithm>
#include <string>
#include <type_traits>
#include <vector>

#include "money/oracle.hpp"

using namespace tessera;
using oracle::cpp_int;
using oracle::cpp_rational;

namespace {

static_assert(find_currency("EUR").has_value() && find_currency("XXX").has_error());
constexpr auto francs = find_currency("CHF");
static_assert(*francs == currencies::CHF && currencies::CHF.code() == "CHF");
static_assert(currencies::EUR != currencies::USD);
static_assert(std::is_trivially_copyable_v<currency> && sizeof(currency) == 8);
constexpr auto in_cash = cash_round(1998, currencies::CHF, rounding::half_up);
static_assert(*in_cash == 2000);

}  // namespace

TEST_CASE("the table says what each currency looks like", "[currency]") {
    struct row {
        char const* code;
        unsigned digits, cash_digits, cash_step;
    };
    for (auto const& [code, digits, cash_digits, cash_step] : std::vector<row>{
             {"EUR", 2, 2, 1},    // the cent
             {"GBP", 2, 2, 1},    //
             {"USD", 2, 2, 1},    //
             {"CNY", 2, 2, 1},    //
             {"JPY", 0, 0, 1},    // no decimals
             {"KRW", 0, 0, 1},    //
             {"KWD", 3, 3, 1},    // the fils, a thousandth
             {"CLF", 4, 4, 1},    // a unit of account in ten-thousandths
             {"CHF", 2, 2, 5},    // 0.05 in cash
             {"CAD", 2, 2, 5},    //
             {"DKK", 2, 2, 50},   // half a krone
             {"SEK", 2, 0, 100},  // whole kronor in cash
             {"CZK", 2, 0, 100},  //
         }) {
        INFO(code);
        auto const unit = find_currency(code);
        REQUIRE(unit.has_value());
        CHECK(unit->digits == digits);
        CHECK(unit->cash_digits == cash_digits);
        CHECK(unit->cash_step == cash_step);
    }
}

TEST_CASE("every currency is found by its code", "[currency]") {
    CHECK(currencies::all.size() > 150);
    CHECK(std::is_sorted(currencies::all.begin(), currencies::all.end(),
                         [](currency const& a, currency const& b) { return a.code() < b.code(); }));
    for (currency const& unit : currencies::all) {
        auto const found = find_currency(unit.code());
        REQUIRE(found.has_value());
        CHECK(*found == unit);
        CHECK(unit.digits <= 4);
        CHECK(unit.cash_digits <= unit.digits);
        CHECK(unit.cash_step >= 1);
    }
    for (char const* code : {"", "E", "EU", "EURO", "eur", "AAA", "ZZZ", "\0\0\0"}) {
        INFO(code);
        CHECK(find_currency(code).error() == errc::unknown_currency);
    }
}

TEST_CASE("cash rounding chooses a multiple of the step", "[currency]") {
    CHECK(*round_to_step(1243, 5, rounding::half_up) == 1245);
    CHECK(*round_to_step(1243, 5, rounding::down) == 1240);
    CHECK(*round_to_step(-1243, 5, rounding::half_up) == -1245);
    CHECK(*cash_round(1275, currencies::DKK, rounding::half_up) == 1300);
    CHECK(*cash_round(1249, currencies::SEK, rounding::half_up) == 1200);
    CHECK(round_to_step(oracle::highest, 10, rounding::up).error() == errc::overflow);
    CHECK_PROPERTY("any amount and step", [] {
        auto const minor = *oracle::amounts();
        auto const step = *oracle::positive_amounts();
        auto const mode = *oracle::any_mode();
        RC_ASSERT(oracle::agrees(round_to_step(minor, step, mode),
                                 oracle::rounded(cpp_rational(minor, step), mode) * step));
    });
}
