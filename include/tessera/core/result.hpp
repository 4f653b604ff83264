// SPDX-License-Identifier: BSL-1.0
#pragma once

#include <new>
#include <source_location>
#include <type_traits>
#include <utility>

#include <tessera/core/contract.hpp>
#include <tessera/core/errc.hpp>

/// Floor 0. The second lane: *inability* is a value. `result<T>` holds a `T` or an `errc`, 16 bytes for a
/// 64-bit `T`, usable in constant expressions. The third lane, a *refusal* (not enough points), is no error
/// at all: it is an ordinary decision with a reason.
///
/// Why not Boost.System's: it was half of what the whole library costs a host to include
/// (docs/decisions/0011-result.md). The names are those of the standard's `expected`.

namespace tessera {

namespace detail {

/// A value or an error, of a type that is copied as its bytes are: so is this.
template <class T, bool = std::is_trivially_copy_constructible_v<T> && std::is_trivially_destructible_v<T>>
struct value_or_error {
    template <class U>
    constexpr value_or_error(std::in_place_t, U&& value) : value_(std::forward<U>(value)) {}
    constexpr explicit value_or_error(errc error) noexcept : none_(), error_(error) {}

    union {
        T value_;
        char none_;
    };
    errc error_ = errc::ok;
};

/// The same of a type that has some value by itself. Why it has no union: what is in one is kept in memory,
/// and numbers are what most results hold.
template <class T>
    requires std::is_nothrow_default_constructible_v<T>
struct value_or_error<T, true> {
    template <class U>
    constexpr value_or_error(std::in_place_t, U&& value) : value_(std::forward<U>(value)) {}
    constexpr explicit value_or_error(errc error) noexcept : value_(), error_(error) {}

    T value_;
    errc error_ = errc::ok;
};

/// Of a type that owns something.
template <class T>
struct value_or_error<T, false> {
    template <class U>
    value_or_error(std::in_place_t, U&& value) : value_(std::forward<U>(value)) {}
    explicit value_or_error(errc error) noexcept : none_(), error_(error) {}

    value_or_error(value_or_error const& other) : none_(), error_(other.error_) {
        if (error_ == errc::ok) ::new (static_cast<void*>(&value_)) T(other.value_);
    }
    value_or_error(value_or_error&& other) noexcept : none_(), error_(other.error_) {
        static_assert(std::is_nothrow_move_constructible_v<T>);
        if (error_ == errc::ok) ::new (static_cast<void*>(&value_)) T(std::move(other.value_));
    }
    value_or_error& operator=(value_or_error other) noexcept {
        if (error_ == errc::ok) value_.~T();
        error_ = other.error_;
        if (error_ == errc::ok) ::new (static_cast<void*>(&value_)) T(std::move(other.value_));
        return *this;
    }
    ~value_or_error() {
        if (error_ == errc::ok) value_.~T();
    }

    union {
        T value_;
        char none_;
    };
    errc error_ = errc::ok;
};

}  // namespace detail

/// A value, or why there is none. To ask a failure for its value is a bug of the caller, and stops the
/// program; ask `has_value()` first.
/// Example: `if (auto const sum = checked_add(a, b)) use(*sum); else report(sum.error());`
template <class T>
class [[nodiscard]] result : private detail::value_or_error<T> {
    using base = detail::value_or_error<T>;
    using base::error_;
    using base::value_;

public:
    using value_type = T;
    using error_type = errc;

    /// Whatever becomes a `T` by itself becomes a result.
    template <class U = T>
        requires(std::is_convertible_v<U, T> && !std::is_same_v<std::remove_cvref_t<U>, result> &&
                 !std::is_same_v<std::remove_cvref_t<U>, errc>)
    constexpr result(U&& value) noexcept(std::is_nothrow_constructible_v<T, U>)
        : base(std::in_place, std::forward<U>(value)) {}
    /// Preconditions: not `errc::ok`.
    constexpr result(errc error) noexcept : base(error) { TESSERA_EXPECTS(error != errc::ok); }

    [[nodiscard]] constexpr bool has_value() const noexcept { return error_ == errc::ok; }
    [[nodiscard]] constexpr bool has_error() const noexcept { return error_ != errc::ok; }
    [[nodiscard]] constexpr explicit operator bool() const noexcept { return has_value(); }

    /// Returns: the error; `errc::ok` of a value.
    [[nodiscard]] constexpr errc error() const noexcept { return error_; }

    /// Preconditions of all that follow: `has_value()`.
    [[nodiscard]] constexpr T& operator*() & noexcept { return there(), value_; }
    [[nodiscard]] constexpr T const& operator*() const& noexcept { return there(), value_; }
    [[nodiscard]] constexpr T&& operator*() && noexcept { return there(), std::move(value_); }
    [[nodiscard]] constexpr T* operator->() noexcept { return there(), &value_; }
    [[nodiscard]] constexpr T const* operator->() const noexcept { return there(), &value_; }

    /// The same for those who do not ask first: a failure says which one it is, and where it was asked.
    [[nodiscard]] constexpr T const& value(
        std::source_location const& asked = std::source_location::current()) const& noexcept {
        return at(asked), value_;
    }
    [[nodiscard]] constexpr T&& value(
        std::source_location const& asked = std::source_location::current()) && noexcept {
        return at(asked), std::move(value_);
    }

    friend constexpr bool operator==(result const& one, result const& other) noexcept {
        return one.error_ == other.error_ && (one.has_error() || one.value_ == other.value_);
    }

private:
    constexpr void there() const noexcept { TESSERA_EXPECTS(has_value()); }
    constexpr void at(std::source_location const& asked) const noexcept {
        if (has_error()) [[unlikely]]
            detail::contract_broken(message(error_).data(), asked.file_name(),
                                    static_cast<int>(asked.line()));
    }
};

/// Nothing, or why it could not be done.
template <>
class [[nodiscard]] result<void> {
public:
    using value_type = void;
    using error_type = errc;

    constexpr result() noexcept = default;
    /// `errc::ok` is none.
    constexpr result(errc error) noexcept : error_(error) {}

    [[nodiscard]] constexpr bool has_value() const noexcept { return error_ == errc::ok; }
    [[nodiscard]] constexpr bool has_error() const noexcept { return error_ != errc::ok; }
    [[nodiscard]] constexpr explicit operator bool() const noexcept { return has_value(); }
    [[nodiscard]] constexpr errc error() const noexcept { return error_; }

    friend constexpr bool operator==(result const&, result const&) noexcept = default;

private:
    errc error_ = errc::ok;
};

}  // namespace tessera
