// SPDX-License-Identifier: BSL-1.0
#pragma once

#include <algorithm>
#include <cstdint>
#include <iterator>
#include <vector>

#include <tessera/offers.hpp>
#include <tessera/tessera.hpp>

#include "order/deal.hpp"
#include "support/property.hpp"

/// Offers and carts that say anything they can say, sense or not.

namespace random_offers {

using namespace tessera;
using namespace tessera::literals;

inline constexpr tag_set birthday = host_tag, in_app = host_tag << 1U;
inline constexpr char const* names[] = {"a", "b", "c", "d", "e", "f", "g"};
inline constexpr char const* stack_names[] = {"", "one", "two"};
inline constexpr date a_monday = date_of(2026, 3, 2);

/// Returns: whether what comes about once in so many times does, however small the case; it shrinks to no.
inline bool once_in(int times) {
    return *rc::gen::resize(rc::kNominalSize, rc::gen::inRange(0, times)) == times - 1;
}
template <class Int>
Int drawn(Int least, Int most) {
    return *rc::gen::inRange<Int>(least, most + 1);
}

/// An order that owns what it views.
struct cart_of {
    std::vector<line> lines;
    std::vector<line_facts> about;
    std::vector<rule_id> claims;
    std::vector<offer_use> uses;
    std::int64_t shipping = 0;
    tag_set tags = 0;
    date day = a_monday, born = date::min();
    [[nodiscard]] cart view() const {
        return {.lines = lines,
                .shipping_minor = shipping,
                .about = about,
                .claims = claims,
                .uses = uses,
                .tags = tags,
                .born = born};
    }
    [[nodiscard]] standing who() const { return {.day = day}; }
};

inline cart_of any_cart() {
    cart_of made;
    int const count = drawn(1, 5);
    for (int i = 0; i < count; ++i) {
        auto const list = drawn<std::int64_t>(0, 19'999);
        made.lines.push_back({.sku = {drawn<std::uint64_t>(1, 3)},
                              .quantity = drawn(0U, 5U),
                              .list_minor = list,
                              .promotion_minor = once_in(2) ? 0 : drawn<std::int64_t>(0, list / 3)});
        std::int64_t const left = made.lines.back().promoted_minor();
        made.about.push_back({.lowest_minor = drawn<std::int64_t>(0, left / 2)});
    }
    made.shipping = drawn<std::int64_t>(0, 1'999);
    made.tags = *rc::gen::element(tag_set{0}, birthday, in_app, birthday | in_app);
    made.day = a_monday + drawn(0, 1);
    if (once_in(2)) made.born = date_of(2001, 3, 2) + drawn(-1, 2);
    for (char const* const name : names) {
        if (once_in(3)) made.claims.push_back(offer::id_of(name));
        if (once_in(3))
            made.uses.push_back({.offer = offer::id_of(name),
                                 .by_member = drawn<std::int64_t>(0, 3),
                                 .by_all = drawn<std::int64_t>(0, 5),
                                 .given_minor = drawn<std::int64_t>(0, 20'000)});
    }
    return made;
}

inline line_filter any_lines() { return {.sku = {drawn<std::uint64_t>(0, 3)}}; }
inline ratio any_share() { return *ratio::make(drawn<std::int64_t>(0, 40), 40); }
inline offer_threshold any_threshold() {
    return {.lines = any_lines(), .units = once_in(3), .running = once_in(3)};
}
/// Returns: where a minimum or a step begins.
inline std::int64_t any_begin(offer_threshold const& of) {
    return of.units ? drawn<std::int64_t>(1, 8) : drawn<std::int64_t>(1, 30'000);
}

/// Effects: makes it say a price, how that is rounded and split, and its steps.
inline void say_price(deal& d) {
    d.gives = *rc::gen::element(offer_gives::share, offer_gives::share, offer_gives::amount,
                                offer_gives::unit_price, offer_gives::total_price);
    bool const of_share = d.gives == offer_gives::share;
    auto const share = [&] { return of_share ? any_share() : ratio(0); };
    auto const amount = [&] { return of_share ? 0 : drawn<std::int64_t>(0, 4'999); };
    d.share = share(), d.minor = amount();
    d.per = *rc::gen::element(offer_per::order, offer_per::line, offer_per::unit);
    d.mode = *rc::gen::element(rounding::half_up, rounding::down, rounding::up);
    d.where = *rc::gen::element(offer_rounded::sum, offer_rounded::line, offer_rounded::unit);
    if (once_in(2))
        d.parts = {.left_over = *rc::gen::element(left_over_to::largest_remainder, left_over_to::first,
                                                  left_over_to::last, left_over_to::largest_weight,
                                                  left_over_to::separate, left_over_to::block,
                                                  left_over_to::from_the_end),
                   .share = *rc::gen::element(rounding::down, rounding::half_up, rounding::up)};
    if (!once_in(4)) return;
    d.steps_by = any_threshold();
    std::int64_t from = 0;
    for (int more = drawn(1, 3); more > 0; --more) {
        from += any_begin(d.steps_by);
        d.steps.push_back({from, share(), amount()});
    }
}

/// Effects: makes it say which units it is for.
inline void say_units(deal& d) {
    unit_choice& which = d.which;
    which.lines = any_lines();
    which.rank = *rc::gen::element(unit_rank::as_listed, unit_rank::cheapest, unit_rank::dearest);
    if (once_in(2)) which.most = drawn<std::int64_t>(0, 5);
    if (once_in(4)) which.most_of_line = drawn<std::int64_t>(0, 3);
    if (once_in(3)) which.in_sets_of = drawn<std::int64_t>(1, 3);
    if (once_in(3)) which.bought = drawn<std::int64_t>(1, 3), which.bought_of = any_lines();
    if (once_in(3)) which.got = drawn<std::int64_t>(1, 2);
    if (once_in(4)) which.most_sets = drawn<std::int64_t>(0, 2);
    which.undiscounted = once_in(5);
    if (once_in(5)) d.price_from = drawn<std::int64_t>(0, 10'000);
    if (once_in(5)) d.price_to = drawn<std::int64_t>(0, 10'000);
}

/// Effects: makes it one of bundles.
inline void say_bundle(deal& d) {
    d.which.in_sets_of = 1, d.which.bought = 0, d.which.most = every_unit;
    for (int more = drawn(1, 3); more > 0; --more)
        d.bundle.push_back({any_lines(), drawn<std::int64_t>(1, 3)});
}
/// Effects: makes it give an amount, or gifts alone, for every so much.
inline void say_every(deal& d) {
    if (d.gives != offer_gives::nothing) d.gives = offer_gives::amount, d.per = offer_per::order;
    d.minor = drawn<std::int64_t>(0, 999);
    d.steps.clear();
    d.which.in_sets_of = 1, d.which.bought = 0;
    d.every_of = any_threshold();
    d.every = d.every_of.units ? drawn<std::int64_t>(1, 4) : drawn<std::int64_t>(1, 9'999);
    if (once_in(2)) d.most_times = drawn<std::int64_t>(1, 4);
}

inline deal any_deal(char const* name) {
    deal d;
    d.name = name;
    say_price(d);
    say_units(d);
    if (once_in(4)) say_bundle(d);
    if (once_in(4)) d.gifts = drawn(1U, 2U), d.gift_minor = drawn<std::int64_t>(0, 500);
    if (once_in(5)) d.perk = birthday;
    if (d.gifts > 0 && once_in(2)) d.gives = offer_gives::nothing, d.steps.clear();
    if (d.bundle.empty() && once_in(4)) say_every(d);
    d.of_shipping = once_in(4);
    if (d.gives == offer_gives::share && !d.steps.empty() && once_in(2)) {
        d.brackets = true, d.where = offer_rounded::sum, d.of_shipping = false;
        if (d.steps_by.units)
            for (deal::step& s : d.steps) s.from *= 1'000;
        d.steps_by = {};
    }
    d.on_first_price = once_in(4);
    d.whole_lines = once_in(5);
    // of a most that the split leaves some of, golden cases say what comes off
    bool const leaves_some =
        d.parts.left_over == left_over_to::separate || d.parts.left_over == left_over_to::block;
    if (!leaves_some && once_in(3)) d.at_most = drawn<std::int64_t>(0, 1'999);

    if (once_in(4)) d.given = *rc::gen::element(birthday, birthday | in_app);
    d.asked_for = once_in(4);
    d.on_mondays = once_in(6);
    d.on_birthday = once_in(6);
    if (once_in(3)) d.least_of = any_threshold();
    if (once_in(3)) d.least = any_begin(d.least_of);
    if (once_in(5)) d.uses = drawn<std::int64_t>(0, 3);
    if (once_in(5)) d.uses_of_all = drawn<std::int64_t>(0, 5);
    if (once_in(5)) d.budget = drawn<std::int64_t>(0, 30'000);

    d.in = *rc::gen::elementOf(std::vector<char const*>(std::begin(stack_names), std::end(stack_names)));
    if (once_in(3))
        d.returned =
            d.brackets ? benefit_return::kept : *rc::gen::element(benefit_return::kept, benefit_return::lost);
    d.priority = drawn(0, 2);
    d.alone = once_in(8);
    return d;
}

struct rules {
    std::vector<deal> said;
    std::vector<offer> all;  ///< the same
    std::vector<stack> stacks;
};
inline rules any_rules() {
    rules made;
    int const count = drawn(1, 7);
    for (int i = 0; i < count; ++i) {
        made.said.push_back(any_deal(names[i]));
        if (once_in(3)) made.said.back().not_with = names[drawn(0, i)];
        made.all.push_back(offer_of(made.said.back()));
    }
    for (char const* const name : {"one", "two"})
        made.stacks.push_back(
            {.name = name,
             .how = *rc::gen::element(stacking::product, stacking::sum, stacking::max, stacking::max_of_line,
                                      stacking::first, stacking::search),
             .turn = drawn(-1, 1),
             .together = *rc::gen::element(every_unit, std::int64_t{1}, std::int64_t{2})});
    return made;
}

/// Rules of which each says anything that it may of returns.
inline rules any_returned_rules() {
    rules made = any_rules();
    for (std::size_t i = 0; i < made.all.size(); ++i) {
        auto const how =
            *rc::gen::element(benefit_return::pro_rata, benefit_return::kept, benefit_return::lost);
        if (how != benefit_return::lost || !made.said[i].brackets)
            made.all[i] = made.all[i].when_returned(how);
    }
    return made;
}

}  // namespace random_offers
