// SPDX-License-Identifier: BSL-1.0
#pragma once

#include <cstdint>
#include <optional>
#include <string>
#include <vector>

#include <tessera/document/values.hpp>
#include <tessera/order/member_price.hpp>
#include <tessera/order/promotion.hpp>
#include <tessera/order/quantity_price.hpp>

/// Floor 6. Prices of a program document that are no offers: a field is what the policy's choice of that name
/// says.

namespace tessera::document {

struct tier_off {
    std::string tier{};
    ratio share{};
    friend bool operator==(tier_off const&, tier_off const&) = default;
};
struct member_price {
    std::string tiers{};
    std::vector<tier_off> steps{};
    rounding mode = rounding::half_up;
    filter over{};
    std::string segment{};
    std::string not_in_segment{};
    friend bool operator==(member_price const&, member_price const&) = default;
};
struct promotion {
    std::string name{};
    std::optional<ratio> share{};  ///< one of the two
    std::optional<decimal> amount{};
    filter over{};
    tags given{};
    std::optional<decimal> at_most{};
    bool before_tax = false;
    rounding mode = rounding::half_up;
    std::string segment{};
    std::string not_in_segment{};
    friend bool operator==(promotion const&, promotion const&) = default;
};
struct quantity_step {
    std::int64_t from = 1;
    std::optional<decimal> unit{};  ///< one of the three
    std::optional<decimal> minus{};
    std::optional<ratio> share{};
    friend bool operator==(quantity_step const&, quantity_step const&) = default;
};
struct quantity_price {
    std::string name{};
    std::vector<quantity_step> steps{};
    filter over{};
    std::string segment{};
    std::string not_in_segment{};
    friend bool operator==(quantity_price const&, quantity_price const&) = default;
};

}  // namespace tessera::document
