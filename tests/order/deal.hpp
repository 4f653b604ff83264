// SPDX-License-Identifier: BSL-1.0
#pragma once

#include <cstdint>
#include <optional>
#include <string_view>
#include <vector>

#include <tessera/offers.hpp>
#include <tessera/tessera.hpp>

/// An offer in plain figures, all amounts in cents: what tests make an offer of, and what the slow model of
/// offers reads (offer_oracle.hpp), for an offer itself does not tell.

namespace random_offers {

using namespace tessera;

struct deal {
    std::string_view name;

    // what it gives
    offer_gives gives = offer_gives::nothing;
    ratio share{};
    std::int64_t minor = 0;
    offer_per per = offer_per::order;
    rounding mode = rounding::half_up;
    offer_rounded where = offer_rounded::sum;
    split parts{};
    struct step {
        std::int64_t from = 0;
        ratio share{};
        std::int64_t minor = 0;
    };
    std::vector<step> steps;
    offer_threshold steps_by{};
    bool brackets = false;
    std::int64_t every = 0, most_times = every_unit;  ///< 0: once
    offer_threshold every_of{};
    bool of_shipping = false, on_first_price = false, whole_lines = false;
    std::optional<std::int64_t> at_most;
    std::uint32_t gifts = 0;
    std::int64_t gift_minor = 0;
    tag_set perk = 0;

    // which units; what one costs is in cents here
    unit_choice which{};
    std::vector<bundle_part> bundle;
    std::int64_t price_from = 0, price_to = 0;

    // to whom, and when
    tag_set given = 0;
    bool asked_for = false, on_mondays = false, on_birthday = false;  // the day itself and the one before
    std::int64_t least = 0;
    offer_threshold least_of{};
    std::int64_t uses = every_unit, uses_of_all = every_unit;
    std::optional<std::int64_t> budget;

    benefit_return returned = benefit_return::pro_rata;

    // beside others
    std::string_view in;
    std::int32_t priority = 0;
    bool alone = false;
    std::string_view not_with;
};

inline constexpr sku_id gift_article{9};

inline decimal cents(std::int64_t minor) { return {minor, 2}; }
/// Returns: where a minimum or a step begins, as an offer says it.
inline decimal begin_of(std::int64_t from, offer_threshold const& of) {
    return of.units ? decimal{from, 0} : cents(from);
}

/// Returns: the offer that says the same.
inline offer offer_of(deal const& d) {
    offer made(d.name);
    switch (d.gives) {
        case offer_gives::nothing: break;
        case offer_gives::share: made = made.share_off(d.share); break;
        case offer_gives::amount: made = made.amount_off(cents(d.minor), d.per); break;
        case offer_gives::unit_price: made = made.unit_price(cents(d.minor)); break;
        case offer_gives::total_price: made = made.total_price(cents(d.minor)); break;
    }
    made = made.rounded(d.mode, d.where).left_over(d.parts.left_over, d.parts.share).steps_by(d.steps_by);
    for (deal::step const& s : d.steps)
        made = made.step({begin_of(s.from, d.steps_by), s.share, cents(s.minor)});
    if (d.brackets) made = made.brackets();
    unit_choice which = d.which;
    which.price_from = cents(d.price_from), which.price_to = cents(d.price_to);
    made = made.of(which).given(d.given).in(d.in).priority(d.priority);
    made = made.from(begin_of(d.least, d.least_of), d.least_of).used_at_most(d.uses, d.uses_of_all);
    if (d.every > 0) made = made.for_every(begin_of(d.every, d.every_of), d.every_of, d.most_times);
    if (!d.bundle.empty()) made = made.bundle(d.bundle);
    if (d.of_shipping) made = made.of_shipping();
    if (d.on_first_price) made = made.on_first_price();
    if (d.whole_lines) made = made.off_whole_lines();
    if (d.at_most) made = made.at_most(cents(*d.at_most));
    if (d.gifts > 0) made = made.gift(gift_article, d.gifts, cents(d.gift_minor));
    if (d.perk != 0) made = made.perk(d.perk);
    if (d.asked_for) made = made.on_request();
    if (d.on_mondays) made = made.on(schedule().on(weekday::monday));
    if (d.on_birthday) made = made.on_birthday({.days_before = 1});
    if (d.budget) made = made.budget(cents(*d.budget));
    if (d.returned != benefit_return::pro_rata) made = made.when_returned(d.returned);
    if (d.alone) made = made.alone();
    if (!d.not_with.empty()) made = made.not_with(d.not_with);
    return made;
}

}  // namespace random_offers
