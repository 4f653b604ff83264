// SPDX-License-Identifier: BSL-1.0
#pragma once

#include <string>

#include <tessera/calendar/window.hpp>

/// The words of the calendar's tables.

namespace calendar_tests {

inline tessera::calendar_unit unit_named(std::string const& name) {
    using enum tessera::calendar_unit;
    if (name == "day") return day;
    if (name == "week") return week;
    if (name == "month") return month;
    if (name == "quarter") return quarter;
    if (name == "half year") return half_year;
    return year;
}

/// Returns: the window; for other words one that fails its check.
inline tessera::window window_named(std::string const& name) {
    using namespace tessera;
    if (name == "lifetime") return window::lifetime();
    if (name == "calendar month") return window::calendar(calendar_unit::month);
    if (name == "week from Sunday") return window::calendar(calendar_unit::week, weeks_from(weekday::sunday));
    if (name == "year from 6 April") return window::calendar(calendar_unit::year, years_from(4, 6));
    if (name == "membership year") return window::membership_year();
    if (name == "365 days by day") return window::rolling_days(365, resolution::day);
    if (name == "28 days by week") return window::rolling_days(28, resolution::week);
    if (name == "30 days by week") return window::rolling_days(30, resolution::week);
    if (name == "90 days by month") return window::rolling_days(90, resolution::month);
    if (name == "1 month by day") return window::rolling_months(1, resolution::day);
    if (name == "12 months by month") return window::rolling_months(12, resolution::month);
    return window::rolling_days(0, resolution::day);
}

}  // namespace calendar_tests
