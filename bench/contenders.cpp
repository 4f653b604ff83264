// SPDX-License-Identifier: BSL-1.0
#include "contender.hpp"

#include <algorithm>

#include "reference.hpp"

namespace bench {
namespace {

constexpr listed_contender list[] = {
    {"reference", "H: what anyone would write first, one call per order", prepare_reference},
};

}  // namespace

std::span<listed_contender const> all_contenders() noexcept { return list; }

listed_contender const* find_contender(std::string_view name) noexcept {
    auto const found = std::ranges::find(list, name, &listed_contender::name);
    return found == std::end(list) ? nullptr : found;
}

}  // namespace bench
