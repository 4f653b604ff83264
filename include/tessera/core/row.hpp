// SPDX-License-Identifier: BSL-1.0
#pragma once

#include <cstddef>
#include <cstring>
#include <span>
#include <type_traits>
#include <utility>

#include <tessera/core/config.hpp>

/// Floor 0. A row of values that is filled, read and cleared again and again, and keeps its memory meanwhile:
/// what makes decisions free of allocations in the steady state.

namespace tessera {

/// A block of values with a place for the next one.
///
/// Why not a vector: adding to one is a call, since the standard's growth is inlined around it. A decision
/// adds a dozen times, and here each is a compare and a store.
template <class T>
class row {
    static_assert(std::is_trivially_copyable_v<T>);

public:
    using value_type = T;

    row() noexcept = default;
    row(row const& other) { assign(other.kept_, other.size()); }
    row(row&& other) noexcept { swap(other); }
    row& operator=(row const& other) {
        if (this != &other) assign(other.kept_, other.size());
        return *this;
    }
    row& operator=(row&& other) noexcept {
        swap(other);
        return *this;
    }
    ~row() { delete[] kept_; }

    [[nodiscard]] std::size_t size() const noexcept { return static_cast<std::size_t>(next_ - kept_); }
    [[nodiscard]] bool empty() const noexcept { return next_ == kept_; }
    [[nodiscard]] T* begin() noexcept { return kept_; }
    [[nodiscard]] T* end() noexcept { return next_; }
    [[nodiscard]] T const* begin() const noexcept { return kept_; }
    [[nodiscard]] T const* end() const noexcept { return next_; }
    [[nodiscard]] T* data() noexcept { return kept_; }
    [[nodiscard]] T const* data() const noexcept { return kept_; }
    /// Returns: the values as a span. Nothing else here makes one: each type of span is slow to compile.
    [[nodiscard]] std::span<T const> view() const noexcept { return {kept_, size()}; }
    /// Preconditions: `index < size()`.
    [[nodiscard]] T& operator[](std::size_t index) noexcept { return kept_[index]; }
    [[nodiscard]] T const& operator[](std::size_t index) const noexcept { return kept_[index]; }

    /// Complexity: constant, amortized over the largest size the row ever had.
    TESSERA_INLINE void push_back(T value) {
        if (next_ == end_) [[unlikely]]
            grow(2 * size() + 8);
        *next_++ = value;
    }
    /// Effects: adds a value whose fields the caller then sets, all of them: they hold what was there before.
    ///   For values so wide that making one elsewhere and copying it costs more than setting its fields.
    TESSERA_INLINE T& extend() {
        if (next_ == end_) [[unlikely]]
            grow(2 * size() + 8);
        return *next_++;
    }
    void clear() noexcept { next_ = kept_; }
    /// Effects: drops the values behind the first `count`. Preconditions: there are as many.
    void shorten(std::size_t count) noexcept { next_ = kept_ + count; }
    TESSERA_INLINE void assign(std::span<T const> values) { assign(values.data(), values.size()); }
    TESSERA_INLINE void assign(T const* values, std::size_t count) {
        clear();
        if (count * sizeof(T) > room_bytes()) [[unlikely]]
            grow(count);
        next_ = copy(values, count, kept_);
    }
    void reserve(std::size_t count) {
        if (count * sizeof(T) > room_bytes()) grow(count);
    }
    friend bool operator==(row const& one, row const& other) noexcept {
        if (one.size() != other.size()) return false;
        for (std::size_t i = 0; i < one.size(); ++i)
            if (!(one[i] == other[i])) return false;
        return true;
    }

private:
    /// In bytes, because a count would take a division. Nothing is added to a null pointer.
    [[nodiscard]] std::size_t room_bytes() const noexcept {
        auto const* const first = reinterpret_cast<char const*>(kept_);
        return static_cast<std::size_t>(reinterpret_cast<char const*>(end_) - first);
    }
    TESSERA_COLD void grow(std::size_t count) {
        T* const wider = new T[count];
        next_ = copy(kept_, size(), wider);
        delete[] kept_;
        kept_ = wider;
        end_ = kept_ + count;
    }
    /// Returns: the place behind the last copy. An empty row has no memory to copy from.
    TESSERA_INLINE static T* copy(T const* values, std::size_t count, T* to) noexcept {
        if (count != 0) std::memcpy(static_cast<void*>(to), values, count * sizeof(T));
        return to + count;
    }
    void swap(row& other) noexcept {
        std::swap(kept_, other.kept_);
        std::swap(next_, other.next_);
        std::swap(end_, other.end_);
    }

    T* kept_ = nullptr;
    T* next_ = nullptr;
    T* end_ = nullptr;
};

}  // namespace tessera
