// SPDX-License-Identifier: BSL-1.0
#pragma once

#include <algorithm>
#include <cstdint>
#include <numeric>
#include <tuple>
#include <vector>

#include "order/random_offers.hpp"
#include "order/slow_split.hpp"

/// A second reading of offers, to be compared with the library: slow and plain on purpose, unit by unit and
/// set by set. It shares no line with what prices orders.
///
/// What it takes the rules to mean:
///
/// 1. An offer that stands alone and applies is the only one; of several the first. First is the higher
///    priority, then the lower id. Else stacks have their turns: the lower turn first, then the name.
/// 2. Whether it applies: marks, wish, day, uses, minimum, units for one set at least, budget; and something
///    comes off, or a gift or a perk comes with it.
/// 3. Units are listed one by one, and ranked by the price of one where the offer looks; ties to the earlier
///    line. A bond makes sets: of what is bought and got where these are the same lines, else of what is
///    bought; a total price is one of whole sets. Of a bundle every unit is of the first part that takes it.
/// 4. A line's chosen units cost their part of the line, half-up; no more comes off than they still cost
///    above their part of the lowest price, rounded up. What is rounded on the sum is split by what they
///    cost.
/// 5. What barred offers, caps of a stack and its mode leave out is said at each mode below.

namespace offer_oracle {

using namespace random_offers;
using amounts = std::vector<std::int64_t>;

/// What came off: the offer, the line or `shipping_place`, and how much.
using off_row = std::tuple<std::uint64_t, std::uint32_t, std::int64_t>;
/// What came with the order: the offer, how many, their worth, the perk.
using gift_row = std::tuple<std::uint64_t, std::uint32_t, std::int64_t, tag_set>;

struct look {
    bool applies = false;
    bool open = false;          ///< it may apply once others have lowered prices
    amounts off;                ///< by line
    std::int64_t shipping = 0;  ///< off shipping
    std::int64_t sets = 1;
    [[nodiscard]] std::int64_t goods() const {
        return std::accumulate(off.begin(), off.end(), std::int64_t{0});
    }
};

class till {
public:
    till(rules const& by, cart_of const& what) : by_(by), what_(what), ship_first_(what.shipping) {
        for (line const& l : what.lines) first_.push_back(l.list_minor - l.promotion_minor);
        left_ = marked_ = first_;
        ship_left_ = ship_marked_ = ship_first_;
        std::sort(by_.said.begin(), by_.said.end(),
                  [](deal const& a, deal const& b) { return before(a, b); });
    }

    std::vector<off_row> offs;
    std::vector<gift_row> gifts;

    void run() {
        for (deal const& d : by_.said)
            if (d.alone && look_at(d).applies) return stand(d, look_at(d));
        std::vector<stack> turns = by_.stacks;
        turns.emplace_back();
        std::sort(turns.begin(), turns.end(), [](stack const& a, stack const& b) {
            return std::tie(a.turn, a.name) < std::tie(b.turn, b.name);
        });
        for (stack const& s : turns) take_turn(s);
    }

private:
    static bool before(deal const& a, deal const& b) {
        auto const id = [](deal const& d) { return offer::id_of(d.name).value; };
        return a.priority == b.priority ? id(a) < id(b) : a.priority > b.priority;
    }
    static bool tolerate(deal const& a, deal const& b) {
        return a.not_with != b.name && b.not_with != a.name;
    }

    // --- one offer -----------------------------------------------------------------------------------------

    [[nodiscard]] bool meant(deal const& d) const {
        rule_id const id = offer::id_of(d.name);
        if ((d.given & ~what_.tags) != 0 || (d.on_mondays && what_.day != a_monday)) return false;
        if (d.on_birthday) {
            if (what_.born == date::min()) return false;
            auto const is_birthday = [&](date day) {
                ymd const on = to_ymd(day), born = to_ymd(what_.born);
                return on.month == born.month && on.day == born.day;
            };
            if (!is_birthday(what_.day) && !is_birthday(what_.day + 1)) return false;
        }
        if (d.asked_for && std::count(what_.claims.begin(), what_.claims.end(), id) == 0) return false;
        offer_use const used = use_of(id);
        return used.by_member < d.uses && used.by_all < d.uses_of_all && figure(d.least_of) >= d.least;
    }
    [[nodiscard]] offer_use use_of(rule_id id) const {
        for (offer_use const& u : what_.uses)
            if (u.offer == id) return u;
        return {};
    }
    [[nodiscard]] std::int64_t figure(offer_threshold const& of) const {
        std::int64_t sum = 0;
        for (std::size_t i = 0; i < first_.size(); ++i)
            if (of.lines.takes(what_.lines[i]))
                sum += of.units ? what_.lines[i].quantity : of.running ? seen_[i] : first_[i];
        return sum;
    }

    /// Returns: what an offer comes to where it sees what everything costs now, or cost at its stack's turn.
    look look_at(deal const& d, bool at_turn = false) {
        seen_ = at_turn ? marked_ : left_;
        look made{.off = amounts(first_.size())};
        if (!meant(d)) return made;
        bool const goods = d.gives != offer_gives::nothing && !d.of_shipping;
        amounts units(first_.size());
        bool const any_units =
            d.which == unit_choice{} && d.price_from == 0 && d.price_to == 0 && d.bundle.empty();
        if (goods || !any_units) made.sets = choose(d, units);
        if (made.sets == 0) return made;
        if (d.every > 0) {
            made.sets = 0;
            for (std::int64_t n = d.every; n <= figure(d.every_of) && made.sets < d.most_times; n += d.every)
                ++made.sets;
            if (made.sets == 0) return made;
        }
        made.open = true;
        ratio share = d.share;
        std::int64_t amount = d.every > 0 ? d.minor * made.sets : d.minor;
        for (deal::step const& s : d.steps)
            if (figure(d.steps_by) >= s.from) share = s.share, amount = s.minor;
        if (goods) made.off = off_goods(d, share, amount, units, made.sets);
        if (d.gives != offer_gives::nothing && d.of_shipping)
            made.shipping = off_shipping(d, share, amount, at_turn);
        std::int64_t const off = made.goods() + made.shipping;
        if (d.budget && use_of(offer::id_of(d.name)).given_minor + off > *d.budget)
            return {.open = true, .off = amounts(first_.size())};
        made.applies = off > 0 || d.gifts > 0 || d.perk != 0;
        return made;
    }

    /// Effects: counts the units chosen of each line. Returns: the sets.
    std::int64_t choose(deal const& d, amounts& units) const {
        unit_choice const& by = d.which;
        amounts const& prices = d.on_first_price ? first_ : seen_;
        std::vector<std::size_t> each;  // the line of every unit that can be had
        std::int64_t bought = 0;
        for (std::size_t i = 0; i < first_.size(); ++i) {
            line const& l = what_.lines[i];
            if (by.bought_of.takes(l)) bought += l.quantity;
            std::int64_t const count = std::max<std::int64_t>(1, l.quantity);
            bool const priced_so =
                first_[i] >= d.price_from * count && (d.price_to == 0 || first_[i] <= d.price_to * count);
            if (!by.lines.takes(l) || (by.undiscounted && l.promotion_minor > 0) || !priced_so) continue;
            for (std::int64_t k = 0; k < std::min<std::int64_t>(l.quantity, by.most_of_line); ++k)
                each.push_back(i);
        }
        auto const cheaper = [&](std::size_t a, std::size_t b) {
            return prices[a] * what_.lines[b].quantity < prices[b] * what_.lines[a].quantity;
        };
        auto const dearer = [&](std::size_t a, std::size_t b) { return cheaper(b, a); };
        for (std::size_t n = 1; n < each.size() && by.rank != unit_rank::as_listed; ++n)
            for (std::size_t k = n; k > 0; --k)  // by insertion, which keeps equal ones in their order
                if (by.rank == unit_rank::cheapest ? cheaper(each[k], each[k - 1])
                                                   : dearer(each[k], each[k - 1]))
                    std::swap(each[k], each[k - 1]);
        if (!d.bundle.empty()) return bundles(d, each, units);
        auto const there = static_cast<std::int64_t>(each.size());
        std::int64_t sets = there > 0 ? 1 : 0, wanted = std::min(there, by.most);
        if (by.bought > 0) {
            bool const taken_of_them =
                by.bought_of == by.lines && d.gives != offer_gives::nothing && !d.of_shipping;
            sets = taken_of_them ? there / (by.bought + by.got) : bought / by.bought;
            sets = std::min(sets, by.most_sets);
            wanted = std::min({there, sets * by.got, by.most});
            if (d.gives == offer_gives::total_price) sets = wanted / by.got, wanted = sets * by.got;
        } else if (by.in_sets_of > 1) {
            sets = std::min(wanted / by.in_sets_of, by.most_sets);
            wanted = sets * by.in_sets_of;
        }
        for (std::int64_t n = 0; n < wanted; ++n) ++units[each[static_cast<std::size_t>(n)]];
        return sets;
    }

    /// Effects: counts the units of whole bundles, of those listed. Returns: the bundles.
    std::int64_t bundles(deal const& d, std::vector<std::size_t> const& each, amounts& units) const {
        std::vector<std::vector<std::size_t>> of_part(d.bundle.size());
        for (std::size_t const i : each)
            for (std::size_t p = 0; p < d.bundle.size(); ++p)
                if (d.bundle[p].lines.takes(what_.lines[i])) {
                    of_part[p].push_back(i);
                    break;
                }
        std::int64_t sets = 0;
        auto const there_is_one_more = [&] {
            for (std::size_t p = 0; p < d.bundle.size(); ++p)
                if (static_cast<std::int64_t>(of_part[p].size()) < (sets + 1) * d.bundle[p].count)
                    return false;
            return true;
        };
        while (sets < d.which.most_sets && there_is_one_more()) ++sets;
        for (std::size_t p = 0; p < d.bundle.size(); ++p)
            for (std::int64_t n = 0; n < sets * d.bundle[p].count; ++n)
                ++units[of_part[p][static_cast<std::size_t>(n)]];
        return sets;
    }

    amounts off_goods(deal const& d, ratio share, std::int64_t amount, amounts const& units,
                      std::int64_t sets) const {
        std::size_t const count = first_.size();
        amounts const& prices = d.on_first_price ? first_ : seen_;
        amounts cost(count), room(count), left(count), off(count);
        for (std::size_t i = 0; i < count; ++i) {
            std::int64_t const all = what_.lines[i].quantity, lowest = what_.about[i].lowest_minor;
            if (units[i] == 0) continue;
            cost[i] = whole(prices[i] * units[i], all, rounding::half_up);
            left[i] = whole(left_[i] * units[i], all, rounding::half_up);
            room[i] = left[i] - whole(lowest * units[i], all, rounding::up);
            if (d.whole_lines) room[i] = std::min(left_[i] - lowest, cost[i]);
            room[i] = std::max<std::int64_t>(0, room[i]);
        }
        auto const sum = [](amounts const& of) {
            return std::accumulate(of.begin(), of.end(), std::int64_t{0});
        };
        auto const line_by_line = [&](auto off_line) {
            for (std::size_t i = 0; i < count; ++i)
                if (units[i] > 0) off[i] = std::clamp<std::int64_t>(off_line(i), 0, room[i]);
        };
        switch (d.gives) {
            case offer_gives::nothing: break;
            case offer_gives::share:
                if (d.brackets)
                    off = split_within(of_brackets(d, sum(cost)), cost, room, d.parts);
                else if (d.where == offer_rounded::sum)
                    off = split_within(whole(sum(cost) * share.num, share.den, d.mode), cost, room, d.parts);
                else
                    line_by_line([&](std::size_t i) {
                        std::int64_t const parts = d.where == offer_rounded::line ? 1 : units[i];
                        return whole(cost[i] * share.num, share.den * parts, d.mode) * parts;
                    });
                break;
            case offer_gives::amount:
                if (d.per == offer_per::order)
                    off = split_within(amount, cost, room, d.parts);
                else
                    line_by_line(
                        [&](std::size_t i) { return d.per == offer_per::line ? amount : amount * units[i]; });
                break;
            case offer_gives::unit_price:
                line_by_line([&](std::size_t i) { return left[i] - amount * units[i]; });
                break;
            case offer_gives::total_price:
                off = split_within(std::max<std::int64_t>(0, sum(left) - amount * sets), cost, room, d.parts);
        }
        if (d.at_most && sum(off) > *d.at_most) off = split_within(*d.at_most, off, off, d.parts);
        return off;
    }

    [[nodiscard]] std::int64_t off_shipping(deal const& d, ratio share, std::int64_t amount,
                                            bool at_turn) const {
        std::int64_t const base = d.on_first_price ? ship_first_ : at_turn ? ship_marked_ : ship_left_;
        std::int64_t off = ship_left_ - amount;  // a price
        if (d.gives == offer_gives::share) off = whole(base * share.num, share.den, d.mode);
        if (d.gives == offer_gives::amount) off = amount;
        if (d.at_most) off = std::min(off, *d.at_most);
        return std::clamp<std::int64_t>(off, 0, ship_left_);
    }

    // --- how they stand ------------------------------------------------------------------------------------

    void take(look const& made) {
        for (std::size_t i = 0; i < left_.size(); ++i) left_[i] -= made.off[i];
        ship_left_ -= made.shipping;
    }
    void stand(deal const& d, look const& made) {
        std::uint64_t const id = offer::id_of(d.name).value;
        take(made);
        standing_.push_back(d);
        for (std::size_t i = 0; i < left_.size(); ++i)
            if (made.off[i] > 0) offs.emplace_back(id, static_cast<std::uint32_t>(i + 1), made.off[i]);
        if (made.shipping > 0) offs.emplace_back(id, shipping_place, made.shipping);
        auto const quantity = static_cast<std::uint32_t>(d.gifts * made.sets);
        if (d.gifts > 0) gifts.emplace_back(id, quantity, d.gift_minor * quantity, 0);
        if (d.perk != 0) gifts.emplace_back(id, 1, 0, d.perk);
    }
    [[nodiscard]] bool barred(deal const& d) const {
        return std::any_of(standing_.begin(), standing_.end(),
                           [&](deal const& o) { return !tolerate(d, o); });
    }
    static std::int64_t worth(deal const& d, look const& made) {
        return made.goods() + made.shipping + d.gift_minor * d.gifts * made.sets;
    }

    void take_turn(stack const& s) {
        marked_ = left_;
        ship_marked_ = ship_left_;
        std::vector<deal> list;
        for (deal const& d : by_.said)
            if (d.in == s.name) list.push_back(d);
        if (s.how == stacking::search) return search(s, list);
        if (s.how == stacking::max_of_line) return line_by_line(s, list);
        if (s.how == stacking::max) return best(list);
        std::int64_t const most = s.how == stacking::first ? 1 : s.together;
        std::int64_t count = 0;
        for (deal const& d : list) {  // one after the other, as many as may stand
            look const made = look_at(d, s.how != stacking::product);
            if (count < most && made.applies && !barred(d)) stand(d, made), ++count;
        }
    }
    void best(std::vector<deal> const& list) {
        deal const* chosen = nullptr;
        for (deal const& d : list)
            if (look const made = look_at(d); made.applies && !barred(d))
                if (!chosen || worth(d, made) > worth(*chosen, look_at(*chosen))) chosen = &d;
        if (chosen) stand(*chosen, look_at(*chosen));
    }

    /// Every line has its best. Of the offers that then have a place, the first that cannot stand with the
    /// ones before it goes, and its lines look again.
    void line_by_line(stack const& s, std::vector<deal> list) {
        std::erase_if(list, [&](deal const& d) { return !look_at(d).applies || barred(d); });
        for (;;) {
            std::vector<look> placed;
            for (deal const& d : list) placed.push_back(look_at(d));
            std::vector<look> const wanted = placed;
            for (std::size_t l = 0; l <= left_.size(); ++l) {  // the last is shipping
                auto const off = [l](look& of) -> std::int64_t& {
                    return l < of.off.size() ? of.off[l] : of.shipping;
                };
                std::int64_t most = 0;
                for (look& p : placed) most = std::max(most, off(p));
                for (look& p : placed)
                    if (std::int64_t& own = off(p); own == most)
                        most = INT64_MAX;
                    else
                        own = 0;
            }
            std::vector<std::size_t> have_place;
            std::size_t gone = list.size();
            for (std::size_t k = 0; k < list.size() && gone == list.size(); ++k) {
                bool const nothing_off = wanted[k].goods() + wanted[k].shipping == 0;
                if (!nothing_off && placed[k].goods() + placed[k].shipping == 0) continue;
                bool fits = static_cast<std::int64_t>(have_place.size()) < s.together;
                for (std::size_t const j : have_place) fits = fits && tolerate(list[k], list[j]);
                if (fits)
                    have_place.push_back(k);
                else
                    gone = k;
            }
            if (gone == list.size()) {
                for (std::size_t const k : have_place) stand(list[k], placed[k]);
                return;
            }
            list.erase(list.begin() + static_cast<std::ptrdiff_t>(gone));
        }
    }

    /// Of all sets that may stand, the one worth most; of equal ones the one whose first offers are earlier.
    void search(stack const& s, std::vector<deal> list) {
        std::erase_if(list, [&](deal const& d) { return !look_at(d).open || barred(d); });
        std::vector<deal> chosen;
        std::int64_t most = -1;
        for (std::uint32_t set = (1U << list.size()) - 1; set > 0; --set) {
            std::vector<deal> some;
            for (std::size_t k = 0; k < list.size(); ++k)
                if ((set & 1U << (list.size() - 1 - k)) != 0) some.push_back(list[k]);
            bool may = static_cast<std::int64_t>(some.size()) <= s.together;
            for (deal const& a : some)
                for (deal const& b : some) may = may && (a.name == b.name || tolerate(a, b));
            std::int64_t sum = 0;
            for (deal const& d : some)
                if (look const made = look_at(d); made.applies) take(made), sum += worth(d, made);
            left_ = marked_;
            ship_left_ = ship_marked_;
            if (may && sum > most) most = sum, chosen = some;
        }
        for (deal const& d : chosen)
            if (look const made = look_at(d); made.applies) stand(d, made);
    }

    rules by_;
    cart_of const& what_;
    amounts first_, left_, marked_, seen_;
    std::int64_t ship_first_, ship_left_ = 0, ship_marked_ = 0;
    std::vector<deal> standing_;
};

}  // namespace offer_oracle
