// SPDX-License-Identifier: BSL-1.0
#include <algorithm>

#include <tessera/program/merge.hpp>

#include "support/property.hpp"
#include "support/shop.hpp"

using namespace tessera;
using namespace shop_tests;

namespace {

using namespace tessera::literals;

constexpr measure later(measure what) {
    return what.counted_by(progress::confirmed, days(9)).counted_after(progress::delivered, days(3));
}

constexpr auto shop_program = compose(
    "shop", currencies::EUR, tiers("club", net_spend(), tier{"silver", 100}, tier{"gold", 300}),
    member_price("club", off{"silver", 5_percent}), ladder("cash", net_spend(), step{200, 20}),
    accrual("points", 1).living(days(20)).times("club", multiplier{"gold", 2}),
    redemption("points", point_value{100, decimal(1)}),
    redemption("points", point_value{100, decimal(1)}).named("less").as_discount(),
    reward("mug", "points", 30).at_most(3, window::lifetime()),
    action_award("review", "points", 7).living(days(9)), returns(60),
    ladder("late", later(net_spend()), step{100, 10}, step{250, 25})
        .usable_after(2)
        .when_returned(on_return::revoke_unused),
    tiers("late club", later(best_order().within(window::calendar(calendar_unit::month))), tier{"one", 50})
        .held(days(10)),
    tiers("best", best_order().returned(undo::at_order), tier{"one", 50}, tier{"two", 200}),
    tiers("later club",
          later(order_count().within(window::calendar(calendar_unit::month))).returned(undo::at_order),
          tier{"one", 2}),
    accrual("stars", 1)
        .pending(days(9))
        .opened_by(progress::confirmed)
        .opened_after(progress::delivered, days(3))
        .living(days(15)),
    segment("often", at_least(order_count().within(window::rolling_days(7, resolution::day)), 1)),
    ladder("often", net_spend(), step{60, 6}, step{180, 9}).in_segment("often"),
    ladder("seldom", net_spend(), step{60, 6}, step{180, 9})
        .when_returned(on_return::freeze)
        .not_in_segment("often"),
    accrual("stamps", 1).per_order(), goal("cup", "stamps", 2).in_segment("often"));
using rules = std::remove_const_t<decltype(shop_program)>;

constexpr date start = date_of(2026, 1, 1);

/// What happened to one member, as tills without a connection tell it: each order with its receipt.
struct past {
    std::deque<line> lines;
    std::deque<redemption_wish> wishes;
    std::deque<receipt> papers;
    std::deque<returned_line> back;
    std::vector<past_fact> facts;  ///< by their keys
    std::uint64_t sequence = 0;

    fact_head next(int day) {
        ++sequence;
        date const when = start + day;
        return {{sequence}, {{when.day * std::int64_t{86'400}}, sequence}, when, start};
    }

    /// Effects: an order of one line, with what was taken off, which points paid, bought mugs, and
    ///   lowered the price.
    fact_id buy(int day, std::int64_t minor, std::int64_t off_minor = 0, std::int64_t points = 0,
                std::int64_t mugs = 0, std::int64_t less = 0) {
        order what;
        what.head = next(day);
        lines.push_back({.number = 1, .quantity = 2, .list_minor = minor});
        what.what.lines = {&lines.back(), 1};
        receipt paper;
        paper.order = what.head.id;
        paper.day = what.head.day;
        paper.lines.assign(what.what.lines);
        REQUIRE(sum_lines(what.what.lines, paper.totals) == errc::ok);
        paper.totals.member_minor = off_minor + less;
        if (off_minor != 0) paper.adjustments.push_back({{1}, 0, {}, minor, off_minor});
        if (less != 0)
            paper.adjustments.push_back(
                {shop_program.redemption_rule("less"), 0, {}, minor - off_minor, less});
        spent(paper, "points", true, points);
        spent(paper, "mug", false, 30 * mugs);
        spent(paper, "less", false, less);
        papers.push_back(paper);
        facts.push_back({what, &papers.back()});
        return what.head.id;
    }
    void spent(receipt& paper, std::string_view rule, bool paid, std::int64_t points) const {
        if (points == 0) return;
        rule_id const id = rule_named("redemption", rule);
        paper.tenders.push_back({id, shop_program.pool("points"), paid, lot_key{}, points});
    }
    void bring_back(int day, fact_id which, std::uint32_t quantity) {
        back.push_back({.number = 1, .quantity = quantity});
        auto const paper =
            std::find_if(papers.begin(), papers.end(), [&](receipt const& r) { return r.order == which; });
        facts.push_back({receipt_return{next(day), &*paper, {&back.back(), 1}}});
    }
};

/// A member and what a host keeps for merging: the account at the horizon, the slice, the newest receipts.
struct host {
    account base, member;
    std::vector<past_fact> slice;
    std::deque<receipt> newest, decided_on;
    journal history;
    decision last;
    merge_outcome also;

    receipt& image_of(receipt const& paper) {
        for (receipt& r : newest)
            if (r.order == paper.order) return r;
        return newest.emplace_back(paper);
    }

    [[nodiscard]] errc offer(past_fact fact) {
        if (auto* const goods = std::get_if<receipt_return>(&fact.what))
            goods->paper = &decided_on.emplace_back(image_of(*goods->paper));
        auto const done = merge(shop_program, base, slice, fact, member, last, also);
        return done ? errc::ok : done.error();
    }
    void take(past_fact fact) {
        if (auto* const goods = std::get_if<receipt_return>(&fact.what))
            goods->paper = &decided_on.emplace_back(image_of(*goods->paper));
        auto const done = merge(shop_program, base, slice, fact, member, last, also);
        INFO((done ? "" : message(done.error())));
        REQUIRE(done.has_value());
        if (last.how == outcome::repeat) return;
        REQUIRE(apply(member, shop_program.chart(), last.as_entry()) == errc::ok);
        history.append(last.as_entry());
        fact.refunded = last.refund;
        if (std::holds_alternative<order>(fact.what) || std::holds_alternative<receipt_return>(fact.what))
            image_of(last.receipt) = last.receipt;
        for (receipt const& r : also.receipts) image_of(r) = r;
        auto const later = [&](past_fact const& f) { return head_of(fact.what).key < head_of(f.what).key; };
        slice.insert(std::find_if(slice.begin(), slice.end(), later), fact);
    }
    /// Returns: the account's bytes but for its version.
    [[nodiscard]] bytes content() const {
        bytes all = bytes_of(member, shop_program.chart());
        all.erase(all.begin() + 16, all.begin() + 20);
        return all;
    }
    [[nodiscard]] balance points(int day) const {
        return balance_of(member, shop_program.chart(), shop_program.pool("points"), start + day);
    }
};

past random_past() {
    past p;
    std::vector<std::pair<fact_id, std::uint32_t>> left;
    int day = 0;
    int const facts = *rc::gen::inRange(2, 14);
    for (int i = 0; i < facts; ++i) {
        day += *rc::gen::inRange(0, 7);
        int const kind = *rc::gen::inRange(0, 12);
        if (kind < 5) {
            auto const minor = *rc::gen::inRange<std::int64_t>(0, 20'000);
            auto const points =
                *rc::gen::inRange<std::int64_t>(0, std::min<std::int64_t>(minor / 2, 120) + 1);
            left.push_back(
                {p.buy(day, minor, minor * *rc::gen::inRange<std::int64_t>(0, 3) / 20, points,
                       *rc::gen::weightedElement<std::int64_t>({{4, 0}, {1, 1}}),
                       *rc::gen::inRange<std::int64_t>(0, std::min<std::int64_t>(minor / 4, 60) + 1)),
                 2});
        } else if (kind < 7 && !left.empty()) {
            auto& [which, units] = left[*rc::gen::inRange<std::size_t>(0, left.size())];
            if (units == 0) continue;
            std::uint32_t const back = units == 2 ? *rc::gen::inRange<std::uint32_t>(1, 3) : 1;
            p.bring_back(day, which, back);
            units -= back;
        } else if (kind == 7) {
            p.facts.push_back(
                {action{p.next(day), action_named("review"), *rc::gen::inRange<std::uint64_t>(0, 3)}});
        } else if (kind > 8 && !left.empty()) {
            auto const which = left[*rc::gen::inRange<std::size_t>(0, left.size())].first;
            p.facts.push_back(
                {order_progress{p.next(day), which, kind == 9 ? progress::delivered : progress::confirmed}});
        } else if (kind == 8) {
            p.lines.push_back({.list_minor = *rc::gen::inRange<std::int64_t>(0, 5'000)});
            p.facts.push_back({item_return{p.next(day), {&p.lines.back(), 1}}});
        } else {
            p.facts.push_back({day_passes{p.next(day)}});
        }
    }
    return p;
}

}  // namespace

TEST_CASE("the order in which facts arrive leaves no trace in the account") {
    CHECK_PROPERTY("orders, their progress, returns, redemptions, actions, days; some of them twice", [] {
        past const p = random_past();
        host in_order, shuffled;
        for (past_fact const& fact : p.facts) in_order.take(fact);
        std::vector<std::size_t> places(p.facts.size());
        for (std::size_t i = 0; i < places.size(); ++i) places[i] = i;
        for (std::size_t i = 1; i < places.size(); ++i)
            std::swap(places[i], places[*rc::gen::inRange<std::size_t>(0, i + 1)]);
        for (std::size_t place : places) {
            shuffled.take(p.facts[place]);
            bytes const before = shuffled.content();
            shuffled.take(p.facts[places[0]]);
            RC_ASSERT(shuffled.last.how == outcome::repeat);
            RC_ASSERT(shuffled.content() == before);
        }
        RC_ASSERT(shuffled.content() == in_order.content());
        auto const folded = fold(shuffled.history, shop_program.chart());
        RC_ASSERT(folded.has_value());
        RC_ASSERT(bytes_of(*folded, shop_program.chart()) == bytes_of(shuffled.member, shop_program.chart()));
        for (receipt const& r : in_order.newest) {
            receipt const& other = shuffled.image_of(r);
            RC_ASSERT(other.returns == r.returns);
            RC_ASSERT(other.awards.size() == r.awards.size());
            for (std::size_t i = 0; i < r.awards.size(); ++i) {
                RC_ASSERT(other.awards[i].amount == r.awards[i].amount);
                RC_ASSERT(other.awards[i].taken_back == r.awards[i].taken_back);
                RC_ASSERT(other.awards[i].terms == r.awards[i].terms);
            }
            RC_ASSERT(other.terms.size() == r.terms.size());
            RC_ASSERT(other.tenders.size() == r.tenders.size());
            for (std::size_t i = 0; i < r.tenders.size(); ++i) {
                RC_ASSERT(other.tenders[i].lot == r.tenders[i].lot);
                RC_ASSERT(other.tenders[i].restored == r.tenders[i].restored);
            }
        }
    });
}

TEST_CASE("points spent twice, offline, become a debt; the price stays; the frontier does not move back") {
    past p;
    p.buy(0, 10'000);
    p.buy(1, 5'000, 250, 90);
    p.buy(2, 3'000, 0, 80);
    host shop;
    shop.take(p.facts[0]);
    shop.take(p.facts[2]);
    CHECK(shop.points(2).available == 100 - 80 + 29);
    auto const frontier = shop.member.frontier();
    shop.take(p.facts[1]);
    CHECK(shop.last.how == outcome::merged);
    CHECK(shop.last.priced.totals.paid_minor() == 4'750);
    CHECK(shop.last.receipt.stored_value_minor == 90);
    CHECK(shop.member.frontier() == frontier);
    CHECK(shop.member.version().value == 3);
    // 100, less 90, and 46 for 46.60; of 80 points 24 are missing, which the 29 earned then pay
    CHECK(shop.points(2).available == 29 - 24);
    CHECK(shop.points(2).debt == 0);
    REQUIRE(shop.also.receipts.size() == 2);
    CHECK(shop.also.receipts[1].tenders.size() == 3);
    CHECK(shop.also.receipts[1].tenders[2].amount == 24);
}

TEST_CASE("points that lowered two prices offline become a debt; both prices stay") {
    past p;
    p.buy(0, 10'000);
    p.buy(1, 5'000, 0, 0, 0, 90);
    p.buy(2, 3'000, 0, 0, 0, 80);
    host shop;
    shop.take(p.facts[0]);
    shop.take(p.facts[2]);
    CHECK(shop.points(2).available == 100 - 80 + 29);
    shop.take(p.facts[1]);
    CHECK(shop.last.how == outcome::merged);
    CHECK(shop.last.priced.totals.paid_minor() == 4'910);
    // 100, less 90, and 49 for 49.10; of 80 points 21 are missing, which the 29 earned then pay
    CHECK(shop.points(2).available == 29 - 21);
    REQUIRE(shop.also.receipts.size() == 2);
    REQUIRE(shop.also.receipts[1].tenders.size() == 3);
    CHECK(shop.also.receipts[1].tenders[2].amount == 21);
    CHECK_FALSE(shop.also.receipts[1].tenders[2].paid);
}

TEST_CASE("what is too old, known, or another fact under a known name is told apart") {
    past p;
    p.buy(0, 1'000);
    p.buy(1, 1'000);
    p.buy(2, 1'000);
    p.buy(3, 1'000);
    host shop;
    shop.take(p.facts[0]);
    shop.take(p.facts[1]);
    shop.base = shop.member;
    shop.slice.clear();
    shop.take(p.facts[3]);
    CHECK(shop.offer(p.facts[0]) == errc::behind_horizon);
    CHECK(shop.offer(p.facts[1]) == errc::behind_horizon);
    CHECK(shop.last.postings.empty());
    REQUIRE(shop.offer(p.facts[3]) == errc::ok);
    CHECK(shop.last.how == outcome::repeat);
    CHECK(shop.last.fact == fact_id{4});

    past_fact other = p.facts[3];
    std::get<order>(other.what).what.shipping_minor = 1;
    CHECK(shop.offer(other) == errc::fact_differs);
    other = p.facts[3];
    std::get<order>(other.what).head.id = {99};
    CHECK(shop.offer(other) == errc::fact_differs);
    other = p.facts[2];
    other.charged = p.facts[1].charged;
    CHECK(shop.offer(other) == errc::fact_differs);

    auto const slice = shop.slice;
    shop.slice.clear();
    CHECK(shop.offer(p.facts[2]) == errc::broken_history);
    shop.slice = slice;
    REQUIRE(shop.offer(p.facts[2]) == errc::ok);
    CHECK(shop.last.how == outcome::merged);
}

TEST_CASE("an order settled by its receipt is the decision it was") {
    past p;
    p.buy(0, 10'000);
    p.buy(1, 2'000);
    host shop;
    shop.take(p.facts[0]);
    order what = std::get<order>(p.facts[1].what);
    std::vector<redemption_wish> const wishes{{shop_program.redemption_rule("points"), 41},
                                              {shop_program.redemption_rule("mug"), 5}};
    what.wishes = wishes;
    decision first, again;
    REQUIRE(shop_program.decide(shop.member, what, first).has_value());
    REQUIRE(shop_program.settle_again(shop.member, what, first.receipt, again).has_value());
    CHECK(first.receipt.tenders.size() == 2);
    CHECK(std::equal(first.postings.begin(), first.postings.end(), again.postings.begin(),
                     again.postings.end()));
    CHECK(first.receipt.stored_value_minor == again.receipt.stored_value_minor);

    receipt other = first.receipt;
    other.tenders[0].rule = {1};
    CHECK(shop_program.settle_again(shop.member, what, other, again).error() == errc::unknown_points);
    other = first.receipt;
    other.totals.list_minor += 1;
    CHECK(shop_program.settle_again(shop.member, what, other, again).error() == errc::fact_differs);
}

TEST_CASE("an allowance kept back for a till without a connection pays there, and is spent once") {
    past p;
    rule_id const points = shop_program.redemption_rule("points");
    p.buy(0, 10'000);
    p.facts.push_back({reserve{p.next(1), points, {5}, 60, {(start + 9).day * std::int64_t{86'400}}}});
    p.buy(2, 4'000, 0, 50);
    redemption_wish const held{points, every_point, {5}};
    std::get<order>(p.facts[2].what).wishes = {&held, 1};
    p.buy(3, 8'000, 0, 40);
    host shop;
    shop.take(p.facts[0]);
    shop.take(p.facts[1]);
    CHECK(shop.points(1).reserved == 60);
    shop.take(p.facts[3]);
    CHECK(shop.points(3).available == 79);
    shop.take(p.facts[2]);
    CHECK(shop.points(3).reserved == 0);
    CHECK(shop.points(3).debt == 0);
    CHECK(shop.points(3).available == 100 - 50 - 40 + 39 + 79);
    shop.take(p.facts[1]);
    CHECK(shop.last.how == outcome::repeat);
    past_fact other = p.facts[1];
    std::get<reserve>(other.what).points = 61;
    CHECK(shop.offer(other) == errc::fact_differs);
}

TEST_CASE("of two holds under one number the one of earlier facts is kept, to its own end") {
    past p;
    rule_id const points = shop_program.redemption_rule("points");
    auto const until = [](int day) { return instant{(start + day).day * std::int64_t{86'400}}; };
    p.buy(0, 10'000);
    p.facts.push_back({reserve{p.next(1), points, {5}, 60, until(9)}});
    p.facts.push_back({reserve{p.next(2), points, {5}, 60, until(3)}});
    host shop;
    shop.take(p.facts[0]);
    shop.take(p.facts[2]);
    shop.take(p.facts[1]);
    CHECK(shop.points(2).reserved == 60);
    CHECK(shop.points(8).reserved == 60);
    CHECK(shop.points(9).reserved == 0);
}

TEST_CASE("points that a hold gave out stay spent, though it keeps fewer once a late fact is in its place") {
    past p;
    rule_id const points = shop_program.redemption_rule("points");
    instant const end{(start + 9).day * std::int64_t{86'400}};
    p.buy(0, 10'000);
    p.buy(1, 5'000, 0, 70);
    p.facts.push_back({reserve{p.next(2), points, {5}, 60, end}});
    p.facts.push_back({capture{p.next(3), points, {5}}});
    host shop;
    for (std::size_t place : {0U, 2U, 3U}) shop.take(p.facts[place]);
    CHECK(shop.points(3).available == 100 - 60);
    shop.slice.back().captured = 60;
    shop.take(p.facts[1]);
    CHECK(shop.points(3).available == 100 - 60 - 70 + 49);
    CHECK(shop.points(3).debt == 0);
    shop.take(p.facts[3]);
    CHECK(shop.last.how == outcome::repeat);
}

TEST_CASE("a late order without a receipt is priced and paid in its place") {
    past p;
    p.buy(0, 10'000);
    p.buy(1, 2'000);
    p.buy(2, 10'000);
    p.facts[1].charged = nullptr;
    redemption_wish const all{shop_program.redemption_rule("points")};
    std::get<order>(p.facts[1].what).wishes = {&all, 1};
    host shop;
    shop.take(p.facts[0]);
    shop.take(p.facts[2]);
    shop.take(p.facts[1]);
    CHECK(shop.last.priced.totals.member_minor == 100);  // silver by then
    CHECK(shop.last.receipt.stored_value_minor == 100);
    CHECK(reason_of(shop.last, reason_code::redeemed)->a == 100);
}

namespace {

constexpr auto strict =
    compose("shop", currencies::EUR, accrual("points", 1).living(days(20)),
            redemption("points", point_value{100, decimal(1)}), returns(60).withholding(1, 100));

}  // namespace

TEST_CASE(
    "what a later return comes to with a late fact before it is told, to be settled with the customer") {
    past p;
    p.buy(0, 10'000);
    p.buy(1, 1'000);
    p.buy(2, 5'000, 0, 100);
    p.bring_back(3, {1}, 2);
    account base, member;
    std::vector<past_fact> slice;
    decision d;
    merge_outcome also;
    receipt newest;
    for (std::size_t place : {std::size_t{0}, std::size_t{2}, std::size_t{3}, std::size_t{1}}) {
        past_fact fact = p.facts[place];
        if (place == 3) std::get<receipt_return>(fact.what).paper = &newest;
        REQUIRE(merge(strict, base, slice, fact, member, d, also).has_value());
        REQUIRE(apply(member, strict.chart(), d.as_entry()) == errc::ok);
        if (place == 0) newest = d.receipt;
        fact.refunded = d.refund;
        if (place == 3) CHECK(d.refund == refund{9'949, 0, 51});
        slice.push_back(fact);
    }
    CHECK(also.refunded == refund{10, 0, -10});
}

TEST_CASE("what one late fact changed of a refund is settled once, however many come after it") {
    past p;
    p.buy(0, 10'000);
    p.buy(1, 1'000);
    p.buy(2, 2'000);
    p.buy(3, 5'000, 0, 100);
    p.bring_back(4, {1}, 2);
    account base, member;
    std::vector<past_fact> slice;
    decision d;
    merge_outcome also;
    receipt newest;
    std::int64_t withheld = 0;
    for (std::size_t place :
         {std::size_t{0}, std::size_t{3}, std::size_t{4}, std::size_t{1}, std::size_t{2}}) {
        past_fact fact = p.facts[place];
        if (place == 4) std::get<receipt_return>(fact.what).paper = &newest;
        REQUIRE(merge(strict, base, slice, fact, member, d, also).has_value());
        REQUIRE(apply(member, strict.chart(), d.as_entry()) == errc::ok);
        if (place == 0) newest = d.receipt;
        fact.refunded = d.refund;
        withheld += d.refund.withheld_minor + also.refunded.withheld_minor;
        for (retold_return const& told : also.returns)
            for (past_fact& known : slice)
                if (head_of(known.what).id == told.fact) known.refunded = told.refunded;
        auto const later = [&](past_fact const& f) { return head_of(fact.what).key < head_of(f.what).key; };
        slice.insert(std::find_if(slice.begin(), slice.end(), later), fact);
    }
    // 51 points were missing; the late orders brought 10 and 20 of them
    CHECK(withheld == 51 - 10 - 20);
    CHECK(slice.back().refunded == refund{10'000 - 21, 0, 21});
}

TEST_CASE("a program without the rule for it takes no returns by receipt") {
    static constexpr auto plain = compose("plain", currencies::EUR, accrual("points", 1));
    past p;
    p.buy(0, 1'000);
    p.bring_back(1, {1}, 1);
    decision d;
    merge_outcome also;
    account const none;
    CHECK(merge(plain, none, {}, p.facts[1], none, d, also).error() == errc::no_rule_for_fact);
}

TEST_CASE("the same action with another end is another fact") {
    action a{{{1}, {{0}, 1}, start, start}, action_named("level")};
    action b = a;
    CHECK(same_fact(a, b));
    b.until = start + 1;
    CHECK_FALSE(same_fact(a, b));
}

TEST_CASE("the same claim in another channel is another fact") {
    claim a{{{1}, {{0}, 1}, start, start}, shop_program.redemption_rule("mug")};
    claim b = a;
    CHECK(same_fact(a, b));
    b.tags = host_tag;
    CHECK_FALSE(same_fact(a, b));
}
