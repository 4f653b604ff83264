// SPDX-License-Identifier: BSL-1.0
#pragma once

#include <cstdint>
#include <span>

#include <tessera/facts/priced_order.hpp>

/// Floor 3. The receipt: what a later return needs to be exact. It holds the inputs of the arithmetic (what
/// each line weighed, what was taken off and awarded, under which version), not its results: a share of a
/// line is fixed arithmetic over them, done when somebody asks. The host owns it and stores it with the
/// account.

namespace tessera {

/// What one rule gave for the order.
struct receipt_award {
    rule_id rule{};
    std::uint16_t scope = 0;  ///< where it was rounded, as in the reason
    std::int64_t amount = 0;  ///< in the pool's unit
    std::int64_t basis_minor = 0;
};

struct receipt {
    fact_id order{};
    program_version program{};
    date day{};
    std::int64_t shipping_minor = 0;
    std::int64_t stored_value_minor = 0;  ///< paid with stored value, points of this order included
    order_totals totals;
    row<line> lines;
    row<adjustment> adjustments;
    row<receipt_award> awards;

    /// Returns: the order as it was priced, viewing this receipt.
    [[nodiscard]] priced_order priced() const {
        priced_order p;
        p.lines = lines.view();
        p.shipping_minor = shipping_minor;
        p.totals = totals;
        p.adjustments = adjustments;
        return p;
    }

    /// Effects: forgets everything but the memory it holds.
    void clear() noexcept {
        order = {};
        program = {};
        day = {};
        shipping_minor = stored_value_minor = 0;
        totals = {};
        lines.clear();
        adjustments.clear();
        awards.clear();
    }
};

}  // namespace tessera
