// SPDX-License-Identifier: BSL-1.0
#include <type_traits>

#include <tessera/calendar/zone.hpp>
#include <tessera/tessera.hpp>

#include "support/property.hpp"
#include "support/shop.hpp"

/// Questions as of an instant, wherever business days begin: what they answer of holds is what a fact of that
/// instant finds.

using namespace tessera;
using namespace tessera::literals;
using shop_tests::item;

namespace {

constexpr date day = date_of(2026, 3, 10);
constexpr auto earns = accrual("points", 1).living(days(30));
constexpr auto pays = redemption("points", {.points = 100, .money = 1});
constexpr auto vouchers = automatic_redemption("vouchers", "points", 50, "credit", 1);
constexpr auto club = compose("holds", currencies::EUR, earns, pays, vouchers.when(schedule().each_month(1)));
constexpr auto daily = compose("holds", currencies::EUR, earns, pays, vouchers);
constexpr rule_id rule = club.redemption_rule("points");

using shop = shop_tests::shop<std::remove_const_t<decltype(club)>>;

/// A shop's clocks: its business days and instants.
struct clocks {
    std::int32_t offset_seconds;
    std::int32_t day_starts_at = 0;

    [[nodiscard]] moment at(date wall_day, int hours, int minutes = 0) const {
        return at(to_instant({wall_day, hours * 3'600 + minutes * 60}, offset_seconds));
    }
    [[nodiscard]] moment at(instant when) const {
        return {business_date(when, zone::fixed(offset_seconds), day_starts_at).value(), when};
    }
};

/// Returns: the head of the member's next fact.
fact_head head_at(shop& s, moment when) {
    fact_head head = s.next_head(when.day);
    head.key.at = when.at();
    return head;
}

/// Effects: 100 points are earned at noon, and 60 kept back until `until`. Returns: the shop.
template <class Program>
shop with_hold(Program const& program, clocks const& its, moment until) {
    shop s(program);
    std::vector<line> const goods{item(100'00)};
    s.commit(order{.head = head_at(s, its.at(day, 12)), .what = {goods}});
    s.commit(reserve{head_at(s, its.at(day, 13)), rule, {1}, 60, until.at()});
    return s;
}

std::int64_t usable(shop const& s, moment when) {
    slot_id const points = club.pool("points");
    std::int64_t total = 0;
    for (lot const& l : lots_of(s.member, club.chart(), points, when)) total += l.amount;
    CHECK(total == club.statement(s.member, when).of(points).available);
    balance const b = balance_of(s.member, club.chart(), points, when);
    CHECK(b.available == total);
    CHECK(b.reserved == 100 - total);
    return total;
}

}  // namespace

TEST_CASE("a hold ends at its instant in a shop ahead of UTC: the day alone is eight hours late") {
    clocks const its{8 * 3'600};
    moment const four = its.at(day + 2, 4);
    CHECK(four.day == day + 2);
    auto const s = with_hold(club, its, four);
    CHECK(usable(s, its.at(day + 2, 0)) == 40);
    CHECK(usable(s, its.at(day + 2, 3, 59)) == 40);
    CHECK(usable(s, four) == 100);
    CHECK(usable(s, day + 2) == 100);  // 08:00 by the shop's clocks
}

TEST_CASE("a hold ends at its instant in a shop behind UTC: the day alone is ten hours early") {
    clocks const its{-10 * 3'600};
    moment const seven = its.at(day + 1, 19);
    CHECK(seven.day == day + 1);
    auto const s = with_hold(club, its, seven);
    CHECK(usable(s, its.at(day + 1, 18, 59)) == 40);
    CHECK(usable(s, seven) == 100);
    CHECK(usable(s, its.at(day + 2, 0)) == 100);
    CHECK(usable(s, day + 2) == 40);  // 14:00 of the day before by the shop's clocks
}

TEST_CASE("points under a hold that is not over yet are not redeemed by themselves") {
    clocks const its{8 * 3'600};
    moment const four = its.at(day + 2, 4), before = its.at(day + 2, 3, 59);
    auto const s = with_hold(daily, its, four);
    slot_id const credit = daily.pool("credit"), points = daily.pool("points");
    CHECK(daily.statement(s.member, before).of(credit).available == 0);
    CHECK(daily.statement(s.member, before).of(points).reserved == 60);
    CHECK(daily.statement(s.member, four).of(credit).available == 2'00);
}

TEST_CASE("a question as of an instant answers what a fact of that instant finds, in every zone") {
    CHECK_PROPERTY_TIMES(300, "questions are facts that nobody tells", [] {
        clocks const its{*rc::gen::inRange(-12, 15) * 3'600, *rc::gen::element(0, 4 * 3'600)};
        shop s(daily);
        std::int64_t now = its.at(day, 12).at().seconds;
        auto const fact = [&] {
            now += *rc::gen::inRange(0, 3 * 86'400);
            return head_at(s, its.at(instant{now}));
        };
        for (int i = 0; i < 12; ++i) {
            hold_id const hold{*rc::gen::inRange<std::uint64_t>(1, 4)};
            std::int64_t const amount = *rc::gen::inRange<std::int64_t>(1, 120);
            std::vector<line> const goods{item(amount * 100)};
            fact_head const head = fact();
            switch (*rc::gen::inRange(0, 4)) {
                case 0: s.commit(order{.head = head, .what = {goods}}); break;
                case 1: s.commit(capture{head, rule, hold, amount, true}); break;
                default:
                    s.commit(reserve{head, rule, hold, amount, {now + *rc::gen::inRange(1, 5 * 86'400)}});
            }
        }
        moment const when = its.at(instant{now + *rc::gen::inRange(0, 9 * 86'400)});
        account told = s.member;
        decision d;
        auto const decided = daily.decide(told, day_passes{head_at(s, when)}, d);
        RC_ASSERT(decided.has_value());
        RC_ASSERT(apply(told, daily.chart(), d.as_entry()) == errc::ok);
        account const asked = daily.as_of(s.member, when);
        for (slot_id const pool : {daily.pool("points"), daily.pool("credit")}) {
            balance const a = daily.statement(s.member, when).of(pool),
                          b = daily.statement(told, when).of(pool);
            RC_ASSERT(a.available == b.available);
            RC_ASSERT(a.reserved == b.reserved);
            RC_ASSERT(a.debt == b.debt);
            RC_ASSERT(lots_of(asked, daily.chart(), pool, when) == lots_of(told, daily.chart(), pool, when));
        }
        RC_ASSERT(expiries_of(asked, daily.chart(), when) == expiries_of(told, daily.chart(), when));
    });
}
