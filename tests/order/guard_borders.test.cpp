// SPDX-License-Identifier: BSL-1.0
#include <cstdint>
#include <vector>

#include <tessera/offers.hpp>
#include <tessera/tessera.hpp>

#include "support/catch.hpp"

using namespace tessera;
using namespace tessera::literals;

// Where a guard ends: at gifts beside money, at figures without end, at points that lower a price.

namespace guard_border_tests {

fact_head head(std::uint64_t n) { return {.id = {n}, .key = {.sequence = n}, .day = date_of(2026, 5, 1)}; }
auto const floor_of_paid = margin_guard("floor", profit_of::paid, 20_percent).giving_up({{.name = "c"}});

/// A customer with 200.00 in points that lower a price, under a guard.
class customer {
public:
    explicit customer(margin_guard const& floor)
        : shop_(make("shop", currencies::EUR, accrual("points", 100),
                     redemption("points", {.points = 100, .money = 1}).as_discount(), floor)) {
        REQUIRE(shop_.has_value());
        line const goods{.list_minor = 200'00};
        decide(order{.head = head(1), .what = {.lines = {&goods, 1}}});
    }
    /// Returns: what an order of 100.00 costs, all points wished for, where the goods cost the shop so much.
    std::int64_t pays(std::int64_t cost_minor) {
        line const goods{.list_minor = 100'00};
        line_facts const about{.cost_minor = cost_minor};
        redemption_wish const all{.rule = shop_->redemption_rule("points")};
        order const bought{
            .head = head(2), .what = {.lines = {&goods, 1}, .about = {&about, 1}}, .wishes = {&all, 1}};
        priced_order shown;
        REQUIRE(shop_->quote(held_, bought, shown).has_value());
        decide(bought);
        CHECK(out_.priced.totals.paid_minor() == shown.totals.paid_minor());
        return shown.totals.paid_minor();
    }
    [[nodiscard]] bool bounded_by(bound what) const {
        for (reason const& r : out_.priced.reasons)
            if (r.detail == static_cast<std::uint16_t>(what) && r.code == reason_code::point_discount)
                return true;
        return false;
    }

private:
    void decide(order const& what) {
        REQUIRE(shop_->decide(held_, what, out_).has_value());
        REQUIRE(apply(held_, shop_->chart(), out_.as_entry()) == errc::ok);
    }

    using shop = decltype(make("", currencies::EUR, accrual("", 1),
                               redemption("", {.points = 1, .money = 1}).as_discount(),
                               margin_guard("", profit_of::cost, 0)));
    shop shop_;
    account held_;
    decision out_;
};

}  // namespace guard_border_tests

using namespace guard_border_tests;

TEST_CASE("guard: no more money is kept back than is missing beside the gift") {
    line const goods{.list_minor = 100'00};
    line_facts const about{.cost_minor = 50'00};
    auto const both = offer("c").amount_off(40).gift(sku_named("soap"), 1, 5);
    auto const shop = make("shop", currencies::EUR, offers("all", {both}), floor_of_paid);
    REQUIRE(shop.has_value());
    priced_order out;
    REQUIRE(shop->quote({}, {.lines = {&goods, 1}, .about = {&about, 1}}, out).has_value());
    CHECK(out.totals.paid_minor() == 62'50);  // a fifth of it is 12.50
    CHECK(out.entitlements.empty());
}

TEST_CASE("guard: costs beyond any price are an error, and never undefined") {
    std::vector<line> const goods(8, line{.list_minor = 1'00});
    std::vector<line_facts> const about(8, line_facts{.cost_minor = INT64_MAX});
    auto const floor = margin_guard("floor", profit_of::cost, 1).giving_up({{.name = "c"}});
    auto const shop = make("shop", currencies::EUR, offers("all", {offer("c").amount_off(1)}), floor);
    REQUIRE(shop.has_value());
    priced_order out;
    CHECK(shop->quote({}, {.lines = goods, .about = about}, out).error() == errc::overflow);
    auto const finest = margin_guard("floor", profit_of::cost, *ratio::make(INT64_MAX - 1, INT64_MAX));
    CHECK(make("shop", currencies::EUR, finest).error() == errc::overflow);

    // a gift of nearly all that there is, and shipping beside it
    offer const dear =
        offer("c").share_off(1).of_shipping().gift(sku_named("ring"), 1, "92233720368547758.00"_d);
    auto const gifts = make("shop", currencies::EUR, offers("all", {dear}),
                            margin_guard("floor", profit_of::cost, 0).giving_up({{.name = "c"}}));
    REQUIRE(gifts.has_value());
    CHECK(gifts->quote({}, {.lines = {goods.data(), 1}, .shipping_minor = 5'00}, out).error() ==
          errc::overflow);
}

TEST_CASE("guard: points lower a price as far as its floor, and no further") {
    CHECK(customer(margin_guard("floor", profit_of::cost, 0)).pays(90'00) == 90'00);
    CHECK(customer(margin_guard("floor", profit_of::cost, 10_percent)).pays(80'00) == 88'00);
    CHECK(customer(margin_guard("floor", profit_of::paid, 20_percent)).pays(50'00) == 62'50);
    CHECK(customer(margin_guard("floor", profit_of::list, 4_percent)).pays(90'00) == 94'00);
    CHECK(customer(margin_guard("floor", profit_of::paid, 30_percent)).pays(50'00) == 71'43);  // 71.4285...
    CHECK(
        customer(margin_guard("floor", profit_of::paid, 20_percent).counting_earned(5_percent)).pays(50'00) ==
        66'67);
    CHECK(customer(margin_guard("floor", profit_of::cost, 0)).pays(0) == 0);
    CHECK(customer(margin_guard("floor", profit_of::cost, 0)).pays(120'00) == 100'00);  // below it anyway
    customer bounded(margin_guard("floor", profit_of::cost, 0));
    CHECK(bounded.pays(90'00) == 90'00);
    CHECK(bounded.bounded_by(bound::guard));
}

TEST_CASE("guard: of several redemptions the later ones have the room that the earlier ones left") {
    redemption const cents("points", {.points = 1, .money = {1, 2}}),
        credit("credit", {.points = 1, .money = {1, 2}});
    auto const shop =
        make("shop", currencies::EUR, action_award("gift", "points", 3'000).named("p"),
             action_award("gift", "credit", 3'000).named("c"), cents.as_discount(), credit.as_discount(),
             margin_guard("floor", profit_of::cost, 0), margin_guard("other", profit_of::list, 10_percent));
    REQUIRE(shop.has_value());
    account held;
    decision out;
    REQUIRE(shop->decide(held, action{.head = head(1), .what = action_named("gift")}, out).has_value());
    REQUIRE(apply(held, shop->chart(), out.as_entry()) == errc::ok);
    line const goods{.list_minor = 100'00};
    line_facts const about{.cost_minor = 45'00};
    redemption_wish const all[] = {{shop->redemption_rule("points")}, {shop->redemption_rule("credit")}};
    order const bought{.head = head(2), .what = {.lines = {&goods, 1}, .about = {&about, 1}}, .wishes = all};
    REQUIRE(shop->decide(held, bought, out).has_value());
    CHECK(out.priced.payable_minor() ==
          55'00);  // 30.00 and 15.00; the goods cost 45.00, and 10.00 are to stay
}
