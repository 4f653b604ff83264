// SPDX-License-Identifier: BSL-1.0
#pragma once

#include <algorithm>
#include <cstdint>

#include <tessera/ledger/account.hpp>

/// Floor 2. What of a measure is postponed: an order that counts only from a day on. It counts from that day
/// on whether or not anything writes it down.
///
/// Why it is no part of the cell: whoever takes it back before its day must find it, and an order that comes
/// back whole before it counts has never counted.

namespace tessera::detail {

/// Returns: whether the part has begun and not ended: it counts on the day.
[[nodiscard]] inline bool begun(far_lot const& part, slot_id measure, date day) noexcept {
    return part.slot == measure && part.held.key.usable(day);
}

/// Returns: what has begun of a sum and is not written down yet.
[[nodiscard]] inline std::int64_t begun_sum(account const& of, slot_id sum, date day) noexcept {
    std::int64_t total = 0;
    for (far_lot const& part : of.postponed_parts())
        if (begun(part, sum, day)) total += part.held.amount;
    return total;
}

/// Returns: the highest that has begun of a peak and is not written down yet.
[[nodiscard]] inline std::int64_t begun_peak(account const& of, slot_id peak, date day) noexcept {
    std::int64_t highest = 0;
    for (far_lot const& part : of.postponed_parts())
        if (begun(part, peak, day)) highest = std::max(highest, part.held.amount);
    return highest;
}

/// Returns: the first day on which something postponed begins; `date::never()` if nothing is.
[[nodiscard]] inline date next_beginning(account const& of) noexcept {
    date next = date::never();
    for (far_lot const& part : of.postponed_parts()) next = std::min(next, part.held.key.opens);
    return next;
}

/// Returns: whether something postponed begins by the day. Complexity: constant where nothing falls due.
[[nodiscard]] TESSERA_INLINE bool begins_by(account const& of, date day) noexcept {
    return of.due() <= day && !of.postponed_parts().empty() && next_beginning(of) <= day;
}

}  // namespace tessera::detail
