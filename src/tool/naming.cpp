// SPDX-License-Identifier: BSL-1.0
#include "tool/naming.hpp"

#include <variant>

namespace tessera::tool {

namespace {

/// What the slots and the rule of a document's rule are called; the pools it names.
struct named_parts {
    std::string_view rule{};
    rule_id id{};
    std::vector<std::string_view> pools{};
    std::string_view ladder{};
};

struct part_namer {
    static std::string_view either(std::string const& own, std::string const& usual) {
        return own.empty() ? usual : own;
    }
    static named_parts plain(std::string_view name) { return {name, rule_named(name)}; }
    static named_parts in(std::string_view use, std::string_view name, std::string_view called) {
        return {called, binder::rule_id_in(use, name)};
    }
    static named_parts with(named_parts parts, std::vector<std::string_view> pools) {
        parts.pools = std::move(pools);
        return parts;
    }

    named_parts operator()(document::tiers const& t) const { return plain(t.name); }
    named_parts operator()(document::level_by_hand const& l) const {
        return in("level by hand", l.action, l.action);
    }
    named_parts operator()(document::ladder const& l) const {
        auto parts = with(plain(l.name), {pool_of(l)});
        parts.ladder = l.name;
        return parts;
    }
    named_parts operator()(document::accrual const& a) const {
        return with(plain(either(a.name, a.points)), {a.points});
    }
    named_parts operator()(document::action_award const& a) const {
        return with(in("action", either(a.name, a.action), either(a.name, a.action)), {a.points});
    }
    named_parts operator()(document::by_hand const& h) const {
        return with(in("by hand", h.action, h.action), {h.points});
    }
    named_parts operator()(document::goal const& g) const {
        auto parts = with(in("goal", g.rewards, g.rewards), {g.rewards});
        if (g.per_order) parts.pools.push_back(g.per_order->slack);
        return parts;
    }
    named_parts operator()(document::redemption const& r) const {
        bool const own = !r.name.empty();
        return in("redemption", document::name_of(r), own ? std::string_view(r.name) : "redemption");
    }
    named_parts operator()(document::reward const& r) const { return in("redemption", r.name, r.name); }
    named_parts operator()(document::automatic_redemption const& a) const {
        return with(in("automatic redemption", a.name, a.name), {a.into});
    }
    named_parts operator()(document::transfer const& t) const {
        return in("transfer", either(t.name, t.points), "transfer");
    }
    named_parts operator()(document::returns const& r) const { return plain(r.name); }
    named_parts operator()(document::member_price const& m) const {
        return in("member price", m.tiers, m.tiers);
    }
    named_parts operator()(document::promotion const& p) const { return in("promotion", p.name, p.name); }
    named_parts operator()(document::quantity_price const& q) const {
        return in("quantity price", q.name, q.name);
    }
};

}  // namespace

names::names(chosen_program const& of) {
    loaded_program const& program = of.rules;
    name_slots(program);
    for (document::version const& one : program.said().versions) {
        program.on(one.from,
                   [&](auto const& rules) { name_measures(rules.measures(), program.money().digits); });
        for (document::rule const& r : one.rules) name_rule(r, program);
    }
}

void names::name_slots(loaded_program const& program) {
    for (slot const& s : program.chart().slots()) {
        unsigned const digits = s.kind == slot_kind::pool ? s.decimals : 0U;
        std::string name = s.kind == slot_kind::level ? "tier" : "count";
        if (s.name == binder::returns_slot_name()) name = "returns";
        slots_.push_back({std::move(name), digits});
    }
}

void names::name_measures(stretch<bound_measure const> measures, unsigned digits) {
    for (bound_measure const& m : measures) {
        std::string_view const name = tool::name_of(m.what.kind);
        slots_[m.slot().value] = {std::string(name), m.what.is_money() ? digits : 0U};
        rules_.push_back({m.rule, name});
    }
}

void names::name_rule(document::rule const& rule, loaded_program const& program) {
    named_parts const parts = std::visit(part_namer(), rule);
    rules_.push_back({parts.id, parts.rule});
    for (std::string_view const pool : parts.pools)
        if (slot_id const at = program.pool(pool); at != no_slot) slots_[at.value].name = pool;
    if (parts.ladder.empty()) return;
    slot_id const awarded = program.chart().find(binder::sum_slot_name("awarded/", parts.ladder));
    if (awarded != no_slot)
        slots_[awarded.value] = {std::string(parts.ladder) + " awarded", program.money().digits};
}

}  // namespace tessera::tool
