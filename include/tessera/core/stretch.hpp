// SPDX-License-Identifier: BSL-1.0
#pragma once

#include <cstddef>

/// Floor 0. A stretch of values that lie in somebody else's memory, to be looked at.

namespace tessera {

/// Why not a span: its constructors ask concepts of every type it is made for, which costs each file that
/// includes the library as much as a policy does. Where a host hands values in, it is a span.
template <class T>
class stretch {
public:
    constexpr stretch() noexcept = default;
    constexpr stretch(T* first, std::size_t count) noexcept : first_(first), last_(first + count) {}
    template <std::size_t N>
    constexpr stretch(T (&values)[N]) noexcept : stretch(values, N) {}
    template <class Values>
        requires requires(Values& values) { values.data(); }
    constexpr stretch(Values& values) noexcept : stretch(values.data(), values.size()) {}

    [[nodiscard]] constexpr T* begin() const noexcept { return first_; }
    [[nodiscard]] constexpr T* end() const noexcept { return last_; }
    [[nodiscard]] constexpr std::size_t size() const noexcept {
        return static_cast<std::size_t>(last_ - first_);
    }
    [[nodiscard]] constexpr bool empty() const noexcept { return first_ == last_; }
    /// Preconditions: `index < size()`.
    [[nodiscard]] constexpr T& operator[](std::size_t index) const noexcept { return first_[index]; }
    /// Preconditions: not empty.
    [[nodiscard]] constexpr T& front() const noexcept { return *first_; }
    /// Preconditions: not empty.
    [[nodiscard]] constexpr T& back() const noexcept { return last_[-1]; }
    /// Returns: the values behind the first `count`. Preconditions: there are as many.
    [[nodiscard]] constexpr stretch behind(std::size_t count) const noexcept {
        return {first_ + count, size() - count};
    }

private:
    T* first_ = nullptr;
    T* last_ = nullptr;
};

}  // namespace tessera
