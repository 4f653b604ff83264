// SPDX-License-Identifier: BSL-1.0
#pragma once

#include <algorithm>
#include <map>
#include <ostream>
#include <vector>

#include "oracle/points_oracle.hpp"
#include "support/property.hpp"

/// Random histories of one member, in a form that shrinks well: every move is a few small numbers, and
/// whatever they are, they tell a history that can happen.

namespace histories {

using points_oracle::fact;
using points_oracle::whole;

enum class deed { buys, returns, reserves, captures, releases, sends, receives };

struct move {
    deed what = deed::buys;
    int days = 0;    ///< since the move before
    int cents = 0;   ///< price of the first line
    int more = 0;    ///< price of a second line; 0 for none
    int units = 1;   ///< of the first line
    int points = 0;  ///< wished to be paid with
    int credit = 0;  ///< cents of credit wished to be paid with
    int which = 0;   ///< of the orders so far, the latest is 0
    int part = 0;    ///< of a return: 0 all that is left, 1 one unit, 2 the last line, 3 some cents
    int hold = 0;    ///< which one is meant; an order that names 0 names none
    int until = 0;   ///< days that a hold lasts, or points received live
    int late = 0;    ///< facts after it that arrive before it
};

/// Returns: what a line still has at the buyer.
struct left {
    whole units, cents;
    bool whole_units = true;  ///< nothing came back by amounts
};

class teller {
public:
    /// Returns: the facts of the moves. A return of nothing that is left to return is no fact.
    [[nodiscard]] std::vector<fact> tell(std::vector<move> const& moves) {
        long day = 0;
        for (move const& m : moves) {
            day += m.days;
            switch (m.what) {
                case deed::buys: buy(m, day); break;
                case deed::returns: come_back(m, day); break;
                case deed::reserves: about_hold(fact::kind::reserve, m, day); break;
                case deed::captures: about_hold(fact::kind::capture, m, day); break;
                case deed::releases: about_hold(fact::kind::release, m, day); break;
                case deed::sends: pass_on(fact::kind::sends, m, day); break;
                case deed::receives: pass_on(fact::kind::receives, m, day); break;
            }
            late_.resize(facts_.size(), m.late);
        }
        return facts_;
    }

    /// Returns: the places of the facts told in the order in which they arrive; a return not before its
    ///   order.
    [[nodiscard]] std::vector<std::size_t> arrivals() const {
        std::vector<std::size_t> arrives(facts_.size()), order(facts_.size());
        std::map<long, std::size_t> of_order;
        for (std::size_t i = 0; i < facts_.size(); ++i) {
            order[i] = i;
            arrives[i] = std::max(i + std::size_t(late_[i]), of_order[facts_[i].order]);
            of_order[facts_[i].place] = arrives[i];
        }
        std::sort(order.begin(), order.end(), [&](std::size_t a, std::size_t b) {
            return arrives[a] != arrives[b] ? arrives[a] < arrives[b] : a < b;
        });
        return order;
    }

private:
    void about_hold(fact::kind what, move const& m, long day) {
        fact f;
        f.what = what;
        f.day = day;
        f.place = ++place_;
        f.hold = std::max(1, m.hold);
        f.until = day + m.until;
        f.points_wish = what == fact::kind::reserve   ? 1 + m.points
                        : what == fact::kind::capture ? m.points
                                                      : 0;
        facts_.push_back(std::move(f));
    }
    void pass_on(fact::kind what, move const& m, long day) {
        fact f;
        f.what = what;
        f.day = day;
        f.place = ++place_;
        f.until = day + m.until;
        f.points_wish = 1 + m.points;
        facts_.push_back(std::move(f));
    }
    void buy(move const& m, long day) {
        fact f;
        f.day = day;
        f.place = ++place_;
        f.lines.push_back({m.cents, m.units});
        if (m.more > 0) f.lines.push_back({m.more});
        f.points_wish = m.points;
        f.credit_wish = m.credit;
        f.hold = m.hold;
        std::vector<left> at_home;
        for (auto const& line : f.lines) at_home.push_back({line.quantity, line.list});
        orders_.push_back({f.place, std::move(at_home)});
        facts_.push_back(std::move(f));
    }
    void come_back(move const& m, long day) {
        if (orders_.empty()) return;
        auto& [order, lines] = orders_[orders_.size() - 1 - std::size_t(m.which) % orders_.size()];
        fact f;
        f.what = fact::kind::comes_back;
        f.day = day;
        f.order = order;
        if (m.part == 0)
            for (std::size_t i = 0; i < lines.size(); ++i) give_rest(f, lines[i], i);
        else if (m.part == 1)
            give_one(f, lines[0]);
        else if (m.part == 2)
            give_rest(f, lines.back(), lines.size() - 1);
        else
            give_cents(f, lines[0], m.cents);
        if (f.parts.empty()) return;
        f.place = ++place_;
        facts_.push_back(std::move(f));
    }
    static void give_rest(fact& f, left& line, std::size_t i) {
        if (line.units == 0) return;
        line.units = line.cents = 0;
        f.parts.push_back({i, 0, 0});
    }
    static void give_one(fact& f, left& line) {
        if (line.units == 0 || !line.whole_units) return give_rest(f, line, 0);
        line.cents = line.cents * (line.units - 1) / line.units;
        line.units -= 1;
        f.parts.push_back({0, 1, 0});
    }
    static void give_cents(fact& f, left& line, whole const& wanted) {
        whole const cents = std::min<whole>(line.cents - 1, wanted);  // the last cent comes with the rest
        if (cents <= 0) return;
        line.cents -= cents;
        line.whole_units = false;
        f.parts.push_back({0, 0, cents});
    }

    struct bought {
        long place;
        std::vector<left> lines;
    };
    long place_ = 0;
    std::vector<fact> facts_;
    std::vector<int> late_;  // of each fact
    std::vector<bought> orders_;
};

inline std::vector<fact> told(std::vector<move> const& moves) { return teller().tell(moves); }

inline std::ostream& operator<<(std::ostream& out, move const& m) {
    return out << "{" << int(m.what) << "," << m.days << "," << m.cents << "," << m.more << "," << m.units
               << "," << m.points << "," << m.credit << "," << m.which << "," << m.part << "," << m.hold
               << "," << m.until << "," << m.late << "}";
}

}  // namespace histories

namespace histories {

/// What histories have beside orders and returns.
struct kinds {
    bool holds = false;
    bool late = false;
    bool transfers = false;
    bool close = false;  ///< few days between facts, so that points are there, and are spent
};

/// Prices that reach the thresholds of the programs under test exactly, or miss them by a cent, or are any.
inline rc::Gen<move> moves(kinds with) {
    using namespace rc;
    auto const price = gen::oneOf(gen::inRange(0, 30'000), gen::inRange(0, 300),
                                  gen::element(1'000, 5'000, 10'000, 9'999, 20'000, 30'000));
    auto const days = with.close
                          ? gen::weightedElement<int>({{6, 0}, {6, 1}, {3, 7}, {1, 29}, {1, 30}})
                          : gen::weightedElement<int>({{4, 0}, {4, 1}, {2, 7}, {2, 29}, {1, 30}, {1, 200}});
    auto const none_some_all = [often = with.close ? 2U : 1U](int most) {
        return gen::weightedOneOf<int>(
            {{3, gen::just(0)}, {often, gen::inRange(0, most)}, {often, gen::just(100'000'000)}});
    };
    std::size_t const holds = with.holds ? 1 : 0, transfers = with.transfers ? 2 : 0;
    return gen::build<move>(
        gen::set(&move::what, gen::weightedElement<deed>({{6, deed::buys},
                                                          {4, deed::returns},
                                                          {3 * holds, deed::reserves},
                                                          {2 * holds, deed::captures},
                                                          {holds, deed::releases},
                                                          {transfers, deed::sends},
                                                          {transfers, deed::receives}})),
        gen::set(&move::days, days), gen::set(&move::cents, price),
        gen::set(&move::more, gen::weightedOneOf<int>({{2, gen::just(0)}, {1, price}})),
        gen::set(&move::units, gen::inRange(1, 5)), gen::set(&move::points, none_some_all(200)),
        gen::set(&move::credit, none_some_all(2'000)),
        gen::set(&move::which, gen::weightedElement<int>({{4, 0}, {2, 1}, {1, 2}, {1, 3}})),
        gen::set(&move::part, gen::inRange(0, 4)),
        gen::set(&move::hold, gen::weightedElement<int>({{3, 0}, {2 * holds, 1}, {holds, 2}})),
        gen::set(&move::until, gen::element(8, 1, 0, 30, 300)),
        gen::set(&move::late,
                 with.late ? gen::weightedElement<int>({{4, 0}, {2, 1}, {1, 2}, {1, 5}}) : gen::just(0)));
}

/// Returns: histories of up to `most` moves, all lengths alike.
inline rc::Gen<std::vector<move>> of_at_most(int most, kinds with = {}) {
    return rc::gen::resize(most, rc::gen::container<std::vector<move>>(rc::gen::resize(100, moves(with))));
}

}  // namespace histories
