// SPDX-License-Identifier: BSL-1.0
#pragma once

#include <tessera/document/decision.hpp>
#include <tessera/document/receipt.hpp>

#include "describe_facts.hpp"

/// Part of tessera::document. The fields of receipts and decisions; see describe_values.hpp. Amounts with
/// `minor` are in minor units, others in the pool's unit.

namespace tessera::document {

template <class V>
void describe(V& v, line_filter& f) {
    v.field("sku", "only this article", f.sku, {});
    v.field("category", "only this category", f.category, {});
    describe_tags(v, "with", "only lines that bear all of these tags", f.with);
    describe_tags(v, "without", "no line that bears one of these tags", f.without);
}
template <class V>
void describe(V& v, tessera::basis& b) {
    v.field("stage", "down to which deductions", b.stage, price_stage::paid);
    v.field("tax", "whether the tax contained counts", b.tax, true);
    v.field("shipping", "whether shipping charged counts", b.shipping, false);
    v.field("stored_value", "whether the part paid with stored value counts", b.stored_value, false);
    v.field("lines", "only some of the lines", b.lines, tessera::basis{}.lines);
}
template <class V>
void describe(V& v, order_totals& t) {
    v.field("list_minor", "before any discount", t.list_minor);
    v.field("promotion_minor", "what the host's own promotions took off", t.promotion_minor, 0);
    v.field("tax_minor", "tax contained", t.tax_minor, 0);
    v.field("member_minor", "what the adjustments took off", t.member_minor, 0);
    v.field("quantity", "units", t.quantity, 0);
    describe_tags(v, "tags", "every tag that some line bears", t.tags);
}
template <class V>
void describe(V& v, adjustment& a) {
    v.field("rule", "the rule that took it off", a.rule);
    v.field("base_minor", "what the rule looked at", a.base_minor);
    v.field("off_minor", "what it took off", a.off_minor);
    v.field("lines", "only some of the lines", a.lines, {});
    v.field("place", "1 for one off the first line, 4294967295 for one off shipping", a.place, 0U);
}
template <class V>
void describe(V& v, entitlement& e) {
    v.field("rule", "the rule that gave it", e.rule);
    v.field("gift", "the article", e.gift, {});
    describe_tags(v, "perk", "the marks of a perk", e.perk);
    v.field("quantity", "units", e.quantity, 1U);
    v.field("worth_minor", "what all of it is worth", e.worth_minor, 0);
}
template <class V>
void describe(V& v, receipt_award& a) {
    auto scope = static_cast<rounding_scope>(a.scope);
    v.field("rule", "the rule that gave it", a.rule);
    v.field("pool", "the pool's place in the chart", a.pool);
    v.field("amount", "what it gave", a.amount);
    v.field("taken_back", "what went back so far", a.taken_back, 0);
    v.field("lot", "the lot it went to", a.lot, {});
    v.field("basis_minor", "what it was given for", a.basis_minor, 0);
    v.field("of", "what the lines are weighed by", a.of, {});
    v.field("scope", "where it was rounded", scope, rounding_scope::order);
    v.field("remainder", "with carry, where no cap cut it, the place of what is not paid out yet",
            a.remainder, no_slot);
    v.field("parts", "with carry, for one minor unit", a.parts, 0);
    v.field("weights", "where the weights of its lines begin", a.weights, no_weights);
    v.field("terms", "the place of its terms", a.terms, no_terms);
    v.made([&] { a.scope = static_cast<std::uint16_t>(scope); });
}
template <class V>
void describe(V& v, receipt_cap& c) {
    v.field("award", "the place of the award that it counted", c.award);
    v.field("counts", "where it counts, in the chart", c.counts);
    v.field("ends", "the first day on which the award no longer does", c.ends);
}
template <class V>
void describe(V& v, receipt_tender& t) {
    v.field("rule", "the rule by which they were spent", t.rule);
    v.field("pool", "the pool's place in the chart", t.pool);
    v.field("amount", "what was taken", t.amount);
    v.field("restored", "what was put back so far; all of it where nothing is to come back", t.restored, 0);
    v.field("lot", "the lot it came from", t.lot, {});
    v.field("paid", "whether it paid for the order", t.paid, true);
}
template <class V>
void describe(V& v, order_minimum& m) {
    v.field("items", "so many units", m.items, 0);
    v.field("by_amount", "whether an amount is asked for", m.by_amount, false);
    v.field("minor", "so much", m.minor, 0);
    v.field("of", "of this", m.of, {});
}
template <class V>
void describe(V& v, award_terms& t) {
    v.field("rate", "for one of what is counted", t.rate, 0);
    v.field("denominator", "of the rates", t.denominator, 1);
    v.field("per", "what is counted", t.per, earned_per::amount);
    v.field("whole_minor", "the rate is for every whole one of these", t.whole_minor, 1);
    v.field("stored_minor", "paid with stored value when it was earned", t.stored_minor, 0);
    v.field("least", "what the order must reach", t.least, {});
    v.field("scope", "where it was rounded", t.scope, rounding_scope::order);
    v.field("mode", "how", t.mode, rounding::down);
}
template <class V>
void describe(V& v, line_return& l) {
    v.field("quantity", "units that came back", l.quantity, 0);
    v.field("list_minor", "and beside them so much of the list price", l.list_minor, 0);
}
template <class V>
void describe(V& v, benefit_terms& b) {
    v.field("rule", "the offer", b.rule);
    v.field("how", "what becomes of what it gave", b.how, benefit_return::kept);
    v.field("gift_back", "whether its gift came back", b.gift_back, false);
    v.field("shipping_minor", "what it took off shipping", b.shipping_minor, 0);
    v.field("gift_minor", "what its gift is worth", b.gift_minor, 0);
}
template <class V>
void describe(V& v, benefit_condition& c) {
    v.field("rule", "the offer", c.rule);
    v.field("figures", "where the figures of the lines begin", c.figures, 0U);
    v.field("least", "so much of it is asked for", c.least);
    v.field("times", "so many times; of sets those that are left keep theirs", c.times, 1);
    v.field("part", "so much stays where it is not reached; of sets, with each that is left", c.part, 0);
    v.field("whole", "of so much", c.whole, 1);
    v.field("of_kept", "whether of what the goods that are kept got", c.of_kept, false);
    v.field("of_price", "whether it is asked of what came off prices alone", c.of_price, false);
    v.field("of_gift", "whether it is asked of the gift alone", c.of_gift, false);
}
template <class V>
void describe(V& v, benefit_record& b) {
    v.field("terms", "the offers", b.terms, {});
    v.field("conditions", "what they asked for", b.conditions, {});
    v.field("figures", "of the lines, for each figure that is looked at", b.figures, {});
}
template <class V>
void describe(V& v, receipt& r) {
    v.field("order", "the fact that was the order", r.order);
    v.field("program", "the version of the program", r.program);
    v.field("day", "the business day of the order", r.day);
    v.field("returns", "how many returns there were", r.returns, 0);
    v.field("shipping_minor", "what shipping cost", r.shipping_minor, 0);
    v.field("stored_value_minor", "paid with stored value, points included", r.stored_value_minor, 0);
    v.field("refunded_minor", "what was refunded, where offers are remembered or lines compensated",
            r.refunded_minor, 0);
    v.field("totals", "the sums over the lines", r.totals);
    v.field("lines", "what was bought", r.lines);
    v.field("adjustments", "what rules took off", r.adjustments, {});
    v.field("awards", "what rules gave", r.awards, {});
    v.field("caps", "caps that counted an award", r.caps, {});
    v.field("tenders", "what the member spent, lot by lot", r.tenders, {});
    v.field("weights", "of the lines, of awards that weigh them by more than money", r.weights, {});
    v.field("terms", "of awards that are recomputed", r.terms, {});
    v.field("returned", "what came back, line by line", r.returned, {});
    v.field("benefits", "offers that are kept or lost with goods that come back", r.benefits, {});
    v.field("compensated", "what was given for lines that stay", r.compensated, {});
}

struct receipt_document {
    receipt& what;
};
template <class V>
void describe(V& v, receipt_document& d) {
    v.format("receipt");
    describe(v, d.what);
}

// --- decisions
// -----------------------------------------------------------------------------------------------

template <class V>
void describe(V& v, reason& r) {
    v.field("reason", "why", r.code);
    v.field("rule", "the rule", r.rule, {});
    v.field("detail", "see the reasons", r.detail, 0);
    v.field("a", "see the reasons", r.a, 0);
    v.field("b", "see the reasons", r.b, 0);
}
template <class V>
void describe(V& v, refund& r) {
    v.field("money_minor", "to pay out", r.money_minor, 0);
    v.field("stored_minor", "that goes back to stored value", r.stored_minor, 0);
    v.field("withheld_minor", "kept for points that the member no longer had", r.withheld_minor, 0);
}

/// A price without the lines that it views.
struct price_figures {
    std::int64_t shipping_minor = 0;
    order_totals totals;
    row<adjustment> adjustments;
    row<entitlement> entitlements;
    row<reason> reasons;
    benefit_record benefits;
    row<std::int64_t> taxes;
    std::int64_t tax_on_top_minor = 0;
    friend bool operator==(price_figures const&, price_figures const&) = default;
};
template <class V>
void describe(V& v, price_figures& p) {
    v.field("shipping_minor", "what shipping costs", p.shipping_minor, 0);
    v.field("totals", "the sums over the lines", p.totals);
    v.field("adjustments", "what rules took off", p.adjustments, {});
    v.field("entitlements", "what comes with it", p.entitlements, {});
    v.field("reasons", "why", p.reasons, {});
    v.field("benefits", "offers that are kept or lost with goods that come back", p.benefits, {});
    v.field("taxes", "the tax of each line, and of shipping last", p.taxes, {});
    v.field("tax_on_top_minor", "what of it is not in the prices", p.tax_on_top_minor, 0);
}

struct decision_document {
    decision& what;
    price_figures price;
    row<line> lines;  ///< that were priced
};
template <class V>
void describe(V& v, decision_document& d) {
    v.format("decision");
    v.field("outcome", "whether anything is decided", d.what.how, outcome::decided);
    v.field("fact", "the fact's id", d.what.fact);
    describe(v, d.what.key);
    v.field("saw", "the version of the account that it was decided on", d.what.saw);
    v.field("program", "the version of the program", d.what.program);
    v.field("postings", "what happens, in order", d.what.postings);
    v.field("reasons", "why", d.what.reasons, {});
    v.field("price", "of an order, or of goods that came back", d.price, {});
    v.field("receipt", "of an order; of a return its new image", d.what.receipt, {});
    v.field("lines", "those that were priced, where they are not the receipt's", d.lines,
            d.what.receipt.lines);
    v.field("refund", "of a return", d.what.refund, {});
}

}  // namespace tessera::document
