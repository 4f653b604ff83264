// SPDX-License-Identifier: BSL-1.0
#pragma once

#include <cstdint>

#include <tessera/calendar/window.hpp>
#include <tessera/facts/basis.hpp>
#include <tessera/facts/fact.hpp>
#include <tessera/facts/returned.hpp>
#include <tessera/ledger/member_out.hpp>

/// Floor 4. Measures: numbers folded from facts over a window. Tiers and ladders look at them; two rules that
/// name the same measure share it.

namespace tessera {

enum class measure_kind : std::uint8_t {
    net_spend,    ///< orders less returns, in minor units; may be below zero and is never cut
    gross_spend,  ///< orders, in minor units
    orders,       ///< orders; one that comes back whole, with its receipt, counts no longer
    items,        ///< units bought less units returned
    best_order,   ///< the largest single order, in minor units; a return does not lower it
};

struct measure {
    measure_kind kind = measure_kind::net_spend;
    basis of{};
    window over{};
    friend constexpr bool operator==(measure const&, measure const&) noexcept = default;

    /// Returns: whether it counts money, so that thresholds are amounts of the program's currency.
    [[nodiscard]] constexpr bool is_money() const noexcept {
        return kind != measure_kind::orders && kind != measure_kind::items;
    }
    /// Returns: the same measure over another window.
    [[nodiscard]] constexpr measure within(window w) const noexcept {
        measure m = *this;
        m.over = w;
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

/// A measure with its slot in the chart: what a bound rule keeps.
struct bound_measure {
    measure what{};
    slot_place place{};
    rule_id rule{};

    [[nodiscard]] constexpr slot_id slot() const noexcept { return place.id; }

    /// Returns: the measure live on the draft's day.
    [[nodiscard]] TESSERA_INLINE std::int64_t value(draft const& d) const noexcept {
        return what.kind == measure_kind::best_order ? d.peak(place) : d.sum(place);
    }

    /// Returns: what one order or return counts, without a sign; `stored_minor` is what stored value paid.
    [[nodiscard]] TESSERA_INLINE result<std::int64_t> counts(priced_order const& priced,
                                                             std::int64_t stored_minor,
                                                             std::vector<std::int64_t>& scratch) const {
        switch (what.kind) {
            case measure_kind::orders: return 1;
            case measure_kind::items: return units(priced);
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
        bool const undone = what.kind == measure_kind::net_spend || what.kind == measure_kind::items ||
                            (receipt && what.kind == measure_kind::orders);
        if (!order && !undone) return;
        auto const amount =
            receipt ? came_back(fact)
                    : counts(fact.priced, fact.stored_value_minor + d.tendered_minor(), fact.scratch);
        if (!amount) return out.fail(amount.error());
        bool const dateless =
            what.over.kind() == window_kind::membership_year && !in_calendar(fact.head.joined);
        if (dateless) return out.fail(errc::invalid_date);
        date const ends = what.over.expires(d.day(), fact.head.joined);
        if (what.kind != measure_kind::best_order) {
            std::int64_t const moved = order ? *amount : -*amount;
            auto const after = checked_add(d.sum(place), moved);
            return after ? out.tally(rule, place, moved, ends) : out.fail(after.error());
        }
        std::int64_t const best = d.peak(place);
        if (*amount > best) out.raise(rule, place, *amount - best, ends);
    }

private:
    /// Returns: what the goods of a return with its receipt had counted. An order counts until all is back.
    [[nodiscard]] result<std::int64_t> came_back(fact_view const& fact) const {
        receipt const &was = *fact.was, &now = *fact.paper;
        switch (what.kind) {
            case measure_kind::orders: return now.all_back() && !was.all_back() ? 1 : 0;
            case measure_kind::items: return units_back(now, what.of.lines) - units_back(was, what.of.lines);
            default: break;
        }
        auto const before = basis_back(what.of, was, fact.scratch),
                   after = basis_back(what.of, now, fact.scratch);
        if (!before || !after) return errc::overflow;
        return *after - *before;
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
