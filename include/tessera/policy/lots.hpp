// SPDX-License-Identifier: BSL-1.0
#pragma once

#include <algorithm>
#include <cstdint>

#include <tessera/facts/fact.hpp>
#include <tessera/ledger/member_out.hpp>
#include <tessera/policy/binder.hpp>
#include <tessera/policy/counting.hpp>
#include <tessera/policy/renewals.hpp>

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
    counting opens{};
    life_from since = life_from::opening;
    activity_set renewed = 0;
    bool pending = false;
    bool withdrawn = false;  ///< while they wait, an action may take them back
    bool oldest_first = false;
    bool plain_days = false;  ///< bound: they live so many days, and nothing else is said of them
    slot_place renewals{};    ///< where they are kept alive

    constexpr void bind(binder& b) noexcept {
        plain_days = lives == days(lives.length) && !pending && !oldest_first;
        b.require(lives.sound() && opens.sound(), errc::lifetime_needed);
        b.require(!(pending || withdrawn || opens.follows()) || opens.ends(), errc::endless_wait);
    }
    /// Returns: whether value needs no lots: it never ends, and never waits.
    [[nodiscard]] constexpr bool lasting() const noexcept {
        return lives.in == life::unit::endless && !pending && !opens.follows();
    }

    /// Returns: the lot for what the rule gives for an order on `day`. One that need not wait is open,
    ///   without a date; one that waits for its order is told apart from others.
    [[nodiscard]] TESSERA_INLINE constexpr lot_key of(date day, rule_id rule, fact_id order) const noexcept {
        if (plain_days) return {day + lives.length, date::min()};
        date const by_age = oldest_first ? day : date::min();
        if (!pending) return {lives.end(day), by_age};
        date const latest = opens.latest.end(day);
        if (latest <= day) return {lives.end(day), by_age};
        return {lives.end(since == life_from::opening ? latest : day), latest,
                opens.follows() || withdrawn ? tag_of(rule, order) : 0};
    }

    /// Returns: what lots of one rule for one order bear while they wait for it.
    [[nodiscard]] static constexpr std::uint64_t tag_of(rule_id rule, fact_id order) noexcept {
        std::uint64_t tag =
            (order.value ^ std::uint64_t{rule.value} << 32) * std::uint64_t{0x9E3779B97F4A7C15};
        return (tag ^ tag >> 29) | lot_key::waits;
    }

    /// Effects: opens what waits for the order's progress, or brings the latest day nearer. A lot whose end
    ///   that moves bears its order's tag for good: the receipt knows the end it was to have, and a return by
    ///   it still finds the lot.
    void follow(rule_id rule, slot_place const& pool, order_progress const& what, draft const& d,
                member_out& out) const {
        date const day = opens.day_of(what.reached, d.day());
        if (day == date::never()) return;
        std::uint64_t const tag = tag_of(rule, what.of);
        d.for_each_stored_lot(pool, [&](lot const& l) {
            if (!l.key.waited_as(tag) || l.amount == 0 || l.key.opens <= day) return true;
            lot_key sooner{since == life_from::opening ? lives.end(day) : l.key.expires, day, l.key.tag};
            if (sooner.expires != l.key.expires || pool.oldest_first) sooner.tag &= ~lot_key::waits;
            bool const now = day <= d.day();
            if (now && !pool.oldest_first) sooner = sooner.opened();
            out.move(rule, pool, l.key, sooner, l.amount);
            if (!now) return true;
            out.explain({l.amount, day.day, rule, reason_code::opened, pool.id.value});
            out.pay_from(rule, pool, sooner, l.amount);
            return true;
        });
    }

    /// Effects: takes back what still waits for the order. Returns: how much.
    std::int64_t withdraw(rule_id rule, slot_place const& pool, fact_id order, draft const& d,
                          member_out& out) const {
        std::uint64_t const tag = tag_of(rule, order);
        std::int64_t taken = 0;
        d.for_each_stored_lot(pool, [&](lot const& l) {
            if (l.key.waited_as(tag) && l.key.opens > d.day())
                taken += out.take_from(posting_kind::claw, rule, pool, l.key, l.amount);
            return true;
        });
        return taken;
    }

    /// Effects: where the member was active, lets every usable lot of the pool live on as one of this day.
    void renew(rule_id rule, slot_place const& pool, fact_view const& fact, draft const& d,
               member_out& out) const {
        if ((renewed & activity_of(fact, pool, d)) == 0) return;
        date const ends = lives.end(d.day());
        renewal_notes notes{rule, renewals, ends, d, out};
        bool const remembered = d.slots()[pool.id].remembered > 0;
        d.for_each_lot(pool, [&](lot const& l) {
            if (ends <= l.key.expires) return true;
            out.move(rule, pool, l.key, {ends, l.key.opens, l.key.tag}, l.amount);
            if (remembered) notes.moved(l.key.expires);
            return true;
        });
        notes.finish();
    }

private:
    [[nodiscard]] static activity_set activity_of(fact_view const& fact, slot_place const& pool,
                                                  draft const& d) noexcept {
        bool const redeems =
            d.has_posted(posting_kind::redeem, pool.id) || d.has_posted(posting_kind::capture, pool.id);
        bool const returns = fact.kind == fact_kind::item_return || fact.kind == fact_kind::receipt_return;
        activity_set done = redeems ? by_redemptions : activity_set{0};
        if (fact.kind == fact_kind::order) done |= by_orders;
        if (returns) done |= by_returns;
        if (fact.kind == fact_kind::action) done |= by_actions;
        return done;
    }
};

}  // namespace detail
}  // namespace tessera
