// SPDX-License-Identifier: BSL-1.0
#pragma once

#include <algorithm>
#include <array>
#include <cstddef>
#include <cstdint>
#include <span>

#include <tessera/money/rounding.hpp>

/// Floor 1. Splitting an amount over lines without losing or inventing a minor unit. Every way to treat what
/// rounding leaves over has a name here; `allocate_within.hpp` adds a most that each line can take.

namespace tessera {

/// Who gets the units that the rounded shares leave over, or gives back those they take too many: one unit
/// each, never a line of weight zero, and none back from a line that has none.
enum class left_over_to : std::uint8_t {
    largest_remainder,  ///< those whose rounding lost most; ties to the earlier
    first,              ///< from the first line on
    last,               ///< from the last line back
    largest_weight,     ///< the heaviest; ties to the earlier
    separate,           ///< nobody: they are returned
    block,              ///< nobody: shares stand in exactly the ratio of the weights, the rest is returned
    from_the_end,       ///< nothing is left: from the last line back, each takes its share of what is there
};

/// What happens when no line has a weight.
enum class zero_weights : std::uint8_t {
    error,    ///< `errc::invalid_weights`
    nothing,  ///< nobody gets anything: the whole amount is returned
    equal,    ///< as if all weights were alike
};

/// How to split. The default is the library's rule: by largest remainder, ties to the earlier line.
struct split {
    left_over_to left_over = left_over_to::largest_remainder;
    zero_weights zeros = zero_weights::error;
    rounding share = rounding::down;  ///< of each share before what is left over is dealt out
    std::int64_t step = 1;            ///< the unit that is dealt out, 5 where cash moves in 0.05
};

namespace detail {

/// Returns: the sum of `count` weights. Fails with: `errc::invalid_weights` if one is negative,
/// `errc::overflow`.
template <class Weight>
[[nodiscard]] constexpr result<std::int64_t> sum_of_weights(std::size_t count,
                                                            Weight const& weight) noexcept {
    std::int64_t sum = 0;
    for (std::size_t i = 0; i < count; ++i) {
        if (weight(i) < 0) return errc::invalid_weights;
        if (__builtin_add_overflow(sum, weight(i), &sum)) return errc::overflow;
    }
    return sum;
}

/// One splitting of `units` by `weight(i) / sum`, its shares counted in units too.
template <class Weight>
class splitting {
public:
    constexpr splitting(std::int64_t units, Weight const& weight, std::int64_t sum, split const& how,
                        std::span<std::int64_t> shares) noexcept
        : units_(units), weight_(weight), sum_(sum), how_(how), shares_(shares) {}

    /// Effects: writes the shares. Returns: the units not placed.
    constexpr std::int64_t run() noexcept {
        if (how_.left_over == left_over_to::block) return in_blocks();
        if (how_.left_over == left_over_to::from_the_end) return from_the_end();
        std::int64_t largest = 0;
        if (how_.left_over == left_over_to::largest_remainder && how_.share == rounding::down &&
            units_ >= 0 && !__builtin_mul_overflow(units_, sum_, &largest))
            return by_largest_remainder();
        std::uint64_t placed = 0;  // wraps around: the shares may pass the limit where their sum does not
        for (std::size_t i = 0; i < shares_.size(); ++i) {
            shares_[i] = rounded(i);
            placed += static_cast<std::uint64_t>(shares_[i]);
        }
        auto const left = static_cast<std::int64_t>(static_cast<std::uint64_t>(units_) - placed);
        if (left == 0 || how_.left_over == left_over_to::separate) return left;
        if (how_.left_over == left_over_to::first || how_.left_over == left_over_to::last) {
            deal_in_order(left);
        } else {
            deal_by_rank(left);
        }
        return 0;
    }

private:
    /// The usual way, where all products fit: the shares first hold what rounding loses on each, among which
    /// the smallest loss that still gets a unit is selected.
    constexpr std::int64_t by_largest_remainder() noexcept {
        auto const sum = static_cast<std::uint64_t>(sum_);
        auto const product = [this](std::size_t i) {
            return static_cast<std::uint64_t>(units_) * static_cast<std::uint64_t>(weight_(i));
        };
        std::uint64_t placed = 0;
        for (std::size_t i = 0; i < shares_.size(); ++i) {
            std::uint64_t const whole = product(i) / sum;
            shares_[i] = static_cast<std::int64_t>(product(i) - whole * sum);
            placed += whole;
        }
        auto const left = static_cast<std::ptrdiff_t>(static_cast<std::uint64_t>(units_) - placed);
        std::int64_t bar = INT64_MAX;
        std::ptrdiff_t ties = 0;
        if (left > 0) {
            std::int64_t *const first = shares_.data(), *const last = first + shares_.size();
            std::nth_element(first, last - left, last);
            bar = *(last - left);
            ties = std::count(last - left, last, bar);
        }
        for (std::size_t i = 0; i < shares_.size(); ++i) {
            std::uint64_t const whole = product(i) / sum;
            auto const lost = static_cast<std::int64_t>(product(i) - whole * sum);
            bool const wins = lost > bar || (lost == bar && ties-- > 0);
            shares_[i] = static_cast<std::int64_t>(whole) + (wins ? 1 : 0);
        }
        return 0;
    }

    /// A weight is at most the sum, so a share always fits.
    constexpr std::int64_t rounded(std::size_t i) const noexcept {
        auto const share = scale(units_, weight_(i), sum_, how_.share);
        return *share;
    }

    /// Returns: what rounding took from share `i`, in parts of one unit by `sum_`. It is smaller than
    /// `sum_`, so that it may be computed modulo 2^64.
    constexpr std::int64_t lost(std::size_t i) const noexcept {
        return static_cast<std::int64_t>(
            static_cast<std::uint64_t>(units_) * static_cast<std::uint64_t>(weight_(i)) -
            static_cast<std::uint64_t>(rounded(i)) * static_cast<std::uint64_t>(sum_));
    }

    /// What rounding loses on one share is less than a unit, so fewer units are left than lines lost any.
    /// Nothing is taken from a line that has nothing: there are enough whose share was rounded away from
    /// zero.
    constexpr void deal_in_order(std::int64_t left) noexcept {
        std::int64_t const unit = left < 0 ? -1 : 1;
        bool const takes = (left < 0) != (units_ < 0);
        std::size_t const count = shares_.size();
        for (std::size_t k = 0; k < count && left != 0; ++k) {
            std::size_t const i = how_.left_over == left_over_to::first ? k : count - 1 - k;
            if (weight_(i) == 0 || (takes && shares_[i] == 0)) continue;
            shares_[i] += unit;
            left -= unit;
        }
    }

    constexpr std::int64_t rank(std::size_t i, std::int64_t unit) const noexcept {
        return how_.left_over == left_over_to::largest_weight ? weight_(i) : unit * lost(i);
    }

    /// The shares serve as room for the ranks: the lowest rank that still gets a unit is selected in them,
    /// then every share is written anew.
    constexpr void deal_by_rank(std::int64_t left) noexcept {
        std::int64_t const unit = left < 0 ? -1 : 1;
        for (std::size_t i = 0; i < shares_.size(); ++i) shares_[i] = rank(i, unit);
        std::int64_t *const first = shares_.data(), *const last = first + shares_.size();
        std::int64_t* const lowest = last - left * unit;
        std::nth_element(first, lowest, last);
        std::int64_t const bar = *lowest;
        std::ptrdiff_t ties = std::count(lowest, last, bar);
        for (std::size_t i = 0; i < shares_.size(); ++i) {
            std::int64_t const own = rank(i, unit);
            bool const wins = own > bar || (own == bar && ties-- > 0);
            shares_[i] = rounded(i) + (wins ? unit : 0);
        }
    }

    /// The weights in lowest terms make one block; only whole blocks are dealt out.
    constexpr std::int64_t in_blocks() noexcept {
        std::int64_t divisor = sum_;
        for (std::size_t i = 0; i < shares_.size(); ++i) {
            for (std::int64_t other = weight_(i); other != 0;) {
                std::int64_t const rest = divisor % other;
                divisor = other;
                other = rest;
            }
        }
        std::int64_t const block = sum_ / divisor;
        std::int64_t const blocks = units_ / block;
        for (std::size_t i = 0; i < shares_.size(); ++i) shares_[i] = blocks * (weight_(i) / divisor);
        return units_ - blocks * block;
    }

    /// The first line with a weight is the last to be served and takes all that is there.
    constexpr std::int64_t from_the_end() noexcept {
        std::int64_t left = units_;
        std::int64_t weights_left = sum_;
        for (std::size_t i = shares_.size(); i-- > 0;) {
            std::int64_t const own = weight_(i);
            shares_[i] = 0;
            if (own == 0) continue;
            auto const share = scale(left, own, weights_left, how_.share);
            shares_[i] = *share;
            left -= *share;
            weights_left -= own;
        }
        return left;
    }

    std::int64_t units_;
    Weight const& weight_;
    std::int64_t sum_;
    split const& how_;
    std::span<std::int64_t> shares_;
};

/// Effects: writes the shares in minor units. Returns: what was not placed.
template <class Weight>
constexpr std::int64_t allocate_by(std::int64_t total, Weight const& weight, std::int64_t sum,
                                   std::span<std::int64_t> shares, split const& how) noexcept {
    std::int64_t const units = total / how.step;
    std::int64_t const left = splitting<Weight>(units, weight, sum, how, shares).run();
    for (std::int64_t& share : shares) share *= how.step;  // fits: no share is larger than `units`
    return left * how.step + total % how.step;
}

}  // namespace detail

/// Effects: splits `total` in `shares.size()` parts that are as equal as whole units allow.
/// Preconditions: `how.step` is positive. Returns: what was not placed, see `allocate`.
/// Fails with: `errc::invalid_weights` if there is no share to place a total in.
/// Example: -1000 in 3 with `left_over_to::first` is -334, -333, -333.
constexpr result<std::int64_t> allocate_equally(std::int64_t total, std::span<std::int64_t> shares,
                                                split how = {}) noexcept {
    TESSERA_EXPECTS(how.step > 0);
    if (shares.empty()) {
        if (total != 0 && how.zeros != zero_weights::nothing) return errc::invalid_weights;
        return total;
    }
    return detail::allocate_by(
        total, [](std::size_t) { return std::int64_t{1}; }, static_cast<std::int64_t>(shares.size()), shares,
        how);
}

/// Effects: splits `total`, which may be negative, over `shares` in the ratio of `weights`.
/// Preconditions: as many shares as weights, not in the same memory; `how.step` is positive.
/// Returns: what was not placed: with `separate` and `block` what rounding left over, with a step the part of
///   `total` below one step, with `zero_weights::nothing` everything; else 0. The shares and it are `total`.
/// Fails with: `errc::invalid_weights` if a weight is negative, or none is positive and `how.zeros` forbids
///   that (a total of zero is split all the same); `errc::overflow` if the weights' sum exceeds 64 bits. The
///   shares are then unspecified.
/// Complexity: linear on average, n log n at worst; two divisions per line; no allocation.
/// Why: rounding each share alone loses or invents cents, and a receipt must add up.
/// Example: 1000 over 1, 1, 1 is 334, 333, 333.
/// Tested by: tests/money/allocate.test.cpp
constexpr result<std::int64_t> allocate(std::int64_t total, std::span<std::int64_t const> weights,
                                        std::span<std::int64_t> shares, split how = {}) noexcept {
    TESSERA_EXPECTS(weights.size() == shares.size());
    TESSERA_EXPECTS(how.step > 0);
    auto const weight = [weights](std::size_t i) { return weights[i]; };
    auto const sum = detail::sum_of_weights(weights.size(), weight);
    if (!sum) return sum.error();
    if (*sum != 0) return detail::allocate_by(total, weight, *sum, shares, how);
    if (how.zeros == zero_weights::equal) return allocate_equally(total, shares, how);
    if (how.zeros == zero_weights::error && total != 0) return errc::invalid_weights;
    std::fill(shares.begin(), shares.end(), 0);
    return total;
}

/// The shares of a fixed number of lines, and what was not placed.
template <std::size_t N>
struct allocation {
    std::array<std::int64_t, N> shares{};
    std::int64_t unplaced = 0;
};

/// The same for a fixed number of lines.
template <std::size_t N>
[[nodiscard]] constexpr result<allocation<N>> allocate(std::int64_t total,
                                                       std::array<std::int64_t, N> const& weights,
                                                       split how = {}) noexcept {
    allocation<N> parts;
    auto const unplaced =
        allocate(total, std::span<std::int64_t const>(weights), std::span(parts.shares), how);
    if (!unplaced) return unplaced.error();
    parts.unplaced = *unplaced;
    return parts;
}

}  // namespace tessera
