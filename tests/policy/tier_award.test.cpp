// SPDX-License-Identifier: BSL-1.0
#include <cstdint>
#include <string>
#include <vector>

#include <tessera/tessera.hpp>

#include "support/catch.hpp"

using namespace tessera;
using namespace tessera::literals;

namespace tier_award_tests {

constexpr auto club = tiers("club", net_spend(), tier{"silver", 100}, tier{"gold", 500});
constexpr auto silver = tier_award("club", "silver", "coupons", 1).living(days(30));
constexpr auto gold = tier_award("club", "gold", "coupons", 2).living(days(30));

template <class Program>
class member {
public:
    explicit member(Program rules) : rules_(std::move(rules)) {}
    void buys(std::int64_t units) {
        line const goods{.number = 1, .list_minor = units * 100};
        take(order{.head = head(), .what = {.lines = {&goods, 1}}});
        paper_ = out_.receipt;
    }
    void returns_all() { take(receipt_return{head(), &paper_}); }
    template <class Fact>
    void take(Fact const& what) {
        REQUIRE(rules_.decide(held_, what, out_).has_value());
        REQUIRE(apply(held_, rules_.chart(), out_.as_entry()) == errc::ok);
    }
    fact_head head() {
        ++facts_;
        return {.id = {facts_}, .key = {to_instant({today, 0}, 0), facts_}, .day = today};
    }
    [[nodiscard]] balance coupons() const {
        return balance_of(held_, rules_.chart(), rules_.pool("coupons"), today);
    }
    [[nodiscard]] int level() const { return rules_.standing(held_, moment(today)).tiers[0].level; }
    [[nodiscard]] std::vector<int> said() const {
        std::vector<int> levels;
        for (reason const& r : out_.reasons)
            if (r.code == reason_code::tier_awarded) levels.push_back(r.detail);
        return levels;
    }
    date today = date_of(2026, 1, 1);

private:
    Program rules_;
    account held_;
    decision out_;
    receipt paper_;
    std::uint64_t facts_ = 0;
};

template <class... Rules>
auto shop(Rules const&... rules) {
    auto made = make("tiers", currencies::EUR, rules..., returns(60));
    REQUIRE(made.has_value());
    return member(*made);
}

}  // namespace tier_award_tests

using namespace tier_award_tests;

TEST_CASE("tier award: for the order that reaches the tier, once, whatever comes back") {
    auto m = shop(club, silver, gold);
    m.buys(99);
    CHECK(m.coupons().available == 0);
    m.buys(1);
    CHECK(m.said() == std::vector{1});
    CHECK(m.coupons().available == 1);
    m.buys(50);
    CHECK(m.coupons().available == 1);
    m.today = m.today + 30;
    CHECK(m.coupons().available == 0);
    m.buys(600);
    CHECK(m.coupons().available == 2);
    m.returns_all();
    CHECK(m.level() == 1);
    CHECK(m.coupons().available == 2);
    m.buys(600);
    CHECK(m.level() == 2);
    CHECK(m.coupons().available == 2);
}

TEST_CASE("tier award: every tier that is passed brings its own") {
    auto m = shop(club, silver, gold);
    m.buys(1'000);
    CHECK(m.said().size() == 2);
    CHECK(m.coupons().available == 3);
}

TEST_CASE("tier award: it can wait, longer than goods can come back") {
    auto m = shop(club, silver.pending(days(60)));
    m.buys(100);
    CHECK(m.coupons().pending == 1);
    m.today = m.today + 60;
    CHECK(m.coupons().available == 1);
}

TEST_CASE("tier award: a level that begins later is reached when that is decided, and once") {
    auto m = shop(club.from(effective::next_day), silver, gold);
    m.buys(100);
    CHECK(m.level() == 0);
    CHECK(m.coupons().available == 1);
    m.today = m.today + 1;
    CHECK(m.level() == 1);
    m.buys(1);
    m.take(day_passes{m.head()});
    CHECK(m.coupons().available == 1);
}

TEST_CASE("tier award: a level that staff set, and orders that begin to count, reach it as well") {
    auto m = shop(club, silver, gold, level_by_hand("guest", "club"));
    m.take(action{.head = m.head(), .what = action_named("guest"), .amount = 2, .until = date::never()});
    CHECK(m.coupons().available == 3);
    m.buys(1'000);
    CHECK(m.coupons().available == 3);

    auto later = shop(
        tiers("club", net_spend().counted_by(progress::confirmed, days(10)), tier{"silver", 100}), silver);
    later.buys(100);
    CHECK(later.coupons().available == 0);
    later.today = later.today + 12;
    later.take(day_passes{later.head()});
    CHECK(later.coupons().available == 1);
    later.today = later.today + 27;
    CHECK(later.coupons().available == 1);
    later.today = later.today + 1;
    CHECK(later.coupons().available == 0);  // its life began on the day on which the order counted
}

TEST_CASE("tier award: its tier must be there, and it has a figure") {
    auto const fails = [](auto const&... rules) { return make("a", currencies::EUR, rules...).error(); };
    CHECK(fails(silver) == errc::unknown_tier);
    CHECK(fails(club, tier_award("club", "bronze", "coupons", 1)) == errc::unknown_tier);
    CHECK(fails(club, tier_award("club", "gold", "coupons", -1)) == errc::negative_rate);
    CHECK(fails(club, tier_award("club", "gold", "coupons", "0.5"_d)) == errc::not_representable);
    CHECK(fails(club, silver, silver) == errc::duplicate_rule);
    CHECK(make("a", currencies::EUR, club, silver, silver.named("more")).has_value());
}

TEST_CASE("tier award: who had passed the tier before there was an award for it gets none for a higher one") {
    auto const before = make("tiers", currencies::EUR, club, gold.named("award"));
    auto const now = make("tiers", currencies::EUR, club, silver.named("award"));
    REQUIRE((before.has_value() && now.has_value()));
    REQUIRE(now->chart().extends(before->chart()));
    account held;
    decision out;
    auto const buys = [&](auto const& rules, std::uint64_t number, std::int64_t minor) {
        line const goods{.number = 1, .list_minor = minor};
        date const day = date_of(2026, 1, 1);
        order const what{.head = {.id = {number}, .key = {to_instant({day, 0}, 0), number}, .day = day},
                         .what = {.lines = {&goods, 1}}};
        REQUIRE(rules.decide(held, what, out).has_value());
        REQUIRE(apply(held, rules.chart(), out.as_entry()) == errc::ok);
        return balance_of(held, now->chart(), now->pool("coupons"), day).available;
    };
    static_cast<void>(buys(*before, 1, 100'00));
    CHECK(buys(*now, 2, 1'00) == 0);
    CHECK(buys(*now, 3, 400'00) == 0);
}
