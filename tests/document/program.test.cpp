// SPDX-License-Identifier: BSL-1.0
#include <tessera/document/loaded_program.hpp>
#include <tessera/document/program.hpp>

#include <string>

#include "document/random_document.hpp"
#include "support/text_table.hpp"

using namespace tessera;
using namespace std::literals;

namespace {

/// Returns: a document of one version with these rules.
std::string with_rules(std::string_view rules) {
    return R"({"tessera":1,"name":"shop","currency":"EUR","tags":["app"],"versions":[{"number":1,)"
           R"("from":"2026-01-01","rules":[)" +
           std::string(rules) + "]}]}";
}

/// Returns: the only problem of a text, as `code pointer line:column value | remedy`.
std::string problem_of(std::string_view text) {
    auto const read = document::read_program(text);
    if (read.problems.size() != 1) return std::to_string(read.problems.size()) + " problems";
    document::problem const& p = read.problems.front();
    return std::to_string(static_cast<int>(p.code)) + ' ' + p.pointer + ' ' + std::to_string(p.line) + ':' +
           std::to_string(p.column) + ' ' + p.value + " | " + p.remedy;
}

/// The end of a document, with one version.
std::string const one_version = R"("versions":[{"number":1,"from":"2026-01-01","rules":[]}]})";
std::string const plain = with_rules(R"({"rule":"returns","days":60})");

}  // namespace

TEST_CASE("a document says what it says, whatever its order, its comments and its usual values") {
    auto const read = document::read_program(R"({
        "$schema": "program.schema.json",
        "tessera": 1,
        "versions": [{"from": "2026-01-01", "number": 1, "rules": [
            {"days": 60, "rule": "returns", "when_short": "owe", "$comment": "two months"},
            {"rule": "accrual", "points": "points", "rate": "5%", "living": {"days": 365}}
        ]}],
        "currency": "EUR", "name": "shop", "tags": []
    })");
    REQUIRE(read);
    CHECK(
        document::write_program(read.what) ==
        R"({"tessera":1,"name":"shop","currency":"EUR","versions":[{"number":1,"from":"2026-01-01","rules":[)"
        R"({"rule":"accrual","points":"points","rate":"0.05","living":{"days":365}},)"
        R"({"rule":"returns","days":60}]}]})");
    CHECK(document::write_program(read.what, true) == R"({
  "tessera": 1,
  "name": "shop",
  "currency": "EUR",
  "versions": [
    {
      "number": 1,
      "from": "2026-01-01",
      "rules": [
        {"rule":"returns","days":60},
        {
          "rule": "accrual",
          "points": "points",
          "rate": "0.05",
          "living": {"days":365}
        }
      ]
    }
  ]
}
)");
}

TEST_CASE("what is wrong is told with its place, its value and what would be right") {
    CHECK(problem_of("{") == "601  1:2  | all that is open closed: the text ends too early");
    CHECK(problem_of("\n\n  [1,]") == "601  3:6  | no comma before the end");
    CHECK(problem_of(plain + " x") ==
          "601  1:" + std::to_string(plain.size() + 2) + "  | nothing behind the end");
    CHECK(problem_of("\xEF\xBB\xBF{}") == "601  1:1  | no byte order mark before the text");
    CHECK(problem_of("{\"name\":\"a\xFF\"}") == "601  1:11  | text in UTF-8, between double quotes");
    CHECK(problem_of("{ // a shop\n}") == "601  1:3  | comments under the key \"$comment\"");
    CHECK(problem_of("{'name':1}") == "601  1:2  | double quotes");
    CHECK(problem_of("{\"a\":1 \"b\":2}") == "601  1:8  | a comma between two values, a colon behind a key");
    CHECK(problem_of("{\"a\":\"x\ny\"}") ==
          "601  1:8  | in texts \\n, \\t and the like for control characters");
    CHECK(problem_of("{name:1}") ==
          "601  1:2  | JSON: keys and texts in double quotes, commas between values");
    CHECK(problem_of("[]") == "606  1:1 [...] | an object: {...}");
    CHECK(problem_of(R"({"tessera":1,"name":"s","currency":"EUR"})") ==
          R"(605  1:1  | "versions": the versions, oldest first)");
    CHECK(problem_of(R"({"tessera":2,"name":"s","currency":"EUR",)" + one_version) ==
          "611 /tessera 1:12 2 | 1");
    CHECK(problem_of(R"({"tessera":1,"name":"s","currency":"eur",)" + one_version) ==
          R"(105 /currency 1:36 "eur" | three capital letters of ISO 4217: "EUR")");
    CHECK(problem_of(R"({"tessera":1,"names":"t","name":"s","currency":"EUR",)" + one_version) ==
          R"(604 /names 1:14 names | did you mean "name"?)");
    CHECK(problem_of(R"({"tessera":1,"a/b~":1,"name":"s","currency":"EUR",)" + one_version) ==
          "604 /a~1b~0 1:14 a/b~ | one of tessera, $schema, name, currency, zone, tags, versions");
    CHECK(problem_of(R"({"tessera":1,"name":"s","currency":"EUR","currency":"EUR",)" + one_version) ==
          "603 /currency 1:25  | one of them");
    CHECK(problem_of(with_rules("7")) == R"(606 /versions/0/rules/0 1:113 7 | a rule: {"rule": ...})");
    CHECK(problem_of(with_rules("{}")) == R"(605 /versions/0/rules/0 1:113  | "rule": the kind of the rule)");
    CHECK(problem_of(with_rules(R"({"rule":"return","days":60})")) ==
          R"(607 /versions/0/rules/0/rule 1:121 "return" | did you mean "returns"?)");
    CHECK(problem_of(with_rules(R"({"rule":"returns","days":"60"})")) ==
          R"(606 /versions/0/rules/0/days 1:138 "60" | a whole number, without quotes)");
    CHECK(problem_of(with_rules(R"({"rule":"returns","days":6e1})")) ==
          "606 /versions/0/rules/0/days 1:138 6e1 | a whole number, without quotes");
    CHECK(problem_of(with_rules(R"({"rule":"returns","days":2147483648})")) ==
          "608 /versions/0/rules/0/days 1:138 2147483648 | a whole number from -2147483648 to 2147483647");
    CHECK(problem_of(with_rules(R"({"rule":"returns","days":18446744073709551615})")) ==
          "608 /versions/0/rules/0/days 1:138 18446744073709551615 | "
          "a whole number from -2147483648 to 2147483647");
    CHECK(problem_of(with_rules(R"({"rule":"accrual","points":"p","rate":1})")) ==
          R"(606 /versions/0/rules/0/rate 1:151 1 | a rate in quotes: "0.05", "5%" or "1/3")");
    CHECK(problem_of(with_rules(R"({"rule":"accrual","points":"p","rate":"1/0"})")) ==
          R"(102 /versions/0/rules/0/rate 1:151 "1/0" | "0.05", "5%" or "1/3")");
    CHECK(problem_of(with_rules(R"({"rule":"accrual","points":"p","rate":"1","channel":["ap"]})")) ==
          R"(610 /versions/0/rules/0/channel/0 1:166 "ap" | did you mean "app"?)");
    CHECK(problem_of(with_rules(R"({"rule":"accrual","points":"p","rate":"1","living":{}})")) ==
          "609 /versions/0/rules/0/living 1:164  | one of days, months, rest_of, until");
    CHECK(problem_of(with_rules(R"({"rule":"goal","rewards":"r","collected":"c","each":"1,5"})")) ==
          R"(106 /versions/0/rules/0/each 1:165 "1,5" | digits, with a point before decimals: "12.50")");
    CHECK(problem_of(with_rules(R"({"rule":"promotion","name":"p","share":"1%","amount":"1"})")) ==
          "609 /versions/0/rules/0 1:113  | one of share, amount");
}

TEST_CASE("pools that turn into each other by themselves are told at the rule that closes the circle") {
    std::string const there =
        R"({"rule":"automatic_redemption","name":"v","points":"p","step":"5","into":"credit","each":"5"},)";
    auto const back = [](std::string const& into) {
        return R"({"rule":"automatic_redemption","name":"b","points":"credit","step":"5","into":")" + into +
               R"(","each":"5","in_points":true})";
    };
    std::string const earning = R"({"rule":"accrual","points":"p","rate":"1"},)";
    CHECK(document::load_program(with_rules(earning + there + back("q"))).problems.empty());
    auto const made = document::load_program(with_rules(earning + there + back("p")));
    REQUIRE(made.problems.size() == 1);
    CHECK(made.problems[0].code == errc::redeemed_in_a_circle);
    CHECK(made.problems[0].pointer == "/versions/0/rules/2");
    CHECK(made.problems[0].remedy == R"("into" a pool that never turns back into "points")");
}

TEST_CASE("all that is wrong is told in one go, in the order of the text") {
    auto const read = document::read_program(
        with_rules("{\"rule\":\"returns\",\"days\":\"x\",\"day\":1},\n"
                   "{\"rule\":\"tiers\",\"name\":7,\"measures\":[{\"kind\":\"spend\"}],\"tiers\":[]},\n"
                   "{\"rule\":\"reward\"}"));
    std::string told;
    for (document::problem const& p : read.problems)
        told +=
            std::to_string(static_cast<int>(p.code)) + ' ' + p.pointer + ' ' + std::to_string(p.line) + '\n';
    CHECK(told ==
          "606 /versions/0/rules/0/days 1\n"
          "604 /versions/0/rules/0/day 1\n"
          "606 /versions/0/rules/1/name 2\n"
          "607 /versions/0/rules/1/measures/0/kind 2\n"
          "605 /versions/0/rules/2 3\n"
          "605 /versions/0/rules/2 3\n"
          "605 /versions/0/rules/2 3\n");
    CHECK(to_text(read.problems[1], "shop.json") ==
          "shop.json:1:142: /versions/0/rules/0/day: 604 there is no such key here\n"
          "  value: day\n  remedy: did you mean \"days\"?");
}

TEST_CASE("a mistake of form hides no mistake that another rule makes by itself") {
    auto const told = [](std::string const& text, document::limits const& most = {}) {
        std::string all;
        for (document::problem const& p : document::load_program(text, most).problems)
            all += std::to_string(static_cast<int>(p.code)) + ' ' + p.pointer + ' ' + std::to_string(p.line) +
                   ' ' + p.value + '\n';
        return all;
    };
    std::string const rules =
        "{\"rule\":\"tiers\",\"name\":7,\"measures\":[{}],\"tiers\":[]},\n"
        "{\"rule\":\"member_price\",\"tiers\":\"club\","
        "\"steps\":[{\"tier\":\"gold\",\"share\":\"150%\"}]},\n"
        "{\"rule\":\"reward\"},\n"
        "{\"rule\":\"accrual\",\"points\":\"p\",\"rate\":\"-1\"}";
    CHECK(told(with_rules(rules)) ==
          "606 /versions/0/rules/0/name 1 7\n"
          "605 /versions/0/rules/0/measures/0 1 \n"
          "505 /versions/0/rules/1/steps/0/share 2 \"150%\"\n"  // and not that nobody defines "club"
          "605 /versions/0/rules/2 3 \n"
          "605 /versions/0/rules/2 3 \n"
          "605 /versions/0/rules/2 3 \n"
          "506 /versions/0/rules/3/rate 4 \"-1\"\n");
    document::limits few;
    few.problems = 5;  // of which all are mistakes of form: there may be more of them
    CHECK(told(with_rules(rules), few).find("505") == std::string::npos);
    few.problems = 6;
    CHECK(told(with_rules(rules), few).find("505") != std::string::npos);
    // What all rules depend on has to be right first.
    std::string const twice = "{\"rule\":\"accrual\",\"points\":\"p\",\"rate\":\"-1\"}";
    std::string no_currency = with_rules(twice);
    no_currency.replace(no_currency.find("EUR"), 3, "EUX");
    CHECK(told(no_currency) == "105 /currency 1 \"EUX\"\n");
}

TEST_CASE("what does not go together is told at its own place in the rule, with what stands there") {
    auto const told = [](std::string const& rules) {
        std::string all;
        for (document::problem const& p : document::load_program(with_rules(rules)).problems)
            all += std::to_string(static_cast<int>(p.code)) + ' ' +
                   p.pointer.substr(std::string_view("/versions/0/rules").size()) + ' ' + p.value + '\n';
        return all;
    };
    CHECK(told(R"({"rule":"tiers","name":"club","measures":[{"kind":"net_spend"}],"tiers":[)"
               R"({"name":"silver","from":["900"]},{"name":"gold","from":["80.5"]},)"
               R"({"name":"gold","from":["1000"],"keep":["2000"]}]})") ==
          "502 /0/tiers/1/from/0 \"80.5\"\n"
          "520 /0/tiers/2/name \"gold\"\n"
          "523 /0/tiers/2/keep/0 \"2000\"\n");
    CHECK(told(R"({"rule":"offers","name":"all","list":[{"name":"a","share":"5%"},)"
               R"({"name":"b","share":"120%"},{"name":"c","amount":"-3"},{"name":"d","share":"1.3"},)"
               R"({"name":"a","share":"1%"},{"name":"e","share":"1%","stack":"none"},)"
               R"({"name":"f","amount":"1","per":"unit","for_every":{"each":"10"}}]})") ==
          "505 /0/list/1/share \"120%\"\n"
          "506 /0/list/2/amount \"-3\"\n"
          "505 /0/list/3/share \"1.3\"\n"
          "507 /0/list/4/name \"a\"\n"
          "565 /0/list/5/stack \"none\"\n"
          "591 /0/list/6 \n");
    CHECK(told(R"({"rule":"offers","name":"all","list":[{"name":"a","share":"5%"}],)"
               R"("stacks":[{"name":"s"},{"name":"s"}]})") == "586 /0/stacks/1/name \"s\"\n");
    CHECK(told(R"({"rule":"accrual","points":"points","rate":"-1","living":{"days":0}},)"
               R"({"rule":"accrual","points":"points","rate":"1","living":{"days":3}},)"
               R"({"rule":"redemption","points":"points","worth":{"points":0,"money":"1"}})") ==
          "506 /0/rate \"-1\"\n"
          "512 /0/living/days 0\n"
          "507 /1 \n"
          "534 /2/worth/points 0\n");
    CHECK(told(R"({"rule":"ladder","name":"cash","measure":{"kind":"net_spend","within":{"kind":)"
               R"("rolling_days"}},"steps":[{"at":"20","award":"5"},{"at":"10","award":"3"}]})") ==
          "510 /0 \n"
          "202 /0/measure/within {...}\n"
          "502 /0/steps/1/at \"10\"\n");
}

namespace {

/// Returns: what is told of rules that do not go together: code, place, value and what would be right.
std::string told_of(std::string const& rules) {
    std::string all;
    for (document::problem const& p : document::load_program(with_rules(rules)).problems)
        all += std::to_string(static_cast<int>(p.code)) + ' ' +
               p.pointer.substr(std::string_view("/versions/0/rules").size()) + ' ' + p.value + " | " +
               p.remedy + '\n';
    return all;
}

}  // namespace

TEST_CASE("a name that leads nowhere is told at its key, with the one that was meant") {
    std::string const club = R"({"rule":"tiers","name":"club","measures":[{"kind":"net_spend"}],"tiers":[)"
                             R"({"name":"silver","from":["100"]},{"name":"gold","from":["300"]}]},)";
    CHECK(told_of(club + R"({"rule":"offers","name":"all","list":[)"
                         R"({"name":"a","share":"5%","tier":{"tiers":"club","tier":"glod"}},)"
                         R"({"name":"b","share":"5%","tier":{"tiers":"clubs","tier":"gold"}},)"
                         R"({"name":"c","share":"5%","tier":{"tiers":"club","tier":"platinum"}},)"
                         R"({"name":"d","share":"5%","tier":{"tiers":"club","tier":"gold"}}]})") ==
          "504 /1/list/0/tier/tier \"glod\" | did you mean \"gold\"?\n"
          "504 /1/list/1/tier/tiers \"clubs\" | did you mean \"club\"?\n"
          "504 /1/list/2/tier/tier \"platinum\" | one of silver, gold\n");
    CHECK(told_of(club + R"({"rule":"member_price","tiers":"club","steps":[{"tier":"silver","share":"1%"},)"
                         R"({"tier":"gld","share":"2%"}]})") ==
          "504 /1/steps/1/tier \"gld\" | did you mean \"gold\"?\n");
    CHECK(told_of(R"({"rule":"segment","name":"regulars","all":[{"on":{"on":["monday"]}}]},)"
                  R"({"rule":"offers","name":"all","list":[{"name":"a","share":"5%","segment":"regular"},)"
                  R"({"name":"b","share":"5%","not_in_segment":"new"},)"
                  R"({"name":"c","share":"5%","segment":"regulars"}]})") ==
          "567 /1/list/0/segment \"regular\" | did you mean \"regulars\"?\n"
          "567 /1/list/1/not_in_segment \"new\" | one of regulars\n");
    CHECK(told_of(R"({"rule":"offers","name":"all","list":[{"name":"a","share":"5%","segment":"new"}]})") ==
          "567 /0/list/0/segment \"new\" | the name of a rule \"segment\" of this version\n");
    CHECK(told_of(
              R"({"rule":"offers","name":"all","list":[{"name":"spring","share":"5%","not_with":["sprig"]},)"
              R"({"name":"b","amount":"5","from":{"least":"50"},"by_coupon":true}]},)"
              R"({"rule":"promotion","name":"sale","share":"5%"},)"
              R"({"rule":"margin_guard","name":"floor","of":"paid","least":"5%","giving_up":[)"
              R"({"name":"spring"},{"name":"sprint"},{"kind":"promotion","name":"spring"}]})") ==
          "566 /0/list/0/not_with/0 \"sprig\" | did you mean \"spring\"?\n"
          "566 /0/list/1/by_coupon true | a rule \"coupon\" for this offer\n"
          "566 /2/giving_up/1/name \"sprint\" | did you mean \"spring\"?\n"
          "566 /2/giving_up/2/name \"spring\" | one of sale\n");
    CHECK(told_of(R"({"rule":"accrual","points":"p","rate":"1","living":{"days":9}},)"
                  R"({"rule":"coupon","offer":"gone","points":"p"})") ==
          "589 /1  | \"by_coupon\": true in the offer, or \"by_allowance\"\n"
          "566 /1/offer \"gone\" | the name of an offer, or of a price, of this version\n");
}

TEST_CASE("a figure with more decimals than its unit is told at its key") {
    std::string const remedy = " | no more decimals than the currency, or the points, have\n";
    CHECK(
        told_of(
            R"({"rule":"offers","name":"all","list":[{"name":"a","amount":"2.505","from":{"least":"9.50"}},)"
            R"({"name":"b","share":"0.1234"},{"name":"c","share":"0.1234","from":{"least":"9.001"}}]})") ==
        "103 /0/list/0/amount \"2.505\"" + remedy + "103 /0/list/2/from/least \"9.001\"" + remedy);
    // Half a point: of money there might be one.
    CHECK(told_of(R"({"rule":"action_award","action":"review","points":"p","amount":"1.5"})") ==
          "103 /0/amount \"1.5\"" + remedy);
    // Which of the two is points, the texts do not say.
    CHECK(told_of(R"({"rule":"ladder","name":"l","points":"p","measure":{"kind":"net_spend"},)"
                  R"("steps":[{"at":"1.5","award":"2.5"}]})") == "103 /0 " + remedy);
}

TEST_CASE("an offer that gives nothing is told so") {
    CHECK(told_of(R"({"rule":"offers","name":"all","list":[{"name":"a"},{"name":"b","share":"5%"}]})") ==
          "593 /0/list/0  | \"share\", \"amount\", \"unit_price\", \"total_price\", \"gift\" or \"perk\" "
          "in the offer\n");
    CHECK(message(errc::gives_nothing) == "the offer gives nothing");
}

TEST_CASE("a number is told as the document has it, however large it is") {
    auto const value_of = [](std::string const& number) {
        auto const read = document::read_program(with_rules(R"({"rule":"returns","days":)" + number + '}'));
        return read.problems.size() == 1 ? read.problems[0].value : "none";
    };
    for (char const* const number :
         {"1e400", "-1E+400", "12345678901234567890123", "18446744073709551615", "1.50"})
        CHECK(value_of(number) == number);
    CHECK(value_of("1" + std::string(99, '0')) == "1" + std::string(59, '0') + "...");
    CHECK(value_of("\"1e400\"") == "\"1e400\"");
    // What making finds is told so too; a key that is not there has no value.
    CHECK(told_of(R"({"rule":"returns","days":-0})") == "512 /0/days -0 | one day or more\n");
    CHECK(document::read_program("1e400").problems.front().value == "1e400");
    CHECK(document::read_program("{\"a\":7}").problems.front().value != "7");
}

TEST_CASE("a document costs no more than its limits, whoever wrote it") {
    auto const code_of = [](std::string const& text, document::limits const& most = {}) {
        auto const read = document::read_program(text, most);
        REQUIRE(read.problems.size() >= 1);
        CHECK(read.problems.size() <= most.problems);
        return read.problems.front().code;
    };
    CHECK(code_of(std::string(1'000'000, '[')) == errc::document_too_large);
    CHECK(code_of(std::string(5'000'000, ' ')) == errc::document_too_large);
    CHECK(code_of('"' + std::string(4'000'000, 'a') + '"') == errc::wrong_type);
    CHECK(code_of("{\"" + std::string(1'000'000, 'a') + "\":1}") == errc::missing_key);
    CHECK(code_of("1e400") == errc::wrong_type);
    CHECK(code_of("\"\xC0\xAF\"") == errc::malformed_json);
    CHECK(code_of("\"\\ud800\"") == errc::malformed_json);
    CHECK(code_of(std::string("{\"a\":1\0}", 8)) == errc::malformed_json);
    std::string many = R"({"tessera":1,"name":"s","currency":"EUR","versions":[)";
    for (int i = 0; i < 100'000; ++i) many += "7,";
    many.back() = ']';
    auto const read = document::read_program(many + '}');
    CHECK(read.problems.size() == 100);
    std::string twice = "{\"a\":1";
    for (int i = 0; i < 100'000; ++i) twice += ",\"a\":1";
    CHECK(code_of(twice + '}') == errc::missing_key);
}

TEST_CASE(
    "a tag that stands twice, or for what has a meaning already, is told, and a version without number") {
    auto const told = [](std::string_view tags, std::string_view number = "1") {
        std::string all;
        auto const made = document::load_program(
            R"({"tessera":1,"name":"s","currency":"EUR","tags":[)" + std::string(tags) +
            R"(],"versions":[{"number":)" + std::string(number) + R"(,"from":"2020-01-01","rules":[]}]})");
        for (document::problem const& p : made.problems)
            all +=
                std::to_string(static_cast<int>(p.code)) + ' ' + p.pointer + ' ' + p.value + ' ' + p.remedy;
        return all;
    };
    std::string const once = R"(each tag once; "no_earn" and "no_member_price" are there anyway)";
    CHECK(told(R"("app","shop")").empty());
    CHECK(told(R"("app","app")") == R"(613 /tags/1 "app" )" + once);
    CHECK(told(R"("no_earn")") == R"(613 /tags/0 "no_earn" )" + once);
    CHECK(told(R"("")") == R"(535 /tags/0 "" a name of one letter or more)");
    CHECK(told("", "0") == "534 /versions/0/number  1 or more");
}

TEST_CASE("as many mistakes as fit into a document cost no more than telling the first ones") {
    // Were each of them looked up in the text, or held against the others, this would take long.
    auto const told = [](auto one, std::string const& before = "", std::string const& after = "") {
        std::string rules;
        for (int i = 0; i < 5'000; ++i) rules += std::string(i == 0 ? "" : ",\n") + one(std::to_string(i));
        auto const made = document::load_program(with_rules(before + rules + after));
        std::string const first = made.problems.front().pointer, last = made.problems.back().pointer;
        return std::to_string(made.problems.size()) + ' ' + first.substr(11) + ' ' + last.substr(11);
    };
    CHECK(told([](std::string const& name) {
              return R"({"rule":"accrual","points":"p","rate":"-1","name":")" + name + "\"}";
          }) == "100 /rules/0/rate /rules/99/rate");
    CHECK(told([](std::string const&) { return R"({"rule":"accrual","points":"p","rate":"1"})"; }) ==
          "100 /rules/1 /rules/100");
    CHECK(told([](std::string const&) { return R"({"name":"a","share":"120%"})"; },
               R"({"rule":"offers","name":"all","list":[)",
               "]}") == "100 /rules/0/list/0/share /rules/0/list/50/share");
}

TEST_CASE(
    "a program written is read again as it was, and in every order of its rules has one canonical form") {
    CHECK_PROPERTY("write, read, write", [] {
        document::program const what = document_tests::any_program();
        for (bool const spread : {false, true}) {
            std::string const text = document::write_program(what, spread);
            auto const again = document::read_program(text);
            if (!again) RC_FAIL(to_text(again.problems.front(), text));
            if (spread) RC_ASSERT(again.what == what);
            RC_ASSERT(document::write_program(again.what) == document::write_program(what));
            RC_ASSERT(document::fingerprint(again.what) == document::fingerprint(what));
        }
        document::program turned = what;
        for (document::version& one : turned.versions) std::reverse(one.rules.begin(), one.rules.end());
        RC_ASSERT(document::write_program(turned) == document::write_program(what));
    });
}

TEST_CASE("a text cut off or changed anywhere is read or told, and nothing in between") {
    CHECK_PROPERTY("broken texts", [] {
        std::string text = document::write_program(document_tests::any_program(), true);
        std::size_t const at = *rc::gen::inRange<std::size_t>(0, text.size());
        if (*rc::gen::arbitrary<bool>())
            text.resize(at);
        else
            text[at] = static_cast<char>(*rc::gen::inRange(0, 256));
        auto const read = document::read_program(text);
        for (document::problem const& p : read.problems) {
            RC_ASSERT(p.code != errc::ok);
            RC_ASSERT(p.line >= 1U);
            RC_ASSERT(p.column >= 1U);
        }
    });
}
