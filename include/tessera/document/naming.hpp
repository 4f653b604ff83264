// SPDX-License-Identifier: BSL-1.0
#pragma once

#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include <tessera/document/loaded_program.hpp>

/// Floor 6, compiled: link tessera::document. What the slots and rules of a program are called, and what
/// their amounts count: what makes a posting or a reason readable.

namespace tessera::document {

/// What an amount counts.
struct counted_in {
    unsigned digits = 0;  ///< decimals
    bool money = false;   ///< of the program's currency
    std::string_view points{};
    std::optional<measure_kind> kind{};  ///< of a measure
    friend bool operator==(counted_in const&, counted_in const&) = default;
};

/// A slot of the chart.
struct named_slot {
    std::string name{};  ///< that of the pool, the kind of the measure, or what else lies there
    unsigned digits = 0;
    slot_kind kind = slot_kind::sum;
    counted_in in{};
    std::string_view ladder{};              ///< the one that has awarded what is counted here; else empty
    std::vector<std::string_view> tiers{};  ///< of a level, lowest first
};

/// A rule of one version.
struct named_rule {
    rule_id id{};
    program_version version{};
    std::string_view name{};
    std::string_view kind{};                ///< the document's word for it; empty: what counts a measure
    slot_id pool = no_slot;                 ///< the one that it fills or empties
    slot_id into = no_slot;                 ///< another one, that it fills from the first
    std::vector<counted_in> measures{};     ///< in its order
    std::vector<std::string_view> tiers{};  ///< those it defines, or looks at; lowest first
    std::vector<ratio> shares{};  ///< of a member price, by level from 1 on; 0 where it takes nothing
};

[[nodiscard]] std::string_view name_of(measure_kind kind) noexcept;

/// Names of the slots and rules of a program; it views the program, which has to live.
/// Complexity: linear in the rules of all versions to make, and to find a rule.
/// Example: `names(program).rule(why.rule)`. Tested by: tests/document/naming.test.cpp.
class names {
public:
    explicit names(loaded_program const& of);

    [[nodiscard]] bool has(slot_id id) const noexcept { return id.value < slots_.size(); }
    /// Preconditions: `has(id)`.
    [[nodiscard]] named_slot const& slot_of(slot_id id) const { return slots_[id.value]; }
    /// Returns: the rule as the version has it, or the latest one that has it; null where none does.
    [[nodiscard]] named_rule const* find(rule_id id, program_version version) const noexcept;
    /// Returns: the rule's name; "time" for what nobody decided.
    [[nodiscard]] std::string_view rule(rule_id id) const noexcept;

private:
    void name_slots(loaded_program const& program);
    void name_measures(stretch<bound_measure const> measures, loaded_program const& program);
    void name_rules(version const& one, loaded_program const& program);

    std::vector<named_slot> slots_;
    std::vector<named_rule> rules_;
};

}  // namespace tessera::document
