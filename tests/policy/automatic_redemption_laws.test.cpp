// SPDX-License-Identifier: BSL-1.0
#include <algorithm>
#include <map>
#include <vector>

#include <tessera/analysis/roll_forward.hpp>
#include <tessera/program/merge.hpp>
#include <tessera/program/versions.hpp>
#include <tessera/tessera.hpp>

#include "support/property.hpp"
#include "support/shop.hpp"

/// Laws of automatic redemption over random histories: against a model that goes day by day and knows nothing
/// of the library, whether days are written down or not, under versions, and in any order of arrival.

using namespace tessera;
using namespace tessera::literals;

namespace {

/// One thing that happens. Days are counted from the first day of all histories.
struct event {
    enum class kind { give, take, use_credit, keep, capture, release };
    kind what = kind::give;
    int day = 0;
    std::int64_t amount = 0;
    int opens_in = 0, lives = 1;  ///< of what is given
    int hold = 0, until = 0;      ///< of what is kept back
};

// --- the model
// -----------------------------------------------------------------------------------------------

/// What automatic redemption there is on a day: Mondays at first, daily from day 40 on, none from day 80 on.
struct figures {
    bool redeems;
    std::int64_t step, each, least, most;
};
figures rule_on(int day) {
    if (day < 40) return {day % 7 == 0, 50, 500, 0, INT64_MAX};
    if (day < 80) return {true, 30, 200, 70, 60};
    return {};
}
constexpr int credit_lives = 20;

/// What there is on a day: lots by the first day without use.
struct holdings {
    std::map<int, std::int64_t> points, credit;
    std::int64_t owed = 0, credit_owed = 0, pending = 0, reserved = 0;
    friend bool operator==(holdings const&, holdings const&) = default;
};

class day_by_day {
public:
    void go_to(int day) {
        while (today_ < day) begin(++today_);
    }
    void take(event const& e) {
        go_to(e.day);
        switch (e.what) {
            case event::kind::give: return give(e);
            case event::kind::take: return demand(now_.points, now_.owed, e.amount);
            case event::kind::use_credit: return demand(now_.credit, now_.credit_owed, e.amount);
            case event::kind::keep: return keep(e);
            case event::kind::capture: return end_hold(e.hold, e.amount);
            case event::kind::release: return end_hold(e.hold, 0);
        }
    }
    [[nodiscard]] holdings answer() const {
        holdings all = now_;
        for (auto const& lot : waiting_) all.pending += lot.amount;
        for (auto const& part : kept_) all.reserved += part.amount;
        return all;
    }

private:
    struct waiting {
        int opens, ends;
        std::int64_t amount;
    };
    struct kept {
        int hold, until, ends;
        std::int64_t amount;
    };

    void begin(int day) {
        std::map<int, std::int64_t> freed;
        std::erase_if(waiting_, [&](waiting const& w) {
            if (w.opens == day) freed[w.ends] += w.amount;
            return w.opens == day;
        });
        std::erase_if(kept_, [&](kept const& k) {
            if (k.until == day && k.ends >= day) freed[k.ends] += k.amount;
            return k.until == day;
        });
        for (auto& [ends, amount] : freed) {
            if (ends > day) pay_from(amount);
            if (amount > 0) now_.points[ends] += amount;
        }
        redeem(day, rule_on(day));
        for (auto* lots : {&now_.points, &now_.credit})
            std::erase_if(*lots, [&](auto const& lot) { return lot.first <= day; });
    }
    void redeem(int day, figures const& by) {
        std::int64_t const there = sum(now_.points);
        if (!by.redeems || now_.owed > 0 || there < by.least) return;
        std::int64_t const steps = std::min(there, by.most) / by.step;
        static_cast<void>(spend(now_.points, steps * by.step));
        std::int64_t value = steps * by.each;
        std::int64_t const paid = std::min(value, now_.credit_owed);
        now_.credit_owed -= paid;
        value -= paid;
        if (value > 0) now_.credit[day + credit_lives] += value;
    }
    void pay_from(std::int64_t& amount) {
        std::int64_t const paid = std::min(amount, now_.owed);
        now_.owed -= paid;
        amount -= paid;
    }
    void give(event const& e) {
        std::int64_t amount = e.amount;
        pay_from(amount);
        if (amount == 0) return;
        int const opens = e.day + e.opens_in, ends = opens + e.lives;
        if (e.opens_in == 0)
            now_.points[ends] += amount;
        else
            waiting_.push_back({opens, ends, amount});
    }
    static void demand(std::map<int, std::int64_t>& lots, std::int64_t& owed, std::int64_t amount) {
        owed += amount - spend(lots, std::min(amount, sum(lots)));
    }
    void keep(event const& e) {
        std::int64_t left = std::min(e.amount, sum(now_.points));
        if (left == 0 || e.until <= e.day) return;
        for (auto& [ends, amount] : now_.points) {
            std::int64_t const some = std::min(amount, left);
            if (some > 0) kept_.push_back({e.hold, e.until, ends, some});
            left -= some;
        }
        static_cast<void>(spend(now_.points, std::min(e.amount, sum(now_.points))));
    }
    void end_hold(int hold, std::int64_t captured) {
        std::int64_t all = 0;
        for (kept const& k : kept_)
            if (k.hold == hold) all += k.amount;
        if (captured > all) return;
        std::erase_if(kept_, [&](kept& k) {
            if (k.hold != hold) return false;
            std::int64_t const some = std::min(captured, k.amount);
            captured -= some;
            k.amount -= some;
            if (k.ends > today_) {
                pay_from(k.amount);
                if (k.amount > 0) now_.points[k.ends] += k.amount;
            }
            return true;
        });
    }
    [[nodiscard]] static std::int64_t sum(std::map<int, std::int64_t> const& lots) {
        std::int64_t total = 0;
        for (auto const& [ends, amount] : lots) total += amount;
        return total;
    }
    static std::int64_t spend(std::map<int, std::int64_t>& lots, std::int64_t amount) {
        std::int64_t left = amount;
        for (auto& [ends, held] : lots) {
            std::int64_t const some = std::min(held, left);
            held -= some;
            left -= some;
        }
        std::erase_if(lots, [](auto const& lot) { return lot.second == 0; });
        return amount;
    }

    int today_ = -1;
    holdings now_;
    std::vector<waiting> waiting_;
    std::vector<kept> kept_;
};

// --- the library
// ---------------------------------------------------------------------------------------------

constexpr date start = date_of(2026, 1, 5);  // a Monday
constexpr auto gives = by_hand("give", "points", hand::gives);
constexpr auto takes = by_hand("take", "points", hand::demands);
constexpr auto uses = by_hand("use credit", "credit", hand::demands);
constexpr auto holds = redemption("points", {.points = 100, .money = 1});
constexpr auto vouchers = automatic_redemption("vouchers", "points", 50, "credit", 5)
                              .when(schedule().on(weekday::monday))
                              .living(days(credit_lives));
constexpr auto daily = automatic_redemption("vouchers", "points", 30, "credit", 2)
                           .from_balance(70)
                           .at_most(60)
                           .living(days(credit_lives));

constexpr auto one = compose("shop", currencies::EUR, gives, takes, uses, holds, vouchers);
constexpr auto two =
    compose(identity{"shop", {2}}.after(one.chart()), currencies::EUR, gives, takes, uses, holds, daily);
constexpr auto three =
    compose(identity{"shop", {3}}.after(two.chart()), currencies::EUR, gives, takes, uses, holds);
constexpr auto shops = [] {
    return *make_versions(since{start, one}, since{start + 40, two}, since{start + 80, three});
}();
using rules = std::remove_const_t<decltype(shops)>;
constexpr slot_id own = one.pool("points"), bought = one.pool("credit");

/// A member of the shops, whose clocks are so many seconds ahead of UTC.
struct member {
    account held;
    journal history;
    decision last;
    std::int64_t ahead = 0;
    std::uint64_t facts = 0;

    [[nodiscard]] fact_head head(int day, std::uint64_t place, std::int64_t second = 0) const {
        std::int64_t const wall = std::int64_t{(start + day).day} * 86'400 + second;
        return {{place}, {{wall - ahead}, place}, start + day};
    }
    template <class Fact>
    void commit(Fact const& what) {
        auto const decided = shops.decide(held, what, last);
        RC_ASSERT(decided.has_value());
        RC_ASSERT(apply(held, shops.chart(), last.as_entry()) == errc::ok);
        history.append(last.as_entry());
    }
    /// Effects: writes a day down, before its facts.
    void wait(int day) {
        fact_head h = head(day, 0);
        h.id = {std::uint64_t{1} << 40 | static_cast<std::uint64_t>(day)};
        commit(day_passes{h});
    }
    void take(event const& e, std::int64_t second = 0) {
        std::visit([&](auto const& fact) { commit(fact); }, fact_of(e, ++facts, second));
    }

    [[nodiscard]] any_fact fact_of(event const& e, std::uint64_t place, std::int64_t second = 0) const {
        fact_head const h = head(e.day, place, second);
        rule_id const by = one.redemption_rule("points");
        hold_id const hold{static_cast<std::uint64_t>(e.hold)};
        auto const act = [&](char const* what) {
            return action{.head = h, .what = action_named(what), .amount = e.amount, .lot_is_named = false};
        };
        switch (e.what) {
            case event::kind::give: {
                action what = act("give");
                what.lot_is_named = true;
                what.lot.expires = start + e.day + e.opens_in + e.lives;
                if (e.opens_in > 0) what.lot.opens = start + e.day + e.opens_in;
                return what;
            }
            case event::kind::take: return act("take");
            case event::kind::use_credit: return act("use credit");
            case event::kind::keep:
                return reserve{h, by, hold, e.amount, {std::int64_t{(start + e.until).day} * 86'400}};
            case event::kind::capture: return capture{h, by, hold, e.amount};
            case event::kind::release: return release{h, by, hold};
        }
        return day_passes{h};
    }

    [[nodiscard]] holdings answer(int day) const {
        statement const now = shops.statement(held, start + day);
        balance const p = now.of(own), c = now.of(bought);
        holdings all{{}, {}, p.debt, c.debt, p.pending, p.reserved};
        account const then = shops.as_of(held, start + day);
        std::int64_t in_lots = 0, in_credit = 0;
        for (lot const& l : lots_of(then, shops.chart(), own, start + day))
            all.points[l.key.expires - start] += l.amount, in_lots += l.amount;
        for (lot const& l : lots_of(then, shops.chart(), bought, start + day))
            all.credit[l.key.expires - start] += l.amount, in_credit += l.amount;
        RC_ASSERT(in_lots == p.available);
        RC_ASSERT(in_credit == c.available);
        return all;
    }
};

/// Returns: a history; its days go up, several things may happen on one.
std::vector<event> random_history(bool with_holds) {
    std::vector<event> all;
    int day = *rc::gen::inRange(0, 50), kept = 0;
    int const count = *rc::gen::inRange(1, 16);
    for (int i = 0; i < count; ++i) {
        day += *rc::gen::weightedElement<int>({{3, 0}, {3, 1}, {2, 3}, {1, 7}, {1, 12}, {1, 30}});
        event e{.day = day, .amount = *rc::gen::inRange<std::int64_t>(0, 140)};
        int const kind = *rc::gen::inRange(0, with_holds ? 12 : 8);
        if (kind < 6) {
            e.opens_in = *rc::gen::weightedElement<int>({{2, 0}, {1, 1}, {1, 2}, {1, 5}});
            e.lives = *rc::gen::inRange(1, 16);
        } else if (kind == 6) {
            e.what = event::kind::take;
        } else if (kind == 7) {
            e.what = event::kind::use_credit;
            e.amount *= 10;
        } else if (kind < 10) {
            e.what = event::kind::keep;
            e.hold = ++kept;
            e.until = day + *rc::gen::inRange(1, 10);
        } else {
            e.what = kind == 10 ? event::kind::capture : event::kind::release;
            e.hold = *rc::gen::inRange(0, kept + 1);
        }
        all.push_back(e);
    }
    return all;
}

constexpr int days_ahead[] = {0, 1, 2, 3, 5, 7, 8, 14, 30, 60, 400};

}  // namespace

TEST_CASE("on every day there is what a model has that goes day by day") {
    CHECK_PROPERTY_TIMES(2'000, "lots, debts, what waits and is kept back; under versions", [] {
        member asked;
        day_by_day model;
        for (event const& e : random_history(true)) {
            asked.take(e);
            model.take(e);
            day_by_day later = model;
            for (int const ahead : days_ahead) {
                later.go_to(e.day + ahead);
                RC_ASSERT(asked.answer(e.day + ahead) == later.answer());
            }
        }
    });
}

TEST_CASE("shops ahead of UTC, or behind, redeem as their business days begin") {
    CHECK_PROPERTY_TIMES(500, "as the model does, whatever the clock", [] {
        member asked;
        asked.ahead = *rc::gen::element(-11, -5, 0, 2, 13) * 3'600;
        day_by_day model;
        int last = -1;
        std::int64_t second = 0;
        for (event const& e : random_history(false)) {
            second = e.day == last ? std::min<std::int64_t>(second + 9'000, 86'399) : 0;
            last = e.day;
            asked.take(e, second);
            model.take(e);
            day_by_day later = model;
            for (int const ahead : days_ahead) {
                later.go_to(e.day + ahead);
                RC_ASSERT(asked.answer(e.day + ahead) == later.answer());
            }
        }
    });
}

TEST_CASE("days written down daily, seldom or never redeem alike, in answers and in books") {
    CHECK_PROPERTY_TIMES(300, "for every history, under versions", [] {
        member never, each_day, seldom;
        int today = 0;
        for (event const& e : random_history(true)) {
            for (; today < e.day; ++today) {
                each_day.wait(today + 1);
                if (today % 45 == 44) seldom.wait(today + 1);
            }
            for (member* m : {&never, &each_day, &seldom}) m->take(e);
            for (int const ahead : days_ahead) {
                holdings const expected = never.answer(e.day + ahead);
                RC_ASSERT(each_day.answer(e.day + ahead) == expected);
                RC_ASSERT(seldom.answer(e.day + ahead) == expected);
            }
        }
        for (member* m : {&never, &each_day}) m->wait(today + 50);
        std::vector<std::vector<pool_period>> told;
        date const through = start + today + 50;
        for (member const* m : {&never, &each_day}) {
            auto const moved = movements_of(m->history, shops.chart(), through);
            RC_ASSERT(moved.has_value());
            roll_forward books(through, calendar_unit::day);
            books.add(*moved);
            books.count(m->held, shops.chart());
            RC_ASSERT(books.imbalances().empty());
            for (slot_id const pool : {own, bought}) told.push_back(books.periods(pool));
            auto const folded = fold(m->history, shops.chart());
            RC_ASSERT(folded.has_value());
            RC_ASSERT(shop_tests::bytes_of(*folded, shops.chart()) ==
                      shop_tests::bytes_of(m->held, shops.chart()));
        }
        for (std::size_t pool : {std::size_t{0}, std::size_t{1}}) {
            RC_ASSERT(told[pool].size() == told[pool + 2].size());
            for (std::size_t i = 0; i < told[pool].size(); ++i) {
                pool_period const &a = told[pool][i], &b = told[pool + 2][i];
                RC_ASSERT(a.difference() == 0);
                RC_ASSERT(a.debt_difference() == 0);
                RC_ASSERT(a.issued == b.issued);
                RC_ASSERT(a.redeemed == b.redeemed);
                RC_ASSERT(a.expired == b.expired);
                RC_ASSERT(a.paid_on_debt == b.paid_on_debt);
                RC_ASSERT(a.closing == b.closing);
                RC_ASSERT(a.closing_debt == b.closing_debt);
            }
        }
    });
}

TEST_CASE("the order in which facts arrive leaves no trace in what was redeemed by itself") {
    CHECK_PROPERTY_TIMES(300, "facts of before and behind the days on which it was, under versions", [] {
        member in_order, shuffled;
        auto const history = random_history(false);
        std::vector<past_fact> facts, slice;
        for (event const& e : history) {
            facts.push_back({in_order.fact_of(e, facts.size() + 1)});
            in_order.take(e);
        }
        for (std::size_t i = 1; i < facts.size(); ++i)
            std::swap(facts[i], facts[*rc::gen::inRange<std::size_t>(0, i + 1)]);
        merge_outcome also;
        for (past_fact const& fact : facts) {
            decision d;
            RC_ASSERT(merge(shops, account{}, slice, fact, shuffled.held, d, also).has_value());
            RC_ASSERT(apply(shuffled.held, shops.chart(), d.as_entry()) == errc::ok);
            auto const later = [&](past_fact const& f) {
                return head_of(fact.what).key < head_of(f.what).key;
            };
            slice.insert(std::find_if(slice.begin(), slice.end(), later), fact);
        }
        auto const content = [](account const& of) {
            auto all = shop_tests::bytes_of(of, shops.chart());
            all.erase(all.begin() + 16, all.begin() + 20);
            return all;
        };
        RC_ASSERT(content(shuffled.held) == content(in_order.held));
    });
}

TEST_CASE(
    "beside orders that count later, ladders, tiers by the balance and returns, days are what they are") {
    constexpr auto later = net_spend().counted_by(progress::confirmed, days(9));
    static constexpr auto program = compose(
        "rich", currencies::EUR, accrual("points", 1).pending(days(2)).living(days(25)), returns(300),
        redemption("points", {.points = 100, .money = 1}), redemption("credit", {.points = 1, .money = 1}),
        ladder("bonus", later, step{100, 40}, step{300, 90})
            .in_points("points")
            .when_returned(on_return::revoke_unused),
        tiers("held", points_available("points"), tier{"one", 60}, tier{"two", 150}).held(days(11)),
        tiers("now", points_available("points"), tier{"one", 60}, tier{"two", 150}),
        automatic_redemption("vouchers", "points", 50, "credit", 5)
            .when(schedule().on(weekday::monday, weekday::friday))
            .living(days(15)),
        automatic_redemption("stars", "credit", 10, "stars", 1)
            .when(schedule().on(weekday::monday))
            .in_points());
    using shop = shop_tests::shop<std::remove_const_t<decltype(program)>>;
    CHECK_PROPERTY_TIMES(300, "written down daily or never", [] {
        shop never(program), each_day(program);
        date day = start;
        int const count = *rc::gen::inRange(1, 12);
        auto const alike = [&](date on) {
            statement const a = program.statement(never.member, on),
                            b = program.statement(each_day.member, on);
            for (std::size_t i = 0; i < a.owns.size(); ++i) {
                RC_ASSERT(a.owns[i].available == b.owns[i].available);
                RC_ASSERT(a.owns[i].debt == b.owns[i].debt);
                RC_ASSERT(a.owns[i].pending == b.owns[i].pending);
            }
            for (std::size_t group : {std::size_t{0}, std::size_t{1}}) {
                RC_ASSERT(a.is.level(group) == b.is.level(group));
                RC_ASSERT(a.is.tiers[group].until == b.is.tiers[group].until);
            }
        };
        for (int i = 0; i < count; ++i) {
            int const gap = *rc::gen::weightedElement<int>({{3, 0}, {3, 1}, {2, 4}, {1, 9}, {1, 40}});
            for (int passed = 0; passed < gap; ++passed) each_day.wait(day = day + 1);
            int const kind = *rc::gen::inRange(0, 6);
            auto const which = *rc::gen::inRange<std::size_t>(0, 12);
            auto const minor = *rc::gen::inRange<std::int64_t>(0, 300'00);
            auto const wish = *rc::gen::inRange<std::int64_t>(0, 80);
            for (shop* s : {&never, &each_day}) {
                if (kind < 3 || s->receipts.empty()) {
                    s->buy(day, {shop_tests::item(minor)}, {{program.redemption_rule("points"), wish}});
                } else if (kind == 3) {
                    fact_id const order = s->receipts[which % s->receipts.size()].order;
                    s->commit(order_progress{s->next_head(day), order, progress::confirmed});
                } else if (kind == 4) {
                    receipt const& paper = s->receipts[which % s->receipts.size()];
                    if (paper.returns == 0) s->bring_back(day, which % s->receipts.size());
                } else {
                    s->give_back(day, minor / 4);
                }
            }
            for (int const ahead : days_ahead) alike(day + ahead);
        }
    });
}
