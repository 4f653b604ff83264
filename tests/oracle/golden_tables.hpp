// SPDX-License-Identifier: BSL-1.0
#pragma once

#include "oracle/points_oracle.hpp"

/// The golden histories themselves, with the rules they are played under. A shop owner can check them by eye.

namespace golden {

/// One point for 1.00 paid with money, 365 days, 100 points are 1.00.
inline points_oracle::rules plain_points() { return {}; }

/// One point for every whole 10.00 of an order that reaches `least` cents; a return works out anew what is
/// left.
inline points_oracle::rules for_tens(points_oracle::whole const& least) {
    points_oracle::rules by;
    by.points_per_cent = points_oracle::exact(1, 1'000);
    by.per_cents = 1'000;
    by.least_cents = least;
    by.anew = true;
    return by;
}

/// What comes back beside a whole 10.00 takes nothing; what breaks one takes its point, and no other.
inline constexpr char const* tens_that_are_kept = R"(
    day        | event                  | earned | due | points
    2026-01-10 | A: buy 9.00 + 10.00    | 1      |     | 1
    2026-01-11 | return A line 1 all    |        | 0   | 1
    2026-01-12 | return A line 2 all    |        | 1   | 0
    2026-02-10 | B: buy 9.00 + 10.00    | 1      |     | 1
    2026-02-11 | return B line 2 all    |        | 1   | 0
    2026-02-12 | return B line 1 all    |        | 0   | 0
    2026-03-10 | C: buy 25.00 x5 + 9.00 | 3      |     | 3
    2026-03-11 | return C 1 unit        |        | 1   | 2
    2026-03-12 | return C 1 unit        |        | 0   | 2
    2026-03-13 | return C line 2 all    |        | 1   | 1
    2026-03-14 | return C 4.99          |        | 0   | 1
    2026-03-15 | return C 0.01          |        | 0   | 1
    2026-03-16 | return C 0.01          |        | 1   | 0
    2026-03-17 | return C all           |        | 0   | 0
)";

/// From orders of 50.00: where what is kept reaches them no longer, all goes back.
inline constexpr char const* a_minimum_that_is_lost = R"(
    day        | event                   | earned | due | points
    2026-01-10 | A: buy 49.99            | 0      |     | 0
    2026-01-11 | B: buy 50.00 + 15.00    | 6      |     | 6
    2026-01-12 | return B line 2 all     |        | 1   | 5
    2026-01-13 | return B 0.01           |        | 5   | 0
    2026-01-14 | return B all            |        | 0   | 0
    2026-02-10 | C: buy 60.00 x2 + 20.00 | 8      |     | 8
    2026-02-11 | return C 1 unit         |        | 3   | 5
    2026-02-12 | return C line 2 all     |        | 5   | 0
)";

/// The mugs come back one by one and take 6, 7 and 7; the points that paid for C go back to A and B.
inline constexpr char const* points_that_go_back = R"(
    day        | event                   | earned | due | restored | lot A | lot B | lot C | points
    2026-01-10 | A: buy 20.00 x3         | 20     |     |          | 20    |       |       | 20
    2026-02-01 | B: buy 30.00            | 30     |     |          | 20    | 30    |       | 50
    2026-02-10 | C: buy 10.00, 25 points | 9      |     |          | 0     | 25    | 9     | 34
    2026-02-15 | return A 1 unit         |        | 6   | 0        | 0     | 19    | 9     | 28
    2026-02-20 | return A 1 unit         |        | 7   | 0        | 0     | 12    | 9     | 21
    2026-02-25 | return A 1 unit         |        | 7   | 0        | 0     | 5     | 9     | 14
    2026-03-01 | return C all            |        | 9   | 25       | 20    | 10    | 0     | 30
    2027-01-09 | -                       |        |     |          | 20    | 10    | 0     | 30
    2027-01-10 | -                       |        |     |          | 0     | 10    | 0     | 10
    2027-01-31 | -                       |        |     |          | 0     | 10    | 0     | 10
    2027-02-01 | -                       |        |     |          | 0     | 0     | 0     | 0
)";

/// A has ended unused when the mugs come back: nobody loses twice.
inline constexpr char const* points_that_have_ended = R"(
    day        | event           | due | counted | lot A | available | debt
    2026-01-10 | A: buy 20.00 x3 |     |         | 20    | 20        | 0
    2027-01-09 | -               |     |         | 20    | 20        | 0
    2027-01-10 | -               |     |         | 0     | 0         | 0
    2027-01-15 | return A all    | 20  | 20      | 0     | 0         | 0
)";

/// Of A five points have ended unused and fifteen were spent: fifteen are still owed.
inline constexpr char const* points_half_spent_half_ended = R"(
    day        | event                    | earned | due | counted | available | debt
    2026-01-10 | A: buy 20.00 x4          | 20     |     |         | 20        | 0
    2026-12-01 | B: buy 0.15, 15 points   | 0      |     |         | 5         | 0
    2027-01-15 | return A 1 unit          |        | 5   | 5       | 0         | 0
    2027-01-16 | return A 3 unit          |        | 15  | 0       | 0         | 15
    2027-01-17 | C: buy 10.00             | 10     |     |         | 0         | 5
    2027-01-18 | D: buy 10.00             | 10     |     |         | 5         | 0
)";

/// 20 points over three equal returns; over lines of unequal price; by amount.
inline constexpr char const* parts_close_to_the_whole = R"(
    day        | event                          | earned | due | refund | points
    2026-01-10 | A: buy 20.00 x3                | 20     |     |        | 20
    2026-01-11 | return A 1 unit                |        | 6   | 6.66   | 14
    2026-01-12 | return A 1 unit                |        | 7   | 6.67   | 7
    2026-01-13 | return A 1 unit                |        | 7   | 6.67   | 0
    2026-02-01 | B: buy 3.33 + 3.33 + 3.34      | 10     |     |        | 10
    2026-02-02 | return B line 2 all            |        | 3   | 3.33   | 7
    2026-02-03 | return B line 3 all            |        | 4   | 3.34   | 3
    2026-02-04 | return B line 1 all            |        | 3   | 3.33   | 0
    2026-03-01 | C: buy 10.00                   | 10     |     |        | 10
    2026-03-02 | return C 0.99                  |        | 0   | 0.99   | 10
    2026-03-03 | return C 0.01                  |        | 1   | 0.01   | 9
    2026-03-04 | return C 9.00                  |        | 9   | 9.00   | 0
    2026-04-01 | D: buy 3.01 x3                 | 3      |     |        | 3
    2026-04-02 | return D 1 unit                |        | 1   | 1.00   | 2
    2026-04-03 | return D 1.00                  |        | 0   | 1.00   | 2
    2026-04-04 | return D 1 unit                |        | 1   | 1.00   | 1
    2026-04-05 | return D 0.01                  |        | 1   | 0.01   | 0
)";

/// Rounded by the line, a line takes back what it earned itself, not a part of what others did.
inline constexpr char const* what_a_line_earned = R"(
    day        | event                       | earned | due | points
    2026-01-10 | A: buy 0.99 + 10.50 + 1.50  | 11     |     | 11
    2026-01-11 | return A line 1 all         |        | 0   | 11
    2026-01-12 | return A line 3 all         |        | 1   | 10
    2026-01-13 | return A line 2 all         |        | 10  | 0
)";

/// Half of C was paid with points: each half of its goods brings back half of them, the lot last taken from
/// first, in its original age. A debt is paid from what comes back.
inline constexpr char const* points_that_paid = R"(
    day        | event                      | due | restored | refund | lot A | lot B | available | debt
    2026-01-10 | A: buy 60.00               |     |          |        | 60    |       | 60        | 0
    2026-01-20 | B: buy 50.00               |     |          |        | 60    | 50    | 110       | 0
    2026-02-01 | C: buy 2.00 x2, 100 points |     |          |        | 0     | 10    | 11        | 0
    2026-02-02 | return C 1 unit            | 0   | 50       | 0.50   | 10    | 50    | 61        | 0
    2026-02-03 | D: buy 0.61, 61 points     |     |          |        | 0     | 0     | 0         | 0
    2026-02-04 | return A all               | 60  | 0        | 60.00  | 0     | 0     | 0         | 60
    2026-02-05 | return C all               | 1   | 50       | 0.50   | 0     | 0     | 0         | 11
    2026-02-06 | return D all               | 0   | 61       | 0.00   | 10    | 40    | 50        | 0
)";

/// The ladder of the shops up to 5000.
inline points_oracle::rules cash_ladder(points_oracle::falls falls, points_oracle::missing missing) {
    points_oracle::rules r;
    r.points_per_cent = 0;
    r.stored_value_counts = false;
    r.ladder = {{20'000, 2'000}, {100'000, 10'000}, {200'000, 20'000}, {500'000, 50'000}};
    r.ladder_falls = falls;
    r.ladder_missing = missing;
    return r;
}

/// Credit reads available / debt / frozen. The member stands at 4,620.00 and has spent the earlier awards.
inline constexpr char const* ladder_keep = R"(
    day        | event                         | net     | refund | credit
    2026-01-01 | A: buy 4620.00                | 4620.00 |        | 320.00 / 0.00 / 0.00
    2026-01-02 | B: buy 320.00, 320.00 credit  | 4620.00 |        | 0.00 / 0.00 / 0.00
    2026-01-03 | C: buy 499.00                 | 5119.00 |        | 500.00 / 0.00 / 0.00
    2026-01-04 | D: buy 300.00, 300.00 credit  | 5119.00 |        | 200.00 / 0.00 / 0.00
    2026-01-05 | return C 150.00               | 4969.00 | 150.00 | 200.00 / 0.00 / 0.00
    2026-01-06 | E: buy 60.00                  | 5029.00 |        | 200.00 / 0.00 / 0.00
    2026-01-07 | return E all                  | 4969.00 | 60.00  | 200.00 / 0.00 / 0.00
    2026-01-08 | F: buy 100.00                 | 5069.00 |        | 200.00 / 0.00 / 0.00
)";

inline constexpr char const* ladder_revoke_unused = R"(
    day        | event                         | net     | refund | credit
    2026-01-01 | A: buy 4620.00                | 4620.00 |        | 320.00 / 0.00 / 0.00
    2026-01-02 | B: buy 320.00, 320.00 credit  | 4620.00 |        | 0.00 / 0.00 / 0.00
    2026-01-03 | C: buy 499.00                 | 5119.00 |        | 500.00 / 0.00 / 0.00
    2026-01-04 | D: buy 300.00, 300.00 credit  | 5119.00 |        | 200.00 / 0.00 / 0.00
    2026-01-05 | return C 150.00               | 4969.00 | 150.00 | 0.00 / 0.00 / 0.00
    2026-01-06 | E: buy 60.00                  | 5029.00 |        | 200.00 / 0.00 / 0.00
    2026-01-07 | return E all                  | 4969.00 | 60.00  | 0.00 / 0.00 / 0.00
    2026-01-08 | F: buy 100.00                 | 5069.00 |        | 200.00 / 0.00 / 0.00
)";

inline constexpr char const* ladder_follow_debt = R"(
    day        | event                         | net     | refund | credit
    2026-01-01 | A: buy 4620.00                | 4620.00 |        | 320.00 / 0.00 / 0.00
    2026-01-02 | B: buy 320.00, 320.00 credit  | 4620.00 |        | 0.00 / 0.00 / 0.00
    2026-01-03 | C: buy 499.00                 | 5119.00 |        | 500.00 / 0.00 / 0.00
    2026-01-04 | D: buy 300.00, 300.00 credit  | 5119.00 |        | 200.00 / 0.00 / 0.00
    2026-01-05 | return C 150.00               | 4969.00 | 150.00 | 0.00 / 300.00 / 0.00
    2026-01-06 | E: buy 60.00                  | 5029.00 |        | 200.00 / 0.00 / 0.00
    2026-01-07 | return E all                  | 4969.00 | 60.00  | 0.00 / 300.00 / 0.00
    2026-01-08 | F: buy 100.00                 | 5069.00 |        | 200.00 / 0.00 / 0.00
)";

inline constexpr char const* ladder_follow_withheld = R"(
    day        | event                         | net     | refund | credit
    2026-01-01 | A: buy 4620.00                | 4620.00 |        | 320.00 / 0.00 / 0.00
    2026-01-02 | B: buy 320.00, 320.00 credit  | 4620.00 |        | 0.00 / 0.00 / 0.00
    2026-01-03 | C: buy 499.00                 | 5119.00 |        | 500.00 / 0.00 / 0.00
    2026-01-04 | D: buy 300.00, 300.00 credit  | 5119.00 |        | 200.00 / 0.00 / 0.00
    2026-01-05 | return C 150.00               | 4969.00 | 0.00   | 0.00 / 150.00 / 0.00
    2026-01-06 | E: buy 60.00                  | 5029.00 |        | 350.00 / 0.00 / 0.00
    2026-01-07 | return E all                  | 4969.00 | 0.00   | 0.00 / 90.00 / 0.00
    2026-01-08 | F: buy 100.00                 | 5069.00 |        | 410.00 / 0.00 / 0.00
)";

/// What was forgiven stays with the member and is not paid again.
inline constexpr char const* ladder_follow_forgiven = R"(
    day        | event                         | net     | refund | credit
    2026-01-01 | A: buy 4620.00                | 4620.00 |        | 320.00 / 0.00 / 0.00
    2026-01-02 | B: buy 320.00, 320.00 credit  | 4620.00 |        | 0.00 / 0.00 / 0.00
    2026-01-03 | C: buy 499.00                 | 5119.00 |        | 500.00 / 0.00 / 0.00
    2026-01-04 | D: buy 300.00, 300.00 credit  | 5119.00 |        | 200.00 / 0.00 / 0.00
    2026-01-05 | return C 150.00               | 4969.00 | 150.00 | 0.00 / 0.00 / 0.00
    2026-01-06 | E: buy 60.00                  | 5029.00 |        | 200.00 / 0.00 / 0.00
    2026-01-07 | return E all                  | 4969.00 | 60.00  | 0.00 / 0.00 / 0.00
    2026-01-08 | F: buy 100.00                 | 5069.00 |        | 200.00 / 0.00 / 0.00
)";

inline constexpr char const* ladder_freeze = R"(
    day        | event                         | net     | refund | credit
    2026-01-01 | A: buy 4620.00                | 4620.00 |        | 320.00 / 0.00 / 0.00
    2026-01-02 | B: buy 320.00, 320.00 credit  | 4620.00 |        | 0.00 / 0.00 / 0.00
    2026-01-03 | C: buy 499.00                 | 5119.00 |        | 500.00 / 0.00 / 0.00
    2026-01-04 | D: buy 300.00, 300.00 credit  | 5119.00 |        | 200.00 / 0.00 / 0.00
    2026-01-05 | return C 150.00               | 4969.00 | 150.00 | 0.00 / 0.00 / 200.00
    2026-01-06 | E: buy 60.00                  | 5029.00 |        | 200.00 / 0.00 / 0.00
    2026-01-07 | return E all                  | 4969.00 | 60.00  | 0.00 / 0.00 / 200.00
    2026-01-08 | F: buy 100.00                 | 5069.00 |        | 200.00 / 0.00 / 0.00
)";

}  // namespace golden
