// SPDX-License-Identifier: BSL-1.0
#include "tool/order_lines.hpp"

#include "support/catch.hpp"
#include "tool/support.hpp"

using namespace tessera::tool;
using namespace tessera::tool::test;
using tessera::line;

TEST_CASE("a good row is read exactly") {
    history const h = rows("A1,ann,2010-12-01T08:26:00,\"tea, green\",3,2.335,EUR\n");
    REQUIRE(h.orders.size() == 1);
    CHECK(h.orders[0].id == "A1");
    CHECK(h.members[0] == "ann");
    CHECK(h.money == tessera::currencies::EUR);
    CHECK(h.orders[0].at == tessera::local_time{tessera::date_of(2010, 12, 1), 8 * 3600 + 26 * 60});
    REQUIRE(h.orders[0].bought.size() == 1);
    line const& l = h.orders[0].bought[0];
    CHECK(l.list_minor == 701);  // 7.005: half-up
    CHECK(l.quantity == 3);
    CHECK(l.sku == tessera::sku_named("tea, green"));
    CHECK(l.number == 2);
}

TEST_CASE("amounts are exact and then rounded half-up, away from zero") {
    struct {
        char const* row;
        std::int64_t net_minor;
    } const table[] = {
        {"1,0.005,EUR", 1},
        {"1,0.004999999999999999,EUR", 0},
        {"-1,0.005,EUR", -1},
        {"-1,0.004,EUR", 0},
        {"1,-0.005,EUR", -1},
        {"-1,-0.005,EUR", 1},
        {"3,0.335,EUR", 101},
        {"0,9.99,EUR", 0},
        {"1,+12,EUR", 1200},
        {"1,0012.50000000000000000000000,EUR", 1250},
        {"3,333.5,JPY", 1001},
        {"-3,333.5,JPY", -1001},
        {"2,1.2345,KWD", 2469},
        {"80995,2.08,GBP", 16'846'960},
        {"4294967295,21474836.47,EUR", 4294967295 * 2147483647},
        {"-4294967295,0.01,EUR", -4294967295},
    };
    for (auto const& [row, expected] : table) {
        INFO(row);
        CHECK(rows(std::string("A,m,2024-01-01,s,") + row).totals.net_minor == expected);
    }
}

TEST_CASE("RFC 4180: quotes, doubled quotes, line breaks inside quotes, CRLF, a byte order mark") {
    history const h = read(
        "\xEF\xBB\xBForder_id,customer_id,timestamp,sku,quantity,unit_price,currency\r\n"
        "\"A\"\"1\"\"\",\"ann, the first\",2024-01-01,\"two\r\nlines\",1,1,EUR\r\n"
        "\r\n"
        "A2,,2024-01-02,\"\",1,1,EUR");
    REQUIRE(h.orders.size() == 1);
    CHECK(h.orders[0].id == "A\"1\"");
    CHECK(h.members[0] == "ann, the first");
    CHECK(h.orders[0].bought[0].sku == tessera::sku_named("two\r\nlines"));
    CHECK(h.totals.anonymous_lines == 1);
    CHECK(refused(below_header("A,m,2024-01-01,\"a\nb\",1,1,EUR\n\nA,m,2024-01-01,s,x,1,EUR\n"))
              .starts_with("lines.csv:5:"));
}

TEST_CASE("columns are found by name, in any order, with others among them") {
    history const h = read(
        "currency,note,unit_price,quantity,sku,timestamp,customer_id,order_id\n"
        "EUR,\"a, b\",2.50,2,s,2024-01-01 10:30,ann,A1\n");
    CHECK(h.totals.net_minor == 500);
    CHECK(h.orders[0].at.second == 10 * 3600 + 30 * 60);
    CHECK(refused("").starts_with("lines.csv:1: the file is empty"));
}

TEST_CASE("a wrong header is refused with its line, and with the columns that are there") {
    CHECK(
        refused("\n\r\norder_id,customer_id,timestamp,sku,quantity,pri\x1B"
                "ce,currency\n")
            .starts_with("lines.csv:3: there is no column unit_price; the columns are order_id, customer_id, "
                         "timestamp, sku, quantity, pri?ce, currency\n"));
    CHECK(refused("\norder_id,sku,customer_id,timestamp,sku,quantity,unit_price,currency\n")
              .starts_with("lines.csv:2: columns 2 and 5 are both called sku\n"));
    CHECK(refused("\nsku,order_id\",customer_id\n")
              .starts_with("lines.csv:2: column 2 \"order_id\": a quote inside a field"));
    CHECK(refused("sku,\n\"order_id,customer_id\n").starts_with("lines.csv:1: there is no column order_id"));
    CHECK(refused("\"order\nid\",\"sku\n").starts_with("lines.csv:2: column 2 \"sku?\": a quote opens"));
}

TEST_CASE("a history without lines is one of nobody") {
    history const h = read(header);
    CHECK(h.orders.empty());
    CHECK(members(h, "seed-shop").empty());
}

TEST_CASE("times: seconds and clock may be missing, a zone may not be there") {
    for (char const* good :
         {"2024-02-29", "2024-02-29T08:26", "2024-02-29 08:26:01", "2024-02-29T08:26:01.999"}) {
        INFO(good);
        CHECK(rows(std::string("A,m,") + good + ",s,1,1,EUR").orders[0].at.day ==
              tessera::date_of(2024, 2, 29));
    }
    for (char const* bad : {"2024-02-29T08:26:00Z", "2024-02-29T08:26:00+01:00", "29.02.2024", "2024-2-29",
                            "", "2024-02-29T24:00", "2024-02-29T08:26:60", "20240229", "2024-02-29T"}) {
        INFO(bad);
        std::string const why = refused_row(std::string("A,m,") + bad + ",s,1,1,EUR");
        CHECK(why.starts_with(std::string("2: timestamp \"") + bad + "\""));
        CHECK(why.ends_with("\": this is not a date or time as ISO 8601 writes it"));
    }
    CHECK(refused_row("A,m,2023-02-29,s,1,1,EUR") ==
          "2: timestamp \"2023-02-29\": there is no such day between the years 1400 and 9999");
}

TEST_CASE("every kind of bad line is refused with its place, value and reason") {
    struct {
        char const* row;
        char const* says;
    } const table[] = {
        {",m,2024-01-01,s,1,1,EUR", "2: order_id \"\": the order has no id"},
        {"A,m,2024-01-01,s,1.5,1,EUR", "2: quantity \"1.5\": this is not a whole number"},
        {"A,m,2024-01-01,s,,1,EUR", "2: quantity \"\": this is not a whole number"},
        {"A,m,2024-01-01,s, 1,1,EUR", "2: quantity \" 1\": this is not a whole number"},
        {"A,m,2024-01-01,s,1e3,1,EUR", "2: quantity \"1e3\": this is not a whole number"},
        {"A,m,2024-01-01,s,4294967296,1,EUR",
         "2: quantity \"4294967296\": a line holds at most 4294967295 units"},
        {"A,m,2024-01-01,s,-4294967296,1,EUR",
         "2: quantity \"-4294967296\": a line holds at most 4294967295 units"},
        {"A,m,2024-01-01,s,99999999999999999999,1,EUR",
         "2: quantity \"99999999999999999999\": a line holds at most 4294967295 units"},
        {"A,m,2024-01-01,s,1,\"1,50\",EUR", "2: unit_price \"1,50\": this is not a decimal number"},
        {"A,m,2024-01-01,s,1,,EUR", "2: unit_price \"\": this is not a decimal number"},
        {"A,m,2024-01-01,s,1,1e2,EUR", "2: unit_price \"1e2\": this is not a decimal number"},
        {"A,m,2024-01-01,s,1,.5,EUR", "2: unit_price \".5\": this is not a decimal number"},
        {"A,m,2024-01-01,s,1,9223372036854775808,EUR",
         "2: unit_price \"9223372036854775808\": the result does not fit in 64 bits"},
        {"A,m,2024-01-01,s,1,0.1234567890123456789,EUR",
         "2: unit_price \"0.1234567890123456789\": the result does not fit in 64 bits"},
        {"A,m,2024-01-01,s,100,9223372036854775807,EUR",
         "2: unit_price \"9223372036854775807\": quantity x unit price does not fit in 64 bits"},
        {"A,m,2024-01-01,s,1,1,euro", "2: currency \"euro\": this is not a currency code of ISO 4217"},
        {"A,m,2024-01-01,s,1,1,eur", "2: currency \"eur\": this is not a currency code of ISO 4217"},
        {"A,m,2024-01-01,s,1,1", "2: currency \"\": the line has 6 fields and the header 7"},
        {"A,m", "2: timestamp \"\": the line has 2 fields and the header 7"},
        {"A,m,2024-01-01,a,b,1,1,EUR", "2: column 8 \"EUR\": the line has 8 fields and the header 7"},
        {"A,m,2024-01-01,12\" pan,1,1,EUR",
         "2: sku \"12\": a quote inside a field that does not begin with one"},
        {"A,m,2024-01-01,\"pan\" 12,1,1,EUR",
         "2: sku \"pan\": text between a closing quote and the next comma"},
        {"A,m,2024-01-01,\"pan,1,1,EUR",
         "2: sku \"pan,1,1,EUR\": a quote opens this field and none closes it where a field can end"},
        {"A,m,2024-01-01,pan\r,1,1,EUR", "2: sku \"pan\": a carriage return that ends no line"},
        {"A,m,2024-01-01,s,1,1,EUR\nB,m,2024-01-02,s,1,1,GBP",
         "3: currency \"GBP\": the first line is in EUR"},
        {"A,\x1B[2Jm,2024-01-01,s,1,1,EUR\nA,\x1B]n,2024-01-01,s,1,1,EUR",
         "3: customer_id \"?]n\": line 2 gives order A to customer ?[2Jm"},
        {"\x1B"
         "A,m,2024-01-01,s,1,1,EUR\n\x1B"
         "A,n,2024-01-01,s,1,1,EUR",
         "3: customer_id \"n\": line 2 gives order ?A to customer m"},
        {"A,m\x7F,2024-01-02,s,1,1,EUR\nB,m\x7F,2024-01-01,s,1,1,EUR",
         "3: timestamp \"2024-01-01\": customer m? has a later order further up"},
        {"A,m,2024-01-01,s,1,1,EUR\nA,n,2024-01-01,s,1,1,EUR",
         "3: customer_id \"n\": line 2 gives order A to customer m"},
        {"A,m,2024-01-01,s,1,92233720368547758.07,EUR\nB,m,2024-01-02,s,-1,0.01,EUR",
         "3: unit_price \"0.01\": with it the amounts of customer m add up to more than can be counted"},
        {"A,m,2024-01-02,s,1,1,EUR\nB,m,2024-01-01,s,1,1,EUR",
         "3: timestamp \"2024-01-01\": customer m has a later order further up"},
    };
    for (auto const& [row, says] : table) {
        INFO(row);
        CHECK(refused_row(row) == says);
    }
}

TEST_CASE("what is printed of a bad value disturbs no terminal") {
    CHECK(refused_row("A,m,\x1B[2J\x07,s,1,1,EUR").find('\x1B') == std::string::npos);
    CHECK(shown(std::string(59, 'x') + "\xC3\xA9") == std::string(59, 'x') + "...");  // no half character
    CHECK(shown("\xC3\xA9\xE2\x82\xAC\xF0\x9F\x98\x80") == "\xC3\xA9\xE2\x82\xAC\xF0\x9F\x98\x80");
    CHECK(shown("\xFF|\xC3|\xC0\xAF|\xED\xA0\x80|\xC2\x9B") == "?|?|??|???|??");
    CHECK(refused_row("A,m," + std::string(500, '9') + ",s,1,1,EUR").size() < 200);
    CHECK(refused(below_header("A,m,2024-01-01,s,1,\"1,5\",EUR"))
              .find("remedy: write digits and a decimal point") != std::string::npos);
}

TEST_CASE("bad lines can be skipped: counted, listed, and nothing else") {
    history const h = rows(
        "A,m,2024-01-01,s,1,10,EUR\n"
        "A,m,2024-01-01,s,x,10,EUR\n"
        "B,m,2023-12-31,s,1,10,EUR\n"
        "B,m,2023-12-31,s,1,10,EUR\n"
        "C,n,2024-01-02,\"s\"s,1,10,EUR\n"
        "C,n,2024-01-02,s,1,10,GBP\n"
        "C,n,2024-01-02,s,1,10,EUR\n"
        "C,m,2024-01-02,s,1,10,EUR\n",
        true);
    CHECK(h.totals.lines == 2);
    CHECK(h.totals.net_minor == 2000);
    std::vector<std::size_t> lines;
    for (bad_line const& bad : h.skipped) lines.push_back(bad.line);
    CHECK(lines == std::vector<std::size_t>{3, 4, 5, 6, 7, 9});
    CHECK(h.orders.size() == 2);
    CHECK(members(h, "seed-shop") ==
          "m,1,0,10.00,10.00,none,10,0.00,0.00\nn,1,0,10.00,10.00,none,10,0.00,0.00\n");
}

TEST_CASE("a quote that nobody closes stops the run even where bad lines are skipped") {
    std::string const good = "A,m,2024-01-01,s,1,10,EUR\n";
    std::string const begins = good + "B,\"m\nn\",2024-01-01,\"pan,1,10,EUR\n";  // opens on line 4
    for (std::string const& text :
         {begins, begins + good, begins + good + "D,m,2024-01-02,\"tea\",1,10,EUR\n"}) {
        INFO(text);
        std::string const why = refused(below_header(text), true);
        CHECK(why.starts_with("lines.csv:4: sku \"pan,1,10,EUR?"));
        CHECK(
            why.find("a quote opens this field and none closes it where a field can end\n  remedy: close") !=
            std::string::npos);
    }
}

TEST_CASE("lines of an order belong together wherever they stand; what came back stands apart") {
    history const h = rows(
        "A,m,2024-01-01T10:00,s,2,10,EUR\n"
        "B,n,2024-01-01T10:01,s,1,5,EUR\n"
        "A,m,2024-01-01T10:01,t,-1,3,EUR\n"
        "C,,2024-01-05,s,1,7,EUR\n"
        "A,m,2024-01-01T10:01,u,-9,0,EUR\n"
        "A,,2024-01-01T10:01,u,1,1,EUR\n");
    REQUIRE(h.orders.size() == 2);
    CHECK(h.orders[0].at.second == 10 * 3600);
    REQUIRE(h.orders[0].bought.size() == 2);
    REQUIRE(h.orders[0].returned.size() == 1);
    CHECK(h.orders[0].returned[0].list_minor == 300);
    CHECK(h.orders[0].bought[1].quantity == 0);  // a correction without a price
    CHECK(h.totals.anonymous_lines == 2);
    CHECK(h.totals.anonymous_orders == 2);
    CHECK(h.totals.anonymous_minor == 800);
    CHECK(h.totals.net_minor == 3000);
    CHECK(h.totals.last_day == tessera::date_of(2024, 1, 5));
}

TEST_CASE("an order begins with its first line that has a customer") {
    history const h = rows("A,,2024-01-01,s,1,7,EUR\nA,m,2024-01-02,s,1,1,EUR\n");
    REQUIRE(h.orders.size() == 1);
    CHECK(h.orders[0].first_line == 3);
    CHECK(h.orders[0].at.day == tessera::date_of(2024, 1, 2));
    CHECK(h.totals.anonymous_minor == 700);
}

TEST_CASE("a customer's orders may stand apart from those of others in time") {
    CHECK(rows("A,m,2024-06-01,s,1,1,EUR\nB,n,2024-01-01,s,1,1,EUR\nC,m,2024-06-01,s,1,1,EUR\n")
              .orders.size() == 3);
}
