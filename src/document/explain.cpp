// SPDX-License-Identifier: BSL-1.0
#include <tessera/document/explain.hpp>

#include <utility>

#include "json.hpp"
#include "wording.hpp"

namespace tessera::document {

namespace {

/// Reads the figures of one reason.
class reason_figures {
public:
    reason_figures(wording const& words, reason const& why, entry const& within,
                   std::function<std::string(fact_id)> const& call)
        : words_(words), why_(why), within_(within), call_(call) {
        if (named_rule const* const known = words.called().find(why.rule, within.program)) rule_ = *known;
    }

    [[nodiscard]] std::vector<figure> of(reason_kind const& kind) const {
        std::vector<figure> all;
        for (auto const& [as, raw] : {std::pair(kind.detail, std::int64_t{why_.detail}),
                                      std::pair(kind.a, why_.a), std::pair(kind.b, why_.b)})
            if (as.what != meaning::nothing) all.push_back(of(as, kind, raw));
        if (std::int64_t const short_of = missing(); short_of > 0) {
            auto [value, shown] = counted(short_of, unit_of_value(kind));
            all.push_back({"missing", std::move(value), std::move(shown)});
        }
        return all;
    }

private:
    [[nodiscard]] figure of(figure_kind const& as, reason_kind const& kind, std::int64_t raw) const {
        auto [value, shown] = both(as.what, kind, raw);
        return {std::string(as.key), std::move(value), std::move(shown)};
    }
    using texts = std::pair<std::string, std::string>;

    /// Returns: how many points more would have been enough, where it was them that were too few.
    [[nodiscard]] std::int64_t missing() const noexcept {
        bool const refused =
            why_.code == reason_code::redemption_refused || why_.code == reason_code::transfer_refused;
        bool const by_balance = why_.detail == static_cast<std::uint16_t>(bound::balance);
        return refused && by_balance && why_.a != every_point ? why_.a - why_.b : 0;
    }

    [[nodiscard]] texts both(meaning what, reason_kind const& kind, std::int64_t raw) const {
        auto const detail = static_cast<std::size_t>(raw);
        switch (what) {
            case meaning::nothing: break;
            case meaning::money: return counted(raw, words_.money_unit());
            case meaning::wish:
                if (raw == every_point) return {"all", words_.say("all", "全部")};
                return counted(raw, unit_of_value(kind));
            case meaning::value: return counted(raw, unit_of_value(kind));
            case meaning::given: return counted(raw, unit(rule_.into));
            case meaning::measured: return {plain(raw, measure()), words_.measured(raw, measure())};
            case meaning::missing: return counted(raw, measure());
            case meaning::count: return counted(raw, {});
            case meaning::number: return same(std::to_string(static_cast<std::uint64_t>(raw)));
            case meaning::order: return same(call_({static_cast<std::uint64_t>(raw)}));
            case meaning::day: return same(words_.day_text({static_cast<std::int32_t>(raw)}));
            case meaning::level: return same(words_.tier(rule_.tiers, detail));
            case meaning::level_of: return same(words_.tier(rule_.tiers, detail % 256));
            case meaning::price: return {words_.tier(rule_.tiers, detail), words_.priced_tier(rule_, detail)};
            case meaning::bounded: return bound_of(static_cast<bound>(raw), true);
            case meaning::refused: return bound_of(static_cast<bound>(raw), false);
            case meaning::capped: {
                auto const cap = static_cast<cap_on>(raw);
                return {std::string(word_of(cap)), words_.say(text_of(cap))};
            }
            case meaning::slot: return same(words_.slot_text(slot(why_.detail)));
            case meaning::scope: return same(std::string(word_of(static_cast<rounding_scope>(raw))));
            case meaning::exactness:
                return same(raw == 1 ? words_.say("exactly", "为") : words_.say("at least", "至少"));
            case meaning::belonging:
                return same(raw == 0 ? words_.say("only for", "仅限") : words_.say("never for", "不适用于"));
            case meaning::suppressed: {
                auto const why = static_cast<suppression>(raw);
                return {std::string(word_of(why)), words_.say(text_of(why))};
            }
            case meaning::barred: {
                auto const why = static_cast<compensation_bar>(raw);
                return {std::string(word_of(why)), words_.say(text_of(why))};
            }
            case meaning::unopened: {
                auto const why = static_cast<not_open>(raw);
                return {std::string(word_of(why)), words_.say(text_of(why))};
            }
            case meaning::rule_called: return same(called({static_cast<std::uint32_t>(raw)}));
        }
        return {};
    }
    static texts same(std::string text) { return {text, text}; }
    [[nodiscard]] static std::string plain(std::int64_t raw, counted_in const& in) {
        return wording::plain(raw, in.digits);
    }
    [[nodiscard]] texts counted(std::int64_t raw, counted_in const& in) const {
        return {plain(raw, in), words_.amount(raw, in)};
    }
    [[nodiscard]] texts bound_of(bound by, bool may_be_none) const {
        if (!may_be_none) return {std::string(word_of(by)), words_.say(text_of_refusal(by))};
        if (by == bound::wish) return {std::string(word_of(by)), {}};
        return {std::string(word_of(by)),
                words_.say("; the bound is ", "；受限于") + words_.say(text_of(by))};
    }

    /// Returns: the name of another rule.
    [[nodiscard]] std::string called(rule_id other) const {
        named_rule const* const known = words_.called().find(other, within_.program);
        return known ? std::string(known->name) : "rule " + std::to_string(other.value);
    }
    [[nodiscard]] counted_in measure() const {
        std::size_t const place =
            why_.code == reason_code::tier_distance || why_.code == reason_code::tier_to_keep
                ? why_.detail / 256
                : 0;
        return place < rule_.measures.size() ? rule_.measures[place] : counted_in{};
    }
    [[nodiscard]] named_slot slot(std::size_t place) const {
        slot_id const id{static_cast<std::uint16_t>(place)};
        return words_.called().has(id) ? words_.called().slot_of(id) : named_slot{};
    }
    [[nodiscard]] counted_in unit(slot_id pool) const { return slot(pool.value).in; }
    /// Returns: what the value of a reason counts: that of the slot it names, of the rule's pool, or of the
    ///   pool that its postings move.
    [[nodiscard]] counted_in unit_of_value(reason_kind const& kind) const {
        if (kind.detail.what == meaning::slot) return slot(why_.detail).in;
        if (rule_.pool != no_slot) return unit(rule_.pool);
        slot_id moved = no_slot;
        for (posting const& p : within_.postings) {
            if (p.rule != why_.rule || !is_transfer(p.kind)) continue;
            if (p.amount == why_.a) return unit(p.slot);
            if (moved == no_slot) moved = p.slot;
        }
        return unit(moved);
    }

    wording const& words_;
    reason const& why_;
    entry const& within_;
    std::function<std::string(fact_id)> const& call_;
    named_rule rule_{};
};

/// Returns: whether the day that a reason names never comes.
bool ends_never(reason_kind const& kind, reason const& why) noexcept {
    return kind.b.what == meaning::day && why.b == date::never().day;
}

}  // namespace

explainer::explainer(loaded_program const& of, language in, std::function<std::string(fact_id)> call)
    : program_(of), names_(of), in_(in), call_(std::move(call)) {
    if (!call_) call_ = [](fact_id id) { return std::to_string(id.value); };
}

std::vector<sentence> explainer::tell(decision const& what) const {
    std::vector<sentence> all;
    entry const within = what.as_entry();
    for (reason const& why : what.priced.reasons) all.push_back(tell(why, within));
    for (reason const& why : what.reasons) all.push_back(tell(why, within));
    return all;
}

sentence explainer::tell(reason const& why, entry const& within) const {
    wording const words(names_, program_.money(), in_);
    reason_kind const* const kind = kind_of_reason(why.code);
    TESSERA_EXPECTS(kind != nullptr);
    auto figures = reason_figures(words, why, within, call_).of(*kind);
    bilingual const without = ends_never(*kind, why) ? text_without_day(why.code) : bilingual{};
    bilingual const with = without.english.empty() ? bilingual{kind->english, kind->chinese} : without;
    std::string body = fill(words.say(with), figures);
    if (!figures.empty() && figures.back().key == "missing" && kind->b.key != "missing" &&
        kind->a.key != "missing")
        body += fill(words.say("; {missing} more would have been enough", "；还差{missing}"), figures);
    named_rule const* const known = names_.find(why.rule, within.program);
    return put(word_of(why.code), known ? known->name : std::string_view(), std::move(figures),
               std::move(body), words);
}

sentence explainer::tell(posting const& what, program_version by) const {
    wording const words(names_, program_.money(), in_);
    named_slot const& slot = names_.slot_of(what.slot);
    std::string const level = words.tier(slot.tiers, what.level);
    auto const text = [](std::string_view key, std::string value) {
        return figure{std::string(key), value, value};
    };
    std::vector<figure> figures;
    switch (what.kind) {
        case posting_kind::hold: figures.push_back(text("hold", std::to_string(what.tag))); break;
        case posting_kind::on_day: figures.push_back(text("day", words.day_text(what.opens))); break;
        case posting_kind::status: {
            auto const part = static_cast<status_part>(what.tag);
            figures = {{"part", std::string(word_of(part)), words.say(text_of(part))}, text("tier", level)};
            break;
        }
        default:
            figures = {
                text("slot", words.slot_text(slot)),
                {"amount", wording::plain(what.amount, slot.digits), words.amount(what.amount, slot.in)}};
    }
    bool const has_life = what.kind != posting_kind::hold && what.kind != posting_kind::on_day;
    if (has_life) words.add_life(figures, what.opens, what.expires);
    auto shown = figures;
    shown.push_back(text("life", words.life_text(what.opens, what.expires)));
    named_rule const* const known = names_.find(what.rule, by);
    bool const decided = known && !known->kind.empty();  // a measure is its slot, which is told
    return put(word_of(what.kind), decided ? known->name : std::string_view(), std::move(figures),
               fill(words.say(text_of(what.kind)), shown), words);
}

std::string write_sentences(std::span<sentence const> all) {
    json::array made;
    for (sentence const& s : all) {
        json::object one{{"kind", s.kind}};
        if (!s.rule.empty()) one.emplace("rule", s.rule);
        for (figure const& f : s.figures) one.emplace(f.key, f.value);
        one.emplace("text", s.text);
        made.push_back(std::move(one));
    }
    return to_line(made);
}

}  // namespace tessera::document
