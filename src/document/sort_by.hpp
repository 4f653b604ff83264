// SPDX-License-Identifier: BSL-1.0
#pragma once

#include <algorithm>
#include <cstddef>
#include <utility>
#include <vector>

/// Part of tessera::document. Sorting that leaves what is equal in its order.

namespace tessera::document {

/// Effects: sorts by `key_of(one)`. Why not `std::stable_sort`: the one of libstdc++ 12 calls what C++20 has
///   deprecated.
template <class T, class KeyOf>
void sort_by(std::vector<T>& all, KeyOf key_of) {
    using key = decltype(key_of(all.front()));
    std::vector<std::pair<key, std::size_t>> order;
    order.reserve(all.size());
    for (T const& one : all) order.emplace_back(key_of(one), order.size());
    std::sort(order.begin(), order.end());
    std::vector<T> sorted;
    sorted.reserve(all.size());
    for (auto const& place : order) sorted.push_back(std::move(all[place.second]));
    all = std::move(sorted);
}

}  // namespace tessera::document
