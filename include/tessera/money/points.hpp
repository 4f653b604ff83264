// SPDX-License-Identifier: BSL-1.0
#pragma once

#include <compare>
#include <cstdint>
#include <string>
#include <string_view>

#include <tessera/money/decimal.hpp>
#include <tessera/money/ratio.hpp>
#include <tessera/money/text.hpp>

/// Floor 1. Points at the library's edge. They are no money: nothing converts one into the other but a
/// redemption, which says how, and no operation takes one of each.

namespace tessera {

/// The most decimals a point type has.
inline constexpr unsigned points_digits_max = 4;

/// A count of points in the scale of their point type. Checked: what does not fit, or mixes scales, is an
/// error value.
class points {
public:
    /// `count` units of 10^-`digits`. Preconditions: `digits` <= 4.
    constexpr explicit points(std::int64_t count, unsigned digits = 0) noexcept
        : count_(count), digits_(static_cast<std::uint8_t>(digits)) {
        TESSERA_EXPECTS(digits <= points_digits_max);
    }

    /// Returns: the number of points a person wrote.
    /// Fails with: `errc::not_representable` when it has more decimals than the scale, `errc::overflow`.
    [[nodiscard]] static constexpr result<points> make(decimal amount, unsigned digits = 0) noexcept {
        return in_units(to_minor(amount, digits), digits);
    }
    /// Returns: the number that `text` spells. Fails with: what `decimal::parse` and `make` fail with.
    [[nodiscard]] static constexpr result<points> parse(std::string_view text, unsigned digits = 0) noexcept {
        auto const amount = decimal::parse(text);
        if (!amount) return amount.error();
        return make(*amount, digits);
    }

    /// Returns: the number of units of the scale.
    [[nodiscard]] constexpr std::int64_t count() const noexcept { return count_; }
    [[nodiscard]] constexpr unsigned digits() const noexcept { return digits_; }

    /// Points of two scales are of two point types: unequal, and unordered.
    friend constexpr bool operator==(points const&, points const&) noexcept = default;
    friend constexpr std::partial_ordering operator<=>(points const& a, points const& b) noexcept {
        if (a.digits_ != b.digits_) return std::partial_ordering::unordered;
        return a.count_ <=> b.count_;
    }

    /// Returns: the sum. Fails with: `errc::scale_mismatch`, `errc::overflow`.
    [[nodiscard]] friend constexpr result<points> add(points const& a, points const& b) noexcept {
        if (a.digits_ != b.digits_) return errc::scale_mismatch;
        return in_units(checked_add(a.count_, b.count_), a.digits_);
    }
    /// Returns: the difference. Fails with: `errc::scale_mismatch`, `errc::overflow`.
    [[nodiscard]] friend constexpr result<points> subtract(points const& a, points const& b) noexcept {
        if (a.digits_ != b.digits_) return errc::scale_mismatch;
        return in_units(checked_subtract(a.count_, b.count_), a.digits_);
    }
    /// Returns: the points with the other sign. Fails with: `errc::overflow`.
    [[nodiscard]] friend constexpr result<points> negate(points const& amount) noexcept {
        return in_units(checked_subtract(0, amount.count_), amount.digits_);
    }
    /// Returns: the points times a factor, rounded once. Fails with: `errc::overflow`.
    [[nodiscard]] friend constexpr result<points> multiply(points const& amount, ratio factor,
                                                           rounding mode) noexcept {
        return in_units(scale(amount.count_, factor, mode), amount.digits_);
    }

private:
    static constexpr result<points> in_units(result<std::int64_t> const& count, unsigned digits) noexcept {
        if (!count) return count.error();
        return points(*count, digits);
    }

    std::int64_t count_;
    std::uint8_t digits_;
};

/// Returns: the number with all decimals of its scale, "19110" or "12.50".
[[nodiscard]] inline std::string to_text(points const& amount) {
    char buffer[decimal_text_max];
    return {buffer, write_decimal(buffer, amount.count(), amount.digits())};
}

}  // namespace tessera
