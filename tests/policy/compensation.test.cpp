// SPDX-License-Identifier: BSL-1.0
#include <algorithm>
#include <cstdint>
#include <string>
#include <vector>

#include <tessera/offers.hpp>
#include <tessera/tessera.hpp>

#include "support/catch.hpp"
#include "support/property.hpp"

using namespace tessera;
using namespace tessera::literals;

namespace compensation_tests {

inline constexpr tag_set consumable = host_tag;

auto shop(ratio share = 50_percent) {
    auto made = make(
        "fruit", currencies::EUR, accrual("points", 1), tiers("club", net_spend(), tier{"silver", 20}),
        compensation("spoiled", "vouchers", share).of({.with = consumable}).living(days(30)), returns(60));
    REQUIRE(made.has_value());
    return *made;
}

class customer {
public:
    explicit customer(ratio share = 50_percent) : rules_(shop(share)) {}

    void buys(std::vector<line> lines, std::int64_t stored_minor = 0) {
        for (std::size_t i = 0; i < lines.size(); ++i) lines[i].number = static_cast<std::uint32_t>(i + 1);
        lines_ = lines;
        REQUIRE(
            decide(order{.head = head(), .what = {.lines = lines_}, .stored_value_minor = stored_minor}) ==
            errc::ok);
    }
    /// Returns: what is given for a line.
    std::int64_t asks(std::uint32_t number, std::int64_t wish = INT64_MAX) {
        REQUIRE(decide(compensate{head(), compensation::id_of("spoiled"), &paper_, number, wish}) ==
                errc::ok);
        return said(reason_code::compensated);
    }
    errc fails(std::uint32_t number, receipt const& by, std::int64_t wish = INT64_MAX) {
        return decide(compensate{head(), compensation::id_of("spoiled"), &by, number, wish});
    }
    std::int64_t gives_back(std::vector<returned_line> const& parts) {
        REQUIRE(decide(receipt_return{head(), &paper_, parts}) == errc::ok);
        return out_.refund.money_minor;
    }
    void wait(int days) { today_ = today_ + days; }
    [[nodiscard]] compensation_bar bar() const {
        for (reason const& r : out_.reasons)
            if (r.code == reason_code::compensation_refused) return static_cast<compensation_bar>(r.detail);
        return compensation_bar::none;
    }
    [[nodiscard]] std::int64_t said(reason_code code) const {
        for (reason const& r : out_.reasons)
            if (r.code == code) return r.a;
        return 0;
    }
    [[nodiscard]] std::int64_t available(char const* pool) const {
        return balance_of(held_, rules_.chart(), rules_.pool(pool), today_).available;
    }
    [[nodiscard]] int level() const { return rules_.standing(held_, moment(today_)).tiers[0].level; }
    [[nodiscard]] receipt const& paper() const { return paper_; }

private:
    fact_head head() {
        ++facts_;
        return {.id = {facts_}, .key = {to_instant({today_, 0}, 0), facts_}, .day = today_};
    }
    template <class Fact>
    errc decide(Fact const& what) {
        if (auto const done = rules_.decide(held_, what, out_); !done) return done.error();
        REQUIRE(apply(held_, rules_.chart(), out_.as_entry()) == errc::ok);
        paper_ = out_.receipt;
        return errc::ok;
    }

    decltype(shop()) rules_;
    std::vector<line> lines_;
    account held_;
    decision out_;
    receipt paper_;
    date today_ = date_of(2026, 5, 1);
    std::uint64_t facts_ = 0;
};

line fruit(std::int64_t minor, std::uint32_t quantity = 1) {
    return {.tags = consumable, .quantity = quantity, .list_minor = minor};
}

}  // namespace compensation_tests

using namespace compensation_tests;

TEST_CASE("compensation: half of what was paid, rounded down, once; spend, points and level stay") {
    customer c;
    c.buys({fruit(9'99), {.list_minor = 30'00}, fruit(5'00)});
    CHECK(c.asks(1) == 4'99);
    CHECK(c.available("vouchers") == 4'99);
    CHECK(c.available("points") == 44);
    CHECK(c.level() == 1);
    CHECK(c.asks(1) == 0);
    CHECK(c.bar() == compensation_bar::repeated);
    CHECK(c.asks(2) == 0);
    CHECK(c.bar() == compensation_bar::other_goods);
    CHECK(c.asks(3, 1'00) == 1'00);
    CHECK(c.available("vouchers") == 5'99);
    c.wait(30);
    CHECK(c.available("vouchers") == 0);
}

TEST_CASE("compensation: of what has come back nothing, and of what comes back later it is counted") {
    customer c;
    c.buys({fruit(9'99), fruit(10'00, 2)});
    CHECK(c.gives_back({{.number = 2, .quantity = 1}}) == 5'00);
    CHECK(c.asks(2) == 0);
    CHECK(c.bar() == compensation_bar::came_back);
    CHECK(c.asks(1) == 4'99);
    CHECK(c.gives_back({{.number = 1}}) == 5'00);
    CHECK(c.said(reason_code::compensation_counted) == 4'99);
    CHECK(c.gives_back({}) == 5'00);

    customer stored;  // half of it paid with stored value, which counts for what was given, too
    stored.buys({fruit(9'99), fruit(10'01)}, 10'00);
    CHECK(stored.asks(1) == 4'99);
    CHECK(stored.gives_back({{.number = 2}}) == 5'01);
    CHECK(stored.gives_back({}) == 2'50);

    customer parts;
    parts.buys({fruit(10'00, 2)});
    CHECK(parts.asks(1) == 5'00);
    CHECK(parts.gives_back({{.number = 1, .quantity = 1}}) == 2'50);  // unit by unit
    CHECK(parts.said(reason_code::compensation_counted) == 2'50);
    CHECK(parts.gives_back({}) == 2'50);

    customer free;
    free.buys({fruit(1)});
    CHECK(free.asks(1) == 0);
    CHECK(free.bar() == compensation_bar::nothing_paid);
}

TEST_CASE("compensation: an older image, another line, too late, too little") {
    customer c;
    c.buys({fruit(9'99), fruit(8'00)});
    receipt const first = c.paper();
    CHECK(c.asks(1) == 4'99);
    CHECK(c.fails(2, first) == errc::stale_receipt);
    CHECK(c.fails(9, c.paper()) == errc::unknown_line);
    CHECK(c.fails(2, c.paper(), -1) == errc::negative_amount);
    c.wait(60);
    CHECK(c.fails(2, c.paper()) == errc::return_too_late);
}

TEST_CASE("compensation: what makes no rule") {
    auto const rule = compensation("spoiled", "vouchers", 50_percent);
    CHECK(make("a", currencies::EUR, rule).error() == errc::returns_needed);
    CHECK(make("a", currencies::EUR, compensation("s", "v", ratio(0)), returns(9)).error() ==
          errc::not_above_zero);
    CHECK(make("a", currencies::EUR, compensation("s", "v", 120_percent), returns(9)).error() ==
          errc::discount_above_whole);
    CHECK(make("a", currencies::EUR, rule.living(days(0)), returns(9)).error() == errc::lifetime_needed);
    auto const without = make("a", currencies::EUR, rule, returns(9));
    decision out;
    receipt paper;
    compensate const other{{.key = {{1}, 1}, .day = date_of(2026, 1, 1)}, {77}, &paper, 1};
    CHECK(without->decide(account{}, other, out).error() == errc::unknown_rule);
}

TEST_CASE(
    "compensation: never more than the share in all, and with all goods back the rest of what was paid") {
    CHECK_PROPERTY("given and refunded together are what was paid", [] {
        auto const share = *ratio::make(*rc::gen::inRange<std::int64_t>(1, 11), 10);
        customer c(share);
        std::vector<line> lines;
        int const count = *rc::gen::inRange(1, 4);
        for (int i = 0; i < count; ++i)
            lines.push_back(fruit(*rc::gen::inRange<std::int64_t>(0, 3'000), *rc::gen::inRange(1U, 4U)));
        c.buys(lines);
        std::int64_t paid = 0, given = 0, refunded = 0;
        for (line const& l : lines) paid += l.list_minor;
        int const steps = *rc::gen::inRange(0, 8);
        for (int i = 0; i < steps && !c.paper().all_back(); ++i) {
            auto const at = *rc::gen::inRange<std::size_t>(0, lines.size());
            auto const number = static_cast<std::uint32_t>(at + 1);
            if (*rc::gen::arbitrary<bool>()) {
                std::int64_t const got = c.asks(number, *rc::gen::element<std::int64_t>(INT64_MAX, 100));
                RC_ASSERT(got <= *scale(lines[at].list_minor, share, rounding::down));
                given += got;
            } else if (c.paper().back(at).quantity < lines[at].quantity) {
                std::int64_t const back = c.gives_back({{.number = number, .quantity = 1}});
                RC_ASSERT(back >= 0);
                refunded += back;
            }
        }
        if (!c.paper().all_back()) refunded += c.gives_back({});
        RC_ASSERT(refunded == paid - given);
    });
}
