// SPDX-License-Identifier: BSL-1.0

/// ERPNext: one pricing rule speaks, by priority and then the more special one; quantities between two
/// bounds, counted in stock units.

#include <algorithm>
#include <array>
#include <map>

#include "priced_cart.hpp"

namespace conformance {

namespace {

using namespace tessera;

/// What a rule can be about, the most special first.
constexpr std::array<std::string_view, 8> aspects{"variant", "item",     "template",       "group",
                                                  "brand",   "customer", "customer group", "territory"};

class till {
public:
    till() { cart_.stacks = {{.name = "rules", .how = stacking::first}}; }

    void happen(fields event) {
        if (!cart_.goods.empty()) throw unsupported("a second event");
        std::string const type = event.text("type");
        if (type == "price_query")
            ask(event);
        else if (type == "order")
            order(event);
        else
            throw unsupported("event '" + type + "'");
        event.done();
    }

    /// Preconditions: events have happened.
    void read_programme(fields terms) {
        if (terms.has("resolution"))
            if (std::string const words = terms.text("resolution");
                words != "priority, then specificity; one rule applies")
                throw unsupported("resolution '" + words + "'");
        if (terms.has("units")) read_units(terms.pairs("units"));
        for (auto const& unit : units_)
            if (!unit.empty() && !converted_) throw unsupported("a unit '" + unit + "' of unknown size");
        for (fields const& entry : terms.objects("promotions")) read_rule(entry);
        terms.done();
    }

    void compare_with(fields expect) {
        cart_.price();
        cpp_rational const list = cart_.money(cart_.priced().totals.list_minor);
        compare(expect, "discount_percent", list == 0 ? cpp_rational(0) : cart_.off_goods() * 100 / list);
        if (sold_ > 0) compare(expect, "unit_price", cart_.cost(part::goods) / sold_);
        compare(expect, "order_total", cart_.cost());
        compare(expect, "discount", cart_.off_goods());
        expect.done();
    }

private:
    // --- events --------------------------------------------------------------------------------------------

    void order(fields& event) {
        static_cast<void>(event.text_or("id", ""));
        for (fields& line : event.objects("lines")) {
            cart_.goods.push_back(read_goods(line));
            sold_ += cart_.goods.back().quantity;
            units_.push_back(line.text_or("unit", ""));
            line.done();
        }
        if (cart_.goods.size() != 1) sold_ = 0;
    }
    /// What a hundred would cost of what the context names.
    void ask(fields& event) {
        cart_.goods.push_back({.sku = "asked", .unit_price = 100});
        if (event.has("item")) {
            std::string const item = event.text("item");
            if (item != "variant" && item != "template" && item != "other variant")
                throw unsupported("the item '" + item + "'");
            if (item == "variant") cart_.marks |= cart_.mark("variant");
            cart_.marks |= cart_.mark("template");
        }
        if (event.has("context")) read_context(event.text("context"));
    }
    /// "only the group rule matches", "customer-specific and item rule match"
    void read_context(std::string words) {
        auto const drop = [&](std::string_view begin, std::string_view end) {
            if (!words.starts_with(begin) || !words.ends_with(end)) return false;
            words = words.substr(begin.size(), words.size() - begin.size() - end.size());
            return true;
        };
        if (!drop("only the ", " rule matches") && !drop("", " rule match") && !drop("", " rules match"))
            throw unsupported("the context '" + words + "'");
        for (std::string const& word : split_at(words, " and ")) {
            constexpr std::string_view specific = "-specific";
            bool const more = word.ends_with(specific);
            cart_.marks |= aspect(more ? word.substr(0, word.size() - specific.size()) : word);
        }
    }
    static std::vector<std::string> split_at(std::string const& words, std::string_view mark) {
        std::vector<std::string> parts;
        std::size_t begin = 0;
        for (std::size_t end = words.find(mark); end != std::string::npos; end = words.find(mark, begin)) {
            parts.push_back(words.substr(begin, end - begin));
            begin = end + mark.size();
        }
        parts.push_back(words.substr(begin));
        return parts;
    }
    [[nodiscard]] tag_set aspect(std::string const& word) {
        if (std::find(aspects.begin(), aspects.end(), word) == aspects.end())
            throw unsupported("a rule of '" + word + "'");
        return cart_.mark(word);
    }

    // --- rules ---------------------------------------------------------------------------------------------

    /// Goods are counted, and their price is stated, in stock units: a box of five is five.
    void read_units(std::vector<std::pair<std::string, std::string>> const& sizes) {
        for (std::size_t i = 0; i < units_.size(); ++i)
            for (auto const& [unit, size] : sizes) {
                if (unit != units_[i]) continue;
                std::int64_t const pieces = whole_number(size);
                if (pieces <= 0) throw unsupported("a unit of " + size);
                cart_.goods[i].quantity *= pieces;
                cart_.goods[i].unit_price /= pieces;
            }
        converted_ = true;
    }
    void read_rule(fields entry) {
        std::string const name = "rule " + std::to_string(cart_.offers.size() + 1);
        std::int64_t const priority = whole_number(entry.text_or("priority", "0"));
        if (priority < 0 || priority > 1000) throw unsupported("priority " + std::to_string(priority));
        offer one = offer(cart_.named(name)).in("rules");
        std::int32_t special = 0;
        if (entry.has("rule"))
            one = read_short(entry.text("rule"), one, special);
        else
            one = read_terms(entry, one);
        entry.done();
        cart_.offers.push_back(one.priority(static_cast<std::int32_t>(priority) * 1000 + special));
    }
    /// "item+customer 20": so much percent off what is all of that. More words are more special, and of as
    /// many the earlier aspect.
    offer read_short(std::string const& words, offer const& one, std::int32_t& special) {
        auto const space = words.rfind(' ');
        if (space == std::string::npos) throw unsupported("the rule '" + words + "'");
        tag_set given = 0;
        for (std::string const& word : split_at(words.substr(0, space), "+")) {
            given |= aspect(word);
            auto const place = std::find(aspects.begin(), aspects.end(), word) - aspects.begin();
            special += 100 - static_cast<std::int32_t>(place);
        }
        return one.given(given).share_off(percent(words.substr(space + 1)));
    }
    offer read_terms(fields& entry, offer one) {
        std::string const kind = entry.text("kind"), value = entry.text("value");
        bool const by_units = entry.has("min_qty") || entry.has("max_qty");
        if (by_units && cart_.goods.size() != 1) throw unsupported("quantities of several lines");
        if (entry.has("qty_in") && entry.text("qty_in") != "stock unit")
            throw unsupported("quantities in '" + entry.text("qty_in") + "'");
        if (!entry.has("qty_in") && converted_) throw unsupported("quantities in units of sale");
        offer_threshold const units{.units = true};
        if (kind != "percent" && converted_) throw unsupported("an amount for units of sale");
        if (kind == "percent")
            one = one.share_off(percent(value));
        else if (kind == "fixed")
            one = one.amount_off(amount(value), offer_per::unit);
        else if (kind == "rate" || kind == "price")
            one = one.unit_price(amount(value));
        else
            throw unsupported("a rule that is '" + kind + "'");
        if (entry.has("min_qty")) one = one.from(amount(entry.text("min_qty")), units);
        if (!entry.has("max_qty")) return one;
        if (kind != "percent") throw unsupported("an amount up to a quantity");
        std::int64_t const above = whole_number(entry.text("max_qty")) + 1;
        return one.steps_by(units).step({.from = decimal(above, 0)});
    }

    priced_cart cart_;
    std::vector<std::string> units_;
    std::int64_t sold_ = 0;
    bool converted_ = false;
};

}  // namespace

adapter erpnext_pricing() { return check_sale<till>; }

}  // namespace conformance
