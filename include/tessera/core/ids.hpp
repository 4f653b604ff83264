// SPDX-License-Identifier: BSL-1.0
#pragma once

#include <compare>
#include <cstdint>
#include <string_view>

/// Floor 0. Names of things as small strong integers. What a host calls by a text (a sku, a rule, a tag) is
/// turned into a number once; what a host numbers itself (members, facts) keeps its number.

namespace tessera {

/// Returns: the 64-bit FNV-1a hash of `text`, the library's one way from a name to a number.
/// Source of the constants: Fowler, Noll, Vo, draft-eastlake-fnv.
[[nodiscard]] constexpr std::uint64_t name_hash(std::string_view text) noexcept {
    std::uint64_t hash = 14695981039346656037ULL;
    for (char const c : text) {
        hash ^= static_cast<unsigned char>(c);
        hash *= 1099511628211ULL;
    }
    return hash;
}

/// Returns: the hash of a name within a use, so that a price and a ladder may share a name.
[[nodiscard]] constexpr std::uint64_t name_hash(std::string_view use, std::string_view name) noexcept {
    return name_hash(use) * 31 + name_hash(name);
}

/// A number that only compares with its own kind.
template <class Tag, class Rep>
struct id {
    using rep = Rep;
    Rep value{};
    friend constexpr auto operator<=>(id const&, id const&) noexcept = default;
};

/// The host's number of a member.
using member_id = id<struct member_tag, std::uint64_t>;
/// The host's number of a fact: its idempotency key. The library only compares it.
using fact_id = id<struct fact_tag, std::uint64_t>;
/// The host's number of a hold on points; 0 is none.
using hold_id = id<struct hold_tag, std::uint64_t>;
/// Place of a slot in the chart.
using slot_id = id<struct slot_tag, std::uint16_t>;
inline constexpr slot_id no_slot{0xFFFF};
/// A rule, declared by the host or derived from the rule's name by `rule_named`; never its position.
using rule_id = id<struct rule_tag, std::uint32_t>;
/// An article, a category, as the host numbers them or by `sku_named` and `category_named`.
using sku_id = id<struct sku_tag, std::uint64_t>;
using category_id = id<struct category_tag, std::uint64_t>;
/// Version number of a program, given by who publishes it.
using program_version = id<struct program_version_tag, std::uint32_t>;
/// How many entries an account has taken in.
using account_version = id<struct account_version_tag, std::uint32_t>;

/// Returns: the id of a rule whose name has that hash.
[[nodiscard]] constexpr rule_id rule_hashed(std::uint64_t hash) noexcept {
    return {static_cast<std::uint32_t>(hash ^ (hash >> 32))};
}
[[nodiscard]] constexpr rule_id rule_named(std::string_view name) noexcept {
    return rule_hashed(name_hash(name));
}
/// Returns: the id of a rule that is named within its kind.
[[nodiscard]] constexpr rule_id rule_named(std::string_view use, std::string_view name) noexcept {
    return rule_hashed(name_hash(use, name));
}
[[nodiscard]] constexpr sku_id sku_named(std::string_view name) noexcept { return {name_hash(name)}; }
[[nodiscard]] constexpr category_id category_named(std::string_view name) noexcept {
    return {name_hash(name)};
}

}  // namespace tessera
