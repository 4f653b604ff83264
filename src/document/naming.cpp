// SPDX-License-Identifier: BSL-1.0
#include <tessera/document/naming.hpp>

#include <algorithm>
#include <variant>

#include "names.hpp"

namespace tessera::document {

namespace {

/// Names the rules of one version, and the slots that they call by name.
class rule_namer {
public:
    rule_namer(version const& of, loaded_program const& program, std::vector<named_slot>& slots)
        : of_(of), program_(program), slots_(slots) {}

    named_rule name(rule const& one) {
        named_rule named = std::visit([&](auto const& r) { return of(r); }, one);
        named.version = {of_.number};
        named.kind = std::visit([](auto const& r) { return kind_of<std::remove_cvref_t<decltype(r)>>; }, one);
        return named;
    }
    named_rule name(offer const& one) {
        named_rule named = in("offer", one.name, one.name);
        named.version = {of_.number};
        named.kind = "offer";
        if (one.tier) named.tiers = tiers_of(one.tier->tiers);
        return named;
    }

private:
    static named_rule plain(std::string_view called) { return {.id = rule_named(called), .name = called}; }
    static named_rule in(std::string_view use, std::string_view known_as, std::string_view called) {
        return {.id = rule_named(use, known_as), .name = called};
    }

    named_rule of(tiers const& t) {
        named_rule r = plain(t.name);
        for (measure const& m : t.measures) r.measures.push_back(counted(m));
        r.tiers = tiers_of(t.name);
        slot_id const level = program_.chart().find(binder::group_slot_name(t.name));
        if (level != no_slot) slots_[level.value].tiers = r.tiers;
        return r;
    }
    named_rule of(level_by_hand const& l) {
        named_rule r = in("level by hand", l.action, l.action);
        r.tiers = tiers_of(l.tiers);
        return r;
    }
    named_rule of(ladder const& l) {
        named_rule r = plain(l.name);
        r.pool = pool(pool_of(l));
        r.measures.push_back(counted(l.measure));
        slot_id const awarded = program_.chart().find(binder::sum_slot_name("awarded/", l.name));
        if (awarded != no_slot) {
            slots_[awarded.value].name = l.name + " awarded";
            slots_[awarded.value].ladder = l.name;
            slots_[awarded.value].in = slots_[r.pool.value].in;
            slots_[awarded.value].digits = slots_[awarded.value].in.digits;
        }
        return r;
    }
    named_rule of(accrual const& a) { return filling(plain(name_of(a)), a.points); }
    named_rule of(action_award const& a) {
        auto const& called = name_of(a);
        return filling(in("action", called, called), a.points);
    }
    named_rule of(tier_award const& a) {
        named_rule r = filling(in("tier award", name_of(a), name_of(a)), a.points);
        r.tiers = tiers_of(a.tiers);
        return r;
    }
    named_rule of(by_hand const& h) { return filling(in("by hand", h.action, h.action), h.points); }
    named_rule of(goal const& g) {
        if (g.per_order) pool(g.per_order->slack);
        named_rule r = filling(in("goal", g.rewards, g.rewards), g.collected);
        r.into = pool(g.rewards);
        return r;
    }
    named_rule of(redemption const& r) {
        std::string_view const called = r.name.empty() ? "redemption" : std::string_view(r.name);
        return filling(in("redemption", name_of(r), called), r.points);
    }
    named_rule of(reward const& r) { return filling(in("redemption", r.name, r.name), r.points); }
    named_rule of(automatic_redemption const& a) {
        named_rule r = filling(in("automatic redemption", a.name, a.name), a.points);
        r.into = pool(a.into);
        return r;
    }
    named_rule of(transfer const& t) {
        return filling(in("transfer", t.name.empty() ? t.points : t.name, "transfer"), t.points);
    }
    named_rule of(returns const& r) { return plain(r.name); }
    named_rule of(member_price const& m) {
        named_rule r = in("member price", m.tiers, m.tiers);
        r.tiers = tiers_of(m.tiers);
        ratio share{};
        for (std::string_view const name : r.tiers) {
            auto const found = std::find_if(m.steps.begin(), m.steps.end(),
                                            [&](tier_off const& o) { return o.tier == name; });
            if (found != m.steps.end()) share = found->share;
            r.shares.push_back(share);
        }
        return r;
    }
    named_rule of(promotion const& p) { return in("promotion", p.name, p.name); }
    named_rule of(quantity_price const& q) { return in("quantity price", q.name, q.name); }
    named_rule of(offers const& o) { return in("offers", o.name, o.name); }
    named_rule of(compensation const& c) { return filling(in("compensation", c.name, c.name), c.credit); }
    named_rule of(allowance const& a) { return in("allowance", a.offer, a.offer); }
    named_rule of(segment const& s) { return in("segment", s.name, s.name); }
    named_rule of(coupon const& c) { return filling(in("coupon", c.offer, c.offer), c.points); }
    named_rule of(margin_guard const& g) { return in("guard", g.name, g.name); }
    named_rule of(line_guard const& g) { return in("guard", g.name, g.name); }

    static named_rule of(tax const&) { return in("tax", "tax", "tax"); }

    named_rule filling(named_rule r, std::string const& points) {
        r.pool = pool(points);
        return r;
    }
    /// Returns: the slot of a pool, which has the pool's name from now on.
    slot_id pool(std::string const& called) {
        slot_id const at = program_.pool(called);
        if (at == no_slot) return at;
        slots_[at.value].name = called;
        if (!slots_[at.value].in.money) slots_[at.value].in.points = called;
        return at;
    }
    [[nodiscard]] counted_in counted(measure const& m) {
        counted_in in{.kind = m.kind};
        bool const points = m.kind == measure_kind::points_earned || m.kind == measure_kind::points_available;
        if (points && pool(m.points) != no_slot) {
            in.digits = slots_[program_.pool(m.points).value].digits;
            in.points = m.points;
        }
        in.money = tessera::measure{.kind = m.kind}.is_money();
        if (in.money) in.digits = program_.money().digits;
        return in;
    }
    [[nodiscard]] std::vector<std::string_view> tiers_of(std::string const& group) const {
        std::vector<std::string_view> found;
        for (rule const& one : of_.rules)
            if (auto const* const t = std::get_if<tiers>(&one); t && t->name == group)
                for (tier const& step : t->steps) found.push_back(step.name);
        return found;
    }

    version const& of_;
    loaded_program const& program_;
    std::vector<named_slot>& slots_;
};

}  // namespace

std::string_view name_of(measure_kind kind) noexcept {
    switch (kind) {
        case measure_kind::net_spend: return "net spend";
        case measure_kind::gross_spend: return "gross spend";
        case measure_kind::orders: return "orders";
        case measure_kind::items: return "items";
        case measure_kind::best_order: return "best order";
        case measure_kind::points_earned: return "points earned";
        case measure_kind::points_available: return "points available";
        case measure_kind::order_periods: return "order periods";
    }
    return {};
}

names::names(loaded_program const& of) {
    name_slots(of);
    for (version const& one : of.said().versions) {
        name_measures(of.measures(one.from), of);
        name_rules(one, of);
    }
}

void names::name_slots(loaded_program const& program) {
    for (slot const& s : program.chart().slots()) {
        bool const pool = s.kind == slot_kind::pool;
        named_slot named{.name = s.kind == slot_kind::level ? "tier" : "count", .kind = s.kind};
        if (s.name == binder::returns_slot_name()) named.name = "returns";
        if (pool) named.in = {.digits = s.decimals, .money = s.money};
        named.digits = named.in.digits;
        slots_.push_back(std::move(named));
    }
}

void names::name_measures(stretch<bound_measure const> measures, loaded_program const& program) {
    for (bound_measure const& m : measures) {
        std::string_view const name = name_of(m.what.kind);
        named_slot& slot = slots_[m.slot().value];
        slot.name = name;
        slot.in = {.money = m.what.is_money(), .kind = m.what.kind};
        if (slot.in.money) slot.in.digits = program.money().digits;
        if (m.what.is_points()) {
            slot.in.points = m.what.pool;
            slot.in.digits = program.chart()[program.pool(m.what.pool)].decimals;
        }
        slot.digits = slot.in.digits;
        rules_.push_back({.id = m.rule, .name = name});
    }
}

void names::name_rules(version const& one, loaded_program const& program) {
    rule_namer namer(one, program, slots_);
    for (document::rule const& r : one.rules) {
        rules_.push_back(namer.name(r));
        if (auto const* const all = std::get_if<offers>(&r))
            for (offer const& o : all->list) rules_.push_back(namer.name(o));
    }
}

named_rule const* names::find(rule_id id, program_version version) const noexcept {
    named_rule const* found = nullptr;
    for (named_rule const& r : rules_)
        if (r.id == id && (!found || found->version != version)) found = &r;
    return found;
}

std::string_view names::rule(rule_id id) const noexcept {
    named_rule const* const found = find(id, {});
    return found ? found->name : "time";
}

}  // namespace tessera::document
