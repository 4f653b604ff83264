// SPDX-License-Identifier: BSL-1.0
#include <set>

#include "lint_room.hpp"

/// Segments: those that can never hold, those that nobody names, and rules that are for nobody.

namespace tessera::document {

namespace {

/// Returns: whether the condition asks for more than a figure, or for as much, and not for less.
bool asks_more(std::optional<decimal> const& at_least, bool negated) {
    return at_least.has_value() != negated;
}

/// Returns: why two conditions of one row never hold together; empty where nothing says so.
std::string conflict(lint_room const& room, segment_condition const& a, segment_condition const& b) {
    if (a.measure && b.measure && a.measure->of == b.measure->of) {
        bool const a_more = asks_more(a.measure->at_least, a.negated);
        if (a_more == asks_more(b.measure->at_least, b.negated)) return {};
        measure_asked const &least = a_more ? *a.measure : *b.measure,
                            &most = a_more ? *b.measure : *a.measure;
        decimal const from = least.at_least ? *least.at_least : least.below.value_or(decimal{});
        decimal const before = most.below ? *most.below : most.at_least.value_or(decimal{});
        if (from < before) return {};
        return "no measure is at least " + room.figure(least.of, from) + " and below " +
               room.figure(most.of, before);
    }
    bool const opposite = a.negated != b.negated;
    if (opposite && !a.segment.empty() && a.segment == b.segment)
        return "nobody is in \"" + a.segment + "\" and not in it";
    if (opposite && a.tier && a.tier == b.tier) return "nobody is in \"" + a.tier->tier + "\" and not in it";
    bool const two = a.tier && b.tier && a.tier->exactly && b.tier->exactly && !a.negated && !b.negated;
    if (two && a.tier->tiers == b.tier->tiers && a.tier->tier != b.tier->tier)
        return "nobody is in \"" + a.tier->tier + "\" and in \"" + b.tier->tier + '"';
    return {};
}

/// Returns: why a condition never holds; empty where nothing says so.
std::string never(lint_room const& room, segment_condition const& c) {
    if (c.measure && asks_more(c.measure->at_least, c.negated)) {
        decimal const least =
            c.measure->at_least ? *c.measure->at_least : c.measure->below.value_or(decimal{});
        auto const bound = most_of(room, c.measure->of);
        if (bound && to_cpp_rational(least) > bound->most)
            return "it asks for " + room.figure(c.measure->of, least) + ", and " + bound->why;
    }
    if (!c.on || c.negated) return {};
    tessera::schedule const days = days_of(*c.on);
    if (days.check() != errc::ok || days.by_joining()) return {};
    if (room.first_day(days, [](date) { return true; }) != date::never()) return {};
    return "it has no day while the version is in force";
}

std::string never(lint_room const& room, std::vector<segment_condition> const& row) {
    for (std::size_t j = 0; j < row.size(); ++j) {
        if (std::string why = never(room, row[j]); !why.empty()) return why;
        for (std::size_t i = 0; i < j; ++i)
            if (std::string why = conflict(room, row[i], row[j]); !why.empty()) return why;
    }
    return {};
}

void check_reach(lint_room& room, segment const& s, spot const& at) {
    std::string first;
    for (row_of_conditions const row : rows_of(s)) {
        std::string const why = never(room, *row);
        if (why.empty()) return;
        if (first.empty()) first = why;
    }
    room.tell(lint_code::segment_never_holds, at, "nobody is ever in \"" + s.name + "\": " + first);
}

/// Effects: calls `visit(audience, spot)` for everything that is held to a segment.
template <class Visit>
void each_held(lint_room const& room, Visit visit) {
    room.each<offers>([&](offers const& all, spot const& at) {
        for (std::size_t i = 0; i < all.list.size(); ++i) visit(all.list[i], at / "list" / i);
    });
    room.each<accrual>([&](accrual const& a, spot const& at) {
        visit(a, at);
        for (std::size_t i = 0; i < a.extras.size(); ++i) visit(a.extras[i], at / "extras" / i);
    });
    room.each<ladder>(visit);
    room.each<action_award>(visit);
    room.each<goal>(visit);
    room.each<member_price>(visit);
    room.each<promotion>(visit);
    room.each<quantity_price>(visit);
    room.each<redemption>([&](redemption const& r, spot const& at) { visit(r.open, at / "open"); });
    room.each<reward>([&](reward const& r, spot const& at) { visit(r.open, at / "open"); });
}

/// Returns: whether every member of a segment is one of another.
bool lies_in(lint_room const& room, std::string const& name, std::string const& other) {
    bool lies = false;
    room.each<segment>([&](segment const& s, spot const&) {
        if (s.name != name) return;
        auto const rows = rows_of(s);
        lies = std::all_of(rows.begin(), rows.end(), [&](row_of_conditions row) {
            return std::any_of(row->begin(), row->end(),
                               [&](segment_condition const& c) { return c.segment == other && !c.negated; });
        });
    });
    return lies;
}

}  // namespace

void lint_segments(lint_room& room) {
    std::set<std::string_view> named;
    each_held(room, [&](auto const& held, spot const& at) {
        named.insert({held.segment, held.not_in_segment});
        if (held.segment.empty() || held.not_in_segment.empty()) return;
        if (lies_in(room, held.segment, held.not_in_segment))
            room.tell(lint_code::rule_for_nobody, at / "not_in_segment",
                      "whoever is in \"" + held.segment + "\" is in \"" + held.not_in_segment + "\" too");
    });
    room.each<segment>([&](segment const& s, spot const&) {
        for (row_of_conditions const row : rows_of(s))
            for (segment_condition const& c : *row) named.insert(c.segment);
    });
    room.each<segment>([&](segment const& s, spot const& at) {
        check_reach(room, s, at);
        if (!named.contains(s.name))
            room.tell(lint_code::segment_nobody_names, at, "no rule is held to \"" + s.name + '"');
    });
}

}  // namespace tessera::document
