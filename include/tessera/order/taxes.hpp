// SPDX-License-Identifier: BSL-1.0
#pragma once

#include <cstddef>
#include <cstdint>
#include <span>
#include <vector>

#include <tessera/core/contract.hpp>
#include <tessera/order/concepts.hpp>
#include <tessera/order/tax.hpp>

/// Floor 4. The tax of a priced order, as a rule of its program: by the rates that the host gives with the
/// cart.

namespace tessera {

/// Writes the tax of each line and of shipping into the priced order, once everything has come off: after
/// offers, guards and points that lower the price. Tenders change no tax. A program has one such rule at
/// most. Example: `tax({.in_prices = true, .per = tax_per::rate})`. Complexity: that of `fill_taxes`;
/// allocates. Tested by: tests/order/taxes.test.cpp.
class tax {
public:
    static constexpr order_step when = order_step::tax;

    explicit tax(tax_rule how = {}) noexcept : how_(how) {}

    [[nodiscard]] rule_id id() const noexcept { return rule_; }
    [[nodiscard]] tax_rule rule() const noexcept { return how_; }

    /// `Binder` is the program's binder; the order side does not know its type.
    template <class Binder>
    void bind(Binder& b) noexcept {
        rule_ = b.rule_in("tax", "tax");
    }

    /// Effects: writes the taxes. A cart without rates has none. Fails with: `negative_rate`, `overflow`.
    void price(standing const&, priced_order const& priced, order_out& out) const noexcept {
        cart const& wanted = out.wanted();
        TESSERA_EXPECTS(wanted.about.empty() || wanted.about.size() == priced.lines.size());
        if (wanted.about.empty() && wanted.shipping_tax_rate == ratio(0)) return;
        std::size_t const lines = priced.lines.size();
        std::vector<std::int64_t> each(lines + 1);
        std::span<std::int64_t const> const prices = line_prices(priced, out.scratch());
        std::vector<taxed_amount> amounts;
        for (std::size_t i = 0; i < lines; ++i) {
            line const& l = priced.lines[i];
            ratio const rate = wanted.about.empty() ? ratio(0) : wanted.about[i].tax_rate;
            if (rate < ratio(0)) return out.fail(errc::negative_rate);
            amounts.push_back({prices[i], rate, l.quantity == 0 ? 1 : l.quantity});
        }
        if (wanted.shipping_tax_rate < ratio(0)) return out.fail(errc::negative_rate);
        amounts.push_back({priced.shipping_minor, wanted.shipping_tax_rate, 1});
        auto const filled = fill_taxes(how_, amounts, each);
        if (!filled) return out.fail(filled.error());
        for (std::int64_t const minor : each) out.levy(minor, how_.in_prices);
    }

private:
    tax_rule how_;
    rule_id rule_{};
};

}  // namespace tessera
