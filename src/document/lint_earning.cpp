// SPDX-License-Identifier: BSL-1.0
#include <algorithm>
#include <map>

#include <tessera/calendar/text.hpp>

#include "json.hpp"
#include "lint_room.hpp"
#include "writer.hpp"

/// Earning: on what points have paid, twice for one thing, for nothing.

namespace tessera::document {

namespace {

using way = pool_use::way;

// --- points that buy what earns them -----------------------------------------------------------------------

/// Returns: whether a part of an order counts what a redemption has paid of it.
bool counts_paid_by(basis const& of, redemption const& r) {
    return r.as == spent_as::tender ? of.stored_value : of.price != price_stage::paid;
}

/// Returns: where a basis says so.
spot said_at(spot const& of, redemption const& r) {
    return of / (r.as == spent_as::tender ? "stored_value" : "price");
}

void check_itself(lint_room& room, accrual const& a, spot const& at) {
    if (a.per != earned_per::amount && a.per != earned_per::whole_amount) return;
    for (pool_use const& use : room.uses(a.points)) {
        auto const* const r = std::get_if<redemption>(use.by);
        if (!r || !counts_paid_by(a.of, *r)) continue;
        return room.tell(lint_code::earns_on_itself, said_at(at / "of", *r),
                         "the " + room.money(r->worth.money) + " that " + points(r->worth.points) +
                             " pay earn points of the same pool again",
                         use.at);
    }
}

bool is_spend(measure const& m) {
    return m.kind == measure_kind::net_spend || m.kind == measure_kind::gross_spend ||
           m.kind == measure_kind::best_order;
}

using redemptions = std::vector<std::pair<redemption const*, spot>>;

/// Returns: what a redemption pays, as the subject of a sentence: points with their worth, or credit.
std::string paid_by(lint_room const& room, redemption const& r) {
    auto const is_credit = [](pool_use const& use) {
        auto const* const l = std::get_if<ladder>(use.by);
        auto const* const a = std::get_if<automatic_redemption>(use.by);
        return use.does == way::issues &&
               ((l != nullptr && l->points.empty()) || (a != nullptr && !a->in_points) ||
                std::holds_alternative<compensation>(*use.by));
    };
    auto const& uses = room.uses(r.points);
    if (std::any_of(uses.begin(), uses.end(), is_credit))
        return "what credit of \"" + r.points + "\" pays counts";
    return "the " + room.money(r.worth.money) + " that " + points(r.worth.points) + " of \"" + r.points +
           (r.worth.points == 1 ? "\" pays counts" : "\" pay count");
}

/// Effects: tells of the first redemption whose payments count toward the steps of a ladder.
void check_ladder(lint_room& room, ladder const& l, redemptions const& all, spot const& at) {
    if (!is_spend(l.measure)) return;
    for (auto const& [r, there] : all) {
        bool const own = r->points == pool_of(l);
        if (!counts_paid_by(l.measure.of, *r) || !(own || r->as == spent_as::tender)) continue;
        return room.tell(own ? lint_code::earns_on_itself : lint_code::spent_value_pays_steps,
                         said_at(at / "measure" / "of", *r),
                         paid_by(room, *r) + " toward the steps of \"" + l.name + '"', there);
    }
}

// --- lots that are over at once ----------------------------------------------------------------------------

/// The days of a lot that waits, or not, and then lives for a while.
struct lot_days {
    life living = endless;
    std::optional<life> pending{};
    bool from_earning = false;
    bool opens_early = false;

    [[nodiscard]] bool over_at_once(date day) const noexcept {
        date const opens = pending ? std::max(pending->end(day), day) : day;
        return opens != date::never() && living.end(from_earning ? day : opens) <= opens;
    }
};

void check_life(lint_room& room, lot_days const& lot, spot const& at) {
    if (lot.opens_early || !lot.living.sound() || (lot.pending && !lot.pending->sound())) return;
    date const stop = std::min(room.end, room.from + 1461);  // four years have every day of a year
    for (date day = room.from; day < stop; day = day + 1) {
        if (!lot.over_at_once(day)) continue;
        std::string const opens = lot.pending ? ", opens on " + on(lot.pending->end(day)) : std::string();
        return room.tell(
            lint_code::over_before_it_opens, at / "living",
            "what is earned on " + on(day) + opens + " and is over on " +
                on(lot.living.end(lot.from_earning || !lot.pending ? day : lot.pending->end(day))));
    }
}

// --- several at once ---------------------------------------------------------------------------------------

bool apart(std::string const& one, std::string const& other) {
    return !one.empty() && !other.empty() && one != other;
}

/// Returns: whether one is for members of a segment for whom the other is not.
bool for_others(extra const& one, extra const& other) {
    return (!one.segment.empty() && one.segment == other.not_in_segment) ||
           (!other.segment.empty() && other.segment == one.not_in_segment);
}

void check_extras(lint_room& room, accrual const& a, spot const& at) {
    if (a.combined_by == combining::max || a.extras.size() > 8) return;
    for (std::size_t j = 1; j < a.extras.size(); ++j)
        for (std::size_t i = 0; i < j; ++i) {
            extra const &one = a.extras[i], &other = a.extras[j];
            if (one.times <= ratio(1) || other.times <= ratio(1)) continue;
            if (apart(one.lines.sku, other.lines.sku) || apart(one.lines.category, other.lines.category))
                continue;
            if (for_others(one, other)) continue;
            tessera::schedule const first = days_of(one.when), second = days_of(other.when);
            if (first.check() != errc::ok || second.check() != errc::ok) continue;
            auto const common = room.first_day(first, [&](date d) { return second.holds(d); });
            if (!common || common == date::never()) continue;
            cpp_rational const x = to_cpp_rational(one.times), y = to_cpp_rational(other.times);
            room.tell(
                lint_code::extras_meet, at / "extras" / j,
                "on " + on(*common) + " both " + number(x) + " times and " + number(y) + " times hold: " +
                    number(a.combined_by == combining::sum ? cpp_rational(x + y - 1) : cpp_rational(x * y)) +
                    " times the points",
                at / "extras" / i);
        }
}

/// Returns: what of an accrual says for which orders and lines it is.
std::string conditions_of(accrual const& a) {
    accrual only{.points = a.points, .of = {.price = price_stage::paid, .lines = a.of.lines}, .per = a.per};
    only.when = a.when;
    only.channel = a.channel;
    only.segment = a.segment;
    only.not_in_segment = a.not_in_segment;
    only.from_order_of = a.from_order_of;
    only.from_items = a.from_items;
    return to_line(writer::object_of(version{1, calendar_anchor, {rule(only)}}));
}

void check_twice(lint_room& room) {
    std::map<std::string, spot> known;
    room.each<accrual>([&](accrual const& a, spot const& at) {
        auto const [first, fresh] = known.emplace(conditions_of(a), at);
        if (!fresh)
            room.tell(lint_code::earned_twice, at,
                      "every order that earns \"" + a.points + "\" by this rule earns them by the other too",
                      first->second);
    });
}

}  // namespace

void lint_earning(lint_room& room) {
    room.each<accrual>([&](accrual const& a, spot const& at) {
        check_itself(room, a, at);
        check_extras(room, a, at);
        check_life(room, {a.living, a.pending, a.since == life_from::earning, a.opened_by || a.opened_after},
                   at);
    });
    room.each<action_award>([&](action_award const& a, spot const& at) {
        check_life(room, {a.living, a.pending, false, a.opened_by.has_value()}, at);
    });
    room.each<by_hand>([&](by_hand const& h, spot const& at) {
        if (h.what == hand::gives) check_life(room, {h.living, h.pending}, at);
    });
    redemptions all;
    room.each<redemption>([&](redemption const& r, spot const& at) { all.emplace_back(&r, at); });
    room.each<ladder>([&](ladder const& l, spot const& at) { check_ladder(room, l, all, at); });
    check_twice(room);
}

}  // namespace tessera::document
