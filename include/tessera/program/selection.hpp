// SPDX-License-Identifier: BSL-1.0
#pragma once

#include <algorithm>
#include <array>
#include <cstddef>
#include <tuple>
#include <utility>
#include <vector>

#include <tessera/order/concepts.hpp>
#include <tessera/policy/concepts.hpp>
#include <tessera/policy/price_bridge.hpp>
#include <tessera/program/rule_index.hpp>

/// Floor 5. Which policies of a program are meant: those that speak at a step, or at a phase, or keep a place
/// in a standing, or know a rule.

namespace tessera::detail {

/// A policy that fills a member's place in a standing, and judges a running order with itself.
template <class P>
concept keeps_standing = requires(P const& p, draft const& d, priced_order const& cart, standing& s,
                                  std::vector<std::int64_t>& scratch) {
    p.stand(d, s);
    p.foresee(cart, s, scratch);
};

/// A policy to which it matters how far an order has come.
template <class P>
concept follows_orders = requires(P const& p, order_progress const& what, draft const& d, member_out& out) {
    p.follow(what, d, out);
};

struct following {
    template <class P>
    static constexpr bool takes = follows_orders<P>;
};

/// A policy of which time alone makes something else, that is to be written down.
template <class P>
concept follows_days = requires(P const& p, draft const& d, member_out& out) { p.go_on(d, out); };

/// A policy that on days of its own takes value and issues other, with nobody asking.
template <class P>
concept redeems_by_itself = requires(P const& p, draft const& d, member_out& out, date day) {
    p.next_day(day, day);
    p.takes(d);
    p.redeem_by_itself(d, out);
};
template <class P>
concept redeeming_list = requires { requires redeems_by_itself<typename P::value_type>; };
struct redeeming {
    template <class P>
    static constexpr bool takes = redeems_by_itself<P> || redeeming_list<P>;
};

/// Effects: calls `visit(rule)` for the policy, or the rules of the list.
template <class P, class Visit>
void each_redeeming(P const& policy, Visit visit) {
    if constexpr (redeems_by_itself<P>) visit(policy);
    if constexpr (redeeming_list<P>)
        for (auto const& rule : policy) visit(rule);
}

/// A policy that keeps value alive as long as the member is active.
template <class P>
concept renews_lots =
    requires(P const& p, fact_view const& fact, draft const& d, member_out& out) { p.renew(fact, d, out); };

struct renewing {
    template <class P>
    static constexpr bool takes = renews_lots<P>;
};

/// A policy whose awards of an order can pay that order.
template <class P>
concept pays_ahead = requires(P const& p, fact_view const& fact, draft const& d, member_out& out) {
    p.pay_ahead(fact, d, out);
};
struct paying_ahead {
    template <class P>
    static constexpr bool takes = pays_ahead<P>;
};

struct lowering {
    template <class P>
    static constexpr bool takes = lowers_price<P>;
};

/// Returns: whether the policy is the rule of that id, or a list that has it.
template <class P>
[[nodiscard]] constexpr bool knows_rule(P const& policy, rule_id id) noexcept {
    if constexpr (requires { policy.knows(id); })
        return policy.knows(id);
    else
        return policy.id() == id;
}

/// Returns: whether some rule of the program has the id.
template <class... Policies>
[[nodiscard]] constexpr bool some_rule_knows(std::tuple<Policies...> const& policies, rule_id id) noexcept {
    return std::apply([id](auto const&... p) { return (knows_rule(p, id) || ...); }, policies);
}

/// A policy that can answer a request: a hold, a claim, a transfer. Requests name the rule they are for.
template <class P, class Request>
concept answers =
    requires(P const& p, Request const& asked, standing const& who, draft const& d, member_out& out) {
        asked.rule;
        p.answer(asked, who, d, out);
    };

/// Effects: lets the policy answer the request, if it is the rule that is asked.
/// Returns: whether it is.
template <class P, class Request>
bool ask(P const& policy, Request const& asked, standing const& who, draft const& d, member_out& out) {
    if constexpr (answers<P, Request>)
        if (knows_rule(policy, asked.rule)) return policy.answer(asked, who, d, out), true;
    return false;
}

/// Which policies of a program are meant: those of a step of the order side, or those that speak at a phase.
template <order_step When>
struct at_step {
    template <class P>
    [[nodiscard]] static constexpr bool speaks() noexcept {
        if constexpr (order_policy<P>)
            return step_of<P>() == When;
        else
            return false;
    }
    template <class P>
    static constexpr bool takes = speaks<P>();
};
template <phase At>
struct at_phase {
    template <class P>
    [[nodiscard]] static constexpr bool speaks() noexcept {
        if constexpr (member_policy<P>)
            return P::at == At;
        else
            return false;
    }
    template <class P>
    static constexpr bool takes = speaks<P>();
};

/// How many of the policies `Which` takes.
template <class Which, class... Policies>
inline constexpr std::size_t count_of = (std::size_t{Which::template takes<Policies>} + ... + 0);

/// Effects: calls `visit(policy)` for every policy, as listed.
template <class... Policies, class Visit>
TESSERA_INLINE constexpr void for_each(std::tuple<Policies...> const& policies, Visit visit) {
    [&]<std::size_t... I>(std::index_sequence<I...>) TESSERA_INLINE_LAMBDA {
        (visit(std::get<I>(policies)), ...);
    }(std::index_sequence_for<Policies...>{});
}

/// Returns: whether a rule says that goods without their receipt go back as anybody would buy them.
template <class... Policies>
[[nodiscard]] constexpr bool takes_base_rate(std::tuple<Policies...> const& policies) noexcept {
    bool found = false;
    for_each(policies, [&](auto const& p) {
        if constexpr (requires { p.takes_base_rate(); }) found |= p.takes_base_rate();
    });
    return found;
}

template <class Which, class P, class Visit>
TESSERA_INLINE void visit_one(bool wanted, P const& policy, Visit& visit) {
    if constexpr (Which::template takes<P>)
        if (wanted) visit(policy);
}
template <class Which, class... Policies, class Condition, class Visit>
TESSERA_INLINE void visit_if(std::tuple<Policies...> const& policies, Condition condition, Visit& visit) {
    [&]<std::size_t... I>(std::index_sequence<I...>) TESSERA_INLINE_LAMBDA {
        (visit_one<Which, Policies>(condition(I), std::get<I>(policies), visit), ...);
    }(std::index_sequence_for<Policies...>{});
}

/// A list of policies of one kind.
template <class P>
concept policy_list = requires(P const& p, stretch<line const> lines) { p.places_for(lines); };

/// Where in one policy, or list of them, a visit of several has come to.
template <class P>
class policy_cursor {
public:
    policy_cursor(P const& of, stretch<line const> const*) noexcept : of_(of) {}
    [[nodiscard]] bool over() const noexcept { return over_; }
    [[nodiscard]] rule_id id() const noexcept { return of_.id(); }
    template <class Visit>
    void take(Visit& visit) {
        over_ = true;
        visit(of_);
    }

private:
    P const& of_;
    bool over_ = false;
};
template <policy_list P>
class policy_cursor<P> {
public:
    policy_cursor(P const& of, stretch<line const> const* lines) noexcept
        : of_(of), places_(lines ? of.places_for(*lines) : rule_places::all_of(of.size())) {}
    [[nodiscard]] bool over() const noexcept { return next_ == places_.size(); }
    [[nodiscard]] rule_id id() const noexcept { return of_[places_[next_]].id(); }
    template <class Visit>
    void take(Visit& visit) {
        visit(of_[places_[next_++]]);
    }

private:
    P const& of_;
    rule_places places_;
    std::size_t next_ = 0;
};

/// Returns: the policies that `Which` takes, as references.
template <class Which, class... Policies>
[[nodiscard]] constexpr auto chosen(std::tuple<Policies...> const& policies) noexcept {
    auto const one = []<class P>(P const& p) {
        if constexpr (Which::template takes<P>)
            return std::tuple<P const&>(p);
        else
            return std::tuple<>();
    };
    return std::apply([&](auto const&... p) { return std::tuple_cat(one(p)...); }, policies);
}
/// Effects: calls `visit(rule)` for every rule of policies and lists, in the order of all their ids; with
///   `lines`, for those that can say something of an order with these.
template <class... Policies, class Visit>
void visit_merged(std::tuple<Policies const&...> const& policies, stretch<line const> const* lines,
                  Visit& visit) {
    auto cursors = std::apply(
        [&](auto const&... p) {
            return std::tuple<policy_cursor<Policies>...>(policy_cursor<Policies>(p, lines)...);
        },
        policies);
    std::apply(
        [&](auto&... cursor) {
            while (!(cursor.over() && ...)) {
                rule_id next{UINT32_MAX};
                ((next = cursor.over() ? next : std::min(next, cursor.id())), ...);
                static_cast<void>(
                    ((!cursor.over() && cursor.id() == next && (cursor.take(visit), true)) || ...));
            }
        },
        cursors);
}
/// Returns: how many of the policies have rules.
template <class... Policies>
[[nodiscard]] constexpr std::size_t not_empty(std::tuple<Policies const&...> const& policies) noexcept {
    auto const has_rules = [](auto const& p) -> std::size_t {
        if constexpr (policy_list<std::remove_cvref_t<decltype(p)>>)
            return p.size() > 0 ? 1 : 0;
        else
            return 1;
    };
    return std::apply([&](auto const&... p) { return (has_rules(p) + ... + 0); }, policies);
}

/// Effects: calls `visit` for every policy that `Which` takes. Where there are several, they come in the
///   order of their rule ids, which `by_id` gives, so that the order of listing leaves no trace; rules of
///   lists each at their own place. `lines` are those of the order, where they are what rules are asked of.
template <class Which, class... Policies, class Visit>
TESSERA_INLINE void in_order(std::tuple<Policies...> const& policies,
                             std::array<std::size_t, sizeof...(Policies)> const& by_id, Visit visit,
                             stretch<line const> const* lines = nullptr) {
    constexpr std::size_t count = count_of<Which, Policies...>;
    constexpr bool lists = ((Which::template takes<Policies> && policy_list<Policies>) || ...);
    if constexpr (count == 1) {
        visit_if<Which>(policies, [](std::size_t) TESSERA_INLINE_LAMBDA { return true; }, visit);
    } else if constexpr (count > 1 && lists) {
        auto const some = chosen<Which>(policies);
        if (not_empty(some) > 1) return visit_merged(some, lines, visit);
        std::apply([&](auto const&... p) { (visit(p), ...); }, some);
    } else if constexpr (count > 1) {
        for (std::size_t const next : by_id)
            visit_if<Which>(
                policies, [next](std::size_t i) TESSERA_INLINE_LAMBDA { return i == next; }, visit);
    }
}

/// Effects: calls `visit(ladder)` for every ladder of a program, those of lists too.
template <class Program, class Visit>
void for_each_ladder(Program const& program, Visit visit) {
    program.for_each_policy([&](auto const& policy) {
        if constexpr (requires { policy.curve(); })
            visit(policy);
        else if constexpr (requires { policy.begin()->curve(); })
            for (auto const& one : policy) visit(one);
    });
}

}  // namespace tessera::detail
