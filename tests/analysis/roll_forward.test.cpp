// SPDX-License-Identifier: BSL-1.0
#include <tessera/analysis/roll_forward.hpp>

#include <array>

#include "analysis/books.hpp"
#include "support/property.hpp"
#include "support/shop.hpp"

using namespace analysis_tests;
using namespace tessera;
using ledger_tests::id_of;
using ledger_tests::of;
using shop_tests::shop;
using enum posting_kind;

namespace {

constexpr auto loyalty = ledger_tests::points;
constexpr date new_year = date_of(2026, 1, 1);

date on(int month, int day, int year = 2026) { return *date::from(year, month, day); }

roll_forward books_of(journal const& history, chart paper, date through) {
    auto const all = movements_of(history, paper, through);
    REQUIRE(all.has_value());
    roll_forward books(through);
    books.add(*all);
    return books;
}

constexpr auto year_of_points = compose("shop", currencies::EUR, accrual("points", 1).living(days(365)),
                                        redemption("points", point_value{100, decimal(1)}), returns(730));

line mugs(std::int64_t minor, std::uint32_t quantity) {
    line l = shop_tests::item(minor);
    l.number = 1;
    l.quantity = quantity;
    return l;
}

}  // namespace

TEST_CASE("a year of points that were bought, spent, taken back and given back, month by month") {
    shop s(year_of_points);
    s.buy(on(1, 10), {mugs(2'000, 3)});
    s.buy(on(2, 1), {mugs(3'000, 1)});
    s.buy(on(2, 10), {mugs(1'000, 1)}, {{year_of_points.redemption_rule("points"), 25}});
    for (int day : {15, 20, 25}) s.bring_back(on(2, day), 0, {{.number = 1, .quantity = 1}});
    s.bring_back(on(3, 1), 2);
    date const through = on(2, 28, 2027);
    slot_id const pool = year_of_points.pool("points");
    roll_forward const books = books_of(s.history, year_of_points.chart(), through);
    CHECK(values_of(books.periods(pool)) == plain(R"(
        month   | opening | issued | restored | redeemed | expired | clawed | paid | adjusted | closing
        2026-01 |       0 |     20 |        0 |        0 |       0 |      0 |    0 |        0 |      20
        2026-02 |      20 |     39 |        0 |       25 |       0 |     20 |    0 |        0 |      14
        2026-03 |      14 |      0 |       25 |        0 |       0 |      9 |    0 |        0 |      30
        2027-01 |      30 |      0 |        0 |        0 |      20 |      0 |    0 |        0 |      10
        2027-02 |      10 |      0 |        0 |        0 |      10 |      0 |    0 |        0 |       0
    )"));
    CHECK(books.periods(pool).size() == 14);
    CHECK(books_of(s.history, year_of_points.chart(), on(3, 5)).periods(pool).size() == 3);
    CHECK(books_of(s.history, year_of_points.chart(), on(12, 31, 2025)).periods(pool).empty());
}

TEST_CASE("every kind of transfer has its column") {
    dated_member m;
    date const end = on(12, 1);
    posting reserve_for = of(hold, loyalty, std::int64_t{on(5, 3).day} * 86'400);
    reserve_for.tag = 7;
    auto const post = [&](date day, std::vector<posting> const& postings) {
        REQUIRE(m.post(day, postings) == errc::ok);
    };
    post(on(1, 5), {of(issue, loyalty, 100, end), of(issue, loyalty, 40, end, on(3, 15))});
    post(on(2, 5), {of(redeem, loyalty, 30, end), of(claw, loyalty, 20, end), of(owe, loyalty, 25)});
    post(on(3, 5), {of(repay, loyalty, 10), of(issue, loyalty, 5, end), of(restore, loyalty, 8, end),
                    of(pay, loyalty, 8, end), of(forgive, loyalty, 3)});
    post(on(4, 5), {reserve_for, of(posting_kind::reserve, loyalty, 20, end), of(send, loyalty, 6, end),
                    of(receive, loyalty, 1, end)});
    post(on(4, 5), {of(overspend, loyalty, 11), of(take_over, loyalty, 5), of(hand_over, loyalty, 3)});
    post(on(4, 6), {reserve_for, of(posting_kind::capture, loyalty, 5, end)});
    date const through = on(12, 31);
    roll_forward books = books_of(m.history, ledger_tests::slots, through);
    CHECK(values_of(books.periods(id_of(loyalty))) == plain(R"(
        month   | opening | issued | restored | redeemed | expired | clawed | paid | adjusted | closing
        2026-01 |       0 |    140 |        0 |        0 |       0 |      0 |    0 |        0 |     140
        2026-02 |     140 |      0 |        0 |       30 |       0 |     20 |    0 |        0 |      90
        2026-03 |      90 |     15 |        8 |        0 |       0 |      0 |   18 |        0 |      95
        2026-04 |      95 |      0 |        0 |        5 |       0 |      0 |    0 |       -5 |      85
        2026-12 |      85 |      0 |        0 |        0 |      85 |      0 |    0 |        0 |       0
    )"));
    CHECK(debts_of(books.periods(id_of(loyalty))) == plain(R"(
        month   | opening | owed | paid | forgiven | adjusted | pending | reserved | closing
        2026-01 |       0 |    0 |    0 |        0 |        0 |      40 |        0 |       0
        2026-02 |       0 |   25 |    0 |        0 |        0 |      40 |        0 |      25
        2026-03 |      25 |    0 |   18 |        3 |        0 |       0 |        0 |       4
        2026-04 |       4 |   11 |    0 |        0 |        2 |       0 |       15 |      17
    )"));
    books.count(m.held, ledger_tests::slots);
    CHECK(books.imbalances().empty());
}

TEST_CASE("periods of other lengths, and pools apart") {
    dated_member m;
    REQUIRE(m.post(on(2, 5), {of(issue, loyalty, 7, on(8, 1)), of(issue, ledger_tests::credit, 9)}) ==
            errc::ok);
    auto const all = movements_of(m.history, ledger_tests::slots, on(12, 31));
    REQUIRE(all.has_value());
    roll_forward quarters(on(12, 31), calendar_unit::quarter);
    quarters.add(*all);
    auto const rows = quarters.periods(id_of(loyalty));
    REQUIRE(rows.size() == 4);
    CHECK(rows[1].when == period{on(4, 1), on(7, 1)});
    CHECK(rows[1].closing == 7);
    CHECK(rows[2].expired == 7);
    CHECK(quarters.periods(id_of(ledger_tests::credit)).back().closing == 9);
    CHECK(quarters.periods(id_of(ledger_tests::miles)).empty());
}

TEST_CASE("totals of many members are exact beyond 64 bits") {
    dated_member m;
    REQUIRE(m.post(on(2, 5), {of(issue, ledger_tests::credit, ledger_tests::most)}) == errc::ok);
    auto const all = movements_of(m.history, ledger_tests::slots, on(2, 28));
    REQUIRE(all.has_value());
    roll_forward books(on(2, 28));
    for (int i = 0; i < 10; ++i) books.add(*all);
    CHECK(books.periods(id_of(ledger_tests::credit)).back().closing == cpp_int(ledger_tests::most) * 10);
}

TEST_CASE("books that do not balance are named, with both figures") {
    dated_member m;
    REQUIRE(m.post(on(2, 5), {of(issue, loyalty, 7, on(8, 1)), of(owe, ledger_tests::miles, 3)}) == errc::ok);
    roll_forward books = books_of(m.history, ledger_tests::slots, on(2, 28));
    REQUIRE(books.imbalances().size() == 2);
    CHECK(books.imbalances()[0].pool == id_of(loyalty));
    CHECK_FALSE(books.imbalances()[0].of_debt);
    CHECK(books.imbalances()[0].by_journals == 7);
    CHECK(books.imbalances()[0].by_accounts == 0);
    CHECK(books.imbalances()[1].pool == id_of(ledger_tests::miles));
    CHECK(books.imbalances()[1].of_debt);
    CHECK(books.imbalances()[1].by_journals == 3);
    books.count(m.held, ledger_tests::slots);
    CHECK(books.imbalances().empty());
    books.count(m.held, ledger_tests::slots);
    CHECK(books.imbalances().size() == 2);
}

namespace {

/// A posting on a pool, with what it needs before it.
std::vector<posting> random_postings() {
    auto const kind = *rc::gen::element(issue, issue, issue, redeem, expire, claw, owe, repay, restore,
                                        posting_kind::reserve, posting_kind::reserve, posting_kind::release,
                                        posting_kind::capture, send, receive, forgive, pay, overspend,
                                        take_over, hand_over);
    auto const pool = *rc::gen::element(ledger_tests::points, ledger_tests::miles, ledger_tests::credit);
    bool const lasting = pool == ledger_tests::credit;
    date const expires = lasting ? date::never() : on(2, 1) + 20 * *rc::gen::inRange(0, 5);
    date const opens =
        !lasting && *rc::gen::weightedElement<bool>({{3, false}, {1, true}}) ? on(2, 11) : date::min();
    std::uint64_t const tag = *rc::gen::inRange<std::uint64_t>(1, 4);
    posting named = of(hold, pool, std::int64_t{on(2, 1).day + 17 * static_cast<int>(tag)} * 86'400);
    named.tag = tag;
    return {named, of(kind, pool, *rc::gen::inRange<std::int64_t>(1, 20), expires, opens)};
}

void check_periods(roll_forward const& books, slot_id pool) {
    cpp_int before = 0, debt_before = 0;
    for (pool_period const& p : books.periods(pool)) {
        RC_ASSERT(p.difference() == 0);
        RC_ASSERT(p.debt_difference() == 0);
        RC_ASSERT(p.opening == before);
        RC_ASSERT(p.opening_debt == debt_before);
        RC_ASSERT(p.pending >= 0);
        RC_ASSERT(p.reserved >= 0);
        RC_ASSERT(p.pending + p.reserved <= p.closing);
        before = p.closing;
        debt_before = p.closing_debt;
    }
}

}  // namespace

TEST_CASE("the roll-forward of any journal balances and agrees with the accounts") {
    CHECK_PROPERTY("several members, whatever they posted", [] {
        date const through = new_year + *rc::gen::inRange(0, 200);
        roll_forward books(through);
        int const members = *rc::gen::inRange(1, 4);
        for (int n = 0; n < members; ++n) {
            dated_member m;
            date day = new_year;
            int const entries = *rc::gen::inRange(1, 25);
            for (int i = 0; i < entries && day <= through; ++i) {
                static_cast<void>(m.post(day, random_postings()));
                day = day + *rc::gen::inRange(0, 15);
            }
            auto const all = movements_of(m.history, ledger_tests::slots, through);
            RC_ASSERT(all.has_value());
            books.add(*all);
            books.count(m.held, ledger_tests::slots);
        }
        RC_ASSERT(books.imbalances().empty());
        for (auto const pool : {ledger_tests::points, ledger_tests::miles, ledger_tests::credit})
            check_periods(books, id_of(pool));
    });
}

namespace {

constexpr auto busy_shop =
    compose("shop", currencies::EUR, accrual("points", 1).living(days(40)).pending(days(9)),
            accrual("stars", 2).living(rest_of(calendar_unit::quarter)),
            redemption("points", point_value{100, decimal(1)}), returns(90).reinstating(5));
using busy = shop<std::remove_const_t<decltype(busy_shop)>>;

/// What a member did on a day.
struct deed {
    int days_later = 0, what = 0, size = 0;
};

std::vector<deed> random_deeds() {
    std::vector<deed> all(*rc::gen::inRange<std::size_t>(1, 20));
    for (deed& d : all) d = {*rc::gen::inRange(0, 25), *rc::gen::inRange(0, 6), *rc::gen::inRange(1, 60)};
    return all;
}

void bring_one_back(busy& s, std::size_t order, date day) {
    receipt const& paper = s.receipts[order];
    if (paper.all_back() || paper.day + 90 <= day) return;
    bool const whole = paper.back(0).quantity == 1;
    s.bring_back(
        day, order,
        whole ? std::vector<returned_line>{} : std::vector<returned_line>{{.number = 1, .quantity = 1}});
}

void carry_out(busy& s, deed const& d, date day) {
    if (d.what < 3)
        s.buy(day, {mugs(std::int64_t{d.size} * 100, 2)},
              d.what == 0 ? std::vector<redemption_wish>{{busy_shop.redemption_rule("points"), d.size * 10}}
                          : std::vector<redemption_wish>{});
    else if (d.what < 5 && !s.receipts.empty())
        bring_one_back(s, static_cast<std::size_t>(d.size) % s.receipts.size(), day);
    else
        s.give_back(day, d.size * 100);
}

/// An account as it stood from a day on.
struct standing_from {
    date day{};
    account of;
};

std::string all_tables(journal const& history, date through) {
    auto const all = movements_of(history, busy_shop.chart(), through);
    RC_ASSERT(all.has_value());
    roll_forward books(through);
    cohort_table cohorts;
    books.add(*all);
    cohorts.add(*all);
    std::string text;
    for (char const* name : {"points", "stars"}) {
        slot_id const pool = busy_shop.pool(name);
        text += values_of(books.periods(pool)) + debts_of(books.periods(pool)) +
                table_of(cohorts.cohorts(pool)) + table_of(cohorts.outstanding(pool));
    }
    return text;
}

/// Law: at the end of every period the books hold what the account held on its last day.
void check_closings(roll_forward const& books, std::vector<standing_from> const& past, date through) {
    for (char const* name : {"points", "stars"})
        for (pool_period const& p : books.periods(busy_shop.pool(name))) {
            date const last = std::min(p.when.end - 1, through);
            account const* held = nullptr;
            for (standing_from const& s : past)
                if (s.day <= last) held = &s.of;
            RC_ASSERT(held != nullptr);
            balance const b = balance_of(*held, busy_shop.chart(), busy_shop.pool(name), last);
            RC_ASSERT(p.closing == b.available + b.pending + b.reserved);
            RC_ASSERT(p.pending == b.pending);
            RC_ASSERT(p.closing_debt == b.debt);
        }
}

}  // namespace

TEST_CASE("points that waited and ended between two facts are gone at the end of the month they ended in") {
    busy s(busy_shop);
    s.buy(new_year, {mugs(200, 2)});  // 2 points from 10 January to 18 February
    s.buy(on(4, 1), {mugs(100, 2)});
    date const through = on(4, 30);
    roll_forward const books = books_of(s.history, busy_shop.chart(), through);
    CHECK(values_of(books.periods(busy_shop.pool("points"))) == plain(R"(
        month   | opening | issued | restored | redeemed | expired | clawed | paid | adjusted | closing
        2026-01 |       0 |      2 |        0 |        0 |       0 |      0 |    0 |        0 |       2
        2026-02 |       2 |      0 |        0 |        0 |       2 |      0 |    0 |        0 |       0
        2026-04 |       0 |      1 |        0 |        0 |       0 |      0 |    0 |        0 |       1
    )"));
}

TEST_CASE("every closing balance is the account's on that day, however often anything is written down") {
    CHECK_PROPERTY("orders, redemptions, returns with and without receipt", [] {
        auto const deeds = random_deeds();
        busy s(busy_shop), daily(busy_shop);
        std::vector<standing_from> past;
        date day = new_year;
        for (deed const& d : deeds) {
            for (int i = 0; i < d.days_later; ++i) daily.wait(day + i);
            day = day + d.days_later;
            carry_out(s, d, day);
            carry_out(daily, d, day);
            past.push_back({day, s.member});
        }
        date const through = day + *rc::gen::inRange(0, 120);
        auto const all = movements_of(s.history, busy_shop.chart(), through);
        RC_ASSERT(all.has_value());
        roll_forward books(through);
        books.add(*all);
        books.count(s.member, busy_shop.chart());
        RC_ASSERT(books.imbalances().empty());
        check_closings(books, past, through);
        RC_ASSERT(all_tables(s.history, through) == all_tables(daily.history, through));
    });
}
