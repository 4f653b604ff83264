// SPDX-License-Identifier: BSL-1.0

#include <tessera/calendar/boost_date.hpp>

#include "calendar/table.hpp"
#include "support/catch.hpp"

using namespace tessera;
namespace gregorian = boost::gregorian;

TEST_CASE("dates of Boost.Date_Time") {
    CHECK(to_boost(date_of(2026, 11, 21)) == gregorian::date(2026, 11, 21));
    CHECK(to_boost(date_of(1400, 1, 1)) == gregorian::date(gregorian::min_date_time));
    CHECK(to_boost(date_of(9999, 12, 31)) == gregorian::date(gregorian::max_date_time));
    CHECK(to_boost(date::never()).is_pos_infinity());
    CHECK(to_boost(date::min()).is_neg_infinity());
    CHECK(from_boost(gregorian::date(gregorian::not_a_date_time)).error() == errc::invalid_date);
    for (date const day :
         {date_of(2024, 2, 29), date_of(1400, 1, 1), date_of(9999, 12, 31), date::min(), date::never()}) {
        CHECK(from_boost(to_boost(day)) == day);
    }
}

TEST_CASE("months are not added as Boost adds them") {
    date const day = date_of(2026, 2, 28);
    CHECK(from_boost(to_boost(day) + gregorian::months(1)) == date_of(2026, 3, 31));
    CHECK(add_months(day, 1) == date_of(2026, 3, 28));
}
