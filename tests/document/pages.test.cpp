// SPDX-License-Identifier: BSL-1.0
#include <cstdlib>
#include <fstream>
#include <iterator>
#include <sstream>
#include <string>

#include <tessera/document/account.hpp>
#include <tessera/document/cart.hpp>
#include <tessera/document/event.hpp>
#include <tessera/document/journal.hpp>

#include "document/manual.hpp"
#include "document/stored_manual.hpp"
#include "support/catch.hpp"

/// What is published of the format is what the library reads. With TESSERA_WRITE_PAGES set, a test writes its
/// page anew and fails, so that the change is looked at.

using namespace tessera;

namespace {

std::string const source = std::string(TESSERA_SOURCE_DIR) + '/', folder = source + "docs/reference/";

std::string text_of(std::string const& path) {
    std::ifstream file(path, std::ios::binary);
    return {std::istreambuf_iterator<char>(file), std::istreambuf_iterator<char>()};
}
std::string content_of(std::string const& name) { return text_of(folder + name); }
bool is_published(std::string const& name, std::string const& now) {
    if (content_of(name) == now) return true;
    if (std::getenv("TESSERA_WRITE_PAGES")) std::ofstream(folder + name, std::ios::binary) << now;
    return false;
}
/// Effects: checks that a page ends with those tables.
void check_tables(std::string const& name, std::string const& tables) {
    std::string const page = content_of(name), mark = "## All keys\n";
    std::size_t const at = page.find(mark);
    REQUIRE(at != std::string::npos);
    CHECK(is_published(name, page.substr(0, at + mark.size()) + tables));
}

/// Returns: the words of a choice, one after the other.
template <class Choice>
std::string words_of_all() {
    std::string all;
    for (auto const& word : document::words_of<Choice>) all += std::string(word.name) + ' ';
    return all;
}
/// Returns: the names of an enumeration whose numbers are stable, as its header has them.
std::string names_in(std::string const& header, std::string const& enumeration) {
    std::string const text = text_of(source + "include/tessera/ledger/" + header);
    std::size_t const begin = text.find("enum class " + enumeration + ' ');
    std::istringstream lines(text.substr(begin, text.find("};", begin) - begin));
    std::string all, line;
    while (std::getline(lines, line))
        if (std::size_t const at = line.find(" = "); at != std::string::npos && line.find("//") > at)
            all += line.substr(4, at - 4) + ' ';
    return all;
}

}  // namespace

TEST_CASE("what journals and decisions say has a word, every kind of it") {
    CHECK(words_of_all<reason_code>() == names_in("reason.hpp", "reason_code"));
    CHECK(words_of_all<posting_kind>() == names_in("posting.hpp", "posting_kind"));
    CHECK(words_of_all<status_part>() == names_in("level.hpp", "status_part"));
}

TEST_CASE("the schema published is that of the library") {
    CHECK(is_published("program.schema.json", document::program_schema()));
}

TEST_CASE("the schemas published of what hosts store are those of the library") {
    CHECK(is_published("account.schema.json", document::account_schema()));
    CHECK(is_published("cart.schema.json", document::cart_schema()));
    CHECK(is_published("decision.schema.json", document::decision_schema()));
    CHECK(is_published("event.schema.json", document::event_schema()));
    CHECK(is_published("fact.schema.json", document::fact_schema()));
    CHECK(is_published("journal.schema.json", document::journal_schema()));
    CHECK(is_published("receipt.schema.json", document::receipt_schema()));
}

TEST_CASE("the page about program documents has every key") {
    check_tables("program-document.md", document_tests::tables());
}

TEST_CASE("the page about what hosts store has every key") {
    check_tables("documents.md", document_tests::stored_tables());
}
