// SPDX-License-Identifier: BSL-1.0
#pragma once

#include <cstdint>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include <tessera/document/loaded_program.hpp>
#include <tessera/document/problem.hpp>
#include <tessera/document/values.hpp>
#include <tessera/facts/order.hpp>

/// Floor 6, compiled: link tessera::document. A cart as JSON, in the words of the program that prices it:
/// articles, categories, tags and offers by name, amounts in the program's currency.
/// docs/reference/documents.md has the keys.

namespace tessera::document {

struct cart_line {
    std::string sku{};
    std::string category{};
    document::tags tags{};
    std::int64_t quantity = 1;
    decimal list{};
    decimal promotion{};
    std::optional<decimal> cost{};
    decimal lowest{};
    ratio tax_rate{};
    friend bool operator==(cart_line const&, cart_line const&) = default;
};
struct cart_use {
    std::string offer{};
    std::int64_t by_member = 0;
    std::int64_t by_all = 0;
    decimal given{};
    friend bool operator==(cart_use const&, cart_use const&) = default;
};
struct cart_text {
    date day{};
    std::vector<cart_line> lines{};
    decimal shipping{};
    decimal shipping_cost{};
    ratio shipping_tax_rate{};
    std::vector<std::string> claims{};
    std::vector<cart_use> uses{};
    document::tags tags{};
    std::optional<date> born{};
    friend bool operator==(cart_text const&, cart_text const&) = default;
};

/// A cart that has been read, with the rows that it views. Moving it is allowed, copying it is not.
struct stored_cart {
    date day{};
    cart what{};
    std::vector<std::string> names;  ///< of each line's article, as the text has it
    std::vector<line> lines;
    std::vector<line_facts> about;
    std::vector<rule_id> claims;
    std::vector<offer_use> uses;

    stored_cart() = default;
    stored_cart(stored_cart&&) noexcept = default;
    stored_cart& operator=(stored_cart&&) noexcept = default;
};

/// Returns: the cart, or all that is wrong with it: names of tags and offers that the program does not have
/// are. Tested by: tests/document/cart.test.cpp.
[[nodiscard]] reading_of<stored_cart> read_cart(std::string_view json, loaded_program const& under,
                                                limits const& most = {});

/// Returns: the JSON Schema (Draft 7) of carts: their form alone, whatever names the program has.
[[nodiscard]] std::string cart_schema();

}  // namespace tessera::document
