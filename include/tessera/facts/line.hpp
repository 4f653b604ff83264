// SPDX-License-Identifier: BSL-1.0
#pragma once

#include <cstddef>
#include <cstdint>
#include <limits>

#include <tessera/core/ids.hpp>

/// Floor 3. One line of an order or of a return, with what its price is made of. All amounts are of the whole
/// line, in minor units of the program's currency, and never below zero: a sign is never a meaning.

namespace tessera {

/// Marks of a line, as bits. The low ones have a meaning to the library, from `host_tag` on they are the
/// host's.
using tag_set = std::uint64_t;
inline constexpr tag_set no_earn = 1;          ///< earns nothing and counts for no measure of spend
inline constexpr tag_set no_member_price = 2;  ///< keeps its price whatever the tier
inline constexpr tag_set host_tag = tag_set{1} << 16;
inline constexpr std::size_t host_tags_max = 48;

struct line {
    sku_id sku{};
    category_id category{};
    tag_set tags = 0;
    std::uint32_t number = 0;          ///< the host's number of the line; a return names the order's line
    std::uint32_t quantity = 1;        ///< units; constant cost, whatever it is
    std::int64_t list_minor = 0;       ///< the list price of the whole line, before any discount
    std::int64_t promotion_minor = 0;  ///< what the host's own promotions take off
    std::int64_t tax_minor = 0;  ///< tax contained in the line's price after promotions; 0 for net prices

    /// Returns: the line's price after the host's promotions.
    [[nodiscard]] constexpr std::int64_t promoted_minor() const noexcept {
        return list_minor - promotion_minor;
    }
    friend constexpr bool operator==(line const&, line const&) noexcept = default;
};

/// Which lines a rule looks at. All conditions must hold; the default takes every line.
struct line_filter {
    sku_id sku{};            ///< only this article; 0 takes all
    category_id category{};  ///< only this category; 0 takes all
    tag_set with = 0;        ///< only lines that bear all of these
    tag_set without = 0;     ///< no line that bears one of these

    [[nodiscard]] constexpr bool takes(line const& l) const noexcept {
        return (sku == sku_id{} || sku == l.sku) && (category == category_id{} || category == l.category) &&
               (l.tags & with) == with && (l.tags & without) == 0;
    }
    /// Returns: whether the filter lets every line of an order pass whose lines together bear `tags`.
    [[nodiscard]] constexpr bool takes_all(tag_set tags) const noexcept {
        return sku == sku_id{} && category == category_id{} && with == 0 && (tags & without) == 0;
    }
    friend constexpr bool operator==(line_filter const&, line_filter const&) noexcept = default;
};

}  // namespace tessera
