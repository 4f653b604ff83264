// SPDX-License-Identifier: BSL-1.0
#pragma once

#include <map>
#include <span>
#include <tuple>
#include <utility>
#include <vector>

#include <tessera/analysis/movement.hpp>
#include <tessera/exact.hpp>

/// Floor 6, opt-in. The liability: what a program still owes its members, by the month in which it was earned
/// and the month in which it ends, and what became of each month's awards. Handed in member by member.

namespace tessera {

/// What became of the value earned in one month, in the pool's unit. Awards that paid a debt are no part of
/// it: they never were anybody's to spend.
struct cohort {
    date earned{};        ///< the first day of the month
    cpp_int issued;       ///< into lots
    cpp_int restored;     ///< came back after having been redeemed
    cpp_int redeemed;     ///< captured holds included
    cpp_int expired;      ///< so far
    cpp_int clawed_back;  ///< taken from its lots
    cpp_int paid_on_debt;
    cpp_int adjusted;     ///< received less sent
    cpp_int outstanding;  ///< pending and reserved value included
};

/// What is left of the value earned in one month and ending in another.
struct outstanding_value {
    date earned{};   ///< the first day of the month
    date expires{};  ///< the first day of the month of expiry, `date::never()` for what never expires
    cpp_int amount;  ///< above zero
};

/// Example: `cohort_table of; of.add(*moved); value_of(of.outstanding(points), worth)`
/// Tested by: tests/analysis/cohort.test.cpp.
class cohort_table {
public:
    /// Effects: counts the movements of a member. Complexity: linear, times the logarithm of cohorts.
    void add(std::span<movement const> moved) {
        for (movement const& m : moved) add(m);
    }

    /// Returns: the pool's cohorts, the oldest first.
    [[nodiscard]] std::vector<cohort> cohorts(slot_id pool) const {
        std::vector<cohort> found;
        for (auto at = cohorts_.lower_bound({pool, date::min()});
             at != cohorts_.end() && at->first.first == pool; ++at)
            found.push_back(at->second);
        return found;
    }

    /// Returns: what is left of the pool, by month of earning and then of expiry.
    [[nodiscard]] std::vector<outstanding_value> outstanding(slot_id pool) const {
        std::vector<outstanding_value> found;
        for (auto at = left_.lower_bound({pool, date::min(), date::min()});
             at != left_.end() && std::get<0>(at->first) == pool; ++at)
            if (at->second != 0)
                found.push_back({std::get<1>(at->first), std::get<2>(at->first), at->second});
        return found;
    }

private:
    void add(movement const& m) {
        legs const sides = legs_of(m.kind);
        std::int64_t change = 0;
        if (holds(sides.to)) change += m.amount;
        if (holds(sides.from)) change -= m.amount;
        if (!holds(sides.to) && !holds(sides.from)) return;
        cohort& row = cohorts_[{m.pool, m.earned}];
        row.earned = m.earned;
        count(row, m);
        row.outstanding += change;
        left_[{m.pool, m.earned, month_of(m.lot.expires)}] += change;
    }

    /// Returns: whether value at that side is outstanding.
    [[nodiscard]] static bool holds(side of) noexcept { return of == side::member || of == side::reserved; }

    static void count(cohort& row, movement const& m) {
        switch (m.kind) {
            case posting_kind::issue: row.issued += m.amount; break;
            case posting_kind::restore: row.restored += m.amount; break;
            case posting_kind::redeem:
            case posting_kind::capture: row.redeemed += m.amount; break;
            case posting_kind::expire: row.expired += m.amount; break;
            case posting_kind::claw: row.clawed_back += m.amount; break;
            case posting_kind::pay: row.paid_on_debt += m.amount; break;
            case posting_kind::send: row.adjusted -= m.amount; break;
            case posting_kind::receive: row.adjusted += m.amount; break;
            default: break;
        }
    }

    std::map<std::pair<slot_id, date>, cohort> cohorts_;
    std::map<std::tuple<slot_id, date, date>, cpp_int> left_;
};

/// Returns: what the value is worth, exactly, where one unit of it is worth `unit_minor` minor units: for
///   points `worth_of(point_value, ...)`, times the share that is expected to be redeemed. Rounded, when it
///   is written down, by `to_minor(value, 0, mode)`.
[[nodiscard]] inline cpp_rational value_of(std::span<outstanding_value const> left, ratio unit_minor) {
    cpp_int total;
    for (outstanding_value const& v : left) total += v.amount;
    return total * to_cpp_rational(unit_minor);
}

}  // namespace tessera
