// SPDX-License-Identifier: BSL-1.0
#include <tessera/exact.hpp>

#include <string>

#include "money/oracle.hpp"

using namespace tessera;
using namespace tessera::literals;
using oracle::highest;
using oracle::lowest;

TEST_CASE("values become exact numbers", "[exact]") {
    CHECK(to_cpp_rational(2.5_percent) == cpp_rational(1, 40));
    CHECK(to_cpp_rational("-0.95"_d) == cpp_rational(-95, 100));
    CHECK(to_cpp_rational(money(1250, currencies::EUR)) == cpp_rational(25, 2));
    CHECK(to_cpp_int(money(lowest, currencies::JPY)) == lowest);
    CHECK(*to_int64(cpp_int(highest)) == highest);
    CHECK(*to_int64(cpp_int(lowest)) == lowest);
    CHECK(to_int64(cpp_int(highest) + 1).error() == errc::overflow);
    CHECK(to_int64(cpp_int(lowest) - 1).error() == errc::overflow);
    CHECK(*to_ratio(cpp_rational(6, 8)) == ratio(3, 4));
    CHECK(to_ratio(cpp_rational(cpp_int(1), cpp_int(highest) + 1)).error() == errc::overflow);
}

TEST_CASE("exact numbers round as all others do", "[exact]") {
    CHECK_PROPERTY("any quotient", [] {
        cpp_int const num = cpp_int(*oracle::amounts()) * *oracle::amounts() * *oracle::amounts();
        cpp_int const den = cpp_int(*oracle::positive_amounts()) * *oracle::positive_amounts();
        auto const mode = *oracle::any_mode();
        RC_ASSERT(divide(num, den, mode) == oracle::rounded(cpp_rational(num, den), mode));
    });
    CHECK(to_minor(cpp_rational(2, 3), 2, rounding::half_up) == 67);
    CHECK(to_minor(cpp_rational(1250), -2, rounding::half_even) == 12);
    CHECK(to_minor(cpp_rational(-1, 3), 30, rounding::down).str() == "-" + std::string(30, '3'));
}

TEST_CASE("figures of any length are read and written", "[exact]") {
    CHECK(*parse_exact("-0.50") == cpp_rational(-1, 2));
    CHECK(*parse_exact("+007") == 7);
    CHECK(*parse_exact("0") == 0);
    CHECK(*parse_exact("123456789012345678901234567890.5") * 2 ==
          cpp_rational(cpp_int("246913578024691357802469135781")));
    for (char const* text : {"", "-", "1.", ".1", "1.2.3", "1e3", " 1", "--1", "1-", "0x1", "."}) {
        INFO(text);
        CHECK(parse_exact(text).error() == errc::malformed_number);
    }
    CHECK(to_text(cpp_int(-5), 2) == "-0.05");
    CHECK(to_text(cpp_int("123456789012345678901234567890"), 3) == "123456789012345678901234567.890");
    CHECK(to_text(cpp_int(highest) * 10, currencies::EUR) == "922337203685477580.70 EUR");
    CHECK(to_text(cpp_int(0), 0) == "0");
    CHECK_PROPERTY("reading agrees with the narrow reader", [](std::string const& text) {
        auto const narrow = decimal::parse(text);
        auto const wide = parse_exact(text);
        if (narrow) {
            RC_ASSERT(wide.has_value());
            RC_ASSERT(*wide == to_cpp_rational(*narrow));
        } else {
            RC_ASSERT(wide.has_error() == (narrow.error() == errc::malformed_number));
        }
    });
}
