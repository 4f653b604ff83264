// SPDX-License-Identifier: BSL-1.0
#include <cstdlib>
#include <sstream>

#include "oracle/histories.hpp"
#include "program/teller.hpp"
#include "support/property.hpp"

/// The library against the oracle, on random histories, after every fact.

using namespace tessera;
using namespace tessera::literals;
using histories::move;
using points_oracle::answer;
using points_oracle::exact;
using points_oracle::fact;
using program_tests::by_merging;
using program_tests::by_the_library;

namespace {

/// Returns: an answer in words, so that a difference can be read.
std::string told(answer const& a) {
    std::ostringstream out;
    out << "lots";
    for (auto const& [ends, points] : a.lots) out << " " << points << " to day " << ends << ",";
    for (auto const& [ends, points] : a.waiting) out << " " << points << " that wait, to day " << ends << ",";
    out << " available " << a.available << ", reserved " << a.reserved << ", debt " << a.debt << ", spend "
        << a.spend << ", level " << a.level << ", credit " << a.credit << ", owed " << a.credit_debt
        << ", frozen " << a.frozen << "; off " << a.last.off << ", earned " << a.last.earned << ", due "
        << a.last.due << ", counted " << a.last.counted << ", restored " << a.last.restored << ", refund "
        << a.last.money << ", withheld " << a.last.withheld;
    return out.str();
}

void compare(answer const& library, answer const& oracle, std::vector<fact> const& history, long day) {
    if (told(library) == told(oracle)) return;
    RC_LOG() << points_oracle::story(history) << "as of day " << day << "\nthe library: " << told(library)
             << "\nthe oracle:  " << told(oracle) << "\n";
    RC_FAIL("they disagree");
}

#if defined(__has_feature)
#if __has_feature(address_sanitizer)
#define TESSERA_TESTS_ARE_SLOW 1
#endif
#endif
#if defined(__SANITIZE_ADDRESS__)
#define TESSERA_TESTS_ARE_SLOW 1
#endif

/// Returns: how many histories each of the programs below is given: together a hundred thousand, a tenth of
/// them under sanitizers, or as many as TESSERA_HISTORIES says.
int histories_each() {
    constexpr int programs = 28;
#if defined(TESSERA_TESTS_ARE_SLOW)
    constexpr int usual = 13'800;
#else
    constexpr int usual = 138'000;
#endif
    char const* const wanted = std::getenv("TESSERA_HISTORIES");
    return (wanted == nullptr ? usual : std::atoi(wanted)) / programs;
}

template <class Program>
void check_histories(char const* law, Program const& program, points_oracle::rules const& by,
                     histories::kinds with = {}) {
    CHECK_PROPERTY_TIMES(histories_each(), law, [&] {
        auto const facts = histories::told(*histories::of_at_most(12, with));
        by_the_library library(program);
        std::vector<fact> so_far;
        for (fact const& f : facts) {
            so_far.push_back(f);
            RC_ASSERT(library.take(f));
            compare(library.as_of(f.day), points_oracle::ask(by, so_far, f.day), so_far, f.day);
        }
    });
}

/// Returns: the last day of a history.
long last_day(std::vector<fact> const& history) {
    long day = 0;
    for (fact const& f : history) day = std::max(day, f.day);
    return day;
}

/// Effects: checks what all returns together refunded and withheld.
void compare_refunds(refund const& library, points_oracle::rules const& by, std::vector<fact> const& known) {
    points_oracle::whole money = 0, withheld = 0;
    for (fact const& f : known) {
        points_oracle::effect const done = points_oracle::effect_of(by, known, f);
        money += done.money - done.withheld;
        withheld += done.withheld;
    }
    if (library.money_minor == money && library.withheld_minor == withheld) return;
    RC_LOG() << points_oracle::story(known) << "the library refunded " << library.money_minor << ", withheld "
             << library.withheld_minor << "\nthe oracle " << money << ", withheld " << withheld << "\n";
    RC_FAIL("they disagree about refunds");
}

/// The facts arrive in another order than they happened in; some of the first may be past the horizon. After
/// every one the library is where the oracle is, which folds what is known in the order of time.
template <class Program>
void check_late_histories(char const* law, Program const& program, points_oracle::rules const& by,
                          histories::kinds with = {.late = true, .close = true}) {
    CHECK_PROPERTY_TIMES(histories_each(), law, [&] {
        histories::teller teller;
        auto const facts = teller.tell(*histories::of_at_most(12, with));
        auto const arrivals = teller.arrivals();
        auto const settled = *rc::gen::inRange<std::size_t>(0, 4);
        by_merging library(program);
        std::vector<fact> known;
        bool in_order = true;
        for (std::size_t place : arrivals) {
            known.push_back(points_oracle::committed(by, known, facts[place]));
            RC_ASSERT(library.take(facts[place]));
            long const day = last_day(known);
            answer oracle = points_oracle::ask(by, known, day);
            oracle.last = points_oracle::effect_of(by, known, known.back());
            compare(library.as_of(day), oracle, known, day);
            compare_refunds(library.refunded(), by, known);
            in_order &= place + 1 == known.size();
            if (in_order && known.size() <= settled) library.settle();
        }
    });
}

constexpr auto spend = net_spend(list_price.with_stored_value());
constexpr auto club = tiers("club", spend, tier{"silver", 100}, tier{"gold", 300});
constexpr auto prices = member_price("club", off{"silver", 2_percent}, off{"gold", 5_percent});
constexpr auto pays = redemption("points", {.points = 1, .money = "0.03"_d});
constexpr auto credit_pays = redemption("cash", {.points = 1, .money = 1});
constexpr std::int32_t for_ever = 100'000;

points_oracle::rules club_rules() {
    points_oracle::rules r;
    r.tiers = {{10'000, exact(2, 100), 1}, {30'000, exact(5, 100), 1}};
    r.cents_per_point = 3;
    r.life = 30;
    return r;
}

}  // namespace

TEST_CASE("library and oracle agree: points by the order, paying at most half; what has ended stays ended") {
    static constexpr auto program =
        compose("order", currencies::EUR, club, prices, pays.for_at_most(50_percent),
                accrual("points", 1).living(days(30)), returns(for_ever));
    points_oracle::rules by = club_rules();
    by.points_pay_at_most = exact(1, 2);
    check_histories("points by the order", program, by);
}

TEST_CASE(
    "library and oracle agree: points by the line, more of them for gold; what has ended is issued anew") {
    static constexpr auto program = compose("line", currencies::EUR, club, prices, pays,
                                            accrual("points", ratio(7, 3))
                                                .rounded(rounding_scope::line)
                                                .living(days(30))
                                                .times("club", multiplier{"gold", 2}),
                                            returns(for_ever).reissuing(days(30)));
    points_oracle::rules by = club_rules();
    by.points_per_cent = exact(7, 300);
    by.rounded = points_oracle::rounds::line;
    by.tiers[1].times = 2;
    by.restored = points_oracle::after_end::anew;
    check_histories("points by the line", program, by);
}

TEST_CASE(
    "library and oracle agree: points carried, more of them for silver; what has ended comes back for a "
    "week") {
    static constexpr auto program = compose("carry", currencies::EUR, club, prices, pays,
                                            accrual("points", ratio(1, 3))
                                                .rounded(rounding_scope::carry)
                                                .living(days(30))
                                                .times("club", multiplier{"silver", ratio(3, 2)}),
                                            returns(for_ever).reinstating(7));
    points_oracle::rules by = club_rules();
    by.points_per_cent = exact(1, 300);
    by.rounded = points_oracle::rounds::carry;
    by.tiers[0].times = by.tiers[1].times = exact(3, 2);
    by.restored = points_oracle::after_end::for_some_days;
    by.some_days = 7;
    check_histories("points by carry", program, by);
}

TEST_CASE("library and oracle agree: points by the order, what is missing is forgiven") {
    static constexpr auto program =
        compose("forgiven", currencies::EUR, club, prices, pays, accrual("points", 1).living(days(30)),
                returns(for_ever).when_short(shortfall::forgive));
    points_oracle::rules by = club_rules();
    by.points_missing = points_oracle::missing::forgiven;
    check_histories("points forgiven", program, by);
}

TEST_CASE("library and oracle agree: points by the order, what is missing is withheld by the whole point") {
    static constexpr auto program =
        compose("withheld", currencies::EUR, club, prices, pays, accrual("points", 1).living(days(30)),
                returns(for_ever).withholding("7.77"_d, 1));
    points_oracle::rules by = club_rules();
    by.points_missing = points_oracle::missing::withheld;
    by.cents_withheld = 777;
    check_histories("points withheld", program, by);
}

namespace {

/// Points for every whole 10.00 of orders of 50.00, more of them for gold; what is left is worked out anew.
constexpr auto for_tens = accrual("points", 7)
                              .per_whole(10)
                              .from_order_of(50)
                              .living(days(30))
                              .times("club", multiplier{"gold", ratio(3, 2)})
                              .taken_back(take_back::recomputed);

points_oracle::rules for_tens_rules() {
    points_oracle::rules by = club_rules();
    by.points_per_cent = exact(7, 1'000);
    by.per_cents = 1'000;
    by.least_cents = 5'000;
    by.tiers[1].times = exact(3, 2);
    by.anew = true;
    return by;
}

}  // namespace

TEST_CASE("library and oracle agree: points for whole amounts from a minimum, recomputed on returns") {
    static constexpr auto program =
        compose("anew", currencies::EUR, club, prices, pays, for_tens, returns(for_ever));
    check_histories("points recomputed", program, for_tens_rules());
}

TEST_CASE("library and oracle agree: points by the line for whole amounts, recomputed on returns") {
    static constexpr auto program =
        compose("anew", currencies::EUR, club, prices, pays, for_tens.rounded(rounding_scope::line),
                returns(for_ever).when_short(shortfall::forgive));
    points_oracle::rules by = for_tens_rules();
    by.rounded = points_oracle::rounds::line;
    by.points_missing = points_oracle::missing::forgiven;
    check_histories("points recomputed by the line", program, by);
}

namespace {

/// Spend that stored value paid does not count; the ladder's credit pays.
constexpr auto money_spent = net_spend(list_price);
constexpr auto cash = ladder("cash", money_spent, step{50, 5}, step{100, 10}, step{200, 20}, step{300, 50});

points_oracle::rules ladder_rules(points_oracle::falls falls) {
    points_oracle::rules r;
    r.points_per_cent = 0;
    r.stored_value_counts = false;
    r.ladder = {{5'000, 500}, {10'000, 1'000}, {20'000, 2'000}, {30'000, 5'000}};
    r.ladder_falls = falls;
    return r;
}

}  // namespace

TEST_CASE("library and oracle agree: a ladder that follows returns") {
    static constexpr auto program = compose("follow", currencies::EUR, cash, credit_pays, returns(for_ever));
    check_histories("a ladder that follows", program, ladder_rules(points_oracle::falls::follow));
}

TEST_CASE("library and oracle agree: a ladder that keeps what it paid") {
    static constexpr auto program =
        compose("keep", currencies::EUR, cash.when_returned(on_return::keep), credit_pays, returns(for_ever));
    check_histories("a ladder that keeps", program, ladder_rules(points_oracle::falls::keep));
}

TEST_CASE("library and oracle agree: a ladder that follows, what is missing withheld from the refund") {
    static constexpr auto program =
        compose("withheld", currencies::EUR, cash.when_returned(on_return::follow, shortfall::withhold),
                credit_pays, returns(for_ever));
    points_oracle::rules by = ladder_rules(points_oracle::falls::follow);
    by.ladder_missing = points_oracle::missing::withheld;
    check_histories("a ladder that withholds", program, by);
}

TEST_CASE("library and oracle agree: a ladder that follows, what is missing forgiven") {
    static constexpr auto program =
        compose("forgiven", currencies::EUR, cash.when_returned(on_return::follow, shortfall::forgive),
                credit_pays, returns(for_ever));
    points_oracle::rules by = ladder_rules(points_oracle::falls::follow);
    by.ladder_missing = points_oracle::missing::forgiven;
    check_histories("a ladder that forgives", program, by);
}

TEST_CASE("library and oracle agree: a ladder that takes back what is unspent of a step's own award") {
    static constexpr auto program =
        compose("revoke", currencies::EUR, cash.when_returned(on_return::revoke_unused), credit_pays,
                returns(for_ever));
    check_histories("a ladder that revokes", program, ladder_rules(points_oracle::falls::revoke_unused));
}

TEST_CASE(
    "library and oracle agree: a ladder that keeps back what is unspent until the step is reached again") {
    static constexpr auto program = compose("freeze", currencies::EUR, cash.when_returned(on_return::freeze),
                                            credit_pays, returns(for_ever));
    check_histories("a ladder that freezes", program, ladder_rules(points_oracle::falls::freeze));
}

namespace {

constexpr auto by_the_order = accrual("points", 1).living(days(30));

}  // namespace

TEST_CASE("library and oracle agree: points that wait a week") {
    static constexpr auto program = compose("wait", currencies::EUR, club, prices, pays,
                                            by_the_order.pending(days(7)), returns(for_ever));
    points_oracle::rules by = club_rules();
    by.waits = 7;
    check_histories("points that wait", program, by, {.close = true});
}

TEST_CASE("library and oracle agree: points by the line that wait a month, what is missing is forgiven") {
    static constexpr auto program = compose(
        "wait", currencies::EUR, club, prices, pays,
        accrual("points", ratio(7, 3)).rounded(rounding_scope::line).living(days(30)).pending(days(30)),
        returns(for_ever).reissuing(days(30)).when_short(shortfall::forgive));
    points_oracle::rules by = club_rules();
    by.points_per_cent = exact(7, 300);
    by.rounded = points_oracle::rounds::line;
    by.waits = 30;
    by.restored = points_oracle::after_end::anew;
    by.points_missing = points_oracle::missing::forgiven;
    check_histories("points that wait, forgiven", program, by, {.close = true});
}

TEST_CASE("library and oracle agree: points carried that wait a day") {
    static constexpr auto program = compose(
        "wait", currencies::EUR, club, prices, pays,
        accrual("points", ratio(1, 3)).rounded(rounding_scope::carry).living(days(30)).pending(days(1)),
        returns(for_ever).reinstating(7));
    points_oracle::rules by = club_rules();
    by.points_per_cent = exact(1, 300);
    by.rounded = points_oracle::rounds::carry;
    by.waits = 1;
    by.restored = points_oracle::after_end::for_some_days;
    by.some_days = 7;
    check_histories("points that wait, carried", program, by, {.close = true});
}

TEST_CASE("library and oracle agree: points that holds keep back, taken, given back or over by time") {
    static constexpr auto program =
        compose("holds", currencies::EUR, club, prices, pays, by_the_order, returns(for_ever));
    check_histories("points in holds", program, club_rules(), {.holds = true, .close = true});
}

TEST_CASE("library and oracle agree: holds on points that waited, paying at most half") {
    static constexpr auto program =
        compose("holds", currencies::EUR, club, prices, pays.for_at_most(50_percent),
                by_the_order.pending(days(7)), returns(for_ever).reinstating(7));
    points_oracle::rules by = club_rules();
    by.points_pay_at_most = exact(1, 2);
    by.waits = 7;
    by.restored = points_oracle::after_end::for_some_days;
    by.some_days = 7;
    check_histories("points in holds that waited", program, by, {.holds = true, .close = true});
}

TEST_CASE("library and oracle agree: points given away and received, beside orders, returns and holds") {
    static constexpr auto program = compose("given", currencies::EUR, club, prices, pays, by_the_order,
                                            transfer("points"), returns(for_ever));
    check_histories("points given and received", program, club_rules(),
                    {.holds = true, .transfers = true, .close = true});
}

TEST_CASE("library and oracle agree on late facts: points by the order") {
    static constexpr auto program = compose("late", currencies::EUR, club, prices,
                                            pays.for_at_most(50_percent), by_the_order, returns(for_ever));
    points_oracle::rules by = club_rules();
    by.points_pay_at_most = exact(1, 2);
    check_late_histories("late facts, points by the order", program, by);
}

TEST_CASE("library and oracle agree on late facts: points by the line that wait, issued anew") {
    static constexpr auto program = compose("late", currencies::EUR, club, prices, pays,
                                            accrual("points", ratio(7, 3))
                                                .rounded(rounding_scope::line)
                                                .living(days(30))
                                                .pending(days(7))
                                                .times("club", multiplier{"gold", 2}),
                                            returns(for_ever).reissuing(days(30)));
    points_oracle::rules by = club_rules();
    by.points_per_cent = exact(7, 300);
    by.rounded = points_oracle::rounds::line;
    by.waits = 7;
    by.tiers[1].times = 2;
    by.restored = points_oracle::after_end::anew;
    check_late_histories("late facts, points by the line", program, by);
}

TEST_CASE("library and oracle agree on late facts: points carried, what is missing is forgiven") {
    static constexpr auto program = compose("late", currencies::EUR, club, prices, pays,
                                            accrual("points", ratio(1, 3))
                                                .rounded(rounding_scope::carry)
                                                .living(days(30))
                                                .times("club", multiplier{"silver", ratio(3, 2)}),
                                            returns(for_ever).reinstating(7).when_short(shortfall::forgive));
    points_oracle::rules by = club_rules();
    by.points_per_cent = exact(1, 300);
    by.rounded = points_oracle::rounds::carry;
    by.tiers[0].times = by.tiers[1].times = exact(3, 2);
    by.restored = points_oracle::after_end::for_some_days;
    by.some_days = 7;
    by.points_missing = points_oracle::missing::forgiven;
    check_late_histories("late facts, points by carry", program, by);
}

TEST_CASE("library and oracle agree on late facts: points recomputed on returns") {
    static constexpr auto program =
        compose("late", currencies::EUR, club, prices, pays, for_tens, returns(for_ever));
    check_late_histories("late facts, points recomputed", program, for_tens_rules());
}

TEST_CASE("library and oracle agree on late facts: a ladder that follows returns") {
    static constexpr auto program = compose("late", currencies::EUR, cash, credit_pays, returns(for_ever));
    check_late_histories("late facts, a ladder that follows", program,
                         ladder_rules(points_oracle::falls::follow));
}

TEST_CASE("library and oracle agree on late facts: a ladder that keeps what it paid") {
    static constexpr auto program =
        compose("late", currencies::EUR, cash.when_returned(on_return::keep), credit_pays, returns(for_ever));
    check_late_histories("late facts, a ladder that keeps", program,
                         ladder_rules(points_oracle::falls::keep));
}

TEST_CASE("library and oracle agree on late facts: a ladder that follows, what is missing withheld") {
    static constexpr auto program =
        compose("late", currencies::EUR, cash.when_returned(on_return::follow, shortfall::withhold),
                credit_pays, returns(for_ever));
    points_oracle::rules by = ladder_rules(points_oracle::falls::follow);
    by.ladder_missing = points_oracle::missing::withheld;
    check_late_histories("late facts, a ladder that withholds", program, by);
}

TEST_CASE("library and oracle agree on late facts: holds") {
    static constexpr auto program =
        compose("late", currencies::EUR, club, prices, pays, by_the_order, returns(for_ever));
    check_late_histories("late facts, holds", program, club_rules(),
                         {.holds = true, .late = true, .close = true});
}

TEST_CASE("library and oracle agree on late facts: holds on points that waited") {
    static constexpr auto program = compose("late", currencies::EUR, club, prices, pays,
                                            by_the_order.pending(days(7)), returns(for_ever).reinstating(7));
    points_oracle::rules by = club_rules();
    by.waits = 7;
    by.restored = points_oracle::after_end::for_some_days;
    by.some_days = 7;
    check_late_histories("late facts, holds on points that waited", program, by,
                         {.holds = true, .late = true, .close = true});
}
