// SPDX-License-Identifier: BSL-1.0
#include "document/remedies.hpp"

#include <algorithm>
#include <string>

#include <tessera/document/loaded_program.hpp>

#include "support/catch.hpp"

using namespace tessera;

TEST_CASE("remedies: every mistake of a program has one") {
    // What facts and histories are told, and no program.
    constexpr errc of_facts[] = {errc::unknown_level,    errc::unknown_rule,         errc::holds_collide,
                                 errc::behind_horizon,   errc::fact_differs,         errc::broken_history,
                                 errc::no_rule_for_fact, errc::discount_needs_order, errc::birth_date_needed};
    std::string_view const unknown = message(static_cast<errc>(0xFFFF));
    int seen = 0;
    for (int number = 501; number < 600; ++number) {
        auto const mistake = static_cast<errc>(number);
        if (message(mistake) == unknown) continue;
        INFO(number << ' ' << message(mistake));
        ++seen;
        bool const of_fact =
            std::find(std::begin(of_facts), std::end(of_facts), mistake) != std::end(of_facts);
        CHECK(document::remedy_for(mistake).empty() == of_fact);
    }
    CHECK(seen > 50);
    for (errc const other :
         {errc::overflow, errc::not_representable, errc::invalid_window, errc::unknown_slot})
        CHECK(!document::remedy_for(other).empty());
}

TEST_CASE("remedies: a grace of no length, and more tiers than there is room for") {
    auto const tiers = [](std::string_view rule) {
        return document::load_program(R"({"tessera":1,"name":"a","currency":"EUR","versions":[)"
                                      R"({"number":1,"from":"2020-01-01","rules":[)" +
                                      std::string(rule) + "]}]}");
    };
    auto const grace = tiers(R"({"rule":"tiers","name":"club","measures":[{"kind":"net_spend"}],)"
                             R"("tiers":[{"name":"a","from":["1"]}],"grace":{"months":0}})");
    REQUIRE(grace.problems.size() == 1);
    CHECK(grace.problems[0].code == errc::hold_without_length);
    CHECK(!grace.problems[0].remedy.empty());
    std::string many;
    for (int n = 1; n <= 250; ++n)
        many += (n > 1 ? R"(,{"name":"t)" : R"({"name":"t)") + std::to_string(n) + R"(","from":[")" +
                std::to_string(n) + R"("]})";
    auto const crowd =
        tiers(R"({"rule":"tiers","name":"club","measures":[{"kind":"net_spend"}],"tiers":[)" + many + "]}");
    REQUIRE(!crowd.problems.empty());
    for (document::problem const& p : crowd.problems) CHECK(!p.remedy.empty());
}
