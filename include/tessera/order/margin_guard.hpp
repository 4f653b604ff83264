// SPDX-License-Identifier: BSL-1.0
#pragma once

#include <algorithm>
#include <cstddef>
#include <cstdint>
#include <string_view>
#include <utility>
#include <vector>

#include <tessera/core/contract.hpp>
#include <tessera/order/profit_floor.hpp>

/// Floor 4. The margin guard: no order leaves below a floor that the program states, whatever stacks.

namespace tessera {

/// Profit is what is paid for goods and shipping, less what goods, gifts and the parcel cost the shop. A line
/// whose cost the host does not give counts at its list price, a gift at its stated worth. Where an order's
/// profit is below the floor, benefits are given up in the order in which the guard names them, those of one
/// name whole before the next is touched: money to the cent that is missing, gifts and shipping whole. What
/// is not named is never given up, and an order can stay below the floor.
/// Example: `margin_guard("floor", profit_of::list, 4_percent).giving_up({{benefit_kind::offer, "coupon"}})`.
/// Complexity: linear in lines, adjustments and names. Tested by: tests/order/margin_guard.test.cpp.
class margin_guard {
public:
    static constexpr order_step when = order_step::guard;

    margin_guard(std::string_view name, profit_of of, ratio least) noexcept
        : name_(name), floor_(of, least) {}

    /// Returns: the guard that gives these up, in this order.
    [[nodiscard]] margin_guard giving_up(std::vector<benefit> benefits) const {
        margin_guard g = *this;
        g.give_up_ = std::move(benefits);
        return g;
    }
    /// Returns: the guard that counts this share of what is paid for the goods as a cost too: what points and
    ///   steps of ladders are worth that the member earns with it. No balance is read, so a step that just
    ///   this order reaches counts no more than any other part of the way to it.
    [[nodiscard]] margin_guard counting_earned(ratio share_of_paid) const {
        margin_guard g = *this;
        g.floor_.count_earned(share_of_paid);
        return g;
    }

    [[nodiscard]] rule_id id() const noexcept { return rule_; }

    /// `Binder` is the program's binder; the order side does not know its type.
    template <class Binder>
    void bind(Binder& b) noexcept {
        rule_ = b.rule_in("guard", name_);
        floor_.bind(b);
        for (benefit const& one : give_up_) b.require(b.knows_rule(one.id()), errc::unknown_benefit);
    }

    /// Effects: keeps back benefits until the order's profit reaches the floor.
    void price(standing const&, priced_order const& priced, order_out& out) const noexcept {
        for (benefit const& one : give_up_) {
            auto const missing = floor_.missing(proceeds_of(priced, out.wanted()));
            if (!missing) return out.fail(missing.error());
            if (*missing <= 0) return;
            if (errc const wrong = keep_back(one.id(), *missing, out); wrong != errc::ok)
                return out.fail(wrong);
        }
    }
    /// Returns: by how much points may still lower the price, of whatever lines. Fails with: `overflow`.
    [[nodiscard]] result<std::int64_t> room(priced_order const& priced, cart const& wanted,
                                            line_filter const&) const noexcept {
        return floor_.room(proceeds_of(priced, wanted));
    }

private:
    friend struct detail::offer_teller;

    // --- giving up -----------------------------------------------------------------------------------------

    /// Effects: keeps back what a rule gave, as far as the floor takes: of its goods what is missing beside
    ///   its gifts and its shipping. Returns: `ok` or `overflow`.
    [[nodiscard]] errc keep_back(rule_id rule, std::int64_t missing, order_out& out) const {
        int128 all = gifts(rule, out.priced_) + shipping(rule, out.priced_);
        auto const left = all == 0 ? missing : floor_.missing(proceeds_of(out.priced_, out.wanted()));
        if (!left) return left.error();
        all += goods(rule, *left, out);
        if (!fits_int64(all)) return errc::overflow;
        auto const kept = static_cast<std::int64_t>(all);
        if (kept > 0) out.explain({kept, missing, rule, reason_code::withheld_by_guard, 0});
        return errc::ok;
    }
    /// Effects: keeps gifts back. Returns: what they are worth.
    static int128 gifts(rule_id rule, priced_order& priced) {
        int128 worth = 0;
        auto const ends =
            std::remove_if(priced.entitlements.begin(), priced.entitlements.end(), [&](entitlement const& e) {
                if (e.rule == rule) worth += e.worth_minor;
                return e.rule == rule && e.gift != sku_id{};
            });
        priced.entitlements.shorten(static_cast<std::size_t>(ends - priced.entitlements.begin()));
        return worth;
    }
    /// Effects: charges shipping that a rule made cheaper. Returns: how much more.
    static std::int64_t shipping(rule_id rule, priced_order& priced) {
        std::int64_t more = 0;
        auto const ends =
            std::remove_if(priced.adjustments.begin(), priced.adjustments.end(), [&](adjustment const& a) {
                bool const its = a.rule == rule && a.place == shipping_place;
                more += its ? a.off_minor : 0;
                return its;
            });
        priced.adjustments.shorten(static_cast<std::size_t>(ends - priced.adjustments.begin()));
        priced.shipping_minor += more;
        return more;
    }
    /// Effects: takes less off the goods, in proportion to what came off each line and never more off one.
    /// Returns: how much less.
    static std::int64_t goods(rule_id rule, std::int64_t missing, order_out& out) {
        if (missing <= 0) return 0;
        priced_order& priced = out.priced_;
        detail::spell_out(priced, out.scratch(), [rule](rule_id one) { return one == rule; });
        std::int64_t const whole = priced.off_by(rule), less = std::min(missing, whole);
        if (less == 0) return 0;
        std::int64_t before = 0;
        for (adjustment& a : priced.adjustments) {
            if (a.rule != rule) continue;
            std::int64_t const from = *scale(before, whole - less, whole, rounding::down);
            before += a.off_minor;
            a.off_minor = *scale(before, whole - less, whole, rounding::down) - from;
        }
        priced.totals.member_minor -= less;
        return less;
    }
    /// Returns: what the order brings in and costs.
    [[nodiscard]] static detail::proceeds proceeds_of(priced_order const& priced,
                                                      cart const& wanted) noexcept {
        TESSERA_EXPECTS(wanted.about.empty() || wanted.about.size() == priced.lines.size());
        detail::proceeds in{.paid = priced.totals.paid_minor(), .list = priced.totals.list_minor};
        for (std::size_t i = 0; i < priced.lines.size(); ++i) in.cost += detail::cost_of(i, priced, wanted);
        in.other_costs = int128(wanted.shipping_cost_minor) - priced.shipping_minor;
        for (entitlement const& e : priced.entitlements) in.other_costs += e.worth_minor;
        return in;
    }

    std::string_view name_;
    detail::profit_floor floor_;
    std::vector<benefit> give_up_;
    rule_id rule_{};
};

}  // namespace tessera
