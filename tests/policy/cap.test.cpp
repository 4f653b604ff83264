// SPDX-License-Identifier: BSL-1.0
#include <string>

#include <tessera/program/versions.hpp>
#include <tessera/tessera.hpp>

#include "support/property.hpp"
#include "support/shop.hpp"

using namespace tessera;
using namespace tessera::literals;
using shop_tests::day_of;
using shop_tests::item;

namespace {

constexpr auto one_each = accrual("points", 1);
constexpr auto per_day = window::calendar(calendar_unit::day);
constexpr auto per_month = window::calendar(calendar_unit::month);

/// Effects: plays `day | event | wanted | granted | by | points` against a program with one accrual.
///   `by` is what bound it: `order`, `window`, `balance`, and `refused` where nothing was granted.
template <class Program>
void play_caps(Program const& program, std::string_view table) {
    shop_tests::shop s(program);
    auto const rows = text_table::rows(table);
    for (std::size_t i = 1; i < rows.size(); ++i) {
        INFO("row " << i << ": " << text_table::line_of(rows[i]));
        date const day = day_of(rows[i][0]);
        shop_tests::happen(s, rows[i][1], day);
        std::string wanted, granted, by;
        for (reason const& why : s.last.reasons) {
            if (why.code != reason_code::cap_cut && why.code != reason_code::cap_refused) continue;
            constexpr std::string_view names[] = {"nothing", "order", "window", "balance"};
            wanted += (wanted.empty() ? "" : ", ") + std::to_string(why.b);
            granted += (granted.empty() ? "" : ", ") + std::to_string(why.a);
            by += (by.empty() ? "" : ", ") + std::string(names[why.detail]);
            CHECK((why.code == reason_code::cap_refused) == (why.a == 0));
        }
        CHECK(wanted == rows[i][2]);
        CHECK(granted == rows[i][3]);
        CHECK(by == rows[i][4]);
        CHECK(std::to_string(s.balance("points", day).available) == rows[i][5]);
    }
}

}  // namespace

TEST_CASE("caps per order, day, month and lifetime, each on what the one before grants") {
    constexpr auto program = compose("caps", currencies::EUR,
                                     one_each.capped(at_most(100).per_order(), at_most(150).within(per_day),
                                                     at_most(300).within(per_month), at_most(400).in_all()));
    play_caps(program, R"(
        day        | event          | wanted   | granted | by             | points
        2026-01-30 | buy 100.00     |          |         |                | 100
        2026-01-30 | buy 100.01     | 100      | 50      | window         | 150
        2026-01-30 | buy 1.00       | 1        | 0       | window         | 150
        2026-01-31 | buy 500.00     | 500      | 100     | order          | 250
        2026-01-31 | buy 500.00     | 500, 100 | 100, 50 | order, window  | 300
        2026-02-01 | buy 90.00      |          |         |                | 390
        2026-02-02 | buy 90.00      | 90       | 10      | window         | 400
        2027-01-01 | buy 90.00      | 90       | 0       | window         | 400
    )");
}

TEST_CASE("a cap that refuses grants all or nothing, and what was refused counts for no cap") {
    constexpr auto program =
        compose("caps", currencies::EUR, one_each.capped(at_most(100).within(per_day).or_nothing()));
    play_caps(program, R"(
        day        | event      | wanted | granted | by     | points
        2026-01-30 | buy 60.00  |        |         |        | 60
        2026-01-30 | buy 41.00  | 41     | 0       | window | 60
        2026-01-30 | buy 40.00  |        |         |        | 100
        2026-01-30 | buy 1.00   | 1      | 0       | window | 100
        2026-01-31 | buy 100.00 |        |         |        | 200
        2026-02-01 | buy 101.00 | 101    | 0       | window | 200
    )");
}

TEST_CASE("a cap on the balance counts what waits and what is owed, and frees up when value is gone") {
    constexpr auto program =
        compose("caps", currencies::EUR, one_each.living(days(10)).capped(at_most(100).held()));
    play_caps(program, R"(
        day        | event        | wanted | granted | by      | points
        2026-01-01 | buy 70.00    |        |         |         | 70
        2026-01-02 | buy 70.00    | 70     | 30      | balance | 100
        2026-01-03 | buy 70.00    | 70     | 0       | balance | 100
        2026-01-04 | return 20.00 |        |         |         | 80
        2026-01-11 | buy 70.00    |        |         |         | 100
        2026-01-12 | return 90.00 |        |         |         | 0
        2026-01-12 | buy 150.00   | 150    | 120     | balance | 100
    )");
    constexpr auto waiting =
        compose("caps", currencies::EUR, one_each.pending(days(5)).capped(at_most(100).held()));
    play_caps(waiting, R"(
        day        | event     | wanted | granted | by      | points
        2026-01-01 | buy 70.00 |        |         |         | 0
        2026-01-02 | buy 70.00 | 70     | 30      | balance | 0
        2026-01-06 | buy 70.00 | 70     | 0       | balance | 70
        2026-01-07 | wait      |        |         |         | 100
    )");
}

TEST_CASE("caps shared by name count together, others apart") {
    constexpr auto books = accrual("points", 1).of(paid_price.over({.category = {7}})).named("books");
    auto const granted = [](auto const& program) {
        shop_tests::shop s(program);
        s.buy(date_of(2026, 1, 1), {{.category = {7}, .list_minor = 8'000}});
        return s.balance("points", date_of(2026, 1, 1)).available;
    };
    constexpr auto apart = compose("apart", currencies::EUR, one_each.capped(at_most(50).within(per_day)),
                                   books.capped(at_most(50).within(per_day)));
    CHECK(granted(apart) == 100);
    constexpr auto shared = at_most(50).within(per_day).shared_as("day");
    constexpr auto together =
        compose("together", currencies::EUR, one_each.capped(shared), books.capped(shared));
    CHECK(granted(together) == 50);
    constexpr auto two_windows = compose("windows", currencies::EUR, one_each.capped(shared),
                                         books.capped(at_most(50).within(per_month).shared_as("day")));
    CHECK(granted(two_windows) == 100);
}

TEST_CASE("a cap never rounds up, and has the decimals of the points") {
    constexpr auto program = compose("caps", currencies::EUR,
                                     one_each.with_decimals(1)
                                         .rounded(rounding_scope::order, rounding::up)
                                         .capped(at_most(decimal(15, 1)).per_order()));
    shop_tests::shop s(program);
    s.buy(date_of(2026, 1, 1), 151);
    CHECK(s.balance("points", date_of(2026, 1, 1)).available == 15);
    auto const fine = make("fine", currencies::EUR, one_each.capped(at_most(decimal(15, 1)).per_order()));
    CHECK((!fine && fine.error() == errc::not_representable));
    auto const window_of_nothing =
        make("none", currencies::EUR,
             one_each.capped(at_most(1).within(window::rolling_days(0, resolution::day))));
    CHECK((!window_of_nothing && window_of_nothing.error() == errc::invalid_window));
    auto const below_zero = make("below", currencies::EUR, one_each.capped(at_most(-1).per_order()));
    CHECK((!below_zero && below_zero.error() == errc::negative_rate));
}

TEST_CASE("a rolling cap, and one over membership years") {
    constexpr auto program =
        compose("caps", currencies::EUR,
                one_each.capped(at_most(100).within(window::rolling_days(7, resolution::day)),
                                at_most(250).within(window::membership_year())));
    play_caps(program, R"(
        day        | event     | wanted | granted | by     | points
        2026-01-01 | buy 80.00 |        |         |        | 80
        2026-01-03 | buy 80.00 | 80     | 20      | window | 100
        2026-01-07 | buy 80.00 | 80     | 0       | window | 100
        2026-01-08 | buy 90.00 | 90     | 80      | window | 180
        2026-01-10 | buy 10.00 |        |         |        | 190
        2026-01-17 | buy 90.00 | 90     | 60      | window | 250
        2026-12-31 | buy 90.00 | 90     | 0       | window | 250
        2027-01-01 | buy 90.00 |        |         |        | 340
    )");
    shop_tests::shop s(program, date::min());
    decision d;
    CHECK(program.decide(s.member, s.order_of(date_of(2026, 1, 1), {item(100)}), d).error() ==
          errc::joining_day_needed);
}

TEST_CASE("laws of caps") {
    CHECK_PROPERTY("no day grants more than its cap, and all that is wanted below it", [] {
        static constexpr auto program =
            compose("caps", currencies::EUR, one_each.capped(at_most(50).within(per_day)));
        auto const amounts =
            *rc::gen::container<std::vector<std::uint16_t>>(rc::gen::inRange<std::uint16_t>(0, 6'000));
        shop_tests::shop s(program);
        std::int64_t wanted = 0;
        for (std::uint16_t const amount : amounts) {
            s.buy(date_of(2026, 1, 1), std::int64_t{amount});
            wanted += amount / 100;
        }
        RC_ASSERT(s.balance("points", date_of(2026, 1, 1)).available == std::min<std::int64_t>(wanted, 50));
    });
}

TEST_CASE("what comes back with its receipt frees the caps it had used, while these count") {
    constexpr auto program =
        compose("caps", currencies::EUR,
                one_each.capped(at_most(100).within(per_month), at_most(150).in_all()), returns(365));
    shop_tests::shop s(program);
    auto const points = [&](date day) { return s.balance("points", day).available; };
    s.buy(date_of(2026, 1, 5), {{.number = 1, .quantity = 2, .list_minor = 16'000}});
    CHECK(points(date_of(2026, 1, 5)) == 100);
    s.bring_back(date_of(2026, 1, 6), 0, {{.number = 1, .quantity = 1}});
    CHECK(points(date_of(2026, 1, 6)) == 50);
    s.buy(date_of(2026, 1, 7), 9'000);
    CHECK(points(date_of(2026, 1, 7)) == 100);
    // In February January's cap is over, and the one for life still counts.
    s.bring_back(date_of(2026, 2, 1), 1);
    CHECK(points(date_of(2026, 2, 1)) == 50);
    s.buy(date_of(2026, 2, 2), 20'000);
    CHECK(points(date_of(2026, 2, 2)) == 150);
}

namespace {

/// Returns: what an order of so many points is granted on 17 January, after one of 500.00 was bought by the
///   first version on the 10th, and came back by the second on the 15th; the third has begun on the 16th.
template <class First, class Second, class Third>
std::int64_t granted_after(First const& first, Second const& second, Third const& third,
                           std::int64_t wanted) {
    auto const a = make(identity{"shop", {1}}, currencies::EUR, first, returns(60));
    REQUIRE(a.has_value());
    auto const b = make(identity{"shop", {2}}.after(a->chart()), currencies::EUR, second, returns(60));
    REQUIRE(b.has_value());
    auto const c = make(identity{"shop", {3}}.after(b->chart()), currencies::EUR, third, returns(60));
    REQUIRE(c.has_value());
    auto const all = make_versions(since{day_of("2026-01-01"), *a}, since{day_of("2026-01-12"), *b},
                                   since{day_of("2026-01-16"), *c});
    REQUIRE(all.has_value());
    shop_tests::shop s(*all);
    s.buy(day_of("2026-01-10"), 50'000);
    s.bring_back(day_of("2026-01-15"), 0);
    slot_id const pool = c->pool("points");
    CHECK(balance_of(s.member, all->chart(), pool, day_of("2026-01-15")).available == 0);
    s.buy(day_of("2026-01-17"), wanted * 100);
    return balance_of(s.member, all->chart(), pool, day_of("2026-01-17")).available;
}

}  // namespace

TEST_CASE("what comes back frees only caps that counted it, whatever the versions between") {
    constexpr auto per_quarter = window::calendar(calendar_unit::quarter);
    constexpr auto a_hundred = one_each.capped(at_most(100).within(per_month));
    constexpr auto thousand = one_each.capped(at_most(1000).within(per_month));
    CHECK(granted_after(one_each, a_hundred, a_hundred, 600) == 100);
    CHECK(granted_after(thousand, one_each.capped(at_most(100).within(per_quarter)),
                        one_each.capped(at_most(100).within(per_quarter)), 600) == 100);
    CHECK(granted_after(thousand, a_hundred, a_hundred, 600) == 100);
    CHECK(granted_after(thousand, one_each, thousand, 900) == 900);
    CHECK(granted_after(thousand, accrual("stars", 1), thousand, 900) == 900);
}

TEST_CASE("with carry an order too small for a point comes back exactly under a cap that cuts nothing") {
    constexpr auto program =
        compose("capped", currencies::EUR,
                accrual("points", 1).rounded(rounding_scope::carry).capped(at_most(100).within(per_month)),
                returns(60));
    shop_tests::shop s(program);
    date const day = date_of(2026, 1, 1);
    for (std::size_t i = 0; i < 4; ++i) {
        s.buy(day, 60);
        s.bring_back(day, i);
        CHECK(s.balance("points", day).available == 0);
    }
    s.buy(day, 60);
    s.buy(day, 60);
    CHECK(s.balance("points", day).available == 1);
    s.bring_back(day, 4);
    CHECK(s.balance("points", day).available == 0);
    CHECK(s.balance("points", day).debt == 0);
}

TEST_CASE("with carry a cap is freed by what goes back, whichever order completed the point") {
    constexpr auto program =
        compose("capped", currencies::EUR,
                accrual("points", 1).rounded(rounding_scope::carry).capped(at_most(1).within(per_month)),
                returns(60));
    date const day = date_of(2026, 1, 1);
    for (std::size_t const first : {std::size_t{0}, std::size_t{1}}) {
        shop_tests::shop s(program);
        s.buy(day, 60);
        s.buy(day, 60);
        s.bring_back(day, first);
        CHECK(s.balance("points", day).available == 0);
        s.buy(day, 60);
        CHECK(s.balance("points", day).available == 1);
        s.buy(day, 90);
        CHECK(s.balance("points", day).available == 1);
    }
}

TEST_CASE("with carry no more is freed than was counted, though more of the total goes") {
    constexpr auto program =
        compose("caps", currencies::EUR,
                accrual("points", 1).rounded(rounding_scope::carry).capped(at_most(10).within(per_month)),
                returns(365));
    shop_tests::shop s(program);
    date const day = date_of(2026, 1, 5);
    s.buy(day, 250);
    s.buy(day, 270);
    REQUIRE(s.balance("points", day).available == 5);
    s.bring_back(day, 0);
    s.bring_back(day, 1);
    s.buy(day, 2'000);
    CHECK(s.balance("points", day).available == 10);
}

TEST_CASE("an award that is over before it is made counts for no cap, and none says that it was cut") {
    constexpr auto both = at_most(100).within(per_month).shared_as("both");
    constexpr auto program =
        compose("caps", currencies::EUR, accrual("points", 1).living(until(date_of(2026, 2, 1))).capped(both),
                accrual("stars", 1).capped(both));
    shop_tests::shop s(program);
    date const day = date_of(2026, 2, 10);
    s.buy(day, 8'000);
    CHECK(s.balance("stars", day).available == 80);
    s.buy(day, 8'000);
    CHECK(s.balance("stars", day).available == 100);
    CHECK(std::count_if(s.last.reasons.begin(), s.last.reasons.end(),
                        [](reason const& why) { return why.code == reason_code::cap_cut; }) == 1);
}
