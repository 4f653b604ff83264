// SPDX-License-Identifier: BSL-1.0
#include <algorithm>

#include "lint_room.hpp"

/// Offers: what stands together without a guard, what comes off any order, what never comes off one, what
/// nobody names.

namespace tessera::document {

namespace {

/// Returns: whether everybody gets the offer, for every order.
bool for_any_order(offer const& o) {
    return !o.tier && !o.from && !o.for_every && !o.birthday && !o.on_request && !o.by_coupon &&
           !o.by_allowance && o.segment.empty() && o.not_in_segment.empty() && o.given.names.empty() &&
           o.on == schedule{};
}
/// Returns: whether the offer is for all units of its lines.
bool for_all_units(offer const& o) {
    return !o.of.most && !o.of.most_of_line && !o.of.bought && o.of.bundle.empty();
}
/// Returns: whether it takes off, for every so much of a price, all of that.
bool gives_all_back(offer const& o) {
    return o.for_every && !o.for_every->of.units && !o.for_every->most_times && !o.at_most && o.amount &&
           *o.amount >= o.for_every->each;
}

/// Returns: whether all names of one are among those of the other two.
bool among(tags const& some, tags const& one, tags const& other) {
    return std::all_of(some.names.begin(), some.names.end(), [&](std::string const& name) {
        auto const has = [&](tags const& t) {
            return std::find(t.names.begin(), t.names.end(), name) != t.names.end();
        };
        return has(one) || has(other);
    });
}
/// Returns: whether a filter takes every line that two others both take.
bool takes_all(filter const& f, filter const& one, filter const& other) {
    auto const same = [](std::string const& asked, std::string const& a, std::string const& b) {
        return asked.empty() || asked == a || asked == b;
    };
    return same(f.sku, one.sku, other.sku) && same(f.category, one.category, other.category) &&
           among(f.with, one.with, other.with) && among(f.without, one.without, other.without);
}

/// Effects: tells of parts for which an earlier one leaves nothing: the first part that takes a line has it.
void check_bundle(lint_room& room, offer const& o, spot const& at) {
    auto const& parts = o.of.bundle;
    for (std::size_t j = 1; j < parts.size(); ++j)
        for (std::size_t i = 0; i < j; ++i) {
            if (!takes_all(parts[i].over, parts[j].over, o.of.over)) continue;
            room.tell(lint_code::part_never_filled, at / j / "over",
                      "a line is of the first part that takes it, and part " + std::to_string(i + 1) +
                          " takes all that part " + std::to_string(j + 1) + " could: \"" + o.name +
                          "\" never applies",
                      at / i / "over");
            break;
        }
}

/// Effects: tells where an order that reaches what is asked for, and no more, costs nothing.
void check_amounts(lint_room& room, offer const& o, spot const& at) {
    auto const check = [&](decimal off, decimal least, spot const& there) {
        bool const cut = o.at_most && *o.at_most < least;
        if (o.per != offer_per::order || least <= decimal(0) || off < least || cut) return;
        room.tell(lint_code::all_for_free, there,
                  "\"" + o.name + "\" takes " + room.money(off) + " off an order of " + room.money(least), {},
                  "a higher amount to reach, or less to come off");
    };
    if (o.amount && o.from && !o.from->of.units) check(*o.amount, o.from->least, at / "from" / "least");
    if (!o.more || o.more->by.units) return;
    for (std::size_t i = 0; i < o.more->steps.size(); ++i)
        if (offer_step const& s = o.more->steps[i]; s.amount)
            check(*s.amount, s.from, at / "more" / "steps" / i / "amount");
}

void check_offer(lint_room& room, offer const& o, spot const& at) {
    check_bundle(room, o, at / "of" / "bundle");
    if (o.of.price_from && o.of.price_to && *o.of.price_to < *o.of.price_from)
        room.tell(lint_code::bounds_exclude, at / "of" / "price_to",
                  "it is for what costs " + room.money(*o.of.price_from) + " or more, and " +
                      room.money(*o.of.price_to) + " or less",
                  {}, "\"price_from\" no higher than \"price_to\"");
    if (o.of_shipping) return;
    check_amounts(room, o, at);
    if (o.amount && *o.amount > decimal(0) && o.per == offer_per::order && for_any_order(o))
        room.tell(lint_code::amount_off_any_order, at / "amount",
                  "goods for " + room.money(*o.amount) + " cost nothing, and two orders get it twice", {},
                  "\"from\", \"on_request\" or \"by_coupon\"");
    if (o.share && *o.share == ratio(1) && !o.at_most && for_all_units(o))
        room.tell(lint_code::all_for_free, at / "share", "\"" + o.name + "\" takes off 100 %");
    if (gives_all_back(o))
        room.tell(lint_code::all_for_free, at / "for_every",
                  "\"" + o.name + "\" takes off " + room.money(*o.amount) + " for every " +
                      room.money(o.for_every->each));
}

/// Returns: whether offers of one rule can stand together, which takes from one order twice.
bool can_add_up(offers const& all) {
    auto const adds = [&](offer const& one) {
        if (one.alone) return false;
        bool const shares_turn = !one_stands(stack_of(all, one));
        return std::any_of(all.list.begin(), all.list.end(), [&](offer const& other) {
            return &other != &one && !other.alone && (other.stack != one.stack || shares_turn);
        });
    };
    return std::any_of(all.list.begin(), all.list.end(), adds);
}

void check_stacks(lint_room& room, offers const& all, spot const& at) {
    for (std::size_t i = 0; i < all.stacks.size(); ++i) {
        bool const named = std::any_of(all.list.begin(), all.list.end(),
                                       [&](offer const& o) { return o.stack == all.stacks[i].name; });
        if (!named)
            room.tell(lint_code::stack_without_offers, at / "stacks" / i,
                      "no offer is in \"" + all.stacks[i].name + "\"");
    }
}

/// Effects: tells of a gift that each order brings, as often as there are orders.
void check_every_gift(lint_room& room, offer const& o, spot const& at) {
    bool const bounded = o.used_at_most.by_member || o.used_at_most.by_all || o.budget;
    if (!o.gift || o.gift->worth <= decimal(0) || bounded || !for_any_order(o) || !(o.of == units{})) return;
    room.tell(lint_code::gift_with_every_order, at / "gift",
              "any order brings " + room.money(o.gift->worth) + " more, and two orders bring it twice");
}

}  // namespace

void lint_gifts(lint_room& room) {
    room.each<offers>([&](offers const& all, spot const& at) {
        for (std::size_t i = 0; i < all.list.size(); ++i)
            check_every_gift(room, all.list[i], at / "list" / i);
    });
}

void lint_offers(lint_room& room) {
    room.each<offers>([&](offers const& all, spot const& at) {
        for (std::size_t i = 0; i < all.list.size(); ++i) check_offer(room, all.list[i], at / "list" / i);
        check_stacks(room, all, at);
        if (can_add_up(all) && !room.first<margin_guard>() && !room.first<line_guard>())
            room.tell(
                lint_code::offers_without_guard, at / "list",
                "offers of \"" + all.name + "\" stand together, and no rule says what an order must earn");
    });
}

}  // namespace tessera::document
