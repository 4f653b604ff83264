// SPDX-License-Identifier: BSL-1.0
#pragma once

#include "support/property.hpp"
#include "support/shop.hpp"

/// Histories of a shop with every kind of award, for documents of decisions and receipts.

namespace document_tests {

using namespace tessera;
using namespace tessera::literals;

inline constexpr category_id books{7};

inline constexpr extra more_for_books{.times = 3, .lines = {.category = books}};

/// Awards by order, by line with weights, by carry, recomputed and capped; redemption; prices of members.
inline constexpr auto busy_program =
    compose("busy", currencies::EUR, tiers("club", net_spend(), tier{"silver", 50}, tier{"gold", 300}),
            member_price("club", off{"silver", 2_percent}, off{"gold", 5_percent}),
            promotion("tenth", 10_percent), accrual("points", 1).living(days(30)),
            accrual("stars", 1)
                .rounded(rounding_scope::line)
                .with(more_for_books)
                .taken_back(take_back::recomputed)
                .capped(at_most(90).within(window::calendar(calendar_unit::month))),
            accrual("crumbs", ratio(2, 7)).rounded(rounding_scope::carry).with(more_for_books),
            redemption("points", {.points = 1, .money = "0.03"_d}),
            ladder("cash", net_spend(), step{50, 5}, step{100, 10}).when_returned(on_return::revoke_unused),
            redemption("cash", {.points = 1, .money = 1}), returns(100'000));

using busy_shop = shop_tests::shop<std::remove_const_t<decltype(busy_program)>>;

/// Effects: lets an order come in, or some of one go back, some days later.
inline void happen(busy_shop& s, date& day) {
    day = day + *rc::gen::element(0, 1, 7, 30);
    std::size_t const which = s.receipts.empty() ? 0 : *rc::gen::inRange<std::size_t>(0, s.receipts.size());
    int const deed = *rc::gen::inRange(0, 4);
    if (deed == 0) {
        s.wait(day);
    } else if (deed == 1 && !s.receipts.empty() && !s.receipts[which].all_back()) {
        bool const all = *rc::gen::arbitrary<bool>();
        line_return const back = s.receipts[which].back(0);
        bool const one = !all && back.quantity == 0 && back.list_minor == 0;
        s.bring_back(day, which, one ? std::vector<returned_line>{{1, 1, 0}} : std::vector<returned_line>{});
    } else if (deed == 2) {
        s.give_back(day, *rc::gen::inRange(1, 9'000));
    } else {
        std::vector<line> lines;
        for (std::uint32_t n = 1; n <= *rc::gen::inRange(1U, 4U); ++n)
            lines.push_back({.category = *rc::gen::element(category_id{}, books),
                             .tags = *rc::gen::element(tag_set{0}, no_earn, host_tag),
                             .number = n,
                             .quantity = *rc::gen::inRange(1U, 3U),
                             .list_minor = *rc::gen::inRange(1, 30'000)});
        std::vector<redemption_wish> wishes;
        if (*rc::gen::arbitrary<bool>()) wishes.push_back({s.rules.redemption_rule("points")});
        if (*rc::gen::arbitrary<bool>()) wishes.push_back({s.rules.redemption_rule("cash"), 300});
        s.buy(day, lines, wishes);
    }
}

}  // namespace document_tests
