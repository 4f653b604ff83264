// SPDX-License-Identifier: BSL-1.0
#pragma once

#include <algorithm>
#include <array>
#include <cstddef>
#include <cstdint>
#include <tuple>
#include <utility>

#include <tessera/program/rule_index.hpp>
#include <tessera/program/selection.hpp>

/// Floor 5. The order in which the rules of a program speak: by their ids, so that the order of listing
/// leaves no trace; rules of lists each at their own place.

namespace tessera::detail {

/// Some of a program's policies, a bit for each.
using policy_set = std::uint64_t;

/// What is known of N policies once they are bound.
template <std::size_t N>
struct speakers {
    std::array<std::size_t, N> by_id{};  ///< places of the policies, in the order of their rule ids
    policy_set with_rules = 0;           ///< those that are a rule, or a list that has one
};

/// A list of policies of one kind.
template <class P>
concept policy_list = requires(P const& p, stretch<line const> lines) { p.places_for(lines); };

/// Returns: whether the policy is a rule, or a list that has one.
template <class P>
[[nodiscard]] constexpr bool has_rules(P const& policy) noexcept {
    if constexpr (policy_list<P>)
        return policy.size() > 0;
    else
        return true;
}

/// Returns: what is known of policies that are bound.
template <class... Policies>
[[nodiscard]] constexpr speakers<sizeof...(Policies)> speakers_of(
    std::tuple<Policies...> const& policies) noexcept {
    constexpr std::size_t count = sizeof...(Policies);
    static_assert(count <= 64 || !(policy_list<Policies> || ...), "a program with lists has 64 at most");
    speakers<count> made;
    auto const ids =
        std::apply([](auto const&... p) { return std::array<rule_id, count>{p.id()...}; }, policies);
    for (std::size_t i = 0; i < count; ++i) made.by_id[i] = i;
    std::sort(made.by_id.begin(), made.by_id.end(),
              [&ids](std::size_t a, std::size_t b) { return ids[a] < ids[b]; });
    std::size_t place = 0;
    for_each(policies, [&](auto const& p) {
        if (has_rules(p)) made.with_rules |= policy_set{1} << place % 64;
        ++place;
    });
    return made;
}

/// Which of the policies `Which` takes.
template <class Which, class... Policies>
[[nodiscard]] consteval policy_set taken_by() noexcept {
    policy_set taken = 0;
    std::size_t place = 0;
    ((taken |= Which::template takes<Policies> ? policy_set{1} << place % 64 : 0, ++place), ...);
    return taken;
}
/// Returns: whether some policy that `Which` takes is a rule, or a list that has one.
template <class Which, class... Policies>
[[nodiscard]] TESSERA_INLINE constexpr bool some_speak(std::tuple<Policies...> const&,
                                                       speakers<sizeof...(Policies)> const& who) noexcept {
    if constexpr (((Which::template takes<Policies> && policy_list<Policies>) || ...))
        return (who.with_rules & taken_by<Which, Policies...>()) != 0;
    else
        return count_of<Which, Policies...> > 0;
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

/// Where in one policy, or list of them, a visit of several has come to.
template <class P>
class policy_cursor {
public:
    policy_cursor(P const& of, priced_order const*) noexcept : of_(of) {}
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
    policy_cursor(P const& of, priced_order const* what) noexcept
        : of_(of), places_(what ? of.places_for(what->lines) : rule_places::all_of(of.size())) {}
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
///   `what`, for those that can say something of such an order. Why `visit` is a copy: made for this call
///   alone, it costs nothing where no two policies speak.
template <class... Policies, class Visit>
void visit_merged(std::tuple<Policies const&...> const& policies, priced_order const* what, Visit visit) {
    auto cursors = std::apply(
        [&](auto const&... p) {
            return std::tuple<policy_cursor<Policies>...>(policy_cursor<Policies>(p, what)...);
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

/// What lets policies of the member side propose. Of an order, the one rule of a list is part of the caller.
struct proposing {
    fact_view const& fact;
    draft const& seen;
    member_out& write;
    bool of_order = false;

    TESSERA_INLINE void operator()(auto const& policy) const {
        if constexpr (requires { policy.alone(); })
            if (of_order)
                if (auto const* const one = policy.alone()) return one->propose(fact, seen, write);
        policy.propose(fact, seen, write);
    }
};
/// Effects: calls `act(visit)`, where `act` is no part of the caller; see `member_out::aside`.
template <class Visit, class Act>
TESSERA_INLINE void called(Visit const& visit, Act act) {
    act(visit);
}
template <class Act>
TESSERA_INLINE void called(proposing const& visit, Act act) {
    visit.write.aside([&](draft const& seen, member_out& write) { act(proposing{visit.fact, seen, write}); });
}

/// Effects: calls `visit` for every policy that `Which` takes, in the order of rule ids; where some are lists
///   and rules of several policies come between one another, for every rule. `what` is the order, where it is
///   one that rules are asked of.
template <class Which, class... Policies, class Visit>
TESSERA_INLINE void in_order(std::tuple<Policies...> const& policies,
                             speakers<sizeof...(Policies)> const& who, Visit visit,
                             priced_order const* what = nullptr) {
    constexpr std::size_t count = count_of<Which, Policies...>;
    if constexpr (((Which::template takes<Policies> && policy_list<Policies>) || ...)) {
        policy_set const some = who.with_rules & taken_by<Which, Policies...>();
        if (some == 0) return;
        if constexpr (count > 1)
            if ((some & (some - 1)) != 0)
                return called(visit, [&](auto with) { visit_merged(chosen<Which>(policies), what, with); });
        visit_if<Which>(
            policies,
            [some](std::size_t i) TESSERA_INLINE_LAMBDA { return count == 1 || (some >> i & 1) != 0; },
            visit);
    } else if constexpr (count == 1) {
        visit_if<Which>(policies, [](std::size_t) TESSERA_INLINE_LAMBDA { return true; }, visit);
    } else if constexpr (count > 1) {
        for (std::size_t const next : who.by_id)
            visit_if<Which>(
                policies, [next](std::size_t i) TESSERA_INLINE_LAMBDA { return i == next; }, visit);
    }
}

}  // namespace tessera::detail
