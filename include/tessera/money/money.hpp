// SPDX-License-Identifier: BSL-1.0
#pragma once

#include <compare>
#include <cstdint>
#include <string>
#include <string_view>

#include <tessera/money/currency.hpp>
#include <tessera/money/decimal.hpp>
#include <tessera/money/ratio.hpp>
#include <tessera/money/text.hpp>

/// Floor 1. An amount that knows its currency: the value at the library's edge. Inside, an order and a
/// program have one currency, and amounts are plain minor units.

namespace tessera {

/// Minor units of a currency. Checked: what does not fit, or mixes currencies, is an error value.
class money {
public:
    constexpr money(std::int64_t minor, currency const& unit) noexcept : minor_(minor), unit_(unit) {}

    /// Returns: the amount a person wrote.
    /// Fails with: `errc::not_representable` when it has more decimals than the currency, `errc::overflow`.
    [[nodiscard]] static constexpr result<money> make(decimal amount, currency const& unit) noexcept {
        return in_minor(to_minor(amount, unit.digits), unit);
    }
    /// The same, rounded to minor units by `mode`.
    [[nodiscard]] static constexpr result<money> make(decimal amount, currency const& unit,
                                                      rounding mode) noexcept {
        return in_minor(to_minor(amount, unit.digits, mode), unit);
    }
    /// Returns: the amount that `text` spells. Example: money::parse("12.50", currencies::EUR).
    /// Fails with: what `decimal::parse` and `make` fail with.
    [[nodiscard]] static constexpr result<money> parse(std::string_view text, currency const& unit) noexcept {
        auto const amount = decimal::parse(text);
        if (!amount) return amount.error();
        return make(*amount, unit);
    }

    [[nodiscard]] constexpr std::int64_t minor() const noexcept { return minor_; }
    [[nodiscard]] constexpr currency const& unit() const noexcept { return unit_; }

    /// Nothing of one currency is not nothing of another: unequal, and unordered.
    friend constexpr bool operator==(money const&, money const&) noexcept = default;
    friend constexpr std::partial_ordering operator<=>(money const& a, money const& b) noexcept {
        if (a.unit_ != b.unit_) return std::partial_ordering::unordered;
        return a.minor_ <=> b.minor_;
    }

    /// Returns: the sum. Fails with: `errc::currency_mismatch`, `errc::overflow`.
    [[nodiscard]] friend constexpr result<money> add(money const& a, money const& b) noexcept {
        if (a.unit_ != b.unit_) return errc::currency_mismatch;
        return in_minor(checked_add(a.minor_, b.minor_), a.unit_);
    }
    /// Returns: the difference. Fails with: `errc::currency_mismatch`, `errc::overflow`.
    [[nodiscard]] friend constexpr result<money> subtract(money const& a, money const& b) noexcept {
        if (a.unit_ != b.unit_) return errc::currency_mismatch;
        return in_minor(checked_subtract(a.minor_, b.minor_), a.unit_);
    }
    /// Returns: the amount with the other sign. Fails with: `errc::overflow`.
    [[nodiscard]] friend constexpr result<money> negate(money const& amount) noexcept {
        return in_minor(checked_subtract(0, amount.minor_), amount.unit_);
    }
    /// Returns: the amount times a factor, rounded once. Fails with: `errc::overflow`.
    [[nodiscard]] friend constexpr result<money> multiply(money const& amount, ratio factor,
                                                          rounding mode) noexcept {
        return in_minor(scale(amount.minor_, factor, mode), amount.unit_);
    }
    /// Returns: the amount as it can be paid in cash. Fails with: `errc::overflow`.
    [[nodiscard]] friend constexpr result<money> cash_round(money const& amount, rounding mode) noexcept {
        return in_minor(cash_round(amount.minor_, amount.unit_, mode), amount.unit_);
    }

private:
    static constexpr result<money> in_minor(result<std::int64_t> const& minor,
                                            currency const& unit) noexcept {
        if (!minor) return minor.error();
        return money(*minor, unit);
    }

    std::int64_t minor_;
    currency unit_;
};

/// Returns: the amount with all minor digits and its currency, "1234.50 EUR".
[[nodiscard]] inline std::string to_text(money const& amount) {
    char buffer[decimal_text_max];
    std::string text(buffer, write_decimal(buffer, amount.minor(), amount.unit().digits));
    text += ' ';
    text += amount.unit().code();
    return text;
}

}  // namespace tessera
