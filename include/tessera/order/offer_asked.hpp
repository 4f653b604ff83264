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
        if (!offer_.steps_.empty()) note_steps(made.marked, to);
        if (offer_.every_.each_value > 0)
            add({.least = offer_.every_.each_value, .times = made.sets},
                figures_of(offer_.every_.of, made.marked, to), to);
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
    void note_steps(bool marked, benefit_record& to) const {
        std::uint32_t const figures = figures_of(offer_.steps_by_, marked, to);
        std::int64_t reached = 0;
        for (std::size_t i = figures; i < to.figures.size(); ++i) reached += to.figures[i];
        std::size_t steps = 0;
        for (offer_step const& s : offer_.steps_) steps += s.from_value <= reached ? 1U : 0U;
        for (std::size_t k = 0; k < steps; ++k) {
            benefit_condition asked{.least = offer_.steps_[k].from_value};
            write_share(k, steps, asked);
            add(asked, figures, to);
        }
    }
    /// Effects: writes how much of the benefit of the highest step stays where only the one before step `k`
    /// is
    ///   reached; nothing where these are prices.
    void write_share(std::size_t k, std::size_t steps, benefit_condition& asked) const noexcept {
        if (offer_.gives_ == offer_gives::amount) {
            asked.whole = offer_.steps_[steps - 1].amount_minor;
            asked.part = k == 0 ? offer_.amount_minor_ : offer_.steps_[k - 1].amount_minor;
        } else if (offer_.gives_ == offer_gives::share) {
            ratio const most = offer_.steps_[steps - 1].share;
            ratio const less = k == 0 ? offer_.share_ : offer_.steps_[k - 1].share;
            auto const part = checked_multiply(less.num, most.den);
            auto const whole = checked_multiply(most.num, less.den);
            if (part && whole) asked.part = *part, asked.whole = *whole;
            asked.of_kept = true;
        }
        asked.part = std::clamp<std::int64_t>(asked.part, 0, std::max<std::int64_t>(0, asked.whole));
        if (asked.whole <= 0) asked.part = asked.whole = 1;
    }

    /// Effects: writes down the units that its sets are made of.
    void note_sets(offer_outcome const& made, benefit_record& to) const {
        unit_choice const& which = offer_.choice_;
        bool const bound = which.bought > 0;
        if (!bound && which.in_sets_of <= 1) return;
        bool const with_got = bound && which.of_one_kind() && offer_.gives_ != offer_gives::nothing;
        offer_threshold const units{.lines = bound ? which.bought_of : which.lines, .units = true};
        std::int64_t const one = !bound ? which.in_sets_of : which.bought + (with_got ? which.got : 0);
        add({.least = one, .times = std::max<std::int64_t>(1, made.sets)}, figures_of(units, false, to), to);
    }

    /// Effects: writes down the units of each part of its bundles.
    void note_bundle(offer_outcome const& made, benefit_record& to) const {
        for (std::size_t p = 0; p < offer_.bundle_.size(); ++p) {
            auto const begin = static_cast<std::uint32_t>(to.figures.size());
            for (line const& l : bill_.lines)
                to.figures.push_back(offer_.part_of_bundle(l) == p ? std::int64_t{l.quantity} : 0);
            add({.least = offer_.bundle_[p].count, .times = made.sets}, begin, to);
        }
    }

    offer const& offer_;
    bill& bill_;
};

}  // namespace tessera::detail
