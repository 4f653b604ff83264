// SPDX-License-Identifier: BSL-1.0
#include <cstdint>
#include <string>
#include <string_view>
#include <vector>

#include <tessera/offers.hpp>
#include <tessera/tessera.hpp>

#include "support/catch.hpp"
#include "support/text_table.hpp"

using namespace tessera;
using namespace tessera::literals;

namespace coupon_lifecycle {

/// Coupons of 5.00 for orders of 20.00 and more, three for a recommendation, good for 30 days.
auto shop() {
    auto made = make("coupons", currencies::EUR, action_award("recommends", "fives", 3).living(days(30)),
                     offers("all", {offer("five off").amount_off(5).from(20).by_coupon()}),
                     coupon("five off", "fives"), returns(60));
    REQUIRE(made.has_value());
    return *made;
}

class member {
public:
    /// Returns: what the event comes to.
    std::string occurs(text_table::cells const& words, date on) {
        today_ = on;
        if (words[0] == "recommends")
            return decide(action{.head = head(), .what = action_named("recommends")}), "-";
        if (words[0] == "buys")
            return buys(std::stoll(words[2]) * 100, words.size() > 4 ? std::stoull(words[4]) : 0);
        if (words[0] == "returns") return gives_back(words[1] == "all" ? 0 : std::stoll(words[1]) * 100);
        if (words[0] == "reserves") {
            decide(reserve{
                head(), coupon::id_of("five off"), {std::stoull(words[1])}, every_point, end_of(words[3])});
            return said();
        }
        if (words[0] == "releases") {
            decide(release{head(), coupon::id_of("five off"), {std::stoull(words[1])}});
            return said();
        }
        REQUIRE(words[0] == "waits");
        return "-";
    }
    [[nodiscard]] balance coupons() const {
        return balance_of(held_, rules_.chart(), rules_.pool("fives"), today_);
    }

private:
    static instant end_of(std::string const& day) {
        return to_instant({date_of(2026, 5, 1) + (std::stoi(day) - 1), 0}, 0);
    }
    std::string buys(std::int64_t minor, std::uint64_t hold) {
        line const goods{.number = 1, .list_minor = minor};
        rule_id const wanted = offer::id_of("five off");
        redemption_wish const wish{coupon::id_of("five off"), every_point, {hold}};
        decide(order{.head = head(),
                     .what = {.lines = {&goods, 1}, .claims = {&wanted, 1}},
                     .wishes = {&wish, hold == 0 ? 0U : 1U}});
        paper_ = out_.receipt;
        return "pays " + std::to_string(out_.priced.payable_minor() / 100);
    }
    std::string gives_back(std::int64_t minor) {
        returned_line const part{.number = 1, .list_minor = minor};
        decide(receipt_return{head(), &paper_, {&part, minor > 0 ? 1U : 0U}});
        paper_ = out_.receipt;
        return "refund " + std::to_string(out_.refund.money_minor / 100);
    }
    [[nodiscard]] std::string said() const {
        for (reason const& r : out_.reasons) {
            if (r.code == reason_code::reserved) return "kept back";
            if (r.code == reason_code::released) return "free again";
            if (r.code == reason_code::hold_refused)
                return r.detail == static_cast<std::uint16_t>(bound::balance)   ? "none left"
                       : r.detail == static_cast<std::uint16_t>(bound::no_hold) ? "no hold"
                                                                                : "number taken";
        }
        return "-";
    }
    fact_head head() {
        ++facts_;
        return {.id = {facts_}, .key = {to_instant({today_, 0}, 0), facts_}, .day = today_};
    }
    template <class Fact>
    void decide(Fact const& what) {
        REQUIRE(rules_.decide(held_, what, out_).has_value());
        REQUIRE(apply(held_, rules_.chart(), out_.as_entry()) == errc::ok);
    }

    decltype(shop()) rules_ = shop();
    account held_;
    decision out_;
    receipt paper_;
    date today_{};
    std::uint64_t facts_ = 0;
};

void play(std::string_view table) {
    member m;
    auto const rows = text_table::rows(table);
    for (std::size_t i = 1; i < rows.size(); ++i) {
        std::string const comes_to =
            m.occurs(text_table::split(rows[i][1], ' '), date_of(2026, 5, 1) + (std::stoi(rows[i][0]) - 1));
        balance const b = m.coupons();
        text_table::cells const found{rows[i][0], rows[i][1], std::to_string(b.available),
                                      std::to_string(b.reserved), comes_to};
        INFO("row " << i);
        CHECK(text_table::line_of(found) == text_table::line_of(rows[i]));
    }
}

}  // namespace coupon_lifecycle

using namespace coupon_lifecycle;

/// Also on the page about offers.
TEST_CASE("coupon: its life, day by day") {
    play(R"(
        day | event                 | coupons | kept back | comes to
        1   | recommends            | 3       | 0         | -
        2   | buys for 19           | 3       | 0         | pays 19
        3   | buys for 50           | 2       | 0         | pays 45
        4   | returns 20            | 2       | 0         | refund 18
        5   | returns all           | 3       | 0         | refund 27
        6   | reserves 1 until 20   | 2       | 1         | kept back
        7   | reserves 1 until 20   | 2       | 1         | number taken
        8   | buys for 50           | 1       | 1         | pays 45
        9   | buys for 50           | 0       | 1         | pays 45
        10  | buys for 50           | 0       | 1         | pays 50
        11  | reserves 2 until 20   | 0       | 1         | none left
        12  | buys for 19 with 1    | 0       | 1         | pays 19
        13  | buys for 50 with 1    | 0       | 0         | pays 45
        14  | returns all           | 1       | 0         | refund 45
        15  | reserves 3 until 17   | 0       | 1         | kept back
        17  | waits                 | 1       | 0         | -
        18  | buys for 50 with 3    | 0       | 0         | pays 45
        19  | returns all           | 1       | 0         | refund 45
        20  | reserves 4 until 25   | 0       | 1         | kept back
        21  | releases 4            | 1       | 0         | free again
        22  | releases 4            | 1       | 0         | no hold
        30  | waits                 | 1       | 0         | -
        31  | waits                 | 0       | 0         | -
    )");
}

TEST_CASE("coupon: a hold past the lot's end ends the coupon with it") {
    play(R"(
        day | event                 | coupons | kept back | comes to
        1   | recommends            | 3       | 0         | -
        2   | buys for 50           | 2       | 0         | pays 45
        3   | buys for 50           | 1       | 0         | pays 45
        4   | reserves 1 until 40   | 0       | 1         | kept back
        35  | buys for 50 with 1    | 0       | 0         | pays 45
        36  | recommends            | 3       | 0         | -
    )");
}

TEST_CASE("coupon: a hold that would be over at once keeps none back") {
    play(R"(
        day | event                 | coupons | kept back | comes to
        1   | recommends            | 3       | 0         | -
        2   | reserves 1 until 2    | 3       | 0         | no hold
        3   | reserves 1 until 2    | 3       | 0         | no hold
        4   | buys for 50 with 1    | 2       | 0         | pays 45
    )");
}

TEST_CASE("coupon: a capture needs an order, and a priced order again takes the one that was kept") {
    auto const rules = shop();
    account held;
    decision out;
    std::uint64_t facts = 0;
    auto const head = [&] {
        ++facts;
        return fact_head{
            .id = {facts}, .key = {{static_cast<std::int64_t>(facts)}, facts}, .day = date_of(2026, 5, 1)};
    };
    auto const take = [&](auto const& what) {
        REQUIRE(rules.decide(held, what, out).has_value());
        REQUIRE(apply(held, rules.chart(), out.as_entry()) == errc::ok);
    };
    take(action{.head = head(), .what = action_named("recommends")});
    rule_id const rule = coupon::id_of("five off"), wanted = offer::id_of("five off");
    take(reserve{head(), rule, {7}, every_point, {1'000'000'000'000}});
    CHECK(rules.decide(held, capture{head(), rule, {7}}, out).error() == errc::discount_needs_order);

    account const before = held;
    line const goods{.list_minor = 50'00};
    redemption_wish const wish{rule, every_point, {7}};
    order const bought{
        .head = head(), .what = {.lines = {&goods, 1}, .claims = {&wanted, 1}}, .wishes = {&wish, 1}};
    priced_order preview;
    REQUIRE(rules.quote(held, bought, preview).has_value());
    CHECK(preview.payable_minor() == 45'00);
    take(bought);
    CHECK(balance_of(held, rules.chart(), rules.pool("fives"), bought.head.day).available == 2);
    receipt const paper = out.receipt;
    decision again;
    REQUIRE(rules.settle_again(before, bought, paper, again).has_value());
    CHECK(again.receipt == paper);
}

TEST_CASE(
    "coupon: after a purchase, on a holiday, at a tier, at a step, on a birthday, for a recommendation") {
    auto const rules = make(
        "issued", currencies::EUR, accrual("fives", 1).per_order().from_order_of(100).named("purchase"),
        accrual("fives", 1).per_order().when(schedule().each_year(12, 24)).named("holiday"),
        tiers("club", net_spend(), tier{"silver", 300}), tier_award("club", "silver", "fives", 1),
        ladder("steps", order_count(), step{3, 1}).in_points("fives"),
        action_award("birthday", "fives", 1).on_birthday({.days_before = 0, .days_after = 0}),
        action_award("recommends", "fives", 1), offers("all", {offer("five off").amount_off(5).by_coupon()}),
        coupon("five off", "fives"), returns(60));
    REQUIRE(rules.has_value());
    account held;
    decision out;
    std::uint64_t facts = 0;
    auto const head = [&](date day) {
        ++facts;
        return fact_head{.id = {facts}, .key = {to_instant({day, 0}, 0), facts}, .day = day};
    };
    auto const coupons_after = [&](auto const& what) {
        REQUIRE(rules->decide(held, what, out).has_value());
        REQUIRE(apply(held, rules->chart(), out.as_entry()) == errc::ok);
        return balance_of(held, rules->chart(), rules->pool("fives"), what.head.day).available;
    };
    auto const buys = [&](date day, std::int64_t units) {
        line const goods{.list_minor = units * 100};
        return coupons_after(order{.head = head(day), .what = {.lines = {&goods, 1}}});
    };
    auto const does = [&](date day, char const* name, date born = date::min()) {
        return coupons_after(
            action{.head = head(day), .what = action_named(name), .claim = facts + 1, .born = born});
    };
    CHECK(buys(date_of(2026, 12, 1), 99) == 0);
    CHECK(buys(date_of(2026, 12, 2), 100) == 1);  // after a purchase
    CHECK(buys(date_of(2026, 12, 24), 1) == 3);   // the holiday, and the third order
    CHECK(buys(date_of(2026, 12, 25), 99) == 3);  // 299.00
    CHECK(buys(date_of(2026, 12, 26), 1) == 4);   // silver
    CHECK(does(date_of(2026, 12, 27), "birthday", date_of(1990, 12, 27)) == 5);
    CHECK(does(date_of(2026, 12, 27), "birthday", date_of(1990, 12, 27)) == 5);
    CHECK(does(date_of(2026, 12, 28), "recommends") == 6);
}
