// SPDX-License-Identifier: BSL-1.0
#include "tool/programs.hpp"

#include <string>

#include "support/catch.hpp"
#include "tool/failure.hpp"
#include "tool/support.hpp"
#include "tool/totals.hpp"

using namespace tessera;
using namespace tessera::tool;
using namespace tessera::tool::test;

namespace {

std::string why_not(std::string const& name, currency money = currencies::EUR) {
    try {
        static_cast<void>(choose_program(name, money));
    } catch (failure const& why) {
        return std::to_string(static_cast<int>(why.status())) + " " + why.what();
    }
    return {};
}

std::string with_rules(std::string const& rules) {
    return R"({"tessera":1,"name":"mine","currency":"EUR","versions":[{"number":1,"from":"2020-01-01",)"
           "\"rules\":[" +
           rules + "]}]}";
}

}  // namespace

TEST_CASE("every built-in program says what its document says, in the currency of the orders") {
    for (poster const& p : posters()) {
        CAPTURE(p.name);
        chosen_program const made = choose_program(std::string(p.name), currencies::JPY);
        CHECK(made.name() == p.name);
        CHECK(made.rules.money() == currencies::JPY);
        CHECK(made.points_are_spent == p.points_are_spent);
        std::string const shipped_text = shipped("examples/programs/" + std::string(p.name) + ".json");
        CHECK(shipped_text == p.document);
    }
    chosen_program const all = choose_program("seed-returns", currencies::EUR);
    REQUIRE(all.groups.size() == 1);
    CHECK(all.groups[0].name == "club");
    CHECK(all.groups[0].tiers == std::vector<std::string>{"silver", "gold"});
    CHECK(all.points == "points");
    CHECK(all.credit == "cashback");
    CHECK(all.steps.size() == 10);
    CHECK(all.returns_days == 730);
}

TEST_CASE("a program comes from a file, and a file with mistakes is told whole") {
    folder const here;
    std::string const good =
        here.with("good.json",
                  with_rules(R"({"rule":"accrual","points":"stars","rate":"0.5","decimals":1,)"
                             R"("pending":{"days":3}},)"
                             R"({"rule":"redemption","points":"stars","worth":{"points":1,"money":"2"}})"));
    history const h = read(below_header("A,m,2024-01-01,mug,1,30,EUR\nB,m,2024-01-09,tea,1,5,EUR\n"));
    replaying how;
    how.verify = true;
    CHECK(members_csv(h, replay(h, good, how)).ends_with("m,2,0,35.00,35.00,none,15.0,0.00,0.00\n"));
    how.spend = true;
    replay_result const spent = replay(h, good, how);
    CHECK(members_csv(h, spent).ends_with("m,2,0,35.00,35.00,none,12.5,0.00,0.00\n"));
    CHECK(add_up(h, spent).paid_with_points == 5'00);
    CHECK(add_up(h, spent).points_minor == 25'00);

    std::string const bad = here.with("bad.json", with_rules(R"({"rule":"returns","dayz":60})"));
    CHECK(why_not(bad) == "5 " + bad +
                              ":1:98: /versions/0/rules/0: 605 a key is missing\n"
                              "  remedy: \"days\": for how many days from its own an order comes back\n" +
                              bad +
                              ":1:116: /versions/0/rules/0/dayz: 604 there is no such key here\n"
                              "  value: dayz\n  remedy: did you mean \"days\"?");
}

TEST_CASE("a program that is not there, and one in other money, are told with a remedy") {
    CHECK(why_not("seed-shops") ==
          "2 there is no program called seed-shops\n"
          "  remedy: tessera replay --list-programs, or a file: ./seed-shops.json");
    CHECK(why_not("./no-such-file.json").starts_with("3 cannot read ./no-such-file.json"));
    folder const here;
    std::string const euros = here.with("euros.json", with_rules(R"({"rule":"returns","days":60})"));
    CHECK(why_not(euros, currencies::GBP) == "2 " + euros +
                                                 " is a program in EUR, and the orders are in GBP\n"
                                                 "  remedy: \"currency\": \"GBP\" in the program");
}

TEST_CASE("what happens on days of its own is written down on the file's last day") {
    folder const here;
    std::string const vouchers = here.with(
        "vouchers.json",
        with_rules(R"({"rule":"accrual","points":"points","rate":"1"},)"
                   R"({"rule":"automatic_redemption","name":"vouchers","points":"points","step":"10",)"
                   R"("into":"vouchers","each":"1","when":{"each_month":{"day":1}}})"));
    history const h = read(below_header("A,m,2024-01-15,mug,1,30,EUR\nB,n,2024-02-10,tea,1,5,EUR\n"));
    replaying how;
    how.verify = true;
    CHECK(members_csv(h, replay(h, vouchers, how)).find("m,1,0,30.00,30.00,none,0,") != std::string::npos);
}
