// SPDX-License-Identifier: BSL-1.0
#include "open_loyalty_tiers.hpp"

#include <algorithm>
#include <optional>

namespace conformance {

namespace {

using namespace tessera;

constexpr unsigned decimals = 2;

struct settings {
    std::vector<std::string> names;        ///< by level
    std::vector<cpp_rational> thresholds;  ///< by level, that of no level being 0
    std::string pool;                      ///< whose points decide; empty where spend does
    bool falls_at_once = false;
    std::int32_t held_days = 0;  ///< 0: a level is not held
    bool resets = false;         ///< points go after the levels are recalculated
};

void known(std::string_view what, std::string const& words,
           std::initializer_list<std::string_view> meanings) {
    if (std::find(meanings.begin(), meanings.end(), words) == meanings.end())
        throw unsupported(std::string(what) + ": " + words);
}

/// "never", "at once", or "every N days", where a level is held in between.
downgrade read_downgrade(fields how, std::string& metric, settings& s) {
    if (how.has("base")) metric = how.text("base");
    std::string const mode = how.text("mode");
    std::string const days = how.text_or("every_days", how.text_or("days", "365"));
    how.done();
    if (mode == "never") return downgrade::never;
    s.falls_at_once = mode == "at once";
    if (s.falls_at_once) return downgrade::reassess;
    if (!mode.starts_with("every ") || !mode.ends_with(" days"))
        throw unsupported("downgrade '" + mode + "'");
    std::string const n = mode.substr(6, mode.size() - 11);
    s.held_days = static_cast<std::int32_t>(whole_number(n == "N" ? days : n));
    return downgrade::reassess;
}

measure measure_of(std::string const& metric, settings& s) {
    if (metric == "cumulative_spend") return net_spend(list_price);
    known("metric", metric, {"available_points", "active_points", "earned_points"});
    s.pool = metric == "earned_points" ? "earned" : "points";
    return points_available(metric == "earned_points" ? "earned" : "points");
}

settings read_programme(fields terms, rule_book& book) {
    settings s;
    std::string metric = terms.text_or("tier_metric", "");
    // by points a level does not fall unless it is recalculated
    downgrade how = metric == "cumulative_spend" ? downgrade::reassess : downgrade::never;
    s.falls_at_once = how == downgrade::reassess;
    if (terms.has("downgrade")) how = read_downgrade(terms.object("downgrade"), metric, s);
    if (terms.has("recalculation")) {
        fields again = terms.object("recalculation");
        how = downgrade::reassess;
        s.held_days = static_cast<std::int32_t>(whole_number(again.text("every_days")));
        if (again.has("based_on")) metric = again.text("based_on");
        s.resets = again.flag_or("reset_points_after", false);
        again.done();
    }
    if (terms.has("threshold_rule"))
        known("threshold_rule", terms.text("threshold_rule"), {"metric >= threshold"});
    if (terms.has("manual_level")) known("manual_level", terms.text("manual_level"), {"floor"});
    tier_steps steps;
    for (fields tier : terms.objects("tiers")) {
        steps.emplace_back(number(tier.text("threshold")), tier.text(tier.has("name") ? "name" : "id"));
        if (tier.has("reward")) static_cast<void>(tier.text("reward"));
        tier.done();
    }
    terms.done();
    measure const by = measure_of(metric, s);
    s.names = book.levels(by, steps, how, s.held_days > 0 ? term_length(days(s.held_days)) : term_length());
    s.thresholds.resize(s.names.size());
    for (auto const& [from, name] : steps)
        s.thresholds[static_cast<std::size_t>(std::find(s.names.begin(), s.names.end(), name) -
                                              s.names.begin())] = from;
    for (std::string_view const pool : {"points", "earned"}) {
        book.hands.push_back(
            by_hand(book.named("give " + std::string(pool)), pool, hand::gives).with_decimals(decimals));
        book.hands.push_back(by_hand(book.named("take " + std::string(pool)), pool, hand::takes));
    }
    book.level_setters.emplace_back("manual", "levels");
    return s;
}

class story {
public:
    story(settings s, rule_book book) : how_(std::move(s)), shop_(std::move(book)) {}

    void happen(fields event) {
        std::string const type = event.text("type");
        if (event.has("at")) shop_.at(event.text("at"));
        if (type == "state")
            open(event);
        else if (type == "order")
            order(event);
        else if (type == "grant")
            give(number(event.text("points")), {"points", "earned"});
        else if (type == "points_changed")
            shop_.wait();
        else if (type == "recompute_tier" || type == "scheduled_recalculation")
            recalculate();
        else
            throw unsupported("event '" + type + "'");
        event.done();
    }

    void compare(fields expect) {
        std::string const& now = how_.names.at(shop_.level());
        if (expect.has("tier")) expect_equal("tier", now, expect.text("tier"));
        if (expect.has("changed") && expect.flag("changed") != (before_ != now))
            throw mismatch("the level changed where it should not, or the other way round");
        if (expect.has("points_balance"))
            expect_equal("points_balance", shop_.points(), number(expect.text("points_balance")));
        expect.done();
    }

private:
    [[nodiscard]] std::uint8_t level_named(std::string const& name) const {
        auto const found = std::find(how_.names.begin(), how_.names.end(), name);
        if (found == how_.names.end()) throw unsupported("the level '" + name + "'");
        return static_cast<std::uint8_t>(found - how_.names.begin());
    }

    void give(cpp_rational const& points, std::initializer_list<std::string_view> pools) {
        for (std::string_view const pool : pools)
            if (points > 0) shop_.act_by_hand("give " + std::string(pool), shop_.raw(points, pool));
    }

    /// A level that was reached once: what it takes was there, and what is missing to it now has gone.
    void open(fields& event) {
        if (event.has("registered")) static_cast<void>(event.text("registered"));
        cpp_rational const active = number(event.text_or("active_points", "0"));
        cpp_rational const earned = number(event.text_or("earned_points", active.str()));
        cpp_rational const spend = number(event.text_or("cumulative_spend", "0"));
        if (event.has("tier")) {
            before_ = event.text("tier");
            reach(how_.thresholds[level_named(before_)], how_.pool == "earned" ? earned : active);
        }
        if (how_.pool != "points") give(active, {"points"});
        if (how_.pool != "earned") give(earned, {"earned"});
        if (!event.has("tier") && !how_.pool.empty())
            give(how_.pool == "earned" ? earned : active, {how_.pool});
        if (spend > 0) shop_.buy({{shop_.goods(spend)}});
        if (event.has("manual_tier")) {
            shop_.set_level("manual", level_named(event.text("manual_tier")));
        }
    }
    void reach(cpp_rational const& threshold, cpp_rational const& now) {
        if (how_.pool.empty()) {
            if (!how_.falls_at_once) throw unsupported("a level by spend that the spend no longer reaches");
            return;  // what it was decides nothing
        }
        give(std::max(threshold, now), {how_.pool});
        if (threshold > now) shop_.act_by_hand("take " + how_.pool, shop_.raw(threshold - now, how_.pool));
    }

    void order(fields& event) {
        if (event.has("id")) static_cast<void>(event.text("id"));
        shop_.buy({{shop_.goods(number(event.text("total")))}});
    }

    /// A level that is held is judged when its term ends.
    void recalculate() {
        shop_.day = shop_.day + how_.held_days;
        shop_.wait();
        if (how_.resets) shop_.act_by_hand("take points", shop_.owns().available);
    }

    settings how_;
    shop shop_;
    std::string before_;
};

}  // namespace

void check_open_loyalty_tiers(boost::json::object const& one_case) {
    rule_book book;
    settings s = read_programme({one_case.at("programme").as_object(), "programme"}, book);
    story told(std::move(s), std::move(book));
    for (auto const& event : one_case.at("events").as_array()) told.happen({event.as_object(), "event"});
    told.compare({one_case.at("expect").as_object(), "expect"});
}

}  // namespace conformance
