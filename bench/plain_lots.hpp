// SPDX-License-Identifier: BSL-1.0
#pragma once

#include <algorithm>
#include <cstdint>
#include <iterator>
#include <vector>

#include "returns_workload.hpp"

/// Lots of points in a vector, as H with returns has them.

namespace bench {

struct lot {
    int expires;
    std::int64_t points;

    bool usable(int day) const { return expires - points_usable_days <= day; }
};

/// By the day they end, which is the order in which they are used. At most one ends on a day.
using lots = std::vector<lot>;

inline void put(lots& into, int expires, std::int64_t points) {
    if (points == 0) return;
    auto at = into.end();
    while (at != into.begin() && std::prev(at)->expires > expires) --at;
    if (at != into.begin() && std::prev(at)->expires == expires)
        std::prev(at)->points += points;
    else
        into.insert(at, {expires, points});
}

/// Takes up to `points` out of the lot that ends on that day, and returns how much it was.
[[nodiscard]] inline std::int64_t take_from_lot(lots& from, int expires, std::int64_t points) {
    auto const found = std::ranges::find(from, expires, &lot::expires);
    if (found == from.end()) return 0;
    std::int64_t const taken = std::min(found->points, points);
    found->points -= taken;
    if (found->points == 0) from.erase(found);
    return taken;
}

[[nodiscard]] inline std::int64_t usable_points(lots const& of, int day) {
    std::int64_t points = 0;
    for (lot const& l : of)
        if (l.usable(day)) points += l.points;
    return points;
}

/// Takes from all lots that wait, or from all that are usable, and returns what they did not hold.
[[nodiscard]] inline std::int64_t take_from_lots(lots& from, int day, bool usable, std::int64_t points) {
    for (lot& l : from) {
        if (l.usable(day) != usable) continue;
        std::int64_t const taken = std::min(l.points, points);
        l.points -= taken;
        points -= taken;
    }
    std::erase_if(from, [](lot const& l) { return l.points == 0; });
    return points;
}

}  // namespace bench
