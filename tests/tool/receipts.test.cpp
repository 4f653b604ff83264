// SPDX-License-Identifier: BSL-1.0
#include "tool/receipts.hpp"

#include <initializer_list>

#include "support/catch.hpp"
#include "tool/amounts.hpp"
#include "tool/support.hpp"
#include "tool/totals.hpp"

using namespace tessera;
using namespace tessera::tool;
using namespace tessera::tool::test;

namespace {

date const start = date_of(2024, 1, 1);
constexpr sku_id mug = sku_named("mug"), tea = sku_named("tea");

line units(std::uint32_t number, sku_id sku, std::uint32_t quantity, std::int64_t minor) {
    line l;
    l.sku = sku;
    l.number = number;
    l.quantity = quantity;
    l.list_minor = minor;
    return l;
}

/// Effects: keeps the receipt of an order of member 1.
void bought(receipts& in, date day, std::initializer_list<line> lines, std::uint32_t member = 1) {
    receipt r;
    r.day = day;
    for (line const& l : lines) r.lines.push_back(l);
    in.keep(member, r);
}

/// Returns: such as "#1: line 5 x 2 = 20.00; rest mug x 1 = 10.00", where a line that comes back by its
/// amount has none of its units.
std::string text_of(matched_return const& m) {
    auto const money = [](std::int64_t minor) { return plain(minor, 2); };
    std::string text;
    for (matched_order const& o : m.orders) {
        text += "#" + std::to_string(o.receipt) + ":";
        for (returned_line const& l : o.lines)
            text += " line " + std::to_string(l.number) +
                    (l.quantity != 0 ? " x " + std::to_string(l.quantity) : " for " + money(l.list_minor));
        text += " = " + money(o.list_minor) + "; ";
    }
    for (line const& l : m.rest)
        text += "rest x " + std::to_string(l.quantity) + " = " + money(l.list_minor) + "; ";
    return text;
}

std::string came_back(receipts& from, date day, line const& what) {
    return text_of(from.match(1, {&what, 1}, day));
}

}  // namespace

TEST_CASE("goods come back to the member's own latest purchases of the article, newest first") {
    receipts all(730);
    bought(all, start, {units(1, mug, 3, 3'000)});
    bought(all, start + 1, {units(2, tea, 1, 500), units(3, mug, 2, 2'000), units(4, mug, 1, 1'000)});
    bought(all, start + 2, {units(5, mug, 9, 9'000)}, 2);
    CHECK(came_back(all, start + 3, units(6, mug, 2, 2'000)) == "#1: line 4 x 1 line 3 x 1 = 20.00; ");
    CHECK(came_back(all, start + 3, units(7, mug, 2, 2'000)) ==
          "#1: line 3 x 1 = 10.00; #0: line 1 x 1 = 10.00; ");
    CHECK(came_back(all, start + 4, units(8, mug, 3, 3'000)) == "#0: line 1 x 2 = 20.00; rest x 1 = 10.00; ");
    CHECK(came_back(all, start + 4, units(9, mug, 1, 1'000)) == "rest x 1 = 10.00; ");
    CHECK(came_back(all, start + 4, units(10, sku_named("pen"), 1, 100)) == "rest x 1 = 1.00; ");
}

TEST_CASE("goods come back for what the file says, but for no more than they cost") {
    receipts all(730);
    bought(all, start, {units(1, mug, 2, 2'000), units(2, tea, 3, 1'000)});
    CHECK(came_back(all, start, units(3, mug, 1, 900)) == "#0: line 1 for 9.00 = 9.00; ");
    CHECK(came_back(all, start, units(4, mug, 1, 1'500)) ==
          "#0: line 1 for 11.00 = 11.00; rest x 0 = 4.00; ");
    // 10.00 for three: each is within a cent of 3.33, and all of them are 10.00
    CHECK(came_back(all, start, units(5, tea, 1, 334)) == "#0: line 2 for 3.34 = 3.34; ");
    CHECK(came_back(all, start, units(6, tea, 1, 334)) == "#0: line 2 for 3.33 = 3.33; rest x 0 = 0.01; ");
    CHECK(came_back(all, start, units(7, tea, 1, 333)) == "#0: line 2 for 3.33 = 3.33; ");
}

TEST_CASE("an order explains returns until its receipt has run out, and never by what cost nothing") {
    receipts all(30);
    bought(all, start, {units(1, mug, 2, 2'000)});
    bought(all, start + 1, {units(2, mug, 5, 0)});
    CHECK(came_back(all, start + 29, units(3, mug, 1, 1'000)) == "#0: line 1 x 1 = 10.00; ");
    CHECK(came_back(all, start + 30, units(4, mug, 1, 1'000)) == "rest x 1 = 10.00; ");
}

// ---- replays, checked by hand
// ------------------------------------------------------------------------------------

TEST_CASE("what was spent on goods comes back with them, and what they earned goes") {
    history const h = rows(
        "A,m,2024-01-01,mug,1,100,EUR\n"    // 100 points
        "B,m,2024-02-01,tea,2,25,EUR\n"     // 100 of them pay 1.00 of 50.00; 49.00 earn 49
        "R,m,2024-03-01,tea,-2,25,EUR\n");  // the 49 go, the 100 come back, and end as before
    replay_result const got = replay(h, "seed-returns", {true, true, {}});
    CHECK(members_csv(h, got).ends_with("m,2,1,150.00,100.00,none,100,0.00,0.00\n"));
    CHECK(got.journal ==
          "member_id,order_id,fact,timestamp,place,kind,slot,amount,opens,expires,rule\n"
          "m,A,order,2024-01-01T00:00:00,0,issue,points,100,,2024-12-31,points\n"
          "m,A,order,2024-01-01T00:00:00,1,tally,net spend,100.00,,,net spend\n"
          "m,B,order,2024-02-01T00:00:00,0,redeem,points,100,,2024-12-31,redemption\n"
          "m,B,order,2024-02-01T00:00:00,1,issue,points,49,,2025-01-31,points\n"
          "m,B,order,2024-02-01T00:00:00,2,tally,net spend,50.00,,,net spend\n"
          "m,R,matched return,2024-03-01T00:00:00,0,tally,returns,1,,2024-02-01,returns\n"
          "m,R,matched return,2024-03-01T00:00:00,1,restore,points,100,,2024-12-31,returns\n"
          "m,R,matched return,2024-03-01T00:00:00,2,claw,points,49,,2025-01-31,points\n"
          "m,R,matched return,2024-03-01T00:00:00,3,tally,net spend,-50.00,,,net spend\n");
    CHECK(got.points.redeemed == 100);
    CHECK(got.points.restored == 100);
    CHECK(add_up(h, got).matched == 5'000);
    CHECK(add_up(h, got).given() == 100);
}

TEST_CASE("points pay up to half of an order, and a part that comes back brings its part of them") {
    history const h = rows(
        "A,m,2024-01-01,mug,1,10000,EUR\n"  // 10,000 points, silver and gold are for later
        "B,m,2024-02-01,tea,4,20,EUR\n"     // 5 % off 80.00: 76.00, of which 3,800 points pay 38.00
        "R,m,2024-03-01,tea,-1,20,EUR\n");  // a fourth: 9.50 of points come back, 9 of 38 go
    replay_result const got = replay(h, "seed-returns", {false, true, {}});
    // 10,000 - 3,800 + 38 + 950 - 9; the ladder to 10,000 pays 1,820 and keeps it
    CHECK(members_csv(h, got).ends_with("m,2,1,10080.00,10060.00,gold,7179,1820.00,4.00\n"));
    member_result const& m = got.members[0];
    CHECK(m.paid_with_points == 3'800 - 950);
    CHECK(m.undone == 100);
}

TEST_CASE("what no earlier order explains is a return without a receipt") {
    std::string const bought =
        "A,m,2024-01-01,mug,1,30,EUR\n"
        "B,m,2024-06-01,tea,1,20,EUR\n"
        "B,m,2024-06-01,tea,-1,20,EUR\n";  // its own order comes after it
    history const h = rows(bought + "R,m,2024-07-01,mug,-2,30,EUR\n");
    replay_result const got = replay(h, "seed-points", {false, true, {}});
    CHECK_FALSE(got.matches);
    CHECK(add_up(h, got).matched == 0);
    replay_result const matched = replay(h, "seed-returns", {false, true, {}});
    CHECK(add_up(h, matched).matched == 3'000);
    CHECK(add_up(h, matched).returned == 8'000);
    CHECK(matched.facts == 5);
    CHECK(matched.members[0].returns == 2);
    replay_result const told =
        replay(h, "seed-returns", {false, true, {}, matching::as_program, false, true});
    CHECK(add_up(h, told).matched == 3'000);
    CHECK(add_up(h, told).returned == 3'000);
    CHECK(add_up(h, told).reported == 5'000);
    CHECK(told.members[0].net() == 2'000);
    CHECK(told.facts == 3);
    CHECK(summary_json(h, told).find(R"("returned_only_reported": "50.00")") != std::string::npos);
    replay_result const plain = replay(h, "seed-returns", {false, true, {}, matching::none});
    CHECK(add_up(h, plain).matched == 0);
    CHECK(add_up(h, plain).returned == 8'000);
    CHECK(plain.facts == 4);
}

TEST_CASE("a program without a rule for receipts cannot match") {
    history const h = rows("A,m,2024-01-01,mug,1,30,EUR\n");
    for (replaying const& how : {replaying{false, false, {}, matching::receipts},
                                 replaying{false, false, {}, matching::as_program, false, true}})
        CHECK_THROWS_WITH(replay(h, "seed-shop", how),
                          Catch::Matchers::StartsWith("seed-shop has no rule of returns by receipt"));
    CHECK_THROWS_WITH(replay(h, "seed-returns", {false, false, {}, matching::none, false, true}),
                      Catch::Matchers::StartsWith("no order explains anything without matching"));
}
