// SPDX-License-Identifier: BSL-1.0
#include "tool/quote.hpp"

#include <string>

#include <tessera/document/account.hpp>
#include <tessera/ledger/apply.hpp>

#include "support/catch.hpp"
#include "tool/failure.hpp"
#include "tool/support.hpp"

using namespace tessera;
using namespace tessera::tool;
using namespace tessera::tool::test;

namespace {

constexpr std::string_view quoted_shop =
    R"({"tessera":1,"name":"shop","currency":"EUR","versions":[{"number":1,"from":"2026-01-01","rules":[)"
    R"({"rule":"tiers","name":"club","measures":[{"kind":"net_spend"}],)"
    R"("tiers":[{"name":"silver","from":["100"]}]},)"
    R"({"rule":"offers","name":"all","list":[)"
    R"({"name":"free shipping","share":"100%","of_shipping":true,"from":{"least":"50"}},)"
    R"({"name":"silver","share":"5%","tier":{"tiers":"club","tier":"silver"}}]}]}]})";

constexpr std::string_view small_cart =
    R"({"tessera":1,"document":"cart","day":"2026-03-01","lines":[{"sku":"sencha","list":"32.00"}],)"
    R"("shipping":"4.90"})";

std::string refusal(quoting const& asked) {
    try {
        static_cast<void>(quote(asked));
    } catch (failure const& why) {
        return why.what();
    }
    return {};
}

}  // namespace

TEST_CASE("a cart is quoted line by line, with what is missing to an offer") {
    folder const here;
    quoting asked{.program = here.with("shop.json", quoted_shop), .cart = here.with("cart.json", small_cart)};
    CHECK(quote(asked) ==
          "line 1: 1 of sencha for 32.00 EUR: 32.00 EUR\n"
          "shipping of 4.90 EUR: 4.90 EUR\n"
          "to pay: 36.90 EUR\n"
          "why:\n"
          "  silver: for silver, and not for no tier\n"
          "  free shipping: 18.00 EUR more for this, from 50.00 EUR on\n");
    asked.lang = "zh";
    CHECK(quote(asked) ==
          "第1行：sencha 1件，标价32.00 EUR，应付32.00 EUR\n"
          "运费4.90 EUR，应付4.90 EUR\n"
          "应付：36.90 EUR\n"
          "原因：\n"
          "  silver：仅限silver，当前无等级\n"
          "  free shipping：再买18.00 EUR可享，满50.00 EUR\n");
}

TEST_CASE("a cart is quoted for the standing of a member's account") {
    folder const here;
    auto const by = document::load_program(quoted_shop);
    REQUIRE(by);
    account member;
    decision bought;
    std::vector<line> const lines{{.list_minor = 200'00}};
    order const first{.head = {.id = {1}, .key = {.sequence = 1}, .day = date_of(2026, 2, 1)},
                      .what = {.lines = lines}};
    REQUIRE(by->decide(member, first, bought).has_value());
    REQUIRE(apply(member, by->chart(), bought.as_entry()) == errc::ok);
    quoting asked{.program = here.with("shop.json", quoted_shop),
                  .cart = here.with("cart.json", small_cart),
                  .account = here.with("account.json", document::write_account(member, by->chart())),
                  .json = true};
    CHECK(quote(asked) ==
          R"({"bill":[{"kind":"line","line":"1","article":"sencha","quantity":"1","list":"32.00",)"
          R"("pay":"30.40",)"
          R"("text":"line 1: 1 of sencha for 32.00 EUR: 30.40 EUR"},)"
          R"({"kind":"off","rule":"silver","off":"1.60","text":"silver: 1.60 EUR off"},)"
          R"({"kind":"shipping","list":"4.90","pay":"4.90","text":"shipping of 4.90 EUR: 4.90 EUR"},)"
          R"({"kind":"total","pay":"35.30","text":"to pay: 35.30 EUR"}],)"
          R"("why":[{"kind":"offer_taken","rule":"silver","off":"1.60","base":"32.00",)"
          R"("text":"silver: 1.60 EUR off 32.00 EUR"},)"
          R"({"kind":"offer_missing","rule":"free shipping","missing":"18.00","from":"50.00",)"
          R"("text":"free shipping: 18.00 EUR more for this, from 50.00 EUR on"}]})"
          "\n");
}

TEST_CASE("what keeps a cart from being quoted is told") {
    folder const here;
    std::string const program = here.with("shop.json", quoted_shop);
    auto const no_lines =
        here.with("cart.json", R"({"tessera":1,"document":"cart","day":"2026-03-01","lines":[]})");
    CHECK(refusal({.program = program, .cart = no_lines}).ends_with(message(errc::empty_order)));
    CHECK(refusal({.program = program, .cart = here.with("bad.json", R"({"tessera":1})")}).size() > 0);
    CHECK(refusal({.program = here.with("none.json", "{}"), .cart = no_lines}).size() > 0);
    CHECK(refusal({.program = program, .cart = here / "missing.json"}).size() > 0);
}
