// SPDX-License-Identifier: BSL-1.0
#include "order_desk.hpp"

#include <algorithm>
#include <numeric>

namespace conformance::order_side {

using namespace tessera;
using tessera::rounding;

names names_of_sku(std::string const& sku) {
    std::size_t const end = sku.find_last_not_of("0123456789");
    names called{"sku " + sku};
    if (end != std::string::npos) called.insert("kind " + sku.substr(0, end + 1));
    return called;
}

// --- terms -------------------------------------------------------------------------------------------------

tag_set order_desk::mark(std::string const& word) {
    if (marks_.size() == host_tags_max && !marks_.contains(word))
        throw unsupported("more than 48 names in one case");
    return marks_.try_emplace(word, host_tag << marks_.size()).first->second;
}

line_filter order_desk::lines_called(names const& any_of) {
    if (any_of.empty()) return {};
    std::string all = "lines";
    for (std::string const& one : any_of) all += ", " + one;
    return {.with = groups_.try_emplace(any_of, mark(all)).first->second};
}

std::vector<offer> order_desk::in_turn() const {
    std::vector<listed_offer> sorted = listed_;
    std::sort(sorted.begin(), sorted.end(), [](listed_offer const& a, listed_offer const& b) {
        return a.turn == b.turn ? a.place < b.place : a.turn > b.turn;
    });
    std::vector<offer> all;
    for (listed_offer const& one : sorted)
        all.push_back(one.what.priority(-static_cast<std::int32_t>(all.size())));
    return all;
}

// --- the cart ----------------------------------------------------------------------------------------------

void order_desk::clear_cart() {
    lines_.clear();
    called_.clear();
    claims_.clear();
    uses_.clear();
    tags_ = 0;
    shipping_ = 0;
    priced_.clear();
}

void order_desk::add(names called, std::int64_t quantity, cpp_rational const& price_of_all) {
    if (quantity < 0) throw unsupported("a quantity below zero");
    if (price_of_all < 0) throw unsupported("a line that costs less than nothing");
    called.insert("line " + std::to_string(lines_.size()));
    lines_.push_back({.quantity = static_cast<std::uint32_t>(quantity), .list_minor = minor(price_of_all)});
    called_.push_back(std::move(called));
}

void order_desk::set_quantity(std::size_t at, std::int64_t quantity) {
    line& l = lines_.at(at);
    auto const price = scale(l.list_minor, quantity, std::max<std::int64_t>(1, l.quantity), rounding::down);
    if (!price || quantity < 0) throw unsupported("the quantity " + std::to_string(quantity));
    l.list_minor = *price;
    l.quantity = static_cast<std::uint32_t>(quantity);
}

void order_desk::price() {
    for (std::size_t i = 0; i < lines_.size(); ++i) {
        lines_[i].tags = 0;
        for (auto const& [any_of, tag] : groups_)
            for (std::string const& name : any_of)
                if (called_[i].contains(name)) lines_[i].tags |= tag;
    }
    auto const program = make("case", money, offers("offers", in_turn(), stacks));
    if (!program) throw unsupported("no program of the library: " + std::string(message(program.error())));
    cart const wanted{
        .lines = lines_, .shipping_minor = shipping_, .claims = claims_, .uses = uses_, .tags = tags_};
    auto const priced = program->quote({}, wanted, priced_);
    if (!priced && priced.error() != errc::empty_order)
        throw mismatch("the error: " + std::string(message(priced.error())));
    if (!priced) priced_.clear();
}

// --- figures -----------------------------------------------------------------------------------------------

std::int64_t order_desk::off(std::string_view offer) const {
    std::int64_t sum = 0;
    for (adjustment const& a : priced_.adjustments)
        if (a.rule == offer::id_of(offer)) sum += a.off_minor;
    return sum;
}

namespace {

template <class Takes>
std::vector<std::int64_t> shares_of(priced_order const& priced, Takes takes) {
    std::vector<std::int64_t> all(priced.lines.size()), some(all), before(all), scratch(all);
    for (adjustment const& a : priced.adjustments) {
        before = all;
        add_shares(priced, a, all, scratch);
        for (std::size_t i = 0; i < all.size(); ++i)
            if (takes(a.rule)) some[i] += all[i] - before[i];
    }
    return some;
}

}  // namespace

std::vector<std::int64_t> order_desk::line_offs() const {
    return shares_of(priced_, [](rule_id) { return true; });
}
std::vector<std::int64_t> order_desk::line_offs(std::string_view offer) const {
    return shares_of(priced_, [id = offer::id_of(offer)](rule_id rule) { return rule == id; });
}
std::vector<std::int64_t> order_desk::listed() const {
    std::vector<std::int64_t> prices;
    for (line const& l : lines_) prices.push_back(l.list_minor);
    return prices;
}
std::vector<std::int64_t> order_desk::left() const {
    std::vector<std::int64_t> prices = listed();
    std::vector<std::int64_t> const offs = line_offs();
    for (std::size_t i = 0; i < offs.size(); ++i) prices[i] -= offs[i];
    return prices;
}

bool order_desk::stands(std::string_view offer) const {
    rule_id const id = offer::id_of(offer);
    bool const lowers = std::any_of(priced_.adjustments.begin(), priced_.adjustments.end(),
                                    [id](adjustment const& a) { return a.rule == id; });
    return lowers || std::any_of(priced_.entitlements.begin(), priced_.entitlements.end(),
                                 [id](entitlement const& e) { return e.rule == id; });
}

cpp_rational order_desk::in_money(std::int64_t minor) const { return {minor, power_of_ten(money.digits)}; }

std::vector<cpp_rational> order_desk::in_money(std::vector<std::int64_t> const& minor) const {
    std::vector<cpp_rational> amounts;
    for (std::int64_t const one : minor) amounts.push_back(in_money(one));
    return amounts;
}

std::int64_t order_desk::minor(cpp_rational const& amount) const {
    cpp_int const units = to_minor(amount, money.digits, rounding::down);
    auto const fits = to_int64(units);
    if (!fits || cpp_rational(units, power_of_ten(money.digits)) != amount)
        throw unsupported("'" + amount.str() + "' has more decimals than its unit");
    return *fits;
}

// --- arithmetic of the library, for the words of a case
// -------------------------------------------------------

std::vector<std::int64_t> taxes_of(tax_rule const& how, std::vector<taxed_amount> const& amounts) {
    std::vector<std::int64_t> taxes(amounts.size());
    auto const filled = fill_taxes(how, amounts, taxes);
    if (!filled) throw unsupported("tax: " + std::string(message(filled.error())));
    return taxes;
}

std::int64_t sum_of(std::vector<std::int64_t> const& amounts) {
    return std::accumulate(amounts.begin(), amounts.end(), std::int64_t{0});
}

ratio ratio_of(cpp_rational const& value) {
    auto const made = to_ratio(value);
    if (!made) throw unsupported("a rate beyond 64 bits");
    return *made;
}

decimal decimal_of(std::string_view text) {
    auto const value = decimal::parse(text);
    if (!value) throw unsupported("amount '" + std::string(text) + "'");
    return *value;
}

void figure(fields& expect, std::string_view key, cpp_rational const& got) {
    if (expect.has(key)) expect_equal(key, got, number(expect.text(key)));
}

void figures(fields& expect, std::string_view key, std::vector<cpp_rational> const& got) {
    if (!expect.has(key)) return;
    std::vector<std::string> const wanted = expect.texts(key);
    if (wanted.size() != got.size())
        throw mismatch(std::string(key) + " are " + std::to_string(got.size()) + " figures");
    for (std::size_t i = 0; i < got.size(); ++i) expect_equal(key, got[i], number(wanted[i]));
}

}  // namespace conformance::order_side
