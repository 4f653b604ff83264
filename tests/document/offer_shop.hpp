// SPDX-License-Identifier: BSL-1.0
#pragma once

#include <string_view>

#include <tessera/document/loaded_program.hpp>

/// A program whose carts are read, and priced by offers of every kind, a guard of each kind, and tax.

namespace document_tests {

using namespace tessera;

inline constexpr std::string_view offer_shop_text = R"({
  "tessera": 1, "name": "offers", "currency": "EUR", "tags": ["new", "app"],
  "versions": [{"number": 1, "from": "2026-01-01", "rules": [
    {"rule": "tiers", "name": "club", "measures": [{"kind": "net_spend"}],
     "tiers": [{"name": "silver", "from": ["100"]}, {"name": "gold", "from": ["300"]}]},
    {"rule": "member_price", "tiers": "club", "steps": [{"tier": "gold", "share": "3%"}]},
    {"rule": "promotion", "name": "spring", "share": "5%", "over": {"with": ["new"]}},
    {"rule": "quantity_price", "name": "by the dozen", "steps": [{"from": 12, "share": "10%"}],
     "over": {"category": "tea"}},
    {"rule": "offers", "name": "goods", "stacks": [
      {"name": "one", "how": "max"}, {"name": "lines", "how": "max_of_line", "turn": 1},
      {"name": "all", "how": "sum", "turn": 2}, {"name": "best", "how": "search", "turn": 3, "together": 3}],
     "list": [
      {"name": "tea", "share": "10%", "of": {"over": {"category": "tea"}}, "rounded": "unit", "stack": "one"},
      {"name": "gold", "share": "1/3", "tier": {"tiers": "club", "tier": "gold"}, "at_most": "50",
       "stack": "one"},
      {"name": "pairs", "share": "100%", "stack": "lines",
       "of": {"over": {"sku": "cup"}, "rank": "cheapest", "bought": {"count": 1, "lines": {"sku": "cup"}}}},
      {"name": "five each", "amount": "5", "per": "unit", "of": {"most_of_line": 3}, "stack": "lines"},
      {"name": "now 9.95", "unit_price": "9.95", "stack": "lines",
       "of": {"price_from": "10", "price_to": "20", "undiscounted": true}},
      {"name": "steps", "share": "1%", "stack": "all", "more": {"steps": [
        {"from": "50", "share": "5%"}, {"from": "100", "share": "7.5%"}]}},
      {"name": "brackets", "share": "0", "stack": "all", "more": {"brackets": true, "steps": [
        {"from": "100", "share": "5%"}, {"from": "200", "share": "10%"}]}},
      {"name": "ten of a hundred", "amount": "10", "stack": "all", "for_every": {"each": "100"}},
      {"name": "three for 20", "total_price": "20", "of": {"in_sets_of": 3, "rank": "dearest"},
       "stack": "best"},
      {"name": "menu", "total_price": "9.99", "stack": "best", "of": {"most_sets": 9, "bundle": [
        {"over": {"category": "burger"}}, {"over": {"sku": "drink"}, "count": 2}]}},
      {"name": "birthday", "share": "20%", "birthday": {"days_before": 3, "days_after": 3}, "stack": "best",
       "not_with": ["menu"]},
      {"name": "twice", "amount": "7", "used_at_most": {"by_member": 2, "by_all": 100}, "budget": "1000",
       "given": ["app"], "stack": "best"},
      {"name": "code", "amount": "30", "on_request": true, "alone": true, "returned": "lost",
       "from": {"least": "40"}},
      {"name": "soap", "gift": {"sku": "soap", "worth": "3"}, "from": {"least": "2", "of": {"units": true}},
       "returned": "lost"},
      {"name": "shipping", "share": "100%", "of_shipping": true, "from": {"least": "50"}}]},
    {"rule": "line_guard", "name": "no loss", "of": "cost", "least": "0",
     "giving_up": [{"name": "five each"}, {"name": "code"}]},
    {"rule": "margin_guard", "name": "floor", "of": "list", "least": "4%", "earned": "5%",
     "giving_up": [{"name": "code"}, {"name": "soap"}, {"name": "shipping"},
                   {"kind": "member_price", "name": "club"}]},
    {"rule": "tax", "per": "rate"}]}]})";

/// What is wanted: a little, a lot of everything, and what stands at the ends of what has room.
inline constexpr std::string_view offer_shop_carts[] = {
    R"({"tessera":1,"document":"cart","day":"2026-03-01","lines":[{"list":"32.00"}]})",
    R"({"tessera":1,"document":"cart","day":"2026-03-01","born":"2001-03-02","shipping":"4.90",)"
    R"("shipping_cost":"3.00","shipping_tax_rate":"19%","claims":["code"],"tags":["app"],)"
    R"("uses":[{"offer":"twice","by_member":1,"by_all":99,"given":"993.50"}],"lines":[)"
    R"({"sku":"sencha","category":"tea","quantity":13,"list":"130.00","tags":["new"],"tax_rate":"7%"},)"
    R"({"sku":"cup","quantity":3,"list":"36.00","promotion":"6.00","cost":"8.50","tax_rate":"19%"},)"
    R"({"category":"burger","quantity":2,"list":"12.00","lowest":"5.00","tax_rate":"1/3"},)"
    R"({"sku":"drink","category":"#7","quantity":5,"list":"15.01","tags":["no_earn","no_member_price"]}]})",
    R"({"tessera":1,"document":"cart","day":"9999-12-31","shipping":"0.07","lines":[)"
    R"({"quantity":4294967295,"list":"92233720368547758.00","cost":"0","tax_rate":"100%"},)"
    R"({"quantity":0,"list":"0.00"}]})",
    R"({"tessera":1,"document":"cart","day":"2026-01-01","lines":[{"list":"-1","tax_rate":"-1/9"}]})"};

[[nodiscard]] inline loaded_program offer_shop() {
    document::making const made = document::load_program(offer_shop_text);
    return *made;
}

}  // namespace document_tests
