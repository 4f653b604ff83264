// SPDX-License-Identifier: BSL-1.0
#include <algorithm>
#include <cstdint>
#include <string_view>
#include <vector>

#include <tessera/tessera.hpp>

#include "support/shop.hpp"

using namespace tessera;
using namespace tessera::literals;

namespace segment_prices_tests {

constexpr date day = date_of(2026, 3, 1);

/// Who ordered within the last thirty days.
constexpr segment lately("lately",
                         at_least(order_count().within(window::rolling_days(30, resolution::day)), 1));
constexpr auto club = tiers("club", gross_spend(), tier{"silver", 100}, tier{"gold", 300});
constexpr auto price = member_price("club", off{"silver", 5_percent}, off{"gold", 10_percent});

bool withheld(priced_order const& by, rule_id rule, std::string_view segment, unsigned how) {
    return std::any_of(by.reasons.begin(), by.reasons.end(), [&](reason const& r) {
        return r.code == reason_code::not_for_segment && r.rule == rule && r.detail == how &&
               r.b == std::int64_t{segment_named(segment).value};
    });
}

}  // namespace segment_prices_tests

using namespace segment_prices_tests;

TEST_CASE("a member price held to a segment is that of its members, and comes back as it was paid") {
    constexpr auto rules =
        compose("lately", currencies::EUR, lately, club, price.in_segment("lately"), returns(60));
    shop_tests::play(rules, R"(
        day        | event         | in     | level | paid   | off
        2026-03-01 | buy 200.00    | lately | 1     | 200.00 | 0.00
        2026-03-30 | buy 200.00    | lately | 2     | 190.00 | 10.00
        2026-04-28 | buy 100.00    | lately | 2     | 90.00  | 10.00
        2026-05-28 | -             | -      | 2     | 90.00  | 10.00
        2026-05-28 | back 3 50.00  | -      | 2     | 90.00  | 10.00
        2026-05-28 | buy 100.00    | lately | 2     | 100.00 | 0.00)");
    shop_tests::shop s(rules);
    rule_id const rule = rule_named("member price", "club");
    s.buy(day, 200'00);
    s.buy(day, 200'00);
    CHECK(!withheld(s.last.priced, rule, "lately", 0));
    date const later = day + 58;
    s.bring_back(later, 1, {{.list_minor = 100'00}});  // half of what cost 190.00, of nobody's segment now
    CHECK(s.last.refund.money_minor == 95'00);
    s.buy(later, 100'00);
    CHECK(withheld(s.last.priced, rule, "lately", 0));
}

TEST_CASE("a member price kept from a segment is that of all others, nobody's too") {
    constexpr auto rules = compose("others", currencies::EUR, lately, club, price.not_in_segment("lately"));
    shop_tests::play(rules, R"(
        day        | event         | in     | level | paid   | off
        2026-03-01 | buy 200.00    | lately | 1     | 200.00 | 0.00
        2026-03-30 | buy 200.00    | lately | 2     | 200.00 | 0.00
        2026-04-29 | -             | -      | 2     | 200.00 | 0.00
        2026-04-29 | buy 100.00    | lately | 2     | 90.00  | 10.00)");
    shop_tests::shop s(rules);
    s.buy(day, 50'00);
    CHECK(!withheld(s.last.priced, rule_named("member price", "club"), "lately", 1));  // no tier asks for it
    s.buy(day, 50'00);
    s.buy(day, 50'00);
    CHECK(withheld(s.last.priced, rule_named("member price", "club"), "lately", 1));
}

TEST_CASE("a quote for a standing and the sale look at one segment, and quoting changes none") {
    constexpr auto rules = compose("quote", currencies::EUR, lately, club, price.in_segment("lately"));
    shop_tests::shop s(rules);
    s.buy(day, 200'00);
    std::vector<line> const goods{shop_tests::item(100'00)};
    for (auto const& [on, paid] : {std::pair(day + 29, 95'00), std::pair(day + 30, 100'00)}) {
        priced_order shown;
        REQUIRE(rules.quote(rules.standing(s.member, on), cart{goods}, shown).has_value());
        CHECK(shown.totals.paid_minor() == paid);
        priced_order wanted;
        REQUIRE(rules.quote(s.member, s.order_of(on, goods), wanted).has_value());
        CHECK(wanted.totals.paid_minor() == paid);
    }
    CHECK(s.buy(day + 30, goods).priced.totals.paid_minor() == 100'00);
}

TEST_CASE("promotions and prices by quantity can be for members of a segment, or for all others") {
    constexpr auto rules =
        compose("both", currencies::EUR, lately, promotion("again", 10_percent).in_segment("lately"),
                promotion("first", amount_off{5}).not_in_segment("lately"),
                quantity_price("three", quantity_step::unit(3, 8)).in_segment("lately"));
    shop_tests::shop s(rules);
    rule_id const again = rule_named("promotion", "again"), first = rule_named("promotion", "first"),
                  three = rule_named("quantity price", "three");
    std::vector<line> const goods{{.quantity = 3, .list_minor = 30'00}};
    s.buy(day, goods);
    CHECK(s.last.priced.totals.paid_minor() == 25'00);
    CHECK(withheld(s.last.priced, again, "lately", 0));
    CHECK(withheld(s.last.priced, three, "lately", 0));
    CHECK(!withheld(s.last.priced, first, "lately", 1));
    s.buy(day + 1, goods);
    CHECK(s.last.priced.totals.paid_minor() == 21'60);  // a tenth off 24.00
    CHECK(withheld(s.last.priced, first, "lately", 1));
    CHECK(!withheld(s.last.priced, again, "lately", 0));
    s.buy(day + 1, {shop_tests::item(10'00)});
    CHECK(!withheld(s.last.priced, three, "lately", 0));  // too few for anybody

    priced_order for_nobody;
    REQUIRE(rules.quote(standing{.day = day}, cart{goods}, for_nobody).has_value());
    CHECK(for_nobody.totals.paid_minor() == 25'00);
}

TEST_CASE("prices held to a segment that no rule defines are no program") {
    auto const mistake_of = [](auto const&... rules) {
        auto const made = make("shop", currencies::EUR, rules...);
        return made ? errc::ok : made.error();
    };
    CHECK(mistake_of(club, price.in_segment("x")) == errc::unknown_segment);
    CHECK(mistake_of(club, price.not_in_segment("x")) == errc::unknown_segment);
    CHECK(mistake_of(lately, club, price.in_segment("lately").not_in_segment("lately")) ==
          errc::unsound_segment);
    CHECK(mistake_of(promotion("p", 5_percent).in_segment("x")) == errc::unknown_segment);
    CHECK(mistake_of(promotion("p", 5_percent).not_in_segment("x")) == errc::unknown_segment);
    auto const prices = quantity_price("q", quantity_step::unit(3, 8));
    CHECK(mistake_of(prices.in_segment("x")) == errc::unknown_segment);
    CHECK(mistake_of(prices.not_in_segment("x")) == errc::unknown_segment);
}
