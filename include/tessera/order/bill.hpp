// SPDX-License-Identifier: BSL-1.0
#pragma once

#include <algorithm>
#include <cstddef>
#include <cstdint>
#include <span>
#include <vector>

#include <tessera/facts/order.hpp>
#include <tessera/facts/priced_order.hpp>

/// Floor 4. Part of tessera::detail. An order while offers are taken off it: what each line still costs, and
/// room to compute in, kept between orders.

namespace tessera::detail {

class bill {
public:
    /// `memory` is what the bill computes in; what it holds is lost. `offers` is how many there are to mark.
    bill(priced_order const& priced, cart const& what, std::vector<std::int64_t>& memory, std::size_t offers)
        : lines(priced.lines),
          about(what.about),
          shipping_first(priced.shipping_minor),
          shipping_left(priced.shipping_minor),
          count_(priced.lines.size()),
          chosen_(count_),
          offers_(offers) {
        TESSERA_EXPECTS(about.empty() || about.size() == count_);
        memory.assign(rows * count_ + offers, 0);
        memory_ = memory.data();
        for (adjustment const& a : priced.adjustments) add_shares(priced, a, off(), scratch());
        for (std::size_t i = 0; i < count_; ++i) left()[i] = lines[i].promoted_minor() - off()[i];
        std::copy(left().begin(), left().end(), first().begin());
        for (std::int64_t const price : first()) first_sum_ += price;
        mark();
    }

    std::span<line const> lines;
    std::span<line_facts const> about;
    std::int64_t shipping_first;  ///< what shipping cost before any offer
    std::int64_t shipping_left;   ///< what it still costs

    [[nodiscard]] std::size_t size() const noexcept { return count_; }
    /// By line: what it cost before any offer, in minor units.
    [[nodiscard]] std::span<std::int64_t> first() const noexcept { return part(0); }
    /// What all lines together cost before any offer.
    [[nodiscard]] std::int64_t first_sum() const noexcept { return first_sum_; }
    /// What it still costs.
    [[nodiscard]] std::span<std::int64_t> left() const noexcept { return part(1); }
    // Of the lines that an offer chooses, one after the other:
    [[nodiscard]] std::size_t chosen() const noexcept { return chosen_; }
    void choose(std::size_t lines_chosen) noexcept { chosen_ = lines_chosen; }
    /// Which line it is.
    [[nodiscard]] std::span<std::int64_t> place() const noexcept { return part(2).first(chosen_); }
    /// How many of its units are chosen.
    [[nodiscard]] std::span<std::int64_t> units() const noexcept { return part(3).first(chosen_); }
    /// What these cost.
    [[nodiscard]] std::span<std::int64_t> base() const noexcept { return part(4).first(chosen_); }
    /// The most that can come off them.
    [[nodiscard]] std::span<std::int64_t> room() const noexcept { return part(5).first(chosen_); }
    /// What comes off.
    [[nodiscard]] std::span<std::int64_t> off() const noexcept { return part(6).first(chosen_); }
    [[nodiscard]] std::span<std::int64_t> scratch() const noexcept { return part(7).first(chosen_); }
    [[nodiscard]] std::size_t line_at(std::size_t k) const noexcept {
        return static_cast<std::size_t>(part(2)[k]);
    }

    /// By line: the best of several offers, and which one it is.
    [[nodiscard]] std::span<std::int64_t> best() const noexcept { return part(8); }
    [[nodiscard]] std::span<std::int64_t> best_by() const noexcept { return part(9); }

    /// By offer: whether it stands, or has been left out.
    [[nodiscard]] std::span<std::int64_t> stands() const noexcept {
        return {memory_ + rows * count_, offers_};
    }

    /// Effects: remembers what everything costs now.
    void mark() noexcept {
        std::copy(left().begin(), left().end(), part(10).begin());
        shipping_marked_ = shipping_left;
    }
    /// Effects: goes back to what was remembered.
    void go_back() noexcept {
        std::copy(part(10).begin(), part(10).end(), left().begin());
        shipping_left = shipping_marked_;
    }
    /// What a line, and shipping, cost when it was remembered.
    [[nodiscard]] std::span<std::int64_t const> marked() const noexcept { return part(10); }
    [[nodiscard]] std::int64_t shipping_marked() const noexcept { return shipping_marked_; }

    /// Returns: the least that offers may leave of a line.
    [[nodiscard]] std::int64_t lowest(std::size_t i) const noexcept {
        return about.empty() ? 0 : std::max<std::int64_t>(0, about[i].lowest_minor);
    }
    [[nodiscard]] std::int64_t quantity(std::size_t i) const noexcept {
        return std::max<std::int64_t>(1, lines[i].quantity);
    }

private:
    static constexpr std::size_t rows = 11;
    [[nodiscard]] std::span<std::int64_t> part(std::size_t row) const noexcept {
        return {memory_ + row * count_, count_};
    }

    std::int64_t shipping_marked_ = 0;
    std::int64_t first_sum_ = 0;
    std::size_t count_, chosen_, offers_;
    std::int64_t* memory_ = nullptr;
};

}  // namespace tessera::detail
