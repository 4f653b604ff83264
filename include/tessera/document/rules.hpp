// SPDX-License-Identifier: BSL-1.0
#pragma once

#include <cstdint>
#include <optional>
#include <string>
#include <variant>
#include <vector>

#include <tessera/document/price_rules.hpp>
#include <tessera/document/segment_rules.hpp>
#include <tessera/policy/accrual.hpp>
#include <tessera/policy/action.hpp>
#include <tessera/policy/automatic_redemption.hpp>
#include <tessera/policy/goal.hpp>
#include <tessera/policy/ladder.hpp>
#include <tessera/policy/level_by_hand.hpp>
#include <tessera/policy/redemption.hpp>
#include <tessera/policy/returns.hpp>
#include <tessera/policy/reward.hpp>
#include <tessera/policy/tiers.hpp>
#include <tessera/policy/transfer.hpp>

/// Floor 6. The rules of a program document, one struct for each kind of policy, named like it. A field is
/// what the policy's choice of that name says, and its default the policy's.

namespace tessera::document {

// --- standing ----------------------------------------------------------------------------------------------

struct tier {
    std::string name{};
    std::vector<decimal> from{};  ///< a threshold for each measure
    std::vector<decimal> keep{};  ///< to stay; empty: what it takes to enter
    friend bool operator==(tier const&, tier const&) = default;
};
struct tiers {
    std::string name{};
    std::vector<measure> measures{};
    bool all = false;  ///< of several measures all decide, and not any
    std::vector<tier> steps{};
    effective from = effective::next_order;
    downgrade on_fall = downgrade::reassess;
    std::optional<hold> held{};
    life grace = endless;
    requalify on_requalifying = requalify::restarts;
    surplus above = surplus::lapses;
    bool counted_anew = false;
    friend bool operator==(tiers const&, tiers const&) = default;
};
struct level_by_hand {
    std::string action{};
    std::string tiers{};
    level_bound bound = level_bound::least;
    friend bool operator==(level_by_hand const&, level_by_hand const&) = default;
};

// --- earning -----------------------------------------------------------------------------------------------

/// Money that a point missing withholds from a refund.
struct withholding {
    decimal money{};
    decimal points = 1;
    friend bool operator==(withholding const&, withholding const&) = default;
};
struct further {
    decimal every{};
    decimal award{};
    friend bool operator==(further const&, further const&) = default;
};
struct ladder_step {
    decimal at{};
    std::optional<decimal> award{};
    std::optional<ratio> rate{};
    friend bool operator==(ladder_step const&, ladder_step const&) = default;
};
struct ladder {
    std::string name{};
    document::measure measure{};
    ladder_form form = ladder_form::increments;
    std::vector<ladder_step> steps{};
    ladder_end then = ladder_end::finite;
    std::optional<document::further> further{};
    on_return returned = on_return::follow;
    shortfall when_short = shortfall::owe;
    std::optional<document::withholding> withheld{};
    period_results at_period_end = period_results::close;
    std::int32_t usable_after = 0;
    std::string into{};    ///< a pool of another name
    std::string points{};  ///< a pool of points, instead of credit
    std::int32_t decimals = 0;
    bool usable_in_its_order = false;
    std::string segment{};
    std::string not_in_segment{};
    friend bool operator==(ladder const&, ladder const&) = default;
};

/// Returns: the pool into which a ladder pays.
[[nodiscard]] inline std::string const& pool_of(ladder const& l) noexcept {
    return !l.points.empty() ? l.points : !l.into.empty() ? l.into : l.name;
}

struct tier_times {
    std::string tier{};
    ratio times{};
    friend bool operator==(tier_times const&, tier_times const&) = default;
};
struct times_by_tier {
    std::string tiers{};
    std::vector<tier_times> steps{};
    friend bool operator==(times_by_tier const&, times_by_tier const&) = default;
};
struct extra {
    ratio times{};
    schedule when{};
    filter lines{};
    tags channel{};
    std::string segment{};
    std::string not_in_segment{};
    friend bool operator==(extra const&, extra const&) = default;
};
struct cap {
    decimal points{};
    cap_on what = cap_on::order;
    window within{};
    bool or_nothing = false;
    std::string shared_as{};
    friend bool operator==(cap const&, cap const&) = default;
};
struct least_order {
    decimal amount{};
    basis of{};
    friend bool operator==(least_order const&, least_order const&) = default;
};
/// Opens so long after an order has come so far.
struct opening {
    progress reached = progress::delivered;
    life wait = endless;
    friend bool operator==(opening const&, opening const&) = default;
};
struct accrual {
    std::string points{};
    std::string name{};  ///< empty: that of the points
    ratio rate{};
    basis of{};
    earned_per per = earned_per::amount;
    decimal whole{};  ///< of `whole_amount`
    rounding_scope scope = rounding_scope::order;
    rounding mode = rounding::down;
    std::optional<rounding> taking_back{};  ///< else as in earning
    take_back returned = take_back::proportional;
    std::int32_t decimals = 0;
    life living = endless;
    life_from since = life_from::opening;
    std::optional<life> pending{};
    std::optional<progress> opened_by{};
    std::optional<opening> opened_after{};
    std::vector<activity> renewed{};
    bool oldest_first = false;
    schedule when{};
    tags channel{};
    std::string segment{};
    std::string not_in_segment{};
    std::optional<least_order> from_order_of{};
    std::int64_t from_items = 0;
    std::optional<times_by_tier> by_tier{};
    std::vector<extra> extras{};
    combining combined_by = combining::product;
    std::vector<cap> caps{};
    friend bool operator==(accrual const&, accrual const&) = default;
};

struct action_award {
    std::string action{};
    std::string points{};
    std::string name{};  ///< empty: that of the action
    decimal amount{};
    std::int32_t decimals = 0;
    life living = endless;
    std::optional<life> pending{};
    std::optional<progress> opened_by{};
    std::string withdrawn_by{};
    window once_within{};
    std::optional<birthday_window> on_birthday{};
    std::string segment{};
    std::string not_in_segment{};
    friend bool operator==(action_award const&, action_award const&) = default;
};
struct tier_award {
    std::string tiers{};
    std::string tier{};
    std::string points{};
    std::string name{};  ///< empty: that of the tier
    decimal amount{};
    std::int32_t decimals = 0;
    life living = endless;
    std::optional<life> pending{};
    friend bool operator==(tier_award const&, tier_award const&) = default;
};
struct by_hand {
    std::string action{};
    std::string points{};
    hand what = hand::gives;
    std::int32_t decimals = 0;
    life living = endless;
    std::optional<life> pending{};
    friend bool operator==(by_hand const&, by_hand const&) = default;
};
struct rewards_per_order {
    std::int64_t most = 1;
    std::string slack{};
    friend bool operator==(rewards_per_order const&, rewards_per_order const&) = default;
};
struct goal {
    std::string rewards{};
    std::string collected{};
    decimal each{};
    std::optional<life> pending{};
    std::optional<rewards_per_order> per_order{};
    std::string refunded_by{};
    std::string segment{};
    std::string not_in_segment{};
    friend bool operator==(goal const&, goal const&) = default;
};

// --- spending ----------------------------------------------------------------------------------------------

struct worth {
    std::int64_t points = 1;
    decimal money{};
    friend bool operator==(worth const&, worth const&) = default;
};
struct share_of {
    ratio share{};
    std::optional<basis> of{};  ///< else of all there is to pay
    friend bool operator==(share_of const&, share_of const&) = default;
};
/// What points do to an order.
enum class spent_as : std::uint8_t { tender, discount };
/// Where points can be used, and where not.
struct openness {
    schedule when{};
    std::vector<schedule> not_when{};
    tags channel{};
    tags not_in_channel{};
    std::string segment{};
    std::string not_in_segment{};
    friend bool operator==(openness const&, openness const&) = default;
};
struct redemption {
    std::string points{};
    std::string name{};  ///< empty: that of the points
    spent_as as = spent_as::tender;
    document::worth worth{};
    openness open{};
    std::optional<std::int64_t> in_steps_of{};
    std::int64_t at_least = 0;
    std::optional<std::int64_t> at_most{};
    std::optional<decimal> worth_at_most{};
    std::optional<share_of> for_at_most{};
    std::int64_t from_balance = 0;
    filter over{};
    bool shipping = true;
    excess on_excess = excess::clamp;
    bool after_earning = false;
    friend bool operator==(redemption const&, redemption const&) = default;
};
/// Returns: what the id of such a rule is made of.
[[nodiscard]] inline std::string const& name_of(accrual const& a) noexcept {
    return a.name.empty() ? a.points : a.name;
}
[[nodiscard]] inline std::string const& name_of(tier_award const& a) noexcept {
    return a.name.empty() ? a.tier : a.name;
}
[[nodiscard]] inline std::string const& name_of(action_award const& a) noexcept {
    return a.name.empty() ? a.action : a.name;
}
[[nodiscard]] inline std::string const& name_of(redemption const& r) noexcept {
    return r.name.empty() ? r.points : r.name;
}
struct times_within {
    std::int64_t times = 1;
    window within{};
    friend bool operator==(times_within const&, times_within const&) = default;
};
struct tier_price {
    std::string tier{};
    decimal price{};
    friend bool operator==(tier_price const&, tier_price const&) = default;
};
struct prices_by_tier {
    std::string tiers{};
    std::vector<tier_price> steps{};
    friend bool operator==(prices_by_tier const&, prices_by_tier const&) = default;
};
struct reward {
    std::string name{};
    std::string points{};
    decimal price{};
    std::int64_t per = 1;
    std::optional<times_within> at_most{};
    std::optional<prices_by_tier> by_tier{};
    openness open{};
    bool or_nothing = false;
    bool after_earning = false;
    friend bool operator==(reward const&, reward const&) = default;
};
struct automatic_redemption {
    std::string name{};
    std::string points{};
    decimal step{};
    std::string into{};
    decimal each{};
    schedule when{};
    life living = endless;
    decimal from_balance{};
    std::optional<decimal> at_most{};
    bool in_points = false;
    std::int32_t decimals = 0;
    friend bool operator==(automatic_redemption const&, automatic_redemption const&) = default;
};
struct points_within {
    std::int64_t points = 0;
    window within{};
    friend bool operator==(points_within const&, points_within const&) = default;
};
struct transfer {
    std::string points{};
    std::string name{};  ///< empty: that of the points
    std::int64_t at_least = 0;
    std::optional<points_within> at_most{};
    friend bool operator==(transfer const&, transfer const&) = default;
};

// --- returns -----------------------------------------------------------------------------------------------

struct returns {
    std::string name = "returns";
    std::int32_t days = 0;
    shortfall when_short = shortfall::owe;
    std::optional<document::withholding> withheld{};
    std::optional<std::int64_t> owing_at_most{};
    std::int32_t reinstating = 0;     ///< points of expired lots come back for so many days; 0: they do not
    std::optional<life> reissuing{};  ///< points of expired lots are given out anew
    refund_split refunding = refund_split::proportional;
    bool with_shipping = false;
    bool without_receipt_at_base_rate = false;
    friend bool operator==(returns const&, returns const&) = default;
};

/// Credit instead of a return.
struct compensation {
    std::string name{};
    std::string credit{};
    ratio share{};
    filter of{};
    life living = endless;
    friend bool operator==(compensation const&, compensation const&) = default;
};

using rule =
    std::variant<tiers, level_by_hand, ladder, accrual, action_award, by_hand, goal, redemption, reward,
                 automatic_redemption, transfer, returns, member_price, promotion, quantity_price, offers,
                 margin_guard, coupon, compensation, tier_award, segment, allowance, line_guard, tax>;

}  // namespace tessera::document
