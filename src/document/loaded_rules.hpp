// SPDX-License-Identifier: BSL-1.0
#pragma once

#include <memory>
#include <utility>

#include <tessera/document/loaded_program.hpp>
#include <tessera/order/line_guard.hpp>
#include <tessera/order/taxes.hpp>
#include <tessera/policy/after_earning.hpp>
#include <tessera/policy/allowance.hpp>
#include <tessera/policy/compensation.hpp>
#include <tessera/policy/coupon.hpp>
#include <tessera/policy/discount_redemption.hpp>
#include <tessera/policy/segment.hpp>
#include <tessera/policy/tier_award.hpp>
#include <tessera/policy/usable_in_its_order.hpp>
#include <tessera/program/rule_list.hpp>
#include <tessera/program/versions.hpp>

/// Part of tessera::document. What a loaded program is made of: a list for each kind of policy. Few include
/// this: what decides by it is long, and compiled once.

namespace tessera::detail {

using loaded_rules =
    program<rule_list<tiers<any_number>>, rule_list<tiers<any_number, any_number>>, rule_list<level_by_hand>,
            rule_list<ladder<any_number>>, rule_list<usable_in_its_order<ladder<any_number>>>,
            rule_list<accrual<any_number, any_number, any_number>>, rule_list<action_award>,
            rule_list<by_hand>, rule_list<goal>, rule_list<redemption>, rule_list<after_earning<redemption>>,
            rule_list<discount_redemption>, rule_list<reward>, rule_list<after_earning<reward>>,
            rule_list<automatic_redemption>, rule_list<transfer>, rule_list<returns>,
            rule_list<member_price<any_number>>, rule_list<promotion>,
            rule_list<quantity_price<std::vector<quantity_step>>>, rule_list<offers>, rule_list<margin_guard>,
            rule_list<coupon>, rule_list<compensation>, rule_list<tier_award>, rule_list<segment<any_number>>,
            rule_list<allowance>, rule_list<line_guard>, rule_list<tax>>;

struct loaded_versions {
    std::shared_ptr<document::program const> said;
    tessera::version_list<loaded_rules> by;
};

}  // namespace tessera::detail
