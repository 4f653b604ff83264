// SPDX-License-Identifier: BSL-1.0
#include <cstdint>
#include <vector>

#include <tessera/offers.hpp>
#include <tessera/tessera.hpp>

#include "support/catch.hpp"

using namespace tessera;
using namespace tessera::literals;

namespace closed_offers {

constexpr date today = date_of(2026, 3, 1);
offer const tenth = offer("tenth").share_off(10_percent);

/// Returns: the only reason of a quote of so many units of one article at 10.00 under one offer, of which
///   there may be coupons; one of code 0 where there is none.
reason told(offer const& o, cart wanted = {}, std::uint32_t units = 1, standing who = {.day = today},
            rule_list<coupon> const& coupons = {}) {
    auto const program =
        make("shop", currencies::EUR, tiers("club", net_spend(), tier{"silver", 100}, tier{"gold", 200}),
             accrual("coupons", 1), coupons, offers("all", {o}));
    REQUIRE(program.has_value());
    std::vector<line> const lines{{.quantity = units, .list_minor = 10'00 * std::int64_t{units}}};
    wanted.lines = lines;
    priced_order out;
    REQUIRE(program->quote(who, wanted, out).has_value());
    CHECK(out.totals.member_minor == 0);
    CHECK(out.reasons.size() <= 1);
    return out.reasons.empty() ? reason{} : out.reasons[0];
}

reason closed(not_open why) {
    return {0, 0, tenth.id(), reason_code::offer_not_open, static_cast<std::uint16_t>(why)};
}

}  // namespace closed_offers

using namespace closed_offers;

TEST_CASE("an offer by sets says how many units the first one lacks, where some are there") {
    auto const lacks = [](std::int64_t missing, std::int64_t set) {
        return reason{missing, set, tenth.id(), reason_code::offer_missing_set, 0};
    };
    CHECK(told(tenth.bought(2, {})) == lacks(2, 3));
    CHECK(told(tenth.bought(2, {}), {}, 2) == lacks(1, 3));
    CHECK(told(tenth.of({.in_sets_of = 5}), {}, 3) == lacks(2, 5));
    CHECK(told(tenth.over({.sku = {7}}).bought(2, {})) == lacks(1, 2));
    CHECK(told(tenth.over({.sku = {7}}).bought(2, {.sku = {7}})) == reason{});
    CHECK(told(offer("tenth").gift({9}, 1, 5).bought(3, {})) == lacks(2, 3));
    CHECK(told(tenth.of_shipping().bought(2, {})) == lacks(1, 2));
    offer const menu = tenth.bundle({{{}, 1}, {{.sku = {7}}, 1}});
    CHECK(told(menu) == lacks(1, 2));
    for (offer const& never : {menu.of({.most_sets = 0}), tenth.of({.in_sets_of = 5, .most_sets = 0}),
                               tenth.of({.bought = 2, .most_sets = 0})})
        CHECK(told(never) == reason{});  // no unit more would make a set
}

TEST_CASE("an offer of another tier or another day says so") {
    standing who{.day = today};
    who.tiers[0].level = 1;
    CHECK(told(tenth.from_tier("club", "gold"), {}, 1, who) ==
          reason{1, 0, tenth.id(), reason_code::offer_for_tier, 2});
    CHECK(told(tenth.on(schedule().between(today + 1, today + 2))) ==
          reason{today.day, 0, tenth.id(), reason_code::offer_on_other_days, 0});
}

TEST_CASE("an offer of birthdays is for the days around one, and says nothing where nobody knows it") {
    offer const birthday = tenth.on_birthday({.days_before = 2, .days_after = 1});
    auto const told_on = [&](date day) {
        return told(birthday, {.born = date_of(2000, 2, 29)}, 1, {.day = day});
    };
    reason const not_now{0, 0, tenth.id(), reason_code::offer_on_other_days, 0};
    auto const on = [&](date day) { return reason{day.day, 0, not_now.rule, not_now.code, 0}; };
    CHECK(told_on(date_of(2026, 2, 25)) == on(date_of(2026, 2, 25)));
    CHECK(told_on(date_of(2026, 3, 2)) == on(date_of(2026, 3, 2)));
    CHECK(told(birthday) == reason{});
    auto const program = make("shop", currencies::EUR, offers("all", {birthday}));
    REQUIRE(program.has_value());
    line const goods{.list_minor = 10'00};
    for (date day = date_of(2026, 2, 26); day < date_of(2026, 3, 2); day = day + 1) {
        priced_order out;
        cart const wanted{.lines = {&goods, 1}, .born = date_of(2000, 2, 29)};
        REQUIRE(program->quote({.day = day}, wanted, out).has_value());
        CHECK(out.totals.member_minor == 1'00);
    }
    priced_order out;
    REQUIRE(program->quote({.day = today}, {.lines = {&goods, 1}, .born = today}, out).has_value());
    CHECK(out.totals.member_minor == 0);  // the day of birth is no birthday
    CHECK(make("shop", currencies::EUR, offers("all", {tenth.on_birthday({.days_before = -1})})).error() ==
          errc::invalid_window);
}

TEST_CASE(
    "a coupon says whether it is missing, or was not asked for; a code that nobody entered says nothing") {
    std::vector<rule_id> const asked{tenth.id()};
    rule_list<coupon> coupons;
    coupons.add(coupon("tenth", "coupons"));
    standing const holder{.day = today, .rights = 1}, other{.day = today};
    CHECK(told(tenth.by_coupon(), {.claims = asked}, 1, other, coupons) == closed(not_open::no_coupon));
    CHECK(told(tenth.by_coupon(), {}, 1, holder, coupons) == closed(not_open::not_asked));
    CHECK(told(tenth.by_coupon(), {}, 1, other, coupons) == reason{});
    CHECK(told(tenth.on_request()) == reason{});
    CHECK(told(tenth.given(host_tag).from_tier("club", "gold")) == reason{});
}

TEST_CASE("an offer that was used often enough, or whose budget is too small, says so") {
    std::vector<offer_use> const used{
        {.offer = tenth.id(), .by_member = 2, .by_all = 9, .given_minor = 9'50}};
    CHECK(told(tenth.used_at_most(2), {.uses = used}) == closed(not_open::used_up));
    CHECK(told(tenth.budget(10), {.uses = used}) == closed(not_open::budget));
}
