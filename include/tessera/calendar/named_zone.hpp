// SPDX-License-Identifier: BSL-1.0
#pragma once

#include <string>
#include <string_view>
#include <vector>

#include <tessera/calendar/zone_table.hpp>
#include <tessera/core/result.hpp>

/// Floor 1, opt-in, compiled (`tessera::zones`). Zones by their names in the tz database of the system.

namespace tessera {

/// Returns: the table of the zone, such as `Europe/London`, for all readings of its clocks in these years
/// (1401 to 9998). What the database lists is taken as it is; after its last entry the zone's own closing
/// rule goes on. Fails with: `errc::unknown_zone` where the system has no such zone, or no database;
/// `errc::malformed_zone` where the closing rule is needed and cannot be read; `errc::invalid_date` for the
/// years. Why a range of years: a table does not change when the system's database is updated, so that a
/// receipt is settled in five years by the business days it was written with. Tested by:
/// tests/calendar/named_zone.test.cpp.
[[nodiscard]] result<zone_table> load_zone(std::string_view iana_name, int first_year,
                                           int last_year) noexcept;

/// Returns: the names of all zones that the database of the system lists; none where there is no database.
/// Why: a name with a slip in it can be told with the one that was meant. Complexity: linear in the zones,
/// and the first call reads the folder of the database. Tested by: tests/calendar/named_zone.test.cpp.
[[nodiscard]] std::vector<std::string> zone_names();

}  // namespace tessera
