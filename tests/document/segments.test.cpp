// SPDX-License-Identifier: BSL-1.0
#include <string>
#include <string_view>
#include <vector>

#include <tessera/document/explain.hpp>
#include <tessera/document/giveaway.hpp>
#include <tessera/document/lint.hpp>
#include <tessera/document/tell.hpp>

#include "support/shipped.hpp"
#include "support/shop.hpp"

using namespace tessera;
using namespace tessera::literals;

namespace {

constexpr date day = date_of(2026, 3, 1);

std::string with_rules(std::string_view rules) {
    return R"({"tessera":1,"name":"shop","currency":"EUR","versions":[{"number":1,"from":"2020-01-01",)"
           R"("rules":[)" +
           std::string(rules) + "]}]}";
}
document::making load(std::string_view rules) {
    auto made = document::load_program(with_rules(rules));
    for (document::problem const& p : made.problems) UNSCOPED_INFO(to_text(p, "shop"));
    REQUIRE(made);
    return made;
}
/// Returns: the only problem of rules, as `code pointer`.
std::string problem_of(std::string_view rules) {
    auto const made = document::load_program(with_rules(rules));
    if (made.problems.size() != 1) return std::to_string(made.problems.size()) + " problems";
    return std::to_string(static_cast<int>(made.problems[0].code)) + ' ' + made.problems[0].pointer;
}
/// Returns: the sentences of one kind, a line each.
std::string texts(std::vector<document::sentence> const& all, std::string_view kind) {
    std::string text;
    for (document::sentence const& s : all)
        if (s.kind == kind) text += (text.empty() ? "" : "\n") + s.text;
    return text;
}

constexpr std::string_view regulars =
    R"({"rule":"segment","name":"regulars","all":[{"measure":{"of":{"kind":"orders"},"at_least":"2"}}]},)";

}  // namespace

TEST_CASE("segments of a document are those in code, every condition of them") {
    constexpr auto last = window::rolling_days(90, resolution::day);
    auto const composed =
        make("shop", currencies::EUR, tiers("club", net_spend(), tier{"silver", 100}, tier{"gold", 200}),
             segment("one row", all_of(at_least(order_count().within(last), 3), below(net_spend(), "99.50"_d),
                                       share_at_least(net_spend(), gross_spend(), 70_percent),
                                       share_below(net_spend(), gross_spend(), 90_percent))),
             segment("rows", any_of(all_of(from_tier("club", "silver"), !at_tier("club", "gold")),
                                    on_days(schedule().on(weekday::sunday)), !in_segment("one row"))),
             accrual<any_number, any_number, any_number>("points", 1)
                 .in_segment("rows")
                 .not_in_segment("one row")
                 .with_all({}, {}, {extra{.times = 2, .whom = {.within = "rows", .beyond = "one row"}}}, {}),
             action_award("review", "points", 5).in_segment("rows").not_in_segment("one row"),
             redemption("points", {.points = 100, .money = 1}).in_segment("rows").not_in_segment("one row"),
             reward("mug", "points", 10).in_segment("rows").not_in_segment("one row"),
             ladder("cashback", net_spend(), step{100, 10}).in_segment("rows").not_in_segment("one row"),
             usable_in_its_order(ladder("spree", net_spend(list_price.with_stored_value()), step{100, 10})
                                     .in_segment("rows")
                                     .not_in_segment("one row")),
             goal("cup", "points", 10).in_segment("rows").not_in_segment("one row"),
             member_price("club", off{"gold", 5_percent}).in_segment("rows").not_in_segment("one row"),
             promotion("sale", 5_percent).in_segment("rows").not_in_segment("one row"),
             quantity_price("many", quantity_step::unit(3, 8)).in_segment("rows").not_in_segment("one row"),
             offers("all", {offer("a").share_off(10_percent).in_segment("rows").not_in_segment("one row"),
                            offer("b").share_off(10_percent).by_allowance()}),
             allowance("b", 3, window::calendar(calendar_unit::month)).restored());
    REQUIRE(composed.has_value());
    auto const said = document::document_of(*composed);
    auto const text = document::write_program(said);
    auto const loaded = document::load_program(text);
    for (document::problem const& p : loaded.problems) UNSCOPED_INFO(to_text(p, "shop"));
    REQUIRE(loaded);
    CHECK(document::write_program(loaded->said()) == text);
    CHECK(document::write_program(document::document_of(*composed)) == text);
    CHECK(text.find(R"("any":[{"all":[{"tier":{"tiers":"club","tier":"silver"}},)") != std::string::npos);
    std::size_t held = 0;
    for (std::size_t at = 0;
         (at = text.find(R"("segment":"rows","not_in_segment":"one row"})", at)) != std::string::npos; ++at)
        ++held;
    CHECK(held == 11);
    CHECK(text.find(R"({"measure":{"of":{"kind":"net_spend"},"below":"99.5"}})") != std::string::npos);
}

TEST_CASE("segments of a document: what is wrong has its place") {
    CHECK(problem_of(R"({"rule":"segment","name":"a","all":[]})") == "569 /versions/0/rules/0");
    CHECK(problem_of(R"({"rule":"segment","name":"a","all":[{"segment":"b"}]})") ==
          "567 /versions/0/rules/0/all/0/segment");
    CHECK(problem_of(R"({"rule":"segment","name":"a","all":[{"segment":"a"}]})") ==
          "568 /versions/0/rules/0");
    CHECK(problem_of(R"({"rule":"segment","name":"a","any":[{"all":[]}]})") ==
          "608 /versions/0/rules/0/any/0/all");
    CHECK(problem_of(R"({"rule":"segment","name":"a","all":[{"not":true}]})") ==
          "609 /versions/0/rules/0/all/0");
    CHECK(problem_of(R"({"rule":"accrual","points":"p","rate":"1","segment":"a"})") ==
          "567 /versions/0/rules/0/segment");
    CHECK(problem_of(R"({"rule":"ladder","name":"a","measure":{"kind":"orders"},"segment":"a",)"
                     R"("steps":[{"at":"2","award":"1"}]})") == "567 /versions/0/rules/0/segment");
    CHECK(problem_of(R"({"rule":"promotion","name":"a","share":"1%","not_in_segment":"a"})") ==
          "567 /versions/0/rules/0/not_in_segment");
    CHECK(problem_of(
              R"({"rule":"quantity_price","name":"a","steps":[{"from":2,"share":"1%"}],"segment":"a"})") ==
          "567 /versions/0/rules/0/segment");
}

TEST_CASE("segments of a document: of one too many nothing else is told") {
    std::string rules;
    for (int i = 0; i < 65; ++i)
        rules += R"({"rule":"segment","name":"s)" + std::to_string(i) +
                 R"(","all":[{"measure":{"of":{"kind":"orders"},"at_least":"2"}}]},)";
    auto const named = [&](std::string_view segment) {
        return rules + R"({"rule":"offers","name":"all","list":[{"name":"tenth","share":"10%","segment":")" +
               std::string(segment) + R"("}]})";
    };
    CHECK(problem_of(named("s1")) == "511 /versions/0/rules/64");
    CHECK(problem_of(named("s64")) == "511 /versions/0/rules/64");
    CHECK(problem_of(named("s65")) == "2 problems");
}

TEST_CASE("segments are told: for whom a rule is, and what is missing") {
    auto const made =
        load(std::string(regulars) + R"({"rule":"offers","name":"all","list":[)"
                                     R"({"name":"tenth","share":"10%","segment":"regulars"},)"
                                     R"({"name":"welcome","share":"5%","not_in_segment":"regulars"},)"
                                     R"({"name":"free","share":"50%","by_allowance":true}]},)"
                                     R"({"rule":"allowance","offer":"free","times":1})");
    shop_tests::shop s(*made);
    document::explainer const english(*made), chinese(*made, document::language::chinese);
    auto const& first = s.buy(day, 100'00);
    CHECK(texts(english.tell(first), "not_for_segment") == "tenth: only for members of regulars");
    CHECK(texts(chinese.tell(first), "not_for_segment") == "tenth：仅限 regulars 会员");
    CHECK(texts(english.tell(first), "allowance_used") == "free: used 1 of 1 times");
    CHECK(texts(english.outlook(s.member, day), "segment") == "regulars: 1 order more reaches this segment");
    auto const& second = s.buy(day, 100'00);
    CHECK(texts(english.tell(second), "allowance_over") == "free: no use of it is left");
    auto const& third = s.buy(day, 100'00);
    CHECK(texts(english.tell(third), "not_for_segment") == "welcome: never for members of regulars");
    CHECK(texts(english.outlook(s.member, day), "segment") == "regulars: the member is in this segment");
    CHECK(texts(chinese.outlook(s.member, day), "segment") == "regulars：属于该会员分群");
}

TEST_CASE("a ladder and prices of a segment are told: what they withhold, and in the outlook who is paid") {
    auto const made =
        load(std::string(regulars) +
             R"({"rule":"tiers","name":"club","measures":[{"kind":"net_spend"}],)"
             R"("tiers":[{"name":"gold","from":["50"]}]},)"
             R"({"rule":"member_price","tiers":"club","segment":"regulars",)"
             R"("steps":[{"tier":"gold","share":"5%"}]},)"
             R"({"rule":"accrual","points":"stamps","rate":"1","per":"order"},)"
             R"({"rule":"goal","rewards":"cup","collected":"stamps","each":"1","not_in_segment":"regulars"},)"
             R"({"rule":"ladder","name":"cashback","measure":{"kind":"net_spend"},"segment":"regulars",)"
             R"("steps":[{"at":"100","award":"10"},{"at":"500","award":"50"}]})");
    shop_tests::shop s(*made);
    document::explainer const english(*made), chinese(*made, document::language::chinese);
    auto const& first = s.buy(day, 100'00);
    CHECK(texts(english.tell(first), "not_for_segment") == "cashback: only for members of regulars");
    CHECK(texts(english.outlook(s.member, day), "not_for_segment") ==
          "cashback: only for members of regulars");
    CHECK(texts(english.outlook(s.member, day), "next_step") ==
          "cashback: 400.00 EUR more reaches the next step, at 500.00 EUR, which gives 50.00 EUR");
    CHECK(texts(english.tell(s.buy(day, 1'00)), "not_for_segment") ==
          "club: only for members of regulars\ncashback: only for members of regulars");
    CHECK(texts(english.outlook(s.member, day), "not_for_segment").empty());
    auto const& third = s.buy(day, 1'00);
    CHECK(texts(english.tell(third), "not_for_segment") == "cup: never for members of regulars");
    CHECK(texts(chinese.tell(third), "not_for_segment") == "cup：不适用于 regulars 会员");
    CHECK(texts(english.tell(third), "ladder_paid").find("10.00 EUR") != std::string::npos);
}

TEST_CASE("segments: what is missing is said where it alone is, and of the first row where it is") {
    auto const missing = [](std::string const& rows) {
        auto const made = load(R"({"rule":"segment","name":"both",)" + rows +
                               R"(},{"rule":"accrual","points":"p","rate":"1","segment":"both"})");
        shop_tests::shop s(*made);
        s.buy(day, 100'00);
        return texts(document::explainer(*made).outlook(s.member, day), "segment");
    };
    std::string const orders = R"({"measure":{"of":{"kind":"orders"},"at_least":"2"}})",
                      spend = R"({"measure":{"of":{"kind":"net_spend"},"at_least":"500"}})",
                      little = R"({"measure":{"of":{"kind":"net_spend"},"at_least":"50"}})";
    CHECK(missing(R"("all":[)" + orders + ',' + spend + ']') == "");
    CHECK(missing(R"("all":[)" + little + ',' + orders + ']') == "both: 1 order more reaches this segment");
    CHECK(missing(R"("all":[)" + orders + ',' + little + ']') == "both: 1 order more reaches this segment");
    CHECK(missing(R"("any":[{"all":[)" + orders + ',' + spend + R"(]},{"all":[)" + spend + "]}]") ==
          "both: 400.00 EUR more reaches this segment");
}

TEST_CASE("the giveaway bound takes every segment as holding, and claims no history that it keeps out") {
    auto const bound_of = [](std::string const& rules) { return document::giveaways(*load(rules))[0]; };
    std::string const pays = R"(,{"rule":"redemption","points":"p","worth":{"points":100,"money":"1"}})";
    auto const earns = [](std::string_view name, std::string_view more) {
        return R"({"rule":"accrual","points":"p","name":")" + std::string(name) +
               R"(","rate":"10","of":{"price":"list","stored_value":true},)" + std::string(more) + "}";
    };
    auto const either = bound_of(std::string(regulars) + earns("a", R"("segment":"regulars")") + ',' +
                                 earns("b", R"("not_in_segment":"regulars")") + pays);
    CHECK(either.highest == cpp_rational(1, 5));
    CHECK(!either.reached);
    auto const halved =
        bound_of(std::string(regulars) +
                 earns("a", R"("extras":[{"times":"0.5","not_in_segment":"regulars"}])") + pays);
    CHECK(halved.highest == cpp_rational(1, 10));

    // Who is regular pays less; who is not has the ladder. The bound adds both, and no history has them.
    auto const prices =
        bound_of(std::string(regulars) +
                 R"({"rule":"tiers","name":"club","measures":[{"kind":"orders"}],)"
                 R"("tiers":[{"name":"all","from":["0"]}]},)"
                 R"({"rule":"member_price","tiers":"club","segment":"regulars",)"
                 R"("steps":[{"tier":"all","share":"10%"}]},)"
                 R"({"rule":"ladder","name":"l","measure":{"kind":"net_spend"},"not_in_segment":"regulars",)"
                 R"("steps":[{"at":"0","rate":"10%"}],"form":"whole"})");
    CHECK(prices.highest == cpp_rational(1, 5));
    CHECK(!prices.reached);
    auto const waits =
        bound_of(std::string(regulars) +
                 R"({"rule":"ladder","name":"l","measure":{"kind":"net_spend"},"segment":"regulars",)"
                 R"("steps":[{"at":"0","rate":"10%"}],"form":"whole"})");
    CHECK(waits.highest == cpp_rational(1, 10));
    CHECK(waits.reached);  // the third order pays what waited
}

TEST_CASE(
    "segments: what two rules never give together is no finding, and tiers that one asks for are used") {
    auto const places = [](std::string const& rules, document::lint_code code) {
        std::string all;
        for (document::finding const& f : document::check_program(with_rules(rules)).findings)
            if (f.code == code) all += f.pointer + ' ';
        return all;
    };
    auto const extras = [&](std::string_view second) {
        return std::string(regulars) +
               R"({"rule":"accrual","points":"p","rate":"1","extras":[{"times":"2","segment":"regulars"},)"
               R"({"times":"3",)" +
               std::string(second) + R"(:"regulars"}]})";
    };
    CHECK(places(extras(R"("not_in_segment")"), document::lint_code::extras_meet).empty());
    CHECK(!places(extras(R"("segment")"), document::lint_code::extras_meet).empty());

    auto const twice = [&](std::string_view second) {
        return std::string(regulars) +
               R"({"rule":"accrual","points":"p","rate":"1","segment":"regulars"},)"
               R"({"rule":"accrual","points":"p","name":"q","rate":"1",)" +
               std::string(second) + R"(:"regulars"})";
    };
    CHECK(places(twice(R"("not_in_segment")"), document::lint_code::earned_twice).empty());
    CHECK(!places(twice(R"("segment")"), document::lint_code::earned_twice).empty());

    auto const sales = [&](std::string_view second) {
        return std::string(regulars) +
               R"({"rule":"promotion","name":"a","share":"5%","segment":"regulars"},)"
               R"({"rule":"promotion","name":"b","amount":"5",)" +
               std::string(second) + R"(:"regulars"})";
    };
    CHECK(places(sales(R"("not_in_segment")"), document::lint_code::promotions_add_up).empty());
    CHECK(!places(sales(R"("segment")"), document::lint_code::promotions_add_up).empty());
    CHECK(places(sales(R"("segment")"), document::lint_code::amount_off_any_order).empty());
    for (std::string_view const rule :
         {R"({"rule":"ladder","name":"l","measure":{"kind":"orders"},"steps":[{"at":"3","award":"1"}])",
          R"({"rule":"goal","rewards":"cup","collected":"stamps","each":"3")",
          R"({"rule":"member_price","tiers":"club","steps":[{"tier":"gold","share":"5%"}])",
          R"({"rule":"promotion","name":"p","share":"5%")",
          R"({"rule":"quantity_price","name":"q","steps":[{"from":3,"unit":"8"}])"}) {
        std::string const others = R"({"rule":"accrual","points":"stamps","rate":"1","per":"order"},)"
                                   R"({"rule":"tiers","name":"club","measures":[{"kind":"net_spend"}],)"
                                   R"("tiers":[{"name":"gold","from":["9"]}]},)"
                                   R"({"rule":"segment","name":"some","all":[{"segment":"all"}]},)"
                                   R"({"rule":"segment","name":"all","all":[{"on":{}}]},)";
        auto const held = [&](std::string_view to) {
            return others + std::string(rule) + std::string(to) + "}";
        };
        INFO(rule);
        CHECK(!places(held(""), document::lint_code::segment_nobody_names).empty());
        CHECK(places(held(R"(,"segment":"some")"), document::lint_code::segment_nobody_names).empty());
        CHECK(
            !places(held(R"(,"segment":"some","not_in_segment":"all")"), document::lint_code::rule_for_nobody)
                 .empty());
    }

    std::string const club = R"({"rule":"tiers","name":"club","measures":[{"kind":"net_spend"}],)"
                             R"("tiers":[{"name":"gold","from":["9"]}]})";
    CHECK(!places(club, document::lint_code::tiers_without_benefit).empty());
    CHECK(places(club + R"(,{"rule":"segment","name":"a","all":[{"tier":{"tiers":"club","tier":"gold"}}]})",
                 document::lint_code::tiers_without_benefit)
              .empty());

    auto const never = [&](std::string_view conditions) {
        return places(club + R"(,{"rule":"segment","name":"a",)" + std::string(conditions) + "}",
                      document::lint_code::segment_never_holds);
    };
    CHECK(never(R"("all":[{"segment":"b"},{"segment":"b","not":true}])") == "/versions/0/rules/1 ");
    CHECK(never(R"("all":[{"segment":"b"},{"segment":"c","not":true}])").empty());
    CHECK(never(R"("any":[{"all":[{"segment":"b"},{"segment":"b","not":true}]},{"all":[{"segment":"b"}]}])")
              .empty());
    CHECK(!never(R"("all":[{"on":{"before":"2019-01-01"}}])").empty());
    CHECK(!never(R"("all":[{"measure":{"of":{"kind":"order_periods","unit":"month","within":)"
                 R"({"kind":"calendar","unit":"year"}},"at_least":"13"}}])")
               .empty());
    CHECK(!never(R"("all":[{"measure":{"of":{"kind":"orders"},"below":"3"},"not":true},)"
                 R"({"measure":{"of":{"kind":"orders"},"below":"3"}}])")
               .empty());
}

TEST_CASE("the page of segments shows rules that are programs") {
    std::string const page = shipped("docs/reference/segments.md");
    int shown = 0;
    for (std::size_t at = page.find("\n    {\"rule\""); at != std::string::npos;
         at = page.find("\n    {\"rule\"", at)) {
        std::size_t const end = page.find("\n\n", at);
        std::string rules = page.substr(at, end - at);
        if (rules.find(R"("returners")") != std::string::npos)
            rules += R"(,{"rule":"segment","name":"returners","all":[)"
                     R"({"share":{"part":{"kind":"net_spend"},"of":{"kind":"gross_spend"},"below":"70%"}}]})";
        load(rules);
        at = end;
        ++shown;
    }
    CHECK(shown == 2);
}
