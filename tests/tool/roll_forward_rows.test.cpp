// SPDX-License-Identifier: BSL-1.0
#include "tool/roll_forward_rows.hpp"

#include "support/property.hpp"
#include "tool/support.hpp"

using namespace tessera::tool;
using namespace tessera::tool::test;

TEST_CASE("the roll-forward of a file: points of the year before end, and credit lasts") {
    history const h = rows(
        "A,m,2024-01-10,s,1,1000,EUR\n"
        "B,n,2024-01-20,s,1,150,EUR\n"
        "C,n,2024-03-05,s,-1,150,EUR\n"
        "D,m,2025-01-08,s,-1,900,EUR\n"
        "E,m,2025-01-31,s,1,10,EUR\n");
    std::string const books = replay(h, "seed-shop", {.verify = true, .keep_books = true}).books;
    std::string const first_line =
        "pool,month,opening,issued,restored,redeemed,expired,clawed_back,paid_on_debt,adjusted,closing,"
        "pending,"
        "reserved,opening_debt,owed,forgiven,debt_adjusted,closing_debt\n";
    REQUIRE(books.starts_with(first_line));
    CHECK(books.find("points,2024-01,0,1150,0,0,0,0,0,0,1150,0,0,0,0,0,0,0\n") != std::string::npos);
    CHECK(books.find("points,2024-02,1150,0,0,0,0,0,0,0,1150,0,0,0,0,0,0,0\n") != std::string::npos);
    CHECK(books.find("points,2024-03,1150,0,0,0,0,150,0,0,1000,0,0,0,0,0,0,0\n") != std::string::npos);
    // 900 came back at silver's price, 882 points; the other 118 ended unused on the 9th.
    CHECK(books.find("points,2025-01,1000,10,0,0,118,882,0,0,10,0,0,0,0,0,0,0\n") != std::string::npos);
    CHECK(books.find("cashback,2024-01,0.00,120.00,0.00,0.00,0.00,0.00,") != std::string::npos);
    CHECK(books.ends_with(
        "cashback,2025-01,120.00,0.00,0.00,0.00,0.00,120.00,0.00,0.00,0.00,0.00,0.00,0.00,0.00,0.00,"
        "0.00,0.00\n"));
}

TEST_CASE("books are kept only where they are asked for") {
    CHECK(replay(rows("A,m,2024-01-10,s,1,1000,EUR\n"), "seed-shop", {}).books.empty());
}
