// SPDX-License-Identifier: BSL-1.0
#pragma once

#include <cstddef>
#include <cstdint>
#include <string_view>

#include <tessera/facts/fact.hpp>
#include <tessera/ledger/member_out.hpp>
#include <tessera/policy/factor.hpp>

/// Floor 4. How many points an accrual gives for an order: for what, at which rate, rounded where; and for
/// which orders at all.

namespace tessera {

/// How much of an award is due back when a part of the order comes back by its receipt.
enum class take_back : std::uint8_t {
    proportional,  ///< the part of it that the goods earned, by cumulative proportional floor
    recomputed,    ///< what it was, less what the goods that are kept would have earned by its own terms
};

namespace detail {

/// The figures of an accrual as its author says them.
struct earning_figures {
    ratio rate{};
    basis of = paid_price;
    decimal whole{};
    earned_per per = earned_per::amount;
    rounding_scope scope = rounding_scope::order;
    rounding mode = rounding::down;
    rounding taking_back = rounding::down;
    combining how = combining::product;
    take_back returned = take_back::proportional;
    std::uint8_t decimals = 0;
};

/// For which orders a rule speaks.
struct condition {
    schedule when{};
    tag_set channel = 0;
    decimal least_amount{};
    order_minimum least{};
    audience whom{};

    constexpr void bind(binder& b) noexcept {
        whom.bind(b);
        if (errc const wrong = when.check(); wrong != errc::ok) b.fail(wrong);
        b.require(least.items >= 0, errc::negative_rate);
        least.minor = b.minor(least_amount);
    }
    [[nodiscard]] constexpr bool always() const noexcept {
        return when.always() && channel == 0 && least.items == 0 && !least.by_amount && whom.everybody();
    }

    /// Returns: whether the rule speaks of the fact. Goods that come back reach no minimum and need none;
    ///   they bear no tags of an order. Effects: says so of an order that a segment alone keeps from earning.
    ///   Fails the decision with: `overflow`.
    [[nodiscard]] bool met(fact_view const& fact, line_filter const& counted, std::int64_t stored_minor,
                           rule_id rule, member_out& out) const {
        if (!when.holds(fact.head.day, fact.head.joined)) return false;
        bool const back = fact.kind == fact_kind::item_return;
        if (!back && !order_met(fact, counted, stored_minor, out)) return false;
        if (whom.takes(fact.who)) return true;
        if (!back) out.explain(whom.why_not(rule, fact.who));
        return false;
    }

private:
    [[nodiscard]] bool order_met(fact_view const& fact, line_filter const& counted, std::int64_t stored_minor,
                                 member_out& out) const {
        if ((fact.tags & channel) != channel) return false;
        if (least.items > 0 && items(fact, counted) < least.items) return false;
        if (!least.by_amount) return true;
        auto const reached = basis_amount(least.of, fact.priced, stored_minor, fact.scratch);
        if (!reached) return out.fail(reached.error()), false;
        return *reached >= least.minor;
    }
    [[nodiscard]] static std::int64_t items(fact_view const& fact, line_filter const& counted) noexcept {
        std::int64_t total = 0;
        for (line const& l : fact.priced.lines)
            if (counted.takes(l)) total += l.quantity;
        return total;
    }
};

/// The arithmetic of an accrual, once it is bound.
template <std::size_t Tiers, std::size_t Extras>
class earning {
public:
    constexpr explicit earning(earning_figures const& figures) noexcept : say(figures) {}

    earning_figures say;
    factors<Tiers, Extras> by;

    constexpr void bind(binder& b, std::string_view rule) noexcept {
        b.require(say.decimals <= 4, errc::not_representable);
        b.require(say.rate >= ratio(0), errc::negative_rate);
        plain_ = say.of.plain();
        whole_minor_ = b.minor(say.whole);
        b.require(say.per != earned_per::whole_amount || whole_minor_ > 0, errc::not_above_zero);
        by.bind(b, say.how, rate_of_unit(b));
        b.require(!recomputed() || !carries(), errc::carry_is_exact);
        b.require(!recomputed() || !as_one() || !by.by_line(), errc::one_rate_needed);
        at_one_rate_ = say.per == earned_per::amount && say.scope != rounding_scope::line && !by.by_line();
        if (say.scope != rounding_scope::carry) return;
        bool const rounds = say.mode != rounding::down || say.taking_back != rounding::down;
        b.require(!rounds && say.per != earned_per::whole_amount, errc::carry_rounds_down);
        b.require(by.denominator() <= 1'000'000'000, errc::carry_denominator);
        remainder_ = b.remainder(rule, by.denominator());
    }

    [[nodiscard]] constexpr bool carries() const noexcept { return say.scope == rounding_scope::carry; }
    [[nodiscard]] constexpr slot_id remainder() const noexcept { return carries() ? remainder_.id : no_slot; }
    [[nodiscard]] constexpr bool recomputed() const noexcept { return say.returned == take_back::recomputed; }
    /// Returns: the basis of the fact, of which stored value paid so much. Fails with: `overflow`.
    [[nodiscard]] TESSERA_INLINE result<std::int64_t> basis_of(fact_view const& fact,
                                                               std::int64_t stored_minor) const {
        bool const no_stored = say.of.stored_value || stored_minor == 0;
        if (plain_ && no_stored && say.of.takes_every(fact.priced.totals.tags))
            return detail::at_stage(fact.priced.totals, say.of.stage);
        return basis_amount(say.of, fact.priced, stored_minor, fact.scratch);
    }
    /// Returns: what a unit of an order earns at the tier in force, in parts of a point.
    [[nodiscard]] TESSERA_INLINE std::int64_t parts(fact_view const& fact) const noexcept {
        return by.parts(by.place_of(fact));
    }
    /// Returns: by which terms the order earns.
    [[nodiscard]] award_terms terms(fact_view const& fact) const noexcept {
        award_terms t;
        t.rate = parts(fact);
        t.denominator = by.denominator();
        if (say.per == earned_per::whole_amount) t.whole_minor = whole_minor_;
        t.per = say.per;
        t.scope = say.scope;
        t.mode = say.mode;
        return t;
    }

    /// Effects: with *carry*, makes `moved` what the fact moves the member's remainder by, for whoever keeps
    ///   it (`keep_remainder`).
    /// Returns: the points for the fact, whose basis is `amount`; without a sign where goods come back.
    /// Fails with: `overflow`.
    [[nodiscard]] TESSERA_INLINE result<std::int64_t> points(std::int64_t amount, std::int64_t stored_minor,
                                                             fact_view const& fact, draft const& d,
                                                             std::int64_t& moved) const {
        bool const back = fact.kind == fact_kind::item_return;
        rounding const mode = back ? say.taking_back : say.mode;
        std::int64_t const kept = carries() ? d.sum(remainder_) : 0;
        if (!at_one_rate_) return by_units(amount, stored_minor, mode, fact, kept, moved);
        if (carries()) return carried(int128(amount) * parts(fact), back, kept, moved);
        return points_at_one_rate(amount, mode, fact);
    }
    /// Returns: whether all money of an order earns at one rate, rounded once or carried.
    [[nodiscard]] constexpr bool at_one_rate() const noexcept { return at_one_rate_; }
    /// Returns: the points for a basis. Fails with: `overflow`. Preconditions: `at_one_rate()`, and no carry.
    [[nodiscard]] TESSERA_INLINE result<std::int64_t> points_at_one_rate(std::int64_t amount, rounding mode,
                                                                         fact_view const& fact) const {
        return scale(amount, parts(fact), by.denominator(), mode);
    }
    /// Effects: moves the member's remainder, where there is one.
    TESSERA_INLINE void keep_remainder(std::int64_t moved, rule_id rule, member_out& out) const {
        if (carries()) out.tally(rule, remainder_, moved);
    }

private:
    /// Returns: raw points for one minor unit, or for one of what else is counted.
    [[nodiscard]] constexpr ratio rate_of_unit(binder& b) const noexcept {
        std::int64_t const units = say.per == earned_per::amount ? power_of_ten(b.money().digits) : 1;
        auto const raw = ratio::make(power_of_ten(say.decimals <= 4 ? say.decimals : 0), units);
        auto const rate = raw ? multiply(say.rate, *raw) : raw;
        if (rate) return *rate;
        b.fail(rate.error());
        return ratio(0);
    }

    /// Returns: the points where lines count one by one, or something else than money does.
    [[nodiscard]] result<std::int64_t> by_units(std::int64_t amount, std::int64_t stored_minor, rounding mode,
                                                fact_view const& fact, std::int64_t kept,
                                                std::int64_t& moved) const {
        auto const& lines = fact.priced.lines;
        auto& units = fact.scratch;
        errc const failed = fill_units(amount, stored_minor, fact.priced, units);
        if (failed != errc::ok) return failed;
        std::size_t const whole = by.place_of(fact);
        int128 exact = 0, rounded = 0;
        for (std::size_t i = 0; i < units.size(); ++i) {
            std::size_t const place =
                as_one() ? whole : by.place_for(whole, i < lines.size() ? &lines[i] : nullptr);
            int128 const parts = int128(units[i]) * by.parts(place);
            int128 const points = divide(parts, int128(by.denominator()), mode);
            int128 const weight = recomputed()                        ? by.parts(place)
                                  : say.scope == rounding_scope::line ? points
                                                                      : parts;
            if (fact.paper && !as_one() && !weigh(weight, fact.paper->weights)) return errc::overflow;
            exact += parts;
            rounded += points;
        }
        if (say.scope == rounding_scope::carry)
            return carried(exact, fact.kind == fact_kind::item_return, kept, moved);
        if (say.scope == rounding_scope::order) rounded = divide(exact, int128(by.denominator()), mode);
        if (!fits_int64(rounded)) return errc::overflow;
        return static_cast<std::int64_t>(rounded);
    }

    /// Effects: notes what a line weighs for a return: rounded by line, what the line earned; recomputed, the
    /// rate at which it did.
    /// Returns: whether it fits.
    [[nodiscard]] static bool weigh(int128 parts, row<std::int64_t>& weights) {
        if (!fits_int64(parts)) return false;
        weights.push_back(static_cast<std::int64_t>(parts));
        return true;
    }

    /// Returns: whether an order counts as one, and not line by line.
    [[nodiscard]] constexpr bool as_one() const noexcept { return counts_as_one(say.per, say.scope); }

    /// Effects: fills `units` with what the rate is for, line by line, or in one for the order.
    [[nodiscard]] errc fill_units(std::int64_t amount, std::int64_t stored_minor, priced_order const& priced,
                                  std::vector<std::int64_t>& units) const {
        bool const money = say.per == earned_per::amount || say.per == earned_per::whole_amount;
        if (as_one()) {
            units.assign(1, money ? amount / whole_minor_ : takes_any(priced.lines));
        } else if (money) {
            auto const filled = basis_lines(say.of, priced, stored_minor, units);
            if (!filled) return filled.error();
            if (say.per == earned_per::whole_amount)
                for (std::int64_t& unit : units) unit /= whole_minor_;
        } else {
            units.clear();
            for (line const& l : priced.lines)
                units.push_back(!say.of.lines.takes(l)        ? 0
                                : say.per == earned_per::item ? std::int64_t{l.quantity}
                                                              : 1);
        }
        return errc::ok;
    }
    [[nodiscard]] bool takes_any(std::span<line const> lines) const noexcept {
        return std::any_of(lines.begin(), lines.end(), [&](line const& l) { return say.of.lines.takes(l); });
    }

    /// Returns: the whole points that `exact`, in parts of a point, moves the member's exact total by: up, or
    ///   down where goods come back; `kept` is the remainder so far.
    [[nodiscard]] result<std::int64_t> carried(int128 exact, bool back, std::int64_t kept,
                                               std::int64_t& moved) const {
        int128 const total = (back ? -exact : exact) + kept;
        int128 const whole = divide(total, int128(by.denominator()), rounding::floor);
        if (!fits_int64(whole)) return errc::overflow;
        moved = static_cast<std::int64_t>(total - whole * by.denominator()) - kept;
        std::int64_t const points = static_cast<std::int64_t>(whole);
        return back ? -points : points;
    }

    std::int64_t whole_minor_ = 0;
    bool plain_ = false;       // the basis is plain
    bool at_one_rate_ = true;  // one rate for all money of an order, rounded once or carried
    slot_place remainder_{};
};

}  // namespace detail
}  // namespace tessera
