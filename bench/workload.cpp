// SPDX-License-Identifier: BSL-1.0
#include "workload.hpp"

#include <algorithm>
#include <cmath>
#include <numeric>
#include <utility>

#include "random_source.hpp"

namespace bench {
namespace {

/// Who comes next: few come often, most come seldom.
class crowd {
public:
    crowd(std::uint32_t member_count, random_source& random) : members_(member_count), ids_(member_count) {
        cumulative_.reserve(member_count);
        for (std::uint32_t rank = 0; rank < member_count; ++rank) {
            weight_ += std::pow(rank + 21.0, -0.75);
            cumulative_.push_back(weight_);
        }
        std::iota(members_.begin(), members_.end(), 0U);
        for (std::uint32_t i = member_count - 1; i > 0; --i) {
            std::swap(members_[i], members_[random.below(i + 1ULL)]);
        }
        std::uint64_t id_state = 77;
        for (std::uint64_t& id : ids_) id = split_mix(id_state) >> 11;
    }

    std::uint32_t draw(random_source& random) const {
        auto const found = std::ranges::upper_bound(cumulative_, random.unit() * weight_);
        auto const rank = std::min<std::ptrdiff_t>(found - cumulative_.begin(), std::ssize(members_) - 1);
        return members_[static_cast<std::size_t>(rank)];
    }

    std::uint64_t id_of(std::uint32_t member) const { return ids_[member]; }

private:
    std::vector<double> cumulative_;
    double weight_ = 0;
    std::vector<std::uint32_t> members_;
    std::vector<std::uint64_t> ids_;
};

std::uint8_t draw_line_count(random_source& random) noexcept {
    std::uint8_t count = 1;
    while (count < 10 && random.unit() < 0.68) ++count;
    return count;
}

line draw_line(random_source& random) noexcept {
    double const price = std::exp(std::log(12.0) + 0.9 * random.normal());
    auto const unit_price =
        std::clamp(static_cast<std::int64_t>(price * 100), std::int64_t{49}, std::int64_t{5000'00});
    double const share = random.unit();
    std::uint32_t const quantity = share < 0.75 ? 1 : share < 0.93 ? 2 : 3;
    return {static_cast<std::uint32_t>(random.below(20'000)), quantity, unit_price};
}

struct shape {
    std::size_t orders;
    std::uint32_t members;
    totals known;
};

/// In the sequence of `scale`.
constexpr shape shapes[] = {
    {1'000'000, 100'000, {7267369028, 101091242, 7166277786, 402300000, 81401347, 9181440, 46816600}},
    {1'000'000, 10'000, {7267420167, 255788897, 7011631270, 428958000, 94906368, 536190, 87135000}},
    {5'000'000, 1'000'000, {36296777259, 420427168, 35876350091, 1812100000, 398548946, 47679980, 191815500}},
};

constexpr std::size_t days_open = 731;

}  // namespace

totals& totals::operator+=(totals const& more) noexcept {
    for (auto const& [name, sum] : named_sums) this->*sum += more.*sum;
    return *this;
}

std::size_t workload::active_members() const {
    std::vector<bool> seen(member_count);
    for (order const& o : orders) seen[o.member] = true;
    return static_cast<std::size_t>(std::ranges::count(seen, true));
}

workload generate(scale size, std::size_t count) {
    shape const& whole = shapes[static_cast<std::size_t>(size)];
    count = std::min(count, whole.orders);

    random_source random(20240101);
    crowd const members(whole.members, random);
    workload work;
    work.member_count = whole.members;
    work.orders.reserve(count);
    work.lines.reserve(count * 31 / 10);
    for (std::size_t i = 0; i < count; ++i) {
        std::uint32_t const member = members.draw(random);
        std::uint8_t const line_count = draw_line_count(random);
        bool const redeems = random.unit() < 0.15;
        work.orders.push_back({.member_id = members.id_of(member),
                               .member = member,
                               .first_line = static_cast<std::uint32_t>(work.lines.size()),
                               .sequence = static_cast<std::uint32_t>(i),
                               .day = static_cast<std::uint16_t>(i * days_open / whole.orders),
                               .line_count = line_count,
                               .redeems = redeems});
        for (int j = 0; j < line_count; ++j) work.lines.push_back(draw_line(random));
    }
    if (count == whole.orders) work.known = whole.known;
    return work;
}

workload generate_with_past(past measured) {
    constexpr std::uint32_t group =
        200;  // of members: the first have the short past, the second the long one
    constexpr std::size_t long_past = 10'000;
    constexpr std::size_t short_past = 10;
    constexpr std::size_t measured_each = 20;
    constexpr std::size_t baskets = 20'000;

    random_source random(20240102);
    workload work;
    work.member_count = 2 * group;
    std::vector<order> stock(baskets);  // what an order may hold
    for (order& o : stock) {
        o.first_line = static_cast<std::uint32_t>(work.lines.size());
        o.line_count = draw_line_count(random);
        o.redeems = random.unit() < 0.15;
        for (int j = 0; j < o.line_count; ++j) work.lines.push_back(draw_line(random));
    }
    auto const one_order_each = [&](std::uint32_t first_member, std::size_t day, random_source& drawn) {
        for (std::uint32_t member = first_member; member < first_member + group; ++member) {
            std::uint64_t id_state = member;
            order o = stock[drawn.below(baskets)];
            o.member_id = split_mix(id_state) >> 11;
            o.member = member;
            o.sequence = static_cast<std::uint32_t>(work.orders.size());
            o.day = static_cast<std::uint16_t>(day);
            work.orders.push_back(o);
        }
    };
    for (std::size_t visit = 1; visit <= long_past; ++visit) {
        std::size_t const day = visit * days_open / long_past;
        one_order_each(group, day, random);
        if (visit % (long_past / short_past) == 0) one_order_each(0, day, random);
    }
    work.warm_up = work.orders.size();
    random_source same_for_both(20240103);
    for (std::size_t visit = 1; visit <= measured_each; ++visit) {
        one_order_each(measured == past::ten_orders ? 0 : group, days_open + visit, same_for_both);
    }
    return work;
}

}  // namespace bench
