// SPDX-License-Identifier: BSL-1.0
#pragma once

#include <algorithm>
#include <cstddef>
#include <vector>

#include <tessera/core/ids.hpp>

/// Floor 4. Which pools turn into which by themselves. A circle of them would never come to rest: the days on
/// which value turns would have no end, and where it grows on the way round, neither would the value.

namespace tessera::detail {

class pool_turns {
public:
    /// Effects: notes that value of `from` turns into value of `into`.
    /// Returns: whether it never comes back to `from`. Complexity: quadratic in the turns noted.
    [[nodiscard]] constexpr bool add(slot_id from, slot_id into) noexcept {
        all_.push_back({from, into});
        std::vector<slot_id> reached{into};
        for (std::size_t i = 0; i < reached.size() && reached[i] != from; ++i)
            for (turn const& t : all_)
                if (t.from == reached[i] &&
                    std::find(reached.begin(), reached.end(), t.into) == reached.end())
                    reached.push_back(t.into);
        return std::find(reached.begin(), reached.end(), from) == reached.end();
    }

private:
    struct turn {
        slot_id from, into;
    };
    std::vector<turn> all_;
};

}  // namespace tessera::detail
