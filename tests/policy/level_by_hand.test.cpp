// SPDX-License-Identifier: BSL-1.0
#include <tessera/tessera.hpp>

#include "support/shop.hpp"

using namespace tessera;
using namespace tessera::literals;
using shop_tests::day_of;

namespace {

/// Plays `day | event | level | until`, where `floor 2 DAY` and `lock 0 DAY` set a level until that day.
template <class Program>
void play_by_hand(Program const& program, std::string_view table) {
    shop_tests::shop s(program);
    auto const rows = text_table::rows(table);
    for (std::size_t i = 1; i < rows.size(); ++i) {
        date const day = day_of(rows[i][0]);
        auto const words = text_table::split(rows[i][1], ' ');
        if (words[0] == "floor" || words[0] == "lock")
            s.commit(action{.head = s.next_head(day),
                            .what = action_named(words[0]),
                            .amount = std::stoi(words[1]),
                            .until = words[2] == "-" ? date::never() : day_of(words[2])});
        else
            shop_tests::happen(s, rows[i][1], day);
        text_table::cells found{rows[i][0], rows[i][1]};
        for (std::size_t c = 2; c < rows[0].size(); ++c)
            found.push_back(shop_tests::cell_of(s, rows[0][c], day));
        CHECK(text_table::line_of(found) == text_table::line_of(rows[i]));
    }
}

constexpr auto club = tiers("club", net_spend(), tier{"silver", 1000}, tier{"gold", 3000});
constexpr auto floors = level_by_hand("floor", "club");
constexpr auto locks = level_by_hand("lock", "club", level_bound::exactly);

}  // namespace

TEST_CASE("a level set by staff is a floor until its day, and what was reached is there when it ends") {
    constexpr auto program = compose("floor", currencies::EUR, club, floors,
                                     member_price("club", off{"silver", 2_percent}, off{"gold", 5_percent}));
    play_by_hand(program, R"(
        day        | event              | level | until      | next    | paid
        2026-01-01 | floor 1 2026-03-01 | 1     | 2026-03-01 | 3000.00 | 0.00
        2026-01-02 | buy 100.00         | 1     | 2026-03-01 | 2900.00 | 98.00
        2026-01-03 | buy 2900.00        | 2     | -          | 0.00    | 2842.00
        2026-01-04 | return 2500.00     | 1     | 2026-03-01 | 2500.00 | 2375.00
        2026-02-28 | wait               | 1     | 2026-03-01 | 2500.00 | 0.00
        2026-03-01 | -                  | 0     | -          | 500.00  | 0.00
        2026-03-02 | floor 2 -          | 2     | -          | 0.00    | 0.00
        2030-01-01 | buy 100.00         | 2     | -          | 0.00    | 95.00
        2030-01-02 | floor 2 2030-01-02 | 0     | -          | 400.00  | 0.00
    )");
}

TEST_CASE("a lock holds the level up and down, and for tiers of this order too") {
    constexpr auto program = compose("lock", currencies::EUR, club.from(effective::this_order), locks,
                                     member_price("club", off{"silver", 2_percent}, off{"gold", 5_percent}));
    play_by_hand(program, R"(
        day        | event             | level | until      | paid
        2026-01-01 | lock 0 2027-01-01 | 0     | 2027-01-01 | 0.00
        2026-01-02 | buy 5000.00       | 0     | 2027-01-01 | 5000.00
        2026-12-31 | buy 100.00        | 0     | 2027-01-01 | 100.00
        2027-01-01 | buy 100.00        | 2     | -          | 95.00
    )");
}

TEST_CASE("beneath a level set by staff terms go on") {
    constexpr auto program =
        compose("terms", currencies::EUR, club.held(months(2)).from(effective::next_day), floors, locks);
    play_by_hand(program, R"(
        day        | event              | level | until      | coming
        2026-01-01 | floor 1 2026-06-01 | 1     | 2026-06-01 | 1
        2026-01-02 | buy 3000.00        | 1     | 2026-01-03 | 2
        2026-01-03 | -                  | 2     | 2026-03-03 | 2
        2026-01-04 | return 3000.00     | 2     | 2026-03-03 | 2
        2026-03-03 | -                  | 1     | 2026-06-01 | 1
        2026-03-04 | lock 2 2026-04-01  | 2     | 2026-04-01 | 2
        2026-04-01 | -                  | 0     | -          | 0
    )");
}

TEST_CASE("a level that no tier has is an error, and tiers that no rule defines are a mistake") {
    constexpr auto program = compose("levels", currencies::EUR, club, floors);
    shop_tests::shop s(program);
    for (std::int64_t const level : {-1, 3}) {
        decision out;
        auto const done = program.decide(
            s.member,
            action{.head = s.next_head(date_of(2026, 1, 1)), .what = action_named("floor"), .amount = level},
            out);
        REQUIRE_FALSE(done.has_value());
        CHECK(done.error() == errc::unknown_level);
    }
    CHECK(make("no club", currencies::EUR, floors).error() == errc::unknown_tier);
    s.commit(action{.head = s.next_head(date_of(2026, 1, 1)), .what = action_named("floor"), .amount = 2});
    auto const* const set = shop_tests::reason_of(s.last, reason_code::tier_set);
    REQUIRE(set);
    CHECK(set->detail == 2);
    CHECK(set->b == date::never().day);
    CHECK(s.last.postings.size() == 1);
}
