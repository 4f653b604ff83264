// SPDX-License-Identifier: BSL-1.0
#include <cstdint>
#include <vector>

#include <tessera/offers.hpp>
#include <tessera/tessera.hpp>

#include "support/catch.hpp"

using namespace tessera;
using namespace tessera::literals;

namespace coupon_tests {

offer const five = offer("five off").amount_off(5).from(20).by_coupon();
coupon const good = coupon("five off", "birthday coupons");

auto shop(coupon const& how) {
    return make("coupons", currencies::EUR, action_award("birthday", "birthday coupons", 1).living(days(30)),
                offers("all", {five}), how, returns(60));
}

/// A member with a journal of one account.
class member {
public:
    explicit member(coupon const& how = good) : rules_(shop(how)) { REQUIRE(rules_.has_value()); }

    void birthday() { decide(action{.head = head(), .what = action_named("birthday"), .claim = ++claims_}); }
    /// Returns: what an order of 50.00 is lowered by, asking for the coupon.
    std::int64_t order(std::int64_t minor = 50'00, bool asks = true) {
        line const goods{.list_minor = minor};
        rule_id const wanted = five.id();
        decide(tessera::order{.head = head(),
                              .what = {.lines = {&goods, 1}, .claims = {&wanted, asks ? 1U : 0U}}});
        paper_ = out_.receipt;
        return out_.priced.totals.member_minor;
    }
    /// Returns: the refund of a part of the last order, or of all of it.
    std::int64_t give_back(std::int64_t minor = 0) {
        returned_line const part{.list_minor = minor};
        receipt_return back{.head = head(), .paper = &paper_};
        if (minor > 0) back.lines = {&part, 1};
        decide(back);
        paper_ = out_.receipt;
        return out_.refund.money_minor;
    }
    void wait(int days) { today_ = today_ + days; }
    [[nodiscard]] balance coupons() const {
        return balance_of(held_, rules_->chart(), rules_->pool("birthday coupons"), today_);
    }
    [[nodiscard]] bool says(reason_code code) const {
        for (reason const& r : out_.reasons)
            if (r.code == code) return true;
        return false;
    }

private:
    fact_head head() {
        ++facts_;
        return {.id = {facts_}, .key = {to_instant({today_, 0}, 0), facts_}, .day = today_};
    }
    template <class Fact>
    void decide(Fact const& what) {
        REQUIRE(rules_->decide(held_, what, out_).has_value());
        REQUIRE(apply(held_, rules_->chart(), out_.as_entry()) == errc::ok);
    }

    decltype(shop(good)) rules_;
    account held_;
    decision out_;
    receipt paper_;
    date today_ = date_of(2026, 5, 1);
    std::uint64_t facts_ = 0, claims_ = 0;
};

}  // namespace coupon_tests

using namespace coupon_tests;

TEST_CASE("coupon: held and asked for, it lowers an order and is gone") {
    member m;
    CHECK(m.order() == 0);
    m.birthday();
    m.birthday();
    CHECK(m.coupons().available == 2);
    CHECK(m.order(50'00, false) == 0);
    CHECK(m.coupons().available == 2);
    CHECK(m.order(19'99) == 0);  // below the offer's minimum: nothing is used up
    CHECK(m.coupons().available == 2);
    CHECK(m.order() == 5'00);
    CHECK(m.says(reason_code::coupon_used));
    CHECK(m.coupons().available == 1);
    CHECK(m.order() == 5'00);
    CHECK(m.order() == 0);
}

TEST_CASE("coupon: it ends with its lot") {
    member m;
    m.birthday();
    m.wait(29);
    CHECK(m.coupons().available == 1);
    m.wait(1);
    CHECK(m.coupons().available == 0);
    CHECK(m.order() == 0);
}

TEST_CASE("coupon: it comes back with the last of what it lowered, to the lot that it was of") {
    member m;
    m.birthday();
    CHECK(m.order() == 5'00);
    CHECK(m.give_back(20'00) == 18'00);
    CHECK(m.coupons().available == 0);
    CHECK(m.give_back() == 27'00);
    CHECK(m.coupons().available == 1);
    m.wait(30);
    CHECK(m.coupons().available == 0);

    member used(good.not_restored());
    used.birthday();
    CHECK(used.order() == 5'00);
    CHECK(used.give_back() == 45'00);
    CHECK(used.coupons().available == 0);
}

TEST_CASE("coupon: its offer and its pool must be there") {
    auto const birthday = action_award("birthday", "birthday coupons", 1);
    CHECK(make("a", currencies::EUR, birthday, offers("all", {five})).error() == errc::unknown_benefit);
    CHECK(make("a", currencies::EUR, birthday, good).error() == errc::unknown_benefit);
    CHECK(make("a", currencies::EUR, offers("all", {five}), good).error() == errc::unknown_points);
}

TEST_CASE("coupon: its pool holds whole coupons, of one offer, that asks for them") {
    auto const birthday = action_award("birthday", "birthday coupons", 1);
    auto const shares = accrual("birthday coupons", 1).with_decimals(2);
    offer const ten = offer("ten off").amount_off(10).by_coupon(), free = offer("five off").amount_off(5);
    coupon const other = coupon("ten off", "birthday coupons");
    CHECK(make("a", currencies::EUR, birthday, offers("all", {five, ten}), good, other).error() ==
          errc::coupon_shared);
    CHECK(make("a", currencies::EUR, shares, offers("all", {five}), good).error() == errc::coupon_decimals);
    CHECK(make("a", currencies::EUR, birthday, offers("all", {free}), good).error() ==
          errc::coupon_not_asked);
    CHECK(make("a", currencies::EUR, offers("all", {free}),
               allowance("five off", 1, window::calendar(calendar_unit::month)))
              .error() == errc::coupon_not_asked);
}

TEST_CASE("coupon: one of which the guard gave all up is not used") {
    auto const program =
        make("a", currencies::EUR, action_award("birthday", "birthday coupons", 1), offers("all", {five}),
             good, margin_guard("floor", profit_of::cost, 0).giving_up({{.name = "five off"}}));
    REQUIRE(program.has_value());
    account held;
    decision out;
    date const day = date_of(2026, 5, 1);
    action const birthday{
        .head = {.id = {1}, .key = {{}, 1}, .day = day}, .what = action_named("birthday"), .claim = 1};
    REQUIRE(program->decide(held, birthday, out).has_value());
    REQUIRE(apply(held, program->chart(), out.as_entry()) == errc::ok);
    line const goods{.list_minor = 50'00};
    line_facts const about{.cost_minor = 50'00};
    rule_id const asked = five.id();
    order const bought{.head = {.id = {2}, .key = {{}, 2}, .day = day},
                       .what = {.lines = {&goods, 1}, .about = {&about, 1}, .claims = {&asked, 1}}};
    REQUIRE(program->decide(held, bought, out).has_value());
    REQUIRE(apply(held, program->chart(), out.as_entry()) == errc::ok);
    CHECK(out.priced.totals.paid_minor() == 50'00);
    CHECK(balance_of(held, program->chart(), program->pool("birthday coupons"), day).available == 1);
}

TEST_CASE("coupon: two in one program are told apart, and one for a gift is used up by the gift") {
    offer const soap = offer("soap").gift(sku_named("soap"), 1, 3).by_coupon();
    offer const ten = offer("ten off").amount_off(10).by_coupon();
    auto const program = make("a", currencies::EUR, action_award("birthday", "birthday coupons", 1),
                              action_award("visit", "visit coupons", 1), offers("all", {soap, ten}),
                              coupon("soap", "birthday coupons"), coupon("ten off", "visit coupons"));
    REQUIRE(program.has_value());
    account held;
    decision out;
    std::uint64_t facts = 0;
    date const day = date_of(2026, 5, 1);
    auto const decide = [&](auto fact) {
        ++facts;
        fact.head = {.id = {facts}, .key = {{}, facts}, .day = day};
        REQUIRE(program->decide(held, fact, out).has_value());
        REQUIRE(apply(held, program->chart(), out.as_entry()) == errc::ok);
    };
    auto const left = [&](std::string_view pool) {
        return balance_of(held, program->chart(), program->pool(pool), day).available;
    };
    line const goods{.list_minor = 50'00};
    std::vector<rule_id> const both{soap.id(), ten.id()};
    order const buys{.what = {.lines = {&goods, 1}, .claims = both}};

    decide(action{.what = action_named("birthday"), .claim = 1});
    account const before = held;
    decide(buys);
    order told = buys;
    told.head = {.id = {facts}, .key = {{}, facts}, .day = day};
    decision again;  // its receipt knows no gifts, and the coupon all the same
    REQUIRE(program->settle_again(before, told, out.receipt, again).has_value());
    CHECK(again.postings == out.postings);
    CHECK(again.receipt == out.receipt);
    CHECK(out.priced.totals.member_minor == 0);
    REQUIRE(out.priced.entitlements.size() == 1);
    CHECK(out.priced.entitlements[0].gift == sku_named("soap"));
    CHECK(left("birthday coupons") == 0);

    decide(action{.what = action_named("visit"), .claim = 2});
    decide(buys);
    CHECK(out.priced.totals.member_minor == 10'00);
    CHECK(out.priced.entitlements.empty());
    CHECK(left("visit coupons") == 0);

    decide(buys);
    CHECK(out.priced.totals.member_minor == 0);
    CHECK(out.priced.entitlements.empty());
}
