// SPDX-License-Identifier: BSL-1.0
#pragma once

#include <algorithm>
#include <cstdint>

#include <tessera/policy/concepts.hpp>

/// Floor 4. Who bears what a return takes back and the member no longer has.

namespace tessera {

enum class shortfall : std::uint8_t {
    owe,       ///< a debt, which later awards pay first
    forgive,   ///< the program
    withhold,  ///< the refund, as far as it goes; the rest is a debt
};

namespace detail {

/// The rule, and what a point is worth where the refund is withheld: `minor` for `points`.
struct bearing {
    shortfall how = shortfall::owe;
    std::int64_t most_owed = INT64_MAX;
    std::int64_t minor = 1;
    std::int64_t points = 1;

    /// Effects: lets the member, the refund or the program bear what is missing.
    /// Returns: what the program bears. Preconditions: `missing` is above zero.
    std::int64_t bear(rule_id rule, slot_place const& pool, std::int64_t missing, draft const& d,
                      member_out& out) const {
        if (how == shortfall::withhold) missing -= withhold(rule, missing, d, out);
        std::int64_t const room = std::max<std::int64_t>(0, most_owed - d.debt(pool));
        std::int64_t const owed = how == shortfall::forgive ? 0 : std::min(missing, room);
        if (owed > 0) out.owe(rule, pool, owed);
        if (missing > owed) out.explain({missing - owed, missing, rule, reason_code::forgiven, 0});
        return missing - owed;
    }

private:
    /// Effects: keeps of the refund what the points are worth that it can pay whole, rounded down.
    /// Returns: those points.
    [[nodiscard]] std::int64_t withhold(rule_id rule, std::int64_t missing, draft const& d,
                                        member_out& out) const {
        std::int64_t const money = d.refunded().money_minor;
        auto const worth = scale(missing, minor, points, rounding::down);
        bool const reaches = worth && *worth <= money;
        std::int64_t const paid = reaches ? missing : *scale(money, points, minor, rounding::down);
        std::int64_t const kept = out.withhold(*scale(paid, minor, points, rounding::down));
        if (kept == 0) return 0;
        out.explain({paid, kept, rule, reason_code::withheld, 0});
        return paid;
    }
};

}  // namespace detail
}  // namespace tessera
