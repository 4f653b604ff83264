// SPDX-License-Identifier: BSL-1.0
#include "lint_room.hpp"

#include <algorithm>

#include "build.hpp"
#include "ratio_text.hpp"

namespace tessera::document {

// --- pools
// -----------------------------------------------------------------------------------------------------

namespace {

/// Collects what the rules of a version do with pools.
struct use_list {
    using way = pool_use::way;
    lint_room::pool_uses& all;
    rule const* by;
    spot at;

    void add(way does, std::string_view pool, spot name_at, bool needed) {
        all[pool].push_back({does, pool, by, at, std::move(name_at), needed});
    }
    void issues(std::string_view pool, std::string_view key) { add(way::issues, pool, at / key, false); }
    void spends(std::string_view pool, std::string_view key) { add(way::spends, pool, at / key, true); }
    void reads(measure const& m, spot const& where) {
        bool const points = m.kind == measure_kind::points_earned || m.kind == measure_kind::points_available;
        if (points) add(way::reads, m.points, where / "points", true);
    }

    void operator()(tiers const& t) {
        for (std::size_t i = 0; i < t.measures.size(); ++i) reads(t.measures[i], at / "measures" / i);
    }
    void operator()(ladder const& l) {
        reads(l.measure, at / "measure");
        issues(pool_of(l), !l.points.empty() ? "points" : !l.into.empty() ? "into" : "name");
    }
    void operator()(accrual const& a) { issues(a.points, "points"); }
    void operator()(action_award const& a) { issues(a.points, "points"); }
    void operator()(tier_award const& a) { issues(a.points, "points"); }
    void operator()(by_hand const& h) {
        h.what == hand::gives ? issues(h.points, "points") : spends(h.points, "points");
    }
    void operator()(goal const& g) {
        issues(g.rewards, "rewards");
        spends(g.collected, "collected");
        if (g.per_order) add(way::reads, g.per_order->slack, at / "per_order" / "slack", false);
    }
    void operator()(redemption const& r) { spends(r.points, "points"); }
    void operator()(reward const& r) { spends(r.points, "points"); }
    void operator()(automatic_redemption const& a) {
        spends(a.points, "points");
        issues(a.into, "into");
    }
    void operator()(transfer const& t) { spends(t.points, "points"); }
    void operator()(level_by_hand const&) noexcept {}
    void operator()(returns const&) noexcept {}
    void operator()(member_price const&) noexcept {}
    void operator()(promotion const&) noexcept {}
    void operator()(quantity_price const&) noexcept {}
    void operator()(offers const&) noexcept {}
    void operator()(margin_guard const&) noexcept {}
    void operator()(compensation const& c) { issues(c.credit, "credit"); }
    void operator()(allowance const&) noexcept {}
    void operator()(segment const& s) {
        auto const read = [&](std::vector<segment_condition> const& row, spot const& where) {
            for (std::size_t i = 0; i < row.size(); ++i) {
                if (row[i].measure) reads(row[i].measure->of, where / i / "measure" / "of");
                if (!row[i].share) continue;
                reads(row[i].share->part, where / i / "share" / "part");
                reads(row[i].share->of, where / i / "share" / "of");
            }
        };
        read(s.all, at / "all");
        for (std::size_t i = 0; i < s.any.size(); ++i) read(s.any[i].all, at / "any" / i / "all");
    }
    void operator()(line_guard const&) noexcept {}
    void operator()(tax const&) noexcept {}
    void operator()(coupon const& c) { spends(c.points, "points"); }
};

}  // namespace

lint_room::lint_room(program const& p, std::size_t version_at, lint_bounds const& from_where, shared& all,
                     std::vector<finding>& found)
    : of(p),
      one(p.versions[version_at]),
      bounds(from_where),
      rules(spot{} / "versions" / version_at / "rules"),
      from(one.from),
      end(version_at + 1 < p.versions.size() ? p.versions[version_at + 1].from : date::never()),
      found_(found),
      all_(all),
      version_at_(version_at) {
    for (std::size_t i = 0; i < one.rules.size(); ++i)
        std::visit(use_list{pools_, &one.rules[i], rules / i}, one.rules[i]);
    each<tiers>([&](tiers const& t, spot const&) { groups_.emplace(t.name, &t); });
    bool const comes_back = first<returns>() != nullptr;
    for (auto const& [pool, uses] : pools_) {
        facts_.emplace(pool, facts_of(uses, comes_back));
        if (std::any_of(uses.begin(), uses.end(), [](pool_use const& use) { return !use.needed; }))
            all_.births.emplace(pool, version_at);
    }
}

void lint_room::tell(lint_code what, spot const& at, std::string reason, spot const& beside,
                     std::string remedy) {
    lint_kind const& kind = kind_of_finding(what);
    if (remedy.empty()) remedy = kind.fix;
    found_.push_back({.code = what,
                      .severity = kind.severity,
                      .pointer = at.pointer,
                      .beside = beside.pointer,
                      .reason = std::move(reason),
                      .remedy = std::move(remedy)});
}

std::vector<pool_use> const& lint_room::uses(std::string_view pool) const {
    static std::vector<pool_use> const none;
    auto const found = pools_.find(pool);
    return found == pools_.end() ? none : found->second;
}

pool_use const* lint_room::first_use(std::string_view pool, pool_use::way does) const {
    for (pool_use const& use : uses(pool))
        if (use.does == does) return &use;
    return nullptr;
}

bool lint_room::comes_by_now(std::string_view pool) const {
    auto const born = all_.births.find(pool);
    return born != all_.births.end() && born->second <= version_at_;
}

bool lint_room::comes_now(std::string_view pool) const {
    auto const born = all_.births.find(pool);
    return born != all_.births.end() && born->second == version_at_;
}

tiers const* lint_room::group(std::string_view name) const {
    auto const found = groups_.find(name);
    return found == groups_.end() ? nullptr : found->second;
}

namespace {

/// Returns: the lowest balance up to which a rule earns, with its place; nothing where it has no such cap.
std::optional<std::pair<decimal, spot>> least_balance_cap(pool_use const& use) {
    std::optional<std::pair<decimal, spot>> least;
    auto const* const a = std::get_if<accrual>(use.by);
    for (std::size_t i = 0; a && i < a->caps.size(); ++i)
        if (a->caps[i].what == cap_on::balance && (!least || a->caps[i].points < least->first))
            least = std::pair(a->caps[i].points, use.at / "caps" / i / "points");
    return least;
}

/// Returns: what a point is worth in the eyes of one rule; nothing where it does not say.
std::optional<cpp_rational> worth_by(rule const& of) {
    if (auto const* const r = std::get_if<redemption>(&of); r && r->worth.points > 0)
        return to_cpp_rational(r->worth.money) / cpp_rational(r->worth.points);
    if (auto const* const a = std::get_if<automatic_redemption>(&of);
        a && !a->in_points && a->step > decimal(0))
        return to_cpp_rational(a->each) / to_cpp_rational(a->step);
    return {};
}

}  // namespace

lint_room::pool_facts lint_room::facts_of(std::vector<pool_use> const& uses, bool comes_back) const {
    pool_facts f;
    for (pool_use const& use : uses) {
        if (use.does == pool_use::way::spends) {
            // What is sent, held back or put back by a return is no award, and knows no cap.
            bool const lifts = comes_back || std::holds_alternative<transfer>(*use.by) ||
                               std::holds_alternative<redemption>(*use.by);
            if (lifts) f.lifting.push_back(use.by);
            auto const worth = worth_by(*use.by);
            if (worth && (!f.worth || *f.worth < *worth)) f.worth = worth;
        }
        if (use.does != pool_use::way::issues) continue;
        auto const cap = least_balance_cap(use);
        f.bounded = f.bounded && cap;
        if (cap && (!f.lowest || cap->first < f.lowest->first)) f.lowest = cap;
        if (cap && (!f.most || *f.most < cap->first)) f.most = cap->first;
    }
    return f;
}

lint_room::pool_facts const& lint_room::facts(std::string_view pool) const {
    static pool_facts const none;
    auto const found = facts_.find(pool);
    return found == facts_.end() ? none : found->second;
}

std::optional<decimal> lint_room::most_held(std::string_view pool, rule const* but) const {
    pool_facts const& f = facts(pool);
    bool const unlifted = f.lifting.empty() || (f.lifting.size() == 1 && f.lifting[0] == but &&
                                                !std::holds_alternative<transfer>(*but));
    return comes_now(pool) && f.bounded && unlifted ? f.most : std::nullopt;
}

std::optional<std::pair<decimal, spot>> const& lint_room::lowest_cap(std::string_view pool) const {
    return facts(pool).lowest;
}

std::optional<cpp_rational> const& lint_room::worth_of(std::string_view pool) const {
    return facts(pool).worth;
}

// --- figures in reasons
// --------------------------------------------------------------------------------------------

namespace {

/// Returns: the number cut to so many decimals, with a mark where it is more.
std::string cut(cpp_rational const& value, int digits) {
    cpp_int const minor = to_minor(value, digits, rounding::down);
    std::string text = tessera::to_text(minor, static_cast<unsigned>(digits));
    if (text.find('.') != std::string::npos) {
        text.erase(text.find_last_not_of('0') + 1);
        if (text.back() == '.') text.pop_back();
    }
    bool const exact = cpp_rational(minor, pow(cpp_int(10), static_cast<unsigned>(digits))) == value;
    return exact ? text : "about " + text;
}

}  // namespace

std::string number(cpp_rational const& value) { return cut(value, 4); }
std::string percent(cpp_rational const& share) { return cut(share * 100, 2) + " %"; }
std::string counted(cpp_rational const& value, std::string_view one, std::string_view more) {
    return number(value) + ' ' + std::string(value == 1 ? one : more);
}
std::string points(cpp_rational const& value) { return counted(value, "point", "points"); }

std::string lint_room::money(cpp_rational const& amount) const {
    return tessera::to_text(to_minor(amount, of.money.digits, rounding::down), of.money.digits);
}

std::string lint_room::figure(measure const& by, decimal value) const {
    cpp_rational const exact = to_cpp_rational(value);
    switch (by.kind) {
        case measure_kind::net_spend:
        case measure_kind::gross_spend:
        case measure_kind::best_order: return money(exact);
        case measure_kind::orders: return counted(exact, "order", "orders");
        case measure_kind::items: return counted(exact, "item", "items");
        case measure_kind::points_earned:
        case measure_kind::points_available: return points(exact);
        case measure_kind::order_periods: return number(exact) + " periods";
    }
    return {};
}

std::string lint_room::award(ladder const& l, cpp_rational const& value) const {
    return l.points.empty() ? money(value) : points(value);
}

// --- days
// ----------------------------------------------------------------------------------------------------------

tessera::schedule days_of(schedule const& s) {
    static std::vector<std::string> const no_tags;
    return builder(no_tags).days(s);
}

}  // namespace tessera::document
