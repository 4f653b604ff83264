// SPDX-License-Identifier: BSL-1.0
#pragma once

#include <tessera/document/program.hpp>

#include "describe_prices.hpp"
#include "describe_segments.hpp"

/// Part of tessera::document. The fields of the rules of a document: see describe_values.hpp.

namespace tessera::document {

// --- standing ----------------------------------------------------------------------------------------------

template <class V>
void describe(V& v, tier& t) {
    v.field("name", "the tier's name", t.name);
    v.field("from", "the threshold to enter, one for each measure", t.from);
    v.field("keep", "the threshold to stay, one for each measure, where it is lower", t.keep, {});
}
template <class V>
void describe(V& v, tiers& t) {
    v.field("name", "the group's name", t.name);
    v.field("measures", "one to four measures that decide", t.measures);
    v.field("all", "whether all measures must be reached, and not any", t.all, false);
    v.field("tiers", "the tiers, lowest first", t.steps);
    v.field("from", "when a level reached begins", t.from, effective::next_order);
    v.field("on_fall", "what becomes of a level that is lost", t.on_fall, downgrade::reassess);
    v.field("held", "how long a level is held at least", t.held, {});
    v.field("grace", "how long after it is lost a level falls", t.grace, endless);
    v.field("on_requalifying", "what meeting the threshold again does to the term", t.on_requalifying,
            requalify::restarts);
    v.field("surplus", "what becomes of the measure above the threshold", t.above, surplus::lapses);
    v.field("counted_anew", "whether the measure counts from the day the level began", t.counted_anew, false);
}
template <class V>
void describe(V& v, level_by_hand& l) {
    v.field("action", "the action by which staff set the level", l.action);
    v.field("tiers", "the group", l.tiers);
    v.field("bound", "a floor, or the level itself", l.bound, level_bound::least);
}

// --- earning -----------------------------------------------------------------------------------------------

template <class V>
void describe(V& v, withholding& w) {
    v.field("money", "so much of the refund", w.money);
    v.field("points", "for so many points missing", w.points, 1);
}
template <class V>
void describe(V& v, further& f) {
    v.field("every", "the length of each further stretch", f.every);
    v.field("award", "what each pays", f.award);
}
template <class V>
void describe(V& v, ladder_step& s) {
    v.field("at", "the measure at which the step is reached", s.at);
    v.field("award", "what it pays", s.award, {});
    v.field("rate", "the rate from there on", s.rate, {});
    v.one_of({"award", "rate"});
}
template <class V>
void describe(V& v, ladder& l) {
    v.field("name", "the ladder's name, and that of its pool", l.name);
    v.field("measure", "what its steps are on", l.measure);
    v.field("form", "what an award or a rate of a step means", l.form, ladder_form::increments);
    v.field("steps", "the steps, ascending", l.steps);
    v.field("then", "what comes after the last step", l.then, ladder_end::finite);
    v.field("further", "the award of every further stretch", l.further, {});
    v.field("returned", "what a return below a step does to its award", l.returned, on_return::follow);
    v.field("when_short", "who bears what is due back and spent", l.when_short, shortfall::owe);
    v.field("withheld", "what points missing withhold of a refund", l.withheld, {});
    v.field("at_period_end", "whether a period that is over stays open to returns", l.at_period_end,
            period_results::close);
    v.field("usable_after", "days until an award can be used", l.usable_after, 0);
    v.field("into", "the pool of credit, where it has another name", l.into, {});
    v.field("points", "the pool of points that it pays into", l.points, {});
    v.field("decimals", "decimals of these points", l.decimals, 0);
    v.range("decimals", l.decimals, 0, 4);
    v.field("usable_in_its_order", "whether an award can pay the order that brings it", l.usable_in_its_order,
            false);
    describe_whom(v, l);
}

template <class V>
void describe(V& v, tier_times& t) {
    v.field("tier", "from this tier on", t.tier);
    v.field("times", "the multiplier", t.times);
}
template <class V>
void describe(V& v, times_by_tier& t) {
    v.field("tiers", "the group", t.tiers);
    v.field("steps", "the multipliers, lowest tier first", t.steps);
}
template <class V>
void describe(V& v, extra& e) {
    v.field("times", "the multiplier", e.times);
    v.field("when", "on which days", e.when, {});
    v.field("lines", "for which lines", e.lines, {});
    v.field("channel", "for orders that bear all of these tags", e.channel, {});
    describe_whom(v, e);
}
template <class V>
void describe(V& v, cap& c) {
    v.field("points", "the most points", c.points);
    v.field("of", "of one order, of a window, or of the balance", c.what, cap_on::order);
    v.field("within", "the window", c.within, {});
    v.field("or_nothing", "whether an award it would cut is refused", c.or_nothing, false);
    v.field("shared_as", "rules with a cap of this name and window share what it counts", c.shared_as, {});
}
template <class V>
void describe(V& v, least_order& l) {
    v.field("amount", "the least amount; reaching it exactly is enough", l.amount);
    v.field("of", "which part of the order", l.of, {});
}
template <class V>
void describe(V& v, opening& o) {
    v.field("reached", "once the order has come so far", o.reached);
    v.field("wait", "so long after", o.wait);
}
template <class V>
void describe(V& v, accrual& a) {
    v.field("points", "the pool of points", a.points);
    v.field("name", "the rule's name, where it is not that of the points", a.name, {});
    v.field("rate", "points for one unit", a.rate);
    v.field("of", "which part of an order earns", a.of, {});
    v.field("per", "what the unit is", a.per, earned_per::amount);
    v.field("whole", "the amount, per whole_amount", a.whole, {});
    v.field("rounded", "where points are rounded", a.scope, rounding_scope::order);
    v.field("mode", "how points are rounded", a.mode, rounding::down);
    v.field("taking_back", "how they are rounded for returned goods, where it is otherwise", a.taking_back,
            {});
    v.field("returned", "what goes back with a part of the order", a.returned, take_back::proportional);
    v.field("decimals", "decimals of the points, 0 to 4", a.decimals, 0);
    v.range("decimals", a.decimals, 0, 4);
    v.field("living", "how long they live", a.living, endless);
    v.field("since", "from which day they live", a.since, life_from::opening);
    v.field("pending", "how long they wait", a.pending, {});
    v.field("opened_by", "the order's progress that ends the wait", a.opened_by, {});
    v.field("opened_after", "the wait from an order's progress on", a.opened_after, {});
    v.field("renewed", "what keeps them alive: orders, redemptions, returns, actions", a.renewed, {});
    v.field("oldest_first", "whether those that opened first are used first", a.oldest_first, false);
    v.field("when", "on which days", a.when, {});
    v.field("channel", "for orders that bear all of these tags", a.channel, {});
    describe_whom(v, a);
    v.field("from_order_of", "for orders of at least so much", a.from_order_of, {});
    v.field("from_items", "for orders with at least so many units", a.from_items, 0);
    v.field("by_tier", "multipliers by tier", a.by_tier, {});
    v.field("extras", "up to eight other multipliers", a.extras, {});
    v.field("combined_by", "how multipliers combine", a.combined_by, combining::product);
    v.field("caps", "caps, each on what the one before grants", a.caps, {});
}
template <class V>
void describe(V& v, action_award& a) {
    v.field("action", "the action's name", a.action);
    v.field("points", "the pool of points", a.points);
    v.field("name", "the rule's name, where it is not that of the action", a.name, {});
    v.field("amount", "how many points", a.amount);
    v.field("decimals", "decimals of the points, 0 to 4", a.decimals, 0);
    v.range("decimals", a.decimals, 0, 4);
    v.field("living", "how long they live", a.living, endless);
    v.field("pending", "how long they wait", a.pending, {});
    v.field("opened_by", "the progress of the order named that ends the wait", a.opened_by, {});
    v.field("withdrawn_by", "the action that takes back what waits", a.withdrawn_by, {});
    v.field("once_within", "the window in which a claim counts once", a.once_within, {});
    v.field("on_birthday", "on the days around the member's birthday alone", a.on_birthday, {});
    describe_whom(v, a);
}
template <class V>
void describe(V& v, tier_award& a) {
    v.field("tiers", "the group", a.tiers);
    v.field("tier", "for reaching this tier, or one above it", a.tier);
    v.field("points", "the pool", a.points);
    v.field("name", "the rule's name, where it is not that of the tier", a.name, {});
    v.field("amount", "how many units of the pool", a.amount);
    v.field("decimals", "decimals of the points, 0 to 4", a.decimals, 0);
    v.range("decimals", a.decimals, 0, 4);
    v.field("living", "how long they live", a.living, endless);
    v.field("pending", "how long they wait", a.pending, {});
}
template <class V>
void describe(V& v, by_hand& h) {
    v.field("action", "the action's name", h.action);
    v.field("points", "the pool of points", h.points);
    v.field("what", "what staff can do", h.what, hand::gives);
    v.field("decimals", "decimals of the points, 0 to 4", h.decimals, 0);
    v.range("decimals", h.decimals, 0, 4);
    v.field("living", "how long what is given lives", h.living, endless);
    v.field("pending", "how long it waits", h.pending, {});
}
template <class V>
void describe(V& v, rewards_per_order& r) {
    v.field("most", "so many rewards an order", r.most);
    v.field("slack", "the pool of what was charged above their goals", r.slack);
}
template <class V>
void describe(V& v, goal& g) {
    v.field("rewards", "the pool of rewards", g.rewards);
    v.field("collected", "the pool that is collected", g.collected);
    v.field("each", "so much of it is one reward", g.each);
    v.field("pending", "how long rewards wait", g.pending, {});
    v.field("per_order", "the most rewards of one order", g.per_order, {});
    v.field("refunded_by", "the action that takes a refund", g.refunded_by, {});
    describe_whom(v, g);
}

// --- spending ----------------------------------------------------------------------------------------------

template <class V>
void describe(V& v, worth& w) {
    v.field("points", "so many points", w.points);
    v.field("money", "are worth so much", w.money);
}
template <class V>
void describe(V& v, share_of& s) {
    v.field("share", "at most this share", s.share);
    v.field("of", "of which part of the order; else of all there is to pay", s.of, {});
}
template <class V>
void describe(V& v, openness& o) {
    v.field("when", "on which days", o.when, {});
    v.field("not_when", "on which days not", o.not_when, {});
    v.range("not_when", o.not_when, 0, blackouts_most);
    v.field("channel", "for orders that bear all of these tags", o.channel, {});
    v.field("not_in_channel", "for no order that bears one of these tags", o.not_in_channel, {});
    describe_whom(v, o);
}
template <class V>
void describe(V& v, redemption& r) {
    v.field("points", "the pool of points", r.points);
    v.field("name", "the rule's name, where it is not that of the points", r.name, {});
    v.field("as", "a means of payment, or a discount that lowers the price and its tax", r.as,
            spent_as::tender);
    v.field("worth", "what points are worth", r.worth);
    v.field("open", "on which days, in which channels and for whom", r.open, {});
    v.field("in_steps_of", "whole steps of so many points", r.in_steps_of, {});
    v.field("at_least", "the fewest points", r.at_least, 0);
    v.field("at_most", "the most points of one order", r.at_most, {});
    v.field("worth_at_most", "the most money of one order", r.worth_at_most, {});
    v.field("for_at_most", "the most as a share of the order", r.for_at_most, {});
    v.field("from_balance", "for members who can use so many points", r.from_balance, 0);
    v.field("over", "the lines that points can pay", r.over, {});
    v.field("shipping", "whether points pay for shipping", r.shipping, true);
    v.field("on_excess", "what becomes of a wish for more than is possible", r.on_excess, excess::clamp);
    v.field("after_earning", "whether it may spend what the order itself earns", r.after_earning, false);
}
template <class V>
void describe(V& v, times_within& t) {
    v.field("times", "so many times", t.times);
    v.field("within", "within this window", t.within, {});
}
template <class V>
void describe(V& v, tier_price& t) {
    v.field("tier", "from this tier on", t.tier);
    v.field("price", "the price in points", t.price);
}
template <class V>
void describe(V& v, prices_by_tier& p) {
    v.field("tiers", "the group", p.tiers);
    v.field("steps", "the prices, up to eight", p.steps);
    v.range("steps", p.steps, 0, tessera::reward::tiers_most);
}
template <class V>
void describe(V& v, reward& r) {
    v.field("name", "the reward's name", r.name);
    v.field("points", "the pool of points", r.points);
    v.field("price", "what it costs in points", r.price);
    v.field("per", "so many of it, or a part of them", r.per, 1);
    v.field("at_most", "how often a member gets it", r.at_most, {});
    v.field("by_tier", "other prices by tier", r.by_tier, {});
    v.field("open", "on which days, in which channels and for whom", r.open, {});
    v.field("or_nothing", "whether a wish for more than is possible is refused", r.or_nothing, false);
    v.field("after_earning", "whether it may spend what the order itself earns", r.after_earning, false);
}
template <class V>
void describe(V& v, automatic_redemption& a) {
    v.field("name", "the rule's name", a.name);
    v.field("points", "the pool of points", a.points);
    v.field("step", "so many points", a.step);
    v.field("into", "the pool that they become value of", a.into);
    v.field("each", "so much of it for each step", a.each);
    v.field("when", "on which days", a.when, {});
    v.field("living", "how long what is issued lives", a.living, endless);
    v.field("from_balance", "for members who can use so many points", a.from_balance, {});
    v.field("at_most", "the most points a day", a.at_most, {});
    v.field("in_points", "whether the other pool holds points, and not money", a.in_points, false);
    v.field("decimals", "decimals of that pool's points, 0 to 4", a.decimals, 0);
    v.range("decimals", a.decimals, 0, 4);
}
template <class V>
void describe(V& v, points_within& p) {
    v.field("points", "so many points", p.points);
    v.field("within", "within this window", p.within, {});
}
template <class V>
void describe(V& v, transfer& t) {
    v.field("points", "the pool of points", t.points);
    v.field("name", "the rule's name, where it is not that of the points", t.name, {});
    v.field("at_least", "the fewest points at once", t.at_least, 0);
    v.field("at_most", "the most points that a member can send", t.at_most, {});
}

// --- returns -----------------------------------------------------------------------------------------------

template <class V>
void describe(V& v, returns& r) {
    v.field("name", "the rule's name", r.name, "returns");
    v.field("days", "for how many days from its own an order comes back", r.days);
    v.field("when_short", "who bears points that are due back and spent", r.when_short, shortfall::owe);
    v.field("withheld", "what points missing withhold of a refund", r.withheld, {});
    v.field("owing_at_most", "the most that a member owes, in the pool's smallest unit", r.owing_at_most, {});
    v.field("reinstating", "so many days for points whose lots have expired meanwhile", r.reinstating, 0);
    v.field("reissuing", "a new life for points whose lots have expired meanwhile", r.reissuing, {});
    v.at_most_one_of({"reinstating", "reissuing"});
    v.field("refunding", "what of a refund goes to money and to points", r.refunding,
            refund_split::proportional);
    v.field("with_shipping", "whether shipping is refunded with the last of the goods", r.with_shipping,
            false);
    v.field("without_receipt_at_base_rate",
            "whether goods without a receipt go back as anybody would buy them",
            r.without_receipt_at_base_rate, false);
}

template <class V>
void describe(V& v, compensation& c) {
    v.field("name", "the rule's name", c.name);
    v.field("credit", "the pool that it goes to", c.credit);
    v.field("share", "at most this share of what was paid for a line", c.share);
    v.field("of", "for which goods", c.of, {});
    v.field("living", "how long it lives", c.living, endless);
}

// --- the program -------------------------------------------------------------------------------------------

template <class V>
void describe(V& v, version& one) {
    v.field("number", "the version's number; each is above the one before", one.number);
    v.field("from", "the first business day of the version", one.from);
    v.field("rules", "the rules, in any order", one.rules);
}
template <class V>
void describe(V& v, program& p) {
    v.format();
    v.field("name", "the program's name", p.name);
    v.field("currency", "ISO 4217", p.money);
    v.field("zone", "the IANA time zone of business days", p.zone, {});
    v.field("tags", "the host's tags of lines and orders, in the order of their bits", p.tags, {});
    v.range("tags", p.tags, 0, host_tags_max);
    v.declare(p.tags);
    v.field("versions", "the versions, oldest first", p.versions);
    v.range("versions", p.versions, 1, versions_max);
}

}  // namespace tessera::document
