// SPDX-License-Identifier: BSL-1.0
#include <tessera/document/account.hpp>

#include "document/hostile.hpp"
#include "ledger/random_member.hpp"

using namespace ledger_tests;
using document_tests::places_of;
using document_tests::with;
using ledger_tests::points;
using enum posting_kind;

namespace {

document_tests::answer again(std::string_view text) {
    auto const read = document::read_account(text);
    if (!read) return {{}, read.problems};
    return {document::write_account(read.what.held, read.what.slots.view()), {}};
}

/// A member with something of every kind.
member busy_member() {
    member m;
    auto const post = [&](std::vector<posting> const& postings) { REQUIRE(m.post(postings) == errc::ok); };
    posting const until{.amount = 1'767'225'600, .tag = 7, .slot = {points}, .kind = hold};
    post({of(tally, spend, 100'00), of(tally, spend, 30'00, today + 365), of(tally, visits, 1, today, {}, 5),
          of(raise, best, 80'00), of(postpone, visits, 2, date::never(), today + 14, 6)});
    post({of(issue, points, 120, today + 365), of(issue, points, 30, today + 400, today + 2, 9), until,
          of(reserve, points, 20, today + 365), of(issue, miles, 5, today), of(expire, miles, 5, today)});
    post({of(issue, credit, 5'00),
          of(owe, points, 3),
          of(tally, rest, 4),
          to_level(club, 2),
          {.amount = 0, .expires = today + 90, .tag = 3, .slot = {guests}, .kind = status, .level = 1}});
    return m;
}

constexpr std::string_view chart_text =
    R"({"tessera":1,"document":"account","chart":[{"name":"1","kind":"sum","cell":0},)"
    R"({"name":"2","kind":"sum","cell":1},{"name":"3","kind":"peak","cell":2},)"
    R"({"name":"4","kind":"pool","debt_cell":5},)"
    R"({"name":"5","kind":"pool","remembered_days":30,"debt_cell":6},)"
    R"({"name":"6","kind":"pool","lasting":true,"cell":3,"debt_cell":7},)"
    R"({"name":"7","kind":"remainder","denominator":7,"cell":4},)"
    R"({"name":"8","kind":"level"},{"name":"9","kind":"level"}],)";

std::string busy_text() {
    return std::string(chart_text) +
           R"("version":3,"at":"1970-01-01T00:00:00Z","sequence":"3",)"
           R"("amounts":[{"slot":0,"amount":13000},{"slot":1,"amount":1},{"slot":2,"amount":8000},)"
           R"({"slot":5,"amount":500},{"slot":6,"amount":4}],)"
           R"("debts":[{"slot":3,"amount":3}],)"
           R"("parts":[{"slot":0,"amount":3000,"expires":"2027-01-01"},)"
           R"({"slot":1,"amount":1,"expires":"2026-01-01","tag":"5"}],)"
           R"("postponed":[{"slot":1,"amount":2,"opens":"2026-01-15","tag":"6"}],)"
           R"("lots":[{"slot":3,"amount":100,"expires":"2027-01-01"},)"
           R"({"slot":3,"amount":30,"expires":"2027-02-05","opens":"2026-01-03","tag":"9"}],)"
           R"("lapsed":[{"slot":4,"amount":5,"expires":"2026-01-01"}],)"
           R"("held":[{"hold":"7","until":"2026-01-01T00:00:00Z","slot":3,"amount":20,)"
           R"("expires":"2027-01-01"}],)"
           R"("levels":[{"slot":7,"level":2,"since":"2026-01-01"},)"
           R"({"slot":8,"set":1,"locked":true,"set_until":"2026-04-01"}]})";
}

}  // namespace

TEST_CASE("account document: what an account holds, slot by slot") {
    CHECK(document::write_account(busy_member().held, slots) == busy_text());
    CHECK(document::write_account({}, slots) == std::string(chart_text) + R"("version":0})");
}

TEST_CASE("account document: read, an account is what it was, and its chart too") {
    member const m = busy_member();
    auto const read = document::read_account(busy_text());
    REQUIRE(read);
    CHECK(bytes_of(read.what.held) == bytes_of(m.held));
    CHECK(read.what.held.due() == m.held.due());
    CHECK(read.what.slots.view().extends(slots));
    CHECK(slots.extends(read.what.slots.view()));
}

TEST_CASE("account document: any account survives") {
    CHECK_PROPERTY("the same account, the same text", [] {
        member const m = random_member();
        std::string const text = document::write_account(m.held, slots);
        auto const read = document::read_account(text);
        RC_ASSERT(read.problems.empty());
        RC_ASSERT(bytes_of(read.what.held) == bytes_of(m.held));
        RC_ASSERT(document::write_account(read.what.held, read.what.slots.view()) == text);
    });
}

TEST_CASE("account document: days and times without a calendar, and amounts above 53 bits") {
    member m;
    posting const for_ever{.amount = INT64_MAX, .tag = UINT64_MAX, .slot = {points}, .kind = hold};
    posting const odd{.amount = INT64_MIN + 1, .tag = 1, .slot = {points}, .kind = hold};
    REQUIRE(
        m.post({of(issue, points, most / 2, date{INT32_MAX - 1}), of(issue, points, 3, date::min()), for_ever,
                of(reserve, points, 1, date::min()), odd, of(reserve, points, 1, date::min())}) == errc::ok);
    std::string const text = document::write_account(m.held, slots);
    CHECK(text.ends_with(
        R"("lots":[{"slot":3,"amount":1,"expires":"always"},)"
        R"({"slot":3,"amount":"4611686018427387903","expires":2147483646}],)"
        R"("held":[{"hold":"1","until":"-9223372036854775807","slot":3,"amount":1,"expires":"always"},)"
        R"({"hold":"18446744073709551615","until":"never","slot":3,"amount":1,"expires":"always"}]})"));
    document_tests::check_hostile(text, again);
}

TEST_CASE("account document: what no journal leaves is told, all of it, with its place") {
    std::string text = busy_text();
    text = with(text, R"("slot":3,"amount":3}])", R"("slot":3,"amount":-3}])");
    text = with(text, R"({"slot":8,"set")", R"({"slot":9,"set")");
    text = with(text, R"("slot":3,"amount":100,"expires":"2027-01-01")", R"("slot":3,"amount":1)");
    auto const place = [&](std::string_view row) { return "1:" + std::to_string(text.find(row) + 1); };
    CHECK(places_of(document::read_account(text).problems) ==
          place(R"({"slot":3,"amount":-3})") + " /debts/0 614\n" + place(R"({"slot":3,"amount":30,)") +
              " /lots/1 613\n" + place(R"({"slot":9,"set")") + " /levels/1 305\n");
}

TEST_CASE("account document: each fault has its code") {
    auto const told = [](std::string_view what, std::string_view other) {
        return document_tests::faults_of(with(busy_text(), what, other), again);
    };
    CHECK(told(R"("tessera":1)", R"("tessera":2)") == "/tessera 611\n");
    CHECK(told(R"("account")", R"("journal")") == "/document 607\n");
    CHECK(told(R"("kind":"peak")", R"("kind":"peek")") == "/chart/2/kind 607\n");
    CHECK(told(R"("kind":"peak")", R"("kind":"pool")") == "/chart/2 612\n");
    CHECK(told(R"("cell":1)", R"("cell":0)") == "/chart 612\n");
    CHECK(told(R"("cell":1)", R"("cell":18)") == "/chart/1 612\n");
    CHECK(told(R"("denominator":7)", R"("denominator":0)") == "/chart/6 612\n");
    CHECK(told(R"("remembered_days":30)", R"("remembered_days":-1)") == "/chart/4 612\n");
    CHECK(told(R"("amount":13000)", R"("amount":1e400)") == "/amounts/0/amount 606\n");
    CHECK(told(R"("amount":13000)", R"("amount":13.5)") == "/amounts/0/amount 606\n");
    CHECK(told(R"("amount":13000)", R"("amount":9223372036854775808)") == "/amounts/0/amount 608\n");
    CHECK(told(R"("amount":13000)", R"("amount":"13000")") == "/amounts/0/amount 606\n");
    CHECK(told(R"("amount":13000)", R"("amount":1,"amount":2)") == "/amounts/0/amount 603\n");
    CHECK(told(R"("amount":13000)", R"("amuont":13000)") == "/amounts/0 605\n/amounts/0/amuont 604\n");
    CHECK(told(R"("slot":0,"amount":13000)", R"("slot":65536,"amount":13000)") == "/amounts/0/slot 608\n");
    CHECK(told(R"("tag":"5")", R"("tag":5)") == "/parts/1/tag 606\n");
    CHECK(told(R"("tag":"5")", R"("tag":"-5")") == "/parts/1/tag 608\n");
    CHECK(told(R"("tag":"5")", R"("tag":"18446744073709551616")") == "/parts/1/tag 608\n");
    CHECK(told(R"("2026-01-15")", R"("2026-02-30")") == "/postponed/0/opens 201\n");
    CHECK(told(R"("hold":"7")", R"("hold":"\uD800")") == " 601\n");
    CHECK(told(R"("hold":"7")", "\"hold\":\"\xC3\x28\"") == " 601\n");
}

TEST_CASE("account document: broken and hostile texts are told about") {
    document_tests::check_hostile(busy_text(), again);
    CHECK(document_tests::told_well(again(std::string(100'000, '[')).told));
    CHECK(document_tests::told_well(again(R"({"tessera":)" + std::string(40, '[')).told));
    CHECK(places_of(document::read_account(busy_text(), {.bytes = 100}).problems) == "1:101  602\n");
}
