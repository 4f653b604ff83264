// SPDX-License-Identifier: BSL-1.0
#pragma once

#include <cstdint>
#include <optional>
#include <string>
#include <vector>

#include <tessera/document/giveaway.hpp>

#include "lint_room.hpp"

/// Part of tessera::document. How the orders of a witness look: which goods stand in them together, on which
/// days they come, what they ask for. All of it is taken from what rules look at.

namespace tessera::document {

/// Goods of one line.
struct giveaway_piece {
    line_filter goods{};
    std::uint32_t units = 1;
    std::int64_t least_minor = 0;  ///< what they cost at least, where they stand beside others
    friend bool operator==(giveaway_piece const&, giveaway_piece const&) = default;
};
/// Goods that one order brings, line by line.
using giveaway_basket = std::vector<giveaway_piece>;

/// How the orders of a witness look.
struct giveaway_style {
    /// `dear`: each unit costs the same.
    static constexpr std::size_t alike = SIZE_MAX;

    giveaway_basket goods{{}};
    std::size_t dear = 0;        ///< the line that costs all but the least that others cost
    line_filter also{};          ///< article and category of lines that need none of their own
    tag_set tags = 0;            ///< of lines, as far as their own goods let them
    std::uint32_t quantity = 1;  ///< baskets in an order
    std::int64_t unit = 0;  ///< what a unit of the dear line costs at most; below 0: at least; 0: no matter
    date day{};
    std::int32_t days_between = 0;
    std::vector<std::string> claims{}, redeems{};
    std::int64_t parts = 1;  ///< orders between two stops
    std::int64_t size = 0;   ///< what an order comes to at most; below 0: to a multiple of it; 0: no matter
    enum class pace : std::uint8_t { by_level, last_level, tenfold, none } stops = pace::by_level;

    /// Returns: the lines of an order of so much: the dear one alone where it is too little for all goods.
    ///   None where there is no such line, or a number is beyond its bounds.
    [[nodiscard]] std::vector<line> lines_of(std::int64_t minor) const;

private:
    [[nodiscard]] line made_of(giveaway_piece const& piece, std::uint32_t units,
                               std::int64_t minor) const noexcept;
    /// Returns: how many baskets an order of so much has, of which each has so many units of the dear line.
    [[nodiscard]] std::int64_t baskets_of(std::int64_t minor, std::int64_t units) const noexcept;
};

/// What styles can be made of.
struct giveaway_choices {
    std::vector<giveaway_basket> single{{{}}};  ///< goods of one filter each
    std::vector<giveaway_basket> together{};    ///< goods that offers ask for beside each other
    std::vector<line_filter> also{{}};          ///< the last one: of most rules
    std::vector<tag_set> tags{0};
    std::vector<std::uint32_t> quantities{1};
    std::vector<std::int64_t> units{0};
    std::vector<date> days{};                          ///< the last one: that on which most rules hold
    std::vector<std::vector<std::string>> claims{{}};  ///< none, each offer that asks for it, or all of them
    std::vector<std::string> redeems{};                ///< all redemptions, and rewards
    tag_set on_orders = 0, marks = 0;

    /// Effects: looks at the rules of a version.
    giveaway_choices(loaded_program const& of, version const& one);
    /// Returns: how many lines an order has at most.
    [[nodiscard]] std::size_t most_lines() const noexcept;
};

/// Returns: the amount in minor units, not below it; nothing where it does not fit.
[[nodiscard]] std::optional<std::int64_t> minor_of(cpp_rational const& amount, int digits);

}  // namespace tessera::document
