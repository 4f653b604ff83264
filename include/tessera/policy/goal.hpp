// SPDX-License-Identifier: BSL-1.0
#pragma once

#include <algorithm>
#include <cstdint>
#include <limits>
#include <string_view>

#include <tessera/ledger/audience.hpp>
#include <tessera/policy/concepts.hpp>
#include <tessera/policy/life.hpp>

/// Floor 4. Goal and carry: what a member collects in a pool turns into rewards whenever it reaches a goal;
/// what is above is carried on. A stamp card is such a goal over stamps.

namespace tessera {

/// The pool is filled by other rules, an accrual say. Rewards go to a pool of their own, one for each goal
/// reached. With a cap there may be slack: what an order's rewards were charged above their goals, in a lot
/// of the same order, as long as they wait; counted in the smallest unit of what is collected.
///
/// A refund is an action of that name with the amount, in the unit of what is collected. It is taken from, in
/// this order: the slack of one waiting batch that can bear it all, the newest first; else all slack, the
/// newest first; what is collected; waiting rewards one by one, of which the difference is collected again.
/// What is left the program bears. Example: `goal("mug", "stamps", 7)` with `accrual("stamps",
/// 1).per_order()`. Tested by: tests/policy/goal.test.cpp.
class goal {
public:
    static constexpr phase at = phase::ladder;

    constexpr goal(std::string_view rewards, std::string_view collected, decimal each) noexcept
        : name_(rewards), collected_name_(collected), each_(each) {}

    /// Returns: the goal whose rewards wait so long.
    [[nodiscard]] constexpr goal pending(life wait) const noexcept {
        goal g = *this;
        g.wait_ = wait;
        g.waits_ = true;
        return g;
    }
    /// Returns: the goal that gives so many rewards an order. An order that would bring more is charged to
    ///   these as a whole: what is above their goals is their slack. What was collected before stays, but for
    ///   what of their goals the order does not bring.
    [[nodiscard]] constexpr goal at_most_per_order(std::int64_t rewards,
                                                   std::string_view slack_pool) const noexcept {
        goal g = *this;
        g.most_ = rewards;
        g.slack_name_ = slack_pool;
        return g;
    }

    /// Returns: the goal that takes actions of that name for refunds. Its rewards have to wait.
    [[nodiscard]] constexpr goal refunded_by(std::string_view action) const noexcept {
        goal g = *this;
        g.refund_ = action;
        return g;
    }
    /// Returns: the goal for members of that segment only. What others collect is theirs, and turns with the
    ///   next order or action for which they are in it. Refunds look at no segment.
    [[nodiscard]] constexpr goal in_segment(std::string_view name) const noexcept {
        goal g = *this;
        g.whom_.within = name;
        return g;
    }
    /// Returns: the goal for all but the members of that segment.
    [[nodiscard]] constexpr goal not_in_segment(std::string_view name) const noexcept {
        goal g = *this;
        g.whom_.beyond = name;
        return g;
    }

    [[nodiscard]] constexpr rule_id id() const noexcept { return rule_; }

    constexpr void bind(binder& b) noexcept {
        rule_ = b.rule_in("goal", name_);
        whom_.bind(b);
        collected_ = b.existing_pool(collected_name_);
        rewards_ = b.pool(name_, !waits_, 0);
        if (!slack_name_.empty()) slack_ = b.pool(slack_name_, false, 0);
        b.require(most_ > 0, errc::not_above_zero);
        b.require(wait_.sound() && (waits_ || refund_.empty()), errc::lifetime_needed);
        if (!b.resolving()) return;
        auto const raw = to_minor(each_, b.decimals_of(collected_));
        if (!raw) return b.fail(raw.error());
        raw_goal_ = *raw;
        b.require(raw_goal_ > 0, errc::not_above_zero);
    }

    void propose(fact_view const& fact, draft const& d, member_out& out) const noexcept {
        bool const refunds =
            fact.did != nullptr && !refund_.empty() && fact.did->what == action_named(refund_);
        if (refunds) return refund(fact.did->amount, d, out);
        if (fact.kind == fact_kind::order || fact.kind == fact_kind::action) reach(fact, d, out);
    }

private:
    friend struct detail::teller;
    void reach(fact_view const& fact, draft const& d, member_out& out) const {
        std::int64_t rewards = d.available(collected_) / raw_goal_;
        if (rewards == 0) return;
        if (!whom_.takes(fact.who)) return out.explain(whom_.why_not(rule_, fact.who));
        std::int64_t charged = rewards * raw_goal_;
        if (rewards > most_) {
            rewards = most_;
            charged = std::clamp(out.issued(collected_), rewards * raw_goal_, d.available(collected_));
        }
        std::int64_t const slack = charged - rewards * raw_goal_;
        lot_key const batch =
            waits_ ? lot_key{date::never(), wait_.end(d.day()), fact.head.key.sequence} : lot_key{};
        out.redeem(rule_, collected_, charged, 0);
        out.award(rule_, rewards_, rewards, batch);
        if (waits_ && slack > 0) out.award(rule_, slack_, slack, batch);
        out.explain({rewards, charged, rule_, reason_code::goal_reached, 0});
    }

    /// Returns: the newest waiting batch before `later`; none has an amount of 0.
    [[nodiscard]] lot newest(draft const& d, lot_key const& later) const {
        lot found;
        d.for_each_stored_lot(rewards_, [&](lot const& l) {
            if (l.amount > 0 && d.day() < l.key.opens && l.key < later) found = l;
            return l.key < later;
        });
        return found;
    }

    void refund(std::int64_t amount, draft const& d, member_out& out) const {
        if (amount < 0) return out.fail(errc::negative_amount);
        lot_key const behind_all{date::never(), date::never(), std::numeric_limits<std::uint64_t>::max()};
        std::int64_t left = amount;
        if (!slack_name_.empty()) left -= from_slack(amount, behind_all, d, out);
        if (left > 0) left = out.take_usable(posting_kind::claw, rule_, collected_, left);
        while (left > 0) {
            lot const last = newest(d, behind_all);
            if (last.amount == 0) break;
            static_cast<void>(out.take_from(posting_kind::claw, rule_, rewards_, last.key, 1));
            left -= raw_goal_;
        }
        if (left < 0) out.award(rule_, collected_, -left, lot_key{});
        out.explain({amount, std::max<std::int64_t>(left, 0), rule_, reason_code::goal_refunded, 0});
    }
    /// Returns: what slack bears.
    std::int64_t from_slack(std::int64_t amount, lot_key const& behind_all, draft const& d,
                            member_out& out) const {
        lot bears = newest(d, behind_all);
        while (bears.amount > 0 && d.held_in(slack_, bears.key) < amount) bears = newest(d, bears.key);
        if (bears.amount > 0) return out.take_from(posting_kind::claw, rule_, slack_, bears.key, amount);
        std::int64_t borne = 0;
        for (lot l = newest(d, behind_all); l.amount > 0; l = newest(d, l.key))
            borne += out.take_from(posting_kind::claw, rule_, slack_, l.key, amount - borne);
        return borne;
    }

    std::string_view name_;
    std::string_view collected_name_;
    decimal each_;
    std::int64_t raw_goal_ = 1;
    std::int64_t most_ = std::numeric_limits<std::int64_t>::max();
    life wait_ = endless;
    bool waits_ = false;
    std::string_view refund_{};
    std::string_view slack_name_{};
    audience whom_{};
    slot_place collected_{};
    slot_place rewards_{};
    slot_place slack_{};
    rule_id rule_{};
};

}  // namespace tessera
