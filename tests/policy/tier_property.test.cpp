// SPDX-License-Identifier: BSL-1.0
#include <tessera/tessera.hpp>

#include "support/property.hpp"
#include "support/shop.hpp"

using namespace tessera;
using namespace tessera::literals;

namespace {

constexpr window calendar_quarter = window::calendar(calendar_unit::quarter);
constexpr window sixty_days = window::rolling_days(60, resolution::day);

auto spend(window over) {
    return tiers("club", net_spend().within(over), tier{"bronze", 100}.kept_from(60),
                 tier{"silver", 200}.kept_from(150), tier{"gold", 400}.kept_from(300));
}

using club = decltype(spend(window{}));
using rules_of_club = program<club>;

/// Every choice at least once, each with a window it goes with.
std::vector<rules_of_club> const& all_programs() {
    static std::vector<rules_of_club> const made = [] {
        std::vector<rules_of_club> programs;
        auto const add = [&](club const& c) {
            auto const p = make("club", currencies::EUR, c);
            REQUIRE(p.has_value());
            programs.push_back(*p);
        };
        for (window const over : {window::lifetime(), calendar_quarter, sixty_days}) {
            add(spend(over));
            add(spend(over).on_fall(downgrade::never).from(effective::next_day));
            add(spend(over).with_grace(days(10)));
            add(spend(over).from(effective::next_day).with_grace(months(1)));
            for (downgrade const how :
                 {downgrade::reassess, downgrade::never, downgrade::one_level, downgrade::soft_landing}) {
                add(spend(over).held(months(2)).on_fall(how).from(effective::this_order));
                add(spend(over).held(days(40)).on_fall(how).with_grace(days(9)));
                add(spend(over).held(to_end_of(calendar_unit::month)).on_fall(how));
                add(spend(over).held(to_end_of_next(calendar_unit::quarter)).on_fall(how));
                add(spend(over)
                        .held(to_end_of(calendar_unit::quarter))
                        .on_fall(how)
                        .from(effective::next_period));
            }
            add(spend(over)
                    .held(months(3))
                    .on_requalifying(requalify::extends)
                    .with_grace(days(3))
                    .from(effective::next_day));
        }
        add(spend(calendar_quarter)
                .held(to_end_of_next(calendar_unit::quarter))
                .with_surplus(surplus::rolls_over));
        add(spend(calendar_quarter).with_surplus(surplus::rolls_over));
        add(spend(calendar_quarter).held(months(2)).from(effective::next_period));
        for (surplus const what : {surplus::lapses, surplus::rolls_over}) {
            add(spend(window::lifetime()).held(months(3)).counted_anew().with_surplus(what));
            add(spend(window::lifetime())
                    .held(days(50))
                    .counted_anew()
                    .with_surplus(what)
                    .on_fall(downgrade::soft_landing)
                    .from(effective::next_day)
                    .with_grace(days(8)));
        }
        return programs;
    }();
    return made;
}

struct happening {
    int after_days = 0;
    int euros = 0;  // below zero: a return
};

std::vector<happening> some_history() {
    auto const count = *rc::gen::inRange(1, 14);
    std::vector<happening> history;
    for (int i = 0; i < count; ++i)
        history.push_back(
            {*rc::gen::weightedElement<int>({{3, *rc::gen::inRange(0, 20)}, {1, *rc::gen::inRange(0, 200)}}),
             *rc::gen::weightedElement<int>(
                 {{4, *rc::gen::inRange(1, 250)}, {1, -*rc::gen::inRange(1, 250)}})});
    return history;
}

bool same(tier_standing const& a, tier_standing const& b) {
    return a.level == b.level && a.coming == b.coming && a.until == b.until && a.measure == b.measure &&
           a.to_next == b.to_next && a.to_keep == b.to_keep && a.locked == b.locked;
}

}  // namespace

TEST_CASE("whether somebody writes down every day, every month or nothing changes no level") {
    CHECK_PROPERTY("the same standing on every day, for every choice", [] {
        for (int trial = 0; trial < 3; ++trial) {
            auto const which = *rc::gen::inRange(std::size_t{0}, all_programs().size());
            rules_of_club const& rules = all_programs()[which];
            shop_tests::shop never(rules), daily(rules), monthly(rules);
            date today = date_of(2026, 1, 20);
            auto const pass = [&](date end) {
                for (; today < end; today = today + 1) {
                    daily.wait(today);
                    if (to_ymd(today).day == 1) monthly.wait(today);
                    tier_standing const expected = rules.standing(daily.member, today).tiers[0];
                    RC_ASSERT(same(rules.standing(never.member, today).tiers[0], expected));
                    RC_ASSERT(same(rules.standing(monthly.member, today).tiers[0], expected));
                }
            };
            for (happening const& h : some_history()) {
                pass(today + h.after_days);
                for (auto* const s : {&never, &daily, &monthly})
                    h.euros > 0 ? s->buy(today, h.euros * 100) : s->give_back(today, -h.euros * 100);
            }
            pass(today + 150);
        }
    });
}

TEST_CASE("without a hold, until is the first day on which time alone makes another level") {
    std::vector<rules_of_club> programs;
    for (window const over : {window::lifetime(), calendar_quarter, sixty_days}) {
        club const plain = tiers("club", net_spend().within(over), tier{"bronze", 100}, tier{"silver", 200},
                                 tier{"gold", 400});
        for (club const& c : {plain, spend(over), plain.on_fall(downgrade::never),
                              spend(over).on_fall(downgrade::never), plain.from(effective::next_day)}) {
            auto const made = make("club", currencies::EUR, c);
            REQUIRE(made.has_value());
            programs.push_back(*made);
        }
    }
    CHECK_PROPERTY("the level is the same before, and another one then", [&] {
        for (rules_of_club const& rules : programs) {
            shop_tests::shop s(rules);
            date today = date_of(2026, 1, 20);
            for (happening const& h : some_history()) {
                today = today + h.after_days;
                h.euros > 0 ? s.buy(today, h.euros * 100) : s.give_back(today, -h.euros * 100);
            }
            for (date const asked : {today, today + 30}) {
                auto const now = rules.standing(s.member, asked);
                date other = asked;
                while (other < asked + 200 && rules.standing(s.member, other).level(0) == now.level(0))
                    other = other + 1;
                date const changes = other < asked + 200 ? other : date::never();
                // A level that comes on the day on which its window ends is lost as it comes.
                bool const comes = now.tiers[0].coming != now.tiers[0].level;
                RC_ASSERT(now.tiers[0].until == changes || (comes && now.tiers[0].until < changes));
            }
        }
    });
}
