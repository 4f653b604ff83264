// SPDX-License-Identifier: BSL-1.0
#include <tessera/document/giveaway.hpp>

#include <string>
#include <string_view>

#include "document/giveaway_replay.hpp"
#include "support/catch.hpp"
#include "support/shipped.hpp"

using namespace tessera;
using document::giveaway;
using document::giveaway_terms;

namespace {

giveaway only_version(std::string const& text, giveaway_terms const& terms = {}) {
    auto const made = document::load_program(text);
    REQUIRE(made);
    auto const all = document::giveaways(*made, terms);
    REQUIRE(all.size() == 1);
    return all[0];
}

giveaway of_rules(std::string_view rules, giveaway_terms const& terms = {}) {
    return only_version(R"({"tessera":1,"name":"shop","currency":"EUR","versions":[)"
                        R"({"number":1,"from":"2026-01-01","rules":[)" +
                            std::string(rules) + "]}]}",
                        terms);
}

std::string share(cpp_rational const& of) { return of.str(); }

/// Returns: `highest at spend, long_run`, with a mark where no witness reaches it.
std::string told(giveaway const& g) {
    return share(g.highest) + " at " + (g.at ? share(*g.at) : "any") + ", in the long run " +
           share(g.long_run) + (g.reached ? "" : ", not reached");
}

/// Returns: gifts and obstacles, one after the other.
std::string beside(giveaway const& g) {
    std::string all;
    for (document::giveaway_gift const& gift : g.gifts)
        all += share(gift.amount) + " each " + std::string(to_text(gift.per)) + "; ";
    for (document::giveaway_obstacle const& o : g.obstacles) all += o.pointer + ": " + o.reason + "; ";
    return all;
}

/// Returns: `share + amount` of a single order, with what rounding adds.
std::string of_one(giveaway const& g) {
    document::giveaway_single_order const& one = g.single_order;
    std::string const minor = one.per_order_minor == 0 ? "" : " + " + share(one.per_order_minor) + " minor";
    return share(one.share) + " + " + (one.amount ? share(*one.amount) : "no most") + minor;
}
std::string or_none(std::optional<cpp_rational> const& figure) { return figure ? share(*figure) : "none"; }

constexpr std::string_view one_percent =
    R"({"rule":"accrual","points":"points","rate":"1","living":{"days":365}},)"
    R"({"rule":"redemption","points":"points","worth":{"points":100,"money":"1"}})";

std::string ladder_of(std::string_view more) {
    return R"({"rule":"ladder","name":"steps",)" + std::string(more) + "}";
}
std::string on_spend(std::string_view more) {
    return ladder_of(R"("measure":{"kind":"net_spend","of":{"price":"list","stored_value":true}},)" +
                     std::string(more));
}
constexpr std::string_view tiers_and_prices =
    R"({"rule":"tiers","name":"club",)"
    R"("measures":[{"kind":"net_spend","of":{"price":"list","stored_value":true}}],)"
    R"("tiers":[{"name":"silver","from":["1000"]},{"name":"gold","from":["3000"]}])";
constexpr std::string_view prices =
    R"(},{"rule":"member_price","tiers":"club",)"
    R"("steps":[{"tier":"silver","share":"2%"},{"tier":"gold","share":"5%"}]})";

}  // namespace

TEST_CASE("the shops' poster hands back 4901.10 of 20000") {
    std::string const poster = shipped("examples/programs/seed-shop.json");
    giveaway_terms const up_to_20000{.worth = {}, .least_order = {}, .most_spent = decimal(20'000)};
    giveaway const g = only_version(poster, up_to_20000);
    CHECK(g.highest == cpp_rational(490'110, 2'000'000));
    CHECK(g.at == cpp_rational(20'000));
    CHECK(g.long_run == cpp_rational(595, 10'000));
    CHECK(g.obstacles.empty());
    CHECK(g.gifts.empty());
    CHECK(g.reached);
    CHECK(g.witness.spend == 20'000);
    CHECK(g.witness.back == cpp_rational(490'110, 100));
    std::string parts;
    for (document::giveaway_part const& p : g.parts)
        parts += p.says + ' ' + share(p.highest * *g.at) + ", " + share(p.long_run) + '\n';
    CHECK(parts ==
          "member price \"club\" 890, 1/20\n"
          "ladder \"cashback\" 3820, 0\n"
          "accrual \"points\" 1911/10, 19/2000\n");
    CHECK(g.within(cpp_rational(25, 100)));
    CHECK_FALSE(g.within(cpp_rational(24, 100)));

    giveaway const beyond = only_version(poster);
    CHECK(told(beyond) == "506111/2000000 at 200000, in the long run 119/2000");
    std::string course;
    for (document::giveaway_stage const& s : beyond.course)
        course += share(s.spend) + ' ' + share(s.back) + '\n';
    CHECK(course ==
          "200 22\n1000 130\n2000 1799/5\n3000 1948/5\n5000 5043/5\n10000 23061/10\n20000 49011/10\n"
          "50000 116861/10\n100000 246611/10\n200000 506111/10\n500000 1184611/10\n");
}

TEST_CASE("the shops' other posters") {
    auto const poster = [](std::string const& name) {
        return told(only_version(shipped("examples/programs/" + name + ".json")));
    };
    CHECK(poster("seed-ladder") == "1941/10000 at 200000, in the long run 0");
    CHECK(poster("seed-points") == "1/100 at any, in the long run 1/100");
    CHECK(poster("seed-separated") == "1/100 at any, in the long run 1/100");
    CHECK(poster("seed-tiers") == "1/20 at any, in the long run 1/20");
    CHECK(poster("seed-single-order") == "1/10 at any, in the long run 1/10");
}

TEST_CASE("compensation is a share of what is paid, and a tier award comes once in a member's life") {
    CHECK(told(of_rules(R"({"rule":"compensation","name":"spoiled","credit":"vouchers","share":"50%"},)"
                        R"({"rule":"returns","days":30})")) ==
          "1/2 at any, in the long run 1/2, not reached");
    auto const reached =
        of_rules(std::string(tiers_and_prices) +
                 R"(},{"rule":"tier_award","tiers":"club","tier":"gold","points":"points","amount":"500"},)"
                 R"({"rule":"redemption","points":"points","worth":{"points":100,"money":"1"}})");
    CHECK(beside(reached) == "5 each member; ");
}

TEST_CASE("points: rates, multipliers and caps") {
    CHECK(told(of_rules(one_percent)) == "1/100 at any, in the long run 1/100");
    auto const accrual = [](std::string_view more) {
        return of_rules(R"({"rule":"accrual","points":"points","rate":"1",)" + std::string(more) +
                        R"(},{"rule":"redemption","points":"points","worth":{"points":100,"money":"1"}})");
    };
    std::string const extras =
        R"("extras":[{"times":"2","when":{"on":["tuesday"]}},{"times":"3","lines":{"category":"books"}}],)";
    CHECK(told(accrual(extras + R"("combined_by":"product")")) == "3/50 at any, in the long run 3/50");
    CHECK(told(accrual(extras + R"("combined_by":"sum")")) == "1/25 at any, in the long run 1/25");
    CHECK(told(accrual(extras + R"("combined_by":"max")")) == "3/100 at any, in the long run 3/100");
    CHECK(told(accrual(R"("caps":[{"points":"500","of":"window"}])")) == "1/100 at any, in the long run 0");
    CHECK(told(of_rules(
              R"({"rule":"accrual","points":"points","rate":"1","caps":[{"points":"500","of":"window"}]},)"
              R"({"rule":"redemption","points":"points","worth":{"points":100,"money":"1"}},)"
              R"({"rule":"returns","days":90})")) == "1/100 at any, in the long run 1/100");
    auto const of_goods = [](std::string const& category) {
        return R"({"rule":"accrual","points":"points","name":")" + category +
               R"(","rate":"0.05","of":{"price":"list","lines":{"category":")" + category + R"("}}},)";
    };
    CHECK(told(of_rules(of_goods("books") + of_goods("toys") +
                        R"({"rule":"redemption","points":"points","worth":{"points":100,"money":"1"}})")) ==
          "1/1000 at any, in the long run 1/1000, not reached");
    CHECK(told(accrual(R"("per":"whole_amount","whole":"10")")) == "1/1000 at any, in the long run 1/1000");
    CHECK(beside(accrual(R"("per":"order")")) == "1/100 each order; ");
    CHECK(told(accrual(R"("per":"order","from_order_of":{"amount":"20"})")) ==
          "1/2000 at any, in the long run 1/2000");
    CHECK(beside(accrual(R"("per":"item")")) == "1/100 each item; ");
    CHECK(accrual(R"("mode":"half_up")").per_order_minor == cpp_rational(1, 2));
    CHECK(accrual(R"("mode":"up","rounded":"line")").per_line_minor == 1);
    giveaway const shipped = accrual(R"("mode":"up","rounded":"line","of":{"price":"list","shipping":true})");
    CHECK(shipped.per_line_minor == 1);
    CHECK(shipped.per_order_minor == 1);
}

TEST_CASE("ladders: where they end decides the long run") {
    std::string const steps = R"("steps":[{"at":"100","award":"5"},{"at":"200","award":"20"}])";
    CHECK(told(of_rules(on_spend(steps))) == "1/8 at 200, in the long run 0");
    CHECK(told(of_rules(on_spend(R"("form":"totals",)" + steps))) == "1/10 at 200, in the long run 0");
    CHECK(told(of_rules(
              on_spend(steps + R"(,"then":"every_further","further":{"every":"100","award":"15"})"))) ==
          "3/20 at any, in the long run 3/20");
    CHECK(told(of_rules(on_spend(steps + R"(,"then":"new_lap")"))) == "1/8 at any, in the long run 1/8");
    std::string const rates = R"("steps":[{"at":"100","rate":"1%"},{"at":"200","rate":"3%"}])";
    CHECK(told(of_rules(on_spend(R"("form":"whole",)" + rates))) == "3/100 at any, in the long run 3/100");
    CHECK(told(of_rules(on_spend(R"("form":"brackets",)" + rates))) == "3/100 at any, in the long run 3/100");
    std::string const monthly = ladder_of(R"("measure":{"kind":"net_spend","of":{"price":"list"},)"
                                          R"("within":{"kind":"calendar","unit":"month"}},)" +
                                          steps);
    CHECK(told(of_rules(monthly)) == "1/8 at any, in the long run 1/8");
    std::string const orders = ladder_of(R"("measure":{"kind":"orders"},"steps":[{"at":"10","award":"5"}])");
    CHECK(beside(of_rules(orders)) == "1/2 each order; ");
    giveaway_terms const of_20{.worth = {}, .least_order = decimal(20)};
    CHECK(told(of_rules(orders, of_20)).starts_with("1/40 at any, in the long run 1/40"));
    CHECK(of_rules(orders, of_20).within(cpp_rational(1, 40)));
}

TEST_CASE("a single order hands back a share of it, and the steps that it can reach at once") {
    giveaway_terms const up_to_20000{.worth = {}, .least_order = {}, .most_spent = decimal(20'000)};
    giveaway const poster = only_version(shipped("examples/programs/seed-shop.json"), up_to_20000);
    CHECK(of_one(poster) == "119/2000 + 3820 + 1/2 minor");
    std::string parts;
    for (document::giveaway_order_part const& p : poster.single_order.parts)
        parts += p.says + ' ' + share(p.share) + " + " + or_none(p.amount) + '\n';
    CHECK(parts ==
          "member price \"club\" 1/20 + 0\n"
          "ladder \"cashback\" 0 + 3820\n"
          "accrual \"points\" 19/2000 + 0\n");

    std::string const steps = R"("steps":[{"at":"100","award":"5"},{"at":"200","award":"20"}])";
    CHECK(of_one(of_rules(on_spend(steps))) == "0 + 25");
    CHECK(of_one(of_rules(on_spend(R"("form":"totals",)" + steps))) == "0 + 20");
    // From 199.99 on an order of a cent gets 20: 0.0015 of it, and the rest.
    CHECK(of_one(of_rules(
              on_spend(steps + R"(,"then":"every_further","further":{"every":"100","award":"15"})"))) ==
          "3/20 + " + cpp_rational(199'985, 10'000).str());
    // One of 0.01 gets 20 there, and one of 100.02 gets 25 from 199.99 on: 12.5025 of it and 12.4975.
    CHECK(of_one(of_rules(on_spend(steps + R"(,"then":"new_lap")"))) ==
          "1/8 + " + cpp_rational(1'999'875, 100'000).str());
    // 25, a tenth of it and so on, of 200; the next steps are ten times as high, without end.
    CHECK(of_one(of_rules(on_spend(steps + R"(,"then":"times_ten")"))) == "5/36 + no most");
    CHECK(of_one(of_rules(on_spend(steps + R"(,"then":"times_ten")"), up_to_20000)) ==
          "5/36 + " + cpp_rational(25'000, 9).str());
    std::string const rates = R"("steps":[{"at":"100","rate":"1%"},{"at":"200","rate":"3%"}])";
    CHECK(of_one(of_rules(on_spend(R"("form":"brackets",)" + rates))) == "3/100 + 0 + 1 minor");
    // From 199.99 on, which has 1.9999, the next cent makes it 6: 4.0001, of which 0.0003 are its share.
    CHECK(of_one(of_rules(on_spend(R"("form":"whole",)" + rates))) ==
          "3/100 + " + cpp_rational(39'998, 10'000).str() + " + 1 minor");
    CHECK(of_one(of_rules(ladder_of(R"("measure":{"kind":"net_spend","of":{"price":"list"},)"
                                    R"("within":{"kind":"calendar","unit":"month"}},)" +
                                    steps))) == "0 + 25");
}

TEST_CASE("what comes with a single order, however small it is") {
    std::string const orders = ladder_of(R"("measure":{"kind":"orders"},"steps":[{"at":"10","award":"5"}])");
    CHECK(of_one(of_rules(orders)) == "0 + 5");
    CHECK(of_one(of_rules(orders, {.worth = {}, .least_order = decimal(20)})) ==
          "1/40 + " + cpp_rational(9, 2).str());
    std::string const items = ladder_of(R"("measure":{"kind":"items"},"steps":[{"at":"10","award":"5"}],)"
                                        R"("then":"new_lap")");
    CHECK(of_one(of_rules(items)) == "0 + 9/2");  // and 1/2 for its item
    std::string const on_points = ladder_of(R"("measure":{"kind":"points_earned","points":"points"},)"
                                            R"("steps":[{"at":"1000","award":"5"}])");
    // A point is worth 0.01, and 0.005 for the step, of which 999.9999 brought 4.9999995.
    CHECK(of_one(of_rules(std::string(one_percent) + ',' + on_points)) ==
          "3/200 + " + cpp_rational(49'999'995, 10'000'000).str());
    CHECK(of_one(of_rules(std::string(tiers_and_prices) +
                          R"(},{"rule":"tier_award","tiers":"club","tier":"gold","points":"points",)"
                          R"("amount":"500"},)" +
                          std::string(one_percent))) == "1/100 + 5");
    auto const carried = [](std::string_view more) {
        return of_one(of_rules(R"({"rule":"accrual","points":"points","rate":"1")" + std::string(more) +
                               R"(},{"rule":"redemption","points":"points",)"
                               R"("worth":{"points":100,"money":"1"}})"));
    };
    CHECK(carried("") == "1/100 + 0");
    CHECK(carried(R"(,"rounded":"carry")") == "1/100 + 0 + 1 minor");
    CHECK(carried(R"(,"mode":"half_up")") == "1/100 + 0 + 1/2 minor");
    CHECK(of_one(of_rules(R"({"rule":"offers","name":"all","list":[{"name":"free","of_shipping":true,)"
                          R"("share":"100%","at_most":"4.90"},{"name":"a","share":"10%"},)"
                          R"({"name":"b","gift":{"sku":"soap","quantity":2,"worth":"3.50"}}]})"))
              .starts_with("1/10 + " + cpp_rational(1190, 100).str()));
    CHECK(of_one(of_rules(R"({"rule":"promotion","name":"sale","share":"10%"},)" + std::string(one_percent)))
              .starts_with("109/1000 + 0"));
}

TEST_CASE("a single order gets what its bound says") {
    auto const made = document::load_program(
        R"({"tessera":1,"name":"shop","currency":"EUR","versions":[{"number":1,"from":"2026-01-01",)"
        R"("rules":[)" +
        on_spend(R"("steps":[{"at":"100","award":"5"},{"at":"200","award":"20"}],"then":"new_lap")") +
        "]}]}");
    REQUIRE(made);
    giveaway const g = document::giveaways(*made)[0];
    std::vector<document::giveaway_obstacle> none;
    document::giveaway_worth const worth(made->said(), 0, {}, none);
    document::giveaway_replay replay(*made, worth, {});
    auto const spend = [&](std::int64_t minor) {
        cpp_rational const before = replay.back();
        REQUIRE(replay.take(
            document::giveaway_order{.day = date_of(2026, 1, 1), .lines = {{.list_minor = minor}}}));
        return share(replay.back() - before);
    };
    CHECK(spend(199'99) == "5");
    CHECK(spend(1) == "20");
    CHECK(share(g.single_order.share * cpp_rational(1, 100) + *g.single_order.amount) == "20");
}

TEST_CASE("the share of prices paid, and of cash") {
    auto const told_of = [](giveaway const& g) { return or_none(g.of_paid) + ", " + or_none(g.of_cash()); };
    giveaway_terms const up_to_20000{.worth = {}, .least_order = {}, .most_spent = decimal(20'000)};
    // 4901.10 of 20000 - 890 that are paid; and of 20000 - 4901.10 where all of it was spent.
    CHECK(told_of(only_version(shipped("examples/programs/seed-shop.json"), up_to_20000)) ==
          cpp_rational(490'110, 1'911'000).str() + ", " + cpp_rational(490'110, 1'509'890).str());
    CHECK(told_of(of_rules(one_percent)) == "1/100, 1/99");
    std::string const sale = R"({"rule":"promotion","name":"sale","share":"10%"},)";
    CHECK(told_of(of_rules(sale + std::string(one_percent))) == "109/900, 109/891");
    CHECK(told_of(of_rules(R"({"rule":"promotion","name":"gift","amount":"5"})")) == "none, none");
    CHECK(told_of(of_rules(sale + R"({"rule":"accrual","points":"points","rate":"2"},)"
                                  R"({"rule":"redemption","points":"points",)"
                                  R"("worth":{"points":1,"money":"1"}})")) == "none, none");
    // What is bought is paid in full until a level, so that its best share comes late.
    CHECK(told_of(of_rules(std::string(tiers_and_prices) + std::string(prices))) == "1/19, 1/19");
}

TEST_CASE("where spend ends, a ladder that repeats is at its best at a step of its last laps") {
    auto const up_to = [](std::string_view ladder, std::int64_t most) {
        std::string const club = std::string(tiers_and_prices) + std::string(prices) + ',';
        giveaway_terms const terms{.worth = {}, .least_order = {}, .most_spent = decimal(most)};
        return told(of_rules(club + on_spend(ladder), terms));
    };
    std::string const further = R"("steps":[{"at":"100","award":"10"}],"then":"every_further",)"
                                R"("further":{"every":"100","award":"10"})";
    // 9990 of the ladder, 2000 at 2 %, 96900 at 5 %.
    CHECK(up_to(further, 99'950) ==
          cpp_rational(9990 + 40 + 4845, 99'900).str() + " at 99900, in the long run 3/20");
    CHECK(up_to(further, 99'900) == up_to(further, 99'950));
    // Of 249 laps of 400 each 31 + 89, and of the last one the first step.
    std::string const laps =
        R"("steps":[{"at":"100","award":"31"},{"at":"400","award":"89"}],"then":"new_lap")";
    CHECK(up_to(laps, 99'850) ==
          cpp_rational(249 * 120 + 31 + 40 + 4835, 99'700).str() + " at 99700, in the long run 7/20");
}

TEST_CASE("prices: levels come with spend, or at once") {
    std::string const club(tiers_and_prices);
    CHECK(told(of_rules(club + std::string(prices))) == "1/20 at any, in the long run 1/20");
    giveaway const at_once = of_rules(club + R"(,"from":"this_order")" + std::string(prices));
    CHECK(told(at_once) == "1/20 at any, in the long run 1/20");
    CHECK(at_once.per_order_minor == cpp_rational(1, 2));
    CHECK(told(of_rules(R"({"rule":"promotion","name":"sale","share":"10%"})")) ==
          "1/10 at any, in the long run 1/10");
    CHECK(told(of_rules(R"({"rule":"promotion","name":"sale","share":"10%"},)"
                        R"({"rule":"promotion","name":"more","share":"50%"})")) ==
          "11/20 at any, in the long run 11/20");
    CHECK(of_rules(R"({"rule":"promotion","name":"gift","amount":"5"})").highest == 1);
    CHECK(told(of_rules(R"({"rule":"quantity_price","name":"pens","steps":[{"from":5,"share":"20%"}]})")) ==
          "1/5 at any, in the long run 1/5");
}

TEST_CASE("what points become is worth what it becomes") {
    std::string const earned = R"({"rule":"accrual","points":"points","rate":"2"},)";
    CHECK(of_rules(earned + R"({"rule":"automatic_redemption","name":"vouchers","points":"points",)"
                            R"("step":"500","into":"credit","each":"5"})")
              .highest == cpp_rational(1, 50));
    std::string const mug = earned + R"({"rule":"reward","name":"mug","points":"points","price":"300"})";
    CHECK(beside(of_rules(mug)) == "/versions/0/rules/1: nothing says what the reward \"mug\" is worth; ");
    CHECK(of_rules(mug, {.worth = {{"mug", decimal(6)}}}).highest == cpp_rational(1, 25));
    std::string const card = R"({"rule":"accrual","points":"stamps","rate":"1","per":"order"},)"
                             R"({"rule":"goal","rewards":"coffee","collected":"stamps","each":"10"})";
    CHECK(beside(of_rules(card)) ==
          "/versions/0/rules/1/rewards: nothing says what \"coffee\" are worth: no rule redeems them; ");
    CHECK(beside(of_rules(card, {.worth = {{"coffee", decimal(3)}}})) == "3/10 each order; ");
}

TEST_CASE("gifts that do not grow with spend stand beside the share, and no limit holds with them") {
    giveaway const g =
        of_rules(R"({"rule":"action_award","action":"review","points":"points","amount":"50"},)"
                 R"({"rule":"action_award","action":"birthday","points":"points","amount":"200",)"
                 R"("on_birthday":{"days_before":3,"days_after":3}},)" +
                 std::string(one_percent));
    CHECK(beside(g) == "1/2 each action; 2 each year; ");
    CHECK(g.highest == cpp_rational(1, 100));
    CHECK_FALSE(g.within(1));
    CHECK(beside(of_rules(R"({"rule":"by_hand","action":"goodwill","points":"points","what":"gives"},)" +
                          std::string(one_percent))) ==
          "/versions/0/rules/0: staff give as many \"points\" as they say; ");
}

TEST_CASE("a witness replayed by hand hands back what it says") {
    auto const made = document::load_program(shipped("examples/programs/seed-shop.json"));
    REQUIRE(made);
    giveaway const g = document::giveaways(*made)[0];
    std::vector<document::giveaway_obstacle> none;
    document::giveaway_worth const worth(made->said(), 0, {}, none);
    document::giveaway_replay replay(*made, worth, {});
    std::string story;
    for (document::giveaway_order const& o : g.witness.orders) {
        REQUIRE(replay.take(o));
        story += std::to_string(o.list_minor()) + ' ' + share(replay.back()) + '\n';
    }
    CHECK(story == "100000 130\n200000 1948/5\n19700000 506111/10\n");
}

TEST_CASE("what comes off shipping is a gift of what shipping costs at most") {
    auto const shipping = [](std::string_view what, giveaway_terms const& terms = {}) {
        return of_rules(R"({"rule":"offers","name":"all","list":[{"name":"free","of_shipping":true,)" +
                            std::string(what) + "}]}",
                        terms);
    };
    giveaway const unknown = shipping(R"("share":"100%")");
    CHECK(share(unknown.highest) == "0");
    CHECK(beside(unknown) ==
          R"(/versions/0/rules/0/list/0: nothing says what the shipping costs that "free" takes off; )");
    CHECK(!unknown.within(cpp_rational(99, 100)));
    giveaway_terms const known{.worth = {{"free", decimal(490, 2)}}};
    CHECK(beside(shipping(R"("share":"100%")", known)) == "49/10 each order; ");
    CHECK(beside(shipping(R"("share":"100%","at_most":"3")")) == "3 each order; ");
    CHECK(beside(shipping(R"("share":"100%","at_most":"9")", known)) == "49/10 each order; ");
    CHECK(beside(shipping(R"("amount":"2")")) == "2 each order; ");
    CHECK(beside(shipping(R"("share":"0")")).empty());
    giveaway const from_amount = shipping(R"("share":"100%","from":{"least":"49"})", known);
    CHECK(share(from_amount.highest) == "1/10");
    CHECK(beside(from_amount).empty());
    CHECK(from_amount.within(cpp_rational(1, 10)));
    CHECK(document::giveaway_names(
              document::load_program(shipped("examples/programs/tea-house.json"))->said()) ==
          std::vector<std::string>{"birthday coupons", "free shipping", "leaves"});
}

TEST_CASE("parts of lines that are rounded up and left so are told by line") {
    auto const offers = [](std::string_view more) {
        return document::load_program(
            R"({"tessera":1,"name":"shop","currency":"EUR","versions":[{"number":1,"from":"2026-01-01",)"
            R"("rules":[{"rule":"offers","name":"all","list":[{"name":"a",)" +
            std::string(more) + "}]}]}]}");
    };
    // Ten lines of 0.10: a share of 26 % is 0.03 of each, and an amount of 0.21 too.
    std::vector<line> const lines(10, line{.list_minor = 10});
    for (std::string_view const off : {R"("share":"26%")", R"("amount":"0.21")"}) {
        auto const made = offers(std::string(off) + R"(,"left_over":"separate","split":"ceiling")");
        REQUIRE(made);
        giveaway const g = document::giveaways(*made)[0];
        CHECK(share(g.per_line_minor) == "1");
        priced_order priced;
        REQUIRE(made->quote({}, {.lines = lines}, priced).has_value());
        CHECK(priced.totals.member_minor == 30);
        CHECK(cpp_rational(priced.totals.member_minor) <=
              g.highest * 100 + g.per_order_minor + 10 * g.per_line_minor);
    }
    auto const told = [&](std::string_view more) {
        return share(document::giveaways(*offers(R"("share":"26%",)" + std::string(more)))[0].per_line_minor);
    };
    CHECK(told(R"("left_over":"separate")") == "0");
    CHECK(told(R"("left_over":"separate","split":"half_up")") == "1/2");
    CHECK(told(R"("left_over":"first","split":"ceiling")") == "0");
}

TEST_CASE("offers hand back what they take off together, each for all units") {
    auto const offers = [](std::string_view list, std::string_view stacks = "") {
        return of_rules(R"({"rule":"offers","name":"all","list":[)" + std::string(list) + "]" +
                        std::string(stacks) + "}");
    };
    constexpr std::string_view two =
        R"({"name":"a","share":"10%","stack":"s"},{"name":"b","share":"5%","stack":"s"})";
    CHECK(share(offers(R"({"name":"a","share":"10%"},{"name":"b","share":"5%"})").highest) == "29/200");
    CHECK(share(offers(two, R"(,"stacks":[{"name":"s","how":"sum"}])").highest) == "3/20");
    CHECK(share(offers(R"({"name":"a","amount":"10"})").highest) == "1");
    CHECK(share(offers(R"({"name":"a","amount":"10","from":{"least":"100"}})").highest) == "1/10");
    CHECK(share(offers(R"({"name":"a","share":"50%","at_most":"20","from":{"least":"100"}})").highest) ==
          "1/5");
    CHECK(share(offers(R"({"name":"a","share":"100%","of_shipping":true})").highest) == "0");
    CHECK(
        share(offers(R"({"name":"a","share":"1%","more":{"steps":[{"from":"50","share":"3%"}]}})").highest) ==
        "3/100");
    CHECK(beside(offers(R"({"name":"a","gift":{"sku":"soap","quantity":2,"worth":"3.50"}})")) ==
          "7 each order; ");
    giveaway const by_tier =
        of_rules(std::string(tiers_and_prices) +
                 R"(},{"rule":"offers","name":"all","list":[)"
                 R"({"name":"a","share":"10%","tier":{"tiers":"club","tier":"gold"}}]})");
    CHECK(share(by_tier.long_run) == "1/10");
}

TEST_CASE("so much for every amount is no share of what the cheapest units cost") {
    giveaway const g =
        of_rules(R"({"rule":"offers","name":"all","list":[{"name":"half","amount":"0.50","mode":"down",)"
                 R"("for_every":{"each":"20"},"of":{"rank":"cheapest","most":1},)"
                 R"("from":{"least":"2","of":{"units":true}}}]})");
    CHECK(told(g) == "1/40 at any, in the long run 1/40");  // two for 10 each: 0.50
}

TEST_CASE("so much off each dear unit comes off what other offers leave of it") {
    auto const highest = [](std::string_view first) {
        return share(of_rules(R"({"rule":"offers","name":"all","list":[{"name":"half","share":"50%",)"
                              R"("priority":)" +
                              std::string(first) +
                              R"(},{"name":"each","amount":"1","per":"unit",)"
                              R"("of":{"price_from":"10"},"priority":1}]})")
                         .highest);
    };
    CHECK(highest("2") == "3/5");    // 10.00 is 5.00, and then 4.00
    CHECK(highest("0") == "11/20");  // 10.00 is 9.00, and then 4.50
}

TEST_CASE("orders are of the size at which all that comes off is most") {
    auto const offers = [](std::string_view list, giveaway_terms const& terms = {}) {
        return told(of_rules(R"({"rule":"offers","name":"all","list":[)" + std::string(list) + "]}", terms));
    };
    constexpr std::string_view five = R"({"name":"five","amount":"5","from":{"least":"25"}})";
    constexpr std::string_view ten = R"({"name":"ten","amount":"10","from":{"least":"100"}})";
    constexpr std::string_view tenth = R"({"name":"tenth","share":"10%","at_most":"8"})";
    auto const both = [](std::string_view one, std::string_view other) {
        return std::string(one) + "," + std::string(other);
    };
    // 5 of 25, and not 15 of 100
    CHECK(offers(both(five, ten)) == "1/5 at any, in the long run 1/5");
    CHECK(offers(ten) == "1/10 at any, in the long run 1/10");
    // Of 25, 5 and 2 of the 20 that are left, or 2.50 and 5; of 100, 13.
    CHECK(offers(both(five, R"({"name":"tenth","share":"10%","at_most":"8","priority":-1})")) ==
          "7/25 at any, in the long run 7/25");
    CHECK(offers(both(five, R"({"name":"tenth","share":"10%","at_most":"8","priority":1})")) ==
          "3/10 at any, in the long run 3/10");
    // Where no order is smaller than 100: 15 of it, and 8 of what it was.
    giveaway_terms const hundred{.worth = {}, .least_order = decimal(100), .most_spent = {}};
    CHECK(offers(both(five, ten), hundred) == "3/20 at any, in the long run 3/20");
    CHECK(offers(tenth, {.worth = {}, .least_order = decimal(160), .most_spent = {}}) ==
          "1/20 at any, in the long run 1/20");
    // Nobody spends enough for the second one.
    CHECK(offers(ten, {.worth = {}, .least_order = {}, .most_spent = decimal(99)}) ==
          "0 at any, in the long run 1/10");
    // A promotion of at most 4 of an order comes first: of 25 it is 2.50, and 5 are a share of the first
    // price.
    CHECK(share(of_rules(R"({"rule":"promotion","name":"sale","share":"10%","at_most":"4"},)"
                         R"({"rule":"offers","name":"all","list":[)" +
                         std::string(five) + "]}")
                    .highest) == "3/10");
}

TEST_CASE("an accrual of orders from an amount on brings nothing to who never spends as much") {
    auto const from = [](giveaway_terms const& terms) {
        return told(
            of_rules(R"({"rule":"accrual","points":"points","rate":"1","from_order_of":{"amount":"50"}},)"
                     R"({"rule":"redemption","points":"points","worth":{"points":100,"money":"1"}})",
                     terms));
    };
    CHECK(from({}) == "1/100 at any, in the long run 1/100");
    CHECK(from({.worth = {}, .least_order = {}, .most_spent = decimal(49)}) ==
          "0 at any, in the long run 1/100");
}

TEST_CASE("a ladder of a period pays no more than it owes for all that is spent") {
    constexpr std::string_view monthly =
        R"({"rule":"ladder","name":"steps","measure":{"kind":"net_spend","of":{"price":"list"},)"
        R"("within":{"kind":"calendar","unit":"month"}},"form":"brackets",)"
        R"("steps":[{"at":"100","rate":"10%"}]})";
    auto const up_to = [&](std::int64_t most) {
        return share(
            of_rules(monthly, {.worth = {}, .least_order = {}, .most_spent = decimal(most)}).highest);
    };
    CHECK(up_to(100) == "0");
    CHECK(up_to(200) == "1/20");
    CHECK(up_to(1000) == "9/100");
    CHECK(told(of_rules(monthly)) == "1/10 at any, in the long run 1/10");
    // By the price paid, it pays a share of what prices leave.
    CHECK(share(of_rules(R"({"rule":"promotion","name":"sale","share":"10%"},)"
                         R"({"rule":"ladder","name":"steps","measure":{"kind":"net_spend",)"
                         R"("of":{"price":"paid"},"within":{"kind":"calendar","unit":"month"}},)"
                         R"("steps":[{"at":"100","award":"5"}]})")
                    .highest) == "29/200");
}

TEST_CASE("extras that ask for the same hold together") {
    auto const extras = [](std::string_view first, std::string_view second) {
        return share(of_rules(R"({"rule":"accrual","points":"points","rate":"1","extras":[{"times":"3")" +
                              std::string(first) + R"(},{"times":"0.5")" + std::string(second) +
                              R"(}]},{"rule":"redemption","points":"points",)"
                              R"("worth":{"points":100,"money":"1"}})")
                         .highest);
    };
    constexpr std::string_view tuesday = R"(,"when":{"on":["tuesday"]})";
    CHECK(extras(tuesday, tuesday) == "3/200");
    CHECK(extras(tuesday, R"(,"when":{"on":["monday"]})") == "3/100");
}

TEST_CASE("a history climbs few laps of a ladder that keeps an award for each step") {
    giveaway const g =
        of_rules(R"({"rule":"ladder","name":"steps","measure":{"kind":"net_spend","of":{"price":"list"}},)"
                 R"("then":"new_lap","returned":"freeze",)"
                 R"("steps":[{"at":"1","award":"0.05"},{"at":"10","award":"0.5"}]},)"
                 R"({"rule":"tiers","name":"club","measures":[{"kind":"net_spend"}],)"
                 R"("tiers":[{"name":"a","from":["20000"]}]},)"
                 R"({"rule":"member_price","tiers":"club","steps":[{"tier":"a","share":"3%"}]})");
    CHECK(share(g.highest) == "17/200");
    CHECK(!g.reached);
    CHECK(g.witness.spend <= 200);
}

TEST_CASE("a history reaches levels that points bring") {
    CHECK(
        told(of_rules(
            R"({"rule":"accrual","points":"miles","rate":"4","by_tier":{"tiers":"status",)"
            R"("steps":[{"tier":"gold","times":"2"}]}},)"
            R"({"rule":"accrual","points":"qualifying","rate":"1","per":"whole_amount","whole":"5"},)"
            R"({"rule":"tiers","name":"status","measures":[{"kind":"points_earned","points":"qualifying"}],)"
            R"("tiers":[{"name":"gold","from":["400"]}]},)"
            R"({"rule":"redemption","points":"miles","worth":{"points":1000,"money":"5"}})")) ==
        "1/25 at any, in the long run 1/25");
}

namespace {

std::string ladder_of(std::string_view name, std::string_view more, std::string_view window = "") {
    return R"({"rule":"ladder","name":")" + std::string(name) +
           R"(","measure":{"kind":"net_spend","of":{"price":"list","stored_value":true})" +
           std::string(window) + "}," + std::string(more) + "}";
}

}  // namespace

TEST_CASE("a ladder with more laps than are followed counts at its best share, from where it pays that on") {
    std::string const gold =
        R"({"rule":"tiers","name":"club","measures":[{"kind":"net_spend","of":{"price":"list"}}],)"
        R"("tiers":[{"name":"gold","from":["25000"]}]},)"
        R"({"rule":"member_price","tiers":"club","steps":[{"tier":"gold","share":"3%"}]},)";
    giveaway const many =
        of_rules(gold + ladder_of("welcome", R"("steps":[{"at":"40","award":"4"}])") + "," +
                 ladder_of("cashback", R"("steps":[{"at":"50","award":"5"}],"then":"every_further",)"
                                       R"("further":{"every":"10","award":"0.20"})"));
    CHECK(told(many) == "9/50 at 50, in the long run 13/100");
    giveaway const monthly =
        of_rules(ladder_of("welcome", R"("steps":[{"at":"140","award":"12"}])") + "," +
                 ladder_of("monthly",
                           R"("steps":[{"at":"100","award":"5"}],"then":"every_further",)"
                           R"("further":{"every":"50","award":"5"})",
                           R"(,"within":{"kind":"calendar","unit":"month"})"));
    CHECK(monthly.highest * 150 >= 22);  // one order of 150: 12, 5 and 5
}

TEST_CASE("a stack that gives each line its best offer looks at prices before any of them") {
    giveaway const g = of_rules(
        R"({"rule":"offers","name":"all","stacks":[{"name":"s","how":"max_of_line"}],"list":[)"
        R"({"name":"a","amount":"50","from":{"least":"100"},"of":{"rank":"dearest","most":1},)"
        R"("stack":"s","priority":1},)"
        R"({"name":"b","share":"100%","of":{"rank":"cheapest","bought":{"count":1}},"stack":"s"}]})");
    CHECK(share(g.highest) == "1");  // of 50.01 and 49.99: 50 and 49.99
}

TEST_CASE("an offer on the first price looks at what the rules before its own left") {
    CHECK(share(of_rules(R"({"rule":"offers","name":"one","list":[{"name":"a","share":"50%"}]},)"
                         R"({"rule":"offers","name":"two","list":[)"
                         R"({"name":"b","share":"50%","on_first_price":true}]})")
                    .highest) == "3/4");
}

TEST_CASE("what is charged above goals is worth what it pays") {
    giveaway const g = of_rules(R"({"rule":"accrual","points":"stamps","rate":"1"},)"
                                R"({"rule":"goal","rewards":"coffee","collected":"stamps","each":"10",)"
                                R"("per_order":{"most":1,"slack":"slack"}},)"
                                R"({"rule":"redemption","points":"slack","worth":{"points":1,"money":"1"}})",
                                {.worth = {{"coffee", decimal(2)}}, .least_order = {}, .most_spent = {}});
    CHECK(share(g.highest) == "1");
}

TEST_CASE("members of a history join with its first order") {
    for (std::string const returned : {"follow", "keep", "freeze", "revoke_unused"}) {
        INFO(returned);
        giveaway const g = of_rules(
            ladder_of("year", R"("returned":")" + returned + R"(","steps":[{"at":"20","award":"1"}])",
                      R"(,"within":{"kind":"membership_year"})"));
        CHECK(told(g) == "1/20 at any, in the long run 1/20");
    }
}

TEST_CASE("points by whole amounts come to who spends one") {
    giveaway const g =
        of_rules(R"({"rule":"accrual","points":"points","rate":"500","per":"whole_amount","whole":"50",)"
                 R"("of":{"price":"list","stored_value":true}},)"
                 R"({"rule":"redemption","points":"points","worth":{"points":100,"money":"1"}},)" +
                 ladder_of("w", R"("steps":[{"at":"10","award":"1"}])"));
    CHECK(told(g) == "3/25 at 50, in the long run 1/10");  // 6 of 50
}
