// SPDX-License-Identifier: BSL-1.0
#pragma once

#include <cstdint>

#include <tessera/money/decimal.hpp>
#include <tessera/money/ratio.hpp>
#include <tessera/order/unit_choice.hpp>

/// Floor 4. What an offer is put together from: what it gives, where it rounds, what it looks at.

namespace tessera {

/// What an offer gives.
enum class offer_gives : std::uint8_t {
    nothing,      ///< no price: a gift or a perk alone
    share,        ///< a share off
    amount,       ///< an amount off
    unit_price,   ///< what one unit costs; a price above what it costs anyway changes nothing
    total_price,  ///< what the chosen units cost together; with sets, each of these
};

/// What an amount is for.
enum class offer_per : std::uint8_t { order, line, unit };

/// Where a share is rounded; what is rounded on the sum is split over the lines.
enum class offer_rounded : std::uint8_t { sum, line, unit };

/// From which amount or how many units on an offer gives so much instead.
struct offer_step {
    decimal from{};
    ratio share{};
    decimal amount{};
    std::int64_t from_value = 0;    ///< in minor units, or units; known when the offer is bound
    std::int64_t amount_minor = 0;  ///< the same
};

/// What of an order a minimum or a step looks at.
struct offer_threshold {
    line_filter lines{};
    bool units = false;    ///< units, and no amount
    bool running = false;  ///< what the lines cost at the offer's turn; else before any offer
    friend constexpr bool operator==(offer_threshold const&, offer_threshold const&) noexcept = default;
};

/// For every so much of an order an offer gives once what it gives.
struct offer_increment {
    decimal each{};
    offer_threshold of{};
    std::int64_t most_times = every_unit;
    std::int64_t each_value = 0;  ///< in minor units, or units; known when the offer is bound
};

/// An article of a bundle, or one of several that will do, and how many of it make one.
struct bundle_part {
    line_filter lines{};
    std::int64_t count = 1;
    friend constexpr bool operator==(bundle_part const&, bundle_part const&) noexcept = default;
};

}  // namespace tessera
