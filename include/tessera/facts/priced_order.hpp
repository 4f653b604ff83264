// SPDX-License-Identifier: BSL-1.0
#pragma once

#include <algorithm>
#include <cstdint>
#include <span>
#include <vector>

#include <tessera/core/result.hpp>
#include <tessera/core/row.hpp>
#include <tessera/facts/benefit_terms.hpp>
#include <tessera/facts/order.hpp>
#include <tessera/ledger/reason.hpp>
#include <tessera/money/allocate.hpp>

/// Floor 3. A cart with its price: the adjustments of the order side and the totals all else is computed
/// from. Once charged a price is a fact; settling it again never prices again.

namespace tessera {

/// The place of an adjustment that is of shipping, and of no line.
inline constexpr std::uint32_t shipping_place = 0xFFFF'FFFF;

/// A price reduction of one order by one rule: of one line, of shipping, or of all lines the rule takes. Its
/// share per line is then fixed arithmetic over the lines (`add_shares`), computed when somebody asks.
struct adjustment {
    rule_id rule{};
    std::uint32_t place = 0;  ///< 1 for the order's first line; 0: of the lines that the filter takes
    line_filter lines{};
    std::int64_t base_minor = 0;  ///< what the rule looked at: the lines' price after promotions
    std::int64_t off_minor = 0;   ///< taken off, 0 to `base_minor`
    friend constexpr bool operator==(adjustment const&, adjustment const&) noexcept = default;
};

/// Sums over the lines, in minor units.
struct order_totals {
    std::int64_t list_minor = 0;
    std::int64_t promotion_minor = 0;
    std::int64_t tax_minor = 0;
    std::int64_t member_minor = 0;  ///< all adjustments
    std::int64_t quantity = 0;
    tag_set tags = 0;  ///< every tag that some line bears

    [[nodiscard]] constexpr std::int64_t promoted_minor() const noexcept {
        return list_minor - promotion_minor;
    }
    /// Returns: what the goods cost, before the means of payment.
    [[nodiscard]] constexpr std::int64_t paid_minor() const noexcept {
        return promoted_minor() - member_minor;
    }
    friend constexpr bool operator==(order_totals const&, order_totals const&) noexcept = default;
};

/// What comes with an order and is no price: a gift, or a perk such as express delivery.
struct entitlement {
    rule_id rule{};
    std::uint32_t quantity = 1;
    sku_id gift{};                 ///< the article; 0 for a perk
    tag_set perk = 0;              ///< the perk's marks
    std::int64_t worth_minor = 0;  ///< what all of it costs the shop, or is worth
    friend constexpr bool operator==(entitlement const&, entitlement const&) noexcept = default;
};

struct priced_order {
    std::span<line const> lines;
    std::int64_t shipping_minor = 0;  ///< charged, after what comes off it
    order_totals totals;
    row<adjustment> adjustments;
    row<entitlement> entitlements;
    row<reason> reasons;
    benefit_record benefits;            ///< of offers that say what becomes of them when goods come back
    row<std::int64_t> taxes;            ///< by line, and of shipping last; none where no rule computes them
    std::int64_t tax_total_minor = 0;   ///< their sum
    std::int64_t tax_on_top_minor = 0;  ///< what of it is not in the prices, and is to be paid beside them

    /// Effects: forgets everything but the memory it holds, for the next order.
    void clear() noexcept {
        lines = {};
        shipping_minor = 0;
        totals = {};
        adjustments.clear();
        entitlements.clear();
        reasons.clear();
        benefits.clear();
        forget_taxes();
    }
    void forget_taxes() noexcept {
        taxes.clear();
        tax_total_minor = tax_on_top_minor = 0;
    }

    /// Returns: what is to be paid, before the means of payment.
    [[nodiscard]] std::int64_t payable_minor() const noexcept { return totals.paid_minor() + shipping_minor; }

    /// Returns: what one rule takes off the goods.
    [[nodiscard]] std::int64_t off_by(rule_id rule) const noexcept {
        std::int64_t total = 0;
        for (adjustment const& a : adjustments)
            if (a.rule == rule && a.place != shipping_place) total += a.off_minor;
        return total;
    }
    /// Returns: whether a rule takes something off the order, or brings something with it.
    [[nodiscard]] bool bears(rule_id rule) const noexcept {
        return std::any_of(adjustments.begin(), adjustments.end(),
                           [rule](adjustment const& a) { return a.rule == rule && a.off_minor > 0; }) ||
               std::any_of(entitlements.begin(), entitlements.end(),
                           [rule](entitlement const& e) { return e.rule == rule; });
    }
};

namespace detail {

/// The sums of any lines, line by line.
[[nodiscard, gnu::noinline]] inline errc sum_checked(std::span<line const> lines,
                                                     order_totals& sums) noexcept {
    sums = {};
    bool deducted_too_much = false, wrapped = false;
    for (line const& l : lines) {
        if (l.list_minor < 0 || l.promotion_minor < 0 || l.tax_minor < 0) return errc::negative_amount;
        deducted_too_much |= l.promotion_minor > l.list_minor || l.tax_minor > l.promoted_minor();
        wrapped = wrapped || __builtin_add_overflow(sums.list_minor, l.list_minor, &sums.list_minor);
        if (deducted_too_much || wrapped) continue;
        sums.promotion_minor += l.promotion_minor;
        sums.tax_minor += l.tax_minor;
        sums.quantity += l.quantity;
        sums.tags |= l.tags;
    }
    return deducted_too_much ? errc::deduction_above_list : wrapped ? errc::overflow : errc::ok;
}

}  // namespace detail

/// Effects: sums the lines, without adjustments. Complexity: linear in lines, constant in quantity.
/// Fails with: `empty_order`, `negative_amount`, `deduction_above_list`, `overflow`.
/// Why two ways: most lines bear no deduction and no tax. Then all that can be wrong shows in one sign.
[[nodiscard]] TESSERA_INLINE errc sum_lines(std::span<line const> lines, order_totals& sums) noexcept {
    if (lines.empty()) return errc::empty_order;
    std::uint64_t list = 0, quantity = 0, signs = 0, others = 0;
    tag_set tags = 0;
    for (line const& l : lines) {
        list += static_cast<std::uint64_t>(l.list_minor);
        quantity += l.quantity;
        tags |= l.tags;
        signs |= static_cast<std::uint64_t>(l.list_minor) | list;
        others |= static_cast<std::uint64_t>(l.promotion_minor | l.tax_minor);
    }
    if (((signs >> 63U) | others) != 0) return detail::sum_checked(lines, sums);
    sums = {.list_minor = static_cast<std::int64_t>(list),
            .quantity = static_cast<std::int64_t>(quantity),
            .tags = tags};
    return errc::ok;
}

/// Effects: adds to `shares`, one per line, what the adjustment takes off each: that of one line off it, that
///   of several by largest remainder over what they still cost, ties to the earlier line. The shares sum to
///   the adjustment, but for one of shipping, and no line falls below zero.
/// Preconditions: `shares` holds what the order's earlier adjustments took; `shares` and `scratch` have
///   one place per line and are not the same memory.
/// Complexity: that of `allocate`.
inline void add_shares(priced_order const& priced, adjustment const& a, std::span<std::int64_t> shares,
                       std::span<std::int64_t> scratch) noexcept {
    TESSERA_EXPECTS(shares.size() == priced.lines.size() && scratch.size() == priced.lines.size());
    if (a.off_minor == 0 || a.place == shipping_place) return;
    if (a.place != 0) {
        TESSERA_EXPECTS(a.place <= shares.size());
        shares[a.place - 1] += a.off_minor;
        return;
    }
    auto const still = [&](std::size_t i) {
        line const& l = priced.lines[i];
        return a.lines.takes(l) ? l.promoted_minor() - shares[i] : 0;
    };
    std::int64_t sum = 0;
    for (std::size_t i = 0; i < shares.size(); ++i) sum += still(i);
    static_cast<void>(detail::allocate_by(a.off_minor, still, sum, scratch, split{}));
    for (std::size_t i = 0; i < shares.size(); ++i) shares[i] += scratch[i];
}

/// Effects: fills `shares` with what one rule takes off each line. Complexity: that of `add_shares`, for each
///   adjustment; allocates.
inline void fill_shares(priced_order const& priced, rule_id rule, std::vector<std::int64_t>& shares) {
    std::size_t const n = priced.lines.size();
    std::vector<std::int64_t> room(2 * n);
    std::span<std::int64_t> const so_far(room.data(), n), scratch(room.data() + n, n);
    shares.assign(n, 0);
    auto const add = [&](std::int64_t times) {
        for (std::size_t i = 0; i < n; ++i) shares[i] += times * so_far[i];
    };
    for (adjustment const& a : priced.adjustments) {
        if (a.rule == rule) add(-1);
        add_shares(priced, a, so_far, scratch);
        if (a.rule == rule) add(1);
    }
}

/// Returns: what each line still costs after the adjustments so far. It stands in `room`, whatever that held.
/// Complexity: that of `add_shares`, for each adjustment.
[[nodiscard]] inline std::span<std::int64_t const> line_prices(priced_order const& priced,
                                                               std::vector<std::int64_t>& room) {
    std::size_t const n = priced.lines.size();
    room.assign(2 * n, 0);
    std::span<std::int64_t> const prices(room.data(), n), scratch(room.data() + n, n);
    for (adjustment const& a : priced.adjustments) add_shares(priced, a, prices, scratch);
    for (std::size_t i = 0; i < n; ++i) prices[i] = priced.lines[i].promoted_minor() - prices[i];
    return prices;
}

/// Returns: what the lines that the filter takes still cost after the adjustments so far.
/// Complexity: constant where all lines pass, else linear in lines and adjustments; then it allocates.
[[nodiscard]] inline std::int64_t still_to_pay(priced_order const& priced, line_filter const& filter) {
    if (filter.takes_all(priced.totals.tags)) return priced.totals.paid_minor();
    std::vector<std::int64_t> room;
    std::span<std::int64_t const> const prices = line_prices(priced, room);
    std::int64_t sum = 0;
    for (std::size_t i = 0; i < prices.size(); ++i)
        if (filter.takes(priced.lines[i])) sum += prices[i];
    return sum;
}

namespace detail {

/// Effects: notes what offers gave beside the goods, once all of the order side has spoken; what is above
///   64 bits together with the goods counts for no more.
TESSERA_COLD inline void fill_beside(priced_order& priced) noexcept {
    std::int64_t room = INT64_MAX - priced.totals.list_minor;
    auto const add = [&](std::int64_t& to, std::int64_t amount) {
        std::int64_t const some = amount < room ? amount : room;
        to += some;
        room -= some;
    };
    for (benefit_terms& by : priced.benefits.terms) {
        by.shipping_minor = by.gift_minor = 0;
        for (adjustment const& a : priced.adjustments)
            if (a.rule == by.rule && a.place == shipping_place) add(by.shipping_minor, a.off_minor);
        for (entitlement const& e : priced.entitlements)
            if (e.rule == by.rule) add(by.gift_minor, e.worth_minor);
    }
}

}  // namespace detail

/// Effects: lowers the price by an adjustment, but by no more than its lines still cost, and says why.
inline void take_off(priced_order& priced, adjustment const& wanted, std::uint16_t detail, reason_code why) {
    std::int64_t const most = still_to_pay(priced, wanted.lines);
    std::int64_t const off = wanted.off_minor > most ? most : wanted.off_minor;
    if (off <= 0) return;
    priced.adjustments.push_back({wanted.rule, wanted.place, wanted.lines, wanted.base_minor, off});
    priced.totals.member_minor += off;
    priced.reasons.push_back({off, wanted.base_minor, wanted.rule, why, detail});
}

}  // namespace tessera
