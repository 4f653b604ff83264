// SPDX-License-Identifier: BSL-1.0
#pragma once

#include <cstdint>
#include <string_view>
#include <tuple>
#include <type_traits>

#include <tessera/program/in_order.hpp>

/// Floor 5. How a member's standing is made: tiers and coupons first, then segments, each behind those that
/// it looks at.

namespace tessera {

namespace detail {

/// A list of policies that judge.
template <class P>
concept judging_list = requires { requires judging_policy<typename P::value_type>; };
struct judging {
    template <class P>
    static constexpr bool takes = judging_policy<P> || judging_list<P>;
};

/// Effects: calls `visit(policy)` for the policy, or the rules of the list, that judge.
template <class P, class Visit>
constexpr void each_judging(P const& policy, Visit visit) {
    if constexpr (judging_policy<P>) visit(policy);
    if constexpr (judging_list<P>)
        for (auto const& rule : policy) visit(rule);
}

/// Effects: lets all judge, those of a lower turn first.
template <class... Policies>
void judge_in_turns(std::tuple<Policies...> const& policies, draft const& seen, standing& who) {
    for (unsigned turn = 0, last = 0; turn <= last; ++turn)
        for_each(policies, [&](auto const& p) {
            each_judging(p, [&](auto const& one) {
                last = last < one.turn() ? one.turn() : last;
                if (one.turn() == turn) one.judge(seen, who);
            });
        });
}

/// Effects: fills a standing that nobody has filled as the draft has it.
template <class... Policies, class Speakers>
TESSERA_INLINE void fill_standing(std::tuple<Policies...> const& policies, Speakers const& speakers,
                                  draft const& seen, standing& s) {
    for_each(policies, [&](auto const& p) TESSERA_INLINE_LAMBDA {
        if constexpr (keeps_standing<std::remove_cvref_t<decltype(p)>>) p.stand(seen, s);
    });
    if constexpr (count_of<judging, Policies...> > 0)
        if (some_speak<judging>(policies, speakers)) judge_in_turns(policies, draft(seen), s);
}
/// Returns: the member's standing as the draft has it.
template <class... Policies, class Speakers>
[[nodiscard]] TESSERA_INLINE standing stand(std::tuple<Policies...> const& policies, Speakers const& speakers,
                                            draft const& seen) {
    standing s{.day = seen.day()};
    fill_standing(policies, speakers, seen, s);
    return s;
}

/// A standing for one decision. Where rules are known, so is what of it is used, and the rest is not made.
template <bool RulesAreKnown>
struct standing_room {
    standing of;
    TESSERA_INLINE standing_room(date day, std::size_t) noexcept : of{.day = day} {}
};
/// Elsewhere the places of groups that the program does not have are left as they are: making all eight is a
/// thirtieth of a decision.
template <>
struct standing_room<false> {
    static_assert(std::is_trivially_copyable_v<standing> && std::is_aggregate_v<standing>);
    union {
        standing of;
    };
    TESSERA_INLINE standing_room(date day, std::size_t groups) noexcept {
        of.day = day;
        of.rights = of.segments = 0;
        of.tiers[0] = tier_standing{};
        for (std::size_t i = 1; i < groups; ++i) of.tiers[i] = tier_standing{};
    }
};

/// Effects: calls `visit(segment)` for every segment of a program, those of lists too.
template <class Program, class Visit>
void for_each_segment(Program const& program, Visit visit) {
    program.for_each_policy([&](auto const& p) {
        each_judging(p, [&](auto const& one) {
            if constexpr (requires(standing const& s) { one.has(s); }) visit(one);
        });
    });
}

}  // namespace detail

/// Returns: whether somebody of that standing is in a segment of the program; false for one it does not have.
/// Example: `is_in(rules, rules.standing(member, today), "regulars")`.
template <class Program>
[[nodiscard]] bool is_in(Program const& program, standing const& who, std::string_view segment) {
    bool in = false;
    detail::for_each_segment(program, [&](auto const& one) { in |= one.name() == segment && one.has(who); });
    return in;
}

}  // namespace tessera
