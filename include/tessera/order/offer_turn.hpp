// SPDX-License-Identifier: BSL-1.0
#pragma once

#include <algorithm>
#include <cstddef>
#include <cstdint>

#include <tessera/money/allocate_within.hpp>
#include <tessera/order/offer_units.hpp>

/// Floor 4. Part of tessera::detail. An offer's turn in an order: whether it applies, and what it takes off
/// each line. Nothing of the order is changed here but the bill's room to compute in.

namespace tessera::detail {

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
        if (!reaches(offer_.least_value_, offer_.least_of_, made)) return made;
        if (!reaches(offer_.every_.each_value, offer_.every_.of, made)) return made;
        bool const of_goods = offer_.gives_ != offer_gives::nothing && !offer_.shipping_;
        bool const of_some = !(offer_.choice_ == unit_choice{}) || !offer_.bundle_.empty();
        if (of_goods || of_some) made.sets = offer_units(offer_, bill_, marked_).choose(made);
        if (made.sets == 0) return made;
        if (offer_.every_.each_value > 0) made.sets = times();
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
        if (!on_birthday())
            return in_calendar(wanted_.born) ? code(reason_code::offer_on_other_days, 0, who_.day.day)
                                             : reason{};
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

    [[nodiscard]] bool on_birthday() const noexcept {
        if (!offer_.on_birthday_) return true;
        bool const known = in_calendar(wanted_.born) && in_calendar(who_.day) && wanted_.born < who_.day;
        return known && offer_.around_.next(wanted_.born, who_.day).days.begin <= who_.day;
    }
    [[nodiscard]] bool is_meant() const noexcept {
        if (!for_tier() || !offer_.for_.takes(who_)) return false;
        if (!has_right(offer_.coupon_bit_) || !has_right(offer_.allowance_bit_)) return false;
        if ((wanted_.tags & offer_.given_) != offer_.given_) return false;
        if (offer_.on_request_ && !asked_for()) return false;
        return offer_.days_.holds(who_.day) && on_birthday();
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
    /// Effects: says what is missing to a minimum. Returns: whether it is reached; 0 is no minimum.
    [[nodiscard]] bool reaches(std::int64_t least, offer_threshold const& of,
                               offer_outcome& made) const noexcept {
        if (least <= 0) return true;
        std::int64_t const reached = measured(of);
        if (reached < least) made.missing = least - reached, made.least = least, made.in_units = of.units;
        return reached >= least;
    }
    /// Returns: how often it gives what it gives for every so much.
    [[nodiscard]] std::int64_t times() const noexcept {
        return std::min(measured(offer_.every_.of) / offer_.every_.each_value, offer_.every_.most_times);
    }
    /// Returns: what a minimum or a step looks at: minor units, or units.
    [[nodiscard]] std::int64_t measured(offer_threshold const& what) const noexcept {
        if (what == offer_threshold{}) return bill_.first_sum();
        std::int64_t sum = 0;
        for (std::size_t i = 0; i < bill_.size(); ++i) sum += figure_of(bill_, what, i, marked_);
        return sum;
    }

    // --- what comes off ------------------------------------------------------------------------------------

    struct terms {
        ratio share;
        std::int64_t amount;
    };
    /// Returns: what it gives, by the highest step reached, or so many times. An amount that fits no number
    ///   is beyond any price.
    [[nodiscard]] terms reached(std::int64_t sets) const noexcept {
        terms made{offer_.share_, offer_.amount_minor_};
        if (offer_.every_.each_value > 0) {
            auto const all = checked_multiply(made.amount, sets);
            made.amount = all ? *all : INT64_MAX;
        }
        if (offer_.steps_.empty()) return made;
        std::int64_t const by = measured(offer_.steps_by_);
        for (offer_step const& s : offer_.steps_)
            if (s.from_value <= by) made = {s.share, s.amount_minor};
        return made;
    }

    void take_shipping(offer_outcome& made) const noexcept {
        terms const by = reached(made.sets);
        std::int64_t const base = offer_.on_first_price_ ? bill_.shipping_first
                                  : marked_              ? bill_.shipping_marked()
                                                         : bill_.shipping_left;
        std::int64_t off = by.amount;
        made.uncut_minor = by.amount;
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
        terms const by = reached(made.sets);
        made.failed = write_off(by, made.base_minor, made.sets);
        for (std::int64_t const off : bill_.off()) made.off_minor += off;
        bool const of_order = offer_.gives_ == offer_gives::amount && offer_.per_ == offer_per::order;
        made.uncut_minor = of_order ? by.amount : made.off_minor;
        if (made.failed == errc::ok && offer_.capped_ && made.off_minor > offer_.most_minor_)
            made.failed = cut_to_most(made);
    }
    /// Effects: writes what the chosen units of a line cost, and how much can come off them.
    /// Returns: what they cost.
    std::int64_t weigh(std::size_t k) noexcept {
        std::size_t const i = bill_.line_at(k);
        std::int64_t const whole = offer_units(offer_, bill_, marked_).price_of(i);
        std::int64_t const cost = part_of(whole, k, rounding::half_up), room = room_of(i, k, cost);
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
                if (of_sum) {
                    auto const off =
                        offer_.brackets_ ? of_brackets(base) : scale(base, by.share, offer_.mode_);
                    return off ? spread(*off, base) : off.error();
                }
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
    /// Returns: of each part of an amount the share that its step says, rounded once. Fails with: `overflow`.
    [[nodiscard]] result<std::int64_t> of_brackets(std::int64_t base) const noexcept {
        ratio sum{}, share = offer_.share_;
        std::int64_t from = 0;
        auto const add_until = [&](std::int64_t end) {
            auto const part = multiply(share, ratio(std::min(end, base) - from));
            auto const more = part ? add(sum, *part) : part;
            if (more) sum = *more;
            return more.has_value();
        };
        for (offer_step const& s : offer_.steps_) {
            if (base <= s.from_value) break;
            if (!add_until(s.from_value)) return errc::overflow;
            from = s.from_value;
            share = s.share;
        }
        if (!add_until(base)) return errc::overflow;
        return divide(sum.num, sum.den, offer_.mode_);
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
