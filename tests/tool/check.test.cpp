// SPDX-License-Identifier: BSL-1.0
#include "tool/check.hpp"

#include <cstdio>
#include <string>

#include "support/catch.hpp"
#include "tool/command_line.hpp"
#include "tool/failure.hpp"
#include "tool/programs.hpp"
#include "tool/quote.hpp"
#include "tool/support.hpp"

using namespace tessera;
using namespace tessera::tool;
using namespace tessera::tool::test;

namespace {

constexpr std::string_view empty_shop =
    R"({"tessera":1,"name":"shop","currency":"EUR","versions":[{"number":1,"from":"2026-01-01",)"
    R"("rules":[]}]})";

constexpr std::string_view with_gift =
    R"({"tessera":1,"name":"shop","currency":"EUR","versions":[{"number":1,"from":"2026-01-01","rules":[)"
    R"({"rule":"promotion","name":"gift","share":"100%"}]}]})";

std::string name_of(told const& t) {
    auto const* const finding = std::get_if<document::finding>(&t);
    return finding ? std::string(document::kind_of_finding(finding->code).name) : "problem";
}

/// Returns: the names of all that is told of a poster, in the order of its document.
std::string told_of(std::string_view poster) {
    std::string names;
    chosen_program const chosen = choose_program(std::string(poster), currencies::EUR);
    for (told const& t : check_text("poster.json", document::write_program(chosen.rules.said(), true)).all)
        names += (names.empty() ? "" : " ") + name_of(t);
    return names;
}

/// Returns: the exit status of the tool, told to check.
int status_of(std::vector<char const*> words) {
    words.insert(words.begin(), {"tessera", "check"});
    return run(static_cast<int>(words.size()), words.data());
}

}  // namespace

TEST_CASE("the shops' posters are told what they give away") {
    CHECK(told_of("seed-tiers") == "");
    CHECK(told_of("seed-ladder") == "returns_not_taken points_nobody_spends");
    CHECK(told_of("seed-separated") == "returns_not_taken");
    CHECK(told_of("seed-shop") ==
          "benefits_add_up points_nobody_spends spent_value_pays_steps returns_not_taken");
    CHECK(told_of("seed-returns") ==
          "benefits_add_up points_nobody_spends spent_value_pays_steps debt_outlives_points");
}

TEST_CASE("problems and findings are told in the order of the text, and counted") {
    std::string const text = R"({"tessera":1,"name":"shop","currency":"EUR","versions":[
{"number":1,"from":"2026-01-01","rules":[
{"rule":"promotion","name":"gift","share":"100%"},
{"rule":"returns","days":0},
{"rule":"action_award","action":"good_review","points":"stars","amount":"5"}]}]})";
    CHECK(readable({check_text("shop.json", text)}) ==
          R"(shop.json:3:43: warning: 764 all_for_free: "gift" takes off 100 %
  at: /versions/0/rules/0/share
  remedy: a share below "100%", or "at_most"
shop.json:4:26: error: 512 problem: a lot needs a life of at least one day
  at: /versions/0/rules/1/days
  value: 0
  remedy: one day or more
shop.json:5:33: advice: 781 reward_for_good_review: "good_review" gives 5 points, for praise as it seems
  at: /versions/0/rules/2/action
  remedy: points for any review, good or bad
shop.json:5:56: warning: 741 points_nobody_spends: "stars" fills, and no rule spends it or looks at it
  at: /versions/0/rules/2/points
  remedy: a redemption, a reward, a goal, or a tier by these points
shop.json: 1 error, 2 warnings, 1 advice
)");
    CHECK(readable({check_text("empty.json", empty_shop)}) == "empty.json: nothing to say\n");
}

TEST_CASE("a zone that there is not is told, with the nearest one, by whatever reads a program") {
    auto const in_zone = [](std::string const& zone) {
        return R"({"tessera":1,"name":"shop","currency":"EUR",
"zone":)" + zone +
               R"(,"versions":[{"number":1,"from":"2026-01-01","rules":[]}]})";
    };
    for (char const* const known : {R"("Europe/Berlin")", R"("UTC")", R"("")"})
        CHECK(check_text("shop.json", in_zone(known)).all.empty());
    CHECK(readable({check_text("shop.json", in_zone(R"("Europe/Brelin")"))}) ==
          R"(shop.json:2:8: error: 203 problem: there is no time zone of that name
  at: /zone
  value: "Europe/Brelin"
  remedy: did you mean "Europe/Berlin"?
shop.json: 1 error, 0 warnings, 0 advice
)");
    std::string const lost = in_zone(R"("Mars/Olympus_Mons_Base_Camp")");
    CHECK(readable({check_text("shop.json", lost)}).find("a name of the tz database") != std::string::npos);
    CHECK(check_text("shop.json", in_zone(R"("Mars/Base", "says": "")")).all.size() == 2);
    CHECK(check_text("shop.json", in_zone("7")).all.size() == 1);  // no text: told by reading alone

    folder const here;
    std::string const file = here.with("lost.json", lost);
    CHECK_THROWS_WITH(program_from(lost, "lost.json"),
                      Catch::Matchers::StartsWith("lost.json:2:8: /zone: 203"));
    CHECK_THROWS_WITH(quote({.program = file, .cart = file}),
                      Catch::Matchers::StartsWith(file + ":2:8: /zone: 203"));
    CHECK(status_of({file.c_str()}) == 5);
    CHECK(status_of({"--giveaway", file.c_str()}) == 5);
}

TEST_CASE("the same as JSON is an array of objects, over all files") {
    CHECK(json_of({check_text("empty.json", empty_shop)}) == "[]\n");
    CHECK(json_of({check_text("a.json", with_gift), check_text("b.json", "[]")}) ==
          R"([
  {"file":"a.json","line":1,"column":140,"code":764,"name":"all_for_free","severity":"warning",)"
          R"("pointer":"/versions/0/rules/0/share","beside":"","reason":"\"gift\" takes off 100 %",)"
          R"("remedy":"a share below \"100%\", or \"at_most\""},
  {"file":"b.json","line":1,"column":1,"code":606,"name":"problem","severity":"error","pointer":"",)"
          R"("value":"[...]","reason":"the value is of another type",)"
          R"("remedy":"an object: {...}"}
]
)");
}

TEST_CASE("the tool's exit status tells a document with errors") {
    folder const here;
    std::string const good = here.with("good.json", empty_shop), bad = here.with("bad.json", "{}");
    std::string const doubtful = here.with("doubtful.json", with_gift), missing = here / "none.json";
    CHECK(status_of({good.c_str()}) == 0);
    CHECK(status_of({doubtful.c_str(), good.c_str()}) == 0);
    CHECK(status_of({"--strict", doubtful.c_str(), good.c_str()}) == 5);
    CHECK(status_of({"--json", good.c_str(), bad.c_str()}) == 5);
    CHECK(status_of({missing.c_str()}) == 3);
    CHECK(status_of({}) == 2);
}

TEST_CASE("an error of the lint alone fails, and nothing else of it does") {
    std::string const here = __FILE__;
    std::string const pairs = here.substr(0, here.rfind("tool/")) + "document/lint/";
    CHECK(!are_good({check_file(pairs + "bounds_exclude.bad.json")}, false));
    CHECK(are_good({check_file(pairs + "tier_flaps.bad.json")}, false));
    CHECK(!are_good({check_file(pairs + "tier_flaps.bad.json")}, true));
}
