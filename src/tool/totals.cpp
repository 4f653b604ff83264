// SPDX-License-Identifier: BSL-1.0
#include "tool/totals.hpp"

namespace tessera::tool {

int128 worth_of(int128 points, replay_result const& of, currency const& money) noexcept {
    auto const one = tessera::worth_of(of.worth, of.points_digits, money.digits);
    return one ? divide(points * one->num, int128(one->den), rounding::half_up) : 0;
}

totals add_up(history const& of, replay_result const& got) {
    totals sum;
    sum.at_level.resize(got.groups.empty() ? 1 : got.groups[0].tiers.size() + 1);
    sum.at_level[0] = got.groups.empty() ? got.members.size() : 0;
    if (!got.groups.empty())
        for (std::uint8_t const level : got.levels[0]) ++sum.at_level[level];
    for (member_result const& m : got.members) {
        sum.orders += m.orders;
        sum.returns += m.returns;
        sum.bought += m.bought;
        sum.returned += m.returned;
        sum.matched += m.matched;
        sum.reported += m.reported;
        sum.discount += m.discount;
        sum.undone += m.undone;
        sum.paid_with_points += m.paid_with_points;
        sum.points += m.points;
        sum.credit += m.credit;
    }
    sum.points_minor = worth_of(sum.points, got, of.money);
    return sum;
}

}  // namespace tessera::tool
