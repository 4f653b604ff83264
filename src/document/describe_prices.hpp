// SPDX-License-Identifier: BSL-1.0
#pragma once

#include "describe_values.hpp"

/// Part of tessera::document. The fields of prices that are no offers, and for whom a rule is: see
/// describe_values.hpp.

namespace tessera::document {

/// The members for whom a rule is.
template <class V, class Rule>
void describe_whom(V& v, Rule& r) {
    v.field("segment", "for members of this segment", r.segment, {});
    v.field("not_in_segment", "for nobody in this segment", r.not_in_segment, {});
}

template <class V>
void describe(V& v, tier_off& t) {
    v.field("tier", "from this tier on", t.tier);
    v.field("share", "the share that comes off", t.share);
}
template <class V>
void describe(V& v, member_price& m) {
    v.field("tiers", "the group", m.tiers);
    v.field("steps", "what each tier takes off", m.steps);
    v.field("mode", "how it is rounded, once an order", m.mode, rounding::half_up);
    v.field("over", "for which lines", m.over, {});
    describe_whom(v, m);
}
template <class V>
void describe(V& v, promotion& p) {
    v.field("name", "the promotion's name", p.name);
    v.field("share", "the share that comes off", p.share, {});
    v.field("amount", "the amount that comes off", p.amount, {});
    v.one_of({"share", "amount"});
    v.field("over", "for which lines", p.over, {});
    v.field("given", "for orders of which some line bears each of these tags", p.given, {});
    v.field("at_most", "the most it takes off an order", p.at_most, {});
    v.field("before_tax", "whether its amounts are net of the tax in the price", p.before_tax, false);
    v.field("mode", "how it is rounded, once an order", p.mode, rounding::half_up);
    describe_whom(v, p);
}
template <class V>
void describe(V& v, quantity_step& s) {
    v.field("from", "from so many units on", s.from);
    v.field("unit", "the price of one", s.unit, {});
    v.field("minus", "what one costs less", s.minus, {});
    v.field("share", "the share that comes off", s.share, {});
    v.one_of({"unit", "minus", "share"});
}
template <class V>
void describe(V& v, quantity_price& q) {
    v.field("name", "the rule's name", q.name);
    v.field("steps", "the steps, ascending", q.steps);
    v.field("over", "for which lines", q.over, {});
    describe_whom(v, q);
}

}  // namespace tessera::document
