// SPDX-License-Identifier: BSL-1.0
#pragma once

#include <string_view>
#include <vector>

#include <tessera/policy/binder.hpp>

#include "tool/programs.hpp"

/// Part of the command-line tool. The library keeps hashes of names; people read a journal by the names.

namespace tessera::tool {

/// A slot as a journal shows it.
struct slot_name {
    std::string_view name;
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

/// Names of the slots and rules of a built-in program.
class names {
public:
    template <class Program>
    explicit names(Program const& of) {
        unsigned const digits = of.money().digits;
        for (slot const& s : of.chart().slots()) slots_.push_back(name_of(s, digits));
        for (bound_measure const& m : of.measures()) {
            slots_[m.slot().value] = {tool::name_of(m.what.kind), m.what.is_money() ? digits : 0U};
            rules_.push_back({m.rule, tool::name_of(m.what.kind)});
        }
        for (std::string_view const rule : {"club", "level", "cashback", "points", "returns"})
            rules_.push_back({rule_named(rule), rule});
        rules_.push_back({binder::rule_id_in("redemption", "points"), "redemption"});
    }

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

    static slot_name name_of(slot const& s, unsigned digits) noexcept {
        if (s.kind == slot_kind::level) return {"tier", 0};
        if (s.name == binder::returns_slot_name()) return {"returns", 0};
        if (s.kind != slot_kind::pool) return {"cashback awarded", digits};
        return s.name == binder::pool_slot_name("points") ? slot_name{"points", 0}
                                                          : slot_name{"cashback", digits};
    }

    std::vector<slot_name> slots_;
    std::vector<named_rule> rules_;
};

}  // namespace tessera::tool
