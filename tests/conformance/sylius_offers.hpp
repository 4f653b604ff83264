// SPDX-License-Identifier: BSL-1.0
#pragma once

#include <string>
#include <vector>

#include "priced_cart.hpp"

/// Sylius in two parts: what happens in a case (sylius_promotions.cpp), and the offers that its promotions,
/// coupons and discounts are (sylius_offers.cpp).

namespace conformance {

/// Orders of before, and how many of them were canceled.
struct past_orders {
    std::int64_t count = 0, canceled = 0;
};

/// What the events of a case say.
struct sylius_sale {
    bool ordered = false, asked = false;  ///< asked: for a price of the catalog
    past_orders all, with_coupon;
    std::vector<std::string> codes, order_discounts, unit_discounts;
};

/// Effects: adds the offers of the programme's promotions, coupons and catalog prices to the cart, those of
///   a higher priority first, and last what the sale says is taken off.
void add_sylius_offers(fields& said, sylius_sale const& sale, priced_cart& cart);

}  // namespace conformance
