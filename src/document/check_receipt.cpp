// SPDX-License-Identifier: BSL-1.0
#include "check_receipt.hpp"

#include <tessera/facts/returned.hpp>

namespace tessera::document {

namespace {

bool sound_totals(order_totals const& t) {
    return t.promotion_minor >= 0 && t.list_minor >= t.promotion_minor && t.member_minor >= 0 &&
           t.member_minor <= t.promoted_minor() && t.tax_minor >= 0 && t.tax_minor <= t.promoted_minor() &&
           t.quantity >= 0;
}

/// Returns: whether the lines are such that their sums fit.
bool sound_lines(receipt const& r) {
    order_totals sums;
    return r.lines.empty() || sum_lines(r.lines.view(), sums) == errc::ok;
}

/// Returns: whether the adjustments take off what the totals say.
bool sound_adjustments(receipt const& r) {
    std::int64_t off = 0;
    for (adjustment const& a : r.adjustments) {
        bool const of_shipping = a.place == shipping_place;
        bool const there = of_shipping || a.place <= r.lines.size();
        if (!there || a.off_minor < 0 || a.off_minor > a.base_minor) return false;
        if (!of_shipping && __builtin_add_overflow(off, a.off_minor, &off)) return false;
    }
    return off == r.totals.member_minor;
}

bool sound_payment(receipt const& r) {
    return r.shipping_minor >= 0 && r.stored_value_minor >= 0 &&
           r.shipping_minor <= INT64_MAX - r.totals.paid_minor();
}

bool sound_award(receipt const& r, receipt_award const& a) {
    bool const terms = a.terms == no_terms || a.terms < r.terms.size();
    std::size_t const weighed = r.lines.size() + (a.of.shipping ? 1U : 0U);
    bool const weights = a.weights == no_weights ||
                         weighed <= r.weights.size() - std::min<std::size_t>(a.weights, r.weights.size());
    bool const carries = a.remainder != no_slot;  // what goes back may be a point more than what was paid out
    bool const back = a.taken_back >= 0 && (carries || a.taken_back <= a.amount);
    return terms && weights && back && a.amount >= 0 && a.basis_minor >= 0 && a.parts >= 0;
}

bool sound_terms(award_terms const& t) {
    return t.denominator > 0 && t.whole_minor > 0 && t.rate >= 0 && t.stored_minor >= 0 &&
           t.least.items >= 0 && t.least.minor >= 0;
}

bool sound_return(receipt const& r, std::size_t at) {
    line_return const& back = r.returned[at];
    tessera::detail::share_back share;
    if (at >= r.lines.size() || back.quantity < 0 || back.list_minor < 0) return false;
    return tessera::detail::share_of(back, r.lines[at], share) == errc::ok && share.part <= share.whole;
}

bool sound_condition(receipt const& r, benefit_condition const& c) {
    if (c.least <= 0 || c.times <= 0 || c.part < 0 || c.part > c.whole || c.whole <= 0) return false;
    std::size_t const there = r.benefits.figures.size();
    if (c.figures > there || r.lines.size() > there - c.figures) return false;
    std::int64_t sum = 0;
    for (std::size_t i = 0; i < r.lines.size(); ++i)
        if (std::int64_t const figure = r.benefits.figures[c.figures + i];
            figure < 0 || __builtin_add_overflow(sum, figure, &sum))
            return false;
    return true;
}
/// Returns: whether what offers gave beside goods fits beside what these cost.
bool sound_benefits(receipt const& r) {
    std::int64_t sum = r.totals.list_minor;
    for (benefit_terms const& by : r.benefits.terms)
        if (by.shipping_minor < 0 || by.gift_minor < 0 ||
            __builtin_add_overflow(sum, by.shipping_minor, &sum) ||
            __builtin_add_overflow(sum, by.gift_minor, &sum))
            return false;
    return true;
}
/// Returns: whether no more was refunded than paid.
bool sound_refund(receipt const& r) {
    return r.refunded_minor >= 0 && r.refunded_minor - r.totals.paid_minor() <= r.shipping_minor;
}
/// Returns: whether no line has more than it cost.
bool sound_compensated(receipt const& r) {
    if (r.compensated.empty()) return true;
    if (r.compensated.size() != r.lines.size()) return false;
    for (std::size_t i = 0; i < r.lines.size(); ++i)
        if (r.compensated[i] < 0 || r.compensated[i] > r.lines[i].promoted_minor()) return false;
    return true;
}

}  // namespace

void check_receipt(reading_room& room, step_to const* where, receipt const& what) {
    auto const need = [&](bool sound, std::string_view key, std::string_view remedy) {
        step_to const here{where, key};
        if (!sound) room.tell(errc::unsound_figure, &here, {}, std::string(remedy), true);
    };
    auto const need_each = [&](auto const& rows, std::string_view key, std::string_view remedy, auto sound) {
        step_to const row{where, key};
        for (std::size_t i = 0; i < rows.size(); ++i) {
            step_to const here{&row, {}, i, true};
            if (!sound(i)) room.tell(errc::unsound_figure, &here, {}, std::string(remedy));
        }
    };
    if (!sound_totals(what.totals))
        return need(false, "totals", "no sum below 0, no deduction above the list");
    need(sound_lines(what), "lines", "no amount below 0, no deduction above the list, sums of 64 bits");
    need(sound_adjustments(what), "adjustments", "each from 0 to its base, together member_minor");
    need(sound_payment(what), "shipping_minor", "amounts from 0 on, with the goods at most 64 bits");
    need(what.returned.empty() || what.returned.size() == what.lines.size(), "returned", "one for each line");
    need_each(what.awards, "awards", "weights and terms that are there, and no more taken back than given",
              [&](std::size_t i) { return sound_award(what, what.awards[i]); });
    need_each(what.caps, "caps", "an award that is there",
              [&](std::size_t i) { return what.caps[i].award < what.awards.size(); });
    need_each(what.tenders, "tenders", "no more restored than taken", [&](std::size_t i) {
        return what.tenders[i].restored >= 0 && what.tenders[i].restored <= what.tenders[i].amount;
    });
    need_each(what.weights, "weights", "no weight below 0",
              [&](std::size_t i) { return what.weights[i] >= 0; });
    need_each(what.terms, "terms", "denominator and whole_minor above 0, nothing below 0",
              [&](std::size_t i) { return sound_terms(what.terms[i]); });
    need(sound_benefits(what), "benefits", "amounts from 0 on, with the goods at most 64 bits");
    step_to const benefits{where, "benefits"}, conditions{&benefits, "conditions"};
    for (std::size_t i = 0; i < what.benefits.conditions.size(); ++i)
        if (step_to const here{&conditions, {}, i, true}; !sound_condition(what, what.benefits.conditions[i]))
            room.tell(errc::unsound_figure, &here, {}, "figures that are there, and parts of a whole");
    need(sound_compensated(what), "compensated", "one for each line, from 0 to what it cost");
    need(sound_refund(what), "refunded_minor", "from 0 to what was paid");
    need_each(what.returned, "returned", "no more than there is of the line",
              [&](std::size_t i) { return sound_return(what, i); });
}

}  // namespace tessera::document
