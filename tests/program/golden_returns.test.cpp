// SPDX-License-Identifier: BSL-1.0
#include "oracle/golden.hpp"
#include "oracle/golden_tables.hpp"
#include "program/teller.hpp"
#include "support/catch.hpp"

/// The golden histories, told by the library. The oracle tells the same ones (tests/oracle).

using namespace tessera;
using namespace tessera::literals;
using golden::play;
using program_tests::by_the_library;

namespace {

constexpr std::int32_t two_years = 730;
constexpr auto plain_points = compose("plain", currencies::EUR, accrual("points", 1).living(days(365)),
                                      redemption("points", {.points = 100, .money = 1}), returns(two_years));

/// The shops' ladder up to 5000; spend paid with credit does not count.
constexpr auto cash =
    ladder("cash", net_spend(list_price), step{200, 20}, step{1000, 100}, step{2000, 200}, step{5000, 500});
constexpr auto credit_pays = redemption("cash", {.points = 1, .money = 1});

}  // namespace

TEST_CASE("golden: points that go back, one mug after the other") {
    play(by_the_library(plain_points), golden::points_that_go_back);
}

TEST_CASE("golden: what has ended unused counts as paid back") {
    play(by_the_library(plain_points), golden::points_that_have_ended);
    play(by_the_library(plain_points), golden::points_half_spent_half_ended);
}

TEST_CASE("golden: 20 points over three equal returns are 6, 7 and 7, and every part closes to the whole") {
    play(by_the_library(plain_points), golden::parts_close_to_the_whole);
}

TEST_CASE("golden: rounded by the line, a line takes back what it earned itself") {
    static constexpr auto by_line =
        compose("by line", currencies::EUR,
                accrual("points", 1).rounded(rounding_scope::line).living(days(365)), returns(two_years));
    play(by_the_library(by_line), golden::what_a_line_earned);
}

TEST_CASE("golden: an award that is recomputed goes down to what the goods that are kept would have earned") {
    constexpr auto for_tens =
        accrual("points", 1).per_whole(10).living(days(365)).taken_back(take_back::recomputed);
    static constexpr auto any = compose("any", currencies::EUR, for_tens, returns(two_years));
    static constexpr auto large =
        compose("large", currencies::EUR, for_tens.from_order_of(50), returns(two_years));
    play(by_the_library(any), golden::tens_that_are_kept);
    play(by_the_library(large), golden::a_minimum_that_is_lost);
}

TEST_CASE("golden: points that paid come back with the goods, to the lots they came from") {
    play(by_the_library(plain_points), golden::points_that_paid);
}

TEST_CASE("golden: the ladder's answers to a return") {
    static constexpr auto keep = compose("keep", currencies::EUR, cash.when_returned(on_return::keep),
                                         credit_pays, returns(two_years));
    static constexpr auto follow = compose("follow", currencies::EUR, cash, credit_pays, returns(two_years));
    static constexpr auto withheld =
        compose("withheld", currencies::EUR, cash.when_returned(on_return::follow, shortfall::withhold),
                credit_pays, returns(two_years));
    static constexpr auto forgiven =
        compose("forgiven", currencies::EUR, cash.when_returned(on_return::follow, shortfall::forgive),
                credit_pays, returns(two_years));
    static constexpr auto revoke =
        compose("revoke", currencies::EUR, cash.when_returned(on_return::revoke_unused), credit_pays,
                returns(two_years));
    static constexpr auto freeze = compose("freeze", currencies::EUR, cash.when_returned(on_return::freeze),
                                           credit_pays, returns(two_years));
    play(by_the_library(keep), golden::ladder_keep);
    play(by_the_library(withheld), golden::ladder_follow_withheld);
    play(by_the_library(forgiven), golden::ladder_follow_forgiven);
    play(by_the_library(revoke), golden::ladder_revoke_unused);
    play(by_the_library(freeze), golden::ladder_freeze);
    play(by_the_library(follow), golden::ladder_follow_debt);
}
