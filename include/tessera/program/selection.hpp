// SPDX-License-Identifier: BSL-1.0
#pragma once

#include <cstddef>
#include <cstdint>
#include <tuple>
#include <type_traits>
#include <utility>
#include <vector>

#include <tessera/facts/compensate.hpp>
#include <tessera/order/concepts.hpp>
#include <tessera/policy/concepts.hpp>
#include <tessera/policy/price_bridge.hpp>

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
TESSERA_INLINE void each_redeeming(P const& policy, Visit visit) {
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

/// Returns: whether receipts name the rule for what a rule of the program spent: a coupon under its offer.
template <class... Policies>
[[nodiscard]] constexpr bool some_rule_spends(std::tuple<Policies...> const& policies, rule_id id) noexcept {
    auto const spends = [id](auto const& p) {
        if constexpr (requires { p.spends_as(id); })
            return p.spends_as(id);
        else
            return knows_rule(p, id);
    };
    return std::apply([&](auto const&... p) { return (spends(p) || ...); }, policies);
}

/// A policy that can answer a request: a hold, a claim, a transfer. Requests name the rule they are for.
template <class P, class Request>
concept answers =
    requires(P const& p, Request const& asked, standing const& who, draft const& d, member_out& out) {
        asked.rule;
        p.answer(asked, who, d, out);
    };

/// Returns: what rules answer of a request: itself; of a compensation with room for the receipt's new image.
template <class Request>
[[nodiscard]] Request const& request_for(Request const& asked, receipt&,
                                         std::vector<std::int64_t>&) noexcept {
    return asked;
}
[[nodiscard]] inline compensation_request request_for(compensate const& asked, receipt& image,
                                                      std::vector<std::int64_t>& scratch) noexcept {
    return {asked, asked.rule, image, scratch};
}
/// What rules answer of a kind of request.
template <class Request>
using request_of = std::remove_cvref_t<decltype(request_for(
    std::declval<Request const&>(), std::declval<receipt&>(), std::declval<std::vector<std::int64_t>&>()))>;

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
