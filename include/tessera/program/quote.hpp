// SPDX-License-Identifier: BSL-1.0
#pragma once

#include <concepts>
#include <cstdint>
#include <type_traits>
#include <vector>

#include <tessera/facts/fact.hpp>
#include <tessera/program/in_order.hpp>

/// Floor 5. The order side of a program: what a cart costs somebody of a standing, and an order the member
/// whose points lower its price. The preview and the sale are this one text.

namespace tessera::detail {

/// Effects: lets tiers that say so judge the cart with itself.
template <class Policies>
TESSERA_INLINE void foresee(Policies const& policies, priced_order const& cart, standing& who,
                            std::vector<std::int64_t>& scratch) {
    for_each(policies, [&](auto const& p) TESSERA_INLINE_LAMBDA {
        if constexpr (keeps_standing<std::remove_cvref_t<decltype(p)>>) p.foresee(cart, who, scratch);
    });
}

/// Effects: prices the cart: its sums, then the policies of the order side by step and rule id.
/// Fails with: `empty_order`, `negative_amount`, `deduction_above_list`, `overflow`.
template <class Policies, class Speakers>
[[nodiscard]] TESSERA_INLINE errc price(Policies const& policies, Speakers const& speakers, standing& who,
                                        fact_kind kind, cart const& what, priced_order& out,
                                        std::vector<std::int64_t>& scratch) {
    errc const wrong = sum_lines(what.lines, out.totals);
    if (wrong != errc::ok) return wrong;
    if (what.shipping_minor < 0) return errc::negative_amount;
    out.lines = what.lines;
    out.shipping_minor = what.shipping_minor;
    std::int64_t most = 0;
    if (__builtin_add_overflow(out.totals.list_minor, out.shipping_minor, &most)) return errc::overflow;
    if (kind == fact_kind::order) foresee(policies, out, who, scratch);  // goods that come back lift no tier
    order_out write(out, what, scratch);
    auto const speak_to = [&](auto const& p) TESSERA_INLINE_LAMBDA { p.price(who, out, write); };
    in_order<at_step<order_step::price>>(policies, speakers, speak_to, &out);
    in_order<at_step<order_step::benefit>>(policies, speakers, speak_to, &out);
    in_order<at_step<order_step::offer>>(policies, speakers, speak_to, &out);
    in_order<at_step<order_step::line_guard>>(policies, speakers, speak_to, &out);
    in_order<at_step<order_step::guard>>(policies, speakers, speak_to, &out);
    return write.failed();
}

/// Effects: lets coupons that an order's wishes keep back by a hold count for it.
template <class... Policies>
TESSERA_INLINE void stand_held(std::tuple<Policies...> const& policies, draft const& seen, order const& what,
                               standing& who) {
    if (what.wishes.empty()) return;
    for_each(policies, [&](auto const& p) TESSERA_INLINE_LAMBDA {
        if constexpr (requires { p.stand_held(seen, what.wishes, who); })
            p.stand_held(draft(seen), what.wishes, who);
    });
}

/// Effects: computes the taxes of a price that nothing lowers any more. Returns: `ok`, or why it cannot.
template <class... Policies, class Speakers>
[[nodiscard]] TESSERA_INLINE errc levy(std::tuple<Policies...> const& policies, Speakers const& speakers,
                                       standing const& who, cart const& what, priced_order& out,
                                       std::vector<std::int64_t>& scratch) {
    if constexpr (count_of<at_step<order_step::tax>, Policies...> == 0) {
        return errc::ok;
    } else {
        if (!some_speak<at_step<order_step::tax>>(policies, speakers)) return errc::ok;
        order_out write(out, what, scratch);
        in_order<at_step<order_step::tax>>(policies, speakers,
                                           [&](auto const& p) { p.price(who, out, write); });
        return write.failed();
    }
}

/// Effects: prices a cart for somebody of that standing, with its taxes. Returns: `ok`, or why it cannot.
template <class Policies, class Speakers>
[[nodiscard]] errc quote(Policies const& policies, Speakers const& speakers, standing who, cart const& what,
                         priced_order& out, std::vector<std::int64_t>& room) {
    out.clear();
    errc const done = price(policies, speakers, who, fact_kind::order, what, out, room);
    return done == errc::ok ? levy(policies, speakers, who, what, out, room) : done;
}

/// A policy that lets a price be lowered only so far.
template <class P>
concept keeps_floor =
    requires(P const& p, priced_order const& priced, cart const& wanted, line_filter const& lines) {
        { p.room(priced, wanted, lines) } -> std::same_as<result<std::int64_t>>;
    };

/// What guards look at when points are to lower a price.
template <class... Policies>
struct guarded_order {
    std::tuple<Policies...> const& policies;
    cart const& wanted;

    /// Returns: the most that points may take off these lines. `guards`: a `guarded_order`. Fails with:
    /// `overflow`.
    [[nodiscard]] TESSERA_COLD static result<std::int64_t> room(void const* guards,
                                                                priced_order const& priced,
                                                                line_filter const& lines) {
        auto const& [policies, wanted] = *static_cast<guarded_order const*>(guards);
        result<std::int64_t> least = INT64_MAX;
        for_each(policies, [&, &wanted = wanted](auto const& p) {
            if constexpr (keeps_floor<std::remove_cvref_t<decltype(p)>>)
                if (auto const one = p.room(priced, wanted, lines); !one || (least && *one < *least))
                    least = one;
        });
        return least;
    }
};

/// Effects: lets each rule that lowers prices answer the order's wishes. Returns: `ok`, or `overflow`.
template <class... Policies, class Speakers>
[[nodiscard, gnu::noinline]] errc lower_by_wishes(std::tuple<Policies...> const& policies,
                                                  Speakers const& speakers, draft const& seen,
                                                  order const& what, standing const& who,
                                                  priced_order& priced, std::vector<std::int64_t>& scratch) {
    fact_view fact{fact_kind::order, what.head, priced, what.wishes, what.stored_value_minor, who, scratch};
    fact.tags = what.tags;
    guarded_order<Policies...> const guards{policies, what.what};
    price_bridge bridge(seen, priced, &guards, &guarded_order<Policies...>::room);
    in_order<lowering>(policies, speakers, [&](auto const& p) { p.lower(fact, bridge); });
    return bridge.failed();
}

/// Effects: lets points that a member wishes to spend lower the price, by rules in the order of their ids.
/// Returns: `ok`, or `overflow`. Why a call with a copy of the draft: see `member_out::aside`.
template <class... Policies, class Speakers>
[[nodiscard]] TESSERA_INLINE errc lower(std::tuple<Policies...> const& policies, Speakers const& speakers,
                                        draft const& seen, order const& what, standing const& who,
                                        priced_order& priced, std::vector<std::int64_t>& scratch) {
    if constexpr (count_of<lowering, Policies...> == 0) {
        return errc::ok;
    } else {
        if (what.wishes.empty() || !some_speak<lowering>(policies, speakers)) return errc::ok;
        return lower_by_wishes(policies, speakers, draft(seen), what, who, priced, scratch);
    }
}

}  // namespace tessera::detail
