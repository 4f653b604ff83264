// SPDX-License-Identifier: BSL-1.0
#pragma once

#include <string>
#include <string_view>
#include <vector>

#include "tool/programs.hpp"

/// Part of the command-line tool. The library keeps hashes of names; people read a journal by the names.

namespace tessera::tool {

/// A slot as a journal shows it.
struct slot_name {
    std::string name;
    unsigned digits = 0;  ///< decimals of its amounts
};

[[nodiscard]] constexpr std::string_view name_of(measure_kind kind) noexcept {
    switch (kind) {
        case measure_kind::net_spend: return "net spend";
        case measure_kind::gross_spend: return "gross spend";
        case measure_kind::orders: return "orders";
        case measure_kind::items: return "items";
        case measure_kind::best_order: return "best order";
        case measure_kind::points_earned: return "points earned";
        case measure_kind::points_available: return "points available";
        case measure_kind::order_periods: return "order periods";
    }
    return {};
}

/// Names of the slots and rules of a program.
class names {
public:
    explicit names(chosen_program const& of);

    [[nodiscard]] slot_name const& slot_of(slot_id id) const { return slots_[id.value]; }

    /// Returns: the rule's name; "time" for what nobody decided.
    [[nodiscard]] std::string_view rule(rule_id id) const {
        for (named_rule const& r : rules_)
            if (r.id == id) return r.name;
        return "time";
    }

private:
    struct named_rule {
        rule_id id;
        std::string_view name;
    };

    void name_slots(loaded_program const& program);
    void name_measures(stretch<bound_measure const> measures, unsigned digits);
    void name_rule(document::rule const& rule, loaded_program const& program);

    std::vector<slot_name> slots_;
    std::vector<named_rule> rules_;
};

}  // namespace tessera::tool
