// SPDX-License-Identifier: BSL-1.0
#pragma once

#include <cstdint>
#include <span>
#include <string>
#include <string_view>
#include <vector>

#include <tessera/document/loaded_program.hpp>

/// Part of the command-line tool. The programs that it runs: documents, of which some are built in. These are
/// what the seed shops put on their posters, and no more; examples/programs has them.

namespace tessera::tool {

/// A built-in program, as `--list-programs` tells it.
struct poster {
    std::string_view name;
    std::string_view says;
    std::string_view document;
    bool points_are_spent = false;  ///< as many as the program allows, with every order
};
[[nodiscard]] std::span<poster const> posters();

/// A group of tiers, those lowest first.
struct tier_group {
    std::string name{};
    std::vector<std::string> tiers{};

    /// Returns: the name of a level's tier; `none` for level 0.
    [[nodiscard]] std::string_view at(std::size_t level, std::string_view none) const {
        return level == 0 ? none : std::string_view(tiers[level - 1]);
    }
};

/// A program, and what of it a replay shows: its groups of tiers, its first ladder that pays credit,
/// or credit that points become, and its first pool of points.
struct chosen_program {
    loaded_program rules;
    bool points_are_spent = false;

    std::vector<tier_group> groups{};
    std::string points{};  ///< empty: no points
    point_value worth{};   ///< of the points; no money where nothing redeems them
    std::string credit{};  ///< empty: none
    std::vector<step> steps{};
    std::vector<rule_id> redemptions{};
    std::int32_t returns_days = 0;  ///< an order explains returns for so long; 0: no receipts

    bool has_days_of_its_own = false;  ///< on which something happens with nobody asking

    [[nodiscard]] std::string_view name() const noexcept { return rules.name(); }
    [[nodiscard]] bool knows_receipts() const noexcept { return returns_days > 0; }
};

/// Returns: the program of that name, or the one in the file of that name (it ends with `.json`, or has a
///   slash). A built-in program is made for the currency of the orders; a file has to be in it.
/// Throws: `failure`: `bad_usage` where there is none or it is of another currency, `no_file`, `bad_document`
///   with all that is wrong with the document.
[[nodiscard]] chosen_program choose_program(std::string const& name, currency of_orders);

/// Returns: the program of a document's text, in the currency of the orders.
/// Throws: `failure` with `bad_document`. `file` stands for the document in messages.
[[nodiscard]] chosen_program program_from(std::string_view text, std::string_view file);

}  // namespace tessera::tool
