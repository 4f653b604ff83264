// SPDX-License-Identifier: BSL-1.0
#pragma once

#include <deque>
#include <map>
#include <optional>
#include <set>
#include <string>
#include <string_view>
#include <vector>

#include <tessera/offers.hpp>
#include <tessera/tessera.hpp>

#include "vocabulary.hpp"

/// A counter at which carts of a case are priced: offers as its words state them, goods under the names by
/// which scopes call them, and the figures of the priced order. The library prices.

namespace conformance::order_side {

/// What a scope calls lines by: "sku A", "category office", "brand A", "discountable".
using names = std::set<std::string>;

/// Returns: the names that an article has by its number alone; "hat2" is of the kind "hat".
[[nodiscard]] names names_of_sku(std::string const& sku);

/// How a system rounds where a promotion does not say it.
struct house_style {
    tessera::rounding mode = tessera::rounding::half_up;
    tessera::offer_rounded rounded = tessera::offer_rounded::line;
    tessera::offer_rounded of_order = tessera::offer_rounded::sum;  ///< of a share of the whole order
    tessera::left_over_to left_over = tessera::left_over_to::largest_remainder;
    tessera::rounding share = tessera::rounding::down;
    bool shipping_on_first_price = false;
    bool running_minimum = false;  ///< a minimum looks at what earlier promotions left
};

class order_desk {
public:
    tessera::currency money = tessera::currencies::EUR;
    std::vector<tessera::stack> stacks;

    // --- terms
    /// Returns: the text, kept as long as the desk.
    std::string_view named(std::string text) { return texts_.emplace_back(std::move(text)); }
    /// Returns: a mark of carts, or of lines, that stands for a word.
    tessera::tag_set mark(std::string const& word);
    /// Returns: the lines that bear any of these names; every line where there are none.
    tessera::line_filter lines_called(names const& any_of);
    /// Effects: lists an offer. Higher turns come first, equal ones as listed.
    void list(tessera::offer const& one, std::int64_t turn = 0) {
        listed_.push_back({one, turn, listed_.size()});
    }
    /// Effects: forgets the offers.
    void clear_offers() { listed_.clear(); }
    [[nodiscard]] std::size_t offers_listed() const noexcept { return listed_.size(); }

    // --- the cart
    void clear_cart();
    void add(names called, std::int64_t quantity, tessera::cpp_rational const& price_of_all);
    void set_quantity(std::size_t line, std::int64_t quantity);
    void ship_for(tessera::cpp_rational const& fee) { shipping_ = minor(fee); }
    void bear(tessera::tag_set marks) { tags_ |= marks; }
    void ask_for(std::string_view offer) { claims_.push_back(tessera::offer::id_of(offer)); }
    void used(std::string_view offer, std::int64_t by_member, std::int64_t by_all) {
        uses_.push_back({tessera::offer::id_of(offer), by_member, by_all});
    }
    void gave(std::string_view offer, tessera::cpp_rational const& so_far) {
        uses_.push_back({.offer = tessera::offer::id_of(offer), .given_minor = minor(so_far)});
    }
    [[nodiscard]] std::size_t size() const noexcept { return lines_.size(); }
    [[nodiscard]] names const& called(std::size_t line) const { return called_.at(line); }

    /// Effects: prices the cart. An empty one is none to the library, and nothing comes off it.
    void price();

    // --- figures, in minor units
    [[nodiscard]] std::int64_t off() const noexcept { return priced_.totals.member_minor; }
    [[nodiscard]] std::int64_t off(std::string_view offer) const;
    /// Returns: line by line, what all offers take off, or one does.
    [[nodiscard]] std::vector<std::int64_t> line_offs() const;
    [[nodiscard]] std::vector<std::int64_t> line_offs(std::string_view offer) const;
    /// Returns: line by line, what it costs before and after that.
    [[nodiscard]] std::vector<std::int64_t> listed() const;
    [[nodiscard]] std::vector<std::int64_t> left() const;
    [[nodiscard]] std::int64_t goods_left() const { return priced_.totals.paid_minor(); }
    [[nodiscard]] std::int64_t shipping_left() const { return priced_.shipping_minor; }
    [[nodiscard]] std::int64_t quantity(std::size_t line) const { return lines_.at(line).quantity; }
    [[nodiscard]] bool stands(std::string_view offer) const;
    [[nodiscard]] tessera::priced_order const& priced() const noexcept { return priced_; }

    [[nodiscard]] tessera::cpp_rational in_money(std::int64_t minor) const;
    [[nodiscard]] std::vector<tessera::cpp_rational> in_money(std::vector<std::int64_t> const& minor) const;
    /// Returns: the amount in minor units. Throws `unsupported` where it has more decimals.
    [[nodiscard]] std::int64_t minor(tessera::cpp_rational const& amount) const;

private:
    struct listed_offer {
        tessera::offer what;
        std::int64_t turn = 0;
        std::size_t place = 0;
    };
    [[nodiscard]] std::vector<tessera::offer> in_turn() const;

    std::deque<std::string> texts_;
    std::map<std::string, tessera::tag_set> marks_;
    std::map<names, tessera::tag_set> groups_;
    std::vector<listed_offer> listed_;
    std::vector<tessera::line> lines_;
    std::vector<names> called_;
    std::vector<tessera::rule_id> claims_;
    std::vector<tessera::offer_use> uses_;
    tessera::tag_set tags_ = 0;
    std::int64_t shipping_ = 0;
    tessera::priced_order priced_;
};

// --- the words that sources share
// ----------------------------------------------------------------------------

/// What a promotion is for.
struct offer_scope {
    bool shipping = false;
    bool whole_order = false;
    std::int64_t cheapest = 0;  ///< so many units, the cheapest; 0: all
    names called;               ///< lines; none are named: all
};
/// Returns: the scope "order", "shipping", "A", "category office", "cheapest unit" or a list of articles.
[[nodiscard]] offer_scope scope_of(fields& promotion);

/// Returns: the offer that these fields state, where they are there: what it gives (`kind`, `value`, `per`,
/// `max_discount`, `rounding`), for which units (`scope`, `max_units_per_line`, `only_complete_groups_of`),
/// and from when on (`min_total`, `min_amount`, `min_qty`, `requires`).
[[nodiscard]] tessera::offer read_offer(fields& promotion, std::string_view name, order_desk& desk,
                                        house_style const& house);
/// Returns: the offer from a minimum on, "at least 2 items" or "items worth at least 10.00", of these lines.
[[nodiscard]] tessera::offer from_condition(tessera::offer const& one, std::string const& words,
                                            tessera::line_filter lines);
/// Returns: the offer with a rounding in words, "half up to cents on the line".
[[nodiscard]] tessera::offer rounded_as(tessera::offer const& one, std::string const& words);

/// Returns: how many, and the names of what, of "6 of A", "4 hats" or "1 sweater category".
[[nodiscard]] std::pair<std::int64_t, names> counted(std::string const& words);

/// Effects: throws `unsupported` with the words unless they are among those whose meaning is known.
void known(std::string_view what, std::string const& words, std::initializer_list<std::string_view> meanings);

/// Returns: the tax of each amount. Throws `unsupported` where the library has none.
[[nodiscard]] std::vector<std::int64_t> taxes_of(tessera::tax_rule const& how,
                                                 std::vector<tessera::taxed_amount> const& amounts);
[[nodiscard]] std::int64_t sum_of(std::vector<std::int64_t> const& amounts);
[[nodiscard]] tessera::ratio ratio_of(tessera::cpp_rational const& value);
[[nodiscard]] tessera::decimal decimal_of(std::string_view text);

/// Effects: compares a figure, or figures, where the case has them.
void figure(fields& expect, std::string_view key, tessera::cpp_rational const& got);
void figures(fields& expect, std::string_view key, std::vector<tessera::cpp_rational> const& got);

/// Effects: checks a case: its rules, what happens, and the figures.
template <class Story>
void check_story(boost::json::object const& one_case) {
    Story told({one_case.at("programme").as_object(), "programme"});
    for (auto const& event : one_case.at("events").as_array()) told.happen({event.as_object(), "event"});
    told.compare({one_case.at("expect").as_object(), "expect"});
}

}  // namespace conformance::order_side
