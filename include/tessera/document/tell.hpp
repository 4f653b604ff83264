// SPDX-License-Identifier: BSL-1.0
#pragma once

#include <algorithm>
#include <bit>
#include <string>
#include <string_view>
#include <type_traits>
#include <vector>

#include <tessera/document/program.hpp>
#include <tessera/document/tell_offers.hpp>
#include <tessera/policy/after_earning.hpp>
#include <tessera/policy/allowance.hpp>
#include <tessera/policy/compensation.hpp>
#include <tessera/policy/coupon.hpp>
#include <tessera/policy/discount_redemption.hpp>
#include <tessera/policy/segment.hpp>
#include <tessera/policy/tier_award.hpp>
#include <tessera/policy/usable_in_its_order.hpp>
#include <tessera/program/program.hpp>
#include <tessera/program/rule_list.hpp>

/// Floor 6. From a program in code to the document that says the same.

namespace tessera::detail {

/// Reads back what rules were told.
struct teller : value_teller {
    // --- values
    // ------------------------------------------------------------------------------------------------

    [[nodiscard]] static document::basis part(basis const& b) {
        line_filter some = b.lines;
        bool const without = (some.without & no_earn) != 0;
        some.without &= ~no_earn;
        return {b.stage, b.tax, b.shipping, b.stored_value, !without, lines(some)};
    }
    [[nodiscard]] static document::measure figure(measure const& m) {
        document::measure told{.kind = m.kind};
        if (m.is_money()) told.of = part(m.of);
        if (m.kind == measure_kind::items) told.of.lines = lines(over_goods(m.of.lines));
        told.within = m.over;
        told.points = m.pool;
        told.returned = m.back;
        told.counted = m.counted;
        told.unit = m.unit;
        told.anchor = m.anchor;
        return told;
    }
    [[nodiscard]] static line_filter over_goods(line_filter some) {
        some.without &= ~no_earn;
        return some;
    }
    [[nodiscard]] static document::hold hold(term_length const& t) {
        document::hold told;
        if (t.kind == term_length::until::span) told.lasting = t.span;
        if (t.kind == term_length::until::period_end) told.to_end_of = t.unit;
        if (t.kind == term_length::until::next_period_end) told.to_end_of_next = t.unit;
        told.anchor = t.anchor;
        return told;
    }
    [[nodiscard]] static document::openness open(openness const& o) {
        document::openness told{days(o.open_),        {},
                                tags(o.channel_),     tags(o.closed_channels_),
                                text(o.whom_.within), text(o.whom_.beyond)};
        for (std::size_t i = 0; i < o.closed_count_; ++i) told.not_when.push_back(days(o.closed_[i]));
        return told;
    }
    /// Returns: the rule's name where it is not the one it has by itself.
    [[nodiscard]] static text own_name(std::string_view name, std::string_view usual) {
        return name == usual ? text() : text(name);
    }
    // --- standing
    // ----------------------------------------------------------------------------------------------

    template <std::size_t N, std::size_t R>
    [[nodiscard]] static document::rule tell(tiers<N, R> const& t) {
        document::tiers told{.name = text(t.group_), .measures = {}, .all = t.rules_.all_, .steps = {}};
        for (bound_measure const& m : t.rules_.by()) told.measures.push_back(figure(m.what));
        for (tier const& one : t.rules_.tiers_)
            told.steps.push_back({text(one.name),
                                  {one.from.begin(), one.from.begin() + one.thresholds},
                                  {one.stay.begin(), one.stay.begin() + one.stays}});
        tier_terms const& terms = t.terms_;
        told.from = terms.from;
        told.on_fall = terms.on_fall;
        if (terms.has_hold()) told.held = hold(terms.held);
        told.grace = terms.grace;
        told.on_requalifying = terms.renewal;
        told.above = terms.above;
        told.counted_anew = terms.anew;
        return told;
    }
    [[nodiscard]] static document::rule tell(level_by_hand const& l) {
        return document::level_by_hand{text(l.action_), text(l.group_), l.how_};
    }

    // --- earning
    // -----------------------------------------------------------------------------------------------

    template <std::size_t N>
    [[nodiscard]] static document::rule tell(ladder<N> const& l) {
        document::ladder told{.name = text(l.name_), .measure = figure(l.by_.what), .form = l.curve_.form};
        for (std::size_t i = 0; i < l.at_.size(); ++i)
            told.steps.push_back({l.at_[i], some(!l.by_rates_, l.award_[i]), some(l.by_rates_, l.rate_[i])});
        told.then = l.curve_.end;
        if (l.every_ != decimal{} || l.every_award_ != decimal{})
            told.further = document::further{l.every_, l.every_award_};
        told.returned = l.on_return_;
        told.when_short = l.bearing_.how;
        if (l.worth_money_ != decimal{})
            told.withheld = document::withholding{l.worth_money_, l.worth_points_};
        told.at_period_end = l.results_;
        told.usable_after = l.wait_days_;
        (l.in_points_ ? told.points : told.into) =
            l.in_points_ ? text(l.pool_name_) : own_name(l.pool_name_, l.name_);
        told.decimals = l.decimals_;
        tell_whom(l.whom_, told);
        return told;
    }
    template <class Ladder>
    [[nodiscard]] static document::rule tell(usable_in_its_order<Ladder> const& l) {
        auto told = std::get<document::ladder>(tell(static_cast<Ladder const&>(l)));
        told.usable_in_its_order = true;
        return told;
    }
    template <std::size_t T, std::size_t E, std::size_t C>
    [[nodiscard]] static document::rule tell(accrual<T, E, C> const& a) {
        earning_figures const& say = a.earns_.say;
        document::accrual told{.points = text(a.pool_name_),
                               .name = own_name(a.name_, a.pool_name_),
                               .rate = say.rate,
                               .of = part(say.of),
                               .per = say.per,
                               .whole = say.whole,
                               .scope = say.scope,
                               .mode = say.mode,
                               .taking_back = some(say.taking_back != say.mode, say.taking_back),
                               .returned = say.returned,
                               .decimals = say.decimals};
        tell_lots(a.lots_, told);
        condition const& when = a.if_;
        told.when = days(when.when);
        told.channel = tags(when.channel);
        tell_whom(when.whom, told);
        if (when.least.by_amount)
            told.from_order_of = document::least_order{when.least_amount, part(when.least.of)};
        told.from_items = when.least.items;
        if (a.earns_.by.tiers.size() > 0) {
            told.by_tier = document::times_by_tier{text(a.earns_.by.group), {}};
            for (multiplier const& m : a.earns_.by.tiers)
                told.by_tier->steps.push_back({text(m.tier), m.times});
        }
        for (extra const& e : a.earns_.by.extras)
            told.extras.push_back({e.times, days(e.when), lines(e.lines), tags(e.channel),
                                   text(e.whom.within), text(e.whom.beyond)});
        told.combined_by = say.how;
        for (cap const& c : a.caps_.all)
            told.caps.push_back({c.points, c.what, c.over, c.whole_or_none, text(c.name)});
        return told;
    }
    static void tell_lots(lot_figures const& lots, document::accrual& told) {
        told.living = lots.lives;
        told.since = lots.since;
        told.pending = some(lots.pending, lots.opens.latest);
        told.opened_by = some(lots.opens.at != progress{}, lots.opens.at);
        if (lots.opens.from != progress{})
            told.opened_after = document::opening{lots.opens.from, lots.opens.after};
        for (unsigned i = 0; i < 4; ++i)
            if (lots.renewed >> i & 1U) told.renewed.push_back(static_cast<document::activity>(i));
        told.oldest_first = lots.oldest_first;
    }
    [[nodiscard]] static document::rule tell(action_award const& a) {
        return document::action_award{.action = text(a.action_),
                                      .points = text(a.pool_name_),
                                      .name = own_name(a.name_, a.action_),
                                      .amount = a.amount_,
                                      .decimals = a.decimals_,
                                      .living = a.lots_.lives,
                                      .pending = some(a.lots_.pending, a.lots_.opens.latest),
                                      .opened_by = some(a.lots_.opens.at != progress{}, a.lots_.opens.at),
                                      .withdrawn_by = text(a.undone_by_),
                                      .once_within = a.once_,
                                      .on_birthday = some(a.birthday_, a.around_),
                                      .segment = text(a.whom_.within),
                                      .not_in_segment = text(a.whom_.beyond)};
    }
    [[nodiscard]] static document::rule tell(tier_award const& a) {
        return document::tier_award{.tiers = text(a.group_),
                                    .tier = text(a.tier_),
                                    .points = text(a.pool_name_),
                                    .name = own_name(a.name_, a.tier_),
                                    .amount = a.amount_,
                                    .decimals = a.decimals_,
                                    .living = a.lots_.lives,
                                    .pending = some(a.lots_.pending, a.lots_.opens.latest)};
    }
    [[nodiscard]] static document::rule tell(by_hand const& h) {
        return document::by_hand{text(h.action_), text(h.pool_name_),     h.what_, h.decimals_,
                                 h.life_,         some(h.waits_, h.wait_)};
    }
    [[nodiscard]] static document::rule tell(goal const& g) {
        document::goal told{text(g.name_), text(g.collected_name_), g.each_, some(g.waits_, g.wait_), {}, {}};
        if (!g.slack_name_.empty())
            told.per_order = document::rewards_per_order{g.most_, text(g.slack_name_)};
        told.refunded_by = g.refund_;
        tell_whom(g.whom_, told);
        return told;
    }

    // --- spending
    // ----------------------------------------------------------------------------------------------

    [[nodiscard]] static document::redemption bounds(redemption_bounds const& b) {
        document::redemption told{.points = text(b.pool_name),
                                  .name = own_name(b.name, b.pool_name),
                                  .worth = {b.worth.points, b.worth.money},
                                  .open = open(b.open)};
        told.in_steps_of = some(b.stepped, b.step);
        told.at_least = b.minimum;
        told.at_most = some(b.most_points != INT64_MAX, b.most_points);
        told.worth_at_most = some(b.capped, b.most_money);
        if (b.based || b.share != ratio(1))
            told.for_at_most = document::share_of{b.share, some(b.based, part(b.base))};
        told.from_balance = b.balance;
        told.over = lines(b.pays.lines);
        told.shipping = b.pays.shipping;
        told.on_excess = b.on_excess;
        return told;
    }
    [[nodiscard]] static document::rule tell(redemption const& r) { return bounds(r.by_); }
    [[nodiscard]] static document::rule tell(discount_redemption const& r) {
        document::redemption told = bounds(r.by_);
        told.as = document::spent_as::discount;
        told.shipping = true;  // that it never pays for shipping is what it is
        return told;
    }
    [[nodiscard]] static document::rule tell(reward const& r) {
        document::reward told{.name = text(r.name_),
                              .points = text(r.pool_name_),
                              .price = r.price_,
                              .per = r.per_,
                              .open = open(r.open_),
                              .or_nothing = r.whole_or_none_};
        if (r.limited_) told.at_most = document::times_within{r.most_, r.over_};
        if (r.tiers_ > 0) told.by_tier = document::prices_by_tier{text(r.group_), {}};
        for (std::size_t i = 0; i < r.tiers_; ++i)
            told.by_tier->steps.push_back({text(r.prices_[i].tier), r.prices_[i].price});
        return told;
    }
    template <class Rule>
    [[nodiscard]] static document::rule tell(after_earning<Rule> const& r) {
        document::rule told = tell(static_cast<Rule const&>(r));
        if (auto* const pays = std::get_if<document::redemption>(&told)) pays->after_earning = true;
        if (auto* const given = std::get_if<document::reward>(&told)) given->after_earning = true;
        return told;
    }
    [[nodiscard]] static document::rule tell(automatic_redemption const& a) {
        return document::automatic_redemption{.name = text(a.name_),
                                              .points = text(a.pool_name_),
                                              .step = a.step_,
                                              .into = text(a.into_name_),
                                              .each = a.each_,
                                              .when = days(a.when_),
                                              .living = a.life_,
                                              .from_balance = a.balance_,
                                              .at_most = some(a.capped_, a.most_),
                                              .in_points = a.in_points_,
                                              .decimals = a.decimals_};
    }
    [[nodiscard]] static document::rule tell(transfer const& t) {
        document::transfer told{text(t.pool_name_), own_name(t.name_, t.pool_name_), t.least_, {}};
        if (t.limited_) told.at_most = document::points_within{t.most_, t.over_};
        return told;
    }

    // --- returns, and the order side
    // ---------------------------------------------------------------------------

    [[nodiscard]] static document::rule tell(returns const& r) {
        document::returns told{.name = text(r.name_), .days = r.horizon_days_, .when_short = r.bearing_.how};
        if (r.bearing_.how == shortfall::withhold)
            told.withheld = document::withholding{r.worth_money_, r.bearing_.points};
        told.owing_at_most = some(r.bearing_.most_owed != INT64_MAX, r.bearing_.most_owed);
        if (r.lapsed_ == lapsed::reinstated) told.reinstating = r.reissued_.length;
        told.reissuing = some(r.lapsed_ == lapsed::reissued, r.reissued_);
        told.refunding = r.split_;
        told.with_shipping = r.shipping_;
        told.without_receipt_at_base_rate = r.base_rate_;
        return told;
    }
    template <std::size_t N>
    [[nodiscard]] static document::rule tell(member_price<N> const& m) {
        document::member_price told{text(m.group_), {}, m.mode_, {}};
        for (off const& o : m.steps_) told.steps.push_back({text(o.tier), o.share});
        line_filter some_lines = m.lines_;
        some_lines.without &= ~no_member_price;
        told.over = lines(some_lines);
        tell_whom(m.whom_, told);
        return told;
    }
    [[nodiscard]] static document::rule tell(promotion const& p) {
        return document::promotion{.name = text(p.name_),
                                   .share = some(!p.fixed_, p.share_),
                                   .amount = some(p.fixed_, p.amount_),
                                   .over = lines(p.lines_),
                                   .given = tags(p.tags_),
                                   .at_most = some(p.capped_, p.most_),
                                   .before_tax = p.before_tax_,
                                   .mode = p.mode_,
                                   .segment = text(p.whom_.within),
                                   .not_in_segment = text(p.whom_.beyond)};
    }
    template <class Steps>
    [[nodiscard]] static document::rule tell(quantity_price<Steps> const& q) {
        document::quantity_price told{text(q.name_), {}, lines(q.lines_), {}, {}};
        tell_whom(q.whom_, told);
        for (quantity_step const& s : q.steps_)
            told.steps.push_back({s.from, some(s.by == price_by::unit, s.amount),
                                  some(s.by == price_by::minus, s.amount),
                                  some(s.by == price_by::share, s.off)});
        return told;
    }

    [[nodiscard]] static document::rule tell(compensation const& c) {
        return document::compensation{text(c.name_), text(c.pool_name_), c.share_, lines(c.goods_), c.life_};
    }
    [[nodiscard]] static document::rule tell(coupon const& c) {
        return document::coupon{text(c.name_), text(c.pool_name_), c.restored_};
    }
    [[nodiscard]] static document::rule tell(allowance const& a) {
        return document::allowance{text(a.name_), a.most_, a.over_, a.restored_};
    }
    [[nodiscard]] static document::segment_condition tell(segment_condition const& c) {
        document::segment_condition told;
        switch (c.on) {
            case condition_on::measure:
                told.measure = document::measure_asked{figure(c.by.what), some(!c.negated, c.least),
                                                       some(c.negated, c.least)};
                return told;
            case condition_on::share:
                told.share = document::share_asked{figure(c.by.what), figure(c.whole.what),
                                                   some(!c.negated, c.share), some(c.negated, c.share)};
                return told;
            case condition_on::tier:
                told.tier = document::tier_wanted{text(c.group), text(c.name), c.exactly};
                break;
            case condition_on::days: told.on = days(c.days); break;
            case condition_on::segment: told.segment = c.name; break;
        }
        told.negated = c.negated;
        return told;
    }
    template <std::size_t N>
    [[nodiscard]] static document::rule tell(segment<N> const& s) {
        document::segment told{text(s.name_), {}, {}};
        bool const one_row = s.conditions_.empty() || s.conditions_.back().place == 0;
        if (!one_row) told.any.resize(s.conditions_.back().place + std::size_t{1});
        for (segment_condition const& c : s.conditions_)
            (one_row ? told.all : told.any[c.place].all).push_back(tell(c));
        return told;
    }
    [[nodiscard]] static document::rule tell(offers const& o) { return offer_teller::tell(o); }
    [[nodiscard]] static document::rule tell(margin_guard const& g) { return offer_teller::tell(g); }
    [[nodiscard]] static document::rule tell(tax const& t) { return offer_teller::tell(t); }
    [[nodiscard]] static document::rule tell(line_guard const& g) { return offer_teller::tell(g); }

    template <class Policy>
    static void tell_into(Policy const& policy, std::vector<document::rule>& rules) {
        if constexpr (requires { policy.begin(); })
            for (auto const& one : policy) rules.push_back(tell(one));
        else
            rules.push_back(tell(policy));
    }
};

/// A policy of the library, or a list of them: a document can say what it does.
template <class Policy>
concept tellable = requires(Policy const& p, std::vector<document::rule>& rules) { teller::tell(p); } ||
                   requires(Policy const& p) { teller::tell(*p.begin()); };

}  // namespace tessera::detail

namespace tessera::document {

/// Returns: the document of one version that says what a program in code does, from a day on.
/// Preconditions: its policies are the library's; one of a host's own does not compile here.
/// Tested by: tests/document/loaded_program.test.cpp.
template <class... Policies>
    requires(detail::tellable<Policies> && ...)
[[nodiscard]] program document_of(tessera::program<Policies...> const& rules, date from = calendar_anchor) {
    program told{std::string(rules.name()), rules.money(), {}, {}, {{rules.version().value, from, {}}}};
    rules.for_each_policy([&](auto const& p) { detail::teller::tell_into(p, told.versions[0].rules); });
    for (std::size_t i = 0; i < host_tags_max; ++i) told.tags.push_back("tag" + std::to_string(i));
    return told;
}

}  // namespace tessera::document
