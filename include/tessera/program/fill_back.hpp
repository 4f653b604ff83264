// SPDX-License-Identifier: BSL-1.0
#pragma once

#include <cstdint>
#include <span>
#include <vector>

#include <tessera/program/merge.hpp>

/// Floor 5, opt-in. A new measure over the past. Old postings say what old rules made of the facts; what a
/// new measure would have counted only the facts themselves can tell.

namespace tessera {

/// What becomes of the steps of a new ladder that the member's past has reached.
enum class reached_steps : std::uint8_t {
    paid,           ///< the member's next fact pays them
    taken_as_paid,  ///< they count as paid, and nothing is
};

/// A measure that was filled back.
struct filled_measure {
    slot_id measure{};
    std::int64_t value = 0;  ///< on the day of the member's last fact
    friend constexpr bool operator==(filled_measure const&, filled_measure const&) noexcept = default;
};

/// Effects: fills the measures that the program has and `older` lacked with what the member's past comes to:
///   all facts are decided by the program as if it had always been in force, at the prices that were charged;
///   `out` holds the postings that bring the new measures there, and nothing else: pools, levels and measures
///   of before stay as they are. Tiers by a new measure follow with the next fact. `report` says what each
///   new measure now is. `fill` is the id of this entry.
/// Fails with: `broken_history`, and what `merge` fails with for one of the facts; then nothing has changed.
/// Preconditions: the program's chart extends `older`; `facts` are all of the member's, in the order of their
///   keys, the last one the account's.
/// Complexity: that of deciding the facts again; allocates.
/// Tested by: tests/program/fill_back.test.cpp.
template <class Program>
[[nodiscard]] result<void> fill_back(Program const& by, chart older, std::span<past_fact const> facts,
                                     reached_steps steps, fact_id fill, account const& current, decision& out,
                                     std::vector<filled_measure>& report) {
    TESSERA_EXPECTS(by.chart().extends(older));
    report.clear();
    account const nothing;
    if (facts.empty() || !detail::whole_slice(nothing, facts, current)) {
        out.clear();
        return errc::broken_history;
    }
    merge_outcome unused;
    detail::retelling<Program> past(by, nothing, facts.first(facts.size() - 1), facts.back(), unused);
    errc failed = past.tell(out);
    out.clear();
    if (failed != errc::ok) return failed;

    date const day = head_of(facts.back().what).day;
    detail::difference between(current, past.told(), by.chart(), out.postings);
    auto const is_new = [&](slot_id slot) { return !older.has(slot); };
    for (bound_measure const& m : by.measures()) {
        if (!is_new(m.slot())) continue;
        between.measure(m.slot());
        if (m.what.kind == measure_kind::order_periods) between.measure(m.orders.id);
        report.push_back({m.slot(), measure_of(past.told(), by.chart(), m.slot(), day)});
    }
    if (steps == reached_steps::taken_as_paid)
        detail::for_each_ladder(by, [&](auto const& one) {
            if (is_new(one.awarded())) between.measure(one.awarded());
        });
    out.how = outcome::merged;
    out.fact = fill;
    out.key = current.frontier();
    out.saw = current.version();
    out.program = by.version();
    if (failed = between.failed(); failed != errc::ok) out.clear();
    return failed == errc::ok ? result<void>() : failed;
}

}  // namespace tessera
