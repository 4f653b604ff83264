// SPDX-License-Identifier: BSL-1.0
#pragma once

#include <cstdint>
#include <vector>

/// What both yardsticks know of the program: tiers and the ladder, in vectors.

namespace bench {

struct tier {
    std::int64_t from;
    std::int64_t rate_basis_points;
    std::int64_t points_percent;
};

struct step {
    std::int64_t from;
    std::int64_t cashback;
};

struct program {
    std::vector<tier> tiers = {{0, 0, 100}, {1000'00, 200, 125}, {3000'00, 500, 150}};
    std::vector<step> ladder = {{200'00, 20'00},   {1000'00, 100'00},   {2000'00, 200'00},
                                {5000'00, 500'00}, {10000'00, 1000'00}, {20000'00, 2000'00}};
    int lot_life_days = 365;
};

[[nodiscard]] inline std::int64_t half_even(std::int64_t amount, std::int64_t rate_basis_points) {
    std::int64_t const product = amount * rate_basis_points;
    std::int64_t quotient = product / 10000;
    std::int64_t const rest = product % 10000;
    if (rest > 5000 || (rest == 5000 && quotient % 2 != 0)) ++quotient;
    return quotient;
}

[[nodiscard]] inline std::int64_t ladder_total(program const& rules, std::int64_t spend) {
    std::int64_t total = 0;
    for (step const& s : rules.ladder) {
        if (spend >= s.from) total = s.cashback;
    }
    return total;
}

[[nodiscard]] inline tier const& tier_of(program const& rules, std::int64_t spend) {
    tier const* reached = &rules.tiers.front();
    for (tier const& t : rules.tiers) {
        if (spend >= t.from) reached = &t;
    }
    return *reached;
}

}  // namespace bench
