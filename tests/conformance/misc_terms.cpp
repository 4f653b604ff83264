// SPDX-License-Identifier: BSL-1.0
#include "misc_terms.hpp"

#include <algorithm>

namespace conformance::order_side {

using namespace tessera;
using tessera::rounding;

misc_house misc_house_of(std::string const& source) {
    misc_house house;
    if (source.starts_with("lunarphp/")) house.style.left_over = left_over_to::first;
    if (source.starts_with("saleor/"))
        house.style.left_over = left_over_to::last, house.style.share = rounding::half_up;
    if (source.starts_with("shopware/"))
        house.discounts_taxed_apart = house.style.shipping_on_first_price = true;
    if (source.starts_with("magento/"))
        house.last_priority_first = true, house.style.rounded = offer_rounded::sum;
    return house;
}

misc_terms::misc_terms(fields& terms, misc_house const& house, order_desk& desk)
    : house_(house), desk_(desk) {
    read_stacking(terms);
    if (terms.has("min_spend_base")) {
        std::string const base = terms.text("min_spend_base");
        known("min_spend_base", base, {"running total after earlier promotions", "original total"});
        house_.style.running_minimum = base != "original total";
    }
    if (terms.has("spread"))
        known("spread", terms.text("spread"),
              {"proportional, rounded half-up; the last line takes what is left"});
    if (terms.has("spread"))
        house_.style.left_over = left_over_to::last, house_.style.share = rounding::half_up;
    if (!terms.has("promotions")) return;
    for (fields& promotion : terms.objects("promotions")) {
        titles_.push_back(promotion.text_or("id", "promotion " + std::to_string(titles_.size())));
        all_.push_back(promotion);
    }
}

void misc_terms::read_stacking(fields& terms) {
    if (!terms.has("stacking")) return;
    std::string const words = terms.text("stacking");
    vouchers_last_ = words.ends_with(" price first, voucher on the reduced total; shown per unit");
    by_priority_ = words.starts_with("descending priority");
    if (!vouchers_last_)
        known(
            "stacking", words,
            {"best for the customer, never both", "only the promotion worth most for the actual quantity",
             "descending priority, each on the reduced price; a unit limit lowers the line's average price"});
    if (!vouchers_last_ && !by_priority_) desk_.stacks = {{.name = "best", .how = stacking::max}};
}

std::int64_t misc_terms::turn_of(fields& promotion) const {
    std::int64_t turn = 0;
    if (promotion.has("priority")) turn = whole_number(promotion.text("priority"));
    if (house_.last_priority_first) turn = -turn;
    if (promotion.has("trigger")) {
        known("trigger", promotion.text("trigger"), {"voucher", "next-order-coupons", "automatic", "auto"});
        if (vouchers_last_ && promotion.text("trigger") == "voucher") --turn;
    }
    return turn;
}

// --- listing -----------------------------------------------------------------------------------------------

std::string_view misc_terms::next_name() {
    made_.back().push_back("offer " + std::to_string(made_.size()) + "." +
                           std::to_string(made_.back().size() + 1));
    return desk_.named(made_.back().back());
}
void misc_terms::put(offer const& one, std::int64_t turn) {
    offer const placed = one.left_over(house_.style.left_over, house_.style.share);
    desk_.list(desk_.stacks.empty() ? placed : placed.in("best"), turn);
}

void misc_terms::list(std::string const& currency) {
    desk_.clear_offers();
    made_.clear();
    for (fields& promotion : all_) {
        made_.emplace_back();
        list_one(promotion, currency);
        promotion.done();
    }
}

namespace {

/// "one", "two" or a figure.
std::int64_t count_named(std::string const& word) {
    static std::vector<std::string> const words{"one", "two", "three", "four", "five"};
    auto const found = std::find(words.begin(), words.end(), word);
    return found == words.end() ? whole_number(word) : found - words.begin() + 1;
}

offer off_each(offer const& plain, std::string const& value) {
    if (value.ends_with('%')) return plain.share_off(ratio_of(number(value)));
    return plain.amount_off(decimal_of(value), offer_per::unit);
}

/// "10 off each unit", "15 off one unit in every two": of these, one for the other ones.
offer in_words(offer const& plain, std::string const& words) {
    constexpr std::string_view each = " off each unit", one_of = " off one unit in every ";
    if (words.ends_with(each)) return off_each(plain, words.substr(0, words.size() - each.size()));
    std::size_t const at = words.find(one_of);
    if (at == std::string::npos) throw unsupported("rule: " + words);
    std::int64_t const set = count_named(words.substr(at + one_of.size()));
    if (set < 2) throw unsupported("rule: " + words);
    return off_each(plain.bought(set - 1, {}), words.substr(0, at));
}

/// "5 cheapest items" or "3 items", for which one price is paid together.
unit_choice group_named(std::string const& words) {
    std::size_t const end = words.find(' ');
    std::string const rest = end == std::string::npos ? "" : words.substr(end);
    known("group", rest, {" cheapest items", " dearest items", " items"});
    unit_choice which{.most = whole_number(words.substr(0, end))};
    which.in_sets_of = which.most;
    if (rest != " items") which.rank = rest == " cheapest items" ? unit_rank::cheapest : unit_rank::dearest;
    return which;
}

}  // namespace

void misc_terms::list_one(fields& promotion, std::string const& currency) {
    std::int64_t const turn = turn_of(promotion);
    if (promotion.has("id")) static_cast<void>(promotion.text("id"));
    std::string const kind = promotion.has("kind") ? promotion.text("kind") : "";
    if (promotion.has("rule"))
        put(in_words(offer(next_name()), promotion.text("rule")), turn);
    else if (kind == "buy_get" || kind == "buy_get_other")
        buy_get(promotion);
    else if (kind == "gift_bundle")
        gifts(promotion);
    else if (kind == "fix_total_to")
        fix_total(promotion, currency);
    else if (kind == "fixed_price_for_group")
        put(offer(next_name())
                .total_price(decimal_of(promotion.text("price")))
                .of(group_named(promotion.text("group"))),
            turn);
    else if (kind.empty())
        throw unsupported("a promotion that says nothing of what it gives");
    else {
        std::string_view const name = next_name();
        offer made = read_offer(promotion, name, desk_, house_.style);
        if (promotion.has("applied_to"))
            known("applied_to", promotion.text("applied_to"), {"each line price, rounded half-up"});
        if (promotion.has("applied_to")) made = made.rounded(rounding::half_up, offer_rounded::line);
        // a fixed fee comes first, and no other offer of shipping beside it
        bool const fee = kind == "fix_shipping_to";
        if (fee)
            for (std::size_t i = 0; i < all_.size(); ++i)
                if (all_[i].has("kind") && all_[i].text("kind") != "fix_shipping_to" &&
                    scope_of(all_[i]).shipping)
                    made = made.not_with(desk_.named("offer " + std::to_string(i + 1) + ".1"));
        put(made, fee ? turn + 1 : turn);
    }
}

void misc_terms::fix_total(fields& promotion, std::string const& currency) {
    std::string value = promotion.text("value");
    if (promotion.has("value_in_currency")) {
        bool found = currency.empty();
        for (auto const& [code, own] : promotion.pairs("value_in_currency"))
            if (code == currency) value = own, found = true;
        if (!found) throw unsupported("an amount in a currency that the promotion does not state");
    }
    put(offer(next_name()).total_price(decimal_of(value)), turn_of(promotion));
}

void misc_terms::buy_get(fields& promotion) {
    offer made(next_name());
    if (promotion.text("kind") == "buy_get_other") {
        auto const gift = static_cast<std::uint32_t>(whole_number(promotion.text("get")));
        return put(made.gift(sku_named("gift"), gift, 0).bought(whole_number(promotion.text("buy")), {}),
                   turn_of(promotion));
    }
    auto const [bought, buys] = counted(promotion.text("buy"));
    auto const [got, gets] = counted(promotion.text("get"));
    fields off = promotion.object("get_discount");
    std::string const kind = off.text("kind");
    known("get_discount", kind, {"fixed", "percent"});
    made = off_each(made, kind == "percent" ? off.text("value") + "%" : off.text("value"));
    off.done();
    std::string const choose = promotion.text_or("choose", "cheapest first");
    known("choose", choose, {"cheapest first", "dearest first"});
    made = made.rounded(rounding::half_up, offer_rounded::line).over(desk_.lines_called(gets));
    made = choose == "cheapest first" ? made.cheapest(every_unit) : made.dearest(every_unit);
    put(made.bought(bought, desk_.lines_called(buys), got), turn_of(promotion));
}

/// Of several articles the first one is given.
void misc_terms::gifts(fields& promotion) {
    std::string const least = promotion.text_or("min_qty", "1");
    known("per", promotion.text_or("per", "order"), {"order"});
    for (fields gift : promotion.objects("gifts")) {
        std::vector<std::string> const choices = gift.texts("choices");
        if (choices.empty()) throw unsupported("a gift of nothing");
        put(offer(next_name())
                .gift(sku_named(choices[0]), static_cast<std::uint32_t>(whole_number(gift.text("qty"))), 0)
                .from(whole_number(least), {.units = true}),
            turn_of(promotion));
        gift.done();
    }
}

// --- offers of which only is said how they stand together, and how often
// ----------------------------------------

void misc_terms::list_asked(std::vector<std::string> const& titles) {
    desk_.clear_offers();
    made_.assign(all_.size(), {});
    for (std::size_t i = 0; i < all_.size(); ++i) {
        fields& promotion = all_[i];
        made_[i] = {"promotion " + titles_[i]};
        offer made = offer(desk_.named(made_[i][0])).perk(desk_.mark("perk")).on_request();
        if (promotion.has("id")) static_cast<void>(promotion.text("id"));
        if (promotion.has("incompatible_with"))
            for (std::string const& other : promotion.texts("incompatible_with"))
                made = made.not_with(desk_.named("promotion " + other));
        if (promotion.has("usage_limit")) {
            std::int64_t const most = whole_number(promotion.text("usage_limit"));
            std::string const per = promotion.text_or("usage_limit_per", "all");
            known("usage_limit_per", per, {"customer", "all", "program", "programme"});
            made = per == "customer" ? made.used_at_most(most) : made.used_at_most(every_unit, most);
        }
        static_cast<void>(turn_of(promotion));
        promotion.done();
        auto const asked = std::find(titles.begin(), titles.end(), titles_[i]);
        desk_.list(made, titles.end() - asked);
        if (asked != titles.end()) desk_.ask_for(made_[i][0]);
    }
}

void misc_terms::tell_uses(std::string const& customer) {
    for (auto const& [offer, of] : uses_) {
        std::int64_t own = 0, all = 0;
        for (auto const& [who, times] : of) {
            all += times;
            if (who == customer) own += times;
        }
        desk_.used(offer, own, all);
    }
}
void misc_terms::count_uses(std::string const& customer) {
    for (auto const& offers : made_)
        for (std::string const& name : offers)
            if (desk_.stands(name)) ++uses_[name][customer];
}

// --- figures -----------------------------------------------------------------------------------------------

bool misc_terms::stands(std::size_t promotion) const {
    auto const& offers = made_.at(promotion);
    return std::any_of(offers.begin(), offers.end(),
                       [&](std::string const& name) { return desk_.stands(name); });
}
std::int64_t misc_terms::off(std::size_t promotion) const {
    std::int64_t sum = 0;
    for (std::string const& name : made_.at(promotion)) sum += desk_.off(name);
    return sum;
}
std::size_t misc_terms::place_of(std::string const& title) const {
    auto const found = std::find(titles_.begin(), titles_.end(), title);
    if (found == titles_.end()) throw unsupported("the promotion '" + title + "'");
    return static_cast<std::size_t>(found - titles_.begin());
}

}  // namespace conformance::order_side
