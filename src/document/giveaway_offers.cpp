// SPDX-License-Identifier: BSL-1.0
#include <algorithm>
#include <optional>

#include "giveaway_room.hpp"

/// What offers hand back at most. All of them are taken to stand together, each for all units: what a stack,
/// a set or a guard leaves out only makes it less. What comes off shipping is no part of the price of goods:
/// it is a gift with the order, of what shipping costs at most.

namespace tessera::document {

namespace {

/// Returns: whether it looks at the price before the offers beside it, so that their shares add up.
bool adds_up(offers const& all, offer const& o) {
    auto const its =
        std::find_if(all.stacks.begin(), all.stacks.end(), [&](stack const& s) { return s.name == o.stack; });
    return o.on_first_price || o.for_every || (its != all.stacks.end() && its->how == stacking::sum);
}

/// Returns: how many times it gives for each unit of the currency, where it does for every so much of a
///   price; 0 elsewhere.
cpp_rational for_each_unit(offer const& o) {
    if (!o.for_every || o.for_every->of.units || o.for_every->each <= decimal(0)) return 0;
    return 1 / to_cpp_rational(o.for_every->each);
}

/// Returns: the highest share of the price that it takes off by what it gives.
cpp_rational nominal_share(offer const& o) {
    if (o.amount && for_each_unit(o) > 0)
        return std::min<cpp_rational>(1, to_cpp_rational(*o.amount) * for_each_unit(o));
    if (!o.share && (o.amount || o.unit_price || o.total_price)) return 1;
    cpp_rational best = o.share ? to_cpp_rational(*o.share) : cpp_rational(0);
    if (o.more)
        for (offer_step const& s : o.more->steps)
            best = std::max<cpp_rational>(best, s.share ? to_cpp_rational(*s.share) : 1);
    return best;
}

/// Returns: the most that it takes off an order, where something says so.
std::optional<cpp_rational> most_off(offer const& o) {
    std::optional<cpp_rational> most;
    if (o.at_most) most = to_cpp_rational(*o.at_most);
    bool const unbounded = o.for_every && !o.for_every->most_times;
    if (o.amount && o.per == offer_per::order && !o.more && !unbounded) {
        std::int64_t const times = o.for_every ? *o.for_every->most_times : 1;
        cpp_rational const amount = to_cpp_rational(*o.amount) * times;
        most = most ? std::min(*most, amount) : amount;
    }
    return most;
}

/// Returns: the least that an order costs, before any offer, for it to apply; 0 where nothing says so.
cpp_rational least_asked(offer const& o) {
    bool const by_price = o.from && !o.from->of.units && !o.from->of.running;
    cpp_rational least = by_price ? std::max<cpp_rational>(0, to_cpp_rational(o.from->least)) : 0;
    bool const by_sum = for_each_unit(o) > 0 && !o.for_every->of.running;
    return by_sum ? std::max(least, to_cpp_rational(o.for_every->each)) : least;
}

}  // namespace

void giveaway_spend::add(offers const& all, spot const& at, giveaway_terms const& terms, giveaway& told) {
    for (std::size_t i = 0; i < all.list.size(); ++i) {
        offer const& o = all.list[i];
        std::size_t const part = parts_.size();
        parts_.push_back({(at / "list" / i).pointer, "offer \"" + o.name + '"', 0, 0});
        if (o.gift) {
            cpp_rational const gift = to_cpp_rational(o.gift->worth) * o.gift->quantity;
            bool const of_items = o.of.bought || o.of.in_sets_of > 1 || !o.of.bundle.empty() || o.for_every;
            if (cpp_rational const times = for_each_unit(o); times > 0) {
                every_time_.push_back({part, gift * times, 0});
                peaks_.push_back(to_cpp_rational(o.for_every->each));
            } else
                add_gift(told, part, of_items ? giveaway_per::item : giveaway_per::order, gift);
        }
        o.of_shipping ? add_shipping(o, part, terms, told) : add(all, o, part, told);
    }
}

void giveaway_spend::add_shipping(offer const& o, std::size_t part, giveaway_terms const& terms,
                                  giveaway& told) {
    if (nominal_share(o) == 0) return;
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

void giveaway_spend::add(offers const& all, offer const& o, std::size_t part, giveaway& told) {
    cpp_rational share = nominal_share(o);
    if (share == 0) return;
    cpp_rational const least = least_asked(o);
    auto const most = most_off(o);
    bool bounded = false;
    if (most && least > 0 && *most < share * least) share = *most / least, bounded = true;
    if (least > 0) peaks_.push_back(least);
    if (most) peaks_.push_back(*most);
    bool const of_list = bounded || adds_up(all, o);
    reductions_.push_back({levels_of(o, part, share), of_list, rule_named("offer", o.name),
                           of_list ? offer_of_first : offer_of_running});
    // Where nobody gets what splitting leaves over, nobody bears what it gives too much either.
    if (o.left_over == left_over_to::separate) told.per_line_minor += giveaway_excess(o.split);
    cpp_rational const excess = giveaway_excess(o.mode);
    if (o.rounded == offer_rounded::sum)
        told.per_order_minor += excess;
    else if (o.rounded == offer_rounded::line)
        told.per_line_minor += excess;
    else
        add_gift(told, part, giveaway_per::item, excess * minor_);
    lost_ += 1;
}

/// Returns: the share by level: that of a tier from it on.
giveaway_spend::by_level giveaway_spend::levels_of(offer const& o, std::size_t part,
                                                   cpp_rational const& share) const {
    group const* const g = o.tier ? group_of(o.tier->tiers) : nullptr;
    if (!g) return {part, nullptr, {share}};
    by_level made{part, g, {0}};
    bool reached = false;
    for (tier const& t : g->of->steps) {
        reached = reached || t.name == o.tier->tier;
        made.share.push_back(reached ? share : cpp_rational(0));
    }
    return made;
}

}  // namespace tessera::document
