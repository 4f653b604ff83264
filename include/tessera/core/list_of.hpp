// SPDX-License-Identifier: BSL-1.0
#pragma once

#include <array>
#include <cstddef>
#include <limits>
#include <type_traits>
#include <vector>

/// Floor 0. The parts of a rule: steps, tiers, multipliers. A program in code says how many there are while
/// it compiles, a loaded one when it is made; the rule is the same text.

namespace tessera {

/// As many as turn out to be there.
inline constexpr std::size_t any_number = std::numeric_limits<std::size_t>::max();

/// N parts; an array, or for `any_number` a vector.
template <class T, std::size_t N>
using list_of = std::conditional_t<N == any_number, std::vector<T>, std::array<T, N == any_number ? 0 : N>>;

namespace detail {

/// Effects: gives a list its length, where that is not in its type.
template <class List>
constexpr void make_length(List& list, std::size_t length) {
    if constexpr (requires { list.resize(length); }) list.resize(length);
}

}  // namespace detail

}  // namespace tessera
