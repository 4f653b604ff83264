// SPDX-License-Identifier: BSL-1.0
#pragma once

#include <algorithm>
#include <cstdint>

#include <tessera/facts/fact.hpp>
#include <tessera/ledger/member_out.hpp>
#include <tessera/policy/binder.hpp>
#include <tessera/policy/life.hpp>

/// Floor 4. The lots of a rule: when they open, when they end, and what keeps them alive.

namespace tessera {

/// From which day a lot's life counts.
enum class life_from : std::uint8_t {
    opening,  ///< the first day it can be used: a lot never ends while it waits
    earning,  ///< the day it was earned
};

/// What a member does that keeps value alive, as bits.
using activity_set = std::uint8_t;
inline constexpr activity_set by_orders = 1;
inline constexpr activity_set by_redemptions = 2;
inline constexpr activity_set by_returns = 4;
inline constexpr activity_set by_actions = 8;

namespace detail {

/// When the lots of a rule can be used.
struct lot_figures {
    life lives = endless;
    life waits = endless;        ///< the latest day on which a lot opens
    life waits_after = endless;  ///< the same, counted from the progress below
    life_from since = life_from::opening;
    progress opens_at{};     ///< opens a lot at once; none unless said
    progress shortens_at{};  ///< from which `waits_after` counts; none unless said
    activity_set renewed = 0;
    bool pending = false;
    bool oldest_first = false;

    constexpr void bind(binder& b) const noexcept {
        b.require(lives.sound() && waits.sound() && waits_after.sound(), errc::lifetime_needed);
        b.require(!(pending || follows()) || waits.in != life::unit::endless, errc::endless_wait);
    }
    /// Returns: whether value needs no lots: it never ends, and never waits.
    [[nodiscard]] constexpr bool lasting() const noexcept {
        return lives.in == life::unit::endless && !pending && !follows();
    }
    /// Returns: whether it matters how far an order has come.
    [[nodiscard]] constexpr bool follows() const noexcept {
        return opens_at != progress{} || shortens_at != progress{};
    }

    /// Returns: the lot for what the rule gives for an order on `day`. One that need not wait is open,
    ///   without a date; one that waits for its order is told apart from others.
    [[nodiscard]] TESSERA_INLINE constexpr lot_key of(date day, rule_id rule, fact_id order) const noexcept {
        date const by_age = oldest_first ? day : date::min();
        if (!pending) return {lives.end(day), by_age};
        date const opens = waits.end(day);
        if (opens <= day) return {lives.end(day), by_age};
        return {lives.end(since == life_from::opening ? opens : day), opens,
                follows() ? tag_of(rule, order) : 0};
    }

    /// Returns: what lots of one rule for one order bear while they wait for it.
    [[nodiscard]] static constexpr std::uint64_t tag_of(rule_id rule, fact_id order) noexcept {
        std::uint64_t tag =
            (order.value ^ std::uint64_t{rule.value} << 32) * std::uint64_t{0x9E3779B97F4A7C15};
        return (tag ^ tag >> 29) | lot_key::waits;
    }

    /// Effects: opens what waits for the order's progress, or brings the latest day nearer.
    void follow(rule_id rule, slot_place const& pool, order_progress const& what, draft const& d,
                member_out& out) const {
        bool const opens = what.reached == opens_at;
        if (!opens && what.reached != shortens_at) return;
        date const day = opens ? d.day() : waits_after.end(d.day());
        std::uint64_t const tag = tag_of(rule, what.of);
        d.for_each_stored_lot(pool, [&](lot const& l) {
            if (l.key.tag != tag || l.amount == 0 || l.key.opens <= day) return true;
            lot_key sooner{since == life_from::opening ? lives.end(day) : l.key.expires, day, tag};
            if (day <= d.day()) sooner = sooner.opened();
            if (pool.oldest_first) sooner.opens = day;
            out.move(rule, pool, l.key, sooner, l.amount);
            if (opens) out.explain({l.amount, day.day, rule, reason_code::opened, pool.id.value});
            return true;
        });
    }

    /// Effects: where the member was active, lets every usable lot of the pool live on as one of this day.
    void renew(rule_id rule, slot_place const& pool, fact_view const& fact, draft const& d,
               member_out& out) const {
        if ((renewed & activity_of(fact, pool, d)) == 0) return;
        date const ends = lives.end(d.day());
        d.for_each_lot(pool, [&](lot const& l) {
            if (l.key.expires < ends) out.move(rule, pool, l.key, {ends, l.key.opens, l.key.tag}, l.amount);
            return true;
        });
    }

private:
    [[nodiscard]] static activity_set activity_of(fact_view const& fact, slot_place const& pool,
                                                  draft const& d) noexcept {
        activity_set done = d.has_posted(posting_kind::redeem, pool.id) ? by_redemptions : activity_set{0};
        if (fact.kind == fact_kind::order) done |= by_orders;
        if (fact.kind == fact_kind::item_return) done |= by_returns;
        if (fact.kind == fact_kind::action) done |= by_actions;
        return done;
    }
};

}  // namespace detail
}  // namespace tessera
