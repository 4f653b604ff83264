// SPDX-License-Identifier: BSL-1.0
#pragma once

#include <algorithm>
#include <string_view>
#include <tuple>
#include <utility>

#include <tessera/program/program.hpp>

/// Floor 5. Two ways to a program, one check. `compose` is for programs written in code: what is wrong with
/// them does not compile, and the compiler's message names the mistake. `make` is for programs whose figures
/// are known at run time: it answers with the same mistake as an error value.

namespace tessera {

/// Which program, in which version; and the chart of the version before it, whose slots keep their places, so
/// that accounts go on under the new one. Example: `make(identity{"shop", {2}}.after(first.chart()),
/// currencies::EUR, rules...)`.
struct identity {
    std::string_view name;
    program_version version{1};
    tessera::chart before{};
    constexpr identity(char const* program_name) noexcept : name(program_name) {}
    constexpr identity(std::string_view program_name, program_version number) noexcept
        : name(program_name), version(number) {}

    [[nodiscard]] constexpr identity after(tessera::chart older) const noexcept {
        identity i = *this;
        i.before = older;
        return i;
    }
};

/// Never defined: `compose` calls the one whose name is the mistake, and the compiler prints it.
namespace mistake {
void tiers_and_ladders_need_at_least_one_step();
void thresholds_must_rise_from_step_to_step();
void the_totals_of_a_ladder_must_rise();
void a_benefit_names_a_tier_that_no_rule_defines();
void a_discount_cannot_be_above_100_percent();
void a_rate_an_award_or_a_threshold_is_below_zero();
void two_rules_have_the_same_name();
void a_redemption_names_points_that_no_rule_issues();
void tiers_of_this_order_cannot_look_at_the_price_they_change();
void a_ladder_cannot_stand_on_a_rolling_window();
void the_best_order_cannot_be_kept_over_a_rolling_window();
void the_program_needs_more_slots_than_a_chart_holds();
void a_lot_needs_a_life_of_at_least_one_day();
void the_carried_remainder_needs_a_denominator_above_one_billion();
void a_figure_has_more_decimals_than_its_unit();
void a_window_has_no_length_or_starts_where_no_period_can();
void an_accrual_that_carries_its_remainder_rounds_down();
void a_pool_holds_points_of_one_scale_or_money_and_not_both();
void a_ladder_cannot_pay_less_for_more();
void steps_with_awards_and_steps_with_rates_are_two_kinds_of_ladder();
void two_tiers_of_a_group_have_the_same_name();
void a_member_price_has_two_discounts_for_one_tier();
void what_waits_needs_a_latest_day();
void a_balance_counts_no_orders();
void tiers_of_this_order_cannot_look_at_what_counts_later();
void an_order_that_counts_later_needs_a_wait();
void an_award_that_can_pay_its_order_cannot_depend_on_the_payment();
void a_figure_that_must_be_above_zero_is_not();
void a_rule_points_tiers_or_a_tier_have_no_name();
void of_an_accrual_that_carries_returns_take_back_exactly();
void an_award_recomputed_for_an_order_as_one_needs_one_rate();
void periods_with_an_order_are_counted_by_its_day_alone();
void a_best_order_that_falls_is_counted_by_its_day_alone();
void periods_stay_open_only_for_a_measure_that_returns_lower_at_their_order();
void a_tier_needs_one_threshold_for_each_measure();
void staying_in_a_tier_cannot_take_more_than_entering_it();
void a_hold_or_a_grace_needs_a_length();
void the_end_of_a_term_needs_tiers_with_a_hold();
void the_end_of_a_period_needs_a_measure_over_calendar_periods();
void what_counts_from_a_tiers_start_needs_a_lifetime();
void this_choice_needs_tiers_by_one_measure_that_adds_up();
void what_happens_by_itself_cannot_look_at_the_day_of_joining();
void points_cannot_become_value_of_their_own_pool();
void pools_cannot_turn_into_each_other_by_themselves();
void an_offer_names_a_stack_that_is_not_listed();
void a_rule_names_an_offer_or_a_price_that_no_rule_gives();
void a_step_gives_something_else_than_its_offer();
void an_offer_counts_in_one_way();
void an_offer_for_every_so_much_gives_an_amount();
void brackets_are_shares_of_a_sum();
void an_offer_gives_something();
void two_stacks_of_offers_have_the_same_name();
void a_coupon_is_whole_and_its_pool_has_decimals();
void a_pool_holds_the_coupons_of_one_offer();
void a_coupon_or_an_allowance_needs_an_offer_that_asks_for_it();
void a_rule_names_a_segment_that_no_rule_defines();
void segments_cannot_depend_on_each_other_in_a_circle();
void a_segment_needs_conditions_that_fit_together();
void compensation_needs_a_rule_of_returns_by_receipt();
void a_figure_does_not_fit_in_64_bits();
}  // namespace mistake

namespace detail {

template <class P>
concept prices_by_balance = requires(P const& p, statement const& s, priced_order const& cart,
                                     order_out& out) { p.price(s, cart, out); };

template <class P>
constexpr void expect_policy() noexcept {
    static_assert(
        !prices_by_balance<P>,
        "a policy of the order side reads standing and never a statement: a balance cannot change a price");
    static_assert(
        prices_by_balance<P> || member_policy<P> || order_policy<P> || judging_policy<P> || judging_list<P>,
        "this type is no policy: it needs id(), and either `at` with propose(fact, draft, out), "
        "or price(standing, cart, out), or turn() with judge(draft, standing); all noexcept");
}

constexpr void stop_at(errc mistaken) {
    switch (mistaken) {
        case errc::ok: return;
        case errc::no_steps: return mistake::tiers_and_ladders_need_at_least_one_step();
        case errc::steps_not_rising: return mistake::thresholds_must_rise_from_step_to_step();
        case errc::totals_not_rising: return mistake::the_totals_of_a_ladder_must_rise();
        case errc::unknown_tier: return mistake::a_benefit_names_a_tier_that_no_rule_defines();
        case errc::discount_above_whole: return mistake::a_discount_cannot_be_above_100_percent();
        case errc::negative_rate: return mistake::a_rate_an_award_or_a_threshold_is_below_zero();
        case errc::duplicate_rule: return mistake::two_rules_have_the_same_name();
        case errc::unknown_points: return mistake::a_redemption_names_points_that_no_rule_issues();
        case errc::cyclic_basis: return mistake::tiers_of_this_order_cannot_look_at_the_price_they_change();
        case errc::ladder_over_rolling_window: return mistake::a_ladder_cannot_stand_on_a_rolling_window();
        case errc::best_order_over_rolling_window:
            return mistake::the_best_order_cannot_be_kept_over_a_rolling_window();
        case errc::too_many_slots: return mistake::the_program_needs_more_slots_than_a_chart_holds();
        case errc::lifetime_needed: return mistake::a_lot_needs_a_life_of_at_least_one_day();
        case errc::carry_denominator:
            return mistake::the_carried_remainder_needs_a_denominator_above_one_billion();
        case errc::not_representable: return mistake::a_figure_has_more_decimals_than_its_unit();
        case errc::invalid_window: return mistake::a_window_has_no_length_or_starts_where_no_period_can();
        case errc::carry_rounds_down: return mistake::an_accrual_that_carries_its_remainder_rounds_down();
        case errc::units_differ: return mistake::a_pool_holds_points_of_one_scale_or_money_and_not_both();
        case errc::falling_ladder: return mistake::a_ladder_cannot_pay_less_for_more();
        case errc::steps_and_rates:
            return mistake::steps_with_awards_and_steps_with_rates_are_two_kinds_of_ladder();
        case errc::tier_named_twice: return mistake::two_tiers_of_a_group_have_the_same_name();
        case errc::benefit_named_twice: return mistake::a_member_price_has_two_discounts_for_one_tier();
        case errc::endless_wait: return mistake::what_waits_needs_a_latest_day();
        case errc::balance_counts_no_orders: return mistake::a_balance_counts_no_orders();
        case errc::order_counts_later: return mistake::tiers_of_this_order_cannot_look_at_what_counts_later();
        case errc::wait_without_length: return mistake::an_order_that_counts_later_needs_a_wait();
        case errc::award_reads_payment:
            return mistake::an_award_that_can_pay_its_order_cannot_depend_on_the_payment();
        case errc::not_above_zero: return mistake::a_figure_that_must_be_above_zero_is_not();
        case errc::unnamed: return mistake::a_rule_points_tiers_or_a_tier_have_no_name();
        case errc::carry_is_exact: return mistake::of_an_accrual_that_carries_returns_take_back_exactly();
        case errc::one_rate_needed: return mistake::an_award_recomputed_for_an_order_as_one_needs_one_rate();
        case errc::periods_count_at_once:
            return mistake::periods_with_an_order_are_counted_by_its_day_alone();
        case errc::best_order_counts_at_once:
            return mistake::a_best_order_that_falls_is_counted_by_its_day_alone();
        case errc::results_without_orders:
            return mistake::periods_stay_open_only_for_a_measure_that_returns_lower_at_their_order();
        case errc::thresholds_missing: return mistake::a_tier_needs_one_threshold_for_each_measure();
        case errc::stay_above_entry: return mistake::staying_in_a_tier_cannot_take_more_than_entering_it();
        case errc::hold_without_length: return mistake::a_hold_or_a_grace_needs_a_length();
        case errc::hold_needed: return mistake::the_end_of_a_term_needs_tiers_with_a_hold();
        case errc::period_needed: return mistake::the_end_of_a_period_needs_a_measure_over_calendar_periods();
        case errc::lifetime_only: return mistake::what_counts_from_a_tiers_start_needs_a_lifetime();
        case errc::one_measure_only: return mistake::this_choice_needs_tiers_by_one_measure_that_adds_up();
        case errc::joining_day_unknown:
            return mistake::what_happens_by_itself_cannot_look_at_the_day_of_joining();
        case errc::two_pools_needed: return mistake::points_cannot_become_value_of_their_own_pool();
        case errc::redeemed_in_a_circle: return mistake::pools_cannot_turn_into_each_other_by_themselves();
        case errc::unknown_stack: return mistake::an_offer_names_a_stack_that_is_not_listed();
        case errc::unknown_benefit: return mistake::a_rule_names_an_offer_or_a_price_that_no_rule_gives();
        case errc::steps_differ: return mistake::a_step_gives_something_else_than_its_offer();
        case errc::counted_twice: return mistake::an_offer_counts_in_one_way();
        case errc::amount_needed: return mistake::an_offer_for_every_so_much_gives_an_amount();
        case errc::brackets_of_shares: return mistake::brackets_are_shares_of_a_sum();
        case errc::gives_nothing: return mistake::an_offer_gives_something();
        case errc::stack_named_twice: return mistake::two_stacks_of_offers_have_the_same_name();
        case errc::coupon_decimals: return mistake::a_coupon_is_whole_and_its_pool_has_decimals();
        case errc::coupon_shared: return mistake::a_pool_holds_the_coupons_of_one_offer();
        case errc::coupon_not_asked:
            return mistake::a_coupon_or_an_allowance_needs_an_offer_that_asks_for_it();
        case errc::unknown_segment: return mistake::a_rule_names_a_segment_that_no_rule_defines();
        case errc::segments_in_a_circle: return mistake::segments_cannot_depend_on_each_other_in_a_circle();
        case errc::unsound_segment: return mistake::a_segment_needs_conditions_that_fit_together();
        case errc::returns_needed: return mistake::compensation_needs_a_rule_of_returns_by_receipt();
        default: return mistake::a_figure_does_not_fit_in_64_bits();
    }
}

struct composer {
    /// `all`, where it is given, takes in every mistake: then rules also say what they miss when others have
    /// failed.
    template <class... Policies>
    [[nodiscard]] static constexpr result<program<Policies...>> make(identity who, currency money,
                                                                     std::vector<rule_mistake>* all,
                                                                     Policies... rules) {
        (expect_policy<Policies>(), ...);
        program<Policies...> made(who.name, who.version, money, std::tuple<Policies...>(std::move(rules)...));
        binder b(money, all);
        bind_all(made.policies_, b);
        b.start_resolving(who.before);
        if (b.failed() == errc::ok || all) bind_all(made.policies_, b);
        if (b.failed() != errc::ok) return b.failed();
        made.chart_ = b.chart();
        std::copy(b.measures().begin(), b.measures().end(), made.measures_.begin());
        made.measures_count_ = b.measures().size();
        made.groups_ = std::max(made.chart().groups(), std::size_t{1});
        made.speakers_ = speakers_of(made.policies_);
        return made;
    }

private:
    template <class Tuple>
    static constexpr void bind_all(Tuple& policies, binder& b) {
        std::apply([&b](auto&... p) { (bind_one(p, b), ...); }, policies);
    }
    template <class P>
    static constexpr void bind_one(P& policy, binder& b) {
        if constexpr (bindable<P>)
            policy.bind(b);
        else
            static_cast<void>(b.claim(policy.id()));
    }
};

}  // namespace detail

/// Returns: the program, or what is wrong with it: the `errc` numbers from 501 on, `not_representable`,
///   `invalid_window`, `overflow`. Rules may stand in any order: the same rules give the same bytes.
/// Names are viewed, not copied: they must live as long as the program.
template <class... Policies>
[[nodiscard]] constexpr result<program<Policies...>> make(identity who, currency money,
                                                          Policies const&... rules) {
    return detail::composer::make(who, money, nullptr, rules...);
}

/// Returns: the same. Effects: adds every mistake to `all`, with the rule whose it is; one may come twice.
template <class... Policies>
[[nodiscard]] result<program<Policies...>> make_telling(identity who, currency money,
                                                        std::vector<rule_mistake>& all, Policies... rules) {
    return detail::composer::make(who, money, &all, std::move(rules)...);
}

/// Returns: the program, checked while compiling.
/// Example: examples/06_the_whole_shop.cpp.
template <class... Policies>
[[nodiscard]] consteval program<Policies...> compose(identity who, currency money, Policies const&... rules) {
    auto const made = detail::composer::make(who, money, nullptr, rules...);
    if (!made) detail::stop_at(made.error());
    return *made;
}

}  // namespace tessera
