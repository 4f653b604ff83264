// SPDX-License-Identifier: BSL-1.0
#include <algorithm>
#include <ostream>
#include <vector>

#include <tessera/tessera.hpp>

#include "support/property.hpp"
#include "support/shop.hpp"

/// Carried remainders under caps: an order that a cap cuts counts for what it was granted and for no part of
/// a point besides, so that its returns take no more than that, and the whole of it leaves nothing behind.

using namespace tessera;
using namespace tessera::literals;
using shop_tests::item;

namespace {

constexpr auto carried = accrual("points", 1).rounded(rounding_scope::carry);
constexpr auto per_month = window::calendar(calendar_unit::month);

/// What is bought, and in how many parts of which sizes it comes back; `of` picks the order.
struct event {
    bool buys = true;
    int day = 0;
    std::size_t of = 0;
    std::vector<std::int64_t> cents;
};

void showValue(event const& e, std::ostream& os) {
    os << "day +" << e.day << (e.buys ? " buys" : " brings back of order ");
    if (!e.buys) os << e.of;
    for (std::int64_t const minor : e.cents) os << ' ' << minor;
}

rc::Gen<event> any_event() {
    return rc::gen::build<event>(
        rc::gen::set(&event::buys), rc::gen::set(&event::day, rc::gen::inRange(0, 12)),
        rc::gen::set(&event::of, rc::gen::inRange<std::size_t>(0, 16)),
        rc::gen::set(&event::cents,
                     rc::gen::resize(3, rc::gen::nonEmpty(rc::gen::container<std::vector<std::int64_t>>(
                                            rc::gen::inRange<std::int64_t>(1, 900))))));
}

/// Returns: one of the caps there are, over one of the windows, that cuts often.
cap any_cap() {
    std::int64_t const most = *rc::gen::inRange(1, 12);
    cap const bare = at_most(decimal(most));
    cap const all[] = {bare.per_order(), bare.within(per_month),
                       bare.within(window::calendar(calendar_unit::day)), bare.in_all(), bare.held()};
    cap const one = all[*rc::gen::inRange<std::size_t>(0, std::size(all))];
    return *rc::gen::arbitrary<bool>() ? one.or_nothing() : one;
}

template <class Shop>
std::int64_t left(Shop const& s, std::size_t order) {
    std::int64_t total = 0;
    receipt const& paper = s.receipts[order];
    for (std::uint32_t i = 0; i < paper.lines.size(); ++i)
        total += paper.lines[i].list_minor - paper.back(i).list_minor;
    return paper.all_back() ? 0 : total;
}

/// Effects: part of the order's first line that is not all back comes back.
template <class Shop>
void bring_some(Shop& s, date day, std::size_t order, std::int64_t wanted) {
    receipt const& paper = s.receipts[order];
    for (std::uint32_t i = 0; i < paper.lines.size(); ++i) {
        line_return const back = paper.back(i);
        if (back.quantity > 0) continue;
        std::int64_t const rest = paper.lines[i].list_minor - back.list_minor;
        if (wanted < rest)
            s.bring_back(day, order, {{.number = i, .list_minor = wanted}});
        else
            s.bring_back(day, order, {{.number = i}});
        return;
    }
}

/// Effects: checks that no order has given back more than it was granted and that nothing is owed.
template <class Shop>
void check_orders(Shop const& s, date day) {
    std::int64_t granted = 0, taken = 0;
    for (receipt const& paper : s.receipts)
        for (receipt_award const& award : paper.awards) granted += award.amount, taken += award.taken_back;
    balance const now = s.balance("points", day);
    RC_ASSERT(taken <= granted);
    RC_ASSERT(now.debt == 0);
    RC_ASSERT(now.available == granted - taken);
}

}  // namespace

TEST_CASE("with carry an order cut by a cap gives back no more than it was granted") {
    constexpr auto program =
        compose("capped", currencies::EUR, carried.capped(at_most(10).per_order()), returns(60));
    shop_tests::shop s(program);
    date const day = date_of(2026, 1, 1);
    s.buy(day, 700);
    s.buy(day, 10'000);
    CHECK(s.balance("points", day).available == 17);
    s.bring_back(day, 1, {{.list_minor = 5'000}});
    CHECK(s.balance("points", day).available == 12);
    s.bring_back(day, 1);
    CHECK(s.balance("points", day).available == 7);
    CHECK(s.balance("points", day).debt == 0);
}

TEST_CASE("with carry an order that a cap refuses leaves the remainder as it was") {
    constexpr auto program =
        compose("capped", currencies::EUR, carried.capped(at_most(1).in_all().or_nothing()), returns(60));
    shop_tests::shop s(program);
    date const day = date_of(2026, 1, 1);
    s.buy(day, 160);  // a point and 0.60
    s.buy(day, 60);   // refused
    s.bring_back(day, 0);
    CHECK(s.balance("points", day).available == 0);
    CHECK(s.balance("points", day).debt == 0);
    s.buy(day, 99);
    CHECK(s.balance("points", day).available == 0);
}

TEST_CASE("with carry an award that is over before it is made leaves the remainder as it was") {
    constexpr auto program =
        compose("over", currencies::EUR, carried.living(until(date_of(2026, 2, 1))), returns(60));
    shop_tests::shop s(program);
    s.buy(date_of(2026, 1, 31), 60);
    s.buy(date_of(2026, 2, 1), 60);
    s.bring_back(date_of(2026, 2, 1), 0);
    CHECK(s.balance("points", date_of(2026, 2, 1)).debt == 0);
}

TEST_CASE("with carry under caps no more is taken back than was granted, and all goods leave nothing") {
    CHECK_PROPERTY_TIMES(500, "taken back never above granted; whole returns restore", [] {
        auto const program =
            make("capped", currencies::EUR, carried.capped(any_cap(), any_cap()), returns(3'000));
        RC_ASSERT(program.has_value());
        shop_tests::shop s(*program), untouched(*program);
        date day = date_of(2026, 1, 1);
        for (event const& e : *rc::gen::container<std::vector<event>>(any_event())) {
            day = day + e.day;
            if (e.buys || s.receipts.empty()) {
                std::vector<line> lines;
                for (std::int64_t const minor : e.cents) {
                    lines.push_back(item(minor));
                    lines.back().number = static_cast<std::uint32_t>(lines.size() - 1);
                }
                s.buy(day, lines);
            } else if (std::size_t const order = e.of % s.receipts.size(); left(s, order) > 0) {
                bring_some(s, day, order, e.cents[0]);
            }
            check_orders(s, day);
        }
        for (std::size_t order = 0; order < s.receipts.size(); ++order)
            if (left(s, order) > 0) s.bring_back(day, order);
        check_orders(s, day);
        RC_ASSERT(s.balance("points", day).available == 0);
        day = day + 400;
        for (std::int64_t const minor : {99, 2, 1'500, 60, 60}) {
            s.buy(day, minor);
            untouched.buy(day, minor);
            RC_ASSERT(s.balance("points", day).available == untouched.balance("points", day).available);
        }
    });
}
