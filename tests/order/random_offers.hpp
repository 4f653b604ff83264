// SPDX-License-Identifier: BSL-1.0
#pragma once

#include <cstdint>
#include <iterator>
#include <vector>

#include <tessera/offers.hpp>
#include <tessera/tessera.hpp>

#include "support/property.hpp"

/// Offers and carts that say anything they can say, sense or not.

namespace random_offers {

using namespace tessera;
using namespace tessera::literals;

inline constexpr tag_set birthday = host_tag;
inline constexpr char const* names[] = {"a", "b", "c", "d", "e", "f", "g"};
inline constexpr char const* stack_names[] = {"", "one", "two"};

/// An order that owns what it views.
struct cart_of {
    std::vector<line> lines;
    std::vector<line_facts> about;
    std::vector<rule_id> claims;
    std::int64_t shipping = 0;
    tag_set tags = 0;
    [[nodiscard]] cart view() const {
        return {.lines = lines, .shipping_minor = shipping, .about = about, .claims = claims, .tags = tags};
    }
};

inline cart_of any_cart() {
    cart_of made;
    int const count = *rc::gen::inRange(1, 6);
    for (int i = 0; i < count; ++i) {
        std::int64_t const list = *rc::gen::inRange<std::int64_t>(0, 20'000);
        made.lines.push_back({.sku = {*rc::gen::inRange<std::uint64_t>(1, 4)},
                              .quantity = *rc::gen::inRange(0U, 6U),
                              .list_minor = list,
                              .promotion_minor = *rc::gen::inRange<std::int64_t>(0, list / 3 + 1)});
        std::int64_t const left = made.lines.back().promoted_minor();
        made.about.push_back({.lowest_minor = *rc::gen::inRange<std::int64_t>(0, left / 2 + 1)});
    }
    made.shipping = *rc::gen::inRange<std::int64_t>(0, 2'000);
    made.tags = *rc::gen::element(tag_set{0}, birthday);
    for (char const* const name : names)
        if (*rc::gen::inRange(0, 3) == 0) made.claims.push_back(offer::id_of(name));
    return made;
}

inline line_filter any_lines() { return {.sku = {*rc::gen::inRange<std::uint64_t>(0, 4)}}; }

inline ratio any_share() { return *ratio::make(*rc::gen::inRange<std::int64_t>(0, 41), 40); }

inline offer any_price(offer const& named) {
    decimal const amount{*rc::gen::inRange<std::int64_t>(0, 5'000), 2};
    switch (*rc::gen::inRange(0, 5)) {
        case 0:
            return named.amount_off(amount,
                                    *rc::gen::element(offer_per::order, offer_per::line, offer_per::unit));
        case 1: return named.unit_price(amount);
        case 2: return named.total_price(amount);
        default: break;
    }
    return named.share_off(any_share())
        .rounded(*rc::gen::element(rounding::half_up, rounding::down, rounding::up),
                 *rc::gen::element(offer_rounded::sum, offer_rounded::line, offer_rounded::unit));
}

inline offer any_offer(char const* name) {
    offer made = any_price(offer(name));
    unit_choice which{
        .lines = any_lines(),
        .rank = *rc::gen::element(unit_rank::as_listed, unit_rank::cheapest, unit_rank::dearest)};
    if (*rc::gen::arbitrary<bool>()) which.most = *rc::gen::inRange<std::int64_t>(0, 6);
    if (*rc::gen::inRange(0, 3) == 0) which.in_sets_of = *rc::gen::inRange<std::int64_t>(1, 4);
    if (*rc::gen::inRange(0, 3) == 0) which.bought = 2, which.bought_of = any_lines();
    made = made.of(which)
               .priority(*rc::gen::inRange(0, 3))
               .in(*rc::gen::elementOf(
                   std::vector<char const*>(std::begin(stack_names), std::end(stack_names))));
    if (*rc::gen::inRange(0, 4) == 0) made = made.of_shipping();
    if (*rc::gen::inRange(0, 4) == 0) made = made.given(birthday);
    if (*rc::gen::inRange(0, 4) == 0) made = made.on_request();
    if (*rc::gen::inRange(0, 4) == 0) made = made.on_first_price();
    if (*rc::gen::inRange(0, 6) == 0) made = made.alone();
    if (*rc::gen::inRange(0, 3) == 0) made = made.at_most({*rc::gen::inRange<std::int64_t>(0, 2'000), 2});
    if (*rc::gen::inRange(0, 3) == 0) made = made.from({*rc::gen::inRange<std::int64_t>(0, 30'000), 2});
    if (*rc::gen::inRange(0, 4) == 0) made = made.gift({9}, 1, 3);
    if (*rc::gen::inRange(0, 4) == 0) made = made.not_with(names[0]);
    if (*rc::gen::inRange(0, 3) == 0)
        made = made.when_returned(*rc::gen::element(benefit_return::kept, benefit_return::lost));
    return made;
}

struct rules {
    std::vector<offer> all;
    std::vector<stack> stacks;
};
inline rules any_rules() {
    rules made;
    int const count = *rc::gen::inRange(1, 8);
    for (int i = 0; i < count; ++i) made.all.push_back(any_offer(names[i]));
    for (char const* const name : {"one", "two"})
        made.stacks.push_back(
            {.name = name,
             .how = *rc::gen::element(stacking::product, stacking::sum, stacking::max, stacking::max_of_line,
                                      stacking::first, stacking::search),
             .turn = *rc::gen::inRange(-1, 2),
             .together = *rc::gen::element(every_unit, std::int64_t{1}, std::int64_t{2})});
    return made;
}

}  // namespace random_offers
