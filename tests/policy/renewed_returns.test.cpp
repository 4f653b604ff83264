// SPDX-License-Identifier: BSL-1.0
#include <map>

#include "support/property.hpp"
#include "support/shop.hpp"

/// Lots that activity keeps alive, and returns of the orders that earned them: what of the own lot expired
/// unused, on whatever day it did in the end, counts as paid back.

using namespace tessera;
using namespace shop_tests;

namespace {

constexpr auto kept_alive = accrual("points", 1).living(days(100)).renewed(by_orders);
constexpr auto program_of_points = compose("active", currencies::EUR, kept_alive,
                                           redemption("points", point_value{1, decimal(1)}), returns(730));
using points_shop = shop<std::remove_const_t<decltype(program_of_points)>>;

constexpr date new_year = date_of(2026, 1, 1), february = date_of(2026, 2, 1),
               september = date_of(2026, 9, 1);

/// Effects: pays an order that earns nothing with so many points.
template <class Program>
void spend(shop<Program>& s, date day, std::int64_t points) {
    s.buy(day, {item(100 * points, no_earn)}, {{s.rules.redemption_rule("points"), points}});
}
/// Returns: what the member owes once the n-th order has come back.
template <class Program>
std::int64_t owed_after(shop<Program>& s, date day, std::size_t order) {
    s.bring_back(day, order);
    return s.balance("points", day).debt;
}
/// Returns: what of the last return counted as paid back because it had expired.
template <class Program>
std::int64_t excused(shop<Program> const& s) {
    reason const* const why = reason_of(s.last, reason_code::excused);
    return why == nullptr ? 0 : why->a;
}

}  // namespace

TEST_CASE("what was kept alive and then expired unused counts as paid back, written down or not") {
    for (bool const written : {false, true}) {
        points_shop s(program_of_points);
        s.buy(new_year, 2'000);
        s.buy(february, 100);
        s.buy(february + 90, 300);
        if (written) s.wait(september);
        CHECK(owed_after(s, september + 1, 0) == 0);
        CHECK(excused(s) == 20);
        CHECK(owed_after(s, september + 2, 2) == 0);
        CHECK(excused(s) == 3);
        CHECK(owed_after(s, september + 3, 1) == 0);
        CHECK(excused(s) == 1);
        CHECK(s.member.lapsed_lots().empty());
    }
}

TEST_CASE("what of it was spent is owed") {
    points_shop s(program_of_points);
    s.buy(new_year, 2'000);
    s.buy(february, 100);
    spend(s, february + 1, 15);
    s.wait(september);
    CHECK(owed_after(s, september + 1, 0) == 20 - 6);
    CHECK(excused(s) == 6);
    CHECK(owed_after(s, september + 2, 1) == 20 - 6 + 1);
}

TEST_CASE("what expired of later orders is none of it") {
    points_shop spent(program_of_points);
    spent.buy(new_year, 2'000);
    spent.buy(new_year + 1, 500);
    spend(spent, february, 25);
    spent.buy(september, 3'000);
    spent.wait(september + 100);
    CHECK(owed_after(spent, september + 101, 0) == 20);
    CHECK(excused(spent) == 0);

    points_shop twice(program_of_points);
    twice.buy(new_year, 2'000);
    twice.buy(february, 100);
    twice.buy(september, 3'000);
    twice.buy(september + 10, 200);
    twice.wait(september + 110);
    CHECK(owed_after(twice, september + 111, 0) == 0);
    CHECK(twice.member.lapsed_lots().size() == 2);
    CHECK(owed_after(twice, september + 112, 1) == 0);
    CHECK(twice.member.lapsed_lots().size() == 1);
    CHECK(owed_after(twice, september + 113, 2) == 0);
    CHECK(owed_after(twice, september + 114, 3) == 0);
    CHECK(twice.member.lapsed_lots().empty());
}

TEST_CASE("while it lives it is found before what ends sooner") {
    constexpr auto program =
        compose("active", currencies::EUR, kept_alive, action_award("visit", "points", 3).living(days(5)),
                redemption("points", point_value{1, decimal(1)}), returns(730));
    shop s(program);
    s.buy(new_year, 2'000);
    s.buy(february, 100);
    date const day = february + 1;
    s.commit(action{.head = s.next_head(day), .what = action_named("visit")});
    s.bring_back(day, 0);
    auto const left = lots_of(s.member, program.chart(), program.pool("points"), day);
    REQUIRE(left.size() == 2);
    CHECK(left[0] == lot{{day + 5}, 3});
    CHECK(left[1] == lot{{february + 100}, 1});
}

TEST_CASE("what activity kept alive is remembered as long as returns are taken") {
    points_shop s(program_of_points);
    s.buy(new_year, 2'000);
    s.buy(february, 100);
    s.buy(february + 1, 100);
    CHECK(s.member.buckets().size() == 1);
    s.wait(february + 101 + 729);
    CHECK(s.member.buckets().size() == 1);
    s.wait(february + 101 + 730);
    CHECK(s.member.buckets().empty());
    CHECK(s.member.lapsed_lots().empty());

    constexpr auto without = compose("active", currencies::EUR, kept_alive);
    shop t(without);
    t.buy(new_year, 2'000);
    t.buy(february, 100);
    CHECK(t.member.buckets().empty());
}

TEST_CASE("two rules that keep one pool alive for different lives") {
    constexpr auto program = compose("active", currencies::EUR, kept_alive,
                                     accrual("points", 1)
                                         .of(paid_price.over({.category = {7}}))
                                         .living(days(150))
                                         .renewed(by_orders)
                                         .named("longer"),
                                     returns(730));
    shop s(program);
    s.buy(new_year, 2'000);
    s.buy(february, 100);
    s.buy(february + 30, 100);
    s.wait(september);
    for (std::size_t order : {1U, 0U, 2U}) CHECK(owed_after(s, september + 1, order) == 0);
    CHECK(s.member.lapsed_lots().empty());
}

namespace {

/// The same, worked out lot by lot: every award knows the end of the lot it is in.
class followed_lots {
public:
    void award(date day, std::int64_t points) {
        std::int64_t const pays = std::min(debt, points);
        debt -= pays;
        lots_[day + 100] += points - pays;
        renew(day);
        awards_.push_back({day + 100, points});
    }
    void spend(date day, std::int64_t points) {
        static_cast<void>(take_usable(day, points));
        renew(day);
    }
    void take_back(date day, std::size_t award) {
        std::int64_t due = awards_[award].points;
        due -= take(awards_[award].ends, due);
        debt += due - take_usable(day, due);
    }
    [[nodiscard]] std::int64_t available(date day) const {
        std::int64_t sum = 0;
        for (auto const& [ends, points] : lots_) sum += ends > day ? points : 0;
        return sum;
    }

    std::int64_t debt = 0;

private:
    struct given {
        date ends;
        std::int64_t points;
    };
    std::int64_t take(date ends, std::int64_t most) {
        std::int64_t const taken = std::min(most, lots_[ends]);
        lots_[ends] -= taken;
        return taken;
    }
    std::int64_t take_usable(date day, std::int64_t most) {
        std::int64_t taken = 0;
        for (auto const& [ends, points] : std::map(lots_))
            if (ends > day) taken += take(ends, most - taken);
        return taken;
    }
    void renew(date day) {
        for (auto const& [ends, points] : std::map(lots_)) {
            if (ends <= day || ends >= day + 100 || points == 0) continue;
            lots_[day + 100] += take(ends, points);
            for (given& g : awards_)
                if (g.ends == ends) g.ends = day + 100;
        }
    }

    std::map<date, std::int64_t> lots_;  ///< by end; what expired unused stays there
    std::vector<given> awards_;
};

bool returnable(receipt const& paper, date day) { return !paper.all_back() && day < paper.day + 730; }

}  // namespace

TEST_CASE("returns find what activity kept alive where following every lot finds it") {
    CHECK_PROPERTY("whatever was bought, spent and brought back", [] {
        points_shop s(program_of_points);
        followed_lots expected;
        std::vector<std::size_t> earned;  // places of orders that earn, in the shop
        date day = new_year;
        int const facts = *rc::gen::inRange(1, 14);
        for (int i = 0; i < facts; ++i) {
            day = day + *rc::gen::element(0, 1, 40, 99, 100, 101);
            std::int64_t const points = *rc::gen::inRange<std::int64_t>(1, 30);
            int const what = *rc::gen::inRange(0, 5);
            std::size_t const which = *rc::gen::inRange<std::size_t>(0, earned.size() + 1);
            if (what <= 1) {
                earned.push_back(s.receipts.size());
                s.buy(day, 100 * points);
                expected.award(day, points);
            } else if (what == 2) {
                spend(s, day, points);
                expected.spend(day, points);
            } else if (what == 3) {
                s.wait(day);
            } else if (which < earned.size() && returnable(s.receipts[earned[which]], day)) {
                s.bring_back(day, earned[which]);
                expected.take_back(day, which);
            }
            RC_ASSERT(s.balance("points", day).debt == expected.debt);
            RC_ASSERT(s.balance("points", day).available == expected.available(day));
        }
    });
}
