// SPDX-License-Identifier: BSL-1.0
#pragma once

#include <string_view>

#include <tessera/facts/past_fact.hpp>
#include <tessera/program/decision.hpp>

#include "names.hpp"

/// Part of tessera::document. The words of what hosts store: postings, slots, facts, reasons.

namespace tessera::document {

template <>
inline constexpr choices<slot_kind, 5> words_of<slot_kind>{{
    {"sum", slot_kind::sum},
    {"peak", slot_kind::peak},
    {"pool", slot_kind::pool},
    {"remainder", slot_kind::remainder},
    {"level", slot_kind::level},
}};
template <>
inline constexpr choices<posting_kind, 25> words_of<posting_kind>{{
    {"issue", posting_kind::issue},
    {"redeem", posting_kind::redeem},
    {"expire", posting_kind::expire},
    {"claw", posting_kind::claw},
    {"owe", posting_kind::owe},
    {"repay", posting_kind::repay},
    {"restore", posting_kind::restore},
    {"reserve", posting_kind::reserve},
    {"release", posting_kind::release},
    {"capture", posting_kind::capture},
    {"send", posting_kind::send},
    {"receive", posting_kind::receive},
    {"forgive", posting_kind::forgive},
    {"pay", posting_kind::pay},
    {"overspend", posting_kind::overspend},
    {"take_over", posting_kind::take_over},
    {"hand_over", posting_kind::hand_over},
    {"tally", posting_kind::tally},
    {"raise", posting_kind::raise},
    {"forget", posting_kind::forget},
    {"status", posting_kind::status},
    {"hold", posting_kind::hold},
    {"excuse", posting_kind::excuse},
    {"postpone", posting_kind::postpone},
    {"on_day", posting_kind::on_day},
}};
template <>
inline constexpr choices<status_part, 4> words_of<status_part>{{
    {"reached", status_part::reached},
    {"coming", status_part::coming},
    {"least", status_part::least},
    {"exactly", status_part::exactly},
}};
template <>
inline constexpr choices<reason_code, 76> words_of<reason_code>{{
    {"member_price", reason_code::member_price},
    {"promotion", reason_code::promotion},
    {"quantity_price", reason_code::quantity_price},
    {"point_discount", reason_code::point_discount},
    {"offer_taken", reason_code::offer_taken},
    {"shipping_lowered", reason_code::shipping_lowered},
    {"gift_given", reason_code::gift_given},
    {"perk_given", reason_code::perk_given},
    {"offer_suppressed", reason_code::offer_suppressed},
    {"offer_missing", reason_code::offer_missing},
    {"offer_missing_units", reason_code::offer_missing_units},
    {"search_cut", reason_code::search_cut},
    {"withheld_by_guard", reason_code::withheld_by_guard},
    {"coupon_used", reason_code::coupon_used},
    {"not_for_segment", reason_code::not_for_segment},
    {"allowance_used", reason_code::allowance_used},
    {"allowance_over", reason_code::allowance_over},
    {"allowance_restored", reason_code::allowance_restored},
    {"benefit_kept", reason_code::benefit_kept},
    {"benefit_lost", reason_code::benefit_lost},
    {"refund_too_small", reason_code::refund_too_small},
    {"compensated", reason_code::compensated},
    {"compensation_refused", reason_code::compensation_refused},
    {"compensation_counted", reason_code::compensation_counted},
    {"tier_awarded", reason_code::tier_awarded},
    {"withheld_on_line", reason_code::withheld_on_line},
    {"offer_missing_set", reason_code::offer_missing_set},
    {"offer_for_tier", reason_code::offer_for_tier},
    {"offer_on_other_days", reason_code::offer_on_other_days},
    {"offer_not_open", reason_code::offer_not_open},
    {"redeemed", reason_code::redeemed},
    {"redemption_refused", reason_code::redemption_refused},
    {"redeemed_by_itself", reason_code::redeemed_by_itself},
    {"spent_on_discount", reason_code::spent_on_discount},
    {"reward_given", reason_code::reward_given},
    {"reward_refused", reason_code::reward_refused},
    {"reserved", reason_code::reserved},
    {"captured", reason_code::captured},
    {"released", reason_code::released},
    {"hold_refused", reason_code::hold_refused},
    {"sent", reason_code::sent},
    {"received", reason_code::received},
    {"transfer_refused", reason_code::transfer_refused},
    {"earned", reason_code::earned},
    {"debt_paid", reason_code::debt_paid},
    {"taken_back", reason_code::taken_back},
    {"owed", reason_code::owed},
    {"expired", reason_code::expired},
    {"opened", reason_code::opened},
    {"counted", reason_code::counted},
    {"cap_cut", reason_code::cap_cut},
    {"cap_refused", reason_code::cap_refused},
    {"restored", reason_code::restored},
    {"excused", reason_code::excused},
    {"forgiven", reason_code::forgiven},
    {"withheld", reason_code::withheld},
    {"action_awarded", reason_code::action_awarded},
    {"claim_repeated", reason_code::claim_repeated},
    {"given_by_hand", reason_code::given_by_hand},
    {"taken_by_hand", reason_code::taken_by_hand},
    {"withdrawn", reason_code::withdrawn},
    {"claim_not_due", reason_code::claim_not_due},
    {"ladder_paid", reason_code::ladder_paid},
    {"ladder_taken_back", reason_code::ladder_taken_back},
    {"ladder_frozen", reason_code::ladder_frozen},
    {"goal_reached", reason_code::goal_reached},
    {"goal_refunded", reason_code::goal_refunded},
    {"tier_reached", reason_code::tier_reached},
    {"tier_fallen", reason_code::tier_fallen},
    {"tier_distance", reason_code::tier_distance},
    {"tier_to_keep", reason_code::tier_to_keep},
    {"tier_renewed", reason_code::tier_renewed},
    {"tier_planned", reason_code::tier_planned},
    {"tier_set", reason_code::tier_set},
    {"tier_surplus", reason_code::tier_surplus},
    {"overspent", reason_code::overspent},
}};
template <>
inline constexpr choices<bound, 17> words_of<bound>{{
    {"wish", bound::wish},
    {"balance", bound::balance},
    {"payable", bound::payable},
    {"share", bound::share},
    {"step", bound::step},
    {"minimum", bound::minimum},
    {"limit", bound::limit},
    {"lines", bound::lines},
    {"points_cap", bound::points_cap},
    {"money_cap", bound::money_cap},
    {"least_balance", bound::least_balance},
    {"no_hold", bound::no_hold},
    {"hold_taken", bound::hold_taken},
    {"day", bound::day},
    {"channel", bound::channel},
    {"segment", bound::segment},
    {"guard", bound::guard},
}};
template <>
inline constexpr choices<suppression, 4> words_of<suppression>{{
    {"better", suppression::better},
    {"earlier", suppression::earlier},
    {"alone", suppression::alone},
    {"incompatible", suppression::incompatible},
}};
template <>
inline constexpr choices<compensation_bar, 5> words_of<compensation_bar>{{
    {"none", compensation_bar::none},
    {"other_goods", compensation_bar::other_goods},
    {"came_back", compensation_bar::came_back},
    {"repeated", compensation_bar::repeated},
    {"nothing_paid", compensation_bar::nothing_paid},
}};
template <>
inline constexpr choices<not_open, 4> words_of<not_open>{{
    {"no_coupon", not_open::no_coupon},
    {"not_asked", not_open::not_asked},
    {"used_up", not_open::used_up},
    {"budget", not_open::budget},
}};
template <>
inline constexpr choices<outcome, 3> words_of<outcome>{{
    {"decided", outcome::decided},
    {"repeat", outcome::repeat},
    {"merged", outcome::merged},
}};

/// The kinds of facts, in the order of the variant.
template <>
inline constexpr std::string_view kind_of<tessera::order> = "order";
template <>
inline constexpr std::string_view kind_of<tessera::item_return> = "item_return";
template <>
inline constexpr std::string_view kind_of<tessera::receipt_return> = "receipt_return";
template <>
inline constexpr std::string_view kind_of<tessera::order_progress> = "order_progress";
template <>
inline constexpr std::string_view kind_of<tessera::day_passes> = "day_passes";
template <>
inline constexpr std::string_view kind_of<tessera::action> = "action";
template <>
inline constexpr std::string_view kind_of<tessera::reserve> = "reserve";
template <>
inline constexpr std::string_view kind_of<tessera::capture> = "capture";
template <>
inline constexpr std::string_view kind_of<tessera::release> = "release";
template <>
inline constexpr std::string_view kind_of<tessera::claim> = "claim";
template <>
inline constexpr std::string_view kind_of<tessera::send_points> = "send_points";
template <>
inline constexpr std::string_view kind_of<tessera::receive_points> = "receive_points";
template <>
inline constexpr std::string_view kind_of<tessera::join_account> = "join_account";
template <>
inline constexpr std::string_view kind_of<tessera::compensate> = "compensate";

}  // namespace tessera::document
