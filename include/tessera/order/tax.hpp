// SPDX-License-Identifier: BSL-1.0
#pragma once

#include <algorithm>
#include <cstddef>
#include <cstdint>
#include <span>
#include <vector>

#include <tessera/core/result.hpp>
#include <tessera/money/ratio.hpp>

/// Floor 4. The tax of an order by the host's rates: in its prices, or on top of them. Which rates there are
/// and to whom they apply is the host's; here they are only computed with, and rounded where the host says.

namespace tessera {

/// Where tax is rounded.
enum class tax_per : std::uint8_t {
    unit,   ///< for one unit; the line's is so many times that
    line,   ///< for each line
    rate,   ///< for all lines of one rate together
    order,  ///< for the whole order
};

/// How a shop computes tax.
struct tax_rule {
    bool in_prices = true;  ///< prices contain it; else it comes on top
    tax_per per = tax_per::line;
    rounding mode = rounding::half_up;
    friend constexpr bool operator==(tax_rule const&, tax_rule const&) noexcept = default;
};

/// What tax is computed of: a line, or shipping, after all that comes off.
struct taxed_amount {
    std::int64_t minor = 0;
    ratio rate{};               ///< 20 % is 1/5
    std::int64_t quantity = 1;  ///< units
};

namespace detail {

/// Returns: the part of an amount that is its tax, or comes on top of it. Fails with: `overflow`.
[[nodiscard]] inline result<ratio> taxed_share(ratio rate, tax_rule const& how) noexcept {
    if (!how.in_prices) return rate;
    auto const with_it = checked_add(rate.num, rate.den);
    return with_it ? ratio::make(rate.num, *with_it) : result<ratio>(with_it.error());
}

/// Returns: the tax of one amount alone. Fails with: `overflow`.
[[nodiscard]] inline result<std::int64_t> tax_alone(taxed_amount const& a, tax_rule const& how) noexcept {
    auto const share = taxed_share(a.rate, how);
    if (!share) return share.error();
    if (how.per != tax_per::unit) return scale(a.minor, *share, how.mode);
    auto const parts = checked_multiply(share->den, a.quantity);
    if (!parts) return parts;
    auto const of_one = scale(a.minor, share->num, *parts, how.mode);
    return of_one ? checked_multiply(*of_one, a.quantity) : of_one;
}

/// Taxes that are rounded as one.
class tax_together {
public:
    tax_together(tax_rule const& how, std::span<taxed_amount const> amounts,
                 std::span<std::int64_t> taxes) noexcept
        : how_(how), amounts_(amounts), taxes_(taxes) {}

    /// Effects: fills the taxes of those amounts that `taken` names: each rounded down, and what that leaves
    ///   over of their exact sum given to those that lost most, a unit each; ties to the earlier.
    template <class Taken>
    [[nodiscard]] errc fill(Taken taken) const {
        ratio exact{};
        std::vector<std::size_t> places;
        for (std::size_t i = 0; i < amounts_.size(); ++i) {
            if (!taken(i)) continue;
            auto const own = tax_exactly(i);
            auto const sum = own ? add(exact, *own) : own;
            if (!sum) return errc::overflow;
            exact = *sum;
            taxes_[i] = own->num / own->den;
            places.push_back(i);
        }
        std::int64_t left = divide(exact.num, exact.den, how_.mode);
        for (std::size_t const i : places) left -= taxes_[i];
        std::sort(places.begin(), places.end(), [this](std::size_t a, std::size_t b) {
            ratio const of_a = lost(a), of_b = lost(b);
            return of_a == of_b ? a < b : of_a > of_b;
        });
        for (std::size_t k = 0; k < places.size() && left > 0; ++k, --left) ++taxes_[places[k]];
        return errc::ok;
    }

private:
    [[nodiscard]] result<ratio> tax_exactly(std::size_t i) const noexcept {
        auto const share = taxed_share(amounts_[i].rate, how_);
        if (!share) return share;
        auto const amount = ratio::make(amounts_[i].minor, 1);
        return multiply(*amount, *share);
    }
    [[nodiscard]] ratio lost(std::size_t i) const noexcept {
        ratio const exact = *tax_exactly(i);  // it was, when the taxes were summed
        ratio part = exact;
        part.num = exact.num % exact.den;
        return part;
    }

    tax_rule const& how_;
    std::span<taxed_amount const> amounts_;
    std::span<std::int64_t> taxes_;
};

}  // namespace detail

/// Effects: fills `taxes` with the tax of each amount. What is rounded on more than one of them is split by
///   largest remainder.
/// Preconditions: as many taxes as amounts; amounts and rates of zero or more, quantities of one or more.
/// Fails with: `overflow`; the taxes are then unspecified.
/// Complexity: n log n in amounts; by rate, times the number of rates.
/// Example: 100.00 at 19 % bears 15.97 in its price; three at 0.99 with 20 % on top bear 0.60 by unit and
///   0.59 by line.
/// Tested by: tests/order/tax.test.cpp.
[[nodiscard]] inline result<void> fill_taxes(tax_rule const& how, std::span<taxed_amount const> amounts,
                                             std::span<std::int64_t> taxes) {
    TESSERA_EXPECTS(taxes.size() == amounts.size());
    detail::tax_together const together(how, amounts, taxes);
    for (std::size_t i = 0; i < amounts.size(); ++i) {
        ratio const rate = amounts[i].rate;
        errc failed = errc::ok;
        if (how.per == tax_per::unit || how.per == tax_per::line) {
            auto const alone = detail::tax_alone(amounts[i], how);
            if (!alone) return alone.error();
            taxes[i] = *alone;
        } else if (how.per == tax_per::order) {
            if (i == 0) failed = together.fill([](std::size_t) { return true; });
        } else {
            auto const same = [&](std::size_t k) { return amounts[k].rate == rate; };
            bool seen = false;
            for (std::size_t k = 0; k < i && !seen; ++k) seen = same(k);
            if (!seen) failed = together.fill(same);
        }
        if (failed != errc::ok) return failed;
    }
    return {};
}

}  // namespace tessera
