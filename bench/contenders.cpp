// SPDX-License-Identifier: BSL-1.0
#include "contender.hpp"

#include <algorithm>

#include "loaded_contenders.hpp"
#include "reference.hpp"
#include "returns_contenders.hpp"
#include "returns_reference.hpp"
#include "tessera_contenders.hpp"

namespace bench {
namespace {

constexpr auto orders = kind_of_work::orders;
constexpr auto returns = kind_of_work::returns;

constexpr listed_contender list[] = {
    {"reference", "H: what anyone would write first, one call per order", orders, prepare_reference},
    {"tessera_one", "the library, one call per order", orders, prepare_tessera_one},
    {"tessera_kept", "the same, with every posting and reason kept", orders, prepare_tessera_kept},
    {"tessera_span", "the library, all orders in one call", orders, prepare_tessera_span},
    {"tessera_replay", "the library's replay of unsorted orders", orders, prepare_tessera_replay},
    {"tessera_sorted", "the library's replay of orders sorted by member", orders, prepare_tessera_sorted},
    {"tessera_loaded", "the library with the program loaded from a document", orders, prepare_tessera_loaded},
    {"tessera_loaded_span", "the same, all orders in one call", orders, prepare_tessera_loaded_span},
    {"tessera_loaded_replay", "its replay of unsorted orders", orders, prepare_tessera_loaded_replay},
    {"tessera_loaded_sorted", "its replay of orders sorted by member", orders, prepare_tessera_loaded_sorted},
    {"tessera_rules_10", "a loaded program with ten more rules, which apply", orders,
     prepare_tessera_rules_10},
    {"tessera_rules_1000", "the same with a thousand more, of which ten apply", orders,
     prepare_tessera_rules_1000},
    {"returns_reference", "H with receipts and returns", returns, prepare_returns_reference},
    {"returns_one", "the library with receipts and returns, one call per fact", returns, prepare_returns_one},
    {"returns_kept", "the same, with every posting and reason kept", returns, prepare_returns_kept},
    {"returns_span", "the library with receipts and returns, all facts in one call", returns,
     prepare_returns_span},
};

}  // namespace

std::span<listed_contender const> all_contenders() noexcept { return list; }

listed_contender const* find_contender(std::string_view name) noexcept {
    auto const found = std::ranges::find(list, name, &listed_contender::name);
    return found == std::end(list) ? nullptr : found;
}

listed_contender const& yardstick_of(kind_of_work kind) noexcept {
    return *std::ranges::find(list, kind, &listed_contender::does);
}

}  // namespace bench
