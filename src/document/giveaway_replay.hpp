// SPDX-License-Identifier: BSL-1.0
#pragma once

#include <algorithm>
#include <map>
#include <set>
#include <string>
#include <string_view>
#include <vector>

#include <tessera/ledger/apply.hpp>

#include "giveaway_room.hpp"

/// Part of tessera::document. A member under a program, and what the program has handed back.

namespace tessera::document {

/// Counts what was taken off orders, what points paid, rewards at their stated worth, and what the member has
/// at the end, at its worth. Redeemed points that a return puts back count no longer as paid.
class giveaway_replay {
public:
    giveaway_replay(loaded_program const& of, giveaway_worth const& worth, giveaway_terms const& terms)
        : of_(of), worth_(worth), minor_(1, pow(cpp_int(10), of.money().digits)) {
        for (document::version const& v : of.said().versions)
            for (rule const& r : v.rules) look_at(r, terms);
    }

    /// Effects: decides the fact and applies the decision. Returns: whether the engine could.
    template <class Fact>
    [[nodiscard]] bool take(Fact const& what) {
        if (!of_.decide(member_, what, made_)) return false;
        if (tessera::apply(member_, of_.chart(), made_.as_entry()) != errc::ok) return false;
        day_ = std::max(day_, what.head.day);
        count();
        if constexpr (requires { what.what.lines; }) count_order();
        return true;
    }
    [[nodiscard]] bool take(giveaway_order const& o) {
        std::vector<rule_id> claims;
        std::vector<redemption_wish> wishes;
        for (std::string const& name : o.claims) claims.push_back(rule_named("offer", name));
        for (std::string const& name : o.redeems) wishes.push_back({rule_named("redemption", name)});
        order what;
        what.head = next(o.day);
        what.what.lines = o.lines;
        what.what.claims = claims;
        what.what.tags = o.marks;
        what.what.born = add_months(o.day, -12 * 20);  // every day is a birthday
        what.wishes = wishes;
        what.tags = o.tags;
        return take(what);
    }

    /// Returns: the head of the member's next fact. Members join with the first one.
    [[nodiscard]] fact_head next(date day) {
        if (++facts_ == 1) day_joined_ = day;
        return {{facts_}, {{std::int64_t{day.day} * 86'400}, facts_}, day, day_joined_};
    }
    [[nodiscard]] decision const& last() const noexcept { return made_; }
    [[nodiscard]] std::int64_t orders() const noexcept { return orders_; }
    [[nodiscard]] std::int64_t lines() const noexcept { return lines_; }

    /// Returns: the list prices of all orders and their shipping, in units of the currency.
    [[nodiscard]] cpp_rational spend() const { return cpp_rational(spent_) * minor_; }
    /// Returns: what of that came off prices of goods by rules, and not by points, in units of the currency.
    [[nodiscard]] cpp_rational off() const { return cpp_rational(off_) * minor_; }
    /// Returns: what was handed back, in units of the currency, as of the day of the last fact.
    [[nodiscard]] cpp_rational back() const {
        cpp_rational total = cpp_rational(paid_) * minor_ + given_;
        for (auto const& [slot, one] : pools_) {
            balance const b = balance_of(member_, of_.chart(), slot, day_);
            total += cpp_rational(b.available + b.pending + b.reserved - b.debt) * one;
        }
        return total;
    }

private:
    void look_at(rule const& r, giveaway_terms const& terms) {
        if (auto const* const g = std::get_if<reward>(&r))
            for (auto const& [name, worth] : terms.worth)
                if (name == g->name) rewards_[rule_named("redemption", g->name)] = to_cpp_rational(worth);
        if (auto const* const all = std::get_if<offers>(&r))
            for (offer const& o : all->list)
                if (o.for_every && !o.for_every->of.units) gifts_.insert(rule_named("offer", o.name));
        if (auto const* const spent = std::get_if<redemption>(&r))
            redemptions_.insert(rule_named("redemption", name_of(*spent)));
        auto const pool = [&](std::string_view name) {
            slot_id const slot = of_.pool(name);
            if (slot == no_slot) return;
            pools_[slot] = worth_.held(name) / pow(cpp_int(10), unsigned{of_.chart()[slot].decimals});
        };
        if (auto const* const a = std::get_if<accrual>(&r)) pool(a->points);
        if (auto const* const a = std::get_if<action_award>(&r)) pool(a->points);
        if (auto const* const a = std::get_if<tier_award>(&r)) pool(a->points);
        if (auto const* const h = std::get_if<by_hand>(&r); h && h->what == hand::gives) pool(h->points);
        if (auto const* const g = std::get_if<goal>(&r)) {
            pool(g->rewards);
            if (g->per_order) pool(g->per_order->slack);
        }
        if (auto const* const c = std::get_if<compensation>(&r)) pool(c->credit);
        if (auto const* const l = std::get_if<ladder>(&r)) pool(pool_of(*l));
        if (auto const* const a = std::get_if<automatic_redemption>(&r)) pool(a->into);
    }
    void count_order() {
        spent_ += made_.priced.totals.list_minor;
        spent_ += made_.priced.shipping_minor;
        paid_ += made_.priced.totals.member_minor;
        for (adjustment const& a : made_.priced.adjustments)
            if (a.place != shipping_place && redemptions_.count(a.rule) == 0) off_ += a.off_minor;
        for (entitlement const& e : made_.priced.entitlements)
            if (gifts_.count(e.rule) != 0) paid_ += e.worth_minor;
        lines_ += static_cast<std::int64_t>(made_.priced.lines.size());
        ++orders_;
    }
    void count() {
        for (reason const& r : made_.reasons) {
            if (r.code == reason_code::redeemed || r.code == reason_code::captured) paid_ += r.b;
            auto const reward = rewards_.find(r.rule);
            if (r.code == reason_code::reward_given && reward != rewards_.end())
                given_ += reward->second * r.b;
        }
        for (posting const& p : made_.postings)
            if (auto const one = pools_.find(p.slot); p.kind == posting_kind::restore && one != pools_.end())
                given_ -= one->second * p.amount;
    }

    loaded_program const& of_;
    giveaway_worth const& worth_;
    cpp_rational minor_;
    std::map<slot_id, cpp_rational> pools_;  ///< what the smallest unit is worth
    std::map<rule_id, cpp_rational> rewards_;
    std::set<rule_id> gifts_;  ///< offers whose gifts are a share of the price
    std::set<rule_id> redemptions_;
    account member_;
    decision made_;
    date day_{};
    date day_joined_ = date::min();
    std::uint64_t facts_ = 0;
    cpp_int spent_ = 0, paid_ = 0, off_ = 0;
    cpp_rational given_ = 0;
    std::int64_t orders_ = 0, lines_ = 0;
};

}  // namespace tessera::document
