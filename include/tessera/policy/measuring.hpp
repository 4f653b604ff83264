// SPDX-License-Identifier: BSL-1.0
#pragma once

#include <cstddef>

#include <tessera/policy/measure.hpp>

/// Floor 4. What a fact does to all measures of a program.

namespace tessera::detail {

[[gnu::noinline]] inline void measure_each(stretch<bound_measure const> some, fact_view const& fact,
                                           draft const& d, member_out& out) {
    for (bound_measure const& m : some) m.propose(fact, d, out);
}
/// Effects: writes down what the fact does to the `count` measures of a program.
/// Why the first stands alone: most programs have one; in a composed program it is a constant.
TESSERA_INLINE void measure_all(bound_measure const* all, std::size_t count, fact_view const& fact,
                                draft const& d, member_out& out) {
    if (count == 0) return;
    all->propose(fact, d, out);
    if (count == 1) return;
    out.aside([all, count, &fact](draft const& seen, member_out& write) {
        measure_each({all + 1, count - 1}, fact, seen, write);
    });
}

}  // namespace tessera::detail
