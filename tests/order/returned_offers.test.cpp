// SPDX-License-Identifier: BSL-1.0
#include <algorithm>
#include <cstdint>
#include <cstdlib>
#include <string>
#include <vector>

#include <tessera/offers.hpp>
#include <tessera/tessera.hpp>

#include "order/random_offers.hpp"
#include "support/catch.hpp"
#include "support/property.hpp"

using namespace tessera;
using namespace tessera::literals;

namespace returned_offers {

auto shop(std::vector<offer> all, std::vector<stack> stacks = {}, bool shipping = true) {
    returns const rule(60);
    auto made = make("returned", currencies::EUR, offers("all", std::move(all), std::move(stacks)),
                     shipping ? rule.with_shipping() : rule);
    REQUIRE(made.has_value());
    return *made;
}
using rules = decltype(shop({}));

/// An order, and what comes back of it.
class visit {
public:
    visit(rules by, std::vector<line> lines, std::int64_t shipping = 0)
        : by_(std::move(by)), lines_(std::move(lines)) {
        for (std::size_t i = 0; i < lines_.size(); ++i) lines_[i].number = static_cast<std::uint32_t>(i + 1);
        decide(order{.head = head(), .what = {.lines = lines_, .shipping_minor = shipping}});
        paid_ = out_.priced.payable_minor();
        paper_ = out_.receipt;
    }
    /// Returns: the refund.
    std::int64_t give_back(std::vector<returned_line> const& parts, bool gifts = false) {
        decide(receipt_return{head(), &paper_, parts, gifts});
        paper_ = out_.receipt;
        refunded_ += out_.refund.money_minor;
        return out_.refund.money_minor;
    }
    [[nodiscard]] std::int64_t paid() const { return paid_; }
    [[nodiscard]] std::int64_t refunded() const { return refunded_; }
    [[nodiscard]] decision const& last() const { return out_; }
    [[nodiscard]] receipt const& paper() const { return paper_; }
    [[nodiscard]] std::int64_t said(reason_code code) const {
        std::int64_t sum = 0;
        for (reason const& r : out_.reasons)
            if (r.code == code) sum += r.a;
        return sum;
    }

private:
    fact_head head() {
        ++facts_;
        return {.id = {facts_},
                .key = {to_instant({date_of(2026, 5, 1), 0}, 0), facts_},
                .day = date_of(2026, 5, 1)};
    }
    template <class Fact>
    void decide(Fact const& what) {
        REQUIRE(by_.decide(held_, what, out_).has_value());
        REQUIRE(apply(held_, by_.chart(), out_.as_entry()) == errc::ok);
    }
    rules by_;
    std::vector<line> lines_;
    account held_;
    decision out_;
    receipt paper_;
    std::int64_t paid_ = 0, refunded_ = 0;
    std::uint64_t facts_ = 0;
};

line goods(std::int64_t minor, std::uint32_t quantity = 1, std::uint64_t sku = 0) {
    return {.sku = {sku}, .quantity = quantity, .list_minor = minor};
}

}  // namespace returned_offers

using namespace returned_offers;

TEST_CASE("returned offers: 100.00 for 80.00, of which 50.00 and then the rest come back") {
    // what           first refund, second, and what the 50.00 that are kept have cost in between
    struct row {
        benefit_return how;
        decimal least;
        std::int64_t first, second;
    };
    for (auto const& [how, least, first, second] :
         {row{benefit_return::pro_rata, 80, 40'00, 40'00}, row{benefit_return::kept, 80, 50'00, 30'00},
          row{benefit_return::lost, 80, 30'00, 50'00}, row{benefit_return::lost, 50, 40'00, 40'00}}) {
        visit v(shop({offer("twenty").amount_off(20).from(least).when_returned(how)}),
                {goods(50'00), goods(50'00)});
        CHECK(v.paid() == 80'00);
        CHECK(v.give_back({{.number = 1}}) == first);
        CHECK(v.give_back({}) == second);
    }
}

TEST_CASE("returned offers: what is said to be kept is what stays on goods, and nothing once all are back") {
    auto const twenty = shop({offer("twenty").amount_off(20).when_returned(benefit_return::kept)});
    visit v(twenty, {goods(50'00), goods(50'00)});
    CHECK(v.give_back({}) == 80'00);
    CHECK(v.last().reasons.empty());
    visit w(twenty, {goods(50'00), goods(50'00)});
    CHECK(w.give_back({{.number = 1}}) == 50'00);
    CHECK(w.said(reason_code::benefit_kept) == 10'00);
    CHECK(w.give_back({}) == 30'00);
    REQUIRE(w.last().reasons.size() == 1);
    CHECK(w.last().reasons[0].code == reason_code::benefit_kept);
    CHECK(w.said(reason_code::benefit_kept) == 0);
}

TEST_CASE("returned offers: a refund line by line, and what stands beside the lines") {
    visit v(shop({offer("twenty").amount_off(20).from(80).when_returned(benefit_return::lost)}),
            {goods(50'00, 2), goods(30'00), goods(20'00)}, 4'90);
    receipt const whole = v.paper();
    std::int64_t const first = v.give_back({{.number = 1, .quantity = 1}, {.number = 3}});
    std::vector<std::int64_t> amounts;
    REQUIRE(fill_line_refunds(whole, v.paper(), v.last().refund, amounts).has_value());
    CHECK(amounts == std::vector<std::int64_t>{20'00, 0, 16'00, -11'00});  // 55.00 do not bring the 11.00
    CHECK(first == 25'00);
    receipt const half = v.paper();
    CHECK(v.give_back({}) == 59'90);
    REQUIRE(fill_line_refunds(half, v.paper(), v.last().refund, amounts).has_value());
    CHECK(amounts == std::vector<std::int64_t>{20'00, 24'00, 0, 11'00 + 4'90});
}

TEST_CASE("returned offers: what the refund does not cover is withheld from later ones") {
    visit v(shop({offer("thirty").amount_off(30).from(100).when_returned(benefit_return::lost)}),
            {goods(10'00), goods(90'00)});
    CHECK(v.paid() == 70'00);
    CHECK(v.give_back({{.number = 1}}) == 0);  // 7.00, and 27.00 are to be withheld
    CHECK(v.said(reason_code::benefit_lost) == 27'00);
    CHECK(v.said(reason_code::refund_too_small) == 20'00);
    CHECK(v.give_back({{.number = 2, .list_minor = 45'00}}) == 70'00 - 45'00);
    CHECK(v.said(reason_code::benefit_lost) == 13'50);
    CHECK(v.give_back({}) == 45'00);
}

TEST_CASE("returned offers: of sets those that are left keep theirs, as if bought without the others") {
    unit_choice const third{.most = every_unit, .bought = 2, .got = 1};
    offer const free = offer("third free").share_off(1).of(third).when_returned(benefit_return::lost);
    visit v(shop({free}), {goods(60'00, 6)});
    CHECK(v.paid() == 40'00);
    CHECK(v.give_back({{.number = 1, .quantity = 1}}) == 0);      // five cost 40.00, too
    CHECK(v.give_back({{.number = 1, .quantity = 1}}) == 9'99);   // four cost 30.00; parts are rounded down
    CHECK(v.give_back({{.number = 1, .quantity = 1}}) == 10'01);  // three 20.00
    CHECK(v.give_back({{.number = 1, .quantity = 1}}) == 0);      // two 20.00, too
    CHECK(v.give_back({}) == 20'00);

    offer const other = offer("bread for milk")
                            .share_off(1)
                            .over({.sku = {2}})
                            .bought(2, {.sku = {1}})
                            .when_returned(benefit_return::lost);
    visit w(shop({other}), {goods(40'00, 4, 1), goods(10'00, 2, 2)});
    CHECK(w.paid() == 40'00);
    CHECK(w.give_back({{.number = 1, .quantity = 1}}) == 5'00);  // one of two loaves is charged for
    CHECK(w.give_back({{.number = 1, .quantity = 1}}) == 10'00);
    CHECK(w.give_back({{.number = 1}}) == 15'00);
    CHECK(w.give_back({}) == 10'00);
}

TEST_CASE("returned offers: below a step the step before is what stays") {
    offer const steps = offer("steps")
                            .amount_off(0)
                            .step({.from = 100, .amount = 10})
                            .step({.from = 200, .amount = 30})
                            .when_returned(benefit_return::lost);
    visit v(shop({steps}), {goods(110'00), goods(110'00)});
    CHECK(v.paid() == 190'00);
    CHECK(v.give_back({{.number = 1}}) == 90'00);  // the other alone costs 100.00
    CHECK(v.give_back({}) == 100'00);

    offer const shares = offer("shares")
                             .share_off(5_percent)
                             .step({.from = 100, .share = 10_percent})
                             .step({.from = 200, .share = 15_percent})
                             .when_returned(benefit_return::lost);
    visit w(shop({shares}), {goods(120'00), goods(100'00), goods(80'00)});
    CHECK(w.paid() == 255'00);
    CHECK(w.give_back({{.number = 1}, {.number = 2}}) == 255'00 - 76'00);
    CHECK(w.give_back({}) == 76'00);
}

TEST_CASE("returned offers: of every so much, and of bundles, what is left keeps its part") {
    offer const tens = offer("tens").amount_off(10).for_every(100).when_returned(benefit_return::lost);
    visit v(shop({tens}), {goods(150'00), goods(100'00), goods(60'00)});
    CHECK(v.paid() == 280'00);
    CHECK(v.give_back({{.number = 3}}) ==
          54'20 - 4'20);                           // 250.00 bring 20.00: its 5.80, and 4.20 of the others
    CHECK(v.give_back({{.number = 2}}) == 90'00);  // 150.00 bring 10.00
    CHECK(v.give_back({}) == 140'00);

    offer const most = tens.for_every(100, {}, 2);
    visit w(shop({most}), {goods(250'00), goods(100'00)});
    CHECK(w.paid() == 330'00);
    CHECK(w.give_back({{.number = 2}}) == 94'29);  // 250.00 bring 20.00, too
    CHECK(w.give_back({}) == 330'00 - 94'29);

    offer const menu = offer("menu")
                           .total_price("9.99"_d)
                           .bundle({{{.sku = {1}}, 1}, {{.sku = {2}}, 2}})
                           .when_returned(benefit_return::lost);
    visit m(shop({menu}), {goods(14'00, 2, 1), goods(12'00, 4, 2)});
    CHECK(m.paid() == 19'98);
    CHECK(m.give_back({{.number = 2, .quantity = 1}}) == 0);     // one menu, 7.00 and 3.00 are 19.99
    CHECK(m.give_back({{.number = 2, .quantity = 1}}) == 2'99);  // one menu and 7.00
    CHECK(m.give_back({{.number = 1, .quantity = 1}}) == 7'00);
    CHECK(m.give_back({}) == 9'99);
}

TEST_CASE("returned offers: of many amounts that a cap, or the goods, cut, each that is left counts whole") {
    offer const tens = offer("tens").amount_off(10).for_every(100).when_returned(benefit_return::lost);
    visit v(shop({tens.at_most(25)}), {goods(150'00), goods(150'00)});
    CHECK(v.paid() == 275'00);
    CHECK(v.give_back({{.number = 2}}) == 135'00);  // 150.00 bring 10.00 of their 12.50
    CHECK(v.give_back({}) == 140'00);

    visit w(shop({tens.at_most(20)}), {goods(190'00), goods(210'00)});
    CHECK(w.give_back({{.number = 2}}) == 199'50);  // 190.00 bring more than their 9.50

    offer const toys = tens.for_every(100, {.lines = {.sku = {1}}}).over({.sku = {2}});
    visit t(shop({toys}), {goods(400'00, 4, 1), goods(30'00, 1, 2)});
    CHECK(t.paid() == 400'00);
    CHECK(t.give_back({{.number = 1, .quantity = 1}}) == 100'00);  // 300.00 pay for the toy as well
    CHECK(t.give_back({{.number = 1, .quantity = 1}}) == 90'00);

    visit g(shop({tens.at_most(20).gift({9}, 1, 3)}), {goods(190'00), goods(210'00)});
    CHECK(g.give_back({{.number = 2}}) == 190'50);  // three gifts of four are lost, and no price

    auto const steps = [](offer const& o) {
        return o.step({.from = 50, .amount = 6}).when_returned(benefit_return::lost);
    };
    visit s(shop({steps(offer("sent").amount_off(3).of_shipping())}), {goods(40'00), goods(20'00)}, 4'90);
    CHECK(s.give_back({{.number = 2}}) == 18'10);  // 40.00 bring 3.00 of 4.90
    visit c(shop({steps(offer("off").amount_off(3)).at_most(4)}), {goods(40'00), goods(20'00)});
    CHECK(c.give_back({{.number = 2}}) == 18'67);  // 3.00 is more than its 2.67

    offer const third = offer("third free").share_off(1).bought(2, {}).at_most(15);
    visit b(shop({third.when_returned(benefit_return::lost)}), {goods(90'00, 9)});
    CHECK(b.paid() == 75'00);
    CHECK(b.give_back({{.number = 1, .quantity = 4}}) == 33'33);  // one set brings more than its 8.34
    CHECK(b.give_back({}) == 41'67);

    // of two lines the better one has the other: each hundred brings half of what one line gets
    offer const rival = offer("rival").amount_off(30).over({.sku = {2}}).in("best");
    visit r(shop({tens.in("best"), rival}, {{"best", stacking::max_of_line}}),
            {goods(100'00, 2, 1), goods(100'00, 1, 2)});
    CHECK(r.paid() == 160'00);
    CHECK(r.give_back({{.number = 2}}) == 70'00 - 5'00);
}

TEST_CASE("returned offers: gifts and free shipping") {
    auto const gift = offer("gift").gift({9}, 1, 12).from(50).when_returned(benefit_return::lost);
    visit kept(shop({gift}), {goods(40'00), goods(20'00)});
    CHECK(kept.give_back({{.number = 2}}) == 8'00);  // 40.00 do not bring the gift
    CHECK(kept.said(reason_code::benefit_lost) == 12'00);
    CHECK(kept.give_back({{.number = 1}}) == 40'00);  // it is still with the customer
    visit back(shop({gift}), {goods(40'00), goods(20'00)});
    CHECK(back.give_back({{.number = 2}}) == 8'00);
    CHECK(back.give_back({{.number = 1}}, true) == 52'00);
    visit stays(shop({offer("gift").gift({9}, 1, 12).from(50)}), {goods(40'00), goods(20'00)});
    CHECK(stays.give_back({}) == 60'00);

    auto const always = offer("always").gift({9}, 1, 12).when_returned(benefit_return::lost);
    visit whole(shop({always}), {goods(40'00), goods(20'00)});
    CHECK(whole.give_back({{.number = 2}}) == 20'00);
    CHECK(whole.give_back({}) == 28'00);  // with the last of the goods it is lost

    auto const free = offer("free").share_off(1).of_shipping().from(50).when_returned(benefit_return::lost);
    visit sent(shop({free}), {goods(40'00), goods(20'00)}, 4'90);
    CHECK(sent.paid() == 60'00);
    CHECK(sent.give_back({{.number = 2}}) == 15'10);
    CHECK(sent.give_back({}) == 44'90);
}

TEST_CASE("returned offers: sets for which there was less to get, and what sets bring only once") {
    offer const one = offer("bread for milk").share_off(1).over({.sku = {2}}).bought(2, {.sku = {1}});
    visit v(shop({one.when_returned(benefit_return::lost)}), {goods(40'00, 4, 1), goods(5'00, 1, 2)});
    CHECK(v.paid() == 40'00);
    CHECK(v.give_back({{.number = 1, .quantity = 1}}) == 10'00);  // three cartons bring the loaf, too
    CHECK(v.give_back({{.number = 1, .quantity = 1}}) == 10'00);
    CHECK(v.give_back({{.number = 1, .quantity = 1}}) == 5'00);
    CHECK(v.give_back({}) == 15'00);

    offer const two = offer("two for two").share_off(1).over({.sku = {2}}).bought(2, {.sku = {1}}, 2);
    visit u(shop({two.when_returned(benefit_return::lost)}), {goods(40'00, 4, 1), goods(15'00, 3, 2)});
    CHECK(u.paid() == 40'00);
    CHECK(u.give_back({{.number = 1, .quantity = 2}}) == 12'50);  // one of two sets: half of 15.00
    CHECK(u.give_back({}) == 27'50);

    unit_choice const third{.rank = unit_rank::cheapest, .most = 1, .bought = 2, .got = 1};
    visit w(shop({offer("third free").share_off(1).of(third).when_returned(benefit_return::lost)}),
            {goods(60'00, 6), goods(5'00)});
    CHECK(w.paid() == 60'00);
    CHECK(w.give_back({{.number = 1, .quantity = 3}}) == 30'00);

    offer const sent = offer("free").share_off(1).of_shipping().bought(2, {});
    visit x(shop({sent.when_returned(benefit_return::lost)}), {goods(60'00, 6)}, 4'90);
    CHECK(x.give_back({{.number = 1, .quantity = 4}}) == 40'00);
    CHECK(x.give_back({{.number = 1, .quantity = 1}}) == 5'10);  // two bring it, one does not
    offer const five = offer("five").amount_off(5).bought(2, {});
    visit y(shop({five.when_returned(benefit_return::lost)}), {goods(60'00, 6)});
    CHECK(y.paid() == 55'00);
    CHECK(y.give_back({{.number = 1, .quantity = 3}}) == 27'50);  // pro rata: three bring five, too

    offer const gift = offer("gift").bought(2, {}).gift({9}, 1, 3).when_returned(benefit_return::lost);
    visit z(shop({gift}), {goods(50'00, 5)});
    for (std::int64_t const refund : {10'00, 7'00, 10'00, 7'00, 10'00})
        CHECK(z.give_back({{.number = 1, .quantity = 1}}) == refund);
}

TEST_CASE("returned offers: sets are made of the units that could be chosen") {
    line lowered = goods(30'00, 3);
    lowered.promotion_minor = 3'00;
    line const dear = goods(90'00, 3);
    for (unit_choice const& which : {unit_choice{.in_sets_of = 3, .undiscounted = true, .price_to = 10},
                                     unit_choice{.in_sets_of = 3, .price_from = 10, .price_to = 29}}) {
        visit v(shop({offer("set").total_price(24).of(which).when_returned(benefit_return::lost)}),
                {goods(30'00, 3), which.undiscounted ? lowered : goods(9'00, 1), dear});
        std::int64_t const paid = v.paid();
        CHECK(v.give_back({{.number = 1, .quantity = 1}}) == 4'00);  // two of 10.00 are kept
        CHECK(v.give_back({}) == paid - 4'00);
    }
    unit_choice const pair{.most_of_line = 1, .in_sets_of = 2};
    visit w(shop({offer("pair").total_price(15).of(pair).when_returned(benefit_return::lost)}),
            {goods(40'00, 4), goods(10'00)});
    CHECK(w.paid() == 45'00);
    CHECK(w.give_back({{.number = 1, .quantity = 3}}) == 28'12);  // of the five off, three quarters of 2.50
    CHECK(w.give_back({{.number = 2}}) == 6'87);                  // parts are rounded down
    CHECK(w.give_back({}) == 45'00 - 28'12 - 6'87);
}

TEST_CASE("returned offers: below a step of an amount for each unit, or of a price, as if bought so few") {
    offer const each = offer("each")
                           .amount_off(0, offer_per::unit)
                           .steps_by({.units = true})
                           .step({.from = 3, .amount = 1})
                           .step({.from = 6, .amount = 2});
    offer const price = offer("price")
                            .unit_price(10)
                            .steps_by({.units = true})
                            .step({.from = 3, .amount = 9})
                            .step({.from = 6, .amount = 8});
    unit_choice const three{.in_sets_of = 3};
    offer const sets =
        offer("sets").total_price(27).of(three).steps_by({.units = true}).step({.from = 6, .amount = 24});
    for (offer const& o : {each, price, sets}) {
        visit v(shop({o.when_returned(benefit_return::lost)}), {goods(60'00, 6)});
        CHECK(v.paid() == 48'00);
        CHECK(v.give_back({{.number = 1, .quantity = 3}}) == 21'00);  // three cost 27.00
        CHECK(v.give_back({{.number = 1, .quantity = 1}}) == 7'00);   // two 20.00
        CHECK(v.give_back({}) == 20'00);
    }
    offer const sent = offer("sent").unit_price(4).of_shipping().step({.from = 50, .amount = 1});
    visit w(shop({sent.when_returned(benefit_return::lost)}), {goods(40'00), goods(20'00)}, 5'00);
    CHECK(w.paid() == 61'00);
    CHECK(w.give_back({{.number = 2}}) == 17'00);
}

TEST_CASE("returned offers: a gift is lost with what it was asked for, and not with a step of the price") {
    offer const both = offer("both").share_off(0).step({.from = 50, .share = 10_percent}).gift({9}, 1, 3);
    visit v(shop({both.when_returned(benefit_return::lost)}), {goods(40'00), goods(20'00)});
    CHECK(v.paid() == 54'00);
    CHECK(v.give_back({{.number = 2}}) == 14'00);  // 40.00 bring the gift, and no share
    CHECK(v.give_back({}, true) == 40'00);

    offer const pairs = offer("pairs").amount_off(5).bought(2, {}).gift({9}, 1, 3);
    visit w(shop({pairs.when_returned(benefit_return::lost)}), {goods(60'00, 6)});
    CHECK(w.paid() == 55'00);
    CHECK(w.give_back({{.number = 1, .quantity = 3}}) == 24'50);  // one gift of two stays, and the five
    CHECK(w.give_back({}) == 24'50);                              // both gifts are still with the customer
}

TEST_CASE("returned offers: what an offer asked of running prices is what it saw of them") {
    offer const tenth = offer("tenth").share_off(10_percent).in("sum").priority(1);
    offer const twenty = offer("twenty").amount_off(20).in("sum").when_returned(benefit_return::lost);
    for (offer const& o :
         {twenty.from(100, {.running = true}),
          twenty.amount_off(0).steps_by({.running = true}).step({.from = 100, .amount = 20})}) {
        visit v(shop({tenth, o}, {{.name = "sum", .how = stacking::sum}}), {goods(100'00), goods(10'00)});
        CHECK(v.paid() == 79'00);
        CHECK(v.give_back({{.number = 2}}) == 7'18);  // 100.00 are left of what both looked at
        CHECK(v.give_back({}) == 79'00 - 7'18);
        visit w(shop({tenth, o}, {{.name = "sum", .how = stacking::sum}}), {goods(100'00), goods(10'00)});
        CHECK(w.give_back({{.number = 1}}) == 70'00);  // 71.82, less 1.82 that 10.00 do not bring
    }
}

TEST_CASE("returned offers: amounts near the end of 64 bits") {
    rule_id const rule{1};
    receipt paper;
    paper.shipping_minor = INT64_MAX;
    paper.totals = {.list_minor = INT64_MAX, .member_minor = INT64_MAX, .quantity = 1};
    paper.lines.push_back(goods(INT64_MAX));
    paper.adjustments.push_back({rule, 1, {}, INT64_MAX, INT64_MAX});
    paper.benefits.add({rule, benefit_return::kept});
    REQUIRE(mark_returned(paper, std::span<returned_line const>{}) == errc::ok);
    std::vector<std::int64_t> scratch;
    CHECK(refund_in_all(paper, paper.priced(), INT64_MAX, 0, scratch).minor == INT64_MAX);
    paper.benefits.terms[0] = {rule, benefit_return::lost, false, 0, INT64_MAX};
    auto const made = refund_in_all(paper, paper.priced(), 0, 5, scratch);
    CHECK(made.minor == 5);
    CHECK(made.not_covered == INT64_MAX);
}

TEST_CASE("returned offers: one is kept and another one lost") {
    offer const kept = offer("kept").amount_off(60).when_returned(benefit_return::kept);
    offer const lost = offer("lost").amount_off(30).from(105).when_returned(benefit_return::lost);
    visit v(shop({kept.priority(1), lost}), {goods(100'00), goods(10'00)});
    CHECK(v.paid() == 20'00);
    CHECK(v.give_back({{.number = 1}}) == 20'00);  // 10.00, of which 60.00 are off
    CHECK(v.said(reason_code::benefit_lost) == 2'73);
    CHECK(v.give_back({}) == 0);
}

/// Effects: goods of 10.00 each are bought with ten off that is kept; then they come back and are
/// compensated, by
///   their numbers. Returns: what each of that comes to.
std::vector<std::int64_t> spoiled(ratio share, std::uint32_t count, std::vector<int> const& back_or_asked) {
    auto const made =
        make("spoiled", currencies::EUR,
             offers("all", {offer("ten").amount_off(10).when_returned(benefit_return::kept)}, {}),
             compensation("spoiled", "vouchers", share), returns(60));
    REQUIRE(made.has_value());
    date const day = date_of(2026, 5, 1);
    account held;
    decision out;
    receipt paper;
    std::uint64_t facts = 0;
    auto const head = [&] {
        ++facts;
        return fact_head{{facts}, {to_instant({day, 0}, 0), facts}, day};
    };
    auto const vouchers = [&] {
        return balance_of(held, made->chart(), made->pool("vouchers"), day).available;
    };
    auto const decide = [&](auto const& what) {
        std::int64_t const before = vouchers();
        REQUIRE(made->decide(held, what, out).has_value());
        REQUIRE(apply(held, made->chart(), out.as_entry()) == errc::ok);
        paper = out.receipt;
        return out.refund.money_minor + vouchers() - before;
    };
    std::vector<line> lines;
    for (std::uint32_t i = 1; i <= count; ++i) lines.push_back({.number = i, .list_minor = 10'00});
    static_cast<void>(decide(order{.head = head(), .what = {.lines = lines}}));
    std::vector<std::int64_t> all;
    for (int const number : back_or_asked) {
        returned_line const one{.number = static_cast<std::uint32_t>(std::abs(number))};
        all.push_back(number < 0
                          ? decide(receipt_return{head(), &paper, {&one, 1}})
                          : decide(compensate{head(), compensation::id_of("spoiled"), &paper, one.number}));
    }
    return all;
}

TEST_CASE("returned offers: what is given instead of goods is no more than what they still cost") {
    using amounts = std::vector<std::int64_t>;
    CHECK(spoiled(50_percent, 2, {-1, 2, -2}) == amounts{10'00, 0, 0});  // the second costs nothing by then
    CHECK(spoiled(50_percent, 2, {2, -1, -2}) == amounts{2'50, 7'50, 0});
    CHECK(spoiled(1, 3, {-1, 2, 3}) == amounts{10'00, 6'67, 3'33});  // both together cost 10.00
    CHECK(spoiled(1, 3, {2, 3, -1}) == amounts{6'67, 6'67, 6'66});
}

TEST_CASE("returned offers: what the guard kept back is not withheld again") {
    auto const made =
        make("guarded", currencies::EUR,
             offers("all", {offer("gift").gift({9}, 1, 12).from(50).when_returned(benefit_return::lost)}),
             margin_guard("floor", profit_of::list, 90_percent).giving_up({{benefit_kind::offer, "gift"}}),
             returns(60));
    REQUIRE(made.has_value());
    line const lines[] = {{.number = 1, .list_minor = 60'00}, {.number = 2, .list_minor = 20'00}};
    decision out;
    account held;
    order const bought{.head = {.id = {1}, .key = {{1}, 1}, .day = date_of(2026, 1, 1)},
                       .what = {.lines = lines}};
    REQUIRE(made->decide(held, bought, out).has_value());
    CHECK(out.priced.entitlements.empty());
    REQUIRE(out.receipt.benefits.terms.size() == 1);
    CHECK(out.receipt.benefits.terms[0].gift_minor == 0);
}

TEST_CASE(
    "returned offers: over any partial returns no more is withheld than was given, and all comes back") {
    CHECK_PROPERTY("nothing is withheld twice", [] {
        auto const say = random_offers::any_returned_rules();
        auto cart = random_offers::any_cart();
        auto const bought = cart.lines;
        visit v(shop(say.all, say.stacks), bought, cart.shipping);
        receipt const whole = v.paper();
        std::int64_t given = 0, gifts = 0;
        for (benefit_terms const& by : whole.benefits.terms) {
            if (by.how != benefit_return::lost) continue;
            given += whole.priced().off_by(by.rule) + by.shipping_minor + by.gift_minor;
            gifts += by.gift_minor;
        }
        std::vector<std::uint32_t> left;
        for (line const& l : bought) left.push_back(std::max(1U, l.quantity));
        std::int64_t at_cost = 0;
        basis all = paid_price.with_stored_value().with_shipping();
        all.lines = {};
        std::vector<std::int64_t> scratch;
        while (!v.paper().all_back()) {
            std::size_t at = *rc::gen::inRange<std::size_t>(0, left.size());
            while (left[at] == 0) at = (at + 1) % left.size();
            auto const some = *rc::gen::inRange<std::uint32_t>(1, left[at] + 1);
            left[at] -= some;
            RC_ASSERT(v.give_back({{.number = static_cast<std::uint32_t>(at + 1), .quantity = some}}) >= 0);
            at_cost = *basis_back(all, v.paper().priced(), v.paper(), scratch);
            RC_ASSERT(v.refunded() >= at_cost - given);
            RC_ASSERT(v.refunded() <= v.paid());
        }
        RC_ASSERT(v.refunded() >= v.paid() - gifts);
        RC_ASSERT(gifts > 0 || v.refunded() == v.paid());
    });
}
