// SPDX-License-Identifier: BSL-1.0
#pragma once

#include <cstdint>
#include <span>

#include <tessera/tessera.hpp>

/// A program of four policies and orders of many members, for tests of whole books.

namespace book_tests {

inline constexpr tessera::date first_day = tessera::date_of(2026, 1, 1);

constexpr auto make_policies() {
    using namespace tessera;
    using namespace tessera::literals;
    return compose("book", currencies::EUR, tiers("club", net_spend(), tier{"silver", 100}),
                   member_price("club", off{"silver", 2_percent}), ladder("cash", net_spend(), step{200, 20}),
                   accrual("points", 1).living(days(30)));
}
inline constexpr auto policies = make_policies();

/// Preconditions: the lines outlive the order.
inline tessera::order order_of(std::uint64_t sequence, tessera::date when,
                               std::span<tessera::line const> lines) {
    tessera::order what;
    what.head = {{sequence}, {{when.day * std::int64_t{86400}}, sequence}, when};
    what.what.lines = lines;
    return what;
}

}  // namespace book_tests
