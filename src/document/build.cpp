// SPDX-License-Identifier: BSL-1.0
#include "build.hpp"

#include <algorithm>
#include <charconv>
#include <optional>

namespace tessera::document {

tag_set tag_named(std::vector<std::string> const& declared, std::string_view name) noexcept {
    if (name == "no_earn") return no_earn;
    if (name == "no_member_price") return no_member_price;
    auto const found = std::find(declared.begin(), declared.end(), name);
    auto const place = static_cast<std::size_t>(found - declared.begin());
    return found == declared.end() || place >= host_tags_max ? 0 : host_tag << place;
}

// --- values ------------------------------------------------------------------------------------------------

tag_set builder::bits(tags const& of) const {
    tag_set all = 0;
    for (std::string const& name : of.names) all |= tag_named(tags_, name);
    return all;
}

namespace {

/// Returns: the host's own number that a name of the form `#123` says.
std::optional<std::uint64_t> number_in(std::string_view name) {
    std::uint64_t number = 0;
    if (!name.starts_with('#')) return {};
    auto const [end, wrong] = std::from_chars(name.data() + 1, name.data() + name.size(), number);
    bool const all = wrong == std::errc() && end == name.data() + name.size();
    return all ? std::optional(number) : std::nullopt;
}

}  // namespace

line_filter builder::lines(filter const& f) const {
    line_filter made{.with = bits(f.with), .without = bits(f.without)};
    auto const sku = number_in(f.sku), category = number_in(f.category);
    if (!f.sku.empty()) made.sku = sku ? sku_id{*sku} : sku_named(f.sku);
    if (!f.category.empty()) made.category = category ? category_id{*category} : category_named(f.category);
    return made;
}

tessera::basis builder::part(basis const& b) const {
    tessera::basis made{b.price, b.tax, b.shipping, b.stored_value};
    if (b.no_earn) made.lines = {};
    return made.over(lines(b.lines));
}

tessera::measure builder::figure(measure const& m) const {
    tessera::measure made{m.kind, part(m.of), m.within};
    if (made.kind == measure_kind::items) made.of = tessera::basis{}.over(lines(m.of.lines));
    if (!made.is_money() && made.kind != measure_kind::items) made.of = {};
    made.pool = m.points;
    made.counted = m.counted;
    made.unit = m.unit;
    made.anchor = m.anchor;
    return made.returned(m.returned);
}

tessera::schedule builder::days(schedule const& s) const {
    tessera::schedule made;
    if (s.from || s.before)
        made = made.between(s.from.value_or(date::min()), s.before.value_or(date::never()));
    if (s.nth != 0 && !s.on.empty())
        made = made.on_nth(s.nth, s.on.front());
    else if (!s.on.empty())
        made = made.on(stretch<weekday const>(s.on.data(), s.on.size()));
    if (s.each_month) made = made.each_month(s.each_month->day, s.each_month->length);
    if (s.each_quarter)
        made = made.each_quarter(s.each_quarter->month, s.each_quarter->day, s.each_quarter->length);
    if (s.each_year) made = made.each_year(s.each_year->month, s.each_year->day, s.each_year->length);
    if (s.each_anniversary != 0) made = made.each_anniversary(s.each_anniversary);
    return made;
}

namespace {

term_length term_of(hold const& h) {
    if (h.lasting) return *h.lasting;
    if (h.to_end_of) return tessera::to_end_of(*h.to_end_of, h.anchor);
    return tessera::to_end_of_next(*h.to_end_of_next, h.anchor);
}

/// Returns: a tier with thresholds as they come: too many or too few are the group's mistake, not ours.
tessera::tier tier_of(tier const& t) {
    auto const fill = [](std::vector<decimal> const& from, std::array<decimal, tier_rules_max>& to) {
        std::copy_n(from.begin(), std::min(from.size(), to.size()), to.begin());
        return static_cast<std::uint8_t>(std::min(from.size(), to.size() + 1));
    };
    tessera::tier made;
    made.name = t.name;
    made.thresholds = fill(t.from, made.from);
    made.stays = fill(t.keep, made.stay);
    return made;
}

}  // namespace

// --- standing ----------------------------------------------------------------------------------------------

namespace {

/// Returns: the tiers of a document by measures that are at hand.
template <std::size_t R>
tessera::tiers<any_number, R> tiers_by(tier_measures<R> const& by, tiers const& t) {
    std::vector<tessera::tier> steps;
    for (tier const& one : t.steps) steps.push_back(tier_of(one));
    tessera::tiers<any_number, R> made(t.name, by, std::move(steps));
    made = made.from(t.from).on_fall(t.on_fall).on_requalifying(t.on_requalifying).with_surplus(t.above);
    if (t.held) made = made.held(term_of(*t.held));
    if (t.grace != endless) made = made.with_grace(t.grace);
    return t.counted_anew ? made.counted_anew() : made;
}

}  // namespace

tessera::tiers<any_number, any_number> builder::policy(tiers const& t) const {
    tier_measures<any_number> by{{}, t.all};
    for (measure const& m : t.measures) by.each.push_back(figure(m));
    return tiers_by(by, t);
}
tessera::tiers<any_number> builder::policy_by_one(tiers const& t) const {
    return tiers_by(tier_measures<1>{{figure(t.measures.front())}, t.all}, t);
}

tessera::level_by_hand builder::policy(level_by_hand const& l) const { return {l.action, l.tiers, l.bound}; }

// --- earning -----------------------------------------------------------------------------------------------

namespace {

/// Returns: the rule, held to the segments that its document names.
template <class Rule, class Said>
Rule held_to(Rule made, Said const& said) {
    if (!said.segment.empty()) made = made.in_segment(said.segment);
    if (!said.not_in_segment.empty()) made = made.not_in_segment(said.not_in_segment);
    return made;
}

tessera::ladder<any_number> steps_of(ladder const& l, tessera::measure const& by) {
    bool const rates =
        std::any_of(l.steps.begin(), l.steps.end(), [](ladder_step const& s) { return s.rate; });
    if (rates) {
        std::vector<rate_step> steps;
        for (ladder_step const& s : l.steps) steps.push_back({s.at, s.rate.value_or(ratio{})});
        return {l.name, by, steps};
    }
    std::vector<step> steps;
    for (ladder_step const& s : l.steps) steps.push_back({s.at, s.award.value_or(decimal{})});
    return {l.name, by, steps};
}

}  // namespace

tessera::ladder<any_number> builder::policy(ladder const& l) const {
    auto made =
        steps_of(l, figure(l.measure)).as(l.form).then(l.then).when_returned(l.returned, l.when_short);
    if (l.further) made = made.then_every(l.further->every, l.further->award).then(l.then);
    if (l.withheld) made = made.withholding(l.withheld->money, l.withheld->points);
    made = made.at_period_end(l.at_period_end).usable_after(l.usable_after);
    if (!l.into.empty()) made = made.into(l.into);
    if (!l.points.empty()) made = made.in_points(l.points, static_cast<unsigned>(l.decimals));
    return held_to(std::move(made), l);
}

tessera::accrual<any_number, any_number, any_number> builder::policy(accrual const& a) const {
    using loaded = tessera::accrual<any_number, any_number, any_number>;
    // A rule is a large value: what is usual is not said again.
    loaded made = loaded(a.points, a.rate).of(part(a.of));
    if (a.returned != take_back::proportional) made = made.taken_back(a.returned);
    switch (a.per) {
        case earned_per::amount: break;
        case earned_per::whole_amount: made = made.per_whole(a.whole); break;
        case earned_per::order: made = made.per_order(); break;
        case earned_per::item: made = made.per_item(); break;
        case earned_per::line: made = made.per_line(); break;
    }
    rounding const back = a.taking_back.value_or(a.mode);
    bool const rounds_otherwise =
        a.scope != rounding_scope::order || a.mode != rounding::down || back != a.mode;
    if (rounds_otherwise) made = made.rounded(a.scope, a.mode, back);
    if (a.decimals != 0) made = made.with_decimals(static_cast<unsigned>(a.decimals));
    if (a.living != endless || a.since != life_from::opening) made = made.living(a.living, a.since);
    if (!a.name.empty()) made = made.named(a.name);
    if (a.pending) made = made.pending(*a.pending);
    if (a.opened_by) made = made.opened_by(*a.opened_by);
    if (a.opened_after) made = made.opened_after(a.opened_after->reached, a.opened_after->wait);
    activity_set alive = 0;
    for (activity const by : a.renewed) alive |= static_cast<activity_set>(1U << static_cast<unsigned>(by));
    if (alive != 0) made = made.renewed(alive);
    if (a.oldest_first) made = made.oldest_first();
    if (a.when != schedule{}) made = made.when(days(a.when));
    if (!a.channel.names.empty()) made = made.in_channel(bits(a.channel));
    made = held_to(std::move(made), a);
    if (a.from_items != 0) made = made.from_items(a.from_items);
    if (a.from_order_of) made = made.from_order_of(a.from_order_of->amount, part(a.from_order_of->of));
    if (a.combined_by != combining::product) made = made.combined_by(a.combined_by);
    if (!a.by_tier && a.extras.empty() && a.caps.empty()) return made;
    std::vector<multiplier> by_tier;
    if (a.by_tier)
        for (tier_times const& t : a.by_tier->steps) by_tier.push_back({t.tier, t.times});
    std::vector<tessera::extra> extras;
    for (extra const& e : a.extras)
        extras.push_back({e.times,
                          days(e.when),
                          lines(e.lines),
                          bits(e.channel),
                          {.within = e.segment, .beyond = e.not_in_segment}});
    std::vector<tessera::cap> caps;
    for (cap const& c : a.caps) caps.push_back({c.points, c.what, c.within, c.or_nothing, c.shared_as});
    return made.with_all(a.by_tier ? a.by_tier->tiers : std::string_view{}, std::move(by_tier),
                         std::move(extras), std::move(caps));
}

tessera::action_award builder::policy(action_award const& a) const {
    auto made = tessera::action_award(a.action, a.points, a.amount)
                    .with_decimals(static_cast<unsigned>(a.decimals))
                    .living(a.living)
                    .once_within(a.once_within);
    if (!a.name.empty()) made = made.named(a.name);
    if (a.pending) made = made.pending(*a.pending);
    if (a.opened_by) made = made.opened_by(*a.opened_by);
    if (!a.withdrawn_by.empty()) made = made.withdrawn_by(a.withdrawn_by);
    if (a.on_birthday) made = made.on_birthday(*a.on_birthday);
    return held_to(std::move(made), a);
}

tessera::tier_award builder::policy(tier_award const& a) const {
    auto made = tessera::tier_award(a.tiers, a.tier, a.points, a.amount)
                    .with_decimals(static_cast<unsigned>(a.decimals))
                    .living(a.living);
    if (!a.name.empty()) made = made.named(a.name);
    return a.pending ? made.pending(*a.pending) : made;
}

tessera::by_hand builder::policy(by_hand const& h) const {
    auto made = tessera::by_hand(h.action, h.points, h.what)
                    .with_decimals(static_cast<unsigned>(h.decimals))
                    .living(h.living);
    return h.pending ? made.pending(*h.pending) : made;
}

tessera::goal builder::policy(goal const& g) const {
    tessera::goal made(g.rewards, g.collected, g.each);
    if (g.pending) made = made.pending(*g.pending);
    if (g.per_order) made = made.at_most_per_order(g.per_order->most, g.per_order->slack);
    if (!g.refunded_by.empty()) made = made.refunded_by(g.refunded_by);
    return held_to(std::move(made), g);
}

// --- spending ----------------------------------------------------------------------------------------------

template <class Rule>
Rule builder::opened(Rule made, openness const& o) const {
    if (o.when != schedule{}) made = made.when(days(o.when));
    for (schedule const& s : o.not_when) made = made.not_when(days(s));
    if (!o.channel.names.empty()) made = made.in_channel(bits(o.channel));
    if (!o.not_in_channel.names.empty()) made = made.not_in_channel(bits(o.not_in_channel));
    return held_to(std::move(made), o);
}

tessera::redemption builder::policy(redemption const& r) const {
    tessera::redemption made(r.points, {r.worth.points, r.worth.money});
    if (!r.name.empty()) made = made.named(r.name);
    if (r.in_steps_of) made = made.in_steps_of(*r.in_steps_of);
    if (r.at_least != 0) made = made.at_least(r.at_least);
    if (r.at_most) made = made.at_most(*r.at_most);
    if (r.worth_at_most) made = made.worth_at_most(*r.worth_at_most);
    if (r.for_at_most)
        made = r.for_at_most->of ? made.for_at_most(r.for_at_most->share, part(*r.for_at_most->of))
                                 : made.for_at_most(r.for_at_most->share);
    if (r.from_balance != 0) made = made.from_balance(r.from_balance);
    if (r.over != filter{}) made = made.over(lines(r.over));
    if (!r.shipping) made = made.without_shipping();
    if (r.on_excess != excess::clamp) made = made.on_excess(r.on_excess);
    return opened(made, r.open);
}

tessera::reward builder::policy(reward const& r) const {
    auto made = tessera::reward(r.name, r.points, r.price).per(r.per);
    if (r.at_most) made = made.at_most(r.at_most->times, r.at_most->within);
    if (r.by_tier)
        for (tier_price const& t : r.by_tier->steps) made = made.priced(r.by_tier->tiers, t.tier, t.price);
    if (r.or_nothing) made = made.or_nothing();
    return opened(made, r.open);
}

tessera::automatic_redemption builder::policy(automatic_redemption const& a) const {
    auto made = tessera::automatic_redemption(a.name, a.points, a.step, a.into, a.each)
                    .when(days(a.when))
                    .living(a.living)
                    .from_balance(a.from_balance);
    if (a.at_most) made = made.at_most(*a.at_most);
    return a.in_points ? made.in_points(static_cast<unsigned>(a.decimals)) : made;
}

tessera::transfer builder::policy(transfer const& t) const {
    auto made = tessera::transfer(t.points).at_least(t.at_least);
    if (!t.name.empty()) made = made.named(t.name);
    return t.at_most ? made.at_most(t.at_most->points, t.at_most->within) : made;
}

// --- returns -----------------------------------------------------------------------------------------------

tessera::compensation builder::policy(compensation const& c) const {
    return tessera::compensation(c.name, c.credit, c.share).of(lines(c.of)).living(c.living);
}

tessera::returns builder::policy(returns const& r) const {
    auto made = tessera::returns(r.days, r.name).refunding(r.refunding).when_short(r.when_short);
    if (r.withheld) {
        auto const whole = to_minor(r.withheld->points, 0);
        made = made.withholding(r.withheld->money, whole ? *whole : 0);
    }
    if (r.owing_at_most) made = made.owing_at_most(*r.owing_at_most);
    if (r.reinstating != 0) made = made.reinstating(r.reinstating);
    if (r.reissuing) made = made.reissuing(*r.reissuing);
    if (r.with_shipping) made = made.with_shipping();
    return r.without_receipt_at_base_rate ? made.without_receipt_at_base_rate() : made;
}

// --- the order side ----------------------------------------------------------------------------------------

tessera::member_price<any_number> builder::policy(member_price const& m) const {
    std::vector<off> steps;
    for (tier_off const& t : m.steps) steps.push_back({t.tier, t.share});
    auto made = tessera::member_price<any_number>(m.tiers, std::move(steps)).rounded(m.mode);
    if (m.over != filter{}) made = made.over(lines(m.over));
    return held_to(std::move(made), m);
}

tessera::promotion builder::policy(promotion const& p) const {
    auto made = p.share ? tessera::promotion(p.name, *p.share)
                        : tessera::promotion(p.name, amount_off{p.amount.value_or(decimal{})});
    made = made.over(lines(p.over)).given(bits(p.given)).rounded(p.mode);
    if (p.at_most) made = made.at_most(*p.at_most);
    if (p.before_tax) made = made.before_tax();
    return held_to(std::move(made), p);
}

tessera::quantity_price<std::vector<tessera::quantity_step>> builder::policy(quantity_price const& q) const {
    std::vector<tessera::quantity_step> steps;
    for (quantity_step const& s : q.steps) {
        auto const from = static_cast<std::uint32_t>(std::clamp<std::int64_t>(s.from, 0, UINT32_MAX));
        steps.push_back(s.share   ? tessera::quantity_step::share(from, *s.share)
                        : s.minus ? tessera::quantity_step::minus(from, *s.minus)
                                  : tessera::quantity_step::unit(from, s.unit.value_or(decimal{})));
    }
    tessera::quantity_price<std::vector<tessera::quantity_step>> made(q.name, std::move(steps));
    return held_to(made.over(lines(q.over)), q);
}

}  // namespace tessera::document
