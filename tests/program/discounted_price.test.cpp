// SPDX-License-Identifier: BSL-1.0
#include <algorithm>
#include <iterator>
#include <utility>

#include <tessera/program/versions.hpp>

#include "support/property.hpp"
#include "support/shop.hpp"

/// Orders whose price points have lowered: quoted, decided, settled, returned.

using namespace tessera;
using namespace tessera::literals;
using namespace shop_tests;

namespace {

constexpr date day = date_of(2026, 1, 1);
constexpr tag_set dear = host_tag;
constexpr auto cent_each = redemption("points", {.points = 100, .money = 1});

constexpr auto store = compose(
    "store", currencies::EUR, tiers("club", net_spend(paid_price), tier{"silver", 100}, tier{"gold", 300}),
    member_price("club", off{"silver", 5_percent}), promotion("spring", 3_percent).over({.without = dear}),
    accrual("points", 1).living(days(40)), accrual("stars", 2).of(paid_price.with_stored_value()),
    redemption("points", {.points = 3, .money = "0.02"_d}).for_at_most(60_percent, paid_price).as_discount(),
    redemption("stars", {.points = 10, .money = 1}).over({.without = dear}).named("stars off").as_discount(),
    cent_each.named("pay").for_at_most(50_percent), returns(60),
    ladder("cash", net_spend(paid_price), step{200, 20}));

using the_shop = shop<std::remove_const_t<decltype(store)>>;
constexpr rule_id points_off = store.redemption_rule("points"),
                  stars_off = store.redemption_rule("stars off"), pay = store.redemption_rule("pay");

/// Returns: some lines, of which one or the other cannot be lowered by stars.
std::vector<line> random_lines() {
    std::vector<line> lines;
    int const count = *rc::gen::inRange(1, 5);
    for (int i = 0; i < count; ++i) {
        line l =
            item(*rc::gen::inRange<std::int64_t>(0, 90'00), *rc::gen::element<tag_set>(0, 0, dear, no_earn));
        l.number = static_cast<std::uint32_t>(i + 1);
        l.quantity = *rc::gen::inRange<std::uint32_t>(0, 4);
        l.tax_minor = l.list_minor / 6;
        lines.push_back(l);
    }
    return lines;
}
std::vector<redemption_wish> random_wishes() {
    std::vector<redemption_wish> wishes;
    for (rule_id const rule : {points_off, stars_off, pay})
        if (*rc::gen::element(true, true, false))
            wishes.push_back(
                {rule, *rc::gen::weightedOneOf<std::int64_t>(
                           {{1, rc::gen::just(every_point)}, {2, rc::gen::inRange<std::int64_t>(0, 400)}})});
    return wishes;
}
order random_order(the_shop& s, date on) {
    order what = s.order_of(on, random_lines(), random_wishes());
    what.what.shipping_minor = *rc::gen::element<std::int64_t>(0, 0, 4'90);
    return what;
}

std::int64_t spent_by(decision const& d, rule_id rule) {
    std::int64_t total = 0;
    for (posting const& p : d.postings)
        if (p.rule == rule && legs_of(p.kind).to == side::redeemed) total += p.amount;
    return total;
}

/// Returns: what each line costs, whoever pays it.
std::vector<std::int64_t> costs_of(priced_order const& priced) {
    std::vector<std::int64_t> costs;
    basis everything = paid_price.with_stored_value();
    everything.lines = {};
    RC_ASSERT(basis_lines(everything, priced, 0, costs).has_value());
    costs.resize(priced.lines.size());
    return costs;
}

bool alike(priced_order const& one, priced_order const& other) {
    return one.totals.paid_minor() == other.totals.paid_minor() &&
           one.adjustments.size() == other.adjustments.size() &&
           std::equal(one.adjustments.begin(), one.adjustments.end(), other.adjustments.begin(),
                      [](adjustment const& a, adjustment const& b) {
                          return a.rule == b.rule && a.lines == b.lines && a.base_minor == b.base_minor &&
                                 a.off_minor == b.off_minor;
                      }) &&
           std::equal(one.reasons.begin(), one.reasons.end(), other.reasons.begin(), other.reasons.end());
}

}  // namespace

TEST_CASE("laws of a price that points lower") {
    CHECK_PROPERTY("the preview, the order decided, and the order settled at that price are one", [] {
        shop s(store);
        int const orders = *rc::gen::inRange(1, 7);
        date on = day;
        for (int i = 0; i < orders; ++i) {
            on = on + *rc::gen::inRange(0, 30);
            order const what = random_order(s, on);
            priced_order preview;
            RC_ASSERT(store.quote(s.member, what, preview).has_value());
            decision settled;
            RC_ASSERT(store.settle(s.member, what, preview, settled).has_value());
            account const before = s.member;
            s.commit(what);
            RC_ASSERT(alike(preview, s.last.priced));
            RC_ASSERT(bytes_of(settled) == bytes_of(s.last));
            decision again;
            RC_ASSERT(store.settle_again(before, what, s.last.receipt, again).has_value());
            RC_ASSERT(std::equal(again.postings.begin(), again.postings.end(), s.last.postings.begin(),
                                 s.last.postings.end()));
            // Who has so many points never owes some for a price quoted in the same moment.
            for (std::string_view const pool : {"points", "stars"})
                RC_ASSERT(sum_of(s.last.postings, store.pool(pool), posting_kind::overspend) == 0);
        }
    });
    CHECK_PROPERTY("every discount lies on its lines to the cent, and no line falls below nothing", [] {
        shop s(store);
        s.buy(day, *rc::gen::inRange<std::int64_t>(0, 900'00));
        s.commit(random_order(s, day));
        priced_order const& priced = s.last.priced;
        std::int64_t off = 0;
        for (adjustment const& a : priced.adjustments) off += a.off_minor;
        std::int64_t cost = 0;
        for (std::int64_t const paid : costs_of(priced)) cost += paid, RC_ASSERT(paid >= 0);
        std::int64_t promoted = 0;
        for (line const& l : priced.lines) promoted += l.list_minor - l.promotion_minor;
        RC_ASSERT(off == promoted - cost);
        // What one adjustment takes off each line, one after the other, is what the lines have lost.
        priced_order before = priced;
        before.adjustments.clear();
        for (adjustment const& a : priced.adjustments) {
            auto const was = costs_of(before);
            before.adjustments.push_back(a);
            auto const is = costs_of(before);
            std::int64_t taken = 0;
            for (std::size_t i = 0; i < is.size(); ++i) {
                RC_ASSERT(is[i] >= 0);
                RC_ASSERT(is[i] <= was[i]);
                RC_ASSERT(is[i] == was[i] || a.lines.takes(priced.lines[i]));
                taken += was[i] - is[i];
            }
            RC_ASSERT(taken == a.off_minor);
        }
    });
    CHECK_PROPERTY("points are never worth more than the discount, and one less would not buy it", [] {
        shop s(store);
        s.buy(day, *rc::gen::inRange<std::int64_t>(0, 900'00));
        s.commit(random_order(s, day));
        std::int64_t const points = spent_by(s.last, points_off), off = s.last.priced.off_by(points_off);
        RC_ASSERT(points * 2 / 3 == off);
        RC_ASSERT(points == 0 || (points - 1) * 2 / 3 < off);
        RC_ASSERT(spent_by(s.last, stars_off) * 10 == s.last.priced.off_by(stars_off));
        RC_ASSERT(s.last.priced.totals.paid_minor() >= 0);
    });
}

namespace {

/// Returns: what is restored in the image of a receipt, of what a rule spent; and what that was.
std::pair<std::int64_t, std::int64_t> restored_of(receipt const& paper, rule_id rule) {
    std::int64_t restored = 0, spent = 0;
    for (receipt_tender const& t : paper.tenders)
        if (t.rule == rule) restored += t.restored, spent += t.amount;
    return {restored, spent};
}

/// Effects: brings some goods of the last order back, until nothing is left; `look` sees every image.
template <class Look>
void bring_back_in_parts(the_shop& s, date on, Look look) {
    receipt& paper = s.receipts.back();
    while (!paper.all_back()) {
        std::vector<returned_line> some;
        for (std::size_t i = 0; i < paper.lines.size(); ++i) {
            auto const left = detail::units_of(paper.lines[i]) - paper.back(i).quantity;
            if (left == 0 || *rc::gen::element(false, true)) continue;
            auto const units = *rc::gen::inRange<std::int64_t>(1, left + 1);
            some.push_back({paper.lines[i].number, static_cast<std::uint32_t>(units)});
        }
        if (some.empty()) continue;
        s.bring_back(on, s.receipts.size() - 1, some);
        look(paper);
    }
}

}  // namespace

TEST_CASE("laws of returns of what points have lowered") {
    CHECK_PROPERTY("parts bring the points back with the discount of their goods, and the last one all", [] {
        shop s(store);
        s.buy(day, 2'000'00);
        auto const& d = s.buy(day + 1, random_lines(), random_wishes());
        std::int64_t refunds = 0;
        std::int64_t const payable = d.priced.payable_minor();
        bring_back_in_parts(s, day + 2, [&](receipt const& paper) {
            refunds += s.last.refund.money_minor + s.last.refund.stored_minor;
            for (rule_id const rule : {points_off, stars_off}) {
                auto const [restored, spent] = restored_of(paper, rule);
                std::vector<std::int64_t> scratch;
                std::int64_t const off = paper.priced().off_by(rule);
                std::int64_t const back = off_back(rule, paper.priced(), paper, scratch);
                std::int64_t const due = paper.all_back() ? spent : off == 0 ? 0 : spent * back / off;
                RC_ASSERT(restored == due);
            }
        });
        for (rule_id const rule : {points_off, stars_off, pay}) {
            auto const [restored, spent] = restored_of(s.receipts.back(), rule);
            RC_ASSERT(restored == spent);
        }
        RC_ASSERT(refunds == payable);
    });
    CHECK_PROPERTY("an order that comes back whole leaves every point where it was", [] {
        shop s(store);
        s.buy(day, 299'00);
        auto const lots = [&](std::string_view pool) {
            return lots_of(s.member, store.chart(), store.pool(pool), day + 3);
        };
        auto const points = lots("points"), stars = lots("stars");
        auto const spend = s.rules.standing(s.member, day + 3).tiers[0].measure;
        s.buy(day + 1, random_lines(), random_wishes());
        s.bring_back(day + 2, 1);
        RC_ASSERT(lots("points") == points);
        RC_ASSERT(lots("stars") == stars);
        RC_ASSERT(s.rules.standing(s.member, day + 3).tiers[0].measure == spend);
        RC_ASSERT(s.balance("points", day + 3).debt == 0);
        RC_ASSERT(s.balance("stars", day + 3).debt == 0);
    });
    CHECK_PROPERTY("orders that come back line by line, in any order, leave as many points as before", [] {
        shop s(store);
        s.buy(day, 299'00);
        std::int64_t const points = s.balance("points", day + 9).available,
                           stars = s.balance("stars", day + 9).available;
        auto const spend = s.rules.standing(s.member, day + 9).tiers[0].measure;
        std::vector<std::pair<std::size_t, std::uint32_t>> bought;
        int const orders = *rc::gen::inRange(1, 4);
        for (int i = 0; i < orders; ++i) {
            auto const lines = random_lines();
            s.buy(day + i, lines, random_wishes());
            for (line const& l : lines) bought.emplace_back(s.receipts.size() - 1, l.number);
        }
        while (!bought.empty()) {
            auto const one = bought.begin() + *rc::gen::inRange<std::ptrdiff_t>(0, std::ssize(bought));
            s.bring_back(day + 5, one->first, {{.number = one->second}});
            bought.erase(one);
        }
        // Not lot by lot: an order whose own lot another one has spent is paid back from the next.
        RC_ASSERT(s.balance("points", day + 9).available == points);
        RC_ASSERT(s.balance("stars", day + 9).available == stars);
        RC_ASSERT(s.rules.standing(s.member, day + 9).tiers[0].measure == spend);
        RC_ASSERT(s.balance("points", day + 9).debt == 0);
        RC_ASSERT(s.balance("stars", day + 9).debt == 0);
    });
    CHECK_PROPERTY("what was issued is in lots, or was spent, and the journal gives the account again", [] {
        shop s(store);
        std::int64_t in = 0;
        auto const count = [&] {
            for (posting const& p : s.last.postings) {
                if (p.slot != store.pool("stars")) continue;
                if (legs_of(p.kind).to == side::member) in += p.amount;
                if (legs_of(p.kind).from == side::member) in -= p.amount;
            }
        };
        int const orders = *rc::gen::inRange(1, 6);
        for (int i = 0; i < orders; ++i) {
            s.buy(day + i, random_lines(), random_wishes());
            count();
            if (*rc::gen::element(true, false))
                bring_back_in_parts(s, day + i, [&](receipt const&) { count(); });
        }
        RC_ASSERT(s.balance("stars", day + 9).available == in);
        auto const folded = fold(s.history, store.chart());
        RC_ASSERT(folded.has_value());
        RC_ASSERT(bytes_of(*folded, store.chart()) == bytes_of(s.member, store.chart()));
    });
}

TEST_CASE("golden: points come back with the goods whose price they lowered, and to no others") {
    // 20.00 of points off the shirt and the shoes; the mug is out of it.
    constexpr auto program = compose("parts", currencies::EUR, accrual("points", 1).of(list_price),
                                     cent_each.over({.without = dear}).as_discount(), returns(30));
    constexpr std::string_view table = R"(
        comes back      | refund | points back
        the mug         | 30.00  | 0
        the shirt       | 32.00  | 800
        one of 3 shoes  | 16.00  | 400
        two more shoes  | 32.00  | 800
    )";
    shop s(program);
    s.buy(day, 2'000'00);
    line shirt = item(40'00), shoes = item(60'00), mug = item(30'00, dear);
    shirt.number = 1;
    shoes.number = 2, shoes.quantity = 3;
    mug.number = 3;
    s.buy(day, {shirt, shoes, mug}, {{program.redemption_rule("points"), 2'000}});
    CHECK(s.last.priced.totals.paid_minor() == 110'00);
    auto const rows = text_table::rows(table);
    std::vector<std::vector<returned_line>> const goods{{{3}}, {{1}}, {{2, 1}}, {{2, 2}}};
    for (std::size_t i = 1; i < rows.size(); ++i) {
        s.bring_back(day, 1, goods[i - 1]);
        std::int64_t const back = sum_of(s.last.postings, program.pool("points"), posting_kind::restore);
        CHECK(text_table::line_of({rows[i][0], with_cents(s.last.refund.money_minor),
                                   std::to_string(back)}) == text_table::line_of(rows[i]));
    }
}

TEST_CASE("an order that points have made free gives them back by its parts, too") {
    constexpr auto program = compose("free", currencies::EUR, accrual("points", 1).of(list_price),
                                     cent_each.as_discount(), returns(30));
    shop s(program);
    s.buy(day, 2'000'00);
    line goods = item(9'00, no_earn);
    goods.quantity = 3;
    s.buy(day, {goods}, {{program.redemption_rule("points")}});
    CHECK(s.last.priced.payable_minor() == 0);
    CHECK(s.balance("points", day).available == 2'000 - 900);
    s.bring_back(day, 1, {{.quantity = 1}});
    CHECK(s.last.refund == refund{});
    CHECK(s.balance("points", day).available == 2'000 - 600);
    s.bring_back(day, 1);
    CHECK(s.balance("points", day).available == 2'000);
}

TEST_CASE("a price that stands takes its points, whatever the member has or wishes by then") {
    constexpr auto program = compose("stands", currencies::EUR, accrual("points", 1).of(list_price),
                                     cent_each.in_steps_of(50).as_discount(), cent_each.named("pay"));
    rule_id const rule = program.redemption_rule("points");
    shop s(program);
    s.buy(day, 300'00);
    order what = s.order_of(day, {item(10'00, no_earn)}, {{rule, 200}});
    priced_order priced;
    REQUIRE(program.quote(s.member, what, priced).has_value());
    CHECK(priced.totals.member_minor == 2'00);
    // Meanwhile points have paid for something else.
    s.commit(s.order_of(day, {item(10'00, no_earn)}, {{program.redemption_rule("pay"), 250}}));
    order later = s.order_of(day, {item(10'00, no_earn)}, {{rule, 1}});
    decision d;
    REQUIRE(program.settle(s.member, later, priced, d).has_value());
    CHECK(sum_of(d.postings, program.pool("points"), posting_kind::redeem) == 50);
    CHECK(sum_of(d.postings, program.pool("points"), posting_kind::overspend) == 150);
    // A price without the adjustment takes none, and a quote for a standing knows no points.
    REQUIRE(program.quote(program.standing(s.member, day), later.what, priced).has_value());
    REQUIRE(program.settle(s.member, later, priced, d).has_value());
    CHECK(priced.totals.member_minor == 0);
    CHECK(sum_of(d.postings, program.pool("points"), posting_kind::redeem) == 0);
}

TEST_CASE("a price that no points can buy is an error, and one without a discount takes none") {
    auto const failure = [](redemption const& rule, std::int64_t off) {
        auto const program = make("dear", currencies::EUR, accrual("points", 1), rule.as_discount());
        REQUIRE(program.has_value());
        shop s(*program);
        order const what = s.order_of(day, {item(INT64_MAX / 2)});
        priced_order priced;
        REQUIRE(program->quote(s.member, what, priced).has_value());
        priced.adjustments.push_back({program->redemption_rule("points"), 0, {}, INT64_MAX / 2, off});
        priced.totals.member_minor += off;
        decision d;
        auto const settled = program->settle(s.member, what, priced, d);
        return settled ? errc::ok : settled.error();
    };
    constexpr redemption billions("points", {.points = 1'000'000'000'000, .money = "0.01"_d});
    constexpr redemption large_step =
        redemption("points", {.points = 1, .money = "0.01"_d}).in_steps_of(INT64_MAX - 1);
    CHECK(failure(billions, 9'000'000) == errc::ok);
    CHECK(failure(billions, 10'000'000) == errc::overflow);
    CHECK(failure(large_step, 1) == errc::ok);
    CHECK(failure(large_step, 0) == errc::ok);
    CHECK(failure(large_step.in_steps_of(INT64_MAX / 2 + 2), INT64_MAX / 2 + 3) == errc::overflow);
    CHECK(failure(cent_each, -5) == errc::ok);
}

TEST_CASE("a quote for a member is refused where the decision would be") {
    shop s(store);
    s.buy(day, 100'00);
    priced_order priced;
    auto const failure = [&](order const& what) {
        auto const quoted = store.quote(s.member, what, priced);
        decision d;
        auto const decided = store.decide(s.member, what, d);
        CHECK((quoted ? errc::ok : quoted.error()) == (decided ? errc::ok : decided.error()));
        return quoted ? errc::ok : quoted.error();
    };
    order const sound = s.order_of(day, {item(1'00)}, {{points_off}});
    CHECK(failure(sound) == errc::ok);
    order what = sound;
    what.stored_value_minor = 1'01;
    CHECK(failure(what) == errc::paid_above_price);
    what.stored_value_minor = INT64_MIN;
    CHECK(failure(what) == errc::negative_amount);
    what = sound;
    what.what.lines = {};
    CHECK(failure(what) == errc::empty_order);
    what = sound;
    what.head.day = date::never();
    CHECK(failure(what) == errc::invalid_date);
    what = sound;
    what.head.key = {};
    CHECK(failure(what) == errc::behind_frontier);
    CHECK(failure(s.order_of(day, {item(1'00)}, {{points_off, -1}})) == errc::negative_amount);
    CHECK(failure(s.order_of(day, {item(1'00)}, {{rule_named("else"), 1}})) == errc::unknown_points);
    // The account's last fact has its price: it is not quoted again, and decided it is a repeat.
    what = s.order_of(day, {item(1'00)}, {{points_off}});
    s.commit(what);
    CHECK(store.quote(s.member, what, priced).error() == errc::behind_frontier);
}

TEST_CASE("versions quote a member by the version of the order's day, and settle by what the receipt says") {
    constexpr auto first =
        compose(identity{"v", {1}}, currencies::EUR, accrual("points", 1), cent_each.as_discount());
    static constexpr auto second =
        *make(identity{"v", {2}}.after(first.chart()), currencies::EUR, accrual("points", 1),
              redemption("points", {.points = 100, .money = 2}).as_discount());
    auto const both = make_versions(since{day, first}, since{day + 10, second});
    REQUIRE(both.has_value());
    shop s(first);
    s.buy(day, 1'000'00);
    order what = s.order_of(day + 9, {item(20'00)}, {{first.redemption_rule("points"), 100}});
    priced_order priced;
    REQUIRE(both->quote(s.member, what, priced).has_value());
    CHECK(priced.totals.member_minor == 1'00);
    what.head.day = day + 10;
    REQUIRE(both->quote(s.member, what, priced).has_value());
    CHECK(priced.totals.member_minor == 2'00);
    decision d, again;
    REQUIRE(both->decide(s.member, what, d).has_value());
    CHECK(sum_of(d.postings, first.pool("points"), posting_kind::redeem) == 100);
    what.head.day = day + 9;
    REQUIRE(both->settle_again(s.member, what, d.receipt, again).has_value());
    CHECK(sum_of(again.postings, first.pool("points"), posting_kind::redeem) == 100);
    CHECK(again.priced.totals.member_minor == 2'00);
}
