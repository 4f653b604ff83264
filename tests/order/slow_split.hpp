// SPDX-License-Identifier: BSL-1.0
#pragma once

#include <algorithm>
#include <cstdint>
#include <numeric>
#include <vector>

#include <tessera/money/allocate.hpp>

#include "order/deal.hpp"

/// Splitting an amount over lines as the slow model of offers does it: a cent at a time, by what the ways to
/// treat what is left over are said to mean. For small amounts of zero or more.

namespace offer_oracle {

using tessera::left_over_to;
using tessera::rounding;
using tessera::split;

/// Returns: the quotient of two numbers of zero or more, in whole numbers.
inline std::int64_t whole(std::int64_t number, std::int64_t by, rounding mode) {
    std::int64_t const down = number / by, rest = number % by;
    bool const up = (mode == rounding::up && rest > 0) || (mode == rounding::half_up && 2 * rest >= by);
    return down + (up ? 1 : 0);
}

/// Returns: the shares; they can be less than the amount where that is asked for, or all weights are zero.
inline std::vector<std::int64_t> slow_split(std::int64_t amount, std::vector<std::int64_t> const& weights,
                                            split const& how) {
    std::size_t const count = weights.size();
    std::vector<std::int64_t> shares(count);
    std::int64_t sum = std::accumulate(weights.begin(), weights.end(), std::int64_t{0});
    if (sum == 0) return shares;
    if (how.left_over == left_over_to::block) {
        std::int64_t divisor = 0;
        for (std::int64_t const w : weights) divisor = std::gcd(divisor, w);
        for (std::size_t i = 0; i < count; ++i) shares[i] = amount / (sum / divisor) * (weights[i] / divisor);
        return shares;
    }
    if (how.left_over == left_over_to::from_the_end) {
        for (std::size_t i = count; i-- > 0; sum -= weights[i]) {
            if (weights[i] > 0) shares[i] = whole(amount * weights[i], sum, how.share);
            amount -= shares[i];
        }
        return shares;
    }
    std::int64_t left = amount;
    for (std::size_t i = 0; i < count; ++i) left -= shares[i] = whole(amount * weights[i], sum, how.share);
    if (how.left_over == left_over_to::separate) return shares;
    // A cent each for the next one, until nothing is left over; or a cent back from it.
    std::int64_t const cent = left < 0 ? -1 : 1;
    std::vector<std::int64_t> rank(count);
    for (std::size_t i = 0; i < count; ++i) {
        auto const place = static_cast<std::int64_t>(i);
        if (how.left_over == left_over_to::first) rank[i] = -place;
        if (how.left_over == left_over_to::last) rank[i] = place;
        if (how.left_over == left_over_to::largest_weight) rank[i] = weights[i];
        if (how.left_over == left_over_to::largest_remainder)
            rank[i] = cent * (amount * weights[i] - shares[i] * sum);
    }
    std::vector<bool> served(count);
    for (; left != 0; left -= cent) {
        std::size_t next = count;
        for (std::size_t i = 0; i < count; ++i)
            if (!served[i] && weights[i] > 0 && (cent > 0 || shares[i] > 0))
                if (next == count || rank[i] > rank[next]) next = i;
        served[next] = true;
        shares[next] += cent;
    }
    return shares;
}

/// Returns: the shares, none above its room: what a line has no room for is split again over those that have
/// some.
inline std::vector<std::int64_t> split_within(std::int64_t amount, std::vector<std::int64_t> weights,
                                              std::vector<std::int64_t> const& room, split const& how) {
    std::vector<std::int64_t> shares(weights.size());
    for (bool cut = true; cut && amount > 0;) {
        for (std::size_t i = 0; i < weights.size(); ++i)
            if (shares[i] == room[i]) weights[i] = 0;
        auto const more = slow_split(amount, weights, how);
        amount = std::accumulate(more.begin(), more.end(), std::int64_t{0});  // the rest is nobody's
        cut = false;
        for (std::size_t i = 0; i < weights.size(); ++i) {
            std::int64_t const taken = std::min(more[i], room[i] - shares[i]);
            cut = cut || taken < more[i];
            shares[i] += taken;
            amount -= taken;
        }
    }
    return shares;
}

/// Each cent has the share of the last step below it. Shares are of 40 parts.
inline std::int64_t of_brackets(random_offers::deal const& d, std::int64_t base) {
    std::int64_t fortieths = 0;
    for (std::int64_t cent = 0; cent < base; ++cent) {
        tessera::ratio share = d.share;
        for (random_offers::deal::step const& s : d.steps)
            if (s.from <= cent) share = s.share;
        fortieths += share.num * (40 / share.den);
    }
    return whole(fortieths, 40, d.mode);
}

}  // namespace offer_oracle
