// SPDX-License-Identifier: BSL-1.0
#include <cstdlib>
#include <fstream>
#include <iterator>
#include <string>

#include "document/manual.hpp"
#include "document/stored_manual.hpp"
#include "support/catch.hpp"

/// What is published of the format is what the library reads. With TESSERA_WRITE_PAGES set, a test writes its
/// page anew and fails, so that the change is looked at.

using namespace tessera;

namespace {

std::string const folder = std::string(TESSERA_SOURCE_DIR) + "/docs/reference/";

std::string content_of(std::string const& name) {
    std::ifstream file(folder + name, std::ios::binary);
    return {std::istreambuf_iterator<char>(file), std::istreambuf_iterator<char>()};
}
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

}  // namespace

TEST_CASE("the schema published is that of the library") {
    CHECK(is_published("program.schema.json", document::program_schema()));
}

TEST_CASE("the page about program documents has every key") {
    check_tables("program-document.md", document_tests::tables());
}

TEST_CASE("the page about what hosts store has every key") {
    check_tables("documents.md", document_tests::stored_tables());
}
