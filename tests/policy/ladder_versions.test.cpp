// SPDX-License-Identifier: BSL-1.0
#include <algorithm>

#include <tessera/program/versions.hpp>

#include "support/property.hpp"
#include "support/shop.hpp"

using namespace tessera;
using namespace shop_tests;
using namespace tessera::literals;

namespace {

constexpr measure spend = net_spend(paid_price);
constexpr measure yearly = spend.within(window::calendar(calendar_unit::year)).returned(undo::at_order);
constexpr auto bonus = ladder("bonus", spend, step{100, 10}, step{200, 20}).in_points("points");
constexpr auto moved = ladder("bonus", spend, step{120, 10}, step{200, 20}).in_points("points");
constexpr auto cash = ladder("cash", yearly, step{100, 10}, step{200, 20});
constexpr auto open_cash = cash.at_period_end(period_results::stay_open);
constexpr auto pay = redemption("points", {.points = 1, .money = 1});
/// Never reached: it gives the pool lots.
constexpr auto beside =
    ladder("beside", order_count(), step{1000, 1}).in_points("points").when_returned(on_return::freeze);

line goods(std::int64_t minor) {
    line l = item(minor);
    l.number = 1;
    return l;
}

template <class... Rules>
auto version_of(std::uint32_t number, chart older, Rules const&... rules) {
    auto const made = make(identity{"shop", {number}}.after(older), currencies::EUR, rules...);
    REQUIRE(made.has_value());
    return *made;
}

/// Returns: two versions with one ladder each, over points, the second from 1 February 2026 on.
template <class First, class Second>
auto with_points(First const& first, Second const& second) {
    auto const older = version_of(1, {}, first, beside, pay, returns(365));
    auto const newer = version_of(2, older.chart(), second, beside, pay, returns(365));
    auto const both = make_versions(since{day_of("2026-01-01"), older}, since{day_of("2026-02-01"), newer});
    REQUIRE(both.has_value());
    return *both;
}
/// Returns: two versions with one ladder and one horizon each, the second from 1 December 2026 on.
template <class First, class Second>
auto with_credit(First const& first, int days_of_first, Second const& second, int days_of_second) {
    auto const older = version_of(1, {}, first, returns(days_of_first));
    auto const newer = version_of(2, older.chart(), second, returns(days_of_second));
    auto const both = make_versions(since{day_of("2026-01-01"), older}, since{day_of("2026-12-01"), newer});
    REQUIRE(both.has_value());
    return *both;
}

template <class Shop>
balance balance_in(Shop const& s, std::string_view pool, date day) {
    return balance_of(s.member, s.rules.chart(), s.rules.chart().find(binder::pool_slot_name(pool)), day);
}

/// Effects: plays a table of days, events (`buy AMOUNT`, `back ORDER AMOUNT`) and what is then available /
/// kept back.
template <class Versions>
void check(Versions const& rules, std::string_view pool, std::string_view table) {
    shop s(rules);
    for (auto const& row : text_table::rows(table)) {
        date const day = day_of(row[0]);
        auto const words = text_table::split(row[1], ' ');
        if (words[0] == "buy")
            s.buy(day, {goods(cents(words[1]))});
        else
            s.bring_back(day, std::stoul(words[1]) - 1, {{.number = 1, .list_minor = cents(words[2])}});
        balance const b = balance_in(s, pool, day);
        INFO(row[0] << " " << row[1]);
        CHECK(b.debt == 0);
        CHECK(std::to_string(b.available) + "/" + std::to_string(b.reserved) == row[2]);
    }
    auto const folded = fold(s.history, rules.chart());
    REQUIRE(folded.has_value());
    CHECK(bytes_of(*folded, rules.chart()) == bytes_of(s.member, rules.chart()));
}

template <class Ladder>
auto revoking(Ladder const& rule) {
    return rule.when_returned(on_return::revoke_unused);
}
template <class Ladder>
auto freezing(Ladder const& rule) {
    return rule.when_returned(on_return::freeze);
}

}  // namespace

TEST_CASE("a version that answers returns otherwise pays no step a second time") {
    auto const plain = bonus.when_returned(on_return::keep);
    auto const story = R"(
        2026-01-10 | buy 200.00 | 30/0
        2026-02-10 | buy 1.00   | 30/0
    )";
    for (auto const& first : {bonus, plain, revoking(bonus), freezing(bonus)})
        for (auto const& second : {bonus, plain, revoking(bonus), freezing(bonus)})
            check(with_points(first, second), "points", story);
    for (auto const& first : {bonus, plain, revoking(bonus), freezing(bonus)})
        for (auto const& second : {moved, revoking(moved), freezing(moved)})
            check(with_points(first, second), "points", story);
}

TEST_CASE("what a ladder paid before it told its steps apart is that of the steps from the lowest on") {
    check(with_points(bonus, revoking(bonus)), "points", R"(
        2026-01-10 | buy 150.00        | 10/0
        2026-02-10 | buy 100.00        | 30/0
        2026-02-11 | back 2 60.00      | 10/0
        2026-02-12 | buy 60.00         | 30/0
    )");
}

TEST_CASE("an award goes with its step where a version moves it") {
    check(with_points(revoking(bonus), revoking(moved)), "points", R"(
        2026-01-10 | buy 150.00        | 10/0
        2026-02-10 | buy 10.00         | 10/0
        2026-02-11 | back 1 50.00      | 0/0
        2026-02-12 | buy 20.00         | 10/0
    )");
    check(with_points(freezing(bonus), freezing(moved)), "points", R"(
        2026-01-10 | buy 150.00        | 10/0
        2026-01-11 | back 1 60.00      | 0/10
        2026-02-10 | buy 20.00         | 0/10
        2026-02-11 | buy 10.00         | 10/0
        2026-02-12 | back 1 5.00       | 0/10
    )");
}

TEST_CASE("what a version took back of an award is paid again when its step is reached under another") {
    auto const first = version_of(1, {}, revoking(bonus), beside, pay, returns(365));
    auto const second = version_of(2, first.chart(), bonus, beside, pay, returns(365));
    auto const third = version_of(3, second.chart(), revoking(bonus), beside, pay, returns(365));
    auto const all = make_versions(since{day_of("2026-01-01"), first}, since{day_of("2026-02-01"), second},
                                   since{day_of("2026-03-01"), third});
    REQUIRE(all.has_value());
    check(*all, "points", R"(
        2026-01-10 | buy 200.00        | 30/0
        2026-02-10 | back 1 150.00     | 0/0
        2026-03-10 | buy 150.00        | 30/0
        2026-03-11 | back 2 50.00      | 10/0
    )");
}

TEST_CASE("a version that closes its periods, or opens them, knows the awards of the running one") {
    auto const revoked = R"(
        2026-10-01 | buy 200.00    | 3000/0
        2026-12-15 | back 1 150.00 | 0/0
        2026-12-16 | buy 150.00    | 3000/0
    )";
    auto const frozen = R"(
        2026-10-01 | buy 200.00    | 3000/0
        2026-10-15 | back 1 150.00 | 0/3000
        2026-12-16 | buy 150.00    | 3000/0
        2026-12-17 | back 1 10.00  | 1000/2000
    )";
    for (auto const& first : {cash, open_cash})
        for (auto const& second : {cash, open_cash}) {
            check(with_credit(revoking(first), 365, revoking(second), 365), "cash", revoked);
            check(with_credit(freezing(first), 365, freezing(second), 365), "cash", frozen);
        }
    check(with_credit(revoking(cash), 365, revoking(open_cash), 365), "cash", R"(
        2026-10-01 | buy 200.00    | 3000/0
        2026-12-20 | buy 50.00     | 3000/0
        2027-02-15 | back 1 100.00 | 1000/0
        2027-02-16 | back 1 100.00 | 0/0
    )");
}

TEST_CASE("a period is remembered whole where a version takes returns for longer, or not so long") {
    for (int const before : {30, 400, 900}) {
        check(with_credit(open_cash, before, open_cash, 400), "cash", R"(
            2026-10-01 | buy 199.00   | 1000/0
            2026-12-20 | buy 60.00    | 3000/0
            2027-02-15 | back 2 10.00 | 3000/0
            2027-02-16 | back 2 50.00 | 1000/0
        )");
        for (auto const& rule : {open_cash, revoking(open_cash)})
            check(with_credit(rule, before, rule, 400), "cash", R"(
                2026-11-15 | buy 200.00    | 3000/0
                2026-12-20 | buy 50.00     | 3000/0
                2027-02-15 | back 1 10.00  | 3000/0
                2027-02-16 | back 1 190.00 | 0/0
                2027-02-17 | back 2 50.00  | 0/0
            )");
    }
}

TEST_CASE("what one version forgave no other asks for, and a step reached again pays it no second time") {
    auto const forgives = bonus.when_returned(on_return::follow, shortfall::forgive);
    for (auto const& second : {forgives, bonus, revoking(bonus)}) {
        auto const both = with_points(forgives, second);
        rule_id const points =
            version_of(1, {}, forgives, beside, pay, returns(365)).redemption_rule("points");
        shop s(both);
        auto const points_on = [&](date day) {
            balance const b = balance_in(s, "points", day);
            CHECK(b.debt == 0);
            return b.available;
        };
        s.buy(day_of("2026-01-10"), {goods(20'000)});
        s.buy(day_of("2026-01-11"), {goods(3'000)}, {{points, 30}});
        s.bring_back(day_of("2026-01-12"), 0, {{.number = 1, .list_minor = 5'000}});
        CHECK(points_on(day_of("2026-01-12")) == 0);
        s.buy(day_of("2026-02-10"), {goods(1'000)});
        CHECK(points_on(day_of("2026-02-10")) == 0);
        s.buy(day_of("2026-02-11"), {goods(4'000)});
        CHECK(points_on(day_of("2026-02-11")) == 0);
    }
}

TEST_CASE("at most one award of a step is live, whatever versions answer to returns") {
    auto const law = [] {
        auto const any = [] {
            auto const how = *rc::gen::element(on_return::follow, on_return::keep, on_return::revoke_unused,
                                               on_return::freeze);
            auto const missing = *rc::gen::element(shortfall::owe, shortfall::forgive);
            return (*rc::gen::arbitrary<bool>() ? bonus : moved).when_returned(how, missing);
        };
        auto const first = make(identity{"shop", {1}}, currencies::EUR, any(), beside, pay, returns(365));
        RC_ASSERT(first.has_value());
        auto const later = [&](std::uint32_t number, chart older) {
            return *make(identity{"shop", {number}}.after(older), currencies::EUR, any(), beside, pay,
                         returns(365));
        };
        auto const second = later(2, first->chart()), third = later(3, second.chart());
        auto const all =
            make_versions(since{day_of("2026-01-01"), *first}, since{day_of("2026-02-01"), second},
                          since{day_of("2026-03-01"), third});
        RC_ASSERT(all.has_value());
        shop s(*all);
        slot_id const live = all->chart().find(binder::sum_slot_name("awarded/", "bonus"));
        int const facts = *rc::gen::inRange(1, 15);
        date day = day_of("2026-01-01");
        for (int i = 0; i < facts; ++i) {
            day = day + *rc::gen::inRange(0, 15);
            std::size_t const which = *rc::gen::inRange<std::size_t>(0, s.receipts.size() + 2);
            if (which < s.receipts.size() && !s.receipts[which].all_back()) {
                receipt const& was = s.receipts[which];
                std::int64_t const left = was.lines[0].list_minor - was.back(0).list_minor;
                std::int64_t const back = std::min(left, *rc::gen::element<std::int64_t>(1, 3'000, 9'000));
                s.bring_back(day, which, {{.number = 1, .list_minor = back}});
            } else {
                s.buy(day, {goods(*rc::gen::inRange<std::int64_t>(1, 25'000))},
                      {{first->redemption_rule("points"), *rc::gen::inRange<std::int64_t>(0, 20)}});
            }
            std::int64_t const sum = measure_of(s.member, all->chart(), live, day);
            RC_ASSERT(sum >= 0);
            RC_ASSERT(sum <= 30);
            for (bucket const& b : s.member.buckets())
                if (b.slot == live) {
                    RC_ASSERT(b.amount > 0);
                    RC_ASSERT(b.amount <= 20);
                }
        }
    };
    CHECK_PROPERTY_TIMES(1'000, "steps that stay, and one that moves", law);
}
