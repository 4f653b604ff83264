// SPDX-License-Identifier: BSL-1.0
#pragma once

#include <cstdint>
#include <span>

#include <tessera/core/row.hpp>
#include <tessera/facts/order.hpp>
#include <tessera/ledger/lot.hpp>

/// Floor 3. Points that one member gives another: two facts, one for each account, to be stored together.

namespace tessera {

/// Points leave a member.
struct send_points {
    fact_head head{};
    rule_id rule{};
    std::int64_t points = 0;
    bool sent = false;  ///< it has happened already: whatever the bounds, and what the member lacks is owed
};

/// They reach the other one: the lots that were sent (`lots_sent`).
struct receive_points {
    fact_head head{};
    rule_id rule{};
    std::span<lot const> lots{};
};

/// Returns: the lots that left by a rule, as the postings of the decision tell.
[[nodiscard]] inline row<lot> lots_sent(std::span<posting const> postings, rule_id rule) {
    row<lot> found;
    for (posting const& p : postings)
        if (p.kind == posting_kind::send && p.rule == rule)
            found.push_back({{p.expires, p.opens, p.tag}, p.amount});
    return found;
}

}  // namespace tessera
