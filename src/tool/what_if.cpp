// SPDX-License-Identifier: BSL-1.0
#include "tool/what_if.hpp"

#include <algorithm>
#include <charconv>
#include <optional>
#include <string_view>
#include <utility>
#include <vector>

#include <tessera/calendar/text.hpp>
#include <tessera/money/decimal.hpp>

#include "tool/amounts.hpp"
#include "tool/failure.hpp"
#include "tool/shown.hpp"

namespace tessera::tool {

namespace {

std::vector<std::string_view> words_in(std::string_view text) {
    std::vector<std::string_view> all;
    for (std::size_t at = 0; (at = text.find_first_not_of(' ', at)) != std::string_view::npos;) {
        std::size_t const end = std::min(text.find(' ', at), text.size());
        all.push_back(text.substr(at, end - at));
        at = end;
    }
    return all;
}

template <class Whole>
std::optional<Whole> number_of(std::string_view text) {
    Whole made{};
    auto const [end, wrong] = std::from_chars(text.data(), text.data() + text.size(), made);
    if (wrong != std::errc{} || end != text.data() + text.size()) return std::nullopt;
    return made;
}

told_fact const* order_named(member_facts const& in, std::string_view id) {
    for (told_fact const& told : in.all)
        if (told.who == in.who && told.id == id && std::holds_alternative<order>(told.fact.what))
            return &told;
    return nullptr;
}

/// An order that is supposed, read word by word.
class order_words {
public:
    order_words(supposed const& from, supposing const& how) : from_(from), how_(how) {
        std::vector<std::string_view> const words = words_in(from.words);
        if (words.size() < 2) refuse("a day and an amount are needed");
        auto const made = parse_date(words[0]);
        if (!made) refuse("\"" + shown(words[0]) + "\": " + std::string(message(made.error())));
        day = *made;
        goods.list_minor = minor(words[1], 1);
        for (std::size_t i = 2; i < words.size(); ++i) take(words[i]);
    }

    date day{};
    line goods{.number = 1, .quantity = 1};
    std::int64_t shipping_minor = 0;
    std::string id;

    [[noreturn]] void refuse(std::string const& why) const {
        throw bad_usage("--add-order \"" + shown(from_.words) + "\": " + why,
                        "DAY AMOUNT, such as 2026-01-31 120.00, and behind them any of sku=, category=, "
                        "quantity=, shipping= and id=");
    }

private:
    [[nodiscard]] std::int64_t minor(std::string_view written, std::int64_t least) const {
        auto const amount = decimal::parse(written);
        auto const made =
            amount ? to_minor(*amount, how_.by.rules.money().digits) : result<std::int64_t>(amount.error());
        if (!made || *made < least) refuse("\"" + shown(written) + "\" is no amount of an order");
        return *made;
    }
    /// Returns: the number of an article or a category, by name or, as in programs, `#123`.
    [[nodiscard]] static std::uint64_t named(std::string_view name) {
        auto const number = name.front() == '#' ? number_of<std::uint64_t>(name.substr(1)) : std::nullopt;
        return number ? *number : name_hash(name);
    }
    void take(std::string_view word) {
        std::size_t const sign = word.find('=');
        std::string_view const key = word.substr(0, sign);
        std::string_view const value = sign == std::string_view::npos ? "" : word.substr(sign + 1);
        if (value.empty() || std::find(taken_.begin(), taken_.end(), key) != taken_.end())
            refuse("\"" + shown(word) + (value.empty() ? "\" says nothing" : "\" is said already"));
        taken_.push_back(key);
        if (key == "sku") {
            goods.sku = {named(value)};
        } else if (key == "category") {
            goods.category = {named(value)};
        } else if (key == "quantity") {
            auto const units = number_of<std::uint32_t>(value);
            if (!units || *units == 0) refuse("\"" + shown(value) + "\" is no number of units");
            goods.quantity = *units;
        } else if (key == "shipping") {
            shipping_minor = minor(value, 0);
        } else if (key == "id") {
            id = value;
        } else {
            refuse("nothing of an order is called \"" + shown(key) + '"');
        }
    }

    supposed const& from_;
    supposing const& how_;
    std::vector<std::string_view> taken_;
};

/// Goods that come back: an order of the member, and the line and the units of it; 0: all.
struct goods_named {
    told_fact const* sold = nullptr;
    std::uint32_t line = 0;
    std::uint32_t quantity = 0;
};

[[noreturn]] void refuse_return(std::string_view words, std::string const& why, std::string const& remedy) {
    throw bad_usage("--return-line \"" + shown(words) + "\": " + why, remedy);
}

/// Returns: the goods; an order may have blanks in its name.
goods_named read_goods(std::string_view words, member_facts const& in) {
    constexpr std::string_view remedy =
        "ORDER, ORDER LINE or ORDER LINE QUANTITY, such as A3 1 2; LINE is the number of its line";
    std::string_view name = words;
    std::vector<std::string_view> rest;
    while (!order_named(in, name) && rest.size() < 2) {
        std::size_t const end = name.find_last_not_of(' ', name.find_last_of(' '));
        if (name.find(' ') == std::string_view::npos || end == std::string_view::npos) break;
        rest.insert(rest.begin(), name.substr(name.find_last_of(' ') + 1));
        name = name.substr(0, end + 1);
    }
    goods_named made{.sold = order_named(in, name)};
    if (!made.sold) refuse_return(words, "the member has no such order", std::string(remedy));
    if (rest.empty()) return made;
    auto const number = number_of<std::uint32_t>(rest[0]);
    std::string lines;
    line const* sold = nullptr;
    for (line const& l : made.sold->fact.lines) {
        if (number == l.number) sold = &l;
        lines += (lines.empty() ? "" : ", ") + std::to_string(l.number);
    }
    if (!sold)
        refuse_return(words, "order " + shown(name) + " has no line " + shown(rest[0]),
                      "one of its lines: " + shown(lines));
    made.line = *number;
    if (rest.size() == 1) return made;
    auto const units = number_of<std::uint32_t>(rest[1]);
    if (!units || *units == 0 || *units > sold->quantity)
        refuse_return(words, "line " + shown(rest[0]) + " did not sell " + shown(rest[1]) + " units",
                      "1 to " + std::to_string(sold->quantity));
    made.quantity = *units;
    return made;
}

/// Puts what is supposed among the facts of a member.
class facts_supposed {
public:
    facts_supposed(member_facts& to, supposing const& how) : to_(to), how_(how) {}

    [[nodiscard]] supposition add_order(supposed const& what) {
        order_words const said(what, how_);
        if (how_.latest < said.day) said.refuse("the order is after the day of --as-of");
        if (!said.id.empty() && order_named(to_, said.id))
            said.refuse("the member has an order called " + shown(said.id) + " already");
        told_fact made;
        made.id = said.id.empty() ? next_id() : said.id;
        document::stored_fact& fact = made.fact;
        fact.lines.push_back(said.goods);
        if (how_.by.points_are_spent || how_.spend)
            for (rule_id const rule : how_.by.redemptions) fact.wishes.push_back({rule});
        fact.what = order{{}, {fact.lines, said.shipping_minor}, fact.wishes};
        currency const money = how_.by.rules.money();
        std::string const amount = plain(said.goods.list_minor, money.digits), id = shown(made.id);
        std::string const day(to_text(said.day).view()), code(money.code());
        boost::json::object data{{"change", "add_order"}, {"id", made.id}, {"day", day}, {"amount", amount}};
        data.emplace("quantity", said.goods.quantity);
        data.emplace("shipping", plain(said.shipping_minor, money.digits));
        add_fact(to_, std::move(made), said.day);
        return {say("order " + id + " of " + amount + ' ' + code + " on " + day,
                    day + " 下单 " + id + "，" + amount + ' ' + code),
                std::move(data)};
    }
    [[nodiscard]] supposition bring_back(supposed const& what) {
        if (!how_.by.knows_receipts())
            refuse_return(what.words, std::string(how_.by.name()) + " has no rule of returns by receipt",
                          "a program with one, such as --program seed-returns");
        goods_named const goods = read_goods(what.words, to_);
        date const day = how_.latest == date::never() ? to_.last_day : how_.latest;
        if (day < head_of(goods.sold->fact.what).day)
            refuse_return(what.words, "the order is after the day of --as-of", "a later --as-of");
        told_fact made;
        made.id = next_id();
        made.fact.order = head_of(goods.sold->fact.what).id;
        if (goods.line != 0) made.fact.goods.push_back({.number = goods.line, .quantity = goods.quantity});
        made.fact.what = receipt_return{{}, nullptr, made.fact.goods};
        std::string const of = goods.sold->id, on(to_text(day).view());
        boost::json::object data{{"change", "return_line"}, {"id", made.id}, {"day", on}, {"order", of}};
        if (goods.line != 0) data.emplace("line", goods.line);
        if (goods.quantity != 0) data.emplace("quantity", goods.quantity);
        add_fact(to_, std::move(made), day);
        return {told(shown(of), on, goods), std::move(data)};
    }

private:
    /// Returns: what a fact is called that nobody has named: `#1`, and so on.
    [[nodiscard]] std::string next_id() const {
        auto const added =
            std::count_if(to_.all.begin(), to_.all.end(), [](auto const& f) { return f.added; });
        return '#' + std::to_string(added + 1);
    }
    [[nodiscard]] std::string told(std::string const& order, std::string const& day,
                                   goods_named const& goods) const {
        std::string english = "order " + order, chinese = day + " 订单 " + order;
        if (goods.line == 0) return say(english + " comes back on " + day, chinese + " 退货");
        std::string const number = std::to_string(goods.line), units = std::to_string(goods.quantity);
        english = "line " + number + " of " + english;
        chinese += " 第" + number + "行退货";
        if (goods.quantity == 0) return say(english + " comes back on " + day, chinese);
        return say(units + (goods.quantity == 1 ? " unit of " : " units of ") + english +
                       (goods.quantity == 1 ? " comes" : " come") + " back on " + day,
                   chinese + units + "件");
    }
    [[nodiscard]] std::string say(std::string english, std::string chinese) const {
        return how_.in == document::language::chinese ? std::move(chinese) : std::move(english);
    }

    member_facts& to_;
    supposing const& how_;
};

}  // namespace

supposition suppose(member_facts& to, supposed const& what, supposing const& how) {
    facts_supposed facts(to, how);
    supposition made = what.kind == supposed::what::order ? facts.add_order(what) : facts.bring_back(what);
    made.data.emplace("text", made.text);
    return made;
}

}  // namespace tessera::tool
