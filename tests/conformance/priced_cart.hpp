// SPDX-License-Identifier: BSL-1.0
#pragma once

#include <cstddef>
#include <cstdint>
#include <deque>
#include <map>
#include <string>
#include <string_view>
#include <vector>

#include "shop.hpp"

/// The cart of a case, the offers it is priced by, its taxes, and the figures that a case asks for. It is all
/// that an adapter of an order side needs of the library, which decides.

namespace conformance {

/// Goods of one line, or a parcel: what they cost, and how they are taxed.
struct sold {
    std::string sku{};
    std::string category{};
    std::int64_t quantity = 1;
    tessera::cpp_rational unit_price = 0;
    tessera::cpp_rational original_price = 0;  ///< of one unit, before the host lowered it; 0: it did not
    tessera::cpp_rational lowest_price = 0;    ///< the least that offers may leave of one unit
    tessera::cpp_rational tax_rate = 0;
    bool tax_on_top = true;
    tessera::tag_set tags = 0;
};

/// Where a price with parts of a minor unit becomes whole. `nowhere`: the case is then unsupported.
enum class price_rounded : std::uint8_t { nowhere, unit, line };

/// Which part of an order a sum is of.
enum class part : std::uint8_t { goods, shipping, all };

class priced_cart {
public:
    // --- what is bought
    tessera::currency unit = tessera::currencies::EUR;
    std::vector<sold> goods;
    std::vector<sold> parcels;
    tessera::tag_set marks = 0;  ///< of customer and order
    price_rounded prices = price_rounded::nowhere;
    tessera::rounding price_mode = tessera::rounding::half_up;

    /// Effects: the customer asks for the offer.
    void claim(tessera::rule_id offer) { claims_.push_back(offer); }
    /// Effects: the offer was used so often before.
    void used(tessera::rule_id offer, std::int64_t by_member, std::int64_t by_all) {
        uses_.push_back({offer, by_member, by_all});
    }
    /// Returns: the offers asked for.
    [[nodiscard]] std::vector<tessera::rule_id> const& claims() const noexcept { return claims_; }

    // --- how it is priced
    std::vector<tessera::offer> offers;
    std::vector<tessera::stack> stacks;

    /// Returns: the text, kept as long as the cart.
    std::string_view named(std::string text) { return names_.emplace_back(std::move(text)); }
    /// Returns: the bit that stands for a word of lines or of the order. Throws `unsupported` beyond 48.
    tessera::tag_set mark(std::string const& word);
    /// Returns: what takes the lines that the condition names, which bear the word from now on.
    template <class Condition>
    tessera::line_filter lines_where(std::string const& word, Condition holds) {
        tessera::tag_set const bit = mark(word);
        for (sold& s : goods)
            if (holds(s)) s.tags |= bit;
        return {.with = bit};
    }

    /// Effects: prices the cart. Throws `unsupported` with the library's reason when that is no program.
    void price();
    /// Effects: computes the taxes of what goods and parcels cost, those of parcels each by itself.
    void tax(tessera::tax_per per, tessera::rounding on_top, tessera::rounding in_prices);

    // --- figures; those of tax after `tax`
    [[nodiscard]] tessera::priced_order const& priced() const noexcept { return priced_; }
    /// Returns: whether the offer took something off.
    [[nodiscard]] bool stands(tessera::rule_id offer) const;
    [[nodiscard]] tessera::cpp_rational off_goods() const { return money(priced_.totals.member_minor); }
    [[nodiscard]] tessera::cpp_rational off_line(std::size_t i) const { return money(offs_[i]); }
    /// Returns: what comes off each unit of a line; what is left over of an adjustment goes to the first.
    [[nodiscard]] std::vector<std::int64_t> off_units(std::size_t i) const;
    [[nodiscard]] tessera::cpp_rational left_of(std::size_t i) const { return money(left_minor(i)); }
    /// Returns: what a part costs, as its prices are stated.
    [[nodiscard]] tessera::cpp_rational cost(part of = part::all) const;
    [[nodiscard]] tessera::cpp_rational tax_on_top(part of = part::all) const { return taxes(of, true); }
    [[nodiscard]] tessera::cpp_rational tax_included(part of = part::all) const { return taxes(of, false); }
    [[nodiscard]] tessera::cpp_rational with_tax(part of = part::all) const {
        return cost(of) + tax_on_top(of);
    }
    [[nodiscard]] tessera::cpp_rational without_tax(part of = part::all) const {
        return cost(of) - tax_included(of);
    }
    [[nodiscard]] tessera::cpp_rational parcel_tax(std::size_t i) const { return money(parcel_taxes_[i]); }

    [[nodiscard]] tessera::cpp_rational money(std::int64_t minor) const;
    /// Returns: the amount in minor units. Throws `unsupported` where it has parts of one.
    [[nodiscard]] std::int64_t minor(tessera::cpp_rational const& amount) const;

private:
    [[nodiscard]] std::int64_t price_of(sold const& s, tessera::cpp_rational const& one) const;
    [[nodiscard]] std::int64_t left_minor(std::size_t i) const {
        return priced_.lines[i].promoted_minor() - offs_[i];
    }
    [[nodiscard]] std::vector<std::int64_t> parcels_left() const;
    [[nodiscard]] tessera::cpp_rational taxes(part of, bool on_top) const;

    std::deque<std::string> names_;
    std::map<std::string, tessera::tag_set> marks_;
    std::vector<tessera::rule_id> claims_;
    std::vector<tessera::offer_use> uses_;
    std::vector<tessera::line> lines_;
    std::vector<tessera::line_facts> about_;
    tessera::priced_order priced_;
    std::vector<std::int64_t> offs_, goods_taxes_, parcel_taxes_;
};

/// Returns: goods as a line says them: sku, quantity, price, the price before it was lowered, tax.
[[nodiscard]] sold read_goods(fields& line);
/// Effects: reads an event's shipping, where it has any: a fee, a parcel with its tax, or several.
void read_parcels(fields& event, priced_cart& into);
/// Effects: reads an event that is the case's one order: goods, parcels. Throws `unsupported` for another
/// one.
void read_order(fields& event, priced_cart& into);
/// Returns: the mode of "half up to 2 decimals", "half up to cents". Throws `unsupported` for other decimals.
[[nodiscard]] tessera::rounding rounding_to(std::string_view words, unsigned decimals);
/// Returns: a share that "12.5" percent are.
[[nodiscard]] tessera::ratio percent(std::string_view text);

/// Effects: throws `mismatch` if the case states the figure and it is another, farther than its tolerance.
void compare(fields& expect, std::string_view key, tessera::cpp_rational const& got);

/// Effects: checks a case: what is bought, then the rules that it is priced by, then the figures.
template <class Till>
void check_sale(boost::json::object const& one_case) {
    Till sold;
    for (auto const& event : one_case.at("events").as_array()) sold.happen({event.as_object(), "event"});
    sold.read_programme({one_case.at("programme").as_object(), "programme"});
    sold.compare_with({one_case.at("expect").as_object(), "expect"});
}

}  // namespace conformance
