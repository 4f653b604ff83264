// SPDX-License-Identifier: BSL-1.0
#include <tessera/tessera.hpp>

#include "support/shop.hpp"

using namespace tessera;
using namespace tessera::literals;

namespace {

/// Returns: what is wrong with a program of these rules, whose figures nobody knew before.
template <class... Rules>
errc mistake_of(Rules const&... rules) {
    auto const made = make("run time", currencies::EUR, rules...);
    return made ? errc::ok : made.error();
}

auto const club = tiers("club", net_spend(), tier{"silver", 1000});
auto const one_each = accrual("points", 1);

}  // namespace

TEST_CASE("every mistake that does not compile is an error of make") {
    CHECK(mistake_of(tiers("club", net_spend(), tier{"silver", 1000}, tier{"gold", 1000})) ==
          errc::steps_not_rising);
    CHECK(mistake_of(ladder("cash", net_spend(), step{200, 20}, step{100, 10})) == errc::steps_not_rising);
    CHECK(mistake_of(ladder("cash", net_spend())) == errc::no_steps);
    CHECK(mistake_of(tiers("club", net_spend())) == errc::no_steps);
    CHECK(mistake_of(club, member_price("club")) == errc::no_steps);
    CHECK(mistake_of(ladder("cash", net_spend(), step{200, 20}, step{1000, 10}).as(ladder_form::totals)) ==
          errc::totals_not_rising);
    CHECK(mistake_of(club, member_price("club", off{"gold", 2_percent})) == errc::unknown_tier);
    CHECK(mistake_of(club, member_price("clubs", off{"silver", 2_percent})) == errc::unknown_tier);
    CHECK(mistake_of(member_price("club", off{"silver", 2_percent})) == errc::unknown_tier);
    CHECK(mistake_of(club, one_each.times("club", multiplier{"gold", 2})) == errc::unknown_tier);
    CHECK(mistake_of(club, member_price("club", off{"silver", ratio(101, 100)})) ==
          errc::discount_above_whole);
    CHECK(mistake_of(club, member_price("club", off{"silver", ratio(-1, 100)})) == errc::negative_rate);
    CHECK(mistake_of(accrual("points", ratio(-1))) == errc::negative_rate);
    CHECK(mistake_of(tiers("club", net_spend(), tier{"silver", "-1"_d})) == errc::negative_rate);
    CHECK(mistake_of(one_each, one_each) == errc::duplicate_rule);
    CHECK(mistake_of(accrual("", 1)) == errc::unnamed);
    CHECK(mistake_of(tiers("", net_spend(), tier{"silver", 1})) == errc::unnamed);
    CHECK(mistake_of(tiers("club", net_spend(), tier{"", 1})) == errc::unnamed);
    CHECK(mistake_of(ladder("", net_spend(), step{200, 20})) == errc::unnamed);
    CHECK(mistake_of(one_each, ladder("points", net_spend(), step{200, 20})) == errc::duplicate_rule);
    CHECK(mistake_of(club, club) == errc::duplicate_rule);
    CHECK(mistake_of(redemption("points", {.points = 100, .money = 1})) == errc::unknown_points);
    CHECK(mistake_of(tiers("club", net_spend(paid_price), tier{"silver", 1}).from(effective::this_order)) ==
          errc::cyclic_basis);
    CHECK(mistake_of(tiers("club", net_spend(paid_price), tier{"silver", 1})) == errc::ok);
    CHECK(mistake_of(ladder("cash", net_spend().within(window::rolling_days(30, resolution::day)),
                            step{200, 20})) == errc::ladder_over_rolling_window);
    CHECK(mistake_of(tiers("club", best_order().within(window::rolling_months(3, resolution::month)),
                           tier{"silver", 1})) == errc::best_order_over_rolling_window);
    CHECK(mistake_of(tiers("club", net_spend().within(window::rolling_days(0, resolution::day)),
                           tier{"silver", 1})) == errc::invalid_window);
    CHECK(mistake_of(one_each.living(days(0))) == errc::lifetime_needed);
    CHECK(mistake_of(accrual("points", ratio(1, 1'000'000'007)).rounded(rounding_scope::carry)) ==
          errc::carry_denominator);
    CHECK(mistake_of(ladder("cash", net_spend(), step{200, "9.999"_d})) == errc::not_representable);
    CHECK(mistake_of(tiers("club", net_spend(), tier{"silver", "0.001"_d})) == errc::not_representable);
    CHECK(mistake_of(tiers("club", order_count(), tier{"silver", "1.5"_d})) == errc::not_representable);
    CHECK(mistake_of(tiers("club", net_spend(), tier{"silver", decimal(INT64_MAX)})) == errc::overflow);
    CHECK(mistake_of(one_each, ladder("cash", net_spend(), step{200, 20}).into("points")) ==
          errc::units_differ);
    CHECK(mistake_of(ladder("cash", net_spend(), rate_step{100, ratio(1, 50)},
                            rate_step{200, ratio(1, 100)})) == errc::falling_ladder);
    CHECK(mistake_of(ladder("cash", net_spend(), step{200, 20}).as(ladder_form::brackets)) ==
          errc::steps_and_rates);
    CHECK(mistake_of(one_each.rounded(rounding_scope::carry, rounding::up)) == errc::carry_rounds_down);
    CHECK(mistake_of(one_each.rounded(rounding_scope::carry).taken_back(take_back::recomputed)) ==
          errc::carry_is_exact);
    CHECK(mistake_of(one_each.rounded(rounding_scope::carry).taken_back(take_back::proportional)) ==
          errc::ok);
    constexpr auto doubled = extra{.times = 2, .lines = {.category = {7}}};
    CHECK(mistake_of(one_each.with(doubled).per_order().taken_back(take_back::recomputed)) ==
          errc::one_rate_needed);
    CHECK(mistake_of(one_each.with(doubled).per_whole(10).taken_back(take_back::recomputed)) ==
          errc::one_rate_needed);
    CHECK(mistake_of(one_each.with(doubled).per_order()) == errc::ok);
    CHECK(mistake_of(one_each.with(doubled).per_item().taken_back(take_back::recomputed)) == errc::ok);
    CHECK(mistake_of(tiers("club", net_spend(), tier{"silver", 1000}, tier{"silver", 3000})) ==
          errc::tier_named_twice);
    CHECK(mistake_of(club, tiers("guests", net_spend(), tier{"silver", 1})) == errc::ok);
    CHECK(mistake_of(club, member_price("club", off{"silver", 2_percent}, off{"silver", 2_percent})) ==
          errc::benefit_named_twice);
    CHECK(mistake_of() == errc::ok);
}

TEST_CASE("every mistake of tiers that last is an error of make") {
    auto const yearly =
        tiers("club", net_spend().within(window::calendar(calendar_unit::year)), tier{"x", 1});
    auto const rolling =
        tiers("club", net_spend().within(window::rolling_days(30, resolution::day)), tier{"x", 1});
    auto const pair = any_of(net_spend(), order_count());
    CHECK(mistake_of(tiers("club", pair, tier{"x", 1})) == errc::thresholds_missing);
    CHECK(mistake_of(tiers("club", net_spend(), tier{"x", 1, 2})) == errc::thresholds_missing);
    CHECK(mistake_of(tiers("club", pair, tier{"x", 1, 2}.kept_from(1))) == errc::thresholds_missing);
    CHECK(mistake_of(tiers("club", pair, tier{"x", 5, 2}, tier{"y", 5, 3})) == errc::ok);
    CHECK(mistake_of(tiers("club", pair, tier{"x", 5, 2}, tier{"y", 6, 1})) == errc::steps_not_rising);
    CHECK(mistake_of(tiers("club", pair, tier{"x", 5, 2}, tier{"y", 5, 2})) == errc::steps_not_rising);
    CHECK(mistake_of(tiers("club", net_spend(), tier{"x", 5}.kept_from(6))) == errc::stay_above_entry);
    CHECK(mistake_of(tiers("club", net_spend(), tier{"x", 5}.kept_from(5), tier{"y", 9}.kept_from(4))) ==
          errc::steps_not_rising);
    CHECK(mistake_of(yearly.held(months(0))) == errc::hold_without_length);
    CHECK(mistake_of(yearly.held(endless)) == errc::hold_without_length);
    CHECK(mistake_of(yearly.held(until(date_of(2027, 1, 1)))) == errc::hold_without_length);
    CHECK(mistake_of(yearly.with_grace(days(-1))) == errc::hold_without_length);
    CHECK(mistake_of(yearly.held(to_end_of(calendar_unit::year, years_from(2, 30)))) == errc::invalid_window);
    CHECK(mistake_of(yearly.on_fall(downgrade::one_level)) == errc::hold_needed);
    CHECK(mistake_of(yearly.on_fall(downgrade::soft_landing)) == errc::hold_needed);
    CHECK(mistake_of(yearly.from(effective::next_period)) == errc::hold_needed);
    CHECK(mistake_of(club.counted_anew()) == errc::hold_needed);
    CHECK(mistake_of(rolling.from(effective::next_period).held(months(1))) == errc::period_needed);
    CHECK(mistake_of(rolling.with_surplus(surplus::rolls_over)) == errc::period_needed);
    CHECK(mistake_of(yearly.held(months(1)).counted_anew()) == errc::lifetime_only);
    CHECK(mistake_of(tiers("club", pair, tier{"x", 1, 1}).held(months(1)).counted_anew()) ==
          errc::one_measure_only);
    CHECK(mistake_of(tiers("club", best_order(), tier{"x", 1}).held(months(1)).counted_anew()) ==
          errc::one_measure_only);
    CHECK(mistake_of(tiers("club", pair, tier{"x", 1, 1}).from(effective::this_order)) ==
          errc::one_measure_only);
    CHECK(mistake_of(tiers("club", points_earned("points"), tier{"x", 1})) == errc::unknown_points);
    CHECK(mistake_of(one_each, tiers("club", points_earned("points"), tier{"x", "1.5"_d})) ==
          errc::not_representable);
    CHECK(mistake_of(one_each,
                     tiers("club", points_earned("points"), tier{"x", 1}).from(effective::this_order)) ==
          errc::cyclic_basis);
    CHECK(mistake_of(one_each, tiers("club", points_available("points"), tier{"x", 2}.kept_from(1))) ==
          errc::hold_needed);
    CHECK(mistake_of(one_each, ladder("cash", points_available("points"), step{1, 1})) ==
          errc::ladder_over_rolling_window);
}

TEST_CASE("a program has room for eight groups of tiers and no more") {
    auto const group = [](char const* name) { return tiers(name, net_spend(), tier{"x", 1}); };
    CHECK(mistake_of(group("1"), group("2"), group("3"), group("4"), group("5"), group("6"), group("7"),
                     group("8")) == errc::ok);
    CHECK(mistake_of(group("1"), group("2"), group("3"), group("4"), group("5"), group("6"), group("7"),
                     group("8"), group("9")) == errc::too_many_slots);
}

TEST_CASE("a program made at run time and one composed decide the same bytes") {
    auto const silver_from = "1000"_d, gold_from = "3000"_d;
    constexpr auto composed =
        compose("both", currencies::EUR, tiers("club", net_spend(), tier{"silver", 1000}, tier{"gold", 3000}),
                member_price("club", off{"silver", 2_percent}, off{"gold", 5_percent}),
                ladder("cash", net_spend(), step{200, 20}, step{1000, 100}).then(ladder_end::times_ten),
                accrual("points", ratio(1, 3)).rounded(rounding_scope::carry).living(days(365)),
                redemption("points", {.points = 100, .money = 1}));
    auto const made =
        make("both", currencies::EUR, redemption("points", {.points = 100, .money = 1}),
             accrual("points", ratio(1, 3)).rounded(rounding_scope::carry).living(days(365)),
             member_price("club", off{"silver", 2_percent}, off{"gold", 5_percent}),
             ladder("cash", net_spend(), step{200, 20}, step{1000, 100}).then(ladder_end::times_ten),
             tiers("club", net_spend(), tier{"silver", silver_from}, tier{"gold", gold_from}));
    REQUIRE(made.has_value());
    shop_tests::shop a(composed);
    shop_tests::shop b(*made);
    date day = date_of(2026, 1, 1);
    for (std::int64_t const minor : {15'001, 99'999, 250'000, -120'000, 4'300, 2'000'000, -1, -2'400'000}) {
        day = day + 50;
        std::vector<redemption_wish> const wishes{{composed.redemption_rule("points"), 250}};
        minor < 0 ? a.give_back(day, -minor) : a.buy(day, {shop_tests::item(minor)}, wishes);
        minor < 0 ? b.give_back(day, -minor) : b.buy(day, {shop_tests::item(minor)}, wishes);
        CHECK(shop_tests::bytes_of(a.last) == shop_tests::bytes_of(b.last));
    }
    CHECK(shop_tests::bytes_of(a.member, composed.chart()) == shop_tests::bytes_of(b.member, made->chart()));
}
