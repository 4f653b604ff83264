// SPDX-License-Identifier: BSL-1.0
#pragma once

#include <tessera/core/errc.hpp>
#include <tessera/core/ids.hpp>

/// Floor 4. What making a program finds wrong, and where.

namespace tessera {

/// What is wrong with a rule; of no rule: with the program as a whole.
struct rule_mistake {
    rule_id rule{};
    errc what = errc::ok;
    friend constexpr bool operator==(rule_mistake const&, rule_mistake const&) noexcept = default;
};

}  // namespace tessera
