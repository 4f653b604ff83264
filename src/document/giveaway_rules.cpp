// SPDX-License-Identifier: BSL-1.0
#include <algorithm>

#include <tessera/policy/binder.hpp>

#include "giveaway_room.hpp"
#include "sort_by.hpp"

/// What each rule hands back at most: a share of spend by level, an award at steps, or a gift beside spend.

namespace tessera::document {

namespace {

std::string titled(std::string_view kind, std::string_view name) {
    return std::string(kind) + " \"" + std::string(name) + '"';
}

/// Returns: kind and name of a rule that hands something back; nothing for another one.
std::string says_of(rule const& r) {
    if (auto const* const l = std::get_if<ladder>(&r)) return titled("ladder", l->name);
    if (auto const* const a = std::get_if<accrual>(&r)) return titled("accrual", name_of(*a));
    if (auto const* const a = std::get_if<action_award>(&r)) return titled("action", name_of(*a));
    if (auto const* const m = std::get_if<member_price>(&r)) return titled("member price", m->tiers);
    if (auto const* const p = std::get_if<promotion>(&r)) return titled("promotion", p->name);
    if (auto const* const q = std::get_if<quantity_price>(&r)) return titled("quantity price", q->name);
    if (auto const* const a = std::get_if<tier_award>(&r)) return titled("tier award", name_of(*a));
    if (auto const* const c = std::get_if<compensation>(&r)) return titled("compensation", c->name);
    return {};
}

/// Returns: the highest factor of an accrual at a level of its own; null for none.
cpp_rational factor_of(accrual const& a, tier_times const* of) {
    auto const asks_of = [](extra const& e) {
        return std::tie(e.segment, e.not_in_segment, e.when, e.lines, e.channel);
    };
    extra const always{};
    cpp_rational best = 0;
    std::size_t const count = std::min<std::size_t>(a.extras.size(), 8);
    for (std::size_t some = 0; some < std::size_t{1} << count; ++some) {
        std::optional<cpp_rational> all;
        bool possible = true;
        auto const add = [&](cpp_rational const& times) {
            if (!all)
                all = times;
            else if (a.combined_by == combining::product)
                *all *= times;
            else if (a.combined_by == combining::sum)
                *all += times - 1;
            else
                *all = std::max(*all, times);
        };
        if (of) add(to_cpp_rational(of->times));
        for (std::size_t i = 0; i < count; ++i) {
            bool const holds = (some >> i & 1U) != 0;
            possible = possible && (holds || asks_of(a.extras[i]) != asks_of(always));
            for (std::size_t j = 0; j < i; ++j)  // what asks for the same holds with it
                if (asks_of(a.extras[j]) == asks_of(a.extras[i]))
                    possible = possible && holds == ((some >> j & 1U) != 0);
            if (holds) add(to_cpp_rational(a.extras[i].times));
        }
        if (possible) best = std::max<cpp_rational>(best, all.value_or(1));
    }
    return best;
}

bool by_money(measure const& m) {
    return m.kind == measure_kind::net_spend || m.kind == measure_kind::gross_spend ||
           m.kind == measure_kind::best_order;
}

/// Returns: the least spend at which a level can be in force.
cpp_rational least_spend(tiers const& of, tier const& t) {
    std::optional<cpp_rational> least;
    for (std::size_t i = 0; i < of.measures.size() && i < t.from.size(); ++i) {
        cpp_rational const here = by_money(of.measures[i])
                                      ? std::max<cpp_rational>(0, to_cpp_rational(t.from[i]))
                                      : cpp_rational(0);
        least = !least ? here : of.all ? std::max(*least, here) : std::min(*least, here);
    }
    return least.value_or(0);
}

}  // namespace

cpp_rational giveaway_excess(rounding mode) {
    switch (mode) {
        case rounding::down:
        case rounding::floor: return 0;
        case rounding::up:
        case rounding::ceiling: return 1;
        default: return cpp_rational(1, 2);
    }
}

std::string_view to_text(giveaway_per what) noexcept {
    switch (what) {
        case giveaway_per::order: return "order";
        case giveaway_per::line: return "line";
        case giveaway_per::item: return "item";
        case giveaway_per::action: return "action";
        case giveaway_per::year: return "year";
        case giveaway_per::member: return "member";
    }
    return {};
}

// --- levels ------------------------------------------------------------------------------------------------

void giveaway_spend::find_groups(version const& of) {
    std::vector<std::string_view> by_staff;
    for (rule const& r : of.rules)
        if (auto const* const l = std::get_if<level_by_hand>(&r)) by_staff.push_back(l->tiers);
    for (rule const& r : of.rules) {
        auto const* const t = std::get_if<tiers>(&r);
        if (!t) continue;
        bool const given = std::find(by_staff.begin(), by_staff.end(), t->name) != by_staff.end();
        group g{t, {0}, t->from == effective::this_order};
        for (tier const& one : t->steps) g.from.push_back(given ? cpp_rational(0) : least_spend(*t, one));
        groups_.push_back(std::move(g));
    }
}

void giveaway_spend::split_at_levels(std::string_view points, cpp_rational const& rate) {
    if (rate <= 0) return;
    for (group const& g : groups_)
        for (std::size_t i = 0; i < g.of->measures.size(); ++i) {
            measure const& m = g.of->measures[i];
            if (m.kind != measure_kind::points_earned || m.points != points) continue;
            for (tier const& t : g.of->steps) {
                splits_.push_back(std::max(minor_, to_cpp_rational(t.from[i]) / rate));
                peaks_.push_back(splits_.back());
            }
        }
}

giveaway_spend::group const* giveaway_spend::group_of(std::string_view name) const {
    for (group const& g : groups_)
        if (g.of->name == name) return &g;
    return nullptr;
}

namespace {

/// Returns: for each level of a group, what the highest step reached that has one says; `none` below.
template <class Step, class Group, class Value>
std::vector<cpp_rational> shares_by_level(std::vector<Step> const& steps, Group const& of,
                                          cpp_rational const& none, Value value) {
    std::vector<cpp_rational> all{none};
    for (tier const& t : of.of->steps) {
        cpp_rational now = all.back();
        for (Step const& s : steps)
            if (s.tier == t.name) now = value(s);
        all.push_back(now);
    }
    return all;
}

}  // namespace

// --- rules -------------------------------------------------------------------------------------------------

giveaway_spend::giveaway_spend(program const& of, std::size_t version, giveaway_terms const& terms,
                               giveaway_worth const& worth, giveaway& told)
    : worth_(worth), minor_(1, pow(cpp_int(10), of.money.digits)) {
    document::version const& one = of.versions[version];
    if (terms.most_spent) most_spent_ = to_cpp_rational(*terms.most_spent);
    goods_come_back_ = std::any_of(one.rules.begin(), one.rules.end(),
                                   [](rule const& r) { return std::holds_alternative<returns>(r); });
    find_groups(one);
    spot const rules = spot{} / "versions" / version / "rules";
    for (std::size_t i = 0; i < one.rules.size(); ++i) add(one.rules[i], rules / i, terms, told);
    sort_by(reductions_, [](reduction const& r) { return std::pair(r.turn, r.id); });
    put_breaks(terms);
}

void giveaway_spend::add(rule const& r, spot const& at, giveaway_terms const& terms, giveaway& told) {
    if (auto const* const h = std::get_if<by_hand>(&r);
        h && h->what == hand::gives && worth_.issued(h->points) > 0)
        told.obstacles.push_back({at.pointer, "staff give as many \"" + h->points + "\" as they say",
                                  "actions of fixed amounts instead"});
    if (auto const* const all = std::get_if<offers>(&r)) return add(*all, at, terms, told);
    std::string says = says_of(r);
    if (says.empty()) return;
    std::size_t const part = parts_.size();
    parts_.push_back({at.pointer, std::move(says), 0, 0});
    std::visit(
        [&](auto const& one) {
            if constexpr (requires { this->add(one, part, terms, told); })
                add(one, part, terms, told);
            else if constexpr (requires { this->add(one, part, told); })
                add(one, part, told);
            else if constexpr (requires { this->add(one, part); })
                add(one, part);
        },
        r);
}

void giveaway_spend::add(member_price const& m, std::size_t part, giveaway& told) {
    group const* const g = group_of(m.tiers);
    if (!g) return;
    auto shares = shares_by_level(m.steps, *g, 0, [](tier_off const& t) { return to_cpp_rational(t.share); });
    reductions_.push_back(
        {{{{part, g, std::move(shares)}, true}}, rule_named("member price", m.tiers), by_rule});
    told.per_order_minor += giveaway_excess(m.mode);
    lost_ += 1;
}

void giveaway_spend::add(promotion const& p, std::size_t part, giveaway& told) {
    sized_share off{p.share ? to_cpp_rational(*p.share) : cpp_rational(1), 0, {}};
    for (std::optional<decimal> const& most : {p.amount, p.at_most}) {
        if (!most) continue;
        if (*most == decimal(0)) off.share = 0;
        // Net of tax, it takes the tax on itself off too, at whatever rate.
        cpp_rational const here = to_cpp_rational(*most);
        if (!p.before_tax) off.most = off.most ? std::min(*off.most, here) : here;
    }
    if (off.most && off.share > 0) sizes_.push_back(*off.most / off.share);
    if (p.amount) peaks_.push_back(to_cpp_rational(*p.amount));
    reductions_.push_back({{{{part, nullptr, {1}}, false, {off}}}, rule_named("promotion", p.name), by_rule});
    told.per_order_minor += p.share ? giveaway_excess(p.mode) : cpp_rational(0);
    lost_ += 1;
}

void giveaway_spend::add(quantity_price const& q, std::size_t part, giveaway& told) {
    cpp_rational best = 0;
    for (quantity_step const& s : q.steps)
        best = std::max<cpp_rational>(best, s.share ? to_cpp_rational(*s.share) : 1);
    reductions_.push_back(
        {{{{part, nullptr, {best}}, false}}, rule_named("quantity price", q.name), by_quantity});
    told.per_order_minor += cpp_rational(1, 2);
    lost_ += 1;
}

void giveaway_spend::add(accrual const& a, std::size_t part, giveaway_terms const& terms, giveaway& told) {
    cpp_rational const worth = worth_.issued(a.points);
    cpp_rational const unit = worth / pow(cpp_int(10), static_cast<unsigned>(a.decimals)) / minor_;
    // Shipping is rounded like a line of its own.
    if (a.scope == rounding_scope::order || (a.scope == rounding_scope::line && a.of.shipping))
        told.per_order_minor += giveaway_excess(a.mode) * unit;
    if (a.scope == rounding_scope::line) told.per_line_minor += giveaway_excess(a.mode) * unit;
    lost_ += unit;
    if (a.scope == rounding_scope::carry) carried_minor_ += unit;

    group const* const g = a.by_tier ? group_of(a.by_tier->tiers) : nullptr;
    cpp_rational rate = to_cpp_rational(a.rate);
    if (a.per == earned_per::whole_amount) rate /= to_cpp_rational(a.whole);
    if (a.per == earned_per::amount || a.per == earned_per::whole_amount) split_at_levels(a.points, rate);
    by_level earns{part, g, {factor_of(a, nullptr)}};
    if (g)
        earns.share = shares_by_level(a.by_tier->steps, *g, earns.share[0],
                                      [&](tier_times const& t) { return factor_of(a, &t); });
    for (cpp_rational& share : earns.share) share *= rate * worth;
    if (a.per == earned_per::whole_amount) earns.from = to_cpp_rational(a.whole);
    if (a.from_order_of) earns.from = std::max(earns.from, to_cpp_rational(a.from_order_of->amount));

    cpp_rational const top = *std::max_element(earns.share.begin(), earns.share.end());
    switch (a.per) {
        case earned_per::item: return add_gift(told, part, giveaway_per::item, top);
        case earned_per::line: return add_gift(told, part, giveaway_per::line, top);
        case earned_per::order: {
            std::optional<cpp_rational> least;
            if (a.from_order_of) least = to_cpp_rational(a.from_order_of->amount);
            if (terms.least_order) least = std::max(least.value_or(0), to_cpp_rational(*terms.least_order));
            return add_order_gift(told, part, least, std::move(earns));
        }
        case earned_per::amount:
        case earned_per::whole_amount: break;
    }
    if (a.per == earned_per::whole_amount) {
        sizes_.push_back(to_cpp_rational(a.whole));
        lost_ += top * sizes_.back() / minor_;  // of what is left of an order
    }
    if (a.from_order_of) sizes_.push_back(to_cpp_rational(a.from_order_of->amount));
    for (cap const& c : a.caps) {  // what a member has is spent in time
        bool const ends = c.what != cap_on::window || c.within.kind() != window_kind::lifetime;
        if (ends && top > 0) sizes_.push_back(to_cpp_rational(c.points) * worth / top);
    }
    std::optional<cpp_rational> most;
    for (cap const& c : a.caps)
        if (c.what == cap_on::window && c.within.kind() == window_kind::lifetime)
            most = most ? std::min<cpp_rational>(*most, to_cpp_rational(c.points) * worth)
                        : cpp_rational(to_cpp_rational(c.points) * worth);
    // Returns make room under a cap again, however much of the award was spent.
    if (most && !goods_come_back_) return capped_.push_back({part, top, *most});
    (a.of.price == price_stage::paid ? on_paid_ : on_list_).push_back(std::move(earns));
}

void giveaway_spend::add(ladder const& l, std::size_t part, giveaway_terms const& terms, giveaway& told) {
    bool const spend = by_money(l.measure);
    bool const of_points = l.measure.kind == measure_kind::points_earned;
    giveaway_ladder const curve(l, spend ? minor_ : of_points ? least_point() : cpp_rational(1));
    cpp_rational const worth = worth_.issued(pool_of(l)), best = curve.best_share() * worth;
    cpp_rational const unit =
        l.points.empty() ? worth : worth / pow(cpp_int(10), static_cast<unsigned>(l.decimals)) / minor_;
    if (l.form == ladder_form::whole || l.form == ladder_form::brackets) carried_minor_ += unit;
    if (of_points || l.measure.kind == measure_kind::items)
        add_at_once(part, curve.at_once(curve.best_share()), worth);
    if (of_points) return;  // the rest is part of what these points are worth
    if (l.measure.kind == measure_kind::items) return add_gift(told, part, giveaway_per::item, best);
    if (!spend) {
        auto const one_more = curve.at_one_more();  // of which its share counts by order
        add_at_once(part, one_more ? std::optional<cpp_rational>(*one_more - curve.best_share()) : one_more,
                    worth);
        std::optional<cpp_rational> least;
        if (terms.least_order) least = to_cpp_rational(*terms.least_order);
        return add_order_gift(told, part, least, {part, nullptr, {best}});
    }
    lost_once_ += l.points.empty() ? cpp_rational(1) : unit;
    bool const lifetime = l.measure.within.kind() == window_kind::lifetime;
    bool const other_repeats =
        std::any_of(once_.begin(), once_.end(), [](paid_steps const& s) { return s.curve.repeats(); });
    if (lifetime && l.then != ladder_end::times_ten && !(curve.repeats() && other_repeats))
        once_.push_back({part, curve, worth});
    else
        anew_.push_back({part, curve, worth, l.measure.of.price == price_stage::paid});
    for (cpp_rational const& there : curve.steps()) {
        if (curve.owed(there) != curve.best_share() * there) continue;
        peaks_.push_back(there);
        if (!lifetime) sizes_.push_back(there);
    }
}

void giveaway_spend::add(action_award const& a, std::size_t part, giveaway& told) {
    add_gift(told, part, a.on_birthday ? giveaway_per::year : giveaway_per::action,
             to_cpp_rational(a.amount) * worth_.issued(a.points));
}

void giveaway_spend::add(tier_award const& a, std::size_t part, giveaway& told) {
    add_gift(told, part, giveaway_per::member, to_cpp_rational(a.amount) * worth_.issued(a.points));
}

void giveaway_spend::add(compensation const& c, std::size_t part) {
    on_paid_.push_back({part, nullptr, {to_cpp_rational(c.share) * worth_.issued(c.credit)}});
    lost_ += 1;
}

void giveaway_spend::add_gift(giveaway& told, std::size_t part, giveaway_per per,
                              cpp_rational const& amount) {
    if (amount <= 0) return;
    told.gifts.push_back({parts_[part].pointer, parts_[part].says, per, amount});
    if (per == giveaway_per::order || per == giveaway_per::member) add_at_once(part, amount, 1);
}

void giveaway_spend::add_order_gift(giveaway& told, std::size_t part,
                                    std::optional<cpp_rational> const& least, by_level gift) {
    if (!least || *least <= 0)
        return add_gift(told, part, giveaway_per::order,
                        *std::max_element(gift.share.begin(), gift.share.end()));
    for (cpp_rational& share : gift.share) share /= *least;
    peaks_.push_back(*least);
    sizes_.push_back(*least);
    on_list_.push_back(std::move(gift));
}

}  // namespace tessera::document
