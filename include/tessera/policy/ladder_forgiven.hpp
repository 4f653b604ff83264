// SPDX-License-Identifier: BSL-1.0
#pragma once

#include <algorithm>
#include <cstdint>

#include <tessera/policy/concepts.hpp>

/// Floor 4. What a ladder forgave of its awards: stretches of what it owes in all, each a claim under where
/// it begins. What is forgiven stays live: it is not asked for again, and reached again it is not paid again.

namespace tessera::detail {

struct forgiven_awards {
    rule_id rule{};
    slot_place stretches{no_slot};

    /// Effects: forgives the stretch of `amount` that begins at `from`.
    void add(std::int64_t from, std::int64_t amount, date ends, member_out& out) const {
        if (amount > 0) out.claim(rule, stretches, tag_of(from), amount, ends);
    }
    /// Effects: forgets what lies below `owed`: it is reached again, and due back like any award.
    /// Returns: how much it was. Complexity: linear in the account's claims.
    [[nodiscard]] std::int64_t reach(std::int64_t owed, draft const& d, member_out& out) const {
        std::int64_t reached = 0;
        for (bucket const& b : d.base().buckets()) {
            if (b.slot != stretches.id || b.expires <= d.day() || b.tag >= tag_of(owed)) continue;
            std::int64_t const part = std::min(b.amount, owed - static_cast<std::int64_t>(b.tag - 1));
            out.claim(rule, stretches, b.tag, -b.amount, b.expires);
            add(owed, b.amount - part, b.expires, out);
            reached += part;
        }
        return reached;
    }

private:
    [[nodiscard]] static constexpr std::uint64_t tag_of(std::int64_t from) noexcept {
        return static_cast<std::uint64_t>(from) + 1;
    }
};

}  // namespace tessera::detail
