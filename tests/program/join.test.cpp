// SPDX-License-Identifier: BSL-1.0
#include <tessera/program/join.hpp>

#include "support/property.hpp"
#include "support/shop.hpp"

/// Two accounts of one person, kept by the day or only when something happened.

using namespace tessera;
using namespace shop_tests;

namespace {

using namespace tessera::literals;

constexpr auto club = compose(
    "club", currencies::EUR,
    tiers("club", net_spend().within(window::calendar(calendar_unit::month)), tier{"silver", 100})
        .held(days(20)),
    accrual("points", 1).living(days(20)).times("club", multiplier{"silver", 2}),
    accrual("stars", 1).pending(days(5)).living(days(9)), redemption("points", point_value{100, decimal(1)}),
    redemption("stars", point_value{100, decimal(1)}),
    ladder("cash", net_spend(), step{100, 10}, step{250, 20}).when_returned(on_return::freeze),
    ladder("late", net_spend().counted_by(progress::confirmed, days(7)), step{100, 10}),
    tiers("best", best_order().counted_by(progress::confirmed, days(7)), tier{"one", 50}),
    tiers("often", order_periods(calendar_unit::week).within(window::rolling_days(9, resolution::day)),
          tier{"weekly", 2})
        .held(days(5)));

constexpr date start = date_of(2026, 1, 1);

fact_head head_at(std::uint64_t id, int day, std::uint64_t sequence) {
    return {{id}, {{(start + day).day * std::int64_t{86'400}}, sequence}, start + day, start};
}

/// What happened to one of two members, decided day by day or only as it came.
struct person {
    std::uint64_t ids;  ///< of this member's facts, above this
    bool daily;
    account held{};
    decision last{};
    int day = 0;
    std::uint64_t facts = 0;

    template <class Fact>
    void take(Fact what, int on) {
        wait(on);
        ++facts;
        what.head = head_at(ids + facts, on, facts);
        decide(what);
    }
    void buy(int on, std::int64_t minor) {
        line const goods{.number = 1, .list_minor = minor};
        order what;
        what.what.lines = {&goods, 1};
        take(what, on);
    }
    void give_back(int on, std::int64_t minor) {
        line const goods{.list_minor = minor};
        take(item_return{{}, {&goods, 1}}, on);
    }
    void keep(int on, std::int64_t points, int until) {
        take(reserve{{}, club.redemption_rule("points"), {ids + facts}, points, head_at(0, until, 0).key.at},
             on);
    }
    void wait(int on) {
        if (daily)
            for (; day < on; ++day) decide(day_passes{head_at(ids, day + 1, 0)});
    }
    template <class Fact>
    void decide(Fact const& what) {
        REQUIRE(club.decide(held, what, last).has_value());
        REQUIRE(apply(held, club.chart(), last.as_entry()) == errc::ok);
    }
};

/// Returns: the one account of two on a day, but for its version.
bytes joined(person const& leaves, person const& stays, int day) {
    decision leaving, staying;
    account left = leaves.held, stayed = stays.held;
    auto const done = join(club, left, stayed, head_at(9'999, day, 9'999), leaving, staying);
    REQUIRE(done.has_value());
    REQUIRE(apply(left, club.chart(), leaving.as_entry()) == errc::ok);
    REQUIRE(apply(stayed, club.chart(), staying.as_entry()) == errc::ok);
    bytes all = bytes_of(stayed, club.chart());
    all.erase(all.begin() + 16, all.begin() + 20);
    return all;
}

balance owned(account const& of, std::string_view pool, int day) {
    return balance_of(of, club.chart(), club.pool(pool), start + day);
}

}  // namespace

TEST_CASE("joining looks at what is true on the day, written down or not") {
    CHECK_PROPERTY("lazily kept accounts and daily ones", [] {
        std::vector<person> people;
        for (std::uint64_t const ids : {1'000U, 1'000U, 2'000U, 2'000U})
            people.push_back({ids, people.size() % 2 == 1});
        int last = 0;
        for (std::size_t of : {0U, 2U}) {
            int day = 0;
            for (int i = *rc::gen::inRange(0, 8); i > 0; --i) {
                day += *rc::gen::inRange(0, 9);
                auto const amount = *rc::gen::inRange<std::int64_t>(1, 200);
                int const kind = *rc::gen::inRange(0, 5), until = day + *rc::gen::inRange(1, 9);
                for (std::size_t each : {of, of + 1}) {
                    if (kind == 0) people[each].give_back(day, amount * 100);
                    if (kind == 1) people[each].keep(day, amount, until);
                    if (kind > 1) people[each].buy(day, amount * 100);
                }
            }
            last = std::max(last, day);
        }
        int const day = last + *rc::gen::inRange(0, 30);
        for (person& each : people) each.wait(day);
        bytes const lazily = joined(people[0], people[2], day);
        RC_ASSERT(joined(people[1], people[3], day) == lazily);
        RC_ASSERT(joined(people[1], people[2], day) == lazily);
        RC_ASSERT(joined(people[2], people[0], day) == lazily);
    });
}

TEST_CASE(
    "a week in which two members ordered is one week of the one they become, as long as its last order "
    "counts") {
    person one{1'000, false}, other{2'000, false};
    one.buy(0, 10'00);
    other.buy(2, 10'00);
    other.buy(5, 10'00);
    decision leaving, staying;
    REQUIRE(join(club, one.held, other.held, head_at(9, 6, 9), leaving, staying).has_value());
    REQUIRE(apply(other.held, club.chart(), staying.as_entry()) == errc::ok);
    slot_id weeks{};
    for (bound_measure const& m : club.measures())
        if (m.what.kind == measure_kind::order_periods) weeks = m.slot();
    auto const count = [&](int day) { return measure_of(other.held, club.chart(), weeks, start + day); };
    CHECK(count(6) == 2);
    CHECK(count(10) == 2);
    CHECK(count(11) == 1);
    CHECK(count(14) == 0);
}

TEST_CASE("what a ladder froze of one step in both accounts is frozen together, and comes back") {
    person one{1'000, false}, other{2'000, false};
    for (person* each : {&one, &other}) {
        each->buy(0, 110'00);
        each->give_back(1, 20'00);
        CHECK(owned(each->held, "cash", 1).reserved == 10'00);
    }
    decision leaving, staying;
    REQUIRE(join(club, one.held, other.held, head_at(9, 2, 9), leaving, staying).has_value());
    REQUIRE(apply(other.held, club.chart(), staying.as_entry()) == errc::ok);
    CHECK(owned(other.held, "cash", 2).reserved == 20'00);
    other.facts = 10;
    other.buy(3, 1'00);
    CHECK(owned(other.held, "cash", 3).reserved == 0);
    CHECK(owned(other.held, "cash", 3).available == 20'00);
}

TEST_CASE("joining is a fact of both accounts, and comes once") {
    person one{1'000, false}, other{2'000, false};
    one.buy(0, 10'00);
    other.buy(4, 20'00);
    decision leaving, staying;
    CHECK(join(club, one.held, other.held, head_at(9, 2, 9), leaving, staying).error() ==
          errc::behind_frontier);
    CHECK(staying.postings.empty());
    fact_head const head = head_at(9, 5, 9);
    REQUIRE(join(club, one.held, other.held, head, leaving, staying).has_value());
    account const untouched = one.held;
    REQUIRE(apply(one.held, club.chart(), leaving.as_entry()) == errc::ok);
    REQUIRE(apply(other.held, club.chart(), staying.as_entry()) == errc::ok);
    CHECK(owned(one.held, "points", 5).available == 0);
    CHECK(owned(other.held, "points", 5).available == 30);
    REQUIRE(join(club, one.held, other.held, head, leaving, staying).has_value());
    CHECK(leaving.how == outcome::repeat);
    CHECK(staying.postings.empty());
    CHECK(join(club, untouched, other.held, head, leaving, staying).error() == errc::behind_frontier);

    person twin{1'000, false};
    twin.buy(0, 10'00);
    person same = twin;
    twin.keep(1, 5, 9);
    same.keep(1, 5, 9);
    CHECK(join(club, twin.held, same.held, head, leaving, staying).error() == errc::holds_collide);
    CHECK(leaving.postings.empty());
}
