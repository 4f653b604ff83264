// SPDX-License-Identifier: BSL-1.0
#pragma once

#include <cstdint>
#include <optional>
#include <string>
#include <vector>

#include <tessera/document/values.hpp>
#include <tessera/order/line_guard.hpp>
#include <tessera/order/margin_guard.hpp>
#include <tessera/order/offers.hpp>
#include <tessera/order/taxes.hpp>

/// Floor 6. Offers of a program document, and guards: a field is what the offer's choice of that name
/// says.

namespace tessera::document {

struct threshold_of {
    filter lines{};
    bool units = false;
    bool running = false;
    friend bool operator==(threshold_of const&, threshold_of const&) = default;
};
struct offer_step {
    decimal from{};
    std::optional<ratio> share{};  ///< one of the two
    std::optional<decimal> amount{};
    friend bool operator==(offer_step const&, offer_step const&) = default;
};
struct offer_steps {
    std::vector<offer_step> steps{};
    threshold_of by{};
    bool brackets = false;
    friend bool operator==(offer_steps const&, offer_steps const&) = default;
};
struct units_bought {
    std::int64_t count = 1;
    filter lines{};
    std::int64_t got = 1;
    friend bool operator==(units_bought const&, units_bought const&) = default;
};
/// See `offer::for_every`.
struct offer_increment {
    decimal each{};
    threshold_of of{};
    std::optional<std::int64_t> most_times{};
    friend bool operator==(offer_increment const&, offer_increment const&) = default;
};
/// A part of a bundle: see `offer::bundle`.
struct bundle_part {
    filter over{};
    std::int64_t count = 1;
    friend bool operator==(bundle_part const&, bundle_part const&) = default;
};
/// Which units: see `unit_choice`, and the parts of a bundle.
struct units {
    filter over{};
    unit_rank rank = unit_rank::as_listed;
    std::optional<std::int64_t> most{};
    std::optional<std::int64_t> most_of_line{};
    std::int64_t in_sets_of = 1;
    std::optional<units_bought> bought{};
    std::vector<bundle_part> bundle{};
    std::optional<std::int64_t> most_sets{};
    bool undiscounted = false;
    std::optional<decimal> price_from{};
    std::optional<decimal> price_to{};
    friend bool operator==(units const&, units const&) = default;
};
struct gift {
    std::string sku{};
    std::int64_t quantity = 1;
    decimal worth{};
    friend bool operator==(gift const&, gift const&) = default;
};
struct tier_wanted {
    std::string tiers{};
    std::string tier{};
    bool exactly = false;
    friend bool operator==(tier_wanted const&, tier_wanted const&) = default;
};
struct offer_minimum {
    decimal least{};
    threshold_of of{};
    friend bool operator==(offer_minimum const&, offer_minimum const&) = default;
};
struct offer_uses {
    std::optional<std::int64_t> by_member{};
    std::optional<std::int64_t> by_all{};
    friend bool operator==(offer_uses const&, offer_uses const&) = default;
};
struct offer {
    std::string name{};
    std::optional<ratio> share{};  ///< one of the four, or none
    std::optional<decimal> amount{};
    std::optional<decimal> unit_price{};
    std::optional<decimal> total_price{};
    bool of_shipping = false;
    offer_per per = offer_per::order;
    std::optional<document::gift> gift{};
    tags perk{};
    std::optional<offer_steps> more{};
    std::optional<offer_increment> for_every{};
    std::optional<decimal> at_most{};
    bool on_first_price = false;
    bool off_whole_lines = false;
    rounding mode = rounding::half_up;
    offer_rounded rounded = offer_rounded::sum;
    left_over_to left_over = left_over_to::largest_remainder;
    rounding split = rounding::down;
    document::units of{};
    std::optional<tier_wanted> tier{};
    schedule on{};
    std::optional<birthday_window> birthday{};
    tags given{};
    std::string segment{};
    std::string not_in_segment{};
    bool on_request = false;
    bool by_coupon = false;
    bool by_allowance = false;
    std::optional<offer_minimum> from{};
    offer_uses used_at_most{};
    std::optional<decimal> budget{};
    benefit_return returned = benefit_return::pro_rata;
    std::string stack{};
    std::int32_t priority = 0;
    bool alone = false;
    std::vector<std::string> not_with{};
    friend bool operator==(offer const&, offer const&) = default;
};
struct stack {
    std::string name{};
    stacking how = stacking::product;
    std::int32_t turn = 0;
    std::optional<std::int64_t> together{};
    friend bool operator==(stack const&, stack const&) = default;
};
struct offers {
    std::string name{};
    std::vector<offer> list{};
    std::vector<stack> stacks{};
    friend bool operator==(offers const&, offers const&) = default;
};
/// Returns: the stack that an offer is in; null where it is in none.
[[nodiscard]] inline stack const* stack_of(offers const& all, offer const& o) noexcept {
    for (stack const& s : all.stacks)
        if (s.name == o.stack) return &s;
    return nullptr;
}
/// Returns: whether one offer of a stack stands, for all lines; false for none.
[[nodiscard]] inline bool one_stands(stack const* s) noexcept {
    return s && (s->how == stacking::max || s->how == stacking::first || s->together == 1);
}
struct coupon {
    std::string offer{};
    std::string points{};
    bool restored = true;
    friend bool operator==(coupon const&, coupon const&) = default;
};
struct allowance {
    std::string offer{};
    std::int64_t times = 1;
    window within{};
    bool restored = false;
    friend bool operator==(allowance const&, allowance const&) = default;
};
struct benefit {
    benefit_kind kind = benefit_kind::offer;
    std::string name{};
    friend bool operator==(benefit const&, benefit const&) = default;
};
struct margin_guard {
    std::string name{};
    profit_of of = profit_of::paid;
    ratio least{};
    std::vector<benefit> giving_up{};
    ratio earned{};
    friend bool operator==(margin_guard const&, margin_guard const&) = default;
};
struct line_guard {
    std::string name{};
    profit_of of = profit_of::paid;
    ratio least{};
    std::vector<benefit> giving_up{};
    ratio earned{};
    friend bool operator==(line_guard const&, line_guard const&) = default;
};

/// The tax of a priced order: see `tax_rule`.
struct tax {
    bool in_prices = true;
    tax_per per = tax_per::line;
    rounding mode = rounding::half_up;
    friend bool operator==(tax const&, tax const&) = default;
};

}  // namespace tessera::document
