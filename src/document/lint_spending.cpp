// SPDX-License-Identifier: BSL-1.0
#include <algorithm>

#include "lint_room.hpp"

/// Points that nobody can spend, and rules by which nobody can spend them.

namespace tessera::document {

namespace {

using way = pool_use::way;

bool spent_or_read(lint_room const& room, std::string_view pool) {
    return room.first_use(pool, way::spends) || room.first_use(pool, way::reads);
}

// --- how much it takes -------------------------------------------------------------------------------------

/// The fewest points that a rule asks for, and where it says so.
struct need {
    cpp_rational least{};
    spot at{};

    void add(cpp_rational const& points, spot const& where) {
        if (least < points) least = points, at = where;
    }
};

need need_of(redemption const& r, spot const& at) {
    need n;
    n.add(r.at_least, at / "at_least");
    n.add(r.from_balance, at / "from_balance");
    n.add(r.in_steps_of.value_or(0), at / "in_steps_of");
    return n;
}
need need_of(reward const& r, spot const& at) {
    decimal least = r.price;
    if (r.by_tier)
        for (tier_price const& t : r.by_tier->steps) least = std::min(least, t.price);
    return {to_cpp_rational(least), at / "price"};
}
need need_of(automatic_redemption const& a, spot const& at) {
    need n{to_cpp_rational(a.step), at / "step"};
    n.add(to_cpp_rational(a.from_balance), at / "from_balance");
    return n;
}
need need_of(goal const& g, spot const& at) { return {to_cpp_rational(g.each), at / "each"}; }

template <class Rule>
void check_enough(lint_room& room, Rule const& r, std::string_view pool, rule const* itself, spot const& at) {
    auto const held = room.most_held(pool, itself);
    need const n = need_of(r, at);
    if (!held || n.least <= to_cpp_rational(*held)) return;
    room.tell(lint_code::never_enough_points, n.at,
              "it takes " + points(n.least) + ", and no award lifts a balance above " + number(*held),
              room.first_use(pool, way::issues)->at / "caps");
}

void check_enough(lint_room& room, std::string_view pool, pool_use const& use) {
    if (use.does != way::spends) return;
    std::visit(
        [&](auto const& r) {
            if constexpr (requires { need_of(r, use.at); }) check_enough(room, r, pool, use.by, use.at);
        },
        *use.by);
}

// --- bounds that exclude each other ------------------------------------------------------------------------

/// Returns: the fewest points that a redemption takes: its least, in whole steps.
cpp_rational fewest(redemption const& r) {
    std::int64_t const step = r.in_steps_of.value_or(0);
    if (step <= 0 || r.at_least <= 0) return std::max<std::int64_t>(r.at_least, step);
    cpp_int const steps = divide(cpp_int(r.at_least), cpp_int(step), rounding::up);
    return cpp_rational(steps * step);
}

void check_bounds(lint_room& room, redemption const& r, spot const& at) {
    cpp_rational const least = fewest(r);
    std::string const takes = "a redemption takes " + points(least) + " at least, and ";
    if (r.at_most && cpp_rational(*r.at_most) < least)
        room.tell(lint_code::bounds_exclude, at / "at_most", takes + std::to_string(*r.at_most) + " at most");
    if (r.worth_at_most && r.worth.money > decimal(0)) {
        cpp_rational const most =
            to_cpp_rational(*r.worth_at_most) * r.worth.points / to_cpp_rational(r.worth.money);
        if (most + 1 <= least)
            room.tell(lint_code::bounds_exclude, at / "worth_at_most",
                      takes + room.money(*r.worth_at_most) + " is " + points(most));
    }
    if (r.for_at_most && r.for_at_most->share == ratio(0))
        room.tell(lint_code::bounds_exclude, at / "for_at_most" / "share", "it pays 0 % of an order");
}

void check_bounds(lint_room& room, transfer const& t, spot const& at) {
    if (t.at_most && t.at_most->points < t.at_least)
        room.tell(lint_code::bounds_exclude, at / "at_most" / "points",
                  "a member sends " + points(t.at_least) + " at least, and " +
                      std::to_string(t.at_most->points) + " at most");
}

// --- points of the running order
// -----------------------------------------------------------------------------

bool waits(rule const& by) {
    auto const* const a = std::get_if<accrual>(&by);
    bool const at_once =
        a && (!a->pending || (a->pending->in == life::unit::days && a->pending->length <= 0));
    return !at_once;
}

template <class Rule>
void check_running_order(lint_room& room, Rule const& r, spot const& at) {
    if (!r.after_earning) return;
    pool_use const* const source = room.first_use(r.points, way::issues);
    for (pool_use const& use : room.uses(r.points))
        if (use.does == way::issues && !waits(*use.by)) return;
    if (source)
        room.tell(lint_code::nothing_to_spend_yet, at / "after_earning",
                  "nothing that an order brings to \"" + r.points + "\" can be used in it", source->at);
}

void check_gifts(lint_room& room, transfer const& t, spot const& at) {
    if (t.at_most) return;
    for (pool_use const& use : room.uses(t.points)) {
        auto const* const given = std::get_if<action_award>(use.by);
        if (!given) continue;
        return room.tell(lint_code::gifts_can_be_sent, at,
                         "the " + points(to_cpp_rational(given->amount)) + " of \"" + given->action +
                             "\" can be sent to one member from any number of others",
                         use.at);
    }
}

}  // namespace

void lint_spending(lint_room& room) {
    for (auto const& [pool, uses] : room.pools())
        for (pool_use const& use : uses) check_enough(room, pool, use);
    room.each<redemption>([&](redemption const& r, spot const& at) {
        check_bounds(room, r, at);
        check_running_order(room, r, at);
    });
    room.each<reward>([&](reward const& r, spot const& at) {
        check_running_order(room, r, at);
        if (r.at_most && r.at_most->times == 0)
            room.tell(lint_code::bounds_exclude, at / "at_most" / "times", "a member gets it 0 times");
    });
    room.each<transfer>([&](transfer const& t, spot const& at) {
        check_bounds(room, t, at);
        check_gifts(room, t, at);
    });
}

// --- from version to version
// ---------------------------------------------------------------------------------

namespace {

/// Effects: tells of pools that this version fills, and neither it nor a later one empties or reads.
void check_spent(lint_room& room, std::map<std::string_view, std::size_t> const& last_use, std::size_t at) {
    for (auto const& [pool, uses] : room.pools()) {
        auto const later = last_use.find(pool);
        pool_use const* const source = room.first_use(pool, way::issues);
        if (!source || spent_or_read(room, pool) || (later != last_use.end() && later->second > at)) continue;
        room.tell(lint_code::points_nobody_spends, source->name_at,
                  "\"" + std::string(pool) + "\" fills, and no rule spends it or looks at it");
    }
}

/// Effects: tells of pools that the version before lets members spend, and this one and all later ones do
/// not.
void check_stranded(lint_room const& before, lint_room& room,
                    std::map<std::string_view, std::size_t> const& last_use, std::size_t at) {
    for (auto const& [pool, uses] : before.pools()) {
        pool_use const* const outlet = before.first_use(pool, way::spends);
        bool const ended = outlet && last_use.at(pool) + 1 == at;
        if (!ended || room.first_use(pool, way::issues)) continue;
        room.tell(lint_code::points_stranded, room.rules,
                  "\"" + std::string(pool) + "\" can be spent up to the version before, and no longer",
                  outlet->at);
    }
}

}  // namespace

void lint_versions(std::vector<lint_room>& rooms) {
    std::map<std::string_view, std::size_t> last_use;
    for (std::size_t i = 0; i < rooms.size(); ++i)
        for (auto const& [pool, uses] : rooms[i].pools())
            if (spent_or_read(rooms[i], pool)) last_use[pool] = i;
    for (std::size_t i = 0; i < rooms.size(); ++i) {
        check_spent(rooms[i], last_use, i);
        if (i > 0) check_stranded(rooms[i - 1], rooms[i], last_use, i);
    }
}

}  // namespace tessera::document
