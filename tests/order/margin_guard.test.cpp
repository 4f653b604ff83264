// SPDX-License-Identifier: BSL-1.0
#include <algorithm>
#include <cstdint>
#include <vector>

#include <tessera/offers.hpp>
#include <tessera/tessera.hpp>

#include "support/property.hpp"

using namespace tessera;
using namespace tessera::literals;

namespace guard_tests {

struct order_at {
    std::int64_t goods, shipping, profit;
    std::size_t gifts;
    friend bool operator==(order_at const&, order_at const&) = default;
};

constexpr std::int64_t list = 500'00, cost = 450'00, parcel = 12'00, gift = 15'00;

offer const price = offer("member price").share_off(5_percent).priority(4);
offer const shipping = offer("shipping").share_off(1).of_shipping().priority(3);
offer const present = offer("gift").gift(sku_named("soap"), 1, 15).priority(2);
offer const haggled = offer("coupon").amount_off(20).priority(1);

/// Returns: the shop's monthly order, under a guard; its profit is counted here once more.
order_at sold(std::vector<offer> all, margin_guard const& floor, std::int64_t list_minor = list) {
    for (offer const& o : {price, shipping, present, haggled})
        if (std::none_of(all.begin(), all.end(), [&](offer const& one) { return one.id() == o.id(); }))
            all.push_back(o.given(host_tag));  // the guard names it, and it never applies
    auto const program = make("shop", currencies::EUR, offers("all", std::move(all)), floor);
    REQUIRE(program.has_value());
    std::vector<line> const lines{{.list_minor = list_minor}};
    std::vector<line_facts> const about{{.cost_minor = cost}};
    priced_order out;
    cart const wanted{
        .lines = lines, .shipping_minor = parcel, .shipping_cost_minor = parcel, .about = about};
    REQUIRE(program->quote({}, wanted, out).has_value());
    std::int64_t gifts = 0;
    for (entitlement const& e : out.entitlements) gifts += e.worth_minor;
    std::int64_t const paid = out.totals.paid_minor();
    return {paid, out.shipping_minor, paid + out.shipping_minor - cost - parcel - gifts,
            out.entitlements.size()};
}

margin_guard guarded(profit_of of, ratio least) {
    return margin_guard("floor", of, least)
        .giving_up({{.name = "coupon"}, {.name = "gift"}, {.name = "shipping"}, {.name = "member price"}});
}
margin_guard const none = margin_guard("floor", profit_of::list, 0);

}  // namespace guard_tests

using namespace guard_tests;

TEST_CASE("guard: benefits are given up in their order, money to the cent and gifts and shipping whole") {
    std::vector<offer> const all{haggled, present, shipping, price};
    CHECK(sold(all, none) == order_at{455'00, 0, -22'00, 1});
    CHECK(sold(all, guarded(profit_of::list, 0)) == order_at{475'00, 0, 13'00, 0});
    CHECK(sold(all, guarded(profit_of::list, 4_percent)) == order_at{475'00, 12'00, 25'00, 0});
    CHECK(sold(all, guarded(profit_of::list, 6_percent)) == order_at{480'00, 12'00, 30'00, 0});
    CHECK(sold(all, guarded(profit_of::list, 50_percent)) == order_at{500'00, 12'00, 50'00, 0});
    CHECK(sold({shipping, price}, guarded(profit_of::list, 1_percent)) == order_at{475'00, 0, 13'00, 0});
    CHECK(sold({haggled}, guarded(profit_of::list, 6.002_percent)) == order_at{480'01, 12'00, 30'01, 0});
}

TEST_CASE("guard: a floor is a share of what is paid, of the cost, or of the list price") {
    CHECK(sold({haggled}, guarded(profit_of::cost, 10_percent)) == order_at{495'00, 12'00, 45'00, 0});
    CHECK(sold({haggled}, guarded(profit_of::paid, 10_percent)) == order_at{500'00, 12'00, 50'00, 0});
    CHECK(sold({haggled}, guarded(profit_of::paid, 8_percent)) == order_at{489'14, 12'00, 39'14, 0});
    CHECK(sold({haggled}, guarded(profit_of::paid, 1)) == order_at{500'00, 12'00, 50'00, 0});
}

TEST_CASE("guard: what the member earns with the order counts as a cost of it") {
    auto const earning = [](ratio share) { return guarded(profit_of::list, 0).counting_earned(share); };
    CHECK(sold({haggled}, earning(0)) == order_at{480'00, 12'00, 30'00, 0});
    CHECK(sold({haggled}, earning(6.25_percent)) == order_at{480'00, 12'00, 30'00, 0});
    CHECK(sold({haggled}, earning(8_percent)) == order_at{489'14, 12'00, 39'14, 0});
    CHECK(sold({haggled}, earning(1)) == order_at{500'00, 12'00, 50'00, 0});
    auto const both = [](profit_of of, ratio least, ratio share) {
        return guarded(of, least).counting_earned(share);
    };
    CHECK(sold({haggled}, both(profit_of::paid, 3_percent, 5_percent)) == order_at{489'14, 12'00, 39'14, 0});
    CHECK(sold({haggled}, both(profit_of::list, 4_percent, 4_percent)) == order_at{489'59, 12'00, 39'59, 0});
}

TEST_CASE("guard: a share that no order can be counted with is none") {
    auto const with = [](ratio least, ratio share) {
        auto const made = make("shop", currencies::EUR,
                               margin_guard("floor", profit_of::cost, least).counting_earned(share));
        return made ? errc::ok : made.error();
    };
    CHECK(with(1, 1) == errc::ok);
    CHECK(with(1, ratio(-1)) == errc::negative_rate);
    CHECK(with(*ratio::make(1, INT64_MAX / 5), *ratio::make(1, 7)) == errc::overflow);
}

TEST_CASE("guard: what it keeps back is a reason, and what several lines shared stays within each of them") {
    auto const program =
        make("shop", currencies::EUR, tiers("club", net_spend(), tier{"all", 0}),
             member_price("club", off{"all", 10_percent}),
             margin_guard("floor", profit_of::cost, 0).giving_up({{benefit_kind::member_price, "club"}}));
    REQUIRE(program.has_value());
    CHECK_PROPERTY("withheld parts", [&] {
        std::vector<line> lines;
        std::vector<line_facts> about;
        std::int64_t costs = 0;
        int const count = *rc::gen::inRange(1, 6);
        for (int i = 0; i < count; ++i) {
            lines.push_back({.list_minor = *rc::gen::inRange<std::int64_t>(0, 2000)});
            about.push_back({.cost_minor = *rc::gen::inRange<std::int64_t>(0, 2000)});
            costs += about.back().cost_minor;
        }
        priced_order out;
        standing who;
        who.tiers[0].level = 1;
        RC_ASSERT(program->quote(who, {.lines = lines, .about = about}, out).has_value());
        std::int64_t const paid = out.totals.paid_minor();
        auto const full = *scale(out.totals.list_minor, 10_percent, rounding::half_up);
        std::int64_t const bare = out.totals.list_minor - full;
        RC_ASSERT(paid == std::min(out.totals.list_minor, std::max(bare, costs)));
        std::vector<std::int64_t> shares(lines.size()), scratch(lines.size());
        for (adjustment const& a : out.adjustments) add_shares(out, a, shares, scratch);
        std::int64_t sum = 0;
        for (std::size_t i = 0; i < lines.size(); ++i) {
            RC_ASSERT(shares[i] >= 0);
            RC_ASSERT(shares[i] <= lines[i].list_minor);
            sum += shares[i];
        }
        RC_ASSERT(sum == out.totals.member_minor);
        std::int64_t withheld = 0;
        for (reason const& r : out.reasons)
            if (r.code == reason_code::withheld_by_guard) withheld += r.a;
        RC_ASSERT(withheld == paid - bare);
    });
}

TEST_CASE("guard: what no rule gives cannot be given up") {
    auto const named = [](benefit what) {
        return make("shop", currencies::EUR, offers("all", {haggled}),
                    margin_guard("floor", profit_of::list, 0).giving_up({what}));
    };
    CHECK(named({.name = "coupon"}).has_value());
    REQUIRE(!named({.name = "copuon"}).has_value());
    CHECK(named({.name = "copuon"}).error() == errc::unknown_benefit);
    CHECK(named({benefit_kind::promotion, "coupon"}).error() == errc::unknown_benefit);
    CHECK(make("shop", currencies::EUR, offers("all", {haggled.in("none")})).error() == errc::unknown_stack);
    CHECK(make("shop", currencies::EUR, offers("all", {haggled.not_with("none")})).error() ==
          errc::unknown_benefit);
}
