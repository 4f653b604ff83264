// SPDX-License-Identifier: BSL-1.0
#include <tessera/tessera.hpp>

#include "support/shop.hpp"

using namespace tessera;
using namespace tessera::literals;

namespace {

constexpr date day = date_of(2026, 1, 31);
constexpr auto review = action_award("review", "points", 50).living(days(365));
constexpr auto birthday =
    action_award("birthday", "points", 100).once_within(window::calendar(calendar_unit::year));
constexpr auto week_of_birthday =
    action_award("born", "points", 200).on_birthday({.days_before = 3, .days_after = 3});
constexpr auto referral = action_award("referral", "points", 500)
                              .living(days(365))
                              .pending(days(60))
                              .opened_by(progress::return_window_over)
                              .withdrawn_by("referral undone");
constexpr auto goodwill = by_hand("goodwill", "points", hand::gives);
constexpr auto correction = by_hand("correction", "points", hand::takes);

template <class Shop>
decision const& act(Shop& s, date on, std::string_view what, std::uint64_t claim = 0) {
    return s.commit(action{.head = s.next_head(on), .what = action_named(what), .claim = claim});
}

/// What the host tells of a friend's order.
template <class Shop>
decision const& of_friend(Shop& s, date on, std::string_view what, std::uint64_t order) {
    return s.commit(
        action{.head = s.next_head(on), .what = action_named(what), .claim = order, .order = {order}});
}
template <class Shop>
decision const& window_over(Shop& s, date on, std::uint64_t order) {
    return s.commit(order_progress{s.next_head(on), {order}, progress::return_window_over});
}

template <class Shop>
decision const& by_staff(Shop& s, date on, std::string_view what, std::int64_t amount, lot_key lot,
                         bool named = true) {
    return s.commit(action{.head = s.next_head(on),
                           .what = action_named(what),
                           .amount = amount,
                           .lot = lot,
                           .lot_is_named = named});
}

}  // namespace

TEST_CASE("an action earns what its rule says, in a lot of its own life") {
    auto const program = make("actions", currencies::EUR, review);
    REQUIRE(program.has_value());
    shop_tests::shop s(*program);
    act(s, day, "review");
    CHECK(s.balance("points", day).available == 50);
    CHECK(s.balance("points", day + 364).available == 50);
    CHECK(s.balance("points", day + 365).available == 0);
    act(s, day, "visit");
    CHECK(s.balance("points", day).available == 50);
    REQUIRE(shop_tests::reason_of(act(s, day, "review"), reason_code::action_awarded) != nullptr);
    CHECK(s.balance("points", day).available == 100);
}

TEST_CASE("the same claim counts once within its window, another one counts") {
    auto const program = make("claims", currencies::EUR, review, birthday);
    REQUIRE(program.has_value());
    shop_tests::shop s(*program);
    act(s, day, "review", 7);
    CHECK(shop_tests::reason_of(act(s, day + 400, "review", 7), reason_code::claim_repeated) != nullptr);
    CHECK(s.balance("points", day + 400).available == 0);
    act(s, day + 400, "review", 8);
    CHECK(s.balance("points", day + 400).available == 50);

    shop_tests::shop other(*program);
    act(other, date_of(2026, 12, 31), "birthday", 1);
    act(other, date_of(2026, 12, 31), "birthday", 1);
    CHECK(other.balance("points", day).available == 100);
    act(other, date_of(2027, 1, 1), "birthday", 1);
    CHECK(other.balance("points", date_of(2027, 1, 1)).available == 200);
}

TEST_CASE("a birthday is claimed on the days around it, once, whoever says when the member was born") {
    auto const program = make("birthdays", currencies::EUR, week_of_birthday);
    REQUIRE(program.has_value());
    auto const rows = text_table::rows(R"(
        born       | claimed    | claim | points | why not          | first day to claim
        1990-03-01 | 2026-02-25 | 1     | 0      | claim_not_due    | 2026-02-26
        1990-03-01 | 2026-02-26 | 1     | 200    |                  |
        1990-03-01 | 2026-03-04 | 2     | 0      | claim_repeated   |
        1990-03-01 | 2026-03-05 | 3     | 0      | claim_not_due    | 2027-02-26
        1990-06-01 | 2026-06-01 | 4     | 0      | claim_repeated   |
        1990-03-01 | 2027-03-01 | 1     | 200    |                  |
        1992-02-29 | 2028-02-25 | 0     | 0      | claim_not_due    | 2028-02-26
        1992-02-29 | 2028-02-26 | 0     | 200    |                  |
        1990-01-02 | 2028-12-30 | 0     | 200    |                  |
        1990-12-30 | 2029-01-02 | 0     | 0      | claim_repeated   |
        1990-01-02 | 2029-01-05 | 0     | 0      | claim_repeated   |
        1990-01-02 | 2030-01-05 | 0     | 200    |                  |
    )");
    shop_tests::shop s(*program);
    for (std::size_t i = 1; i < rows.size(); ++i) {
        auto const& row = rows[i];
        CAPTURE(row);
        date const on = shop_tests::day_of(row[1]);
        std::int64_t const before = s.balance("points", on).available;
        auto const& done = s.commit(action{.head = s.next_head(on),
                                           .what = action_named("born"),
                                           .claim = std::stoull(row[2]),
                                           .born = shop_tests::day_of(row[0])});
        CHECK(std::to_string(s.balance("points", on).available - before) == row[3]);
        auto const* late = shop_tests::reason_of(done, reason_code::claim_not_due);
        CHECK((late != nullptr) == (row[4] == "claim_not_due"));
        CHECK((shop_tests::reason_of(done, reason_code::claim_repeated) != nullptr) ==
              (row[4] == "claim_repeated"));
        if (late) CHECK(date{static_cast<std::int32_t>(late->b)} == shop_tests::day_of(row[5]));
    }
}

TEST_CASE("a birthday of nobody knows when is an error, and so is a window of more than a year") {
    auto const program = make("birthdays", currencies::EUR, week_of_birthday);
    REQUIRE(program.has_value());
    decision out;
    fact_head const head{.id = {1}, .key = {instant_of({}, day), 1}, .day = day};
    auto const done = program->decide(account(), action{.head = head, .what = action_named("born")}, out);
    REQUIRE_FALSE(done.has_value());
    CHECK(done.error() == errc::birth_date_needed);
    auto const wrong = make("birthdays", currencies::EUR,
                            action_award("born", "points", 200).on_birthday({.days_before = 365}));
    REQUIRE_FALSE(wrong.has_value());
    CHECK(wrong.error() == errc::invalid_window);
}

TEST_CASE("an award waits for a friend's order, and opens or goes with it") {
    auto const program = make("friends", currencies::EUR, referral);
    REQUIRE(program.has_value());
    shop_tests::shop s(*program);
    of_friend(s, day, "referral", 901);
    of_friend(s, day, "referral", 902);
    of_friend(s, day, "referral", 903);
    CHECK(s.balance("points", day + 59).available == 0);
    CHECK(s.balance("points", day + 59).pending == 1500);

    window_over(s, day + 30, 901);
    CHECK(s.balance("points", day + 30).available == 500);
    CHECK(s.balance("points", day + 30).pending == 1000);
    CHECK(s.balance("points", day + 30 + 364).available == 1500);
    CHECK(s.balance("points", day + 30 + 365).available == 1000);  // the others live from the sixtieth day on

    auto const* undone =
        shop_tests::reason_of(of_friend(s, day + 31, "referral undone", 902), reason_code::withdrawn);
    REQUIRE(undone != nullptr);
    CHECK(undone->a == 500);
    CHECK(undone->b == 902);
    CHECK(s.balance("points", day + 31).pending == 500);
    undone = shop_tests::reason_of(of_friend(s, day + 31, "referral undone", 902), reason_code::withdrawn);
    REQUIRE(undone != nullptr);
    CHECK(undone->a == 0);
    CHECK(of_friend(s, day + 31, "referral undone", 901).postings.empty());
    window_over(s, day + 32, 902);
    CHECK(s.balance("points", day + 60).available == 1000);
    CHECK(s.balance("points", day + 60).debt == 0);
}

TEST_CASE("what has opened is the member's, whether or not the day was written down") {
    auto const program = make("friends", currencies::EUR, referral);
    REQUIRE(program.has_value());
    for (bool const written : {false, true}) {
        shop_tests::shop s(*program);
        of_friend(s, day, "referral", 901);
        if (written) s.commit(day_passes{s.next_head(day + 60)});
        of_friend(s, day + 60, "referral undone", 901);
        CHECK(s.balance("points", day + 60).available == 500);
    }
    shop_tests::shop s(*program);
    of_friend(s, day, "referral", 901);
    of_friend(s, day + 59, "referral undone", 901);
    CHECK(s.balance("points", day + 60).available == 0);
}

TEST_CASE("an award that names no order waits for its latest day, and nothing takes it back") {
    auto const program = make("friends", currencies::EUR, referral);
    REQUIRE(program.has_value());
    shop_tests::shop s(*program);
    act(s, day, "referral", 7);
    act(s, day, "referral undone");
    window_over(s, day, 0);
    CHECK(s.balance("points", day + 59).available == 0);
    CHECK(s.balance("points", day + 60).available == 500);
    CHECK(make("a", currencies::EUR, review.withdrawn_by("undone")).error() == errc::endless_wait);
    CHECK(make("a", currencies::EUR, review.opened_by(progress::paid)).error() == errc::endless_wait);
}

TEST_CASE("actions earn nothing of what orders earn") {
    auto const program = make("both", currencies::EUR, review, accrual("points", 1).living(days(365)));
    REQUIRE(program.has_value());
    shop_tests::shop s(*program);
    act(s, day, "review");
    CHECK(s.last.postings.size() == 1);
    s.buy(day, 10'00);
    CHECK(s.balance("points", day).available == 60);
}

TEST_CASE("staff give into a lot and take out of it, or out of all of them") {
    auto const program = make("staff", currencies::EUR, goodwill, correction);
    REQUIRE(program.has_value());
    shop_tests::shop s(*program);
    lot_key const early{day + 10}, late{day + 20};
    by_staff(s, day, "goodwill", 100, early);
    by_staff(s, day, "goodwill", 40, late);
    CHECK(s.balance("points", day).available == 140);
    CHECK(by_staff(s, day, "correction", 60, late).reasons[0].a == 40);
    CHECK(s.balance("points", day + 10).available == 0);
    CHECK(by_staff(s, day, "correction", 30, {}, false).reasons[0].a == 30);
    CHECK(s.balance("points", day).available == 70);
    CHECK(by_staff(s, day, "correction", 500, {}, false).reasons[0].a == 70);
    CHECK(s.balance("points", day).available == 0);
    CHECK(s.balance("points", day).debt == 0);
}

TEST_CASE("what staff give opens when its lot says so") {
    auto const program = make("staff", currencies::EUR, goodwill);
    REQUIRE(program.has_value());
    shop_tests::shop s(*program);
    by_staff(s, day, "goodwill", 100, {day + 15, day + 10});
    CHECK(s.balance("points", day + 9).available == 0);
    CHECK(s.balance("points", day + 10).available == 100);
    CHECK(s.balance("points", day + 14).available == 100);
    CHECK(s.balance("points", day + 15).available == 0);
}

TEST_CASE("an amount below zero is an error, and rules that make no sense are mistakes") {
    auto const program = make("staff", currencies::EUR, goodwill);
    REQUIRE(program.has_value());
    decision out;
    CHECK(program
              ->decide({},
                       action{.head = {{1}, {{0}, 1}, day}, .what = action_named("goodwill"), .amount = -1},
                       out)
              .error() == errc::negative_amount);
    CHECK(out.postings.empty());
    CHECK(make("a", currencies::EUR, action_award("a", "points", "-1"_d)).error() == errc::negative_rate);
    CHECK(make("a", currencies::EUR, action_award("a", "points", "0.5"_d)).error() ==
          errc::not_representable);
    CHECK(make("a", currencies::EUR, review.living(days(0))).error() == errc::lifetime_needed);
    CHECK(make("a", currencies::EUR, correction).error() == errc::unknown_points);
}
