// SPDX-License-Identifier: BSL-1.0
#include <array>

#include "support/property.hpp"
#include "support/shop.hpp"

using namespace tessera;
using namespace shop_tests;
using namespace tessera::literals;

namespace {

constexpr window calendar_year = window::calendar(calendar_unit::year);
constexpr measure yearly = net_spend(paid_price).within(calendar_year).returned(undo::at_order);
constexpr auto cash = ladder("cash", yearly, step{100, 10}, step{200, 20});
constexpr auto open_cash = cash.at_period_end(period_results::stay_open);
constexpr auto pay = redemption("cash", {.points = 1, .money = 1});

line goods(std::int64_t minor) {
    line l = item(minor);
    l.number = 1;
    return l;
}

template <class Rule>
errc mistake_of(Rule const& rule) {
    auto const made = make("wrong", currencies::EUR, rule, returns(365));
    return made ? errc::ok : made.error();
}

/// Returns: available / debt / kept back after each event: a year of 300.00, of whose 30.00 credit 15.00 are
///   spent; in the next year another 30.00; then 150.00 of the first year's goods come back, and the rest.
std::vector<std::string> story(ladder<2> const& rule) {
    auto const program = make("shop", currencies::EUR, rule, pay, returns(365));
    REQUIRE(program.has_value());
    shop s(*program);
    std::vector<std::string> cells;
    auto const look = [&](date day) {
        balance const b = s.balance("cash", day);
        cells.push_back(with_cents(b.available) + "/" + with_cents(b.debt) + "/" + with_cents(b.reserved));
        if (s.last.refund.withheld_minor != 0)
            cells.back() += ", refund " + with_cents(s.last.refund.money_minor);
    };
    s.buy(day_of("2026-10-01"), {goods(30'000)});
    s.buy(day_of("2026-10-02"), {goods(1'500)}, {{program->redemption_rule("cash"), 1'500}});
    look(day_of("2026-10-02"));
    s.buy(day_of("2027-02-01"), {goods(30'000)}), look(day_of("2027-02-01"));
    s.bring_back(day_of("2027-02-02"), 0, {{.number = 1, .list_minor = 15'000}}), look(day_of("2027-02-02"));
    s.bring_back(day_of("2027-02-03"), 0), look(day_of("2027-02-03"));
    auto const folded = fold(s.history, program->chart());
    REQUIRE(folded.has_value());
    CHECK(bytes_of(*folded, program->chart()) == bytes_of(s.member, program->chart()));
    return cells;
}

using row_of_cells = std::vector<std::string>;

}  // namespace

TEST_CASE("a period's end closes its results: a later return by the order's day moves nothing") {
    constexpr auto program = compose("closed", currencies::EUR, cash, returns(365));
    play(program, R"(
        day        | event         | spend  | credit cash
        2026-11-01 | buy 150.00    | 150.00 | 10.00
        2026-12-01 | buy 100.00    | 250.00 | 30.00
        2026-12-20 | back 2 60.00  | 190.00 | 10.00
        2026-12-21 | buy 10.00     | 200.00 | 30.00
        2027-01-01 | back 1 50.00  | 0.00   | 30.00
        2027-01-06 | buy 100.00    | 100.00 | 40.00
        2027-02-01 | back 1        | 100.00 | 40.00
        2027-02-02 | back 4        | 0.00   | 30.00
    )");
}

TEST_CASE("a period stays open: a return after its end takes back what the ladder no longer owes for it") {
    constexpr auto program = compose("open", currencies::EUR, open_cash, returns(365));
    play(program, R"(
        day        | event         | spend  | credit cash
        2026-11-01 | buy 150.00    | 150.00 | 10.00
        2026-12-01 | buy 100.00    | 250.00 | 30.00
        2026-12-20 | back 2 60.00  | 190.00 | 10.00
        2026-12-21 | buy 10.00     | 200.00 | 30.00
        2027-01-01 | back 1 50.00  | 0.00   | 10.00
        2027-01-06 | buy 100.00    | 100.00 | 20.00
        2027-02-01 | back 1        | 100.00 | 10.00
        2027-02-02 | back 4        | 0.00   | 0.00
    )");
}

TEST_CASE("a return that counts on its own day lowers the running period, and may take its awards back") {
    constexpr auto on_its_day =
        ladder("cash", net_spend(paid_price).within(calendar_year), step{100, 10}, step{200, 20});
    constexpr auto program = compose("today", currencies::EUR, on_its_day, returns(365));
    play(program, R"(
        day        | event         | spend   | credit cash
        2026-11-01 | buy 200.00    | 200.00  | 30.00
        2027-01-05 | back 1 50.00  | -50.00  | 30.00
        2027-01-06 | buy 150.00    | 100.00  | 40.00
        2027-02-01 | back 1        | -50.00  | 30.00
    )");
}

TEST_CASE("goods of a year come back after its end: the ladder's own answer, for that year's awards only") {
    // 30.00 less 15.00 spent    the next year's 30.00   150.00 back            the rest back
    CHECK(story(open_cash.when_returned(on_return::keep)) ==
          row_of_cells{"15.00/0.00/0.00", "45.00/0.00/0.00", "45.00/0.00/0.00", "45.00/0.00/0.00"});
    CHECK(story(open_cash) ==
          row_of_cells{"15.00/0.00/0.00", "45.00/0.00/0.00", "25.00/0.00/0.00", "15.00/0.00/0.00"});
    CHECK(story(open_cash.when_returned(on_return::revoke_unused)) ==
          row_of_cells{"15.00/0.00/0.00", "45.00/0.00/0.00", "30.00/0.00/0.00", "30.00/0.00/0.00"});
    CHECK(story(open_cash.when_returned(on_return::freeze)) ==
          row_of_cells{"15.00/0.00/0.00", "45.00/0.00/0.00", "30.00/0.00/15.00", "30.00/0.00/15.00"});
    for (on_return const how :
         {on_return::keep, on_return::follow, on_return::revoke_unused, on_return::freeze})
        CHECK(story(cash.when_returned(how)) ==
              row_of_cells{"15.00/0.00/0.00", "45.00/0.00/0.00", "45.00/0.00/0.00", "45.00/0.00/0.00"});
}

TEST_CASE("what a return to a period that is over takes and the member has spent: every shortfall") {
    auto const spent = [](shortfall how) {
        auto const program =
            make("shop", currencies::EUR, open_cash.when_returned(on_return::follow, how), pay, returns(365));
        REQUIRE(program.has_value());
        shop s(*program);
        s.buy(day_of("2026-10-01"), {goods(20'000)});
        s.buy(day_of("2026-10-02"), {goods(3'000)}, {{program->redemption_rule("cash"), 3'000}});
        s.bring_back(day_of("2027-02-01"), 0, {{.number = 1, .list_minor = 500}});
        std::array<std::int64_t, 3> const first{s.balance("cash", day_of("2027-02-01")).debt,
                                                s.last.refund.money_minor, s.last.refund.withheld_minor};
        // What was borne once is not asked for again, of later awards neither.
        date const day = day_of("2027-02-02");
        s.buy(day, 10'000);
        CHECK(cell_of(s, "credit cash", day) == with_cents(1'000 - first[0]));
        s.bring_back(day, 0, {{.number = 1, .list_minor = 500}});
        CHECK(cell_of(s, "credit cash", day) == with_cents(1'000 - first[0]));
        CHECK(s.last.refund.money_minor == 500);
        return first;
    };
    CHECK(spent(shortfall::owe) == std::array<std::int64_t, 3>{2'000, 500, 0});
    CHECK(spent(shortfall::forgive) == std::array<std::int64_t, 3>{0, 500, 0});
    CHECK(spent(shortfall::withhold) == std::array<std::int64_t, 3>{1'500, 0, 500});
}

TEST_CASE("what was forgiven while a period ran is not asked for after its end") {
    for (std::string_view const first : {"2026-11-01", "2027-01-02"}) {
        auto const program =
            make("shop", currencies::EUR, open_cash.when_returned(on_return::follow, shortfall::forgive), pay,
                 returns(365));
        REQUIRE(program.has_value());
        shop s(*program);
        s.buy(day_of("2026-10-01"), {goods(20'000)});
        s.buy(day_of("2026-10-02"), {goods(3'000)}, {{program->redemption_rule("cash"), 3'000}});
        s.bring_back(day_of(first), 0, {{.number = 1, .list_minor = 500}});
        date const day = day_of("2027-01-04");
        s.buy(day, 10'000);
        CHECK(cell_of(s, "credit cash", day) == "10.00");
        s.bring_back(day, 0, {{.number = 1, .list_minor = 500}});
        CHECK(cell_of(s, "credit cash", day) == "10.00");
        s.bring_back(day, 0, {{.number = 1, .list_minor = 10'000}});
        CHECK(cell_of(s, "credit cash", day) == "0.00");
    }
}

TEST_CASE("a period is remembered until its goods can come back no more, where a program asks for it") {
    constexpr auto asks = compose("open", currencies::EUR, open_cash, returns(30));
    constexpr auto closed = compose("closed", currencies::EUR, cash, returns(30));
    CHECK(asks.chart().size() == closed.chart().size() + 2);
    shop s(asks);
    s.buy(day_of("2026-12-31"), 20'000);
    s.wait(day_of("2027-01-30"));
    CHECK_FALSE(s.member.buckets().empty());
    s.wait(day_of("2027-01-31"));
    CHECK(s.member.buckets().empty());
}

TEST_CASE("periods that cannot stay open are an error") {
    auto const over = [](measure const& by) {
        return mistake_of(ladder("x", by, step{10, 1}).at_period_end(period_results::stay_open));
    };
    CHECK(over(yearly) == errc::ok);
    CHECK(over(yearly.within(window::membership_year())) == errc::ok);
    CHECK(over(order_count().within(calendar_year).returned(undo::at_order)) == errc::ok);
    CHECK(over(yearly.within(window::lifetime())) == errc::period_needed);
    CHECK(over(net_spend().within(calendar_year)) == errc::results_without_orders);
    CHECK(over(yearly.counted_by(progress::paid, days(30))) == errc::results_without_orders);
    CHECK(mistake_of(ladder("x", yearly, step{10, 1})) == errc::ok);
}

TEST_CASE(
    "with periods that stay open the credit is that of every year's net spend, whenever goods come back") {
    auto const law = [](auto const& rule) {
        return [rule] {
            auto const program =
                make("law", currencies::EUR, rule.at_period_end(period_results::stay_open), returns(1'000));
            RC_ASSERT(program.has_value());
            shop s(*program);
            auto const& curve = program->template get<std::remove_cvref_t<decltype(rule)>>().curve();
            std::array<std::int64_t, 8> net{};
            date day = day_of("2026-01-01");
            auto const year_of = [](date on) { return static_cast<std::size_t>(to_ymd(on).year - 2026); };
            int const facts = *rc::gen::inRange(1, 12);
            for (int i = 0; i < facts; ++i) {
                day = day + *rc::gen::inRange(0, 150);
                std::size_t const which = *rc::gen::inRange<std::size_t>(0, s.receipts.size() + 2);
                bool const back = which < s.receipts.size() && !s.receipts[which].all_back() &&
                                  day < s.receipts[which].day + 1'000;
                std::int64_t const minor =
                    back ? *rc::gen::inRange<std::int64_t>(1, 40) : *rc::gen::inRange<std::int64_t>(40, 400);
                if (back) {
                    std::int64_t const left =
                        s.receipts[which].lines[0].list_minor - s.receipts[which].back(0).list_minor;
                    net[year_of(s.receipts[which].day)] -= std::min(minor, left);
                    s.bring_back(day, which, {{.number = 1, .list_minor = std::min(minor, left)}});
                } else {
                    net[year_of(day)] += minor;
                    s.buy(day, {goods(minor)});
                }
                std::int64_t owed = 0;
                for (std::int64_t const figure : net) owed += *curve.total(figure);
                balance const b = s.balance("cash", day);
                RC_ASSERT(b.available - b.debt == owed);
            }
        };
    };
    constexpr auto steps = ladder("cash", yearly, step{1, "0.10"_d}, step{3, "0.30"_d});
    CHECK_PROPERTY("follow", law(steps.then_every(2, "0.20"_d)));
    CHECK_PROPERTY("revoke unused", law(steps.when_returned(on_return::revoke_unused)));
    CHECK_PROPERTY("freeze", law(steps.then(ladder_end::new_lap).when_returned(on_return::freeze)));
    CHECK_PROPERTY("rates", law(ladder("cash", yearly, rate_step{1, 1_percent}, rate_step{3, 2_percent})));
}
