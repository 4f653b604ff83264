// SPDX-License-Identifier: BSL-1.0

/// PrestaShop: prices with more decimals than the currency, rounded by unit, by line or in total; rules of
/// the cart by priority, each on what the ones before it left; orders in another currency.

#include <algorithm>
#include <optional>

#include "priced_cart.hpp"

namespace conformance {

namespace {

using namespace tessera;

using tessera::rounding;

/// An amount before it is rounded has as many decimals as a currency can have.
constexpr unsigned fine = 4;

class till {
public:
    till() { cart_.unit.digits = fine; }

    void read_programme(fields terms) {
        if (terms.has("rounding_level")) read_rounding(terms);
        if (terms.has("rate")) read_rate(terms);
        if (terms.has("stacking"))
            if (std::string const words = terms.text("stacking");
                words != "by priority, each on what is left")
                throw unsupported("stacking '" + words + "'");
        if (terms.has("promotions"))
            for (fields const& entry : terms.objects("promotions")) read_rule(entry);
        terms.done();
    }

    void happen(fields event) {
        read_order(event, cart_);
        event.done();
    }

    void compare_with(fields expect) {
        for (sold& s : cart_.goods) s.unit_price *= rate_;
        for (sold& s : cart_.parcels) s.unit_price *= rate_;
        cart_.price();
        compare(expect, "order_total", in_total(cart_.priced().payable_minor()));
        compare(expect, "discount", in_total(cart_.priced().totals.member_minor));
        compare(expect, "shipping_total", in_total(cart_.priced().shipping_minor));
        if (expect.has("tolerance")) static_cast<void>(expect.text("tolerance"));
        expect.done();
    }

private:
    void read_rounding(fields& terms) {
        std::string const level = terms.text("rounding_level");
        mode_ = rounding_to(terms.text_or("rounding", "half up to 2 decimals"), 2);
        cart_.price_mode = mode_;
        if (level == "order total") {
            in_total_ = true;
            return;
        }
        if (level != "unit price" && level != "line total")
            throw unsupported("rounding at the level '" + level + "'");
        cart_.prices = level == "unit price" ? price_rounded::unit : price_rounded::line;
        cart_.unit.digits = 2;
    }
    void read_rate(fields& terms) {
        std::string const words = terms.text("convert");
        if (words != "prices and shipping times the rate of the order's currency")
            throw unsupported("conversion of '" + words + "'");
        rate_ = number(terms.text("rate"));
        converted_ = true;
    }
    /// The lowest priority comes first, and of one priority the rule that is listed first.
    void read_rule(fields entry) {
        std::string const kind = entry.text("kind"), value = entry.text("value");
        std::string const name = "rule " + std::to_string(cart_.offers.size() + 1);
        std::int64_t const priority = whole_number(entry.text_or("priority", "1"));
        if (priority < 0 || priority > 1'000'000) throw unsupported("priority " + std::to_string(priority));
        offer one = offer(cart_.named(name)).rounded(mode_);
        read_scope(entry, one);
        entry.done();
        if (kind == "percent")
            one = one.share_off(percent(value));
        else if (kind == "fixed" && !converted_)
            one = one.amount_off(amount(value));
        else
            throw unsupported("a rule that is '" + kind + "'");
        auto const listed = static_cast<std::int32_t>(cart_.offers.size());
        cart_.offers.push_back(one.priority(-1000 * static_cast<std::int32_t>(priority) - listed));
    }
    static void read_scope(fields& entry, offer& one) {
        std::string const scope = entry.text("scope");
        if (scope == "shipping")
            one = one.of_shipping();
        else if (scope == "cheapest product" || scope == "cheapest")
            one = one.cheapest(1);
        else if (scope != "goods")
            throw unsupported("a rule of '" + scope + "'");
    }

    /// Rounding of the total is that of cash: a step of its own, after the order was priced.
    [[nodiscard]] cpp_rational in_total(std::int64_t minor) const {
        if (!in_total_) return cart_.money(minor);
        auto const rounded = round_to_step(minor, 100, mode_);
        if (!rounded) throw unsupported("an amount beyond 64 bits");
        return cart_.money(*rounded);
    }

    priced_cart cart_;
    rounding mode_ = rounding::half_up;
    bool in_total_ = false, converted_ = false;
    cpp_rational rate_ = 1;
};

void check(boost::json::object const& one_case) {
    till sold;
    sold.read_programme({one_case.at("programme").as_object(), "programme"});
    for (auto const& event : one_case.at("events").as_array()) sold.happen({event.as_object(), "event"});
    sold.compare_with({one_case.at("expect").as_object(), "expect"});
}

}  // namespace

adapter prestashop_rules() { return check; }

}  // namespace conformance
