// SPDX-License-Identifier: BSL-1.0
#pragma once

#include <cstdint>
#include <string_view>
#include <vector>

#include <tessera/offers.hpp>
#include <tessera/tessera.hpp>

#include "support/catch.hpp"

/// An order of somebody without an account, and what offers make of it.

namespace basket_tests {

using namespace tessera;
using amounts = std::vector<std::int64_t>;

struct basket {
    std::vector<line> lines;
    std::vector<line_facts> about;
    std::vector<offer_use> uses;
    std::int64_t shipping = 0;
    tag_set tags = 0;
    date day = date_of(2026, 3, 2);  // a Monday

    /// Effects: adds units of an article, which cost so much together.
    basket& add(std::string_view sku, std::uint32_t quantity, std::int64_t minor,
                std::int64_t lowest_minor = 0) {
        lines.push_back({.sku = sku_named(sku), .quantity = quantity, .list_minor = minor});
        about.push_back({.lowest_minor = lowest_minor});
        return *this;
    }
    [[nodiscard]] basket on(date other) const {
        basket b = *this;
        b.day = other;
        return b;
    }
    [[nodiscard]] basket bearing(tag_set marks) const {
        basket b = *this;
        b.tags = marks;
        return b;
    }
};

inline line_filter only(std::string_view sku) { return {.sku = sku_named(sku)}; }

inline priced_order priced(basket const& what, std::vector<offer> all, std::vector<stack> stacks = {}) {
    auto const program = make("shop", currencies::EUR, offers("all", std::move(all), std::move(stacks)));
    REQUIRE(program.has_value());
    priced_order out;
    cart const wanted{.lines = what.lines,
                      .shipping_minor = what.shipping,
                      .about = what.about,
                      .uses = what.uses,
                      .tags = what.tags};
    REQUIRE(program->quote({.day = what.day}, wanted, out).has_value());
    return out;
}
inline std::int64_t off_of(basket const& what, std::vector<offer> all, std::vector<stack> stacks = {}) {
    return priced(what, std::move(all), std::move(stacks)).totals.member_minor;
}
/// Returns: what comes off each line.
inline amounts line_offs(basket const& what, std::vector<offer> all, std::vector<stack> stacks = {}) {
    amounts offs(what.lines.size());
    for (adjustment const& a : priced(what, std::move(all), std::move(stacks)).adjustments)
        offs[a.place - 1] += a.off_minor;
    return offs;
}
/// Returns: the reasons that speak of an offer.
inline std::vector<reason> said_of(priced_order const& out, std::string_view name) {
    std::vector<reason> some;
    for (reason const& r : out.reasons)
        if (r.rule == offer::id_of(name)) some.push_back(r);
    return some;
}
/// Returns: what is said of an offer that would have taken so much, and gives way to another one.
inline std::vector<reason> gives_way(std::string_view name, suppression why, std::int64_t minor,
                                     std::string_view to) {
    return {{minor, static_cast<std::int64_t>(offer::id_of(to).value), offer::id_of(name),
             reason_code::offer_suppressed, static_cast<std::uint16_t>(why)}};
}

}  // namespace basket_tests
