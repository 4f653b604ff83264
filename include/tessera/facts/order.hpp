// SPDX-License-Identifier: BSL-1.0
#pragma once

#include <cstdint>
#include <limits>
#include <span>

#include <tessera/facts/line.hpp>
#include <tessera/ledger/posting.hpp>
#include <tessera/money/ratio.hpp>

/// Floor 3. The facts a host hands in: orders, returns, and that a day has come. A fact's id, its place in
/// time and its business day are given once. Facts view the host's memory and own nothing.

namespace tessera {

/// What every fact has.
struct fact_head {
    fact_id id{};
    fact_key key{};
    date day{};                 ///< the business day, by the program's zone (see `business_date`)
    date joined = date::min();  ///< the day the member joined; membership years count from it
};

/// What a shop knows of a line beyond its price; the order side alone reads it.
struct line_facts {
    std::int64_t cost_minor = -1;   ///< what the whole line costs the shop; else its list price counts
    std::int64_t lowest_minor = 0;  ///< the least that offers may leave of the whole line's price
    ratio tax_rate{};               ///< 20 % is 1/5
};

/// How often an offer was used before this order, as the host counts: by the member, and by everybody.
struct offer_use {
    rule_id offer{};
    std::int64_t by_member = 0;
    std::int64_t by_all = 0;
    std::int64_t given_minor = 0;  ///< what it took off all orders so far
};

/// What a customer wants to buy, before it has a price.
struct cart {
    std::span<line const> lines{};
    std::int64_t shipping_minor = 0;
    std::int64_t shipping_cost_minor = 0;  ///< what the parcel costs the shop
    std::span<line_facts const> about{};   ///< of each line, or of none
    std::span<rule_id const> claims{};     ///< offers asked for: codes entered, choices made
    std::span<offer_use const> uses{};     ///< those not listed were never used
    tag_set tags = 0;                      ///< marks of customer and order: segments, channel
    ratio shipping_tax_rate{};
    date born = date::min();  ///< the customer's day of birth, where the host says it
};

/// A wish for as many points as possible.
inline constexpr std::int64_t every_point = std::numeric_limits<std::int64_t>::max();

/// How many points a member wants to spend by one redemption rule; of a reward, how many of it.
struct redemption_wish {
    rule_id rule{};
    std::int64_t points = every_point;
    hold_id hold{};  ///< the hold that keeps them; 0: none does
    friend constexpr bool operator==(redemption_wish const&, redemption_wish const&) noexcept = default;
};

/// An order: the cart with how it is paid.
struct order {
    fact_head head{};
    cart what{};
    std::span<redemption_wish const> wishes{};
    std::int64_t stored_value_minor = 0;  ///< paid with gift cards or other stored value of the host
    tag_set tags = 0;                     ///< marks of the order as a whole, such as its channel
};

/// Goods that came back. Quantities and amounts of the lines are what is returned of them.
struct item_return {
    fact_head head{};
    std::span<line const> lines{};
};

/// What becomes of an order after it is placed.
enum class progress : std::uint8_t { paid = 1, delivered, confirmed, return_window_over };

/// An order has come further.
struct order_progress {
    fact_head head{};
    fact_id of{};  ///< the order
    progress reached = progress::paid;
};

/// A day has come, and nothing else happened.
struct day_passes {
    fact_head head{};
};

}  // namespace tessera
