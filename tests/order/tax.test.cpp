// SPDX-License-Identifier: BSL-1.0
#include <cstdint>
#include <numeric>
#include <vector>

#include <tessera/offers.hpp>
#include <tessera/tessera.hpp>

#include "support/property.hpp"

using namespace tessera;
using namespace tessera::literals;

namespace tax_tests {

using figures = std::vector<std::int64_t>;

figures taxes(tax_rule const& how, std::vector<taxed_amount> const& amounts) {
    figures out(amounts.size());
    REQUIRE(fill_taxes(how, amounts, out).has_value());
    return out;
}

constexpr tax_rule gross(tax_per per) { return {.in_prices = true, .per = per}; }
constexpr tax_rule net(tax_per per) { return {.in_prices = false, .per = per}; }

}  // namespace tax_tests

using namespace tax_tests;

TEST_CASE("tax: in the price, or on top of it, rounded where the shop says") {
    CHECK(taxes(gross(tax_per::line), {{100'00, 19_percent}}) == figures{15'97});
    CHECK(taxes(net(tax_per::line), {{100'00, 19_percent}}) == figures{19'00});
    std::vector<taxed_amount> const three{{2'97, 20_percent, 3}};
    CHECK(taxes(net(tax_per::unit), three) == figures{60});
    CHECK(taxes(net(tax_per::line), three) == figures{59});
    std::vector<taxed_amount> const lines{{1'02, 20_percent}, {1'02, 20_percent}, {1'02, 10_percent}};
    CHECK(taxes(net(tax_per::line), lines) == figures{20, 20, 10});
    CHECK(taxes(net(tax_per::rate), lines) == figures{21, 20, 10});   // 0.408 is 0.41; 0.102 is 0.10
    CHECK(taxes(net(tax_per::order), lines) == figures{21, 20, 10});  // 0.51
    CHECK(taxes(net(tax_per::order), {{1'03, 20_percent}, {1'04, 10_percent}}) == figures{21, 10});
    CHECK(taxes(gross(tax_per::line), {{100'00, 0}}) == figures{0});
    std::vector<taxed_amount> const few{{2, 20_percent}, {4, 10_percent}};
    CHECK(taxes(net(tax_per::rate), few) == figures{0, 0});   // 0.004 of each rate
    CHECK(taxes(net(tax_per::order), few) == figures{1, 0});  // 0.008
}

TEST_CASE("tax: ten in points on two items, as tender and as a discount") {
    redemption const pays = redemption("points", {.points = 100, .money = 1});
    auto const tax_where = [](auto const& points) {
        auto const program = make("tax", currencies::EUR, accrual("points", 1), points);
        REQUIRE(program.has_value());
        account member;
        decision out;
        auto const buy = [&](std::uint64_t n, std::vector<line> const& lines, std::int64_t wish) {
            redemption_wish const asked{program->redemption_rule("points"), wish};
            order const sale{.head = {.id = {n}, .key = {{}, n}, .day = date_of(2026, 3, 1)},
                             .what = {.lines = lines},
                             .wishes = {&asked, wish > 0 ? 1U : 0U}};
            REQUIRE(program->decide(member, sale, out).has_value());
            REQUIRE(apply(member, program->chart(), out.as_entry()) == errc::ok);
        };
        buy(1, {{.list_minor = 1'000'00}}, 0);
        std::vector<line> const two{{.list_minor = 100'00}, {.list_minor = 100'00}};
        buy(2, two, 1'000);
        std::vector<std::int64_t> off(2), scratch(2);
        for (adjustment const& a : out.priced.adjustments) add_shares(out.priced, a, off, scratch);
        figures const of = taxes(gross(tax_per::line), {{two[0].list_minor - off[0], 10_percent},
                                                        {two[1].list_minor - off[1], 20_percent}});
        return of[0] + of[1];
    };
    CHECK(tax_where(pays) == 25'76);
    CHECK(tax_where(pays.as_discount()) == 24'47);  // 95.00 each
}

TEST_CASE("tax: what is rounded together adds up to it, each line within a unit of its own") {
    CHECK_PROPERTY("together", [] {
        std::vector<taxed_amount> amounts;
        bool const in_prices = *rc::gen::arbitrary<bool>();
        int const count = *rc::gen::inRange(1, 8);
        for (int i = 0; i < count; ++i)
            amounts.push_back({*rc::gen::inRange<std::int64_t>(0, 100'000),
                               *rc::gen::element(ratio(0), 5_percent, 7_percent, 19_percent, ratio(1, 3))});
        tax_rule const how{in_prices, tax_per::order};
        figures const all = taxes(how, amounts);
        ratio exact{};
        std::int64_t sum = 0;
        for (std::size_t i = 0; i < amounts.size(); ++i) {
            ratio const rate = amounts[i].rate;
            ratio const share = in_prices ? *ratio::make(rate.num, rate.num + rate.den) : rate;
            ratio const own = *multiply(*ratio::make(amounts[i].minor, 1), share);
            exact = *add(exact, own);
            sum += all[i];
            RC_ASSERT(all[i] == own.num / own.den || all[i] == own.num / own.den + 1);
        }
        RC_ASSERT(sum == divide(exact.num, exact.den, rounding::half_up));
    });
}

TEST_CASE("tax: twelve rates in one order are summed exactly") {
    // in tenths of a percent, each in the price of 100.00
    std::vector<taxed_amount> amounts;
    for (int const rate : {160, 170, 190, 200, 210, 220, 230, 240, 250, 255, 270, 180})
        amounts.push_back({100'00, *ratio::make(rate, 1'000)});
    figures const all = taxes(gross(tax_per::order), amounts);
    // 13.793, 14.530, 15.966, 16.667, 17.355, 18.033, 18.699, 19.355, 20.000, 20.319, 21.260, 15.254: 211.231
    CHECK(std::accumulate(all.begin(), all.end(), std::int64_t{0}) == 211'23);
    CHECK(all == figures{13'79, 14'53, 15'97, 16'67, 17'36, 18'03, 18'70, 19'35, 20'00, 20'32, 21'26, 15'25});
}

TEST_CASE("tax: a sum at half a unit is rounded as its mode says") {
    auto const half = [](std::int64_t minor, rounding mode) {
        return taxes({.in_prices = false, .per = tax_per::order, .mode = mode}, {{minor, ratio(1, 2)}})[0];
    };
    CHECK(half(5, rounding::half_even) == 2);
    CHECK(half(7, rounding::half_even) == 4);
    CHECK(half(5, rounding::half_down) == 2);
    CHECK(half(5, rounding::half_up) == 3);
    CHECK(half(5, rounding::down) == 2);
}

TEST_CASE("tax: what does not fit is an error") {
    auto const fails = [](std::vector<taxed_amount> const& amounts, bool in_prices) {
        figures out(amounts.size());
        auto const filled = fill_taxes({.in_prices = in_prices, .per = tax_per::order}, amounts, out);
        return filled.has_value() ? errc::ok : filled.error();
    };
    CHECK(fails({{INT64_MAX, 3}}, false) == errc::overflow);
    CHECK(fails({{INT64_MAX, 1}, {INT64_MAX, 1}}, true) == errc::ok);
    std::vector<taxed_amount> many;
    for (std::int64_t const den :
         {1'000'003, 1'000'033, 1'000'037, 1'000'039, 1'000'081, 1'000'099, 1'000'117})
        many.push_back({1, *ratio::make(1, den)});
    CHECK(fails(many, false) == errc::overflow);
}
