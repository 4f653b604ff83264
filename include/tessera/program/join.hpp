// SPDX-License-Identifier: BSL-1.0
#pragma once

#include <tessera/ledger/apply.hpp>
#include <tessera/ledger/join.hpp>
#include <tessera/program/program.hpp>

/// Floor 5, opt-in. Two accounts of one person become one by the rules of a program: what time has opened,
/// ended and counted in either is written down before they meet.

namespace tessera {
namespace detail {

/// Effects: writes down in `out` what is true of the account on the day, and brings it there.
template <class Program>
[[nodiscard]] errc bring_to_day(Program const& by, fact_head const& head, account& of, decision& out) {
    auto const decided = by.decide(of, day_passes{head}, out);
    if (!decided || out.how == outcome::repeat) return decided ? errc::ok : decided.error();
    return apply(of, by.chart(), out.as_entry());
}

template <class Program>
[[nodiscard]] stretch<bound_measure const> measures_on(Program const& by, date day) noexcept {
    if constexpr (requires { by.measures(); })
        return by.measures();
    else
        return by.measures(day);
}
/// Effects: counts once the periods that both accounts count, by the measures of the day.
template <class Program>
void join_periods(Program const& by, account const& left, account const& stayed, date day,
                  row<posting>& out) {
    for (bound_measure const& m : measures_on(by, day))
        if (m.what.kind == measure_kind::order_periods) m.periods().join(left, stayed, out);
}

/// Effects: adds to the decisions what joins the two accounts, which stand where the decisions led.
template <class Program>
[[nodiscard]] errc join_on_day(Program const& by, account const& left, account const& stayed, date day,
                               decision& leaving, decision& staying) {
    row<posting> lost, gained;
    errc const failed = join(left, stayed, by.chart(), day, lost, gained);
    join_periods(by, left, stayed, day, gained);
    for (posting const& p : lost) leaving.postings.push_back(p);
    for (posting const& p : gained) staying.postings.push_back(p);
    return failed;
}

}  // namespace detail

/// Effects: decides that the account `leaves` becomes part of `stays`, as one fact of both. `leaving`
///   empties the one; after `staying` the other has what both had on the day, lots with their ends, whether
///   or not anything had been written down since their last facts. Ladders and tiers answer with the next
///   fact. A repeat for both is one.
/// Fails with: `holds_collide`, `behind_frontier`, `overflow`, and what `decide` fails with; then nothing may
///   be applied.
/// Preconditions: no fact of one has the id of a fact of the other, but for this one.
/// Complexity: linear in what they hold; allocates.
/// Tested by: tests/program/join.test.cpp.
template <class Program>
[[nodiscard]] result<void> join(Program const& by, account const& leaves, account const& stays,
                                fact_head const& head, decision& leaving, decision& staying) {
    account left = leaves, stayed = stays;
    errc failed = detail::bring_to_day(by, head, left, leaving);
    if (failed == errc::ok) failed = detail::bring_to_day(by, head, stayed, staying);
    if (failed == errc::ok && leaving.how != staying.how) failed = errc::behind_frontier;
    if (failed == errc::ok && staying.how != outcome::repeat)
        failed = detail::join_on_day(by, left, stayed, head.day, leaving, staying);
    if (failed == errc::ok) return {};
    static_cast<void>(detail::failure(failed, leaving));
    return detail::failure(failed, staying);
}

}  // namespace tessera
