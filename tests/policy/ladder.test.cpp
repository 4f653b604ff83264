// SPDX-License-Identifier: BSL-1.0
#include <tessera/tessera.hpp>

#include "support/property.hpp"
#include "support/shop.hpp"

using namespace tessera;
using namespace tessera::literals;
using shop_tests::play;

namespace {

constexpr auto poster = ladder("cash", net_spend(), step{200, 20}, step{1000, 100}, step{2000, 200});
constexpr window calendar_year = window::calendar(calendar_unit::year);

/// Returns: what a ladder pays in all at a value, both in minor units.
template <class Ladder>
std::int64_t paid_at(Ladder const& rule, std::int64_t value) {
    auto const program = make("curve", currencies::EUR, rule);
    REQUIRE(program.has_value());
    shop_tests::shop s(*program);
    s.buy(date_of(2026, 1, 1), value);
    return s.balance("cash", date_of(2026, 1, 1)).available;
}

struct point {
    std::int64_t value, paid;
};

template <class Ladder>
void check_curve(Ladder const& rule, std::initializer_list<point> points) {
    for (point const& p : points) {
        INFO("at " << shop_tests::with_cents(p.value));
        CHECK(shop_tests::with_cents(paid_at(rule, p.value)) == shop_tests::with_cents(p.paid));
    }
}

}  // namespace

TEST_CASE("a return that crosses steps takes their awards back, and crossing again pays again: follow") {
    constexpr auto program = compose("follow", currencies::EUR, poster);
    play(program, R"(
        day        | event         | spend   | credit cash
        2026-01-01 | buy 150.00    | 150.00  | 0.00
        2026-01-02 | buy 60.00     | 210.00  | 20.00
        2026-01-03 | buy 900.00    | 1110.00 | 120.00
        2026-01-04 | return 200.00 | 910.00  | 20.00
        2026-01-05 | buy 100.00    | 1010.00 | 120.00
        2026-01-06 | return 950.00 | 60.00   | 0.00
        2026-01-07 | return 100.00 | -40.00  | 0.00
        2026-01-08 | buy 2040.00   | 2000.00 | 320.00
    )");
}

TEST_CASE("a step pays once and its award stays: keep") {
    constexpr auto program = compose("keep", currencies::EUR, poster.when_returned(on_return::keep));
    play(program, R"(
        day        | event         | spend   | credit cash
        2026-01-01 | buy 150.00    | 150.00  | 0.00
        2026-01-02 | buy 60.00     | 210.00  | 20.00
        2026-01-03 | buy 900.00    | 1110.00 | 120.00
        2026-01-04 | return 200.00 | 910.00  | 120.00
        2026-01-05 | buy 100.00    | 1010.00 | 120.00
        2026-01-06 | return 950.00 | 60.00   | 120.00
        2026-01-07 | buy 1939.99   | 1999.99 | 120.00
        2026-01-08 | buy 0.01      | 2000.00 | 320.00
    )");
}

TEST_CASE("what was spent of an award taken back is owed, and paid by the next one") {
    constexpr auto program =
        compose("owed", currencies::EUR, poster, redemption("cash", {.points = 1, .money = 1}));
    shop_tests::shop s(program);
    date const day = date_of(2026, 1, 1);
    std::vector<redemption_wish> const all{{program.redemption_rule("cash")}};
    s.buy(day, 100'000);
    CHECK(s.balance("cash", day).available == 12'000);
    // 120.00 of the 150.00 are paid with credit and count for nothing.
    s.buy(day, {shop_tests::item(15'000)}, all);
    CHECK(s.measure(day) == 103'000);
    CHECK(s.balance("cash", day).available == 0);

    auto const& back = s.give_back(day, 5'000);
    CHECK(s.balance("cash", day).debt == 10'000);
    auto const* const owed = shop_tests::reason_of(back, reason_code::owed);
    REQUIRE(owed);
    CHECK(*owed == reason{10'000, 10'000, rule_named("cash"), reason_code::owed, 0});
    auto const* const taken = shop_tests::reason_of(back, reason_code::ladder_taken_back);
    REQUIRE(taken);
    CHECK(*taken == reason{10'000, 98'000, rule_named("cash"), reason_code::ladder_taken_back, 0});

    auto const& again = s.buy(day, 102'000);
    CHECK(s.balance("cash", day).debt == 0);
    CHECK(s.balance("cash", day).available == 20'000);
    auto const* const repaid = shop_tests::reason_of(again, reason_code::debt_paid);
    REQUIRE(repaid);
    CHECK(*repaid == reason{10'000, 0, rule_named("cash"), reason_code::debt_paid, 0});
    auto const* const paid = shop_tests::reason_of(again, reason_code::ladder_paid);
    REQUIRE(paid);
    CHECK(*paid == reason{30'000, 200'000, rule_named("cash"), reason_code::ladder_paid, 0});
}

TEST_CASE("a ladder over a calendar year begins again, and its results are closed with the year") {
    constexpr auto yearly =
        ladder("cash", net_spend().within(calendar_year), step{200, 20}, step{1000, 100}, step{2000, 200});
    constexpr auto follow = compose("year", currencies::EUR, yearly);
    play(follow, R"(
        day        | event          | spend   | credit cash
        2026-06-01 | buy 1000.00    | 1000.00 | 120.00
        2026-12-31 | return 0.01    | 999.99  | 20.00
        2026-12-31 | buy 0.01       | 1000.00 | 120.00
        2027-01-01 | return 1000.00 | -1000.00 | 120.00
        2027-01-02 | buy 1199.99    | 199.99  | 120.00
        2027-01-03 | buy 0.01       | 200.00  | 140.00
        2027-12-31 | return 100.00  | 100.00  | 120.00
        2028-01-01 | buy 200.00     | 200.00  | 140.00
    )");
    constexpr auto keep = compose("year", currencies::EUR, yearly.when_returned(on_return::keep));
    play(keep, R"(
        day        | event          | spend   | credit cash
        2026-06-01 | buy 1000.00    | 1000.00 | 120.00
        2026-12-31 | return 900.00  | 100.00  | 120.00
        2027-01-01 | buy 200.00     | 200.00  | 140.00
    )");
}

TEST_CASE("a day that passes moves no ladder") {
    constexpr auto program =
        compose("days", currencies::EUR, ladder("cash", net_spend().within(calendar_year), step{200, 20}));
    play(program, R"(
        day        | event      | spend  | credit cash
        2026-06-01 | buy 200.00 | 200.00 | 20.00
        2027-01-01 | wait       | 0.00   | 20.00
        2027-01-02 | wait       | 0.00   | 20.00
    )");
}

TEST_CASE("increments add up, totals say what there is in all") {
    check_curve(poster, {{19'999, 0},
                         {20'000, 2'000},
                         {99'999, 2'000},
                         {100'000, 12'000},
                         {200'000, 32'000},
                         {9'000'000, 32'000}});
    check_curve(
        ladder("cash", net_spend(), step{200, 20}, step{1000, 120}, step{2000, 320}).as(ladder_form::totals),
        {{19'999, 0},
         {20'000, 2'000},
         {99'999, 2'000},
         {100'000, 12'000},
         {200'000, 32'000},
         {9'000'000, 32'000}});
}

TEST_CASE("after the last step: every further stretch, a new lap, or all times ten") {
    check_curve(
        poster.then_every(500, 60),
        {{200'000, 32'000}, {249'999, 32'000}, {250'000, 38'000}, {399'999, 50'000}, {400'000, 56'000}});
    check_curve(poster.then(ladder_end::new_lap), {{199'999, 12'000},
                                                   {200'000, 32'000},
                                                   {219'999, 32'000},
                                                   {220'000, 34'000},
                                                   {300'000, 44'000},
                                                   {400'000, 64'000}});
    check_curve(ladder("cash", net_spend(), step{200, 20}, step{1000, 100}).then(ladder_end::times_ten),
                {{19'999, 0},
                 {20'000, 2'000},
                 {100'000, 12'000},
                 {199'999, 12'000},
                 {200'000, 32'000},
                 {1'000'000, 132'000},
                 {1'999'999, 132'000},
                 {2'000'000, 332'000},
                 {10'000'000, 1'332'000}});
    check_curve(ladder("cash", net_spend(), step{200, 20}, step{1000, 120})
                    .as(ladder_form::totals)
                    .then(ladder_end::times_ten),
                {{100'000, 12'000},
                 {199'999, 12'000},
                 {200'000, 20'000},
                 {1'000'000, 120'000},
                 {2'000'000, 200'000}});
    // One step, at any figure: 2.05, 20.50, 205.00, ...
    check_curve(ladder("cash", net_spend(), step{"2.05"_d, 1}).then(ladder_end::times_ten),
                {{204, 0}, {205, 100}, {2'049, 100}, {2'050, 1'100}, {20'500, 11'100}});
}

TEST_CASE("a rate on the whole amount, or on the part above each step") {
    constexpr auto whole = ladder("cash", net_spend(), rate_step{100, 1_percent}, rate_step{500, 2_percent});
    check_curve(whole,
                {{9'999, 0}, {10'000, 100}, {10'099, 100}, {10'100, 101}, {49'999, 499}, {50'000, 1'000}});
    constexpr auto parts = whole.as(ladder_form::brackets);
    check_curve(parts, {{10'000, 0}, {10'099, 0}, {10'100, 1}, {50'000, 400}, {50'050, 401}, {60'000, 600}});
}

TEST_CASE("a ladder over orders is a stamp card, and two ladders may pay into one pool") {
    constexpr auto program =
        compose("stamps", currencies::EUR,
                ladder("stamps", order_count(), step{3, "0.50"_d}).then(ladder_end::new_lap).into("wallet"),
                ladder("spend", net_spend(), step{5, 1}).into("wallet"));
    play(program, R"(
        day        | event     | credit wallet
        2026-01-01 | buy 1.00  | 0.00
        2026-01-02 | buy 1.00  | 0.00
        2026-01-03 | buy 1.00  | 0.50
        2026-01-04 | buy 1.00  | 0.50
        2026-01-05 | return 1  | 0.50
        2026-01-05 | buy 2.00  | 1.50
        2026-01-06 | buy 1.00  | 2.00
        2026-01-07 | return 4  | 1.00
    )");
}

TEST_CASE("a ladder that cannot stand is an error") {
    auto const failure = [](auto const& rule) {
        auto const made = make("wrong", currencies::EUR, rule);
        return made ? errc::ok : made.error();
    };
    CHECK(failure(ladder("x", net_spend(), step{200, 20}, step{200, 30})) == errc::steps_not_rising);
    CHECK(failure(ladder("x", net_spend(), step{200, 20}, step{100, 30})) == errc::steps_not_rising);
    CHECK(failure(ladder("x", net_spend(), step{200, "-1"_d})) == errc::negative_rate);
    CHECK(failure(ladder("x", net_spend(), step{"-1"_d, 1})) == errc::negative_rate);
    CHECK(failure(ladder("x", net_spend(), step{100, 20}, step{200, 10}).as(ladder_form::totals)) ==
          errc::totals_not_rising);
    CHECK(failure(ladder("x", net_spend(), step{100, 20}, step{200, 20}).as(ladder_form::totals)) ==
          errc::ok);
    CHECK(failure(ladder("x", net_spend(), step{200, 20}).then_every(0, 5)) == errc::not_above_zero);
    CHECK(failure(ladder("x", net_spend(), step{0, 20}).then(ladder_end::new_lap)) == errc::steps_not_rising);
    CHECK(failure(ladder("x", net_spend(), step{0, 20}).then(ladder_end::times_ten)) ==
          errc::steps_not_rising);
    CHECK(failure(ladder("x", net_spend(), step{200, 20}, step{2000, 200}).then(ladder_end::times_ten)) ==
          errc::steps_not_rising);
    CHECK(failure(
              ladder("x", net_spend(), step{200, 20}, step{"1999.99"_d, 200}).then(ladder_end::times_ten)) ==
          errc::ok);
    CHECK(failure(ladder("x", order_count(), step{"2.5"_d, 1})) == errc::not_representable);
    constexpr auto rising = ladder("x", net_spend(), rate_step{100, 1_percent}, rate_step{500, 2_percent});
    constexpr auto falling = ladder("x", net_spend(), rate_step{100, 2_percent}, rate_step{500, 1_percent});
    CHECK(failure(rising) == errc::ok);
    CHECK(failure(falling) == errc::falling_ladder);
    CHECK(failure(falling.as(ladder_form::brackets)) == errc::ok);
    CHECK(failure(rising.as(ladder_form::totals)) == errc::steps_and_rates);
    CHECK(failure(ladder("x", net_spend(), step{200, 20}).as(ladder_form::whole)) == errc::steps_and_rates);
    for (ladder_end const end : {ladder_end::new_lap, ladder_end::times_ten})
        CHECK(failure(rising.then(end)) == errc::steps_and_rates);
    CHECK(failure(rising.then_every(100, 1)) == errc::steps_and_rates);
}

TEST_CASE("a curve answers at the limits of 64 bits") {
    ladder_curve<std::vector<curve_step>> c{{{100, 10, {}}}};
    CHECK(*c.total(INT64_MAX) == 10);
    CHECK(*c.total(INT64_MIN) == 0);
    CHECK(*c.total(0) == 0);
    c.end = ladder_end::every_further;
    c.every = 1;
    c.every_award = 2;
    CHECK(c.total(INT64_MAX).error() == errc::overflow);
    c.end = ladder_end::times_ten;
    CHECK(c.total(INT64_MAX).has_value());
    c.end = ladder_end::new_lap;
    c.steps[0].award = INT64_MAX;
    CHECK(c.total(200).error() == errc::overflow);
    c.end = ladder_end::finite;
    c.steps.push_back({200, 1, {}});
    CHECK(c.total(200).error() == errc::overflow);
    CHECK(*c.total(199) == INT64_MAX);
}

TEST_CASE("a ladder pays the same whatever way the same net spend was reached") {
    static constexpr auto follow = compose(
        "law", currencies::EUR,
        ladder("cash", net_spend(), step{2, "0.20"_d}, step{10, 1}, step{20, 2}).then_every(7, "0.33"_d));
    static constexpr auto brackets = compose("law", currencies::EUR,
                                             ladder("cash", net_spend(), rate_step{2, 1_percent},
                                                    rate_step{10, 3_percent}, rate_step{15, 2_percent})
                                                 .as(ladder_form::brackets));
    auto const holds = [](auto const& program, std::vector<std::int16_t> const& moves) {
        shop_tests::shop roundabout(program), straight(program);
        date const day = date_of(2026, 1, 1);
        std::int64_t net = 0;
        for (std::int16_t const move : moves) {
            net += move;
            if (move < 0)
                roundabout.give_back(day, -std::int64_t{move});
            else
                roundabout.buy(day, std::int64_t{move});
        }
        net < 0 ? straight.give_back(day, -net) : straight.buy(day, net);
        auto const a = roundabout.balance("cash", day), b = straight.balance("cash", day);
        RC_ASSERT(a.available == b.available);
        RC_ASSERT(a.debt == 0 && b.debt == 0);
        RC_ASSERT(roundabout.measure(day) == net);
    };
    CHECK_PROPERTY("increments and further stretches",
                   [&](std::vector<std::int16_t> const& moves) { holds(follow, moves); });
    CHECK_PROPERTY("brackets", [&](std::vector<std::int16_t> const& moves) { holds(brackets, moves); });
}

TEST_CASE("keep never pays less, and never more than the highest measure is worth") {
    static constexpr auto program = compose("law", currencies::EUR,
                                            ladder("cash", net_spend(), step{2, "0.20"_d}, step{10, 1})
                                                .then_every(7, "0.33"_d)
                                                .when_returned(on_return::keep));
    CHECK_PROPERTY("the award is that of the highest value reached",
                   [](std::vector<std::int16_t> const& moves) {
                       shop_tests::shop s(program), at_once(program);
                       date const day = date_of(2026, 1, 1);
                       std::int64_t net = 0, highest = 0;
                       for (std::int16_t const move : moves) {
                           net += move;
                           highest = std::max(highest, net);
                           if (move < 0)
                               s.give_back(day, -std::int64_t{move});
                           else
                               s.buy(day, std::int64_t{move});
                       }
                       at_once.buy(day, highest);
                       RC_ASSERT(s.balance("cash", day).available == at_once.balance("cash", day).available);
                   });
}
