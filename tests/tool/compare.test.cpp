// SPDX-License-Identifier: BSL-1.0
#include "tool/compare.hpp"

#include <boost/json.hpp>

#include "support/catch.hpp"
#include "tool/command_line.hpp"
#include "tool/programs.hpp"
#include "tool/support.hpp"
#include "tool/totals.hpp"

using namespace tessera::tool;
using namespace tessera::tool::test;

namespace {

constexpr char three_members[] =
    "A,ann,2024-01-01,s,1,1000,EUR\n"
    "B,ann,2024-02-01,s,1,100,EUR\n"
    "C,bob,2024-02-02,s,1,150,EUR\n"
    "D,cy,2024-02-03,s,1,600,EUR\n"
    "E,cy,2024-02-04,s,1,100,EUR\n";

/// Two programs over a history, and what the tool says of them.
struct told_of {
    history of;
    std::vector<replay_result> results;
    comparison between;
    told_of(std::string_view lines, std::string_view a, std::string_view b) : of(rows(lines)) {
        results.push_back(replay(of, a, {}));
        results.push_back(replay(of, b, {}));
        between = compare(of, results);
    }
    [[nodiscard]] compared all() const { return {of, results, between}; }
    [[nodiscard]] std::string csv() const { return comparison_csv(all()); }
    [[nodiscard]] std::string text() const { return readable(all()); }
};

/// Returns: a program of such tiers by largest single order, each group with its tiers.
std::string tiers_of_orders(std::string const& rules) {
    return R"({"tessera":1,"name":"groups","currency":"EUR","versions":[{"number":1,"from":"2020-01-01",)"
           R"("rules":[)" +
           rules + "]}]}";
}
std::string group(std::string const& name, std::string const& tiers) {
    return R"({"rule":"tiers","name":")" + name + R"(","measures":[{"kind":"best_order"}],"tiers":[)" +
           tiers + "]}";
}

int run_words(std::vector<char const*> words) {
    words.insert(words.begin(), "tessera");
    return run(static_cast<int>(words.size()), words.data());
}

}  // namespace

// ann is silver at 1000: 2 % of the 100 after it. At 500 in one order she, and cy too, have level 2: 10 %.
TEST_CASE("three members under two programs, checked by hand") {
    told_of const got(three_members, "seed-tiers", "seed-single-order");
    CHECK(got.csv() ==
          "member_id,net_spend,given_a,given_b,difference,tier_a:club,tier_b:level\n"
          "ann,1100.00,2.00,10.00,8.00,silver,level 2\n"
          "bob,150.00,0.00,0.00,0.00,none,none\n"
          "cy,700.00,0.00,10.00,10.00,none,level 2\n");
    std::string const text = got.text();
    CHECK(text.substr(text.find("who gains")) ==
          "who gains and who loses under B\n"
          "  better off                                     2 members               18.00\n"
          "  worse off                                      0 members                0.00\n"
          "  the same                                        1 member                0.00\n"
          "  all                                            3 members               18.00\n"
          "\n"
          "the greatest gains                         A                 B        B less A\n"
          "  cy                                    0.00             10.00           10.00\n"
          "  ann                                   2.00             10.00            8.00\n"
          "\n"
          "members by tier at the end: a row for each of A, a column for each of B\n"
          "\n"
          "club of A, level of B\n"
          "                no tier  level 1  level 2\n"
          "  no tier             1        0        1\n"
          "  silver              0        0        1\n"
          "  gold                0        0        0\n"
          "\n"
          "B less A, member by member: so many percent have this or less\n"
          "  0 %                                                 0.00\n"
          "  5 %                                                 0.00\n"
          "  25 %                                                0.00\n"
          "  50 %                                                8.00\n"
          "  75 %                                               10.00\n"
          "  95 %                                               10.00\n"
          "  100 %                                              10.00\n");
}

TEST_CASE("tiers move group by group: those of one name belong together, the others in their order") {
    folder const here;
    std::string const a =
        here.with("a.json", tiers_of_orders(group("guests", R"({"name":"big","from":["500"]})") + ',' +
                                            group("club", R"({"name":"silver","from":["1000"]})")));
    std::string const b = here.with(
        "b.json",
        tiers_of_orders(group("club", R"({"name":"silver","from":["100"]},{"name":"gold","from":["1000"]})") +
                        ',' + group("plus, for all", R"({"name":"plus","from":["150"]})") + ',' +
                        group("vip", R"({"name":"first","from":["1000"]})")));
    told_of const got(three_members, a, b);
    CHECK(got.csv() ==
          "member_id,net_spend,given_a,given_b,difference,"
          "tier_a:guests,\"tier_b:plus, for all\",tier_a:club,tier_b:club,tier_b:vip\n"
          "ann,1100.00,0.00,0.00,0.00,big,plus,silver,gold,first\n"
          "bob,150.00,0.00,0.00,0.00,none,plus,none,silver,none\n"
          "cy,700.00,0.00,0.00,0.00,big,plus,none,silver,none\n");
    std::string const text = got.text(), from = text.substr(text.find("members by tier"));
    CHECK(from.substr(0, from.find("\nB less A")) ==
          "members by tier at the end: a row for each of A, a column for each of B\n"
          "\n"
          "guests of A, plus, for all of B\n"
          "                no tier     plus\n"
          "  no tier             0        1\n"
          "  big                 0        2\n"
          "\n"
          "club\n"
          "                no tier   silver     gold\n"
          "  no tier             0        2        0\n"
          "  silver              0        0        1\n"
          "\n"
          "vip of B; A has none\n"
          "                no tier    first\n"
          "  no tier             2        1\n");
    auto const all = boost::json::parse(comparison_json(got.all()));
    CHECK(boost::json::serialize(all.at("tier_migration").at(2)) ==
          R"({"group_a":null,"group_b":"vip","moves":[{"a":"none","b":"none","members":2},)"
          R"({"a":"none","b":"first","members":1}]})");
    CHECK(boost::json::serialize(all.at("members").at(0).at("tiers")) ==
          R"([{"a":"big","b":"plus"},{"a":"silver","b":"gold"},{"a":"none","b":"first"}])");
    told_of const back(three_members, b, a);
    CHECK(back.text().find("vip of A; B has none\n                no tier\n"
                           "  no tier             2\n  first               1\n") != std::string::npos);
    told_of const none(three_members, "seed-points", "seed-points");
    CHECK(none.text().find("members by tier") == std::string::npos);
    CHECK(none.csv().starts_with("member_id,net_spend,given_a,given_b,difference\n"));
}

TEST_CASE("the other way round who gained loses, the greatest loss first") {
    told_of const got(three_members, "seed-single-order", "seed-tiers");
    CHECK(got.between.better == 0);
    CHECK(got.between.worse == 2);
    CHECK(got.between.same == 1);
    CHECK(got.between.minor(got.between.lost) == 1800);
    CHECK(
        got.text().find("the greatest losses                        A                 B        B less A\n"
                        "  cy                                   10.00              0.00          -10.00\n"
                        "  ann                                  10.00              2.00           -8.00\n") !=
        std::string::npos);
}

TEST_CASE("a program against itself changes nothing") {
    told_of const got(three_members, "seed-shop", "seed-shop");
    CHECK(got.between.same == 3);
    CHECK(got.between.gained == 0);
    CHECK(got.between.lost == 0);
    CHECK(got.between.quantile(0) == 0);
    CHECK(got.between.quantile(100) == 0);
    CHECK(got.text().find("the greatest") == std::string::npos);
}

TEST_CASE("members' values add up to what each program gave back, points of any worth included") {
    told_of const got(three_members, "seed-shop", "seed-points");
    tessera::cpp_int a = 0, b = 0;
    for (member_change const& m : got.between.members) a += m.a, b += m.b;
    CHECK(got.between.minor(a) == add_up(got.of, got.results[0]).given());
    CHECK(got.between.minor(b) == add_up(got.of, got.results[1]).given());
    CHECK(got.between.minor(b) == 1950);  // a point a euro, a cent each
    CHECK(got.between.gained - got.between.lost == b - a);
}

TEST_CASE("members in another order of the file give the same rows") {
    std::string const other =
        "D,cy,2024-02-03,s,1,600,EUR\n"
        "E,cy,2024-02-04,s,1,100,EUR\n"
        "A,ann,2024-01-01,s,1,1000,EUR\n"
        "B,ann,2024-02-01,s,1,100,EUR\n"
        "C,bob,2024-02-02,s,1,150,EUR\n";
    told_of const one(three_members, "seed-tiers", "seed-single-order");
    told_of const two(other, "seed-tiers", "seed-single-order");
    CHECK(one.csv() == two.csv());
    CHECK(one.text() == two.text());
}

TEST_CASE("a history of nobody has no distribution") {
    told_of const got("", "seed-tiers", "seed-shop");
    CHECK(got.csv() == "member_id,net_spend,given_a,given_b,difference,tier_a:club,tier_b:club\n");
    CHECK(got.text().find("percent have") == std::string::npos);
}

TEST_CASE("the command writes both files, or neither") {
    folder const here;
    std::string const orders = here.with("h.csv", below_header(three_members));
    std::string const csv = here / "c.csv", json = here / "c.json";
    auto const compare_with = [&](std::string const& b) {
        return run_words({"compare", "seed-tiers", b.c_str(), "--orders", orders.c_str(), "--csv",
                          csv.c_str(), "--json", json.c_str(), "--quiet"});
    };
    CHECK(compare_with(here.with("bad.json", R"({"tessera": 1})")) == 5);
    CHECK(compare_with("no-such-program") == 2);
    CHECK(compare_with(here / "missing.json") == 3);
    CHECK(here.files() == 2);
    CHECK(compare_with("seed-single-order") == 0);
    CHECK(here.files() == 4);
    auto const bytes = read_file(json);
    std::string const text(bytes.begin(), bytes.end());
    CHECK(text.find("\"better\": 2,\n    \"worse\": 0,\n    \"same\": 1,\n    \"gained\": \"18.00\"") !=
          std::string::npos);
    CHECK(run_words({"compare", "seed-tiers", "seed-shop", "--orders", orders.c_str(), "--csv",
                     orders.c_str(), "--quiet"}) == 2);
}

// Online Retail II: see replay.test.cpp. What each program gave back is what two replays say.
TEST_CASE("two programs over a real history of two years") {
    char const* const data = std::getenv("TESSERA_DATA");
    if (data == nullptr) SKIP_TEST("TESSERA_DATA names no folder of histories");
    folder const here;
    std::string const lines = here / "lines.csv";
    REQUIRE(std::system(("xz -dc '" + std::string(data) + "/online_retail_ii.csv.xz' > " + lines).c_str()) ==
            0);
    history const of = read_history(read_file(lines), "lines.csv", {});
    std::vector<replay_result> const results{replay(of, "seed-shop", {}), replay(of, "seed-points", {})};
    comparison const got = compare(of, results);
    CHECK(got.better == 14);
    CHECK(got.worse == 5'041);
    CHECK(got.same == 887);
    CHECK(got.minor(got.gained) == 1'562'776);
    CHECK(got.minor(got.lost) == 237'180'117);
    CHECK(got.minor(got.gained - got.lost) ==
          add_up(of, results[1]).given() - add_up(of, results[0]).given());
}
