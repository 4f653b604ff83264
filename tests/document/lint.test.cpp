// SPDX-License-Identifier: BSL-1.0
#include <tessera/document/lint.hpp>

#include <algorithm>
#include <set>
#include <string>

#include <tessera/document/loaded_program.hpp>

#include "document/random_document.hpp"
#include "support/catch.hpp"
#include "support/property.hpp"
#include "support/shipped.hpp"

using namespace tessera;
using document::finding;
using document::lint_code;
using document::lint_kind;

namespace {

std::string pair_text(lint_kind const& kind, std::string_view which) {
    return shipped("tests/document/lint/" + std::string(kind.name) + '.' + std::string(which) + ".json");
}

/// Returns: the pointer that a bad document expects its finding at.
std::string expected_pointer(std::string const& text) {
    constexpr std::string_view mark = "expected at ";
    std::size_t const begin = text.find(mark);
    if (begin == std::string::npos) return {};
    return text.substr(begin + mark.size(), text.find('"', begin) - begin - mark.size());
}

/// Returns: where a text has findings of that code, with blanks between them.
std::string places(std::string const& text, lint_code code) {
    std::string all;
    for (finding const& f : document::check_program(text).findings)
        if (f.code == code) all += (all.empty() ? "" : " ") + f.pointer;
    return all;
}

/// Returns: a document of one version with these rules.
std::string with_rules(std::string_view rules) {
    return R"({"tessera":1,"name":"shop","currency":"EUR","versions":[)"
           R"({"number":1,"from":"2026-01-01","rules":[)" +
           std::string(rules) + "]}]}";
}

/// Returns: the reasons that a text is told for one code, a line each.
std::string reasons(std::string const& text, lint_code code) {
    std::string all;
    for (finding const& f : document::check_program(text).findings)
        if (f.code == code) all += (all.empty() ? "" : "\n") + f.reason;
    return all;
}

}  // namespace

TEST_CASE("lint: a tier award looks at its tier, and is a benefit of it") {
    std::string const club = R"({"rule":"tiers","name":"club","measures":[{"kind":"net_spend"}],)"
                             R"("tiers":[{"name":"gold","from":["9"]}]})";
    auto const award = [&](std::string const& group, std::string const& tier) {
        return with_rules(club + R"(,{"rule":"tier_award","tiers":")" + group + R"(","tier":")" + tier +
                          R"(","points":"points","amount":"5"})");
    };
    CHECK(places(award("club", "gold"), lint_code::unknown_tier).empty());
    CHECK(places(award("club", "gold"), lint_code::tiers_without_benefit).empty());
    CHECK(places(award("club", "golf"), lint_code::unknown_tier) == "/versions/0/rules/1/tier");
    CHECK(places(award("clup", "gold"), lint_code::unknown_tier) == "/versions/0/rules/1/tiers");
    // What a finding tells, no problem tells again.
    CHECK(document::check_program(award("clup", "gold")).problems.empty());
    CHECK(document::check_program(award("club", "golf")).problems.empty());
    CHECK(places(with_rules(club + R"(,{"rule":"offers","name":"all","list":[{"name":"tenth","share":"10%",)"
                                   R"("tier":{"tiers":"club","tier":"gold"}}]})"),
                 lint_code::tiers_without_benefit)
              .empty());
}

TEST_CASE("lint: a part of a bundle is never filled only where one earlier part takes all that it could") {
    auto const told = [](std::string_view parts, std::string_view more = "") {
        return places(R"({"tessera":1,"name":"shop","currency":"EUR","tags":["a","b"],"versions":[)"
                      R"({"number":1,"from":"2026-01-01","rules":[{"rule":"offers","name":"all","list":[)"
                      R"({"name":"menu","share":"10%","of":{"bundle":[)" +
                          std::string(parts) + "]" + std::string(more) + "}}]}]}]}",
                      lint_code::part_never_filled);
    };
    std::string const second = "/versions/0/rules/0/list/0/of/bundle/1/over";
    std::string const any = "{}", tea = R"({"over":{"sku":"tea"}})", cup = R"({"over":{"sku":"cup"}})",
                      food = R"({"over":{"category":"food"}})",
                      hot = R"({"over":{"sku":"tea","category":"food"}})", a = R"({"over":{"with":["a"]}})",
                      a_and_b = R"({"over":{"with":["a","b"]}})", not_a = R"({"over":{"without":["a"]}})";
    CHECK(told(any + "," + tea) == second);
    CHECK(told(tea + "," + tea) == second);
    CHECK(told(food + "," + hot) == second);
    CHECK(told(a + "," + a_and_b) == second);
    CHECK(told(not_a + R"(,{"over":{"sku":"tea","without":["a","b"]}})") == second);
    CHECK(told(tea + "," + any + "," + cup) == "/versions/0/rules/0/list/0/of/bundle/2/over");
    CHECK(told(tea + "," + food, R"(,"over":{"sku":"tea"})") == second);
    CHECK(told(a + "," + tea, R"(,"over":{"with":["a"]})") == second);
    for (std::string const& open : {tea + "," + any, tea + "," + cup, hot + "," + food, tea + "," + food,
                                    a_and_b + "," + a, a + "," + not_a, not_a + "," + a, a + "," + tea})
        CHECK(told(open).empty());
}

TEST_CASE("every lint code has a document that triggers it at one place, and a twin that does not") {
    for (lint_kind const& kind : document::lint_kinds()) {
        INFO(kind.name);
        std::string const bad = pair_text(kind, "bad"), good = pair_text(kind, "good");
        REQUIRE(!bad.empty());
        REQUIRE(!good.empty());
        REQUIRE(!expected_pointer(bad).empty());
        CHECK(places(bad, kind.code) == expected_pointer(bad));
        CHECK(places(good, kind.code).empty());
    }
}

TEST_CASE("documents of pairs are programs, but for names that lead nowhere") {
    for (lint_kind const& kind : document::lint_kinds())
        for (std::string_view const which : {"bad", "good"}) {
            bool const names = kind.code == lint_code::unknown_tier || kind.code == lint_code::unknown_points;
            if (names && which == "bad") continue;
            INFO(kind.name << ' ' << which);
            auto const made = document::load_program(pair_text(kind, which));
            CHECK((made ? "" : to_text(made.problems[0], kind.name)) == "");
        }
}

TEST_CASE("kinds of findings have numbers that rise, names of their own, and something to say") {
    std::set<std::string_view> names;
    int below = 700;
    for (lint_kind const& kind : document::lint_kinds()) {
        CHECK(static_cast<int>(kind.code) > below);
        below = static_cast<int>(kind.code);
        CHECK(names.insert(kind.name).second);
        CHECK(!kind.says.empty());
        CHECK(!kind.fix.empty());
        CHECK(&document::kind_of_finding(kind.code) == &kind);
    }
}

TEST_CASE("the page of tessera check has all kinds of findings, as the code says them") {
    std::string const page = shipped("docs/reference/check.md");
    std::size_t at = 0;
    for (lint_kind const& kind : document::lint_kinds()) {
        std::string row =
            "\n| " + std::to_string(static_cast<int>(kind.code)) + " | `" + std::string(kind.name);
        row += "` | " + std::string(to_text(kind.severity)) + " | " + std::string(kind.says) + " | ";
        row += std::string(kind.fix) + " |\n";
        INFO(row);
        std::size_t const found = page.find(row, at);
        CHECK(found != std::string::npos);
        if (found != std::string::npos) at = found;
    }
    auto rows = document::lint_kinds().size();
    for (std::string_view const first : {"\n| 7", "\n| 8"})
        for (at = page.find(first); at != std::string::npos; at = page.find(first, at + 1)) --rows;
    CHECK(rows == 0);
}

TEST_CASE("lint: what comes to nothing, and what only looks so") {
    auto const zero = [](std::string const& terms) {
        return places(with_rules(R"({"rule":"offers","name":"all","list":[{"name":"a",)" + terms + "}]}"),
                      lint_code::nothing_given);
    };
    CHECK(zero(R"("amount":"0")") == "/versions/0/rules/0/list/0/amount");
    CHECK(zero(R"("share":"0","more":{"steps":[{"from":"9","share":"0"}]})") ==
          "/versions/0/rules/0/list/0/share");
    CHECK(zero(R"("share":"0","gift":{"sku":"mug","worth":"5"})").empty());
    CHECK(zero(R"("unit_price":"0")").empty());
    std::string const earned = R"({"rule":"accrual","points":"points","rate":")";
    CHECK(places(with_rules(earned + R"(0"})"), lint_code::nothing_given) == "/versions/0/rules/0/rate");
    CHECK(places(with_rules(earned + R"(0.001"})"), lint_code::nothing_given).empty());
}

TEST_CASE("lint: steps of an offer that fall, by what they give") {
    auto const falls = [](std::string const& terms) {
        return places(with_rules(R"({"rule":"offers","name":"all","list":[{"name":"a",)" + terms + "}]}"),
                      lint_code::offer_steps_fall);
    };
    std::string const first = "/versions/0/rules/0/list/0/more/steps/0/";
    CHECK(falls(R"("amount":"9","more":{"steps":[{"from":"50","amount":"8"}]})") == first + "amount");
    CHECK(falls(R"("amount":"9","more":{"steps":[{"from":"50","amount":"9"}]})").empty());
    CHECK(falls(R"("share":"9%","more":{"steps":[{"from":"50","share":"8%"}]})") == first + "share");
    CHECK(falls(R"("share":"9%","more":{"brackets":true,"steps":[{"from":"50","share":"8%"}]})").empty());
    CHECK(falls(R"("unit_price":"9","more":{"steps":[{"from":"50","amount":"10"}]})") == first + "amount");
    CHECK(falls(R"("unit_price":"9","more":{"steps":[{"from":"50","amount":"8"}]})").empty());
    CHECK(
        falls(
            R"("total_price":"9","more":{"steps":[{"from":"50","amount":"10"},{"from":"60","amount":"8"}]})")
            .empty());
    CHECK(reasons(pair_text(document::kind_of_finding(lint_code::offer_steps_fall), "bad"),
                  lint_code::offer_steps_fall) == "5 % come off from here on, and 10 % before");
}

TEST_CASE("lint: filters of any rule that no line passes") {
    std::string const lines = R"({"with":["tea"],"without":["tea"]})";
    auto const told = [](std::string const& rules) {
        return places(R"({"tessera":1,"name":"shop","currency":"EUR","tags":["tea"],"versions":[{"number":1,)"
                      R"("from":"2026-01-01","rules":[)" +
                          rules + "]}]}",
                      lint_code::filter_takes_nothing);
    };
    CHECK(told(R"({"rule":"accrual","points":"points","rate":"1","of":{"price":"paid","lines":)" + lines +
               R"(},"extras":[{"times":"2","lines":)" + lines + "}]}") ==
          "/versions/0/rules/0/of/lines/without/0 /versions/0/rules/0/extras/0/lines/without/0");
    CHECK(told(R"({"rule":"promotion","name":"p","share":"5%","over":)" + lines + "}") ==
          "/versions/0/rules/0/over/without/0");
}

TEST_CASE("lint: a gift with every order is one that nothing bounds") {
    auto const told = [](std::string const& terms) {
        return !places(with_rules(R"({"rule":"offers","name":"all","list":[{"name":"a","gift":{"sku":"mug",)"
                                  R"("worth":"5"})" +
                                  terms + "}]}"),
                       lint_code::gift_with_every_order)
                    .empty();
    };
    CHECK(told(""));
    for (char const* const bound :
         {R"(,"used_at_most":{"by_member":1})", R"(,"budget":"100")", R"(,"on_request":true)",
          R"(,"of":{"price_from":"20"})", R"(,"on":{"on":["monday"]})", R"(,"for_every":{"each":"50"})"})
        CHECK(!told(bound));
}

TEST_CASE("lint: credit that pays for its own steps is told as credit") {
    std::string const ladder =
        R"({"rule":"ladder","name":"cash","measure":{"kind":"net_spend","of":{"price":)"
        R"("paid","stored_value":true}},"steps":[{"at":"100","award":"10"}])";
    CHECK(reasons(with_rules(ladder + R"(},{"rule":"redemption","points":"cash","worth":{"points":1,)"
                                      R"("money":"0.01"}})"),
                  lint_code::earns_on_itself) ==
          R"(what credit of "cash" pays counts toward the steps of "cash")");
    CHECK(reasons(with_rules(ladder + R"(,"points":"cash"},{"rule":"redemption","points":"cash","worth":)"
                                      R"({"points":1,"money":"0.01"}})"),
                  lint_code::earns_on_itself) ==
          R"(the 0.01 that 1 point of "cash" pays counts toward the steps of "cash")");
    CHECK(reasons(with_rules(ladder + R"(,"points":"cash"},{"rule":"redemption","points":"cash","worth":)"
                                      R"({"points":100,"money":"1"}})"),
                  lint_code::earns_on_itself) ==
          R"(the 1.00 that 100 points of "cash" pay count toward the steps of "cash")");
}

TEST_CASE("any document that can be read can be linted, and says the same twice") {
    CHECK_PROPERTY("lint", [] {
        document::program const what = document_tests::any_program();
        std::vector<finding> const once = lint(what);
        RC_ASSERT(once == lint(what));
        for (finding const& f : once) {
            RC_ASSERT(f.pointer.starts_with("/versions/"));
            RC_ASSERT(!f.reason.empty());
            RC_ASSERT(!f.remedy.empty());
        }
    });
}

TEST_CASE("reasons have the figures of the program") {
    auto const reason_of_bad = [](lint_code code) {
        return reasons(pair_text(document::kind_of_finding(code), "bad"), code);
    };
    CHECK(reason_of_bad(lint_code::tier_never_reached) ==
          "\"gold\" begins at 13 periods, and a window has 12 periods at most");
    CHECK(
        reason_of_bad(lint_code::step_above_cap) ==
        "the step at 5000.00 pays 500 points, and orders earn up to a balance of 300: then they earn nothing "
        "until some are spent");
    CHECK(reason_of_bad(lint_code::splitting_gains) ==
          "one order of 10.00 earns 1 point, two of 5.00 and 5.00 earn 2 points");
    CHECK(reason_of_bad(lint_code::over_before_it_opens) ==
          "what is earned on 2026-01-01, opens on 2026-01-31 and is over on 2026-01-31");
    CHECK(reason_of_bad(lint_code::extras_meet) ==
          "on 2026-11-11 both 2 times and 3 times hold: 6 times the points");
    CHECK(reason_of_bad(lint_code::benefits_add_up) ==
          "one order can bring all of these: the price of \"club\" takes off up to 5 %; \"cashback\" pays up "
          "to "
          "10 % of what was spent");
}

TEST_CASE("a finding as text has its place, both rules and what would be right") {
    std::string const text = with_rules(
        "\n{\"rule\":\"accrual\",\"points\":\"points\",\"rate\":\"1\",\"of\":{\"price\":\"paid\",\n"
        " \"stored_value\":true}},\n"
        "{\"rule\":\"redemption\",\"points\":\"points\",\"worth\":{\"points\":100,\"money\":\"1\"}},\n"
        "{\"rule\":\"returns\",\"days\":60}");
    auto const checked = document::check_program(text);
    REQUIRE(checked.problems.empty());
    REQUIRE(checked.findings.size() == 1);
    CHECK(to_text(checked.findings[0], "shop.json") ==
          "shop.json:3:17: warning: 731 earns_on_itself: the 1.00 that 100 points pay earn points of the "
          "same pool "
          "again\n"
          "  at: /versions/0/rules/0/of/stored_value\n"
          "  and: /versions/0/rules/1\n"
          "  remedy: a basis without stored value, and down to the price paid");
}

TEST_CASE("a name that leads nowhere is told once, at the name, with the nearest one") {
    auto const checked =
        document::check_program(pair_text(document::kind_of_finding(lint_code::unknown_tier), "bad"));
    CHECK(checked.problems.empty());
    REQUIRE(!checked.findings.empty());
    CHECK(checked.findings[0].remedy == "did you mean \"gold\"?");
    CHECK(!checked);
}

TEST_CASE("caps of another version do not bound what members have") {
    auto const text = [](std::string_view first) {
        constexpr std::string_view capped =
            R"({"rule":"accrual","points":"p","rate":"1","caps":[{"points":"300","of":"balance"}]})";
        constexpr std::string_view spent =
            R"({"rule":"redemption","points":"p","worth":{"points":100,"money":"1"},"at_least":500})";
        std::string all = R"({"tessera":1,"name":"shop","currency":"EUR","versions":[)";
        all += R"({"number":1,"from":"2026-01-01","rules":[)" + std::string(first) + "]},";
        all += R"({"number":2,"from":"2027-01-01","rules":[)" + std::string(capped) + ',' +
               std::string(spent) + "]}]}";
        return all;
    };
    CHECK(places(text(""), lint_code::never_enough_points) == "/versions/1/rules/1/at_least");
    CHECK(places(text(R"({"rule":"accrual","points":"p","rate":"1"})"), lint_code::never_enough_points)
              .empty());
}

TEST_CASE("the smallest split that gains is found, whatever the rate and the rounding") {
    CHECK_PROPERTY("splits", [] {
        ratio const rate =
            *ratio::make(*rc::gen::inRange<std::int64_t>(1, 60), *rc::gen::inRange<std::int64_t>(1, 40));
        auto const [word, mode] = *rc::gen::element(
            std::pair("half_up", rounding::half_up), std::pair("half_even", rounding::half_even),
            std::pair("up", rounding::up), std::pair("down", rounding::down));
        // In yen, so that one unit of currency is one of what is paid.
        std::string const text = R"({"tessera":1,"name":"s","currency":"JPY","versions":[{"number":1,"from":)"
                                 R"("2026-01-01","rules":[{"rule":"accrual","points":"p","rate":")" +
                                 std::to_string(rate.num) + '/' + std::to_string(rate.den) + R"(","mode":")" +
                                 word + R"("}]}]})";
        auto const earned = [&](std::int64_t amount) { return *scale(amount, rate, mode); };
        std::int64_t smallest = 0;
        for (std::int64_t whole = 2; whole <= 200 && smallest == 0; ++whole)
            for (std::int64_t part = 1; part <= whole / 2; ++part)
                if (earned(whole) < earned(part) + earned(whole - part)) smallest = whole;
        std::string const told = reasons(text, lint_code::splitting_gains);
        if (smallest == 0)
            RC_ASSERT(told.empty());
        else
            RC_ASSERT(told.starts_with("one order of " + std::to_string(smallest) + " earns "));
    });
}

TEST_CASE("a program made for the lint's own bound says how much it gives back") {
    std::string const text =
        with_rules(R"({"rule":"accrual","points":"p","rate":"5"},)"
                   R"({"rule":"redemption","points":"p","worth":{"points":100,"money":"1"}})");
    CHECK(places(text, lint_code::gives_back_much).empty());
    auto const tighter = document::check_program(text, {.given_back = ratio(4, 100)});
    CHECK(std::any_of(tighter.findings.begin(), tighter.findings.end(),
                      [](finding const& f) { return f.code == lint_code::gives_back_much; }));
}

TEST_CASE("findings of a text are no more than its limits allow, and none of a text that is no document") {
    std::string rules;
    for (int i = 0; i < 200; ++i)
        rules += (i == 0 ? "" : ",") +
                 (R"({"rule":"promotion","share":"100%","name":"p)" + std::to_string(i)) + "\"}";
    CHECK(document::check_program(with_rules(rules)).findings.size() == 100);
    auto const none = document::check_program("[");
    CHECK(none.findings.empty());
    CHECK(none.problems.size() == 1);
}

TEST_CASE("what looks like a finding and is none, and the other way round") {
    std::string const pays = R"(,{"rule":"redemption","points":"p","worth":{"points":100,"money":"1"})";
    auto const accrual = [](std::string const& more) {
        return R"({"rule":"accrual","points":"p","rate":"1")" + more + "}";
    };
    auto const caps = [&](std::string const& first, std::string const& second) {
        return with_rules(accrual(R"(,"caps":[{"points":")" + first + R"(,"of":"order"},{"points":")" +
                                  second + R"(,"of":"window","within":{"kind":"lifetime"}}])"));
    };
    std::string const at = "/versions/0/rules/";
    // An award that a cap cuts may fit where the whole award is refused.
    CHECK(places(caps(R"(300")", R"(300")"), lint_code::cap_never_cuts) == at + "0/caps/0/points");
    CHECK(places(caps(R"(300")", R"(300","or_nothing":true)"), lint_code::cap_never_cuts).empty());
    CHECK(places(caps(R"(500","or_nothing":true)", R"(300")"), lint_code::cap_never_cuts).empty());

    // What another outlet holds back or a return puts back comes on top of a cap.
    std::string const held = accrual(R"(,"caps":[{"points":"300","of":"balance"}])");
    CHECK(places(with_rules(held + pays + R"(,"at_least":500})"), lint_code::never_enough_points) ==
          at + "1/at_least");
    CHECK(places(with_rules(held + pays + R"(,"at_least":500})" + pays + R"(,"name":"small"})"),
                 lint_code::never_enough_points)
              .empty());

    // With less to stay than to enter a level has room before it falls.
    auto const rolling = [](std::string const& keep) {
        return with_rules(R"({"rule":"tiers","name":"club","measures":[{"kind":"net_spend","within":)"
                          R"({"kind":"rolling_days","length":365}}],"tiers":[{"name":"a","from":["100"])" +
                          keep + "}]}");
    };
    CHECK(places(rolling(""), lint_code::tier_flaps) == at + "0/measures/0");
    CHECK(places(rolling(R"(,"keep":["50"])"), lint_code::tier_flaps).empty());

    // A cap over a month says nothing of what a year brings.
    auto const earned = [&](std::string_view unit) {
        std::string tiers =
            R"(,{"rule":"tiers","name":"club","measures":[{"kind":"points_earned","points":"p",)";
        tiers += R"("within":{"kind":"calendar","unit":")" + std::string(unit) + R"("}}],)";
        tiers += R"("tiers":[{"name":"a","from":["400"]}]})";
        return with_rules(accrual(R"(,"caps":[{"points":"300","of":"window","within":)"
                                  R"({"kind":"calendar","unit":"month"}}])") +
                          tiers);
    };
    CHECK(places(earned("month"), lint_code::tier_never_reached) == at + "1/tiers/0/from");
    CHECK(places(earned("year"), lint_code::tier_never_reached).empty());

    // A discount is no stored value: a basis before it counts what points have taken off.
    std::string const listed = accrual(R"(,"of":{"price":"list"})");
    CHECK(places(with_rules(listed + pays + R"(,"as":"discount"})"), lint_code::earns_on_itself) ==
          at + "0/of/price");
    CHECK(places(with_rules(listed + pays + "}"), lint_code::earns_on_itself).empty());

    // No return lowers gross spend, whatever the ladder says of returns.
    auto const ladder_on = [](std::string_view kind) {
        return with_rules(R"({"rule":"ladder","name":"l","measure":{"kind":")" + std::string(kind) +
                          R"("},"steps":[{"at":"100","award":"5"}]})");
    };
    CHECK(places(ladder_on("gross_spend"), lint_code::step_kept_after_return) == at + "0/measure");
    CHECK(places(ladder_on("net_spend"), lint_code::step_kept_after_return).empty());
}

TEST_CASE(
    "what gives back all of what it asks for is for free, and what counts it is no amount off any order") {
    auto const places_of = [](std::string_view more) {
        std::string const text = with_rules(
            R"({"rule":"offers","name":"all","list":[{"name":"tens","amount":"10","for_every":{"each":)" +
            std::string(more) + "}]}");
        CHECK(places(text, lint_code::amount_off_any_order).empty());
        return places(text, lint_code::all_for_free);
    };
    CHECK(places_of(R"("10"})") == "/versions/0/rules/0/list/0/for_every");
    CHECK(places_of(R"("10.01"})").empty());
    CHECK(places_of(R"("10","most_times":3})").empty());
    CHECK(places_of(R"("10","of":{"units":true}})").empty());
    CHECK(places_of(R"("10"},"at_most":"20")").empty());
}

TEST_CASE("a ladder that pays for what reaches it is told, and one that pays much") {
    auto const told = [](std::string_view steps, lint_code code, std::string_view more = "") {
        std::string const text =
            with_rules(R"({"rule":"ladder","name":"cash","measure":{"kind":"net_spend"},)" +
                       std::string(steps) + "}" + std::string(more));
        return places(text, code) + reasons(text, code);
    };
    constexpr auto all = lint_code::gives_back_all, much = lint_code::gives_back_much;
    std::string const at = "/versions/0/rules/0/steps";
    CHECK(told(R"("steps":[{"at":"20","award":"20"}])", all) ==
          at + "the steps pay up to 100 % of what is spent: they pay for what reaches them");
    CHECK(told(R"("steps":[{"at":"20","award":"19.99"}])", all).empty());
    CHECK(told(R"("steps":[{"at":"100","award":"15"},{"at":"120","award":"15"}])", much) ==
          at + "the steps pay up to 25 % of what is spent, and more than 20 % was to be told");
    CHECK(told(R"("steps":[{"at":"100","award":"15"},{"at":"150","award":"15"}])", much).empty());
    CHECK(told(R"("form":"whole","steps":[{"at":"100","rate":"1.5"}])", all) ==
          at + "the steps pay up to 150 % of what is spent: they pay for what reaches them");
    // Points of a ladder are worth what they pay.
    std::string const points = R"("points":"p","steps":[{"at":"10","award":"900"}])";
    auto const pays = [](std::string const& worth) {
        return R"(,{"rule":"redemption","points":"p","worth":{"points":100,"money":")" + worth + R"("}})";
    };
    CHECK(told(points, all, pays("1")).empty());
    CHECK(told(points, much, pays("1")).starts_with(at));
    CHECK(told(points, all, pays("2")).starts_with(at));
}

TEST_CASE("an offer is told that no day has, that no price fits, and that takes all it asks for") {
    auto const places_of = [](std::string_view more, lint_code code) {
        return places(
            with_rules(R"({"rule":"offers","name":"all","list":[{"name":"one",)" + std::string(more) + "}]}"),
            code);
    };
    std::string const at = "/versions/0/rules/0/list/0/";
    auto const days = lint_code::never_applies;
    CHECK(places_of(R"("share":"5%","on":{"from":"2025-01-01","before":"2025-02-01"})", days) == at + "on");
    CHECK(places_of(R"("share":"5%","on":{"from":"2025-01-01","before":"2026-02-01"})", days).empty());
    auto const bounds = lint_code::bounds_exclude;
    CHECK(places_of(R"("share":"5%","of":{"price_from":"10","price_to":"9.99"})", bounds) ==
          at + "of/price_to");
    CHECK(places_of(R"("share":"5%","of":{"price_from":"10","price_to":"10"})", bounds).empty());
    auto const free = lint_code::all_for_free;
    CHECK(places_of(R"("amount":"50","from":{"least":"50"})", free) == at + "from/least");
    CHECK(places_of(R"("amount":"50","from":{"least":"50.01"})", free).empty());
    CHECK(places_of(R"("amount":"50","at_most":"49","from":{"least":"50"})", free).empty());
    CHECK(places_of(R"("amount":"50","from":{"least":"5","of":{"units":true}})", free).empty());
    CHECK(places_of(R"("amount":"5","per":"unit","from":{"least":"5"})", free).empty());
    CHECK(
        places_of(R"("amount":"0","more":{"steps":[{"from":"20","amount":"5"},{"from":"30","amount":"30"}]})",
                  free) == at + "more/steps/1/amount");
}

TEST_CASE("points that only a later version spends are not lost") {
    auto const text = [](std::string_view second) {
        std::string all = R"({"tessera":1,"name":"shop","currency":"EUR","versions":[{"number":1,"from":)";
        all += R"("2026-01-01","rules":[{"rule":"accrual","points":"p","rate":"1"}]},)";
        return all + R"({"number":2,"from":"2027-01-01","rules":[)" + std::string(second) + "]}]}";
    };
    CHECK(places(text(""), lint_code::points_nobody_spends) == "/versions/0/rules/0/points");
    CHECK(places(text(R"({"rule":"redemption","points":"p","worth":{"points":100,"money":"1"}})"),
                 lint_code::points_nobody_spends)
              .empty());
}
