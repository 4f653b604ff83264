// SPDX-License-Identifier: BSL-1.0
#include <set>

#include "support/property.hpp"
#include "support/shop.hpp"

using namespace tessera;
using namespace shop_tests;

namespace {

constexpr measure months_ordered = order_periods(calendar_unit::month);
constexpr window calendar_year = window::calendar(calendar_unit::year);

template <class Rule>
errc mistake_of(Rule const& rule) {
    auto const made = make("wrong", currencies::EUR, rule, returns(365));
    return made ? errc::ok : made.error();
}

/// Returns: the periods with an order of which something is still with the member, by looking at all of them.
template <class Shop>
std::int64_t counted_anew(Shop const& s, measure const& by, date joined, date day) {
    std::set<date> found;
    for (receipt const& paper : s.receipts)
        if (!paper.all_back() && day < by.over.expires(paper.day, joined))
            found.insert(period_of(paper.day, by.unit, by.anchor).begin);
    return static_cast<std::int64_t>(found.size());
}

}  // namespace

TEST_CASE("the months of a year in which a member ordered, undone month by month") {
    constexpr measure by = months_ordered.within(calendar_year);
    constexpr auto program = compose("months", currencies::EUR, tiers("club", by, tier{"regular", 2}),
                                     ladder("cash", by, step{2, 5}), returns(365));
    play(program, R"(
        day        | event        | count | level | credit cash
        2026-01-05 | buy 10.00    | 1     | 0     | 0.00
        2026-01-31 | buy 10.00    | 1     | 0     | 0.00
        2026-02-01 | buy 10.00    | 2     | 1     | 5.00
        2026-02-02 | back 1       | 2     | 1     | 5.00
        2026-02-03 | back 2 4.00  | 2     | 1     | 5.00
        2026-02-04 | back 2       | 1     | 0     | 0.00
        2026-03-01 | buy 10.00    | 2     | 1     | 5.00
        2026-03-02 | return 10.00 | 2     | 1     | 5.00
        2026-12-31 | -            | 2     | 1     | 5.00
        2027-01-01 | wait         | 0     | 0     | 5.00
        2027-01-02 | back 3       | 0     | 0     | 5.00
        2027-01-03 | buy 10.00    | 1     | 0     | 5.00
    )");
}

TEST_CASE("in a moving window a month counts as long as one of its orders does") {
    constexpr measure by = months_ordered.within(window::rolling_months(3, resolution::day));
    constexpr auto program =
        compose("months", currencies::EUR, tiers("club", by, tier{"regular", 2}), returns(365));
    play(program, R"(
        day        | event        | count | level | until
        2026-01-05 | buy 10.00    | 1     | 0     | -
        2026-01-20 | buy 10.00    | 1     | 0     | -
        2026-02-10 | buy 10.00    | 2     | 1     | 2026-04-20
        2026-02-11 | back 2       | 2     | 1     | 2026-04-05
        2026-02-12 | buy 10.00    | 2     | 1     | 2026-04-05
        2026-04-05 | -            | 1     | 0     | -
    )");
}

TEST_CASE("months from the 15th, weeks and days") {
    constexpr auto program =
        compose("periods", currencies::EUR,
                tiers("months", order_periods(calendar_unit::month, months_from(15)), tier{"regular", 2}));
    play(program, R"(
        day        | event     | count
        2026-01-14 | buy 10.00 | 1
        2026-01-15 | buy 10.00 | 2
        2026-02-14 | buy 10.00 | 2
    )");
    constexpr auto weeks =
        compose("periods", currencies::EUR, ladder("cash", order_periods(calendar_unit::week), step{2, 1}));
    play(weeks, R"(
        day        | event     | count | credit cash
        2026-01-04 | buy 10.00 | 1     | 0.00
        2026-01-05 | buy 10.00 | 2     | 1.00
        2026-01-11 | buy 10.00 | 2     | 1.00
    )");
}

TEST_CASE("months that no return lowers") {
    constexpr auto program =
        compose("never", currencies::EUR, ladder("cash", months_ordered.returned(undo::never), step{1, 1}),
                returns(365));
    play(program, R"(
        day        | event     | count | credit cash
        2026-01-05 | buy 10.00 | 1     | 1.00
        2026-01-06 | back 1    | 1     | 1.00
    )");
}

TEST_CASE("periods with an order are what counting them anew gives, for every history and window") {
    auto const law = [](measure const& by) {
        return [by] {
            auto const program =
                make("law", currencies::EUR, tiers("club", by, tier{"regular", 2}), returns(1'000));
            RC_ASSERT(program.has_value());
            date const joined = date_of(2026, 1, 1);
            shop s(*program);
            date day = joined;
            int const facts = *rc::gen::inRange(1, 15);
            for (int i = 0; i < facts; ++i) {
                day = day + *rc::gen::inRange(0, 25);
                std::size_t const which = *rc::gen::inRange<std::size_t>(0, s.receipts.size() + 3);
                if (which == s.receipts.size() + 2)
                    s.wait(day);
                else if (which < s.receipts.size() && !s.receipts[which].all_back())
                    s.bring_back(day, which);
                else
                    s.buy(day, 1'000);
                for (date const on : {day, day + 20, day + 200})
                    RC_ASSERT(s.measure(on) == counted_anew(s, by, joined, on));
            }
        };
    };
    for (calendar_unit const unit : {calendar_unit::day, calendar_unit::week, calendar_unit::month}) {
        CHECK_PROPERTY("lifetime", law(order_periods(unit)));
        CHECK_PROPERTY("calendar year", law(order_periods(unit).within(calendar_year)));
        CHECK_PROPERTY("membership year", law(order_periods(unit).within(window::membership_year())));
        CHECK_PROPERTY("moving days",
                       law(order_periods(unit).within(window::rolling_days(40, resolution::day))));
        CHECK_PROPERTY("moving weeks",
                       law(order_periods(unit).within(window::rolling_days(40, resolution::week))));
    }
}

TEST_CASE("to split the orders of a month changes nothing") {
    static constexpr auto program =
        compose("law", currencies::EUR, tiers("club", months_ordered, tier{"regular", 2}, tier{"friend", 4}));
    CHECK_PROPERTY("one order a month or many", [] {
        shop whole(program), split(program);
        date month = date_of(2026, 1, 1);
        for (int i = 0; i < 6; ++i, month = add_months(month, 1)) {
            int const orders = *rc::gen::inRange(0, 4);
            if (orders > 0) whole.buy(month, orders * 1'000);
            for (int n = 0; n < orders; ++n) split.buy(month + 9 * n, 1'000);
            RC_ASSERT(whole.measure(month) == split.measure(month));
            RC_ASSERT(cell_of(whole, "level", month + 27) == cell_of(split, "level", month + 27));
        }
    });
}

TEST_CASE("periods that cannot be counted are an error") {
    CHECK(mistake_of(ladder("x", months_ordered, step{2, 1})) == errc::ok);
    CHECK(mistake_of(ladder("x", order_periods(calendar_unit::month, months_from(32)), step{2, 1})) ==
          errc::invalid_window);
    CHECK(mistake_of(ladder("x", months_ordered.counted_by(progress::paid, days(9)), step{2, 1})) ==
          errc::periods_count_at_once);
    CHECK(mistake_of(tiers("x", months_ordered, tier{"y", 2}).from(effective::this_order)) ==
          errc::one_measure_only);
    CHECK(mistake_of(ladder("x", months_ordered.within(calendar_year).returned(undo::at_order), step{2, 1})
                         .at_period_end(period_results::stay_open)) == errc::results_without_orders);
}
