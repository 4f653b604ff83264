// SPDX-License-Identifier: BSL-1.0
#include "tool/compare.hpp"

#include <algorithm>

#include "tool/totals.hpp"

namespace tessera::tool {

namespace {

/// What a point is worth in minor units.
struct worth_of_point {
    cpp_int num = 0;
    cpp_int den = 1;
};

worth_of_point worth_in(replay_result const& got, currency const& money) {
    auto const one = tessera::worth_of(got.worth, got.points_digits, money.digits);
    return one ? worth_of_point{cpp_int(one->num), cpp_int(one->den)} : worth_of_point{};
}

/// Returns: the groups that belong together: those of one name, and of the others the first of A with
///   the first of B, and so on.
std::vector<tier_migration> paired(std::vector<tier_group> const& a, std::vector<tier_group> const& b) {
    std::vector<tier_migration> pairs;
    std::vector<bool> taken(b.size());
    for (std::size_t i = 0; i < a.size(); ++i) {
        tier_migration& one = pairs.emplace_back(tier_migration{.a = i});
        for (std::size_t j = 0; j < b.size() && one.b == tier_migration::none; ++j)
            if (a[i].name == b[j].name) taken[one.b = j] = true;
    }
    for (std::size_t j = 0; j < b.size(); ++j) {
        if (taken[j]) continue;
        auto const alone = std::find_if(pairs.begin(), pairs.end(),
                                        [](tier_migration const& m) { return m.b == tier_migration::none; });
        (alone == pairs.end() ? pairs.emplace_back() : *alone).b = j;
    }
    return pairs;
}

/// Effects: counts the members of both results by tier.
void count(tier_migration& into, replay_result const& a, replay_result const& b) {
    auto const tiers = [](replay_result const& of, std::size_t group) {
        return group == tier_migration::none ? 0 : of.groups[group].tiers.size();
    };
    auto const level = [](replay_result const& of, std::size_t group, std::size_t member) {
        return group == tier_migration::none ? 0U : of.levels[group][member];
    };
    into.members.assign(tiers(a, into.a) + 1, std::vector<std::uint64_t>(tiers(b, into.b) + 1));
    for (std::size_t i = 0; i < a.members.size(); ++i)
        ++into.members[level(a, into.a, i)][level(b, into.b, i)];
}

cpp_int value_of(member_result const& m, worth_of_point const& point, cpp_int const& parts) {
    int128 const money = m.discount - m.undone + m.credit + m.paid_with_points;
    return cpp_int(money) * parts + cpp_int(m.points) * point.num * (parts / point.den);
}

}  // namespace

int128 comparison::minor(cpp_int const& of) const {
    return static_cast<int128>(divide(of, parts, rounding::half_up));
}

cpp_int comparison::quantile(unsigned percent) const {
    std::size_t const rank = (members.size() * percent + 99) / 100;
    return members[std::max<std::size_t>(rank, 1) - 1].difference();
}

comparison compare(history const& of, std::vector<replay_result> const& programs) {
    replay_result const& a = programs[0];
    replay_result const& b = programs[1];
    worth_of_point const point_a = worth_in(a, of.money), point_b = worth_in(b, of.money);
    comparison made;
    made.parts = boost::multiprecision::lcm(point_a.den, point_b.den);
    made.tiers = paired(a.groups, b.groups);
    for (tier_migration& one : made.tiers) count(one, a, b);
    for (std::uint32_t i = 0; i < of.members.size(); ++i) {
        member_change one{i, value_of(a.members[i], point_a, made.parts),
                          value_of(b.members[i], point_b, made.parts)};
        cpp_int const change = one.difference();
        ++(change > 0 ? made.better : change < 0 ? made.worse : made.same);
        if (change > 0) made.gained += change;
        if (change < 0) made.lost -= change;
        made.members.push_back(std::move(one));
    }
    std::sort(made.members.begin(), made.members.end(), [&](auto const& x, auto const& y) {
        cpp_int const dx = x.difference(), dy = y.difference();
        return dx != dy ? dx < dy : of.members[x.member] < of.members[y.member];
    });
    return made;
}

}  // namespace tessera::tool
