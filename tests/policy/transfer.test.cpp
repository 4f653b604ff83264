// SPDX-License-Identifier: BSL-1.0
#include <tessera/tessera.hpp>

#include "support/property.hpp"
#include "support/shop.hpp"

using namespace tessera;
using namespace tessera::literals;
using shop_tests::reason_of;

namespace {

constexpr date day = date_of(2026, 1, 1);
constexpr auto gifts = transfer("points").at_least(5).at_most(100, window::calendar(calendar_unit::month));
constexpr auto club = compose("club", currencies::EUR, accrual("points", 1).living(days(30)), gifts);
constexpr rule_id rule = club.get<transfer>().id();

using shop = shop_tests::shop<std::remove_const_t<decltype(club)>>;

/// Effects: gives points from one to the other. Returns: how many went, or why none did.
std::string give(shop& from, shop& to, std::int64_t points, date on) {
    from.commit(send_points{from.next_head(on), rule, points});
    if (auto const* const no = reason_of(from.last, reason_code::transfer_refused))
        return no->detail == std::uint16_t(bound::balance) ? "balance"
               : no->detail == std::uint16_t(bound::limit) ? "limit"
                                                           : "minimum";
    row<lot> const lots = lots_sent(from.last.postings.view(), rule);
    to.commit(receive_points{to.next_head(on), rule, lots.view()});
    return std::to_string(reason_of(to.last, reason_code::received)->a);
}

}  // namespace

TEST_CASE("points given away keep their ends, and the program says how many may go") {
    shop one(club), other(club);
    one.buy(day, 60'00);
    one.buy(day + 10, 90'00);
    other.buy(day + 10, 7'00);
    constexpr std::string_view table = R"(
        day        | gives | went    | one | other
        2026-01-11 | 70    | 70      | 80  | 77
        2026-01-11 | 4     | minimum | 80  | 77
        2026-01-11 | 31    | limit   | 80  | 77
        2026-01-11 | 30    | 30      | 50  | 107
        2026-01-11 | 60    | balance | 50  | 107
        2026-01-31 | 0     | minimum | 50  | 47
        2026-02-01 | 50    | 50      | 0   | 97
        2026-02-10 | 5     | balance | 0   | 0
    )";
    auto const rows = text_table::rows(table);
    for (std::size_t i = 1; i < rows.size(); ++i) {
        date const on = shop_tests::day_of(rows[i][0]);
        std::string const went = give(one, other, std::stoll(rows[i][1]), on);
        text_table::cells const found{rows[i][0], rows[i][1], went,
                                      std::to_string(one.balance("points", on).available),
                                      std::to_string(other.balance("points", on).available)};
        CHECK(text_table::line_of(found) == text_table::line_of(rows[i]));
    }
}

TEST_CASE("who receives pays what is owed first; what ended on the way ends") {
    shop one(club), other(club);
    other.buy(day, 10'00);
    other.give_back(day, 30'00);
    CHECK(other.balance("points", day).debt == 20);
    one.buy(day, 50'00);
    give(one, other, 50, day);
    CHECK(other.balance("points", day).debt == 0);
    CHECK(other.balance("points", day).available == 30);
    std::vector<lot> const late{{{day + 3}, 8}, {{day + 9}, 2}};
    other.commit(receive_points{other.next_head(day + 5), rule, late});
    CHECK(other.balance("points", day + 5).available == 32);
    CHECK(shop_tests::sum_of(other.last.postings, club.pool("points"), posting_kind::expire) == 8);
    std::vector<lot> const wrong{{{day + 9}, -1}};
    decision d;
    CHECK(club.decide(other.member, receive_points{other.next_head(day + 5), rule, wrong}, d).error() ==
          errc::negative_amount);
    CHECK(club.decide(one.member, send_points{one.next_head(day), rule, -1}, d).error() ==
          errc::negative_amount);
}

TEST_CASE("credit given away is no step's award of the one who receives it") {
    static constexpr auto steps = [](on_return how) {
        return make("cash", currencies::EUR, ladder("cash", net_spend(), step{100, 10}).when_returned(how),
                    transfer("cash"))
            .value();
    };
    for (on_return const how : {on_return::revoke_unused, on_return::freeze}) {
        auto const cash = steps(how);
        shop_tests::shop one(cash), other(cash);
        rule_id const gift = cash.get<transfer>().id();
        one.buy(day, 100'00);
        other.buy(day, 100'00);
        one.commit(send_points{one.next_head(day), gift, 10'00});
        row<lot> const lots = lots_sent(one.last.postings.view(), gift);
        REQUIRE(lots.size() == 1);
        CHECK(lots[0].key.tag != 0);
        other.give_back(day + 1, 50'00);
        other.commit(receive_points{other.next_head(day + 1), gift, lots.view()});
        CHECK(other.balance("cash", day + 1).available == 10'00);
        other.give_back(day + 2, 1'00);
        CHECK(other.balance("cash", day + 2).available == 10'00);
    }
}

TEST_CASE("a transfer that cannot stand is an error") {
    auto const mistake = [](transfer const& t) {
        return make("t", currencies::EUR, accrual("points", 1), t).error();
    };
    CHECK(mistake(transfer("miles")) == errc::unknown_points);
    CHECK(mistake(transfer("points").at_least(-1)) == errc::negative_rate);
    CHECK(mistake(transfer("points").at_most(-1, window::lifetime())) == errc::negative_rate);
}
