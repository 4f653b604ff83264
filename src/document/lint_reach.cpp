// SPDX-License-Identifier: BSL-1.0
#include <algorithm>
#include <array>
#include <map>

#include "lint_room.hpp"

/// What a measure can never exceed: periods of a period, balances and awards under a cap.

namespace tessera::document {

namespace {

/// Returns: the most periods of one unit that a period of another touches, where both begin together.
std::int32_t most_periods(calendar_unit within, calendar_unit of) {
    constexpr std::array<std::int32_t, 6> days{1, 7, 31, 92, 184, 366}, months{0, 0, 1, 3, 6, 12};
    auto const i = static_cast<std::size_t>(within), j = static_cast<std::size_t>(of);
    if (of == calendar_unit::day) return days[i];
    if (of == calendar_unit::week) return within == calendar_unit::week ? 1 : (days[i] + 5) / 7 + 1;
    if (within == calendar_unit::week) return 2;
    return std::max(months[i] / months[j], 1);
}

std::optional<measure_bound> most_order_periods(measure const& by) {
    if (by.within.kind() != window_kind::calendar || by.within.check() != errc::ok) return {};
    bool const together =
        by.within.anchor() == by.anchor || by.unit == calendar_unit::day || by.unit == calendar_unit::week;
    std::int32_t const most = most_periods(by.within.unit(), by.unit) + (together ? 0 : 1);
    return measure_bound{most, "a window has " + std::to_string(most) + " periods at most"};
}

/// Returns: the most that the accruals of a pool award within a window, where each has a cap over it.
std::optional<measure_bound> most_earned(lint_room const& room, measure const& by) {
    if (!room.comes_now(by.points)) return {};
    std::map<std::string_view, decimal> shared;
    cpp_rational sum = 0;
    bool any = false;
    for (pool_use const& use : room.uses(by.points)) {
        if (use.does != pool_use::way::issues || std::holds_alternative<ladder>(*use.by)) continue;
        auto const* const a = std::get_if<accrual>(use.by);
        if (!a) return {};
        cap const* least = nullptr;
        for (cap const& c : a->caps)
            if (c.what == cap_on::window && c.within == by.within && (!least || c.points < least->points))
                least = &c;
        if (!least) return {};
        any = true;
        bool const counted =
            !least->shared_as.empty() && !shared.emplace(least->shared_as, least->points).second;
        if (!counted) sum += to_cpp_rational(least->points);
    }
    if (!any) return {};
    return measure_bound{sum, "caps let members earn " + number(sum) + " within its window"};
}

}  // namespace

std::optional<measure_bound> most_of(lint_room const& room, measure const& by) {
    if (by.kind == measure_kind::order_periods) return most_order_periods(by);
    if (by.kind == measure_kind::points_earned) return most_earned(room, by);
    if (by.kind != measure_kind::points_available) return {};
    auto const held = room.most_held(by.points);
    if (!held) return {};
    return measure_bound{to_cpp_rational(*held), "no award lifts a balance above " + number(*held)};
}

}  // namespace tessera::document
