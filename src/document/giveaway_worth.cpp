// SPDX-License-Identifier: BSL-1.0
#include <algorithm>
#include <set>

#include "giveaway_room.hpp"

/// What points can become: by every way of spending them, and by what they turn into.

namespace tessera::document {

namespace {

std::string in_quotes(std::string_view name) { return '"' + std::string(name) + '"'; }

/// Returns: the lowest price of a reward at any tier.
decimal lowest_price(reward const& r) {
    decimal least = r.price;
    if (r.by_tier)
        for (tier_price const& t : r.by_tier->steps) least = std::min(least, t.price);
    return least;
}

/// A pool, with what rules of the versions looked at do with it.
struct pool_state {
    spot filled_at{};
    bool filled = false, has_worth = false, read = false;
};

}  // namespace

std::optional<cpp_rational> stated(giveaway_terms const& terms, std::string_view name) {
    for (auto const& [what, worth] : terms.worth)
        if (what == name) return to_cpp_rational(worth);
    return {};
}

std::vector<std::string> giveaway_names(program const& of) {
    lint_room::shared all;
    std::vector<finding> nothing;
    std::set<std::string> names;
    for (std::size_t v = 0; v < of.versions.size(); ++v) {
        lint_room const room(of, v, {}, all, nothing);
        room.each<reward>([&](reward const& r, spot const&) { names.insert(r.name); });
        room.each<offers>([&](offers const& its, spot const&) {
            for (offer const& o : its.list)
                if (o.of_shipping) names.insert(o.name);
        });
        for (auto const& [pool, uses] : room.pools()) names.emplace(pool);
    }
    return {names.begin(), names.end()};
}

cpp_rational giveaway_worth::of(figures const& all, std::string_view pool) {
    auto const found = all.find(pool);
    return found == all.end() ? cpp_rational(0) : found->second;
}

void giveaway_worth::raise(std::string_view pool, cpp_rational const& worth) {
    cpp_rational& now = held_[pool];
    now = std::max(now, worth);
}

void giveaway_worth::look_at(rule const& r, spot const& at, giveaway_terms const& terms,
                             std::vector<giveaway_obstacle>& told) {
    if (auto const* const spent = std::get_if<redemption>(&r))
        raise(spent->points, to_cpp_rational(spent->worth.money) / cpp_rational(spent->worth.points));
    if (auto const* const g = std::get_if<reward>(&r)) {
        auto const worth = stated(terms, g->name);
        cpp_rational const price = to_cpp_rational(lowest_price(*g));
        if (!worth)
            told.push_back({at.pointer, "nothing says what the reward " + in_quotes(g->name) + " is worth",
                            "--worth " + in_quotes(g->name + "=AMOUNT") + ", what it costs the shop"});
        else if (price == 0 && *worth > 0)
            told.push_back({(at / "price").pointer, "the reward " + in_quotes(g->name) + " costs no points",
                            "a price above 0"});
        else if (price > 0)
            raise(g->points, *worth * g->per / price);
    }
    if (auto const* const a = std::get_if<automatic_redemption>(&r)) {
        ways_.push_back(
            {a->points, a->into, to_cpp_rational(a->each) / to_cpp_rational(a->step), at.pointer});
        if (!a->in_points) raise(a->into, 1);
    }
    if (auto const* const c = std::get_if<compensation>(&r)) raise(c->credit, 1);
    if (auto const* const g = std::get_if<goal>(&r)) {
        ways_.push_back({g->collected, g->rewards, 1 / to_cpp_rational(g->each), at.pointer});
        if (g->per_order) ways_.push_back({g->collected, g->per_order->slack, 1, at.pointer});
    }
    if (auto const* const l = std::get_if<ladder>(&r)) {
        if (l->points.empty()) raise(pool_of(*l), 1);
        if (l->measure.kind == measure_kind::points_earned)
            ways_.push_back({l->measure.points, pool_of(*l), giveaway_ladder(*l, least_point()).best_share(),
                             at.pointer, false});
    }
}

giveaway_worth::giveaway_worth(program const& what, std::size_t version, giveaway_terms const& terms,
                               std::vector<giveaway_obstacle>& told) {
    lint_room::shared all;
    std::vector<finding> nothing;
    std::map<std::string_view, pool_state> pools;
    for (std::size_t v = version; v < what.versions.size(); ++v) {
        lint_room const room(what, v, {}, all, nothing);
        for (std::size_t i = 0; i < room.one.rules.size(); ++i)
            look_at(room.one.rules[i], room.rules / i, terms, told);
        for (auto const& [pool, uses] : room.pools())
            for (pool_use const& use : uses) {
                pool_state& state = pools[pool];
                state.read = state.read || use.does == pool_use::way::reads;
                bool const by_hand_or_gift =
                    std::holds_alternative<by_hand>(*use.by) || std::holds_alternative<transfer>(*use.by);
                state.has_worth = state.has_worth || (use.does == pool_use::way::spends && !by_hand_or_gift);
                if (v != version || use.does != pool_use::way::issues || state.filled) continue;
                state.filled = true;
                state.filled_at = use.name_at;
            }
    }
    for (auto& [pool, state] : pools)
        if (auto const worth = stated(terms, pool)) {
            raise(pool, *worth);
            state.has_worth = true;
        }
    for (auto const& [pool, state] : pools)
        if (state.filled && !state.read && !state.has_worth && held_.find(pool) == held_.end())
            told.push_back({state.filled_at.pointer,
                            "nothing says what " + in_quotes(pool) + " are worth: no rule redeems them",
                            "a redemption, or --worth " + in_quotes(std::string(pool) + "=AMOUNT")});
    settle(told);
}

void giveaway_worth::settle(std::vector<giveaway_obstacle>& told) {
    auto const issue = [&] {
        issued_ = held_;
        for (std::size_t round = 0; round <= ways_.size(); ++round) {
            figures next = held_;
            for (way const& w : ways_)
                if (!w.consumes) next[w.from] += w.times * of(issued_, w.into);
            if (next == issued_) return true;
            issued_ = std::move(next);
        }
        return false;
    };
    for (std::size_t round = 0; round <= ways_.size() + 1; ++round) {
        bool const steady = issue();
        way const* rising = nullptr;
        for (way const& w : ways_) {
            cpp_rational const becomes = w.times * of(issued_, w.into);
            if (!w.consumes || becomes <= held(w.from)) continue;
            raise(w.from, becomes);
            rising = &w;
        }
        if (steady && !rising) return;
        if (round <= ways_.size()) continue;
        for (way const& w : ways_)
            if (rising ? &w == rising : !w.consumes)
                return told.push_back({w.pointer,
                                       "points of " + in_quotes(w.from) + " become " + in_quotes(w.into) +
                                           ", and these become more of the first again, without end",
                                       "an exchange that gives back no more than it took"});
    }
}

}  // namespace tessera::document
