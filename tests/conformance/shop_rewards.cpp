// SPDX-License-Identifier: BSL-1.0

/// nopCommerce, Smartstore and GrandNode: points for what an order costs, points as a means of payment, tax
/// on top of net prices, discounts before tax (goods, shipping) and after it (the total), prices by quantity.

#include <algorithm>
#include <map>
#include <optional>

#include <tessera/money/ratio.hpp>

#include "shop.hpp"

namespace conformance {

namespace {

using namespace tessera;
using tessera::rounding;

/// What the terms of a case say beside its rules.
struct settings {
    cpp_rational tax = 0;
    bool taxed = false;
    bool shipping_taxable = false;
    bool fee_taxable = false;
    bool has_steps = false;
    std::optional<cpp_rational> point_value;
    std::optional<rounding> money_to_points;
    bool has_card = false;
    std::vector<std::pair<std::string, std::string>> shipping;  ///< of one unit of an article; "" of an order
    bool total_discount = false, part_discount = false;
};

constexpr std::string_view whole_order = "order";

/// Marks of lines that are no goods.
struct marks {
    tag_set shipping, fee;
};
marks marks_of(rule_book& book) { return {book.tag("shipping"), book.tag("fee")}; }

/// Returns: the part of the price that the tags of other lines leave.
line_filter only_goods(marks const& m) { return {.without = m.shipping | m.fee}; }

void read_tax(fields tax, settings& how) {
    how.taxed = true;
    how.tax = number(tax.text("rate")) / 100;
    if (std::string const mode = tax.text("mode"); mode != "exclusive")
        throw unsupported("tax '" + mode + "'");
    if (tax.has("shipping_taxable")) how.shipping_taxable = tax.flag("shipping_taxable");
    if (tax.has("payment_fee_taxable")) how.fee_taxable = tax.flag("payment_fee_taxable");
    tax.done();
}

/// Effects: adds "points per amount", rounded as the words say.
void read_earn(fields rule, rounding taking_back, rule_book& book) {
    if (std::string const kind = rule.text("kind"); kind != "per_amount")
        throw unsupported("earn rule '" + kind + "'");
    cpp_rational const points = number(rule.text("points")), per = number(rule.text("per"));
    std::string const words = rule.has("round") ? rule.text("round") : "truncate the product";
    rule.done();
    if (words == "truncate whole spend units first") {
        if (taking_back != rounding::down) throw unsupported("whole spend units, taken back to the nearest");
        auto const whole = to_int64(to_minor(per, 4, rounding::down));
        if (!whole) throw unsupported("a spend unit beyond 64 bits");
        return book.add(accrual("points", rate(points)).per_whole({*whole, 4}).of(list_price));
    }
    if (words != "truncate the product" && words != "truncate" && words != "floor")
        throw unsupported("rounding '" + words + "'");
    if (per <= 0) throw unsupported("points per nothing");
    book.add(accrual("points", rate(points / per))
                 .of(list_price)
                 .rounded(rounding_scope::order, rounding::down, taking_back));
}

/// Effects: adds the means of payment: a whole number of points for a whole number of minor units.
void read_redeem(fields redeem, settings& how, rule_book& book) {
    cpp_rational const value = redeem.has("point_value") ? number(redeem.text("point_value")) : 1;
    std::int64_t const least = redeem.has("min_points") ? whole_number(redeem.text("min_points")) : 0;
    if (redeem.has("money_to_points")) how.money_to_points = rounding_mode(redeem.text("money_to_points"));
    if (redeem.has("applied") && redeem.text("applied") != "last, to the grand total after tax")
        throw unsupported("points applied " + redeem.text("applied"));
    redeem.done();
    how.point_value = value;
    ratio const minor = rate(value * power_of_ten(book.money.digits));
    book.payments.push_back(
        redemption("points", {.points = minor.den, .money = {minor.num, book.money.digits}}).at_least(least));
}

void read_promotion(fields rule, std::size_t place, settings& how, rule_book& book) {
    std::string const kind = rule.text("kind");
    std::string const scope = rule.has("scope") ? rule.text("scope") : std::string(whole_order);
    std::string_view const name = book.named("promotion " + std::to_string(place));
    std::string const value = rule.text("value");
    promotion off(name, amount_off{});
    if (kind == "percent")
        off = promotion(name, rate(number(value) / 100));
    else if (kind == "fixed")
        off = promotion(name, amount_off{amount(value)});
    else
        throw unsupported("promotion '" + kind + "'");
    if (rule.has("max_amount")) off = off.at_most(amount(rule.text("max_amount")));
    marks const m = marks_of(book);
    bool const total = scope == "order_total" || scope == whole_order;
    if (scope == "subtotal")
        off = off.over(only_goods(m));
    else if (scope == "shipping")
        off = off.over({.with = m.shipping});
    else if (!total)
        throw unsupported("promotion of '" + scope + "'");
    (total ? how.total_discount : how.part_discount) = true;
    bool net = !total;
    if (rule.has("amount_is")) {
        std::string const is = rule.text("amount_is");
        if (is != "tax-exclusive" && is != "tax-inclusive") throw unsupported("an amount that is " + is);
        net = is == "tax-exclusive";
    }
    rule.done();
    book.promotions.push_back(net ? off.before_tax() : off);
}

quantity_step read_step(fields& step) {
    auto const from = static_cast<std::uint32_t>(whole_number(step.text("from_qty")));
    if (step.has("unit_price")) return quantity_step::unit(from, amount(step.text("unit_price")));
    if (step.has("fixed")) return quantity_step::unit(from, amount(step.text("fixed")));
    if (step.has("minus")) return quantity_step::minus(from, amount(step.text("minus")));
    return quantity_step::share(from, rate(number(step.text("percent_off")) / 100));
}

/// Effects: adds the prices by quantity, those of each customer role by themselves.
void read_steps(boost::json::array const& steps, rule_book& book) {
    std::map<std::string, std::vector<quantity_step>> by_role;
    for (auto const& entry : steps) {
        fields step(entry.as_object(), "quantity step");
        std::string const role = step.has("role") ? step.text("role") : "";
        by_role[role].push_back(read_step(step));
        step.done();
    }
    if (by_role.size() > 1 && by_role.contains(""))
        throw unsupported("prices for a role beside those for all");
    for (auto const& [role, some] : by_role) {
        unit_prices prices(book.named("quantity " + role), some);
        book.quantities.push_back(role.empty() ? prices : prices.over({.with = book.tag("role " + role)}));
    }
}

/// "21.25 on ARTICLE" is charged for each unit of that article.
void read_shipping(fields shipping, settings& how) {
    if (shipping.has("base")) how.shipping.emplace_back("", shipping.text("base"));
    if (shipping.has("per_unit_extra")) {
        std::string const words = shipping.text("per_unit_extra");
        auto const on = words.find(" on ");
        if (on == std::string::npos) throw unsupported("shipping of '" + words + "'");
        how.shipping.emplace_back(words.substr(on + 4), words.substr(0, on));
    }
    shipping.done();
}

rounding read_decrease(fields& terms) {
    if (!terms.has("decrease_rounding")) return rounding::down;
    std::string const words = terms.text("decrease_rounding");
    if (words == "nearest") return rounding::half_up;
    if (words == "same as earning") return rounding::down;
    throw unsupported("decrease rounding '" + words + "'");
}

/// `signed_return` is an amount below zero: what it would earn, not what is taken back by the other rounding.
settings read_programme(fields terms, bool signed_return, rule_book& book) {
    settings how;
    auto const nested = [&](std::string_view key) {
        return fields(terms.value(key).as_object(), std::string(key));
    };
    if (terms.has("currency")) book.money = currency_named(terms.text("currency"));
    rounding const taking_back = read_decrease(terms);
    if (terms.has("earn_rules"))
        for (auto const& rule : terms.value("earn_rules").as_array())
            read_earn({rule.as_object(), "earn rule"}, signed_return ? rounding::down : taking_back, book);
    if (terms.has("redeem")) read_redeem(nested("redeem"), how, book);
    if (terms.has("tax")) read_tax(nested("tax"), how);
    if (terms.has("shipping")) read_shipping(nested("shipping"), how);
    if (terms.has("promotions")) {
        std::size_t place = 0;
        for (auto const& rule : terms.value("promotions").as_array())
            read_promotion({rule.as_object(), "promotion"}, ++place, how, book);
    }
    if (terms.has("qty_ladder")) read_steps(terms.value("qty_ladder").as_array(), book);
    how.has_steps = terms.has("qty_ladder");
    if (terms.has("ladder")) {
        std::string const words = terms.text("ladder");
        if (words != "whole quantity at the reached step" && words != "last reached step wins even if dearer")
            throw unsupported("quantity ladder: " + words);
    }
    if (terms.has("gift_card")) {
        how.has_card = true;
        fields card = nested("gift_card");
        static_cast<void>(card.text("amount"));
        card.done();
        book.hands.push_back(by_hand("card", "card", hand::gives).with_decimals(book.money.digits));
        book.payments.push_back(redemption("card", {.points = 1, .money = 1}));
    }
    terms.done();
    if (book.earn.empty()) book.by_hand("points");
    return how;
}

/// The events of a case, and what they bring about.
class checkout {
public:
    checkout(settings how, rule_book book)
        : how_(std::move(how)), marks_(marks_of(book)), shop_(std::move(book)) {}

    shop& of() noexcept { return shop_; }

    void happen(fields event) {
        std::string const type = event.text("type");
        if (event.has("at")) shop_.at(event.text("at"));
        if (event.has("id")) static_cast<void>(event.text("id"));
        if (type == "order")
            order(event);
        else if (type == "return" || type == "reverse")
            take_back(event, type == "return");
        else if (type == "grant")
            shop_.give(shop_.raw(number(event.text("points"))));
        else if (type == "points_to_money")
            points_to_money(event);
        else if (type == "money_to_points")
            money_to_points(event);
        else if (type == "redeem_allowed_query")
            ask_for_points(event);
        else if (type == "gift_use")
            use_card(event);
        else
            throw unsupported("event '" + type + "'");
        event.done();
    }

    void open_card(std::string_view value) { shop_.act_by_hand("card", shop_.raw(number(value), "card")); }

    std::optional<cpp_rational> points, amount;
    std::optional<bool> allowed;

private:
    /// Returns: a line whose price is net of the tax, with it.
    [[nodiscard]] line taxed(line net, bool taxable) const {
        if (!taxable || how_.tax == 0) return net;
        auto const tax = scale(net.list_minor, rate(how_.tax), rounding::half_up);
        if (!tax) throw unsupported("tax beyond 64 bits");
        net.tax_minor = *tax;
        net.list_minor += *tax;
        return net;
    }
    void add(purchase& what, std::string_view price, std::int64_t quantity, bool taxable, tag_set tags) {
        line one = taxed(shop_.goods(number(price), quantity), taxable);
        one.tags = tags;
        what.lines.push_back(one);
    }

    void order(fields& event) {
        purchase what;
        std::map<std::string, std::int64_t> pieces;
        if (event.has("lines"))
            for (auto const& entry : event.value("lines").as_array())
                add_goods({entry.as_object(), "line"}, what, pieces);
        for (std::string_view const key : {"total", "amount", "extras"})
            if (event.has(key)) add(what, event.text(key), 1, true, 0);
        if (event.has("shipping"))
            add(what, event.text("shipping"), 1, how_.shipping_taxable, marks_.shipping);
        for (auto const& [sku, price] : how_.shipping)
            if (sku.empty() || pieces.contains(sku))
                add(what, price, sku.empty() ? 1 : pieces[sku], true, marks_.shipping);
        if (event.has("payment_fee")) add(what, event.text("payment_fee"), 1, how_.fee_taxable, marks_.fee);
        if (event.has("customer_role")) {
            tag_set const role = shop_.tag("role " + event.text("customer_role"));
            for (line& l : what.lines) l.tags |= role;
        }
        if (event.has("redeem_points"))
            what.wishes.push_back(shop_.wish("points", shop_.raw(number(event.text("redeem_points")))));
        shop_.buy(what);
        points = shop_.moved(posting_kind::issue);
        amount = shop_.money(shop_.last().receipt.stored_value_minor);
    }

    void add_goods(fields entry, purchase& what, std::map<std::string, std::int64_t>& pieces) {
        std::string const sku = entry.text("sku");
        std::int64_t const quantity = whole_number(entry.text("qty"));
        pieces[sku] += quantity;
        add(what, entry.text("unit_price"), quantity, true, 0);
        what.lines.back().sku = sku_named(sku);
        entry.done();
    }

    /// Goods that come back, of an order that earned as its amount says now.
    void take_back(fields& event, bool signed_amount) {
        std::string given = event.text("amount");
        if (signed_amount != given.starts_with('-')) throw unsupported("the sign of '" + given + "'");
        if (signed_amount) given.erase(0, 1);
        shop_.give_back({shop_.goods(number(given))});
        cpp_rational const taken = shop_.moved(posting_kind::claw) + shop_.moved(posting_kind::owe);
        points = signed_amount ? cpp_rational(-taken) : taken;
    }

    void points_to_money(fields& event) {
        std::string const text = event.text("points");
        shop_.give(shop_.raw(number(text)));
        purchase what{{shop_.goods(10'000'000'000)}};
        what.wishes.push_back(shop_.wish("points", shop_.raw(number(text))));
        shop_.buy(what);
        amount = shop_.money(shop_.last().receipt.stored_value_minor);
    }

    /// A conversion in the library's arithmetic; nobody spends anything.
    void money_to_points(fields& event) {
        if (!how_.point_value || *how_.point_value <= 0) throw unsupported("money as points without a value");
        ratio const price = rate(1 / (*how_.point_value * power_of_ten(2)));
        auto const made = scale(shop_.minor(number(event.text("amount"))), price,
                                how_.money_to_points.value_or(rounding::down));
        if (!made) throw mismatch(std::string(message(made.error())));
        points = *made;
    }

    /// Whether points held may pay: what does the rule say to a member who asks for as many as possible?
    void ask_for_points(fields& event) {
        shop_.give(shop_.raw(number(event.text("points"))));
        purchase what{{shop_.goods(10'000'000'000)}};
        what.wishes.push_back(shop_.wish("points"));
        shop_.preview(what);
        auto const* refused = shop_.reason_of(reason_code::redemption_refused);
        allowed = refused == nullptr || refused->detail != static_cast<std::uint16_t>(bound::minimum);
    }

    void use_card(fields& event) {
        purchase what{{shop_.goods(number(event.text("amount")))}};
        what.wishes.push_back(shop_.wish("card"));
        shop_.buy(what);
    }

    settings how_;
    marks marks_;
    shop shop_;
};

/// Compares the figures of the last order's price.
void compare_prices(fields& expect, settings const& how, marks const& m, shop const& of) {
    auto const part = [&](price_stage stage, bool tax, line_filter lines) {
        basis b{.stage = stage, .tax = tax};
        b.lines = lines;
        return of.price(b);
    };
    line_filter const goods = only_goods(m), parcel{.with = m.shipping};
    auto const figure = [&](std::string_view key, cpp_rational const& got) {
        if (expect.has(key)) expect_equal(key, got, number(expect.text(key)));
    };
    if (how.total_discount && how.part_discount) throw unsupported("discounts before and after tax at once");
    // a discount of the total leaves the tax as it is
    price_stage const taxed = how.total_discount ? price_stage::list : price_stage::paid;
    figure("total", of.due());
    figure("tax", part(taxed, true, {}) - part(taxed, false, {}));
    figure("subtotal", part(price_stage::list, false, goods));
    figure("subtotal_incl_tax", part(price_stage::list, true, goods));
    figure("subtotal_after", part(price_stage::paid, false, goods));
    figure("subtotal_after_incl_tax", part(price_stage::paid, true, goods));
    figure("shipping", part(price_stage::paid, false, parcel));
    figure("shipping_incl_tax", part(price_stage::paid, true, parcel));
    figure("discount_incl_tax", of.money(of.last().priced.totals.member_minor));
    if (!expect.has("discount")) return;
    bool const gross = how.total_discount || !how.taxed;
    figure("discount", part(price_stage::list, gross, {}) - part(price_stage::paid, gross, {}));
}

void compare_unit_price(fields& expect, shop const& of) {
    if (!expect.has("unit_price")) return;
    if (of.last().priced.lines.size() != 1) throw unsupported("the unit price of several lines");
    line const& only = of.last().priced.lines[0];
    cpp_rational const each = of.money(of.last().priced.totals.paid_minor()) / only.quantity;
    cpp_rational const wanted = number(expect.text("unit_price"));
    if (denominator(cpp_rational(each * 100)) != 1 || denominator(cpp_rational(wanted * 100)) != 1)
        throw unsupported("a unit price with parts of a minor unit");
    expect_equal("unit_price", each, wanted);
}

void check(boost::json::object const& one_case) {
    boost::json::array const& events = one_case.at("events").as_array();
    bool const signed_return = std::any_of(events.begin(), events.end(), [](auto const& event) {
        return event.at("type").as_string() == "return";
    });
    rule_book book;
    settings const how =
        read_programme({one_case.at("programme").as_object(), "programme"}, signed_return, book);
    marks const m = marks_of(book);
    checkout till(how, std::move(book));
    if (how.has_card)
        till.open_card(std::string(one_case.at("programme").at("gift_card").at("amount").as_string()));
    for (auto const& event : events) till.happen({event.as_object(), "event"});

    fields expect(one_case.at("expect").as_object(), "expect");
    for (std::string_view const key : {"points", "points_earned"})
        if (expect.has(key) && till.points) expect_equal(key, *till.points, number(expect.text(key)));
    for (std::string_view const key : {"amount", "points_amount"})
        if (expect.has(key) && till.amount) expect_equal(key, *till.amount, number(expect.text(key)));
    if (expect.has("points_balance"))
        expect_equal("points_balance", till.of().points(), number(expect.text("points_balance")));
    if (expect.has("allowed") && till.allowed && expect.flag("allowed") != *till.allowed)
        throw mismatch(std::string("allowed is ") + (*till.allowed ? "true" : "false"));
    if (expect.has("valid") && how.has_card && expect.flag("valid") != (till.of().points("card") > 0))
        throw mismatch("a gift card is not as valid as it should be");
    compare_prices(expect, how, m, till.of());
    compare_unit_price(expect, till.of());
    expect.done();
}

}  // namespace

adapter shop_rewards() { return check; }

}  // namespace conformance
