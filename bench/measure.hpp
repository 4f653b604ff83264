// SPDX-License-Identifier: BSL-1.0
#pragma once

#include <vector>

#include "contender.hpp"

/// Times contenders with Google Benchmark, and refuses to time unequal work.

namespace bench {

struct timing {
    double cpu_ns;   ///< per fact, of the measuring thread
    double wall_ns;  ///< per fact
};

struct measurement {
    std::vector<timing> rounds;
    totals sums;
    memory_use memory{};  ///< after the last round
};

/// Effects: runs `who` over `work` `rounds` times, each time with fresh state, and times what follows the
///   warm-up. Ends the program with a message when a round's totals are not those expected.
[[nodiscard]] measurement measure(listed_contender const& who, workload const& work, int rounds);

/// Effects: ends the program with a message when `found` is not what `work` must come to.
void require_totals(workload const& work, totals const& found, listed_contender const& who);

/// `who.run(first, last)`, as a function that stands in the binary under this name: what is inside it is what
/// `count_instructions.sh` counts.
totals contender_run(contender& who, std::size_t first, std::size_t last);

}  // namespace bench
