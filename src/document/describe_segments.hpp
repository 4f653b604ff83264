// SPDX-License-Identifier: BSL-1.0
#pragma once

#include "describe_offers.hpp"

/// Part of tessera::document. The fields of segments: see describe_values.hpp.

namespace tessera::document {

template <class V>
void describe(V& v, measure_asked& b) {
    v.field("of", "the measure", b.of);
    v.field("at_least", "so much or more; reaching it exactly is enough", b.at_least, {});
    v.field("below", "less than so much", b.below, {});
    v.one_of({"at_least", "below"});
}
template <class V>
void describe(V& v, share_asked& b) {
    v.field("part", "the measure that is the part", b.part);
    v.field("of", "the measure that is the whole, of the same unit", b.of);
    v.field("at_least", "such a share or more; of nothing every share is reached", b.at_least, {});
    v.field("below", "a smaller share", b.below, {});
    v.one_of({"at_least", "below"});
}
template <class V>
void describe(V& v, segment_condition& c) {
    v.field("measure", "that a measure is so large, or smaller", c.measure, {});
    v.field("share", "that a measure is such a share of another one", c.share, {});
    v.field("tier", "that the member is in a tier", c.tier, {});
    v.field("on", "that the day is one of these", c.on, {});
    v.field("segment", "that the member is in another segment", c.segment, {});
    v.one_of({"measure", "share", "tier", "on", "segment"});
    v.field("not", "whether the opposite is asked for", c.negated, false);
}
template <class V>
void describe(V& v, segment_row& r) {
    v.field("all", "the conditions, of which all must hold", r.all);
    v.range("all", r.all, 1, conditions_max);
}
template <class V>
void describe(V& v, segment& s) {
    v.field("name", "the segment's name", s.name);
    v.field("all", "the conditions, of which all must hold", s.all, {});
    v.field("any", "several rows of conditions, of which one must hold", s.any, {});
    v.one_of({"all", "any"});
    v.range("all", s.all, 0, conditions_max);
    v.range("any", s.any, 0, conditions_max);
}

}  // namespace tessera::document
