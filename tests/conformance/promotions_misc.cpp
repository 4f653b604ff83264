// SPDX-License-Identifier: BSL-1.0

/// Drupal Commerce, Lunar, Saleor, Shopware, Magento, VirtoCommerce, Craft and OCA: promotions one after the
/// other or the best of them, tax of what is left or of each discount, gift cards, gifts and limits.

#include <algorithm>
#include <memory>

#include "misc_terms.hpp"
#include "order_taxes.hpp"
#include "order_till.hpp"

namespace conformance {

namespace {

using namespace tessera;
using namespace order_side;
using tessera::rounding;

class story {
public:
    story(fields terms, misc_house const& house) : house_(house) {
        if (terms.has("gift_cards")) cards_ = terms.texts("gift_cards");
        if (terms.has("tax")) read_tax(terms.text("tax"));
        if (terms.has("tax_rounding"))
            known("tax_rounding", terms.text("tax_rounding"),
                  {"per line", "per line, discount line split by rate in proportion to gross"});
        if (terms.has("shipping_tax"))
            known("shipping_tax", terms.text("shipping_tax"), {"split over the rates of the goods by value"});
        terms_ = std::make_unique<misc_terms>(terms, house, desk_);
        terms.done();
    }

    void happen(fields event) {
        std::string const type = event.text("type");
        if (type == "order")
            event.has("lines") ? order(event) : order_of_nothing(event);
        else if (type == "change_qty")
            change_quantity(event);
        else if (type == "apply_gift_card")
            pay_with_card();
        else if (type == "set_shipping")
            ship(number(event.text("fee")));
        else if (type == "apply" || type == "remove")
            ask(event.text("id"), type == "apply");
        else
            throw unsupported("event '" + type + "'");
        event.done();
    }

    void compare(fields expect) {
        compare_prices(expect);
        compare_lines(expect);
        compare_taxes(expect);
        compare_standing(expect);
        if (!cards_.empty()) {
            figures(expect, "due_after_each", desk_.in_money(due_));
            if (till_) figure(expect, "due_with_shipping", desk_.in_money(due_now()));
        }
        for (auto const& [key, value] : by_quantity_) figure(expect, key, value);
        expect.done();
    }

private:
    // --- what happens

    /// "23% inclusive", "20% on the discounted net"
    void read_tax(std::string const& words) {
        std::size_t const end = words.find("% ");
        if (end == std::string::npos) throw unsupported("tax: " + words);
        std::string const kind = words.substr(end + 2);
        known("tax", kind, {"inclusive", "exclusive", "on the discounted net"});
        tax_ = {ratio_of(number(words.substr(0, end)) / 100), kind == "inclusive"};
    }
    /// A tax of which nothing more is said comes on top of the price.
    void add_tax(fields& entry) {
        line_tax tax = tax_;
        if (entry.has("tax_rate")) {
            std::string const kind = entry.text_or("tax", "exclusive");
            known("tax", kind, {"inclusive", "exclusive"});
            tax = {ratio_of(number(entry.text("tax_rate")) / 100), kind == "inclusive"};
        }
        taxes_.push_back(tax);
    }

    void order(fields& event) {
        static_cast<void>(event.text("id"));
        desk_.clear_cart();
        taxes_.clear();
        std::string const code = event.text_or("currency", "");
        if (!code.empty()) desk_.money = currency_named(code);
        for (fields entry : event.objects("lines")) {
            names called = names_of_sku(entry.text("sku"));
            if (entry.has("brand")) called.insert("brand " + entry.text("brand"));
            if (entry.has("category")) called.insert("category " + entry.text("category"));
            called.insert(entry.flag_or("discountable", true) ? "discountable" : "undiscountable");
            std::int64_t const quantity = whole_number(entry.text("qty"));
            desk_.add(called, quantity, number(entry.text("unit_price")) * quantity);
            add_tax(entry);
            entry.done();
        }
        if (event.has("shipping")) desk_.ship_for(number(event.text("shipping")));
        terms_->list(code);
        price();
    }
    void price() {
        desk_.price();
        if (desk_.size() != 1) return;
        std::string const at = "_at_qty_" + std::to_string(desk_.quantity(0));
        by_quantity_["unit_price" + at] = unit_price(0);
        if (terms_->offers().size() > 1)
            by_quantity_["voucher" + at] = desk_.in_money(terms_->off(terms_->offers().size() - 1));
    }
    void change_quantity(fields& event) {
        static_cast<void>(event.text_or("order", ""));
        std::string const name = "sku " + event.text("sku");
        for (std::size_t i = 0; i < desk_.size(); ++i)
            if (desk_.called(i).contains(name)) desk_.set_quantity(i, whole_number(event.text("qty")));
        price();
    }

    /// An order of which the case names only who places it: goods that cost nothing.
    void order_of_nothing(fields& event) {
        std::string const customer = event.text("customer"), id = event.text("id");
        std::vector<std::string> titles;
        for (std::size_t i = 0; i < terms_->size(); ++i) titles.push_back(terms_->title(i));
        desk_.clear_cart();
        desk_.add({}, 1, 0);
        terms_->list_asked(titles);
        terms_->tell_uses(customer);
        desk_.price();
        terms_->count_uses(customer);
        (desk_.priced().entitlements.size() == titles.size() ? granted_ : refused_).push_back(id);
    }

    /// What is asked for first keeps its place.
    void ask(std::string const& title, bool wanted) {
        std::size_t const place = terms_->place_of(title);
        std::erase(asked_, title);
        if (wanted) asked_.push_back(title);
        desk_.clear_cart();
        desk_.add({}, 1, 0);
        terms_->list_asked(asked_);
        desk_.price();
        bool const ok = terms_->stands(place) == wanted;
        if (!ok) std::erase(asked_, title);
        results_.push_back(ok ? "ok" : "refused");
    }

    // --- stored value

    void open_till() {
        if (till_) return;
        if (cards_.empty()) throw unsupported("a gift card that the case does not have");
        std::vector<std::string> means;
        for (std::size_t i = 0; i < cards_.size(); ++i) means.push_back("card " + std::to_string(i));
        till_ = std::make_unique<order_till>(desk_.money, means);
        for (std::size_t i = 0; i < cards_.size(); ++i) till_->load(means[i], desk_.minor(number(cards_[i])));
    }
    void pay_with_card() {
        open_till();
        if (means_.size() == cards_.size()) throw unsupported("a gift card that the case does not have");
        means_.push_back("card " + std::to_string(means_.size()));
        due_.push_back(due_now());
    }
    [[nodiscard]] std::int64_t due_now() {
        till_->look_at({desk_.goods_left(), desk_.shipping_left(), means_});
        return till_->due();
    }
    void ship(cpp_rational const& fee) {
        desk_.ship_for(fee);
        desk_.price();
    }

    // --- figures

    [[nodiscard]] cpp_rational unit_price(std::size_t at) const {
        std::int64_t const quantity = std::max<std::int64_t>(1, desk_.quantity(at));
        auto const one = scale(desk_.left()[at], 1, quantity, rounding::half_up);
        return desk_.in_money(*one);
    }
    [[nodiscard]] tax_figures taxes() const {
        return house_.discounts_taxed_apart ? taxes_apart(desk_, taxes_, terms_->offers())
                                            : taxes_of_rest(desk_, taxes_);
    }

    void compare_prices(fields& expect) {
        figure(expect, "discount", desk_.in_money(desk_.off()));
        figure(expect, "subtotal", desk_.in_money(desk_.goods_left()));
        figure(expect, "shipping", desk_.in_money(desk_.shipping_left()));
        if (expect.has("order_total"))
            figure(expect, "order_total",
                   desk_.in_money(desk_.goods_left() + desk_.shipping_left() + taxes().on_top));
        if (expect.has("gift_value"))
            figure(expect, "gift_value", desk_.in_money(desk_.goods_left() - sum_of(desk_.listed())));
        std::vector<std::int64_t> offs;
        for (std::size_t i = 0; i < terms_->offers().size(); ++i) offs.push_back(terms_->off(i));
        figures(expect, "discounts", desk_.in_money(offs));
    }

    void compare_lines(fields& expect) {
        std::vector<std::int64_t> const left = desk_.left();
        figures(expect, "line_discounts", desk_.in_money(desk_.line_offs()));
        figures(expect, "line_totals", desk_.in_money(left));
        if (left.size() == 1) {
            figure(expect, "line_total", desk_.in_money(left[0]));
            figure(expect, "unit_price", unit_price(0));
        }
        if (expect.has("unit_promotion")) compare_unit_promotion(expect);
        if (expect.has("unit_prices"))
            for (auto const& [sku, price] : expect.pairs("unit_prices"))
                expect_equal("the unit price of " + sku, unit_price(line_called("sku " + sku)),
                             number(price));
        constexpr std::string_view of_kind = "_discounts";
        for (std::string const& key : expect.keys())
            if (key.ends_with(of_kind) && key != "line_discounts")
                compare_kind(expect, key, "kind " + key.substr(0, key.size() - of_kind.size()));
    }
    [[nodiscard]] std::size_t line_called(std::string const& name) const {
        for (std::size_t i = 0; i < desk_.size(); ++i)
            if (desk_.called(i).contains(name)) return i;
        throw unsupported("the line '" + name + "'");
    }
    /// What the first promotion takes off one unit.
    void compare_unit_promotion(fields& expect) const {
        if (desk_.size() != 1) throw unsupported("the promotion of one unit of several lines");
        auto const one = scale(terms_->off(0), 1, desk_.quantity(0), rounding::half_up);
        figure(expect, "unit_promotion", desk_.in_money(*one));
    }
    /// "hat_discounts": those of the lines of that kind, as a list or by article.
    void compare_kind(fields& expect, std::string const& key, std::string const& kind) const {
        std::vector<cpp_rational> const offs = desk_.in_money(desk_.line_offs());
        if (expect.value(key).is_object()) {
            for (auto const& [sku, off] : expect.pairs(key))
                expect_equal("the discount of " + sku, offs[line_called("sku " + sku)], number(off));
            return;
        }
        std::vector<cpp_rational> its;
        for (std::size_t i = 0; i < offs.size(); ++i)
            if (desk_.called(i).contains(kind)) its.push_back(offs[i]);
        if (its.empty()) throw unsupported(key);
        figures(expect, key, its);
    }

    void compare_taxes(fields& expect) {
        if (expect.has("tax")) {
            tax_figures const all = taxes();
            figure(expect, "tax", desk_.in_money(all.in_prices + all.on_top));
        }
        if (expect.has("net_total")) {
            if (desk_.shipping_left() > 0) throw unsupported("the net of an order with shipping");
            figure(expect, "net_total", desk_.in_money(desk_.goods_left() - taxes().in_prices));
        }
        if (expect.has("discount_tax")) compare_discount_tax(expect);
        if (expect.has("shipping_tax")) figure(expect, "shipping_tax", desk_.in_money(shipping_tax()));
        if (expect.has("line_totals_gross") || expect.has("line_totals_net")) compare_line_totals(expect);
    }
    /// A discount's tax is stated with the discount's sign, or by rate without it.
    void compare_discount_tax(fields& expect) const {
        if (!house_.discounts_taxed_apart)
            throw unsupported("the tax of a discount that has none of its own");
        tax_figures const all = taxes();
        if (!expect.value("discount_tax").is_object())
            return figure(expect, "discount_tax", desk_.in_money(-all.of_discounts));
        for (auto const& [rate, tax] : expect.pairs("discount_tax")) {
            auto const found = all.by_rate.find(ratio_of(number(rate) / 100));
            cpp_rational const got = found == all.by_rate.end() ? 0 : desk_.in_money(found->second);
            expect_equal("the discount's tax at " + rate, got, number(tax));
        }
    }
    /// The fee is split over the goods by value, and taxed at their rates.
    [[nodiscard]] std::int64_t shipping_tax() const {
        std::map<std::pair<ratio, bool>, std::int64_t> goods;
        std::vector<std::int64_t> const left = desk_.left();
        for (std::size_t i = 0; i < left.size(); ++i) goods[{taxes_[i].rate, taxes_[i].in_price}] += left[i];
        std::vector<std::int64_t> values, shares(goods.size());
        for (auto const& [kind, value] : goods) values.push_back(value);
        auto const split = allocate(desk_.shipping_left(), values, shares);
        if (!split) throw unsupported("shipping of goods that cost nothing");
        std::int64_t sum = 0;
        std::size_t at = 0;
        for (auto const& [kind, value] : goods)
            sum += taxes_of({.in_prices = kind.second}, {{shares[at++], kind.first}}).at(0);
        return sum;
    }
    void compare_line_totals(fields& expect) const {
        std::vector<std::int64_t> net = desk_.left(), gross = net;
        for (std::size_t i = 0; i < net.size(); ++i) {
            auto const tax = taxes_of({.in_prices = taxes_[i].in_price}, {{net[i], taxes_[i].rate}}).at(0);
            taxes_[i].in_price ? net[i] -= tax : gross[i] += tax;
        }
        figures(expect, "line_totals_net", desk_.in_money(net));
        figures(expect, "line_totals_gross", desk_.in_money(gross));
    }

    void compare_standing(fields& expect) {
        std::vector<std::string> standing;
        for (std::size_t i = 0; i < terms_->offers().size(); ++i)
            if (terms_->stands(i)) standing.push_back(terms_->title(i));
        if (expect.has("applied") && standing != std::vector{expect.text("applied")})
            throw mismatch("other promotions apply");
        figure(expect, "applied_count", cpp_rational(standing.size()));
        std::int64_t units = 0;
        for (entitlement const& e : desk_.priced().entitlements) units += e.quantity;
        figure(expect, "reward_qty", cpp_rational(units));
        if (expect.has("gifts")) compare_gifts(expect.pairs("gifts"));
        for (auto const& [key, got] :
             {std::pair{"granted", &granted_}, {"refused", &refused_}, {"results", &results_}})
            if (expect.has(key) && expect.texts(key) != *got) throw mismatch(std::string(key) + " differ");
    }
    void compare_gifts(std::vector<std::pair<std::string, std::string>> const& wanted) const {
        if (wanted.size() != desk_.priced().entitlements.size()) throw mismatch("other gifts");
        for (auto const& [sku, quantity] : wanted) {
            std::int64_t units = 0;
            for (entitlement const& e : desk_.priced().entitlements)
                if (e.gift == sku_named(sku)) units += e.quantity;
            expect_equal("the gifts of " + sku, cpp_rational(units), number(quantity));
        }
    }

    misc_house house_;
    order_desk desk_;
    std::unique_ptr<misc_terms> terms_;
    line_tax tax_;
    std::vector<line_tax> taxes_;
    std::vector<std::string> cards_, means_, asked_, granted_, refused_, results_;
    std::vector<std::int64_t> due_;
    std::unique_ptr<order_till> till_;
    std::map<std::string, cpp_rational> by_quantity_;
};

void check(boost::json::object const& one_case) {
    std::string const source(one_case.at("source").as_string());
    story told({one_case.at("programme").as_object(), "programme"}, misc_house_of(source));
    for (auto const& event : one_case.at("events").as_array()) told.happen({event.as_object(), "event"});
    told.compare({one_case.at("expect").as_object(), "expect"});
}

}  // namespace

adapter promotions_misc() { return check; }

}  // namespace conformance
