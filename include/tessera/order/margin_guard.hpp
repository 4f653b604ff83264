// SPDX-License-Identifier: BSL-1.0
#pragma once

#include <algorithm>
#include <cstddef>
#include <cstdint>
#include <span>
#include <string_view>
#include <utility>
#include <vector>

#include <tessera/core/contract.hpp>
#include <tessera/core/ids.hpp>
#include <tessera/money/ratio.hpp>
#include <tessera/order/concepts.hpp>

/// Floor 4. The margin guard: no order leaves below a floor that the program states, whatever stacks.

namespace tessera {

/// What the least profit of an order is a share of.
enum class profit_of : std::uint8_t {
    paid,  ///< of what is paid for the goods: a margin
    cost,  ///< of what the goods cost the shop: a markup
    list,  ///< of their list price
};

/// Something that a rule of the order side gives.
enum class benefit_kind : std::uint8_t { offer, member_price, promotion, quantity_price };

/// Such a thing, by its name: that of the offer, of the promotion, or of the tiers of a member price.
struct benefit {
    benefit_kind kind = benefit_kind::offer;
    std::string_view name;

    [[nodiscard]] constexpr rule_id id() const noexcept {
        switch (kind) {
            case benefit_kind::member_price: return rule_named("member price", name);
            case benefit_kind::promotion: return rule_named("promotion", name);
            case benefit_kind::quantity_price: return rule_named("quantity price", name);
            case benefit_kind::offer: break;
        }
        return rule_named("offer", name);
    }
};

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
        : name_(name), of_(of), least_(least) {}

    /// Returns: the guard that gives these up, in this order.
    [[nodiscard]] margin_guard giving_up(std::vector<benefit> benefits) const {
        margin_guard g = *this;
        g.give_up_ = std::move(benefits);
        return g;
    }

    [[nodiscard]] rule_id id() const noexcept { return rule_; }

    /// `Binder` is the program's binder; the order side does not know its type.
    template <class Binder>
    void bind(Binder& b) noexcept {
        rule_ = b.rule_in("guard", name_);
        b.require(least_ >= ratio(0), errc::negative_rate);
        b.require(of_ == profit_of::cost || least_ <= ratio(1), errc::discount_above_whole);
        for (benefit const& one : give_up_) b.require(b.knows_rule(one.id()), errc::unknown_benefit);
    }

    /// Effects: keeps back benefits until the order's profit reaches the floor.
    void price(standing const&, priced_order const& priced, order_out& out) const noexcept {
        for (benefit const& one : give_up_) {
            auto const missing = missing_in(priced, out.wanted());
            if (!missing) return out.fail(missing.error());
            if (*missing <= 0) return;
            keep_back(one.id(), *missing, out);
        }
    }

private:
    friend struct detail::offer_teller;

    // --- giving up -----------------------------------------------------------------------------------------

    /// Effects: keeps back what a rule gave, as far as it takes `missing` to come in more.
    static void keep_back(rule_id rule, std::int64_t missing, order_out& out) {
        std::int64_t const kept = gifts(rule, out.priced_) + shipping(rule, out.priced_);
        std::int64_t const all = kept + goods(rule, missing - kept, out);
        if (all > 0) out.explain({all, missing, rule, reason_code::withheld_by_guard, 0});
    }
    /// Effects: keeps gifts back. Returns: what they are worth.
    static std::int64_t gifts(rule_id rule, priced_order& priced) {
        std::int64_t worth = 0;
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
        spell_out(rule, priced, out.scratch());
        std::int64_t const whole = priced.off_by(rule), less = std::min(missing, whole);
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
    /// Effects: makes what a rule took off several lines together an adjustment of each.
    static void spell_out(rule_id rule, priced_order& priced, std::vector<std::int64_t>& room) {
        std::size_t const lines = priced.lines.size();
        room.assign(3 * lines, 0);
        std::span<std::int64_t> const so_far(room.data(), lines), scratch(room.data() + lines, lines),
            before(room.data() + 2 * lines, lines);
        for (std::size_t at = 0; at < priced.adjustments.size(); ++at) {
            adjustment const one = priced.adjustments[at];
            std::copy(so_far.begin(), so_far.end(), before.begin());
            add_shares(priced, one, so_far, scratch);
            if (one.rule != rule || one.place != 0) continue;
            std::size_t const old_end = priced.adjustments.size();
            for (std::size_t i = 0; i < lines; ++i)
                if (std::int64_t const off = so_far[i] - before[i]; off > 0)
                    priced.adjustments.push_back({rule,
                                                  static_cast<std::uint32_t>(i + 1),
                                                  {},
                                                  std::max(off, priced.lines[i].promoted_minor()),
                                                  off});
            auto const begin = priced.adjustments.begin();
            std::size_t const added = priced.adjustments.size() - old_end;
            std::rotate(begin + at, begin + old_end, priced.adjustments.end());
            std::copy(begin + at + added + 1, priced.adjustments.end(), begin + at + added);
            priced.adjustments.shorten(old_end + added - 1);
            at += added - 1;
        }
    }

    // --- the floor -----------------------------------------------------------------------------------------

    /// Returns: what must come in more for the order to reach the floor; 0 or less where it does.
    /// Fails with: `overflow`.
    [[nodiscard]] result<std::int64_t> missing_in(priced_order const& priced,
                                                  cart const& wanted) const noexcept {
        TESSERA_EXPECTS(wanted.about.empty() || wanted.about.size() == priced.lines.size());
        std::int64_t const paid = priced.totals.paid_minor();
        int128 cost = 0;
        for (std::size_t i = 0; i < priced.lines.size(); ++i) cost += cost_of(i, priced, wanted);
        int128 others = int128(wanted.shipping_cost_minor) - priced.shipping_minor;
        for (entitlement const& e : priced.entitlements) others += e.worth_minor;
        int128 const profit = int128(paid) - cost - others;
        int128 const base = of_ == profit_of::paid   ? int128(paid)
                            : of_ == profit_of::cost ? cost
                                                     : int128(priced.totals.list_minor);
        // profit + x >= least * base, where more that is paid raises a margin's base as well
        int128 const short_by = base * least_.num - profit * least_.den;
        if (short_by <= 0) return 0;
        int128 const each = of_ == profit_of::paid ? int128(least_.den) - least_.num : int128(least_.den);
        if (each <= 0) return INT64_MAX;
        int128 const more = divide(short_by, each, rounding::up);
        if (!fits_int64(more)) return errc::overflow;
        return static_cast<std::int64_t>(more);
    }
    [[nodiscard]] static std::int64_t cost_of(std::size_t i, priced_order const& priced,
                                              cart const& wanted) noexcept {
        bool const known = !wanted.about.empty() && wanted.about[i].cost_minor >= 0;
        return known ? wanted.about[i].cost_minor : priced.lines[i].list_minor;
    }

    std::string_view name_;
    profit_of of_;
    ratio least_;
    std::vector<benefit> give_up_;
    rule_id rule_{};
};

}  // namespace tessera
