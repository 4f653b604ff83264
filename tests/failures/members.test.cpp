// SPDX-License-Identifier: BSL-1.0
#include <tessera/tessera.hpp>

#include <tessera/ledger/join.hpp>
#include <tessera/program/merge.hpp>

#include "support/property.hpp"
#include "support/shop.hpp"

/// Failures of other systems with members over time: sales without a connection, two accounts of one person,
/// birthdays (docs/reference/failures.md), each as a test of our own.

using namespace tessera;
using namespace tessera::literals;
using shop_tests::bytes_of;
using shop_tests::item;

namespace {

constexpr date day = date_of(2026, 1, 1);
constexpr auto plain = compose(
    "plain", currencies::EUR, tiers("club", net_spend(list_price.with_stored_value()), tier{"gold", 100}),
    accrual("points", 1).living(days(365)), redemption("points", {.points = 1, .money = "0.10"_d}));

using plain_shop = shop_tests::shop<std::remove_const_t<decltype(plain)>>;

/// A shop that sells online and in a truck without a connection, with what it keeps to merge their sales.
struct shop_and_truck {
    account member;
    std::vector<past_fact> slice;
    std::deque<receipt> charged;
    decision last;

    /// Effects: decides a sale by what `known` says; nothing is stored.
    receipt const& sell(account const& known, order const& sale) {
        REQUIRE(plain.decide(known, sale, last).has_value());
        return charged.emplace_back(last.receipt);
    }
    void take_in(order const& sale, receipt const& paper) {
        merge_outcome also;
        past_fact const fact{sale, &paper};
        REQUIRE(merge(plain, account(), slice, fact, member, last, also).has_value());
        if (last.how == outcome::repeat) return;
        REQUIRE(apply(member, plain.chart(), last.as_entry()) == errc::ok);
        auto const later = [&](past_fact const& f) { return sale.head.key < head_of(f.what).key; };
        slice.insert(std::find_if(slice.begin(), slice.end(), later), fact);
    }
    [[nodiscard]] std::int64_t points(date on) const {
        balance const b = balance_of(member, plain.chart(), plain.pool("points"), on);
        return b.available - b.debt;
    }
};

}  // namespace

TEST_CASE(
    "odoo/odoo#270532, #108240, OCA/pos#185, frappe/erpnext#14885, POS-Awesome-V15#3059: offline sales lose, "
    "double and forget no points") {
    plain_shop s(plain);  // hands out places in time
    rule_id const points = plain.redemption_rule("points");
    order const first = s.order_of(day, {item(100'00)});
    order const in_the_truck = s.order_of(day + 1, {item(30'00)}, {{points, 50}});
    order const online = s.order_of(day + 2, {item(40'00)}, {{points, 80}});
    shop_and_truck both;
    both.take_in(first, both.sell(both.member, first));
    account const known_in_the_truck = both.member;
    receipt const& paper = both.sell(known_in_the_truck, in_the_truck);
    CHECK(paper.stored_value_minor == 5'00);
    both.take_in(online, both.sell(both.member, online));
    CHECK(both.points(day + 2) == 100 - 80 + 32);
    for (int retry = 0; retry < 3; ++retry) {
        both.take_in(in_the_truck, paper);
        CHECK(both.points(day + 2) == 100 - 80 + 32 - 50 + 25);
    }
    CHECK(both.last.how == outcome::repeat);
    CHECK(balance_of(both.member, plain.chart(), plain.pool("points"), day + 2).debt == 0);

    shop_and_truck in_order;
    in_order.take_in(first, both.charged[0]);
    in_order.take_in(in_the_truck, both.charged[1]);
    in_order.take_in(online, both.charged[2]);
    CHECK(in_order.points(day + 2) == both.points(day + 2));
    CHECK(measure_of(both.member, plain.chart(), plain.measures()[0].slot(), day + 2) == 170'00);
}

TEST_CASE("odoo/odoo#171706, mautic/mautic#5964: two members who are one lose, split and double no balance") {
    plain_shop one(plain), other(plain);
    one.buy(day, 60'00);
    other.buy(day, 50'00);
    other.buy(day + 30, {item(20'00)}, {{plain.redemption_rule("points"), 10}});
    row<posting> leaving, staying;
    date const today = day + 40;
    REQUIRE(join(one.member, other.member, plain.chart(), today, leaving, staying) == errc::ok);
    auto const post = [&](plain_shop& s, row<posting> const& postings) {
        fact_head const head = s.next_head(today);
        entry const all{head.id, head.key, s.member.version(), {}, postings.view()};
        REQUIRE(apply(s.member, plain.chart(), all) == errc::ok);
    };
    post(one, leaving);
    post(other, staying);
    CHECK(one.balance("points", today).available == 0);
    CHECK(lots_of(other.member, plain.chart(), plain.pool("points"), today) ==
          std::vector<lot>{{{day + 365}, 60 + 50 - 10}, {{day + 30 + 365}, 19}});
    CHECK(other.measure(today) == 130'00);
    other.buy(today, 1'00);
    CHECK(plain.standing(other.member, today).level(0) == 1);
    CHECK(other.balance("points", day + 365).available == 20);
}

TEST_CASE(
    "AffiliateWP/AffiliateWP#2602, pdazcom/laravel-referrals#34: a referral goes with the friend's order") {
    constexpr auto friends = compose("friends", currencies::EUR,
                                     action_award("referral", "points", 10)
                                         .pending(days(60))
                                         .opened_by(progress::return_window_over)
                                         .withdrawn_by("referral undone"));
    shop_tests::shop s(friends);
    auto const tell = [&s](date on, std::string_view what, fact_id order) {
        s.commit(action{
            .head = s.next_head(on), .what = action_named(what), .claim = order.value, .order = order});
    };
    constexpr fact_id kept{71}, undone{72}, never_told_of_again{73};
    for (fact_id const order : {kept, undone, never_told_of_again}) tell(day, "referral", order);
    tell(day, "referral", kept);
    CHECK(s.balance("points", day + 59).available == 0);

    s.commit(order_progress{s.next_head(day + 14), kept, progress::return_window_over});
    tell(day + 20, "referral undone", undone);
    CHECK(s.balance("points", day + 20).available == 10);
    CHECK(s.balance("points", day + 60).available == 20);
}

TEST_CASE(
    "DivanteLtd/open-loyalty#69, SSW.Rewards.Mobile#1116, SimpleMachines/SMF#5955, briannesbitt/Carbon#445: "
    "a "
    "birthday is claimed once a year, needs no job, does not stack, and 29 February has a day by choice") {
    static constexpr auto gifts =
        compose("gifts", currencies::EUR,
                action_award("birthday", "points", 100)
                    .living(days(14))
                    .on_birthday({.days_before = 0, .days_after = 6, .leap = leap_rule::mar1}));
    shop_tests::shop s(gifts);
    auto const claim_on = [&](date on) {
        std::int64_t const before = s.balance("points", on).available;
        s.commit(
            action{.head = s.next_head(on), .what = action_named("birthday"), .born = date_of(2000, 2, 29)});
        return s.balance("points", on).available - before;
    };
    CHECK(claim_on(date_of(2027, 2, 28)) == 0);
    CHECK(claim_on(date_of(2027, 3, 1)) == 100);
    CHECK(claim_on(date_of(2027, 3, 2)) == 0);
    CHECK(s.balance("points", date_of(2027, 3, 14)).available == 100);
    CHECK(s.balance("points", date_of(2027, 3, 15)).available == 0);
    CHECK(claim_on(date_of(2027, 12, 31)) == 0);
    CHECK(claim_on(date_of(2028, 2, 29)) == 100);
    // three years that nobody claimed are not paid later
    CHECK(claim_on(date_of(2032, 3, 7)) == 0);
    CHECK(claim_on(date_of(2033, 3, 7)) == 100);
}
