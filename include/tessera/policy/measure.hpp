// SPDX-License-Identifier: BSL-1.0
#pragma once

#include <cstdint>
#include <string_view>

#include <tessera/calendar/window.hpp>
#include <tessera/facts/basis.hpp>
#include <tessera/facts/fact.hpp>
#include <tessera/facts/returned.hpp>
#include <tessera/ledger/member_out.hpp>

/// Floor 4. Measures: numbers folded from facts over a window. Tiers and ladders look at them; two rules that
/// name the same measure share it.

namespace tessera {

enum class measure_kind : std::uint8_t {
    net_spend,         ///< orders less returns, in minor units; may be below zero and is never cut
    gross_spend,       ///< orders, in minor units
    orders,            ///< orders; one that comes back whole, with its receipt, counts no longer
    items,             ///< units bought less units returned
    best_order,        ///< the largest single order, in minor units; a return does not lower it
    points_earned,     ///< points of a pool awarded, less those taken back; debt paid counts
    points_available,  ///< what of a pool can be used on the day; looked at after the day's expiries
};

/// What a return does to a measure that returns lower.
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
    friend constexpr bool operator==(measure const&, measure const&) noexcept = default;

    /// Returns: whether it counts money, so that thresholds are amounts of the program's currency.
    [[nodiscard]] constexpr bool is_money() const noexcept {
        return kind != measure_kind::orders && kind != measure_kind::items && !is_points();
    }
    /// Returns: whether it counts points, so that thresholds have the decimals of their pool.
    [[nodiscard]] constexpr bool is_points() const noexcept {
        return kind == measure_kind::points_earned || kind == measure_kind::points_available;
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
    slot_place pool{};  // of points

    [[nodiscard]] constexpr slot_id slot() const noexcept { return place.id; }

    /// Returns: the measure live on the draft's day.
    [[nodiscard]] TESSERA_INLINE std::int64_t value(draft const& d) const noexcept {
        switch (what.kind) {
            case measure_kind::best_order: return d.peak(place);
            case measure_kind::points_available: return d.available(pool);
            default: return d.sum(place);
        }
    }

    /// Returns: what one order or return counts, without a sign; `stored_minor` is what stored value paid.
    [[nodiscard]] TESSERA_INLINE result<std::int64_t> counts(priced_order const& priced,
                                                             std::int64_t stored_minor,
                                                             std::vector<std::int64_t>& scratch) const {
        switch (what.kind) {
            case measure_kind::orders: return 1;
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

    /// Effects: writes down what the fact does to the measure.
    TESSERA_INLINE void propose(fact_view const& fact, draft const& d, member_out& out) const {
        bool const order = fact.kind == fact_kind::order, receipt = fact.kind == fact_kind::receipt_return;
        if (what.kind == measure_kind::points_earned) return propose_earned(fact, d, out);
        if (fact.kind == fact_kind::action || (!order && what.back == undo::never)) return;
        bool const undone = what.kind == measure_kind::net_spend || what.kind == measure_kind::items ||
                            (receipt && what.kind == measure_kind::orders);
        if (!order && !undone) return;
        auto const amount =
            receipt ? came_back(*fact.was, *fact.paper, fact.scratch)
                    : counts(fact.priced, fact.stored_value_minor + d.tendered_minor(), fact.scratch);
        if (!amount) return out.fail(amount.error());
        auto const ends = end_of(fact.head, counted_on(fact, d.day()));
        if (!ends) return out.fail(ends.error());
        if (what.kind != measure_kind::best_order) return move(order ? *amount : -*amount, *ends, d, out);
        std::int64_t const best = d.peak(place);
        if (*amount > best) out.raise(rule, place, *amount - best, *ends);
    }

private:
    /// Returns: what the goods of a return with its receipt had counted. An order counts until all is back.
    [[nodiscard]] result<std::int64_t> came_back(receipt const& was, receipt const& now,
                                                 std::vector<std::int64_t>& scratch) const {
        switch (what.kind) {
            case measure_kind::orders: return now.all_back() && !was.all_back() ? 1 : 0;
            case measure_kind::items: return units_back(now, what.of.lines) - units_back(was, what.of.lines);
            default: break;
        }
        auto const before = basis_back(what.of, was, scratch), after = basis_back(what.of, now, scratch);
        if (!before || !after) return errc::overflow;
        return *after - *before;
    }

    /// Returns: the day against which the fact counts.
    [[nodiscard]] TESSERA_INLINE date counted_on(fact_view const& fact, date today) const noexcept {
        return what.back == undo::at_order && fact.was ? fact.was->day : today;
    }
    /// Returns: the first day on which what happened on `day` no longer counts.
    [[nodiscard]] TESSERA_INLINE result<date> end_of(fact_head const& head, date day) const noexcept {
        if (what.over.kind() == window_kind::membership_year && !in_calendar(head.joined))
            return errc::invalid_date;
        return what.over.expires(day, head.joined);
    }

    TESSERA_INLINE void move(std::int64_t amount, date ends, draft const& d, member_out& out) const {
        if (ends <= d.day()) return;
        auto const after = checked_add(d.sum(place), amount);
        return after ? out.tally(rule, place, amount, ends) : out.fail(after.error());
    }

    TESSERA_INLINE void propose_earned(fact_view const& fact, draft const& d, member_out& out) const {
        bool const back = fact.kind == fact_kind::item_return || fact.kind == fact_kind::receipt_return;
        if (back && what.back == undo::never) return;
        auto const ends = end_of(fact.head, counted_on(fact, d.day()));
        if (!ends) return out.fail(ends.error());
        move(d.awarded(pool), *ends, d, out);
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
