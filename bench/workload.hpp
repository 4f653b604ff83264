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
    std::uint8_t redeems;  ///< 1: the member pays with as many points as possible; 2: with credit
};

static_assert(sizeof(line) == 16 && sizeof(order) == 24, "the layout of workload files");

/// Goods of an order that come back.
struct goods_back {
    static constexpr std::uint8_t all_lines = 255;

    std::uint32_t order;  ///< its place
    std::uint16_t day;
    std::uint8_t line;   ///< its place in the order, or `all_lines`
    std::uint8_t units;  ///< 0: all that are left
};

/// What happens next: an order, or that goods come back.
struct fact {
    std::uint32_t at;  ///< its place among its kind
    bool comes_back;
};

/// What all facts came to. Money and credit in minor units, points whole. Those of returns stay 0 where
/// nothing comes back.
struct totals {
    std::int64_t gross = 0;
    std::int64_t discount = 0;
    std::int64_t net = 0;
    std::int64_t cashback = 0;  ///< credit of the ladder, what paid a debt included
    std::int64_t earned = 0;    ///< points, what paid a debt included
    std::int64_t expired = 0;
    std::int64_t redeemed = 0;

    std::int64_t refunded = 0;         ///< money
    std::int64_t refunded_stored = 0;  ///< what points and credit had paid
    std::int64_t restored = 0;         ///< points that had paid, those of lots that ended meanwhile too
    std::int64_t taken_back = 0;       ///< points, out of lots
    std::int64_t excused = 0;          ///< points that had expired unused and count as paid back
    std::int64_t owed = 0;             ///< points that the member no longer had
    std::int64_t repaid = 0;           ///< of these, by points earned or restored later
    std::int64_t credit_spent = 0;
    std::int64_t credit_restored = 0;
    std::int64_t credit_taken_back = 0;
    std::int64_t credit_owed = 0;
    std::int64_t credit_repaid = 0;

    friend bool operator==(totals const&, totals const&) = default;
    totals& operator+=(totals const& more) noexcept;
};

struct named_sum {
    char const* name;
    std::int64_t totals::* sum;
};

inline constexpr named_sum named_sums[] = {
    {"gross", &totals::gross},
    {"discount", &totals::discount},
    {"net", &totals::net},
    {"cashback", &totals::cashback},
    {"earned", &totals::earned},
    {"expired", &totals::expired},
    {"redeemed", &totals::redeemed},
    {"refunded", &totals::refunded},
    {"refunded_stored", &totals::refunded_stored},
    {"restored", &totals::restored},
    {"taken_back", &totals::taken_back},
    {"excused", &totals::excused},
    {"owed", &totals::owed},
    {"repaid", &totals::repaid},
    {"credit_spent", &totals::credit_spent},
    {"credit_restored", &totals::credit_restored},
    {"credit_taken_back", &totals::credit_taken_back},
    {"credit_owed", &totals::credit_owed},
    {"credit_repaid", &totals::credit_repaid},
};

struct workload {
    std::vector<order> orders;
    std::vector<line> lines;
    std::vector<goods_back> returns;
    std::vector<fact> facts;  ///< orders and returns by time; empty where there are orders only
    std::uint32_t member_count = 0;
    std::size_t warm_up = 0;      ///< facts applied before a measurement begins
    std::optional<totals> known;  ///< what the whole work must come to, where it is on record

    /// Returns: how many facts there are.
    [[nodiscard]] std::size_t size() const noexcept { return facts.empty() ? orders.size() : facts.size(); }
    [[nodiscard]] fact fact_at(std::size_t i) const noexcept {
        return facts.empty() ? fact{static_cast<std::uint32_t>(i), false} : facts[i];
    }
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

inline constexpr std::size_t all_facts = std::numeric_limits<std::size_t>::max();

/// Returns: the first `count` orders of two years of a shop: members by Zipf-Mandelbrot (the k-th busiest in
///   proportion to (k + 20)^-0.75), 3.06 lines an order on average, prices log-normal around 12.00, one order
///   in seven pays with points. The same on every machine, and a prefix is a prefix of the whole.
[[nodiscard]] workload generate(scale size, std::size_t count = all_facts);

/// How many orders the members had before those that are measured.
enum class past : std::uint8_t { ten_orders, ten_thousand_orders };

/// Returns: as the warm-up, two years of 200 members who come 10 times and 200 who come 10,000 times; then,
///   to be measured, 20 orders of each member with the `measured` past. Both measurements start from the same
///   state and measure the same carts, so that only the length of the past differs.
[[nodiscard]] workload generate_with_past(past measured);

}  // namespace bench
