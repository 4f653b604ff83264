// SPDX-License-Identifier: BSL-1.0
#include <utility>

#include "giveaway_room.hpp"

/// What a single order hands back at most: a share of it, at the best levels that there are, and an amount
/// beside that: the steps that it can reach at once, and what comes with an order however small it is.

namespace tessera::document {

void giveaway_spend::add_at_once(std::size_t part, std::optional<cpp_rational> const& amount,
                                 cpp_rational const& worth) {
    if (worth == 0) return;
    at_once_.push_back({part, amount ? std::optional<cpp_rational>(*amount * worth) : std::nullopt});
}

void giveaway_spend::fill_order(giveaway& made) const {
    std::vector<giveaway_order_part> all;
    for (giveaway_part const& p : parts_) all.push_back({p.pointer, p.says, 0, cpp_rational(0)});
    auto const add = [&](std::size_t part, std::optional<cpp_rational> const& amount) {
        std::optional<cpp_rational>& sum = all[part].amount;
        sum = sum && amount ? std::optional<cpp_rational>(*sum + *amount) : std::nullopt;
    };
    handed each{amounts(parts_.size()), 0};
    cpp_rational const spent = most_spent_ ? std::min(end(), *most_spent_) : end();
    amounts anew;
    for (paid_steps const& s : anew_) anew.push_back(s.curve.tail_share() * s.worth);
    slopes(spent, spent, 1, anew_of_paid(anew), each);
    add_anew(anew, 1, each);
    for (capped const& c : capped_) each.back[c.part] += c.share;
    for (capped const& c : every_time_) each.back[c.part] += c.share;
    for (auto const* const ladders : {&once_, &anew_})
        for (paid_steps const& s : *ladders) {  // an order is of one period
            cpp_rational const tail = s.curve.tail_share();
            if (ladders == &once_) each.back[s.part] += tail * s.worth;
            auto const most = s.worth == 0 ? cpp_rational(0) : s.curve.at_once(tail, most_spent_);
            add(s.part, most ? std::optional<cpp_rational>(*most * s.worth) : most);
        }
    for (for_one_order const& one : at_once_) add(one.part, one.amount);

    giveaway_single_order& order = made.single_order;
    order.amount = 0;
    order.per_order_minor = made.per_order_minor + carried_minor_;
    for (std::size_t i = 0; i < all.size(); ++i) {
        giveaway_order_part& part = all[i];
        part.share = each.back[i];
        order.share += part.share;
        order.amount = order.amount && part.amount ? std::optional<cpp_rational>(*order.amount + *part.amount)
                                                   : std::nullopt;
        if (part.share != 0 || part.amount != cpp_rational(0)) order.parts.push_back(std::move(part));
    }
}

}  // namespace tessera::document
