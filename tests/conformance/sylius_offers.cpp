// SPDX-License-Identifier: BSL-1.0

/// Promotions, coupons and prices of the catalog of Sylius, as offers.

#include "sylius_offers.hpp"

#include <algorithm>

namespace conformance {

namespace {

using namespace tessera;

using tessera::rounding;

/// What an action takes something off.
enum class target : std::uint8_t { order, units, shipping, price };

/// A promotion or a coupon: an offer for each of its actions.
struct promotion_words {
    std::vector<std::string_view> names;
    std::vector<offer> offers;
    bool exclusive = false;
    std::int64_t priority = 0;
    bool has_minimum = false;
    decimal least{};
    offer_threshold least_of{};
};

/// Returns: the word in small letters, and one thing instead of several: "Mugs" is "mug".
std::string singular(std::string word) {
    std::transform(word.begin(), word.end(), word.begin(),
                   [](char c) { return 'A' <= c && c <= 'Z' ? static_cast<char>(c - 'A' + 'a') : c; });
    if (word.size() > 1 && word.ends_with('s')) word.pop_back();
    return word;
}

/// Returns: what is taken off where what is left is rounded by that mode.
rounding of_the_rest(rounding mode) {
    switch (mode) {
        case rounding::half_up: return rounding::half_down;
        case rounding::half_down: return rounding::half_up;
        case rounding::up: return rounding::down;
        case rounding::down: return rounding::up;
        default: throw unsupported("this rounding of a price");
    }
}

/// Reads promotions and coupons, and lines them up.
class promotion_reader {
public:
    promotion_reader(sylius_sale const& what, priced_cart& cart) : sale_(what), cart_(cart) {}

    void read(fields entry, bool coupon) {
        promotion_words p;
        p.exclusive = entry.flag_or("exclusive", false);
        p.priority = whole_number(entry.text_or("priority", "0"));
        unit_choice const which = read_units(entry);
        if (entry.has("actions"))
            for (fields& action : entry.objects("actions")) {
                read_action(action, which, p);
                action.done();
            }
        else
            read_action(entry, which, p);
        read_minimum(entry, p);
        if (entry.has("condition")) read_condition(entry.text("condition"), p);
        if (coupon) read_coupon(entry, p);
        entry.done();
        all_.push_back(std::move(p));
    }
    void read_catalog(fields entry) {
        promotion_words p;
        rounding const mode = of_the_rest(rounding_to(entry.text_or("rounding", "half up to cents"), 2));
        add(p, named().share_off(percent(entry.text("percent_off"))).rounded(mode));
        entry.done();
        all_.push_back(std::move(p));
    }

    /// Effects: adds the offers to the cart: exclusive ones first, then by priority, then as listed. What
    ///   the order was given without a promotion comes last.
    void line_up() {
        std::stable_sort(all_.begin(), all_.end(), [](auto const& one, auto const& other) {
            if (one.exclusive != other.exclusive) return one.exclusive;
            return one.priority > other.priority;
        });
        bool const alone = std::all_of(all_.begin(), all_.end(),
                                       [](auto const& p) { return !p.exclusive || p.offers.size() == 1; });
        bool first = true;
        for (promotion_words& p : all_) {
            for (offer& o : p.offers) {
                judge_minimum(p, o, p.exclusive || first);
                if (p.exclusive) o = alone ? o.alone() : bars_others(p, o);
                take_turn(o);
            }
            first = first && p.exclusive;
        }
        take_given();
    }

private:
    [[nodiscard]] offer named() {
        last_name_ = cart_.named("offer " + std::to_string(++offers_));
        return offer(last_name_);
    }
    void add(promotion_words& p, offer const& one) {
        p.names.push_back(last_name_);
        p.offers.push_back(one);
    }
    void take_turn(offer const& o) { cart_.offers.push_back(o.priority(--turn_)); }

    void read_action(fields& entry, unit_choice which, promotion_words& p) {
        std::string const kind = entry.text("kind"), value = entry.text("value");
        if (kind != "percent" && kind != "fixed") throw unsupported("an action that is '" + kind + "'");
        std::string category;
        target const of = read_target(entry, category);
        if (!category.empty()) which.lines = lines_in(category);
        offer one = named().of(which).left_over(left_over_to::first, rounding::half_down);
        one = kind == "percent"
                  ? one.share_off(percent(value))
                  : one.amount_off(amount(value), of == target::units ? offer_per::unit : offer_per::order);
        switch (of) {
            case target::order: break;
            case target::units:
                one = one.rounded(rounding::half_up, offer_rounded::unit).on_first_price();
                break;
            case target::shipping: one = one.of_shipping().on_first_price(); break;
            case target::price: one = one.rounded(of_the_rest(rounding::half_up)); break;
        }
        add(p, one);
    }
    target read_target(fields& entry, std::string& category) const {
        std::string const per = entry.text_or("per", ""), scope = entry.text_or("scope", "");
        if (!per.empty() && per != "unit") throw unsupported("an action per '" + per + "'");
        bool const whole = scope == "order" || scope == "shipping";
        if (whole && per.empty()) return scope == "order" ? target::order : target::shipping;
        if (sale_.asked && scope.empty()) return target::price;
        if (whole || (scope.empty() && per.empty()))
            throw unsupported("an action of '" + scope + "' per '" + per + "'");
        category = scope;
        return target::units;
    }
    static unit_choice read_units(fields& entry) {
        unit_choice which{.undiscounted = !entry.flag_or("applies_to_discounted", true)};
        if (entry.has("unit_price_between")) {
            std::vector<std::string> const both = entry.texts("unit_price_between");
            if (both.size() != 2) throw unsupported("a range without two ends");
            which.price_from = amount(both[0]);
            which.price_to = amount(both[1]);
        }
        if (entry.has("unit_price_min")) which.price_from = amount(entry.text("unit_price_min"));
        if (entry.has("unit_price_max")) which.price_to = amount(entry.text("unit_price_max"));
        return which;
    }
    /// Returns: what takes the lines of a category, which a case names by what is in it: "mugs".
    [[nodiscard]] line_filter lines_in(std::string const& category) {
        std::string const word = singular(category);
        bool told = false;
        auto const takes = cart_.lines_where("in " + category, [&](sold const& s) {
            std::string const sku = singular(s.sku);
            bool const in = singular(s.category) == word || sku == word || sku.ends_with("-" + word);
            told = told || in || !s.category.empty();
            return in;
        });
        if (!told) throw unsupported("a category of which nothing is said: '" + category + "'");
        return takes;
    }

    void read_minimum(fields& entry, promotion_words& p) {
        int minimums = 0;
        auto const set = [&](decimal least, offer_threshold const& of) {
            if (++minimums > 1) throw unsupported("two minimums of one promotion");
            p.has_minimum = true;
            p.least = least;
            p.least_of = of;
        };
        if (entry.has("min_items_total")) set(amount(entry.text("min_items_total")), {.running = true});
        if (entry.has("min_quantity")) set(amount(entry.text("min_quantity")), {.units = true});
        if (!entry.has("min_category_total")) return;
        std::vector<std::string> const both = entry.texts("min_category_total");
        if (both.size() != 2) throw unsupported("a category's minimum without an amount");
        set(amount(both[1]), {.lines = lines_in(both[0]), .running = true});
    }
    /// A minimum is judged once, at the promotion's turn; an offer's at its own, or before any offer.
    static void judge_minimum(promotion_words const& p, offer& o, bool before_any) {
        if (!p.has_minimum) return;
        offer_threshold of = p.least_of;
        if (before_any) of.running = false;
        if (of.running && p.offers.size() > 1)
            throw unsupported("a running minimum that several actions have in common");
        o = o.from(p.least, of);
    }
    void read_condition(std::string const& words, promotion_words& p) {
        constexpr std::string_view nth = "customer order number = ";
        if (!words.starts_with(nth)) throw unsupported("condition '" + words + "'");
        auto const mark = [&](std::int64_t number) {
            return cart_.mark("order number " + std::to_string(number));
        };
        for (offer& o : p.offers) o = o.given(mark(whole_number(words.substr(nth.size()))));
        cart_.marks |= mark(sale_.all.count - sale_.all.canceled + 1);
    }
    void read_coupon(fields& entry, promotion_words& p) {
        std::string const per = entry.text_or("usage_limit_per", "total"), code = entry.text_or("code", "");
        if (per != "total" && per != "customer") throw unsupported("a limit per '" + per + "'");
        std::int64_t const limit =
            entry.has("usage_limit") ? whole_number(entry.text("usage_limit")) : every_unit;
        bool const restored = entry.flag_or("reusable_after_cancel", true);
        std::int64_t const used = sale_.with_coupon.count - (restored ? sale_.with_coupon.canceled : 0);
        if (code.empty() && ++nameless_ > 1) throw unsupported("two coupons without a code");
        bool const entered = std::any_of(sale_.codes.begin(), sale_.codes.end(),
                                         [&](auto const& c) { return code.empty() || c == code; });
        for (offer& o : p.offers) {
            o = per == "total" ? o.used_at_most(every_unit, limit) : o.used_at_most(limit);
            o = o.on_request();
            cart_.used(o.id(), used, used);
            if (entered) cart_.claim(o.id());
        }
    }
    [[nodiscard]] offer bars_others(promotion_words const& p, offer o) const {
        for (promotion_words const& other : all_)
            if (&other != &p)
                for (std::string_view const name : other.names) o = o.not_with(name);
        return o;
    }
    /// Discounts that the case gives to units and to the order.
    void take_given() {
        for (std::size_t i = 0; i < sale_.unit_discounts.size(); ++i) {
            if (number(sale_.unit_discounts[i]) == 0) continue;
            line_filter const one = cart_.lines_where("line " + std::to_string(i),
                                                      [&](sold const& s) { return &s == &cart_.goods[i]; });
            take_turn(named().amount_off(amount(sale_.unit_discounts[i]), offer_per::unit).over(one));
        }
        for (std::string const& off : sale_.order_discounts)
            take_turn(named().amount_off(amount(off)).left_over(left_over_to::first, rounding::half_down));
    }

    sylius_sale const& sale_;
    priced_cart& cart_;
    std::vector<promotion_words> all_;
    std::string_view last_name_;
    std::int32_t turn_ = 0;
    int offers_ = 0, nameless_ = 0;
};

}  // namespace

void add_sylius_offers(fields& said, sylius_sale const& sale, priced_cart& cart) {
    promotion_reader promotions(sale, cart);
    for (std::string_view const list : {"promotions", "coupons"})
        if (said.has(list))
            for (fields const& entry : said.objects(list)) promotions.read(entry, list == "coupons");
    if (said.has("catalogue_price")) promotions.read_catalog(said.object("catalogue_price"));
    promotions.line_up();
}

}  // namespace conformance
