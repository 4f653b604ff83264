// SPDX-License-Identifier: BSL-1.0
#pragma once

#include <algorithm>
#include <cstddef>
#include <cstdint>

#include <tessera/order/offer_turn.hpp>

/// Floor 4. Part of tessera::detail. What an offer asked of an order, written down so that a return can judge
/// what is kept: its minimum, the step that it gave by, the sets that it is bound to.

namespace tessera::detail {

class offer_asked {
public:
    offer_asked(offer const& what, bill& on) noexcept : offer_(what), bill_(on) {}

    /// Effects: writes down an offer that stands. Preconditions: the bill is as it was when it was looked at.
    void note(offer_outcome const& made, order_out& out) const {
        benefit_record& to = out.remember({offer_.id(), offer_.returned_, false, 0, 0});
        if (offer_.returned_ != benefit_return::lost) return;
        if (offer_.least_value_ > 0)
            add({.least = offer_.least_value_}, figures_of(offer_.least_of_, made.marked, to), to);
        if (!offer_.steps_.empty()) note_steps(made, to);
        if (offer_.every_.each_value > 0)
            add_sets(offer_.every_.each_value, made, figures_of(offer_.every_.of, made.marked, to), to);
        note_bundle(made, to);
        note_sets(made, to);
    }

private:
    void add(benefit_condition asked, std::uint32_t figures, benefit_record& to) const {
        asked.rule = offer_.id();
        asked.figures = figures;
        to.conditions.push_back(asked);
    }
    /// Effects: writes down a figure line by line. Returns: where.
    [[nodiscard]] std::uint32_t figures_of(offer_threshold const& what, bool marked,
                                           benefit_record& to) const {
        auto const begin = static_cast<std::uint32_t>(to.figures.size());
        for (std::size_t i = 0; i < bill_.size(); ++i)
            to.figures.push_back(figure_of(bill_, what, i, marked));
        return begin;
    }

    /// Effects: writes down every step reached: below it what the one before gives stays.
    void note_steps(offer_outcome const& made, benefit_record& to) const {
        std::uint32_t const figures = figures_of(offer_.steps_by_, made.marked, to);
        std::int64_t reached = 0;
        for (std::size_t i = figures; i < to.figures.size(); ++i) reached += to.figures[i];
        std::size_t steps = 0;
        for (offer_step const& s : offer_.steps_) steps += s.from_value <= reached ? 1U : 0U;
        for (std::size_t k = 0; k < steps; ++k) {
            benefit_condition asked{.least = offer_.steps_[k].from_value, .of_price = true};
            write_share(k, steps, made, asked);
            add(asked, figures, to);
        }
    }
    /// Effects: writes how much of the benefit of the highest step stays where only the one before step `k`
    ///   is reached: of all of it where it is an amount for the whole order, else of what the goods that are
    ///   kept got. Of prices it is what the higher one leaves of it.
    void write_share(std::size_t k, std::size_t steps, offer_outcome const& made,
                     benefit_condition& asked) const noexcept {
        offer_step const& most = offer_.steps_[steps - 1];
        std::int64_t const before = k == 0 ? offer_.amount_minor_ : offer_.steps_[k - 1].amount_minor;
        asked.of_kept = !of_order();
        if (offer_.gives_ == offer_gives::amount) {
            asked.whole = of_order() && was_cut(made) ? made.off_minor : most.amount_minor;
            asked.part = before;
        } else if (offer_.gives_ == offer_gives::share) {
            ratio const less = k == 0 ? offer_.share_ : offer_.steps_[k - 1].share;
            auto const part = checked_multiply(less.num, most.share.den);
            auto const whole = checked_multiply(most.share.num, less.den);
            if (part && whole) asked.part = *part, asked.whole = *whole;
        } else {
            int128 const dearer = int128(before - most.amount_minor) * prices(made);
            asked.whole = made.off_minor;
            asked.part = dearer < made.off_minor ? static_cast<std::int64_t>(made.off_minor - dearer) : 0;
        }
        asked.part = std::clamp<std::int64_t>(asked.part, 0, std::max<std::int64_t>(0, asked.whole));
        if (asked.whole <= 0) asked.part = asked.whole = 1;
    }
    /// Returns: whether it takes an amount off the order, however many units and sets there are.
    [[nodiscard]] bool of_order() const noexcept {
        return offer_.gives_ == offer_gives::amount && (offer_.shipping_ || offer_.per_ == offer_per::order);
    }
    /// Returns: how many times a price that it gives was charged.
    [[nodiscard]] std::int64_t prices(offer_outcome const& made) const noexcept {
        if (offer_.shipping_) return 1;
        return offer_.gives_ == offer_gives::unit_price ? chosen_units() : made.sets;
    }
    [[nodiscard]] std::int64_t chosen_units() const noexcept {
        std::int64_t sum = 0;
        for (std::int64_t const units : bill_.units()) sum += units;
        return sum;
    }

    /// Effects: writes down the units that its sets are made of: those that it could choose, or those that
    ///   are bought for them.
    void note_sets(offer_outcome const& made, benefit_record& to) const {
        unit_choice const& which = offer_.choice_;
        bool const bound = which.bought > 0;
        if (!bound && which.in_sets_of <= 1) return;
        auto const figures = static_cast<std::uint32_t>(to.figures.size());
        offer_units const units(offer_, bill_, made.marked);
        for (std::size_t i = 0; i < bill_.size(); ++i) {
            line const& l = bill_.lines[i];
            std::int64_t const others = which.bought_of.takes(l) ? std::int64_t{l.quantity} : 0;
            to.figures.push_back(bound && !units.takes_of_bought() ? others : units.eligible(i));
        }
        add_sets(units.units_of_set(), made, figures, to);
    }
    /// Effects: writes down what its sets, or every so much, are asked of: the gift comes with each, the
    /// price
    ///   with fewer where these bring all of it.
    void add_sets(std::int64_t one, offer_outcome const& made, std::uint32_t figures,
                  benefit_record& to) const {
        std::int64_t const all = std::max<std::int64_t>(1, made.sets), used = sets_used(all, made);
        benefit_condition price{.least = one, .times = used};
        if (used > 1) write_capped(made, price);
        bool const gift = offer_.gift_ != sku_id{}, apart = gift && (used != all || price.part != 0);
        if (!apart) return add(price, figures, to);
        price.of_price = true;
        add({.least = one, .times = all, .of_gift = true}, figures, to);
        add(price, figures, to);
    }
    [[nodiscard]] static bool was_cut(offer_outcome const& made) noexcept {
        return made.uncut_minor > made.off_minor;
    }
    /// Effects: where sets together brought less than each would, writes what one brings of that.
    void write_capped(offer_outcome const& made, benefit_condition& price) const noexcept {
        if (!was_cut(made)) return;
        if (offer_.every_.each_value > 0) {
            price.part = offer_.amount_minor_;
            price.whole = made.off_minor;
        } else if (auto const whole = checked_multiply(made.off_minor, price.times); whole) {
            price.part = std::min(made.uncut_minor, *whole);
            price.whole = *whole;
        }
    }
    /// Returns: of how many of all sets the price is: of what is given once one, of others those for which
    ///   there were units to get; of every so much as many as it takes.
    [[nodiscard]] std::int64_t sets_used(std::int64_t all, offer_outcome const& made) const noexcept {
        if (offer_.gives_ == offer_gives::nothing) return all;
        if (offer_.every_.each_value > 0)
            return was_cut(made) ? filled(made.off_minor, offer_.amount_minor_, all) : all;
        if (offer_.shipping_ || of_order()) return 1;
        if (!offer_.bundle_.empty()) return all;
        unit_choice const& which = offer_.choice_;
        return filled(chosen_units(), which.bought > 0 ? which.got : which.in_sets_of, all);
    }
    /// Returns: how many times `each` it takes for `sum`, from 1 to `all`.
    [[nodiscard]] static std::int64_t filled(std::int64_t sum, std::int64_t each, std::int64_t all) noexcept {
        if (each <= 0) return all;
        return std::clamp<std::int64_t>(sum / each + (sum % each != 0 ? 1 : 0), 1, all);
    }

    /// Effects: writes down the units of each part of its bundles.
    void note_bundle(offer_outcome const& made, benefit_record& to) const {
        offer_units const units(offer_, bill_, made.marked);
        for (std::size_t p = 0; p < offer_.bundle_.size(); ++p) {
            auto const begin = static_cast<std::uint32_t>(to.figures.size());
            for (std::size_t i = 0; i < bill_.size(); ++i)
                to.figures.push_back(offer_.part_of_bundle(bill_.lines[i]) == p ? units.eligible(i) : 0);
            add_sets(offer_.bundle_[p].count, made, begin, to);
        }
    }

    offer const& offer_;
    bill& bill_;
};

}  // namespace tessera::detail
