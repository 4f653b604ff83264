// SPDX-License-Identifier: BSL-1.0
#include <tessera/document/giveaway.hpp>

#include <string>
#include <string_view>
#include <vector>

#include "support/catch.hpp"

/// Why a bound is not reached: the rows of the table in docs/reference/giveaway.md, each with a program that
/// shows it, and with one in which nothing keeps a history from the bound.

namespace document = tessera::document;

namespace {

document::giveaway bound_of(std::string_view rules, document::giveaway_terms const& terms = {}) {
    auto const made = document::load_program(
        R"({"tessera":1,"name":"shop","currency":"EUR","tags":["app","web"],"versions":[)"
        R"({"number":1,"from":"2026-01-01","rules":[)" +
        std::string(rules) + "]}]}");
    INFO(rules);
    REQUIRE(made);
    return document::giveaways(*made, terms)[0];
}

/// Returns: the highest share, and whether a history reaches it.
std::string told(std::string_view rules) {
    document::giveaway const g = bound_of(rules);
    return g.highest.str() + (g.reached ? " reached" : " not reached");
}

std::string ladder(std::string_view name, std::string_view measure, std::string_view more) {
    return R"({"rule":"ladder","name":")" + std::string(name) + R"(","measure":{)" + std::string(measure) +
           "}," + std::string(more) + "}";
}
std::string tiers(std::string_view measure, std::string_view steps) {
    return R"({"rule":"tiers","name":"club","measures":[{)" + std::string(measure) + R"(}],"tiers":[)" +
           std::string(steps) + "]}";
}
std::string prices(std::string_view steps) {
    return R"({"rule":"member_price","tiers":"club","steps":[)" + std::string(steps) + "]}";
}
std::string offers(std::string_view list, std::string_view stacks = "") {
    return R"({"rule":"offers","name":"all","list":[)" + std::string(list) + "]" + std::string(stacks) + "}";
}
std::string promotion(std::string_view what) {
    return R"({"rule":"promotion","name":"sale",)" + std::string(what) + "}";
}
std::string accrual(std::string_view name, std::string_view more) {
    return R"({"rule":"accrual","points":"points","name":")" + std::string(name) + R"(","rate":"1")" +
           std::string(more) + "}";
}
std::string all_of(std::vector<std::string> const& rules) {
    std::string text;
    for (std::string const& one : rules) text += (text.empty() ? "" : ",") + one;
    return text;
}

constexpr std::string_view list_spend = R"("kind":"net_spend","of":{"price":"list","stored_value":true})";
constexpr std::string_view five_at_100 = R"("steps":[{"at":"100","award":"5"}])";
constexpr std::string_view silver = R"({"name":"silver","from":["100"]})";
constexpr std::string_view ten_percent = R"({"tier":"silver","share":"10%"})";
constexpr std::string_view a_cent_each =
    R"({"rule":"redemption","points":"points","worth":{"points":100,"money":"1"}})";
constexpr std::string_view a_unit_each =
    R"({"rule":"redemption","points":"points","worth":{"points":1,"money":"1"}})";

}  // namespace

TEST_CASE("a bound is not reached where rules look at different lines or days") {
    auto const two = [](std::string_view one, std::string_view other) {
        return told(all_of({accrual("one", one), accrual("other", other), std::string(a_cent_each)}));
    };
    constexpr std::string_view books = R"(,"of":{"price":"list","lines":{"category":"books"}})";
    constexpr std::string_view toys = R"(,"of":{"price":"list","lines":{"category":"toys"}})";
    constexpr std::string_view monday = R"(,"when":{"on":["monday"]})",
                               tuesday = R"(,"when":{"on":["tuesday"]})";
    constexpr std::string_view app = R"(,"channel":["app"])", web = R"(,"channel":["web"])";
    CHECK(two(books, toys) == "1/50 not reached");
    CHECK(two(books, books) == "1/50 reached");
    CHECK(two(monday, tuesday) == "1/50 not reached");
    CHECK(two(monday, monday) == "1/50 reached");
    CHECK(two(app, web) == "1/50 reached");  // an order may have come both ways
}

TEST_CASE("a bound is not reached where a ladder counts the price that another rule lowers") {
    auto const with = [](std::string_view price) {
        return told(
            promotion(R"("share":"10%")") + "," +
            ladder("steps",
                   R"("kind":"net_spend","of":{"price":")" + std::string(price) + R"(","stored_value":true})",
                   five_at_100));
    };
    CHECK(with("paid") == "3/20 not reached");
    CHECK(with("list") == "3/20 reached");
}

TEST_CASE("a bound is not reached where the best single order stands beside what grows with orders") {
    auto const with = [](std::string_view measure) {
        return told(all_of({tiers(list_spend, silver), prices(ten_percent),
                            ladder("steps", measure, R"("steps":[{"at":"200","award":"20"}])")}));
    };
    CHECK(with(R"("kind":"best_order","of":{"price":"list","stored_value":true})") == "3/20 not reached");
    CHECK(with(list_spend) == "3/20 reached");
}

TEST_CASE("a bound is not reached where levels come by orders or points, or from staff") {
    auto const with = [](std::string_view measure, std::string_view steps, std::string_view more = "") {
        return told(all_of({tiers(measure, steps), prices(ten_percent),
                            ladder("steps", list_spend, five_at_100), accrual("one", "")}) +
                    std::string(more));
    };
    CHECK(with(R"("kind":"orders")", R"({"name":"silver","from":["400"]})") == "3/20 not reached");
    CHECK(with(R"("kind":"orders")", R"({"name":"silver","from":["30"]})") ==
          "3/20 reached");  // of a cent each
    CHECK(with(R"("kind":"points_earned","points":"points")", R"({"name":"silver","from":["50"]})") ==
          "3/20 not reached");
    std::string const by_staff = R"(,{"rule":"level_by_hand","action":"promote","tiers":"club"})";
    std::string const half = R"({"name":"silver","from":["50"]})";
    CHECK(with(list_spend, half, by_staff) == "3/20 not reached");
    CHECK(with(list_spend, half) == "1/10 reached");
}

TEST_CASE("a bound is not reached where less comes with a higher level") {
    auto const with = [](std::string_view gold) {
        return told(
            tiers(list_spend, std::string(silver) + R"(,{"name":"gold","from":["200"]})") + "," +
            prices(std::string(ten_percent) + R"(,{"tier":"gold","share":")" + std::string(gold) + R"("})"));
    };
    CHECK(with("5%") == "1/10 not reached");
    CHECK(with("10%") == "1/10 reached");
}

TEST_CASE("a bound is not reached where caps count as evaded") {
    auto const with = [](std::string_view caps, std::string_view more = "") {
        return told(
            all_of({accrual("one", R"(,"of":{"price":"list","stored_value":true})" + std::string(caps)),
                    std::string(a_cent_each),
                    ladder("steps", list_spend, R"("steps":[{"at":"10000","award":"500"}])")}) +
            std::string(more));
    };
    constexpr std::string_view monthly =
        R"(,"caps":[{"points":"100","of":"window","within":{"kind":"calendar","unit":"month"}}])";
    constexpr std::string_view for_good = R"(,"caps":[{"points":"100","of":"window"}])";
    CHECK(with(monthly) == "3/50 not reached");
    CHECK(with(for_good, R"(,{"rule":"returns","days":30})") == "3/50 not reached");
    CHECK(with(for_good) == "501/10000 reached");
    CHECK(with("") == "3/50 reached");
    // What is spent makes room under a cap on the balance.
    CHECK(with(R"(,"caps":[{"points":"100","of":"balance"}])") == "3/50 reached");
}

TEST_CASE("a bound is not reached where the best size of an order does not fit the steps") {
    auto const with = [](std::string_view step) {
        return told(all_of(
            {accrual("one", R"(,"per":"order","from_order_of":{"amount":"20"})"), std::string(a_unit_each),
             ladder("steps", list_spend, R"("steps":[{"at":")" + std::string(step) + R"(","award":"5"}])")}));
    };
    CHECK(with("50") == "3/20 not reached");
    CHECK(with("60") == "2/15 reached");
}

TEST_CASE("a bound is not reached where offers from an amount on stand beside promotions") {
    std::string const ten = offers(R"({"name":"ten","amount":"10","from":{"least":"100"}})");
    CHECK(told(promotion(R"("share":"10%")") + "," + ten) == "1/5 not reached");  // of 111.12: 21.11
    CHECK(told(ten) == "1/10 reached");
}

TEST_CASE("a bound is not reached where something holds on anniversaries of joining alone") {
    auto const with = [](std::string_view when) {
        return told(accrual("one", R"(,"when":{)" + std::string(when) + "}") + "," +
                    std::string(a_cent_each));
    };
    CHECK(with(R"("each_anniversary":1)") == "1/100 not reached");
    CHECK(with(R"("on":["monday"])") == "1/100 reached");
}

TEST_CASE("a bound is not reached where an amount off counts as all of a small order") {
    auto const with = [](std::string const& rule) {
        return told(rule + "," + ladder("steps", list_spend, five_at_100));
    };
    CHECK(with(promotion(R"("amount":"0.05")")) == "21/20 not reached");  // of 2,000 orders
    CHECK(with(promotion(R"("amount":"1")")) == "21/20 reached");
    CHECK(with(promotion(R"("share":"50%","mode":"down","at_most":"0.02")")) == "11/20 not reached");
    CHECK(with(promotion(R"("share":"50%")")) == "11/20 reached");
    auto const pens = [](std::string_view step) {
        return R"({"rule":"quantity_price","name":"pens","steps":[{"from":5,)" + std::string(step) + "}]}";
    };
    CHECK(with(pens(R"("unit":"0.10")")) == "21/20 not reached");
    CHECK(with(pens(R"("share":"20%")")) == "1/4 reached");
}

TEST_CASE("a bound is not reached where a ladder counts at its best share throughout") {
    auto const with = [](std::string_view measure, std::string_view more) {
        return told(
            ladder("steps", list_spend, R"("steps":[{"at":"500","award":"50"}])") + "," +
            ladder("more", measure,
                   R"("steps":[{"at":"100","award":"5"},{"at":"200","award":"20"}])" + std::string(more)));
    };
    constexpr std::string_view a_month = R"("kind":"net_spend","of":{"price":"list","stored_value":true},)"
                                         R"("within":{"kind":"calendar","unit":"month"})";
    CHECK(with(a_month, "") == "9/40 not reached");
    CHECK(with(list_spend, "") == "3/20 reached");
    CHECK(with(list_spend, R"(,"then":"times_ten")") == "43/180 not reached");
    auto const two = [](std::string_view other) {
        std::string const further = R"(,"then":"every_further","further":{"every":"100","award":"5"})";
        return told(ladder("steps", list_spend, std::string(five_at_100) + further) + "," +
                    ladder("more", list_spend, R"("steps":[{"at":"70","award":"7"}])" + std::string(other)) +
                    "," + ladder("once", list_spend, R"("steps":[{"at":"130","award":"13"}])"));
    };
    CHECK(two(R"(,"then":"new_lap")") == "31/130 not reached");
    CHECK(two("") == "5/26 reached");
}

TEST_CASE("a bound is not reached where points turn into less by themselves than they could pay") {
    auto const with = [](std::string_view each) {
        return told(
            all_of({accrual("one", R"(,"of":{"price":"list","stored_value":true})"), std::string(a_cent_each),
                    R"({"rule":"goal","rewards":"coffee","collected":"points","each":")" + std::string(each) +
                        R"("})",
                    R"({"rule":"redemption","points":"coffee","worth":{"points":1,"money":"1"}})",
                    ladder("steps", list_spend, R"("steps":[{"at":"10000","award":"500"}])")}));
    };
    CHECK(with("200") == "3/50 not reached");
    CHECK(with("100") == "3/50 reached");
}

TEST_CASE("a bound is not reached where points on the price paid are worth more than it") {
    auto const with = [](std::string_view worth) {
        return told(all_of({promotion(R"("share":"10%")"), accrual("one", ""),
                            R"({"rule":"redemption","points":"points","worth":{"points":1,"money":")" +
                                std::string(worth) + R"("}})"}));
    };
    CHECK(with("2") == "2 not reached");
    CHECK(with("0.5") == "11/20 reached");
}

TEST_CASE("a bound is not reached where offers exclude each other, or a guard cuts them") {
    constexpr std::string_view two =
        R"({"name":"a","share":"10%","stack":"s"},{"name":"b","share":"5%","stack":"s"})";
    CHECK(told(offers(R"({"name":"a","share":"10%","not_with":["b"]},{"name":"b","share":"5%"})")) ==
          "29/200 not reached");
    CHECK(told(offers(R"({"name":"a","share":"10%","alone":true},{"name":"b","share":"5%"})")) ==
          "29/200 not reached");
    CHECK(told(offers(two, R"(,"stacks":[{"name":"s","how":"max_of_line"}])")) == "3/20 not reached");
    CHECK(told(offers(two, R"(,"stacks":[{"name":"s","how":"max"}])")) == "1/10 reached");
    CHECK(told(offers(two, R"(,"stacks":[{"name":"s","how":"first"}])")) == "1/10 not reached");
    CHECK(told(offers(two, R"(,"stacks":[{"name":"s","how":"sum"}])")) == "3/20 reached");
    std::string const guard = R"(,{"rule":"margin_guard","name":"least","of":"list","least":"95%",)"
                              R"("giving_up":[{"kind":"offer","name":"a"}]})";
    std::string const ten = offers(R"({"name":"a","share":"10%"})");
    CHECK(told(ten + guard) == "1/10 not reached");
    CHECK(told(ten) == "1/10 reached");
}

TEST_CASE("a history asks for offers, by code or by coupon") {
    CHECK(told(offers(R"({"name":"code","share":"10%","on_request":true})")) == "1/10 reached");
    CHECK(told(offers(R"({"name":"day","share":"10%","birthday":{}})")) == "1/10 reached");
    CHECK(told(offers(R"({"name":"code","share":"10%","on_request":true,"given":["app"]})")) ==
          "1/10 reached");
    std::string const by_coupon = all_of({R"({"rule":"accrual","points":"cards","rate":"1","per":"order"})",
                                          R"({"rule":"coupon","offer":"five","points":"cards"})",
                                          offers(R"({"name":"five","share":"5%","by_coupon":true})")});
    CHECK(told(by_coupon) == "1/20 reached");  // neared: the first order has no coupon
    std::string const of_half =
        all_of({ladder("cards", list_spend, R"("points":"cards","steps":[{"at":"50","award":"1"}])"),
                R"({"rule":"coupon","offer":"five","points":"cards"})",
                offers(R"({"name":"five","share":"5%","by_coupon":true})")});
    CHECK(told(of_half + "," + ladder("steps", list_spend, five_at_100)) == "1/10 not reached");
}

TEST_CASE("a history tells what it asks for, and spends points only where that brings more") {
    std::string const code = offers(R"({"name":"code","share":"10%","on_request":true,"given":["app"]})");
    std::string const earned = accrual("one", R"(,"of":{"price":"list","stored_value":true},)"
                                              R"("caps":[{"points":"100","of":"balance"}])");
    std::string const step = ladder("steps", list_spend, R"("steps":[{"at":"1000","award":"50"}])");
    document::giveaway_witness const asks = bound_of(code).witness;
    for (document::giveaway_order const& o : asks.orders) {
        CHECK(o.claims == std::vector<std::string>{"code"});
        CHECK(o.marks != 0);
        CHECK(o.redeems.empty());
    }
    document::giveaway_witness const spends =
        bound_of(all_of({earned, std::string(a_cent_each), step})).witness;
    CHECK(spends.orders.size() == 10);
    CHECK(spends.back == 60);
    for (document::giveaway_order const& o : spends.orders) {
        CHECK(o.claims.empty());
        CHECK(o.redeems == std::vector<std::string>{"points"});
    }
    std::string const mug =
        all_of({accrual("one", R"(,"of":{"price":"list"},"caps":[{"points":"300","of":"balance"}])"),
                R"({"rule":"redemption","points":"points","worth":{"points":100,"money":"1"}})",
                R"({"rule":"reward","name":"mug","points":"points","price":"300"})", step});
    document::giveaway const g = bound_of(mug, {.worth = {{"mug", tessera::decimal(6)}}});
    CHECK(g.highest == tessera::cpp_rational(7, 100));
    CHECK(g.reached);
    CHECK(g.witness.orders.back().redeems == std::vector<std::string>{"mug"});
}

TEST_CASE("an amount or a gift for every so much is a share of the price, and a history reaches it") {
    auto const tens = [](std::string_view more) {
        return R"({"name":"tens","amount":"10","for_every":{"each":"100")" + std::string(more);
    };
    CHECK(told(offers(tens("}}"))) == "1/10 reached");
    CHECK(told(offers(tens(R"(,"most_times":2},"at_most":"15"})"))) == "1/10 reached");
    CHECK(told(offers(tens("}},") + R"({"name":"half","share":"50%","priority":1})")) == "3/5 reached");
    CHECK(told(offers(tens(R"(,"of":{"running":true}},"priority":-1},)") +
                      R"({"name":"half","share":"50%"})")) == "11/20 reached");
    CHECK(told(offers(R"({"name":"cup","gift":{"sku":"cup","worth":"4"},"for_every":{"each":"50"}})")) ==
          "2/25 reached");
}

TEST_CASE(
    "what looks at the first price adds to shares that offers take before it, whatever they are called") {
    for (std::string const tens : {"a", "half", "x", "first", "late", "n1", "n2", "n3"})
        CHECK(told(offers(R"({"name":")" + tens + R"(","amount":"10","for_every":{"each":"100"}},)" +
                          R"({"name":"fifty","share":"50%","priority":1})")) == "3/5 reached");
}

TEST_CASE("a history brings different articles where an offer asks for them") {
    auto const bundle = [](std::string_view gives, std::string_view more = "") {
        return told(offers(R"({"name":"menu",)" + std::string(gives) +
                           R"(,"of":{"bundle":[{"over":{"sku":"tea"},"count":2},{"over":{"sku":"cup"}},)"
                           R"({"over":{"category":"books"}}]})" +
                           std::string(more) + "}"));
    };
    CHECK(bundle(R"("share":"10%")") == "1/10 reached");
    CHECK(bundle(R"("total_price":"9.99")") == "1 reached");                 // neared, as its goods cost more
    CHECK(bundle(R"("total_price":"10","at_most":"30")") == "3/4 reached");  // of goods for 40
    CHECK(bundle(R"("unit_price":"10","at_most":"30")") == "3/4 reached");   // one unit costs nearly all
    CHECK(bundle(R"("share":"10%")",
                 R"(,"on_request":true,"given":["app"],"birthday":{},"on":{"on":["tuesday"]})") ==
          "1/10 reached");
    auto const other = [](std::string_view bought, std::string_view more = "") {
        return told(offers(R"({"name":"half","share":"50%","of":{"over":{"sku":"cup"},"bought":{)" +
                           std::string(bought) + "}}" + std::string(more) + "}"));
    };
    CHECK(other(R"("count":3,"lines":{"sku":"tea"})") == "1/2 reached");
    CHECK(other(R"("count":3,"lines":{"sku":"tea","with":["web"]},"got":2)") == "1/2 reached");
    CHECK(other(R"("count":1,"lines":{"sku":"tea"})",
                R"(,"from":{"least":"2","of":{"units":true,"lines":{"category":"books"}}})") ==
          "1/2 reached");
    CHECK(told(offers(R"({"name":"one","share":"20%","of":{"over":{"sku":"cup"}},)"
                      R"("from":{"least":"25","of":{"lines":{"sku":"tea"}}}})")) == "1/5 reached");
    document::giveaway_witness const some =
        bound_of(offers(R"({"name":"menu","share":"10%","of":{"bundle":[{"over":{"sku":"tea"},"count":2},)"
                        R"({"over":{"sku":"cup"}}]}})"))
            .witness;
    REQUIRE(!some.orders.empty());
    std::int64_t units = 0;
    for (tessera::line const& one : some.orders[0].lines) units += one.quantity;
    CHECK(units == 3);
    CHECK(some.orders[0].lines.size() > 1);
}

TEST_CASE("what an offer of sets, of units within prices or of an amount takes off is no more than it can") {
    auto const one = [](std::string_view gives, std::string_view units, std::string_view more = "") {
        return told(offers(R"({"name":"one",)" + std::string(gives) + R"(,"of":{)" + std::string(units) +
                           "}" + std::string(more) + "}"));
    };
    constexpr std::string_view free = R"("share":"100%")";
    CHECK(one(free, R"("rank":"cheapest","bought":{"count":2})") == "1/3 reached");
    CHECK(one(free, R"("rank":"cheapest","bought":{"count":3,"got":2})") == "2/5 reached");
    CHECK(one(free, R"("rank":"dearest","bought":{"count":2})") == "1 reached");  // neared
    CHECK(one(free, R"("bought":{"count":2})") == "1 reached");  // the dear one is listed first
    CHECK(one(free, R"("rank":"cheapest","most":1)", R"(,"from":{"least":"4","of":{"units":true}})") ==
          "1/4 reached");
    CHECK(one(free, R"("rank":"dearest","most":1)", R"(,"from":{"least":"4","of":{"units":true}})") ==
          "1 reached");
    CHECK(one(free, R"("over":{"sku":"cup"},"rank":"cheapest","bought":{"count":1,"lines":{"sku":"cup"}})",
              R"(,"from":{"least":"1","of":{"units":true,"lines":{"sku":"tea"}}})") == "1/2 reached");
    CHECK(one(R"("unit_price":"5")", R"("price_to":"20")") == "3/4 reached");
    CHECK(one(R"("unit_price":"25")", R"("price_to":"20")") == "0 reached");
    CHECK(one(R"("amount":"5")", R"("price_from":"20")") == "1/4 reached");
    CHECK(one(R"("amount":"5")", R"("price_from":"20","in_sets_of":3)") == "1/12 reached");
    CHECK(one(R"("amount":"5","per":"unit")", R"("most":2)", R"(,"from":{"least":"40"})") == "1/4 reached");
    CHECK(one(R"("amount":"5","per":"unit")", R"("bought":{"count":2},"most_sets":3)",
              R"(,"from":{"least":"60"})") == "1/4 reached");
    CHECK(one(R"("amount":"5","per":"unit")", "") == "1 reached");
    CHECK(one(R"("total_price":"10")", R"("in_sets_of":3)") == "1 reached");
    CHECK(one(R"("total_price":"10","at_most":"30")", R"("in_sets_of":3)") == "3/4 reached");
    CHECK(one(R"("total_price":"12","at_most":"30","more":{"steps":[{"from":"20","amount":"10"}]})", "") ==
          "3/4 reached");
}

TEST_CASE("a bound is not reached where offers ask for orders that no order is at once") {
    // The goods that are lowered cost something too.
    auto const for_cups = [](std::string_view lines) {
        return told(offers(R"({"name":"one","amount":"5","for_every":{"each":"20","of":{"lines":{)" +
                           std::string(lines) + R"(}}},"of":{"over":{"sku":"cup"}}})"));
    };
    CHECK(for_cups(R"("sku":"tea")") == "1/4 not reached");
    CHECK(for_cups(R"("sku":"cup")") == "1/4 reached");
    // It takes many lines.
    auto const a_line = [](std::string_view more) {
        return told(offers(R"({"name":"one","amount":"5","per":"line")" + std::string(more) + "}"));
    };
    CHECK(a_line(R"(,"from":{"least":"20"})") == "1 not reached");
    CHECK(a_line("") == "1 reached");
    // The cheapest of all goods, of which some are those that are bought.
    auto const cheapest = [](std::string_view lines) {
        return told(
            offers(R"({"name":"one","share":"50%","of":{"rank":"cheapest",)" + std::string(lines) + "}}"));
    };
    CHECK(cheapest(R"("bought":{"count":2,"lines":{"sku":"tea"}})") == "1/2 not reached");
    CHECK(cheapest(R"("over":{"sku":"cup"},"bought":{"count":2,"lines":{"sku":"tea"}})") == "1/2 reached");
    // The best sizes of two offers.
    auto const two = [](std::string_view at_most) {
        return told(offers(R"({"name":"one","share":"10%","at_most":"1"},)"
                           R"({"name":"two","share":"20%","at_most":")" +
                           std::string(at_most) + R"(","from":{"least":"50"}})"));
    };
    CHECK(two("10") == "11/50 reached");  // of an order of 50: 1 and 10
    CHECK(two("12") == "11/50 reached");
    CHECK(
        told(offers(R"({"name":"one","share":"10%"},{"name":"two","share":"20%","from":{"least":"50"}})")) ==
        "7/25 reached");
    // Each of the cheapest units leaves its price to pay.
    auto const each = [](std::string_view got) {
        return told(offers(R"({"name":"one","unit_price":"10","at_most":"30","of":{"rank":"cheapest",)"
                           R"("bought":{"count":1,"got":)" +
                           std::string(got) + "}}}"));
    };
    CHECK(each("2") == "1/2 not reached");
    CHECK(each("1") == "3/8 reached");
}

TEST_CASE("a history of one order reaches a bound where more orders get a little more by rounding") {
    std::string const paid = R"(,"of":{"price":"paid","shipping":true,"stored_value":true})";
    std::string const rules = all_of(
        {ladder("more", list_spend,
                R"("points":"points","steps":[{"at":"20.4","award":"7"},{"at":"205","award":"7"}])"),
         R"({"rule":"accrual","points":"points","name":"base","rate":"0.375","rounded":"carry")" + paid + "}",
         R"({"rule":"accrual","points":"points","name":"other","rate":"0.125","mode":"half_up",)"
         R"("extras":[{"times":"2.5","when":{"on":["tuesday"]}}])" +
             paid + "}",
         R"({"rule":"redemption","points":"points","worth":{"points":100,"money":"0.77"}})"});
    document::giveaway const g = bound_of(rules, {.most_spent = tessera::decimal(12318, 2)});
    CHECK(g.at == tessera::cpp_rational(102, 5));
    CHECK(g.reached);
    CHECK(g.witness.orders.size() == 1);
}
