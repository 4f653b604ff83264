// SPDX-License-Identifier: BSL-1.0
#pragma once

#include <string_view>

#include <tessera/core/errc.hpp>

/// Part of tessera::document. What would be right where rules do not go together.

namespace tessera::document {

/// Returns: what would be right instead of a mistake in a program, beyond what the error says by
///   itself; nothing for what is no such mistake.
[[nodiscard]] inline std::string_view remedy_for(errc what) noexcept {
    switch (what) {
        case errc::no_steps: return "list one step, or tier, at least";
        case errc::steps_not_rising: return "list steps and tiers from the lowest to the highest, each once";
        case errc::totals_not_rising: return "with \"totals\" each award holds those before it";
        case errc::unknown_tier: return "a tier, by its group and name, of a rule \"tiers\" of this version";
        case errc::discount_above_whole: return "at most \"100%\"";
        case errc::negative_rate: return "zero or more";
        case errc::duplicate_rule: return "give one of them another \"name\"";
        case errc::unknown_points:
            return "points that an accrual, an action or a ladder of this version brings";
        case errc::cyclic_basis:
            return "a basis before the price that the tier changes: \"list\" or \"promoted\"";
        case errc::ladder_over_rolling_window:
        case errc::best_order_over_rolling_window: return "a calendar window or a lifetime";
        case errc::too_many_slots:
        case errc::unknown_slot:
            return "fewer pools, measures, ladders and caps, at most 64 in all; at most 64 tiers, and 24 "
                   "measures";
        case errc::lifetime_needed: return "one day or more";
        case errc::carry_denominator: return "a rate and multipliers with fewer decimals";
        case errc::not_representable: return "no more decimals than the currency, or the points, have";
        case errc::invalid_window: return "a length of one or more, and a day that every period has";
        case errc::carry_rounds_down: return "\"mode\": \"down\"";
        case errc::units_differ:
            return "the same \"decimals\" in all rules of one pool; credit and points apart";
        case errc::falling_ladder: return "rates that do not fall from step to step, or \"brackets\"";
        case errc::steps_and_rates: return "all steps with \"award\", or all with \"rate\"";
        case errc::tier_named_twice: return "another name for one of the tiers";
        case errc::benefit_named_twice: return "each tier once";
        case errc::endless_wait: return "\"latest\", or \"pending\", with a length";
        case errc::not_above_zero: return "more than zero";
        case errc::unnamed: return "a name of one letter or more";
        case errc::thresholds_missing: return "one threshold for each of one to four measures";
        case errc::stay_above_entry: return "\"keep\" no higher than \"from\"";
        case errc::hold_needed: return "\"held\"";
        case errc::period_needed: return "a calendar window, or a hold to the end of a period";
        case errc::lifetime_only: return "\"within\": {\"kind\": \"lifetime\"}";
        case errc::versions_not_rising: return "numbers and days above those of the version before";
        case errc::two_pools_needed: return "\"into\" another pool than \"points\"";
        case errc::redeemed_in_a_circle: return "\"into\" a pool that never turns back into \"points\"";
        case errc::unknown_stack: return "the name of one of \"stacks\", or none";
        case errc::unknown_benefit: return "the name of an offer, or of a price, of this version";
        case errc::steps_differ:
            return "\"share\" in the steps of a share, \"amount\" in those of amounts and prices";
        case errc::counted_twice:
            return "one of \"for_every\", \"more\", \"bundle\", \"bought\" and \"in_sets_of\"";
        case errc::amount_needed: return "\"amount\" of the order, or \"gift\" alone";
        case errc::brackets_of_shares:
            return "\"share\" in the offer or its steps, \"rounded\": \"sum\", no \"by\", and \"returned\": "
                   "\"pro_rata\" or \"kept\"";
        case errc::gives_nothing:
            return "\"share\", \"amount\", \"unit_price\", \"total_price\", \"gift\" or \"perk\" in the "
                   "offer";
        case errc::stack_named_twice: return "each name once";
        case errc::coupon_decimals: return "points without decimals";
        case errc::coupon_shared: return "points of its own for each offer";
        case errc::coupon_not_asked: return "\"by_coupon\": true in the offer, or \"by_allowance\"";
        case errc::unknown_segment: return "the name of a rule \"segment\" of this version";
        case errc::segments_in_a_circle: return "segments of which none leads back to itself";
        case errc::unsound_segment:
            return "1 to 32 conditions, shares of one unit, and another segment for \"not_in_segment\"";
        case errc::too_many_extras: return "at most eight \"extras\"";
        case errc::rates_have_no_steps: return "for rates \"returned\": \"follow\" or \"keep\"";
        case errc::hold_without_length: return "a length of one or more, or none said";
        case errc::one_measure_only: return "one measure, of spend, orders or items";
        case errc::balance_counts_no_orders: return "no \"counted\"; let the points wait, with \"pending\"";
        case errc::order_counts_later: return "tiers \"from\" the next order, or no \"counted\"";
        case errc::wait_without_length: return "a wait of one day or more";
        case errc::carry_is_exact: return "no \"returned\", or another \"scope\"";
        case errc::one_rate_needed: return "no extras for some lines, or \"scope\": \"line\"";
        case errc::results_without_orders:
            return "a measure of spend, orders or items with \"returned\": \"at_order\", and no \"counted\"";
        case errc::periods_count_at_once:
        case errc::best_order_counts_at_once: return "no \"counted\" for this measure";
        case errc::award_reads_payment: return "a measure of list or promoted prices, and no \"counted\"";
        case errc::joining_day_unknown: return "days of the month, the quarter or the year";
        case errc::older_chart: return "the pools, measures and ladders of the version before, and more";
        case errc::overflow: return "smaller figures";
        case errc::returns_needed: return "a rule \"returns\" beside it";
        default: return {};
    }
}

}  // namespace tessera::document
