// SPDX-License-Identifier: BSL-1.0
#include <tessera/tessera.hpp>

#include "support/shop.hpp"

using namespace tessera;
using namespace tessera::literals;
using shop_tests::item;

namespace {

constexpr date day = date_of(2026, 1, 1);
constexpr auto spend = accrual("spend", 1).with_decimals(2).of(list_price);
constexpr auto stamps = accrual("stamps", 1).per_order().from_order_of(5, list_price);

/// What stands on a day: collected, rewards that can be used, rewards that wait, slack.
struct figures {
    std::int64_t collected, rewards, waiting, slack;
    friend bool operator==(figures const&, figures const&) = default;
};

template <class Shop>
figures figures_of(Shop const& s, std::string_view pool, date on) {
    std::int64_t waiting = 0, slack = 0;
    row<posting> none;
    draft const seen(s.member, s.rules.chart(), on, none);
    auto const sum = [&](std::string_view name, std::int64_t& into) {
        auto const slot = s.rules.chart().find(binder::pool_slot_name(name));
        if (slot == no_slot) return;
        seen.for_each_stored_lot(s.rules.chart().place(slot), [&](lot const& l) {
            if (on < l.key.opens) into += l.amount;
            return true;
        });
    };
    sum("mug", waiting);
    sum("slack", slack);
    return {s.balance(pool, on).available, s.balance("mug", on).available, waiting, slack};
}

template <class Shop>
void give_back(Shop& s, date on, std::int64_t amount) {
    s.commit(action{.head = s.next_head(on), .what = action_named("refund"), .amount = amount});
}

}  // namespace

TEST_CASE("a stamp card is a goal over stamps") {
    auto const program = make("card", currencies::EUR, stamps, goal("mug", "stamps", 3));
    REQUIRE(program.has_value());
    shop_tests::shop s(*program);
    for (std::int64_t const minor : {6'00, 4'99, 50'00}) s.buy(day, minor);
    CHECK(figures_of(s, "stamps", day) == figures{2, 0, 0, 0});
    s.buy(day, 5'00);
    CHECK(figures_of(s, "stamps", day) == figures{0, 1, 0, 0});
}

TEST_CASE("spend runs to a goal, and what is above is carried on") {
    auto const program = make("goal", currencies::EUR, spend, goal("mug", "spend", 100));
    REQUIRE(program.has_value());
    shop_tests::shop s(*program);
    s.buy(day, 75'00);
    s.buy(day, 50'50);
    CHECK(figures_of(s, "spend", day) == figures{25'50, 1, 0, 0});
    s.buy(day, 274'50);
    CHECK(figures_of(s, "spend", day) == figures{0, 4, 0, 0});
}

TEST_CASE("an order above the cap is charged to its rewards as a whole") {
    auto const program = make("cap", currencies::EUR, spend,
                              goal("mug", "spend", 100).pending(days(1)).at_most_per_order(2, "slack"));
    REQUIRE(program.has_value());
    shop_tests::shop s(*program);
    s.buy(day, 75'00);
    s.buy(day, 250'00);
    CHECK(figures_of(s, "spend", day) == figures{75'00, 0, 2, 50'00});
    CHECK(figures_of(s, "spend", day + 1) == figures{75'00, 2, 0, 0});
    s.buy(day, 150'00);
    CHECK(figures_of(s, "spend", day) == figures{25'00, 0, 4, 50'00});
}

TEST_CASE("a refund takes slack, then what is collected, then waiting rewards") {
    auto const program =
        make("refunds", currencies::EUR, spend,
             goal("mug", "spend", 100).pending(days(9)).at_most_per_order(2, "slack").refunded_by("refund"));
    REQUIRE(program.has_value());
    shop_tests::shop s(*program);
    s.buy(day, 95'00);
    s.buy(day, 230'00);
    s.buy(day, 210'00);
    CHECK(figures_of(s, "spend", day) == figures{95'00, 0, 4, 40'00});
    give_back(s, day, 20'00);  // the older batch can bear it all
    CHECK(figures_of(s, "spend", day) == figures{95'00, 0, 4, 20'00});
    give_back(s, day, 15'00);  // neither can: the newer one first
    CHECK(figures_of(s, "spend", day) == figures{95'00, 0, 4, 5'00});
    give_back(s, day, 150'00);  // 5 slack, 95 collected, one reward of which 50 come back
    CHECK(figures_of(s, "spend", day) == figures{50'00, 0, 3, 0});
    give_back(s, day, 1000'00);
    CHECK(figures_of(s, "spend", day) == figures{0, 0, 0, 0});
    CHECK(shop_tests::reason_of(s.last, reason_code::goal_refunded)->b == 650'00);
}

TEST_CASE("rewards that no longer wait never go back") {
    auto const program = make("late", currencies::EUR, spend,
                              goal("mug", "spend", 100).pending(days(1)).refunded_by("refund"));
    REQUIRE(program.has_value());
    shop_tests::shop s(*program);
    s.buy(day, 120'00);
    give_back(s, day + 1, 50'00);
    CHECK(figures_of(s, "spend", day + 1) == figures{0, 1, 0, 0});
    CHECK(shop_tests::reason_of(s.last, reason_code::goal_refunded)->b == 30'00);
}

TEST_CASE("goals that make no sense are mistakes") {
    auto const mistake = [](goal const& g) { return make("g", currencies::EUR, spend, g).error(); };
    CHECK(mistake(goal("mug", "miles", 100)) == errc::unknown_points);
    CHECK(mistake(goal("mug", "spend", 0)) == errc::not_above_zero);
    CHECK(mistake(goal("mug", "spend", "0.001"_d)) == errc::not_representable);
    CHECK(mistake(goal("mug", "spend", 1).at_most_per_order(0, "slack")) == errc::not_above_zero);
    CHECK(mistake(goal("mug", "spend", 1).refunded_by("refund")) == errc::lifetime_needed);
}

TEST_CASE("however much was collected before, every reward under a cap is charged its goal") {
    auto const program = make("waiting", currencies::EUR, spend.pending(days(5)),
                              goal("mug", "spend", 100).pending(days(1)).at_most_per_order(2, "slack"));
    REQUIRE(program.has_value());
    shop_tests::shop s(*program);
    s.buy(day, 410'00);
    CHECK(figures_of(s, "spend", day) == figures{0, 0, 0, 0});
    s.buy(day + 5, 1'00);  // 410.00 have opened since
    CHECK(figures_of(s, "spend", day + 5) == figures{210'00, 0, 2, 0});
    s.buy(day + 6, 1'00);
    CHECK(figures_of(s, "spend", day + 6) == figures{10'00, 2, 2, 0});
}

TEST_CASE("a stamp card held to a segment: what others collect is theirs, and turns once they are in it") {
    constexpr auto lately =
        segment("lately", at_least(order_count().within(window::rolling_days(60, resolution::day)), 1));
    constexpr auto rules =
        compose("card", currencies::EUR, stamps, goal("mug", "stamps", 2).in_segment("lately"), lately);
    shop_tests::play(rules, R"(
        day        | event     | in     | points stamps | points mug
        2026-03-01 | buy 10.00 | lately | 1             | 0
        2026-03-02 | buy 10.00 | lately | 0             | 1
        2026-03-03 | buy 10.00 | lately | 1             | 1
        2026-07-01 | buy 10.00 | lately | 2             | 1
        2026-11-01 | buy 10.00 | lately | 3             | 1
        2026-11-02 | wait      | lately | 3             | 1
        2026-11-02 | buy 10.00 | lately | 0             | 3)");
    auto const withheld = [](auto const& s) {
        reason const* const why = shop_tests::reason_of(s.last, reason_code::not_for_segment);
        return why && why->rule == rule_named("goal", "mug");
    };
    shop_tests::shop s(rules);
    s.buy(day, 10'00);
    s.buy(day + 100, 10'00);
    CHECK(withheld(s));
    s.buy(day + 200, 1'00);  // no stamp, and two are there
    CHECK(withheld(s));
    s.buy(day + 201, 1'00);
    CHECK(!withheld(s));
    CHECK(figures_of(s, "stamps", day + 201) == figures{0, 1, 0, 0});
}

TEST_CASE("a goal kept from a segment: a cap holds for what was collected in it, and refunds look at none") {
    auto const rules =
        make("cap", currencies::EUR, spend, by_hand("comes", "guest", hand::gives),
             by_hand("goes", "guest", hand::takes), segment("guests", at_least(points_available("guest"), 1)),
             goal("mug", "spend", 100)
                 .pending(days(9))
                 .at_most_per_order(2, "slack")
                 .refunded_by("refund")
                 .not_in_segment("guests"));
    REQUIRE(rules.has_value());
    shop_tests::shop s(*rules);
    auto const act = [&](std::string_view what) {
        s.commit(action{.head = s.next_head(day), .what = action_named(what), .amount = 1});
    };
    s.buy(day, 250'00);
    CHECK(figures_of(s, "spend", day) == figures{50'00, 0, 2, 0});
    act("comes");
    s.buy(day, 450'00);
    CHECK(figures_of(s, "spend", day) == figures{500'00, 0, 2, 0});
    give_back(s, day, 550'00);  // all that is collected, and a reward of which half comes back
    CHECK(figures_of(s, "spend", day) == figures{50'00, 0, 1, 0});
    s.buy(day, 300'00);
    act("goes");  // still one of them before it
    CHECK(figures_of(s, "spend", day) == figures{350'00, 0, 1, 0});
    s.buy(day, 1'00);
    CHECK(figures_of(s, "spend", day) == figures{151'00, 0, 3, 0});
    s.buy(day, 1'00);
    CHECK(figures_of(s, "spend", day) == figures{52'00, 0, 4, 0});
    CHECK(make("g", currencies::EUR, spend, goal("mug", "spend", 1).in_segment("x")).error() ==
          errc::unknown_segment);
    CHECK(make("g", currencies::EUR, spend, goal("mug", "spend", 1).not_in_segment("x")).error() ==
          errc::unknown_segment);
}
