// SPDX-License-Identifier: BSL-1.0
#pragma once

#include <algorithm>
#include <cstdint>
#include <string_view>
#include <vector>

#include <tessera/core/list_of.hpp>
#include <tessera/ledger/audience.hpp>
#include <tessera/policy/concepts.hpp>
#include <tessera/policy/ladder_curve.hpp>
#include <tessera/policy/ladder_forgiven.hpp>
#include <tessera/policy/ladder_periods.hpp>
#include <tessera/policy/ladder_steps.hpp>
#include <tessera/policy/shortfall.hpp>

/// Floor 4. The cumulative ladder: steps on a measure that pay credit or points when they are reached.

namespace tessera {

/// A step that pays an amount.
struct step {
    decimal at{};
    decimal award{};
};
/// A step from which a rate holds.
struct rate_step {
    decimal from{};
    ratio rate{};
};

/// What a return that takes the measure below a step does.
enum class on_return : std::uint8_t {
    follow,         ///< the award goes back with it, what the member spent of it too
    keep,           ///< the award stays; a step pays once
    revoke_unused,  ///< what is unspent of the step's own award goes back
    freeze,         ///< what is unspent of it is kept back until the step is reached again
};

/// Awards go to a pool of credit in minor units, or of points, and never expire. What the ladder has paid in
/// all is a slot of its own, an amount and not a number of steps, so that a changed ladder never misreads it.
/// Reaching a step again pays its award less what is live of it. It has N steps.
template <std::size_t N>
class ladder {
public:
    static constexpr phase at = phase::ladder;
    static constexpr bool usually_one = true;

    template <class... Steps>
        requires(std::same_as<Steps, step> && ...)
    constexpr ladder(std::string_view name, measure by, Steps... steps) noexcept
        : name_(name), pool_name_(name), by_{by}, at_{steps.at...}, award_{steps.award...} {}

    template <class... Steps>
        requires(sizeof...(Steps) > 0 && (std::same_as<Steps, rate_step> && ...))
    constexpr ladder(std::string_view name, measure by, Steps... steps) noexcept
        : name_(name), pool_name_(name), by_{by}, at_{steps.from...}, rate_{steps.rate...} {
        curve_.form = ladder_form::whole;
        by_rates_ = true;
    }

    ladder(std::string_view name, measure by, std::vector<step> const& steps)
        requires(N == any_number)
        : name_(name), pool_name_(name), by_{by} {
        for (step const& s : steps) add(s.at, s.award, ratio{});
    }
    ladder(std::string_view name, measure by, std::vector<rate_step> const& steps)
        requires(N == any_number)
        : name_(name), pool_name_(name), by_{by}, by_rates_(true) {
        for (rate_step const& s : steps) add(s.from, decimal{}, s.rate);
        curve_.form = ladder_form::whole;
    }

    /// Returns: the ladder read otherwise: `totals`, or `brackets` for rates.
    [[nodiscard]] constexpr ladder as(ladder_form form) const noexcept {
        ladder l = *this;
        l.curve_.form = form;
        return l;
    }
    /// Returns: the ladder with an award for every further stretch after the last step.
    [[nodiscard]] constexpr ladder then_every(decimal further, decimal award) const noexcept {
        ladder l = *this;
        l.curve_.end = ladder_end::every_further;
        l.every_ = further;
        l.every_award_ = award;
        return l;
    }
    /// Returns: the ladder that starts again after its last step: `new_lap` or `times_ten`.
    [[nodiscard]] constexpr ladder then(ladder_end end) const noexcept {
        ladder l = *this;
        l.curve_.end = end;
        return l;
    }
    /// `short_of` says who bears what a *follow* takes back and the member has spent.
    [[nodiscard]] constexpr ladder when_returned(on_return how,
                                                 shortfall short_of = shortfall::owe) const noexcept {
        ladder l = *this;
        l.on_return_ = how;
        l.bearing_.how = short_of;
        return l;
    }
    /// Returns: the ladder in points under which one missing of a *follow* withholds that much of the refund.
    [[nodiscard]] constexpr ladder withholding(decimal money, decimal points = 1) const noexcept {
        ladder l = when_returned(on_return::follow, shortfall::withhold);
        l.worth_money_ = money;
        l.worth_points_ = points;
        return l;
    }
    /// Returns: the ladder whose periods, once over, are closed to later returns or not. Those that stay open
    ///   need a measure that returns lower at their order.
    [[nodiscard]] constexpr ladder at_period_end(period_results how) const noexcept {
        ladder l = *this;
        l.results_ = how;
        return l;
    }
    /// Returns: the ladder whose awards are usable from so many days after they are made.
    [[nodiscard]] constexpr ladder usable_after(std::int32_t days) const noexcept {
        ladder l = *this;
        l.wait_days_ = days;
        return l;
    }
    /// Returns: the ladder paying into another pool than the one of its own name.
    [[nodiscard]] constexpr ladder into(std::string_view pool) const noexcept {
        ladder l = *this;
        l.pool_name_ = pool;
        return l;
    }
    /// Returns: the ladder paying points of so many decimals, 0 to 4; a rate is points for a unit of
    /// currency. Example: `ladder("stamps", item_count(), step{10, 1}).in_points("free coffee")`.
    [[nodiscard]] constexpr ladder in_points(std::string_view pool, unsigned decimals = 0) const noexcept {
        ladder l = into(pool);
        l.in_points_ = true;
        l.decimals_ = static_cast<std::uint8_t>(decimals);
        return l;
    }

    /// Returns: the ladder that pays members of that segment; what others reach waits until they are in it.
    [[nodiscard]] constexpr ladder in_segment(std::string_view name) const noexcept {
        ladder l = *this;
        l.whom_.within = name;
        return l;
    }
    /// Returns: the ladder that pays all but the members of that segment, in the same way.
    [[nodiscard]] constexpr ladder not_in_segment(std::string_view name) const noexcept {
        ladder l = *this;
        l.whom_.beyond = name;
        return l;
    }

    [[nodiscard]] constexpr rule_id id() const noexcept { return rule_; }
    [[nodiscard]] constexpr slot_id pool() const noexcept { return pool_.id; }
    /// Returns: the measure that its steps are on.
    [[nodiscard]] constexpr measure const& by() const noexcept { return by_.what; }
    /// Returns: the slot of what the ladder has paid, less what it took back.
    [[nodiscard]] constexpr slot_id awarded() const noexcept { return awarded_.id; }
    [[nodiscard]] constexpr auto const& curve() const noexcept { return curve_; }
    [[nodiscard]] constexpr on_return returned() const noexcept { return on_return_; }
    [[nodiscard]] constexpr audience const& whom() const noexcept { return whom_; }
    [[nodiscard]] constexpr period_results at_period_end() const noexcept { return results_; }

    constexpr void bind(binder& b) noexcept {
        rule_ = b.rule(name_);
        whom_.bind(b);
        by_ = b.shared(by_.what);
        awarded_ = b.sum("awarded/", name_);
        keeps_forgiven_ = forgives() || b.knows_sum("forgiven/", name_);
        if (keeps_forgiven_) forgiven_ = {rule_, b.sum("forgiven/", name_)};
        settles_aside_ = stepwise() || keeps_forgiven_;
        pool_ = in_points_ ? b.pool(pool_name_, !in_lots(), decimals_) : b.credit(pool_name_, !in_lots());
        bool const falls_with_time =
            by_.what.over.rolling() || by_.what.kind == measure_kind::points_available;
        b.require(!falls_with_time, errc::ladder_over_rolling_window);
        bool const by_steps = curve_.form == ladder_form::increments || curve_.form == ladder_form::totals;
        b.require(wait_days_ >= 0, errc::lifetime_needed);
        b.require(by_steps || !stepwise(), errc::rates_have_no_steps);
        b.require(by_steps != by_rates_ && (by_steps || by_.what.is_money()), errc::steps_and_rates);
        detail::make_length(curve_.steps, at_.size());
        for (std::size_t i = 0; i < at_.size(); ++i)
            curve_.steps[i] = {b.threshold(by_, at_[i]), units(award_[i], b), units_of(rate_[i], b)};
        curve_.every = b.threshold(by_, every_);
        curve_.every_award = units(every_award_, b);
        if (in_points_) bind_points(b);
        if (past()) past_.bind(b, rule_, name_, by_.what);
        if (errc const wrong = curve_.check(); wrong != errc::ok) b.fail(wrong);
    }

    /// Effects: pays the difference between what the ladder owes at the measure and what it has paid, or,
    ///   with *follow*, takes it back. Held to a segment it pays nothing to others, nor for a return.
    TESSERA_INLINE void propose(fact_view const& fact, draft const& d, member_out& out) const noexcept {
        if (fact.kind == fact_kind::day_passes) return;
        if (fact.kind == fact_kind::order_counts && !fact.started_in(by_.slot())) return;
        settle(by_.value(d), fact, d, out);
        if (past())
            out.aside([this, &fact](draft const& seen, member_out& write) { look_back(fact, seen, write); });
    }

    /// Effects: pays what the measure comes to once the order of the fact counts, as if it did already.
    TESSERA_COLD void settle_with_order(fact_view const& fact, draft const& d,
                                        member_out& out) const noexcept {
        auto const adds = by_.counts(fact.priced, 0, fact.scratch);
        auto const value = adds ? by_.with(by_.value(d), *adds) : adds;
        if (!value) return out.fail(value.error());
        settle(*value, fact, d, out);
    }

private:
    friend struct detail::teller;
    void add(decimal from, decimal award, ratio rate)
        requires(N == any_number)
    {
        at_.push_back(from);
        award_.push_back(award);
        rate_.push_back(rate);
    }

    /// Effects: answers the measure of the running period.
    TESSERA_INLINE void settle(std::int64_t value, fact_view const& fact, draft const& d,
                               member_out& out) const noexcept {
        if (whom_.asks()) return settle_held(value, fact, out);
        if (settles_aside_)
            return out.aside([this, value, ends = end_of(fact, out)](draft const& seen, member_out& write) {
                static_cast<void>(settle_aside(value, ends, true, seen, write));
            });
        auto const owed = curve_.total(value);
        if (!owed) return out.fail(owed.error());
        std::int64_t const difference = *owed - d.sum(awarded_);
        if (difference == 0 || (difference < 0 && on_return_ == on_return::keep)) return;
        std::int64_t forgiven = 0;
        if (difference < 0)
            out.aside([this, due = -difference, &forgiven](draft const& seen, member_out& write) {
                forgiven = take_back(due, seen, write);
            });
        out.tally(rule_, awarded_, difference + forgiven, end_of(fact, out));
        if (difference > 0) {
            out.award(rule_, pool_, difference, lot_of(d));
            out.explain({difference, value, rule_, reason_code::ladder_paid, 0});
        } else {
            out.explain({-difference, value, rule_, reason_code::ladder_taken_back, 0});
        }
    }

    /// Returns: whether every step's award is told from the others, to know what of it is unspent.
    [[nodiscard]] constexpr bool stepwise() const noexcept {
        return on_return_ == on_return::revoke_unused || on_return_ == on_return::freeze;
    }
    [[nodiscard]] constexpr bool in_lots() const noexcept { return stepwise() || wait_days_ > 0; }

    constexpr void bind_points(binder& b) noexcept {
        b.require(decimals_ <= binder::decimals_max, errc::not_representable);
        if (bearing_.how != shortfall::withhold) return;
        bearing_.minor = b.minor(worth_money_);
        bearing_.points = units(worth_points_, b);
        b.require(bearing_.minor > 0 && bearing_.points > 0, errc::not_above_zero);
    }
    /// Returns: an award in the unit of the pool.
    [[nodiscard]] constexpr std::int64_t units(decimal award, binder& b) const noexcept {
        return in_points_ ? b.raw_points(award, decimals_) : b.minor(award);
    }
    /// Returns: a rate as units of the pool for a minor unit. Fails the program with: `overflow`.
    [[nodiscard]] constexpr ratio units_of(ratio rate, binder& b) const noexcept {
        if (!in_points_) return rate;
        auto const unit = ratio::make(power_of_ten(decimals_), power_of_ten(b.money().digits));
        auto const made = unit ? multiply(rate, *unit) : unit;
        return made ? *made : (b.fail(made.error()), ratio{});
    }

    /// Returns: the end of the window of the measure that the fact falls into.
    [[nodiscard]] TESSERA_INLINE date end_of(fact_view const& fact, member_out& out) const noexcept {
        posting const* const order = fact.started_in(by_.slot());
        return order ? order->expires : by_.window_end(fact, fact.head.day, out);
    }
    [[nodiscard]] lot_key lot_of(draft const& d) const noexcept {
        return {date::never(), wait_days_ == 0 ? date::min() : d.day() + wait_days_};
    }

    [[nodiscard]] constexpr bool forgives() const noexcept {
        return on_return_ == on_return::follow && bearing_.how == shortfall::forgive;
    }
    /// Effects: answers the measure where some of what was due back may have been forgiven.
    /// Returns: whether something is missing that is not paid.
    bool settle_forgiving(std::int64_t value, date ends, bool pays, draft const& d, member_out& out) const {
        std::int64_t const asked = asked_for(d);
        auto const owed = curve_.total(value);
        if (!owed) return out.fail(owed.error()), false;
        if (*owed < asked) return fall(value, asked - *owed, *owed, ends, d, out), false;
        std::int64_t const missing = *owed - asked - forgiven_.reach(*owed, d, out);
        if (missing <= 0 || !pays) return missing > 0;
        out.tally(rule_, awarded_, missing, ends);
        out.award(rule_, pool_, missing, lot_of(d));
        out.explain({missing, value, rule_, reason_code::ladder_paid, 0});
        return false;
    }
    void fall(std::int64_t value, std::int64_t due, std::int64_t owed, date ends, draft const& d,
              member_out& out) const {
        if (on_return_ == on_return::keep) return;
        std::int64_t const lost = take_back(due, d, out);
        out.tally(rule_, awarded_, lost - due, ends);
        forgiven_.add(owed, lost, ends, out);
        out.explain({due, value, rule_, reason_code::ladder_taken_back, 0});
    }

    /// Returns: what the program forgives of it. That stays live.
    [[nodiscard]] TESSERA_COLD std::int64_t take_back(std::int64_t due, draft const& d,
                                                      member_out& out) const {
        if (!pool_.lasting) due = out.take_pending(posting_kind::claw, rule_, pool_, due);
        due = out.take_usable(posting_kind::claw, rule_, pool_, due);
        return due > 0 ? bearing_.bear(rule_, pool_, due, d, out) : 0;
    }

    [[nodiscard]] detail::step_awards steps_until(date ends) const noexcept {
        return {rule_, pool_, awarded_, ends, on_return_ == on_return::freeze, past()};
    }
    TESSERA_COLD bool settle_aside(std::int64_t value, date ends, bool pays, draft const& d,
                                   member_out& out) const {
        if (!stepwise()) return settle_forgiving(value, ends, pays, d, out);
        return steps_until(ends).settle(curve_, value, lot_of(d), pays, d, out);
    }
    /// Effects: answers the measure; only orders and actions of whom the segment takes pay what is missing.
    TESSERA_INLINE void settle_held(std::int64_t value, fact_view const& fact, member_out& out) const {
        out.aside([this, value, &fact](draft const& seen, member_out& write) {
            bool const back = fact.kind == fact_kind::item_return || fact.kind == fact_kind::receipt_return;
            bool const pays = !back && whom_.takes(fact.who);
            bool const waits = settle_aside(value, end_of(fact, write), pays, seen, write);
            if (waits && !back) write.explain(whom_.why_not(rule_, fact.who));
        });
    }

    /// Returns: what the ladder has paid, less what it took back or forgave.
    [[nodiscard]] std::int64_t asked_for(draft const& d) const noexcept {
        if (!keeps_forgiven_) return d.sum(awarded_);
        return std::max<std::int64_t>(0, d.sum(awarded_) - d.sum(forgiven_.stretches));
    }

    // --- periods that stay open ----------------------------------------------------------------------------

    /// Returns: what it remembers of periods, where they stay open once they are over; null elsewhere.
    [[nodiscard]] constexpr detail::past_periods const* past() const noexcept {
        return results_ == period_results::stay_open ? &past_ : nullptr;
    }
    /// Effects: remembers what the running period has come to; answers a return to one that is over.
    TESSERA_COLD void look_back(fact_view const& fact, draft const& d, member_out& out) const {
        date const ends = end_of(fact, out);
        detail::step_awards const steps = steps_until(ends);
        past_.set_figure(by_.value(d), ends, d, out);
        stepwise() ? steps.remember(d, out) : past_.set_paid(asked_for(d), ends, d, out);
        if (fact.kind == fact_kind::receipt_return) lower_ended(fact, d, out);
        if (stepwise()) steps.leave_ended(d, out);
    }
    void lower_ended(fact_view const& fact, draft const& d, member_out& out) const {
        date const over = by_.window_end(fact, fact.was->day, out);
        if (over > d.day()) return;
        auto const lowered = by_.lowered(fact);
        auto const after = lowered ? checked_subtract(past_.figure_of(over, d), *lowered) : lowered;
        if (!after) return out.fail(after.error());
        past_.set_figure(*after, over, d, out);
        if (!stepwise()) take_back_for(over, *after, d, out);
    }
    void take_back_for(date over, std::int64_t value, draft const& d, member_out& out) const {
        auto const owed = curve_.total(value);
        if (!owed) return out.fail(owed.error());
        std::int64_t const due = past_.paid_for(over, d) - *owed;
        if (due <= 0 || on_return_ == on_return::keep) return;
        static_cast<void>(take_back(due, d, out));  // what is forgiven is for good: no step is reached again
        past_.set_paid(*owed, over, d, out);
        out.explain({due, value, rule_, reason_code::ladder_taken_back, 0});
    }

    std::string_view name_;
    std::string_view pool_name_;
    bound_measure by_;
    list_of<decimal, N> at_{};
    list_of<decimal, N> award_{};
    list_of<ratio, N> rate_{};
    decimal every_{};
    decimal every_award_{};
    ladder_curve<list_of<curve_step, N>> curve_{};
    on_return on_return_ = on_return::follow;
    detail::bearing bearing_{};
    decimal worth_money_{};
    decimal worth_points_ = 1;
    std::int32_t wait_days_ = 0;
    bool by_rates_ = false;
    bool in_points_ = false;
    bool keeps_forgiven_ = false;
    bool settles_aside_ = false;
    audience whom_{};
    std::uint8_t decimals_ = 0;
    period_results results_ = period_results::close;
    detail::past_periods past_{};
    slot_place awarded_{};
    detail::forgiven_awards forgiven_{};
    slot_place pool_{};
    rule_id rule_{};
};

template <class... Steps>
ladder(std::string_view, measure, Steps...) -> ladder<sizeof...(Steps)>;

}  // namespace tessera
