// SPDX-License-Identifier: BSL-1.0

/// Vendure: what units cost before what the order costs, conditions judged on what is left, a total fixed to
/// an amount, offers by code, and taxes by rate on the sums of the lines.

#include <algorithm>

#include "priced_cart.hpp"

namespace conformance {

namespace {

using namespace tessera;

using tessera::rounding;

/// What an offer is for; the turns come in this order.
enum class level : std::uint8_t { unit, order, shipping };

struct promotion_words {
    level of = level::order;
    std::string id;
    offer rule;
};

class till {
public:
    void happen(fields event) {
        read_order(event, cart_);
        if (event.has("codes")) codes_ = event.texts("codes");
        event.done();
    }

    void read_programme(fields terms) {
        if (terms.has("tax_rounding"))
            expect_equal_words(terms.text("tax_rounding"), {"per tax rate on the summed discounted lines"});
        if (terms.has("stacking"))
            expect_equal_words(
                terms.text("stacking"),
                {"in list order, conditions re-checked on the running total",
                 "item level first, then order level",
                 "item level first; the fixed amount is spread by gross line value, tax summed per rate"});
        for (fields const& entry : terms.objects("promotions")) read_promotion(entry);
        terms.done();
        std::stable_sort(all_.begin(), all_.end(),
                         [](auto const& one, auto const& other) { return one.of < other.of; });
    }

    void compare_with(fields expect) {
        if (expect.has("after_item")) {
            price(level::unit);
            compare_both(expect.object("after_item"));
        }
        price(level::shipping);
        if (expect.has("after_both")) compare_both(expect.object("after_both"));
        if ((expect.has("net_total") || expect.has("gross_total")) && cart_.cost(part::shipping) != 0)
            throw unsupported("totals beside shipping, which may contain it or not");
        compare(expect, "net_total", cart_.without_tax(part::goods));
        compare(expect, "gross_total", cart_.with_tax(part::goods));
        compare(expect, "shipping_net", cart_.without_tax(part::shipping));
        compare(expect, "shipping_gross", cart_.with_tax(part::shipping));
        if (expect.has("applied")) compare_applied(expect.texts("applied"));
        expect.done();
    }

private:
    static void expect_equal_words(std::string const& words, std::vector<std::string_view> const& known) {
        if (std::find(known.begin(), known.end(), words) == known.end()) throw unsupported("'" + words + "'");
    }

    // --- promotions ----------------------------------------------------------------------------------------

    void read_promotion(fields entry) {
        std::string const kind = entry.text("kind"), value = entry.text("value");
        std::string const name = "offer " + std::to_string(all_.size() + 1);
        promotion_words p{.of = level::order,
                          .id = entry.text_or("id", name),
                          .rule = offer(cart_.named(name)).rounded(rounding::half_down)};
        read_scope(entry, p);
        if (kind == "percent")
            p.rule = p.rule.share_off(percent(value));
        else if (kind == "fixed")
            p.rule =
                p.rule.amount_off(amount(value), p.of == level::unit ? offer_per::unit : offer_per::order);
        else if (kind == "fix_total_to" && p.of == level::order)
            p.rule = p.rule.total_price(amount(value));
        else
            throw unsupported("a promotion that is '" + kind + "'");
        read_conditions(entry, p);
        entry.done();
        if (p.of == level::order && net_at_several_rates())
            throw unsupported("an amount off net prices, spread by what the lines cost with their taxes");
        all_.push_back(std::move(p));
    }
    /// What is taken off a unit or an order is rounded so that the half of a cent stays with the price.
    void read_scope(fields& entry, promotion_words& p) {
        std::string const per = entry.text_or("per", ""), scope = entry.text_or("scope", "");
        constexpr std::string_view price = "unit price = ";
        if (per == "unit" && (scope.empty() || scope.starts_with(price))) {
            p.of = level::unit;
            unit_choice which;
            if (!scope.empty()) which.price_from = which.price_to = amount(scope.substr(price.size()));
            p.rule = p.rule.of(which).rounded(rounding::half_down, offer_rounded::unit);
        } else if (per.empty() && scope == "shipping") {
            p.of = level::shipping;
            p.rule = p.rule.of_shipping();
        } else if (!per.empty() || scope != "order") {
            throw unsupported("a promotion of '" + scope + "' per '" + per + "'");
        }
    }
    void read_conditions(fields& entry, promotion_words& p) {
        if (entry.has("min_line_qty") && entry.has("min_total"))
            throw unsupported("two minimums of one promotion");
        if (entry.has("min_total")) p.rule = p.rule.from(amount(entry.text("min_total")), {.running = true});
        if (entry.has("min_line_qty")) {
            if (cart_.goods.size() != 1) throw unsupported("a minimum of one of several lines");
            p.rule = p.rule.from(amount(entry.text("min_line_qty")), {.units = true});
        }
        if (!entry.has("trigger")) return;
        if (std::string const trigger = entry.text("trigger"); trigger != "code")
            throw unsupported("trigger '" + trigger + "'");
        std::string const code = entry.text_or("code", "");
        p.rule = p.rule.on_request();
        if (std::any_of(codes_.begin(), codes_.end(),
                        [&](auto const& c) { return code.empty() || c == code; }))
            cart_.claim(p.rule.id());
    }
    [[nodiscard]] bool net_at_several_rates() const {
        return std::any_of(cart_.goods.begin(), cart_.goods.end(), [&](sold const& s) {
            return s.tax_on_top && s.tax_rate != cart_.goods[0].tax_rate;
        });
    }

    // --- figures -------------------------------------------------------------------------------------------

    /// Effects: prices the order by the offers of these levels.
    void price(level last) {
        cart_.offers.clear();
        std::int32_t turn = 0;
        for (promotion_words const& p : all_)
            if (p.of <= last) cart_.offers.push_back(p.rule.priority(--turn));
        cart_.price();
        // the half of a cent goes to the tax on top of a price, and to the price that contains its tax
        cart_.tax(tax_per::rate, rounding::half_up, rounding::half_down);
    }
    void compare_both(fields wanted) const {
        compare(wanted, "net", cart_.without_tax(part::goods));
        compare(wanted, "gross", cart_.with_tax(part::goods));
        wanted.done();
    }
    void compare_applied(std::vector<std::string> const& wanted) const {
        std::vector<std::string> got;
        for (promotion_words const& p : all_)
            if (cart_.stands(p.rule.id())) got.push_back(p.id);
        if (got != wanted) throw mismatch("other promotions apply");
    }

    priced_cart cart_;
    std::vector<promotion_words> all_;
    std::vector<std::string> codes_;
};

}  // namespace

adapter vendure_promotions() { return check_sale<till>; }

}  // namespace conformance
