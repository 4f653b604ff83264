// SPDX-License-Identifier: BSL-1.0
#include <tessera/tessera.hpp>

#include "support/property.hpp"
#include "support/shop.hpp"

using namespace tessera;
using namespace tessera::literals;
using shop_tests::item;
using shop_tests::reason_of;
using shop_tests::sum_of;

namespace {

constexpr date day = date_of(2026, 1, 1);
constexpr auto club = compose("holds", currencies::EUR, accrual("points", 1).living(days(30)),
                              redemption("points", {.points = 100, .money = 1}));
constexpr rule_id rule = club.redemption_rule("points");

constexpr instant start_of(date on) { return {on.day * std::int64_t{86400}}; }

template <class Shop>
void occur(Shop& s, std::string const& event, date on) {
    auto const words = text_table::split(event, ' ');
    auto const number = [&](std::size_t i) { return std::stoll(words[i]); };
    auto const hold = [&] { return hold_id{static_cast<std::uint64_t>(number(1))}; };
    auto const points = [&] { return words[2] == "all" ? every_point : number(2); };
    if (words[0] == "earn")
        s.buy(on, number(1) * 100);
    else if (words[0] == "wait")
        s.wait(on);
    else if (words[0] == "reserve")
        s.commit(reserve{s.next_head(on), rule, hold(), points(), start_of(shop_tests::day_of(words[4]))});
    else if (words[0] == "capture")
        s.commit(capture{s.next_head(on), rule, hold(), points()});
    else if (words[0] == "spent")
        s.commit(capture{s.next_head(on), rule, hold(), points(), true});
    else if (words[0] == "release")
        s.commit(release{s.next_head(on), rule, hold()});
    else
        REQUIRE(words[0] == "-");
}

/// Returns: what the last decision says of holds: the money, or why not.
std::string said(decision const& d) {
    constexpr std::string_view bounds[] = {"wish",    "balance", "payable", "share",  "step",
                                           "minimum", "limit",   "lines",   "points", "money",
                                           "member",  "no hold", "taken"};
    std::string text;
    auto const add = [&](std::string const& part) { text += (text.empty() ? "" : ", ") + part; };
    for (reason const& r : d.reasons) {
        if (r.code == reason_code::reserved) add("keeps " + shop_tests::with_cents(r.b));
        if (r.code == reason_code::captured) add("pays " + shop_tests::with_cents(r.b));
        if (r.code == reason_code::released) add("back " + std::to_string(r.a));
        if (r.code == reason_code::expired) add("ends " + std::to_string(r.a));
        if (r.code == reason_code::owed) add("owes " + std::to_string(r.a));
        if (r.code == reason_code::hold_refused) add("no: " + std::string(bounds[r.detail]));
    }
    return text.empty() ? "-" : text;
}

using parts = std::array<std::int64_t, 4>;
/// Returns: available, debt, pending, reserved.
parts parts_of(balance const& b) { return {b.available, b.debt, b.pending, b.reserved}; }

void play_holds(std::string_view table) {
    shop_tests::shop s(club);
    auto const rows = text_table::rows(table);
    for (std::size_t i = 1; i < rows.size(); ++i) {
        date const on = shop_tests::day_of(rows[i][0]);
        s.last.reasons.clear();
        occur(s, rows[i][1], on);
        balance const b = s.balance("points", on);
        text_table::cells const found{rows[i][0],
                                      rows[i][1],
                                      std::to_string(b.available),
                                      std::to_string(b.reserved),
                                      std::to_string(b.debt),
                                      said(s.last)};
        INFO("row " << i);
        CHECK(text_table::line_of(found) == text_table::line_of(rows[i]));
    }
    auto const folded = fold(s.history, club.chart());
    REQUIRE(folded.has_value());
    CHECK(shop_tests::bytes_of(*folded, club.chart()) == shop_tests::bytes_of(s.member, club.chart()));
}

}  // namespace

TEST_CASE("what a hold keeps is taken, or comes back to its lots") {
    play_holds(R"(
        day        | event                        | available | reserved | owes | said
        2026-01-01 | earn 100                     | 100       | 0        | 0    | -
        2026-01-11 | earn 50                      | 150       | 0        | 0    | -
        2026-01-12 | reserve 1 120 until 2026-01-20 | 30      | 120      | 0    | keeps 1.20
        2026-01-12 | reserve 1 10 until 2026-01-20  | 30      | 120      | 0    | no: taken
        2026-01-12 | reserve 2 99 until 2026-01-20  | 0       | 150      | 0    | keeps 0.30
        2026-01-12 | reserve 3 1 until 2026-01-20   | 0       | 150      | 0    | no: balance
        2026-01-13 | capture 1 121                | 0         | 150      | 0    | no: balance
        2026-01-13 | capture 1 90                 | 30        | 30       | 0    | back 30, pays 0.90
        2026-01-13 | capture 1 all                | 30        | 30       | 0    | no: no hold
        2026-01-14 | release 2                    | 60        | 0        | 0    | back 30
        2026-01-14 | release 2                    | 60        | 0        | 0    | no: no hold
        2026-01-31 | -                            | 50        | 0        | 0    | -
        2026-02-10 | -                            | 0         | 0        | 0    | -
    )");
}

TEST_CASE("a hold is over at its end, whether or not anything writes it down") {
    play_holds(R"(
        day        | event                        | available | reserved | owes | said
        2026-01-01 | earn 100                     | 100       | 0        | 0    | -
        2026-01-02 | reserve 1 100 until 2026-01-05 | 0       | 100      | 0    | keeps 1.00
        2026-01-04 | -                            | 0         | 100      | 0    | -
        2026-01-05 | -                            | 100       | 0        | 0    | -
        2026-01-05 | capture 1 all                | 100       | 0        | 0    | no: no hold
        2026-01-06 | reserve 1 40 until 2026-01-06  | 100     | 0        | 0    | no: no hold
        2026-01-06 | reserve 1 40 until 2026-02-06  | 60      | 40       | 0    | keeps 0.40
        2026-01-31 | -                            | 0         | 40       | 0    | -
        2026-02-01 | capture 1 30 | 0 | 0 | 0 | ends 60, ends 10, back 10, pays 0.30
    )");
}

TEST_CASE("tiers by a balance see what a hold gives back by time alone") {
    constexpr auto program = compose("holds", currencies::EUR, accrual("points", 1),
                                     redemption("points", {.points = 100, .money = 1}),
                                     tiers("club", points_available("points"), tier{"one", 100}));
    shop_tests::shop s(program);
    s.buy(day, 15'000);
    s.commit(reserve{s.next_head(day + 1), program.redemption_rule("points"), {7}, 100, start_of(day + 4)});
    CHECK(program.standing(s.member, day + 3).level(0) == 0);
    CHECK(program.standing(s.member, day + 4).level(0) == 1);
    s.wait(day + 4);
    CHECK(program.standing(s.member, day + 4).level(0) == 1);
}

TEST_CASE("a term's end and a day on which orders count see it too") {
    constexpr auto balance = points_available("points");
    constexpr auto program = compose(
        "holds", currencies::EUR, accrual("points", 1), redemption("points", {.points = 100, .money = 1}),
        tiers("held", balance, tier{"one", 100}).held(days(20)),
        tiers("kept", balance, tier{"one", 200}).on_fall(downgrade::never),
        tiers("spent", net_spend().counted_by(progress::paid, days(20)), tier{"one", 1}));
    shop_tests::shop lazy(program), daily(program);
    for (auto* s : {&lazy, &daily}) {
        s->buy(day, 15'000);
        s->commit(
            reserve{s->next_head(day + 1), program.redemption_rule("points"), {7}, 150, start_of(day + 5)});
        s->buy(day + 2, 6'000);
    }
    for (date on = day + 3; on <= day + 40; on = on + 1) daily.wait(on);
    for (auto const* s : {&lazy, &daily}) {
        auto const then = program.standing(s->member, day + 40);
        CHECK(then.level(program.group("held")) == 1);
        CHECK(then.level(program.group("kept")) == 1);
        CHECK(then.level(program.group("spent")) == 1);
    }
}

TEST_CASE("a term's end sees what time frees, less what that pays of a debt") {
    constexpr auto program =
        compose("holds", currencies::EUR, accrual("points", 1), by_hand("gift", "points", hand::gives),
                by_hand("demand", "points", hand::demands), redemption("points", {.points = 100, .money = 1}),
                tiers("held", points_available("points"), tier{"one", 100}).held(days(20)));
    auto const act = [](auto& s, char const* what, date opens = date::min()) {
        action done{.head = s.next_head(day + 1), .what = action_named(what), .amount = 100};
        done.lot_is_named = opens != date::min();
        done.lot.opens = opens;
        s.commit(done);
    };
    for (bool const by_hold : {true, false}) {
        shop_tests::shop lazy(program), daily(program);
        for (auto* s : {&lazy, &daily}) {
            s->buy(day, 10'000);
            if (by_hold)
                s->commit(reserve{
                    s->next_head(day + 1), program.redemption_rule("points"), {7}, 100, start_of(day + 5)});
            else
                act(*s, "gift", day + 5);
            act(*s, "demand");
            if (!by_hold) act(*s, "demand");
        }
        CHECK(program.standing(lazy.member, day + 19).level(0) == 1);
        for (date on = day + 2; on <= day + 20; on = on + 1) daily.wait(on);
        for (auto const* s : {&lazy, &daily}) {
            CHECK(s->balance("points", day + 20).available == 0);
            CHECK(program.standing(s->member, day + 20).level(0) == 0);
        }
    }
}

TEST_CASE("an allowance for a till without a connection: what it lacks comes from the rest, then is owed") {
    play_holds(R"(
        day        | event                        | available | reserved | owes | said
        2026-01-01 | earn 100                     | 100       | 0        | 0    | -
        2026-01-02 | reserve 1 50 until 2026-01-10  | 50      | 50       | 0    | keeps 0.50
        2026-01-03 | spent 1 70                   | 30        | 0        | 0    | pays 0.70
        2026-01-03 | spent 1 80                   | 0         | 0        | 50   | owes 50, pays 0.80
        2026-01-04 | earn 60                      | 10        | 0        | 0    | -
    )");
}

TEST_CASE("what a hold gives back pays what is owed first, on the day on which it does") {
    play_holds(R"(
        day        | event                          | available | reserved | owes | said
        2026-01-01 | earn 100                       | 100       | 0        | 0    | -
        2026-01-02 | reserve 1 60 until 2026-01-10  | 40        | 60       | 0    | keeps 0.60
        2026-01-03 | spent 2 70                     | 0         | 60       | 30   | owes 30, pays 0.70
        2026-01-09 | -                              | 0         | 60       | 30   | -
        2026-01-10 | -                              | 30        | 0        | 0    | -
        2026-01-31 | -                              | 0         | 0        | 0    | -
        2026-02-05 | wait                           | 0         | 0        | 0    | ends 30
    )");
    play_holds(R"(
        day        | event                          | available | reserved | owes | said
        2026-01-01 | earn 100                       | 100       | 0        | 0    | -
        2026-01-02 | reserve 1 60 until 2026-01-10  | 40        | 60       | 0    | keeps 0.60
        2026-01-03 | spent 2 70                     | 0         | 60       | 30   | owes 30, pays 0.70
        2026-01-04 | release 1                      | 30        | 0        | 0    | back 60
        2026-01-04 | reserve 1 30 until 2026-01-10  | 0         | 30       | 0    | keeps 0.30
        2026-01-05 | spent 2 15                     | 0         | 30       | 15   | owes 15, pays 0.15
        2026-01-06 | capture 1 10                   | 5         | 0        | 0    | back 20, pays 0.10
    )");
    play_holds(R"(
        day        | event                          | available | reserved | owes | said
        2026-01-01 | earn 100                       | 100       | 0        | 0    | -
        2026-01-02 | reserve 1 60 until 2026-02-06  | 40        | 60       | 0    | keeps 0.60
        2026-01-03 | spent 2 70                     | 0         | 60       | 30   | owes 30, pays 0.70
        2026-02-06 | -                              | 0         | 0        | 30   | -
        2026-02-07 | wait                           | 0         | 0        | 30   | ends 60
    )");
}

TEST_CASE("what opens pays what is owed first, written down or not") {
    constexpr auto earns = accrual("points", 1).pending(days(5)).living(days(10));
    auto const check = [](auto const& by) {
        auto const made =
            make("waits", currencies::EUR, by, redemption("points", {.points = 100, .money = 1}));
        REQUIRE(made.has_value());
        shop_tests::shop s(*made);
        auto const is = [&](int after, std::int64_t available, std::int64_t pending, std::int64_t debt) {
            CHECK(parts_of(s.balance("points", day + after)) == parts{available, debt, pending, 0});
            CHECK(lots_of(s.member, made->chart(), made->pool("points"), day + after).empty() ==
                  (available == 0));
        };
        s.buy(day, 30'00);
        s.commit(capture{s.next_head(day + 1), made->redemption_rule("points"), {1}, 20, true});
        is(4, 0, 30, 20);
        is(5, 10, 0, 0);
        is(15, 0, 0, 0);
        s.buy(day + 6, 1'00);
        CHECK(sum_of(s.last.postings, made->pool("points"), posting_kind::pay) == 20);
        is(6, 10, 1, 0);
        is(11, 11, 0, 0);
        is(15, 1, 0, 0);
    };
    check(earns);
    check(earns.oldest_first());
}

TEST_CASE("what its order's progress opens, and credit that was frozen, pay what is owed first") {
    constexpr auto waits =
        compose("waits", currencies::EUR,
                accrual("points", 1).pending(days(9)).opened_by(progress::confirmed).living(days(9)),
                redemption("points", {.points = 100, .money = 1}));
    shop_tests::shop s(waits);
    s.buy(day, 30'00);
    s.commit(capture{s.next_head(day), waits.redemption_rule("points"), {1}, 20, true});
    shop_tests::happen(s, "confirmed 1", day + 2);
    CHECK(parts_of(s.balance("points", day + 2)) == parts{10, 0, 0, 0});

    constexpr auto wallet =
        compose("wallet", currencies::EUR,
                ladder("cash", net_spend(), step{100, 20}).when_returned(on_return::freeze),
                redemption("cash", {.points = 1, .money = 1}));
    shop_tests::shop t(wallet);
    t.buy(day, 100'00);
    t.give_back(day, 1'00);
    t.commit(capture{t.next_head(day), wallet.redemption_rule("cash"), {1}, 5'00, true});
    CHECK(parts_of(t.balance("cash", day)) == parts{0, 5'00, 0, 20'00});
    t.buy(day, 1'00);
    CHECK(parts_of(t.balance("cash", day)) == parts{15'00, 0, 0, 0});
}

TEST_CASE("the bounds of the redemption are those of a hold, but for those of an order") {
    auto const kept = [](redemption const& by, std::int64_t points) {
        auto const made = make("holds", currencies::EUR, accrual("points", 1), by);
        REQUIRE(made.has_value());
        shop_tests::shop s(*made);
        s.buy(day, 1'000'00);
        s.commit(reserve{s.next_head(day), made->redemption_rule("points"), {7}, points, start_of(day + 1)});
        return s.balance("points", day).reserved;
    };
    constexpr auto plain = redemption("points", {.points = 100, .money = 1});
    CHECK(kept(plain.at_most(500), 600) == 500);
    CHECK(kept(plain.worth_at_most(3), 600) == 300);
    CHECK(kept(plain.from_balance(1'001), 600) == 0);
    CHECK(kept(plain.from_balance(1'000), 600) == 600);
    CHECK(kept(plain.in_steps_of(100), 650) == 600);
    CHECK(kept(plain.at_least(700), 650) == 0);
    CHECK(kept(plain.at_most(500).on_excess(excess::refuse), 600) == 0);
    CHECK(kept(plain.at_most(500).on_excess(excess::refuse), every_point) == 500);
}

TEST_CASE("an order takes what it pays out of the hold it names, and the rest comes back") {
    shop_tests::shop s(club);
    s.buy(day, 10'00);
    s.buy(day + 5, 10'00);
    occur(s, "reserve 9 15 until 2026-02-01", day + 6);
    auto const& d = s.buy(day + 7, {item(12)}, {{rule, every_point, {9}}});
    CHECK(sum_of(d.postings, club.pool("points"), posting_kind::capture) == 12);
    CHECK(d.receipt.stored_value_minor == 12);
    CHECK(reason_of(d, reason_code::redeemed)->detail == static_cast<std::uint16_t>(bound::payable));
    CHECK(reason_of(d, reason_code::released)->a == 3);
    CHECK(s.balance("points", day + 7).available == 8);
    CHECK(s.balance("points", day + 7).reserved == 0);
    CHECK(s.balance("points", day + 30).available == 8);  // the lot that ends sooner paid first
    // A hold that keeps nothing pays nothing, and points outside of it do not help out.
    auto const& none = s.buy(day + 7, {item(12)}, {{rule, every_point, {9}}});
    REQUIRE(reason_of(none, reason_code::redemption_refused));
    CHECK(none.receipt.stored_value_minor == 0);
    CHECK(s.balance("points", day + 7).available == 8);
    // Two wishes of one order cannot take the same points out of a hold.
    constexpr auto two = compose("two", currencies::EUR, accrual("points", 1),
                                 redemption("points", {.points = 100, .money = 1}),
                                 redemption("points", {.points = 100, .money = 1}).named("again"));
    shop_tests::shop t(two);
    t.buy(day, 10'00);
    t.commit(reserve{t.next_head(day), two.redemption_rule("points"), {9}, 10, start_of(day + 1)});
    auto const& both = t.buy(
        day, {item(8)}, {{two.redemption_rule("points"), 4, {9}}, {two.redemption_rule("again"), 4, {9}}});
    CHECK(sum_of(both.postings, two.pool("points"), posting_kind::capture) == 4);
    CHECK(both.receipt.stored_value_minor == 4);
}

TEST_CASE("credit that never ends is held and comes back by time alone") {
    constexpr auto wallet = compose("wallet", currencies::EUR, ladder("cash", net_spend(), step{100, 20}),
                                    redemption("cash", {.points = 1, .money = 1}));
    shop_tests::shop s(wallet);
    s.buy(day, 100'00);
    s.commit(reserve{s.next_head(day), wallet.redemption_rule("cash"), {3}, 5'00, start_of(day + 2)});
    CHECK(s.balance("cash", day + 1).available == 15'00);
    CHECK(s.balance("cash", day + 1).reserved == 5'00);
    CHECK(s.balance("cash", day + 2).available == 20'00);
    CHECK(s.balance("cash", day + 2).reserved == 0);
    s.wait(day + 2);
    CHECK(s.balance("cash", day + 2).available == 20'00);
}

TEST_CASE("a request for a rule that is not there, or below zero, is an error") {
    shop_tests::shop s(club);
    s.buy(day, 10'00);
    decision d;
    CHECK(club.decide(s.member, reserve{s.next_head(day), rule_named("else"), {1}, 5, start_of(day + 1)}, d)
              .error() == errc::unknown_rule);
    CHECK(d.postings.empty());
    CHECK(club.decide(s.member, reserve{s.next_head(day), rule, {1}, -5, start_of(day + 1)}, d).error() ==
          errc::negative_amount);
    CHECK(club.decide(s.member, capture{s.next_head(day), rule, {1}, -5}, d).error() ==
          errc::negative_amount);
}

TEST_CASE("nothing is lost or made in holds, and a quote is what is committed") {
    CHECK_PROPERTY("issued is what lies in lots, in holds, and what went", [] {
        shop_tests::shop s(club);
        slot_id const points = club.pool("points");
        std::int64_t net = 0;
        date on = day;
        for (int i = 0; i < 25; ++i) {
            on = on + *rc::gen::inRange(0, 8);
            hold_id const hold{*rc::gen::inRange<std::uint64_t>(1, 4)};
            std::int64_t const amount = *rc::gen::inRange<std::int64_t>(1, 200);
            instant const until{start_of(on + *rc::gen::inRange(0, 20)).seconds + 3'600};
            fact_head const head = s.next_head(on);
            std::vector<line> const goods{item(amount * 100)};
            std::vector<redemption_wish> const wishes{{rule, amount, hold}};
            auto const commit = [&](auto const& what) {
                decision quoted;
                auto const made = club.decide(s.member, what, quoted);
                RC_ASSERT(made.has_value());
                s.commit(what);
                RC_ASSERT(shop_tests::bytes_of(quoted) == shop_tests::bytes_of(s.last));
            };
            switch (*rc::gen::inRange(0, 6)) {
                case 0: commit(order{.head = head, .what = {goods}}); break;
                case 1: commit(reserve{head, rule, hold, amount, until}); break;
                case 2: commit(capture{head, rule, hold, amount}); break;
                case 3: commit(capture{head, rule, hold, amount, true}); break;
                case 4: commit(release{head, rule, hold}); break;
                case 5: commit(order{.head = head, .what = {goods}, .wishes = wishes}); break;
            }
            for (posting const& p : s.last.postings) {
                if (p.slot != points) continue;
                auto const held = [](side x) { return x == side::member || x == side::reserved; };
                if (!is_transfer(p.kind)) continue;
                if (held(legs_of(p.kind).to)) net += p.amount;
                if (held(legs_of(p.kind).from)) net -= p.amount;
            }
            balance const b = s.balance("points", on);
            std::int64_t ended = 0;  // what a later hold's end or day has not written down yet
            row<posting> none;
            draft const stored(s.member, club.chart(), on, none, instant_of(s.member, on));
            stored.for_each_stored_lot(club.chart().place(points), [&](lot const& l) {
                if (l.key.expires <= on) ended += l.amount;
                return true;
            });
            RC_ASSERT(net == b.available + b.reserved + ended);
            RC_ASSERT(b.available >= 0 && b.reserved >= 0 && b.debt >= 0);
            RC_ASSERT(b.available == 0 || b.debt == 0);
        }
        auto const folded = fold(s.history, club.chart());
        RC_ASSERT(folded.has_value());
        RC_ASSERT(shop_tests::bytes_of(*folded, club.chart()) ==
                  shop_tests::bytes_of(s.member, club.chart()));
    });
}
