// SPDX-License-Identifier: BSL-1.0
#pragma once

#include <tessera/document/cart.hpp>

#include "describe_values.hpp"

/// Part of tessera::document. The fields of carts, each said once.

namespace tessera::document {

template <class V>
void describe(V& v, cart_line& l) {
    v.field("sku", "the article, by name, or by the host's number: #123", l.sku, {});
    v.field("category", "its category, the same way", l.category, {});
    v.field("tags", "marks of the line", l.tags, {});
    v.field("quantity", "units", l.quantity, 1);
    v.range("quantity", l.quantity, 0, UINT32_MAX);
    v.field("list", "the list price of the whole line", l.list);
    v.field("promotion", "what the host's own promotions take off", l.promotion, {});
    v.field("cost", "what the whole line costs the shop; else its list price counts", l.cost, {});
    v.field("lowest", "the least that offers may leave of the line's price", l.lowest, {});
    v.field("tax_rate", "the rate of its tax", l.tax_rate, {});
}
template <class V>
void describe(V& v, cart_use& u) {
    v.field("offer", "the offer", u.offer);
    v.field("by_member", "how often the member used it", u.by_member, 0);
    v.field("by_all", "how often everybody did", u.by_all, 0);
    v.field("given", "what it took off all orders", u.given, {});
}
template <class V>
void describe(V& v, cart_text& c) {
    v.format("cart");
    v.field("day", "the business day of the quote", c.day);
    v.field("lines", "what is wanted", c.lines);
    v.field("shipping", "what shipping costs", c.shipping, {});
    v.field("shipping_cost", "what the parcel costs the shop", c.shipping_cost, {});
    v.field("shipping_tax_rate", "the rate of its tax", c.shipping_tax_rate, {});
    v.field("claims", "offers that are asked for: codes entered, choices made, coupons given", c.claims, {});
    v.field("uses", "how offers were used before, of those that were", c.uses, {});
    v.field("tags", "marks of customer and order", c.tags, {});
    v.field("born", "the customer's day of birth, for offers of birthdays", c.born, {});
}

}  // namespace tessera::document
