// SPDX-License-Identifier: BSL-1.0
#pragma once

#include <cstddef>
#include <cstring>
#include <span>
#include <type_traits>
#include <vector>

#include <tessera/core/config.hpp>

/// Floor 0. A row of values that is filled, read and cleared again and again, and keeps its memory meanwhile:
/// what makes decisions free of allocations in the steady state.

namespace tessera {

/// A vector that never gives its elements back, with a count of those in use.
///
/// Why not a plain vector: adding to one is a call, since the standard's growth is inlined around it; a decision
/// adds a dozen times, and here each is a compare and a store.
template <class T>
class row {
    static_assert(std::is_trivially_copyable_v<T>);

public:
    using value_type = T;

    [[nodiscard]] std::size_t size() const noexcept { return count_; }
    [[nodiscard]] bool empty() const noexcept { return count_ == 0; }
    [[nodiscard]] T* begin() noexcept { return kept_.data(); }
    [[nodiscard]] T* end() noexcept { return kept_.data() + count_; }
    [[nodiscard]] T const* begin() const noexcept { return kept_.data(); }
    [[nodiscard]] T const* end() const noexcept { return kept_.data() + count_; }
    [[nodiscard]] T* data() noexcept { return kept_.data(); }
    [[nodiscard]] T const* data() const noexcept { return kept_.data(); }
    /// Preconditions: `index < size()`.
    [[nodiscard]] T const& operator[](std::size_t index) const noexcept { return kept_[index]; }
    [[nodiscard]] T& operator[](std::size_t index) noexcept { return kept_[index]; }

    /// Complexity: constant, amortized over the largest size the row ever had.
    TESSERA_INLINE void push_back(T const& value) {
        if (count_ == room_) [[unlikely]] grow_to(room_ * 2 + 8);
        kept_[count_++] = value;
    }
    void clear() noexcept { count_ = 0; }
    TESSERA_INLINE void assign(std::span<T const> values) {
        reserve(values.size());
        if (!values.empty()) std::memcpy(kept_.data(), values.data(), values.size_bytes());
        count_ = values.size();
    }
    TESSERA_INLINE void reserve(std::size_t count) {
        if (count > room_) [[unlikely]] grow_to(count);
    }

private:
    TESSERA_COLD void grow_to(std::size_t count) {
        kept_.resize(count);
        room_ = count;
    }

    std::vector<T> kept_;
    std::size_t count_ = 0;
    std::size_t room_ = 0;  // size of `kept_`, which would take a division to know
};

}  // namespace tessera
