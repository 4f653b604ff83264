// SPDX-License-Identifier: BSL-1.0
#pragma once

#include <cstddef>
#include <cstdint>
#include <cstring>
#include <type_traits>
#include <utility>

#include <tessera/ledger/memory.hpp>

/// Floor 2. A row of plain values in memory of an account's resource: what accounts keep out of line.

namespace tessera::detail {

/// Why not a vector: a host's resource would be one more type of vector for each kind of value, and each is
/// slow to compile; what an account needs of it is here.
template <class T>
class pooled_row {
    static_assert(std::is_trivially_copyable_v<T>);

public:
    explicit pooled_row(memory_resource& from) noexcept : from_(&from) {}
    pooled_row(pooled_row const& other, memory_resource& into) : from_(&into) {
        reserve(other.size_);
        move(first_, other.first_, other.size_);
        size_ = other.size_;
    }
    pooled_row(pooled_row const&) = delete;
    pooled_row& operator=(pooled_row const&) = delete;
    ~pooled_row() { release(); }

    [[nodiscard]] std::size_t size() const noexcept { return size_; }
    [[nodiscard]] bool empty() const noexcept { return size_ == 0; }
    [[nodiscard]] std::size_t bytes() const noexcept { return capacity_ * sizeof(T); }
    [[nodiscard]] T* begin() noexcept { return first_; }
    [[nodiscard]] T* end() noexcept { return first_ + size_; }
    [[nodiscard]] T const* begin() const noexcept { return first_; }
    [[nodiscard]] T const* end() const noexcept { return first_ + size_; }
    [[nodiscard]] T& operator[](std::size_t at) noexcept { return first_[at]; }
    [[nodiscard]] T const& operator[](std::size_t at) const noexcept { return first_[at]; }

    /// Effects: puts `value` before `at`. Complexity: linear in what stands behind it.
    void insert(T* at, T const& value) {
        auto const place = first_ ? static_cast<std::size_t>(at - first_) : 0;
        reserve(size_ + 1);
        move(first_ + place + 1, first_ + place, size_ - place);
        first_[place] = value;
        ++size_;
    }
    void erase(T* at) noexcept {
        move(at, at + 1, static_cast<std::size_t>(end() - at) - 1);
        --size_;
    }
    /// Effects: makes the row `count` long at least, with zeros for what is new.
    void widen(std::size_t count) {
        if (count <= size_) return;
        reserve(count);
        while (size_ < count) first_[size_++] = T{};
    }
    [[nodiscard]] memory_resource& resource() const noexcept { return *from_; }

private:
    static void move(T* to, T const* from, std::size_t count) noexcept {
        if (count != 0) std::memmove(static_cast<void*>(to), from, count * sizeof(T));
    }
    void reserve(std::size_t count) {
        if (count <= capacity_) return;
        std::size_t const wider = count < 4 ? 4 : count + count / 2;
        auto* const first = static_cast<T*>(from_->allocate(wider * sizeof(T), alignof(T)));
        move(first, first_, size_);
        release();
        first_ = first;
        capacity_ = static_cast<std::uint32_t>(wider);
    }
    void release() noexcept {
        if (first_) from_->deallocate(first_, bytes(), alignof(T));
    }

    memory_resource* from_;
    T* first_ = nullptr;
    std::uint32_t size_ = 0;
    std::uint32_t capacity_ = 0;
};

}  // namespace tessera::detail
