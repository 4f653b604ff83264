// SPDX-License-Identifier: BSL-1.0
#include <algorithm>
#include <optional>
#include <tuple>

#include "giveaway_room.hpp"
#include "sort_by.hpp"

/// What offers hand back at most. They are taken to stand together, one of a stack of which one stands, each
/// for all units that it could be for: what a set or a guard leaves out only makes it less. What comes off
/// shipping is no part of the price of goods: it is a gift with the order, of what shipping costs at most.

namespace tessera::document {

namespace {

/// Returns: whether it looks at the price before the offers beside it, so that their shares add up.
bool adds_up(offers const& all, offer const& o) {
    stack const* const its = stack_of(all, o);
    return o.on_first_price || (o.for_every && !o.for_every->of.running) ||
           (its && (its->how == stacking::sum || its->how == stacking::max_of_line));
}

/// Returns: how many times it gives for each unit of the currency, where it does for every so much of a
///   price; 0 elsewhere.
cpp_rational for_each_unit(offer const& o) {
    if (!o.for_every || o.for_every->of.units || o.for_every->each <= decimal(0)) return 0;
    return 1 / to_cpp_rational(o.for_every->each);
}

/// A share of the price that it takes off by what it gives, and the least that an order costs for it.
struct offer_level {
    cpp_rational share{}, from{};
};
/// Returns: what it gives before any step, and from each of them on.
std::vector<offer_level> levels_of(offer const& o) {
    if (o.amount && for_each_unit(o) > 0)
        return {{std::min<cpp_rational>(1, to_cpp_rational(*o.amount) * for_each_unit(o)), 0}};
    if (!o.share && (o.amount || o.unit_price || o.total_price)) return {{1, 0}};
    std::vector<offer_level> all;
    if (o.share) all.push_back({to_cpp_rational(*o.share), 0});
    if (!o.more) return all;
    for (offer_step const& s : o.more->steps) {
        cpp_rational const from = o.more->by.units ? cpp_rational(0) : to_cpp_rational(s.from);
        all.push_back(
            {s.share ? to_cpp_rational(*s.share) : cpp_rational(1), std::max<cpp_rational>(0, from)});
    }
    return all;
}

/// Returns: whether what is bought and what it lowers are units of the same lines, of which none is both.
bool of_one_kind(units const& u) { return u.bought && u.bought->lines == u.over; }

/// Returns: of the units that it looks at, which part it lowers at most where these are the cheapest ones:
///   so many cheapest of more units cost no larger part of the price of all.
cpp_rational cheapest_part(offer const& o) {
    units const& u = o.of;
    if (u.rank != unit_rank::cheapest || !u.bundle.empty()) return 1;
    if (of_one_kind(u)) return cpp_rational(u.bought->got, u.bought->count + u.bought->got);
    bool const every_unit_counts =
        !u.bought && !u.most_of_line && !u.undiscounted && !u.price_from && !u.price_to;
    bool const of_more = o.from && o.from->of.units && (u.over == filter{} || u.over == o.from->of.lines);
    if (!u.most || !every_unit_counts || !of_more || o.from->least <= decimal(0)) return 1;
    return std::min<cpp_rational>(1, *u.most / to_cpp_rational(o.from->least));
}

/// Returns: the least number of its units in an order that it lowers, and of those of one set.
std::int64_t least_units(units const& u) {
    std::int64_t all = 0;
    for (bundle_part const& part : u.bundle) all += part.count;
    return std::max({all, u.in_sets_of, of_one_kind(u) ? u.bought->count + u.bought->got : std::int64_t{1}});
}

/// Returns: the most units that it lowers in an order, where something says so.
std::optional<std::int64_t> most_units(units const& u) {
    if (!u.most_sets || u.most) return u.most;
    std::int64_t const of_set = u.bought ? u.bought->got : u.bundle.empty() ? u.in_sets_of : least_units(u);
    return of_set <= INT32_MAX && *u.most_sets <= INT32_MAX ? std::optional(*u.most_sets * of_set)
                                                            : std::nullopt;
}

/// Returns: the most that it takes off an order, where something says so.
std::optional<cpp_rational> most_off(offer const& o) {
    std::optional<cpp_rational> most;
    if (o.at_most) most = to_cpp_rational(*o.at_most);
    if (!o.amount || o.per == offer_per::line || o.more) return most;
    std::optional<std::int64_t> times = 1;
    if (o.per == offer_per::unit) times = most_units(o.of);
    if (o.for_every) times = o.for_every->most_times;
    if (!times) return most;
    cpp_rational const amount = to_cpp_rational(*o.amount) * *times;
    return most ? std::min(*most, amount) : amount;
}

/// Returns: the least that an order costs, before any offer, for it to apply; 0 where nothing says so.
cpp_rational least_asked(offer const& o) {
    bool const by_price = o.from && !o.from->of.units && !o.from->of.running;
    cpp_rational least = by_price ? std::max<cpp_rational>(0, to_cpp_rational(o.from->least)) : 0;
    if (o.of.price_from)
        least = std::max<cpp_rational>(least, to_cpp_rational(*o.of.price_from) * least_units(o.of));
    bool const by_sum = for_each_unit(o) > 0 && !o.for_every->of.running;
    return by_sum ? std::max(least, to_cpp_rational(o.for_every->each)) : least;
}

/// Returns: the lowest price that it gives, of a unit or a set: what is left to pay at least of the goods it
///   lowers, for units that cost less stay as they are. 0 where it gives none.
cpp_rational least_paid(offer const& o) {
    if (!o.unit_price && !o.total_price) return 0;
    decimal price = o.unit_price ? *o.unit_price : *o.total_price;
    if (o.more)
        for (offer_step const& s : o.more->steps) price = std::min(price, s.amount.value_or(decimal(0)));
    return std::max<cpp_rational>(0, to_cpp_rational(price));
}

/// Returns: whether it takes as much off each unit, which costs a least amount before any offer.
bool off_dear_units(offer const& o) {
    bool const of_each = o.amount && o.per != offer_per::order && !o.more;
    return of_each && o.of.price_from && *o.of.price_from > decimal(0);
}
/// Returns: the most that it takes off each unit of the currency that its units cost.
cpp_rational highest_of_units(offer const& o) {
    cpp_rational most = 1;
    if (o.unit_price && o.of.price_to && *o.of.price_to > decimal(0))
        most = std::max<cpp_rational>(0, 1 - least_paid(o) / to_cpp_rational(*o.of.price_to));
    if (off_dear_units(o))
        most = std::min<cpp_rational>(most, to_cpp_rational(*o.amount) / to_cpp_rational(*o.of.price_from));
    return most;
}
/// An offer of a rule, with the part of the bound that it is.
struct offer_part {
    offer const* of = nullptr;
    std::size_t part = 0;
};

}  // namespace

void giveaway_spend::add(offers const& all, spot const& at, giveaway_terms const& terms, giveaway& told) {
    std::vector<offer_part> list;
    for (std::size_t i = 0; i < all.list.size(); ++i) {
        offer const& o = all.list[i];
        list.push_back({&o, parts_.size()});
        parts_.push_back({(at / "list" / i).pointer, "offer \"" + o.name + '"', 0, 0});
        if (o.gift) add_gift(o, list.back().part, told);
        if (o.of_shipping) add_shipping(o, list.back().part, terms, told);
    }
    sort_by(list, [&](offer_part const& one) {
        stack const* const its = stack_of(all, *one.of);
        return std::tuple(its ? its->turn : 0, std::string_view(one.of->stack),
                          -std::int64_t{one.of->priority}, rule_named("offer", one.of->name));
    });
    stack const* before = nullptr;  // that of the last offer
    for (offer_part const& one : list) {
        if (one.of->of_shipping) continue;
        reduction_choice made = choice_of(all, *one.of, one.part, told);
        stack const* const its = stack_of(all, *one.of);
        if (!one_stands(its) || its != before)
            reductions_.push_back({{}, rule_named("offers", all.name), by_offer});
        reductions_.back().any.push_back(std::move(made));
        before = its;
    }
}

void giveaway_spend::add_gift(offer const& o, std::size_t part, giveaway& told) {
    cpp_rational const gift = to_cpp_rational(o.gift->worth) * o.gift->quantity;
    bool const of_items = o.of.bought || o.of.in_sets_of > 1 || !o.of.bundle.empty() || o.for_every;
    if (cpp_rational const times = for_each_unit(o); times > 0) {
        every_time_.push_back({part, gift * times, 0});
        peaks_.push_back(to_cpp_rational(o.for_every->each));
    } else {
        add_gift(told, part, of_items ? giveaway_per::item : giveaway_per::order, gift);
    }
}

void giveaway_spend::add_shipping(offer const& o, std::size_t part, giveaway_terms const& terms,
                                  giveaway& told) {
    auto const levels = document::levels_of(o);
    if (std::none_of(levels.begin(), levels.end(), [](offer_level const& l) { return l.share > 0; })) return;
    std::optional<cpp_rational> most = most_off(o);
    if (auto const worth = stated(terms, o.name)) most = most ? std::min(*most, *worth) : *worth;
    if (!most)
        return told.obstacles.push_back(
            {parts_[part].pointer, "nothing says what the shipping costs that \"" + o.name + "\" takes off",
             "\"at_most\", or --worth \"" + o.name + "=AMOUNT\", the most that shipping of an order costs"});
    cpp_rational least = least_asked(o);
    if (terms.least_order) least = std::max(least, to_cpp_rational(*terms.least_order));
    add_order_gift(told, part, least, levels_of(o, part, *most));
}

std::vector<giveaway_spend::sized_share> giveaway_spend::off_orders(offer const& o) const {
    std::vector<sized_share> all;
    cpp_rational const paid = least_paid(o);
    auto const most = most_off(o);
    cpp_rational of_units = highest_of_units(o);
    if (most && *most > 0 && paid > 0) of_units = std::min<cpp_rational>(of_units, *most / (*most + paid));
    if (most_spent_ && paid > 0)
        of_units = std::min<cpp_rational>(of_units, 1 - paid / std::max(paid, *most_spent_));
    cpp_rational const part = cheapest_part(o);
    bool const by_sum = o.amount && for_each_unit(o) > 0;  // no share of what its units cost
    for (offer_level const& level : document::levels_of(o)) {
        cpp_rational const share = by_sum ? std::min<cpp_rational>(level.share, of_units * part)
                                          : std::min(level.share, of_units) * part;
        if (share > 0 && (!most || *most > 0))
            all.push_back({share, std::max(least_asked(o), level.from), most});
    }
    return all;
}

void giveaway_spend::put_sizes(offer const& o, std::vector<sized_share> const& shares) {
    std::vector<cpp_rational> all;
    for (sized_share const& one : shares) {
        if (one.most) all.push_back(*one.most / one.share);
        if (one.from > 0) all.push_back(one.from);
    }
    if (o.amount && o.per != offer_per::order) all.push_back(to_cpp_rational(*o.amount));
    if (o.unit_price && o.of.price_to) all.push_back(to_cpp_rational(*o.of.price_to));
    if (cpp_rational const paid = least_paid(o); paid > 0) peaks_.push_back(paid);
    peaks_.insert(peaks_.end(), all.begin(), all.end());
    sizes_.insert(sizes_.end(), all.begin(), all.end());
}

giveaway_spend::reduction_choice giveaway_spend::choice_of(offers const& all, offer const& o,
                                                           std::size_t part, giveaway& told) {
    std::vector<sized_share> shares = off_orders(o);
    if (shares.empty()) return {levels_of(o, part), false, {}};
    put_sizes(o, shares);
    // Where nobody gets what splitting leaves over, nobody bears what it gives too much either.
    if (o.left_over == left_over_to::separate) told.per_line_minor += giveaway_excess(o.split);
    cpp_rational const excess = giveaway_excess(o.mode);
    if (o.rounded == offer_rounded::sum)
        told.per_order_minor += excess;
    else if (o.rounded == offer_rounded::line)
        told.per_line_minor += excess;
    else
        add_gift(told, part, giveaway_per::item, excess * minor_);
    // What the cheapest units of a line cost is rounded.
    if (cheapest_part(o) < 1)
        (o.of.most_of_line ? told.per_line_minor : told.per_order_minor) += cpp_rational(1, 2);
    // Goods that it asks for beside those that it lowers cost a minor unit at least.
    lost_ += 1 + o.of.bundle.size() + (o.of.bought ? 1U : 0U) + (o.from ? 1U : 0U);
    return {levels_of(o, part), off_dear_units(o) || adds_up(all, o), std::move(shares)};
}

giveaway_spend::by_level giveaway_spend::levels_of(offer const& o, std::size_t part,
                                                   cpp_rational const& each) const {
    group const* const g = o.tier ? group_of(o.tier->tiers) : nullptr;
    if (!g) return {part, nullptr, {each}};
    by_level made{part, g, {0}};
    bool reached = false;
    for (tier const& t : g->of->steps) {
        reached = reached || t.name == o.tier->tier;
        made.share.push_back(reached ? each : cpp_rational(0));
    }
    return made;
}

}  // namespace tessera::document
