// SPDX-License-Identifier: BSL-1.0
#pragma once

#include <algorithm>
#include <cstddef>
#include <cstdint>
#include <numeric>

#include <tessera/money/allocate_within.hpp>
#include <tessera/order/bill.hpp>
#include <tessera/order/offer.hpp>

/// Floor 4. Part of tessera::detail. An offer's turn in an order: whether it applies, which units it chooses,
/// and what it takes off each line. Nothing of the order is changed here but the bill's room to compute in.

namespace tessera::detail {

/// What an offer comes to.
struct offer_outcome {
    bool applies = false;
    bool of_lines = false;           ///< it takes something off lines, and not off shipping
    std::int64_t base_minor = 0;     ///< what was looked at
    std::int64_t off_minor = 0;      ///< of goods, line by line in the bill; or of shipping
    std::int64_t sets = 1;           ///< of units that it is bound to
    bool marked = false;             ///< it looked at what everything cost when the bill was marked
    std::int64_t missing = 0;        ///< to its minimum, where that alone keeps it from applying
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

class offer_turn {
public:
    /// `marked`: the offer looks at what everything cost when the bill was marked.
    offer_turn(offer const& what, standing const& who, cart const& wanted, bill& on, bool marked) noexcept
        : offer_(what), who_(who), wanted_(wanted), bill_(on), marked_(marked) {}

    [[nodiscard]] offer_outcome look() {
        offer_outcome made{.marked = marked_};
        if (!is_meant() || used_up()) {
            made.closed = true;
            return made;
        }
        std::int64_t const reached = offer_.least_value_ > 0 ? measured(offer_.least_of_) : 0;
        if (reached < offer_.least_value_) {
            made.missing = offer_.least_value_ - reached;
            return made;
        }
        bool const of_goods = offer_.gives_ != offer_gives::nothing && !offer_.shipping_;
        if (of_goods || !(offer_.choice_ == unit_choice{})) made.sets = choose_units(made);
        if (made.sets == 0) return made;
        if (of_goods) take_goods(made);
        if (offer_.gives_ != offer_gives::nothing && offer_.shipping_) take_shipping(made);
        made.of_lines = of_goods && made.off_minor > 0;
        if (offer_.budgeted_ && made.off_minor > offer_.budget_minor_ - given()) return {.over_budget = true};
        bool const bears = offer_.perk_ != 0 || offer_.gift_ != sku_id{};
        made.applies = made.failed == errc::ok && (made.off_minor > 0 || bears);
        return made;
    }

    /// Returns: why an offer is closed to somebody who might want to know; a code of 0 where nobody asked.
    [[nodiscard]] reason why_closed() const noexcept {
        bool const held = has_right(offer_.coupon_bit_);
        if (offer_.on_request_ && !asked_for() && !(offer_.by_coupon_ && held)) return {};
        if ((wanted_.tags & offer_.given_) != offer_.given_) return {};
        auto const code = [this](reason_code why, std::uint16_t detail, std::int64_t a = 0) {
            return reason{a, 0, offer_.id(), why, detail};
        };
        auto const not_now = [&](not_open why) {
            return code(reason_code::offer_not_open, static_cast<std::uint16_t>(why));
        };
        if (!for_tier()) {
            std::uint8_t const level = who_.tiers[offer_.group_place_].level;
            return code(reason_code::offer_for_tier, offer_.level_, level);
        }
        if (!offer_.days_.holds(who_.day)) return code(reason_code::offer_on_other_days, 0, who_.day.day);
        if (offer_.by_coupon_ && !held) return not_now(not_open::no_coupon);
        if (offer_.on_request_ && !asked_for()) return not_now(not_open::not_asked);
        if (used_up()) return not_now(not_open::used_up);
        if (!offer_.for_.takes(who_)) return offer_.for_.why_not(offer_.id(), who_);
        return has_right(offer_.allowance_bit_) ? reason{} : code(reason_code::allowance_over, 0);
    }

private:
    // --- whether it applies --------------------------------------------------------------------------------

    [[nodiscard]] bool for_tier() const noexcept {
        if (offer_.tier_group_.empty()) return true;
        std::uint8_t const level = who_.tiers[offer_.group_place_].level;
        return offer_.exactly_ ? level == offer_.level_ : level >= offer_.level_;
    }
    [[nodiscard]] bool has_right(std::uint64_t bit) const noexcept { return (who_.rights & bit) == bit; }
    [[nodiscard]] bool asked_for() const noexcept {
        return std::find(wanted_.claims.begin(), wanted_.claims.end(), offer_.id()) != wanted_.claims.end();
    }

    [[nodiscard]] bool is_meant() const noexcept {
        if (!for_tier() || !offer_.for_.takes(who_)) return false;
        if (!has_right(offer_.coupon_bit_) || !has_right(offer_.allowance_bit_)) return false;
        if ((wanted_.tags & offer_.given_) != offer_.given_) return false;
        if (offer_.on_request_ && !asked_for()) return false;
        return offer_.days_.holds(who_.day);
    }
    /// Returns: how it was used before this order, where the host says; a null pointer where it does not.
    [[nodiscard]] offer_use const* use() const noexcept {
        for (offer_use const& one : wanted_.uses)
            if (one.offer == offer_.id()) return &one;
        return nullptr;
    }
    [[nodiscard]] bool used_up() const noexcept {
        offer_use const* const its = use();
        return (its ? its->by_member : 0) >= offer_.uses_by_member_ ||
               (its ? its->by_all : 0) >= offer_.uses_by_all_;
    }
    /// Returns: what it took off all orders before this one.
    [[nodiscard]] std::int64_t given() const noexcept {
        offer_use const* const its = use();
        return its ? std::max<std::int64_t>(0, its->given_minor) : 0;
    }
    /// Returns: what a minimum or a step looks at: minor units, or units.
    [[nodiscard]] std::int64_t measured(offer_threshold const& what) const noexcept {
        if (what == offer_threshold{}) return bill_.first_sum();
        std::int64_t sum = 0;
        for (std::size_t i = 0; i < bill_.size(); ++i) sum += figure_of(bill_, what, i, marked_);
        return sum;
    }

    /// Returns: what a line costs where the offer looks.
    [[nodiscard]] std::int64_t whole_price(std::size_t i) const noexcept {
        return offer_.on_first_price_ ? bill_.first()[i] : running_price(bill_, i, marked_);
    }

    // --- which units ---------------------------------------------------------------------------------------

    /// Returns: how many units of a line can be chosen.
    [[nodiscard]] std::int64_t eligible(std::size_t i) const noexcept {
        line const& l = bill_.lines[i];
        unit_choice const& which = offer_.choice_;
        if (!which.lines.takes(l) || (which.undiscounted && l.promotion_minor > 0)) return 0;
        if ((offer_.price_from_ | offer_.price_to_) != 0 && !costs_right(i)) return 0;
        return std::min(static_cast<std::int64_t>(l.quantity), which.most_of_line);
    }
    /// Returns: whether one unit costs what the offer asks for; exact, for that is no whole number.
    [[nodiscard]] bool costs_right(std::size_t i) const noexcept {
        int128 const price = int128(bill_.first()[i]), count = bill_.quantity(i);
        return price >= int128(offer_.price_from_) * count &&
               (offer_.price_to_ == 0 || price <= int128(offer_.price_to_) * count);
    }
    /// Effects: writes which lines are chosen, how many units of each, and what is missing to a first set.
    /// Returns: how many sets they make.
    std::int64_t choose_units(offer_outcome& made) noexcept {
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
        std::int64_t sets = there > 0, wanted = std::min(there, which.most);
        if (which.bought > 0) {
            std::int64_t const of_both = which.bought + which.got;
            // a gift is none of the units that are there
            bool const of_them = which.of_one_kind() && offer_.gives_ != offer_gives::nothing;
            std::int64_t const have = of_them ? there : others, of_set = of_them ? of_both : which.bought;
            sets = std::min(have / of_set, which.most_sets);
            if (0 < have && have < of_set) made.units_missing = of_set - have;
            bool const more = sets > 0 && which.got > there / sets;
            wanted = std::min(more ? there : sets * which.got, which.most);
            if (offer_.gives_ == offer_gives::total_price) {
                sets = std::min(sets, wanted / which.got);  // a price of sets is one of whole sets
                wanted = sets * which.got;
            }
        } else if (which.in_sets_of > 1) {
            sets = std::min(wanted / which.in_sets_of, which.most_sets);
            if (0 < wanted && wanted < which.in_sets_of) made.units_missing = which.in_sets_of - wanted;
            wanted = sets * which.in_sets_of;
        }
        keep_first(wanted, there);
        return sets;
    }
    /// Returns: which of two chosen lines comes first, by the price of one unit.
    [[nodiscard]] auto before() const noexcept {
        bool const cheapest = offer_.choice_.rank == unit_rank::cheapest;
        return [this, cheapest](std::int64_t a, std::int64_t b) {
            std::size_t const one = bill_.line_at(static_cast<std::size_t>(a));
            std::size_t const other = bill_.line_at(static_cast<std::size_t>(b));
            int128 const left = int128(whole_price(one)) * bill_.quantity(other);
            int128 const right = int128(whole_price(other)) * bill_.quantity(one);
            return left == right ? a < b : (left < right) == cheapest;
        };
    }
    /// Effects: keeps that many of the units that are there, those that come first.
    void keep_first(std::int64_t wanted, std::int64_t there) noexcept {
        if (wanted >= there) return;
        std::span<std::int64_t> const order = bill_.scratch();
        std::iota(order.begin(), order.end(), std::int64_t{0});
        if (offer_.choice_.rank != unit_rank::as_listed) std::sort(order.begin(), order.end(), before());
        for (std::int64_t const at : order) {
            std::int64_t& units = bill_.units()[static_cast<std::size_t>(at)];
            units = std::min(units, wanted);
            wanted -= units;
        }
    }

    // --- what comes off ------------------------------------------------------------------------------------

    struct terms {
        ratio share;
        std::int64_t amount;
    };
    /// Returns: what it gives, by the highest step reached.
    [[nodiscard]] terms reached() const noexcept {
        terms made{offer_.share_, offer_.amount_minor_};
        if (offer_.steps_.empty()) return made;
        std::int64_t const by = measured(offer_.steps_by_);
        for (offer_step const& s : offer_.steps_)
            if (s.from_value <= by) made = {s.share, s.amount_minor};
        return made;
    }

    void take_shipping(offer_outcome& made) const noexcept {
        terms const by = reached();
        std::int64_t const base = offer_.on_first_price_ ? bill_.shipping_first
                                  : marked_              ? bill_.shipping_marked()
                                                         : bill_.shipping_left;
        std::int64_t off = by.amount;
        if (offer_.gives_ == offer_gives::share) off = *scale(base, by.share, offer_.mode_);
        if (offer_.gives_ == offer_gives::unit_price || offer_.gives_ == offer_gives::total_price)
            off = bill_.shipping_left - by.amount;
        if (offer_.capped_) off = std::min(off, offer_.most_minor_);
        made.base_minor = base;
        made.off_minor = std::clamp<std::int64_t>(off, 0, bill_.shipping_left);
    }

    void take_goods(offer_outcome& made) noexcept {
        cramped_ = false;
        for (std::size_t k = 0; k < bill_.chosen(); ++k) made.base_minor += weigh(k);
        made.failed = write_off(reached(), made.base_minor, made.sets);
        for (std::int64_t const off : bill_.off()) made.off_minor += off;
        if (made.failed == errc::ok && offer_.capped_ && made.off_minor > offer_.most_minor_)
            made.failed = cut_to_most(made);
    }
    /// Effects: writes what the chosen units of a line cost, and how much can come off them.
    /// Returns: what they cost.
    std::int64_t weigh(std::size_t k) noexcept {
        std::size_t const i = bill_.line_at(k);
        std::int64_t const cost = part_of(whole_price(i), k, rounding::half_up), room = room_of(i, k, cost);
        bill_.base()[k] = cost;
        bill_.room()[k] = room;
        cramped_ = cramped_ || room != cost;
        return cost;
    }
    /// Returns: the most that can come off the chosen units of a line, which cost so much.
    [[nodiscard]] std::int64_t room_of(std::size_t i, std::size_t k, std::int64_t cost) const noexcept {
        if (offer_.whole_lines_) return std::clamp<std::int64_t>(bill_.left()[i] - bill_.lowest(i), 0, cost);
        std::int64_t const left = left_of(k);
        std::int64_t const kept = bill_.about.empty() ? 0 : part_of(bill_.lowest(i), k, rounding::up);
        return std::max<std::int64_t>(0, left - kept);
    }
    /// Returns: the part of an amount of the whole line that belongs to the units chosen.
    [[nodiscard]] std::int64_t part_of(std::int64_t whole, std::size_t k, rounding mode) const noexcept {
        std::int64_t const units = bill_.units()[k], all = bill_.quantity(bill_.line_at(k));
        if (units == all || whole == 0) return whole;
        return *scale(whole, units, all, mode);  // a part of what fits
    }
    /// Effects: writes what comes off each line. Returns: `ok` or `overflow`.
    errc write_off(terms const& by, std::int64_t base, std::int64_t sets) noexcept {
        bool const of_sum = offer_.gives_ == offer_gives::share ? offer_.rounded_ == offer_rounded::sum
                                                                : offer_.per_ == offer_per::order;
        switch (offer_.gives_) {
            case offer_gives::share:
                if (of_sum) return spread(*scale(base, by.share, offer_.mode_), base);
                return each_line([&](std::size_t i) { return share_of(i, by.share); });
            case offer_gives::amount:
                if (of_sum) return spread(by.amount, base);
                return each_line([&](std::size_t i) {
                    bool const one = offer_.per_ == offer_per::line;
                    return checked_multiply(by.amount, one ? bill_.units()[i] > 0 : bill_.units()[i]);
                });
            case offer_gives::unit_price:
                return each_line([&](std::size_t i) -> result<std::int64_t> {
                    auto const cost = checked_multiply(by.amount, bill_.units()[i]);
                    return cost ? checked_subtract(left_of(i), *cost) : cost;
                });
            case offer_gives::total_price: {
                auto const cost = checked_multiply(by.amount, sets);
                if (!cost) return cost.error();
                std::int64_t left = 0;
                for (std::size_t k = 0; k < bill_.chosen(); ++k) left += left_of(k);
                return spread(std::max<std::int64_t>(0, left - *cost), base);
            }
            case offer_gives::nothing: break;
        }
        return errc::ok;
    }
    /// Returns: what the chosen units of a line still cost.
    [[nodiscard]] std::int64_t left_of(std::size_t k) const noexcept {
        return part_of(bill_.left()[bill_.line_at(k)], k, rounding::half_up);
    }
    [[nodiscard]] result<std::int64_t> share_of(std::size_t i, ratio share) const noexcept {
        std::int64_t const units = bill_.units()[i];
        if (offer_.rounded_ == offer_rounded::line || units <= 1)
            return scale(bill_.base()[i], share, offer_.mode_);
        auto const parts = checked_multiply(share.den, units);
        if (!parts) return parts;
        auto const of_one = scale(bill_.base()[i], share.num, *parts, offer_.mode_);
        return of_one ? checked_multiply(*of_one, units) : of_one;
    }
    template <class Off>
    errc each_line(Off off) noexcept {
        for (std::size_t k = 0; k < bill_.chosen(); ++k) {
            auto const wanted = off(k);
            if (!wanted) return wanted.error();
            bill_.off()[k] = std::clamp<std::int64_t>(*wanted, 0, bill_.room()[k]);
        }
        return errc::ok;
    }
    /// Effects: splits an amount over the lines by what their units cost, `base` together, each within its
    ///   room.
    /// Why two ways: a share that is rounded down, of an amount that all lines have room for, leaves room for
    /// the unit that is left over.
    errc spread(std::int64_t amount, std::int64_t base) noexcept {
        if (bill_.chosen() == 1) {
            bill_.off()[0] = std::min(amount, bill_.room()[0]);
            return errc::ok;
        }
        split how = offer_.split_;
        how.zeros = zero_weights::nothing;
        if (!cramped_ && base > 0 && amount >= 0 && how.share == rounding::down) {
            std::span<std::int64_t const> const costs = bill_.base();
            auto const weight = [costs](std::size_t k) { return costs[k]; };
            static_cast<void>(detail::allocate_by(std::min(amount, base), weight, base, bill_.off(), how));
            return errc::ok;
        }
        auto const unplaced = allocate_within(amount, bill_.base(), bill_.room(), bill_.off(),
                                              bill_.scratch(), cut_off::respread, how);
        return unplaced ? errc::ok : unplaced.error();
    }
    /// Effects: lowers what comes off each line in proportion, until it is no more than is allowed.
    errc cut_to_most(offer_outcome& made) noexcept {
        std::copy(bill_.off().begin(), bill_.off().end(), bill_.room().begin());
        std::span<std::int64_t const> const before = bill_.room();
        split how = offer_.split_;
        how.zeros = zero_weights::nothing;
        bool const leaves_some =
            how.left_over == left_over_to::separate || how.left_over == left_over_to::block;
        if (leaves_some) how.share = rounding::down;
        auto const unplaced =
            allocate_within(offer_.most_minor_, before, before, bill_.off(), bill_.scratch(),
                            leaves_some ? cut_off::drop : cut_off::respread, how);
        if (!unplaced) return unplaced.error();
        made.off_minor = offer_.most_minor_ - *unplaced;
        return errc::ok;
    }

    offer const& offer_;
    standing const& who_;
    cart const& wanted_;
    bill& bill_;
    bool marked_;
    bool cramped_ = false;  ///< some line has less room than its units cost
};

}  // namespace tessera::detail
