// SPDX-License-Identifier: BSL-1.0
#include <array>
#include <numeric>

#include <tessera/tessera.hpp>

#include "support/property.hpp"
#include "support/shop.hpp"

using namespace tessera;
using namespace tessera::literals;
using shop_tests::item;

namespace {

constexpr auto club =
    tiers("club", net_spend(), tier{"silver", 1000}, tier{"gold", 3000}, tier{"black", 9000});

standing of_level(std::uint8_t level) {
    standing who;
    who.tiers[0].level = level;
    return who;
}

template <class Program>
std::int64_t off_at(Program const& program, std::uint8_t level, std::vector<line> const& lines) {
    priced_order out;
    REQUIRE(program.quote(of_level(level), {lines}, out).has_value());
    return out.totals.member_minor;
}

}  // namespace

TEST_CASE("the highest tier reached that has a price gives it") {
    constexpr auto program = compose("price", currencies::EUR, club,
                                     member_price("club", off{"gold", 5_percent}, off{"silver", 2_percent}));
    CHECK(off_at(program, 0, {item(10'000)}) == 0);
    CHECK(off_at(program, 1, {item(10'000)}) == 200);
    CHECK(off_at(program, 2, {item(10'000)}) == 500);
    CHECK(off_at(program, 3, {item(10'000)}) == 500);
    CHECK(off_at(program, 0, {item(0)}) == 0);
}

TEST_CASE("one rounding an order, half-up unless the program says otherwise") {
    constexpr auto price = member_price("club", off{"silver", 2_percent});
    constexpr auto half_up = compose("up", currencies::EUR, club, price);
    constexpr auto half_even = compose("even", currencies::EUR, club, price.rounded(rounding::half_even));
    constexpr auto down = compose("down", currencies::EUR, club, price.rounded(rounding::down));
    struct {
        std::int64_t minor, half_up, half_even, down;
    } const rows[] = {{25, 1, 0, 0}, {75, 2, 2, 1},  {24, 0, 0, 0},
                      {26, 1, 1, 0}, {125, 3, 2, 2}, {99'999, 2'000, 2'000, 1'999}};
    for (auto const& row : rows) {
        INFO(row.minor);
        CHECK(off_at(half_up, 1, {item(row.minor)}) == row.half_up);
        CHECK(off_at(half_even, 1, {item(row.minor)}) == row.half_even);
        CHECK(off_at(down, 1, {item(row.minor)}) == row.down);
    }
    CHECK(off_at(half_up, 1, {item(12), item(13)}) == 1);
}

TEST_CASE("promotions come first, and a line that keeps its price keeps it") {
    constexpr auto program =
        compose("price", currencies::EUR, club, member_price("club", off{"silver", 10_percent}));
    std::vector<line> const lines{{.list_minor = 2'000, .promotion_minor = 500},
                                  item(7'000, no_member_price),
                                  {.category = {3}, .list_minor = 1'000}};
    priced_order out;
    REQUIRE(program.quote(of_level(1), {lines, 490}, out).has_value());
    CHECK(out.totals.member_minor == 250);
    CHECK(out.payable_minor() == 9'500 - 250 + 490);
    REQUIRE(out.adjustments.size() == 1);
    CHECK(out.adjustments[0].base_minor == 2'500);
    REQUIRE(out.reasons.size() == 1);
    CHECK(out.reasons[0] == reason{250, 2'500, out.adjustments[0].rule, reason_code::member_price, 1});

    std::array<std::int64_t, 3> shares{}, scratch{};
    add_shares(out, out.adjustments[0], shares, scratch);
    CHECK(shares == std::array<std::int64_t, 3>{150, 0, 100});

    constexpr auto some = compose("price", currencies::EUR, club,
                                  member_price("club", off{"silver", 10_percent}).over({.category = {3}}));
    CHECK(off_at(some, 1, lines) == 100);
}

TEST_CASE("all for nothing is a price too") {
    constexpr auto program =
        compose("free", currencies::EUR, club, member_price("club", off{"silver", 100_percent}));
    CHECK(off_at(program, 1, {item(12'345)}) == 12'345);
}

TEST_CASE("two groups together never take more than the goods cost") {
    constexpr auto program = compose(
        "two", currencies::EUR, club, tiers("staff", order_count(), tier{"staff", 1}),
        member_price("club", off{"silver", 70_percent}), member_price("staff", off{"staff", 70_percent}));
    standing who;
    who.tiers[0].level = who.tiers[1].level = 1;
    priced_order out;
    std::vector<line> const lines{item(1'000)};
    REQUIRE(program.quote(who, {lines}, out).has_value());
    CHECK(out.totals.member_minor == 1'000);
    CHECK(out.totals.paid_minor() == 0);
}

TEST_CASE("two benefits of some lines leave the other lines alone") {
    constexpr line_filter books{.category = {7}};
    constexpr auto program =
        compose("two", currencies::EUR, club, tiers("staff", order_count(), tier{"staff", 1}),
                member_price("club", off{"silver", 70_percent}).over(books),
                member_price("staff", off{"staff", 70_percent}).over(books),
                accrual("book points", 1).of(paid_price.over(books)),
                accrual("points", 1).rounded(rounding_scope::line));
    standing who;
    who.tiers[0].level = who.tiers[1].level = 1;
    priced_order out;
    std::vector<line> const lines{{.category = {7}, .list_minor = 1'000}, item(3'000)};
    REQUIRE(program.quote(who, {lines}, out).has_value());
    CHECK(out.totals.paid_minor() == 3'000);
    std::vector<std::int64_t> parts;
    REQUIRE(basis_lines(paid_price, out, 0, parts).has_value());
    CHECK(parts == std::vector<std::int64_t>{0, 3'000});
}

TEST_CASE("the shares of the lines add up to what the order shows") {
    static constexpr auto program =
        compose("price", currencies::EUR, club, member_price("club", off{"silver", 2.5_percent}));
    CHECK_PROPERTY("every cent is on a line, none on a line that keeps its price", [] {
        std::vector<line> lines;
        for (std::int64_t const minor :
             *rc::gen::container<std::vector<std::int64_t>>(rc::gen::inRange<std::int64_t>(0, 100'000)))
            lines.push_back(item(minor, *rc::gen::element<tag_set>(0, 0, no_member_price)));
        RC_PRE(!lines.empty());
        priced_order out;
        RC_ASSERT(program.quote(of_level(1), {lines}, out).has_value());
        std::vector<std::int64_t> shares(lines.size()), scratch(lines.size());
        for (adjustment const& a : out.adjustments) add_shares(out, a, shares, scratch);
        RC_ASSERT(std::accumulate(shares.begin(), shares.end(), std::int64_t{0}) == out.totals.member_minor);
        for (std::size_t i = 0; i < lines.size(); ++i) {
            RC_ASSERT(shares[i] >= 0 && shares[i] <= lines[i].list_minor);
            RC_ASSERT(!(lines[i].tags & no_member_price) || shares[i] == 0);
        }
    });
}
