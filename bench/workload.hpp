// SPDX-License-Identifier: BSL-1.0
#pragma once

#include <cstddef>
#include <cstdint>
#include <limits>
#include <optional>
#include <span>
#include <vector>

/// The work that every measurement does: the orders of two years of a shop, drawn from a fixed seed, and the
/// sums of what a fixed program gives for them. Whoever does the work must reach these sums, so that only
/// equal work is ever compared.
///
/// The program, per order of a member:
///   - points older than 365 days expire, the oldest first
///   - gross = the sum of quantity x unit price
///   - tier by the gross of all orders before: from 1000.00 2 % off and 1.25 points, from 3000.00 5 % off and
///     1.5 points, else nothing off and 1 point, per 1.00 of net
///   - discount = gross x rate, rounded half to even; net = gross - discount
///   - cashback: a ladder of totals over the gross of all orders, this one included, of which the difference
///     to what was paid before is due: 200.00 -> 20.00, 1000.00 -> 100.00, 2000.00 -> 200.00,
///     5000.00 -> 500.00, 10000.00 -> 1000.00, 20000.00 -> 2000.00
///   - when the member asks for it, whole hundreds of points pay, as many as there are and the net allows
///     (100 points are 1.00), the oldest first
///   - points = net x multiplier, rounded down, a lot of the order's day

namespace bench {

struct line {
    std::uint32_t sku;
    std::uint32_t quantity;
    std::int64_t unit_price;  ///< minor units
};

struct order {
    std::uint64_t member_id;  ///< the shop's number: 53 bits, sparse
    std::uint32_t member;     ///< the same member counted from zero
    std::uint32_t first_line;
    std::uint32_t sequence;
    std::uint16_t day;  ///< days since the shop opened
    std::uint8_t line_count;
    std::uint8_t redeems;  ///< 1: the member pays with as many points as possible
};

static_assert(sizeof(line) == 16 && sizeof(order) == 24, "the layout of workload files");

/// What all orders came to. Money in minor units, points whole.
struct totals {
    std::int64_t gross = 0;
    std::int64_t discount = 0;
    std::int64_t net = 0;
    std::int64_t cashback = 0;
    std::int64_t earned = 0;
    std::int64_t expired = 0;
    std::int64_t redeemed = 0;

    friend bool operator==(totals const&, totals const&) = default;
    totals& operator+=(totals const& more) noexcept;
};

struct workload {
    std::vector<order> orders;
    std::vector<line> lines;
    std::uint32_t member_count = 0;
    std::size_t warm_up = 0;      ///< orders applied before a measurement begins
    std::optional<totals> known;  ///< what the whole work must come to, where it is on record

    [[nodiscard]] std::span<line const> lines_of(order const& o) const noexcept {
        return {lines.data() + o.first_line, o.line_count};
    }
    /// Returns: how many members have at least one order. Complexity: linear.
    [[nodiscard]] std::size_t active_members() const;
};

/// The three sizes on record.
enum class scale : std::uint8_t {
    standard,      ///< 1,000,000 orders of 100,000 members
    few_members,   ///< 1,000,000 orders of 10,000 members
    many_members,  ///< 5,000,000 orders of 1,000,000 members
};

inline constexpr std::size_t all_orders = std::numeric_limits<std::size_t>::max();

/// Returns: the first `count` orders of two years of a shop: members by Zipf-Mandelbrot (the k-th busiest in
///   proportion to (k + 20)^-0.75), 3.06 lines an order on average, prices log-normal around 12.00, one order
///   in seven pays with points. The same on every machine, and a prefix is a prefix of the whole.
[[nodiscard]] workload generate(scale size, std::size_t count = all_orders);

/// How many orders the members had before those that are measured.
enum class past : std::uint8_t { ten_orders, ten_thousand_orders };

/// Returns: as the warm-up, two years of 200 members who come 10 times and 200 who come 10,000 times; then,
///   to be measured, 20 orders of each member with the `measured` past. Both measurements start from the same
///   state and measure the same carts, so that only the length of the past differs.
[[nodiscard]] workload generate_with_past(past measured);

}  // namespace bench
