// SPDX-License-Identifier: BSL-1.0
#include <tessera/document/event.hpp>

#include "document/hostile.hpp"
#include "document/random_fact.hpp"

using namespace document_tests;
using document::good_lines;

namespace {

std::string written(document::event const& e) {
    return document::write_event(e.fact.what, e.source, e.id, e.member);
}

answer again(std::string_view text) {
    any_host host;
    auto const read = document::read_events(text, host.rows());
    if (!read) return {{}, read.problems};
    std::string all;
    for (document::event const& e : read.what) all += written(e);
    return {all, {}};
}

constexpr std::string_view order_line =
    R"({"specversion":"1.0","id":"A-17","source":"/tills/3","type":"org.tessera.order","subject":"42",)"
    R"("time":"2026-01-01T08:26:00Z","data":{"tessera":1,"sequence":"7","day":"2026-01-01",)"
    R"("lines":[{"list_minor":1990}]}})"
    "\n";
constexpr std::string_view day_line =
    R"({"specversion":"1.0","id":"A-18","source":"/tills/3","type":"org.tessera.day_passes","subject":"42",)"
    R"("time":"2026-01-02T00:00:00Z","data":{"tessera":1,"day":"2026-01-02"}})"
    "\n";

/// Returns: the ids of the events that are read.
std::string ids_of(std::vector<document::event> const& events) {
    std::string ids;
    for (document::event const& e : events) ids += e.id + ' ';
    return ids;
}

}  // namespace

TEST_CASE("event: a fact of a member, on one line") {
    std::vector<line> const lines{{.list_minor = 1990}};
    fact_id const id = document::event_fact("/tills/3", "A-17");
    order const bought{{id, {{1'767'255'960}, 7}, date_of(2026, 1, 1)}, {lines}};
    CHECK(document::write_event(bought, "/tills/3", "A-17", {42}) == order_line);
    auto const read = document::read_events(order_line);
    REQUIRE(read);
    REQUIRE(read.what.size() == 1);
    document::event const& e = read.what[0];
    CHECK((e.source == "/tills/3" && e.id == "A-17" && e.member == member_id{42}));
    CHECK(same_fact(e.fact.what, bought));
}

TEST_CASE("event: source and id make the number of the fact") {
    CHECK(document::event_fact("/tills/3", "A-17").value == name_hash("/tills/3\nA-17"));
    CHECK(document::event_fact("a", "bc") != document::event_fact("ab", "c"));
    CHECK(document::event_fact("", "") == fact_id{name_hash("\n")});
}

TEST_CASE("event: any fact survives") {
    std::size_t const kind = GENERATE(range(std::size_t{0}, std::variant_size_v<any_fact>));
    INFO("kind " << kind);
    CHECK_PROPERTY("the same line", [kind] {
        any_host host;
        document::event e;
        make_fact(kind, e.fact, host);
        auto const name = rc::gen::nonEmpty(rc::gen::container<std::string>(rc::gen::inRange(' ', '~')));
        e.source = *name;
        e.id = *name;
        e.member = any_id<member_id>();
        std::visit([&](auto& fact) { fact.head.id = document::event_fact(e.source, e.id); }, e.fact.what);
        std::string const text = written(e);
        auto const read = document::read_events(text, host.rows());
        RC_ASSERT(read.problems.empty());
        RC_ASSERT(same_fact(read.what.at(0).fact.what, e.fact.what));
        RC_ASSERT(written(read.what[0]) == text);
    });
}

TEST_CASE("event: line ends, blank lines, a byte order mark, a last line without an end, none at all") {
    std::string const text = "\xEF\xBB\xBF\n" + with(std::string(order_line), "\n", "\r\n") + " \t\r\n\n" +
                             std::string(day_line.substr(0, day_line.size() - 1));
    CHECK(again(text).text == std::string(order_line) + std::string(day_line));
    CHECK(document::read_events("").what.empty());
    CHECK(document::read_events(""));
}

TEST_CASE(
    "event: an attribute that nobody knows, an offset, a content type and decimals of seconds may be there") {
    std::string text = with(std::string(order_line), R"("data":)",
                            R"("datacontenttype":"application/json","traceparent":"00-1","data":)");
    text = with(text, "2026-01-01T08:26:00Z", "2026-01-01T09:26:00.123+01:00");
    CHECK(again(text).text == order_line);
}

TEST_CASE("event: a bad line is told with its number; the others are kept where that is asked for") {
    std::string const text = std::string(order_line) + "\n{\"specversion\":\n" + std::string(day_line) +
                             with(std::string(day_line), R"("day":"2026-01-02")", R"("day":"yesterday")");
    auto const given_up = document::read_events(text);
    CHECK(places_of(given_up.problems) == "3:16  601\n5:157 /data/day 206\n");
    CHECK(given_up.what.empty());
    auto const kept = document::read_events(text, {}, good_lines::kept);
    CHECK(kept.problems == given_up.problems);
    CHECK(ids_of(kept.what) == "A-17 A-18 ");
    std::string const many = "1\n2\n3\n" + std::string(order_line);
    CHECK(document::read_events(many, {}, good_lines::given_up, {.problems = 2}).problems.size() == 2);
    auto const few_told = document::read_events(many, {}, good_lines::kept, {.problems = 2});
    CHECK((few_told.problems.size() == 2 && few_told.what.size() == 1));
    std::string const long_line = with(std::string(order_line), "A-17", std::string(1'000, 'A'));
    auto const cut =
        document::read_events(long_line + std::string(day_line), {}, good_lines::kept, {.bytes = 900});
    CHECK((places_of(cut.problems) == "1:901  602\n" && ids_of(cut.what) == "A-18 "));
}

TEST_CASE("event: each fault has its code") {
    auto const told = [](std::string_view what, std::string_view other) {
        return faults_of(with(std::string(order_line), what, other), again);
    };
    CHECK(told(R"("1.0")", R"("0.3")") == "/specversion 611\n");
    CHECK(told(R"("1.0")", "1.0") == "/specversion 606\n");
    CHECK(told(R"("specversion":"1.0",)", "") == " 605\n");
    CHECK(told(R"("id":"A-17")", R"("id":"")") == "/id 606\n");
    CHECK(told(R"("id":"A-17")", R"("id":"A\n17")") == "/id 606\n");
    CHECK(told(R"("source":"/tills/3")", R"("source":"")") == "/source 606\n");
    CHECK(told(R"("source":"/tills/3",)", "") == " 605\n");
    CHECK(told("org.tessera.order", "org.tessera.ordr") == "/type 607\n");
    CHECK(told("org.tessera.order", "com.example.order") == "/type 607\n");
    CHECK(told("org.tessera.order", "ore") == "/type 607\n");
    CHECK(told(R"("subject":"42")", R"("subject":"Ann")") == "/subject 608\n");
    CHECK(told(R"("subject":"42",)", "") == " 605\n");
    CHECK(told("08:26:00Z", "08:26:00") == "/time 206\n");
    CHECK(told(R"("data":{)", R"("datacontenttype":"text/xml","data":{)") == "/datacontenttype 607\n");
    CHECK(told(R"("data":{)", R"("data_base64":"","dat":{)") == " 605\n");
    CHECK(told(R"("data":{)", R"("dat":0,"data":[{)") == " 601\n");
    CHECK(told(R"({"tessera":1)", R"({"tessera":2)") == "/data/tessera 611\n");
    CHECK(told(R"({"tessera":1,)", R"({)") == "/data 605\n");
    CHECK(told(R"({"tessera":1,)", R"({"tessera":1,"id":"5",)") == "/data/id 604\n");
    CHECK(told(R"("list_minor":1990)", R"("list":1990)") == "/data/lines/0 605\n/data/lines/0/list 604\n");
    CHECK(faults_of("7\n", again) == " 606\n");
}

TEST_CASE("event: all that is wrong with a line is told in one go, with the nearest type") {
    std::string line = with(std::string(order_line), R"("1.0")", R"("0.3")");
    line = with(line, R"("id":"A-17")", R"("id":"")");
    line = with(line, R"("subject":"42")", R"("subject":"Ann")");
    line = with(line, "08:26:00Z", "8:26");
    line = with(line, R"("list_minor":1990)", R"("list_minor":19.9,"quantty":2)");
    CHECK(faults_of(line, again) ==
          "/specversion 611\n/id 606\n/subject 608\n/time 206\n/data/lines/0/list_minor 606\n"
          "/data/lines/0/quantty 604\n");
    auto const type =
        document::read_events(with(std::string(order_line), "org.tessera.order", "org.tessera.ordr"));
    REQUIRE(type.problems.size() == 1);
    CHECK(type.problems[0].remedy == "did you mean \"org.tessera.order\"?");
}

TEST_CASE("event: broken and hostile texts are told about") {
    check_hostile(std::string(order_line) + std::string(day_line), again);
}
