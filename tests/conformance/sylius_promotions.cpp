// SPDX-License-Identifier: BSL-1.0

/// Sylius: promotions of several actions by priority, exclusive ones, minimum prices, coupons with limits of
/// use, prices of the catalog, taxes in prices and on top of them, and prices shown in another currency.

#include <algorithm>
#include <optional>

#include "sylius_offers.hpp"

namespace conformance {

namespace {

using namespace tessera;

using tessera::rounding;

void expect_words(fields& terms, std::string_view key, std::string_view known) {
    if (!terms.has(key)) return;
    if (std::string const words = terms.text(key); words != known)
        throw unsupported(std::string(key) + " '" + words + "'");
}

/// A currency in which prices are shown.
struct shown {
    currency unit;
    ratio rate;
};

class till {
public:
    void happen(fields event) {
        std::string const type = event.text("type");
        if (type == "order")
            order(event);
        else if (type == "price")
            ask_for_price(event);
        else if (type == "previous_orders")
            sale_.all = orders_before(event);
        else if (type == "previous_orders_with_coupon")
            sale_.with_coupon = orders_before(event);
        else
            throw unsupported("event '" + type + "'");
        event.done();
    }

    void read_programme(fields terms) {
        if (!sale_.ordered && !sale_.asked) throw unsupported("a case without an order");
        expect_words(terms, "stacking", "descending priority, each on the running total");
        expect_words(terms, "min_spend_base", "running items total after earlier promotions");
        expect_words(terms, "counting", "cancelled orders do not count");
        expect_words(terms, "order_discount_split",
                     "proportional to line totals (shares half-down, remainder to the first lines)");
        if (terms.has("minimum_unit_price")) read_lowest(terms);
        if (terms.has("tax_rounding")) read_tax_rounding(terms.text("tax_rounding"));
        if (terms.has("display_currency")) read_shown(terms);
        add_sylius_offers(terms, sale_, cart_);
        terms.done();
    }

    void compare_with(fields expect) {
        cart_.price();
        cart_.tax(per_, mode_, mode_);
        compare(expect, "order_total", cart_.with_tax());
        compare(expect, "discount", cart_.off_goods());
        compare(expect, "shipping_total", cart_.with_tax(part::shipping));
        compare(expect, "items_total", cart_.with_tax(part::goods));
        compare(expect, "tax", cart_.tax_on_top());
        compare(expect, "included_tax", cart_.tax_included());
        if (sale_.asked) compare(expect, "unit_price", cart_.left_of(0));
        if (expect.has("shipping_taxes")) compare_parcels(expect.texts("shipping_taxes"));
        compare_lines(expect);
        if (expect.has("error")) compare_error(expect.text("error"));
        if (shown_) compare_shown(expect);
        expect.done();
    }

private:
    static past_orders orders_before(fields& event) {
        return {whole_number(event.text("count")), whole_number(event.text_or("cancelled", "0"))};
    }
    void order(fields& event) {
        if (sale_.ordered || sale_.asked) throw unsupported("a second order");
        sale_.ordered = true;
        static_cast<void>(event.text_or("id", ""));
        for (fields& line : event.objects("lines")) {
            cart_.goods.push_back(read_goods(line));
            sale_.unit_discounts.push_back(line.text_or("unit_discount", "0"));
            line.done();
        }
        read_parcels(event, cart_);
        if (event.has("coupons")) sale_.codes = event.texts("coupons");
        if (event.has("order_discounts")) sale_.order_discounts = event.texts("order_discounts");
    }
    void ask_for_price(fields& event) {
        if (sale_.ordered || sale_.asked) throw unsupported("a second price");
        sale_.asked = true;
        cart_.goods.push_back({.sku = "asked", .unit_price = number(event.text("unit_price"))});
    }

    // --- settings ------------------------------------------------------------------------------------------

    void read_lowest(fields& terms) {
        if (terms.value("minimum_unit_price").is_string()) {
            for (sold& s : cart_.goods) s.lowest_price = number(terms.text("minimum_unit_price"));
            return;
        }
        for (auto const& [sku, price] : terms.pairs("minimum_unit_price"))
            for (sold& s : cart_.goods)
                if (s.sku == sku) s.lowest_price = number(price);
    }
    /// "per line, half up", "per unit, half up", "per unit kept exact, rounded half up once per line"
    void read_tax_rounding(std::string const& words) {
        constexpr std::string_view exact = "per unit kept exact, rounded ", once = " once per line",
                                   line = "per line, ", unit = "per unit, ";
        if (words.starts_with(exact) && words.ends_with(once)) {
            mode_ = rounding_mode(words.substr(exact.size(), words.size() - exact.size() - once.size()));
        } else if (words.starts_with(line)) {
            mode_ = rounding_mode(words.substr(line.size()));
        } else if (words.starts_with(unit)) {
            per_ = tax_per::unit;
            mode_ = rounding_mode(words.substr(unit.size()));
        } else {
            throw unsupported("tax rounding '" + words + "'");
        }
    }
    void read_shown(fields& terms) {
        expect_words(terms, "convert", "each displayed amount separately from the base amount");
        cart_.unit = currency_named(terms.text("base_currency"));
        shown_ = {currency_named(terms.text("display_currency")), rate(number(terms.text("rate")))};
        if (shown_->unit.digits != cart_.unit.digits) throw unsupported("currencies of different decimals");
    }

    // --- comparing -----------------------------------------------------------------------------------------

    void compare_parcels(std::vector<std::string> const& wanted) const {
        if (wanted.size() != cart_.parcels.size()) throw mismatch("another number of shipments");
        for (std::size_t i = 0; i < wanted.size(); ++i)
            expect_equal("the tax of a shipment", cart_.parcel_tax(i), number(wanted[i]));
    }
    void compare_lines(fields& expect) const {
        auto const by_sku = [&](std::string_view key, auto figure) {
            if (!expect.has(key)) return;
            for (auto const& [sku, wanted] : expect.pairs(key)) {
                cpp_rational sum = 0;
                for (std::size_t i = 0; i < cart_.goods.size(); ++i)
                    if (cart_.goods[i].sku == sku) sum += figure(i);
                expect_equal(std::string(key) + " of " + sku, sum, number(wanted));
            }
        };
        by_sku("line_discounts", [&](std::size_t i) { return cart_.off_line(i); });
        by_sku("line_totals", [&](std::size_t i) { return cart_.left_of(i); });
        if (expect.has("unit_discounts")) compare_units(expect.object("unit_discounts"));
    }
    void compare_units(fields wanted) const {
        for (std::string const& sku : wanted.keys()) {
            std::vector<std::string> const each = wanted.texts(sku);
            std::size_t next = 0;
            for (std::size_t i = 0; i < cart_.goods.size(); ++i) {
                if (cart_.goods[i].sku != sku) continue;
                for (std::int64_t const off : cart_.off_units(i)) {
                    if (next == each.size()) throw mismatch("more units of " + sku);
                    expect_equal("a unit of " + sku, cart_.money(off), number(each[next++]));
                }
            }
            if (next != each.size()) throw mismatch("fewer units of " + sku);
        }
    }
    /// A coupon that was entered and gives nothing is an error.
    void compare_error(std::string const& wanted) const {
        if (wanted != "coupon_invalid") throw unsupported("the error '" + wanted + "'");
        auto const& entered = cart_.claims();
        if (std::all_of(entered.begin(), entered.end(), [&](rule_id one) { return cart_.stands(one); }))
            throw mismatch("no coupon is refused");
    }
    void compare_shown(fields& expect) const {
        std::string code(shown_->unit.code());
        for (char& c : code) c = static_cast<char>(c - 'A' + 'a');
        auto const figure = [&](std::string const& key, cpp_rational const& amount) {
            auto const minor = scale(cart_.minor(amount), shown_->rate, rounding::half_up);
            if (!minor) throw unsupported("an amount beyond 64 bits");
            compare(expect, key + "_" + code, cart_.money(*minor));
        };
        figure("total", cart_.with_tax());
        if (cart_.goods.size() == 1) figure("unit_price", cart_.goods[0].unit_price);
    }

    priced_cart cart_;
    sylius_sale sale_;
    tax_per per_ = tax_per::line;
    rounding mode_ = rounding::half_up;
    std::optional<shown> shown_;
};

}  // namespace

adapter sylius_promotions() { return check_sale<till>; }

}  // namespace conformance
