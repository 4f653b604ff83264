// SPDX-License-Identifier: BSL-1.0
#include <tessera/document/cart.hpp>

#include <string>

#include <tessera/document/decision.hpp>
#include <tessera/document/explain.hpp>

#include "document/offer_shop.hpp"
#include "document/random_cart.hpp"

using namespace tessera;

namespace cart_tests {

loaded_program shop() {
    auto const made = document::load_program(
        R"({"tessera":1,"name":"shop","currency":"EUR","tags":["new","birthday"],"versions":[{"number":1,)"
        R"("from":"2026-01-01","rules":[)"
        R"({"rule":"tiers","name":"club","measures":[{"kind":"net_spend"}],)"
        R"("tiers":[{"name":"silver","from":["100"]},{"name":"gold","from":["300"]}]},)"
        R"({"rule":"offers","name":"all","list":[)"
        R"({"name":"free shipping","share":"100%","of_shipping":true,"from":{"least":"50"}},)"
        R"({"name":"gold","share":"5%","tier":{"tiers":"club","tier":"gold"}},)"
        R"({"name":"tea","share":"10%","of":{"over":{"category":"tea"}}},)"
        R"({"name":"pairs","share":"100%","of":{"over":{"sku":"cup"},)"
        R"("bought":{"count":1,"lines":{"sku":"cup"}}}},)"
        R"({"name":"code","amount":"30","on_request":true}]},)"
        R"({"rule":"line_guard","name":"no loss","of":"cost","least":"0","giving_up":[{"name":"code"}]},)"
        R"({"rule":"tax"}]}]})");
    for (document::problem const& p : made.problems) FAIL_CHECK(to_text(p, "program"));
    REQUIRE(made);
    return *made;
}

constexpr std::string_view wanted =
    R"({"tessera":1,"document":"cart","day":"2026-03-01","lines":[)"
    R"({"sku":"sencha","category":"tea","quantity":2,"list":"20.00","tags":["new"],"tax_rate":"7%"},)"
    R"({"sku":"cup","list":"12.00","cost":"8.50","tax_rate":"19%"}],)"
    R"("shipping":"4.90","shipping_tax_rate":"19%","claims":["code"],"born":"2001-02-03"})";

std::string told(std::vector<document::sentence> const& all) {
    std::string text;
    for (document::sentence const& s : all) text += s.text + '\n';
    return text;
}

std::string places(std::string_view text, loaded_program const& under) {
    std::string all;
    for (document::problem const& p : document::read_cart(text, under).problems)
        all += std::to_string(static_cast<int>(p.code)) + ' ' + p.pointer + '\n';
    return all;
}

}  // namespace cart_tests

using namespace cart_tests;

TEST_CASE("a cart says in the words of its program what is wanted") {
    loaded_program const by = shop();
    auto const read = document::read_cart(wanted, by);
    for (document::problem const& p : read.problems) FAIL_CHECK(to_text(p, "cart"));
    REQUIRE(read);
    cart const& what = read.what.what;
    REQUIRE(what.lines.size() == 2);
    CHECK(what.lines[0] == line{.sku = sku_named("sencha"),
                                .category = category_named("tea"),
                                .tags = by.tag("new"),
                                .number = 1,
                                .quantity = 2,
                                .list_minor = 20'00});
    CHECK(what.about[0].cost_minor == -1);
    CHECK(what.about[1].cost_minor == 8'50);
    CHECK(what.about[1].tax_rate == *ratio::make(19, 100));
    CHECK(what.shipping_minor == 4'90);
    CHECK(what.claims[0] == offer::id_of("code"));
    CHECK(read.what.day == date_of(2026, 3, 1));
    CHECK(what.born == date_of(2001, 2, 3));
}

TEST_CASE("all mistakes of a cart are told with their places, and nothing is read") {
    loaded_program const by = shop();
    CHECK(
        places(R"({"tessera":1,"document":"cart","day":"2026-03-01","lines":[{"list":"1.001"},{"list":"1"}],)"
               R"("claims":["code","cod"],"uses":[{"offer":"pair"}]})",
               by) == std::to_string(static_cast<int>(errc::not_representable)) + " /lines/0/list\n" +
                          std::to_string(static_cast<int>(errc::unknown_benefit)) + " /claims/1\n" +
                          std::to_string(static_cast<int>(errc::unknown_benefit)) + " /uses/0/offer\n");
    CHECK(places(R"({"tessera":1,"document":"cart","day":"2026-03-01","lines":[],"tags":["birthdy"]})", by) ==
          std::to_string(static_cast<int>(errc::unknown_tag)) + " /tags/0\n");
    CHECK(places(R"({"tessera":1,"document":"cart","lines":[{"list":"1","quantity":-1}]})", by).size() > 0);
    CHECK(places(R"({"tessera":1,"document":"cart","day":"2026-03-01","lines":[],"$comment":7})", by) ==
          std::to_string(static_cast<int>(errc::wrong_type)) + " /$comment\n");
}

TEST_CASE("a cart with a figure below zero is none, and an article need not be said") {
    loaded_program const by = shop();
    std::string const below = std::to_string(static_cast<int>(errc::negative_amount)),
                      range = std::to_string(static_cast<int>(errc::out_of_range));
    CHECK(places(R"({"tessera":1,"document":"cart","day":"2026-03-01","shipping_cost":"-1","lines":[)"
                 R"({"list":"9","cost":"-2","lowest":"-3"}],"uses":[{"offer":"code","by_member":-1,)"
                 R"("by_all":-1,"given":"-4"}]})",
                 by) == below + " /shipping_cost\n" + below + " /lines/0/cost\n" + below +
                            " /lines/0/lowest\n" + range + " /uses/0/by_member\n" + range +
                            " /uses/0/by_all\n" + below + " /uses/0/given\n");
    auto const read = document::read_cart(
        R"({"tessera":1,"document":"cart","day":"2026-03-01","lines":[{"list":"9"}]})", by);
    REQUIRE(read);
    priced_order out;
    REQUIRE(by.quote(standing{.day = read.what.day}, read.what.what, out).has_value());
    auto const bill = document::explainer(by).bill(out, read.what.day, read.what.names);
    CHECK(bill.front().text == "line 1: 1 of an article for 9.00 EUR: 9.00 EUR, tax 0.00 EUR");
}

TEST_CASE("a cart of any figures, in the words of its program, is read as what it says") {
    loaded_program const by = document_tests::offer_shop();
    CHECK_PROPERTY("the same figures", [&] {
        document::cart_text const said = document_tests::any_cart(by.said());
        auto const read = document::read_cart(document::to_line(document::writer::object_of(said)), by);
        RC_ASSERT(read.problems.empty());
        RC_ASSERT(read.what.day == said.day && read.what.what.born == said.born.value_or(date::min()));
        RC_ASSERT(read.what.lines.size() == said.lines.size());
        for (std::size_t i = 0; i < said.lines.size(); ++i) {
            RC_ASSERT(read.what.names[i] == said.lines[i].sku);
            RC_ASSERT(read.what.lines[i].quantity == said.lines[i].quantity);
            RC_ASSERT(read.what.lines[i].list_minor == said.lines[i].list.mantissa);
            RC_ASSERT(read.what.about[i].tax_rate == said.lines[i].tax_rate);
        }
        RC_ASSERT(read.what.claims.size() == said.claims.size() && read.what.uses.size() == said.uses.size());
    });
}

TEST_CASE("a quote is told as a bill and as its reasons, in English and Chinese") {
    loaded_program const by = shop();
    auto const read = document::read_cart(wanted, by);
    REQUIRE(read);
    priced_order out;
    date const day = read.what.day;
    REQUIRE(by.quote(standing{.day = day}, read.what.what, out).has_value());
    document::explainer const english(by), chinese(by, document::language::chinese);
    CHECK(told(english.bill(out, day, read.what.names)) ==
          "line 1: 2 of sencha for 20.00 EUR: 18.00 EUR, tax 1.18 EUR\n"
          "tea: 2.00 EUR off\n"
          "line 2: 1 of cup for 12.00 EUR: 8.50 EUR, tax 1.36 EUR\n"
          "code: 3.50 EUR off\n"
          "shipping of 4.90 EUR: 4.90 EUR\n"
          "tax in the prices: 3.32 EUR\n"
          "to pay: 31.40 EUR\n");
    CHECK(told(english.tell(out, day)) ==
          "gold: for gold, and not for no tier\n"
          "pairs: 1 more for this, in sets of 2\n"
          "tea: 2.00 EUR off 20.00 EUR\n"
          "free shipping: 18.00 EUR more for this, from 50.00 EUR on\n"
          "code: 30.00 EUR off 30.00 EUR\n"
          "code: 18.00 EUR kept back on line 1, which was 20.00 EUR below its least profit\n"
          "code: 8.50 EUR kept back on line 2, which was 8.50 EUR below its least profit\n");
    CHECK(told(chinese.bill(out, day, read.what.names)) ==
          "第1行：sencha 2件，标价20.00 EUR，应付18.00 EUR，税额1.18 EUR\n"
          "tea：减2.00 EUR\n"
          "第2行：cup 1件，标价12.00 EUR，应付8.50 EUR，税额1.36 EUR\n"
          "code：减3.50 EUR\n"
          "运费4.90 EUR，应付4.90 EUR\n"
          "含税额：3.32 EUR\n"
          "应付：31.40 EUR\n");
    CHECK(told(chinese.tell(out, day)) ==
          "gold：仅限gold，当前无等级\n"
          "pairs：再买1件可享，每2件一组\n"
          "tea：20.00 EUR优惠2.00 EUR\n"
          "free shipping：再买18.00 EUR可享，满50.00 EUR\n"
          "code：30.00 EUR优惠30.00 EUR\n"
          "code：第1行商品利润低于底线20.00 EUR，收回18.00 EUR\n"
          "code：第2行商品利润低于底线8.50 EUR，收回8.50 EUR\n");
}

TEST_CASE("a decision that is stored keeps its taxes") {
    loaded_program const by = shop();
    auto const read = document::read_cart(wanted, by);
    REQUIRE(read);
    order const placed{.head = {.id = {1}, .key = {.sequence = 1}, .day = read.what.day},
                       .what = read.what.what};
    decision sold;
    REQUIRE(by.decide(account{}, placed, sold).has_value());
    CHECK(sold.priced.taxes.size() == 3);
    std::string const text = document::write_decision(sold);
    auto const again = document::read_decision(text);
    for (document::problem const& p : again.problems) FAIL_CHECK(to_text(p, "decision"));
    REQUIRE(again);
    CHECK(again.what.what.priced.taxes == sold.priced.taxes);
    CHECK(again.what.what.priced.tax_total_minor == 3'32);
    CHECK(document::write_decision(again.what.what) == text);
}
