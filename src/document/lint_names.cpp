// SPDX-License-Identifier: BSL-1.0
#include <algorithm>

#include "lint_room.hpp"
#include "reader.hpp"

/// Names that lead nowhere. Making finds them too, and tells the rule; here the name has its place.

namespace tessera::document {

namespace {

/// More names than a program can have are not looked through: making refuses them all.
constexpr std::size_t names_most = 64;

void check_group(lint_room& room, std::string_view name, spot const& at) {
    if (room.group(name) || room.groups().size() > names_most) return;
    std::vector<std::string_view> known;
    for (auto const& [group, there] : room.groups()) known.push_back(group);
    room.tell(lint_code::unknown_tier, at, "no rule \"tiers\" is called \"" + std::string(name) + '"', {},
              meant_among(name, known));
}

/// Effects: looks up a tier of a group, which is looked up by itself.
void check_tier(lint_room& room, std::string_view group, std::string const& name, spot const& at) {
    tiers const* const there = room.group(group);
    if (!there || there->steps.size() > names_most) return;
    std::vector<std::string_view> known;
    for (tier const& t : there->steps) known.push_back(t.name);
    if (std::find(known.begin(), known.end(), name) != known.end()) return;
    room.tell(lint_code::unknown_tier, at, '"' + std::string(group) + "\" has no tier \"" + name + '"', {},
              meant_among(name, known));
}
/// Effects: looks up the group and the tier of every step.
template <class Steps>
void check_tiers(lint_room& room, std::string_view group, Steps const& steps, spot const& in) {
    check_group(room, group, in / "tiers");
    for (std::size_t i = 0; i < steps.size(); ++i)
        check_tier(room, group, steps[i].tier, in / "steps" / i / "tier");
}

void check_pools(lint_room& room) {
    std::vector<std::string_view> known;
    for (auto const& [pool, uses] : room.pools())
        if (room.comes_by_now(pool)) known.push_back(pool);
    if (known.size() > names_most) return;
    for (auto const& [pool, uses] : room.pools()) {
        if (room.comes_by_now(pool)) continue;
        for (pool_use const& use : uses)
            room.tell(lint_code::unknown_points, use.name_at,
                      "no rule brings points \"" + std::string(pool) + '"', {}, meant_among(pool, known));
    }
}

}  // namespace

void lint_names(lint_room& room) {
    room.each<member_price>(
        [&](member_price const& m, spot const& at) { check_tiers(room, m.tiers, m.steps, at); });
    room.each<accrual>([&](accrual const& a, spot const& at) {
        if (a.by_tier) check_tiers(room, a.by_tier->tiers, a.by_tier->steps, at / "by_tier");
    });
    room.each<reward>([&](reward const& r, spot const& at) {
        if (r.by_tier) check_tiers(room, r.by_tier->tiers, r.by_tier->steps, at / "by_tier");
    });
    room.each<tier_award>([&](tier_award const& a, spot const& at) {
        check_group(room, a.tiers, at / "tiers");
        check_tier(room, a.tiers, a.tier, at / "tier");
    });
    room.each<level_by_hand>(
        [&](level_by_hand const& l, spot const& at) { check_group(room, l.tiers, at / "tiers"); });
    check_pools(room);
}

}  // namespace tessera::document
