// SPDX-License-Identifier: BSL-1.0
#include <algorithm>
#include <string>
#include <vector>

#include <tessera/tessera.hpp>

#include "support/property.hpp"
#include "support/shop.hpp"

using namespace tessera;
using namespace tessera::literals;
using shop_tests::day_of;
using shop_tests::item;

namespace {

constexpr auto one_each = accrual("points", 1);
constexpr auto pays = redemption("points", {.points = 1, .money = 1});

/// Effects: plays `day | event | available | pending | owed`, events being those of a shop; `spend N` pays
///   with N points.
template <class Program>
void play_lots(Program const& program, std::string_view table) {
    shop_tests::shop s(program);
    auto const rows = text_table::rows(table);
    for (std::size_t i = 1; i < rows.size(); ++i) {
        INFO("row " << i << ": " << text_table::line_of(rows[i]));
        date const day = day_of(rows[i][0]);
        auto const words = text_table::split(rows[i][1], ' ');
        if (words[0] == "spend") {
            std::int64_t const points = std::stoll(words[1]);
            s.buy(day, {item(points * 100, no_earn)}, {{program.redemption_rule("points"), points}});
        } else {
            shop_tests::happen(s, rows[i][1], day);
        }
        balance const b = s.balance("points", day);
        CHECK(std::to_string(b.available) == rows[i][2]);
        CHECK(std::to_string(b.pending) == rows[i][3]);
        CHECK(std::to_string(b.debt) == rows[i][4]);
    }
    auto const folded = fold(s.history, program.chart());
    REQUIRE(folded.has_value());
    CHECK(shop_tests::bytes_of(*folded, program.chart()) == shop_tests::bytes_of(s.member, program.chart()));
}

}  // namespace

TEST_CASE("lots that wait two weeks, and live a month from then") {
    constexpr auto program = compose("waits", currencies::EUR, one_each.pending(days(14)).living(months(1)));
    play_lots(program, R"(
        day        | event     | available | pending | owed
        2026-01-01 | buy 10.00 | 0         | 10      | 0
        2026-01-14 | -         | 0         | 10      | 0
        2026-01-15 | -         | 10        | 0       | 0
        2026-01-10 | buy 5.00  | 0         | 15      | 0
        2026-01-15 | wait      | 10        | 5       | 0
        2026-01-24 | -         | 15        | 0       | 0
        2026-02-14 | -         | 15        | 0       | 0
        2026-02-15 | -         | 5         | 0       | 0
        2026-02-24 | wait      | 0         | 0       | 0
    )");
}

TEST_CASE("lives from the day of earning may end while a lot waits") {
    constexpr auto program = compose(
        "waits", currencies::EUR, one_each.pending(days(14)).living(days(20), life_from::earning).named("a"),
        one_each.pending(days(30)).living(days(20), life_from::earning));
    play_lots(program, R"(
        day        | event     | available | pending | owed
        2026-01-01 | buy 10.00 | 0         | 20      | 0
        2026-01-15 | -         | 10        | 10      | 0
        2026-01-21 | -         | 0         | 0       | 0
        2026-01-31 | wait      | 0         | 0       | 0
    )");
}

TEST_CASE("lots open on a date, or at the end of the month") {
    constexpr auto on_date = compose("date", currencies::EUR, one_each.pending(until(date_of(2026, 3, 1))));
    play_lots(on_date, R"(
        day        | event     | available | pending | owed
        2026-01-01 | buy 10.00 | 0         | 10      | 0
        2026-02-28 | buy 1.00  | 0         | 11      | 0
        2026-03-01 | -         | 11        | 0       | 0
        2026-03-02 | buy 1.00  | 12        | 0       | 0
    )");
    constexpr auto at_month_end =
        compose("month", currencies::EUR, one_each.pending(rest_of(calendar_unit::month)).living(days(10)));
    play_lots(at_month_end, R"(
        day        | event     | available | pending | owed
        2026-01-25 | buy 10.00 | 0         | 10      | 0
        2026-01-31 | buy 1.00  | 0         | 11      | 0
        2026-02-01 | -         | 11        | 0       | 0
        2026-02-10 | -         | 11        | 0       | 0
        2026-02-11 | -         | 0         | 0       | 0
    )");
}

TEST_CASE("confirmed, or 15 days after delivery, or 60 days after the order") {
    constexpr auto program = compose("events", currencies::EUR,
                                     one_each.pending(days(60))
                                         .opened_by(progress::confirmed)
                                         .opened_after(progress::delivered, days(15))
                                         .living(days(100)));
    play_lots(program, R"(
        day        | event       | available | pending | owed
        2026-01-01 | buy 10.00   | 0         | 10      | 0
        2026-01-01 | buy 20.00   | 0         | 30      | 0
        2026-01-01 | buy 40.00   | 0         | 70      | 0
        2026-01-02 | paid 1      | 0         | 70      | 0
        2026-01-05 | confirmed 1 | 10        | 60      | 0
        2026-01-10 | delivered 2 | 10        | 60      | 0
        2026-01-24 | -           | 10        | 60      | 0
        2026-01-25 | -           | 30        | 40      | 0
        2026-02-28 | confirmed 2 | 30        | 40      | 0
        2026-03-01 | -           | 30        | 40      | 0
        2026-03-02 | -           | 70        | 0       | 0
        2026-03-02 | delivered 3 | 70        | 0       | 0
        2026-04-14 | -           | 70        | 0       | 0
        2026-04-15 | -           | 60        | 0       | 0
        2026-05-05 | -           | 40        | 0       | 0
        2026-06-09 | -           | 40        | 0       | 0
        2026-06-10 | wait        | 0         | 0       | 0
    )");
}

TEST_CASE("once open, lots that waited for different orders are one, where that leaves their ends alone") {
    constexpr auto program =
        compose("events", currencies::EUR,
                one_each.pending(days(60)).opened_by(progress::paid).living(days(100), life_from::earning));
    shop_tests::shop s(program);
    for (int i = 0; i < 3; ++i) s.buy(date_of(2026, 1, 1), 1'000);
    CHECK(s.member.far_lots().size() == 3);
    s.commit(order_progress{s.next_head(date_of(2026, 1, 2)), {1}, progress::paid});
    s.commit(order_progress{s.next_head(date_of(2026, 1, 2)), {3}, progress::paid});
    CHECK(s.member.far_lots().size() == 1);
    CHECK(s.member.plain_lots().size() == 1);
    auto const* const why = shop_tests::reason_of(s.last, reason_code::opened);
    REQUIRE(why);
    CHECK(*why == reason{10, date_of(2026, 1, 2).day, rule_named("points"), reason_code::opened,
                         program.pool("points").value});
    s.wait(date_of(2026, 3, 2));
    CHECK(s.member.far_lots().empty());
    CHECK(s.balance("points", date_of(2026, 3, 2)).available == 30);

    constexpr auto moved = compose("events", currencies::EUR,
                                   one_each.pending(days(60)).opened_by(progress::paid).living(days(100)));
    shop_tests::shop t(moved);
    for (int i = 0; i < 3; ++i) t.buy(date_of(2026, 1, 1), 1'000);
    for (std::uint64_t const order : {1U, 3U})
        t.commit(order_progress{t.next_head(date_of(2026, 1, 2)), {order}, progress::paid});
    CHECK(t.member.far_lots().size() == 3);
    CHECK(t.balance("points", date_of(2026, 1, 2)).available == 20);
    t.wait(date_of(2026, 3, 2));
    CHECK(t.member.far_lots().size() == 2);
    CHECK(t.member.plain_lots().size() == 1);
}

TEST_CASE("a return finds its order's own lot, wherever the order's progress has put the lot's end") {
    constexpr auto by_event = compose(
        "own", currencies::EUR, one_each.pending(days(60)).opened_by(progress::confirmed).living(days(30)),
        pays, returns(365));
    play_lots(by_event, R"(
        day        | event       | available | pending | owed
        2026-01-01 | buy 10.00   | 0         | 10      | 0
        2026-01-01 | buy 20.00   | 0         | 30      | 0
        2026-01-02 | confirmed 1 | 10        | 20      | 0
        2026-01-03 | confirmed 2 | 30        | 0       | 0
        2026-01-10 | back 2      | 10        | 0       | 0
        2026-01-31 | -           | 10        | 0       | 0
        2026-02-01 | -           | 0         | 0       | 0
        2026-02-10 | back 1      | 0         | 0       | 0
    )");
    play_lots(by_event, R"(
        day        | event       | available | pending | owed
        2026-01-01 | buy 10.00   | 0         | 10      | 0
        2026-01-02 | confirmed 1 | 10        | 0       | 0
        2026-01-05 | spend 4     | 6         | 0       | 0
        2026-02-01 | wait        | 0         | 0       | 0
        2026-02-02 | buy 9.00    | 0         | 9       | 0
        2026-02-03 | confirmed 3 | 9         | 0       | 0
        2026-02-10 | back 1      | 5         | 0       | 0
    )");
    constexpr auto nearer = compose("own", currencies::EUR,
                                    one_each.pending(days(60))
                                        .opened_by(progress::confirmed)
                                        .opened_after(progress::delivered, days(15))
                                        .living(days(30)),
                                    pays, returns(365));
    play_lots(nearer, R"(
        day        | event       | available | pending | owed
        2026-01-01 | buy 10.00   | 0         | 10      | 0
        2026-01-01 | buy 20.00   | 0         | 30      | 0
        2026-01-01 | buy 40.00   | 0         | 70      | 0
        2026-01-02 | delivered 1 | 0         | 70      | 0
        2026-01-03 | delivered 2 | 0         | 70      | 0
        2026-01-04 | delivered 3 | 0         | 70      | 0
        2026-01-05 | back 3      | 0         | 30      | 0
        2026-01-20 | wait        | 30        | 0       | 0
        2026-01-21 | back 2      | 10        | 0       | 0
        2026-02-15 | -           | 10        | 0       | 0
        2026-02-16 | -           | 0         | 0       | 0
        2026-02-20 | back 1      | 0         | 0       | 0
    )");
    constexpr auto confirmed_after = R"(
        day        | event       | available | pending | owed
        2026-01-01 | buy 10.00   | 0         | 10      | 0
        2026-01-01 | buy 20.00   | 0         | 30      | 0
        2026-01-02 | delivered 1 | 0         | 30      | 0
        2026-01-02 | delivered 2 | 0         | 30      | 0
        2026-01-04 | confirmed 2 | 20        | 10      | 0
        2026-01-05 | back 2      | 0         | 10      | 0
        2026-01-16 | -           | 0         | 10      | 0
        2026-01-17 | -           | 10        | 0       | 0
        2026-01-18 | back 1      | 0         | 0       | 0
    )";
    play_lots(nearer, confirmed_after);

    constexpr auto by_age =
        compose("own", currencies::EUR,
                one_each.pending(days(60)).opened_by(progress::confirmed).living(days(100)).oldest_first(),
                returns(365));
    shop_tests::shop s(by_age);
    date const first = date_of(2026, 1, 1);
    s.buy(first, 1'000);
    s.buy(first, 2'000);
    s.commit(order_progress{s.next_head(first + 1), {1}, progress::confirmed});
    s.commit(order_progress{s.next_head(first + 2), {2}, progress::confirmed});
    s.bring_back(first + 3, 1);
    auto const left = lots_of(s.member, by_age.chart(), by_age.pool("points"), first + 3);
    REQUIRE(left.size() == 1);
    CHECK(left[0].amount == 10);
    CHECK(left[0].key.opens == first + 1);
}

TEST_CASE("what goes back comes from lots that wait, then from open ones, then is owed") {
    constexpr auto program = compose("back", currencies::EUR, one_each.pending(days(5)).living(days(50)));
    play_lots(program, R"(
        day        | event        | available | pending | owed
        2026-01-01 | buy 10.00    | 0         | 10      | 0
        2026-01-06 | buy 20.00    | 10        | 20      | 0
        2026-01-07 | return 15.00 | 10        | 5       | 0
        2026-01-08 | return 10.00 | 5         | 0       | 0
        2026-01-09 | return 10.00 | 0         | 0       | 5
        2026-01-10 | buy 8.00     | 0         | 3       | 0
        2026-01-15 | -            | 3         | 0       | 0
    )");
}

TEST_CASE("the whole balance ends a month after the last order") {
    constexpr auto program =
        compose("active", currencies::EUR, one_each.living(months(1)).renewed(by_orders), pays);
    play_lots(program, R"(
        day        | event       | available | pending | owed
        2026-01-01 | buy 10.00   | 10        | 0       | 0
        2026-01-31 | buy 5.00    | 15        | 0       | 0
        2026-02-01 | return 1.00 | 14        | 0       | 0
        2026-02-27 | -           | 14        | 0       | 0
        2026-02-28 | -           | 0         | 0       | 0
        2026-02-27 | spend 4     | 10        | 0       | 0
        2026-03-26 | -           | 10        | 0       | 0
        2026-03-27 | buy 1.00    | 1         | 0       | 0
    )");
}

TEST_CASE("only chosen activity extends lives, and never what still waits or already ended") {
    constexpr auto program =
        compose("active", currencies::EUR, one_each.living(days(30)).renewed(by_redemptions | by_returns),
                pays, one_each.pending(days(10)).living(days(10)).named("late"));
    play_lots(program, R"(
        day        | event       | available | pending | owed
        2026-01-01 | buy 10.00   | 10        | 10      | 0
        2026-01-05 | spend 2     | 8         | 10      | 0
        2026-01-20 | buy 1.00    | 19        | 1       | 0
        2026-01-21 | -           | 9         | 1       | 0
        2026-02-03 | -           | 10        | 0       | 0
        2026-02-04 | -           | 2         | 0       | 0
    )");
}

TEST_CASE("a return by its receipt and points out of a hold are activity too") {
    constexpr auto program = compose("active", currencies::EUR, returns(365), pays,
                                     one_each.living(days(30)).renewed(by_redemptions | by_returns));
    date const first = date_of(2026, 1, 1);
    shop_tests::shop back(program);
    back.buy(first, 10'000);
    back.buy(first, 5'000);
    back.bring_back(first + 19, 1, {});
    CHECK(back.balance("points", first + 35).available == 100);

    shop_tests::shop held(program);
    rule_id const rule = program.redemption_rule("points");
    held.buy(first, 10'000);
    held.commit(reserve{held.next_head(first + 1), rule, {7}, 40, instant::max()});
    held.commit(capture{held.next_head(first + 19), rule, {7}, 10});
    CHECK(held.balance("points", first + 35).available == 90);
}

TEST_CASE("used by age, or by what ends first") {
    // On 1 January value for a year, on 2 January value for ten days.
    constexpr auto yearly =
        accrual("points", 1).of(paid_price.over({.category = {7}})).living(days(365)).named("y");
    constexpr auto short_lived = accrual("points", 1).of(paid_price.over({.category = {8}})).living(days(10));
    auto const lots_after = [](auto const& program) {
        shop_tests::shop s(program);
        s.buy(date_of(2026, 1, 1), {{.category = {7}, .list_minor = 1'000}});
        s.buy(date_of(2026, 1, 2), {{.category = {8}, .list_minor = 1'000}});
        s.buy(date_of(2026, 1, 2), {{.category = {7}, .list_minor = 1'000}});
        s.buy(date_of(2026, 1, 3), {item(1'200, no_earn)}, {{program.redemption_rule("points"), 12}});
        std::string text;
        for (lot const& l : lots_of(s.member, program.chart(), program.pool("points"), date_of(2026, 1, 3)))
            text += std::to_string(l.amount) + " to " + std::string(to_text(l.key.expires).view()) + "; ";
        auto const folded = fold(s.history, program.chart());
        CHECK(shop_tests::bytes_of(*folded, program.chart()) ==
              shop_tests::bytes_of(s.member, program.chart()));
        return text;
    };
    constexpr auto by_end = compose("end", currencies::EUR, yearly, short_lived, pays);
    CHECK(lots_after(by_end) == "8 to 2027-01-01; 10 to 2027-01-02; ");
    constexpr auto by_age = compose("age", currencies::EUR, yearly.oldest_first(), short_lived, pays);
    CHECK(lots_after(by_age) == "8 to 2026-01-12; 10 to 2027-01-02; ");
}

TEST_CASE("with its receipt, what an order earned goes back from the lot it waits or waited in") {
    constexpr auto waits =
        compose("waits", currencies::EUR,
                one_each.pending(days(10)).opened_by(progress::paid).living(days(100)), returns(365));
    shop_tests::shop s(waits);
    auto const parts = [&](date day) {
        balance const b = s.balance("points", day);
        return std::to_string(b.available) + "/" + std::to_string(b.pending) + "/" + std::to_string(b.debt);
    };
    date const first = date_of(2026, 1, 1);
    s.buy(first, 1'000);
    s.buy(first, 2'000);
    CHECK(parts(first) == "0/30/0");
    s.bring_back(first + 1, 0);
    CHECK(parts(first + 1) == "0/20/0");
    s.wait(first + 10);
    CHECK(parts(first + 10) == "20/0/0");
    s.bring_back(first + 11, 1);
    CHECK(parts(first + 11) == "0/0/0");

    constexpr auto aged =
        compose("aged", currencies::EUR, one_each.living(days(100)).oldest_first(), returns(365));
    shop_tests::shop t(aged);
    t.buy(first, 1'000);
    t.buy(first + 1, 2'000);
    t.bring_back(first + 2, 1);
    auto const left = lots_of(t.member, aged.chart(), aged.pool("points"), first + 2);
    REQUIRE(left.size() == 1);
    CHECK(left[0] == lot{{.expires = first + 100, .opens = first}, 10});
}

TEST_CASE("what a member will lose when, if nothing happens") {
    constexpr auto program = compose("schedule", currencies::EUR, one_each.living(days(10)),
                                     one_each.pending(days(5)).living(days(5)).named("later"),
                                     accrual("stamps", 1).per_order().living(days(20)), accrual("kept", 1));
    shop_tests::shop s(program);
    date const first = date_of(2026, 1, 1);
    s.buy(first, 1'000);
    s.buy(first + 1, 2'000);
    auto found = expiries_of(s.member, program.chart(), first + 1);
    std::sort(found.begin(), found.end(), [](expiry const& a, expiry const& b) { return a.ends < b.ends; });
    slot_id const points = program.pool("points"), stamps = program.pool("stamps");
    CHECK(found == std::vector<expiry>{{points, first + 10, 20},
                                       {points, first + 11, 40},
                                       {stamps, first + 20, 1},
                                       {stamps, first + 21, 1}});
    CHECK(expiries_of(s.member, program.chart(), first + 10).size() == 3);
    CHECK(expiries_of(s.member, program.chart(), first + 21).empty());
}

TEST_CASE("laws of days: writing them down never, daily or yearly changes no answer") {
    static constexpr auto program = compose(
        "laws", currencies::EUR, one_each.living(days(30)).named("plain"),
        one_each.pending(days(9)).opened_by(progress::paid).living(months(2)).named("waits"),
        one_each.pending(days(20))
            .living(days(25), life_from::earning)
            .renewed(by_redemptions)
            .named("renewed"),
        accrual("old", 1).living(days(40)).oldest_first(),
        accrual("old", 2).pending(days(7)).living(days(10)).named("o2"), pays,
        redemption("old", {.points = 1, .money = 1}),
        tiers("club", net_spend().within(window::rolling_days(50, resolution::day)), tier{"silver", 100}));
    CHECK_PROPERTY("balances, levels and what is spent are the same", [] {
        struct happening {
            int after, what;
            std::int64_t amount;
        };
        auto const count = *rc::gen::inRange(1, 14);
        std::vector<happening> all;
        for (int i = 0; i < count; ++i)
            all.push_back({*rc::gen::inRange(0, 25), *rc::gen::inRange(0, 5),
                           *rc::gen::inRange<std::int64_t>(1, 6'000)});
        auto const story = [&](int written_every) {
            shop_tests::shop s(program);
            date day = date_of(2026, 1, 1), next = day + written_every;
            std::string told;
            std::uint64_t order_id = 0;
            for (happening const& h : all) {
                day = day + h.after;
                for (; written_every != 0 && next < day; next = next + written_every) s.wait(next);
                if (h.what == 0) {
                    order_id = s.buy(day, h.amount).fact.value;
                } else if (h.what == 1) {
                    s.give_back(day, h.amount / 2);
                } else if (h.what == 2) {
                    s.commit(order_progress{s.next_head(day), {order_id}, progress::paid});
                } else {
                    std::string_view const from = h.what == 3 ? "points" : "old";
                    s.buy(day, {item(h.amount, no_earn)}, {{program.redemption_rule(from), h.amount / 100}});
                }
                for (date as_of = day; as_of < day + 100; as_of = as_of + 9)
                    for (char const* pool : {"points", "old"}) {
                        balance const b = s.balance(pool, as_of);
                        RC_ASSERT(b.available >= 0 && b.pending >= 0);
                        told += std::to_string(b.available) + "/" + std::to_string(b.pending) + "/" +
                                std::to_string(b.debt) + " ";
                    }
                told += std::to_string(program.standing(s.member, day).level(0)) + "\n";
            }
            return told;
        };
        std::string const never = story(0);
        RC_ASSERT(story(1) == never);
        RC_ASSERT(story(6) == never);
        RC_ASSERT(story(365) == never);
    });
}
