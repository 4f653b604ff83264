// SPDX-License-Identifier: BSL-1.0
#pragma once

#include <functional>
#include <set>
#include <stdexcept>
#include <string>
#include <string_view>
#include <vector>

#include <boost/json.hpp>

#include <tessera/exact.hpp>

/// What the adapters share. An adapter translates the words of one source into calls of the library and
/// compares what comes back; it does no arithmetic of its own and knows no case by its id.

namespace conformance {

/// The case uses a word that this adapter or the library has no meaning for.
struct unsupported : std::runtime_error {
    using std::runtime_error::runtime_error;
};

/// The library answered otherwise than the case states.
struct mismatch : std::runtime_error {
    using std::runtime_error::runtime_error;
};

/// Checks one case: returns when it holds, throws one of the above when not. An adapter lives for one file,
/// so that a case may refer to the one before it.
using adapter = std::function<void(boost::json::object const& one_case)>;

[[nodiscard]] adapter ladder_marginal();
[[nodiscard]] adapter money_allocation();
[[nodiscard]] adapter rounding();
/// nopCommerce, Smartstore and GrandNode, which are one family.
[[nodiscard]] adapter shop_rewards();
[[nodiscard]] adapter setono_loyalty();
[[nodiscard]] adapter odoo_loyalty();
[[nodiscard]] adapter erpnext_loyalty();
[[nodiscard]] adapter bink_bpl();
/// Both generations of Open Loyalty.
[[nodiscard]] adapter open_loyalty();
[[nodiscard]] adapter promotions_medusa();
/// Drupal Commerce, Lunar, Saleor, Shopware, Magento, VirtoCommerce, Craft and OCA.
[[nodiscard]] adapter promotions_misc();
[[nodiscard]] adapter promotions_odoo();
[[nodiscard]] adapter promotions_oscar();
/// Solidus and Spree, which are one family.
[[nodiscard]] adapter promotions_solidus();

[[nodiscard]] adapter sylius_promotions();
[[nodiscard]] adapter vendure_promotions();
[[nodiscard]] adapter woocommerce_coupons();
[[nodiscard]] adapter prestashop_rules();
[[nodiscard]] adapter erpnext_pricing();

/// An object of a case, read field by field: a field that nobody asked for is a word not understood.
class fields {
public:
    fields(boost::json::object const& object, std::string name);

    [[nodiscard]] bool has(std::string_view key) const;
    [[nodiscard]] std::string text(std::string_view key);
    [[nodiscard]] bool flag(std::string_view key);
    [[nodiscard]] std::vector<std::string> texts(std::string_view key);
    [[nodiscard]] boost::json::value const& value(std::string_view key);
    [[nodiscard]] fields object(std::string_view key);
    [[nodiscard]] std::vector<fields> objects(std::string_view key);
    /// Returns: the fields of an object whose keys are names, each with its text.
    [[nodiscard]] std::vector<std::pair<std::string, std::string>> pairs(std::string_view key);
    /// Returns: the text, or `otherwise` where there is none.
    [[nodiscard]] std::string text_or(std::string_view key, std::string_view otherwise);
    [[nodiscard]] bool flag_or(std::string_view key, bool otherwise);
    [[nodiscard]] std::vector<std::string> keys() const;
    /// Effects: throws `unsupported` if a field was not read.
    void done() const;

private:
    boost::json::object const& object_;
    std::string name_;
    std::set<std::string, std::less<>> read_;
};

/// Returns: the number a case spells: a decimal of any length, with an exponent, a fraction 1/3, or 12.5%.
[[nodiscard]] tessera::cpp_rational number(std::string_view text);
[[nodiscard]] std::int64_t whole_number(std::string_view text);
[[nodiscard]] tessera::rounding rounding_mode(std::string_view words);
[[nodiscard]] tessera::currency currency_named(std::string_view code);
/// Returns: the word a case uses for an error, "currency_mismatch".
[[nodiscard]] std::string word_of(tessera::errc code);

/// Effects: throws `mismatch` naming `what` unless both are alike.
void expect_equal(std::string_view what, tessera::cpp_rational const& got,
                  tessera::cpp_rational const& wanted);
void expect_equal(std::string_view what, std::string_view got, std::string_view wanted);

}  // namespace conformance
