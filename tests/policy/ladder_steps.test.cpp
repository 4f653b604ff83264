// SPDX-License-Identifier: BSL-1.0
#include <algorithm>
#include <utility>

#include "support/property.hpp"
#include "support/shop.hpp"

using namespace tessera;
using namespace shop_tests;
using namespace tessera::literals;

namespace {

constexpr measure yearly =
    net_spend(paid_price).within(window::calendar(calendar_unit::year)).returned(undo::at_order);
constexpr auto once_a_year = ladder("cash", yearly, step{100, 10});
constexpr auto pay = redemption("cash", {.points = 1, .money = 1});
constexpr category_id books{7}, toys{8};

line goods(std::int64_t minor, category_id in = {}) {
    line l = item(minor);
    l.number = 1;
    l.category = in;
    return l;
}

/// Returns: available / kept back, on a day.
template <class Shop>
std::string cell(Shop const& s, date day) {
    balance const b = s.balance("cash", day);
    CHECK(b.debt == 0);
    return with_cents(b.available) + "/" + with_cents(b.reserved);
}

template <class... Rules>
auto program_of(Rules const&... rules) {
    auto const made = make("shop", currencies::EUR, rules..., pay, returns(1'000));
    REQUIRE(made.has_value());
    return *made;
}

}  // namespace

TEST_CASE("what is frozen of a period stays kept back when the next period reaches the step") {
    for (period_results const how : {period_results::close, period_results::stay_open}) {
        auto const program = program_of(once_a_year.when_returned(on_return::freeze).at_period_end(how));
        shop s(program);
        s.buy(day_of("2026-10-01"), {goods(11'000)});
        s.bring_back(day_of("2026-10-02"), 0, {{.number = 1, .list_minor = 2'000}});
        CHECK(cell(s, day_of("2026-10-02")) == "0.00/10.00");
        s.buy(day_of("2027-01-05"), {goods(10'000)});
        CHECK(cell(s, day_of("2027-01-05")) == "10.00/10.00");
    }
}

TEST_CASE("an award that comes back unspent is that of its own period") {
    for (period_results const how : {period_results::close, period_results::stay_open}) {
        auto const program =
            program_of(once_a_year.when_returned(on_return::revoke_unused).at_period_end(how));
        std::vector<redemption_wish> const all{{program.redemption_rule("cash"), 1'000}};
        shop s(program);
        s.buy(day_of("2026-10-01"), {goods(10'000)});
        s.buy(day_of("2026-10-02"), {goods(1'000)}, all);
        s.buy(day_of("2027-01-01"), {goods(10'000)});
        s.buy(day_of("2027-01-02"), {goods(1'000)}, all);
        s.bring_back(day_of("2027-01-03"), 1);
        CHECK(cell(s, day_of("2027-01-03")) == "10.00/0.00");
        // The award of 2027 is spent; what is there is that of 2026, whose goods are kept.
        s.bring_back(day_of("2027-01-04"), 2);
        CHECK(cell(s, day_of("2027-01-04")) == "10.00/0.00");
    }
}

TEST_CASE("of two ladders in one pool each revokes or freezes its own award") {
    auto const over = [](std::string_view name, category_id lines) {
        return ladder(name, net_spend(paid_price.over({.category = lines})), step{100, 10}).into("cash");
    };
    for (on_return const how : {on_return::revoke_unused, on_return::freeze}) {
        auto const program =
            program_of(over("books", books).when_returned(how), over("toys", toys).when_returned(how));
        auto const left_of = [&](std::size_t first, std::size_t second) {
            shop s(program);
            s.buy(day_of("2026-01-01"), {goods(11'000, books)});
            s.buy(day_of("2026-01-02"), {goods(11'000, toys)});
            s.buy(day_of("2026-01-03"), {goods(1'500)}, {{program.redemption_rule("cash"), 1'500}});
            s.bring_back(day_of("2026-01-04"), first);
            std::int64_t const left = s.balance("cash", day_of("2026-01-04")).available;
            s.bring_back(day_of("2026-01-05"), second);
            CHECK(s.balance("cash", day_of("2026-01-05")).available == 0);
            return left;
        };
        // One ladder's award is spent, and half of the other's: only that one has something to take.
        std::int64_t const without_books = left_of(0, 1), without_toys = left_of(1, 0);
        CHECK(std::min(without_books, without_toys) == 0);
        CHECK(std::max(without_books, without_toys) == 500);
    }
}

TEST_CASE("a step at nothing is reached by what is above nothing, revoked or frozen or not") {
    for (on_return const how : {on_return::follow, on_return::revoke_unused, on_return::freeze}) {
        auto const program =
            program_of(ladder("cash", net_spend(paid_price), step{0, 1}, step{100, 10}).when_returned(how));
        shop s(program);
        s.buy(day_of("2026-01-01"), {goods(5'000)});
        CHECK(s.balance("cash", day_of("2026-01-01")).available == 100);
        s.buy(day_of("2026-01-02"), {goods(5'000)});
        CHECK(s.balance("cash", day_of("2026-01-02")).available == 1'100);
        s.bring_back(day_of("2026-01-03"), 1);
        CHECK(s.balance("cash", day_of("2026-01-03")).available == 100);
        s.bring_back(day_of("2026-01-04"), 0);
        CHECK(s.balance("cash", day_of("2026-01-04")).available == 0);
    }
}

TEST_CASE("what a return leaves of an ended period does not depend on which goods come back first") {
    for (on_return const how : {on_return::follow, on_return::revoke_unused, on_return::freeze}) {
        auto const program =
            program_of(once_a_year.when_returned(how).at_period_end(period_results::stay_open));
        auto const after = [&](std::size_t first, std::size_t second) {
            shop s(program);
            s.buy(day_of("2026-10-01"), {goods(10'500)});
            s.buy(day_of("2026-10-02"), {goods(1'000)}, {{program.redemption_rule("cash"), 1'000}});
            s.bring_back(day_of("2027-02-01"), first);
            s.bring_back(day_of("2027-02-02"), second);
            return cell(s, day_of("2027-02-02"));
        };
        CHECK(after(0, 1) == (how == on_return::freeze ? "0.00/10.00" : "0.00/0.00"));
        CHECK(after(0, 1) == after(1, 0));
    }
}

TEST_CASE("any order of returns of the same goods gives the same account") {
    struct bought {
        date day;
        std::int64_t minor, wish, back;
        category_id in;
    };
    auto const law = [](auto const&... steps) {
        return [=] {
            on_return const how =
                *rc::gen::element(on_return::follow, on_return::revoke_unused, on_return::freeze);
            period_results const end = *rc::gen::element(period_results::close, period_results::stay_open);
            auto const made = make("law", currencies::EUR, steps.when_returned(how).at_period_end(end)...,
                                   pay, returns(1'000));
            RC_ASSERT(made.has_value());
            std::vector<bought> orders;
            date day = day_of("2026-01-01");
            int const count = *rc::gen::inRange(2, 8);
            for (int i = 0; i < count; ++i) {
                day = day + *rc::gen::inRange(0, 120);
                std::int64_t const minor = *rc::gen::inRange<std::int64_t>(1, 400);
                orders.push_back({day, minor, *rc::gen::inRange<std::int64_t>(0, 100),
                                  *rc::gen::inRange<std::int64_t>(0, 2 * minor),
                                  *rc::gen::element(books, toys)});
            }
            int const wait = *rc::gen::inRange(0, 300);
            std::vector<std::size_t> places(orders.size());
            for (std::size_t i = 0; i < places.size(); ++i) places[i] = i;
            auto const told = [&] {
                shop s(*made);
                for (bought const& o : orders)
                    s.buy(o.day, {goods(o.minor, o.in)}, {{made->redemption_rule("cash"), o.wish}});
                for (std::size_t const i : places)
                    if (std::int64_t const back = std::min(orders[i].back, orders[i].minor); back > 0)
                        s.bring_back(day + wait, i, {{.number = 1, .list_minor = back}});
                return bytes_of(s.member, made->chart());
            };
            auto const straight = told();
            std::reverse(places.begin(), places.end());
            RC_ASSERT((told() == straight));
            for (std::size_t i = places.size(); i > 1; --i)
                std::swap(places[i - 1], places[*rc::gen::inRange<std::size_t>(0, i)]);
            RC_ASSERT((told() == straight));
        };
    };
    auto const over = [](std::string_view name, category_id lines) {
        measure const spend = net_spend(paid_price.over({.category = lines}))
                                  .within(window::calendar(calendar_unit::year))
                                  .returned(undo::at_order);
        return ladder(name, spend, step{1, "0.40"_d}, step{2, "0.30"_d}).into("cash");
    };
    CHECK_PROPERTY("a ladder", law(ladder("cash", yearly, step{1, "0.40"_d}, step{3, "0.50"_d})));
    CHECK_PROPERTY("two ladders in one pool", law(over("books", books), over("toys", toys)));
}
