// SPDX-License-Identifier: BSL-1.0
#include "returns_workload.hpp"

#include <algorithm>

#include "random_source.hpp"

namespace bench {
namespace {

/// In the sequence of `scale`.
constexpr totals known_sums[] = {
    totals{.gross = 7267369028,
           .discount = 97579138,
           .net = 7169789890,
           .cashback = 401932000,
           .earned = 81088525,
           .expired = 31627531,
           .redeemed = 35033020,
           .refunded = 512786432,
           .refunded_stored = 16097746,
           .restored = 2658961,
           .taken_back = 5846119,
           .excused = 96519,
           .owed = 32674,
           .repaid = 28239,
           .credit_spent = 177134326,
           .credit_restored = 13438785,
           .credit_taken_back = 30379551,
           .credit_owed = 88449,
           .credit_repaid = 81814},
    totals{.gross = 7267420167,
           .discount = 249977274,
           .net = 7017442893,
           .cashback = 433812000,
           .earned = 94453530,
           .expired = 12376996,
           .redeemed = 76574090,
           .refunded = 491328801,
           .refunded_stored = 28915468,
           .restored = 5829518,
           .taken_back = 6912766,
           .excused = 34974,
           .owed = 46981,
           .repaid = 43778,
           .credit_spent = 307385501,
           .credit_restored = 23085950,
           .credit_taken_back = 32344933,
           .credit_owed = 127067,
           .credit_repaid = 127067},
    totals{.gross = 36296777259,
           .discount = 407409445,
           .net = 35889367814,
           .cashback = 1808074000,
           .earned = 397385988,
           .expired = 152725950,
           .redeemed = 145478590,
           .refunded = 2607785950,
           .refunded_stored = 62138227,
           .restored = 11054099,
           .taken_back = 28888775,
           .excused = 507146,
           .owed = 142854,
           .repaid = 116510,
           .credit_spent = 686252079,
           .credit_restored = 51084128,
           .credit_taken_back = 146005943,
           .credit_owed = 488057,
           .credit_repaid = 432607},
};

std::uint8_t draw_payment(random_source& random) noexcept {
    double const share = random.unit();
    return share < 0.25 ? pays_with_points : share < 0.35 ? pays_with_credit : std::uint8_t{0};
}

/// Returns: after how many days goods come back.
std::uint16_t draw_delay(random_source& random) noexcept {
    bool const late = random.unit() < 0.1;
    return static_cast<std::uint16_t>(late ? 31 + random.below(return_horizon_days - 31)
                                           : 1 + random.below(30));
}

void add(workload& work, order const& o, std::uint16_t delay, std::uint8_t line, std::uint8_t units) {
    auto const day = static_cast<std::uint16_t>(o.day + delay);
    work.returns.push_back({.order = o.sequence, .day = day, .line = line, .units = units});
}

void draw_returns_of_line(workload& work, order const& o, std::uint8_t line, random_source& random) {
    std::uint32_t const units = work.lines_of(o)[line].quantity;
    std::uint16_t const delay = draw_delay(random);
    bool const whole = units == 1 || random.unit() < 0.4;
    add(work, o, delay, line, whole ? 0 : 1);
    if (whole || random.unit() < 0.5) return;
    auto const later = static_cast<std::uint16_t>(delay + random.below(10));
    if (later < return_horizon_days) add(work, o, later, line, 0);
}

void draw_returns(workload& work) {
    random_source random(20240104);
    for (order const& o : work.orders) {
        if (random.unit() < 0.015) {
            add(work, o, draw_delay(random), goods_back::all_lines, 0);
            continue;
        }
        for (std::uint8_t i = 0; i < o.line_count; ++i)
            if (random.unit() < 0.065) draw_returns_of_line(work, o, i, random);
    }
    std::ranges::stable_sort(work.returns, {}, &goods_back::day);
}

/// Returns: orders and returns by day, the returns of a day before its orders.
std::vector<fact> by_time(workload const& work) {
    std::vector<fact> facts;
    facts.reserve(work.orders.size() + work.returns.size());
    std::uint32_t back = 0;
    auto const returns_through = [&](std::uint16_t day) {
        for (; back < work.returns.size() && work.returns[back].day <= day; ++back)
            facts.push_back({back, true});
    };
    for (order const& o : work.orders) {
        returns_through(o.day);
        facts.push_back({o.sequence, false});
    }
    returns_through(UINT16_MAX);
    return facts;
}

}  // namespace

workload generate_with_returns(scale size, std::size_t count) {
    workload work = generate(size, count);
    work.known.reset();
    random_source payments(20240105);
    for (order& o : work.orders) o.redeems = draw_payment(payments);
    draw_returns(work);
    work.facts = by_time(work);
    if (count >= work.facts.size()) {
        work.known = known_sums[static_cast<std::size_t>(size)];
        return work;
    }
    work.facts.resize(count);
    auto const orders = static_cast<std::size_t>(std::ranges::count(work.facts, false, &fact::comes_back));
    work.orders.resize(orders);
    work.returns.resize(count - orders);
    return work;
}

}  // namespace bench
