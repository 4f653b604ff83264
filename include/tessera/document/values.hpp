// SPDX-License-Identifier: BSL-1.0
#pragma once

#include <cstdint>
#include <optional>
#include <string>
#include <vector>

#include <tessera/calendar/birthday.hpp>
#include <tessera/policy/life.hpp>
#include <tessera/policy/lots.hpp>
#include <tessera/policy/measure.hpp>
#include <tessera/policy/tier_terms.hpp>

/// Floor 6. What a program document says besides its rules: parts of an order, measures, spans of days. Plain
/// data with names where rules have numbers; defaults are those of the rules.

namespace tessera::document {

/// Tags of lines or orders, by the names that the document declares, and `no_earn`, `no_member_price`.
struct tags {
    std::vector<std::string> names{};
    friend bool operator==(tags const&, tags const&) = default;
};

/// Which lines: see `line_filter`.
struct filter {
    std::string sku{};
    std::string category{};
    tags with{};
    tags without{};
    friend bool operator==(filter const&, filter const&) = default;
};

/// Which part of an order: see `tessera::basis`. Its price is always said.
struct basis {
    price_stage price = price_stage::paid;
    bool tax = true;
    bool shipping = false;
    bool stored_value = false;
    bool no_earn = false;  ///< lines that bear `no_earn` count too
    filter lines{};
    friend bool operator==(basis const&, basis const&) = default;
};
[[nodiscard]] inline basis list_basis() { return {.price = price_stage::list, .lines = {}}; }

/// What a member does that keeps value alive.
enum class activity : std::uint8_t { orders, redemptions, returns, actions };

/// See `tessera::measure`.
struct measure {
    measure_kind kind = measure_kind::net_spend;
    basis of = list_basis();
    window within{};
    std::string points{};
    undo returned = undo::at_return;
    counting counted{};
    calendar_unit unit = calendar_unit::day;
    date anchor = calendar_anchor;
    friend bool operator==(measure const&, measure const&) = default;
};

/// The days of a recurrence: see `schedule`.
struct every_month {
    std::int32_t day = 1;
    std::int32_t length = 1;
    friend bool operator==(every_month const&, every_month const&) = default;
};
struct every_quarter {
    std::int32_t month = 1;  ///< one of the three months, 1 to 12
    std::int32_t day = 1;
    std::int32_t length = 1;
    friend bool operator==(every_quarter const&, every_quarter const&) = default;
};
struct every_year {
    std::int32_t month = 1;
    std::int32_t day = 1;
    std::int32_t length = 1;
    friend bool operator==(every_year const&, every_year const&) = default;
};

/// On which days: see `tessera::schedule`.
struct schedule {
    std::optional<date> from{};
    std::optional<date> before{};  ///< the first day that is too late
    std::vector<weekday> on{};
    std::int32_t nth = 0;  ///< of the month, of the one weekday named; -1 is the last, 0 every one
    std::optional<every_month> each_month{};
    std::optional<every_quarter> each_quarter{};
    std::optional<every_year> each_year{};
    std::int32_t each_anniversary = 0;  ///< so many days from each anniversary of joining; 0: none
    friend bool operator==(schedule const&, schedule const&) = default;
};

/// How long a level is held: one of the three.
struct hold {
    std::optional<life> lasting{};
    std::optional<calendar_unit> to_end_of{};
    std::optional<calendar_unit> to_end_of_next{};
    date anchor = calendar_anchor;
    friend bool operator==(hold const&, hold const&) = default;
};

}  // namespace tessera::document
