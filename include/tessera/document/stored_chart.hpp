// SPDX-License-Identifier: BSL-1.0
#pragma once

#include <vector>

#include <tessera/ledger/chart.hpp>

/// Floor 6. A chart that has been read: it travels with accounts and journals, so that they can be folded
/// without the program that wrote them.

namespace tessera::document {

struct stored_chart {
    std::vector<slot> slots;

    /// Returns: the chart; it lives as long as this does, and moves with it.
    [[nodiscard]] chart view() const noexcept {
        return chart(stretch<slot const>{slots.data(), slots.size()});
    }
};

}  // namespace tessera::document
