// SPDX-License-Identifier: BSL-1.0
#pragma once

#include <tessera/document/program.hpp>
#include <tessera/policy/allowance.hpp>
#include <tessera/policy/compensation.hpp>
#include <tessera/policy/coupon.hpp>
#include <tessera/policy/segment.hpp>
#include <tessera/policy/tier_award.hpp>
#include <tessera/program/compose.hpp>

/// Part of tessera::document. From what a document says of a rule to the policy that does it. Texts stay
/// where they are: policies view them.

namespace tessera::document {

/// Makes policies of one document's version.
class builder {
public:
    explicit builder(std::vector<std::string> const& tags) noexcept : tags_(tags) {}

    [[nodiscard]] tag_set bits(tags const& of) const;
    [[nodiscard]] line_filter lines(filter const& f) const;
    [[nodiscard]] tessera::basis part(basis const& b) const;
    [[nodiscard]] tessera::measure figure(measure const& m) const;
    [[nodiscard]] tessera::schedule days(schedule const& s) const;

    [[nodiscard]] tessera::tiers<any_number, any_number> policy(tiers const& t) const;
    /// Returns: the same of tiers by one measure, which is quicker. Preconditions: they have one.
    [[nodiscard]] tessera::tiers<any_number> policy_by_one(tiers const& t) const;
    [[nodiscard]] tessera::level_by_hand policy(level_by_hand const& l) const;
    [[nodiscard]] tessera::ladder<any_number> policy(ladder const& l) const;
    [[nodiscard]] tessera::accrual<any_number, any_number, any_number> policy(accrual const& a) const;
    [[nodiscard]] tessera::action_award policy(action_award const& a) const;
    [[nodiscard]] tessera::tier_award policy(tier_award const& a) const;
    [[nodiscard]] tessera::by_hand policy(by_hand const& h) const;
    [[nodiscard]] tessera::goal policy(goal const& g) const;
    [[nodiscard]] tessera::redemption policy(redemption const& r) const;
    [[nodiscard]] tessera::reward policy(reward const& r) const;
    [[nodiscard]] tessera::automatic_redemption policy(automatic_redemption const& a) const;
    [[nodiscard]] tessera::transfer policy(transfer const& t) const;
    [[nodiscard]] tessera::returns policy(returns const& r) const;
    [[nodiscard]] tessera::member_price<any_number> policy(member_price const& m) const;
    [[nodiscard]] tessera::promotion policy(promotion const& p) const;
    [[nodiscard]] tessera::quantity_price<std::vector<tessera::quantity_step>> policy(
        quantity_price const& q) const;
    [[nodiscard]] tessera::offers policy(offers const& o) const;
    [[nodiscard]] tessera::margin_guard policy(margin_guard const& g) const;
    [[nodiscard]] tessera::line_guard policy(line_guard const& g) const;
    [[nodiscard]] tessera::coupon policy(coupon const& c) const;
    [[nodiscard]] tessera::compensation policy(compensation const& c) const;
    [[nodiscard]] tessera::allowance policy(allowance const& a) const;
    [[nodiscard]] tessera::segment<any_number> policy(segment const& s) const;
    [[nodiscard]] static tessera::tax policy(tax const& t) noexcept;

private:
    template <class Rule>
    [[nodiscard]] Rule opened(Rule made, openness const& o) const;

    std::vector<std::string> const& tags_;
};

/// Returns: the bit of a tag by its name; 0 for a name that is none.
[[nodiscard]] tag_set tag_named(std::vector<std::string> const& declared, std::string_view name) noexcept;

}  // namespace tessera::document
