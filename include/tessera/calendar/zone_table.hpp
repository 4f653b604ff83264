// SPDX-License-Identifier: BSL-1.0
#pragma once

#include <cstdint>
#include <utility>
#include <vector>

#include <tessera/calendar/zone.hpp>

/// Floor 1, opt-in. A zone's table that owns its changes: what the makers of zones return and a host keeps.

namespace tessera {

class zone_table {
public:
    /// UTC.
    zone_table() = default;

    /// Effects: leaves out changes that change nothing.
    /// Fails with: `errc::malformed_zone` where `zone::sound` does not hold.
    [[nodiscard]] static result<zone_table> make(instant begin, instant end, std::int32_t offset_seconds,
                                                 std::vector<transition> changes) {
        std::int32_t offset = offset_seconds;
        std::erase_if(changes, [&offset](transition const& change) {
            return std::exchange(offset, change.offset_seconds) == change.offset_seconds;
        });
        if (!zone::sound(begin, end, offset_seconds, changes)) return errc::malformed_zone;
        zone_table made;
        made.begin_ = begin;
        made.end_ = end;
        made.offset_seconds_ = offset_seconds;
        made.changes_ = std::move(changes);
        return made;
    }

    /// Returns: the view that `offset_at`, `instant_of` and `business_date` are asked of. It ends with this
    /// table, and with an assignment to it.
    [[nodiscard]] zone view() const& noexcept { return {begin_, end_, offset_seconds_, changes_}; }
    zone view() const&& = delete;

private:
    instant begin_ = instant::min();
    instant end_ = instant::max();
    std::int32_t offset_seconds_ = 0;
    std::vector<transition> changes_;
};

}  // namespace tessera
