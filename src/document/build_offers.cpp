// SPDX-License-Identifier: BSL-1.0
#include <algorithm>
#include <utility>
#include <vector>

#include "build.hpp"

namespace tessera::document {

namespace {

/// What a document says of offers, as the library's offers say it.
class offer_builder {
public:
    explicit offer_builder(builder const& parts) noexcept : parts_(parts) {}

    [[nodiscard]] tessera::offer made(offer const& o) const {
        tessera::offer built = gives(o).over(parts_.lines(o.of.over)).of(chosen(o.of));
        if (o.of_shipping) built = built.of_shipping();
        if (o.gift) built = built.gift(article(o.gift->sku), count(o.gift->quantity), o.gift->worth);
        built = built.perk(parts_.bits(o.perk));
        if (o.more) built = stepped(std::move(built), *o.more);
        if (o.for_every)
            built = built.for_every(o.for_every->each, threshold(o.for_every->of),
                                    o.for_every->most_times.value_or(every_unit));
        if (!o.of.bundle.empty()) built = built.bundle(parts(o.of.bundle));
        if (o.at_most) built = built.at_most(*o.at_most);
        if (o.on_first_price) built = built.on_first_price();
        if (o.off_whole_lines) built = built.off_whole_lines();
        built = built.rounded(o.mode, o.rounded).left_over(o.left_over, o.split);
        return placed(meant(std::move(built), o), o);
    }

private:
    [[nodiscard]] static tessera::offer gives(offer const& o) {
        tessera::offer const named(o.name);
        if (o.share) return named.share_off(*o.share);
        if (o.amount) return named.amount_off(*o.amount, o.per);
        if (o.unit_price) return named.unit_price(*o.unit_price);
        return o.total_price ? named.total_price(*o.total_price) : named;
    }
    [[nodiscard]] unit_choice chosen(units const& u) const {
        unit_choice made{.lines = parts_.lines(u.over),
                         .rank = u.rank,
                         .most = u.most.value_or(every_unit),
                         .most_of_line = u.most_of_line.value_or(every_unit),
                         .in_sets_of = u.in_sets_of,
                         .most_sets = u.most_sets.value_or(every_unit),
                         .undiscounted = u.undiscounted,
                         .price_from = u.price_from.value_or(decimal{}),
                         .price_to = u.price_to.value_or(decimal{})};
        if (!u.bought) return made;
        made.bought = u.bought->count;
        made.got = u.bought->got;
        made.bought_of = parts_.lines(u.bought->lines);
        return made;
    }
    [[nodiscard]] std::vector<tessera::bundle_part> parts(std::vector<bundle_part> const& all) const {
        std::vector<tessera::bundle_part> made;
        for (bundle_part const& part : all) made.push_back({parts_.lines(part.over), part.count});
        return made;
    }
    [[nodiscard]] sku_id article(std::string const& name) const { return parts_.lines({.sku = name}).sku; }
    [[nodiscard]] static std::uint32_t count(std::int64_t number) noexcept {
        return static_cast<std::uint32_t>(std::clamp<std::int64_t>(number, 0, UINT32_MAX));
    }
    [[nodiscard]] offer_threshold threshold(threshold_of const& t) const {
        return {.lines = parts_.lines(t.lines), .units = t.units, .running = t.running};
    }
    [[nodiscard]] tessera::offer stepped(tessera::offer built, offer_steps const& more) const {
        built = built.steps_by(threshold(more.by));
        if (more.brackets) built = built.brackets();
        for (offer_step const& s : more.steps)
            built = built.step(
                {.from = s.from, .share = s.share.value_or(ratio{}), .amount = s.amount.value_or(decimal{})});
        return built;
    }
    [[nodiscard]] tessera::offer meant(tessera::offer built, offer const& o) const {
        if (o.tier) {
            built = o.tier->exactly ? built.at_tier(o.tier->tiers, o.tier->tier)
                                    : built.from_tier(o.tier->tiers, o.tier->tier);
        }
        built = built.on(parts_.days(o.on)).given(parts_.bits(o.given));
        if (o.birthday) built = built.on_birthday(*o.birthday);
        if (!o.segment.empty()) built = built.in_segment(o.segment);
        if (!o.not_in_segment.empty()) built = built.not_in_segment(o.not_in_segment);
        if (o.on_request) built = built.on_request();
        if (o.by_coupon) built = built.by_coupon();
        if (o.by_allowance) built = built.by_allowance();
        if (o.from) built = built.from(o.from->least, threshold(o.from->of));
        if (o.budget) built = built.budget(*o.budget);
        return built.used_at_most(o.used_at_most.by_member.value_or(every_unit),
                                  o.used_at_most.by_all.value_or(every_unit));
    }
    [[nodiscard]] static tessera::offer placed(tessera::offer built, offer const& o) {
        built = built.when_returned(o.returned).in(o.stack).priority(o.priority);
        if (o.alone) built = built.alone();
        for (std::string const& other : o.not_with) built = built.not_with(other);
        return built;
    }

    builder const& parts_;
};

template <class Guard, class Said>
Guard guard(Said const& g) {
    std::vector<tessera::benefit> benefits;
    for (benefit const& b : g.giving_up) benefits.push_back({b.kind, b.name});
    return Guard(g.name, g.of, g.least).giving_up(std::move(benefits)).counting_earned(g.earned);
}

}  // namespace

tessera::offers builder::policy(offers const& o) const {
    std::vector<tessera::offer> all;
    for (offer const& one : o.list) all.push_back(offer_builder(*this).made(one));
    std::vector<tessera::stack> stacks;
    for (stack const& s : o.stacks)
        stacks.push_back({s.name, s.how, s.turn, s.together.value_or(every_unit)});
    return {o.name, std::move(all), std::move(stacks)};
}

tessera::tax builder::policy(tax const& t) noexcept {
    return tessera::tax({.in_prices = t.in_prices, .per = t.per, .mode = t.mode});
}

tessera::coupon builder::policy(coupon const& c) const {
    tessera::coupon const made(c.offer, c.points);
    return c.restored ? made : made.not_restored();
}

tessera::allowance builder::policy(allowance const& a) const {
    tessera::allowance const made(a.offer, a.times, a.within);
    return a.restored ? made.restored() : made;
}

namespace {

tessera::segment_condition condition_of(segment_condition const& c, builder const& parts) {
    auto const asked = [&] {
        if (c.measure) {
            tessera::measure const by = parts.figure(c.measure->of);
            return c.measure->below ? tessera::below(by, *c.measure->below)
                                    : tessera::at_least(by, c.measure->at_least.value_or(decimal{}));
        }
        if (c.share) {
            tessera::measure const part = parts.figure(c.share->part), whole = parts.figure(c.share->of);
            return c.share->below ? tessera::share_below(part, whole, *c.share->below)
                                  : tessera::share_at_least(part, whole, c.share->at_least.value_or(ratio{}));
        }
        if (c.tier)
            return c.tier->exactly ? tessera::at_tier(c.tier->tiers, c.tier->tier)
                                   : tessera::from_tier(c.tier->tiers, c.tier->tier);
        return c.on ? tessera::on_days(parts.days(*c.on)) : tessera::in_segment(c.segment);
    };
    return c.negated ? !asked() : asked();
}

}  // namespace

tessera::segment<any_number> builder::policy(segment const& s) const {
    segment_rows<any_number> asked{{}, 0};
    auto const add = [&](std::vector<segment_condition> const& row) {
        for (segment_condition const& c : row) {
            asked.each.push_back(condition_of(c, *this));
            asked.each.back().place = asked.rows;
        }
        ++asked.rows;
    };
    if (s.any.empty()) add(s.all);
    for (segment_row const& row : s.any) add(row.all);
    return {s.name, std::move(asked)};
}

tessera::margin_guard builder::policy(margin_guard const& g) const { return guard<tessera::margin_guard>(g); }
tessera::line_guard builder::policy(line_guard const& g) const { return guard<tessera::line_guard>(g); }

}  // namespace tessera::document
