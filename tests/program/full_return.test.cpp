// SPDX-License-Identifier: BSL-1.0
#include <map>
#include <vector>

#include "oracle/histories.hpp"
#include "program/composed.hpp"
#include "program/teller.hpp"
#include "support/property.hpp"

/// An order that comes back whole: what the member then is and owns, beside a member who never placed it.
/// What it does not undo is listed in docs/reference/program.md.

using namespace tessera;
using namespace tessera::literals;
using histories::deed;
using histories::move;
using points_oracle::fact;
using program_tests::by_the_library;
using program_tests::ending;

namespace {

constexpr auto waiting = program_tests::waiting(returns(100'000));

/// Points with an exact total, others with caps, stamps, and steps that follow.
constexpr auto exact = compose(
    "exact", currencies::EUR, accrual("points", ratio(1, 3)).rounded(rounding_scope::carry).living(days(30)),
    accrual("stars", 2).living(days(60)).capped(at_most(300).within(window::calendar(calendar_unit::month))),
    redemption("points", {.points = 1, .money = "0.03"_d}),
    ladder("cash", net_spend(), step{50, 5}, step{100, 10}, step{200, 20}),
    redemption("cash", {.points = 1, .money = 1}),
    ladder("stamps", item_count(), step{3, 1}).then_every(3, 1).in_points("coffees"), returns(100'000));

/// Nothing ends, and what an order earns does not depend on how it is paid.
constexpr basis whole_price = list_price.with_stored_value();
constexpr auto lasting =
    compose("lasting", currencies::EUR, tiers("club", net_spend(whole_price), tier{"silver", 100}),
            accrual("points", 1).of(whole_price), redemption("points", {.points = 1, .money = "0.03"_d}),
            ladder("cash", net_spend(whole_price), step{50, 5}, step{100, 10}, step{200, 20}),
            redemption("cash", {.points = 1, .money = 1}), returns(100'000));

// --- what a member is and owns -----------------------------------------------------------------------------

/// What a member has of a pool. Lots are a set: equal ones are one, however they came.
struct owned {
    std::map<lot_key, std::int64_t> lots;
    std::int64_t available = 0, pending = 0, reserved = 0, debt = 0;
    friend bool operator==(owned const&, owned const&) = default;

    [[nodiscard]] std::int64_t in_all() const { return available + pending + reserved - debt; }
};
std::ostream& operator<<(std::ostream& out, owned const& o) {
    out << o.available << " usable, " << o.pending << " wait, " << o.reserved << " kept back, " << o.debt
        << " owed";
    for (auto const& [key, amount] : o.lots)
        out << "; " << amount << " from " << key.opens.day << " to " << key.expires.day << " of " << key.tag;
    return out;
}

/// A member on a day: pools, what is counted, levels. How many returns an order has had is no part of it.
struct member_on {
    std::map<std::uint16_t, owned> pools;
    std::map<std::uint16_t, std::int64_t> counted;
    std::vector<int> levels;
};

template <class Program>
owned owned_by(by_the_library<Program> const& s, slot_id pool, date day) {
    chart const slots = s.rules.chart();
    balance const b = balance_of(s.member, slots, pool, day);
    owned o{{}, b.available, b.pending, b.reserved, b.debt};
    for (lot const& l : lots_of(s.member, slots, pool, day)) o.lots[l.key.opened()] += l.amount;
    row<posting> none;
    draft const seen(s.member, slots, day, none);
    seen.for_each_stored_lot(slots.place(pool), [&](lot const& l) {
        if (l.amount > 0 && day < l.key.opens) o.lots[l.key] += l.amount;
        return true;
    });
    return o;
}
template <class Program>
member_on as_of(by_the_library<Program> const& s, date day) {
    chart const slots = s.rules.chart();
    member_on is;
    for (std::uint16_t i = 0; i < slots.size(); ++i) {
        slot const& one = slots[slot_id{i}];
        if (one.kind == slot_kind::pool) is.pools[i] = owned_by(s, slot_id{i}, day);
        bool const counts = one.kind == slot_kind::sum || one.kind == slot_kind::remainder;
        if (counts && one.name != binder::returns_slot_name())
            is.counted[i] = measure_of(s.member, slots, slot_id{i}, day);
    }
    auto const standing = s.rules.standing(s.member, day);
    for (auto const& group : standing.tiers) is.levels.push_back(group.level);
    return is;
}

void check_alike(member_on const& found, member_on const& wanted) {
    for (auto const& [pool, owns] : wanted.pools) RC_ASSERT(found.pools.at(pool) == owns);
    RC_ASSERT(found.counted == wanted.counted);
    RC_ASSERT(found.levels == wanted.levels);
}

// --- histories with one order that comes back
// ----------------------------------------------------------------

using moves = std::vector<move>;

move any_move(deed what) {
    move m = *rc::gen::resize(100, histories::moves({.close = true}));
    m.what = what;
    m.days = *rc::gen::weightedElement<int>({{3, 0}, {3, 1}, {2, 7}, {1, 29}, {1, 30}, {1, 70}});
    return m;
}
/// Returns: returns of the `which`th latest order, in up to five parts, by units, lines and amounts,
///   until all is back.
moves back_whole(int which) {
    moves all;
    for (int parts = *rc::gen::inRange(0, 5); parts > 0; --parts) all.push_back(any_move(deed::returns));
    all.push_back(any_move(deed::returns));
    all.back().part = 0;
    for (move& m : all) m.which = which;
    return all;
}
moves operator+(moves one, moves const& other) {
    one.insert(one.end(), other.begin(), other.end());
    return one;
}
moves before() { return *histories::of_at_most(8, {.close = true}); }
moves buys() { return {any_move(deed::buys)}; }
date end_of(moves const& all) {
    date day{0};
    for (move const& m : all) day = day + m.days;
    return day;
}

template <class Program>
by_the_library<Program> lived(Program const& program, moves const& all) {
    by_the_library<Program> s(program);
    for (fact const& f : histories::told(all)) RC_ASSERT(s.take(f));
    return s;
}
/// Returns: the member without the order, on the day on which the last of it is back.
template <class Program>
member_on without(Program const& program, moves const& history, moves const& rest) {
    return as_of(lived(program, history), end_of(history + rest));
}
template <class Program>
member_on with(Program const& program, moves const& history, moves const& rest) {
    return as_of(lived(program, history + rest), end_of(history + rest));
}

/// Effects: takes a frozen step's award out of what is compared: it is kept back, and counts as paid.
void leave_out_frozen(member_on& is, chart slots) {
    slot_id const pool = slots.find(binder::pool_slot_name("cash")),
                  paid = slots.find(binder::sum_slot_name("awarded/", "cash"));
    is.pools.at(pool.value).reserved = 0;
    is.counted.erase(paid.value);
}

template <class Program>
void check_back_whole(Program const& program, moves const& rest, bool freezes = false) {
    moves const history = before();
    member_on wanted = without(program, history, rest), found = with(program, history, rest);
    if (freezes) leave_out_frozen(wanted, program.chart()), leave_out_frozen(found, program.chart());
    check_alike(found, wanted);
}

}  // namespace

TEST_CASE("an order that comes back whole, in any parts and on later days, leaves the member as without it") {
    CHECK_PROPERTY_TIMES(3'000, "points that end, levels, steps that lose what is unspent",
                         [] { check_back_whole(ending, buys() + back_whole(0)); });
    CHECK_PROPERTY_TIMES(3'000, "points that wait and end, steps that freeze",
                         [] { check_back_whole(waiting, buys() + back_whole(0), true); });
    CHECK_PROPERTY_TIMES(3'000, "exact totals, caps, stamps, steps that follow",
                         [] { check_back_whole(exact, buys() + back_whole(0)); });
}

TEST_CASE("so it does where another order spent its points, and came back whole before it") {
    auto const two = [] { return buys() + buys() + back_whole(0) + back_whole(1); };
    CHECK_PROPERTY_TIMES(3'000, "points that end, levels, steps that lose what is unspent",
                         [&] { check_back_whole(ending, two()); });
    CHECK_PROPERTY_TIMES(3'000, "points that wait and end, steps that freeze",
                         [&] { check_back_whole(waiting, two(), true); });
    CHECK_PROPERTY_TIMES(3'000, "exact totals, caps, stamps, steps that follow",
                         [&] { check_back_whole(exact, two()); });
}

namespace {

/// Returns: the moves with those of the other one among them, in any order that keeps both.
moves mixed(moves const& one, moves const& other) {
    moves all;
    for (std::size_t i = 0, k = 0; i < one.size() || k < other.size();) {
        bool const first = k == other.size() || (i < one.size() && *rc::gen::element(true, false));
        all.push_back(first ? one[i++] : other[k++]);
    }
    return all;
}

/// Returns: what the last order of a member spent of a pool.
std::int64_t spent(receipt const& paper, slot_id pool) {
    std::int64_t sum = 0;
    for (receipt_tender const& t : paper.tenders)
        if (t.pool == pool) sum += t.amount;
    return sum;
}

}  // namespace

TEST_CASE("where another order spent its points before it came back, the member has as many as without it") {
    slot_id const pools[] = {lasting.pool("points"), lasting.pool("cash")};
    CHECK_PROPERTY_TIMES(3'000, "less what the other order, which stays, spent", [&] {
        moves const history = before(), order = buys(), rest = back_whole(1);
        move other = any_move(deed::buys);
        auto const found = lived(lasting, history + order + moves{other} + rest);
        date const day = end_of(history + order + moves{other} + rest);
        auto const& paper = std::prev(found.receipts.end())->second;
        other.points = other.credit = 0;
        auto const wanted = as_of(lived(lasting, history + moves{other}), day);
        auto const is = as_of(found, day);
        for (slot_id const pool : pools)
            RC_ASSERT(is.pools.at(pool.value).in_all() ==
                      wanted.pools.at(pool.value).in_all() - spent(paper, pool));
        RC_ASSERT(is.counted == wanted.counted);
        RC_ASSERT(is.levels == wanted.levels);
    });
    CHECK_PROPERTY_TIMES(3'000, "whenever the other one comes back whole", [&] {
        moves const history = before(), rest = buys() + buys() + mixed(back_whole(0), back_whole(1));
        date const day = end_of(history + rest);
        auto const is = as_of(lived(lasting, history + rest), day),
                   wanted = as_of(lived(lasting, history), day);
        for (slot_id const pool : pools)
            RC_ASSERT(is.pools.at(pool.value).in_all() == wanted.pools.at(pool.value).in_all());
        RC_ASSERT(is.counted == wanted.counted);
        RC_ASSERT(is.levels == wanted.levels);
    });
}
