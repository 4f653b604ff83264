// SPDX-License-Identifier: BSL-1.0
#pragma once

#include <algorithm>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

#include <tessera/calendar/text.hpp>
#include <tessera/money/text.hpp>

#include "names_stored.hpp"
#include "ratio_text.hpp"
#include "reason_texts.hpp"

/// Part of tessera::document. Amounts, days and tiers in a language, and the sentences that they stand in.

namespace tessera::document {

/// Returns: the text with its figures, each for its key in braces.
[[nodiscard]] inline std::string fill(std::string_view text, std::vector<figure> const& figures) {
    std::string filled;
    while (!text.empty()) {
        std::size_t const open = std::min(text.find('{'), text.size());
        filled += text.substr(0, open);
        text.remove_prefix(open);
        if (text.empty()) break;
        std::size_t const close = text.find('}');
        std::string_view const key = text.substr(1, close - 1);
        for (figure const& f : figures)
            if (f.key == key) filled += f.shown;
        text.remove_prefix(close + 1);
    }
    return filled;
}

/// Returns: the word of the format.
template <class Choice>
[[nodiscard]] std::string_view word_of(Choice value) {
    for (auto const& word : words_of<Choice>)
        if (word.value == value) return word.name;
    return {};
}

/// Writes amounts, days and tiers in a language.
class wording {
public:
    wording(names const& called, currency money, language in) : names_(called), money_(money), in_(in) {}

    [[nodiscard]] std::string say(std::string_view english, std::string_view chinese) const {
        return std::string(bilingual{english, chinese}.in(in_));
    }
    [[nodiscard]] std::string say(bilingual text) const { return std::string(text.in(in_)); }

    [[nodiscard]] static std::string plain(std::int64_t amount, unsigned digits) {
        char buffer[decimal_text_max];
        return {buffer, tessera::write_decimal(buffer, amount, digits)};
    }
    [[nodiscard]] std::string money(std::int64_t minor) const {
        std::string const text = plain(minor, money_.digits);
        if (in_ == language::chinese && money_.code() == "CNY") return text + "元";
        return text + ' ' + std::string(money_.code());
    }
    /// Returns: the amount with its unit.
    [[nodiscard]] std::string amount(std::int64_t raw, counted_in const& in) const {
        if (in.money) return money(raw);
        std::string const text = plain(raw, in.digits);
        if (in.points == "points") return text + say(text == "1" ? " point" : " points", "积分");
        if (!in.points.empty()) return text + ' ' + std::string(in.points);
        return in.kind ? text + unit_of(*in.kind, text == "1") : text;
    }
    /// Returns: the value of a measure, and of which one.
    [[nodiscard]] std::string measured(std::int64_t raw, counted_in const& in) const {
        std::string const text = amount(raw, in);
        if (!in.kind) return text;
        switch (*in.kind) {
            case measure_kind::orders:
            case measure_kind::items:
            case measure_kind::order_periods: return say(text, "累计" + text);
            case measure_kind::points_earned: return say(text + " earned", "累计获得" + text);
            case measure_kind::points_available: return say(text + " available", "可用" + text);
            case measure_kind::net_spend:
            case measure_kind::gross_spend:
            case measure_kind::best_order: break;
        }
        std::string const name = say(text_of(*in.kind));
        return say("a " + name + " of " + text, name + text);
    }
    [[nodiscard]] std::string day_text(date day) const {
        if (day == date::never() || day == date::min()) return say("no set day", "不定期");
        return std::string(to_text(day).view());
    }
    [[nodiscard]] std::string tier(std::vector<std::string_view> const& tiers, std::size_t level) const {
        if (level == 0) return say("no tier", "无等级");
        if (level <= tiers.size()) return std::string(tiers[level - 1]);
        return say("tier ", "等级") + std::to_string(level);
    }
    /// Returns: the tier with what its members pay: in Chinese a discount reads as that.
    [[nodiscard]] std::string priced_tier(named_rule const& of, std::size_t level) const {
        std::string const name = tier(of.tiers, level);
        if (level == 0 || level > of.shares.size()) return name;
        ratio const off = of.shares[level - 1];
        if (in_ == language::english) return name + " (" + percent(off) + " % off)";
        return name + "（" + fold(off) + "折）";
    }
    /// Returns: the name of a slot whose amounts are counted.
    [[nodiscard]] std::string slot_text(named_slot const& slot) const {
        if (slot.in.kind) return say(text_of(*slot.in.kind));
        if (!slot.ladder.empty()) return std::string(slot.ladder) + say(" awarded", "已返");
        if (slot.kind == slot_kind::pool) return slot.name;
        if (slot.kind == slot_kind::level) return say("tier", "会员等级");
        return slot.name == "returns" ? say("returns", "退货记录") : say("count", "计数");
    }
    /// Returns: from when on a lot can be used or counts, and when it ends.
    [[nodiscard]] std::string life_text(date opens, date expires) const {
        std::string text;
        if (opens != date::min()) text += say(", from ", "，") + day_text(opens) + say("", "起");
        if (expires != date::never()) text += say(", until ", "，") + day_text(expires) + say("", "到期");
        return text;
    }

    /// Effects: adds those days to the figures.
    void add_life(std::vector<figure>& to, date opens, date expires) const {
        if (opens != date::min()) to.push_back({"opens", day_text(opens), day_text(opens)});
        if (expires != date::never()) to.push_back({"expires", day_text(expires), day_text(expires)});
    }

    [[nodiscard]] document::names const& called() const noexcept { return names_; }
    [[nodiscard]] counted_in money_unit() const noexcept { return {.digits = money_.digits, .money = true}; }

private:
    [[nodiscard]] std::string unit_of(measure_kind kind, bool one) const {
        switch (kind) {
            case measure_kind::orders: return say(one ? " order" : " orders", "单");
            case measure_kind::items: return say(one ? " item" : " items", "件");
            case measure_kind::order_periods:
                return say(one ? " period with an order" : " periods with orders", "个下单周期");
            default: return {};
        }
    }
    [[nodiscard]] static std::string percent(ratio share) {
        auto const whole = multiply(share, ratio(100));
        return whole ? write_ratio(*whole) : write_ratio(share);
    }
    /// Returns: what is paid, in tenths or hundredths: 9 for a tenth off, 98 for 2 %, 8.75 for 12.5 %.
    [[nodiscard]] static std::string fold(ratio off) {
        auto const paid = ratio::make(off.den - off.num, off.den);
        auto const tenths = paid ? multiply(*paid, ratio(10)) : paid;
        auto const hundredths = paid ? multiply(*paid, ratio(100)) : paid;
        if (!tenths || !hundredths) return write_ratio(off);
        bool const two_digits = tenths->den != 1 && hundredths->den == 1 && hundredths->num > 10;
        return write_ratio(two_digits ? *hundredths : *tenths);
    }

    names const& names_;
    currency money_;
    language in_;
};

/// Returns: the sentence, with the rule before it.
[[nodiscard]] inline sentence put(std::string_view kind, std::string_view by, std::vector<figure> figures,
                                  std::string body, wording const& words) {
    std::string text = std::string(by);
    if (!by.empty()) text += words.say(": ", "：");
    text += body;
    return {kind, std::string(by), std::move(figures), std::move(text)};
}

}  // namespace tessera::document
