// SPDX-License-Identifier: BSL-1.0
#pragma once

#include <map>
#include <string>
#include <vector>

#include "order_desk.hpp"

/// The tax of an order of the desk: of what is left of each line, or of its price and of each discount by
/// themselves, which some systems bill as lines of their own. The library computes each of them.

namespace conformance::order_side {

/// The tax of a line by the words of a case.
struct line_tax {
    tessera::ratio rate{};
    bool in_price = true;
};

/// What there is of one kind of tax, in minor units.
struct tax_figures {
    std::int64_t in_prices = 0;                        ///< contained in what is left
    std::int64_t on_top = 0;                           ///< what comes on top of it
    std::int64_t of_discounts = 0;                     ///< the part of both that the discounts lower
    std::map<tessera::ratio, std::int64_t> by_rate{};  ///< of the discounts
};

/// Returns: the tax of what is left of the lines.
[[nodiscard]] tax_figures taxes_of_rest(order_desk const& desk, std::vector<line_tax> const& taxes);
/// Returns: the tax of the lines at their own price less that of each offer's discount by rate.
[[nodiscard]] tax_figures taxes_apart(order_desk const& desk, std::vector<line_tax> const& taxes,
                                      std::vector<std::vector<std::string>> const& offers);

}  // namespace conformance::order_side
