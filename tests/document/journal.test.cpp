// SPDX-License-Identifier: BSL-1.0
#include <tessera/document/journal.hpp>

#include "document/hostile.hpp"
#include "ledger/random_member.hpp"

using namespace ledger_tests;
using document_tests::places_of;
using document_tests::with;
using ledger_tests::points;
using enum posting_kind;

namespace {

document_tests::answer again(std::string_view text) {
    auto const read = document::read_journal(text);
    if (!read) return {{}, read.problems};
    return {document::write_journal(read.what.entries, read.what.slots.view()), {}};
}

std::vector<std::uint8_t> bytes_of(journal const& entries) {
    canonical_bytes out;
    for (std::size_t i = 0; i < entries.size(); ++i) encode(out, entries[i]);
    return out.bytes();
}

/// A sum and a pool, so that a person can read the header.
constexpr auto small_table = [] {
    constexpr std::array<slot, 3> two{{{.name = 1, .kind = slot_kind::sum},
                                       {.name = 2, .kind = slot_kind::pool, .decimals = 2, .remembered = 90},
                                       {.name = 3, .kind = slot_kind::level}}};
    chart_table<3> t;
    static_cast<void>(t.append(two));
    return t;
}();

journal small_journal() {
    journal entries;
    std::vector<posting> const bought{{.amount = 2000, .slot = {0}, .kind = tally},
                                      {.amount = 20,
                                       .expires = today + 365,
                                       .opens = today + 14,
                                       .tag = 7,
                                       .rule = {5},
                                       .slot = {1},
                                       .kind = issue},
                                      {.opens = today, .slot = {2}, .kind = status, .level = 1}};
    std::vector<posting> const kept{
        {.amount = 1'767'225'600, .tag = 9, .slot = {1}, .kind = hold},
        {.amount = 20,
         .expires = today + 365,
         .opens = today + 14,
         .tag = 7,
         .rule = {5},
         .slot = {1},
         .kind = reserve},
        {.expires = today + 90, .tag = 3, .slot = {2}, .kind = status, .level = 2}};
    entries.append({{1001}, {{1'767'225'600}, 1}, {0}, {1}, bought});
    entries.append({{1002}, {{1'767'225'599}, 2}, {1}, {1}, kept, true});
    return entries;
}

constexpr std::string_view small_text =
    R"({"tessera":1,"document":"journal","chart":[{"name":"1","kind":"sum","cell":0},)"
    R"({"name":"2","kind":"pool","decimals":2,"remembered_days":90,"debt_cell":1},)"
    R"({"name":"3","kind":"level"}]})"
    "\n"
    R"({"fact":"1001","at":"2026-01-01T00:00:00Z","sequence":"1","saw":0,"program":1,"postings":[)"
    R"({"post":"tally","slot":0,"amount":2000},)"
    R"({"post":"issue","slot":1,"amount":20,"expires":"2027-01-01","opens":"2026-01-15","tag":"7","rule":5},)"
    R"({"post":"status","slot":2,"level":1,"opens":"2026-01-01"}]})"
    "\n"
    R"({"fact":"1002","at":"2025-12-31T23:59:59Z","sequence":"2","saw":1,"program":1,"merges":true,)"
    R"("postings":[)"
    R"({"post":"hold","slot":1,"hold":"9","until":"2026-01-01T00:00:00Z"},)"
    R"({"post":"reserve","slot":1,"amount":20,"expires":"2027-01-01","opens":"2026-01-15","tag":"7",)"
    R"("rule":5},)"
    R"({"post":"status","slot":2,"part":"exactly","level":2,"expires":"2026-04-01"}]})"
    "\n";

}  // namespace

TEST_CASE("journal document: the chart, and a line for each entry") {
    CHECK(document::write_journal(small_journal(), small_table.view()) == small_text);
    auto const read = document::read_journal(small_text);
    REQUIRE(read);
    CHECK(bytes_of(read.what.entries) == bytes_of(small_journal()));
    CHECK(fold(read.what.entries, read.what.slots.view()).has_value());
}

TEST_CASE("journal document: any journal survives, and folds to the same account") {
    CHECK_PROPERTY("the same entries, the same account", [] {
        member const m = random_member();
        std::string const text = document::write_journal(m.history, slots);
        auto const read = document::read_journal(text);
        RC_ASSERT(read.problems.empty());
        RC_ASSERT(bytes_of(read.what.entries) == bytes_of(m.history));
        RC_ASSERT(document::write_journal(read.what.entries, read.what.slots.view()) == text);
        auto const folded = fold(read.what.entries, read.what.slots.view());
        RC_ASSERT(folded.has_value());
        RC_ASSERT(ledger_tests::bytes_of(*folded) == ledger_tests::bytes_of(m.held));
    });
}

TEST_CASE("journal document: line ends, blank lines, a byte order mark, a last line without an end") {
    std::string text = "\xEF\xBB\xBF\r\n";
    for (char const c : small_text) text += c == '\n' ? std::string("\r\n \t\r\n") : std::string(1, c);
    CHECK(again(text).text == small_text);
    CHECK(again(small_text.substr(0, small_text.size() - 1)).text == small_text);
}

TEST_CASE("journal document: what is wrong is told with its line") {
    std::string text(small_text);
    text = with(text, R"("post":"tally","slot":0)", R"("post":"tally","slot":3)");
    text = with(text, R"("post":"reserve","slot":1)", R"("post":"reserved","slot":65535)");
    text = with(text, R"("part":"exactly")", R"("tag":"3")");
    CHECK(places_of(document::read_journal(text).problems) ==
          "2:114 /postings/0/slot 305\n"
          "3:180 /postings/1/post 607\n"
          "3:198 /postings/1/slot 305\n"
          "3:306 /postings/2/tag 604\n");
    CHECK(document::read_journal(text).problems[1].remedy == "did you mean \"reserve\"?");
    CHECK(document::read_journal(text).what.entries.size() == 0);
}

TEST_CASE("journal document: without its chart nothing is read, and no more is told than asked") {
    CHECK(places_of(document::read_journal("").problems) == "1:1  601\n");
    CHECK(places_of(document::read_journal("\n\n{}\n{}\n").problems) == "3:1  605\n3:1  605\n3:1  605\n");
    std::string const header(small_text.substr(0, small_text.find('\n') + 1));
    CHECK(document::read_journal(header + "[]\n[]\n[]\n", {.problems = 2}).problems.size() == 2);
    CHECK(places_of(document::read_journal(header + "{\n", {}).problems) == "2:2  601\n");
    CHECK(document::read_journal(header).what.entries.size() == 0);
}

TEST_CASE("journal document: broken and hostile texts are told about") {
    document_tests::check_hostile(std::string(small_text), again);
}
