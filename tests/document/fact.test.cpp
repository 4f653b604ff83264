// SPDX-License-Identifier: BSL-1.0
#include <tessera/document/fact.hpp>

#include "document/hostile.hpp"
#include "document/random_fact.hpp"

using namespace document_tests;

namespace {

answer again(std::string_view text) {
    any_host host;
    auto const read = document::read_fact(text, host.rows());
    if (!read) return {{}, read.problems};
    return {document::write_fact(read.what.what), {}};
}

fact_head const head{{1001}, {{1'767'255'960}, 7}, date_of(2026, 1, 1), date_of(2025, 3, 4)};
constexpr std::string_view head_text =
    R"("tessera":1,"document":"fact","id":"1001","at":"2026-01-01T08:26:00Z","sequence":"7",)"
    R"("day":"2026-01-01","joined":"2025-03-04")";

/// Returns: a text of a fact of that kind, with the head above.
std::string text_of(std::string_view kind, std::string_view rest) {
    return R"({"fact":")" + std::string(kind) + R"(",)" + std::string(head_text) + std::string(rest) + '}';
}
constexpr std::string_view order_rest =
    R"(,"lines":[{"sku":"12","category":"3","tags":[0,17],"number":1,"quantity":2,"list_minor":1990,)"
    R"("promotion_minor":190,"tax_minor":287},{"list_minor":500}],"shipping_minor":490,)"
    R"("wishes":[{"rule":5},{"rule":6,"points":100,"hold":"9"}],"stored_value_minor":1000,"tags":[16])";

/// One fact of every kind with what it reads as.
std::vector<std::pair<std::string, any_fact>> one_of_each(receipt const& paper, account const& gone) {
    static std::vector<line> const lines{{{12}, {3}, no_earn | host_tag << 1, 1, 2, 1990, 190, 287},
                                         {.list_minor = 500}};
    static std::vector<redemption_wish> const wishes{{{5}, every_point, {}}, {{6}, 100, {9}}};
    static std::vector<returned_line> const goods{{1, 1, 0}, {2, 0, 250}};
    static std::vector<lot> const lots{{{date_of(2027, 1, 1), date::min(), 8}, 50}};
    return {
        {text_of("order", order_rest), order{head, {lines, 490}, wishes, 1000, host_tag}},
        {text_of("item_return",
                 R"(,"lines":[{"sku":"12","category":"3","tags":[0,17],"number":1,"quantity":2,)"
                 R"("list_minor":1990,"promotion_minor":190,"tax_minor":287},{"list_minor":500}])"),
         item_return{head, lines}},
        {text_of("receipt_return",
                 R"(,"order":"44","lines":[{"number":1,"quantity":1},{"number":2,"list_minor":250}])"),
         receipt_return{head, &paper, goods}},
        {text_of("receipt_return", R"(,"order":"44")"), receipt_return{head, &paper, {}}},
        {text_of("receipt_return", R"(,"order":"44","gifts":true)"), receipt_return{head, &paper, {}, true}},
        {text_of("order_progress", R"(,"order":"44","reached":"return_window_over")"),
         order_progress{head, {44}, progress::return_window_over}},
        {text_of("day_passes", ""), day_passes{head}},
        {text_of("action", R"(,"action":"77","claim":"3","amount":10,"lot":{"expires":"2027-01-01"},)"
                           R"("lot_is_named":false,"until":"2026-06-01","born":"1990-02-28","order":"44")"),
         action{head,
                {77},
                3,
                10,
                {date_of(2027, 1, 1)},
                false,
                date_of(2026, 6, 1),
                date_of(1990, 2, 28),
                {44}}},
        {text_of("reserve", R"(,"rule":5,"hold":"9","points":100,"until":"2026-01-01T08:56:00Z")"),
         reserve{head, {5}, {9}, 100, {1'767'257'760}}},
        {text_of("capture", R"(,"rule":5,"hold":"9","spent":true)"),
         capture{head, {5}, {9}, every_point, true}},
        {text_of("release", R"(,"rule":5,"hold":"9")"), release{head, {5}, {9}}},
        {text_of("claim", R"(,"rule":5,"times":2)"), claim{head, {5}, 2}},
        {text_of("send_points", R"(,"rule":5,"points":40,"sent":true)"), send_points{head, {5}, 40, true}},
        {text_of("receive_points", R"(,"rule":5,"lots":[{"amount":50,"expires":"2027-01-01","tag":"8"}])"),
         receive_points{head, {5}, lots}},
        {text_of("join_account", R"(,"other":"45")"), join_account{head, {45}, &gone}},
        {text_of("compensate", R"(,"rule":5,"order":"44","number":2,"wish_minor":100)"),
         compensate{head, {5}, &paper, 2, 100}},
        {text_of("compensate", R"(,"rule":5,"order":"44")"), compensate{head, {5}, &paper}},
    };
}

}  // namespace

TEST_CASE("fact document: every kind, as a person reads it") {
    receipt paper;
    paper.order = {44};
    account const gone;
    document::host_rows const rows{[&](fact_id order) { return order == paper.order ? &paper : nullptr; },
                                   [&](member_id who) { return who == member_id{45} ? &gone : nullptr; }};
    for (auto const& [text, what] : one_of_each(paper, gone)) {
        INFO(text);
        CHECK(document::write_fact(what) == text);
        auto const read = document::read_fact(text, rows);
        REQUIRE(read);
        CHECK(same_fact(read.what.what, what));
        CHECK(document::write_fact(read.what.what) == text);
    }
}

TEST_CASE("fact document: a fact that has been read may move") {
    auto read = document::read_fact(text_of("order", order_rest));
    REQUIRE(read);
    document::stored_fact const moved = std::move(read.what);
    CHECK(document::write_fact(moved.what) == text_of("order", order_rest));
}

TEST_CASE("fact document: any fact survives") {
    std::size_t const kind = GENERATE(range(std::size_t{0}, std::variant_size_v<any_fact>));
    INFO("kind " << kind);
    CHECK_PROPERTY("the same fact, the same text", [kind] {
        any_host host;
        document::stored_fact made;
        make_fact(kind, made, host);
        std::string const text = document::write_fact(made.what);
        auto const read = document::read_fact(text, host.rows());
        RC_ASSERT(read.problems.empty());
        RC_ASSERT(same_fact(read.what.what, made.what));
        RC_ASSERT(document::write_fact(read.what.what) == text);
    });
}

TEST_CASE("fact document: what it refers to must be at hand") {
    auto const told = [](std::string const& text, document::host_rows const& rows) {
        return faults_of(
            text, [&](std::string const& t) { return answer{{}, document::read_fact(t, rows).problems}; });
    };
    std::string const returned = text_of("receipt_return", R"(,"order":"44")");
    std::string const joined = text_of("join_account", R"(,"other":"45")");
    document::host_rows const nothing{[](fact_id) { return nullptr; }, [](member_id) { return nullptr; }};
    for (auto const& rows : {nothing, document::host_rows{}}) {
        CHECK(told(returned, rows) == "/order 615\n");
        CHECK(told(joined, rows) == "/other 616\n");
        CHECK(told(text_of("compensate", R"(,"rule":5,"order":"44")"), rows) == "/order 615\n");
    }
}

TEST_CASE("fact document: each fault has its code") {
    auto const told = [](std::string_view what, std::string_view other) {
        return faults_of(with(text_of("order", order_rest), what, other), again);
    };
    CHECK(told(R"("fact":"order")", R"("fact":"ordr")") == "/fact 607\n");
    CHECK(told(R"("fact":"order",)", "") == " 605\n");
    CHECK(told(R"("tessera":1)", R"("tessera":0)") == "/tessera 611\n");
    CHECK(told(R"("tessera":1,)", "") == " 605\n");
    CHECK(told(R"("document":"fact")", R"("document":"receipt")") == "/document 607\n");
    CHECK(told(R"("id":"1001")", R"("id":1001)") == "/id 606\n");
    CHECK(told(R"("id":"1001")", R"("id":"01001")") == "/id 608\n");
    CHECK(told(R"("id":"1001")", R"("id":"")") == "/id 608\n");
    CHECK(told(R"("at":"2026-01-01T08:26:00Z")", R"("at":"2026-01-01T08:26:00")") == "/at 206\n");
    CHECK(told(R"("at":"2026-01-01T08:26:00Z")", R"("at":0)") == "/at 606\n");
    CHECK(told(R"("day":"2026-01-01")", R"("day":20454)") == "/day 606\n");
    CHECK(told(R"("day":"2026-01-01")", R"("day":"2026-13-01")") == "/day 201\n");
    CHECK(told(R"("day":"2026-01-01")", R"("day":99999999999)") == "/day 608\n");
    CHECK(told(R"([0,17])", R"([0,64])") == "/lines/0/tags/1 608\n");
    CHECK(told(R"([0,17])", R"(["no_earn"])") == "/lines/0/tags/0 606\n");
    CHECK(told(R"("quantity":2)", R"("quantity":-2)") == "/lines/0/quantity 608\n");
    CHECK(told(R"("quantity":2)", R"("quantity":4294967296)") == "/lines/0/quantity 608\n");
    CHECK(told(R"({"list_minor":500})", "7") == "/lines/1 606\n");
    CHECK(told(R"({"list_minor":500})", "{}") == "/lines/1 605\n");
    CHECK(told(R"("hold":"9")", R"("hold":null)") == "/wishes/1/hold 606\n");
    CHECK(told(R"("shipping_minor":490)", R"("shipping_minor":"9007199254740991")") ==
          "/shipping_minor 606\n");
    CHECK(told(R"("shipping_minor":490)", R"("reached":"paid")") == "/reached 604\n");
    CHECK(told(R"("shipping_minor":490)", R"("shipping_minor":"9007199254740992")").empty());
}

TEST_CASE("fact document: broken and hostile texts are told about") {
    receipt paper;
    paper.order = {44};
    account const gone;
    for (auto const& [text, what] : one_of_each(paper, gone)) check_hostile(text, again);
}
