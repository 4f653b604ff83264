// SPDX-License-Identifier: BSL-1.0
#include <algorithm>
#include <string>
#include <vector>

#include <tessera/analysis/movement.hpp>
#include <tessera/tessera.hpp>

#include "support/property.hpp"
#include "support/shop.hpp"

using namespace tessera;
using shop_tests::item;
using shop_tests::play;

/// Orders that count at an event, with a latest date. The days of the tables: 1 January 2026 and 60 days are
/// 2 March.

namespace {

/// Confirmed, or 15 days after delivery, or 60 days after the order.
constexpr measure later(measure what) {
    return what.counted_by(progress::confirmed, days(60)).counted_after(progress::delivered, days(15));
}
constexpr auto month = window::calendar(calendar_unit::month);
constexpr auto cash_steps = ladder("cash", later(net_spend()), step{100, 10}, step{200, 20});

}  // namespace

TEST_CASE("an order counts when it is confirmed, or 15 days after delivery, or 60 days after its day") {
    constexpr auto program = compose("events", currencies::EUR, cash_steps,
                                     tiers("club", later(net_spend()), tier{"silver", 150}));
    play(program, R"(
        day        | event       | spend  | level | next   | credit cash
        2026-01-01 | buy 120.00  | 0.00   | 0     | 150.00 | 0.00
        2026-01-01 | buy 60.00   | 0.00   | 0     | 150.00 | 0.00
        2026-01-01 | buy 40.00   | 0.00   | 0     | 150.00 | 0.00
        2026-01-02 | paid 1      | 0.00   | 0     | 150.00 | 0.00
        2026-01-05 | confirmed 1 | 120.00 | 0     | 30.00  | 10.00
        2026-01-06 | confirmed 1 | 120.00 | 0     | 30.00  | 10.00
        2026-01-10 | delivered 2 | 120.00 | 0     | 30.00  | 10.00
        2026-01-24 | -           | 120.00 | 0     | 30.00  | 10.00
        2026-01-25 | -           | 180.00 | 1     | 0.00   | 10.00
        2026-01-26 | wait        | 180.00 | 1     | 0.00   | 10.00
        2026-02-28 | delivered 3 | 180.00 | 1     | 0.00   | 10.00
        2026-03-01 | -           | 180.00 | 1     | 0.00   | 10.00
        2026-03-02 | -           | 220.00 | 1     | 0.00   | 30.00
        2026-03-02 | buy 1.00    | 220.00 | 1     | 0.00   | 30.00
    )");
}

TEST_CASE("an order canceled before it counts never counted, whatever a measure does with returns") {
    struct {
        char const* name;
        measure what;
    } const rows[] = {
        {"net spend", net_spend()},
        {"net spend, undone at its order", net_spend().returned(undo::at_order)},
        {"net spend, undone in its month", net_spend().returned(undo::at_order).within(month)},
        {"gross spend", gross_spend()},
        {"orders", order_count()},
        {"orders that no return lowers", order_count().returned(undo::never)},
        {"items", item_count()},
        {"the best order", best_order()},
        {"points earned", points_earned("points")},
        {"points earned that no return lowers", points_earned("points").returned(undo::never)},
    };
    date const day = date_of(2026, 1, 1);
    for (auto const& row : rows) {
        INFO(row.name);
        auto const program = make("cancel", currencies::EUR, accrual("points", 1), returns(365),
                                  tiers("club", later(row.what), tier{"one", 1}));
        REQUIRE(program.has_value());
        shop_tests::shop s(*program);
        auto const level = [&](date on) { return program->standing(s.member, on).level(0); };
        s.buy(day, 12'000);
        CHECK(s.member.postponed_parts().size() == 1);
        CHECK(level(day + 59) == 0);
        CHECK(level(day + 60) == 1);
        s.bring_back(day + 1, 0);
        CHECK(s.member.postponed_parts().empty());
        CHECK(level(day + 60) == 0);
        s.commit(order_progress{s.next_head(day + 2), s.receipts[0].order, progress::confirmed});
        CHECK(s.measure(day + 60) == 0);
        CHECK(level(day + 60) == 0);
    }
}

TEST_CASE("what comes back before an order counts does not count; afterwards the measure says") {
    auto const told = [](measure what, std::string_view table) {
        auto const program = make("undo", currencies::EUR, accrual("points", 1), returns(365),
                                  tiers("club", later(what), tier{"one", 1'000}));
        REQUIRE(program.has_value());
        play(*program, table);
    };
    told(net_spend(), R"(
        day        | event        | spend
        2026-01-01 | buy 100.00   | 0.00
        2026-01-02 | back 1 30.00 | 0.00
        2026-01-03 | confirmed 1  | 70.00
        2026-01-04 | back 1 20.00 | 50.00
        2026-01-05 | return 5.00  | 45.00
    )");
    told(gross_spend(), R"(
        day        | event        | spend
        2026-01-01 | buy 100.00   | 0.00
        2026-01-02 | back 1 30.00 | 0.00
        2026-01-03 | confirmed 1  | 70.00
        2026-01-04 | back 1 20.00 | 70.00
        2026-01-05 | return 5.00  | 70.00
    )");
    told(best_order(), R"(
        day        | event        | spend
        2026-01-01 | buy 100.00   | 0.00
        2026-01-01 | buy 80.00    | 0.00
        2026-01-02 | back 1 30.00 | 0.00
        2026-01-03 | confirmed 1  | 70.00
        2026-01-04 | back 1 20.00 | 70.00
        2026-03-01 | -            | 70.00
        2026-03-02 | -            | 80.00
        2026-03-03 | wait         | 80.00
    )");
    told(order_count(), R"(
        day        | event        | count
        2026-01-01 | buy 100.00   | 0
        2026-01-02 | back 1 30.00 | 0
        2026-01-03 | confirmed 1  | 1
        2026-01-04 | back 1 20.00 | 1
        2026-01-05 | back 1       | 0
    )");
    told(points_earned("points"), R"(
        day        | event        | count
        2026-01-01 | buy 100.00   | 0
        2026-01-02 | back 1 30.00 | 0
        2026-01-03 | confirmed 1  | 70
        2026-01-04 | back 1 20.00 | 50
        2026-01-05 | return 5.00  | 45
    )");
}

TEST_CASE("the window is that of the day on which an order counts, and a return may count against it") {
    auto const told = [](undo how, std::string_view table) {
        auto const program =
            make("months", currencies::EUR, returns(365),
                 tiers("club", later(net_spend().within(month).returned(how)), tier{"one", 50}));
        REQUIRE(program.has_value());
        play(*program, table);
    };
    told(undo::at_return, R"(
        day        | event        | spend  | level
        2026-01-20 | buy 100.00   | 0.00   | 0
        2026-01-25 | delivered 1  | 0.00   | 0
        2026-02-08 | -            | 0.00   | 0
        2026-02-09 | -            | 100.00 | 1
        2026-02-20 | back 1 60.00 | 40.00  | 0
        2026-02-28 | -            | 40.00  | 0
        2026-03-01 | -            | 0.00   | 0
        2026-03-05 | back 1       | -40.00 | 0
    )");
    told(undo::at_order, R"(
        day        | event        | spend  | level
        2026-01-20 | buy 100.00   | 0.00   | 0
        2026-01-25 | delivered 1  | 0.00   | 0
        2026-02-09 | -            | 100.00 | 1
        2026-02-20 | back 1 60.00 | 40.00  | 0
        2026-02-21 | buy 9.00     | 40.00  | 0
        2026-03-01 | -            | 0.00   | 0
        2026-03-05 | back 1       | 0.00   | 0
        2026-03-06 | confirmed 2  | 9.00   | 0
        2026-03-07 | back 2       | 0.00   | 0
    )");
    told(undo::never, R"(
        day        | event        | spend  | level
        2026-01-20 | buy 100.00   | 0.00   | 0
        2026-01-25 | delivered 1  | 0.00   | 0
        2026-02-01 | back 1 40.00 | 0.00   | 0
        2026-02-09 | wait         | 60.00  | 1
        2026-02-20 | back 1       | 60.00  | 1
        2026-03-01 | -            | 0.00   | 0
    )");
}

TEST_CASE("a level begins, and its term, when an order counts; one that does not count yet renews nothing") {
    constexpr auto held = compose("held", currencies::EUR,
                                  tiers("club", later(net_spend()), tier{"silver", 100}).held(months(1)));
    play(held, R"(
        day        | event       | level | until
        2026-01-01 | buy 150.00  | 0     | -
        2026-01-10 | delivered 1 | 0     | -
        2026-01-24 | -           | 0     | -
        2026-01-25 | -           | 1     | 2026-02-25
        2026-02-01 | buy 10.00   | 1     | 2026-02-25
        2026-02-20 | confirmed 2 | 1     | 2026-03-20
        2026-03-20 | -           | 1     | 2026-04-20
        2026-03-21 | buy 10.00   | 1     | 2026-04-20
        2026-05-19 | -           | 1     | 2026-05-20
        2026-05-20 | -           | 1     | 2026-06-20
    )");
    constexpr auto next_day =
        compose("next", currencies::EUR,
                tiers("club", later(net_spend()), tier{"silver", 100}).from(effective::next_day));
    play(next_day, R"(
        day        | event       | level | until      | coming
        2026-01-01 | buy 150.00  | 0     | -          | 0
        2026-03-01 | -           | 0     | -          | 0
        2026-03-02 | -           | 0     | 2026-03-03 | 1
        2026-03-03 | -           | 1     | -          | 1
        2026-03-09 | wait        | 1     | -          | 1
    )");
}

TEST_CASE("an order that counts in time keeps a level, adds a term, and is undone with it") {
    constexpr auto rolling = window::rolling_days(20, resolution::day);
    constexpr auto extended = compose("extended", currencies::EUR,
                                      tiers("club", later(net_spend().within(rolling)), tier{"silver", 100})
                                          .held(days(30))
                                          .on_requalifying(requalify::extends));
    play(extended, R"(
        day        | event       | spend  | level | until
        2026-01-01 | buy 100.00  | 0.00   | 0     | -
        2026-01-01 | confirmed 1 | 100.00 | 1     | 2026-01-31
        2026-01-10 | buy 100.00  | 100.00 | 1     | 2026-01-31
        2026-01-10 | delivered 2 | 100.00 | 1     | 2026-01-31
        2026-01-11 | buy 100.00  | 100.00 | 1     | 2026-01-31
        2026-01-11 | delivered 3 | 100.00 | 1     | 2026-01-31
        2026-01-21 | -           | 0.00   | 1     | 2026-01-31
        2026-01-25 | -           | 100.00 | 1     | 2026-03-02
        2026-01-26 | -           | 200.00 | 1     | 2026-03-02
        2026-01-27 | wait        | 200.00 | 1     | 2026-03-02
        2026-03-02 | -           | 0.00   | 0     | -
    )");
    constexpr auto undone = compose("undone", currencies::EUR, returns(365),
                                    tiers("club", later(net_spend()), tier{"silver", 100}, tier{"gold", 200})
                                        .held(months(12))
                                        .when_returned(undo::at_order));
    play(undone, R"(
        day        | event        | spend  | level | until
        2026-01-01 | buy 180.00   | 0.00   | 0     | -
        2026-01-01 | buy 60.00    | 0.00   | 0     | -
        2026-01-01 | buy 100.00   | 0.00   | 0     | -
        2026-01-02 | confirmed 1  | 180.00 | 1     | 2027-01-02
        2026-01-03 | confirmed 2  | 240.00 | 2     | 2027-01-03
        2026-01-04 | return 50.00 | 190.00 | 2     | 2027-01-03
        2026-01-05 | back 3       | 190.00 | 2     | 2027-01-03
        2026-01-06 | back 2       | 130.00 | 1     | 2027-01-03
    )");
    play(undone, R"(
        day        | event        | spend  | level | until
        2026-01-01 | buy 60.00    | 0.00   | 0     | -
        2026-01-02 | buy 120.00   | 0.00   | 0     | -
        2026-01-03 | confirmed 2  | 120.00 | 1     | 2027-01-03
        2026-01-04 | confirmed 1  | 180.00 | 1     | 2027-01-04
        2026-01-05 | return 70.00 | 110.00 | 1     | 2027-01-04
        2026-01-06 | back 1       | 50.00  | 1     | 2027-01-04
        2026-01-07 | back 2       | -70.00 | 0     | -
    )");
}

TEST_CASE("a return undoes a level by the measures that say so, as far as the order has counted in them") {
    constexpr auto both =
        compose("both", currencies::EUR, returns(365),
                tiers("club", any_of(net_spend(), later(net_spend().returned(undo::at_order))),
                      tier{"silver", 100, 100})
                    .held(months(12)));
    play(both, R"(
        day        | event        | spend  | level | until
        2026-01-01 | buy 120.00   | 120.00 | 1     | 2027-01-01
        2026-01-02 | back 1 30.00 | 90.00  | 1     | 2027-01-01
        2026-01-03 | confirmed 1  | 90.00  | 1     | 2027-01-01
    )");
}

TEST_CASE(
    "an order that counts renews a term whose threshold it finds met, whether or not it lifts the figure") {
    constexpr auto best = compose("best", currencies::EUR,
                                  tiers("club", later(best_order()), tier{"silver", 30}).held(months(1)));
    play(best, R"(
        day        | event       | spend | level | until
        2026-01-10 | buy 30.00   | 0.00  | 0     | -
        2026-01-10 | confirmed 1 | 30.00 | 1     | 2026-02-10
        2026-01-20 | buy 10.00   | 30.00 | 1     | 2026-02-10
        2026-01-25 | confirmed 2 | 30.00 | 1     | 2026-02-25
    )");
}

TEST_CASE(
    "a term that ends before an order counts is judged by what counted then, whenever that is looked at") {
    constexpr auto best =
        compose("best", currencies::EUR,
                tiers("club", later(best_order().within(month)), tier{"silver", 30}).held(days(14)));
    play(best, R"(
        day        | event       | spend | level | until
        2026-01-10 | buy 30.00   | 0.00  | 0     | -
        2026-01-10 | confirmed 1 | 30.00 | 1     | 2026-01-24
        2026-01-11 | buy 20.00   | 30.00 | 1     | 2026-01-24
        2026-01-18 | delivered 2 | 30.00 | 1     | 2026-01-24
        2026-01-24 | -           | 30.00 | 1     | 2026-02-07
        2026-02-01 | -           | 0.00  | 1     | 2026-02-07
        2026-02-02 | -           | 20.00 | 1     | 2026-02-07
        2026-02-03 | wait        | 20.00 | 1     | 2026-02-07
        2026-02-07 | -           | 20.00 | 0     | -
    )");
}

TEST_CASE("a ladder pays on the day an order counts, and what it pays has the dates of that day") {
    constexpr auto program =
        compose("dates", currencies::EUR, returns(365),
                ladder("cash", later(net_spend().within(month)), step{50, 5}, step{100, 10})
                    .usable_after(10)
                    .when_returned(on_return::revoke_unused));
    play(program, R"(
        day        | event        | spend  | credit cash
        2026-01-10 | buy 60.00    | 0.00   | 0.00
        2026-01-10 | buy 60.00    | 0.00   | 0.00
        2026-01-15 | delivered 1  | 0.00   | 0.00
        2026-01-16 | delivered 2  | 0.00   | 0.00
        2026-01-30 | -            | 60.00  | 0.00
        2026-01-31 | -            | 120.00 | 0.00
        2026-02-08 | -            | 0.00   | 0.00
        2026-02-09 | -            | 0.00   | 5.00
        2026-02-10 | -            | 0.00   | 15.00
        2026-02-11 | wait         | 0.00   | 15.00
        2026-02-12 | back 1       | -60.00 | 15.00
    )");
    shop_tests::shop s(program);
    date const day = date_of(2026, 1, 1);
    s.buy(day, 6'000);
    s.wait(day + 70);
    auto const* const counted = shop_tests::reason_of(s.last, reason_code::counted);
    REQUIRE(counted);
    CHECK(*counted == reason{6'000, 1, program.measures()[0].rule, reason_code::counted,
                             program.measures()[0].slot().value});
    std::vector<posting> const written(s.last.postings.begin(), s.last.postings.end());
    REQUIRE(written.size() >= 4);
    CHECK(written[0].kind == posting_kind::on_day);
    CHECK(written[0].opens == day + 60);
    CHECK(written[1].kind == posting_kind::postpone);
    CHECK(written[1].amount == -6'000);
    CHECK(written[2].kind == posting_kind::tally);
    CHECK(written[2].expires == date_of(2026, 4, 1));
    CHECK(std::count_if(written.begin(), written.end(), [&](posting const& p) {
              return p.kind == posting_kind::on_day && p.opens == day + 70;
          }) == 1);
    auto const lots = lots_of(s.member, program.chart(), program.pool("cash"), day + 70);
    REQUIRE(lots.size() == 1);
    CHECK(lots[0].key.expires == date::never());
    CHECK(lots[0].key.opens == date::min());
    CHECK(lots[0].key.tag != 0);
    CHECK(lots[0].amount == 500);
}

TEST_CASE("the decision that an order counts says what follows from it") {
    constexpr auto program = compose("now", currencies::EUR, cash_steps);
    shop_tests::shop s(program);
    date const day = date_of(2026, 1, 1);
    s.buy(day, 12'000);
    CHECK_FALSE(shop_tests::reason_of(s.last, reason_code::ladder_paid));
    s.commit(order_progress{s.next_head(day + 1), s.receipts[0].order, progress::confirmed});
    REQUIRE(shop_tests::reason_of(s.last, reason_code::ladder_paid));
    CHECK(shop_tests::reason_of(s.last, reason_code::ladder_paid)->a == 1'000);
    CHECK(s.member.postponed_parts().empty());
    CHECK_FALSE(s.last.postings.empty());
    CHECK(std::none_of(s.last.postings.begin(), s.last.postings.end(),
                       [](posting const& p) { return p.kind == posting_kind::on_day; }));
}

TEST_CASE("several days on which orders count, before one fact: each is answered by itself") {
    constexpr auto program = compose("days", currencies::EUR, cash_steps.usable_after(20),
                                     tiers("club", later(net_spend()), tier{"silver", 100}).held(months(1)));
    shop_tests::shop lazy(program), daily(program);
    date const day = date_of(2026, 1, 1);
    for (auto* s : {&lazy, &daily}) {
        s->buy(day, 12'000);
        s->buy(day + 15, 5'000);
        s->buy(day + 20, 5'000);
    }
    for (int i = 21; i < 120; ++i) daily.wait(day + i);
    for (auto* s : {&lazy, &daily}) s->wait(day + 120);
    auto const content = [&](shop_tests::shop<std::remove_const_t<decltype(program)>> const& s) {
        auto all = shop_tests::bytes_of(s.member, program.chart());
        all.erase(all.begin(), all.begin() + 20);
        return all;
    };
    CHECK(content(lazy) == content(daily));
    CHECK(lazy.history.size() == 4);
    auto const awards = [&](auto const& s) {
        auto all = movements_of(s.history, program.chart(), day + 120);
        REQUIRE(all.has_value());
        std::erase_if(*all, [](movement const& m) { return m.kind != posting_kind::issue; });
        return *all;
    };
    CHECK(awards(lazy) == awards(daily));
    CHECK(awards(lazy).front().day == day + 60);
    CHECK(program.statement(lazy.member, day + 120).of(program.pool("cash")).available == 3'000);
    auto const folded = fold(lazy.history, program.chart());
    REQUIRE(folded.has_value());
    CHECK(shop_tests::bytes_of(*folded, program.chart()) ==
          shop_tests::bytes_of(lazy.member, program.chart()));
}

TEST_CASE("an order whose latest day is its own counts at once; one that is too large to count fails") {
    auto const fixed = net_spend().counted_by(progress::paid, until(date_of(2026, 1, 10)));
    auto const program = make("fixed", currencies::EUR, ladder("cash", fixed, step{10, 1}));
    REQUIRE(program.has_value());
    play(*program, R"(
        day        | event     | spend | credit cash
        2026-01-09 | buy 10.00 | 0.00  | 0.00
        2026-01-10 | -         | 10.00 | 1.00
        2026-01-10 | buy 10.00 | 20.00 | 1.00
        2026-01-11 | buy 10.00 | 30.00 | 1.00
    )");
    shop_tests::shop t(*program);
    t.buy(date_of(2026, 1, 11), 1'000);
    CHECK(t.member.postponed_parts().empty());
    CHECK(shop_tests::reason_of(t.last, reason_code::ladder_paid));
    shop_tests::shop s(*program);
    s.buy(date_of(2026, 1, 1), INT64_MAX - 1);
    decision d;
    auto const more = s.order_of(date_of(2026, 1, 1), {item(2)});
    CHECK(program->decide(s.member, more, d).error() == errc::overflow);
    CHECK(d.postings.empty());
}

TEST_CASE("of best orders that count later only the highest counts, so none is too large beside the others") {
    auto const later = best_order().counted_by(progress::paid, days(9));
    auto const program = make("best", currencies::EUR, tiers("club", later, tier{"one", 10}));
    REQUIRE(program.has_value());
    shop_tests::shop s(*program);
    date const first = date_of(2026, 1, 1);
    s.buy(first, INT64_MAX - 1);
    s.buy(first, 2);
    CHECK(s.member.postponed_parts().size() == 2);
    s.wait(first + 9);
    CHECK(s.measure(first + 9) == INT64_MAX - 1);
}

TEST_CASE("what cannot be counted any more fails the decision and leaves the account") {
    constexpr auto program = compose("full", currencies::EUR, accrual("points", 1).living(days(5)),
                                     by_hand("gift", "points", hand::gives).living(days(5)),
                                     tiers("club", later(points_earned("points")), tier{"one", 1}));
    shop_tests::shop s(program);
    date const day = date_of(2026, 1, 1);
    auto const later_on = [&](date when) {
        decision d;
        day_passes const then{s.next_head(when)};
        auto const done = program.decide(s.member, then, d);
        return std::pair{done ? errc::ok : done.error(), d.postings.size() + d.reasons.size()};
    };
    s.buy(day, 1'000);
    s.commit(action{s.next_head(day), action_named("gift"), 1, INT64_MAX - 5'000'000'000, {day + 5}});
    CHECK(later_on(day + 60).first == errc::ok);
    s.commit(action{s.next_head(day + 6), action_named("gift"), 2, 4'999'999'995});
    CHECK(later_on(day + 59).first == errc::ok);
    CHECK(later_on(day + 60) == std::pair{errc::overflow, std::size_t{0}});
    CHECK(program.statement(s.member, day + 60).is.level(0) == 1);
}

TEST_CASE("an order that would count after the calendar's last day is an error") {
    constexpr auto program =
        compose("end", currencies::EUR, tiers("club", later(net_spend()), tier{"one", 1}));
    shop_tests::shop s(program);
    order what;
    line const goods = shop_tests::item(1'000);
    what.head = s.next_head(date_of(9999, 12, 20));
    what.what.lines = {&goods, 1};
    decision d;
    CHECK(program.decide(s.member, what, d).error() == errc::invalid_date);
    CHECK(d.postings.empty());
}

TEST_CASE("what orders that count later cannot mean is refused") {
    auto const error_of = [](auto const& rule) {
        return make("no", currencies::EUR, accrual("points", 1), rule).error();
    };
    CHECK(error_of(tiers("club", later(points_available("points")), tier{"one", 1})) ==
          errc::balance_counts_no_orders);
    CHECK(error_of(tiers("club", later(net_spend()), tier{"one", 1}).from(effective::this_order)) ==
          errc::order_counts_later);
    CHECK(error_of(ladder("cash", net_spend().counted_by(progress::paid, endless), step{1, 1})) ==
          errc::endless_wait);
    CHECK(error_of(ladder("cash", net_spend().counted_after(progress::paid, days(5)), step{1, 1})) ==
          errc::endless_wait);
    CHECK(error_of(ladder("cash", net_spend().counted_by(progress::paid, days(0)), step{1, 1})) ==
          errc::wait_without_length);
    auto const both = make("two", currencies::EUR, ladder("cash", net_spend(), step{1, 1}),
                           ladder("more", net_spend().counted_by(progress::paid, days(5)), step{1, 1}),
                           ladder("most", net_spend().counted_by(progress::paid, days(6)), step{1, 1}));
    REQUIRE(both.has_value());
    CHECK(both->measures().size() == 3);
}

namespace {

/// Every kind of measure, ladder and tiers over orders that count later.
constexpr auto everything = compose(
    "laws", currencies::EUR, cash_steps,
    ladder("monthly", later(net_spend().within(month)), step{30, 3}, step{60, 6}).usable_after(5),
    ladder("best", later(best_order()), step{40, 4}).when_returned(on_return::keep),
    ladder("items", later(item_count()), step{2, 2}, step{4, 4}).when_returned(on_return::freeze),
    redemption("cash", {.points = 1, .money = 1}),
    tiers("a", later(net_spend().within(window::rolling_days(30, resolution::day))), tier{"one", 40}),
    tiers("b", later(net_spend().within(month).returned(undo::at_order)), tier{"one", 40}, tier{"two", 80})
        .held(days(20))
        .on_requalifying(requalify::extends),
    tiers("c", later(points_earned("points")), tier{"one", 50}, tier{"two", 90})
        .from(effective::next_day)
        .on_fall(downgrade::never),
    tiers("d", any_of(later(order_count()), net_spend()), tier{"one", 2, 90}).with_grace(days(7)),
    tiers("e", later(best_order()), tier{"one", 20}, tier{"two", 40}).held(days(15)),
    tiers("f", later(best_order().within(month)), tier{"one", 20}, tier{"two", 40}).held(days(12)),
    accrual("points", 1)
        .pending(days(60))
        .opened_by(progress::confirmed)
        .opened_after(progress::delivered, days(15))
        .living(days(40)),
    returns(365));

struct happening {
    int after, what;
    std::size_t which;
    std::int64_t amount;
};
std::vector<happening> happenings() {
    std::vector<happening> all;
    auto const count = *rc::gen::inRange(1, 16);
    for (int i = 0; i < count; ++i)
        all.push_back({*rc::gen::inRange(0, 25), *rc::gen::inRange(0, 9),
                       *rc::gen::inRange<std::size_t>(0, 5), *rc::gen::inRange<std::int64_t>(1, 7'000)});
    return all;
}

}  // namespace

TEST_CASE(
    "laws of days with orders that count later: writing them down never, daily or once changes no answer") {
    CHECK_PROPERTY_TIMES(300, "levels, balances and what is spent are the same", [] {
        auto const all = happenings();
        auto const story = [&](int written_every) {
            shop_tests::shop s(everything);
            date day = date_of(2026, 1, 1), next = day + written_every;
            std::string told;
            auto const write_down = [&](date until) {
                for (; written_every != 0 && next < until; next = next + written_every) s.wait(next);
            };
            for (happening const& h : all) {
                day = day + h.after;
                write_down(day);
                std::size_t const order = s.receipts.empty() ? 0 : h.which % s.receipts.size();
                bool const known = !s.receipts.empty();
                if (h.what < 3) {
                    s.buy(day, {{.quantity = 2, .list_minor = h.amount}, item(h.amount / 3)});
                } else if (h.what == 3) {
                    s.buy(day, {item(h.amount)}, {{everything.redemption_rule("cash"), h.amount / 20}});
                } else if (h.what == 4) {
                    s.give_back(day, h.amount / 4);
                } else if (h.what == 5 && known && !s.receipts[order].all_back()) {
                    if (h.amount % 2 == 0 || !s.receipts[order].returned.empty())
                        s.bring_back(day, order);
                    else
                        s.bring_back(day, order, {{.list_minor = s.receipts[order].lines[0].list_minor / 2}});
                } else if (h.what > 5 && known) {
                    progress const reached = h.what == 6   ? progress::paid
                                             : h.what == 7 ? progress::delivered
                                                           : progress::confirmed;
                    s.commit(order_progress{s.next_head(day), s.receipts[order].order, reached});
                }
                for (date as_of = day; as_of < day + 100; as_of = as_of + 9) {
                    auto const then = everything.statement(s.member, as_of);
                    for (balance const& b : then.owns)
                        told += std::to_string(b.available) + "/" + std::to_string(b.pending) + "/" +
                                std::to_string(b.debt) + "/" + std::to_string(b.reserved) + " ";
                    for (std::size_t group = 0; group < 6; ++group) {
                        tier_standing const& in = then.is.tiers[group];
                        told += std::to_string(in.level) + std::to_string(in.coming) + "@" +
                                std::to_string(in.until.day) + "," + std::to_string(in.to_next) + " ";
                    }
                }
                told += "\n";
            }
            write_down(day + 200);
            s.wait(day + 200);
            auto const folded = fold(s.history, everything.chart());
            RC_ASSERT(folded.has_value());
            RC_ASSERT(shop_tests::bytes_of(*folded, everything.chart()) ==
                      shop_tests::bytes_of(s.member, everything.chart()));
            RC_ASSERT(s.member.postponed_parts().empty());
            return told;
        };
        std::string const never = story(0);
        RC_ASSERT(story(1) == never);
        RC_ASSERT(story(7) == never);
    });
}

TEST_CASE("an order that counts later is answered as one that is placed on that day") {
    constexpr auto rules = [](auto counts) {
        return make("twin", currencies::EUR, ladder("cash", counts(net_spend()), step{50, 5}, step{150, 15}),
                    ladder("monthly", counts(best_order().within(month)), step{30, 3}),
                    tiers("a", counts(net_spend().within(window::rolling_days(30, resolution::day))),
                          tier{"one", 40}, tier{"two", 90}),
                    tiers("b", counts(net_spend().within(month)), tier{"one", 40}, tier{"two", 80})
                        .held(days(20))
                        .on_requalifying(requalify::extends),
                    tiers("c", counts(item_count()), tier{"one", 3}).from(effective::next_day),
                    tiers("d", counts(best_order()), tier{"one", 40}).held(days(20)));
    };
    auto const waits = rules([](measure m) { return later(m); });
    auto const plain = rules([](measure m) { return m; });
    REQUIRE((waits.has_value() && plain.has_value()));
    CHECK_PROPERTY_TIMES(300, "on every later day", [&] {
        struct placed {
            date day, counts;
            std::int64_t amount;
            int number;
        };
        std::vector<placed> orders;
        std::vector<std::pair<date, std::pair<std::size_t, progress>>> events;
        date day = date_of(2026, 1, 1);
        auto const count = *rc::gen::inRange(1, 10);
        for (int i = 0; i < count; ++i) {
            day = day + *rc::gen::inRange(0, 15);
            placed one{day, day + 60, *rc::gen::inRange<std::int64_t>(1, 7'000), i};
            date const delivered = day + *rc::gen::inRange(0, 90), confirmed = day + *rc::gen::inRange(0, 90);
            if (*rc::gen::arbitrary<bool>()) {
                one.counts = std::min(one.counts, delivered + 15);
                events.push_back({delivered, {orders.size(), progress::delivered}});
            }
            if (*rc::gen::arbitrary<bool>()) {
                one.counts = std::min(one.counts, confirmed);
                events.push_back({confirmed, {orders.size(), progress::confirmed}});
            }
            orders.push_back(one);
        }
        std::sort(events.begin(), events.end());
        date const end = day + 150;
        shop_tests::shop at_its_day(*waits), at_once(*plain);
        for (std::size_t o = 0, e = 0; o < orders.size() || e < events.size();) {
            if (o < orders.size() && (e == events.size() || orders[o].day <= events[e].first)) {
                at_its_day.buy(orders[o].day, orders[o].amount);
                ++o;
            } else {
                fact_id const order = at_its_day.receipts[events[e].second.first].order;
                at_its_day.commit(
                    order_progress{at_its_day.next_head(events[e].first), order, events[e].second.second});
                ++e;
            }
        }
        std::sort(orders.begin(), orders.end(), [](placed const& a, placed const& b) {
            return a.counts != b.counts ? a.counts < b.counts : a.number < b.number;
        });
        for (placed const& one : orders) at_once.buy(one.counts, one.amount);
        for (date as_of = end; as_of < end + 70; as_of = as_of + 7) {
            auto const one = waits->statement(at_its_day.member, as_of),
                       other = plain->statement(at_once.member, as_of);
            for (char const* pool : {"cash", "monthly"})
                RC_ASSERT(one.of(waits->pool(pool)).available == other.of(plain->pool(pool)).available);
            for (char const* group : {"a", "b", "c", "d"}) {
                tier_standing const &a = one.is.tiers[waits->group(group)],
                                    &b = other.is.tiers[plain->group(group)];
                RC_ASSERT(a.level == b.level);
                RC_ASSERT(a.until == b.until);
                RC_ASSERT(a.to_next == b.to_next);
            }
        }
    });
}
