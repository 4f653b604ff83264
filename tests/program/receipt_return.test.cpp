// SPDX-License-Identifier: BSL-1.0
#include "support/property.hpp"
#include "support/shop.hpp"

using namespace tessera;
using namespace shop_tests;

namespace {

constexpr auto shop_program = compose("shop", currencies::EUR, accrual("points", 1).living(days(365)),
                                      redemption("points", point_value{100, decimal(1)}), returns(730));

line mugs(std::int64_t minor, std::uint32_t quantity) {
    line l = item(minor);
    l.number = 1;
    l.quantity = quantity;
    return l;
}

using plain_shop = shop<std::remove_const_t<decltype(shop_program)>>;

std::int64_t points_on(plain_shop const& s, date day) {
    balance const b = s.balance("points", day);
    return b.available - b.debt;
}

redemption_wish with_points(std::int64_t points) { return {shop_program.redemption_rule("points"), points}; }

date on(int month, int day, int year = 2026) { return *date::from(year, month, day); }

}  // namespace

TEST_CASE("points go back to the lots they came from, and what was earned goes with the goods") {
    plain_shop s(shop_program);
    s.buy(on(1, 10), {mugs(2'000, 3)});
    s.buy(on(2, 1), {mugs(3'000, 1)});
    s.buy(on(2, 10), {mugs(1'000, 1)}, {with_points(25)});
    CHECK(points_on(s, on(2, 10)) == 25 + 9);

    std::vector<std::int64_t> due, left;
    for (int day : {15, 20, 25}) {
        decision const& d = s.bring_back(on(2, day), 0, {{.number = 1, .quantity = 1}});
        due.push_back(reason_of(d, reason_code::taken_back)->a);
        left.push_back(points_on(s, on(2, day)));
    }
    CHECK(due == std::vector<std::int64_t>{6, 7, 7});
    CHECK(left == std::vector<std::int64_t>{28, 21, 14});  // B 19, 12, 5, and C 9

    decision const& whole = s.bring_back(on(3, 1), 2);
    CHECK(whole.refund == refund{975, 25, 0});
    CHECK(points_on(s, on(3, 1)) == 30);
    CHECK(points_on(s, on(1, 9, 2027)) == 30);
    CHECK(points_on(s, on(1, 10, 2027)) == 10);
    CHECK(points_on(s, on(2, 1, 2027)) == 0);
    auto const folded = fold(s.history, shop_program.chart());
    REQUIRE(folded.has_value());
    CHECK(bytes_of(*folded, shop_program.chart()) == bytes_of(s.member, shop_program.chart()));
}

TEST_CASE("what expired unused counts as paid back: nobody loses twice") {
    plain_shop s(shop_program);
    s.buy(on(1, 10), {mugs(2'000, 3)});
    decision const& d = s.bring_back(on(1, 15, 2027), 0);
    CHECK(sum_of(d.postings, shop_program.pool("points"), posting_kind::claw) == 0);
    CHECK(s.balance("points", on(1, 15, 2027)).debt == 0);
    CHECK(reason_of(d, reason_code::excused)->a == 20);
}

TEST_CASE("a receipt has one newest image, and a return its limits") {
    plain_shop s(shop_program);
    s.buy(on(1, 10), {mugs(2'000, 3)});
    receipt const first = s.receipts[0];
    s.bring_back(on(1, 11), 0, {{.number = 1, .quantity = 1}});
    auto const refused = [&](receipt const& paper, std::vector<returned_line> const& lines, date day) {
        decision d;
        auto const done = shop_program.decide(s.member, receipt_return{s.next_head(day), &paper, lines}, d);
        CHECK(d.postings.empty());
        return done ? errc::ok : done.error();
    };
    CHECK(refused(first, {{.number = 1, .quantity = 1}}, on(1, 12)) == errc::stale_receipt);
    CHECK(refused(s.receipts[0], {{.number = 1, .quantity = 3}}, on(1, 12)) == errc::returned_above_bought);
    CHECK(refused(s.receipts[0], {{.number = 2, .quantity = 1}}, on(1, 12)) == errc::unknown_line);
    CHECK(refused(s.receipts[0], {}, on(1, 10, 2026) + 730) == errc::return_too_late);
    CHECK(refused(s.receipts[0], {{.number = 1, .list_minor = 1'335}}, on(1, 12)) ==
          errc::returned_above_bought);
    s.bring_back(on(1, 13), 0, {{.number = 1, .list_minor = 1'334}});
    CHECK(refused(s.receipts[0], {}, on(1, 14)) == errc::nothing_left);
    CHECK(points_on(s, on(1, 13)) == 0);
}

TEST_CASE("a line without a number of units is one thing: it comes back like the others") {
    plain_shop s(shop_program);
    s.buy(on(1, 1), 600'000);
    s.buy(on(1, 2), {{.number = 1, .quantity = 0, .list_minor = 5'000}, {.number = 2, .list_minor = 1'000}},
          {with_points(6'000)});
    REQUIRE(points_on(s, on(1, 2)) == 0);
    s.bring_back(on(1, 3), 1, {{.number = 2}});
    CHECK(s.last.refund == refund{0, 1'000, 0});
    CHECK(points_on(s, on(1, 3)) == 1'000);
    CHECK_FALSE(s.receipts[1].all_back());
    s.bring_back(on(1, 4), 1, {{.number = 1, .list_minor = 2'500}});
    CHECK(points_on(s, on(1, 4)) == 3'500);
    s.bring_back(on(1, 5), 1);
    CHECK(points_on(s, on(1, 5)) == 6'000);
    CHECK(s.receipts[1].all_back());
}

TEST_CASE("an order of one line without a number of units comes back, and lowers no number of items") {
    static constexpr auto program = compose("shop", currencies::EUR, accrual("points", 1), returns(730),
                                            tiers("club", item_count(), tier{"one", 1}));
    shop s(program);
    s.buy(on(1, 1), {mugs(1'000, 0)});
    s.bring_back(on(1, 2), 0, {{.number = 1, .list_minor = 300}});
    CHECK(s.last.refund.money_minor == 300);
    s.bring_back(on(1, 3), 0);
    CHECK(s.last.refund.money_minor == 700);
    CHECK(s.balance("points", on(1, 3)).available == 0);
    CHECK(s.measure(on(1, 3)) == 0);
}

TEST_CASE("a receipt of another chart is refused, also where its slots are of another kind") {
    static constexpr auto program =
        compose("shop", currencies::EUR, accrual("points", 1).living(days(365)), returns(730),
                tiers("club", net_spend(), tier{"one", 1}),
                accrual("stars", 1).rounded(rounding_scope::carry).living(days(9)));
    shop s(program);
    s.buy(on(1, 10), 2'000);
    chart const slots = program.chart();
    auto const refused = [&](auto change) {
        receipt paper = s.receipts[0];
        change(paper);
        decision d;
        auto const done = program.decide(s.member, receipt_return{s.next_head(on(1, 11)), &paper, {}}, d);
        return done ? errc::ok : done.error();
    };
    slot_id const level = slots.find(binder::group_slot_name("club"));
    CHECK(refused([](receipt&) {}) == errc::ok);
    CHECK(refused([&](receipt& r) { r.awards[0].pool = level; }) == errc::unknown_slot);
    CHECK(refused([&](receipt& r) { r.awards[0].pool = {99}; }) == errc::unknown_slot);
    CHECK(refused([&](receipt& r) { r.awards[0].remainder = level; }) == errc::unknown_slot);
    CHECK(refused([&](receipt& r) { r.tenders.push_back({{}, level}); }) == errc::unknown_slot);
}

TEST_CASE("what the member has spent meanwhile becomes a debt, is forgiven, or is withheld from the refund") {
    auto const after_return = [](auto const& program) {
        shop s(program);
        s.buy(on(1, 1), {mugs(10'000, 1)});
        s.buy(on(1, 2), {mugs(5'000, 1)}, {{program.redemption_rule("points"), 100}});
        s.bring_back(on(1, 3), 0);
        return std::tuple{s.balance("points", on(1, 3)).available, s.balance("points", on(1, 3)).debt,
                          s.last.refund.money_minor, s.last.refund.withheld_minor};
    };
    auto const with = [&](returns how) {
        auto const made = make("shop", currencies::EUR, accrual("points", 1).living(days(365)),
                               redemption("points", point_value{100, decimal(1)}), how);
        REQUIRE(made.has_value());
        return after_return(*made);
    };
    using answer = std::tuple<std::int64_t, std::int64_t, std::int64_t, std::int64_t>;
    // 100 points earned and spent; 49 earned by the second order pay first, 51 are missing
    CHECK(with(returns(90)) == answer{0, 51, 10'000, 0});
    CHECK(with(returns(90).when_short(shortfall::forgive)) == answer{0, 0, 10'000, 0});
    CHECK(with(returns(90).owing_at_most(20)) == answer{0, 20, 10'000, 0});
    CHECK(with(returns(90).withholding(1, 100)) == answer{0, 0, 9'949, 51});
}

TEST_CASE("what is withheld pays whole points: no money is kept for a part of one") {
    auto const after_return = [](returns how, std::int64_t minor, std::int64_t earned) {
        auto const made = make("shop", currencies::EUR, accrual("points", earned).per_order(),
                               redemption("points", point_value{1, decimal(1)}), how);
        REQUIRE(made.has_value());
        shop s(*made);
        s.buy(on(1, 1), minor);
        s.buy(on(1, 2), {item(5'000, no_earn)}, {{made->redemption_rule("points"), every_point}});
        s.bring_back(on(1, 3), 0);
        return std::tuple{s.balance("points", on(1, 3)).debt, s.last.refund.money_minor,
                          s.last.refund.withheld_minor};
    };
    using answer = std::tuple<std::int64_t, std::int64_t, std::int64_t>;
    auto const fives = returns(90).withholding(5, 1), thirds = returns(90).withholding(1, 3);
    CHECK(after_return(fives, 400, 1) == answer{1, 400, 0});
    CHECK(after_return(fives, 500, 1) == answer{0, 0, 500});
    CHECK(after_return(fives, 700, 2) == answer{1, 200, 500});
    CHECK(after_return(thirds, 120, 4) == answer{1, 20, 100});
    CHECK(after_return(thirds, 66, 2) == answer{0, 0, 66});
    CHECK(after_return(thirds, 32, 1) == answer{1, 32, 0});
}

TEST_CASE("points of a lot that expired meanwhile stay expired, are reinstated, or are issued anew") {
    auto const with = [](returns how, date day) {
        auto const made = make("shop", currencies::EUR, accrual("points", 1).living(days(30)),
                               redemption("points", point_value{1, decimal(1)}), how);
        REQUIRE(made.has_value());
        shop s(*made);
        s.buy(on(1, 1), {mugs(10'000, 1)});
        s.buy(on(1, 2), {mugs(10'000, 1)}, {{made->redemption_rule("points"), 100}});
        s.bring_back(on(3, 1), 1);
        return s.balance("points", day).available;
    };
    CHECK(with(returns(90), on(3, 1)) == 0);
    CHECK(with(returns(90).reinstating(7), on(3, 7)) == 100);
    CHECK(with(returns(90).reinstating(7), on(3, 8)) == 0);
    CHECK(with(returns(90).reissuing(days(30)), on(3, 30)) == 100);
}

TEST_CASE("by carry the points are f(net) after every history, returns by receipt included") {
    static constexpr auto carrying =
        compose("carry", currencies::EUR,
                accrual("points", 1).rounded(rounding_scope::carry).living(days(365)), returns(730));
    CHECK_PROPERTY("in any order, whole or in parts", [] {
        shop s(carrying);
        std::int64_t net = 0;
        int const facts = *rc::gen::inRange(1, 12);
        for (int i = 0; i < facts; ++i) {
            date const day = on(1, 1) + i;
            std::size_t const which = *rc::gen::inRange<std::size_t>(0, s.receipts.size() + 2);
            if (which >= s.receipts.size() || s.receipts[which].all_back()) {
                std::int64_t const minor = *rc::gen::inRange<std::int64_t>(1, 5'000);
                s.buy(day, {mugs(minor, 3)});
                net += minor;
            } else {
                receipt const was = s.receipts[which];
                s.bring_back(day, which, {{.number = 1, .quantity = 1}});
                std::int64_t const list = was.lines[0].list_minor;
                net -= part_back(s.receipts[which], 0, list) - part_back(was, 0, list);
            }
            balance const b = s.balance("points", day);
            RC_ASSERT(b.available - b.debt == net / 100);
        }
    });
}

TEST_CASE("buying and bringing everything back restores the account") {
    CHECK_PROPERTY("whatever was bought between, as long as it was not spent", [] {
        shop s(shop_program), untouched(shop_program);
        date const start = on(1, 1);
        std::int64_t const minor = *rc::gen::inRange<std::int64_t>(0, 50'000);
        std::int64_t const other = *rc::gen::inRange<std::int64_t>(0, 50'000);
        auto const quantity = *rc::gen::inRange<std::uint32_t>(1, 6);
        s.buy(start, {mugs(minor, quantity)});
        s.buy(start + 1, other);
        untouched.buy(start + 1, other);
        int day = 2;
        while (!s.receipts[0].all_back()) {
            auto const units = *rc::gen::inRange<std::uint32_t>(
                1, static_cast<std::uint32_t>(quantity - s.receipts[0].back(0).quantity + 1));
            s.bring_back(start + day++, 0, {{.number = 1, .quantity = units}});
        }
        date const later = start + day;
        RC_ASSERT(points_on(s, later) == points_on(untouched, later));
        RC_ASSERT(points_on(s, start + 365) == points_on(untouched, start + 365));
        RC_ASSERT(points_on(s, start + 366) == 0);
    });
}

TEST_CASE("a line gives back what it earned, where lines earn at rates of their own") {
    static constexpr sku_id coffee{7};
    static constexpr auto program =
        compose("lines", currencies::EUR,
                accrual("points", 1).with(extra{.times = 3, .lines = {.sku = coffee}}), returns(60));
    shop s(program);
    line plain = mugs(1'000, 1), treble = mugs(1'000, 1);
    treble.number = 2;
    treble.sku = coffee;
    s.buy(on(1, 1), {plain, treble});
    CHECK(s.balance("points", on(1, 1)).available == 40);
    s.bring_back(on(1, 2), 0, {{.number = 2, .quantity = 1}});
    CHECK(s.balance("points", on(1, 2)).available == 10);
}
