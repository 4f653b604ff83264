// SPDX-License-Identifier: BSL-1.0
#include <algorithm>
#include <set>

#include "lint_room.hpp"

/// Levels: whether they can be reached, whether they last, and whether they are worth having.

namespace tessera::document {

namespace {

/// Returns: the threshold as an exact number; nothing where the document gives too few.
std::optional<decimal> threshold(tier const& t, std::size_t by) {
    return by < t.from.size() ? std::optional(t.from[by]) : std::nullopt;
}

// --- reach -------------------------------------------------------------------------------------------------

/// Returns: why a tier is out of reach; empty where it is not, or nobody knows.
std::string out_of_reach(lint_room const& room, tiers const& t, tier const& step) {
    std::string why;
    for (std::size_t m = 0; m < t.measures.size(); ++m) {
        auto const bound = most_of(room, t.measures[m]);
        auto const from = threshold(step, m);
        bool const above = bound && from && bound->most < to_cpp_rational(*from);
        if (!above && !t.all) return {};
        if (above)
            why =
                '"' + step.name + "\" begins at " + room.figure(t.measures[m], *from) + ", and " + bound->why;
    }
    return why;
}

void check_reach(lint_room& room, tiers const& t, spot const& at) {
    for (std::size_t i = 0; i < t.steps.size(); ++i) {
        std::string const why = out_of_reach(room, t, t.steps[i]);
        if (why.empty()) continue;
        return room.tell(lint_code::tier_never_reached, at / "tiers" / i / "from", why);
    }
}

void check_passed_over(lint_room& room, tiers const& t, spot const& at) {
    if (t.all || t.measures.size() < 2) return;
    for (std::size_t i = 1; i < t.steps.size(); ++i)
        for (std::size_t m = 0; m < t.measures.size(); ++m) {
            auto const lower = threshold(t.steps[i - 1], m), from = threshold(t.steps[i], m);
            if (!lower || lower != from) continue;
            room.tell(lint_code::tier_passed_over, at / "tiers" / i / "from" / m,
                      "with " + room.figure(t.measures[m], *from) + " \"" + t.steps[i - 1].name +
                          "\" and \"" + t.steps[i].name + "\" begin together",
                      at / "tiers" / (i - 1) / "from" / m);
        }
}

// --- duration ----------------------------------------------------------------------------------------------

/// Returns: whether a level falls as soon as its measures do.
bool falls_at_once(tiers const& t) {
    return t.on_fall == downgrade::reassess && !t.held && t.grace == endless && t.above == surplus::lapses &&
           !t.steps.empty();
}

/// Returns: whether staying takes less than entering, for every tier and measure.
bool has_room_to_stay(tiers const& t) {
    return std::all_of(t.steps.begin(), t.steps.end(), [](tier const& step) {
        bool less = step.keep.size() == step.from.size();
        for (std::size_t m = 0; less && m < step.keep.size(); ++m) less = step.keep[m] < step.from[m];
        return less;
    });
}

void check_flapping(lint_room& room, tiers const& t, spot const& at) {
    if (!falls_at_once(t) || has_room_to_stay(t)) return;
    for (std::size_t m = 0; m < t.measures.size(); ++m) {
        measure const& by = t.measures[m];
        bool const balance = by.kind == measure_kind::points_available;
        if (!by.within.rolling() && !balance) continue;
        std::string const span = std::to_string(by.within.length()) +
                                 (by.within.kind() == window_kind::rolling_days ? " days" : " months");
        return room.tell(lint_code::tier_flaps, at / "measures" / m,
                         balance
                             ? "\"" + t.name + "\" falls with every point used, and rises with the next order"
                             : "\"" + t.name + "\" falls on the day an order is " + span +
                                   " old, and rises with the next one");
    }
}

void check_period_end(lint_room& room, tiers const& t, spot const& at) {
    if (!falls_at_once(t) || t.from == effective::next_period) return;
    auto const ends = [](measure const& m) {
        bool const periods =
            m.within.kind() == window_kind::calendar || m.within.kind() == window_kind::membership_year;
        return periods && m.kind != measure_kind::points_available;
    };
    auto const ended = std::find_if(t.measures.begin(), t.measures.end(), ends);
    bool const lost =
        t.all ? ended != t.measures.end() : std::all_of(t.measures.begin(), t.measures.end(), ends);
    if (!lost || t.measures.empty()) return;
    room.tell(
        lint_code::tier_ends_with_period,
        at / "measures" / static_cast<std::size_t>(ended - t.measures.begin()),
        "\"" + t.steps.back().name + "\", reached on the last day of a period, is gone on the next day");
}

void check_keep(lint_room& room, tiers const& t, spot const& at) {
    bool const undone = std::any_of(t.measures.begin(), t.measures.end(),
                                    [](measure const& m) { return m.returned == undo::at_order; });
    if (t.on_fall != downgrade::never || undone) return;
    for (std::size_t i = 0; i < t.steps.size(); ++i)
        if (!t.steps[i].keep.empty())
            room.tell(lint_code::keep_never_read, at / "tiers" / i / "keep",
                      "\"" + t.steps[i].name + "\" never falls, whatever it takes to stay", at / "on_fall");
}

// --- automatic redemption
// ------------------------------------------------------------------------------------

cpp_rational steps_in(cpp_rational const& points, cpp_rational const& step, rounding mode) {
    cpp_rational const exact = points / step;
    return cpp_rational(divide(numerator(exact), denominator(exact), mode)) * step;
}

/// Returns: a balance, not below the threshold, that the rule takes below it; nothing where none is found.
std::optional<cpp_rational> brought_down(automatic_redemption const& a, decimal from) {
    cpp_rational const step = to_cpp_rational(a.step), threshold = to_cpp_rational(from);
    if (step <= 0) return {};
    cpp_rational const least = std::max({threshold, to_cpp_rational(a.from_balance), step});
    for (cpp_rational const& had : {least, steps_in(least, step, rounding::up)}) {
        cpp_rational const most = a.at_most ? std::min(had, to_cpp_rational(*a.at_most)) : had;
        if (had - steps_in(most, step, rounding::down) < threshold) return had;
    }
    return {};
}

void check_redemption(lint_room& room, tiers const& t, spot const& at) {
    if (t.held || t.on_fall != downgrade::reassess || t.steps.empty()) return;
    if (!t.all && t.measures.size() != 1) return;
    for (std::size_t m = 0; m < t.measures.size(); ++m) {
        if (t.measures[m].kind != measure_kind::points_available) continue;
        auto const from = threshold(t.steps.front(), m);
        for (pool_use const& use : room.uses(t.measures[m].points)) {
            auto const* const a = std::get_if<automatic_redemption>(use.by);
            if (!a || !from || use.does != pool_use::way::spends) continue;
            auto const had = brought_down(*a, *from);
            if (!had) continue;
            room.tell(lint_code::tier_lost_to_redemption, at / "tiers" / 0 / "from",
                      "\"" + t.steps.front().name + "\" begins at " + points(to_cpp_rational(*from)) +
                          ", and \"" + a->name + "\" takes steps of " + number(a->step) + ": with " +
                          points(*had) + " the level is lost on its next day",
                      use.at);
        }
    }
}

// --- worth -------------------------------------------------------------------------------------------------

/// The groups of tiers that rules name.
struct named_groups {
    std::set<std::string_view> read{}, by_staff{};

    explicit named_groups(lint_room const& room) {
        room.each<member_price>([&](member_price const& m, spot const&) { read.insert(m.tiers); });
        room.each<accrual>([&](accrual const& a, spot const&) {
            if (a.by_tier) read.insert(a.by_tier->tiers);
        });
        room.each<reward>([&](reward const& r, spot const&) {
            if (r.by_tier) read.insert(r.by_tier->tiers);
        });
        room.each<tier_award>([&](tier_award const& a, spot const&) { read.insert(a.tiers); });
        room.each<offers>([&](offers const& all, spot const&) {
            for (offer const& o : all.list)
                if (o.tier) read.insert(o.tier->tiers);
        });
        room.each<segment>([&](segment const& s, spot const&) {
            for (row_of_conditions const row : rows_of(s)) read_by(*row);
        });
        room.each<level_by_hand>([&](level_by_hand const& l, spot const&) { by_staff.insert(l.tiers); });
    }
    void read_by(std::vector<segment_condition> const& row) {
        for (segment_condition const& c : row)
            if (c.tier) read.insert(c.tier->tiers);
    }
};

/// Effects: tells of each benefit that is worse than the one of a lower tier. `figure(step)` is a number that
///   is better when it is higher, `shown(number)` what a reason says of it; a newcomer has `none`.
template <class Steps, class Figure, class Shown>
void check_rising(lint_room& room, std::string_view group, Steps const& steps, spot const& at, Figure figure,
                  cpp_rational none, Shown shown) {
    tiers const* const there = room.group(group);
    if (!there) return;
    std::string best = "a newcomer";
    for (tier const& level : there->steps)
        for (std::size_t i = 0; i < steps.size(); ++i) {
            if (steps[i].tier != level.name) continue;
            cpp_rational const now = figure(steps[i]);
            if (now < none)
                room.tell(lint_code::regulars_pay_more, at / i,
                          "\"" + level.name + "\" has " + shown(now) + ", and " + std::string(best) +
                              " has " + shown(none));
            else
                none = now, best = '"' + level.name + '"';
        }
}

}  // namespace

void lint_tiers(lint_room& room) {
    named_groups const named(room);
    room.each<tiers>([&](tiers const& t, spot const& at) {
        if (!named.by_staff.contains(t.name)) check_reach(room, t, at);
        check_passed_over(room, t, at);
        check_flapping(room, t, at);
        check_period_end(room, t, at);
        check_keep(room, t, at);
        check_redemption(room, t, at);
        if (!named.read.contains(t.name))
            room.tell(lint_code::tiers_without_benefit, at,
                      "no price and no award depends on \"" + t.name + '"');
    });
    auto const off = [](cpp_rational const& share) { return percent(share) + " off"; };
    auto const times = [](cpp_rational const& factor) { return number(factor) + " times the points"; };
    auto const price = [](cpp_rational const& less) { return "a price of " + points(-less); };
    room.each<member_price>([&](member_price const& m, spot const& at) {
        check_rising(
            room, m.tiers, m.steps, at / "steps", [](tier_off const& t) { return to_cpp_rational(t.share); },
            0, off);
    });
    room.each<accrual>([&](accrual const& a, spot const& at) {
        if (a.by_tier)
            check_rising(
                room, a.by_tier->tiers, a.by_tier->steps, at / "by_tier" / "steps",
                [](tier_times const& t) { return to_cpp_rational(t.times); }, 1, times);
    });
    room.each<reward>([&](reward const& r, spot const& at) {
        if (r.by_tier)
            check_rising(
                room, r.by_tier->tiers, r.by_tier->steps, at / "by_tier" / "steps",
                [](tier_price const& t) { return cpp_rational(-to_cpp_rational(t.price)); },
                -to_cpp_rational(r.price), price);
    });
}

}  // namespace tessera::document
