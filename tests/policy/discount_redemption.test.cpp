// SPDX-License-Identifier: BSL-1.0
#include <tessera/tessera.hpp>

#include "support/property.hpp"
#include "support/shop.hpp"

using namespace tessera;
using namespace tessera::literals;
using shop_tests::item;
using shop_tests::reason_of;
using shop_tests::sum_of;
using shop_tests::with_cents;

namespace {

constexpr date day = date_of(2026, 1, 1);
constexpr auto one_each = accrual("points", 1);
constexpr auto cent_each = redemption("points", {.points = 100, .money = 1});
constexpr auto lowers = cent_each.as_discount();
constexpr tag_set tobacco = host_tag;

constexpr instant start_of(date on) { return {on.day * std::int64_t{86400}}; }

reason const* said_of_price(decision const& d, reason_code code) {
    for (reason const& r : d.priced.reasons)
        if (r.code == code) return &r;
    return nullptr;
}

/// Returns: the tax in what the goods of an order cost.
std::int64_t tax_of(priced_order const& priced) {
    std::vector<std::int64_t> scratch;
    auto const all = basis_amount(paid_price.with_stored_value(), priced, 0, scratch);
    auto const net = basis_amount(paid_price.with_stored_value().without_tax(), priced, 0, scratch);
    REQUIRE((all && net));
    return *all - *net;
}

}  // namespace

TEST_CASE("golden: the same points as a tender leave the price and its tax, as a discount they lower both") {
    // 119.00 of goods contain 19.00 of tax; 2,380 points are worth 23.80, a fifth of that.
    constexpr std::string_view table = R"(
        kind     | goods cost | tax in it | points pay | money pays | earns | without tax | with points
        none     | 119.00     | 19.00     | 0.00       | 119.00     | 119   | 100         | 119
        tender   | 119.00     | 19.00     | 23.80      | 95.20      | 95    | 80          | 119
        discount | 95.20      | 15.20     | 0.00       | 95.20      | 95    | 80          | 95
    )";
    auto const told = [](std::string const& kind) {
        static constexpr auto net = accrual("net", 1).of(paid_price.without_tax());
        static constexpr auto gross = accrual("gross", 1).of(paid_price.with_stored_value());
        constexpr auto shop_of = [](auto const& by) {
            return *make("kinds", currencies::EUR, one_each, net, gross, by);
        };
        auto const row = [&](auto const& program) {
            shop_tests::shop s(program);
            s.buy(day, 10'000'00);
            line goods = item(119'00);
            goods.tax_minor = 19'00;
            auto const& d = s.buy(
                day, {goods},
                kind == "none" ? std::vector<redemption_wish>{}
                               : std::vector<redemption_wish>{{program.redemption_rule("points"), 2'380}});
            auto const earned = [&](std::string_view pool) {
                return std::to_string(sum_of(d.postings, program.pool(pool), posting_kind::issue));
            };
            CHECK(sum_of(d.postings, program.pool("points"), posting_kind::redeem) ==
                  (kind == "none" ? 0 : 2'380));
            std::int64_t const cost = d.priced.totals.paid_minor(), paid = d.receipt.stored_value_minor;
            return text_table::cells{kind,
                                     with_cents(cost),
                                     with_cents(tax_of(d.priced)),
                                     with_cents(paid),
                                     with_cents(cost - paid),
                                     earned("points"),
                                     earned("net"),
                                     earned("gross")};
        };
        return kind == "discount" ? row(shop_of(lowers)) : row(shop_of(cent_each));
    };
    auto const rows = text_table::rows(table);
    for (std::size_t i = 1; i < rows.size(); ++i)
        CHECK(text_table::line_of(told(rows[i][0])) == text_table::line_of(rows[i]));
}

namespace {

/// The order of the table below: 60.00 of food, 5.00 of it promoted away, 30.00 of tobacco, 10.00 of
/// shipping. Returns: the points taken, the discount, and what bound it.
std::string with(std::string_view rule, std::int64_t wish, std::int64_t stored_value) {
    redemption const plain = cent_each;
    redemption const chosen = rule == "plain"             ? plain
                              : rule == "most 500 points" ? plain.at_most(500)
                              : rule == "most 4.00"       ? plain.worth_at_most(4)
                              : rule == "half of all"     ? plain.for_at_most(50_percent)
                              : rule == "half of goods"   ? plain.for_at_most(50_percent, paid_price)
                              : rule == "half of list"    ? plain.for_at_most(50_percent, list_price)
                              : rule == "no tobacco"      ? plain.over({.without = tobacco})
                              : rule == "from 10,000"     ? plain.from_balance(10'000)
                              : rule == "from 10,001"     ? plain.from_balance(10'001)
                              : rule == "refuse"          ? plain.on_excess(excess::refuse)
                              : rule == "in hundreds"     ? plain.in_steps_of(100)
                              : rule == "at least 500"    ? plain.at_least(500)
                              : rule == "three for 2 cent"
                                  ? redemption("points", {.points = 3, .money = "0.02"_d})
                                  : plain.at_most(0);
    auto const program = make("redeem", currencies::EUR, one_each, chosen.as_discount());
    REQUIRE(program.has_value());
    shop_tests::shop s(*program);
    s.buy(day, 10'000'00);
    line food = item(60'00);
    food.promotion_minor = 5'00;
    order what = s.order_of(day, {food, item(30'00, tobacco)}, {{program->redemption_rule("points"), wish}});
    what.what.shipping_minor = 10'00;
    what.stored_value_minor = stored_value;
    auto const& d = s.commit(what);
    auto const* const done = said_of_price(d, reason_code::point_discount);
    auto const* const why = done ? done : said_of_price(d, reason_code::redemption_refused);
    std::int64_t const points = sum_of(d.postings, program->pool("points"), posting_kind::redeem);
    std::int64_t const off = d.priced.totals.member_minor;
    CHECK((done != nullptr) == (points > 0));
    CHECK((done ? done->a : 0) == off);
    if (done) {
        REQUIRE(d.priced.adjustments.size() == 1);
        CHECK(d.priced.adjustments[0].base_minor == done->b);
        CHECK(done->b == (rule == "no tobacco" ? 55'00 : 85'00));
        CHECK(reason_of(d, reason_code::spent_on_discount)->a == points);
        CHECK(reason_of(d, reason_code::spent_on_discount)->b == off);
    } else {
        CHECK(why->a == wish);
        CHECK(why->b == 10'000);
    }
    CHECK(d.receipt.stored_value_minor == stored_value);
    constexpr std::string_view names[] = {"wish",  "balance", "payable", "share", "step",  "minimum",
                                          "limit", "lines",   "points",  "money", "member"};
    return std::to_string(points) + " | " + with_cents(off) + " | " + std::string(names[why->detail]);
}

}  // namespace

TEST_CASE("golden: every bound of a discount, by its name; it takes nothing off shipping") {
    constexpr std::string_view table = R"(
        rule             | wish  | gift card | points | off   | bound by
        plain            | all   | 0.00      | 8500   | 85.00 | lines
        plain            | 300   | 0.00      | 300    | 3.00  | wish
        plain            | all   | 9.00      | 8500   | 85.00 | lines
        plain            | all   | 15.00     | 8000   | 80.00 | payable
        plain            | all   | 95.00     | 0      | 0.00  | payable
        most 500 points  | all   | 0.00      | 500    | 5.00  | points
        most 500 points  | 500   | 0.00      | 500    | 5.00  | wish
        most 4.00        | all   | 0.00      | 400    | 4.00  | money
        half of all      | all   | 0.00      | 4750   | 47.50 | share
        half of goods    | all   | 0.00      | 4250   | 42.50 | share
        half of goods    | all   | 9.50      | 3825   | 38.25 | share
        half of list     | all   | 0.00      | 4500   | 45.00 | share
        no tobacco       | all   | 0.00      | 5500   | 55.00 | lines
        from 10,000      | all   | 0.00      | 8500   | 85.00 | lines
        from 10,001      | all   | 0.00      | 0      | 0.00  | member
        refuse           | 8500  | 0.00      | 8500   | 85.00 | wish
        refuse           | 8501  | 0.00      | 0      | 0.00  | lines
        refuse           | all   | 0.00      | 8500   | 85.00 | lines
        in hundreds      | 399   | 0.00      | 300    | 3.00  | step
        at least 500     | 499   | 0.00      | 0      | 0.00  | minimum
        three for 2 cent | 100   | 0.00      | 99     | 0.66  | step
        three for 2 cent | 2     | 0.00      | 2      | 0.01  | wish
        three for 2 cent | 1     | 0.00      | 0      | 0.00  | step
        nothing          | all   | 0.00      | 0      | 0.00  | points
    )";
    auto const rows = text_table::rows(table);
    for (std::size_t i = 1; i < rows.size(); ++i) {
        std::int64_t const wish = rows[i][1] == "all" ? every_point : std::stoll(rows[i][1]);
        INFO(rows[i][0] << ", " << rows[i][1]);
        CHECK(with(rows[i][0], wish, shop_tests::cents(rows[i][2])) ==
              rows[i][3] + " | " + rows[i][4] + " | " + rows[i][5]);
    }
}

TEST_CASE("golden: everything at once comes off in the order of the page") {
    constexpr auto program =
        compose("stack", currencies::EUR, one_each, accrual("stars", 1),
                tiers("club", net_spend(), tier{"silver", 1000}),
                member_price("club", off{"silver", 10_percent}), promotion("spring", amount_off{5}),
                cent_each.named("points off").for_at_most(25_percent, paid_price).as_discount(),
                redemption("stars", {.points = 10, .money = 1}).named("stars off").at_most(60).as_discount(),
                cent_each.for_at_most(50_percent));
    shop_tests::shop s(program);
    s.buy(day, 3'000'00);
    line goods = item(100'00);
    goods.promotion_minor = 10'00;
    auto const& d = s.buy(day, {goods},
                          {{program.redemption_rule("points"), 500},
                           {program.redemption_rule("stars off")},
                           {program.redemption_rule("points off")}});
    std::int64_t left = goods.promoted_minor();
    std::string told = "list price less the host's promotion | " + with_cents(left) + "\n";
    for (adjustment const& a : d.priced.adjustments) {
        std::string_view what = "?";
        for (std::string_view const name : {"spring", "club", "points off", "stars off"})
            for (std::string_view const use : {"promotion", "member price", "redemption"})
                if (a.rule == rule_named(use, name)) what = name;
        left -= a.off_minor;
        told += std::string(what) + " of " + with_cents(a.base_minor) + " | " + with_cents(left) + "\n";
    }
    told += "points as a tender | " + with_cents(left - d.receipt.stored_value_minor) + "\n";
    CHECK(told ==
          "list price less the host's promotion | 90.00\n"
          "club of 90.00 | 81.00\n"
          "spring of 81.00 | 76.00\n"
          "stars off of 76.00 | 70.00\n"
          "points off of 70.00 | 52.50\n"
          "points as a tender | 47.50\n");
    CHECK(sum_of(d.postings, program.pool("points"), posting_kind::redeem) == 1'750 + 500);
    CHECK(sum_of(d.postings, program.pool("stars"), posting_kind::redeem) == 60);
    CHECK(sum_of(d.postings, program.pool("points"), posting_kind::issue) == 47);
}

TEST_CASE("two rules of one pool, and a tender beside them, never take the same points twice") {
    constexpr auto program =
        compose("twice", currencies::EUR, one_each, lowers, cent_each.named("again").as_discount(),
                cent_each.named("pay"), reward("mug", "points", 10));
    auto const rule = [&](std::string_view name) { return program.redemption_rule(name); };
    shop_tests::shop s(program);
    s.buy(day, 100'00);
    auto const& d =
        s.buy(day, {item(50'00)}, {{rule("points"), 70}, {rule("again")}, {rule("pay")}, {rule("mug"), 1}});
    CHECK(d.priced.totals.member_minor == 1'00);
    CHECK(d.receipt.stored_value_minor == 0);
    CHECK(sum_of(d.postings, program.pool("points"), posting_kind::redeem) == 100);
    CHECK(sum_of(d.postings, program.pool("points"), posting_kind::overspend) == 0);
    CHECK(s.balance("points", day).debt == 0);
}

TEST_CASE("lines that points may not lower keep their price, and the rest bears the whole discount") {
    constexpr auto program =
        compose("mixed", currencies::EUR, one_each.of(paid_price.over({.with = tobacco})),
                one_each.of(paid_price.over({.without = tobacco})).named("food"),
                cent_each.over({.without = tobacco}).as_discount(), returns(30));
    shop_tests::shop s(program);
    s.buy(day, 200'00);
    auto const& d = s.buy(day, {item(60'00), item(30'00, tobacco), item(40'00)},
                          {{program.redemption_rule("points"), 200}});
    std::vector<std::int64_t> shares;
    fill_shares(d.priced, program.redemption_rule("points"), shares);
    CHECK(shares == std::vector<std::int64_t>{1'20, 0, 80});
}

TEST_CASE("points held for an order lower its price; a capture without an order is an error") {
    constexpr auto program = compose("held", currencies::EUR, one_each, cent_each.at_most(60).as_discount(),
                                     cent_each.named("again").as_discount(), cent_each.named("pay"));
    rule_id const rule = program.redemption_rule("points");
    shop_tests::shop s(program);
    s.buy(day, 100'00);
    auto const hold = [&](std::uint64_t number, std::int64_t points) {
        s.commit(reserve{s.next_head(day), rule, {number}, points, start_of(day + 9)});
    };
    hold(1, 80);
    CHECK(s.balance("points", day).reserved == 60);
    decision d;
    CHECK(program.decide(s.member, capture{s.next_head(day), rule, {1}}, d).error() ==
          errc::discount_needs_order);
    // An order takes what it needs of the hold, and the rest comes back.
    s.buy(day, {item(25)}, {{rule, every_point, {1}}});
    CHECK(s.last.priced.totals.paid_minor() == 0);
    CHECK(sum_of(s.last.postings, program.pool("points"), posting_kind::capture) == 25);
    CHECK(sum_of(s.last.postings, program.pool("points"), posting_kind::redeem) == 0);
    CHECK(s.last.receipt.tenders[0].paid == false);
    CHECK(s.balance("points", day).available == 75);
    CHECK(s.balance("points", day).reserved == 0);
    // A hold gives its points once, whichever rules name it.
    hold(2, 50);
    s.buy(day, {item(1'00, no_earn)},
          {{rule, 20, {2}},
           {program.redemption_rule("again"), 20, {2}},
           {program.redemption_rule("pay"), 9, {2}}});
    CHECK(s.last.priced.totals.member_minor == 20);
    CHECK(s.last.receipt.stored_value_minor == 0);
    CHECK(s.balance("points", day).available == 55);
    // One that is let go of, or over, lowers nothing.
    hold(3, 50);
    s.commit(release{s.next_head(day), rule, {3}});
    s.buy(day, {item(1'00, no_earn)}, {{rule, 20, {3}}});
    CHECK(said_of_price(s.last, reason_code::redemption_refused) != nullptr);
    hold(4, 50);
    s.buy(day + 9, {item(1'00, no_earn)}, {{rule, 20, {4}}});
    CHECK(said_of_price(s.last, reason_code::redemption_refused) != nullptr);
    CHECK(s.balance("points", day + 9).available == 55);
}

TEST_CASE("tiers and ladders look at the lowered price; an award of the order itself cannot lower it") {
    constexpr auto program = compose(
        "after", currencies::EUR, one_each, lowers, tiers("club", net_spend(paid_price), tier{"silver", 100}),
        usable_in_its_order(ladder("cash", net_spend(paid_price.with_stored_value()), step{100, 10})),
        redemption("cash", {.points = 1, .money = 1}).as_discount());
    shop_tests::shop s(program);
    s.buy(day, 90'00);
    s.buy(day, {item(10'00)}, {{program.redemption_rule("points"), 50}, {program.redemption_rule("cash")}});
    CHECK(s.rules.standing(s.member, day).tiers[0].measure == 99'50);
    CHECK(s.balance("cash", day).available == 0);
    s.buy(day, {item(50)}, {{program.redemption_rule("cash")}});
    CHECK(s.balance("cash", day).available == 10'00);
    CHECK(s.last.priced.totals.member_minor == 0);
    s.buy(day, {item(12'00)}, {{program.redemption_rule("cash")}});
    CHECK(s.last.priced.totals.paid_minor() == 2'00);
    CHECK(s.balance("cash", day).available == 0);
}

TEST_CASE("a list of discounts lowers the price as they would side by side") {
    rule_list<discount_redemption> list;
    list.add(cent_each.at_most(30).as_discount());
    list.add(cent_each.named("again").as_discount());
    auto const listed = make("list", currencies::EUR, one_each, list);
    auto const apart = make("list", currencies::EUR, one_each, cent_each.named("again").as_discount(),
                            cent_each.at_most(30).as_discount());
    REQUIRE((listed && apart));
    shop_tests::shop one(*listed);
    shop_tests::shop other(*apart);
    auto const both = [&](auto& s) {
        s.buy(day, 100'00);
        s.buy(day, {item(50'00)}, {{s.rules.redemption_rule("points")}, {s.rules.redemption_rule("again")}});
        return shop_tests::bytes_of(s.last);
    };
    CHECK(both(one) == both(other));
    CHECK(one.last.priced.totals.member_minor == 1'00);
}

TEST_CASE("a discount that cannot stand is the error of its redemption") {
    auto const failure = [](redemption const& rule) {
        auto const made = make("wrong", currencies::EUR, one_each, rule.as_discount());
        return made ? errc::ok : made.error();
    };
    CHECK(failure(cent_each) == errc::ok);
    CHECK(failure(redemption("miles", {.points = 100, .money = 1})) == errc::unknown_points);
    CHECK(failure(cent_each.in_steps_of(0)) == errc::not_above_zero);
    CHECK(failure(cent_each.for_at_most(101_percent)) == errc::discount_above_whole);
    CHECK(make("twice", currencies::EUR, one_each, cent_each, cent_each.as_discount()).error() ==
          errc::duplicate_rule);
}
