// SPDX-License-Identifier: BSL-1.0
#pragma once

#include <algorithm>
#include <cstdint>

#include <tessera/facts/order.hpp>
#include <tessera/policy/life.hpp>

/// Floor 4. When what an order brings is there: at an event of the order, and on a latest day whatever
/// happens. Measures say so of what they count, accruals of the lots they give.

namespace tessera {

/// "Confirmed, or 15 days after delivery, or 60 days after the order" is `{.latest = days(60), .after =
/// days(15), .at = progress::confirmed, .from = progress::delivered}`.
struct counting {
    life latest = endless;  ///< from the order's day on: the latest day
    life after = endless;   ///< from the day of the progress `from` on: the latest day, if it is nearer
    progress at{};          ///< the progress with which it is there at once; none unless said
    progress from{};        ///< none unless said

    /// Returns: whether it matters how far an order has come.
    [[nodiscard]] constexpr bool follows() const noexcept { return at != progress{} || from != progress{}; }
    /// Returns: whether the waits have a length.
    [[nodiscard]] constexpr bool sound() const noexcept { return latest.sound() && after.sound(); }
    /// Returns: whether there is a latest day.
    [[nodiscard]] constexpr bool ends() const noexcept { return latest.in != life::unit::endless; }

    /// Returns: the latest day of an order that came so far on `today`; `date::never()` if that says none.
    [[nodiscard]] constexpr date day_of(progress reached, date today) const noexcept {
        if (reached == at) return today;
        return reached == from ? std::max(after.end(today), today) : date::never();
    }

    friend constexpr bool operator==(counting const&, counting const&) noexcept = default;
};

}  // namespace tessera
