// SPDX-License-Identifier: BSL-1.0
#include "tool/giveaway.hpp"

#include <string>
#include <vector>

#include <tessera/document/program.hpp>

#include "support/catch.hpp"
#include "tool/command_line.hpp"
#include "tool/failure.hpp"
#include "tool/programs.hpp"
#include "tool/support.hpp"

using namespace tessera;
using namespace tessera::tool;
using namespace tessera::tool::test;

namespace {

std::string poster_text() {
    return document::write_program(choose_program("seed-shop", currencies::EUR).rules.said(), true);
}

constexpr std::string_view without_rounding =
    R"({"tessera":1,"name":"plain","currency":"EUR","versions":[{"number":1,"from":"2026-01-01","rules":[)"
    R"({"rule":"accrual","points":"points","rate":"1"},)"
    R"({"rule":"reward","name":"mug","points":"points","price":"300"},)"
    R"({"rule":"redemption","points":"points","worth":{"points":100,"money":"1"}}]}]})";

std::string last_line(std::string text) {
    text.pop_back();
    return text.substr(text.rfind('\n') + 1);
}

/// Returns: what stops the bounds of these files.
std::string refusal(std::vector<std::string> const& files, std::vector<std::string> const& worth) {
    try {
        static_cast<void>(bound_files(files, terms_from(worth, "", "")));
    } catch (failure const& why) {
        CHECK(why.status() == exit_status::bad_usage);
        return why.what();
    }
    return {};
}

int status_of(std::vector<char const*> words) {
    words.insert(words.begin(), {"tessera", "check"});
    return run(static_cast<int>(words.size()), words.data());
}

}  // namespace

TEST_CASE("the giveaway bound of the poster reads like this") {
    document::giveaway_terms const up_to_20000 = terms_from({}, "", "20000");
    std::vector<bounded_file> const files{bound_text("poster.json", poster_text(), up_to_20000)};
    CHECK('\n' + readable(files, cpp_rational(12, 100)) ==
          R"(
poster.json: version 1 hands back 24.51 % of what is spent, when 20000.00 EUR are
  in the long run 5.95 %
  of prices paid, at most 25.65 %; of cash, where all is spent, at most 32.46 %
  and, by rounding, 0.5 minor units an order
  member price "club": 4.45 %, in the long run 5.00 %
  ladder "cashback": 19.10 %, in the long run 0.00 %
  accrual "points": 0.96 %, in the long run 0.95 %
  a single order, at most: 5.95 % of it and 3820.00 EUR
    member price "club": 5.00 % of it
    ladder "cashback": 3820.00 EUR
    accrual "points": 0.95 % of it
  a history that gets 24.51 %, 4901.10 EUR of 20000.00 EUR:
    2020-01-01  1000.00 EUR
    2020-01-01  2000.00 EUR
    2020-01-01  17000.00 EUR
  above 12.00 %
)");
    CHECK(last_line(readable(files, cpp_rational(1, 4))) ==
          "  within 25.00 %: the share; rounding adds at most 0.5 minor units an order");
    bounded_file const plain = bound_text("plain.json", without_rounding, terms_from({"mug=2"}, "", ""));
    CHECK(last_line(readable({plain}, cpp_rational(1, 4))) == "  within 25.00 %");
    CHECK(are_within(files, cpp_rational(1, 4)));
    CHECK_FALSE(are_within(files, cpp_rational(24, 100)));
    std::string const json = json_of(files, cpp_rational(12, 100));
    CHECK(json.find(R"("highest":"49011/200000","at":"20000")") != std::string::npos);
    CHECK(json.find(R"("bounded":true,"of_paid":"16337/63700","of_cash":"49011/150989",)"
                    R"("single_order":{"share":"119/2000","amount":"3820","per_order_minor":"1/2","parts":[)"
                    R"({"pointer":"/versions/0/rules/1","rule":"member price \"club\"","share":"1/20",)"
                    R"("amount":"0"},)") != std::string::npos);
    CHECK(json.find(R"("limit":{"share":"3/25","compared":"highest","within":false,)"
                    R"("beside":{"per_order_minor":"1/2"}})") != std::string::npos);
    CHECK(json_of({plain}, cpp_rational(1, 4)).find(R"("within":true,"beside":{}})") != std::string::npos);
    CHECK(json_of(files, {}).find("\"limit\"") == std::string::npos);
}

TEST_CASE("what has no bound says so first, and what it takes") {
    document::giveaway_terms const none{};
    std::vector<bounded_file> const files{bound_text("plain.json", without_rounding, none)};
    CHECK(readable(files, cpp_rational(1, 2))
              .starts_with(R"(plain.json: version 1 has no bound until this is stated:
  no bound: nothing says what the reward "mug" is worth
    at: /versions/0/rules/1
    remedy: --worth "mug=AMOUNT", what it costs the shop
  all else hands back 1.00 % of what is spent
  in the long run 1.00 %
)"));
    CHECK(last_line(readable(files, cpp_rational(1, 2))) ==
          "  no limit can be shown for what stands beside the share");
    CHECK(json_of(files, {}).find(R"("bounded":false)") != std::string::npos);
}

TEST_CASE("a single order for which no most can be said, and shares that have none") {
    auto const told = [](std::string const& rule) {
        std::vector<bounded_file> const files{
            bound_text("shop.json",
                       R"({"tessera":1,"name":"shop","currency":"EUR","versions":[{"number":1,)"
                       R"("from":"2026-01-01","rules":[)" +
                           rule + "]}]}",
                       {})};
        return readable(files, std::nullopt) + json_of(files, std::nullopt);
    };
    std::string const steep = told(R"({"rule":"ladder","name":"steps","then":"times_ten","measure":{"kind":)"
                                   R"("net_spend"},"steps":[{"at":"9","award":"1"}]})");
    CHECK(steep.find("  a single order, at most: 12.35 % of it, and beside it no most\n"
                     "    ladder \"steps\": 12.35 % of it, and beside it no most\n") != std::string::npos);
    CHECK(steep.find(R"("single_order":{"share":"10/81","amount":null,)") != std::string::npos);
    std::string const free = told(R"({"rule":"promotion","name":"gift","amount":"5"})");
    CHECK(free.find("of prices paid, no most; of cash, where all is spent, no most\n") != std::string::npos);
    CHECK(free.find(R"("of_paid":null,"of_cash":null)") != std::string::npos);
    std::string const carried = told(R"({"rule":"accrual","points":"points","rate":"1","rounded":"carry"},)"
                                     R"({"rule":"redemption","points":"points",)"
                                     R"("worth":{"points":100,"money":"1"}})");
    CHECK(carried.find("  a single order, at most: 1.00 % of it\n    and, by rounding, 1 minor units\n") !=
          std::string::npos);
}

TEST_CASE("a history says for which offers it asks, and by what it spends points") {
    auto const told = [](std::string const& rules) {
        std::vector<bounded_file> const files{
            bound_text("shop.json",
                       R"({"tessera":1,"name":"shop","currency":"EUR","versions":[{"number":1,)"
                       R"("from":"2026-01-01","rules":[)" +
                           rules + "]}]}",
                       {})};
        return readable(files, std::nullopt) + json_of(files, std::nullopt);
    };
    std::string const offers = told(R"({"rule":"offers","name":"all","list":[)"
                                    R"({"name":"code","share":"10%","on_request":true},)"
                                    R"({"name":"more","share":"1%","on_request":true}]})");
    CHECK(offers.find(" EUR, asks for \"code\", \"more\"\n") != std::string::npos);
    CHECK(offers.find(R"("claims":["code","more"],"redeems":[])") != std::string::npos);
    std::string const menu = told(R"({"rule":"offers","name":"all","list":[{"name":"menu","share":"10%",)"
                                  R"("of":{"bundle":[{"over":{"sku":"tea"}},{"over":{"sku":"cup"}}]}}]})");
    CHECK(menu.find(" EUR in 2 lines\n") != std::string::npos);
    CHECK(menu.find(R"("lines":[{"list_minor":)") != std::string::npos);
    CHECK(menu.find(R"({"list_minor":1,"quantity":1,"sku":)") != std::string::npos);
    std::string const points =
        told(R"({"rule":"accrual","points":"points","rate":"1","of":{"price":"list","stored_value":true},)"
             R"("caps":[{"points":"100","of":"balance"}]},)"
             R"({"rule":"redemption","points":"points","worth":{"points":100,"money":"1"}},)"
             R"({"rule":"ladder","name":"steps","steps":[{"at":"1000","award":"50"}],)"
             R"("measure":{"kind":"net_spend","of":{"price":"list","stored_value":true}}})");
    CHECK(points.find("100.00 EUR, redeems by \"points\"\n") != std::string::npos);
    CHECK(points.find(R"("claims":[],"redeems":["points"])") != std::string::npos);
}

TEST_CASE("a limit is a share, and a program above it fails") {
    CHECK(share_from("12%") == cpp_rational(12, 100));
    CHECK(share_from("0.125") == cpp_rational(1, 8));
    CHECK_THROWS_AS(share_from("much"), failure);
    CHECK_THROWS_AS(terms_from({"mug"}, "", ""), failure);
    CHECK(terms_from({"mug=3.50"}, "10", "").worth[0].second == decimal(350, 2));

    folder const here;
    std::string const path = here.with("poster.json", poster_text());
    CHECK(status_of({"--limit", "12%", path.c_str()}) == static_cast<int>(exit_status::bad_document));
    CHECK(status_of({"--limit", "26%", path.c_str()}) == 0);
    CHECK(status_of({"--giveaway", "--json", path.c_str()}) == 0);
    CHECK(status_of({"--limit", "low", path.c_str()}) == static_cast<int>(exit_status::bad_usage));
}

TEST_CASE("what is said to be worth something is a reward or points of a program") {
    folder const here;
    std::string const plain = here.with("plain.json", std::string(without_rounding));
    std::string const poster = here.with("poster.json", poster_text());
    CHECK(refusal({plain}, {"mug=2", "points=0.01"}).empty());
    CHECK(refusal({plain, poster}, {"mug=2"}).empty());
    CHECK(refusal({plain}, {"mugs=2"}) ==
          "--worth: no reward and no points are called mugs\n  remedy: did you mean mug?");
    CHECK(refusal({plain}, {"mug=2", "dinner=20"}) ==
          "--worth: no reward and no points are called dinner\n  remedy: one of mug, points");
    CHECK(status_of({"--worth", "mugs=2", plain.c_str()}) == static_cast<int>(exit_status::bad_usage));
}
