// SPDX-License-Identifier: BSL-1.0
#include <tessera/analysis/movement.hpp>
#include <tessera/tessera.hpp>

#include "support/property.hpp"
#include "support/shop.hpp"

using namespace tessera;

TEST_CASE("what a hold gave back by time paid on its day what was owed, whenever that was written down") {
    constexpr auto club = compose("club", currencies::EUR, accrual("points", 1).living(days(30)),
                                  redemption("points", {.points = 100, .money = 1}));
    constexpr date first = date_of(2026, 1, 10);
    rule_id const rule = club.redemption_rule("points");
    for (bool const daily : {false, true}) {
        shop_tests::shop s(club);
        s.buy(first, 100'00);
        s.commit(reserve{s.next_head(first), rule, {1}, 60, {std::int64_t{first.day + 5} * 86'400}});
        s.commit(capture{s.next_head(first + 1), rule, {2}, 70, true});
        if (daily) s.wait(first + 5);
        s.wait(first + 40);
        auto const all = movements_of(s.history, club.chart(), first + 40);
        REQUIRE(all.has_value());
        std::vector<std::pair<date, std::int64_t>> paid, expired;
        for (movement const& m : *all) {
            if (m.kind == posting_kind::pay) paid.push_back({m.day, m.amount});
            if (m.kind == posting_kind::expire) expired.push_back({m.day, m.amount});
        }
        CHECK(paid == std::vector{std::pair(first + 5, std::int64_t{30})});
        CHECK(expired == std::vector{std::pair(first + 30, std::int64_t{30})});
    }
}
