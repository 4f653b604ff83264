// SPDX-License-Identifier: BSL-1.0
#include <cstdint>
#include <string>
#include <string_view>

#include <tessera/tessera.hpp>

#include "support/catch.hpp"
#include "support/text_table.hpp"

using namespace tessera;
using namespace tessera::literals;

namespace red_packet_tests {

/// Red packets of 5.00 for a visit, good for a week, that pay at most a fifth of an order; points beside
/// them.
constexpr auto shop = compose(
    "red packets", currencies::EUR, accrual("points", 1), redemption("points", {.points = 100, .money = 1}),
    action_award("visit", "red packets", 5).with_decimals(2).living(days(7)),
    redemption("red packets", {.points = 1, .money = 1}).for_at_most(20_percent), returns(60));

class member {
public:
    std::string occurs(text_table::cells const& words, date on) {
        today_ = on;
        if (words[0] == "visits") return take(action{.head = head(), .what = action_named("visit")}), "-";
        if (words[0] == "buys") return buys(std::stoll(words[2]) * 100);
        if (words[0] == "returns") {
            take(receipt_return{head(), &paper_});
            paper_ = out_.receipt;
            return money(out_.refund.money_minor) + " and " + money(out_.refund.stored_minor);
        }
        REQUIRE(words[0] == "waits");
        return "-";
    }
    [[nodiscard]] std::string of(char const* pool) const {
        return std::to_string(shop.statement(held_, moment(today_)).of(shop.pool(pool)).available);
    }

private:
    static std::string money(std::int64_t minor) { return std::to_string(minor); }
    std::string buys(std::int64_t minor) {
        line const goods{.list_minor = minor};
        redemption_wish const wish{shop.redemption_rule("red packets")};
        take(order{.head = head(), .what = {.lines = {&goods, 1}}, .wishes = {&wish, 1}});
        paper_ = out_.receipt;
        return "packets pay " + money(out_.receipt.stored_value_minor);
    }
    fact_head head() {
        ++facts_;
        return {.id = {facts_}, .key = {to_instant({today_, 0}, 0), facts_}, .day = today_};
    }
    template <class Fact>
    void take(Fact const& what) {
        REQUIRE(shop.decide(held_, what, out_).has_value());
        REQUIRE(apply(held_, shop.chart(), out_.as_entry()) == errc::ok);
    }
    account held_;
    decision out_;
    receipt paper_;
    date today_{};
    std::uint64_t facts_ = 0;
};

}  // namespace red_packet_tests

using namespace red_packet_tests;

TEST_CASE("red packets: credit of a short life, apart from points in the statement") {
    member m;
    auto const rows = text_table::rows(R"(
        day | event       | red packets | points | comes to
        1   | visits      | 500         | 0      | -
        2   | buys for 20 | 100         | 16     | packets pay 400
        3   | buys for 50 | 0           | 65     | packets pay 100
        4   | returns     | 100         | 16     | 4900 and 100
        5   | visits      | 600         | 16     | -
        8   | waits       | 500         | 16     | -
        9   | buys for 10 | 300         | 24     | packets pay 200
        12  | waits       | 0           | 24     | -
        13  | returns     | 0           | 16     | 800 and 200
    )");
    for (std::size_t i = 1; i < rows.size(); ++i) {
        std::string const comes_to =
            m.occurs(text_table::split(rows[i][1], ' '), date_of(2026, 1, 1) + (std::stoi(rows[i][0]) - 1));
        text_table::cells const found{rows[i][0], rows[i][1], m.of("red packets"), m.of("points"), comes_to};
        INFO("row " << i);
        CHECK(text_table::line_of(found) == text_table::line_of(rows[i]));
    }
}

TEST_CASE("gift cards of the host: a tender that lowers no price, and no basis counts unless it says so") {
    auto const rules = make("cards", currencies::EUR, accrual("points", 1),
                            accrual("all", 1).of(paid_price.with_stored_value()), returns(60));
    REQUIRE(rules.has_value());
    line const goods{.list_minor = 40'00};
    fact_head const head{.id = {1}, .key = {{1}, 1}, .day = date_of(2026, 1, 1)};
    decision out;
    account held;
    REQUIRE(rules
                ->decide(held,
                         order{.head = head, .what = {.lines = {&goods, 1}}, .stored_value_minor = 10'00},
                         out)
                .has_value());
    CHECK(out.priced.payable_minor() == 40'00);
    REQUIRE(apply(held, rules->chart(), out.as_entry()) == errc::ok);
    CHECK(balance_of(held, rules->chart(), rules->pool("points"), head.day).available == 30);
    CHECK(balance_of(held, rules->chart(), rules->pool("all"), head.day).available == 40);
    receipt const paper = out.receipt;
    fact_head const later{.id = {2}, .key = {{2}, 2}, .day = head.day};
    returned_line const half{.list_minor = 20'00};
    REQUIRE(rules->decide(held, receipt_return{later, &paper, {&half, 1}}, out).has_value());
    CHECK(out.refund == refund{15'00, 5'00, 0});
    order const above{.head = later, .what = {.lines = {&goods, 1}}, .stored_value_minor = 40'01};
    CHECK(rules->decide(held, above, out).error() == errc::paid_above_price);
}
