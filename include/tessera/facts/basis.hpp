// SPDX-License-Identifier: BSL-1.0
#pragma once

#include <algorithm>
#include <cstdint>
#include <span>
#include <vector>

#include <tessera/facts/priced_order.hpp>
#include <tessera/money/rounding.hpp>

/// Floor 3. The basis of a rule: which part of an order it counts. Never guessed: every rule names it.

namespace tessera {

/// Down to which deductions a basis has come.
enum class price_stage : std::uint8_t {
    list,      ///< before any discount
    promoted,  ///< after the host's promotions
    paid,      ///< after all discounts, the member's too
};

struct basis {
    price_stage stage = price_stage::paid;
    bool tax = true;            ///< the tax contained counts
    bool shipping = false;      ///< shipping charged counts
    bool stored_value = false;  ///< the part paid with points, credit or gift cards counts
    line_filter lines{.without = no_earn};
    friend constexpr bool operator==(basis const&, basis const&) noexcept = default;

    /// Returns: the same basis over some of the lines only; what was out, such as `no_earn`, stays out.
    [[nodiscard]] constexpr basis over(line_filter some) const noexcept {
        basis b = *this;
        some.without |= lines.without;
        b.lines = some;
        return b;
    }
    [[nodiscard]] constexpr basis without_tax() const noexcept {
        basis b = *this;
        b.tax = false;
        return b;
    }
    [[nodiscard]] constexpr basis with_shipping() const noexcept {
        basis b = *this;
        b.shipping = true;
        return b;
    }
    [[nodiscard]] constexpr basis with_stored_value() const noexcept {
        basis b = *this;
        b.stored_value = true;
        return b;
    }

    /// Returns: whether the amount before stored value is a plain sum over each order without a line that a
    ///   tag shuts out.
    [[nodiscard]] constexpr bool plain() const noexcept {
        return tax && !shipping && lines == line_filter{.without = lines.without};
    }
    /// Returns: whether it is one over an order whose lines together bear these tags.
    [[nodiscard]] constexpr bool plain(tag_set tags) const noexcept { return plain() && takes_every(tags); }
    /// Returns: whether no tag of these shuts a line out.
    [[nodiscard]] constexpr bool takes_every(tag_set tags) const noexcept {
        return (tags & lines.without) == 0;
    }
};

/// The three usual ones: goods with tax, without shipping, without what stored value paid.
inline constexpr basis list_price{price_stage::list};
inline constexpr basis promoted_price{price_stage::promoted};
inline constexpr basis paid_price{price_stage::paid};

namespace detail {

[[nodiscard]] TESSERA_INLINE constexpr std::int64_t at_stage(order_totals const& t,
                                                             price_stage stage) noexcept {
    switch (stage) {
        case price_stage::list: return t.list_minor;
        case price_stage::promoted: return t.promoted_minor();
        case price_stage::paid: break;
    }
    return t.paid_minor();
}

/// Returns: the tax in `amount`, a part of a price that contains `tax`: proportional, half-up, per line.
[[nodiscard]] inline std::int64_t tax_in(std::int64_t amount, line const& l) noexcept {
    if (l.tax_minor == 0) return 0;
    auto const tax = scale(amount, l.tax_minor, l.promoted_minor(), rounding::half_up);
    return tax ? std::min(*tax, amount) : amount;
}

/// Returns: a line's part of the basis, before stored value, where reductions of the price took so much off;
///   0 where the filter is shut.
[[nodiscard]] TESSERA_INLINE std::int64_t part_of(basis const& b, line const& l, std::int64_t off) noexcept {
    std::int64_t const price = b.stage == price_stage::list ? l.list_minor : l.promoted_minor() - off;
    return b.lines.takes(l) ? price - (b.tax ? 0 : tax_in(price, l)) : 0;
}
/// Effects: fills `amounts` with each line's part of the basis.
inline void line_parts(basis const& b, priced_order const& priced, std::vector<std::int64_t>& amounts) {
    std::size_t const n = priced.lines.size();
    amounts.assign(2 * n, 0);
    std::span<std::int64_t> const parts(amounts.data(), n), scratch(amounts.data() + n, n);
    if (b.stage == price_stage::paid)
        for (adjustment const& a : priced.adjustments) add_shares(priced, a, parts, scratch);
    for (std::size_t i = 0; i < n; ++i) parts[i] = part_of(b, priced.lines[i], parts[i]);
    amounts.resize(n);
}
/// Returns: the sum of the lines' parts where nothing reduced the price: it needs no room for shares.
/// Why a call: a program whose rules take every line does not carry the loop along.
[[nodiscard, gnu::noinline]] inline std::int64_t sum_unreduced(basis const& b,
                                                               std::span<line const> lines) noexcept {
    std::int64_t sum = 0;
    for (line const& l : lines) sum += part_of(b, l, 0);
    return sum;
}

/// Returns: which part of `amount` stored value paid, in proportion to all there is to pay, half-up.
[[nodiscard]] inline std::int64_t paid_by(std::int64_t stored_minor, std::int64_t amount,
                                          std::int64_t payable_minor) noexcept {
    if (stored_minor == 0 || amount <= 0) return 0;
    if (stored_minor >= payable_minor) return amount;
    auto const part = scale(amount, stored_minor, payable_minor, rounding::half_up);
    return part ? std::min(*part, amount) : amount;
}

}  // namespace detail

/// Returns: the basis of an order in minor units, 0 or more. `stored_minor` is what stored value paid, points
///   redeemed in the same order included. `scratch` is room for one amount per line.
/// Fails with: `errc::overflow`, where shipping does not fit beside the goods.
/// Complexity: constant for a plain basis, else linear in lines and adjustments.
[[nodiscard]] TESSERA_INLINE result<std::int64_t> basis_amount(basis const& b, priced_order const& priced,
                                                               std::int64_t stored_minor,
                                                               std::vector<std::int64_t>& scratch) {
    std::int64_t amount = 0;
    if (b.plain(priced.totals.tags)) {
        amount = detail::at_stage(priced.totals, b.stage);
    } else {
        if (b.stage != price_stage::paid || priced.adjustments.empty()) {
            amount = detail::sum_unreduced(b, priced.lines);
        } else {
            detail::line_parts(b, priced, scratch);
            for (std::int64_t const part : scratch) amount += part;
        }
        if (b.shipping && __builtin_add_overflow(amount, priced.shipping_minor, &amount))
            return errc::overflow;
    }
    if (!b.stored_value) amount -= detail::paid_by(stored_minor, amount, priced.payable_minor());
    return amount;
}

/// Effects: fills `amounts` with the basis line by line; shipping, where it counts, is one more at the
///   end. What stored value paid is split by largest remainder. The parts sum to `basis_amount`.
/// Fails with: `errc::overflow`.
[[nodiscard]] inline result<void> basis_lines(basis const& b, priced_order const& priced,
                                              std::int64_t stored_minor, std::vector<std::int64_t>& amounts) {
    auto const total = basis_amount(b, priced, 0, amounts);
    if (!total) return total.error();
    detail::line_parts(b, priced, amounts);
    if (b.shipping) amounts.push_back(priced.shipping_minor);
    std::int64_t const stored =
        b.stored_value ? 0 : detail::paid_by(stored_minor, *total, priced.payable_minor());
    if (stored == 0) return {};
    std::size_t const n = amounts.size();
    amounts.resize(2 * n);
    std::span<std::int64_t> const parts(amounts.data(), n), shares(amounts.data() + n, n);
    static_cast<void>(allocate(stored, parts, shares));
    for (std::size_t i = 0; i < n; ++i) parts[i] -= shares[i];
    amounts.resize(n);
    return {};
}

}  // namespace tessera
