// SPDX-License-Identifier: BSL-1.0
#include <cstdint>
#include <vector>

#include <tessera/offers.hpp>
#include <tessera/tessera.hpp>

#include "support/property.hpp"

using namespace tessera;
using namespace tessera::literals;

namespace taxes_tests {

using figures = std::vector<std::int64_t>;

figures all_of(priced_order const& priced) { return {priced.taxes.begin(), priced.taxes.end()}; }

/// Returns: the taxes of two units at 1.02 and one, at 20 %, and of shipping of 1.02 at 10 %.
priced_order quoted(tax_rule const& how, std::int64_t off = 0) {
    auto const program =
        make("shop", currencies::EUR,
             offers("all", {offer("off").amount_off({off, 2}).given(off > 0 ? 0 : host_tag)}), tax(how));
    REQUIRE(program.has_value());
    std::vector<line> const lines{{.quantity = 2, .list_minor = 2'04}, {.list_minor = 1'02}};
    std::vector<line_facts> const about{{.tax_rate = 20_percent}, {.tax_rate = 20_percent}};
    priced_order out;
    cart const wanted{
        .lines = lines, .shipping_minor = 1'02, .about = about, .shipping_tax_rate = 10_percent};
    REQUIRE(program->quote({}, wanted, out).has_value());
    return out;
}

constexpr tax_rule net(tax_per per) { return {.in_prices = false, .per = per}; }
constexpr tax_rule gross(tax_per per) { return {.in_prices = true, .per = per}; }

}  // namespace taxes_tests

using namespace taxes_tests;

TEST_CASE(
    "a quote says the tax of each line and of shipping, in the price or on top, rounded where the rule "
    "says") {
    CHECK(all_of(quoted(net(tax_per::unit))) == figures{40, 20, 10});
    CHECK(all_of(quoted(net(tax_per::line))) == figures{41, 20, 10});
    CHECK(all_of(quoted(net(tax_per::rate))) == figures{41, 20, 10});
    CHECK(all_of(quoted(net(tax_per::order))) == figures{41, 20, 10});
    CHECK(all_of(quoted(gross(tax_per::line))) == figures{34, 17, 9});
    CHECK(all_of(quoted(gross(tax_per::order))) == figures{34, 17, 9});
    priced_order const on_top = quoted(net(tax_per::line)), inside = quoted(gross(tax_per::line));
    CHECK(on_top.tax_total_minor == 71);
    CHECK(on_top.tax_on_top_minor == 71);
    CHECK(inside.tax_total_minor == 60);
    CHECK(inside.tax_on_top_minor == 0);
    CHECK(on_top.payable_minor() == inside.payable_minor());
}

TEST_CASE("a quote's tax is of what is left once everything has come off") {
    auto const program = make("shop", currencies::EUR, tax(net(tax_per::line)));
    REQUIRE(program.has_value());
    std::vector<line> const lines{{.list_minor = 10'00, .promotion_minor = 3'00}};
    std::vector<line_facts> const about{{.tax_rate = 20_percent}};
    priced_order out;
    REQUIRE(program->quote({}, {.lines = lines, .about = about}, out).has_value());
    CHECK(all_of(out) == figures{1'40, 0});
    CHECK(all_of(quoted(net(tax_per::line), 3'06)) == figures{0, 0, 10});
    CHECK(all_of(quoted(net(tax_per::line), 1'53)) == figures{20, 10, 10});
}

TEST_CASE(
    "ten in points on two items at 10 % and 20 % leave a tax of 25.76 as tender, of 24.47 as a discount") {
    auto const tax_of = [](auto const& spending) {
        auto const program = make("shop", currencies::EUR, accrual("points", 1), spending, tax());
        REQUIRE(program.has_value());
        account member;
        decision earned;
        std::vector<line> const before{{.list_minor = 1'000'00}};
        order const first{.head = {.id = {1}, .key = {.sequence = 1}, .day = date_of(2026, 3, 1)},
                          .what = {.lines = before}};
        REQUIRE(program->decide(member, first, earned).has_value());
        REQUIRE(apply(member, program->chart(), earned.as_entry()) == errc::ok);
        std::vector<line> const lines{{.list_minor = 100'00}, {.list_minor = 100'00}};
        std::vector<line_facts> const about{{.tax_rate = 10_percent}, {.tax_rate = 20_percent}};
        std::vector<redemption_wish> const wishes{redemption_wish{program->redemption_rule("points"), 1'000}};
        order const wanted{.head = {.id = {2}, .key = {.sequence = 2}, .day = date_of(2026, 3, 2)},
                           .what = {.lines = lines, .about = about},
                           .wishes = wishes};
        priced_order shown;
        REQUIRE(program->quote(member, wanted, shown).has_value());
        decision sold;
        REQUIRE(program->decide(member, wanted, sold).has_value());
        CHECK(all_of(sold.priced) == all_of(shown));
        return shown.tax_total_minor;
    };
    redemption const cent_each("points", {100, 1});
    CHECK(tax_of(cent_each) == 25'76);
    CHECK(tax_of(cent_each.as_discount()) == 24'47);
}

TEST_CASE("a cart without rates has no tax, and a rate below zero is none") {
    auto const program = make("shop", currencies::EUR, tax());
    REQUIRE(program.has_value());
    std::vector<line> const lines{{.list_minor = 100'00}};
    priced_order out;
    REQUIRE(program->quote({}, {.lines = lines}, out).has_value());
    CHECK(out.taxes.empty());
    std::vector<line_facts> const about{{.tax_rate = ratio(-1)}};
    auto const refused = program->quote({}, {.lines = lines, .about = about}, out);
    REQUIRE(!refused.has_value());
    CHECK(refused.error() == errc::negative_rate);
    CHECK(make("shop", currencies::EUR, tax(), tax(net(tax_per::unit))).error() == errc::duplicate_rule);
}

TEST_CASE("a decision that is used again has the taxes of its own order") {
    auto const taxed = make("shop", currencies::EUR, tax());
    auto const plain = make("shop", currencies::EUR, accrual("points", 1));
    REQUIRE((taxed.has_value() && plain.has_value()));
    std::vector<line> const lines{{.list_minor = 110'00}};
    std::vector<line_facts> const about{{.tax_rate = 10_percent}};
    account member;
    decision made;
    for (std::uint64_t n : {1U, 2U}) {
        order const sold{.head = {.id = {n}, .key = {.sequence = n}, .day = date_of(2026, 3, 1)},
                         .what = {.lines = lines, .about = about}};
        REQUIRE(taxed->decide(member, sold, made).has_value());
        CHECK(all_of(made.priced) == figures{10'00, 0});
        CHECK(made.priced.tax_total_minor == 10'00);
    }
    order const untaxed{.head = {.id = {3}, .key = {.sequence = 3}, .day = date_of(2026, 3, 1)},
                        .what = {.lines = lines}};
    REQUIRE(plain->decide(member, untaxed, made).has_value());
    CHECK(all_of(made.priced).empty());
    CHECK(made.priced.tax_total_minor == 0);
}
