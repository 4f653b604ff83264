// SPDX-License-Identifier: BSL-1.0
#pragma once

#include <boost/date_time/gregorian/gregorian_types.hpp>

#include <tessera/calendar/date.hpp>
#include <tessera/core/result.hpp>

/// Floor 1, opt-in. Dates from and to Boost.Date_Time's `gregorian::date`.

namespace tessera {

/// Returns: the day; negative infinity for `date::min()`, positive for `date::never()`.
[[nodiscard]] inline boost::gregorian::date to_boost(date day) {
    if (!in_calendar(day)) {
        bool const before = day < detail::first_day;
        return boost::gregorian::date(before ? boost::date_time::neg_infin : boost::date_time::pos_infin);
    }
    ymd const parts = to_ymd(day);
    return {static_cast<unsigned short>(parts.year), parts.month, parts.day};
}

/// Returns: the day; `date::min()` for negative infinity, `date::never()` for positive.
/// Fails with: `errc::invalid_date` for `not_a_date_time`.
[[nodiscard]] inline result<date> from_boost(boost::gregorian::date const& day) {
    if (day.is_not_a_date()) return errc::invalid_date;
    if (day.is_neg_infinity()) return date::min();
    if (day.is_pos_infinity()) return date::never();
    auto const parts = day.year_month_day();
    return date::from(parts.year, parts.month, parts.day);
}

}  // namespace tessera
