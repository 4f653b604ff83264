// SPDX-License-Identifier: BSL-1.0
#include "oracle/points_oracle.hpp"

#include <algorithm>

namespace points_oracle {

namespace {

struct sold_state {
    whole list, price, counted_spend, cash, award;
    exact back = 0;  ///< share of the line that has come back
};

/// What paid beside money, and what of it has gone back.
struct tender {
    whole paid, back;
    [[nodiscard]] whole due(whole const& value_back, whole const& value) const {
        return value == 0 ? whole(0) : whole(paid * value_back / value - back);
    }
};

/// A lot that waits: the day it ends, and the day it opens.
using waiting_lot = std::pair<long, long>;

struct hold {
    long until = 0;
    std::map<long, whole> kept;  ///< of each lot
};

struct receipt {
    long own_lot = 0, opens = 0;
    exact rate;
    whole points_taken;  ///< of those earned, so far
    std::vector<sold> sold_lines;
    std::vector<sold_state> lines;
    whole price, stored;  ///< of the order; what of it points and credit paid
    tender points, credit;
    std::vector<std::pair<long, whole>> lots_used;  ///< what is still out of each lot, as taken
    std::map<std::size_t, whole> steps_used;
};

struct member {
    std::map<long, whole> lots, ended;
    std::map<waiting_lot, whole> waiting;
    std::map<long, hold> holds;
    whole debt, spend;
    exact carried = 0;
    std::map<std::size_t, whole> unspent, live, forgiven, frozen;  // of the ladder, by step
    whole credit_debt;
    std::map<long, receipt> receipts;
};

template <class Key>
whole sum(std::map<Key, whole> const& lots) {
    whole total = 0;
    for (auto const& [key, amount] : lots) total += amount;
    return total;
}
whole sum(std::vector<whole> const& parts) {
    whole total = 0;
    for (whole const& part : parts) total += part;
    return total;
}
whole least(whole const& a, whole const& b) { return a < b ? a : b; }
whole not_below_zero(whole const& a) { return a < 0 ? whole(0) : a; }

/// Takes up to `wanted` out of one lot; an empty lot is no lot.
template <class Lots, class Key>
whole take_from(Lots& lots, Key const& key, whole const& wanted) {
    auto const found = lots.find(key);
    if (found == lots.end()) return 0;
    whole const taken = least(found->second, wanted);
    found->second -= taken;
    if (found->second == 0) lots.erase(found);
    return taken;
}
/// Takes up to `wanted`, the first key first, and notes in `used` what came from where.
template <class Lots, class Used>
whole take_in_order(Lots& lots, whole wanted, Used note) {
    whole taken = 0;
    while (wanted > 0 && !lots.empty()) {
        auto const key = lots.begin()->first;
        whole const some = take_from(lots, key, wanted);
        note(key, some);
        wanted -= some;
        taken += some;
    }
    return taken;
}
template <class Lots, class Key>
void put(Lots& lots, Key const& key, whole const& amount) {
    if (amount > 0) lots[key] += amount;
}

class folding {
public:
    folding(rules const& by) : by_(by) {}

    member m;
    effect last;

    /// What a hold kept comes back, what waited opens, each on its day; then what is over ends.
    void pass_time(long day) {
        for (long next = next_coming(); next <= day; next = next_coming()) {
            std::map<long, whole> come;
            for (auto at = m.holds.begin(); at != m.holds.end();)
                at = at->second.until <= next ? empty(at, come) : std::next(at);
            for (auto at = m.waiting.begin(); at != m.waiting.end();)
                if (at->first.second <= next)
                    put(come, at->first.first, at->second), at = m.waiting.erase(at);
                else
                    ++at;
            become_usable(next, come);
        }
        for (auto at = m.lots.begin(); at != m.lots.end();)
            if (at->first <= day)
                put(m.ended, at->first, at->second), at = m.lots.erase(at);
            else
                ++at;
    }

    void take(fact const& f) {
        last = {};
        day_ = f.day;
        pass_time(f.day);
        switch (f.what) {
            case fact::kind::order: return buy(f);
            case fact::kind::comes_back: return come_back(f);
            case fact::kind::reserve: return keep(f);
            case fact::kind::capture: return take_out(f);
            case fact::kind::release: return let_go(f);
            case fact::kind::sends: return give_away(f);
            case fact::kind::receives: return become_usable(day_, {{f.until, f.points_wish}});
        }
    }

    std::size_t level() const {
        std::size_t reached = 0;
        for (tier const& t : by_.tiers) reached += m.spend >= t.from;
        return reached;
    }

private:
    // ---- an order
    // ------------------------------------------------------------------------------------------

    void buy(fact const& f) {
        std::size_t const now = level();
        tier const in_force = now == 0 ? tier{0, 0, 1} : by_.tiers[now - 1];
        receipt r;
        r.sold_lines = f.lines;
        r.lines.resize(f.lines.size());
        price(f, in_force, r);
        if (by_.credit_pays_first) pay_with_credit(f, r);
        pay_with_points(f, r);
        if (!by_.credit_pays_first) pay_with_credit(f, r);
        spread_payment(r);
        earn(f.day, in_force, r);
        count_spend(r);
        m.receipts[f.place] = r;
        climb();
    }

    void price(fact const& f, tier const& in_force, receipt& r) {
        std::vector<whole> lists;
        for (sold const& line : f.lines) lists.push_back(line.list);
        last.off = f.off ? *f.off : half_up(exact(sum(lists)) * in_force.off);
        last.price = sum(lists) - last.off;
        auto const offs = spread(last.off, lists);
        for (std::size_t i = 0; i < lists.size(); ++i) {
            r.lines[i].list = lists[i];
            r.lines[i].price = lists[i] - offs[i];
        }
    }

    whole still_to_pay() const { return last.price - last.points_money - last.credit_paid; }

    void pay_with_points(fact const& f, receipt& r) {
        if (f.points_paid) {
            last.points_paid = *f.points_paid;
        } else {
            whole const most_cents =
                least(still_to_pay(), floor_of(exact(last.price) * by_.points_pay_at_most));
            whole points = least(f.points_wish, f.hold == 0 ? sum(m.lots) : kept(f.hold));
            points = least(points, floor_of(exact(not_below_zero(most_cents)) / by_.cents_per_point));
            whole const cents = floor_of(exact(points) * by_.cents_per_point);
            last.points_paid = -floor_of(-exact(cents) / by_.cents_per_point);
        }
        last.points_money = floor_of(exact(last.points_paid) * by_.cents_per_point);
        auto const note = [&](long ends, whole const& some) { r.lots_used.emplace_back(ends, some); };
        whole missing = last.points_paid;
        if (f.hold != 0 && missing > 0) missing -= take_from_hold(f.hold, missing, note);
        missing -= take_in_order(m.lots, missing, note);
        if (missing > 0) note(no_end, missing);
        m.debt += missing;
    }

    void pay_with_credit(fact const& f, receipt& r) {
        last.credit_paid =
            f.credit_paid ? *f.credit_paid : least(least(f.credit_wish, sum(m.unspent)), still_to_pay());
        whole const taken =
            take_in_order(m.unspent, last.credit_paid,
                          [&](std::size_t at, whole const& some) { r.steps_used[at] += some; });
        whole const missing = last.credit_paid - taken;
        if (missing > 0) r.steps_used[0] += missing;
        m.credit_debt += missing;
    }

    void spread_payment(receipt& r) {
        r.price = last.price;
        r.stored = last.points_money + last.credit_paid;
        r.points.paid = last.points_paid;
        r.credit.paid = last.credit_paid;
        std::vector<whole> prices;
        for (sold_state const& line : r.lines) prices.push_back(line.price);
        auto const stored = spread(r.stored, prices);
        for (std::size_t i = 0; i < prices.size(); ++i) r.lines[i].cash = prices[i] - stored[i];
    }

    void earn(long day, tier const& in_force, receipt& r) {
        r.rate = by_.points_per_cent * in_force.times;
        r.opens = day + by_.waits;
        r.own_lot = by_.life == 0 ? no_end : r.opens + by_.life;
        std::vector<whole> cash;
        for (sold_state const& line : r.lines) cash.push_back(line.cash);
        if (by_.rounded == rounds::carry) {
            whole const before = floor_of(m.carried);
            m.carried += r.rate * exact(sum(cash));
            return award(r, floor_of(m.carried) - before);
        }
        auto const points = points_for(r.rate, cash);
        for (std::size_t i = 0; i < points.size(); ++i) r.lines[i].award = points[i];
        award(r, sum(points));
    }

    /// What money that paid for the lines earns, line by line.
    std::vector<whole> points_for(exact const& rate, std::vector<whole> const& cash) const {
        auto const earned = [&](whole const& cents) {
            return floor_of(rate * exact(cents - cents % by_.per_cents));
        };
        std::vector<whole> points(cash.size());
        if (sum(cash) < by_.least_cents) return points;
        if (by_.rounded != rounds::line) return spread(earned(sum(cash)), cash);
        for (std::size_t i = 0; i < cash.size(); ++i) points[i] = earned(cash[i]);
        return points;
    }

    void award(receipt const& r, whole const& points) {
        last.earned = points;
        last.repaid = least(points, m.debt);
        m.debt -= last.repaid;
        by_.waits > 0 ? put(m.waiting, waiting_lot{r.own_lot, r.opens}, points - last.repaid)
                      : put(m.lots, r.own_lot, points - last.repaid);
    }

    /// The spend is the list price; where stored value is left out, less its part of the price.
    void count_spend(receipt& r) {
        std::vector<whole> lists;
        for (sold_state const& line : r.lines) lists.push_back(line.list);
        whole const stored = last.points_money + last.credit_paid;
        whole left_out = 0;
        if (!by_.stored_value_counts && last.price > 0)
            left_out = half_up(exact(sum(lists)) * exact(stored) / exact(last.price));
        auto const shares = spread(left_out, lists);
        for (std::size_t i = 0; i < lists.size(); ++i) {
            r.lines[i].counted_spend = lists[i] - shares[i];
            m.spend += r.lines[i].counted_spend;
        }
    }

    // ---- a return
    // ------------------------------------------------------------------------------------------

    /// What of one figure of a line is due once `now` of the line has come back, `before` having been
    /// settled.
    static whole due_of(whole const& figure, exact const& before, exact const& now) {
        return floor_of(exact(figure) * now) - floor_of(exact(figure) * before);
    }

    void come_back(fact const& f) {
        auto const found = m.receipts.find(f.order);
        if (found == m.receipts.end()) return;
        receipt& r = found->second;
        whole const price_before = price_back(r);
        whole spend_back = 0;
        exact exact_back = 0;
        for (part const& p : f.parts) {
            sold_state& line = r.lines[p.line];
            exact const before = line.back;
            line.back += p.quantity > 0 ? exact(p.quantity) / exact(r.sold_lines[p.line].quantity)
                         : p.cents > 0  ? exact(p.cents) / exact(line.list)
                                        : exact(1 - before);
            if (line.back > 1) line.back = 1;  // amounts are rounded where units do not divide the price
            spend_back += due_of(line.counted_spend, before, line.back);
            last.due += due_of(line.award, before, line.back);
            exact_back += r.rate * exact(due_of(line.cash, before, line.back));
        }
        refund(f.day, r, price_before, price_back(r));
        if (by_.rounded == rounds::carry) {
            last.due = floor_of(m.carried) - floor_of(m.carried - exact_back);
            m.carried -= exact_back;
        }
        if (by_.anew) last.due = due_anew(r);
        r.points_taken += last.due;
        take_back(r, last.due);
        m.spend -= spend_back;
        descend();
    }

    whole due_anew(receipt const& r) const {
        std::vector<whole> cash;
        whole earned = 0;
        for (sold_state const& line : r.lines) {
            cash.push_back(line.cash - due_of(line.cash, 0, line.back));
            earned += line.award;
        }
        return earned - sum(points_for(r.rate, cash)) - r.points_taken;
    }

    static whole price_back(receipt const& r) {
        whole total = 0;
        for (sold_state const& line : r.lines) total += due_of(line.price, 0, line.back);
        return total;
    }

    void refund(long day, receipt& r, whole const& price_before, whole const& price_now) {
        if (r.price == 0) return;
        whole const stored_before = r.stored * price_before / r.price,
                    stored = r.stored * price_now / r.price;
        last.money = price_now - price_before - (stored - stored_before);
        give_back_points(day, r, r.points.due(stored, r.stored));
        give_back_credit(r, r.credit.due(stored, r.stored));
    }

    void give_back_points(long day, receipt& r, whole back) {
        r.points.back += back;
        while (back > 0 && !r.lots_used.empty()) {
            auto& [ends, used] = r.lots_used.back();
            whole const some = least(back, used);
            back -= some;
            used -= some;
            refill(day, ends, some);
            if (used == 0) r.lots_used.pop_back();
        }
    }

    void refill(long day, long ends, whole const& points) {
        last.restored += points;
        if (ends > day) return into_lot(ends, points);
        switch (by_.restored) {
            case after_end::stays_ended: return put(m.ended, ends, points);
            case after_end::for_some_days: return into_lot(day + by_.some_days, points);
            case after_end::anew: return into_lot(by_.life == 0 ? no_end : day + by_.life, points);
        }
    }
    void into_lot(long ends, whole const& points) {
        whole const pays = least(m.debt, points);
        m.debt -= pays;
        put(m.lots, ends, points - pays);
    }

    void give_back_credit(receipt& r, whole back) {
        r.credit.back += back;
        while (back > 0 && !r.steps_used.empty()) {
            auto const highest = std::prev(r.steps_used.end())->first;
            whole const some = take_from(r.steps_used, highest, back);
            get_credit(highest, some);
            back -= some;
        }
    }

    void take_back(receipt const& r, whole due) {
        last.from_own = take_from(m.waiting, waiting_lot{r.own_lot, r.opens}, due);
        last.from_own += take_from(m.lots, r.own_lot, due - last.from_own);
        due -= last.from_own;
        last.counted = take_from(m.ended, r.own_lot, due);
        due -= last.counted;
        last.from_others = take_in_order(m.waiting, due, [](waiting_lot const&, whole const&) {});
        last.from_others += take_in_order(m.lots, due - last.from_others, [](long, whole const&) {});
        due -= last.from_others;
        if (by_.points_missing == missing::withheld) due -= withhold(due, by_.cents_withheld);
        (by_.points_missing == missing::forgiven ? last.forgiven : last.owed) = due;
        m.debt += last.owed;
    }

    /// Keeps money of this return for what is missing, at so many cents each. Returns how much it pays.
    whole withhold(whole const& missing, whole const& cents) {
        whole const paid = least(missing, (last.money - last.withheld) / cents);
        last.withheld += paid * cents;
        return paid;
    }

    // ---- holds
    // ----------------------------------------------------------------------------------------

    whole kept(long number) const {
        auto const found = m.holds.find(number);
        return found == m.holds.end() ? whole(0) : sum(found->second.kept);
    }

    void keep(fact const& f) {
        whole const points = least(f.points_wish, sum(m.lots));
        if (points == 0 || f.until <= f.day || m.holds.contains(f.hold)) return;
        hold& h = m.holds[f.hold];
        h.until = f.until;
        take_in_order(m.lots, points, [&](long ends, whole const& some) { h.kept[ends] += some; });
    }

    /// What was granted once is taken whatever the hold keeps: the rest from the lots, then owed.
    void take_out(fact const& f) {
        whole const there = kept(f.hold);
        whole const wished = f.points_paid ? *f.points_paid : f.points_wish == 0 ? there : f.points_wish;
        if (!f.points_paid && (there == 0 || there < wished)) return;
        last.points_paid = wished;
        auto const nowhere = [](long, whole const&) {};
        whole missing = wished - take_from_hold(f.hold, wished, nowhere);
        missing -= take_in_order(m.lots, missing, nowhere);
        m.debt += missing;
    }
    void let_go(fact const& f) {
        auto const found = m.holds.find(f.hold);
        if (found != m.holds.end()) give_back(found);
    }

    /// Takes up to `wanted` out of a hold; the rest goes back, and the hold is over.
    template <class Note>
    whole take_from_hold(long number, whole const& wanted, Note note) {
        auto const found = m.holds.find(number);
        if (found == m.holds.end()) return 0;
        whole const taken = take_in_order(found->second.kept, wanted, note);
        give_back(found);
        return taken;
    }
    void give_back(std::map<long, hold>::iterator over) {
        std::map<long, whole> come;
        empty(over, come);
        become_usable(day_, come);
    }
    std::map<long, hold>::iterator empty(std::map<long, hold>::iterator over, std::map<long, whole>& come) {
        for (auto const& [ends, points] : over->second.kept) put(come, ends, points);
        return m.holds.erase(over);
    }

    void give_away(fact const& f) {
        if (f.points_wish <= sum(m.lots)) take_in_order(m.lots, f.points_wish, [](long, whole const&) {});
    }
    /// What comes in the order of its ends pays what is owed; what has ended by then pays nothing.
    void become_usable(long day, std::map<long, whole> const& come) {
        for (auto const& [ends, points] : come)
            ends > day ? into_lot(ends, points) : put(m.ended, ends, points);
    }
    /// The first day on which a hold is over or something that waits opens.
    long next_coming() const {
        long next = no_end;
        for (auto const& [number, h] : m.holds) next = std::min(next, h.until);
        for (auto const& [lot, points] : m.waiting) next = std::min(next, lot.second);
        return next;
    }

    // ---- the ladder
    // ----------------------------------------------------------------------------------------

    /// Every step that is reached is live with its whole amount.
    void climb() {
        for (std::size_t i = 0; i < by_.ladder.size() && m.spend > 0 && by_.ladder[i].at <= m.spend; ++i) {
            get_credit(i, m.frozen[i]);
            m.frozen.erase(i);
            m.forgiven.erase(i);
            whole const grant = by_.ladder[i].award - m.live[i];
            m.live[i] += grant;
            get_credit(i, grant);
        }
    }
    /// Credit of a step comes; what is owed is paid from it first.
    void get_credit(std::size_t step, whole const& amount) {
        whole const pays = least(m.credit_debt, amount);
        m.credit_debt -= pays;
        put(m.unspent, step, amount - pays);
    }

    /// Every step that is no longer reached answers, the highest first.
    void descend() {
        for (std::size_t i = by_.ladder.size(); i-- > 0;)
            if (m.spend <= 0 || m.spend < by_.ladder[i].at) fall_from(i);
    }

    void fall_from(std::size_t i) {
        switch (by_.ladder_falls) {
            case falls::keep: return;
            case falls::freeze: return put(m.frozen, i, take_from(m.unspent, i, sum(m.unspent)));
            case falls::revoke_unused: m.live[i] -= take_from(m.unspent, i, m.live[i]); return;
            case falls::follow: return take_all_of(i);
        }
    }

    void take_all_of(std::size_t i) {
        whole due = m.live[i] - m.forgiven[i];
        m.live[i] = m.forgiven[i];
        due -= take_from(m.unspent, i, due);
        due -= take_in_order(m.unspent, due, [](std::size_t, whole const&) {});
        if (by_.ladder_missing == missing::forgiven) {
            m.live[i] += due;
            m.forgiven[i] += due;
            return;
        }
        if (by_.ladder_missing == missing::withheld) due -= withhold(due, 1);
        m.credit_debt += due;
    }

    rules const& by_;
    long day_ = 0;  ///< of the last fact
};

bool comes_before(fact const& a, fact const& b) { return a.day != b.day ? a.day < b.day : a.place < b.place; }

std::string money(whole const& cents) {
    std::string const rest = whole(cents % 100).str();
    return whole(cents / 100).str() + "." + (rest.size() < 2 ? "0" : "") + rest;
}

std::string sale_in_words(fact const& f) {
    std::string text = "buys";
    for (sold const& line : f.lines)
        text += " " + money(line.list) + (line.quantity > 1 ? " (" + line.quantity.str() + " units)" : "");
    if (f.points_wish > 0) text += ", wishes to pay with " + f.points_wish.str() + " points";
    if (f.hold > 0) text += " of hold " + std::to_string(f.hold);
    if (f.credit_wish > 0) text += ", wishes to pay with credit " + money(f.credit_wish);
    if (f.off)
        text += ", charged " + money(*f.off) + " off, " + f.points_paid->str() + " points, credit " +
                money(*f.credit_paid);
    return text;
}

std::string return_in_words(fact const& f) {
    std::string text = "returns of order " + std::to_string(f.order);
    for (part const& p : f.parts)
        text += ", line " + std::to_string(p.line + 1) + ": " +
                (p.quantity > 0 ? p.quantity.str() + " units"
                 : p.cents > 0  ? money(p.cents)
                                : "the rest");
    return text;
}

}  // namespace

answer ask(rules const& by, std::vector<fact> history, long day) {
    std::sort(history.begin(), history.end(), comes_before);
    folding fold(by);
    for (fact const& f : history)
        if (f.day <= day) fold.take(f);
    fold.pass_time(day);
    member const& m = fold.m;
    answer a;
    a.lots = m.lots;
    a.ended = m.ended;
    for (auto const& [lot, points] : m.waiting) a.waiting[lot.first] += points;
    a.available = sum(m.lots);
    a.debt = m.debt;
    for (auto const& [number, h] : m.holds) a.reserved += sum(h.kept);
    a.spend = m.spend;
    a.level = fold.level();
    a.credit = sum(m.unspent);
    a.credit_debt = m.credit_debt;
    a.frozen = sum(m.frozen);
    a.live.resize(by.ladder.size());
    for (auto const& [at, amount] : m.live) a.live[at] = amount;
    a.carried = m.carried;
    a.last = fold.last;
    return a;
}

effect effect_of(rules const& by, std::vector<fact> const& history, fact const& of) {
    std::vector<fact> until_then{of};
    for (fact const& f : history)
        if (comes_before(f, of)) until_then.push_back(f);
    return ask(by, until_then, of.day).last;
}

fact committed(rules const& by, std::vector<fact> const& history, fact next) {
    effect const done = effect_of(by, history, next);
    if (next.what == fact::kind::capture && done.points_paid > 0) next.points_paid = done.points_paid;
    if (next.what != fact::kind::order) return next;
    next.off = done.off;
    next.points_paid = done.points_paid;
    next.credit_paid = done.credit_paid;
    return next;
}

std::vector<whole> spread(whole const& total, std::vector<whole> const& weights) {
    whole const all = sum(weights);
    std::vector<whole> shares(weights.size());
    if (all == 0) return shares;
    std::vector<std::size_t> by_rest(weights.size());
    whole handed_out = 0;
    for (std::size_t i = 0; i < weights.size(); ++i) {
        by_rest[i] = i;
        shares[i] = total * weights[i] / all;
        handed_out += shares[i];
    }
    auto const rest = [&](std::size_t i) { return whole(total * weights[i] % all); };
    std::sort(by_rest.begin(), by_rest.end(),
              [&](std::size_t a, std::size_t b) { return rest(a) != rest(b) ? rest(a) > rest(b) : a < b; });
    for (std::size_t i = 0; handed_out < total; ++i, ++handed_out) ++shares[by_rest[i]];
    return shares;
}

whole floor_of(exact const& x) {
    whole const n = numerator(x), d = denominator(x);
    whole const towards_zero = n / d;
    return n < 0 && towards_zero * d != n ? whole(towards_zero - 1) : towards_zero;
}

whole half_up(exact const& x) { return x < 0 ? whole(-half_up(-x)) : floor_of(x + exact(1, 2)); }

deferral defer(whole const& sales, whole const& expected) {
    whole const points = half_up(exact(sales) * exact(expected) / exact(sales + expected));
    return {sales - points, points};
}

whole income_so_far(whole const& deferred, whole const& used, whole const& expected) {
    return half_up(exact(deferred) * exact(used) / exact(expected));
}

std::string story(std::vector<fact> const& history) {
    std::string text;
    for (fact const& f : history) {
        text += "day " + std::to_string(f.day) + ", fact " + std::to_string(f.place) + ": ";
        switch (f.what) {
            case fact::kind::order: text += sale_in_words(f); break;
            case fact::kind::comes_back: text += return_in_words(f); break;
            case fact::kind::reserve:
                text += "keeps back " + f.points_wish.str() + " points as hold " + std::to_string(f.hold) +
                        " until day " + std::to_string(f.until);
                break;
            case fact::kind::capture:
                text += "takes " + (f.points_wish == 0 ? std::string("all") : f.points_wish.str()) +
                        " points of hold " + std::to_string(f.hold);
                break;
            case fact::kind::release: text += "gives back hold " + std::to_string(f.hold); break;
            case fact::kind::sends: text += "gives away " + f.points_wish.str() + " points"; break;
            case fact::kind::receives:
                text +=
                    "is given " + f.points_wish.str() + " points that end on day " + std::to_string(f.until);
                break;
        }
        text += "\n";
    }
    return text;
}

}  // namespace points_oracle
