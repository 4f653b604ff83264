// SPDX-License-Identifier: BSL-1.0
#pragma once

#include <cstdint>
#include <type_traits>

#include <tessera/core/ids.hpp>

/// Floor 2. Reasons: why a decision is what it is, as data. No text is kept; words are made from reasons
/// elsewhere, in any language. What `detail`, `a` and `b` mean is fixed per code in the table below.

namespace tessera {

/// The numbers are stable: hosts keep reasons beside their journals.
enum class reason_code : std::uint16_t {
    //                              detail             a                       b
    member_price = 101,    // level            discount, minor         base, minor
    promotion = 102,       // 0                discount, minor         base, minor
    quantity_price = 103,  // step reached     discount, minor         base, minor
    point_discount = 104,  // what bound it    discount, minor         base, minor

    offer_taken = 110,          // 0                  discount, minor         base, minor
    shipping_lowered = 111,     // 0                  discount, minor         base, minor
    gift_given = 112,           // 0                  how many                the article
    perk_given = 113,           // 0                  its marks               0
    offer_suppressed = 114,     // by a suppression   discount, minor         the offer that stands
    offer_missing = 115,        // 0                  missing to it, minor    where it begins, minor
    offer_missing_units = 116,  // 0                  units missing to it     where it begins, units
    search_cut = 117,           // 0                  offers that apply       of them looked at together
    withheld_by_guard = 118,    // 0                  kept back, minor        missing to the floor, minor

    coupon_used = 119,  // 0                  units of its pool       units available before

    not_for_segment = 120,     // 1 if not for it    0                       the segment
    allowance_used = 121,      // 0                  uses now                the most uses
    allowance_over = 122,      // 0                  0                       0
    allowance_restored = 123,  // 0                  uses now                the most uses

    benefit_kept = 125,      // 0             refunded for it in all, minor     what it gave, minor
    benefit_lost = 126,      // 0             withheld for it in all, minor     what it gave, minor
    refund_too_small = 127,  // 0             not withheld yet, minor           the refund, minor

    compensated = 128,           // 0         given, minor                      paid for the line, minor
    compensation_refused = 129,  // the bar   it would be, minor                the line's number
    compensation_counted = 130,  // 0         given instead in all, minor       what came back cost, minor

    tier_awarded = 131,  // level reached    units granted                  0

    withheld_on_line = 135,     // place of the line  kept back, minor        missing to the floor, minor
    offer_missing_set = 136,    // 0                  units missing to it     units of a set
    offer_for_tier = 137,       // level asked for    level now               0
    offer_on_other_days = 138,  // 0                  the day                 0
    offer_not_open = 139,       // by a not_open      0                       0

    redeemed = 201,            // what bound it      points taken            money bought, minor
    redemption_refused = 202,  // what bound it      points wished           points available
    redeemed_by_itself = 203,  // what bound it      points taken            value issued
    spent_on_discount = 204,   // 0                  points taken            discount, minor
    reward_given = 210,        // what bound it      points taken            how many
    reward_refused = 211,      // what bound it      how many wished         points available

    reserved = 212,      // what bound it      points kept back        their money, minor
    captured = 213,      // what bound it      points taken            money bought, minor
    released = 214,      // 0                  points given back       hold
    hold_refused = 215,  // what bound it      points wished           hold

    sent = 216,              // 0                  points sent             points available before
    received = 217,          // 0                  points received         points available now
    transfer_refused = 218,  // what bound it      points wished           points available

    earned = 301,      // rounding scope     points granted          basis, minor
    debt_paid = 302,   // 0                  of them paid on debt    debt left
    taken_back = 303,  // rounding scope     points due back         basis, minor
    owed = 304,        // 0                  of them owed            debt now
    expired = 305,     // slot               points expired          day it ended
    opened = 306,      // slot               points that opened      day they opened
    counted = 307,     // slot               what an order adds      the order

    cap_cut = 310,      // what it bounds     points granted          points wanted
    cap_refused = 311,  // what it bounds     0                       points wanted

    restored = 320,  // 0                  points put back         stored value back, minor
    excused = 321,   // 0                  of the own lot, ended   points due back
    forgiven = 322,  // 0                  points forgiven         points missing
    withheld = 323,  // 0                  points paid by it       refund withheld, minor

    action_awarded = 330,  // 0              points granted          claim
    claim_repeated = 331,  // 0              points not granted      claim
    given_by_hand = 332,   // 0              points given            0
    taken_by_hand = 333,   // 0              points taken            points to take
    withdrawn = 334,       // 0              points that waited      the order
    claim_not_due = 335,   // 0              points not granted      first day to claim, by number

    ladder_paid = 401,        // 0                  award                   measure, minor
    ladder_taken_back = 402,  // 0                  taken back              measure, minor
    ladder_frozen = 410,      // 0                  kept back               measure, minor

    goal_reached = 420,   // 0              rewards                 charged
    goal_refunded = 421,  // 0              refunded                borne by the program

    tier_reached = 501,   // new level          measure                 old level
    tier_fallen = 502,    // new level          measure                 old level
    tier_distance = 503,  // next level *       missing to it           measure

    tier_to_keep = 510,  // level *            missing to keep it      day it is judged
    tier_renewed = 511,  // level              measure                 day it is judged next
    tier_planned = 512,  // level to come      measure                 day it begins
    tier_set = 513,      // level set by staff 1 if it is exactly that day it ends
    tier_surplus = 514,  // level              carried on              measure

    overspent = 601,  // 0                  points spent, not there  debt now
    // * with several measures plus 256 times the place of the one that is meant
};

/// Why an offer that would have applied does not; the `detail` of its reason. The numbers are stable.
enum class suppression : std::uint16_t {
    better = 1,        ///< another of its stack is worth more
    earlier = 2,       ///< another of its stack comes first
    alone = 3,         ///< another stands alone
    incompatible = 4,  ///< it never stands together with another that does
};

/// Why a line is not compensated; the `detail` of its reason. The numbers are stable.
enum class compensation_bar : std::uint16_t {
    none = 0,
    other_goods = 1,   ///< it is not of the goods that the rule is for
    came_back = 2,     ///< some of it came back
    repeated = 3,      ///< it was compensated before
    nothing_paid = 4,  ///< the share of what was paid comes to nothing
};
/// Why an offer is not open to a customer to whom it may be; the `detail` of its reason. The numbers are
/// stable.
enum class not_open : std::uint16_t {
    no_coupon = 1,  ///< asked for, and the member holds no coupon for it
    not_asked = 2,  ///< the member holds a coupon for it, and did not ask
    used_up = 3,    ///< it was used as often as it may be
    budget = 4,     ///< what is left of its budget is less than it would take off
};

/// What limited a redemption, a reward or a hold; the `detail` of its reasons. The numbers are stable.
enum class bound : std::uint16_t {
    wish = 0,            ///< nothing: the member got what was asked for
    balance = 1,         ///< there are no more points
    payable = 2,         ///< the order costs no more
    share = 3,           ///< the most the program lets points pay of an order
    step = 4,            ///< only whole steps
    minimum = 5,         ///< less than the program's minimum
    limit = 6,           ///< as often as the program allows
    lines = 7,           ///< the lines that points can pay cost no more
    points_cap = 8,      ///< the most points in one order
    money_cap = 9,       ///< the most money in one order
    least_balance = 10,  ///< the member has fewer points than the program asks for
    no_hold = 11,        ///< no hold of that number keeps anything, or it is over
    hold_taken = 12,     ///< another hold has that number
    day = 13,            ///< the program lets no points be used on that day
    channel = 14,        ///< the program lets no points be used in that channel
    segment = 15,        ///< the program lets them be used by members of another segment
    guard = 16,          ///< a guard lets the order cost no less
};

/// One reason, 24 bytes without padding.
struct reason {
    std::int64_t a = 0;
    std::int64_t b = 0;
    rule_id rule{};
    reason_code code{};
    std::uint16_t detail = 0;
    friend constexpr bool operator==(reason const&, reason const&) noexcept = default;
};
static_assert(sizeof(reason) == 24 && std::has_unique_object_representations_v<reason>);

}  // namespace tessera
