// SPDX-License-Identifier: BSL-1.0
#include <algorithm>

#include <tessera/document/explain.hpp>
#include <tessera/ledger/figures.hpp>

#include "loaded_rules.hpp"
#include "wording.hpp"

namespace tessera::document {

namespace {

/// What lies ahead of a member, question by question.
class prospects {
public:
    prospects(loaded_program const& by, wording const& words, account const& of, date day,
              std::vector<sentence>& out)
        : by_(by), words_(words), now_(by.as_of(of, day)), day_(day), is_(by.statement(of, day)), out_(out) {}

    void tell(explainer const& reasons) {
        for (rule const& one : version_of_day().rules)
            if (auto const* const t = std::get_if<tiers>(&one)) tell_tiers(*t, reasons);
        by_.policies().by.on(day_, [&](auto const& rules) {
            tessera::detail::day_view const view(now_, by_.chart(), day_, instant_of(now_, day_));
            tessera::detail::for_each_segment(rules, [&](auto const& s) { tell_segment(s, view.seen()); });
            tessera::detail::for_each_ladder(rules, [&](auto const& l) {
                tell_step(l, rules.measures());
                if (!l.whom().takes(is_.is)) add(l.whom().why_not(l.id(), is_.is), reasons);
            });
        });
        tell_pools();
    }

private:
    [[nodiscard]] version const& version_of_day() const {
        auto const& all = by_.said().versions;
        program_version const number = by_.version(day_);
        return *std::find_if(all.begin(), all.end(),
                             [&](version const& v) { return v.number == number.value; });
    }
    void add(std::string_view kind, std::string_view rule, std::vector<figure> figures,
             std::string_view english, std::string_view chinese) {
        std::string body = fill(words_.say(english, chinese), figures);
        out_.push_back(put(kind, rule, std::move(figures), std::move(body), words_));
    }

    void add(reason const& why, explainer const& reasons) {
        entry none{};
        none.program = by_.version(day_);
        out_.push_back(reasons.tell(why, none));
    }

    void tell_tiers(tiers const& t, explainer const& reasons) {
        slot_id const level = by_.chart().find(binder::group_slot_name(t.name));
        tier_standing const& is = is_.is.tiers[by_.chart()[level].group];
        named_rule const& named = *words_.called().find(rule_named(t.name), by_.version(day_));
        std::string const tier = words_.tier(named.tiers, is.level);
        std::vector<figure> figures{{"tier", tier, tier}};
        bool const moves = is.until != date::never() && is.coming != is.level;
        if (is.until != date::never()) {
            std::string const day = words_.day_text(is.until), coming = words_.tier(named.tiers, is.coming);
            figures.push_back({"until", day, day});
            if (moves) figures.push_back({"coming", coming, coming});
        }
        if (moves)
            add("tier", t.name, std::move(figures), "tier: {tier}, and {coming} from {until} on",
                "会员等级：{tier}，{until}起为 {coming}");
        else
            add("tier", t.name, std::move(figures), "tier: {tier}", "会员等级：{tier}");
        tell_distances(is, named.id, reasons);
    }
    void tell_distances(tier_standing const& is, rule_id rule, explainer const& reasons) {
        auto const detail = [](unsigned level, unsigned by) {
            return static_cast<std::uint16_t>(level + 256U * by);
        };
        if (is.to_next > 0)
            add({is.to_next, is.measure, rule, reason_code::tier_distance, detail(is.level + 1U, is.next_by)},
                reasons);
        if (is.to_keep > 0)
            add({is.to_keep, is.until.day, rule, reason_code::tier_to_keep, detail(is.level, is.keep_by)},
                reasons);
    }

    /// Effects: tells of a segment that the member is in, or of which one threshold alone keeps them out.
    template <class Segment>
    void tell_segment(Segment const& s, draft const& seen) {
        std::string const name(s.name());
        if (s.has(is_.is)) return add("segment", name, {}, "the member is in this segment", "属于该会员分群");
        auto const lacks = s.missing(seen, is_.is);
        if (lacks.amount == 0) return;
        bool const balance = lacks.by->what.kind == measure_kind::points_available;
        slot_id const counted = balance ? lacks.by->pool.id : lacks.by->slot();
        add("segment", name, {figure_of("missing", lacks.amount, words_.called().slot_of(counted).in)},
            "{missing} more reaches this segment", "距该会员分群还差{missing}");
    }

    template <class Ladder>
    void tell_step(Ladder const& l, stretch<bound_measure const> measures) {
        for (bound_measure const& m : measures) {
            if (!(m.what == l.by())) continue;
            std::int64_t const value = measure_of(now_, by_.chart(), m.slot(), day_);
            std::int64_t const at = l.curve().next_step(value);
            if (at == INT64_MAX) return;
            tell_step(l, value, at, words_.called().slot_of(m.slot()).in);
            return;
        }
    }
    template <class Ladder>
    void tell_step(Ladder const& l, std::int64_t value, std::int64_t at, counted_in const& in) {
        std::int64_t const award = l.curve().award_at(at);
        named_rule const& named = *words_.called().find(l.id(), by_.version(day_));
        std::vector<figure> figures{figure_of("missing", at - value, in), figure_of("step", at, in)};
        if (!l.curve().pays_by_steps())
            return add("next_step", named.name, std::move(figures),
                       "{missing} more reaches the step at {step}", "距 {step} 档还差{missing}");
        figures.push_back(figure_of("award", award, words_.called().slot_of(l.pool()).in));
        add("next_step", named.name, std::move(figures),
            "{missing} more reaches the next step, at {step}, which gives {award}",
            "距下一档（满{step}返{award}）还差{missing}");
    }

    void tell_pools() {
        for (std::size_t i = 0; i < by_.chart().size(); ++i) {
            slot_id const pool{static_cast<std::uint16_t>(i)};
            if (by_.chart()[pool].kind == slot_kind::pool) tell_pool(pool);
        }
        for (expiry const& e : expiries_of(now_, by_.chart(), day_)) {
            if (told_ == e.pool) continue;  // the soonest of each pool alone
            told_ = e.pool;
            named_slot const& slot = words_.called().slot_of(e.pool);
            std::string const day = words_.day_text(e.ends);
            add("next_expiry", slot.name, {figure_of("amount", e.amount, slot.in), {"day", day, day}},
                "{amount} end on {day}", "{amount}将于{day}到期");
        }
    }
    void tell_pool(slot_id pool) {
        balance const has = is_.of(pool);
        named_slot const& slot = words_.called().slot_of(pool);
        std::vector<figure> figures{figure_of("available", has.available, slot.in)};
        std::string english = "{available} available", chinese = "可用{available}";
        auto const also = [&](char const* key, std::int64_t amount, char const* in_english,
                              char const* in_chinese) {
            if (amount == 0) return;
            figures.push_back(figure_of(key, amount, slot.in));
            english += in_english;
            chinese += in_chinese;
        };
        also("pending", has.pending, ", {pending} pending", "，待生效{pending}");
        also("reserved", has.reserved, ", {reserved} kept back", "，冻结{reserved}");
        also("debt", has.debt, ", {debt} owed", "，欠{debt}");
        add("balance", slot.name, std::move(figures), english, chinese);
    }
    [[nodiscard]] figure figure_of(std::string key, std::int64_t amount, counted_in const& in) const {
        return {std::move(key), wording::plain(amount, in.digits), words_.amount(amount, in)};
    }

    loaded_program const& by_;
    wording const& words_;
    account const now_;
    date day_;
    statement const is_;
    std::vector<sentence>& out_;
    slot_id told_ = no_slot;
};

}  // namespace

std::vector<sentence> explainer::outlook(account const& of, date day) const {
    std::vector<sentence> all;
    wording const words(names_, program_.money(), in_);
    prospects(program_, words, of, day, all).tell(*this);
    return all;
}

std::vector<sentence> explainer::lots(account const& of, date day) const {
    std::vector<sentence> all;
    wording const words(names_, program_.money(), in_);
    for (tessera::detail::far_lot const& l : figures_of(program_.as_of(of, day), program_.chart()).lots) {
        if (l.held.amount == 0 || l.held.key.expires <= day) continue;
        named_slot const& slot = names_.slot_of(l.slot);
        std::vector<figure> figures{
            {"amount", wording::plain(l.held.amount, slot.digits), words.amount(l.held.amount, slot.in)}};
        std::string body = figures[0].shown + words.life_text(l.held.key.opens, l.held.key.expires);
        words.add_life(figures, l.held.key.opens, l.held.key.expires);
        all.push_back(put("lot", slot.name, std::move(figures), std::move(body), words));
    }
    return all;
}

}  // namespace tessera::document
