// SPDX-License-Identifier: BSL-1.0
#pragma once

#include <cstdint>
#include <string_view>

#include <tessera/calendar/window.hpp>
#include <tessera/facts/basis.hpp>
#include <tessera/facts/fact.hpp>
#include <tessera/facts/returned.hpp>
#include <tessera/ledger/member_out.hpp>
#include <tessera/policy/best_orders.hpp>
#include <tessera/policy/counting.hpp>
#include <tessera/policy/period_count.hpp>

/// Floor 4. Measures: numbers folded from facts over a window. Tiers and ladders look at them; two rules that
/// name the same measure share it.

namespace tessera {

enum class measure_kind : std::uint8_t {
    net_spend,         ///< orders less returns, in minor units; may be below zero and is never cut
    gross_spend,       ///< orders, in minor units
    orders,            ///< orders; one that comes back whole, with its receipt, counts no longer
    items,             ///< units bought less units returned
    best_order,        ///< the largest single order, in minor units; see `undo` for returns
    points_earned,     ///< points of a pool awarded, less those taken back; debt paid counts
    points_available,  ///< what of a pool can be used on the day; looked at after the day's expiries
    order_periods,     ///< different periods with an order; one counts until all of it is back, by receipt
};

/// What a return does to a measure that returns lower. The best order falls only `at_order`.
enum class undo : std::uint8_t {
    at_return,  ///< it counts against the day of the return
    at_order,   ///< with its receipt, against the day of the order; a period that is over stays as it was
    never,      ///< nothing
};

struct measure {
    measure_kind kind = measure_kind::net_spend;
    basis of{};
    window over{};
    std::string_view pool{};  ///< of the two that look at points
    undo back = undo::at_return;
    counting counted{};
    calendar_unit unit = calendar_unit::day;  ///< of the periods that are counted
    date anchor = calendar_anchor;            ///< one of these begins on this day
    friend constexpr bool operator==(measure const&, measure const&) noexcept = default;

    /// Returns: whether it counts money, so that thresholds are amounts of the program's currency.
    [[nodiscard]] constexpr bool is_money() const noexcept {
        return kind != measure_kind::orders && kind != measure_kind::items &&
               kind != measure_kind::order_periods && !is_points();
    }
    /// Returns: whether it counts points, so that thresholds have the decimals of their pool.
    [[nodiscard]] constexpr bool is_points() const noexcept {
        return kind == measure_kind::points_earned || kind == measure_kind::points_available;
    }
    /// Returns: whether it is a best order that falls when that order comes back.
    [[nodiscard]] constexpr bool best_falls() const noexcept {
        return kind == measure_kind::best_order && back == undo::at_order;
    }
    /// Returns: whether what can come back no more is part of it for good.
    [[nodiscard]] constexpr bool settles() const noexcept {
        return best_falls() && over.kind() == window_kind::lifetime;
    }
    /// Returns: the same measure over another window.
    [[nodiscard]] constexpr measure within(window w) const noexcept {
        measure m = *this;
        m.over = w;
        return m;
    }
    /// Returns: the same measure with other returns. Net spend that no return lowers is gross spend.
    [[nodiscard]] constexpr measure returned(undo how) const noexcept {
        measure m = *this;
        bool const gross = kind == measure_kind::net_spend && how == undo::never;
        if (gross) m.kind = measure_kind::gross_spend;
        m.back = gross ? undo::at_return : how;
        return m;
    }
    /// Returns: the same measure, in which an order counts once it has come so far, and on a latest day in
    ///   any case. One that comes back before has never counted; `returned` is about returns after that.
    /// Example: `net_spend().counted_by(progress::confirmed, days(60))`.
    [[nodiscard]] constexpr measure counted_by(progress reached, life latest) const noexcept {
        measure m = *this;
        m.counted.at = reached;
        m.counted.latest = latest;
        return m;
    }
    /// Returns: the same measure, whose latest day is so long after an order has come so far, if that is
    ///   nearer. Example: `.counted_after(progress::delivered, days(15))`.
    [[nodiscard]] constexpr measure counted_after(progress reached, life wait) const noexcept {
        measure m = *this;
        m.counted.from = reached;
        m.counted.after = wait;
        return m;
    }
};

[[nodiscard]] constexpr measure net_spend(basis of = list_price) noexcept {
    return {measure_kind::net_spend, of};
}
[[nodiscard]] constexpr measure gross_spend(basis of = list_price) noexcept {
    return {measure_kind::gross_spend, of};
}
[[nodiscard]] constexpr measure best_order(basis of = list_price) noexcept {
    return {measure_kind::best_order, of};
}
[[nodiscard]] constexpr measure order_count() noexcept { return {measure_kind::orders, {}}; }
/// Example: `order_periods(calendar_unit::month).within(window::calendar(calendar_unit::year))`: the months
/// of the year in which the member ordered.
[[nodiscard]] constexpr measure order_periods(calendar_unit unit, date anchor = calendar_anchor) noexcept {
    return {.kind = measure_kind::order_periods, .unit = unit, .anchor = anchor};
}
[[nodiscard]] constexpr measure item_count(line_filter some = {}) noexcept {
    return {measure_kind::items, basis{}.over(some)};
}

[[nodiscard]] constexpr measure points_earned(std::string_view pool) noexcept {
    return {.kind = measure_kind::points_earned, .pool = pool};
}
/// The balance itself: it has no window.
[[nodiscard]] constexpr measure points_available(std::string_view pool) noexcept {
    return {.kind = measure_kind::points_available, .pool = pool};
}

/// A measure with its slot in the chart: what a bound rule keeps.
struct bound_measure {
    measure what{};
    slot_place place{};
    rule_id rule{};
    slot_place pool{};    // of points
    bool dated = false;   // an order, or its return, counts on another day than its own
    slot_place orders{};  // of periods
    bool plain = false;   // an order counts at once and for good, with all its money at one stage

    [[nodiscard]] constexpr slot_id slot() const noexcept { return place.id; }

    /// Returns: the measure live on the draft's day.
    [[nodiscard]] TESSERA_INLINE std::int64_t value(draft const& d) const noexcept {
        bool const adds_up =
            plain || (what.kind != measure_kind::best_order && what.kind != measure_kind::points_available);
        return adds_up ? d.sum(place) : value_aside(draft(d));
    }

    /// Returns: what one order or return counts, without a sign; `stored_minor` is what stored value paid.
    [[nodiscard]] TESSERA_INLINE result<std::int64_t> counts(priced_order const& priced,
                                                             std::int64_t stored_minor,
                                                             std::vector<std::int64_t>& scratch) const {
        switch (what.kind) {
            case measure_kind::orders:
            case measure_kind::order_periods: return 1;
            case measure_kind::items: return units(priced);
            case measure_kind::points_earned:
            case measure_kind::points_available: return 0;  // no order knows what it will earn
            case measure_kind::net_spend:
            case measure_kind::gross_spend:
            case measure_kind::best_order: break;
        }
        return basis_amount(what.of, priced, stored_minor, scratch);
    }

    /// Returns: the measure's value once an order that counts `amount` has come. Fails with: `overflow`.
    [[nodiscard]] result<std::int64_t> with(std::int64_t value_now, std::int64_t amount) const noexcept {
        if (what.kind == measure_kind::best_order) return std::max(value_now, amount);
        return checked_add(value_now, amount);
    }

    /// Returns: by how much the goods of a return with its receipt lower the measure. Fails with: `overflow`.
    [[nodiscard]] result<std::int64_t> lowered(fact_view const& back) const {
        if (!lowered_by(back.kind)) return 0;
        return came_back(back.priced, *back.was, *back.paper, back.scratch);
    }

    /// Effects: writes down what the fact does to the measure.
    TESSERA_INLINE void propose(fact_view const& fact, draft const& d, member_out& out) const {
        if (plain && fact.kind == fact_kind::order && what.of.takes_every(fact.priced.totals.tags))
            return move(detail::at_stage(fact.priced.totals, what.of.stage), date::never(), d, out);
        if (what.kind == measure_kind::points_earned) return propose_earned(fact, d, out);
        if (fact.kind == fact_kind::action) return;
        bool const order = fact.kind == fact_kind::order;
        if (!order && !dated && !lowered_by(fact.kind)) return;
        auto const amount =
            fact.kind == fact_kind::receipt_return
                ? came_back(fact.priced, *fact.was, *fact.paper, fact.scratch)
                : counts(fact.priced, fact.stored_value_minor + d.tendered_minor(), fact.scratch);
        if (!amount) return out.fail(amount.error());
        if (dated) return count_aside(*amount, fact, out);
        auto const ends = end_of(fact.head, d.day());
        if (!ends) return out.fail(ends.error());
        if (what.kind != measure_kind::best_order) return move(order ? *amount : -*amount, *ends, d, out);
        lift(*amount, *ends, d, out);
    }

    /// Effects: an order has come further: what of it is postponed counts today, or its latest day is nearer.
    void follow(order_progress const& order, draft const& d, member_out& out) const {
        date const day = what.counted.day_of(order.reached, d.day());
        if (!what.counted.follows() || day == date::never()) return;
        each_postponed(order.of, d, [&](lot const& part) {
            if (part.key.opens <= day) return;
            auto const ends = end_of(order.head, day);
            if (!ends) return out.fail(ends.error());
            out.post(posting_kind::postpone, rule, place.id, -part.amount, part.key);
            out.post(posting_kind::postpone, rule, place.id, part.amount, {*ends, day, part.key.tag});
        });
    }

    /// Effects: what was postponed counts from the draft's day on.
    void start(lot const& part, draft const& d, member_out& out) const {
        if (what.kind == measure_kind::best_order) return lift(part.amount, part.key.expires, d, out);
        count(part.amount, part.key.expires, {part.key.tag}, d, out);
    }

    /// Returns: the end of the window that a day of the fact falls into; where nobody knows, never, and
    /// fails.
    [[nodiscard]] TESSERA_INLINE date window_end(fact_view const& fact, date day,
                                                 member_out& out) const noexcept {
        auto const ends = end_of(fact.head, day);
        if (!ends) out.fail(ends.error());
        return ends ? *ends : date::never();
    }

    /// Returns: what counts the periods. Preconditions: it is a measure of periods.
    [[nodiscard]] detail::period_count periods() const noexcept { return {rule, place, orders}; }

private:
    /// Returns: the value of a measure that does not add up. Why of a copy: see `member_out::aside`.
    [[nodiscard]] TESSERA_COLD std::int64_t value_aside(draft const& d) const noexcept {
        if (what.kind == measure_kind::points_available) return d.available(pool);
        return what.back == undo::at_order ? d.peak_of_parts(place) : d.peak(place);
    }

    // --- orders and returns that count on another day --------------------------------------------------

    TESSERA_INLINE void count_aside(std::int64_t amount, fact_view const& fact, member_out& out) const {
        out.aside([this, amount, &fact](draft const& seen, member_out& write) {
            count_dated(amount, fact, seen, write);
        });
    }
    TESSERA_COLD void count_dated(std::int64_t amount, fact_view const& fact, draft const& d,
                                  member_out& out) const {
        if (what.best_falls()) return count_best(amount, fact, d, out);
        bool const adds = fact.kind == fact_kind::order || fact.kind == fact_kind::action;
        bool const receipt = fact.kind == fact_kind::receipt_return;
        if (fact.kind == fact_kind::order && what.counted.follows() && amount > 0)
            return postpone(amount, fact, d, out);
        if (receipt) amount -= lower_postponed(amount, fact.was->order, d, out);
        if (amount == 0 || (!adds && (what.back == undo::never || !lowered_by(fact.kind)))) return;
        if (what.kind == measure_kind::order_periods) return count_period(fact, d, out);
        if (receipt && tells_orders()) return lower_counted(amount, fact.was->order, d, out);
        bool const by_order = receipt && what.back == undo::at_order;
        auto const ends = end_of(fact.head, by_order ? fact.was->day : d.day());
        if (!ends) return out.fail(ends.error());
        if (what.kind == measure_kind::best_order) return lift(amount, *ends, d, out);
        move(adds ? amount : -amount, *ends, d, out);
    }

    /// Effects: an order may be the best one, or goods of it have come back.
    void count_best(std::int64_t amount, fact_view const& fact, draft const& d, member_out& out) const {
        detail::best_orders const kept{rule, place};
        if (fact.kind == fact_kind::receipt_return) return kept.lower(fact.was->order, amount, d, out);
        if (fact.kind != fact_kind::order) return;
        auto const ends = what.settles() ? result<date>(d.day()) : end_of(fact.head, d.day());
        if (!ends) return out.fail(ends.error());
        kept.add(fact.head.id, amount, *ends, d, out);
    }
    /// Effects: an order counts in its period, or has come back whole.
    void count_period(fact_view const& fact, draft const& d, member_out& out) const {
        date const day = fact.kind == fact_kind::order ? d.day() : fact.was->day;
        auto const ends = end_of(fact.head, day);
        if (!ends) return out.fail(ends.error());
        period const in = period_of(day, what.unit, what.anchor);
        fact.kind == fact_kind::order ? periods().add(in, *ends, d, out)
                                      : periods().remove(in, *ends, d, out);
    }
    /// Returns: whether an order that has counted is still told from others: its return counts against the
    /// window it was in, and no receipt knows which one that was.
    [[nodiscard]] bool tells_orders() const noexcept {
        return what.counted.follows() && what.back == undo::at_order &&
               what.over.kind() != window_kind::lifetime;
    }

    void postpone(std::int64_t amount, fact_view const& fact, draft const& d, member_out& out) const {
        date const latest = what.counted.latest.end(d.day());
        auto const ends = end_of(fact.head, std::max(latest, d.day()));
        if (!ends) return out.fail(ends.error());
        lot const part{{*ends, latest, fact.head.id.value}, amount};
        if (latest <= d.day()) return start(part, d, out);
        if (*ends <= latest) return out.fail(errc::invalid_date);  // past the calendar's last day
        if (!room_for(amount, d)) return out.fail(errc::overflow);
        out.post(posting_kind::postpone, rule, place.id, amount, part.key);
    }
    /// Returns: whether the measure stays within 64 bits when all that is postponed counts.
    [[nodiscard]] bool room_for(std::int64_t amount, draft const& d) const noexcept {
        auto total = with(value(d), amount);
        for (detail::far_lot const& part : d.base().postponed_parts())
            if (part.slot == slot() && total) total = with(*total, part.held.amount);
        return total.has_value();
    }

    /// Effects: calls `visit(part)` for what is postponed of an order.
    template <class Visit>
    void each_postponed(fact_id order, draft const& d, Visit visit) const {
        for (detail::far_lot const& part : d.base().postponed_parts())
            if (part.slot == slot() && part.held.key.tag == order.value) visit(part.held);
    }
    /// Effects: takes goods that came back out of what is postponed of their order.
    /// Returns: how much it was.
    [[nodiscard]] std::int64_t lower_postponed(std::int64_t amount, fact_id order, draft const& d,
                                               member_out& out) const {
        std::int64_t left = amount;
        each_postponed(order, d, [&](lot const& part) {
            std::int64_t const taken = std::min(left, part.amount);
            if (taken > 0) out.post(posting_kind::postpone, rule, place.id, -taken, part.key);
            left -= std::max(taken, std::int64_t{0});
        });
        return amount - left;
    }
    /// Effects: takes goods that came back out of the window in which their order counted, while it runs.
    void lower_counted(std::int64_t amount, fact_id order, draft const& d, member_out& out) const {
        for (bucket const& b : d.base().buckets()) {
            if (b.slot != slot() || b.tag != order.value || b.expires <= d.day()) continue;
            std::int64_t const taken = std::min(amount, b.amount);
            if (taken > 0) count(-taken, b.expires, order, d, out);
            amount -= std::max(taken, std::int64_t{0});
        }
    }
    /// Effects: counts an amount of one order.
    void count(std::int64_t amount, date ends, fact_id order, draft const& d, member_out& out) const {
        auto const after = checked_add(d.sum(place), amount);
        if (!after) return out.fail(after.error());
        out.claim(rule, place, tells_orders() ? order.value : 0, amount, ends);
    }

    // --- amounts and days ----------------------------------------------------------------------------------

    /// Returns: whether a return of that kind lowers the measure.
    [[nodiscard]] TESSERA_INLINE bool lowered_by(fact_kind back) const noexcept {
        return what.kind == measure_kind::net_spend || what.kind == measure_kind::items ||
               what.kind == measure_kind::points_earned ||
               (back == fact_kind::receipt_return &&
                (what.kind == measure_kind::orders || what.kind == measure_kind::order_periods));
    }
    /// Returns: what the goods of a return with its receipt had counted. An order counts until all is back.
    [[nodiscard]] result<std::int64_t> came_back(priced_order const& priced, receipt const& was,
                                                 receipt const& now,
                                                 std::vector<std::int64_t>& scratch) const {
        switch (what.kind) {
            case measure_kind::orders:
            case measure_kind::order_periods: return now.all_back() && !was.all_back() ? 1 : 0;
            case measure_kind::items: return units_back(now, what.of.lines) - units_back(was, what.of.lines);
            default: break;
        }
        auto const before = basis_back(what.of, priced, was, scratch),
                   after = basis_back(what.of, priced, now, scratch);
        if (!before || !after) return errc::overflow;
        return *after - *before;
    }
    /// Returns: the first day on which what happened on `day` no longer counts.
    [[nodiscard]] TESSERA_INLINE result<date> end_of(fact_head const& head, date day) const noexcept {
        return end_in(what.over, head, day);
    }

    TESSERA_INLINE void move(std::int64_t amount, date ends, draft const& d, member_out& out) const {
        if (ends <= d.day()) return;
        auto const after = checked_add(d.sum(place), amount);
        return after ? out.tally(rule, place, amount, ends) : out.fail(after.error());
    }
    TESSERA_INLINE void lift(std::int64_t amount, date ends, draft const& d, member_out& out) const {
        std::int64_t const best = d.peak(place);
        if (amount > best) out.raise(rule, place, amount - best, ends);
    }

    TESSERA_INLINE void propose_earned(fact_view const& fact, draft const& d, member_out& out) const {
        std::int64_t const points = d.awarded(pool);
        bool const back = fact.kind == fact_kind::item_return || fact.kind == fact_kind::receipt_return;
        if (dated) return count_aside(back ? -points : points, fact, out);
        auto const ends = end_of(fact.head, d.day());
        if (!ends) return out.fail(ends.error());
        move(points, *ends, d, out);
    }

    [[nodiscard]] std::int64_t units(priced_order const& priced) const noexcept {
        if (what.of.lines.takes_all(priced.totals.tags)) return priced.totals.quantity;
        std::int64_t total = 0;
        for (line const& l : priced.lines)
            if (what.of.lines.takes(l)) total += l.quantity;
        return total;
    }
};

}  // namespace tessera
