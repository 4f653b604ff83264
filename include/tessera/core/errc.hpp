// SPDX-License-Identifier: BSL-1.0
#pragma once

#include <cstdint>
#include <string_view>

/// Floor 0. Every inability the library can report, with a stable number: a number is never reused and a
/// meaning never changes, so that a host may store it. The hundreds are the floors' themes.

namespace tessera {

enum class errc : std::uint16_t {
    ok = 0,

    // values
    overflow = 101,           ///< a result does not fit in 64 bits
    division_by_zero = 102,   ///< a ratio with denominator zero
    not_representable = 103,  ///< more decimals than the currency or point type has
    currency_mismatch = 104,  ///< two currencies in one operation
    unknown_currency = 105,   ///< not an ISO 4217 code of the table
    malformed_number = 106,   ///< not a decimal number
    invalid_weights = 107,    ///< a negative weight, or none that could take a share
    scale_mismatch = 108,     ///< points of two scales in one operation

    // calendar
    invalid_date = 201,        ///< no such day, or outside the years 1400 to 9999
    invalid_window = 202,      ///< a window of no length, or a start that no period has
    unknown_zone = 203,        ///< no time zone of that name
    malformed_zone = 204,      ///< a time-zone rule that cannot be read
    outside_zone_table = 205,  ///< an instant for which the zone's table holds no rule
    malformed_date = 206,      ///< not a date or time as ISO 8601 writes it

    // ledger
    behind_frontier = 301,  ///< not after the account's last fact, by time and sequence: it needs a merge
    version_moved = 302,    ///< the account changed since the decision was made
    bad_posting = 303,      ///< a posting the chart does not allow
    overdrawn = 304,        ///< a posting takes more than the lot or the debt holds
    unknown_slot = 305,     ///< a slot the chart does not have

    // facts
    empty_order = 401,            ///< an order or a return without lines
    negative_amount = 402,        ///< a quantity, price or amount below zero: a sign is never a meaning
    deduction_above_list = 403,   ///< deductions of a line above its list amount
    paid_above_price = 404,       ///< more paid with stored value than the order costs
    stale_receipt = 405,          ///< an older image of a receipt than the one of its last return
    return_too_late = 406,        ///< a return before its order, or past the program's horizon
    unknown_line = 407,           ///< a return of a line that the order does not have
    returned_above_bought = 408,  ///< more of a line comes back than there is of it
    nothing_left = 409,           ///< all of the order has come back before
    joining_day_needed = 410,     ///< a membership year, of a fact without the day the member joined

    // program
    no_steps = 501,                        ///< tiers or a ladder without a single step
    steps_not_rising = 502,                ///< thresholds out of order, or two alike
    totals_not_rising = 503,               ///< a ladder of totals in which a later total is lower
    unknown_tier = 504,                    ///< a benefit for a tier that no rule defines
    discount_above_whole = 505,            ///< more than 100 % off
    negative_rate = 506,                   ///< a rate, award or threshold below zero
    duplicate_rule = 507,                  ///< two rules of one name
    unknown_points = 508,                  ///< a redemption of points that no rule issues
    cyclic_basis = 509,                    ///< an award in its own order that reads what it changes
    ladder_over_rolling_window = 510,      ///< steps cannot be kept when the measure falls with time
    too_many_slots = 511,                  ///< more slots than a chart holds
    lifetime_needed = 512,                 ///< lots without a life, or one of no length
    carry_denominator = 513,               ///< a carry remainder whose denominator exceeds 10^9
    best_order_over_rolling_window = 514,  ///< the next best of what a window keeps is not known
    carry_rounds_down = 515,               ///< a rounding mode for an accrual that carries its remainder
    units_differ = 516,                    ///< one pool for points of two scales, or for points and money
    falling_ladder = 517,                  ///< a ladder that pays less for more
    steps_and_rates = 518,                 ///< awards read as rates, or rates as awards
    rates_have_no_steps = 519,             ///< a ladder of rates whose steps are to be revoked or frozen
    tier_named_twice = 520,                ///< two tiers of one name in a group
    benefit_named_twice = 521,             ///< two discounts of one rule for one tier
    thresholds_missing = 522,              ///< a tier with more or fewer thresholds than measures
    stay_above_entry = 523,                ///< a threshold to stay above that to enter
    hold_without_length = 524,             ///< a hold or a grace of no length
    hold_needed = 525,                     ///< a choice for the end of a term, and tiers without a hold
    period_needed = 526,                   ///< a choice for the end of a period, and a measure without one
    lifetime_only = 527,                   ///< a measure counted from a tier's start, over another window
    one_measure_only = 528,          ///< a choice that works on one measure of tiers, and several of them
    unknown_level = 529,             ///< a fact names tiers or a level that no rule defines
    endless_wait = 530,              ///< lots or orders that wait for ever: a wait needs a latest day
    balance_counts_no_orders = 531,  ///< a balance of which orders are to count later: its lots wait instead
    order_counts_later = 532,        ///< tiers of this order, by a measure in which it counts later
    wait_without_length = 533,       ///< an order that is to count later, after no time
    not_above_zero = 534,            ///< a figure of zero or below where only more has a meaning
    unnamed = 535,                   ///< a rule, points, tiers or a tier without a name
    carry_is_exact = 536,            ///< a choice of what goes back of an accrual that carries its remainder
    one_rate_needed = 537,           ///< an award recomputed for the order as one, and extras for some lines
    results_without_orders = 538,    ///< periods open to later returns, by what no return lowers at its order
    periods_count_at_once = 539,     ///< periods with an order, of orders that count later
    best_order_counts_at_once = 543,  ///< a best order that falls with its return, of orders that count later

    too_many_extras = 544,  ///< more than eight multipliers of one rule besides those by tier

    // redemption
    unknown_rule = 540,         ///< a request that no rule of the program answers
    holds_collide = 541,        ///< two accounts to be joined that have holds of one number
    award_reads_payment = 542,  ///< an award its own order can be paid with, by what depends on the payment

    // points as a discount
    discount_needs_order = 570,  ///< a capture, without an order, of points that lower a price

    // compensation
    returns_needed = 571,  ///< a compensation in a program that takes no returns by their receipt

    // actions
    birth_date_needed = 580,  ///< a claim of a birthday that does not say when the member was born

    // merge and versions
    behind_horizon = 550,       ///< a fact older than the account from which history is told again
    fact_differs = 551,         ///< a fact or a receipt that is another one under a known id or place in time
    broken_history = 552,       ///< the facts handed in are not those between horizon and frontier, in order
    no_rule_for_fact = 553,     ///< the program has no rule that takes facts of this kind
    older_chart = 554,          ///< a version whose chart does not take the slots of the one before along
    versions_not_rising = 555,  ///< versions of a program out of order, in number or in day

    // automatic redemption
    joining_day_unknown = 560,   ///< something that happens by itself, on anniversaries of joining
    two_pools_needed = 561,      ///< points that are to become value of their own pool
    redeemed_in_a_circle = 562,  ///< pools that turn into each other by themselves

    // offers
    unknown_stack = 565,       ///< an offer in a stack that is not listed
    unknown_benefit = 566,     ///< an offer or a price that is named where no rule gives it
    steps_differ = 585,        ///< a step of an offer that gives something else than the offer
    stack_named_twice = 586,   ///< two stacks of one name
    coupon_decimals = 587,     ///< coupons in a pool of parts of a point
    coupon_shared = 588,       ///< one pool of coupons for two offers
    coupon_not_asked = 589,    ///< a coupon or an allowance for an offer that asks for none
    counted_twice = 590,       ///< an offer by sets, bundles, steps and every so much, of which one goes
    amount_needed = 591,       ///< an offer for every so much that gives a share or a price
    brackets_of_shares = 592,  ///< brackets that are no shares of a sum, or are to be lost with goods
    gives_nothing = 593,       ///< an offer without a share, an amount, a price, a gift and perks

    // segments
    unknown_segment = 567,       ///< a segment that is named where no rule defines it
    segments_in_a_circle = 568,  ///< segments of which each depends on the other
    unsound_segment = 569,       ///< no condition or too many, a share of another unit, in and not in one

    // documents
    malformed_json = 601,      ///< the text is no JSON
    document_too_large = 602,  ///< more bytes than the limits allow, or deeper nested
    duplicate_key = 603,       ///< a key that stands twice in one object
    unknown_key = 604,         ///< a key that the format does not have there
    missing_key = 605,         ///< a key that must be there
    wrong_type = 606,          ///< a value of another type than the format has there
    unknown_word = 607,        ///< a word that is none of the choices
    out_of_range = 608,        ///< a number that is too small or too large
    one_of_needed = 609,       ///< of several keys none is there, or two that exclude each other
    unknown_tag = 610,         ///< a tag that the document does not declare
    unknown_format = 611,      ///< a format that this library does not read
    bad_chart = 612,           ///< a chart whose slots do not fit together
    rows_out_of_order = 613,   ///< rows that do not stand in their order, or one that stands twice
    unsound_figure = 614,      ///< a figure that no journal leaves in an account, no decision in a receipt
    unknown_receipt = 615,     ///< a return whose receipt nobody has
    unknown_account = 616,     ///< a join whose other account nobody has
    malformed_cbor = 617,      ///< bytes that are no snapshot in deterministic CBOR
};

/// Returns: one plain sentence for people; never empty. Complexity: constant.
[[nodiscard]] constexpr std::string_view message(errc code) noexcept {
    switch (code) {
        case errc::ok: return "no error";
        case errc::overflow: return "the result does not fit in 64 bits";
        case errc::division_by_zero: return "a ratio cannot have the denominator zero";
        case errc::not_representable: return "the number has more decimals than its unit";
        case errc::currency_mismatch: return "the amounts are of different currencies";
        case errc::unknown_currency: return "this is not a currency code of ISO 4217";
        case errc::malformed_number: return "this is not a decimal number";
        case errc::invalid_weights: return "a weight is negative, or no weight can take a share";
        case errc::scale_mismatch: return "the points are of different scales";
        case errc::invalid_date: return "there is no such day between the years 1400 and 9999";
        case errc::invalid_window: return "the window has no length, or starts where no period can";
        case errc::unknown_zone: return "there is no time zone of that name";
        case errc::malformed_zone: return "the time-zone rule cannot be read";
        case errc::outside_zone_table: return "the zone's table holds no rule for this instant";
        case errc::malformed_date: return "this is not a date or time as ISO 8601 writes it";
        case errc::behind_frontier:
            return "by time and sequence the fact is not after the account's last one: it needs a merge";
        case errc::version_moved: return "the account changed since the decision was made";
        case errc::bad_posting: return "the chart does not allow this posting";
        case errc::overdrawn: return "the posting takes more than there is";
        case errc::unknown_slot: return "the chart has no such slot";
        case errc::empty_order: return "an order or a return needs at least one line";
        case errc::negative_amount: return "a quantity, price or amount is below zero";
        case errc::deduction_above_list: return "a line's deductions exceed its list amount";
        case errc::paid_above_price: return "stored value pays more than the order costs";
        case errc::stale_receipt: return "the receipt is not the one of the order's last return";
        case errc::return_too_late: return "the program takes no return of this order on that day";
        case errc::unknown_line: return "the order has no line of that number";
        case errc::returned_above_bought: return "more comes back of a line than there is left of it";
        case errc::nothing_left: return "all of the order has come back before";
        case errc::joining_day_needed: return "a membership year needs the day on which the member joined";
        case errc::no_steps: return "tiers and ladders need at least one step";
        case errc::steps_not_rising: return "thresholds must rise from step to step";
        case errc::totals_not_rising: return "the totals of a ladder must rise from step to step";
        case errc::unknown_tier: return "a benefit names a tier that no rule defines";
        case errc::discount_above_whole: return "a discount cannot be above 100 %";
        case errc::negative_rate: return "a rate, award or threshold is below zero";
        case errc::duplicate_rule: return "two rules have the same name";
        case errc::unknown_points: return "a redemption names points that no rule issues";
        case errc::cyclic_basis: return "an award in its own order reads what it changes";
        case errc::ladder_over_rolling_window: return "a ladder cannot stand on a rolling window";
        case errc::too_many_slots: return "the program needs more slots than a chart holds";
        case errc::lifetime_needed: return "a lot needs a life of at least one day";
        case errc::carry_rounds_down: return "an accrual that carries its remainder rounds down";
        case errc::units_differ: return "a pool holds points of one scale, or money, and not both";
        case errc::falling_ladder: return "a ladder cannot pay less for more";
        case errc::rates_have_no_steps: return "a ladder of rates has no award of a step to revoke or freeze";
        case errc::steps_and_rates: return "steps with awards and steps with rates are two kinds of ladder";
        case errc::tier_named_twice: return "two tiers of a group have the same name";
        case errc::benefit_named_twice: return "a member price has two discounts for one tier";
        case errc::endless_wait: return "what waits needs a latest day";
        case errc::balance_counts_no_orders: return "a balance counts no orders: let its lots wait instead";
        case errc::order_counts_later: return "tiers of this order need a measure in which it counts at once";
        case errc::wait_without_length: return "an order that counts later needs a wait of at least one day";
        case errc::not_above_zero: return "a figure that must be above zero is not";
        case errc::unnamed: return "a rule, points, tiers or a tier have no name";
        case errc::carry_is_exact:
            return "of an accrual that carries its remainder, returns take back exactly";
        case errc::one_rate_needed:
            return "an award recomputed for an order as one needs one rate for its lines";
        case errc::best_order_counts_at_once:
            return "a best order that falls with its return is counted by the order's day alone";
        case errc::periods_count_at_once: return "periods with an order are counted by the order's day alone";
        case errc::results_without_orders:
            return "periods stay open only for a measure that returns lower at their order";
        case errc::too_many_extras: return "a rule has at most eight multipliers besides those by tier";
        case errc::thresholds_missing: return "a tier needs one threshold for each measure";
        case errc::stay_above_entry: return "staying in a tier cannot take more than entering it";
        case errc::hold_without_length: return "a hold or a grace needs a length of at least one day";
        case errc::hold_needed: return "this choice is about the end of a term, and the tiers have no hold";
        case errc::period_needed: return "this choice is about the end of a period, and the measure has none";
        case errc::lifetime_only: return "what counts from a tier's start needs a measure over a lifetime";
        case errc::one_measure_only: return "this choice needs tiers by one measure that adds up";
        case errc::unknown_level: return "the fact names tiers or a level that no rule defines";
        case errc::best_order_over_rolling_window:
            return "the best order cannot be kept over a rolling window";
        case errc::carry_denominator: return "the carried remainder needs a denominator above 10^9";
        case errc::unknown_rule: return "no rule of the program answers the request";
        case errc::award_reads_payment:
            return "an award that can pay its own order depends on how the order is paid";
        case errc::holds_collide: return "two accounts to be joined have holds of one number";
        case errc::birth_date_needed: return "a birthday needs the day on which the member was born";
        case errc::discount_needs_order: return "points that lower a price can be captured by an order only";
        case errc::returns_needed: return "compensation needs a rule that takes returns by their receipt";
        case errc::behind_horizon: return "the fact is older than the history that is still at hand";
        case errc::fact_differs: return "another fact has this id or this place in time";
        case errc::broken_history: return "the facts are not those between the horizon and the frontier";
        case errc::no_rule_for_fact: return "the program has no rule for facts of this kind";
        case errc::older_chart: return "a version leaves out slots of the one before";
        case errc::versions_not_rising: return "versions must rise in number and in day";
        case errc::joining_day_unknown:
            return "what happens by itself cannot look at the day on which the member joined";
        case errc::two_pools_needed: return "points cannot become value of their own pool";
        case errc::redeemed_in_a_circle: return "pools cannot turn into each other by themselves, and back";
        case errc::unknown_stack: return "no such stack of offers is listed";
        case errc::unknown_benefit: return "no rule gives the offer, or the price, that is named";
        case errc::steps_differ: return "a step gives something else than its offer";
        case errc::stack_named_twice: return "two stacks have the same name";
        case errc::coupon_decimals: return "a coupon is whole, and its pool has parts of a point";
        case errc::coupon_shared: return "one pool holds the coupons of two offers";
        case errc::counted_twice:
            return "an offer counts in one way: by sets, by a bundle, by steps or for every so much";
        case errc::amount_needed: return "an offer for every so much gives an amount of the order, or a gift";
        case errc::brackets_of_shares:
            return "brackets are shares of the sum of goods, and are not lost when some come back";
        case errc::gives_nothing: return "the offer gives nothing";
        case errc::coupon_not_asked: return "the offer of a coupon, or of an allowance, asks for none";
        case errc::unknown_segment: return "no rule defines the segment that is named";
        case errc::segments_in_a_circle: return "segments depend on each other in a circle";
        case errc::unsound_segment:
            return "a segment has 1 to 32 conditions, a share two measures of one unit, and nobody is both "
                   "in a segment and outside";
        case errc::malformed_json: return "this is not JSON";
        case errc::document_too_large: return "the document is larger, or deeper nested, than allowed";
        case errc::duplicate_key: return "a key stands twice";
        case errc::unknown_key: return "there is no such key here";
        case errc::missing_key: return "a key is missing";
        case errc::wrong_type: return "the value is of another type";
        case errc::unknown_word: return "this is none of the words allowed here";
        case errc::out_of_range: return "the number is too small or too large";
        case errc::one_of_needed:
            return "of these keys there must be one, and no two that exclude each other";
        case errc::unknown_tag: return "the document declares no such tag";
        case errc::unknown_format: return "this format is not known";
        case errc::bad_chart: return "the slots of the chart do not fit together";
        case errc::rows_out_of_order: return "the rows do not stand in their order, or one stands twice";
        case errc::unsound_figure: return "no journal and no decision leaves this figure";
        case errc::unknown_receipt: return "there is no receipt of this order";
        case errc::unknown_account: return "there is no account of this member";
        case errc::malformed_cbor: return "this is no snapshot in deterministic CBOR";
    }
    return "an unknown error";
}

}  // namespace tessera
