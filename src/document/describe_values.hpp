// SPDX-License-Identifier: BSL-1.0
#pragma once

#include "names.hpp"

/// Part of tessera::document. The fields of the values of a document, each said once: reading, writing and
/// the schema visit the same text. `v.field(key, meaning, member)` is a field that must be there,
/// `v.field(key, meaning, member, usual)` one that is left out where it has its usual value.
/// `v.range(key, member, least, most)` bounds a field, or the length of a list. A value of the
/// library that is no plain data is described by the figures it is made of; `v.made(...)` says whether it is
/// built from them now.

namespace tessera::document {

template <class V>
void describe(V& v, filter& f) {
    v.field("sku", "only this article, by name, or by the host's number: #123", f.sku, {});
    v.field("category", "only this category, by name or number", f.category, {});
    v.field("with", "only lines that bear all of these tags", f.with, {});
    v.field("without", "no line that bears one of these tags", f.without, {});
}

template <class V>
void describe(V& v, basis& b) {
    v.field("price", "down to which deductions: list, after promotions, or paid", b.price);
    v.field("tax", "whether the tax contained counts", b.tax, true);
    v.field("shipping", "whether shipping charged counts", b.shipping, false);
    v.field("stored_value", "whether the part paid with points, credit or gift cards counts", b.stored_value,
            false);
    v.field("no_earn", "whether lines tagged no_earn count", b.no_earn, false);
    v.field("lines", "only some of the lines", b.lines, {});
}

/// The figures of a window.
struct window_figures {
    window_kind kind = window_kind::lifetime;
    calendar_unit unit = calendar_unit::year;
    date anchor = calendar_anchor;
    std::int32_t length = 0;
    resolution by = resolution::day;
};
[[nodiscard]] inline window_figures figures_of(window const& w) {
    bool const periods = w.kind() == window_kind::calendar;
    return {w.kind(), periods ? w.unit() : calendar_unit::year, periods ? w.anchor() : calendar_anchor,
            w.length(), w.by()};
}
[[nodiscard]] inline window window_from(window_figures const& f) {
    switch (f.kind) {
        case window_kind::lifetime: break;
        case window_kind::calendar: return window::calendar(f.unit, f.anchor);
        case window_kind::rolling_days: return window::rolling_days(f.length, f.by);
        case window_kind::rolling_months: return window::rolling_months(f.length, f.by);
        case window_kind::membership_year: return window::membership_year();
    }
    return {};
}
template <class V>
void describe(V& v, window& w) {
    window_figures f = figures_of(w);
    v.field("kind", "calendar periods, days or months back, years of membership, or all time", f.kind);
    if (v.has(f.kind == window_kind::calendar)) {
        v.field("unit", "the period of a calendar window", f.unit, calendar_unit::year);
        v.field("anchor", "one of the periods begins on this day", f.anchor, calendar_anchor);
    }
    if (v.has(f.kind == window_kind::rolling_days || f.kind == window_kind::rolling_months)) {
        v.field("length", "days or months of a rolling window", f.length, 0);
        v.field("by", "what ends together: all of a day, week or month", f.by, resolution::day);
    }
    v.made([&] { w = window_from(f); });
}

/// The figures of a span of days; one of the first four.
struct life_figures {
    std::optional<std::int32_t> days;
    std::optional<std::int32_t> months;
    std::optional<calendar_unit> rest_of;
    std::optional<date> until;
    bool through = false;
    std::optional<calendar_unit> to_end_of;
    date anchor = calendar_anchor;
};
[[nodiscard]] inline life_figures figures_of(life const& l) {
    life_figures f;
    bool const rest = l.in == life::unit::days && l.length == 0 && l.rounded_up && !l.last_day_too;
    if (rest)
        f.rest_of = l.up_to;
    else if (l.in == life::unit::days)
        f.days = l.length;
    else if (l.in == life::unit::months)
        f.months = l.length;
    else if (l.in == life::unit::date)
        f.until = date{l.length};
    f.through = l.last_day_too;
    if (l.rounded_up && !rest) f.to_end_of = l.up_to;
    if (auto const start = date::from(l.start.year, l.start.month, l.start.day)) f.anchor = *start;
    return f;
}
[[nodiscard]] inline life life_from_figures(life_figures const& f) {
    life l = f.days      ? days(*f.days)
             : f.months  ? months(*f.months)
             : f.rest_of ? rest_of(*f.rest_of, f.anchor)
             : f.until   ? tessera::until(*f.until)
                         : endless;
    if (f.through) l = l.through();
    if (f.to_end_of) l = l.to_end_of(*f.to_end_of, f.anchor);
    return l;
}
template <class V>
void describe(V& v, life& l) {
    life_figures f = figures_of(l);
    v.field("days", "so many days", f.days, {});
    v.field("months", "so many months; from the 31st to the last day of a shorter one", f.months, {});
    v.field("rest_of", "to the end of the period in which it begins", f.rest_of, {});
    v.field("until", "over on this day, whenever it begins", f.until, {});
    v.one_of({"days", "months", "rest_of", "until"});
    v.field("through", "the day of the same number still counts", f.through, false);
    v.field("to_end_of", "rounded up to the end of the period", f.to_end_of, {});
    v.field("anchor", "one of the periods begins on this day", f.anchor, calendar_anchor);
    v.made([&] { l = life_from_figures(f); });
}

template <class V>
void describe(V& v, counting& c) {
    std::optional<progress> at, from;
    if (c.at != progress{}) at = c.at;
    if (c.from != progress{}) from = c.from;
    v.field("by", "the progress with which an order counts at once", at, {});
    v.field("latest", "from the order's day on, the latest day on which it counts", c.latest, endless);
    v.field("after", "the progress after which it counts some days later", from, {});
    v.field("wait", "how long after that progress", c.after, endless);
    v.made([&] {
        c.at = at.value_or(progress{});
        c.from = from.value_or(progress{});
    });
}

template <class V>
void describe(V& v, measure& m) {
    v.field("kind", "what is counted", m.kind);
    v.field("of", "which part of an order", m.of, list_basis());
    v.field("within", "over which window", m.within, {});
    v.field("points", "the pool, of points earned or available", m.points, {});
    v.field("returned", "against which day returns count", m.returned, undo::at_return);
    v.field("counted", "the event at which an order counts", m.counted, {});
    v.field("unit", "the period, of order_periods", m.unit, calendar_unit::day);
    v.field("anchor", "one of the periods begins on this day", m.anchor, calendar_anchor);
}

template <class V>
void describe(V& v, every_month& m) {
    v.field("day", "the day of the month; 31 is the last one", m.day);
    v.field("length", "so many days", m.length, 1);
}
template <class V>
void describe(V& v, every_quarter& q) {
    v.field("month", "one of the three months, 1 to 12", q.month);
    v.field("day", "the day of the month", q.day);
    v.field("length", "so many days", q.length, 1);
}
template <class V>
void describe(V& v, every_year& y) {
    v.field("month", "1 to 12", y.month);
    v.field("day", "the day of the month", y.day);
    v.field("length", "so many days", y.length, 1);
}
template <class V>
void describe(V& v, schedule& s) {
    v.field("from", "the first day", s.from, {});
    v.field("before", "the first day that is too late", s.before, {});
    v.field("on", "on these weekdays", s.on, {});
    v.field("nth", "of the one weekday named the n-th of the month; -1 is the last", s.nth, 0);
    v.field("each_month", "days of every month", s.each_month, {});
    v.field("each_quarter", "days of every quarter", s.each_quarter, {});
    v.field("each_year", "days of every year", s.each_year, {});
    v.field("each_anniversary", "so many days from each anniversary of joining", s.each_anniversary, 0);
    v.at_most_one_of({"each_month", "each_quarter", "each_year", "each_anniversary"});
}

template <class V>
void describe(V& v, hold& h) {
    v.field("for", "a span from the day the level begins", h.lasting, {});
    v.field("to_end_of", "to the end of the period in which it begins", h.to_end_of, {});
    v.field("to_end_of_next", "to the end of the period after that", h.to_end_of_next, {});
    v.one_of({"for", "to_end_of", "to_end_of_next"});
    v.field("anchor", "one of the periods begins on this day", h.anchor, calendar_anchor);
}

template <class V>
void describe(V& v, birthday_window& b) {
    v.field("days_before", "so many days before the birthday", b.days_before, 0);
    v.field("days_after", "so many days after it", b.days_after, 0);
    v.field("leap", "the day of 29 February in other years", b.leap, leap_rule::feb28);
}

}  // namespace tessera::document
