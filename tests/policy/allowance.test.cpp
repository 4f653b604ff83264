// SPDX-License-Identifier: BSL-1.0
#include <tessera/offers.hpp>
#include <tessera/tessera.hpp>

#include "support/shop.hpp"

using namespace tessera;
using namespace tessera::literals;

namespace allowance_tests {

constexpr window month = window::calendar(calendar_unit::month);
offer const tenth = offer("tenth").share_off(10_percent).from(20).by_allowance();

template <class... More>
auto shop_with(allowance const& how, More const&... more) {
    return make("allowances", currencies::EUR, offers("all", {tenth}), how, returns(60), more...);
}

bool says(priced_order const& priced, reason_code code) {
    for (reason const& r : priced.reasons)
        if (r.code == code && r.rule == tenth.id()) return true;
    return false;
}

}  // namespace allowance_tests

using namespace allowance_tests;

TEST_CASE("allowance: the first two of a month are lowered, small orders use nothing up") {
    auto const rules = shop_with(allowance("tenth", 2, month));
    REQUIRE(rules.has_value());
    shop_tests::play(*rules, R"(
        day        | event      | off
        2026-03-01 | buy 100.00 | 10.00
        2026-03-02 | buy 19.99  | 0.00
        2026-03-31 | buy 50.00  | 5.00
        2026-03-31 | buy 50.00  | 0.00
        2026-04-01 | buy 50.00  | 5.00
        2026-04-02 | buy 50.00  | 5.00
        2026-04-30 | buy 50.00  | 0.00)");
}

TEST_CASE("allowance: what comes back whole counts no longer where the rule says so, a part always counts") {
    auto const kept = shop_with(allowance("tenth", 1, month));
    auto const restored = shop_with(allowance("tenth", 1, month).restored());
    REQUIRE(kept.has_value());
    REQUIRE(restored.has_value());
    shop_tests::play(*kept, R"(
        day        | event      | off
        2026-03-01 | buy 100.00 | 10.00
        2026-03-02 | back 1     | 10.00
        2026-03-03 | buy 100.00 | 0.00)");
    shop_tests::play(*restored, R"(
        day        | event        | off
        2026-03-01 | buy 100.00   | 10.00
        2026-03-02 | back 1 40.00 | 10.00
        2026-03-03 | buy 100.00   | 0.00
        2026-03-04 | back 2       | 0.00
        2026-03-05 | buy 100.00   | 0.00
        2026-03-06 | back 1       | 10.00
        2026-03-07 | buy 100.00   | 10.00
        2026-03-08 | buy 100.00   | 0.00
        2026-04-01 | back 4       | 10.00
        2026-04-02 | buy 100.00   | 10.00
        2026-04-03 | buy 100.00   | 0.00)");
}

TEST_CASE("allowance: what comes back on a later day counts no longer in the window of its own") {
    auto const rules = shop_with(allowance("tenth", 1, window::rolling_days(30, resolution::day)).restored());
    REQUIRE(rules.has_value());
    shop_tests::play(*rules, R"(
        day        | event      | off
        2026-03-01 | buy 100.00 | 10.00
        2026-03-09 | buy 100.00 | 0.00
        2026-03-10 | back 1     | 10.00
        2026-03-11 | buy 100.00 | 10.00
        2026-03-12 | buy 100.00 | 0.00)");
}

TEST_CASE("allowance: what counted before the rule restored anything stays counted") {
    auto const before = shop_with(allowance("tenth", 1, month));
    auto const now = shop_with(allowance("tenth", 1, month).restored());
    REQUIRE((before.has_value() && now.has_value()));
    account held;
    decision out;
    std::uint64_t facts = 0;
    auto const decide = [&](auto const& by, auto fact) {
        ++facts;
        date const day = date_of(2026, 3, 1);
        fact.head = {.id = {facts}, .key = {to_instant({day, 0}, 0), facts}, .day = day};
        REQUIRE(by.decide(held, fact, out).has_value());
        REQUIRE(apply(held, by.chart(), out.as_entry()) == errc::ok);
        return out.priced.totals.member_minor;
    };
    line const goods{.number = 1, .list_minor = 100'00};
    order const buys{.what = {.lines = {&goods, 1}}};
    CHECK(decide(*before, buys) == 10'00);
    receipt const paper = out.receipt;
    decide(*now, receipt_return{.paper = &paper});
    CHECK(shop_tests::reason_of(out, reason_code::allowance_restored) == nullptr);
    CHECK(decide(*now, buys) == 0);
}

TEST_CASE("allowance: it says which use it was, that none is left, and that one came back") {
    auto const rules = shop_with(allowance("tenth", 1, window::lifetime()).restored());
    REQUIRE(rules.has_value());
    shop_tests::shop s(*rules);
    date const day = date_of(2026, 3, 1);
    auto const& first = s.buy(day, 100'00);
    reason const* const used = shop_tests::reason_of(first, reason_code::allowance_used);
    REQUIRE(used != nullptr);
    CHECK(used->a == 1);
    CHECK(used->b == 1);
    CHECK(!says(first.priced, reason_code::allowance_over));
    auto const& second = s.buy(day, 100'00);
    CHECK(says(second.priced, reason_code::allowance_over));
    CHECK(shop_tests::reason_of(second, reason_code::allowance_used) == nullptr);
    reason const* const back = shop_tests::reason_of(s.bring_back(day, 0), reason_code::allowance_restored);
    REQUIRE(back != nullptr);
    CHECK(back->a == 0);
}

TEST_CASE("allowance: an order settled again by its receipt counts as it did") {
    auto const rules = shop_with(allowance("tenth", 2, month).restored());
    REQUIRE(rules.has_value());
    shop_tests::shop s(*rules);
    order const what = s.order_of(date_of(2026, 3, 1), {shop_tests::item(100'00)});
    decision once, again;
    REQUIRE(rules->decide(s.member, what, once).has_value());
    REQUIRE(rules->settle_again(s.member, what, once.receipt, again).has_value());
    CHECK(shop_tests::bytes_of(once).size() > 0);
    CHECK(again.postings.size() == once.postings.size());
    CHECK(std::equal(again.postings.begin(), again.postings.end(), once.postings.begin()));
}

TEST_CASE("allowance: somebody without an account has none, and its offer must be there and lower a price") {
    auto const rules = shop_with(allowance("tenth", 1, month));
    REQUIRE(rules.has_value());
    line const goods{.list_minor = 100'00};
    priced_order out;
    REQUIRE(rules->quote(standing{.day = date_of(2026, 3, 1)}, cart{{&goods, 1}}, out).has_value());
    CHECK(out.totals.member_minor == 0);

    auto const mistake = [](auto const&... some) {
        auto const made = make("a", currencies::EUR, some...);
        return made ? errc::ok : made.error();
    };
    allowance const good("tenth", 1, month);
    CHECK(mistake(offers("all", {tenth}), good) == errc::ok);
    CHECK(mistake(offers("all", {tenth})) == errc::unknown_benefit);
    CHECK(mistake(good) == errc::unknown_benefit);
    CHECK(mistake(offers("all", {offer("tenth").gift(sku_named("mug"), 1, 5).by_allowance()}), good) ==
          errc::unknown_benefit);
    CHECK(mistake(offers("all", {tenth}), allowance("tenth", 0, month)) == errc::not_above_zero);
    CHECK(mistake(offers("all", {tenth}), allowance("tenth", 1, window::rolling_days(0, resolution::day))) ==
          errc::invalid_window);
}
