// SPDX-License-Identifier: BSL-1.0
#include <algorithm>
#include <array>

#include <tessera/core/contract.hpp>
#include <tessera/document/lint.hpp>

/// What there is to find. docs/reference/check.md has the same table, and a test compares them.

namespace tessera::document {

namespace {

using enum severity;

constexpr std::array kinds{
    lint_kind{lint_code::unknown_tier, "unknown_tier", error,
              "a rule names tiers, or a tier, that the version does not define",
              "a name that a rule \"tiers\" of the version has"},
    lint_kind{lint_code::unknown_points, "unknown_points", error,
              "a rule spends or reads points that no rule brings",
              "the name of a pool that an accrual, an action, a ladder or a goal fills"},

    lint_kind{lint_code::tier_never_reached, "tier_never_reached", error,
              "a threshold is above all that its measure can come to",
              "a threshold within reach, a higher cap, or a longer window"},
    lint_kind{lint_code::tier_passed_over, "tier_passed_over", warning,
              "of several measures any decides, and by one of them two tiers begin together",
              "thresholds that rise in every measure"},
    lint_kind{lint_code::tier_flaps, "tier_flaps", warning,
              "a level stands on a figure that also falls by itself, and falls with it at once",
              "\"held\" for a term, a \"grace\", or \"keep\" below \"from\""},
    lint_kind{lint_code::tier_ends_with_period, "tier_ends_with_period", advice,
              "a level falls when the period of its measure ends, however late it was reached",
              "\"held\": {\"to_end_of_next\": ...}, or a \"grace\""},
    lint_kind{lint_code::tier_lost_to_redemption, "tier_lost_to_redemption", warning,
              "automatic redemption takes the balance on which a level stands",
              "a level by points earned, or a hold"},
    lint_kind{lint_code::keep_never_read, "keep_never_read", warning,
              "a threshold to stay, of a level that never falls", "no \"keep\", or another \"on_fall\""},
    lint_kind{lint_code::tiers_without_benefit, "tiers_without_benefit", advice,
              "a group of tiers that no rule reads",
              "a member price, a multiplier or a price of a reward; none where the host reads levels"},
    lint_kind{lint_code::regulars_pay_more, "regulars_pay_more", warning,
              "a higher tier gets less than a lower one, or than a newcomer",
              "benefits that do not fall from tier to tier"},

    lint_kind{lint_code::step_never_reached, "step_never_reached", error,
              "a step is above all that its measure can come to", "a step within reach, or a longer window"},
    lint_kind{lint_code::step_pays_nothing, "step_pays_nothing", warning, "reaching a step changes nothing",
              "an award, or a step fewer"},
    lint_kind{lint_code::step_pays_less, "step_pays_less", advice,
              "a later step is worth less than the one before", "awards that rise, or \"totals\""},
    lint_kind{lint_code::step_above_cap, "step_above_cap", warning,
              "a step alone fills a pool above the balance up to which orders earn",
              "a higher cap on the balance, or a pool of its own"},
    lint_kind{lint_code::step_kept_after_return, "step_kept_after_return", warning,
              "an award stays when what reached its step comes back",
              "\"returned\": \"follow\", or orders that count once they cannot come back (\"counted\")"},

    lint_kind{lint_code::earns_on_itself, "earns_on_itself", warning,
              "what points pay earns the same points again",
              "a basis without stored value, and down to the price paid"},
    lint_kind{lint_code::spent_value_pays_steps, "spent_value_pays_steps", advice,
              "what points pay counts toward the steps of a ladder", "a measure without stored value"},
    lint_kind{lint_code::splitting_gains, "splitting_gains", warning,
              "an order in two parts earns more than in one",
              "\"mode\": \"down\", \"rounded\": \"carry\", a minimum or a cap over a window"},
    lint_kind{lint_code::split_evades_cap, "split_evades_cap", advice,
              "a cap for each order, and none for a time", "a cap \"of\" a \"window\" beside it"},
    lint_kind{lint_code::gives_back_much, "gives_back_much", warning,
              "points, or steps, give back more of a price than the stated share",
              "a lower rate, lower multipliers or awards, or points that are worth less"},
    lint_kind{lint_code::gives_back_all, "gives_back_all", error,
              "points, or steps, pay for what earns them, or more",
              "a lower rate, lower multipliers or awards, or points that are worth less"},
    lint_kind{lint_code::over_before_it_opens, "over_before_it_opens", error,
              "value is over on the day it opens, and is never given",
              "a longer life, a shorter wait, or a life from the opening on"},
    lint_kind{lint_code::extras_meet, "extras_meet", advice,
              "two multipliers hold on one day, and both count",
              "\"combined_by\": \"max\", or days apart; none where it is meant"},
    lint_kind{lint_code::earned_twice, "earned_twice", warning,
              "two accruals fill one pool for the same orders", "one of them, with the rate of both"},
    lint_kind{lint_code::cap_never_cuts, "cap_never_cuts", warning,
              "another cap of the rule is always reached first", "a lower cap, or one fewer"},

    lint_kind{lint_code::points_nobody_spends, "points_nobody_spends", warning,
              "a pool fills, and no rule spends it or reads it",
              "a redemption, a reward, a goal, or a tier by these points"},
    lint_kind{lint_code::never_enough_points, "never_enough_points", error,
              "a rule needs more points than any award lifts a balance to",
              "a lower minimum, or a higher cap on the balance"},
    lint_kind{lint_code::bounds_exclude, "bounds_exclude", error, "no amount is within all bounds of a rule",
              "a minimum and steps below the most"},
    lint_kind{lint_code::nothing_to_spend_yet, "nothing_to_spend_yet", warning,
              "a rule may spend what its order earns, and that still waits",
              "no \"pending\", or no \"after_earning\""},
    lint_kind{lint_code::points_stranded, "points_stranded", warning,
              "what members still have of a pool can no longer be spent",
              "the old rule that spends it, until the last lot has ended"},
    lint_kind{lint_code::gifts_can_be_sent, "gifts_can_be_sent", advice,
              "points given for an action can be sent on without end",
              "\"at_most\" for what a member sends, or a pool of its own for gifts"},

    lint_kind{lint_code::never_applies, "never_applies", error,
              "a schedule has no day while its version is in force", "days within those of the version"},
    lint_kind{lint_code::always_closed, "always_closed", error,
              "every day on which a rule is open is one on which it is closed",
              "other days for \"when\" or \"not_when\""},

    lint_kind{lint_code::benefits_add_up, "benefits_add_up", warning,
              "one order brings several benefits of the member, and nothing bounds their sum",
              "one price for all and points for members; or caps on what is earned"},
    lint_kind{lint_code::promotions_add_up, "promotions_add_up", warning,
              "two promotions take from the same lines of the same orders",
              "one of them, or \"given\" tags that no order has both of"},
    lint_kind{lint_code::amount_off_any_order, "amount_off_any_order", warning,
              "an amount comes off every order, however small",
              "\"given\" a tag of orders that are large enough"},
    lint_kind{lint_code::all_for_free, "all_for_free", warning, "everything comes off the price",
              "a share below \"100%\", or \"at_most\""},
    lint_kind{lint_code::more_costs_less, "more_costs_less", advice, "more pieces cost less than fewer",
              "a smaller step in the price"},
    lint_kind{lint_code::quantity_costs_more, "quantity_costs_more", warning,
              "a piece costs more from a step on", "prices that do not rise from step to step"},
    lint_kind{lint_code::offers_without_guard, "offers_without_guard", warning,
              "several offers come off one order, and no guard bounds what it loses",
              "a rule \"margin_guard\"; or a stack of which one offer stands"},
    lint_kind{lint_code::stack_without_offers, "stack_without_offers", advice,
              "a stack is listed, and no offer stands in it", "offers that name it, or no such stack"},
    lint_kind{lint_code::part_never_filled, "part_never_filled", error,
              "an earlier part of a bundle takes all goods that a later one could",
              "the part for fewer goods first"},
    lint_kind{lint_code::guard_counts_too_little, "guard_counts_too_little", warning,
              "a guard counts less as earned than members can earn with an order",
              "\"earned\" of the highest share that rules give back"},

    lint_kind{lint_code::returns_not_taken, "returns_not_taken", warning,
              "orders bring awards, and no rule takes goods back by their receipt", "a rule \"returns\""},
    lint_kind{lint_code::spent_then_forgiven, "spent_then_forgiven", warning,
              "points can be spent before their order comes back, and are then forgiven",
              "\"pending\" as long as goods can come back; or \"when_short\": \"owe\" or \"withhold\""},
    lint_kind{lint_code::debt_outlives_points, "debt_outlives_points", advice,
              "points end, and what a member owes does not",
              "\"owing_at_most\", or \"when_short\": \"withhold\""},

    lint_kind{lint_code::benefit_kept_after_return, "benefit_kept_after_return", warning,
              "goods can come back, and what came off them stays on the others",
              "\"returned\": \"pro_rata\", or \"lost\""},
    lint_kind{lint_code::loses_nothing, "loses_nothing", warning,
              "an offer is lost with the goods that it asks for, and asks for none",
              "\"from\" so much, or \"returned\": \"pro_rata\""},

    lint_kind{lint_code::reward_for_good_review, "reward_for_good_review", advice,
              "an action sounds like praise: a reward for a good review misleads those who read it",
              "points for any review, good or bad"},
    lint_kind{lint_code::birthday_on_any_day, "birthday_on_any_day", advice,
              "an action sounds like a birthday, and can be claimed on any day", "\"on_birthday\""},
    lint_kind{lint_code::referral_without_wait, "referral_without_wait", advice,
              "an action sounds like a referral, and its award waits for nothing",
              "\"pending\" longer than the friend can return, with \"withdrawn_by\""},

    lint_kind{lint_code::segment_never_holds, "segment_never_holds", error,
              "the conditions of a segment exclude each other, or one of them is out of reach",
              "conditions that one member can meet on one day"},
    lint_kind{lint_code::segment_nobody_names, "segment_nobody_names", advice,
              "a segment is defined, and no rule is held to it",
              "a rule with \"segment\" or \"not_in_segment\""},
    lint_kind{lint_code::rule_for_nobody, "rule_for_nobody", error,
              "a rule is for members of a segment, and for nobody of another one that holds all of them",
              "one of the two, or another segment"},

    lint_kind{lint_code::nothing_given, "nothing_given", warning,
              "an offer takes off nothing, or an accrual has a rate of zero",
              "a figure above zero, or a rule fewer"},
    lint_kind{lint_code::offer_steps_fall, "offer_steps_fall", advice,
              "a later step of an offer gives less than the one before",
              "steps that rise, or \"brackets\"; of zero only as a bound above"},
    lint_kind{lint_code::filter_takes_nothing, "filter_takes_nothing", error,
              "lines must bear a tag and must not", "the tag in \"with\" or in \"without\""},
    lint_kind{lint_code::offer_bars_itself, "offer_bars_itself", advice,
              "an offer is never to stand together with itself", "the names of other offers"},
    lint_kind{lint_code::gift_with_every_order, "gift_with_every_order", warning,
              "a gift comes with every order, however small", "\"from\", \"on_request\" or \"by_coupon\""},
};

}  // namespace

std::span<lint_kind const> lint_kinds() noexcept { return kinds; }

lint_kind const& kind_of_finding(lint_code code) noexcept {
    auto const* const found =
        std::find_if(kinds.begin(), kinds.end(), [&](lint_kind const& k) { return k.code == code; });
    TESSERA_EXPECTS(found != kinds.end());
    return *found;
}

std::string_view to_text(severity how) noexcept {
    return how == error ? "error" : how == warning ? "warning" : "advice";
}

}  // namespace tessera::document
