// SPDX-License-Identifier: BSL-1.0

/// Oscar's offers: a condition, a benefit of the cheapest units, percentages rounded down.

#include <algorithm>

#include "order_desk.hpp"

namespace conformance {

namespace {

using namespace tessera;
using namespace order_side;
using tessera::rounding;

constexpr house_style oscar{.mode = rounding::down, .left_over = left_over_to::last};

/// What a range takes: every article that may be discounted.
line_filter in_range(order_desk& desk) { return desk.lines_called({"discountable"}); }

unit_choice cheapest(order_desk& desk, std::int64_t units) {
    return {.lines = in_range(desk), .rank = unit_rank::cheapest, .most = units};
}

/// "3 items", once in an order.
offer bundle(fields& promotion, offer const& plain, order_desk& desk) {
    std::string const group = promotion.text("group");
    std::size_t const end = group.find(" items");
    if (end == std::string::npos || end + 6 != group.size()) throw unsupported("group: " + group);
    unit_choice which = cheapest(desk, whole_number(group.substr(0, end)));
    which.in_sets_of = which.most;
    return plain.total_price(decimal_of(promotion.text("price"))).of(which);
}

offer read_benefit(fields& promotion, std::string_view name, order_desk& desk) {
    offer const plain = offer(name).left_over(oscar.left_over, oscar.share);
    std::string const kind = promotion.text("kind");
    if (kind == "cheapest_free")
        return plain.share_off(1).of(cheapest(desk, whole_number(promotion.text("free"))));
    if (kind == "fixed_price_for_group") return bundle(promotion, plain, desk);
    if (promotion.has("scope") && promotion.text("scope") == "all affected items together") {
        known("promotion", kind, {"fixed"});
        return plain.amount_off(decimal_of(promotion.text("value"))).of(cheapest(desk, every_unit));
    }
    offer const made = read_offer(promotion, name, desk, oscar);
    return promotion.has("scope") ? made : made.of(cheapest(desk, every_unit));
}

offer read_promotion(fields& promotion, std::string_view name, order_desk& desk) {
    offer made = read_benefit(promotion, name, desk);
    if (promotion.has("max_affected_items"))
        made = made.of(cheapest(desk, whole_number(promotion.text("max_affected_items"))));
    if (promotion.has("condition")) made = from_condition(made, promotion.text("condition"), in_range(desk));
    return made;
}

/// Of offers nothing but their place is stated: each takes a tenth, and the order tells whose turn was when.
offer only_placed(std::string_view name) { return offer(name).share_off(ratio(1, 10)); }

class story {
public:
    explicit story(fields terms) {
        std::size_t place = 0;
        for (fields promotion : terms.objects("promotions")) {
            names_.push_back(promotion.text_or("id", "offer " + std::to_string(++place)));
            std::string_view const name = desk_.named(names_.back());
            offer const made =
                promotion.has("kind") ? read_promotion(promotion, name, desk_) : only_placed(name);
            desk_.list(made, whole_number(promotion.text_or("priority", "0")));
            promotion.done();
        }
        terms.done();
    }

    void happen(fields event) {
        std::string const type = event.text("type");
        if (type == "order")
            order(event);
        else if (type == "evaluation_order_query")
            ask_turns();
        else
            throw unsupported("event '" + type + "'");
        event.done();
    }

    void compare(fields expect) {
        figure(expect, "discount", desk_.in_money(desk_.off()));
        figures(expect, "line_discounts", desk_.in_money(desk_.line_offs()));
        if (expect.has("order") && expect.texts("order") != turns_) throw mismatch("another order of offers");
        if (expect.has("items_used") || expect.has("items_unused"))
            throw unsupported("which units an offer's condition needed");
        expect.done();
    }

private:
    void order(fields& event) {
        static_cast<void>(event.text("id"));
        desk_.clear_cart();
        for (fields entry : event.objects("lines")) {
            names called = names_of_sku(entry.text("sku"));
            if (entry.flag_or("discountable", true)) called.insert("discountable");
            std::int64_t const quantity = whole_number(entry.text("qty"));
            desk_.add(called, quantity, number(entry.text("unit_price")) * quantity);
            entry.done();
        }
        desk_.price();
    }
    /// Effects: reads off an order of any goods whose turn was first.
    void ask_turns() {
        desk_.clear_cart();
        desk_.add({}, 1, 1000);
        desk_.price();
        for (adjustment const& a : desk_.priced().adjustments)
            for (std::string const& name : names_)
                if (a.rule == offer::id_of(name)) turns_.push_back(name);
    }

    order_desk desk_;
    std::vector<std::string> names_;
    std::vector<std::string> turns_;
};

}  // namespace

adapter promotions_oscar() { return check_story<story>; }

}  // namespace conformance
