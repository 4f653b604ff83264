// SPDX-License-Identifier: BSL-1.0
#include "tool/replay.hpp"

#include <algorithm>
#include <cstdio>
#include <cstdlib>
#include <memory>

#include "oracle/seed_shop_oracle.hpp"
#include "support/property.hpp"
#include "tool/programs.hpp"
#include "tool/support.hpp"
#include "tool/terminal.hpp"
#include "tool/totals.hpp"

using namespace tessera::tool;
using namespace tessera::tool::test;

namespace {

std::string text_of(std::string const& path) {
    auto const bytes = read_file(path);
    return {bytes.begin(), bytes.end()};
}

/// Returns: what `xz -dc` makes of the file; nothing where there is no such program.
std::string unpacked(std::string const& path) {
    std::string text;
    std::unique_ptr<std::FILE, int (*)(std::FILE*)> const pipe(
        ::popen(("xz -dc '" + path + "'").c_str(), "r"), ::pclose);
    std::vector<char> part(1U << 20U);
    while (std::size_t const got = std::fread(part.data(), 1, part.size(), pipe.get()))
        text.append(part.data(), got);
    return text;
}

/// Returns: the folder of real histories; null where the environment names none.
char const* data_folder() { return std::getenv("TESSERA_DATA"); }

}  // namespace

// ---- golden replays, checked by hand
// ---------------------------------------------------------------------------

TEST_CASE("the poster's own figures: 1,000, 2,000 and 17,000 hand back 4,901.10 of 20,000") {
    history const h = rows(
        "A,m,2024-01-01,s,1,1000,EUR\n"
        "B,m,2024-01-02,s,1,2000,EUR\n"
        "C,m,2024-01-03,s,1,17000,EUR\n");
    CHECK(members(h, "seed-shop") == "m,3,0,20000.00,20000.00,gold,19110,3820.00,890.00\n");
    totals const sum = add_up(h, replay(h, "seed-shop", {}));
    CHECK(sum.given() == 490110);
    CHECK(sum.points_minor == 19110);
}

TEST_CASE("the most that a customer may have bought is no more than every program can count") {
    for (char const* const program : {"seed-shop", "seed-separated", "seed-returns"})
        for (char const* const sign : {"", "-"}) {
            history const h = rows("A,m,2024-01-01,s," + std::string(sign) + "1,92233720368547758.07,EUR\n");
            CHECK(replay(h, program, {}).members.size() == 1);
        }
}

TEST_CASE("what each built-in program makes of the same three months") {
    history const h = rows(
        "A,m,2024-01-01,s,1,999.99,EUR\n"  //  no tier yet; one order above 500
        "B,m,2024-02-01,s,1,0.01,EUR\n"    //  reaches 1000.00: silver from the next order
        "C,m,2024-03-01,s,1,100,EUR\n"
        "D,n,2024-03-01,s,1,299.99,EUR\n"
        "E,n,2024-03-02,s,1,300,EUR\n"
        "F,n,2024-03-03,s,1,100,EUR\n");
    struct {
        char const* program;
        char const* members;
    } const table[] = {
        {"seed-tiers",
         "m,3,0,1100.00,1100.00,silver,0,0.00,2.00\n"
         "n,3,0,699.99,699.99,none,0,0.00,0.00\n"},
        {"seed-single-order",
         "m,3,0,1100.00,1100.00,level 2,0,0.00,10.00\n"
         "n,3,0,699.99,699.99,level 1,0,0.00,5.00\n"},
        {"seed-ladder",
         "m,3,0,1100.00,1100.00,none,0,120.00,0.00\n"
         "n,3,0,699.99,699.99,none,0,20.00,0.00\n"},
        {"seed-points",
         "m,3,0,1100.00,1100.00,none,1099,0.00,0.00\n"
         "n,3,0,699.99,699.99,none,699,0.00,0.00\n"},
        {"seed-separated",
         "m,3,0,1100.00,1100.00,none,1099,0.00,0.00\n"
         "n,3,0,699.99,699.99,none,699,0.00,0.00\n"},
        {"seed-shop",
         "m,3,0,1100.00,1100.00,silver,1097,120.00,2.00\n"
         "n,3,0,699.99,699.99,none,699,20.00,0.00\n"},
    };
    for (auto const& [program, expected] : table) {
        INFO(program);
        CHECK(members(h, program) == expected);
    }
}

TEST_CASE("a lot of day D can be spent through D + 364") {
    std::string const earned = "A,m,2023-03-01,s,1,50,EUR\n";
    CHECK(members(rows(earned + "Z,,2024-02-28,s,1,1,EUR\n"), "seed-shop") ==
          "m,1,0,50.00,50.00,none,50,0.00,0.00\n");
    CHECK(members(rows(earned + "Z,,2024-02-29,s,1,1,EUR\n"), "seed-shop") ==
          "m,1,0,50.00,50.00,none,0,0.00,0.00\n");
}

TEST_CASE("a return takes points from the lots soonest to end, the rest is owed and paid by the next ones") {
    std::string const bought =
        "A,m,2024-01-01,s,1,30,EUR\n"
        "B,m,2024-06-01,s,1,20,EUR\n";
    // 40 back: all 30 of January, 10 of June; in the next January the other 10 of June are left.
    CHECK(members(rows(bought + "R,m,2024-07-01,s,-1,40,EUR\nZ,,2025-01-02,s,1,1,EUR\n"), "seed-shop") ==
          "m,2,1,50.00,10.00,none,10,0.00,0.00\n");
    // 60.50 back: 60 points, of which 10 are owed; the next order earns 25, of which 10 pay the debt.
    CHECK(members(rows(bought + "R,m,2024-07-01,s,-1,60.50,EUR\n"), "seed-shop") ==
          "m,2,1,50.00,-10.50,none,-10,0.00,0.00\n");
    CHECK(members(rows(bought + "R,m,2024-07-01,s,-1,60.50,EUR\nC,m,2024-07-02,s,1,25.99,EUR\n"),
                  "seed-shop") == "m,3,1,75.99,15.49,none,15,0.00,0.00\n");
}

TEST_CASE("within one order id the return comes first, wherever its lines stand") {
    // At 1000 the member is silver. The return takes the measure to 900, so the order is priced without a
    // tier.
    history const h = rows(
        "A,m,2024-01-01,s,1,1000,EUR\n"
        "B,m,2024-02-01,s,1,500,EUR\n"
        "B,m,2024-02-01,t,-1,100,EUR\n");
    // Points: 1000 - (100 - 2 at 2 %) + 500. The ladder: 20 + 100, less 100, plus 100.
    CHECK(members(h, "seed-shop") == "m,2,1,1500.00,1400.00,silver,1402,120.00,0.00\n");
    replay_result const got = replay(h, "seed-shop", {});
    CHECK(got.steps[1].reached == 2);
    CHECK(got.steps[1].lost == 1);
    CHECK(got.credit.issued == 22000);
    CHECK(got.credit.taken_back == 10000);
}

TEST_CASE("a member of returns alone owes, is listed, and has no tier") {
    CHECK(members(rows("R,m,2024-02-01,s,-2,100,EUR\n"), "seed-shop") ==
          "m,0,1,0.00,-200.00,none,-200,0.00,0.00\n");
}

TEST_CASE("amounts have the currency's own decimals") {
    CHECK(members(rows("A,m,2024-01-01,s,1,3000,JPY\nB,m,2024-01-02,s,1,99,JPY\n"), "seed-shop") ==
          "m,2,0,3099,3099,gold,3094,320,5\n");
    CHECK(members(rows("A,m,2024-01-01,s,1,1000.125,KWD\n"), "seed-shop") ==
          "m,1,0,1000.125,1000.125,silver,1000,120.000,0.000\n");
}

TEST_CASE("rows come sorted by member byte by byte, quoted where they must be") {
    CHECK(members(rows("A,b,2024-01-01,s,1,1,EUR\nB,\"a,\"\"x\",2024-01-01,s,1,1,EUR\nC,B,2024-01-01,s,1,1,"
                       "EUR\nD,\xC3\xA4,2024-01-01,s,1,1,EUR\n"),
                  "seed-tiers") ==
          "B,1,0,1.00,1.00,none,0,0.00,0.00\n"
          "\"a,\"\"x\",1,0,1.00,1.00,none,0,0.00,0.00\n"
          "b,1,0,1.00,1.00,none,0,0.00,0.00\n"
          "\xC3\xA4,1,0,1.00,1.00,none,0,0.00,0.00\n");
}

TEST_CASE("the journal has every posting, in the order of the facts") {
    history const h = rows(
        "A,m,2024-01-01T09:30,s,1,1000,EUR\n"
        "B,m,2024-02-01,s,-1,100.50,EUR\n");
    CHECK(replay(h, "seed-shop", {true, false, {}}).journal ==
          "member_id,order_id,fact,timestamp,place,kind,slot,amount,opens,expires,rule\n"
          "m,A,order,2024-01-01T09:30:00,0,issue,points,1000,,2024-12-31,points\n"
          "m,A,order,2024-01-01T09:30:00,1,tally,net spend,1000.00,,,net spend\n"
          "m,A,order,2024-01-01T09:30:00,2,tally,cashback awarded,120.00,,,cashback\n"
          "m,A,order,2024-01-01T09:30:00,3,issue,cashback,120.00,,,cashback\n"
          "m,A,order,2024-01-01T09:30:00,4,status,tier,silver,2024-01-01,,club\n"
          "m,B,return,2024-02-01T00:00:00,0,claw,points,98,,2024-12-31,points\n"
          "m,B,return,2024-02-01T00:00:00,1,tally,net spend,-100.50,,,net spend\n"
          "m,B,return,2024-02-01T00:00:00,2,claw,cashback,100.00,,,cashback\n"
          "m,B,return,2024-02-01T00:00:00,3,tally,cashback awarded,-100.00,,,cashback\n"
          "m,B,return,2024-02-01T00:00:00,4,status,tier,none,2024-02-01,,club\n");
    CHECK(replay(read(header), "seed-shop", {true, false, {}}).journal ==
          "member_id,order_id,fact,timestamp,place,kind,slot,amount,opens,expires,rule\n");
}

TEST_CASE("of several groups of tiers each is told by its own names") {
    folder const here;
    std::string const program = here.with(
        "groups.json",
        R"({"tessera":1,"name":"groups","currency":"EUR","versions":[{"number":1,"from":"2020-01-01",)"
        R"("rules":[)"
        R"({"rule":"tiers","name":"club","measures":[{"kind":"net_spend"}],)"
        R"("tiers":[{"name":"silver","from":["100"]}]},)"
        R"({"rule":"tiers","name":"orders","measures":[{"kind":"best_order"}],)"
        R"("tiers":[{"name":"big","from":["50"]},{"name":"huge","from":["80"]}]}]}]})");
    history const of = rows("A,m,2024-01-01,s,1,90,EUR\nB,m,2024-01-02,s,1,20,EUR\n");
    replay_result const got = replay(of, program, {.keep_journal = true});
    REQUIRE(got.groups.size() == 2);
    CHECK(got.levels == std::vector<std::vector<std::uint8_t>>{{1}, {2}});
    CHECK(got.tier_of(0, "none") == "silver");
    std::string statuses;
    for (std::string left = got.journal; !left.empty(); left = left.substr(left.find('\n') + 1))
        if (std::size_t const at = left.substr(0, left.find('\n')).find("status,"); at != left.npos)
            statuses += left.substr(at, left.find('\n') + 1 - at);
    CHECK(statuses == "status,tier,huge,2024-01-01,,orders\nstatus,tier,silver,2024-01-02,,club\n");
    std::string const text = readable(of, {got});
    CHECK(text.find("becomes huge") != std::string::npos);
    CHECK(text.find("becomes silver") != std::string::npos);
}

TEST_CASE("what leaves 64 bits is a bad line, and can be skipped") {
    std::string const much = ",m,2024-01-01,s,1,92233720368547758.07,EUR\n";
    history const h = rows("A" + much + "B" + much, true);
    REQUIRE(h.skipped.size() == 1);
    CHECK(h.skipped[0].line == 3);
    CHECK(replay(h, "seed-shop", {}).members.size() == 1);
    CHECK_THROWS_WITH(replay(h, "seed", {}),
                      Catch::Matchers::StartsWith("there is no program called seed\n"));
}

// ---- against the slow exact oracle
// -----------------------------------------------------------------------------

TEST_CASE("the history of the demo, member by member") {
    std::string const text = shipped("examples/data/history.csv");
    CHECK(members_csv(read(text), replay(read(text), "seed-shop", {false, true, {}})) ==
          oracle::members_csv(text));
}

namespace {

/// A history of few members who buy around the thresholds, return much, and stay away for months. Now and
/// then lines of an order come later, behind those of others.
rc::Gen<std::string> a_history() {
    return rc::gen::exec([] {
        std::string text(header);
        std::vector<std::string> heads;
        tessera::date today = tessera::date_of(2020, 1, 1);
        int const orders = *rc::gen::inRange(0, 40);
        for (int i = 0; i < orders; ++i) {
            today = today + *rc::gen::element(0, 0, 1, 7, 40, 180, 364, 365);
            if (heads.empty() || *rc::gen::inRange(0, 5) != 0)
                heads.push_back('A' + std::to_string(i) + ',' +
                                *rc::gen::element<std::string>("a", "b", "c", "") + ',');
            std::string const head = heads[heads.size() - 1 -
                                           static_cast<std::size_t>(*rc::gen::inRange<int>(
                                               0, std::min<int>(2, static_cast<int>(heads.size()))))];
            int const lines = *rc::gen::inRange(1, 4);
            for (int l = 0; l < lines; ++l)
                text += head + std::string(to_text(today).view()) + ",s," +
                        std::to_string(
                            *rc::gen::weightedElement<int>({{4, 1}, {2, -1}, {1, 3}, {1, -2}, {1, 0}})) +
                        ',' +
                        *rc::gen::element<std::string>("0.005", "0.995", "1", "19.999", "50", "99.99", "200",
                                                       "333.335", "999.99", "1000", "1999.995", "2500",
                                                       "20000", "0") +
                        ",EUR\n";
        }
        return text;
    });
}

}  // namespace

TEST_CASE("random histories, member by member") {
    CHECK_PROPERTY("the tool and the oracle agree", [] {
        std::string const text = *a_history();
        history const h = read(text);
        RC_ASSERT(members_csv(h, replay(h, "seed-shop", {false, true, {}})) == oracle::members_csv(text));
    });
    CHECK_PROPERTY("every journal of every program gives its account again, and all totals agree", [] {
        history const h = read(*a_history());
        for (poster const& p : posters()) RC_ASSERT(replay(h, p.name, {false, true, {}}).verified);
    });
    CHECK_PROPERTY("replaying twice gives the same bytes", [] {
        history const h = read(*a_history());
        RC_ASSERT(replay(h, "seed-shop", {true, false, {}}).journal ==
                  replay(h, "seed-shop", {true, false, {}}).journal);
    });
}

TEST_CASE("a sample of a real history, member by member") {
    if (data_folder() == nullptr) SKIP_TEST("TESSERA_DATA names no folder of histories");
    std::string const text = text_of(std::string(data_folder()) + "/online_retail_sample.csv");
    history const h = read(text);
    CHECK(h.totals.lines == 245);
    CHECK(h.totals.net_minor == 1'000'730);
    CHECK(h.totals.anonymous_minor == 7'982);
    CHECK(members_csv(h, replay(h, "seed-shop", {false, true, {}})) == oracle::members_csv(text));
}

// Online Retail II: Chen, D. (2012), UCI Machine Learning Repository, https://doi.org/10.24432/C5CG6D (CC
// BY 4.0).
TEST_CASE("a real history of two years, member by member") {
    if (data_folder() == nullptr) SKIP_TEST("TESSERA_DATA names no folder of histories");
    std::string const text = unpacked(std::string(data_folder()) + "/online_retail_ii.csv.xz");
    REQUIRE_FALSE(text.empty());  // unpacking takes the program xz
    history const h = read(text);
    CHECK(h.totals.lines == 1'044'848);
    CHECK(h.totals.net_minor == 1'890'976'210);
    CHECK(h.totals.anonymous_lines == 235'287);
    CHECK(h.totals.anonymous_orders == 8'752);
    CHECK(h.totals.anonymous_minor == 256'609'308);
    CHECK(h.members.size() == 5'942);
    replay_result const got = replay(h, "seed-shop", {false, true, {}});
    CHECK(got.facts == 44'876);
    bool const same = members_csv(h, got) == oracle::members_csv(text);  // two texts too long to print
    CHECK(same);

    // Matched and unmatched amounts, and the facts they become, were counted by a script of its own.
    replay_result const matched = replay(h, "seed-returns", {false, true, {}});
    totals const sum = add_up(h, matched);
    CHECK(sum.net() + h.totals.anonymous_minor == h.totals.net_minor);
    CHECK(sum.matched == 75'941'784);
    CHECK(sum.returned - sum.matched == 32'846'430);
    CHECK(matched.facts == 47'561);
}
