// SPDX-License-Identifier: BSL-1.0
#pragma once

#include <tessera/document/fact.hpp>

#include "describe_ledger.hpp"
#include "stored_values.hpp"

/// Part of tessera::document. The fields of facts; see describe_values.hpp. Amounts are in minor units, and
/// belong to a whole line.

namespace tessera::document {

/// Effects: describes marks of a line or an order.
template <class V>
void describe_tags(V& v, std::string_view key, std::string_view says, tag_set& tags, tag_set usual = 0) {
    tag_places places{tags};
    v.field(key, says, places, {usual});
    v.made([&] { tags = places.of; });
}

template <class V>
void describe(V& v, line& l) {
    v.field("sku", "the article", l.sku, {});
    v.field("category", "its category", l.category, {});
    describe_tags(v, "tags", "marks of the line, by place", l.tags);
    v.field("number", "the host's number of the line", l.number, 0);
    v.field("quantity", "units", l.quantity, 1);
    v.field("list_minor", "the list price of the whole line", l.list_minor);
    v.field("promotion_minor", "what the host's own promotions take off", l.promotion_minor, 0);
    v.field("tax_minor", "tax contained in the price after promotions", l.tax_minor, 0);
}
template <class V>
void describe(V& v, redemption_wish& w) {
    v.field("rule", "the redemption or reward", w.rule);
    v.field("points", "how many points; without it all, of a reward how many of it", w.points, every_point);
    v.field("hold", "the hold that keeps them", w.hold, {});
}
template <class V>
void describe(V& v, returned_line& l) {
    v.field("number", "the line's number in the order", l.number, 0);
    v.field("quantity", "units that came back", l.quantity, 0);
    v.field("list_minor", "or an amount of the line's list price", l.list_minor, 0);
}
template <class V>
void describe(V& v, lot& l) {
    v.field("amount", "in the pool's unit", l.amount);
    describe(v, l.key);
}

// --- what a kind of fact has besides its head -------------------------------------------------------------

template <class V>
void describe_rest(V& v, order& o, stored_fact& rows) {
    v.field("lines", "what was bought", rows.lines);
    v.field("shipping_minor", "what shipping costs", o.what.shipping_minor, 0);
    v.field("wishes", "points that the member wants to spend", rows.wishes, {});
    v.field("stored_value_minor", "paid with stored value of the host", o.stored_value_minor, 0);
    describe_tags(v, "tags", "marks of the order as a whole, by place", o.tags);
    v.made([&] { o.what.lines = rows.lines, o.wishes = rows.wishes; });
}
template <class V>
void describe_rest(V& v, item_return& r, stored_fact& rows) {
    v.field("lines", "what came back", rows.lines);
    v.made([&] { r.lines = rows.lines; });
}
template <class V>
void describe_rest(V& v, receipt_return& r, stored_fact& rows) {
    v.field("order", "the fact that was the order", rows.order);
    v.field("lines", "what came back; without them all that is left", rows.goods, {});
    v.field("gifts", "whether the gifts of the order came back, too", r.gifts, false);
    v.made([&] { r.lines = rows.goods; });
}
template <class V>
void describe_rest(V& v, order_progress& p, stored_fact&) {
    v.field("order", "the fact that was the order", p.of);
    v.field("reached", "how far it has come", p.reached);
}
template <class V>
void describe_rest(V&, day_passes&, stored_fact&) {}
template <class V>
void describe_rest(V& v, action& a, stored_fact&) {
    v.field("action", "the hash of the host's name for it", a.what);
    v.field("claim", "the host's number of what it is about", a.claim, 0);
    v.field("amount", "in the pool's unit; of a level set by staff, the level", a.amount, 0);
    v.field("lot", "where it goes, or where it is taken from", a.lot, {});
    v.field("lot_is_named", "whether it is taken from that lot alone", a.lot_is_named, true);
    v.field("until", "of a level set by staff: the first day on which it is over", a.until, date::never());
    v.field("born", "of a birthday: the member's day of birth", a.born, date::min());
    v.field("order", "the order on which what is given waits", a.order, {});
}
template <class V>
void describe_rest(V& v, reserve& r, stored_fact&) {
    v.field("rule", "the redemption", r.rule);
    v.field("hold", "the number of the hold", r.hold);
    v.field("points", "how many points; without it all", r.points, every_point);
    v.field("until", "the first instant at which they are free again", r.until);
}
template <class V>
void describe_rest(V& v, capture& c, stored_fact&) {
    v.field("rule", "the redemption", c.rule);
    v.field("hold", "the number of the hold", c.hold);
    v.field("points", "how many points; without it all that the hold keeps", c.points, every_point);
    v.field("spent", "whether it has happened already", c.spent, false);
}
template <class V>
void describe_rest(V& v, release& r, stored_fact&) {
    v.field("rule", "the redemption", r.rule);
    v.field("hold", "the number of the hold", r.hold);
}
template <class V>
void describe_rest(V& v, claim& c, stored_fact&) {
    v.field("rule", "the reward", c.rule);
    v.field("times", "how many of it", c.times, 1);
}
template <class V>
void describe_rest(V& v, send_points& s, stored_fact&) {
    v.field("rule", "the transfer", s.rule);
    v.field("points", "how many points", s.points);
    v.field("sent", "whether it has happened already", s.sent, false);
}
template <class V>
void describe_rest(V& v, receive_points& r, stored_fact& rows) {
    v.field("rule", "the transfer", r.rule);
    v.field("lots", "the lots that were sent", rows.lots);
    v.made([&] { r.lots = rows.lots; });
}
template <class V>
void describe_rest(V& v, join_account& j, stored_fact&) {
    v.field("other", "the member whose account became part of this one", j.other);
}

template <class V>
void describe_rest(V& v, compensate& c, stored_fact& rows) {
    v.field("rule", "the compensation", c.rule);
    v.field("order", "the fact that was the order", rows.order);
    v.field("number", "the number of the line", c.number, 0);
    v.field("wish_minor", "the most that is asked for; without it as much as the rule gives", c.wish_minor,
            std::numeric_limits<std::int64_t>::max());
}

/// A fact of one kind, with the rows that it views.
template <class Fact>
struct fact_in {
    Fact& what;
    stored_fact& rows;
};

template <class V, class Fact>
void describe(V& v, fact_in<Fact>& f) {
    fact_head& head = f.what.head;
    v.format("fact");
    v.field("id", "the host's number of the fact", head.id);
    describe(v, head.key);
    v.field("day", "the business day", head.day);
    v.field("joined", "the day the member joined", head.joined, date::min());
    describe_rest(v, f.what, f.rows);
}

}  // namespace tessera::document
