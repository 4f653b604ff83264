// SPDX-License-Identifier: BSL-1.0
#pragma once

#include "describe_prices.hpp"

/// Part of tessera::document. The fields of offers and of guards, each said once.

namespace tessera::document {

template <class V>
void describe(V& v, threshold_of& t) {
    v.field("lines", "of which lines", t.lines, {});
    v.field("units", "whether it looks at units, and not at an amount", t.units, false);
    v.field("running", "whether at what lines cost at the offer's turn, and not before any offer", t.running,
            false);
}
template <class V>
void describe(V& v, offer_step& s) {
    v.field("from", "from this amount, or so many units, on", s.from);
    v.field("share", "the share that comes off", s.share, {});
    v.field("amount", "the amount", s.amount, {});
    v.one_of({"share", "amount"});
}
template <class V>
void describe(V& v, offer_steps& m) {
    v.field("steps", "the steps, ascending", m.steps);
    v.field("by", "what they look at", m.by, {});
    v.field("brackets", "whether each share is of the part from its step to the next, and not of all",
            m.brackets, false);
}
template <class V>
void describe(V& v, offer_increment& e) {
    v.field("each", "for every so much, or so many units", e.each);
    v.field("of", "of what", e.of, {});
    v.field("most_times", "at most so many times", e.most_times, {});
}
template <class V>
void describe(V& v, bundle_part& p) {
    v.field("over", "of these lines", p.over, {});
    v.field("count", "so many units", p.count, 1);
}
template <class V>
void describe(V& v, units_bought& b) {
    v.field("count", "for every so many units", b.count);
    v.field("lines", "of these lines", b.lines, {});
    v.field("got", "so many of the offer's", b.got, 1);
}
template <class V>
void describe(V& v, units& u) {
    v.field("over", "of which lines", u.over, {});
    v.field("rank", "which come first", u.rank, unit_rank::as_listed);
    v.field("most", "the most of an order", u.most, {});
    v.field("most_of_line", "the most of each line", u.most_of_line, {});
    v.field("in_sets_of", "only whole sets of so many", u.in_sets_of, 1);
    v.field("bought", "only for others that are bought", u.bought, {});
    v.field("bundle", "only whole bundles of these parts; a line is of the first that takes it", u.bundle,
            {});
    v.field("most_sets", "the most sets of an order", u.most_sets, {});
    v.field("undiscounted", "whether only of lines that no promotion of the host lowered", u.undiscounted,
            false);
    v.field("price_from", "only those that cost this or more", u.price_from, {});
    v.field("price_to", "only those that cost this or less", u.price_to, {});
}
template <class V>
void describe(V& v, gift& g) {
    v.field("sku", "the article, by name, or by the host's number: #123", g.sku);
    v.field("quantity", "how many", g.quantity, 1);
    v.field("worth", "what one costs the shop, or is worth", g.worth);
}
template <class V>
void describe(V& v, tier_wanted& t) {
    v.field("tiers", "the group", t.tiers);
    v.field("tier", "from this tier on", t.tier);
    v.field("exactly", "whether this tier alone", t.exactly, false);
}
template <class V>
void describe(V& v, offer_minimum& m) {
    v.field("least", "the amount, or the number of units", m.least);
    v.field("of", "what it looks at", m.of, {});
}
template <class V>
void describe(V& v, offer_uses& u) {
    v.field("by_member", "how often a member uses it", u.by_member, {});
    v.field("by_all", "how often all together do", u.by_all, {});
}
template <class V>
void describe(V& v, offer& o) {
    v.field("name", "the offer's name", o.name);
    v.field("share", "the share that comes off", o.share, {});
    v.field("amount", "the amount that comes off", o.amount, {});
    v.field("unit_price", "what one unit costs", o.unit_price, {});
    v.field("total_price", "what the units cost together", o.total_price, {});
    v.at_most_one_of({"share", "amount", "unit_price", "total_price"});
    v.field("of_shipping", "whether it is of shipping, and not of goods", o.of_shipping, false);
    v.field("per", "what an amount is for: the order, each line, or each unit", o.per, offer_per::order);
    v.field("gift", "an article that comes with the order", o.gift, {});
    v.field("perk", "marks of perks that come with the order", o.perk, {});
    v.field("more", "what it gives instead, from thresholds on", o.more, {});
    v.field("for_every", "how often it gives its amount, or its gift: for every so much", o.for_every, {});
    v.at_most_one_of({"more", "for_every"});
    v.field("at_most", "the most it takes off an order", o.at_most, {});
    v.field("on_first_price", "whether computed on what goods cost before any offer", o.on_first_price,
            false);
    v.field("off_whole_lines", "whether it takes other units of a line than the offers before it",
            o.off_whole_lines, false);
    v.field("mode", "how it is rounded", o.mode, rounding::half_up);
    v.field("rounded", "where a share is rounded", o.rounded, offer_rounded::sum);
    v.field("left_over", "who gets what splitting over the lines leaves over", o.left_over,
            left_over_to::largest_remainder);
    v.field("split", "how each line's part is rounded before that", o.split, rounding::down);
    v.field("of", "for which units", o.of, {});
    v.field("tier", "for members of a tier", o.tier, {});
    v.field("on", "on which days", o.on, {});
    v.field("birthday", "on days around the customer's birthday alone", o.birthday, {});
    v.field("given", "for carts that bear each of these tags", o.given, {});
    describe_whom(v, o);
    v.field("on_request", "whether only for customers who ask for it, by a code or a choice", o.on_request,
            false);
    v.field("by_coupon", "whether only for members who hold a coupon for it, and ask", o.by_coupon, false);
    v.at_most_one_of({"on_request", "by_coupon"});
    v.field("by_allowance", "whether only while the member has used it less often than an allowance says",
            o.by_allowance, false);
    v.field("from", "the least that it takes", o.from, {});
    v.field("used_at_most", "how often it is used", o.used_at_most, {});
    v.field("budget", "the most that it takes off all orders together", o.budget, {});
    v.field("returned", "what becomes of what it gave when goods come back", o.returned,
            benefit_return::pro_rata);
    v.field("stack", "the stack that it stands in", o.stack, {});
    v.field("priority", "higher ones come first in their stack", o.priority, 0);
    v.field("alone", "whether no other offer stands beside it", o.alone, false);
    v.field("not_with", "offers that never stand together with it", o.not_with, {});
}
template <class V>
void describe(V& v, stack& s) {
    v.field("name", "the stack's name", s.name);
    v.field("how", "which of its offers stand, and what they look at", s.how, stacking::product);
    v.field("turn", "lower ones come first", s.turn, 0);
    v.field("together", "the most offers that stand at a time", s.together, {});
}
template <class V>
void describe(V& v, offers& o) {
    v.field("name", "the rule's name", o.name);
    v.field("list", "the offers, in any order", o.list);
    v.field("stacks", "the stacks that they name", o.stacks, {});
}
template <class V>
void describe(V& v, coupon& c) {
    v.field("offer", "the offer that it is good for", c.offer);
    v.field("points", "the pool whose units are the coupons", c.points);
    v.field("restored", "whether it comes back where what it took off does", c.restored, true);
}
template <class V>
void describe(V& v, allowance& a) {
    v.field("offer", "the offer that it counts", a.offer);
    v.field("times", "how often a member has it", a.times);
    v.field("within", "within this window", a.within, {});
    v.field("restored", "whether an order that comes back whole counts no longer", a.restored, false);
}
template <class V>
void describe(V& v, benefit& b) {
    v.field("kind", "what it is", b.kind, benefit_kind::offer);
    v.field("name", "its name; of a member price that of its tiers", b.name);
}
template <class V>
void describe(V& v, margin_guard& g) {
    v.field("name", "the guard's name", g.name);
    v.field("of", "what the least profit of an order is a share of", g.of);
    v.field("least", "that share", g.least);
    v.field("giving_up", "what is given up for it, the first first", g.giving_up);
    v.field("earned", "the share of what is paid that members earn, counted as a cost", g.earned, ratio{});
}
template <class V>
void describe(V& v, line_guard& g) {
    v.field("name", "the guard's name", g.name);
    v.field("of", "what the least profit of a line is a share of", g.of);
    v.field("least", "that share", g.least);
    v.field("giving_up", "what is given up for it, the first first", g.giving_up);
    v.field("earned", "the share of what is paid that members earn, counted as a cost", g.earned, ratio{});
}
template <class V>
void describe(V& v, tax& t) {
    v.field("in_prices", "whether prices contain it; else it comes on top", t.in_prices, true);
    v.field("per", "where it is rounded", t.per, tax_per::line);
    v.field("mode", "how", t.mode, rounding::half_up);
}

}  // namespace tessera::document
