// SPDX-License-Identifier: BSL-1.0
#include <algorithm>
#include <cstdint>
#include <iterator>
#include <vector>

#include <tessera/offers.hpp>
#include <tessera/tessera.hpp>

#include "order/random_offers.hpp"
#include "support/property.hpp"

using namespace tessera;
using namespace tessera::literals;

namespace line_guard_tests {

using namespace random_offers;

/// Returns: what each line is paid with.
std::vector<std::int64_t> paid_by_line(priced_order const& priced) {
    std::vector<std::int64_t> shares(priced.lines.size()), scratch(priced.lines.size());
    for (adjustment const& a : priced.adjustments) add_shares(priced, a, shares, scratch);
    for (std::size_t i = 0; i < shares.size(); ++i) shares[i] = priced.lines[i].promoted_minor() - shares[i];
    return shares;
}

/// Returns: what each line is paid with, of soap that costs 8.00 of 10.00 and of tea that costs 2.00
/// of 10.00,
///   by a tenth off and a coupon of 4.00.
std::vector<std::int64_t> sold(auto const&... guards) {
    auto const program =
        make("shop", currencies::EUR,
             offers("all", {offer("tenth").share_off(10_percent).priority(2), offer("coupon").amount_off(4)}),
             guards...);
    REQUIRE(program.has_value());
    std::vector<line> const lines{{.list_minor = 10'00}, {.list_minor = 10'00}};
    std::vector<line_facts> const about{{.cost_minor = 8'00}, {.cost_minor = 2'00}};
    priced_order out;
    REQUIRE(program->quote({}, {.lines = lines, .about = about}, out).has_value());
    return paid_by_line(out);
}

using amounts = std::vector<std::int64_t>;
line_guard none_below(profit_of of, ratio least) {
    return line_guard("lines", of, least).giving_up({{.name = "coupon"}, {.name = "tenth"}});
}

bool below(std::int64_t paid, std::int64_t list, std::int64_t cost, profit_of of, ratio least, ratio earned) {
    std::int64_t const base = of == profit_of::paid ? paid : of == profit_of::cost ? cost : list;
    return int128(paid - cost) * least.den * earned.den <
           int128(base) * least.num * earned.den + int128(paid) * earned.num * least.den;
}

}  // namespace line_guard_tests

using namespace line_guard_tests;

TEST_CASE("line guard: a line gives up what it lacks, and the others keep theirs") {
    CHECK(sold() == amounts{7'00, 7'00});
    CHECK(sold(none_below(profit_of::cost, 0)) == amounts{8'00, 7'00});
    CHECK(sold(none_below(profit_of::list, 15_percent)) == amounts{9'50, 7'00});
    CHECK(sold(none_below(profit_of::paid, 50_percent)) == amounts{10'00, 7'00});
    CHECK(sold(none_below(profit_of::cost, 3)) == amounts{10'00, 8'00});
    CHECK(sold(line_guard("lines", profit_of::cost, 0)) == amounts{7'00, 7'00});
}

TEST_CASE("line guard: a share of list is one of what the line would cost without any discount") {
    auto const program =
        make("shop", currencies::EUR, offers("all", {offer("coupon").amount_off(4)}),
             line_guard("lines", profit_of::list, 10_percent).giving_up({{.name = "coupon"}}));
    REQUIRE(program.has_value());
    std::vector<line> const lines{{.list_minor = 10'00, .promotion_minor = 2'00}};
    std::vector<line_facts> const about{{.cost_minor = 5'00}};
    priced_order out;
    REQUIRE(program->quote({}, {.lines = lines, .about = about}, out).has_value());
    CHECK(out.payable_minor() == 6'00);
}

TEST_CASE("line guard: what is earned with a line counts as a cost of it") {
    CHECK(sold(none_below(profit_of::cost, 0).counting_earned(10_percent)) == amounts{8'89, 7'00});
    CHECK(sold(none_below(profit_of::cost, 0).counting_earned(1)) == amounts{10'00, 10'00});
}

TEST_CASE("line guard: that of the order asks for what is missing after it, whatever the two are called") {
    for (char const* const name : {"a", "b", "c", "d"}) {
        auto const whole = margin_guard(name, profit_of::list, 40_percent)
                               .giving_up({{.name = "coupon"}, {.name = "tenth"}});
        CHECK(sold(whole) == amounts{9'00, 9'00});
        CHECK(sold(none_below(profit_of::list, 15_percent), whole) == amounts{9'50, 8'50});
    }
}

TEST_CASE("line guard: each part that it keeps back is a reason that names the line") {
    auto const program = make("shop", currencies::EUR, offers("all", {offer("coupon").amount_off(4)}),
                              line_guard("lines", profit_of::cost, 0).giving_up({{.name = "coupon"}}));
    REQUIRE(program.has_value());
    std::vector<line> const lines{{.list_minor = 10'00}, {.list_minor = 10'00}};
    std::vector<line_facts> const about{{.cost_minor = 2'00}, {.cost_minor = 9'00}};
    priced_order out;
    REQUIRE(program->quote({}, {.lines = lines, .about = about}, out).has_value());
    REQUIRE(!out.reasons.empty());
    CHECK(out.reasons[out.reasons.size() - 1] ==
          reason{1'00, 1'00, offer::id_of("coupon"), reason_code::withheld_on_line, 2});
}

TEST_CASE("line guard: no line leaves below the floor, unless what is not named keeps it there") {
    CHECK_PROPERTY("floors of lines", [] {
        rules by = any_rules();
        cart_of what = any_cart();
        for (std::size_t i = 0; i < what.lines.size(); ++i)
            what.about[i].cost_minor = *rc::gen::inRange<std::int64_t>(-1, what.lines[i].list_minor + 1);
        profit_of const of = *rc::gen::element(profit_of::paid, profit_of::cost, profit_of::list);
        ratio const least = any_share(), earned = *ratio::make(*rc::gen::inRange<std::int64_t>(0, 4), 9);
        std::vector<benefit> named;
        for (offer const& o : by.all)
            if (*rc::gen::arbitrary<bool>())
                for (char const* const name : names)
                    if (offer::id_of(name) == o.id()) named.push_back({.name = name});
        bool const prices = *rc::gen::arbitrary<bool>(), both = *rc::gen::arbitrary<bool>();
        if (prices) named.insert(named.begin(), {benefit_kind::member_price, "club"});
        auto const whole = margin_guard("order", profit_of::list, both ? least : ratio(0))
                               .giving_up(both ? named : std::vector<benefit>{});
        auto const program =
            make("laws", currencies::EUR, tiers("club", net_spend(), tier{"all", 0}),
                 member_price("club", off{"all", 10_percent}), offers("all", by.all, by.stacks),
                 line_guard("lines", of, least).giving_up(named).counting_earned(earned), whole);
        RC_ASSERT(program.has_value());
        priced_order out;
        standing who;
        who.tiers[0].level = 1;
        RC_ASSERT(program->quote(who, what.view(), out).has_value());
        amounts const paid = paid_by_line(out);
        amounts taken(paid.size());  // by what is named
        for (benefit const& one : named) {
            amounts shares;
            fill_shares(out, one.id(), shares);
            for (std::size_t i = 0; i < shares.size(); ++i) taken[i] += shares[i];
        }
        std::int64_t sum = 0;
        for (std::size_t i = 0; i < paid.size(); ++i) {
            std::int64_t const list = what.lines[i].list_minor, cost = what.about[i].cost_minor;
            RC_ASSERT(paid[i] >= 0);
            RC_ASSERT(paid[i] <= what.lines[i].promoted_minor());
            if (below(paid[i], list, cost < 0 ? list : cost, of, least, earned)) RC_ASSERT(taken[i] == 0);
            sum += paid[i];
        }
        RC_ASSERT(sum == out.totals.paid_minor());
    });
}

TEST_CASE("line guard: points lower a price until the first line is at its floor, and none of it further") {
    auto const shop = make("shop", currencies::EUR, accrual("points", 100),
                           redemption("points", {.points = 100, .money = 1}).as_discount(),
                           offers("all", {offer("five").amount_off(5).over({.sku = {7}})}),
                           line_guard("lines", profit_of::cost, 0));
    REQUIRE(shop.has_value());
    account held;
    decision out;
    auto const sell = [&](std::vector<line> const& lines, std::vector<line_facts> const& about) {
        redemption_wish const all{.rule = shop->redemption_rule("points")};
        order const bought{.head = {.id = {held.version().value + 1U},
                                    .key = {.sequence = held.version().value + 1U},
                                    .day = date_of(2026, 5, 1)},
                           .what = {.lines = lines, .about = about},
                           .wishes = {&all, about.empty() ? 0U : 1U}};
        REQUIRE(shop->decide(held, bought, out).has_value());
        REQUIRE(apply(held, shop->chart(), out.as_entry()) == errc::ok);
        return paid_by_line(out.priced);
    };
    sell({{.list_minor = 1'000'00}}, {});
    std::vector<line> const lines{{.list_minor = 10'00}, {.list_minor = 30'00}};
    // 1.00 may come off the first, of 10.00, so 3.00 of the second
    CHECK(sell(lines, {{.cost_minor = 9'00}, {.cost_minor = 2'00}}) == amounts{9'00, 27'00});
    CHECK(std::any_of(out.priced.reasons.begin(), out.priced.reasons.end(), [](reason const& r) {
        return r.code == reason_code::point_discount && r.detail == static_cast<std::uint16_t>(bound::guard);
    }));
    CHECK(sell(lines, {{.cost_minor = 10'00}, {.cost_minor = 2'00}}) == amounts{10'00, 30'00});
    CHECK(sell(lines, {{.cost_minor = 11'00}, {.cost_minor = 2'00}}) == amounts{10'00, 30'00});
    CHECK(sell(lines, {{.cost_minor = 2'00}, {.cost_minor = 29'99}}) == amounts{10'00, 29'99});
    std::vector<line> const lowered{{.sku = {7}, .list_minor = 15'00}, {.list_minor = 30'00}};
    CHECK(sell(lowered, {{.cost_minor = 9'00}, {.cost_minor = 2'00}}) == amounts{9'00, 27'00});
    CHECK(sell(lines, {{.cost_minor = 0}, {.cost_minor = 0}}) == amounts{0, 0});
}
