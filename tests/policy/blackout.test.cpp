// SPDX-License-Identifier: BSL-1.0
#include <tessera/tessera.hpp>

#include "support/catch.hpp"
#include "support/shop.hpp"

using namespace tessera;
using namespace tessera::literals;
using shop_tests::item;
using shop_tests::reason_of;
using shop_tests::sum_of;

namespace {

constexpr date opening = date_of(2026, 1, 1);
constexpr tag_set till = host_tag, web = host_tag << 1U, sale = host_tag << 2U;
constexpr auto one_each = accrual("points", 1);
constexpr auto singles_day = schedule().each_year(11, 11);
constexpr auto black_friday = schedule().between(date_of(2026, 11, 27), date_of(2026, 11, 28));
constexpr auto cent_each = redemption("points", {.points = 100, .money = 1});

constexpr auto with_limits(auto rule) {
    return rule.not_when(singles_day).not_when(black_friday).not_in_channel(sale);
}

std::string_view name_of(std::uint16_t by) {
    switch (static_cast<bound>(by)) {
        case bound::wish: return "-";
        case bound::day: return "day";
        case bound::channel: return "channel";
        case bound::balance: return "balance";
        default: return "?";
    }
}

tag_set tags_of(std::string_view names) {
    return (names.find("till") != names.npos ? till : 0) | (names.find("web") != names.npos ? web : 0) |
           (names.find("sale") != names.npos ? sale : 0);
}

/// Returns: what an order of 10.00 on that day, with those tags, takes of 1,000 points; or why not.
template <class Rule>
std::string said(Rule const& rule, std::string_view name, date on, tag_set tags) {
    auto const program = make("days", currencies::EUR, one_each, rule);
    REQUIRE(program.has_value());
    shop_tests::shop s(*program);
    s.buy(opening, 1'000'00);
    std::int64_t const wish = name == "mug" ? 1 : 300;
    order what = s.order_of(on, {item(10'00)}, {{program->redemption_rule(name), wish}});
    what.tags = tags;
    auto const& d = s.commit(what);
    std::int64_t const taken = sum_of(d.postings, program->pool("points"), posting_kind::redeem);
    if (taken > 0) return std::to_string(taken);
    for (auto const* reasons : {&d.reasons, &d.priced.reasons})
        for (reason const& r : *reasons)
            if (r.code == reason_code::redemption_refused || r.code == reason_code::reward_refused)
                return std::string(name_of(r.detail));
    return "nothing said";
}

}  // namespace

TEST_CASE("golden: no points on sale days, none in the sale, some only at the till or on Tuesdays") {
    constexpr std::string_view table = R"(
        day        | tags      | pays    | lowers  | buys a mug | only Tuesdays, at the till
        2026-11-10 | -         | 300     | 300     | 300        | channel
        2026-11-10 | till      | 300     | 300     | 300        | 300
        2026-11-10 | till, web | 300     | 300     | 300        | 300
        2026-11-10 | sale      | channel | channel | channel    | channel
        2026-11-11 | till      | day     | day     | day        | day
        2026-11-12 | web       | 300     | 300     | 300        | day
        2026-11-26 | -         | 300     | 300     | 300        | day
        2026-11-27 | -         | day     | day     | day        | day
        2026-11-27 | sale      | day     | day     | day        | day
        2026-11-28 | -         | 300     | 300     | 300        | day
        2027-11-11 | -         | day     | day     | day        | day
        2027-11-27 | -         | 300     | 300     | 300        | day
    )";
    constexpr auto tuesdays = cent_each.when(schedule().on(weekday::tuesday)).in_channel(till);
    auto const rows = text_table::rows(table);
    for (std::size_t i = 1; i < rows.size(); ++i) {
        date const on = shop_tests::day_of(rows[i][0]);
        tag_set const tags = tags_of(rows[i][1]);
        text_table::cells const found{rows[i][0],
                                      rows[i][1],
                                      said(with_limits(cent_each), "points", on, tags),
                                      said(with_limits(cent_each).as_discount(), "points", on, tags),
                                      said(with_limits(reward("mug", "points", 300)), "mug", on, tags),
                                      said(tuesdays, "points", on, tags)};
        CHECK(text_table::line_of(found) == text_table::line_of(rows[i]));
    }
}

TEST_CASE("a channel of several tags is where all of them are") {
    constexpr date on = date_of(2026, 11, 10);
    for (auto const& both : {cent_each.in_channel(till | web), cent_each.in_channel(till).in_channel(web)}) {
        CHECK(said(both, "points", on, till) == "channel");
        CHECK(said(both, "points", on, web | sale) == "channel");
        CHECK(said(both, "points", on, till | web | sale) == "300");
    }
    auto const neither = cent_each.not_in_channel(till).not_in_channel(web);
    CHECK(said(neither, "points", on, till) == "channel");
    CHECK(said(neither, "points", on, web) == "channel");
    CHECK(said(neither, "points", on, sale) == "300");
}

TEST_CASE("a reserve on a blackout is refused; an order is judged by its own day, hold or not") {
    constexpr auto program = compose("held", currencies::EUR, one_each, with_limits(cent_each),
                                     with_limits(cent_each.named("off")).as_discount());
    for (std::string_view const name : {"points", "off"}) {
        rule_id const rule = program.redemption_rule(name);
        shop_tests::shop s(program);
        s.buy(opening, 1'000'00);
        instant const later{date_of(2027, 1, 1).day * std::int64_t{86'400}};
        s.commit(reserve{s.next_head(date_of(2026, 11, 11)), rule, {1}, 200, later});
        auto const* refused = reason_of(s.last, reason_code::hold_refused);
        REQUIRE(refused != nullptr);
        CHECK(name_of(refused->detail) == "day");
        CHECK(s.balance("points", opening).reserved == 0);
        s.commit(reserve{s.next_head(date_of(2026, 11, 12)), rule, {1}, 200, later});
        CHECK(s.balance("points", date_of(2026, 11, 12)).reserved == 200);
        auto const buy = [&](date on) {
            s.buy(on, {item(10'00)}, {{rule, every_point, {1}}});
            return sum_of(s.last.postings, program.pool("points"), posting_kind::capture);
        };
        CHECK(buy(date_of(2026, 11, 27)) == 0);
        CHECK(s.balance("points", date_of(2026, 11, 27)).reserved == 200);
        CHECK(buy(date_of(2026, 11, 28)) == 200);
    }
}

TEST_CASE("a claim without an order has its day, and the tags that it bears") {
    constexpr auto program =
        compose("claims", currencies::EUR, one_each, with_limits(reward("mug", "points", 300)),
                reward("cup", "points", 100).in_channel(till));
    auto const claimed = [&](std::string_view name, date on, tag_set tags) {
        shop_tests::shop s(program);
        s.buy(opening, 1'000'00);
        s.commit(claim{s.next_head(on), program.redemption_rule(name), 1, tags});
        auto const* const refused = reason_of(s.last, reason_code::reward_refused);
        return refused ? std::string(name_of(refused->detail))
                       : std::to_string(1'000 - s.balance("points", on).available);
    };
    CHECK(claimed("mug", date_of(2026, 11, 11), 0) == "day");
    CHECK(claimed("mug", date_of(2026, 11, 12), 0) == "300");
    CHECK(claimed("mug", date_of(2026, 11, 12), sale) == "channel");
    CHECK(claimed("cup", date_of(2026, 11, 12), 0) == "channel");
    CHECK(claimed("cup", date_of(2026, 11, 12), till | web) == "100");
}

TEST_CASE("no points around the day of joining, and never those that are not there") {
    auto const first_week = cent_each.not_when(schedule().each_anniversary(7));
    CHECK(said(first_week, "points", date_of(2027, 1, 7), 0) == "day");
    CHECK(said(first_week, "points", date_of(2027, 1, 8), 0) == "300");
    constexpr auto program = compose("poor", currencies::EUR, one_each, with_limits(cent_each));
    shop_tests::shop s(program);
    s.buy(date_of(2026, 11, 27), {item(10'00)}, {{program.redemption_rule("points")}});
    CHECK(name_of(reason_of(s.last, reason_code::redemption_refused)->detail) == "balance");
}

TEST_CASE("a price charged on a blackout stands, and so do the points that were spent on it") {
    constexpr auto open = compose(identity{"open", {1}}, currencies::EUR, one_each, cent_each.as_discount());
    constexpr auto shut =
        compose(identity{"open", {2}}, currencies::EUR, one_each, with_limits(cent_each).as_discount());
    shop_tests::shop s(open);
    s.buy(opening, 1'000'00);
    order const what =
        s.order_of(date_of(2026, 11, 27), {item(10'00)}, {{open.redemption_rule("points"), 300}});
    decision d, again;
    REQUIRE(open.decide(s.member, what, d).has_value());
    REQUIRE(shut.settle_again(s.member, what, d.receipt, again).has_value());
    CHECK(again.priced.totals.paid_minor() == 7'00);
    CHECK(sum_of(again.postings, open.pool("points"), posting_kind::redeem) == 300);
}

TEST_CASE("a blackout without days, or of days that are none, is an error") {
    auto const failure = [](auto const& rule) {
        auto const made = make("wrong", currencies::EUR, one_each, rule);
        return made ? errc::ok : made.error();
    };
    constexpr auto nowhere = schedule().between(opening, opening);
    CHECK(failure(cent_each.not_when(singles_day)) == errc::ok);
    CHECK(failure(cent_each.when(nowhere)) == errc::invalid_window);
    CHECK(failure(cent_each.not_when(singles_day).not_when(nowhere)) == errc::invalid_window);
    CHECK(failure(cent_each.not_when(nowhere).as_discount()) == errc::invalid_window);
    CHECK(failure(reward("mug", "points", 1).when(nowhere)) == errc::invalid_window);
    CHECK(failure(reward("mug", "points", 1).not_when(schedule().each_month(32))) == errc::invalid_window);
}
