// SPDX-License-Identifier: BSL-1.0
#pragma once

#include <optional>
#include <string_view>
#include <vector>

#include <tessera/document/rules.hpp>
#include <tessera/document/tell_values.hpp>

/// Floor 6. From offers and a guard in code to the document that says the same.

namespace tessera::detail {

struct offer_teller : value_teller {
    [[nodiscard]] static document::threshold_of threshold(offer_threshold const& t) {
        return {lines(t.lines), t.units, t.running};
    }
    [[nodiscard]] static std::optional<std::int64_t> limit(std::int64_t most) {
        return some(most != every_unit, most);
    }
    [[nodiscard]] static document::units units(unit_choice const& u) {
        document::units told{.over = lines(u.lines),
                             .rank = u.rank,
                             .most = limit(u.most),
                             .most_of_line = limit(u.most_of_line),
                             .in_sets_of = u.in_sets_of,
                             .bought = {},
                             .bundle = {},
                             .most_sets = limit(u.most_sets),
                             .undiscounted = u.undiscounted,
                             .price_from = some(u.price_from.mantissa != 0, u.price_from),
                             .price_to = some(u.price_to.mantissa != 0, u.price_to)};
        if (u.bought > 0) told.bought = document::units_bought{u.bought, lines(u.bought_of), u.got};
        return told;
    }
    [[nodiscard]] static std::optional<document::offer_steps> steps(offer const& o) {
        if (o.steps_.empty()) return {};
        document::offer_steps told{{}, threshold(o.steps_by_), o.brackets_};
        bool const shares = o.gives_ == offer_gives::share;
        for (offer_step const& s : o.steps_)
            told.steps.push_back({s.from, some(shares, s.share), some(!shares, s.amount)});
        return told;
    }
    [[nodiscard]] static document::offer tell_offer(offer const& o) {
        document::offer told{.name = text(o.name_),
                             .share = some(o.gives_ == offer_gives::share, o.share_),
                             .amount = some(o.gives_ == offer_gives::amount, o.amount_),
                             .unit_price = some(o.gives_ == offer_gives::unit_price, o.amount_),
                             .total_price = some(o.gives_ == offer_gives::total_price, o.amount_),
                             .of_shipping = o.shipping_,
                             .per = o.per_,
                             .gift = {},
                             .perk = tags(o.perk_),
                             .more = steps(o),
                             .for_every = {},
                             .at_most = some(o.capped_, o.most_),
                             .on_first_price = o.on_first_price_,
                             .off_whole_lines = o.whole_lines_,
                             .mode = o.mode_,
                             .rounded = o.rounded_,
                             .left_over = o.split_.left_over,
                             .split = o.split_.share,
                             .of = units(o.choice_),
                             .tier = {},
                             .on = days(o.days_),
                             .birthday = some(o.on_birthday_, o.around_),
                             .given = tags(o.given_),
                             .segment = text(o.for_.within),
                             .not_in_segment = text(o.for_.beyond),
                             .on_request = o.on_request_ && !o.by_coupon_,
                             .by_coupon = o.by_coupon_,
                             .by_allowance = o.by_allowance_,
                             .from = {},
                             .used_at_most = {limit(o.uses_by_member_), limit(o.uses_by_all_)},
                             .budget = some(o.budgeted_, o.budget_),
                             .returned = o.returned_,
                             .stack = text(o.stack_),
                             .priority = o.priority_,
                             .alone = o.alone_,
                             .not_with = {}};
        if (o.gift_ != sku_id{})
            told.gift = document::gift{number(o.gift_.value), o.gift_quantity_, o.gift_worth_};
        if (o.for_every_)
            told.for_every =
                document::offer_increment{o.every_.each, threshold(o.every_.of), limit(o.every_.most_times)};
        for (bundle_part const& part : o.bundle_) told.of.bundle.push_back({lines(part.lines), part.count});
        if (!o.tier_group_.empty())
            told.tier = document::tier_wanted{text(o.tier_group_), text(o.tier_), o.exactly_};
        if (o.least_.mantissa != 0) told.from = document::offer_minimum{o.least_, threshold(o.least_of_)};
        for (std::string_view const other : o.not_with_) told.not_with.push_back(text(other));
        return told;
    }
    [[nodiscard]] static document::rule tell(offers const& o) {
        document::offers told{text(o.name_), {}, {}};
        for (offer const& one : o.all_) told.list.push_back(tell_offer(one));
        for (stack const& s : o.stacks_)
            told.stacks.push_back({text(s.name), s.how, s.turn, limit(s.together)});
        return told;
    }
    [[nodiscard]] static document::rule tell(margin_guard const& g) {
        return document::margin_guard{text(g.name_), g.floor_.of(), g.floor_.least(), benefits(g.give_up_),
                                      g.floor_.earned()};
    }
    [[nodiscard]] static document::rule tell(line_guard const& g) {
        return document::line_guard{text(g.name_), g.floor_.of(), g.floor_.least(), benefits(g.give_up_),
                                    g.floor_.earned()};
    }
    [[nodiscard]] static document::rule tell(tax const& t) {
        tax_rule const how = t.rule();
        return document::tax{how.in_prices, how.per, how.mode};
    }
    [[nodiscard]] static std::vector<document::benefit> benefits(std::vector<benefit> const& all) {
        std::vector<document::benefit> told;
        for (benefit const& b : all) told.push_back({b.kind, text(b.name)});
        return told;
    }
};

}  // namespace tessera::detail
