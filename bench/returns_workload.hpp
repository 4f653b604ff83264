// SPDX-License-Identifier: BSL-1.0
#pragma once

#include "workload.hpp"

/// The second work: the same two years of orders, of which goods come back. The program is that of
/// `workload.hpp`, but for this:
///
///   - points wait 14 days, and end 60 days after that; the points of one day are one lot
///   - tier and ladder go by the gross of what was bought and kept
///   - the ladder's cashback is credit; what a return takes back of it and the member has spent is owed, and
///     later cashback and credit that comes back pay it first
///   - points pay in steps of 10; an order is paid with points or with credit, and money
///   - goods come back by the receipt within 90 days, in units of a line, whole lines or all that is left
///   - of a line's figures (price, points) the part of all that came back is due, rounded down, less what was
///     due before; discount and points belong to the lines by largest remainder
///   - the refund is split as money and points or credit had paid; such points return to the lots they came
///     from, the one last taken from first; in a lot that ended meanwhile they end at once
///   - points earned go back out of the own lot; what expired of it in the last 90 days counts as paid back;
///     then out of other lots that wait, then of usable ones, each the oldest first; the rest is owed, and
///     later points pay it first

namespace bench {

inline constexpr int points_wait_days = 14;
inline constexpr int points_usable_days = 60;
inline constexpr int return_horizon_days = 90;

/// How an order is paid, beside money.
inline constexpr std::uint8_t pays_with_points = 1;
inline constexpr std::uint8_t pays_with_credit = 2;

/// Returns: the first `count` facts of two years of a shop and the returns that follow. Some 8 % of the lines
///   come back: some orders as a whole, some lines in two parts, nine of ten within 30 days. The same on
///   every machine, and a prefix is a prefix of the whole.
[[nodiscard]] workload generate_with_returns(scale size, std::size_t count = all_facts);

}  // namespace bench
