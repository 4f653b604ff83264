// SPDX-License-Identifier: BSL-1.0
#pragma once

#include <algorithm>
#include <ostream>
#include <vector>

#include "oracle/points_oracle.hpp"
#include "support/property.hpp"

/// Random histories of one member, in a form that shrinks well: every move is a few small numbers, and
/// whatever they are, they tell a history that can happen.

namespace histories {

using points_oracle::fact;
using points_oracle::whole;

struct move {
    bool returns = false;
    int days = 0;    ///< since the move before
    int cents = 0;   ///< price of the first line
    int more = 0;    ///< price of a second line; 0 for none
    int units = 1;   ///< of the first line
    int points = 0;  ///< wished to be paid with
    int credit = 0;  ///< cents of credit wished to be paid with
    int which = 0;   ///< of the orders so far, the latest is 0
    int part = 0;    ///< of a return: 0 all that is left, 1 one unit, 2 the last line, 3 some cents
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
            m.returns ? come_back(m, day) : buy(m, day);
        }
        return facts_;
    }

private:
    void buy(move const& m, long day) {
        fact f;
        f.day = day;
        f.place = ++place_;
        f.lines.push_back({m.cents, m.units});
        if (m.more > 0) f.lines.push_back({m.more});
        f.points_wish = m.points;
        f.credit_wish = m.credit;
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
    std::vector<bought> orders_;
};

inline std::vector<fact> told(std::vector<move> const& moves) { return teller().tell(moves); }

inline std::ostream& operator<<(std::ostream& out, move const& m) {
    return out << "{" << m.returns << "," << m.days << "," << m.cents << "," << m.more << "," << m.units
               << "," << m.points << "," << m.credit << "," << m.which << "," << m.part << "}";
}

}  // namespace histories

/// Prices that reach the thresholds of the programs under test exactly, or miss them by a cent, or are any.
template <>
struct rc::Arbitrary<histories::move> {
    static Gen<histories::move> arbitrary() {
        using histories::move;
        auto const price = gen::oneOf(gen::inRange(0, 30'000), gen::inRange(0, 300),
                                      gen::element(1'000, 5'000, 10'000, 9'999, 20'000, 30'000));
        auto const none_some_all = [](int most) {
            return gen::weightedOneOf<int>(
                {{3, gen::just(0)}, {1, gen::inRange(0, most)}, {1, gen::just(100'000'000)}});
        };
        return gen::build<move>(
            gen::set(&move::returns, gen::weightedElement<bool>({{3, false}, {2, true}})),
            gen::set(&move::days,
                     gen::weightedElement<int>({{4, 0}, {4, 1}, {2, 7}, {2, 29}, {1, 30}, {1, 200}})),
            gen::set(&move::cents, price),
            gen::set(&move::more, gen::weightedOneOf<int>({{2, gen::just(0)}, {1, price}})),
            gen::set(&move::units, gen::inRange(1, 5)), gen::set(&move::points, none_some_all(200)),
            gen::set(&move::credit, none_some_all(2'000)),
            gen::set(&move::which, gen::weightedElement<int>({{4, 0}, {2, 1}, {1, 2}, {1, 3}})),
            gen::set(&move::part, gen::inRange(0, 4)));
    }
};

namespace histories {

/// Returns: histories of up to `most` moves, all lengths alike.
inline rc::Gen<std::vector<move>> of_at_most(int most) {
    return rc::gen::resize(
        most, rc::gen::container<std::vector<move>>(rc::gen::resize(100, rc::gen::arbitrary<move>())));
}

}  // namespace histories
