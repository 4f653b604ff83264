// SPDX-License-Identifier: BSL-1.0
#include <algorithm>
#include <cstdint>
#include <string>
#include <vector>

#include <tessera/offers.hpp>
#include <tessera/tessera.hpp>

#include "order/random_offers.hpp"
#include "support/property.hpp"

using namespace tessera;
using namespace tessera::literals;

namespace offer_laws {

using namespace random_offers;

priced_order priced(rules const& by, cart_of const& what) {
    auto const program = make("laws", currencies::EUR, offers("all", by.all, by.stacks));
    RC_ASSERT(program.has_value());
    priced_order out;
    RC_ASSERT(program->quote(what.who(), what.view(), out).has_value());
    return out;
}

bool same(priced_order const& one, priced_order const& other) {
    return one.totals == other.totals && one.shipping_minor == other.shipping_minor &&
           one.adjustments == other.adjustments && one.entitlements == other.entitlements &&
           one.reasons == other.reasons;
}

}  // namespace offer_laws

using namespace offer_laws;
using namespace random_offers;

TEST_CASE("laws of offers: what comes off adds up, and no line falls below what it may cost") {
    CHECK_PROPERTY("sums and floors", [] {
        rules const by = any_rules();
        cart_of const what = any_cart();
        priced_order const out = priced(by, what);
        std::vector<std::int64_t> shares(what.lines.size()), scratch(what.lines.size());
        std::int64_t sum = 0, shipping = what.shipping;
        for (adjustment const& a : out.adjustments) {
            RC_ASSERT(a.off_minor > 0);
            RC_ASSERT(a.off_minor <= a.base_minor);
            if (a.place == shipping_place) shipping -= a.off_minor;
            add_shares(out, a, shares, scratch);
        }
        for (std::size_t i = 0; i < shares.size(); ++i) {
            std::int64_t const left = what.lines[i].promoted_minor() - shares[i];
            RC_ASSERT(left >= std::min(what.about[i].lowest_minor, what.lines[i].promoted_minor()));
            sum += shares[i];
        }
        RC_ASSERT(sum == out.totals.member_minor);
        RC_ASSERT(shipping == out.shipping_minor);
        RC_ASSERT(shipping >= 0);
    });
}

TEST_CASE("laws of offers: the order of listing leaves no trace") {
    CHECK_PROPERTY("permutation", [] {
        rules by = any_rules();
        cart_of const what = any_cart();
        priced_order const first = priced(by, what);
        std::rotate(by.all.begin(), by.all.begin() + *rc::gen::inRange<std::ptrdiff_t>(0, std::ssize(by.all)),
                    by.all.end());
        if (*rc::gen::arbitrary<bool>()) std::reverse(by.all.begin(), by.all.end());
        std::reverse(by.stacks.begin(), by.stacks.end());
        RC_ASSERT(same(first, priced(by, what)));
    });
}

TEST_CASE("laws of offers: one that cannot apply changes nothing") {
    CHECK_PROPERTY("idle offer", [] {
        rules by = any_rules();
        cart_of what = any_cart();
        priced_order const before = priced(by, what);
        deal idle = any_deal("idle");
        idle.given = host_tag << 5U;
        idle.alone = once_in(2);
        idle.not_with = "a";
        by.all.push_back(offer_of(idle));
        RC_ASSERT(same(before, priced(by, what)));
    });
}

TEST_CASE("laws of offers: a quote is what is decided, and what a receipt says again") {
    CHECK_PROPERTY("quote is commit", [] {
        rules const by = any_rules();
        cart_of const what = any_cart();
        auto const program =
            make("laws", currencies::EUR, offers("all", by.all, by.stacks), accrual("points", 1));
        priced_order shown;
        RC_ASSERT(program->quote(what.who(), what.view(), shown).has_value());
        decision sold;
        order const sale{.head = {.id = {1}, .key = {.sequence = 1}, .day = what.day}, .what = what.view()};
        RC_ASSERT(program->decide(account{}, sale, sold).has_value());
        shown.lines = sold.priced.lines;
        RC_ASSERT(same(shown, sold.priced));
        priced_order again;
        sold.receipt.write_price(again);
        RC_ASSERT(again.payable_minor() == shown.payable_minor());
        RC_ASSERT(again.adjustments == shown.adjustments);
    });
}

TEST_CASE("laws of offers: a search gives at least what any other way to stack them gives") {
    CHECK_PROPERTY("search is best", [] {
        rules by = any_rules();
        by.stacks = {{.name = "one", .how = stacking::search}};
        for (offer& o : by.all) o = o.in("one");
        cart_of const what = any_cart();
        auto const worth = [](priced_order const& p, std::int64_t shipping) {
            std::int64_t sum = p.totals.member_minor + shipping - p.shipping_minor;
            for (entitlement const& e : p.entitlements) sum += e.worth_minor;
            return sum;
        };
        std::int64_t const best = worth(priced(by, what), what.shipping);
        for (stacking const how : {stacking::product, stacking::max, stacking::first}) {
            by.stacks[0].how = how;
            RC_ASSERT(worth(priced(by, what), what.shipping) <= best);
        }
    });
}

TEST_CASE("one big order: a level by the best order, and a second purchase with the better of two benefits") {
    auto const shipping =
        offer("free shipping").share_off(1).of_shipping().at_tier("purchases", "one").in("choice");
    auto const tenth = offer("tenth").share_off(10_percent).at_tier("purchases", "one").in("choice");
    auto const rules = make("one big order", currencies::EUR,
                            tiers("big", best_order(list_price), tier{"300", 300}, tier{"500", 500}),
                            tiers("purchases", order_count(), tier{"one", 1}, tier{"more", 2}),
                            member_price("big", off{"300", 5_percent}, off{"500", 10_percent}),
                            offers("second", {shipping, tenth}, {{.name = "choice", .how = stacking::max}}));
    REQUIRE(rules.has_value());
    struct row {
        std::int64_t list, paid, shipping;
    };
    account customer;
    decision out;
    std::uint64_t n = 0;
    for (row const& r : std::vector<row>{{299'99, 299'99, 8'00},
                                         {60'00, 60'00, 0},
                                         {200'00, 200'00, 8'00},
                                         {300'00, 300'00, 8'00},
                                         {249'90, 237'40, 8'00},
                                         {500'00, 475'00, 8'00},
                                         {89'90, 80'91, 8'00}}) {
        line const goods{.list_minor = r.list};
        ++n;
        order const sale{.head = {.id = {n}, .key = {.sequence = n}, .day = date_of(2026, 3, 1)},
                         .what = {.lines = {&goods, 1}, .shipping_minor = 8'00}};
        REQUIRE(rules->decide(customer, sale, out).has_value());
        REQUIRE(apply(customer, rules->chart(), out.as_entry()) == errc::ok);
        CHECK(out.priced.totals.paid_minor() == r.paid);
        CHECK(out.priced.shipping_minor == r.shipping);
    }
}
