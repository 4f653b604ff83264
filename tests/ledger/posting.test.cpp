// SPDX-License-Identifier: BSL-1.0
#include "ledger/ledger.hpp"

using namespace ledger_tests;
using ledger_tests::points;

TEST_CASE("a transfer moves value between two sides that its kind fixes; a note has none") {
    struct {
        posting_kind kind;
        side from, to;
    } const rows[] = {
        {posting_kind::issue, side::issued, side::member},
        {posting_kind::redeem, side::member, side::redeemed},
        {posting_kind::expire, side::member, side::expired},
        {posting_kind::claw, side::member, side::clawed_back},
        {posting_kind::owe, side::debt, side::clawed_back},
        {posting_kind::repay, side::issued, side::debt},
        {posting_kind::overspend, side::debt, side::redeemed},
        {posting_kind::take_over, side::debt, side::elsewhere},
        {posting_kind::hand_over, side::elsewhere, side::debt},
        {posting_kind::tally, side::none, side::none},
        {posting_kind::raise, side::none, side::none},
        {posting_kind::forget, side::none, side::none},
        {posting_kind::status, side::none, side::none},
        {posting_kind::postpone, side::none, side::none},
        {posting_kind::on_day, side::none, side::none},
        {static_cast<posting_kind>(99), side::none, side::none},
    };
    for (auto const& row : rows) {
        INFO("kind " << static_cast<int>(row.kind));
        CHECK(legs_of(row.kind).from == row.from);
        CHECK(legs_of(row.kind).to == row.to);
        CHECK(is_transfer(row.kind) == (row.from != side::none));
    }
}

TEST_CASE("what is stored keeps its numbers") {
    CHECK(static_cast<int>(posting_kind::issue) == 1);
    CHECK(static_cast<int>(posting_kind::repay) == 6);
    CHECK(static_cast<int>(posting_kind::hand_over) == 17);
    CHECK(static_cast<int>(posting_kind::tally) == 32);
    CHECK(static_cast<int>(posting_kind::status) == 35);
    CHECK(static_cast<int>(posting_kind::postpone) == 38);
    CHECK(static_cast<int>(posting_kind::on_day) == 39);
    CHECK(static_cast<int>(reason_code::member_price) == 101);
    CHECK(static_cast<int>(reason_code::tier_distance) == 503);
    CHECK(static_cast<int>(bound::minimum) == 5);

    canonical_bytes out;
    encode(out, posting{.amount = 0x0102,
                        .expires = {3},
                        .opens = {-1},
                        .tag = 4,
                        .rule = {5},
                        .slot = {6},
                        .kind = posting_kind::claw,
                        .level = 7});
    CHECK(out.bytes() == std::vector<std::uint8_t>{2, 1, 0, 0, 0, 0, 0, 0, 3, 0, 0, 0, 255, 255, 255, 255,
                                                   4, 0, 0, 0, 0, 0, 0, 0, 5, 0, 0, 0, 6,   0,   4,   7});
    canonical_bytes why;
    encode(why, reason{1, -1, {2}, reason_code::redeemed, 3});
    CHECK(why.bytes() == std::vector<std::uint8_t>{2, 0, 0, 0, 201, 0,   3,   0,   1,   0,   0,   0,
                                                   0, 0, 0, 0, 255, 255, 255, 255, 255, 255, 255, 255});
}

TEST_CASE("lots are consumed by expiry, then by age, then by tag; pending ones wait") {
    lot_key const a{.expires = today + 1}, b{.expires = today + 2, .opens = today},
        c{.expires = today + 2, .opens = today, .tag = 1}, d{.expires = today + 2, .opens = today + 1}, e{};
    CHECK((a < b && b < c && c < d && d < e));
    CHECK(a.usable(today));
    CHECK_FALSE(a.usable(today + 1));
    CHECK_FALSE(d.usable(today));
    CHECK(d.usable(today + 1));
    CHECK_FALSE(d.usable(today + 2));
    CHECK(e.usable(date_of(9999, 12, 31)));
}
