// SPDX-License-Identifier: BSL-1.0
#include <tessera/document/receipt.hpp>

#include "document/hostile.hpp"

using namespace tessera;
using namespace document_tests;

namespace {

answer again(std::string_view text) {
    auto const read = document::read_receipt(text);
    if (!read) return {{}, read.problems};
    return {document::write_receipt(read.what), {}};
}

/// A receipt in which no field has its usual value.
receipt full_receipt() {
    receipt r;
    date const ends = date_of(2027, 1, 1);
    lot_key const lot{ends, date_of(2026, 2, 1), 8};
    basis const list{price_stage::list, false, true, true, {{1}, {2}, host_tag, no_earn}};
    r.order = {UINT64_MAX};
    r.program = {3};
    r.day = date_of(2026, 1, 1);
    r.returns = 1;
    r.shipping_minor = 490;
    r.stored_value_minor = 100;
    r.totals = {10'00, 1'00, 50, 20, 3, no_earn};
    r.lines.push_back({{1}, {2}, no_earn, 1, 2, 6'00, 1'00, 50});
    r.lines.push_back({.number = 2, .list_minor = 4'00});
    r.adjustments.push_back({{11}, 0, list.lines, 9'00, 20});
    r.awards.push_back({{12}, {4}, {5}, 2, 0, 0, lot, 7, 8'80, list, 3, 1});
    r.caps.push_back({0, {6}, ends});
    r.tenders.push_back({{13}, {4}, false, lot, 9, 4});
    for (std::int64_t const weight : {3, 4, 5}) r.weights.push_back(weight);
    r.terms.push_back(
        {2, 100, 10, 5, {1, 50, list, true}, earned_per::line, rounding_scope::line, rounding::up});
    r.returned.push_back({1, 50});
    r.returned.push_back({0, 1'00});
    r.refunded_minor = 2'50;
    r.benefits.terms.push_back({{11}, benefit_return::lost, true, 490, 3'00});
    r.benefits.conditions.push_back({{11}, 1, 5'00, 2, 3, 4, true, true, true});
    for (std::int64_t const figure : {9, 5'00, 4'00}) r.benefits.figures.push_back(figure);
    r.compensated.push_back(0);
    r.compensated.push_back(2'00);
    return r;
}

constexpr std::string_view full_text =
    R"({"tessera":1,"document":"receipt","order":"18446744073709551615","program":3,"day":"2026-01-01",)"
    R"("returns":1,"shipping_minor":490,"stored_value_minor":100,"refunded_minor":250,)"
    R"("totals":{"list_minor":1000,"promotion_minor":100,"tax_minor":50,"member_minor":20,)"
    R"("quantity":3,"tags":[0]},)"
    R"("lines":[{"sku":"1","category":"2","tags":[0],"number":1,"quantity":2,"list_minor":600,)"
    R"("promotion_minor":100,"tax_minor":50},{"number":2,"list_minor":400}],)"
    R"("adjustments":[{"rule":11,"base_minor":900,"off_minor":20,)"
    R"("lines":{"sku":"1","category":"2","with":[16],"without":[0]}}],)"
    R"("awards":[{"rule":12,"pool":4,"amount":7,"taken_back":1,)"
    R"("lot":{"expires":"2027-01-01","opens":"2026-02-01","tag":"8"},"basis_minor":880,)"
    R"("of":{"stage":"list","tax":false,"shipping":true,"stored_value":true,)"
    R"("lines":{"sku":"1","category":"2","with":[16],"without":[0]}},)"
    R"("scope":"carry","remainder":5,"parts":3,"weights":0,"terms":0}],)"
    R"("caps":[{"award":0,"counts":6,"ends":"2027-01-01"}],)"
    R"("tenders":[{"rule":13,"pool":4,"amount":9,"restored":4,)"
    R"("lot":{"expires":"2027-01-01","opens":"2026-02-01","tag":"8"},"paid":false}],"weights":[3,4,5],)"
    R"("terms":[{"rate":2,"denominator":100,"per":"line","whole_minor":10,"stored_minor":5,)"
    R"("least":{"items":1,"by_amount":true,"minor":50,"of":{"stage":"list","tax":false,"shipping":true,)"
    R"("stored_value":true,"lines":{"sku":"1","category":"2","with":[16],"without":[0]}}},)"
    R"("scope":"line","mode":"up"}],"returned":[{"quantity":1,"list_minor":50},{"list_minor":100}],)"
    R"("benefits":{"terms":[{"rule":11,"how":"lost","gift_back":true,"shipping_minor":490,)"
    R"("gift_minor":300}],)"
    R"("conditions":[{"rule":11,"figures":1,"least":500,"times":2,"part":3,"whole":4,"of_kept":true,)"
    R"("of_price":true,"of_gift":true}],)"
    R"("figures":[9,500,400]},"compensated":[0,200]})";

}  // namespace

TEST_CASE("receipt document: every field, and none of them") {
    CHECK(document::write_receipt(full_receipt()) == full_text);
    auto const read = document::read_receipt(full_text);
    REQUIRE(read);
    CHECK(read.what == full_receipt());
    receipt none;
    none.day = date_of(2026, 1, 1);
    constexpr std::string_view none_text =
        R"({"tessera":1,"document":"receipt","order":"0","program":0,"day":"2026-01-01",)"
        R"("totals":{"list_minor":0},"lines":[]})";
    CHECK(document::write_receipt(none) == none_text);
    CHECK(document::read_receipt(none_text).what == none);
}

TEST_CASE("receipt document: what a usual value stands for is told from what was said") {
    receipt r = full_receipt();
    r.awards[0].of.lines = {};
    r.adjustments[0].lines = {.without = no_earn};
    auto const read = document::read_receipt(document::write_receipt(r));
    REQUIRE(read);
    CHECK(read.what == r);
}

TEST_CASE("receipt document: what no decision leaves is told") {
    auto const told = [](std::string_view what, std::string_view other) {
        return faults_of(with(std::string(full_text), what, other), again);
    };
    CHECK(told(R"("list_minor":1000)", R"("list_minor":99)") == "/totals 614\n");
    CHECK(told(R"("list_minor":1000)", R"("list_minor":"-9223372036854775808")") == "/totals 614\n");
    CHECK(told(R"("member_minor":20)", R"("member_minor":901)") == "/totals 614\n");
    CHECK(told(R"("member_minor":20)", R"("member_minor":21)") == "/adjustments 614\n");
    CHECK(told(R"("off_minor":20)", R"("off_minor":-20)") == "/adjustments 614\n");
    CHECK(told(R"("base_minor":900)", R"("base_minor":19)") == "/adjustments 614\n");
    CHECK(told(R"("list_minor":600)", R"("list_minor":99)") ==
          "/lines 614\n/returned/0 614\n/compensated 614\n");
    CHECK(told(R"("list_minor":400)", R"("list_minor":"9223372036854775807")") == "/lines 614\n");
    CHECK(told(R"("shipping_minor":490)", R"("shipping_minor":-1)") == "/shipping_minor 614\n");
    CHECK(told(R"("shipping_minor":490)", R"("shipping_minor":"9223372036854775807")") ==
          "/shipping_minor 614\n");
    CHECK(told(R"("weights":0)", R"("weights":1)") == "/awards/0 614\n");
    CHECK(told(R"("weights":0)", R"("weights":4294967294)") == "/awards/0 614\n");
    CHECK(told(R"("terms":0)", R"("terms":1)") == "/awards/0 614\n");
    CHECK(told(R"("taken_back":1)", R"("taken_back":-1)") == "/awards/0 614\n");
    CHECK(told(R"("taken_back":1)", R"("taken_back":8)").empty());  // with carry, a point more may go back
    CHECK(faults_of(with(with(std::string(full_text), R"("remainder":5,)", ""), R"("taken_back":1)",
                         R"("taken_back":8)"),
                    again) == "/awards/0 614\n");
    CHECK(told(R"("award":0)", R"("award":1)") == "/caps/0 614\n");
    CHECK(told(R"("restored":4)", R"("restored":10)") == "/tenders/0 614\n");
    CHECK(told(R"([3,4,5])", R"([3,4,-5])") == "/weights/2 614\n");
    CHECK(told(R"("denominator":100)", R"("denominator":0)") == "/terms/0 614\n");
    CHECK(told(R"("whole_minor":10)", R"("whole_minor":0)") == "/terms/0 614\n");
    CHECK(told(R"(,{"list_minor":100}])", "]") == "/returned 614\n");
    CHECK(told(R"([{"quantity":1,"list_minor":50})", R"([{"quantity":3})") == "/returned/0 614\n");
    CHECK(told(R"({"quantity":1,"list_minor":50})", R"({"list_minor":"9223372036854775807"})") ==
          "/returned/0 614\n");
    CHECK(told(R"("mode":"up")", R"("mode":"upp")") == "/terms/0/mode 607\n");
    CHECK(told(R"("gift_minor":300)", R"("gift_minor":-1)") == "/benefits 614\n");
    CHECK(told(R"("gift_minor":300)", R"("gift_minor":"9223372036854775807")") == "/benefits 614\n");
    CHECK(told(R"("figures":1)", R"("figures":2)") == "/benefits/conditions/0 614\n");
    CHECK(told(R"("figures":1)", R"("figures":4294967295)") == "/benefits/conditions/0 614\n");
    CHECK(told(R"("least":500)", R"("least":0)") == "/benefits/conditions/0 614\n");
    CHECK(told(R"("whole":4)", R"("whole":2)") == "/benefits/conditions/0 614\n");
    CHECK(told(R"([9,500,400])", R"([9,"9223372036854775807",400])") == "/benefits/conditions/0 614\n");
    CHECK(told(R"([9,500,400])", R"([9,500,-400])") == "/benefits/conditions/0 614\n");
    CHECK(told(R"([0,200])", R"([0,401])") == "/compensated 614\n");
    CHECK(told(R"([0,200])", R"([200])") == "/compensated 614\n");
    CHECK(told(R"("refunded_minor":250)", R"("refunded_minor":-1)") == "/refunded_minor 614\n");
    CHECK(told(R"("refunded_minor":250)", R"("refunded_minor":1371)") == "/refunded_minor 614\n");
    CHECK(told(R"("scope":"carry")", R"("scope":1)") == "/awards/0/scope 607\n");
}

TEST_CASE("receipt document: broken and hostile texts are told about") {
    check_hostile(std::string(full_text), again);
}
