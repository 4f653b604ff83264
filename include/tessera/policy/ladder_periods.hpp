// SPDX-License-Identifier: BSL-1.0
#pragma once

#include <cstdint>
#include <string_view>

#include <tessera/policy/concepts.hpp>

/// Floor 4. What a ladder came to period by period, where returns may still move what has ended: the figure
/// of its measure and what it has paid for it. Both are claims under the period's end, remembered until none
/// of its goods can come back any more; other ladders have none.

namespace tessera {

/// What a return moves of a period that is over, when goods of it come back.
enum class period_results : std::uint8_t {
    close,      ///< nothing: its awards stay
    stay_open,  ///< its figure falls, and the ladder answers for it
};

namespace detail {

struct past_periods {
    rule_id rule{};
    slot_place figures{};
    slot_place paid{};
    std::int32_t days = 0;  ///< for how long after its end a period is remembered

    constexpr void bind(binder& b, rule_id of, std::string_view name, measure const& by) noexcept {
        rule = of;
        figures = b.sum("figures/", name);
        paid = b.sum("paid/", name);
        days = b.remembered();
        bool const has_periods =
            by.over.kind() == window_kind::calendar || by.over.kind() == window_kind::membership_year;
        b.require(has_periods, errc::period_needed);
        bool const adds_up =
            !by.is_points() && by.kind != measure_kind::order_periods && by.kind != measure_kind::best_order;
        b.require(by.back == undo::at_order && adds_up && !by.counted.follows(),
                  errc::results_without_orders);
    }

    /// Returns: the tag of a period.
    [[nodiscard]] static constexpr std::uint64_t tag_of(date ends) noexcept {
        return static_cast<std::uint32_t>(ends.day);
    }
    [[nodiscard]] std::int64_t figure_of(date ends, draft const& d) const noexcept {
        return d.claimed(figures, tag_of(ends));
    }
    [[nodiscard]] std::int64_t paid_for(date ends, draft const& d) const noexcept {
        return d.claimed(paid, tag_of(ends));
    }

    /// Effects: remembers what a period has come to. Fails with: `overflow`.
    void set_figure(std::int64_t figure, date ends, draft const& d, member_out& out) const {
        set(figures, tag_of(ends), figure, ends, d, out);
    }
    void set_paid(std::int64_t amount, date ends, draft const& d, member_out& out) const {
        set(paid, tag_of(ends), amount, ends, d, out);
    }
    /// Effects: remembers under a tag what a period has come to, all of it as long as this version takes
    ///   returns; another may have meant to forget it sooner or later. Fails with: `overflow`.
    void set(slot_place const& of, std::uint64_t tag, std::int64_t amount, date ends, draft const& d,
             member_out& out) const {
        for (bucket const& b : d.base().buckets()) {
            bool const elsewhere = b.slot == of.id && b.tag == tag && b.expires != ends + days;
            std::int64_t const there = elsewhere && d.day() < b.expires ? d.part(of, b.expires, tag) : 0;
            if (there != 0) out.claim(rule, of, tag, -there, b.expires);
        }
        auto const moved = checked_subtract(amount, d.claimed(of, tag));
        if (!moved) return out.fail(moved.error());
        if (*moved != 0) out.claim(rule, of, tag, *moved, ends + days);
    }
};

}  // namespace detail
}  // namespace tessera
