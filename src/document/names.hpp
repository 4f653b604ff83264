// SPDX-License-Identifier: BSL-1.0
#pragma once

#include <array>
#include <string_view>

#include <tessera/document/rules.hpp>

/// Part of tessera::document. The words of the format for the choices of the library.

namespace tessera::document {

template <class Choice>
struct named {
    std::string_view name;
    Choice value;
};
template <class Choice, std::size_t N>
using choices = std::array<named<Choice>, N>;

/// The words for one type; the first one is the type's usual default.
template <class Choice>
inline constexpr int words_of = 0;

template <>
inline constexpr choices<price_stage, 3> words_of<price_stage>{
    {{"paid", price_stage::paid}, {"promoted", price_stage::promoted}, {"list", price_stage::list}}};
template <>
inline constexpr choices<measure_kind, 8> words_of<measure_kind>{{
    {"net_spend", measure_kind::net_spend},
    {"gross_spend", measure_kind::gross_spend},
    {"orders", measure_kind::orders},
    {"items", measure_kind::items},
    {"best_order", measure_kind::best_order},
    {"points_earned", measure_kind::points_earned},
    {"points_available", measure_kind::points_available},
    {"order_periods", measure_kind::order_periods},
}};
template <>
inline constexpr choices<undo, 3> words_of<undo>{
    {{"at_return", undo::at_return}, {"at_order", undo::at_order}, {"never", undo::never}}};
template <>
inline constexpr choices<progress, 4> words_of<progress>{{
    {"paid", progress::paid},
    {"delivered", progress::delivered},
    {"confirmed", progress::confirmed},
    {"return_window_over", progress::return_window_over},
}};
template <>
inline constexpr choices<calendar_unit, 6> words_of<calendar_unit>{{
    {"day", calendar_unit::day},
    {"week", calendar_unit::week},
    {"month", calendar_unit::month},
    {"quarter", calendar_unit::quarter},
    {"half_year", calendar_unit::half_year},
    {"year", calendar_unit::year},
}};
template <>
inline constexpr choices<resolution, 3> words_of<resolution>{
    {{"day", resolution::day}, {"week", resolution::week}, {"month", resolution::month}}};
template <>
inline constexpr choices<window_kind, 5> words_of<window_kind>{{
    {"lifetime", window_kind::lifetime},
    {"calendar", window_kind::calendar},
    {"rolling_days", window_kind::rolling_days},
    {"rolling_months", window_kind::rolling_months},
    {"membership_year", window_kind::membership_year},
}};
template <>
inline constexpr choices<weekday, 7> words_of<weekday>{{
    {"monday", weekday::monday},
    {"tuesday", weekday::tuesday},
    {"wednesday", weekday::wednesday},
    {"thursday", weekday::thursday},
    {"friday", weekday::friday},
    {"saturday", weekday::saturday},
    {"sunday", weekday::sunday},
}};
template <>
inline constexpr choices<leap_rule, 2> words_of<leap_rule>{
    {{"feb28", leap_rule::feb28}, {"mar1", leap_rule::mar1}}};
template <>
inline constexpr choices<rounding, 10> words_of<rounding>{{
    {"down", rounding::down},
    {"up", rounding::up},
    {"floor", rounding::floor},
    {"ceiling", rounding::ceiling},
    {"half_up", rounding::half_up},
    {"half_down", rounding::half_down},
    {"half_even", rounding::half_even},
    {"half_odd", rounding::half_odd},
    {"half_ceiling", rounding::half_ceiling},
    {"half_floor", rounding::half_floor},
}};
template <>
inline constexpr choices<effective, 4> words_of<effective>{{
    {"next_order", effective::next_order},
    {"this_order", effective::this_order},
    {"next_day", effective::next_day},
    {"next_period", effective::next_period},
}};
template <>
inline constexpr choices<downgrade, 4> words_of<downgrade>{{
    {"reassess", downgrade::reassess},
    {"never", downgrade::never},
    {"one_level", downgrade::one_level},
    {"soft_landing", downgrade::soft_landing},
}};
template <>
inline constexpr choices<requalify, 2> words_of<requalify>{
    {{"restarts", requalify::restarts}, {"extends", requalify::extends}}};
template <>
inline constexpr choices<surplus, 2> words_of<surplus>{
    {{"lapses", surplus::lapses}, {"rolls_over", surplus::rolls_over}}};
template <>
inline constexpr choices<level_bound, 2> words_of<level_bound>{
    {{"least", level_bound::least}, {"exactly", level_bound::exactly}}};
template <>
inline constexpr choices<ladder_form, 4> words_of<ladder_form>{{
    {"increments", ladder_form::increments},
    {"totals", ladder_form::totals},
    {"whole", ladder_form::whole},
    {"brackets", ladder_form::brackets},
}};
template <>
inline constexpr choices<ladder_end, 4> words_of<ladder_end>{{
    {"finite", ladder_end::finite},
    {"every_further", ladder_end::every_further},
    {"new_lap", ladder_end::new_lap},
    {"times_ten", ladder_end::times_ten},
}};
template <>
inline constexpr choices<on_return, 4> words_of<on_return>{{
    {"follow", on_return::follow},
    {"keep", on_return::keep},
    {"revoke_unused", on_return::revoke_unused},
    {"freeze", on_return::freeze},
}};
template <>
inline constexpr choices<shortfall, 3> words_of<shortfall>{
    {{"owe", shortfall::owe}, {"forgive", shortfall::forgive}, {"withhold", shortfall::withhold}}};
template <>
inline constexpr choices<period_results, 2> words_of<period_results>{
    {{"close", period_results::close}, {"stay_open", period_results::stay_open}}};
template <>
inline constexpr choices<cap_on, 3> words_of<cap_on>{
    {{"order", cap_on::order}, {"window", cap_on::window}, {"balance", cap_on::balance}}};
template <>
inline constexpr choices<earned_per, 5> words_of<earned_per>{{
    {"amount", earned_per::amount},
    {"whole_amount", earned_per::whole_amount},
    {"order", earned_per::order},
    {"item", earned_per::item},
    {"line", earned_per::line},
}};
template <>
inline constexpr choices<rounding_scope, 3> words_of<rounding_scope>{
    {{"order", rounding_scope::order}, {"line", rounding_scope::line}, {"carry", rounding_scope::carry}}};
template <>
inline constexpr choices<take_back, 2> words_of<take_back>{
    {{"proportional", take_back::proportional}, {"recomputed", take_back::recomputed}}};
template <>
inline constexpr choices<life_from, 2> words_of<life_from>{
    {{"opening", life_from::opening}, {"earning", life_from::earning}}};
template <>
inline constexpr choices<combining, 3> words_of<combining>{
    {{"product", combining::product}, {"sum", combining::sum}, {"max", combining::max}}};
template <>
inline constexpr choices<hand, 3> words_of<hand>{
    {{"gives", hand::gives}, {"takes", hand::takes}, {"demands", hand::demands}}};
template <>
inline constexpr choices<spent_as, 2> words_of<spent_as>{
    {{"tender", spent_as::tender}, {"discount", spent_as::discount}}};
template <>
inline constexpr choices<excess, 2> words_of<excess>{{{"clamp", excess::clamp}, {"refuse", excess::refuse}}};
template <>
inline constexpr choices<refund_split, 3> words_of<refund_split>{{
    {"proportional", refund_split::proportional},
    {"money_first", refund_split::money_first},
    {"stored_value_first", refund_split::stored_value_first},
}};
template <>
inline constexpr choices<tax_per, 4> words_of<tax_per>{
    {{"unit", tax_per::unit}, {"line", tax_per::line}, {"rate", tax_per::rate}, {"order", tax_per::order}}};
template <>
inline constexpr choices<offer_per, 3> words_of<offer_per>{
    {{"order", offer_per::order}, {"line", offer_per::line}, {"unit", offer_per::unit}}};
template <>
inline constexpr choices<offer_rounded, 3> words_of<offer_rounded>{
    {{"sum", offer_rounded::sum}, {"line", offer_rounded::line}, {"unit", offer_rounded::unit}}};
template <>
inline constexpr choices<benefit_return, 3> words_of<benefit_return>{
    {{"pro_rata", benefit_return::pro_rata}, {"kept", benefit_return::kept}, {"lost", benefit_return::lost}}};
template <>
inline constexpr choices<unit_rank, 3> words_of<unit_rank>{{{"as_listed", unit_rank::as_listed},
                                                            {"cheapest", unit_rank::cheapest},
                                                            {"dearest", unit_rank::dearest}}};
template <>
inline constexpr choices<left_over_to, 7> words_of<left_over_to>{{
    {"largest_remainder", left_over_to::largest_remainder},
    {"first", left_over_to::first},
    {"last", left_over_to::last},
    {"largest_weight", left_over_to::largest_weight},
    {"separate", left_over_to::separate},
    {"block", left_over_to::block},
    {"from_the_end", left_over_to::from_the_end},
}};
template <>
inline constexpr choices<stacking, 6> words_of<stacking>{{
    {"product", stacking::product},
    {"sum", stacking::sum},
    {"max", stacking::max},
    {"max_of_line", stacking::max_of_line},
    {"first", stacking::first},
    {"search", stacking::search},
}};
template <>
inline constexpr choices<profit_of, 3> words_of<profit_of>{
    {{"paid", profit_of::paid}, {"cost", profit_of::cost}, {"list", profit_of::list}}};
template <>
inline constexpr choices<benefit_kind, 4> words_of<benefit_kind>{{
    {"offer", benefit_kind::offer},
    {"member_price", benefit_kind::member_price},
    {"promotion", benefit_kind::promotion},
    {"quantity_price", benefit_kind::quantity_price},
}};
template <>
inline constexpr choices<activity, 4> words_of<activity>{{
    {"orders", activity::orders},
    {"redemptions", activity::redemptions},
    {"returns", activity::returns},
    {"actions", activity::actions},
}};

template <class T>
concept worded = !std::is_same_v<std::remove_cvref_t<decltype(words_of<T>)>, int>;

/// The kinds of rules, in the order of the variant.
template <class Rule>
inline constexpr std::string_view kind_of = {};
template <>
inline constexpr std::string_view kind_of<tiers> = "tiers";
template <>
inline constexpr std::string_view kind_of<level_by_hand> = "level_by_hand";
template <>
inline constexpr std::string_view kind_of<ladder> = "ladder";
template <>
inline constexpr std::string_view kind_of<accrual> = "accrual";
template <>
inline constexpr std::string_view kind_of<action_award> = "action_award";
template <>
inline constexpr std::string_view kind_of<by_hand> = "by_hand";
template <>
inline constexpr std::string_view kind_of<goal> = "goal";
template <>
inline constexpr std::string_view kind_of<redemption> = "redemption";
template <>
inline constexpr std::string_view kind_of<reward> = "reward";
template <>
inline constexpr std::string_view kind_of<automatic_redemption> = "automatic_redemption";
template <>
inline constexpr std::string_view kind_of<transfer> = "transfer";
template <>
inline constexpr std::string_view kind_of<returns> = "returns";
template <>
inline constexpr std::string_view kind_of<member_price> = "member_price";
template <>
inline constexpr std::string_view kind_of<promotion> = "promotion";
template <>
inline constexpr std::string_view kind_of<quantity_price> = "quantity_price";
template <>
inline constexpr std::string_view kind_of<offers> = "offers";
template <>
inline constexpr std::string_view kind_of<margin_guard> = "margin_guard";
template <>
inline constexpr std::string_view kind_of<line_guard> = "line_guard";
template <>
inline constexpr std::string_view kind_of<tax> = "tax";
template <>
inline constexpr std::string_view kind_of<coupon> = "coupon";
template <>
inline constexpr std::string_view kind_of<compensation> = "compensation";
template <>
inline constexpr std::string_view kind_of<tier_award> = "tier_award";
template <>
inline constexpr std::string_view kind_of<segment> = "segment";
template <>
inline constexpr std::string_view kind_of<allowance> = "allowance";

}  // namespace tessera::document
