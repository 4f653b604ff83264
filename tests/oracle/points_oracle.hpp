// SPDX-License-Identifier: BSL-1.0
#pragma once

#include <map>
#include <optional>
#include <string>
#include <vector>

#include <boost/multiprecision/cpp_int.hpp>

/// A second reading of the rules, to be compared with the library: points with lots and lives, lots that
/// wait, redemption, holds, tiers, the cumulative ladder, returns by receipt, late facts. Slow and plain on
/// purpose: numbers without a limit of width, fractions that are never rounded before they must be, and no
/// state between questions: every answer folds the whole history again. It shares no line with the library.
///
/// What it takes the rules to mean:
///
/// 1. An order. The tiers look at the net spend before the order. The member price is one rounding, half-up,
///    of the whole order, spread over the lines by largest remainder (ties: the earlier line). Points and
///    credit pay after that and change no price. They are spread over the lines by what the lines cost.
/// 2. Paying. Of the wish counts what the member has, what the order costs and the share that points may
///    pay. Points buy whole cents, and no more points go than those cents cost. Lots go in the order of
///    their ends.
/// 3. Earning looks at what money paid. Rounded down once an order (then spread over the lines by largest
///    remainder), or line by line, or *carry*: the member's exact total is never rounded, what is handed
///    out is its whole part.
/// 4. An award pays debt first. The rest is a lot that ends so many days later; on that day it is gone. Lots
///    that end on one day are one lot.
/// 5. A return names parts of the lines of one order. Of every figure of a line (price, points earned, what
///    counted as spend) the part of all that has come back so far is due, rounded down, less what went back
///    before. So the last part always closes to the whole. Where points are worked out anew instead, due is
///    what the order earned, less what it would have earned, at its own rate and with the same minimum, had
///    money paid only for what is not back, less what went back before. With *carry* the exact share of the
///    line leaves the exact total at the rate it came with, and what the whole part falls by is due.
/// 6. Of the price that has come back so far, points and credit get the part that they had in the payment,
///    rounded down; of the points that paid the same part of theirs. This comes first: to the lots they came
///    from, the lot last taken from first. What goes into a live lot pays an old debt at once. A lot that has
///    ended meanwhile stays ended, comes back for some days, or is issued anew, as the program says.
/// 7. Then points earned are taken back: from the order's own lot; what of that lot ended unused counts as
///    paid back; then from the others in the order of their ends; what is missing is owed, or forgiven, or
///    paid by the money of this return, so many whole points as that can pay, and the rest owed.
///    That another return has emptied the own lot does not count: it paid for that other order.
/// 8. The ladder looks at the net spend after the fact. A step that is reached gets its amount less what of
///    it is live. On a return, a step that is no longer reached answers as the ladder says: it stays; what
///    is unspent of it goes; all of it goes; or what is unspent waits. What cannot be taken is owed,
///    forgiven (then it stays live: it is not paid twice, and asked for again only once the step has been
///    reached again), or withheld from the money of this return, and the rest owed. The highest step answers
///    first. Credit of a lower step is spent first.
/// 9. A fact that arrives late is folded at its own time. A price once charged and points once paid with
///    stay as they were; points that the member then did not have are owed. Should their order come back,
///    they are the first to go back: as a lot without an end, since they were in none.
/// 10. An award may have to wait. Until the day it opens it pays nothing; from then its life counts. A return
///    takes points from its own lot first, waiting or open; then, after what ended of it, from other lots
///    that wait, then from open ones.
/// 11. A hold keeps points back, those that end soonest, until a day; at most what there is, and none under a
///    number that keeps some already. Nobody takes them from it but a capture or an order that names it: so
///    many as are wished, and the rest goes back to its lots. A capture of more than it keeps takes nothing.
///    On its day the hold is over; what then has ended in its lot is gone. What goes back pays debt first. A
///    capture that was granted stays, as an order's payment does.
/// 12. Nobody owes who has something to use: what waited and opens, what a hold gives back and credit that
///    was frozen pay debt first, each on its day, of one day what ends soonest.
/// 13. Points that a member gives away go as those that pay do, and more than there is are not given. They
/// keep
///     their ends for who gets them; there they pay debt first, and what has ended by then is gone.
namespace points_oracle {

using whole = boost::multiprecision::cpp_int;
using exact = boost::multiprecision::cpp_rational;

enum class rounds { order, line, carry };
enum class after_end { stays_ended, for_some_days, anew };
enum class falls { keep, revoke_unused, follow, freeze };
enum class missing { owed, forgiven, withheld };

struct tier {
    whole from;       ///< cents of net spend; reaching it counts
    exact off = 0;    ///< share of the price
    exact times = 1;  ///< of the rate of points
};

struct step {
    whole at;     ///< cents of net spend
    whole award;  ///< cents, on top of the steps below
};

struct rules {
    std::vector<tier> tiers;
    exact points_per_cent = exact(1, 100);
    rounds rounded = rounds::order;
    whole per_cents = 1;              ///< cents earn in whole such amounts, of the order or of a line
    whole least_cents = 0;            ///< an order of which money paid less earns nothing
    bool anew = false;                ///< a return works out anew what is left of the points
    long waits = 0;                   ///< days until an award can be used
    long life = 365;                  ///< days from then; 0 for ever
    exact cents_per_point = 1;        ///< what a point pays
    exact points_pay_at_most = 1;     ///< share of the price
    bool stored_value_counts = true;  ///< whether what points and credit paid counts as spend
    missing points_missing = missing::owed;
    whole cents_withheld = 1;  ///< for a point that is missing
    after_end restored = after_end::stays_ended;
    long some_days = 0;
    std::vector<step> ladder;
    falls ladder_falls = falls::follow;
    missing ladder_missing = missing::owed;
    bool credit_pays_first = false;
};

struct sold {
    whole list;          ///< cents of the whole line
    whole quantity = 1;  ///< units of the line
};

/// Some units of a line, or some cents of its list price; neither is what is left of the line.
struct part {
    std::size_t line = 0;
    whole quantity = 0;
    whole cents = 0;
};

struct fact {
    enum class kind { order, comes_back, reserve, capture, release, sends, receives } what = kind::order;
    long day = 0;
    long place = 0;  ///< unique; parts facts of one day

    std::vector<sold> lines;
    whole points_wish = 0, credit_wish = 0;  ///< of an order; points of a reserve or capture, 0 of one: all
                                             ///< points of what is given away, or given to the member
    std::optional<whole> off, points_paid, credit_paid;  ///< of an order or a capture that was committed
    long hold = 0;                                       ///< its number; 0 where an order names none
    long until = 0;  ///< of a reserve: the day on which it is over; of what is received: on which it ends

    long order = 0;  ///< of a return: the place of the order
    std::vector<part> parts;
};

/// What the last fact of a history did.
struct effect {
    whole off, price, points_paid, points_money, credit_paid, earned, repaid;           // an order
    whole due, from_own, counted, from_others, owed, forgiven, restored, lapsed_again;  // a return
    whole money, withheld;                                                              // of the refund
};

/// A member on a day.
struct answer {
    std::map<long, whole> lots;     ///< live points by the day they end; those without end under `no_end`
    std::map<long, whole> ended;    ///< points that ended unused and were not yet counted as paid back
    std::map<long, whole> waiting;  ///< points that are not open yet, by the day they end
    whole available, debt, reserved;
    whole spend;
    std::size_t level = 0;
    whole credit, credit_debt, frozen;
    std::vector<whole> live;  ///< by step: granted less taken back
    exact carried;            ///< the exact total of points, under *carry*
    effect last;

    [[nodiscard]] whole points() const { return available - debt; }
};
inline constexpr long no_end = 1'000'000'000;

/// Returns: what the member is and owns on `day`, after all facts of the history up to it.
answer ask(rules const& by, std::vector<fact> history, long day);

/// Returns: what a fact did in its own time, by what is known of the time before it.
effect effect_of(rules const& by, std::vector<fact> const& history, fact const& of);

/// Returns: the fact with its price and payment fixed, decided on what is known now of the time before it.
fact committed(rules const& by, std::vector<fact> const& history, fact next);

/// Returns: shares of `total` in proportion to the weights, by largest remainder, ties to the earlier one.
std::vector<whole> spread(whole const& total, std::vector<whole> const& weights);

/// Returns: the largest whole number not above `x`.
whole floor_of(exact const& x);
/// Returns: the nearest whole number, halves away from zero.
whole half_up(exact const& x);

/// What a sale with points is in the books (relative stand-alone prices), whole units, half-up.
struct deferral {
    whole goods, points;
};
/// Returns: how the price of a sale splits between the goods, which stand alone at that price, and points of
/// which `expected` units are expected to be used.
deferral defer(whole const& sales, whole const& expected);
/// Returns: what of the deferred amount is income once `used` of `expected` units in all have been used.
whole income_so_far(whole const& deferred, whole const& used, whole const& expected);

/// Returns: a history as a shop would tell it, one fact a line.
std::string story(std::vector<fact> const& history);

}  // namespace points_oracle
