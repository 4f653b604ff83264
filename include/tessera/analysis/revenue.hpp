// SPDX-License-Identifier: BSL-1.0
#pragma once

#include <utility>

#include <tessera/exact.hpp>

/// Floor 6, opt-in. Revenue of goods sold with points, as IFRS 15 (B39 to B43) and ASC 606 want it: a part of
/// the price belongs to the points and is revenue only as they are redeemed. How many are expected to be
/// redeemed is the shop's estimate; the rest, never redeemed, is breakage.

namespace tessera {

/// A transaction price by what was sold for it, in minor units.
struct price_shares {
    cpp_int goods;
    cpp_int points;  ///< deferred
};

/// Returns: the price split in the ratio of the stand-alone selling prices. The points' share is rounded by
///   `mode`, the goods have the rest. The stand-alone price of points: those expected to be redeemed times
///   what one is worth.
/// Fails with: `invalid_weights`, where one is negative or none is above zero.
/// Example: 100,000 for goods of 100,000 and points of 9,500 (10,000 of 1, of which 95 % are expected): the
///   goods have 91,324, the points 8,676, with `half_up`.
/// Tested by: tests/analysis/revenue.test.cpp.
[[nodiscard]] inline result<price_shares> split_price(cpp_int const& price, cpp_rational const& goods_alone,
                                                      cpp_rational const& points_alone, rounding mode) {
    cpp_rational const alone = goods_alone + points_alone;
    if (goods_alone < 0 || points_alone < 0 || alone == 0) return errc::invalid_weights;
    cpp_int const points = to_minor(price * points_alone / alone, 0, mode);
    return price_shares{price - points, points};
}

/// The part of a price that points defer, until they are redeemed.
class deferred_revenue {
public:
    explicit deferred_revenue(cpp_int minor) : deferred_(std::move(minor)) {}

    /// Effects: recognizes revenue so that, of all that was deferred, the share is recognized which the
    ///   points redeemed so far are of all that will be, by today's estimate.
    /// Returns: what this adds to what was recognized before; below zero where the estimate rose faster than
    ///   redemptions. Rounded is the sum so far, so that nothing is lost over the years.
    /// Fails with: `invalid_weights`, where more were redeemed than are expected in all, or a figure is
    ///   negative. When nothing more is expected, all is recognized: breakage too.
    /// Example: of 8,676, with 4,500 of 9,500 redeemed 4,110; then with 8,500 of now 9,700, 3,493 more.
    [[nodiscard]] result<cpp_int> recognize(cpp_int const& redeemed_in_all, cpp_int const& expected_in_all,
                                            rounding mode) {
        if (redeemed_in_all < 0 || expected_in_all < redeemed_in_all) return errc::invalid_weights;
        cpp_int const so_far = redeemed_in_all == expected_in_all
                                   ? deferred_
                                   : divide(deferred_ * redeemed_in_all, expected_in_all, mode);
        cpp_int const change = so_far - recognized_;
        recognized_ = so_far;
        return change;
    }

    [[nodiscard]] cpp_int const& recognized() const noexcept { return recognized_; }
    /// Returns: the contract liability: what is still deferred.
    [[nodiscard]] cpp_int left() const { return deferred_ - recognized_; }

private:
    cpp_int deferred_;
    cpp_int recognized_ = 0;
};

}  // namespace tessera
