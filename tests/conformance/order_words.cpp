// SPDX-License-Identifier: BSL-1.0

/// The words of promotions that the sources share.

#include <algorithm>
#include <cctype>
#include <sstream>

#include "order_desk.hpp"

namespace conformance::order_side {

using namespace tessera;
using tessera::rounding;

void known(std::string_view what, std::string const& words,
           std::initializer_list<std::string_view> meanings) {
    if (std::find(meanings.begin(), meanings.end(), words) == meanings.end())
        throw unsupported(std::string(what) + ": " + words);
}

namespace {

std::vector<std::string> split_words(std::string const& text) {
    std::istringstream in(text);
    std::vector<std::string> all;
    for (std::string one; in >> one;) all.push_back(one);
    return all;
}

/// Effects: takes the beginning off a text. Returns: whether it had it.
bool take(std::string& text, std::string_view beginning) {
    if (!text.starts_with(beginning)) return false;
    text.erase(0, beginning.size());
    return true;
}
bool take_end(std::string& text, std::string_view end) {
    if (!text.ends_with(end)) return false;
    text.erase(text.size() - end.size());
    return true;
}

names one_name(std::string const& words) {
    if (words.starts_with("category ") || words.starts_with("brand ")) return {words};
    constexpr std::string_view no_articles[] = {"line", "lines", "item", "items",   "unit",  "units",
                                                "cart", "goods", "all",  "product", "basket"};
    bool const general =
        std::find(std::begin(no_articles), std::end(no_articles), words) != std::end(no_articles);
    if (general || words.find(' ') != std::string::npos) throw unsupported("scope: " + words);
    return {"sku " + words};
}

offer_scope read_scope(std::string words) {
    offer_scope scope;
    if (words == "order" || words == "whole order" || words == "specific") {
        scope.whole_order = words != "specific";
    } else if (words == "shipping") {
        scope.shipping = true;
    } else if (words == "order, at most the discountable part") {
        scope.called = {"discountable"};
    } else if (take(words, "cheapest ")) {
        take_end(words, ", once per order");
        known("scope: cheapest", words, {"unit", "tagged unit"});
        scope.cheapest = 1;
        if (words == "tagged unit") scope.called = {"tagged"};
    } else {
        scope.called = one_name(words);
    }
    return scope;
}

}  // namespace

offer_scope scope_of(fields& promotion) {
    if (!promotion.has("scope")) return {};
    if (!promotion.value("scope").is_array()) return read_scope(promotion.text("scope"));
    offer_scope scope;
    for (std::string const& sku : promotion.texts("scope")) scope.called.merge(one_name(sku));
    return scope;
}

offer rounded_as(offer const& one, std::string const& words) {
    std::size_t const end = words.find(" to cents");
    if (end == std::string::npos) throw unsupported("rounding: " + words);
    known("rounding", words.substr(end),
          {" to cents", " to cents on the line", " to cents, at most the amount"});
    return one.rounded(rounding_mode(words.substr(0, end)), offer_rounded::line);
}

offer from_condition(offer const& one, std::string const& words, line_filter lines) {
    std::string rest = words;
    if (take(rest, "items worth at least ")) return one.from(decimal_of(rest), {.lines = lines});
    if (take(rest, "at least ") && (take_end(rest, " items") || take_end(rest, " item")))
        return one.from(whole_number(rest), {.lines = lines, .units = true});
    throw unsupported("condition: " + words);
}

std::pair<std::int64_t, names> counted(std::string const& words) {
    std::vector<std::string> const parts = split_words(words);
    if (parts.size() == 3 && parts[1] == "of") return {whole_number(parts[0]), {"sku " + parts[2]}};
    if (parts.size() == 3 && parts[2] == "category")
        return {whole_number(parts[0]), {"category " + parts[1]}};
    if (parts.size() == 2 && parts[1].size() > 1 && parts[1].back() == 's')
        return {whole_number(parts[0]), {"kind " + parts[1].substr(0, parts[1].size() - 1)}};
    throw unsupported("goods: " + words);
}

namespace {

offer_per per_of(fields& promotion) {
    std::string const per = promotion.text_or("per", "order");
    known("per", per, {"order", "line", "unit"});
    return per == "unit" ? offer_per::unit : per == "line" ? offer_per::line : offer_per::order;
}

offer_rounded rounded_in(fields& promotion, offer_scope const& scope, house_style const& house) {
    if (!promotion.has("per")) return scope.whole_order ? house.of_order : house.rounded;
    switch (per_of(promotion)) {
        case offer_per::unit: return offer_rounded::unit;
        case offer_per::line: return offer_rounded::line;
        case offer_per::order: break;
    }
    return offer_rounded::sum;
}

offer read_gain(fields& promotion, offer const& plain, offer_scope const& scope, house_style const& house) {
    std::string const kind = promotion.text("kind");
    if (kind == "percent")
        return plain.share_off(ratio_of(number(promotion.text("value")) / 100))
            .rounded(house.mode, rounded_in(promotion, scope, house));
    decimal const value = decimal_of(promotion.text("value"));
    if (kind == "fixed") return plain.amount_off(value, per_of(promotion));
    if (kind == "fix_total_to") return plain.total_price(value);
    if (kind == "fix_shipping_to") return plain.unit_price(value).of_shipping();
    throw unsupported("promotion: " + kind);
}

offer read_units(fields& promotion, offer made, offer_scope const& scope, order_desk& desk) {
    unit_choice which{.lines = desk.lines_called(scope.called)};
    which.lines.without = desk.lines_called({"undiscountable"}).with;
    if (scope.cheapest > 0) which.rank = unit_rank::cheapest, which.most = scope.cheapest;
    if (promotion.has("max_units_per_line"))
        which.most_of_line = whole_number(promotion.text("max_units_per_line"));
    if (promotion.has("only_complete_groups_of"))
        which.in_sets_of = whole_number(promotion.text("only_complete_groups_of"));
    return made.of(which);
}

/// "cabinet>=1"
offer read_requirement(std::string const& words, offer const& made, order_desk& desk) {
    std::size_t const at = words.find(">=");
    if (at == std::string::npos) throw unsupported("requires: " + words);
    line_filter const lines = desk.lines_called(one_name(words.substr(0, at)));
    return made.from(whole_number(words.substr(at + 2)), {.lines = lines, .units = true});
}

/// "A only": the lines that a minimum looks at.
line_filter minimum_lines(fields& promotion, order_desk& desk) {
    if (!promotion.has("min_amount_scope")) return {};
    std::string words = promotion.text("min_amount_scope");
    if (words == "order") return {};
    if (!take_end(words, " only")) throw unsupported("min_amount_scope: " + words);
    return desk.lines_called(one_name(words));
}

offer read_minimum(fields& promotion, offer made, order_desk& desk, house_style const& house) {
    int minimums = 0;
    if (promotion.has("min_qty"))
        ++minimums, made = made.from(whole_number(promotion.text("min_qty")), {.units = true});
    if (promotion.has("requires"))
        ++minimums, made = read_requirement(promotion.text("requires"), made, desk);
    for (std::string_view const key : {"min_total", "min_amount"})
        if (promotion.has(key))
            ++minimums,
                made = made.from(decimal_of(promotion.text(key)),
                                 {.lines = minimum_lines(promotion, desk), .running = house.running_minimum});
    if (minimums > 1) throw unsupported("two minimums of one promotion");
    return made;
}

}  // namespace

offer read_offer(fields& promotion, std::string_view name, order_desk& desk, house_style const& house) {
    offer_scope const scope = scope_of(promotion);
    offer made = read_gain(promotion, offer(name), scope, house).left_over(house.left_over, house.share);
    made = read_units(promotion, made, scope, desk);
    if (scope.shipping) made = made.of_shipping();
    if (scope.shipping && house.shipping_on_first_price) made = made.on_first_price();
    if (promotion.has("max_discount")) made = made.at_most(decimal_of(promotion.text("max_discount")));
    if (promotion.has("rounding")) made = rounded_as(made, promotion.text("rounding"));
    return read_minimum(promotion, made, desk, house);
}

}  // namespace conformance::order_side
