// SPDX-License-Identifier: BSL-1.0
#include <tessera/document/naming.hpp>

#include <string>

#include "support/shop.hpp"

using namespace tessera;
using namespace tessera::literals;
using document::named_rule;
using document::named_slot;
using document::names;

namespace {

constexpr std::string_view rules =
    R"({"rule":"tiers","name":"club","measures":[{"kind":"points_earned","points":"miles"},)"
    R"({"kind":"orders"}],)"
    R"("tiers":[{"name":"silver","from":["10","1"]},{"name":"gold","from":["20","2"]}]},)"
    R"({"rule":"member_price","tiers":"club","steps":[{"tier":"silver","share":"2%"}]},)"
    R"({"rule":"ladder","name":"cash","measure":{"kind":"net_spend"},"steps":[{"at":"10","award":"1"}]},)"
    R"({"rule":"accrual","points":"miles","rate":"1","decimals":1},)"
    R"({"rule":"automatic_redemption","name":"vouchers","points":"miles","step":"5","into":"credit",)"
    R"("each":"1","when":{"each_month":{"day":1}},"living":{"days":9}})";

document::making load(std::string const& later = {}) {
    std::string text = R"({"tessera":1,"name":"shop","currency":"EUR","versions":[{"number":1,)"
                       R"("from":"2020-01-01","rules":[)";
    text += std::string(rules) + "]}";
    if (!later.empty())
        text += R"(,{"number":2,"from":"2026-01-01","rules":[)" + std::string(rules) + ',' + later + "]}";
    auto made = document::load_program(text + "]}");
    for (document::problem const& p : made.problems) UNSCOPED_INFO(to_text(p, "shop"));
    REQUIRE(made);
    return made;
}

}  // namespace

TEST_CASE("naming: pools, measures and what a ladder has awarded are known by name and unit") {
    auto const made = load();
    names const called(*made);
    named_slot const& miles = called.slot_of(made->pool("miles"));
    CHECK(miles.name == "miles");
    CHECK(miles.digits == 1);
    CHECK(miles.in == document::counted_in{1, false, "miles", {}});
    named_slot const& cash = called.slot_of(made->pool("cash"));
    CHECK(cash.in == document::counted_in{2, true, {}, {}});
    std::string all;
    for (std::size_t i = 0; i < made->chart().size(); ++i) {
        named_slot const& slot = called.slot_of({static_cast<std::uint16_t>(i)});
        all +=
            slot.name + ' ' + std::to_string(slot.digits) + (slot.ladder.empty() ? "\n" : " of a ladder\n");
        CHECK(slot.kind == made->chart()[{static_cast<std::uint16_t>(i)}].kind);
        if (slot.kind == slot_kind::level)
            CHECK(slot.tiers == std::vector<std::string_view>{"silver", "gold"});
    }
    CHECK(all == R"(net spend 2
points earned 1
orders 0
cash awarded 2 of a ladder
count 0
credit 2
miles 1
cash 2
tier 0
)");
    CHECK(!called.has({static_cast<std::uint16_t>(made->chart().size())}));
}

TEST_CASE("naming: a rule is known by its id, with what it reads and fills") {
    auto const made = load();
    names const called(*made);
    named_rule const* const club = called.find(rule_named("club"), {1});
    REQUIRE(club);
    CHECK(club->kind == "tiers");
    CHECK(club->tiers == std::vector<std::string_view>{"silver", "gold"});
    REQUIRE(club->measures.size() == 2);
    CHECK(club->measures[0] == document::counted_in{1, false, "miles", measure_kind::points_earned});
    CHECK(club->measures[1] == document::counted_in{0, false, {}, measure_kind::orders});
    named_rule const* const price = called.find(rule_named("member price", "club"), {1});
    REQUIRE(price);
    CHECK(price->shares == std::vector<ratio>{2_percent, 2_percent});  // gold has what silver has
    named_rule const* const vouchers = called.find(rule_named("automatic redemption", "vouchers"), {});
    REQUIRE(vouchers);
    CHECK(vouchers->pool == made->pool("miles"));
    CHECK(vouchers->into == made->pool("credit"));
    CHECK(called.rule(rule_named("cash")) == "cash");
    CHECK(called.rule({}) == "time");
    CHECK(called.find({4711}, {1}) == nullptr);
}

TEST_CASE("naming: a rule is the version's own, or else that of the latest version that has it") {
    auto const made = load(R"({"rule":"promotion","name":"gift","share":"5%"})");
    names const called(*made);
    CHECK(called.find(rule_named("club"), {1})->version == program_version{1});
    CHECK(called.find(rule_named("club"), {2})->version == program_version{2});
    CHECK(called.find(rule_named("club"), {9})->version == program_version{2});
    CHECK(called.find(rule_named("promotion", "gift"), {1})->version == program_version{2});
}
