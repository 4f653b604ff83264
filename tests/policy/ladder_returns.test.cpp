// SPDX-License-Identifier: BSL-1.0
#include "support/property.hpp"
#include "support/shop.hpp"

using namespace tessera;
using namespace shop_tests;
using namespace tessera::literals;

namespace {

constexpr auto cash = ladder("cash", net_spend(paid_price), step{5000, 500});

auto program_of(ladder<1> const& rule) {
    auto made = make("shop", currencies::EUR, rule, redemption("cash", point_value{1, 1}), returns(365));
    REQUIRE(made.has_value());
    return *made;
}

line goods(std::int64_t minor) {
    line l = item(minor);
    l.number = 1;
    return l;
}

/// Returns: available / debt / kept back, in whole units, and the refund after a return.
template <class Shop>
std::string cell(Shop const& s, date day, bool returned) {
    balance const b = s.balance("cash", day);
    auto const whole = [](std::int64_t minor) { return std::to_string(minor / 100); };
    std::string text = whole(b.available) + "/" + whole(b.debt) + "/" + whole(b.reserved);
    if (returned && s.last.refund.withheld_minor != 0) text += ", refund " + whole(s.last.refund.money_minor);
    return text;
}

std::vector<std::string> story(ladder<1> const& rule) {
    auto const program = program_of(rule);
    shop s(program);
    date day = day_of("2026-01-01");
    std::vector<std::string> cells;
    auto const look = [&](bool returned = false) {
        cells.push_back(cell(s, day, returned));
        ++day.day;
    };
    s.buy(day, {goods(462'000)});
    s.buy(day, {goods(49'900)}), look();
    s.buy(day, {goods(30'000)}, {{program.redemption_rule("cash"), 30'000}}), look();
    s.bring_back(day, 1, {{.number = 1, .list_minor = 15'000}}), look(true);
    s.buy(day, {goods(6'000)}), look();
    s.bring_back(day, 3), look(true);
    s.buy(day, {goods(10'000)}), look();
    auto const folded = fold(s.history, program.chart());
    REQUIRE(folded.has_value());
    CHECK(bytes_of(*folded, program.chart()) == bytes_of(s.member, program.chart()));
    return cells;
}
std::vector<std::string> story(on_return how, shortfall short_of = shortfall::owe) {
    return story(cash.when_returned(how, short_of));
}

using row_of_cells = std::vector<std::string>;

constexpr auto forgives = ladder("cash", net_spend(paid_price), step{100, 10}, step{200, 20})
                              .when_returned(on_return::follow, shortfall::forgive);

}  // namespace

TEST_CASE("a member stands at 4,620.00: five answers of a ladder to returns, available / debt / kept back") {
    // buys 499.00   spends 300.00  returns 150.00     buys 60.00  returns 60.00     buys 100.00
    CHECK(story(on_return::keep) ==
          row_of_cells{"500/0/0", "200/0/0", "200/0/0", "200/0/0", "200/0/0", "200/0/0"});
    CHECK(story(on_return::revoke_unused) ==
          row_of_cells{"500/0/0", "200/0/0", "0/0/0", "200/0/0", "0/0/0", "200/0/0"});
    CHECK(story(on_return::follow) ==
          row_of_cells{"500/0/0", "200/0/0", "0/300/0", "200/0/0", "0/300/0", "200/0/0"});
    CHECK(story(on_return::follow, shortfall::withhold) ==
          row_of_cells{"500/0/0", "200/0/0", "0/150/0, refund 0", "350/0/0", "0/90/0, refund 0", "410/0/0"});
    CHECK(story(on_return::freeze) ==
          row_of_cells{"500/0/0", "200/0/0", "0/0/200", "200/0/0", "0/0/200", "200/0/0"});
    CHECK(story(on_return::follow, shortfall::forgive) ==
          row_of_cells{"500/0/0", "200/0/0", "0/0/0", "200/0/0", "0/0/0", "200/0/0"});
}

TEST_CASE("a ladder in points answers returns as one in credit does") {
    constexpr auto points = cash.in_points("cash", 2);
    for (on_return const how :
         {on_return::keep, on_return::revoke_unused, on_return::follow, on_return::freeze})
        CHECK(story(points.when_returned(how)) == story(how));
    CHECK(story(points.when_returned(on_return::follow, shortfall::forgive)) ==
          story(on_return::follow, shortfall::forgive));
    CHECK(story(points.withholding(1)) == story(on_return::follow, shortfall::withhold));
    // A point is worth 0.25: the refund of 150.00 pays all 300, that of 60.00 as well.
    CHECK(story(points.withholding(1, 4)) ==
          row_of_cells{"500/0/0", "200/0/0", "0/0/0, refund 75", "500/0/0", "0/0/0", "500/0/0"});
}

TEST_CASE("every step's live award stays between nothing and its amount, for every history and kind of end") {
    auto const law = [](auto const& steps) {
        return [steps] {
            on_return const how = *rc::gen::element(on_return::revoke_unused, on_return::freeze);
            auto const program = make("shop", currencies::EUR, steps.when_returned(how),
                                      redemption("cash", point_value{1, 1}), returns(365));
            RC_ASSERT(program.has_value());
            shop s(*program);
            slot_id const live = program->template get<std::remove_cvref_t<decltype(steps)>>().awarded();
            int const facts = *rc::gen::inRange(1, 15);
            for (int i = 0; i < facts; ++i) {
                date const day = day_of("2026-01-01") + i;
                std::size_t const which = *rc::gen::inRange<std::size_t>(0, s.receipts.size() + 2);
                if (which < s.receipts.size() && !s.receipts[which].all_back())
                    s.bring_back(day, which, {{.number = 1, .list_minor = 1}});
                else
                    s.buy(day, {goods(*rc::gen::inRange<std::int64_t>(1, 400))},
                          {{program->redemption_rule("cash"), *rc::gen::inRange<std::int64_t>(0, 200)}});
                std::int64_t sum = 0;
                for (bucket const& b : s.member.buckets()) {
                    if (b.slot != live) continue;
                    RC_ASSERT(b.amount > 0);
                    RC_ASSERT(b.amount <= 500);
                    sum += b.amount;
                }
                RC_ASSERT(measure_of(s.member, program->chart(), live, day) == sum);
                RC_ASSERT(s.balance("cash", day).debt == 0);
            }
        };
    };
    constexpr auto steps = ladder("cash", net_spend(paid_price), step{1, "0.10"_d}, step{3, "0.30"_d});
    CHECK_PROPERTY("finite", law(steps));
    CHECK_PROPERTY("every further", law(steps.then_every(2, "0.20"_d)));
    CHECK_PROPERTY("a new lap", law(steps.then(ladder_end::new_lap)));
    CHECK_PROPERTY("times ten", law(steps.then(ladder_end::times_ten)));
}

TEST_CASE("what a ladder forgave is not asked for again, and a step reached again pays it no second time") {
    constexpr auto other = ladder("orders", order_count(), step{4, 7}).into("cash");
    constexpr auto program = compose("shop", currencies::EUR, forgives, other,
                                     redemption("cash", point_value{1, 1}), returns(365));
    shop s(program);
    date day = day_of("2026-01-01");
    auto const credit = [&] {
        balance const b = s.balance("cash", day);
        ++day.day;
        CHECK(b.debt == 0);
        return with_cents(b.available);
    };
    s.buy(day, {goods(20'000)});
    CHECK(credit() == "30.00");
    s.buy(day, {goods(3'000)}, {{program.redemption_rule("cash"), 3'000}});
    CHECK(credit() == "0.00");
    s.bring_back(day, 0, {{.number = 1, .list_minor = 5'000}});
    CHECK(reason_of(s.last, reason_code::forgiven)->a == 2'000);
    CHECK(credit() == "0.00");
    s.buy(day, {goods(1'000)});
    CHECK(credit() == "0.00");
    s.buy(day, {goods(1'000)});  // the fourth order, which pays 7.00 by another ladder
    CHECK(reason_of(s.last, reason_code::ladder_taken_back) == nullptr);
    CHECK(credit() == "7.00");
    s.buy(day, {goods(3'000)});  // the second step once more
    CHECK(credit() == "7.00");
    s.bring_back(day, 4, {{.number = 1, .list_minor = 1'000}});  // now its award is due, and 7.00 are there
    CHECK(reason_of(s.last, reason_code::forgiven)->a == 1'300);
    CHECK(credit() == "0.00");
    s.buy(day, {goods(1'000)});  // of it 13.00 were forgiven, so that 7.00 are paid again
    CHECK(credit() == "7.00");
    auto const folded = fold(s.history, program.chart());
    REQUIRE(folded.has_value());
    CHECK(bytes_of(*folded, program.chart()) == bytes_of(s.member, program.chart()));
}

TEST_CASE("what was forgiven of one step is not missing when another is reached again") {
    constexpr auto other = ladder("orders", order_count(), step{3, 7}).into("cash");
    constexpr auto program = compose("shop", currencies::EUR, forgives, other,
                                     redemption("cash", point_value{1, 1}), returns(365));
    shop s(program);
    date const day = day_of("2026-01-01");
    s.buy(day, {goods(20'000)});
    s.buy(day, {goods(3'000)}, {{program.redemption_rule("cash"), 3'000}});
    s.bring_back(day, 0, {{.number = 1, .list_minor = 5'000}});  // 20.00 of the second step
    s.buy(day, {goods(100)});
    CHECK(s.balance("cash", day).available == 700);
    s.bring_back(day, 0, {{.number = 1, .list_minor = 14'900}});  // 10.00 of the first: 7.00 are there
    CHECK(reason_of(s.last, reason_code::forgiven)->a == 300);
    CHECK(s.balance("cash", day).available == 0);
    s.buy(day, {goods(10'000)});
    CHECK(s.balance("cash", day).available == 700);
    s.buy(day, {goods(9'800)});
    CHECK(s.balance("cash", day).available == 700);
}

TEST_CASE("only a ladder that forgives keeps count of what it forgave") {
    auto const slots = [](on_return how, shortfall missing) {
        return program_of(cash.when_returned(how, missing)).chart().size();
    };
    std::size_t const plain = slots(on_return::follow, shortfall::owe);
    CHECK(slots(on_return::follow, shortfall::withhold) == plain);
    CHECK(slots(on_return::keep, shortfall::forgive) == plain);
    CHECK(slots(on_return::freeze, shortfall::forgive) == plain);
    CHECK(slots(on_return::follow, shortfall::forgive) == plain + 1);
}

TEST_CASE("an award can wait before it is usable") {
    auto const program = make("shop", currencies::EUR, cash.usable_after(14));
    REQUIRE(program.has_value());
    shop s(*program);
    s.buy(day_of("2026-01-01"), {goods(500'000)});
    CHECK(s.balance("cash", day_of("2026-01-14")).available == 0);
    CHECK(s.balance("cash", day_of("2026-01-14")).pending == 50'000);
    CHECK(s.balance("cash", day_of("2026-01-15")).available == 50'000);
}

TEST_CASE("only awards of steps can be revoked or frozen") {
    auto const rates =
        ladder("cash", net_spend(), rate_step{100, 1_percent}).when_returned(on_return::freeze);
    CHECK(make("shop", currencies::EUR, rates).error() == errc::rates_have_no_steps);
}
