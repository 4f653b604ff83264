// SPDX-License-Identifier: BSL-1.0
#pragma once

#include <algorithm>
#include <cstddef>
#include <cstdint>
#include <span>
#include <utility>
#include <vector>

#include <tessera/core/result.hpp>
#include <tessera/core/wide.hpp>
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

/// The exact sum of taxes: whole units, and beside them a fraction below one, over the common denominator so
/// far.
class tax_sum {
public:
    /// Effects: adds `whole + part / parts`. Preconditions: 0 <= part < parts. Fails with: `overflow`.
    [[nodiscard]] errc add(std::int64_t whole, std::int64_t part, std::int64_t parts) noexcept {
        whole_ += whole;
        int128 const more = int128(parts) / common(parts_, parts);
        if (parts_ > most / more) return errc::overflow;
        part_ = part_ * more + part * (parts_ * more / parts);
        parts_ *= more;
        if (part_ >= parts_) part_ -= parts_, ++whole_;
        return errc::ok;
    }
    /// Returns: the sum, rounded.
    [[nodiscard]] int128 rounded(rounding mode) const noexcept {
        int128 const odd = whole_ & 1;  // all that a rounding asks of whole units
        return whole_ - odd + divide(odd * parts_ + part_, parts_, mode);
    }

private:
    static constexpr int128 most = int128(1) << 122;  ///< beyond it twice a fraction may not fit

    [[nodiscard]] static int128 common(int128 a, int128 b) noexcept {
        while (b != 0) a = std::exchange(b, a % b);
        return a;
    }

    int128 whole_ = 0, part_ = 0, parts_ = 1;
};

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
        tax_sum exact;
        std::vector<lost_part> lost;
        for (std::size_t i = 0; i < amounts_.size(); ++i) {
            if (!taken(i)) continue;
            auto const share = taxed_share(amounts_[i].rate, how_);
            if (!share) return share.error();
            int128 const own = int128(amounts_[i].minor) * share->num;
            if (!fits_int64(own / share->den)) return errc::overflow;
            taxes_[i] = static_cast<std::int64_t>(own / share->den);
            lost.push_back({i, static_cast<std::int64_t>(own % share->den), share->den});
            if (errc const failed = exact.add(taxes_[i], lost.back().part, share->den); failed != errc::ok)
                return failed;
        }
        int128 left = exact.rounded(how_.mode);
        for (lost_part const& one : lost) left -= taxes_[one.place];
        std::sort(lost.begin(), lost.end());
        for (std::size_t k = 0; k < lost.size() && left > 0; ++k, --left) ++taxes_[lost[k].place];
        return errc::ok;
    }

private:
    /// What rounding down took from one tax; the largest comes first.
    struct lost_part {
        std::size_t place = 0;
        std::int64_t part = 0, parts = 1;
        friend bool operator<(lost_part const& a, lost_part const& b) noexcept {
            int128 const of_a = int128(a.part) * b.parts, of_b = int128(b.part) * a.parts;
            return of_a == of_b ? a.place < b.place : of_a > of_b;
        }
    };

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
