// SPDX-License-Identifier: BSL-1.0
#include <string>

#include <tessera/document/loaded_program.hpp>
#include <tessera/document/tell.hpp>

#include "order/random_offers.hpp"
#include "support/property.hpp"

using namespace tessera;
using namespace random_offers;

TEST_CASE("offers of a document price like those in code, and say the same again") {
    CHECK_PROPERTY("loaded offers", [] {
        rules const by = any_rules();
        cart_of const what = any_cart();
        benefit const first{.name = names[0]};
        auto const base = rc::gen::element(profit_of::paid, profit_of::cost, profit_of::list);
        auto const composed = make(
            "offers", currencies::EUR, offers("all", by.all, by.stacks),
            margin_guard("floor", *base, any_share()).giving_up({first}).counting_earned(any_share()),
            tax({*rc::gen::arbitrary<bool>(), *rc::gen::element(tax_per::unit, tax_per::rate),
                 *rc::gen::element(rounding::half_up, rounding::down)}),
            line_guard("floor of lines", *base, any_share()).giving_up({first}).counting_earned(any_share()));
        RC_ASSERT(composed.has_value());
        auto const said = document::document_of(*composed);
        auto const loaded = document::load_program(document::write_program(said));
        RC_ASSERT(loaded.problems.empty());
        RC_ASSERT(document::write_program(loaded->said()) == document::write_program(said));
        priced_order one, other;
        RC_ASSERT(composed->quote(what.who(), what.view(), one).has_value());
        RC_ASSERT(loaded->quote(what.who(), what.view(), other).has_value());
        RC_ASSERT(one.totals == other.totals);
        RC_ASSERT(one.shipping_minor == other.shipping_minor);
        RC_ASSERT(one.adjustments == other.adjustments);
        RC_ASSERT(one.entitlements == other.entitlements);
        RC_ASSERT(one.reasons == other.reasons);
        RC_ASSERT(one.benefits == other.benefits);
        RC_ASSERT(one.taxes == other.taxes);
    });
}

TEST_CASE("coupons of a document are those in code") {
    auto const loaded = document::load_program(
        R"({"tessera":1,"name":"a","currency":"EUR","versions":[{"number":1,)"
        R"("from":"2026-01-01","rules":[)"
        R"({"rule":"action_award","action":"birthday","points":"coupons","amount":"1"},)"
        R"({"rule":"coupon","offer":"five off","points":"coupons","restored":false},)"
        R"({"rule":"offers","name":"all","list":[)"
        R"({"name":"five off","amount":"5","by_coupon":true}]}]}]})");
    for (document::problem const& p : loaded.problems) FAIL_CHECK(to_text(p, "program"));
    REQUIRE(loaded);
    auto const coded = make("a", currencies::EUR, action_award("birthday", "coupons", 1),
                            coupon("five off", "coupons").not_restored(),
                            offers("all", {offer("five off").amount_off(5).by_coupon()}));
    REQUIRE(coded.has_value());
    auto const told = document::document_of(*coded, date_of(2026, 1, 1));
    CHECK(told.versions[0].rules.size() == 3);
    for (document::rule const& r : told.versions[0].rules) {
        auto const& rules = loaded->said().versions[0].rules;
        CHECK(std::find(rules.begin(), rules.end(), r) != rules.end());
    }
}
