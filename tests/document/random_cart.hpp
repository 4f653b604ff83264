// SPDX-License-Identifier: BSL-1.0
#pragma once

#include "document/describe_cart.hpp"
#include "document/writer.hpp"

#include "document/random_document.hpp"

/// Carts with any figures, in the words of the program of offer_shop.hpp.

namespace document_tests {

using document::describe;

inline std::vector<std::string> offers_of(document::program const& of) {
    std::vector<std::string> names;
    for (document::version const& one : of.versions)
        for (document::rule const& r : one.rules)
            if (auto const* const all = std::get_if<document::offers>(&r))
                for (document::offer const& o : all->list) names.push_back(o.name);
    return names;
}

/// Returns: an amount that a currency with cents has, of zero or more: any at all, or one that goods have.
inline decimal any_cents(bool any_at_all, std::int64_t most = 30'000) {
    std::int64_t const any = *rc::gen::arbitrary<std::int64_t>() & INT64_MAX;
    return {any_at_all ? any : *rc::gen::inRange<std::int64_t>(0, most + 1), 2};
}

/// Effects: gives the line an article and a category that offers may look at, and amounts that there are.
inline void give_words(document::cart_line& l, bool any_at_all) {
    if (!l.sku.empty()) l.sku = *rc::gen::element<std::string>("cup", "drink", "98折", "#12");
    if (!l.category.empty()) l.category = *rc::gen::element<std::string>("tea", "burger", "#7");
    l.list = any_cents(any_at_all);
    if (l.promotion != decimal{}) l.promotion = any_cents(any_at_all, l.list.mantissa);
    if (l.cost) l.cost = any_cents(any_at_all);
    if (l.lowest != decimal{}) l.lowest = any_cents(any_at_all);
    if (!any_at_all && l.tax_rate < ratio(0)) l.tax_rate = ratio(19, 100);
}

/// Returns: a cart that can be read by that program, whose currency has cents. Preconditions: it has offers.
inline document::cart_text any_cart(document::program const& of) {
    bool const any_at_all = *rc::gen::arbitrary<bool>();
    document::cart_text made;
    chance::declare(of.tags);
    chance::fill(made);
    if (made.lines.empty() && !any_at_all) made.lines.emplace_back();
    for (document::cart_line& l : made.lines) give_words(l, any_at_all);
    if (made.shipping != decimal{}) made.shipping = any_cents(any_at_all);
    if (made.shipping_cost != decimal{}) made.shipping_cost = any_cents(any_at_all);
    if (!any_at_all && made.shipping_tax_rate < ratio(0)) made.shipping_tax_rate = ratio(1, 5);
    std::vector<std::string> const names = offers_of(of);
    for (std::string& c : made.claims) c = *rc::gen::elementOf(names);
    for (document::cart_use& u : made.uses) {
        u.offer = *rc::gen::elementOf(names);
        u.by_member &= INT64_MAX, u.by_all &= INT64_MAX;
        if (u.given != decimal{}) u.given = any_cents(any_at_all);
    }
    return made;
}

}  // namespace document_tests
