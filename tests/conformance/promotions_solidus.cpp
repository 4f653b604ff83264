// SPDX-License-Identifier: BSL-1.0

/// Solidus' and Spree's promotions: steps by the order's total, complete groups, the best of each line.

#include <algorithm>

#include "order_desk.hpp"
#include "order_till.hpp"
#include "stored_value_words.hpp"

namespace conformance {

namespace {

using namespace tessera;
using namespace order_side;
using tessera::rounding;

constexpr house_style solidus{.of_order = offer_rounded::line, .left_over = left_over_to::first};

/// The lines of an order are known when an offer for each of them is made.
class promotions {
public:
    promotions(fields terms, order_desk& desk) : desk_(desk) {
        if (terms.has("promotions"))
            for (fields const& one : terms.objects("promotions")) all_.push_back(one);
        if (terms.has("stacking")) {
            known("stacking", terms.text("stacking"), {"best single promotion per line"});
            desk_.stacks = {{.name = "best", .how = stacking::max_of_line}};
        }
        terms.done();
    }

    /// Effects: lists the offers for the lines of the cart. Its currency is theirs unless it says another.
    void list(std::string const& currency) {
        desk_.clear_offers();
        desk_.money = currency_named(currency.empty() ? "USD" : currency);
        titles_.clear();
        for (fields& promotion : all_) list_one(promotion, currency);
    }
    void expire(std::string const& title) { expired_.insert(title); }

    /// Returns: the titles of the promotions of which an offer stands.
    [[nodiscard]] std::set<std::string> applied() const {
        std::set<std::string> titles;
        for (auto const& [name, title] : titles_)
            if (desk_.stands(name)) titles.insert(title);
        return titles;
    }

private:
    /// Effects: lists an offer, for carts of its currency and as long as its promotion lives.
    void put(offer one, std::string const& name) {
        one = one.left_over(left_over_to::first).given(marks_);
        desk_.list(desk_.stacks.empty() ? one : one.in("best"));
        titles_[name] = title_;
    }
    std::string_view next_name() {
        name_ = "offer " + std::to_string(titles_.size());
        return desk_.named(name_);
    }
    offer next() { return offer(next_name()); }

    void list_one(fields& promotion, std::string const& currency) {
        title_ = promotion.text_or("id", "promotion " + std::to_string(titles_.size()));
        marks_ = desk_.mark("alive " + title_);
        if (!expired_.contains(title_)) desk_.bear(marks_);
        static_cast<void>(promotion.flag_or("expired_later", false));
        if (promotion.has("currency")) {
            std::string const own = promotion.text("currency");
            marks_ |= desk_.mark("currency " + own);
            desk_.bear(desk_.mark("currency " + (currency.empty() ? own : currency)));
        }
        std::string const kind = promotion.text("kind");
        if (kind == "tiered_fixed" || kind == "tiered_percent")
            tiered(promotion, kind == "tiered_percent");
        else if (kind == "fixed_first_and_additional")
            first_and_additional(promotion);
        else
            plain(promotion);
        promotion.done();
    }

    void plain(fields& promotion) {
        std::string_view const name = next_name();
        put(read_offer(promotion, name, desk_, solidus), name_);
    }

    // --- steps

    void tiered(fields& promotion, bool shares) {
        offer_threshold by;
        unit_choice which;
        if (promotion.has("eligible")) {
            names called;
            for (std::string const& sku : promotion.texts("eligible")) called.insert("sku " + sku);
            which.lines = desk_.lines_called(called);
        }
        if (promotion.has("only_complete_groups_of"))
            which.in_sets_of = whole_number(promotion.text("only_complete_groups_of"));
        std::string const chosen = chosen_by(promotion);
        if (chosen == "quantity of eligible items in the order") by = {.lines = which.lines, .units = true};
        bool const of_order = read_order_wide(promotion);
        auto const steps = promotion.pairs("steps");
        std::string const base = promotion.text("base");
        if (chosen == "line amount") return each_line(which, steps, base, shares);
        offer const made = with_steps(next().steps_by(by).of(which), steps, base, shares, of_order);
        put(made, name_);
    }
    static std::string chosen_by(fields& promotion) {
        std::string const chosen =
            promotion.has("base_amount") ? promotion.text("base_amount") : promotion.text("step_chosen_by");
        known("steps by", chosen,
              {"line amount", "order item total", "quantity of eligible items in the order"});
        return chosen;
    }
    static bool read_order_wide(fields& promotion) {
        std::string const of = promotion.text_or("percent_of", "one line");
        known("percent_of", of, {"one line", "whole order"});
        return of == "whole order";
    }
    /// A line that chooses its step by itself has an offer of its own.
    void each_line(unit_choice const& which, std::vector<std::pair<std::string, std::string>> const& steps,
                   std::string const& base, bool shares) {
        if (which.lines != line_filter{}) throw unsupported("steps of each eligible line");
        for (std::size_t i = 0; i < desk_.size(); ++i) {
            unit_choice own = which;
            own.lines = desk_.lines_called({"line " + std::to_string(i)});
            put(with_steps(next().steps_by({.lines = own.lines}).of(own), steps, base, shares, false), name_);
        }
    }
    static offer with_steps(offer made, std::vector<std::pair<std::string, std::string>> steps,
                            std::string const& base, bool shares, bool of_order) {
        std::sort(steps.begin(), steps.end(),
                  [](auto const& a, auto const& b) { return number(a.first) < number(b.first); });
        auto const share = [](std::string const& text) { return ratio_of(number(text) / 100); };
        made = shares ? made.share_off(share(base))
                            .rounded(rounding::half_up, of_order ? offer_rounded::sum : offer_rounded::line)
                      : made.amount_off(decimal_of(base), of_order ? offer_per::order : offer_per::line);
        for (auto const& [from, gives] : steps) {
            offer_step step{.from = decimal_of(from)};
            if (shares)
                step.share = share(gives);
            else
                step.amount = decimal_of(gives);
            made = made.step(step);
        }
        return made;
    }

    // --- the first unit of a line, and the additional ones

    void first_and_additional(fields& promotion) {
        std::int64_t const most = whole_number(promotion.text_or("max_items", "0"));
        decimal const first = decimal_of(promotion.text("first")),
                      additional = decimal_of(promotion.text("additional"));
        for (std::size_t i = 0; i < desk_.size(); ++i) {
            unit_choice own{.lines = desk_.lines_called({"line " + std::to_string(i)}), .most_of_line = 1};
            put(next().amount_off(first, offer_per::unit).of(own), name_);
            own.most_of_line = most == 0 ? desk_.quantity(i) - 1 : std::min(desk_.quantity(i), most) - 1;
            if (own.most_of_line > 0) put(next().amount_off(additional, offer_per::unit).of(own), name_);
        }
    }

    order_desk& desk_;
    std::vector<fields> all_;
    std::set<std::string> expired_;
    std::map<std::string, std::string> titles_;  ///< of offers: their promotions
    std::string name_, title_;
    tag_set marks_ = 0;
};

class story {
public:
    explicit story(fields terms) : promotions_(std::move(terms), desk_) {}

    void happen(fields event) {
        std::string const type = event.text("type");
        if (type == "order") {
            order(event);
        } else if (type == "promotion_expires") {
            promotions_.expire(event.text("id"));
        } else {
            known("event", type, {"recompute"});
            price();
        }
        event.done();
    }

    void compare(fields expect) {
        figure(expect, "discount", desk_.in_money(desk_.off()));
        std::vector<cpp_rational> const offs = desk_.in_money(desk_.line_offs());
        figures(expect, "line_discounts", offs);
        for (cpp_rational const& off : offs) figure(expect, "discount_per_line", off);
        if (offs.empty()) figure(expect, "discount_per_line", 0);
        if (expect.has("line_discount"))
            for (auto const& [sku, off] : expect.pairs("line_discount"))
                expect_equal("the discount of " + sku, off_of("sku " + sku, offs), number(off));
        if (expect.has("applied") && promotions_.applied() != std::set<std::string>{expect.text("applied")})
            throw mismatch("another promotion applies");
        expect.done();
    }

private:
    void order(fields& event) {
        static_cast<void>(event.text("id"));
        goods_.clear();
        for (fields entry : event.objects("lines")) {
            std::int64_t const quantity = whole_number(entry.text("qty"));
            goods_.push_back({names_of_sku(entry.text("sku")), quantity, number(entry.text("unit_price"))});
            entry.done();
        }
        currency_ = event.text_or("currency", "");
        price();
    }
    void price() {
        desk_.clear_cart();
        for (wares const& one : goods_) desk_.add(one.called, one.quantity, one.price * one.quantity);
        promotions_.list(currency_);
        desk_.price();
    }
    [[nodiscard]] cpp_rational off_of(std::string const& name, std::vector<cpp_rational> const& offs) const {
        cpp_rational sum = 0;
        bool there = false;
        for (std::size_t i = 0; i < offs.size(); ++i)
            if (desk_.called(i).contains(name)) sum += offs[i], there = true;
        if (!there) throw unsupported("the discount of '" + name + "'");
        return sum;
    }

    struct wares {
        names called;
        std::int64_t quantity;
        cpp_rational price;
    };
    order_desk desk_;
    promotions promotions_;
    std::vector<wares> goods_;
    std::string currency_;
};

/// "proportional to line amount", what is left over to the first lines.
void check_allocation(fields terms, fields event, fields expect) {
    known("algorithm", terms.text("algorithm"), {"proportional to line amount"});
    known("event", event.text("type"), {"allocate"});
    order_desk desk;
    std::vector<std::int64_t> weights;
    for (std::string const& weight : event.texts("weights")) weights.push_back(desk.minor(number(weight)));
    std::vector<std::int64_t> shares(weights.size());
    auto const split = allocate(desk.minor(number(event.text("amount"))), weights, shares,
                                {.left_over = left_over_to::first, .zeros = zero_weights::nothing});
    if (!split) throw mismatch("the error: " + std::string(message(split.error())));
    figures(expect, "shares", desk.in_money(shares));
    terms.done();
    event.done();
    expect.done();
}

void check(boost::json::object const& one_case) {
    fields terms(one_case.at("programme").as_object(), "programme");
    fields expect(one_case.at("expect").as_object(), "expect");
    std::vector<fields> events;
    for (auto const& event : one_case.at("events").as_array())
        events.emplace_back(event.as_object(), "event");
    if (terms.has("algorithm")) {
        if (events.size() != 1) throw unsupported("several allocations");
        return check_allocation(terms, events[0], expect);
    }
    if (is_stored_value(terms)) return check_stored_value(terms, events, expect);
    if (!terms.has("promotions")) throw unsupported("what the host itself computes: shipping fees, refunds");
    story told(terms);
    for (fields const& event : events) told.happen(event);
    told.compare(expect);
}

}  // namespace

adapter promotions_solidus() { return check; }

}  // namespace conformance
