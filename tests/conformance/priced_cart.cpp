// SPDX-License-Identifier: BSL-1.0
#include "priced_cart.hpp"

#include <algorithm>
#include <span>

namespace conformance {

using namespace tessera;

// --- pricing -----------------------------------------------------------------------------------------------

tag_set priced_cart::mark(std::string const& word) {
    if (marks_.size() == host_tags_max && !marks_.contains(word))
        throw unsupported("more than 48 marks in one case");
    return marks_.try_emplace(word, host_tag << marks_.size()).first->second;
}

cpp_rational priced_cart::money(std::int64_t minor) const {
    return cpp_rational(minor) / power_of_ten(unit.digits);
}

std::int64_t priced_cart::minor(cpp_rational const& amount) const {
    auto const whole = to_int64(to_minor(amount, unit.digits, rounding::down));
    if (!whole || money(*whole) != amount) throw unsupported("an amount with parts of a minor unit");
    return *whole;
}

std::int64_t priced_cart::price_of(sold const& s, cpp_rational const& one) const {
    if (prices == price_rounded::nowhere) return minor(one * s.quantity);
    bool const each = prices == price_rounded::unit;
    cpp_rational const rounded = each ? one : cpp_rational(one * s.quantity);
    auto const whole = to_int64(to_minor(rounded, unit.digits, price_mode));
    auto const all = whole ? checked_multiply(*whole, each ? s.quantity : 1) : whole;
    if (!all) throw unsupported("a price beyond 64 bits");
    return *all;
}

void priced_cart::price() {
    lines_.clear();
    about_.clear();
    for (sold const& s : goods) {
        if (s.quantity <= 0) throw unsupported("a quantity that is not above zero");
        std::int64_t const price = price_of(s, s.unit_price);
        std::int64_t const list = std::max(price, price_of(s, s.original_price));
        lines_.push_back({.sku = sku_named(s.sku),
                          .tags = s.tags,
                          .number = static_cast<std::uint32_t>(lines_.size() + 1),
                          .quantity = static_cast<std::uint32_t>(s.quantity),
                          .list_minor = list,
                          .promotion_minor = list - price});
        about_.push_back({.lowest_minor = price_of(s, s.lowest_price)});
    }
    std::int64_t shipping = 0;
    for (sold const& s : parcels) shipping += price_of(s, s.unit_price);

    auto const program = make("case", unit, tessera::offers("offers", offers, stacks));
    if (!program) throw unsupported("no program of the library: " + std::string(message(program.error())));
    cart const wanted{lines_, shipping, 0, about_, claims_, uses_, marks};
    auto const done = program->quote({}, wanted, priced_);
    if (!done) throw mismatch(std::string(message(done.error())));
    offs_.assign(lines_.size(), 0);
    std::vector<std::int64_t> scratch(lines_.size());
    for (adjustment const& a : priced_.adjustments) add_shares(priced_, a, offs_, scratch);
}

bool priced_cart::stands(rule_id offer) const {
    return std::any_of(priced_.adjustments.begin(), priced_.adjustments.end(),
                       [&](adjustment const& a) { return a.rule == offer; });
}

std::vector<std::int64_t> priced_cart::off_units(std::size_t i) const {
    std::size_t const units = lines_[i].quantity;
    if (units > 10'000) throw unsupported("a line of more than 10000 units, unit by unit");
    std::vector<std::int64_t> sum(units, 0), own(units, 0);
    for (adjustment const& a : priced_.adjustments) {
        if (a.place != i + 1) continue;
        auto const unplaced = allocate_equally(a.off_minor, own, {.left_over = left_over_to::first});
        if (!unplaced) throw mismatch(std::string(message(unplaced.error())));
        for (std::size_t u = 0; u < units; ++u) sum[u] += own[u];
    }
    return sum;
}

// --- taxes -------------------------------------------------------------------------------------------------

namespace {

/// Amounts to be taxed, and whose they are.
struct tax_sheet {
    std::vector<taxed_amount> amounts;
    std::vector<std::size_t> owners;

    void add(std::int64_t minor, sold const& of, std::size_t owner, std::int64_t quantity) {
        amounts.push_back({minor, rate(of.tax_rate), quantity});
        owners.push_back(owner);
    }
    /// Effects: adds the tax of each amount to its owner's.
    void fill(tax_rule const& how, std::vector<std::int64_t>& taxes) const {
        std::vector<std::int64_t> own(amounts.size());
        if (auto const done = fill_taxes(how, amounts, own); !done)
            throw unsupported("tax: " + std::string(message(done.error())));
        for (std::size_t i = 0; i < own.size(); ++i) taxes[owners[i]] += own[i];
    }
};

}  // namespace

void priced_cart::tax(tax_per per, tessera::rounding on_top, tessera::rounding inside) {
    goods_taxes_.assign(goods.size(), 0);
    parcel_taxes_.assign(parcels.size(), 0);
    std::vector<std::int64_t> const shipping = parcels_left();
    for (bool const in_prices : {true, false}) {
        tax_sheet of_goods, of_parcels;
        tax_rule const how{.in_prices = in_prices, .per = per, .mode = in_prices ? inside : on_top};
        for (std::size_t i = 0; i < goods.size(); ++i) {
            if (goods[i].tax_on_top == in_prices) continue;
            if (per != tax_per::unit) {
                of_goods.add(left_minor(i), goods[i], i, goods[i].quantity);
                continue;
            }
            std::vector<std::int64_t> const offs = off_units(i);
            std::int64_t const each = lines_[i].promoted_minor() / goods[i].quantity;
            for (auto one = offs.begin(); one != offs.end();) {  // those that cost the same together
                auto const next = std::find_if(one, offs.end(), [&](auto off) { return off != *one; });
                of_goods.add((each - *one) * (next - one), goods[i], i, next - one);
                one = next;
            }
        }
        for (std::size_t i = 0; i < parcels.size(); ++i)
            if (parcels[i].tax_on_top != in_prices) of_parcels.add(shipping[i], parcels[i], i, 1);
        of_goods.fill(how, goods_taxes_);
        of_parcels.fill({.in_prices = in_prices, .per = tax_per::line, .mode = how.mode}, parcel_taxes_);
    }
}

std::vector<std::int64_t> priced_cart::parcels_left() const {
    std::vector<std::int64_t> fees, left(parcels.size());
    for (sold const& s : parcels) fees.push_back(price_of(s, s.unit_price));
    auto const unplaced = allocate(priced_.shipping_minor, fees, left, {.zeros = zero_weights::nothing});
    if (!unplaced) throw mismatch(std::string(message(unplaced.error())));
    return left;
}

cpp_rational priced_cart::taxes(part of, bool on_top) const {
    std::int64_t sum = 0;
    for (std::size_t i = 0; of != part::shipping && i < goods.size(); ++i)
        if (goods[i].tax_on_top == on_top) sum += goods_taxes_[i];
    for (std::size_t i = 0; of != part::goods && i < parcels.size(); ++i)
        if (parcels[i].tax_on_top == on_top) sum += parcel_taxes_[i];
    return money(sum);
}

cpp_rational priced_cart::cost(part of) const {
    switch (of) {
        case part::goods: return money(priced_.totals.paid_minor());
        case part::shipping: return money(priced_.shipping_minor);
        case part::all: break;
    }
    return money(priced_.payable_minor());
}

// --- words -------------------------------------------------------------------------------------------------

namespace {

void read_tax(fields& of, sold& into) {
    if (of.has("tax_rate")) into.tax_rate = number(of.text("tax_rate")) / 100;
    std::string const how = of.text_or("tax", "exclusive");
    if (how != "exclusive" && how != "inclusive") throw unsupported("tax '" + how + "'");
    into.tax_on_top = how == "exclusive";
}

sold read_parcel(fields parcel) {
    sold one{.unit_price = number(parcel.text("fee"))};
    read_tax(parcel, one);
    parcel.done();
    return one;
}

}  // namespace

sold read_goods(fields& line) {
    sold one{.sku = line.text("sku"),
             .category = line.text_or("category", ""),
             .quantity = whole_number(line.text("qty")),
             .unit_price = number(line.text("unit_price"))};
    if (one.quantity <= 0 || one.unit_price < 0) throw unsupported("goods below zero");
    if (line.has("original_price")) one.original_price = number(line.text("original_price"));
    read_tax(line, one);
    return one;
}

void read_parcels(fields& event, priced_cart& into) {
    if (!event.has("shipping")) return;
    auto const& value = event.value("shipping");
    if (value.is_string())
        into.parcels.push_back({.unit_price = number(event.text("shipping"))});
    else if (value.is_object())
        into.parcels.push_back(read_parcel(event.object("shipping")));
    else
        for (fields const& parcel : event.objects("shipping")) into.parcels.push_back(read_parcel(parcel));
}

void read_order(fields& event, priced_cart& into) {
    if (std::string const type = event.text("type"); type != "order")
        throw unsupported("event '" + type + "'");
    if (!into.goods.empty()) throw unsupported("a second order");
    static_cast<void>(event.text_or("id", ""));
    for (fields& line : event.objects("lines")) {
        into.goods.push_back(read_goods(line));
        line.done();
    }
    read_parcels(event, into);
}

tessera::rounding rounding_to(std::string_view words, unsigned decimals) {
    auto const to = words.find(" to ");
    if (to == std::string_view::npos) return rounding_mode(words);
    std::string_view const unit = words.substr(to + 4);
    bool const cents = decimals == 2 && unit == "cents";
    if (!cents && unit != std::to_string(decimals) + " decimals")
        throw unsupported("rounding '" + std::string(words) + "'");
    return rounding_mode(words.substr(0, to));
}

ratio percent(std::string_view text) { return rate(number(text) / 100); }

void compare(fields& expect, std::string_view key, cpp_rational const& got) {
    if (!expect.has(key)) return;
    cpp_rational const wanted = number(expect.text(key));
    cpp_rational const off = got < wanted ? cpp_rational(wanted - got) : cpp_rational(got - wanted);
    if (expect.has("tolerance") && off <= number(expect.text("tolerance"))) return;
    expect_equal(key, got, wanted);
}

}  // namespace conformance
