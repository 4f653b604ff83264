// SPDX-License-Identifier: BSL-1.0
#include <algorithm>
#include <string>
#include <vector>

#include "support/property.hpp"
#include "support/shop.hpp"

/// What a refund is paid with, where money, a gift card and points paid for an order that comes back in
/// parts; shipping kept or refunded.

using namespace tessera;
using namespace tessera::literals;
using namespace shop_tests;

namespace {

constexpr date day = date_of(2026, 1, 1);

/// The order of the tables: 40.00 and 20.00, shipping 8.00. 1,700 points pay 17.00, a gift card 17.00, and
/// money 34.00. What points come back are stored value too: 100 are 1.00 of it.
constexpr char const* parts_of_a_refund = R"(
    refunding          | shipping | comes back      | money | stored value | points of it
    proportional       | kept     | 12.00 of line 1 |  6.00 |         6.00 |          300
    proportional       | kept     | line 2          | 10.00 |        10.00 |          500
    proportional       | kept     | the rest        | 14.00 |        14.00 |          700
    proportional       | kept     | in all          | 30.00 |        30.00 |         1500
    proportional       | refunded | 12.00 of line 1 |  6.00 |         6.00 |          300
    proportional       | refunded | line 2          | 10.00 |        10.00 |          500
    proportional       | refunded | the rest        | 18.00 |        18.00 |          900
    proportional       | refunded | in all          | 34.00 |        34.00 |         1700
    money first        | kept     | 12.00 of line 1 | 12.00 |         0.00 |            0
    money first        | kept     | line 2          | 20.00 |         0.00 |            0
    money first        | kept     | the rest        |  2.00 |        26.00 |         1300
    money first        | kept     | in all          | 34.00 |        26.00 |         1300
    money first        | refunded | 12.00 of line 1 | 12.00 |         0.00 |            0
    money first        | refunded | line 2          | 20.00 |         0.00 |            0
    money first        | refunded | the rest        |  2.00 |        34.00 |         1700
    money first        | refunded | in all          | 34.00 |        34.00 |         1700
    stored value first | kept     | 12.00 of line 1 |  0.00 |        12.00 |          600
    stored value first | kept     | line 2          |  0.00 |        20.00 |         1000
    stored value first | kept     | the rest        | 26.00 |         2.00 |          100
    stored value first | kept     | in all          | 26.00 |        34.00 |         1700
    stored value first | refunded | 12.00 of line 1 |  0.00 |        12.00 |          600
    stored value first | refunded | line 2          |  0.00 |        20.00 |         1000
    stored value first | refunded | the rest        | 34.00 |         2.00 |          100
    stored value first | refunded | in all          | 34.00 |        34.00 |         1700
)";

/// The same order, paid with 6,800 points and nothing else: what they paid of shipping stays as money would.
constexpr char const* points_alone = R"(
    refunding          | shipping | comes back      | money | stored value | points of it
    proportional       | kept     | 12.00 of line 1 |  0.00 |        12.00 |         1200
    proportional       | kept     | line 2          |  0.00 |        20.00 |         2000
    proportional       | kept     | the rest        |  0.00 |        28.00 |         2800
    proportional       | kept     | in all          |  0.00 |        60.00 |         6000
    money first        | refunded | 12.00 of line 1 |  0.00 |        12.00 |         1200
    money first        | refunded | line 2          |  0.00 |        20.00 |         2000
    money first        | refunded | the rest        |  0.00 |        36.00 |         3600
    money first        | refunded | in all          |  0.00 |        68.00 |         6800
)";

/// How an order of the tables is paid, money aside.
struct payment {
    std::int64_t points, gift_card_minor;
};

/// What comes back of an order: so far, or by one return.
struct coming_back {
    std::int64_t money = 0, stored = 0, points = 0;
};

/// Returns: the points put back so far, of what a rule spent.
std::int64_t restored_of(receipt const& paper, rule_id rule) {
    std::int64_t restored = 0;
    for (receipt_tender const& t : paper.tenders)
        if (t.rule == rule) restored += t.restored;
    return restored;
}
std::int64_t spent_by(receipt const& paper, rule_id rule) {
    std::int64_t spent = 0;
    for (receipt_tender const& t : paper.tenders)
        if (t.rule == rule) spent += t.amount;
    return spent;
}

refund_split split_of(std::string const& words) {
    if (words == "money first") return refund_split::money_first;
    if (words == "stored value first") return refund_split::stored_value_first;
    REQUIRE(words == "proportional");
    return refund_split::proportional;
}
returns rule_of(text_table::cells const& row) {
    returns const made = returns(60).refunding(split_of(row[0]));
    REQUIRE((row[1] == "kept" || row[1] == "refunded"));
    return row[1] == "refunded" ? made.with_shipping() : made;
}
/// Returns: the goods that the words mean; none are all that is left.
std::vector<returned_line> goods_of(std::string const& words) {
    if (words == "the rest") return {};
    if (words == "line 2") return {{.number = 2}};
    REQUIRE(words.ends_with(" of line 1"));
    return {{.number = 1, .list_minor = cents(words.substr(0, words.find(' ')))}};
}

/// Effects: plays the rows of one program, from `first` on. Returns: the row behind them.
std::size_t play_one(std::vector<text_table::cells> const& rows, std::size_t first, payment const& paid) {
    auto const made = make("shop", currencies::EUR, accrual("points", 1).living(days(365)),
                           redemption("points", {.points = 100, .money = 1}), rule_of(rows[first]));
    REQUIRE(made.has_value());
    rule_id const points = made->redemption_rule("points");
    shop s(*made);
    s.buy(day, paid.points * 100);
    order what = s.order_of(day + 1, {{.number = 1, .list_minor = 40'00}, {.number = 2, .list_minor = 20'00}},
                            {{points}});
    what.what.shipping_minor = 8'00;
    what.stored_value_minor = paid.gift_card_minor;
    s.receipts.push_back(s.commit(what).receipt);
    REQUIRE(spent_by(s.receipts[1], points) == paid.points);
    coming_back all;
    std::size_t at = first;
    for (; at < rows.size() && rows[at][0] == rows[first][0] && rows[at][1] == rows[first][1]; ++at) {
        coming_back now = all;
        if (rows[at][2] != "in all") {
            s.bring_back(day + 2, 1, goods_of(rows[at][2]));
            now = {s.last.refund.money_minor, s.last.refund.stored_minor,
                   restored_of(s.receipts[1], points) - all.points};
            all = {all.money + now.money, all.stored + now.stored, all.points + now.points};
        }
        text_table::cells found(rows[at].begin(), rows[at].begin() + 3);
        for (std::string const& cell :
             {with_cents(now.money), with_cents(now.stored), std::to_string(now.points)})
            found.push_back(cell);
        CHECK(text_table::line_of(found) == text_table::line_of(rows[at]));
    }
    CHECK(s.receipts[1].all_back());
    return at;
}
void play_refunds(char const* table, payment const& paid) {
    auto const rows = text_table::rows(table);
    for (std::size_t at = 1; at < rows.size();) at = play_one(rows, at, paid);
}

}  // namespace

TEST_CASE("golden: a refund in proportion, money first or stored value first, with shipping and without") {
    play_refunds(parts_of_a_refund, {1'700, 17'00});
}

TEST_CASE("golden: points that paid for shipping come back where shipping is refunded") {
    play_refunds(points_alone, {6'800, 0});
}

TEST_CASE("shipping that is kept: points that bought goods come back with the last of the goods") {
    auto const made =
        make("shop", currencies::EUR, accrual("points", 1), reward("mug", "points", 50), returns(60));
    REQUIRE(made.has_value());
    shop s(*made);
    s.buy(day, 100'00);
    order what = s.order_of(day + 1, {{.tags = no_earn, .number = 1, .quantity = 2, .list_minor = 20'00}},
                            {{made->redemption_rule("mug"), 1}});
    what.what.shipping_minor = 10'00;
    s.receipts.push_back(s.commit(what).receipt);
    REQUIRE(s.balance("points", day + 1).available == 50);
    s.bring_back(day + 2, 1, {{.number = 1, .quantity = 1}});
    CHECK(s.balance("points", day + 2).available == 50 + 16);  // 10.00 of 30.00
    s.bring_back(day + 2, 1);
    CHECK(s.last.refund.money_minor == 10'00);
    CHECK(s.balance("points", day + 2).available == 100);
}

namespace {

constexpr returns plain = returns(60);

std::vector<line> random_lines() {
    std::vector<line> lines;
    int const count = *rc::gen::inRange(1, 4);
    for (int i = 0; i < count; ++i)
        lines.push_back({.number = static_cast<std::uint32_t>(i + 1),
                         .quantity = *rc::gen::inRange<std::uint32_t>(0, 4),
                         .list_minor = *rc::gen::inRange<std::int64_t>(0, 90'00)});
    return lines;
}
/// Returns: what comes back of some lines that are not back yet: units, cents, or what is left.
std::vector<returned_line> random_goods(receipt const& paper) {
    std::vector<returned_line> some;
    for (std::size_t i = 0; i < paper.lines.size(); ++i) {
        line const& l = paper.lines[i];
        line_return const back = paper.back(i);
        std::int64_t const units = detail::units_of(l), left = units - back.quantity;
        std::int64_t const cents_left = l.list_minor * left / units - back.list_minor;
        if (left == 0 || *rc::gen::element(true, false)) continue;
        int const how = *rc::gen::inRange(0, 3);
        if (how == 0 && back.list_minor == 0)
            some.push_back(
                {l.number, static_cast<std::uint32_t>(*rc::gen::inRange<std::int64_t>(1, left + 1)), 0});
        else if (how == 1 && cents_left > 0)
            some.push_back({l.number, 0, *rc::gen::inRange<std::int64_t>(1, cents_left + 1)});
        else
            some.push_back({l.number});
    }
    return some;
}

/// Returns: `part` of `whole` times `amount`, rounded down; 0 of nothing.
std::int64_t part_of(std::int64_t amount, std::int64_t part, std::int64_t whole) {
    return whole == 0 ? 0 : amount * part / whole;
}

/// Effects: checks that no part of a refund exceeds what it paid, and that money and stored value come in the
///   order that the rule says.
void check_so_far(coming_back const& all, receipt const& paper, refund_split how) {
    std::int64_t const payable = paper.totals.paid_minor() + paper.shipping_minor,
                       stored = paper.stored_value_minor, money = payable - stored;
    RC_ASSERT(all.money <= money);
    RC_ASSERT(all.stored <= stored);
    if (how == refund_split::money_first) RC_ASSERT(all.stored == 0 || all.money == money);
    if (how == refund_split::stored_value_first) RC_ASSERT(all.money == 0 || all.stored == stored);
    if (how == refund_split::proportional)
        RC_ASSERT(all.stored == part_of(stored, all.money + all.stored, payable));
}

}  // namespace

TEST_CASE("laws of refunds, however they are split") {
    CHECK_PROPERTY_TIMES(
        1'000, "no part is below zero or above what it paid, and all parts close to all that was paid", [] {
            refund_split const how = *rc::gen::element(refund_split::proportional, refund_split::money_first,
                                                       refund_split::stored_value_first);
            bool const shipping = *rc::gen::element(true, false);
            returns const rule = plain.refunding(how);
            auto const made =
                make("shop", currencies::EUR, promotion("spring", 7_percent), accrual("points", 1),
                     redemption("points", {.points = 100, .money = 1}), accrual("stars", 3),
                     redemption("stars", {.points = 10, .money = 1}), shipping ? rule.with_shipping() : rule);
            RC_ASSERT(made.has_value());
            rule_id const points = made->redemption_rule("points"), stars = made->redemption_rule("stars");
            shop s(*made);
            s.buy(day, *rc::gen::inRange<std::int64_t>(0, 5'000'00));
            std::vector<redemption_wish> wishes;
            for (rule_id const pays : {points, stars})
                if (*rc::gen::element(true, false)) wishes.push_back({pays, *rc::gen::inRange(0, 5'000)});
            order what = s.order_of(day + 1, random_lines(), wishes);
            what.what.shipping_minor = *rc::gen::element<std::int64_t>(0, 1, 4'90, 8'00);
            priced_order priced;
            RC_ASSERT(made->quote(s.member, what, priced).has_value());
            what.stored_value_minor =
                *rc::gen::inRange<std::int64_t>(0, priced.payable_minor() + 1) * *rc::gen::element(0, 1);
            s.receipts.push_back(s.commit(what).receipt);

            coming_back all;
            while (!s.receipts[1].all_back()) {
                receipt const before = s.receipts[1];
                auto const some = random_goods(before);
                if (some.empty()) continue;
                s.bring_back(day + 2, 1, some);
                receipt const& now = s.receipts[1];
                RC_ASSERT(s.last.refund.money_minor >= 0);
                RC_ASSERT(s.last.refund.stored_minor >= 0);
                all.money += s.last.refund.money_minor, all.stored += s.last.refund.stored_minor;
                check_so_far(all, now, how);
                for (rule_id const pays : {points, stars})
                    RC_ASSERT(restored_of(before, pays) <= restored_of(now, pays));
                // Points get their part of it, and what is left is the gift card's.
                for (rule_id const pays : {points, stars})
                    RC_ASSERT(restored_of(now, pays) ==
                              part_of(spent_by(now, pays), all.stored, now.stored_value_minor));
            }
            receipt const& now = s.receipts[1];
            RC_ASSERT(all.money + all.stored ==
                      now.totals.paid_minor() + (shipping ? now.shipping_minor : 0));
            if (!shipping && now.shipping_minor > 0) return;
            RC_ASSERT(all.stored == now.stored_value_minor);
            for (rule_id const pays : {points, stars})
                RC_ASSERT(restored_of(now, pays) == spent_by(now, pays));
        });
}
