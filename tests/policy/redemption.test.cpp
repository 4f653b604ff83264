// SPDX-License-Identifier: BSL-1.0
#include <tessera/tessera.hpp>

#include "support/property.hpp"
#include "support/shop.hpp"

using namespace tessera;
using namespace tessera::literals;
using shop_tests::item;

namespace {

constexpr date day = date_of(2026, 1, 1);
constexpr auto one_each = accrual("points", 1);
constexpr auto cent_each = redemption("points", {.points = 100, .money = 1});

struct redeemed {
    std::int64_t points = 0, money = 0;
    bound by{};
    friend bool operator==(redeemed const&, redeemed const&) = default;
    friend std::ostream& operator<<(std::ostream& out, redeemed const& r) {
        return out << r.points << " points for " << r.money << ", bound " << static_cast<int>(r.by);
    }
};

/// Returns: what a member with that balance gets who wishes for `wish` points on an order of that price.
template <class Redemption>
redeemed redeem(Redemption const& rule, std::int64_t balance, std::int64_t wish, std::int64_t price,
                std::int64_t stored = 0, std::int64_t shipping = 0) {
    auto const program = make("redeem", currencies::EUR, one_each, rule);
    REQUIRE(program.has_value());
    shop_tests::shop s(*program);
    s.buy(day, balance * 100);
    order what = s.order_of(day, {item(price)}, {{program->redemption_rule("points"), wish}});
    what.stored_value_minor = stored;
    what.what.shipping_minor = shipping;
    auto const& d = s.commit(what);
    auto const taken = shop_tests::sum_of(d.postings, program->pool("points"), posting_kind::redeem);
    if (auto const* const done = shop_tests::reason_of(d, reason_code::redeemed)) {
        CHECK(done->a == taken);
        CHECK(done->b == d.receipt.stored_value_minor - stored);
        return {done->a, done->b, static_cast<bound>(done->detail)};
    }
    auto const* const refused = shop_tests::reason_of(d, reason_code::redemption_refused);
    REQUIRE(refused);
    CHECK(taken == 0);
    CHECK(refused->a == wish);
    CHECK(refused->b == balance);
    CHECK(d.receipt.stored_value_minor == stored);
    return {0, 0, static_cast<bound>(refused->detail)};
}

constexpr std::int64_t all = INT64_MAX;

}  // namespace

TEST_CASE("the member picks, the rule cuts and says what bound it") {
    CHECK(redeem(cent_each, 1'000, 300, 10'000) == redeemed{300, 300, bound::wish});
    CHECK(redeem(cent_each, 1'000, 1'000, 10'000) == redeemed{1'000, 1'000, bound::wish});
    CHECK(redeem(cent_each, 1'000, all, 10'000) == redeemed{1'000, 1'000, bound::balance});
    CHECK(redeem(cent_each, 1'000, all, 700) == redeemed{700, 700, bound::payable});
    CHECK(redeem(cent_each, 1'000, all, 700, 0, 100) == redeemed{800, 800, bound::payable});
    CHECK(redeem(cent_each, 1'000, all, 700, 650) == redeemed{50, 50, bound::payable});
    CHECK(redeem(cent_each, 1'000, all, 700, 700) == redeemed{0, 0, bound::payable});
    CHECK(redeem(cent_each, 0, all, 700) == redeemed{0, 0, bound::balance});

    CHECK(redeem(cent_each.for_at_most(50_percent), 1'000, all, 901) == redeemed{450, 450, bound::share});
    CHECK(redeem(cent_each.for_at_most(0_percent), 1'000, all, 901) == redeemed{0, 0, bound::share});
    CHECK(redeem(cent_each.in_steps_of(100), 1'000, 399, 10'000) == redeemed{300, 300, bound::step});
    CHECK(redeem(cent_each.in_steps_of(100), 1'000, 400, 10'000) == redeemed{400, 400, bound::wish});
    CHECK(redeem(cent_each.in_steps_of(100), 1'000, all, 399) == redeemed{300, 300, bound::step});
    CHECK(redeem(cent_each.in_steps_of(100), 99, all, 10'000) == redeemed{0, 0, bound::step});
    CHECK(redeem(cent_each.at_least(500), 1'000, 499, 10'000) == redeemed{0, 0, bound::minimum});
    CHECK(redeem(cent_each.at_least(500), 1'000, 500, 10'000) == redeemed{500, 500, bound::wish});
    CHECK(redeem(cent_each.at_least(500), 499, all, 10'000) == redeemed{0, 0, bound::minimum});
}

TEST_CASE("no more points are taken than the money costs") {
    constexpr auto three_a_cent = redemption("points", {.points = 3, .money = "0.01"_d});
    CHECK(redeem(three_a_cent, 100, all, 10'000) == redeemed{99, 33, bound::step});
    CHECK(redeem(three_a_cent, 2, all, 10'000) == redeemed{0, 0, bound::step});
    CHECK(redeem(three_a_cent, 100, all, 10) == redeemed{30, 10, bound::payable});
    CHECK(redeem(three_a_cent.in_steps_of(10), 100, 25, 10'000) == redeemed{20, 6, bound::step});
    CHECK(redeem(three_a_cent.in_steps_of(2), 100, 10, 10'000) == redeemed{10, 3, bound::wish});

    constexpr auto five_cents_each = redemption("points", {.points = 1, .money = "0.05"_d});
    CHECK(redeem(five_cents_each, 100, all, 499) == redeemed{99, 495, bound::payable});
    CHECK(redeem(five_cents_each, 100, all, 4) == redeemed{0, 0, bound::payable});
}

TEST_CASE("the smaller part of a value still buys: of 3 points for 0.02, two buy 0.01") {
    constexpr auto thirds = redemption("points", {.points = 3, .money = "0.02"_d});
    CHECK(redeem(thirds, 100, all, 1) == redeemed{2, 1, bound::payable});
    CHECK(redeem(thirds, 100, 3, 1) == redeemed{2, 1, bound::payable});
    CHECK(redeem(thirds, 100, 2, 1) == redeemed{2, 1, bound::wish});
    CHECK(redeem(thirds, 100, 1, 1) == redeemed{0, 0, bound::step});
    CHECK(redeem(thirds, 100, all, 2) == redeemed{3, 2, bound::payable});
    CHECK(redeem(thirds.for_at_most(50_percent), 100, all, 6) == redeemed{5, 3, bound::share});
    CHECK(redeem(redemption("points", {.points = 1, .money = "0.005"_d}), 5, all, 100) ==
          redeemed{4, 2, bound::step});
    CHECK_PROPERTY("no point could stay, no minor unit more could be had", [](std::uint8_t price) {
        std::int64_t const wish = *rc::gen::inRange(1, 300);
        std::int64_t const parts = *rc::gen::inRange(1, 30), cents = *rc::gen::inRange(1, 30);
        auto const got = redeem(redemption("points", {parts, decimal(cents, 2)}), 1'000, wish, price);
        auto const money_of = [&](std::int64_t points) { return points * cents / parts; };
        RC_ASSERT(got.money == money_of(got.points));
        RC_ASSERT(got.money <= price && got.points <= wish);
        RC_ASSERT(got.points == 0 || money_of(got.points - 1) < got.money);
        std::int64_t best = 0;
        for (std::int64_t p = 0; p <= wish; ++p)
            if (money_of(p) <= price) best = std::max(best, money_of(p));
        RC_ASSERT(got.money == best);
    });
}

namespace {

constexpr tag_set tobacco = host_tag;

/// The order of the table below: 60.00 of food, 5.00 of it promoted away, 30.00 of tobacco, 10.00 of
/// shipping.
std::string with(std::string_view rule, std::int64_t wish) {
    redemption const plain = cent_each;
    redemption const chosen =
        rule == "plain"                    ? plain
        : rule == "most 500 points"        ? plain.at_most(500)
        : rule == "most 4.00"              ? plain.worth_at_most(4)
        : rule == "half of all"            ? plain.for_at_most(50_percent)
        : rule == "half of goods"          ? plain.for_at_most(50_percent, paid_price)
        : rule == "half of list"           ? plain.for_at_most(50_percent, list_price)
        : rule == "half and shipping"      ? plain.for_at_most(50_percent, paid_price.with_shipping())
        : rule == "no tobacco"             ? plain.over({.without = tobacco})
        : rule == "no shipping"            ? plain.without_shipping()
        : rule == "only food, no shipping" ? plain.over({.without = tobacco}).without_shipping()
        : rule == "from 10,000"            ? plain.from_balance(10'000)
        : rule == "from 10,001"            ? plain.from_balance(10'001)
        : rule == "refuse"                 ? plain.on_excess(excess::refuse)
        : rule == "refuse, 4.00"           ? plain.worth_at_most(4).on_excess(excess::refuse)
        : rule == "refuse, steps"          ? plain.in_steps_of(100).on_excess(excess::refuse)
                                           : plain.at_most(0);
    auto const program = make("redeem", currencies::EUR, one_each, chosen);
    REQUIRE(program.has_value());
    shop_tests::shop s(*program);
    s.buy(day, 10'000'00);
    line food = item(60'00);
    food.promotion_minor = 5'00;
    order what = s.order_of(day, {food, item(30'00, tobacco)}, {{program->redemption_rule("points"), wish}});
    what.what.shipping_minor = 10'00;
    auto const& d = s.commit(what);
    auto const* const done = shop_tests::reason_of(d, reason_code::redeemed);
    auto const* const why = done ? done : shop_tests::reason_of(d, reason_code::redemption_refused);
    constexpr std::string_view names[] = {"wish",  "balance", "payable", "share", "step",  "minimum",
                                          "limit", "lines",   "points",  "money", "member"};
    return std::to_string(done ? done->a : 0) + " | " + std::string(names[why->detail]);
}

}  // namespace

TEST_CASE("every bound of a redemption, by its name") {
    constexpr std::string_view table = R"(
        rule                   | wish  | points | bound by
        plain                  | all   | 9500   | payable
        plain                  | 300   | 300    | wish
        most 500 points        | all   | 500    | points
        most 500 points        | 500   | 500    | wish
        most 4.00              | all   | 400    | money
        half of all            | all   | 4750   | share
        half of goods          | all   | 4250   | share
        half of list           | all   | 4500   | share
        half and shipping      | all   | 4750   | share
        no tobacco             | all   | 6500   | lines
        no shipping            | all   | 8500   | lines
        only food, no shipping | all   | 5500   | lines
        from 10,000            | all   | 9500   | payable
        from 10,001            | all   | 0      | member
        refuse                 | all   | 9500   | payable
        refuse                 | 9500  | 9500   | wish
        refuse                 | 9501  | 0      | payable
        refuse                 | 12000 | 0      | payable
        refuse, 4.00           | 401   | 0      | money
        refuse, 4.00           | 400   | 400    | wish
        refuse, steps          | 350   | 0      | step
        refuse, steps          | all   | 9500   | payable
        nothing                | all   | 0      | points
    )";
    auto const rows = text_table::rows(table);
    for (std::size_t i = 1; i < rows.size(); ++i) {
        std::int64_t const wish = rows[i][1] == "all" ? all : std::stoll(rows[i][1]);
        INFO(rows[i][0] << ", " << rows[i][1]);
        CHECK(with(rows[i][0], wish) == rows[i][2] + " | " + rows[i][3]);
    }
}

TEST_CASE("what one rule has paid, another cannot pay again for lines that neither may pay twice") {
    constexpr auto program =
        compose("two", currencies::EUR, one_each, cent_each.over({.without = tobacco}),
                redemption("points", {.points = 100, .money = 1}).named("again").over({.without = tobacco}));
    shop_tests::shop s(program);
    s.buy(day, 10'000'00);
    auto const& d = s.buy(day, {item(20'00), item(30'00, tobacco)},
                          {{program.redemption_rule("points")}, {program.redemption_rule("again")}});
    CHECK(d.receipt.stored_value_minor == 20'00);
}

TEST_CASE("a wish for nothing says nothing, one for a rule that is not there is an error") {
    constexpr auto program = compose("redeem", currencies::EUR, one_each, cent_each);
    shop_tests::shop s(program);
    s.buy(day, 100'000);
    auto const& d = s.buy(day, {item(100)}, {{program.redemption_rule("points"), 0}});
    CHECK_FALSE(shop_tests::reason_of(d, reason_code::redeemed));
    CHECK_FALSE(shop_tests::reason_of(d, reason_code::redemption_refused));
    order const lost = s.order_of(day, {item(100)}, {{rule_named("else"), 5}});
    CHECK(program.decide(s.member, lost, s.last).error() == errc::unknown_points);
}

TEST_CASE("points spent are taken soonest to expire first, never-ending last") {
    constexpr auto program =
        compose("redeem", currencies::EUR, one_each.living(days(10)), cent_each,
                accrual("points", 1).of(paid_price.over({.category = {7}})).named("for ever"));
    shop_tests::shop s(program);
    s.buy(day, {{.category = {7}, .list_minor = 10'000}});
    s.buy(day + 2, 5'000);
    auto const& d = s.buy(day + 3, {item(100'000, no_earn)}, {{program.redemption_rule("points"), 180}});
    std::vector<std::pair<date, std::int64_t>> taken;
    for (posting const& p : d.postings)
        if (p.kind == posting_kind::redeem) taken.emplace_back(p.expires, p.amount);
    CHECK(taken ==
          std::vector<std::pair<date, std::int64_t>>{{day + 10, 100}, {day + 12, 50}, {date::never(), 30}});
    // What has ended buys nothing.
    s.buy(day + 4, {item(5'000)});
    auto const& late = s.buy(day + 14, {item(100'000, no_earn)}, {{program.redemption_rule("points")}});
    CHECK(shop_tests::sum_of(late.postings, program.pool("points"), posting_kind::redeem) == 70);
    CHECK(shop_tests::sum_of(late.postings, program.pool("points"), posting_kind::expire) == 50);
}

TEST_CASE("points paid with are no spend, and earn nothing, unless the program says so") {
    constexpr auto strict = compose("strict", currencies::EUR, one_each, cent_each,
                                    tiers("club", net_spend(), tier{"silver", 1000}));
    shop_tests::shop s(strict);
    s.buy(day, 50'000);
    s.buy(day, {item(1'000)}, {{strict.redemption_rule("points")}});
    CHECK(s.balance("points", day).available == 5);
    CHECK(s.measure(day) == 50'500);
    constexpr auto generous =
        compose("generous", currencies::EUR, one_each.of(paid_price.with_stored_value()), cent_each,
                tiers("club", net_spend(list_price.with_stored_value()), tier{"silver", 1000}));
    shop_tests::shop t(generous);
    t.buy(day, 50'000);
    t.buy(day, {item(1'000)}, {{generous.redemption_rule("points")}});
    CHECK(t.balance("points", day).available == 10);
    CHECK(t.measure(day) == 51'000);
}

TEST_CASE("credit is spent to the cent, points with decimals to their last") {
    constexpr auto wallet =
        compose("wallet", currencies::EUR, ladder("cash", net_spend(), step{100, "20.55"_d}),
                redemption("cash", {.points = 1, .money = 1}));
    shop_tests::shop s(wallet);
    s.buy(day, 10'000);
    auto const& d = s.buy(day, {item(1'599)}, {{wallet.redemption_rule("cash")}});
    CHECK(d.receipt.stored_value_minor == 1'599);
    CHECK(s.balance("cash", day).available == 456);

    constexpr auto fine = compose("fine", currencies::EUR, one_each.with_decimals(2), cent_each);
    shop_tests::shop t(fine);
    t.buy(day, 12'345);
    auto const& all_of_it = t.buy(day, {item(10'000, no_earn)}, {{fine.redemption_rule("points")}});
    // 123.45 points are 1.2345: 123 cents cost 123.00.
    CHECK(all_of_it.receipt.stored_value_minor == 123);
    CHECK(t.balance("points", day).available == 45);
}

TEST_CASE("a wish or stored value below zero is an error, and so is more than the order costs") {
    constexpr auto program = compose("redeem", currencies::EUR, one_each, cent_each);
    shop_tests::shop s(program);
    decision d;
    for (std::int64_t const stored : {std::int64_t{-1}, std::int64_t{INT64_MIN}}) {
        order what = s.order_of(day, {item(1'000)}, {{program.redemption_rule("points")}});
        what.stored_value_minor = stored;
        CHECK(program.decide(s.member, what, d).error() == errc::negative_amount);
        priced_order priced;
        REQUIRE(program.quote({}, what.what, priced).has_value());
        CHECK(program.settle(s.member, what, priced, d).error() == errc::negative_amount);
    }
    CHECK(
        program.decide(s.member, s.order_of(day, {item(1'000)}, {{program.redemption_rule("points"), -1}}), d)
            .error() == errc::negative_amount);
    order what = s.order_of(day, {item(1'000)});
    what.stored_value_minor = 1'001;
    CHECK(program.decide(s.member, what, d).error() == errc::paid_above_price);
    what.what.shipping_minor = 1;
    CHECK(program.decide(s.member, what, d).has_value());
}

TEST_CASE("points with decimals are wished for, cut and spent in their own unit") {
    constexpr auto program = compose("decimals", currencies::EUR, one_each.with_decimals(2),
                                     cent_each.in_steps_of(10).at_least(20));
    shop_tests::shop s(program);
    s.buy(day, 12'345);
    CHECK(s.balance("points", day).available == 12'345);
    auto const& d = s.buy(day, {item(10'000, no_earn)}, {{program.redemption_rule("points")}});
    CHECK(shop_tests::sum_of(d.postings, program.pool("points"), posting_kind::redeem) == 12'000);
    CHECK(d.receipt.stored_value_minor == 120);
    auto const& less = s.buy(day, {item(10'000, no_earn)}, {{program.redemption_rule("points"), 345}});
    CHECK(shop_tests::reason_of(less, reason_code::redemption_refused));
}

TEST_CASE("a redemption that cannot stand is an error") {
    auto const failure = [](auto const& rule, unsigned decimals = 0) {
        auto const made = make("wrong", currencies::EUR, one_each.with_decimals(decimals), rule);
        return made ? errc::ok : made.error();
    };
    CHECK(failure(redemption("miles", {.points = 100, .money = 1})) == errc::unknown_points);
    CHECK(failure(redemption("points", {.points = 0, .money = 1})) == errc::not_above_zero);
    CHECK(failure(redemption("points", {.points = -1, .money = 1})) == errc::not_above_zero);
    CHECK(failure(redemption("points", {.points = 100, .money = 0})) == errc::not_above_zero);
    CHECK(failure(redemption("points", {.points = 100, .money = "-0.01"_d})) == errc::not_above_zero);
    CHECK(failure(cent_each.in_steps_of(0)) == errc::not_above_zero);
    CHECK(failure(cent_each.at_least(-1)) == errc::negative_rate);
    CHECK(failure(cent_each.for_at_most(101_percent)) == errc::discount_above_whole);
    CHECK(failure(cent_each.at_most(-1)) == errc::negative_rate);
    CHECK(failure(cent_each.from_balance(-1)) == errc::negative_rate);
    CHECK(failure(cent_each.worth_at_most(-1)) == errc::negative_rate);
    CHECK(failure(cent_each.worth_at_most("0.001"_d)) == errc::not_representable);
    CHECK(failure(cent_each.at_most(INT64_MAX / 2), 2) == errc::overflow);
    CHECK(failure(cent_each.in_steps_of(INT64_MAX)) == errc::ok);
    CHECK(failure(cent_each.in_steps_of(INT64_MAX), 2) == errc::overflow);
    CHECK(failure(cent_each.at_least(INT64_MAX), 2) == errc::overflow);
    CHECK(failure(redemption("points", {.points = INT64_MAX, .money = 1}), 1) == errc::overflow);
}

TEST_CASE("two redemptions that take from one lot in one decision never take more than it holds") {
    static constexpr auto program =
        compose("two", currencies::EUR, one_each.living(days(10)),
                accrual("points", 1).named("more").living(days(20)), cent_each,
                redemption("points", {.points = 7, .money = "0.05"_d}).named("dear").for_at_most(30_percent),
                redemption("points", {.points = 10, .money = "0.01"_d}).named("cheap").in_steps_of(10));
    CHECK_PROPERTY("together they stay within the balance and the price", [] {
        shop_tests::shop s(program);
        s.buy(day, std::int64_t{*rc::gen::inRange(0, 50'000)});
        s.buy(day + 1, std::int64_t{*rc::gen::inRange(0, 50'000)});
        auto const held = s.balance("points", day + 2).available;
        auto const wish = [] {
            return *rc::gen::oneOf(rc::gen::just(INT64_MAX), rc::gen::inRange<std::int64_t>(1, 2'000));
        };
        std::vector<redemption_wish> const wishes{{program.redemption_rule("points"), wish()},
                                                  {program.redemption_rule("dear"), wish()},
                                                  {program.redemption_rule("cheap"), wish()}};
        std::int64_t const price = *rc::gen::inRange(1, 3'000);
        auto const& d = s.buy(day + 2, {item(price, no_earn)}, wishes);
        std::int64_t const taken =
            shop_tests::sum_of(d.postings, program.pool("points"), posting_kind::redeem);
        RC_ASSERT(taken <= held);
        RC_ASSERT(s.balance("points", day + 2).available == held - taken);
        RC_ASSERT(d.receipt.stored_value_minor <= price);
    });
}
