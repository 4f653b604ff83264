// SPDX-License-Identifier: BSL-1.0
#include <tessera/tessera.hpp>

#include "support/property.hpp"
#include "support/shop.hpp"

using namespace tessera;
using namespace tessera::literals;
using shop_tests::bytes_of;
using shop_tests::item;
using shop_tests::play;

namespace {

constexpr date day = date_of(2026, 1, 1);

/// Everything the shops ask for on one poster.
constexpr auto poster = compose(
    "poster", currencies::CNY,
    tiers("club", net_spend(list_price.with_stored_value()), tier{"silver", 1000}, tier{"gold", 3000}),
    member_price("club", off{"silver", 2_percent}, off{"gold", 5_percent}),
    ladder("cash", net_spend(list_price.with_stored_value()), step{200, 20}, step{1000, 100}, step{2000, 200},
           step{5000, 500}, step{10000, 1000}, step{20000, 2000}),
    accrual("points", 1).of(paid_price.with_stored_value()).living(days(365)),
    redemption("points", {.points = 100, .money = 1}));

/// Something of every kind, over windows, so that days matter.
constexpr auto windows = compose(
    "windows", currencies::EUR,
    tiers("club", net_spend().within(window::rolling_days(30, resolution::day)), tier{"silver", 100},
          tier{"gold", 300})
        .from(effective::this_order),
    tiers("visits", order_count().within(window::calendar(calendar_unit::month)), tier{"regular", 3})
        .on_fall(downgrade::never),
    tiers("big", best_order().within(window::calendar(calendar_unit::year)), tier{"big", 200}),
    member_price("club", off{"silver", 2_percent}, off{"gold", 5_percent}),
    ladder("cash", net_spend().within(window::calendar(calendar_unit::year)), step{200, 20}, step{500, 30})
        .then_every(100, 5),
    accrual("points", ratio(1, 3))
        .rounded(rounding_scope::carry)
        .living(days(40))
        .times("visits", multiplier{"regular", 2}),
    accrual("miles", 1).of(promoted_price).rounded(rounding_scope::line).living(months(2)),
    redemption("points", {.points = 10, .money = 1}),
    redemption("miles", {.points = 100, .money = 1}).for_at_most(50_percent));

std::vector<std::int64_t> parts_of(statement const& s) {
    std::vector<std::int64_t> parts;
    for (tier_standing const& t : s.is.tiers) parts.insert(parts.end(), {t.level, t.measure, t.to_next});
    for (balance const& b : s.owns) parts.insert(parts.end(), {b.available, b.debt});
    return parts;
}

/// One random move of a member: when, how much, whether it is a return, how many points are wished for.
struct move {
    int days = 0;
    std::int64_t minor = 0;
    bool back = false;
    std::int64_t wish = 0;
};

std::vector<move> random_moves() {
    std::vector<move> moves(*rc::gen::inRange<std::size_t>(1, 12));
    for (move& m : moves) {
        m.days = *rc::gen::weightedElement<int>({{5, 0}, {5, 1}, {3, 7}, {2, 31}, {1, 200}});
        m.minor = *rc::gen::inRange(0, 40'000);
        m.back = *rc::gen::weightedElement<bool>({{3, false}, {1, true}});
        m.wish = *rc::gen::weightedElement<std::int64_t>({{3, 0}, {1, 55}, {1, INT64_MAX}});
    }
    return moves;
}

template <class Program>
void carry_out(shop_tests::shop<Program>& s, move const& m, date when) {
    if (m.back) {
        s.give_back(when, {item(m.minor), item(m.minor / 3, no_earn)});
    } else if (m.wish == 0) {
        s.buy(when, {item(m.minor), item(m.minor / 7)});
    } else {
        s.buy(when, {item(m.minor)}, {{s.rules.redemption_rule("points"), m.wish}});
    }
}

}  // namespace

TEST_CASE("the whole shop: 4,901.10 of 20,000 are handed back") {
    shop_tests::shop s(poster);
    std::int64_t discounts = 0;
    for (std::int64_t const price : {100'000, 200'000, 1'700'000})
        discounts += s.buy(day, price).priced.totals.member_minor;
    CHECK(discounts == 89'000);
    CHECK(s.balance("cash", day).available == 382'000);
    CHECK(s.balance("points", day).available == 19'110);
    CHECK(discounts + s.balance("cash", day).available + s.balance("points", day).available == 490'110);
    play(poster, R"(
        day        | event        | paid     | off    | spend    | level | credit cash | points points
        2026-01-01 | buy 1000     | 1000.00  | 0.00   | 1000.00  | 1     | 120.00      | 1000
        2026-01-02 | buy 2000     | 1960.00  | 40.00  | 3000.00  | 2     | 320.00      | 2960
        2026-01-03 | buy 17000    | 16150.00 | 850.00 | 20000.00 | 2     | 3820.00     | 19110
        2026-01-04 | return 17000 | 16150.00 | 850.00 | 3000.00  | 2     | 320.00      | 2960
        2026-01-05 | return 0.01  | 0.01     | 0.00   | 2999.99  | 1     | 320.00      | 2960
        2026-12-31 | -            | 0.01     | 0.00   | 2999.99  | 1     | 320.00      | 2960
        2027-01-01 | -            | 0.01     | 0.00   | 2999.99  | 1     | 320.00      | 2960
        2027-01-03 | -            | 0.01     | 0.00   | 2999.99  | 1     | 320.00      | 0
    )");
}

TEST_CASE("a quote is the sale: quoting and then settling decides the same bytes") {
    CHECK_PROPERTY("whatever happened before", [] {
        shop_tests::shop s(windows);
        date now = day;
        for (move const& m : random_moves()) {
            now = now + m.days;
            if (!m.back) {
                order const what =
                    m.wish == 0
                        ? s.order_of(now, {item(m.minor), item(m.minor / 7, no_member_price)})
                        : s.order_of(now, {item(m.minor)}, {{windows.redemption_rule("miles"), m.wish}});
                priced_order quoted;
                RC_ASSERT(windows.quote(windows.standing(s.member, now), what.what, quoted).has_value());
                decision settled, decided;
                RC_ASSERT(windows.settle(s.member, what, quoted, settled).has_value());
                RC_ASSERT(windows.decide(s.member, what, decided).has_value());
                RC_ASSERT(bytes_of(settled) == bytes_of(decided));
                RC_ASSERT(settled.priced.payable_minor() == quoted.payable_minor());
            }
            carry_out(s, m, now);
        }
    });
}

TEST_CASE("a fact again is a repeat that changes nothing; one behind is an error") {
    shop_tests::shop s(poster);
    order const first = s.order_of(day, {item(150'000)});
    s.commit(first);
    order const second = s.order_of(day, {item(5'000)});
    s.commit(second);
    auto const before = bytes_of(s.member, poster.chart());
    decision d;
    REQUIRE(poster.decide(s.member, second, d).has_value());
    CHECK(d.how == outcome::repeat);
    CHECK(d.fact == second.head.id);
    CHECK(d.key == second.head.key);
    CHECK(d.postings.empty());
    CHECK(d.reasons.empty());
    CHECK(d.priced.reasons.empty());
    REQUIRE(poster.settle(s.member, second, {}, d).has_value());
    CHECK(d.how == outcome::repeat);
    REQUIRE(poster.decide(s.member, item_return{second.head, second.what.lines}, d).has_value());
    CHECK(d.how == outcome::repeat);
    REQUIRE(poster.decide(s.member, day_passes{second.head}, d).has_value());
    CHECK(d.how == outcome::repeat);
    CHECK(poster.decide(s.member, first, d).error() == errc::behind_frontier);
    CHECK(poster.settle(s.member, first, {}, d).error() == errc::behind_frontier);
    CHECK(poster.decide(s.member, item_return{first.head, first.what.lines}, d).error() ==
          errc::behind_frontier);
    CHECK(poster.decide(s.member, day_passes{first.head}, d).error() == errc::behind_frontier);
    CHECK(bytes_of(s.member, poster.chart()) == before);
    // The decision is ready for the next fact.
    REQUIRE(poster.decide(s.member, s.order_of(day, {item(5'000)}), d).has_value());
    CHECK(d.how == outcome::decided);
}

TEST_CASE("bad input is an error, and the next good fact goes through with the same decision") {
    shop_tests::shop s(poster);
    decision d;
    order what = s.order_of(day, {});
    CHECK(poster.decide(s.member, what, d).error() == errc::empty_order);
    std::vector<line> const bad{item(-1)};
    what.what.lines = bad;
    CHECK(poster.decide(s.member, what, d).error() == errc::negative_amount);
    CHECK(poster.decide(s.member, item_return{what.head, bad}, d).error() == errc::negative_amount);
    CHECK(poster.decide(s.member, item_return{what.head, {}}, d).error() == errc::empty_order);
    CHECK(s.member.version().value == 0);
    std::vector<line> const good{item(100)};
    what.what.lines = good;
    REQUIRE(poster.decide(s.member, what, d).has_value());
    CHECK(d.priced.totals.paid_minor() == 100);
    CHECK(d.receipt.awards.size() == 1);
}

TEST_CASE("a decision names fact, version seen, and program; its receipt holds what a return needs") {
    constexpr auto versioned =
        compose(identity("poster", {7}), currencies::CNY, tiers("club", net_spend(), tier{"silver", 10}),
                member_price("club", off{"silver", 10_percent}), accrual("points", 1),
                redemption("points", {.points = 1, .money = "0.01"_d}));
    CHECK(versioned.name() == "poster");
    CHECK(versioned.version().value == 7);
    CHECK(versioned.money() == currencies::CNY);
    shop_tests::shop s(versioned);
    s.buy(day, 10'000);
    order what = s.order_of(day + 1, {item(2'000), item(1'000)}, {{versioned.redemption_rule("points"), 40}});
    what.what.shipping_minor = 500;
    what.stored_value_minor = 60;
    auto const& d = s.commit(what);
    CHECK(d.fact == what.head.id);
    CHECK(d.saw.value == 1);
    CHECK(d.program.value == 7);
    CHECK(d.as_entry().postings.size() == d.postings.size());
    receipt const& r = d.receipt;
    CHECK(r.order == what.head.id);
    CHECK(r.program.value == 7);
    CHECK(r.day == day + 1);
    CHECK(r.shipping_minor == 500);
    CHECK(r.stored_value_minor == 100);
    CHECK(r.totals.member_minor == 300);
    REQUIRE(r.lines.size() == 2);
    CHECK(r.lines[0].list_minor == 2'000);
    REQUIRE(r.adjustments.size() == 1);
    CHECK(r.adjustments[0].off_minor == 300);
    REQUIRE(r.awards.size() == 1);
    // 27.00 less what 1.00 of 32.00 paid: 26.16 earn.
    CHECK(r.awards[0].amount == 26);
    CHECK(r.awards[0].basis_minor == 2'616);
    priced_order const again = r.priced();
    CHECK(again.payable_minor() == d.priced.payable_minor());
    CHECK(again.adjustments.size() == 1);
    CHECK(again.lines.size() == 2);
}

TEST_CASE("a receipt belongs to its order: a return has none") {
    shop_tests::shop s(poster);
    s.buy(day, 10'000);
    CHECK(s.last.receipt.order == s.last.fact);
    s.give_back(day, 5'000);
    CHECK(s.last.receipt.lines.empty());
    CHECK(s.last.receipt.awards.empty());
    CHECK(s.last.receipt.order == fact_id{});
    CHECK(s.last.receipt.totals.list_minor == 0);
}

TEST_CASE("a statement is the standing with every balance") {
    shop_tests::shop s(poster);
    s.buy(day, 150'000);
    auto const st = poster.statement(s.member, day + 1);
    CHECK(st.is.day == day + 1);
    CHECK(st.is.level(0) == 1);
    CHECK(st.is.tiers[0].measure == 150'000);
    CHECK(st.is.tiers[0].to_next == 150'000);
    REQUIRE(st.owns.size() == poster.chart().size());
    CHECK(st.owns[poster.pool("points").value].available == 1'500);
    CHECK(st.owns[poster.pool("cash").value].available == 12'000);
    CHECK(poster.statement(s.member, day + 365).owns[poster.pool("points").value].available == 0);
    CHECK(poster.statement({}, day).is.level(0) == 0);
    std::size_t policies = 0;
    poster.for_each_policy([&](auto const&) { ++policies; });
    CHECK(policies == 5);
}

TEST_CASE("days that pass, daily, once a year or never, change no answer") {
    CHECK_PROPERTY("the same statements and the same decisions", [] {
        shop_tests::shop never(windows), often(windows), yearly(windows);
        date now = day, told = day;
        for (move const& m : random_moves()) {
            date const next = now + m.days;
            for (date d = now; d < next; d = d + 1) {
                often.wait(d + 1);
                if ((d + 1) - told >= 365) yearly.wait(told = d + 1);
            }
            now = next;
            RC_ASSERT(parts_of(windows.statement(often.member, now)) ==
                      parts_of(windows.statement(never.member, now)));
            carry_out(never, m, now);
            carry_out(often, m, now);
            carry_out(yearly, m, now);
            for (int const ahead : {0, 1, 29, 30, 40, 365}) {
                auto const expected = parts_of(windows.statement(never.member, now + ahead));
                RC_ASSERT(parts_of(windows.statement(often.member, now + ahead)) == expected);
                RC_ASSERT(parts_of(windows.statement(yearly.member, now + ahead)) == expected);
            }
            RC_ASSERT(never.last.priced.payable_minor() == often.last.priced.payable_minor());
        }
    });
}

TEST_CASE("replaying twice gives the same bytes, and the journal alone gives the account") {
    CHECK_PROPERTY("for every history", [] {
        auto const moves = random_moves();
        shop_tests::shop first(windows), second(windows);
        date now = day;
        for (move const& m : moves) {
            now = now + m.days;
            carry_out(first, m, now);
            carry_out(second, m, now);
            RC_ASSERT(bytes_of(first.last) == bytes_of(second.last));
        }
        auto const bytes = bytes_of(first.member, windows.chart());
        RC_ASSERT(bytes_of(second.member, windows.chart()) == bytes);
        auto const folded = fold(first.history, windows.chart());
        RC_ASSERT(folded.has_value());
        RC_ASSERT(bytes_of(*folded, windows.chart()) == bytes);
    });
}

TEST_CASE("what was issued and not taken is in the lots, what was owed and not repaid is the debt") {
    CHECK_PROPERTY("for every history and pool", [] {
        shop_tests::shop s(windows);
        date now = day;
        for (move const& m : random_moves()) {
            now = now + m.days;
            carry_out(s, m, now);
        }
        s.wait(now);
        for (char const* const name : {"points", "miles", "cash"}) {
            slot_id const pool = windows.pool(name);
            std::int64_t owned = 0, owed = 0;
            for (std::size_t i = 0; i < s.history.size(); ++i)
                for (posting const& p : s.history[i].postings) {
                    if (p.slot != pool) continue;
                    legs const moved = legs_of(p.kind);
                    owned += moved.to == side::member ? p.amount : moved.from == side::member ? -p.amount : 0;
                    owed += moved.from == side::debt ? p.amount : moved.to == side::debt ? -p.amount : 0;
                }
            RC_ASSERT(s.balance(name, now).available == owned);
            RC_ASSERT(s.balance(name, now).debt == owed);
        }
    });
}

TEST_CASE("the rules may be listed in any order: the same bytes") {
    constexpr auto club = tiers("club", net_spend(), tier{"silver", 100}, tier{"gold", 300});
    constexpr auto visits = tiers("visits", order_count(), tier{"regular", 3});
    constexpr auto price = member_price("club", off{"silver", 2_percent}, off{"gold", 5_percent});
    constexpr auto other_price = member_price("visits", off{"regular", 1_percent});
    constexpr auto cash = ladder("cash", net_spend(), step{200, 20}, step{500, 30});
    constexpr auto stamps =
        ladder("stamps", order_count(), step{3, 1}).then(ladder_end::new_lap).into("cash");
    constexpr auto one_each = accrual("points", 1).living(days(40)).times("club", multiplier{"gold", 2});
    constexpr auto more =
        accrual("points", ratio(1, 7)).named("more").rounded(rounding_scope::carry).living(days(20));
    constexpr auto dear = redemption("points", {.points = 10, .money = 1});
    constexpr auto cheap = redemption("points", {.points = 100, .money = 1}).named("cheap");
    static constexpr auto one = compose("p", currencies::EUR, club, visits, price, other_price, cash, stamps,
                                        one_each, more, dear, cheap);
    static constexpr auto two = compose("p", currencies::EUR, cheap, more, stamps, other_price, visits, dear,
                                        one_each, cash, price, club);
    static constexpr auto three = compose("p", currencies::EUR, dear, cash, cheap, price, one_each, club,
                                          more, visits, other_price, stamps);
    STATIC_REQUIRE(one.chart().extends(two.chart()));
    STATIC_REQUIRE(one.chart().extends(three.chart()));
    CHECK_PROPERTY("decisions and accounts", [] {
        shop_tests::shop a(one);
        shop_tests::shop b(two);
        shop_tests::shop c(three);
        date now = day;
        for (move const& m : random_moves()) {
            now = now + m.days;
            std::vector<redemption_wish> const wishes{{one.redemption_rule("points"), m.wish},
                                                      {one.redemption_rule("cheap"), m.wish}};
            if (m.back) {
                a.give_back(now, m.minor), b.give_back(now, m.minor), c.give_back(now, m.minor);
            } else {
                a.buy(now, {item(m.minor)}, wishes), b.buy(now, {item(m.minor)}, wishes),
                    c.buy(now, {item(m.minor)}, wishes);
            }
            RC_ASSERT(bytes_of(a.last) == bytes_of(b.last));
            RC_ASSERT(bytes_of(a.last) == bytes_of(c.last));
        }
        RC_ASSERT(bytes_of(a.member, one.chart()) == bytes_of(b.member, two.chart()));
        RC_ASSERT(bytes_of(a.member, one.chart()) == bytes_of(c.member, three.chart()));
    });
}
