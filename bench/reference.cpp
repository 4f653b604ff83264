// SPDX-License-Identifier: BSL-1.0
#include "reference.hpp"

#include <algorithm>
#include <unordered_map>

#include "reference_rules.hpp"

namespace bench {
namespace {

struct lot {
    std::int32_t day;
    std::int64_t points;
};

/// First in, first out, in a vector whose consumed front is dropped now and then.
class lot_queue {
public:
    bool empty() const { return head_ == lots_.size(); }
    lot& front() { return lots_[head_]; }
    void push(lot added) { lots_.push_back(added); }

    void pop() {
        ++head_;
        if (empty()) {
            lots_.clear();
            head_ = 0;
        } else if (head_ >= 16 && head_ * 2 > lots_.size()) {
            lots_.erase(lots_.begin(), lots_.begin() + static_cast<std::ptrdiff_t>(head_));
            head_ = 0;
        }
    }

    std::size_t bytes() const { return lots_.capacity() * sizeof(lot); }

private:
    std::vector<lot> lots_;
    std::size_t head_ = 0;
};

struct member {
    std::int64_t spend = 0;
    std::int64_t balance = 0;
    lot_queue lots;
};

struct receipt {
    std::int64_t discount;
    std::int64_t net;
    std::int64_t cashback;
    std::int32_t earned;
    std::int32_t redeemed;
};

std::int64_t expire(member& m, int day, program const& rules) {
    std::int64_t expired = 0;
    while (!m.lots.empty() && m.lots.front().day + rules.lot_life_days <= day) {
        expired += m.lots.front().points;
        m.lots.pop();
    }
    m.balance -= expired;
    return expired;
}

void consume(member& m, std::int64_t points) {
    m.balance -= points;
    while (points > 0) {
        lot& oldest = m.lots.front();
        if (oldest.points <= points) {
            points -= oldest.points;
            m.lots.pop();
        } else {
            oldest.points -= points;
            points = 0;
        }
    }
}

[[gnu::noinline]] receipt apply(member& m, order const& o, std::span<line const> lines, program const& rules,
                                totals& sums) {
    sums.expired += expire(m, o.day, rules);

    std::int64_t gross = 0;
    for (line const& l : lines) gross += l.unit_price * l.quantity;
    tier const& reached = tier_of(rules, m.spend);
    receipt r{};
    r.discount = half_even(gross, reached.rate_basis_points);
    r.net = gross - r.discount;
    std::int64_t const paid_before = ladder_total(rules, m.spend);
    m.spend += gross;
    r.cashback = ladder_total(rules, m.spend) - paid_before;
    if (o.redeems) {
        std::int64_t const points = std::min(m.balance / 100, r.net / 100) * 100;
        consume(m, points);
        r.redeemed = static_cast<std::int32_t>(points);
    }
    r.earned = static_cast<std::int32_t>(r.net * reached.points_percent / 10000);
    if (r.earned > 0) {
        m.lots.push({o.day, r.earned});
        m.balance += r.earned;
    }

    sums.gross += gross;
    sums.discount += r.discount;
    sums.net += r.net;
    sums.cashback += r.cashback;
    sums.earned += r.earned;
    sums.redeemed += r.redeemed;
    return r;
}

class reference final : public contender {
public:
    explicit reference(workload const& work) : work_(work), receipts_(work.orders.size()) {}

    totals run(std::size_t first, std::size_t last) override {
        totals sums;
        for (std::size_t i = first; i < last; ++i) {
            order const& o = work_.orders[i];
            receipts_[i] = apply(members_[o.member_id], o, work_.lines_of(o), rules_, sums);
        }
        return sums;
    }

    memory_use memory() const override {
        struct node {
            void* next;
            std::pair<std::uint64_t const, member> value;
        };
        std::size_t state = members_.size() * sizeof(node);
        for (auto const& [id, m] : members_) state += m.lots.bytes();
        return {state, members_.bucket_count() * sizeof(void*)};
    }

private:
    workload const& work_;
    program rules_;
    std::unordered_map<std::uint64_t, member> members_;
    std::vector<receipt> receipts_;
};

}  // namespace

std::unique_ptr<contender> prepare_reference(workload const& work) {
    return std::make_unique<reference>(work);
}

}  // namespace bench
