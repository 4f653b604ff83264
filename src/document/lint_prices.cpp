// SPDX-License-Identifier: BSL-1.0
#include <map>

#include "json.hpp"
#include "lint_room.hpp"
#include "writer.hpp"

/// The order side: what comes off a price, twice, always, or too far.

namespace tessera::document {

namespace {

std::string off(lint_room const& room, promotion const& p) {
    return p.share ? percent(to_cpp_rational(*p.share)) : room.money(p.amount.value_or(decimal(0)));
}

/// Returns: what of a promotion says from which lines of which orders, and of whom, it takes.
std::string taken_from(promotion const& p) {
    promotion only;
    only.over = p.over;
    only.given = p.given;
    only.segment = p.segment;
    only.not_in_segment = p.not_in_segment;
    return to_line(writer::object_of(only));
}

void check_promotions(lint_room& room) {
    std::map<std::string, std::pair<promotion const*, spot>> known;
    room.each<promotion>([&](promotion const& p, spot const& at) {
        if (p.at_most) return;
        auto const [first, fresh] = known.emplace(taken_from(p), std::pair(&p, at));
        if (!fresh)
            room.tell(lint_code::promotions_add_up, at,
                      "\"" + first->second.first->name + "\" takes off " + off(room, *first->second.first) +
                          ", and \"" + p.name + "\" " + off(room, p) + " more of the same lines",
                      first->second.second);
    });
}

void check_promotion(lint_room& room, promotion const& p, spot const& at) {
    bool const for_any_order = p.given.names.empty() && p.segment.empty() && p.not_in_segment.empty();
    if (p.amount && *p.amount > decimal(0) && for_any_order && !p.at_most)
        room.tell(lint_code::amount_off_any_order, at / "amount",
                  "goods for " + room.money(*p.amount) + " cost nothing, and two orders get it twice");
    if (p.share && *p.share == ratio(1) && !p.at_most)
        room.tell(lint_code::all_for_free, at / "share", "\"" + p.name + "\" takes off 100 %");
}

// --- prices by quantity ------------------------------------------------------------------------------------

/// Returns: what one piece costs from a step on, of 1 without it; nothing where only the list price knows.
std::optional<cpp_rational> price_of(quantity_step const& s, bool by_unit) {
    if (by_unit) return s.unit ? std::optional(to_cpp_rational(*s.unit)) : std::nullopt;
    if (s.share) return 1 - to_cpp_rational(*s.share);
    return s.minus ? std::optional<cpp_rational>(-to_cpp_rational(*s.minus)) : std::nullopt;
}

std::string_view key_of(quantity_step const& s) { return s.unit ? "unit" : s.minus ? "minus" : "share"; }

std::string shown(lint_room const& room, quantity_step const& s) {
    if (s.unit) return room.money(*s.unit) + " each";
    return (s.minus ? room.money(*s.minus) : percent(to_cpp_rational(s.share.value_or(ratio(0))))) +
           " off each";
}

void check_pair(lint_room& room, quantity_step const& before, quantity_step const& s, spot const& at) {
    bool const alike =
        before.unit.has_value() == s.unit.has_value() && before.minus.has_value() == s.minus.has_value();
    auto const was = price_of(before, s.unit.has_value()), now = price_of(s, s.unit.has_value());
    if (!alike || !was || !now || s.from <= before.from) return;
    std::string const from = "from " + std::to_string(s.from) + " pieces on it is " + shown(room, s);
    if (*now > *was)
        room.tell(lint_code::quantity_costs_more, at / key_of(s),
                  from + ", and before " + shown(room, before));
    else if (!s.minus && *now * s.from < *was * (s.from - 1))
        room.tell(
            lint_code::more_costs_less, at / key_of(s),
            from + ": " + std::to_string(s.from) + " pieces cost less than " + std::to_string(s.from - 1));
}

void check_quantity(lint_room& room, quantity_price const& q, spot const& at) {
    for (std::size_t i = 0; i < q.steps.size(); ++i) {
        quantity_step const& s = q.steps[i];
        if ((s.share && *s.share == ratio(1)) || (s.unit && *s.unit == decimal(0)))
            room.tell(lint_code::all_for_free, at / "steps" / i / key_of(s),
                      "\"" + q.name + "\" makes " + std::to_string(s.from) + " pieces cost nothing");
        else if (i > 0)
            check_pair(room, q.steps[i - 1], s, at / "steps" / i);
    }
}

}  // namespace

void lint_prices(lint_room& room) {
    check_promotions(room);
    room.each<promotion>([&](promotion const& p, spot const& at) { check_promotion(room, p, at); });
    room.each<quantity_price>([&](quantity_price const& q, spot const& at) { check_quantity(room, q, at); });
    room.each<member_price>([&](member_price const& m, spot const& at) {
        for (std::size_t i = 0; i < m.steps.size(); ++i)
            if (m.steps[i].share == ratio(1))
                room.tell(lint_code::all_for_free, at / "steps" / i / "share",
                          "\"" + m.steps[i].tier + "\" pays nothing for goods");
    });
}

}  // namespace tessera::document
