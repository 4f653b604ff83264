// SPDX-License-Identifier: BSL-1.0
#include <cstddef>
#include <span>
#include <string>
#include <utility>
#include <vector>

#include <tessera/document/explain.hpp>

#include "wording.hpp"

/// A priced order as sentences, as a till would print it.

namespace tessera::document {

namespace {

/// Writes the bill of one priced order.
class bill_writer {
public:
    bill_writer(wording const& words, priced_order const& of, program_version by)
        : words_(words), of_(of), by_(by) {}

    [[nodiscard]] std::vector<sentence> write(std::span<std::string const> articles) {
        std::size_t const lines = of_.lines.size();
        std::vector<std::vector<std::pair<rule_id, std::int64_t>>> off(lines);
        std::vector<std::int64_t> so_far(lines), before(lines), scratch(lines);
        for (adjustment const& a : of_.adjustments) {
            before = so_far;
            add_shares(of_, a, so_far, scratch);
            for (std::size_t i = 0; i < lines; ++i)
                if (so_far[i] > before[i]) off[i].emplace_back(a.rule, so_far[i] - before[i]);
        }
        for (std::size_t i = 0; i < lines; ++i) {
            line const& l = of_.lines[i];
            bool const named = i < articles.size() && !articles[i].empty();
            std::string const number =
                l.sku == sku_id{} ? words_.say("an article", "商品") : std::to_string(l.sku.value);
            add_line(i, named ? articles[i] : number, l.promoted_minor() - so_far[i]);
            if (l.promotion_minor > 0)
                add_off("", l.promotion_minor, {"promotion of the shop: {off} off", "店铺优惠减{off}"});
            for (auto const& [rule, minor] : off[i]) add_off(called(rule), minor, {"{off} off", "减{off}"});
        }
        add_shipping();
        for (entitlement const& e : of_.entitlements) add_entitlement(e);
        if (!of_.taxes.empty())
            add("tax", {}, {amount("tax", of_.tax_total_minor)},
                of_.tax_on_top_minor > 0 ? bilingual{"tax on top: {tax}", "另加税额：{tax}"}
                                         : bilingual{"tax in the prices: {tax}", "含税额：{tax}"});
        add("total", {}, {amount("pay", of_.payable_minor() + of_.tax_on_top_minor)},
            {"to pay: {pay}", "应付：{pay}"});
        return std::move(all_);
    }

private:
    void add(std::string_view kind, std::string rule, std::vector<figure> figures, bilingual text) {
        std::string body = fill(words_.say(text), figures);
        all_.push_back(put(kind, rule, std::move(figures), std::move(body), words_));
    }
    void add_line(std::size_t i, std::string const& article, std::int64_t paid) {
        line const& l = of_.lines[i];
        std::vector<figure> figures{plain("line", std::to_string(i + 1)), plain("article", article),
                                    plain("quantity", std::to_string(l.quantity)),
                                    amount("list", l.list_minor), amount("pay", paid)};
        bool const taxed = i < of_.taxes.size();
        if (taxed) figures.push_back(amount("tax", of_.taxes[i]));
        add("line", {}, std::move(figures),
            taxed ? bilingual{"line {line}: {quantity} of {article} for {list}: {pay}, tax {tax}",
                              "第{line}行：{article} {quantity}件，标价{list}，应付{pay}，税额{tax}"}
                  : bilingual{"line {line}: {quantity} of {article} for {list}: {pay}",
                              "第{line}行：{article} {quantity}件，标价{list}，应付{pay}"});
    }
    void add_off(std::string rule, std::int64_t minor, bilingual text) {
        add("off", std::move(rule), {amount("off", minor)}, text);
    }
    void add_shipping() {
        std::int64_t before = of_.shipping_minor;
        for (adjustment const& a : of_.adjustments)
            if (a.place == shipping_place) before += a.off_minor;
        if (before == 0) return;
        add("shipping", {}, {amount("list", before), amount("pay", of_.shipping_minor)},
            {"shipping of {list}: {pay}", "运费{list}，应付{pay}"});
        for (adjustment const& a : of_.adjustments)
            if (a.place == shipping_place) add_off(called(a.rule), a.off_minor, {"{off} off", "减{off}"});
    }
    void add_entitlement(entitlement const& e) {
        bool const gift = e.gift != sku_id{};
        std::vector<figure> figures{plain("quantity", std::to_string(e.quantity))};
        add(gift ? "gift" : "perk", called(e.rule), std::move(figures),
            gift ? bilingual{"{quantity} as a gift", "赠品{quantity}件"} : bilingual{"a perk", "会员权益"});
    }
    [[nodiscard]] figure amount(std::string key, std::int64_t minor) const {
        return {std::move(key), wording::plain(minor, words_.money_unit().digits), words_.money(minor)};
    }
    [[nodiscard]] static figure plain(std::string key, std::string const& text) {
        return {std::move(key), text, text};
    }
    [[nodiscard]] std::string called(rule_id rule) const {
        named_rule const* const known = words_.called().find(rule, by_);
        return known ? std::string(known->name) : "rule " + std::to_string(rule.value);
    }

    wording const& words_;
    priced_order const& of_;
    program_version by_;
    std::vector<sentence> all_;
};

}  // namespace

std::vector<sentence> explainer::bill(priced_order const& of, date day,
                                      std::span<std::string const> articles) const {
    wording const words(names_, program_.money(), in_);
    return bill_writer(words, of, program_.version(day)).write(articles);
}

std::vector<sentence> explainer::tell(priced_order const& of, date day) const {
    entry within;
    within.program = program_.version(day);
    std::vector<sentence> all;
    for (reason const& why : of.reasons) all.push_back(tell(why, within));
    return all;
}

}  // namespace tessera::document
