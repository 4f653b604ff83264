// SPDX-License-Identifier: BSL-1.0
#include <cstdint>
#include <vector>

#include <tessera/offers.hpp>
#include <tessera/program/merge.hpp>
#include <tessera/tessera.hpp>

#include "support/catch.hpp"

/// A late fact among orders with coupons, offers that are lost with their goods, and compensation.

using namespace tessera;
using namespace tessera::literals;

namespace merge_benefits {

auto shop() {
    auto made = make(
        "late", currencies::EUR, accrual("points", 1),
        action_award("recommends", "fives", 1).living(days(90)),
        offers("all", {offer("five off").amount_off(5).from(20).by_coupon(),
                       offer("tenth").share_off(10_percent).from(50).when_returned(benefit_return::lost)}),
        coupon("five off", "fives"), compensation("spoiled", "vouchers", 50_percent), returns(60));
    REQUIRE(made.has_value());
    return *made;
}

fact_head at(std::uint64_t number, int day) {
    date const on = date_of(2026, 1, 1) + day;
    return {.id = {number}, .key = {to_instant({on, 0}, 0), number}, .day = on};
}

}  // namespace merge_benefits

using namespace merge_benefits;

TEST_CASE("merge: a late recommendation, between coupons, lost offers and compensation") {
    auto const rules = shop();
    line const lines[] = {{.number = 1, .list_minor = 30'00}, {.number = 2, .list_minor = 40'00}};
    rule_id const claims[] = {offer::id_of("five off")};
    returned_line const first[] = {{.number = 1}};
    action const early{.head = at(1, 0), .what = action_named("recommends")};
    order const bought{.head = at(2, 1), .what = {.lines = lines, .claims = claims}};
    action const late{.head = at(3, 2), .what = action_named("recommends")};
    receipt papers[3];
    account told;
    decision out;
    std::vector<past_fact> slice;
    auto const take = [&](any_fact const& what) {
        past_fact past{what};
        auto const done = std::visit(
            [&](auto const& fact) -> result<void> {
                if constexpr (requires { rules.decide(told, fact, out); })
                    return rules.decide(told, fact, out);
                else
                    return errc::no_rule_for_fact;
            },
            what);
        REQUIRE(done.has_value());
        REQUIRE(apply(told, rules.chart(), out.as_entry()) == errc::ok);
        past.refunded = out.refund;
        slice.push_back(past);
    };
    take(early);
    take(bought);
    papers[0] = out.receipt;
    slice.back().charged = &papers[0];
    CHECK(out.priced.payable_minor() == 58'00);
    take(compensate{at(4, 3), compensation::id_of("spoiled"), &papers[0], 2});
    papers[1] = out.receipt;
    take(receipt_return{at(5, 4), &papers[1], first});
    papers[2] = out.receipt;
    CHECK(out.refund.money_minor == 20'86);  // 24.86, less 4.00 that the other gets off without its minimum
    take(receipt_return{at(6, 5), &papers[2], {}});

    merge_outcome also;
    REQUIRE(merge(rules, account{}, slice, past_fact{late}, told, out, also).has_value());
    CHECK(out.how == outcome::merged);
    REQUIRE(apply(told, rules.chart(), out.as_entry()) == errc::ok);
    CHECK(also.returns.empty());
    auto const balance = [&](char const* pool) {
        return balance_of(told, rules.chart(), rules.pool(pool), date_of(2026, 1, 7)).available;
    };
    CHECK(balance("fives") == 2);
    CHECK(balance("vouchers") == papers[1].compensated[1]);
    CHECK(balance("points") == 0);
}

TEST_CASE("merge: a coupon that stays used, and a gift of which a later image says that it is back") {
    auto const rules =
        make("used", currencies::EUR, action_award("recommends", "fives", 1).living(days(90)),
             offers("all", {offer("five off").amount_off(5).from(20).by_coupon(),
                            offer("gift").gift({9}, 1, 3).from(50).when_returned(benefit_return::lost)}),
             coupon("five off", "fives").not_restored(), returns(60));
    REQUIRE(rules.has_value());
    line const lines[] = {{.number = 1, .list_minor = 30'00}, {.number = 2, .list_minor = 40'00}};
    rule_id const claims[] = {offer::id_of("five off")};
    account told;
    decision out;
    std::vector<past_fact> slice;
    auto const take = [&](auto const& what) {
        REQUIRE(rules->decide(told, what, out).has_value());
        REQUIRE(apply(told, rules->chart(), out.as_entry()) == errc::ok);
        slice.push_back({what});
        slice.back().refunded = out.refund;
    };
    auto const coupons = [&] {
        return balance_of(told, rules->chart(), rules->pool("fives"), date_of(2026, 1, 7)).available;
    };
    take(action{.head = at(1, 0), .what = action_named("recommends")});
    take(order{.head = at(2, 1), .what = {.lines = lines, .claims = claims}});
    receipt const bought = out.receipt;
    returned_line const first[] = {{.number = 2}};
    take(receipt_return{at(4, 3), &bought, first});
    receipt const back = out.receipt;
    CHECK(out.refund.money_minor == 34'14);  // 37.14 less the gift
    take(receipt_return{at(5, 4), &back, {}, true});
    receipt const newest = out.receipt;
    CHECK(out.refund.money_minor == 65'00 - 34'14);
    CHECK(coupons() == 0);

    slice[1].charged = &newest;
    action const late{.head = at(3, 2), .what = action_named("recommends")};
    merge_outcome also;
    REQUIRE(merge(*rules, account{}, slice, past_fact{late}, told, out, also).has_value());
    CHECK(also.returns.empty());
    REQUIRE(apply(told, rules->chart(), out.as_entry()) == errc::ok);
    CHECK(coupons() == 1);
}
