// SPDX-License-Identifier: BSL-1.0
#include "returns_reference.hpp"

#include <algorithm>
#include <numeric>
#include <unordered_map>

#include "kept_receipts.hpp"
#include "plain_lots.hpp"
#include "reference_rules.hpp"

namespace bench {
namespace {

using amounts = std::vector<std::int64_t>;

struct member {
    std::int64_t spend = 0;
    lots live;
    lots ended;
    std::int64_t debt = 0;
    std::int64_t credit = 0;
    std::int64_t credit_debt = 0;
    std::int64_t cashback = 0;  // of the ladder so far
};

struct bought_line {
    std::int64_t price;
    std::int64_t quantity;
    std::int64_t back;
};

struct receipt {
    int day;
    std::int64_t discount;
    std::int64_t net;
    std::int64_t earned;
    std::int64_t points_paid;
    std::int64_t credit_paid;
    std::vector<bought_line> lines;
    std::vector<lot> lots_used;  // what is still out of each
    // what has come back so far
    std::int64_t price_back;
    std::int64_t net_back;
    std::int64_t stored_back;
    std::int64_t points_back;
};

void pass_time(member& m, int day, totals& sums) {
    auto const over = [&](lot const& l) { return l.expires <= day; };
    auto const last = std::ranges::find_if_not(m.live, over);
    for (auto l = m.live.begin(); l != last; ++l) {
        sums.expired += l->points;
        put(m.ended, l->expires, l->points);
    }
    m.live.erase(m.live.begin(), last);
    std::erase_if(m.ended, [&](lot const& l) { return l.expires + return_horizon_days <= day; });
}

/// Splits `total` by weight: the largest remainders, the earlier of equal ones, get what rounding down
/// leaves.
amounts split(std::int64_t total, amounts const& weights) {
    std::int64_t const whole = std::accumulate(weights.begin(), weights.end(), std::int64_t{0});
    amounts parts, rests;
    std::vector<std::size_t> by_rest;
    std::int64_t left = total;
    for (std::int64_t const weight : weights) {
        parts.push_back(total * weight / whole);
        rests.push_back(total * weight % whole);
        by_rest.push_back(by_rest.size());
        left -= parts.back();
    }
    std::ranges::stable_sort(by_rest, std::greater{}, [&](std::size_t i) { return rests[i]; });
    for (std::size_t i = 0; left > 0; ++i, --left) ++parts[by_rest[i]];
    return parts;
}

// --- an order ----------------------------------------------------------------------------------------------

void pay_with_lots(member& m, int day, std::int64_t points, receipt& r) {
    r.points_paid = points;
    for (lot& l : m.live) {
        if (points == 0 || !l.usable(day)) break;
        std::int64_t const taken = std::min(l.points, points);
        l.points -= taken;
        points -= taken;
        r.lots_used.push_back({l.expires, taken});
    }
    std::erase_if(m.live, [](lot const& l) { return l.points == 0; });
}

void earn(member& m, int day, std::int64_t points, totals& sums) {
    std::int64_t const repaid = std::min(m.debt, points);
    m.debt -= repaid;
    put(m.live, day + points_wait_days + points_usable_days, points - repaid);
    sums.earned += points;
    sums.repaid += repaid;
}

/// Pays what the ladder gives at the member's spend and has not paid yet, or takes back what it has paid
/// above.
void follow_ladder(member& m, program const& rules, totals& sums) {
    std::int64_t const due = ladder_total(rules, m.spend) - m.cashback;
    m.cashback += due;
    if (due >= 0) {
        std::int64_t const repaid = std::min(m.credit_debt, due);
        m.credit_debt -= repaid;
        m.credit += due - repaid;
        sums.cashback += due;
        sums.credit_repaid += repaid;
    } else {
        std::int64_t const taken = std::min(m.credit, -due);
        m.credit -= taken;
        m.credit_debt += -due - taken;
        sums.credit_taken_back += taken;
        sums.credit_owed += -due - taken;
    }
}

[[gnu::noinline]] void buy(member& m, order const& o, std::span<line const> lines, program const& rules,
                           receipt& r, totals& sums) {
    pass_time(m, o.day, sums);
    r.day = o.day;
    r.points_paid = r.credit_paid = r.price_back = r.net_back = r.stored_back = r.points_back = 0;
    r.lots_used.clear();
    r.lines.clear();
    std::int64_t gross = 0;
    for (line const& l : lines) {
        r.lines.push_back({l.unit_price * l.quantity, l.quantity, 0});
        gross += r.lines.back().price;
    }
    tier const& reached = tier_of(rules, m.spend);
    r.discount = half_even(gross, reached.rate_basis_points);
    r.net = gross - r.discount;
    if (o.redeems == pays_with_points)
        pay_with_lots(m, o.day, std::min(usable_points(m.live, o.day), r.net) / 10 * 10, r);
    if (o.redeems == pays_with_credit) {
        r.credit_paid = std::min(m.credit, r.net);
        m.credit -= r.credit_paid;
    }
    r.earned = r.net * reached.points_percent / 10000;
    earn(m, o.day, r.earned, sums);
    m.spend += gross;
    follow_ladder(m, rules, sums);

    sums.gross += gross;
    sums.discount += r.discount;
    sums.net += r.net;
    sums.redeemed += r.points_paid;
    sums.credit_spent += r.credit_paid;
}

// --- a return ----------------------------------------------------------------------------------------------

/// What of the whole order's price, net price and points belongs to the goods that have come back so far.
struct part_back {
    std::int64_t price = 0;
    std::int64_t net = 0;
    std::int64_t points = 0;
};

part_back of_what_came_back(receipt const& r) {
    amounts prices, nets;
    for (bought_line const& l : r.lines) prices.push_back(l.price);
    amounts const discounts = split(r.discount, prices);
    for (std::size_t i = 0; i < prices.size(); ++i) nets.push_back(prices[i] - discounts[i]);
    amounts const points = split(r.earned, nets);
    part_back sum;
    for (std::size_t i = 0; i < prices.size(); ++i) {
        bought_line const& l = r.lines[i];
        sum.price += l.price * l.back / l.quantity;
        sum.net += nets[i] * l.back / l.quantity;
        sum.points += points[i] * l.back / l.quantity;
    }
    return sum;
}

void restore_points(member& m, int day, std::int64_t points, receipt& r, totals& sums) {
    sums.restored += points;
    while (points > 0) {
        lot& last = r.lots_used.back();
        std::int64_t const some = std::min(points, last.points);
        if (last.expires <= day) {
            put(m.ended, last.expires, some);
            sums.expired += some;
        } else {
            std::int64_t const repaid = std::min(m.debt, some);
            m.debt -= repaid;
            put(m.live, last.expires, some - repaid);
            sums.repaid += repaid;
        }
        points -= some;
        last.points -= some;
        if (last.points == 0) r.lots_used.pop_back();
    }
}

void restore_credit(member& m, std::int64_t credit, totals& sums) {
    std::int64_t const repaid = std::min(m.credit_debt, credit);
    m.credit_debt -= repaid;
    m.credit += credit - repaid;
    sums.credit_restored += credit;
    sums.credit_repaid += repaid;
}

void take_back(member& m, int day, std::int64_t points, receipt const& r, totals& sums) {
    int const own_lot = r.day + points_wait_days + points_usable_days;
    std::int64_t left = points - take_from_lot(m.live, own_lot, points);
    std::int64_t const excused = take_from_lot(m.ended, own_lot, left);
    left = take_from_lots(m.live, day, false, left - excused);
    left = take_from_lots(m.live, day, true, left);
    m.debt += left;
    sums.excused += excused;
    sums.owed += left;
    sums.taken_back += points - excused - left;
}

void mark_back(receipt& r, goods_back const& what) {
    if (what.line == goods_back::all_lines) {
        for (bought_line& l : r.lines) l.back = l.quantity;
        return;
    }
    bought_line& l = r.lines[what.line];
    l.back = what.units == 0 ? l.quantity : l.back + what.units;
}

[[gnu::noinline]] void come_back(member& m, goods_back const& what, program const& rules, receipt& r,
                                 totals& sums) {
    pass_time(m, what.day, sums);
    mark_back(r, what);
    part_back const now = of_what_came_back(r);
    std::int64_t const stored = (r.points_paid + r.credit_paid) * now.net / r.net;
    std::int64_t const stored_now = stored - r.stored_back;
    sums.refunded += now.net - r.net_back - stored_now;
    sums.refunded_stored += stored_now;
    if (r.points_paid > 0)
        restore_points(m, what.day, stored_now, r, sums);
    else
        restore_credit(m, stored_now, sums);
    take_back(m, what.day, now.points - r.points_back, r, sums);
    m.spend -= now.price - r.price_back;
    follow_ladder(m, rules, sums);
    r.price_back = now.price;
    r.net_back = now.net;
    r.stored_back = stored;
    r.points_back = now.points;
}

class returns_reference final : public contender {
public:
    explicit returns_reference(workload const& work) : work_(work), receipts_(work) {}

    totals run(std::size_t first, std::size_t last) override {
        totals sums;
        for (std::size_t i = first; i < last; ++i) {
            auto const [at, comes_back] = work_.fact_at(i);
            if (comes_back) {
                goods_back const& what = work_.returns[at];
                member& m = members_[work_.orders[what.order].member_id];
                come_back(m, what, rules_, receipts_.of(what.order), sums);
            } else {
                order const& o = work_.orders[at];
                buy(members_[o.member_id], o, work_.lines_of(o), rules_, receipts_.open(o), sums);
            }
        }
        return sums;
    }

    memory_use memory() const override {
        struct node {
            void* next;
            std::pair<std::uint64_t const, member> value;
        };
        std::size_t state = members_.size() * sizeof(node);
        for (auto const& [id, m] : members_) state += (m.live.capacity() + m.ended.capacity()) * sizeof(lot);
        return {state, members_.bucket_count() * sizeof(void*)};
    }

private:
    workload const& work_;
    program rules_;
    std::unordered_map<std::uint64_t, member> members_;
    kept_receipts<receipt> receipts_;
};

}  // namespace

std::unique_ptr<contender> prepare_returns_reference(workload const& work) {
    return std::make_unique<returns_reference>(work);
}

}  // namespace bench
