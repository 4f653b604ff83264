// SPDX-License-Identifier: BSL-1.0
#pragma once

#include <algorithm>
#include <cstddef>
#include <cstdint>
#include <numeric>
#include <span>

#include <tessera/order/bill.hpp>
#include <tessera/order/offer.hpp>

/// Floor 4. Part of tessera::detail. Which units of an order an offer is for, counted and never walked
/// through: sets, bundles, the cheapest, so many of a line.

namespace tessera::detail {

/// What an offer comes to.
struct offer_outcome {
    bool applies = false;
    bool of_lines = false;         ///< it takes something off lines, and not off shipping
    std::int64_t base_minor = 0;   ///< what was looked at
    std::int64_t off_minor = 0;    ///< of goods, line by line in the bill; or of shipping
    std::int64_t uncut_minor = 0;  ///< the same before a cap, or of an amount the price of the goods, cut it
    std::int64_t sets = 1;         ///< of units that it is bound to; or of every so much
    bool marked = false;           ///< it looked at what everything cost when the bill was marked
    std::int64_t missing = 0;      ///< to a minimum, where that alone keeps it from applying
    std::int64_t least = 0;        ///< that minimum, or the first of every so much
    bool in_units = false;         ///< which is one of units
    std::int64_t units_missing = 0;  ///< to its first set, of which some units are there
    bool closed = false;             ///< it is not for this customer, or not now
    bool over_budget = false;        ///< it would take off more than is left of its budget
    errc failed = errc::ok;
};

/// Returns: what a line costs at an offer's turn, or cost when the bill was marked.
[[nodiscard]] inline std::int64_t running_price(bill const& on, std::size_t i, bool marked) noexcept {
    return marked ? on.marked()[i] : on.left()[i];
}
/// Returns: what a minimum or a step looks at of one line: minor units, or units.
[[nodiscard]] inline std::int64_t figure_of(bill const& on, offer_threshold const& what, std::size_t i,
                                            bool marked) noexcept {
    if (!what.lines.takes(on.lines[i])) return 0;
    return what.units ? on.lines[i].quantity : what.running ? running_price(on, i, marked) : on.first()[i];
}

class offer_units {
public:
    /// `marked`: the offer looks at what everything cost when the bill was marked.
    offer_units(offer const& what, bill& on, bool marked) noexcept
        : offer_(what), bill_(on), marked_(marked) {}

    /// Returns: what a line costs where the offer looks.
    [[nodiscard]] std::int64_t price_of(std::size_t i) const noexcept {
        return offer_.on_first_price_ ? bill_.first()[i] : running_price(bill_, i, marked_);
    }

    /// Returns: whether what is bought and what it lowers are units of the same lines, of which none is
    ///   both. A gift and shipping are none of them.
    [[nodiscard]] bool takes_of_bought() const noexcept {
        return offer_.choice_.of_one_kind() && offer_.gives_ != offer_gives::nothing && !offer_.shipping_;
    }
    /// Returns: how many units make a set, or a bundle.
    [[nodiscard]] std::int64_t units_of_set() const noexcept {
        unit_choice const& which = offer_.choice_;
        if (which.bought > 0) return which.bought + (takes_of_bought() ? which.got : 0);
        if (offer_.bundle_.empty()) return which.in_sets_of;
        std::int64_t all = 0;
        for (bundle_part const& part : offer_.bundle_) all += part.count;
        return all;
    }
    /// Returns: how many units of a line can be chosen.
    [[nodiscard]] std::int64_t eligible(std::size_t i) const noexcept {
        line const& l = bill_.lines[i];
        unit_choice const& which = offer_.choice_;
        if (!which.lines.takes(l) || (which.undiscounted && l.promotion_minor > 0)) return 0;
        if (!offer_.bundle_.empty() && offer_.part_of_bundle(l) == offer_.bundle_.size()) return 0;
        if ((offer_.price_from_ | offer_.price_to_) != 0 && !costs_right(i)) return 0;
        return std::min(static_cast<std::int64_t>(l.quantity), which.most_of_line);
    }

    /// Effects: writes which lines are chosen, how many units of each, and what is missing to a first set.
    /// Returns: how many sets they make.
    std::int64_t choose(offer_outcome& made) noexcept {
        unit_choice const& which = offer_.choice_;
        std::int64_t there = 0, others = 0;
        std::size_t chosen = 0;
        bill_.choose(bill_.size());
        for (std::size_t i = 0; i < bill_.size(); ++i) {
            std::int64_t const units = eligible(i);
            if (which.bought > 0 && which.bought_of.takes(bill_.lines[i])) others += bill_.lines[i].quantity;
            if (units == 0) continue;
            bill_.place()[chosen] = static_cast<std::int64_t>(i);
            bill_.units()[chosen++] = units;
            there += units;
        }
        bill_.choose(chosen);
        return offer_.bundle_.empty() ? keep_sets(there, others, made) : keep_bundles(made);
    }

private:
    /// Returns: whether one unit costs what the offer asks for; exact, for that is no whole number.
    [[nodiscard]] bool costs_right(std::size_t i) const noexcept {
        int128 const price = int128(bill_.first()[i]), count = bill_.quantity(i);
        return price >= int128(offer_.price_from_) * count &&
               (offer_.price_to_ == 0 || price <= int128(offer_.price_to_) * count);
    }
    /// Effects: writes what is missing to a first set, where an order may have one.
    void lacks(std::int64_t units, offer_outcome& made) const noexcept {
        if (offer_.choice_.most_sets > 0) made.units_missing = units;
    }
    /// Effects: keeps the units of whole sets, of so many units that are there and of the others that
    ///   they are bound to. Returns: how many sets they make.
    std::int64_t keep_sets(std::int64_t there, std::int64_t others, offer_outcome& made) noexcept {
        unit_choice const& which = offer_.choice_;
        std::int64_t sets = there > 0, wanted = std::min(there, which.most);
        if (which.bought > 0) {
            std::int64_t const have = takes_of_bought() ? there : others, of_set = units_of_set();
            sets = std::min(have / of_set, which.most_sets);
            if (0 < have && have < of_set) lacks(of_set - have, made);
            bool const more = sets > 0 && which.got > there / sets;
            wanted = std::min(more ? there : sets * which.got, which.most);
            if (offer_.gives_ == offer_gives::total_price) {
                sets = std::min(sets, wanted / which.got);  // a price of sets is one of whole sets
                wanted = sets * which.got;
            }
        } else if (which.in_sets_of > 1) {
            sets = std::min(wanted / which.in_sets_of, which.most_sets);
            if (0 < wanted && wanted < which.in_sets_of) lacks(which.in_sets_of - wanted, made);
            wanted = sets * which.in_sets_of;
        }
        keep_first(wanted, there);
        return sets;
    }
    /// Effects: keeps the units of whole bundles, and writes what is missing to a first one.
    /// Returns: how many bundles they make.
    std::int64_t keep_bundles(offer_outcome& made) noexcept {
        std::int64_t sets = offer_.choice_.most_sets, there = 0, missing = 0;
        for (std::size_t p = 0; p < offer_.bundle_.size(); ++p) {
            std::int64_t const units = units_of_part(p), count = offer_.bundle_[p].count;
            sets = std::min(sets, units / count);
            there += units;
            missing += std::max<std::int64_t>(0, count - units);
        }
        if (there > 0 && sets == 0) lacks(missing, made);
        for (std::size_t p = 0; p < offer_.bundle_.size(); ++p)
            keep_first(sets * offer_.bundle_[p].count, units_of_part(p), p);
        return sets;
    }
    /// Returns: of which part of the bundle a chosen line is.
    [[nodiscard]] std::size_t part_at(std::size_t k) const noexcept {
        return offer_.part_of_bundle(bill_.lines[bill_.line_at(k)]);
    }
    [[nodiscard]] std::int64_t units_of_part(std::size_t part) const noexcept {
        std::int64_t units = 0;
        for (std::size_t k = 0; k < bill_.chosen(); ++k)
            if (part_at(k) == part) units += bill_.units()[k];
        return units;
    }
    /// Returns: which of two chosen lines comes first, by the price of one unit.
    [[nodiscard]] auto before() const noexcept {
        bool const cheapest = offer_.choice_.rank == unit_rank::cheapest;
        return [this, cheapest](std::int64_t a, std::int64_t b) {
            std::size_t const one = bill_.line_at(static_cast<std::size_t>(a));
            std::size_t const other = bill_.line_at(static_cast<std::size_t>(b));
            int128 const left = int128(price_of(one)) * bill_.quantity(other);
            int128 const right = int128(price_of(other)) * bill_.quantity(one);
            return left == right ? a < b : (left < right) == cheapest;
        };
    }
    /// Effects: keeps that many of the units that are there, those that come first; of a bundle, of a part's.
    void keep_first(std::int64_t wanted, std::int64_t there, std::size_t part = 0) noexcept {
        if (wanted >= there) return;
        std::span<std::int64_t> const order = bill_.scratch();
        std::iota(order.begin(), order.end(), std::int64_t{0});
        if (offer_.choice_.rank != unit_rank::as_listed) std::sort(order.begin(), order.end(), before());
        for (std::int64_t const at : order) {
            if (!offer_.bundle_.empty() && part_at(static_cast<std::size_t>(at)) != part) continue;
            std::int64_t& units = bill_.units()[static_cast<std::size_t>(at)];
            units = std::min(units, wanted);
            wanted -= units;
        }
    }

    offer const& offer_;
    bill& bill_;
    bool marked_;
};

}  // namespace tessera::detail
