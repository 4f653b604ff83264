// SPDX-License-Identifier: BSL-1.0
#include <tessera/tessera.hpp>

#include "support/property.hpp"
#include "support/shop.hpp"

using namespace tessera;
using namespace tessera::literals;
using shop_tests::item;

namespace {

constexpr tag_set code = host_tag;
constexpr tag_set delivery = host_tag << 1U;

/// Returns: what the rules take off the lines for somebody without an account.
template <class... Rules>
std::int64_t off_of(std::vector<line> const& lines, Rules const&... rules) {
    auto const program = make("promotions", currencies::EUR, rules...);
    REQUIRE(program.has_value());
    priced_order out;
    REQUIRE(program->quote({}, {lines}, out).has_value());
    return out.totals.member_minor;
}

line taxed(std::int64_t minor, std::int64_t tax, tag_set tags = 0) {
    return {.tags = tags, .list_minor = minor, .tax_minor = tax};
}

}  // namespace

TEST_CASE("a share off the order, rounded once and no more than its cap") {
    constexpr auto tenth = promotion("tenth", 10_percent);
    CHECK(off_of({item(150'00)}, tenth) == 15'00);
    CHECK(off_of({item(12), item(13)}, tenth) == 3);
    CHECK(off_of({item(12), item(13)}, tenth.rounded(rounding::down)) == 2);
    CHECK(off_of({item(150'00)}, tenth.at_most("3.40"_d)) == 3'40);
    CHECK(off_of({item(30'00)}, tenth.at_most("3.40"_d)) == 3'00);
}

TEST_CASE("an amount off, but never more than the goods still cost") {
    constexpr auto three = promotion("three", amount_off{3});
    CHECK(off_of({item(20'00)}, three) == 3'00);
    CHECK(off_of({item(2'00)}, three) == 2'00);
    CHECK(off_of({item(0)}, three) == 0);
    CHECK(off_of({item(4'00)}, three, promotion("two", amount_off{2})) == 4'00);
}

TEST_CASE("an amount before tax takes the tax on itself off too") {
    constexpr auto net = promotion("net", amount_off{3}).before_tax();
    CHECK(off_of({taxed(59'40, 5'40), taxed(168'30, 15'30)}, net) == 3'30);
    CHECK(off_of({taxed(59'40, 5'40), item(30'00, delivery)}, net.over({.without = delivery})) == 3'30);
    CHECK(off_of({item(30'00)}, net) == 3'00);
    CHECK(off_of({taxed(110'00, 10'00)}, promotion("half", 50_percent).at_most(10).before_tax()) == 11'00);
}

TEST_CASE("a promotion stands on its lines, and on its code") {
    constexpr auto tenth = promotion("tenth", 10_percent);
    CHECK(off_of({item(100'00), item(10'00, delivery)}, tenth.over({.with = delivery})) == 1'00);
    CHECK(off_of({item(100'00)}, tenth.given(code)) == 0);
    CHECK(off_of({item(100'00, code)}, tenth.given(code)) == 10'00);
}

TEST_CASE("every reduction names its rule, its base and its amount") {
    auto const program = make("reasons", currencies::EUR, promotion("tenth", 10_percent));
    REQUIRE(program.has_value());
    priced_order out;
    std::vector<line> const lines{item(150'00)};
    REQUIRE(program->quote({}, {lines}, out).has_value());
    REQUIRE(out.reasons.size() == 1);
    CHECK(out.reasons[0] ==
          reason{15'00, 150'00, rule_named("promotion", "tenth"), reason_code::promotion, 0});
}

TEST_CASE("what makes no promotion is a mistake") {
    CHECK(make("p", currencies::EUR, promotion("p", ratio(101, 100))).error() == errc::discount_above_whole);
    CHECK(make("p", currencies::EUR, promotion("p", ratio(-1, 100))).error() == errc::negative_rate);
    CHECK(make("p", currencies::EUR, promotion("p", amount_off{"-1"_d})).error() == errc::negative_rate);
    CHECK(make("p", currencies::EUR, promotion("p", amount_off{"0.001"_d})).error() ==
          errc::not_representable);
}

TEST_CASE("no promotions ever take a line below zero") {
    CHECK_PROPERTY(
        "the price stays between nothing and the list", [](std::vector<std::uint16_t> const& prices) {
            std::vector<line> lines{item(1)};
            for (std::uint16_t const minor : prices)
                lines.push_back(taxed(minor, minor / 7, minor % 3 ? code : 0));
            std::int64_t list = 0;
            for (line const& l : lines) list += l.list_minor;
            auto const off =
                off_of(lines, promotion("a", 30_percent), promotion("b", amount_off{50}).before_tax(),
                       promotion("c", amount_off{5}).over({.with = code}));
            return 0 <= off && off <= list;
        });
}
