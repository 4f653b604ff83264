// SPDX-License-Identifier: BSL-1.0
#pragma once

#include <cstdint>
#include <optional>
#include <span>
#include <string>
#include <string_view>
#include <vector>

/// Part of tessera::document. As much of CBOR (RFC 8949) as snapshots need, in its core deterministic
/// encoding: whole numbers, texts, arrays, true, false and null, each in its shortest form.

namespace tessera::document::cbor {

enum class major : std::uint8_t { whole = 0, negative = 1, text = 3, array = 4, simple = 7 };
inline constexpr std::uint64_t simple_false = 20, simple_true = 21, simple_null = 22;

class bytes_out {
public:
    /// Effects: writes the head of an item: what it is, and its number or length.
    void head(major kind, std::uint64_t number) {
        auto const first = static_cast<std::uint8_t>(static_cast<unsigned>(kind) << 5U);
        if (number < 24) return bytes.push_back(static_cast<std::uint8_t>(first | number));
        unsigned const size = number <= UINT8_MAX    ? 0
                              : number <= UINT16_MAX ? 1
                              : number <= UINT32_MAX ? 2
                                                     : 3;
        bytes.push_back(static_cast<std::uint8_t>(first | (24U + size)));
        for (unsigned left = 8U << size; left != 0;) {
            left -= 8;
            bytes.push_back(static_cast<std::uint8_t>(number >> left));
        }
    }
    void whole(std::uint64_t number) { head(major::whole, number); }
    void whole(std::int64_t number) {
        if (number >= 0) return whole(static_cast<std::uint64_t>(number));
        head(major::negative, static_cast<std::uint64_t>(-1 - number));
    }
    void text(std::string_view words) {
        head(major::text, words.size());
        bytes.insert(bytes.end(), words.begin(), words.end());
    }
    void null() { head(major::simple, simple_null); }
    void truth(bool it) { head(major::simple, it ? simple_true : simple_false); }

    std::vector<std::uint8_t> bytes;
};

/// The head of an item.
struct item {
    major kind{};
    std::uint64_t number = 0;
};

/// Reads items from the front. Whatever the bytes are, it reads none behind them.
class bytes_in {
public:
    explicit bytes_in(std::span<std::uint8_t const> bytes) noexcept : bytes_(bytes) {}

    [[nodiscard]] std::size_t at() const noexcept { return at_; }
    [[nodiscard]] std::size_t left() const noexcept { return bytes_.size() - at_; }

    /// Effects: passes the head that stands here. Returns: it, or nothing where there is none, or one that is
    ///   not in its shortest form.
    [[nodiscard]] std::optional<item> head() noexcept {
        if (left() == 0) return std::nullopt;
        unsigned const first = bytes_[at_], kind = first >> 5U, small = first & 31U;
        if (small > 27) return std::nullopt;
        std::size_t const size = small < 24 ? 0 : std::size_t{1} << (small - 24U);
        if (left() < 1 + size) return std::nullopt;
        std::uint64_t number = size == 0 ? small : 0;
        for (std::size_t i = 0; i < size; ++i) number = number << 8U | bytes_[at_ + 1 + i];
        if (size != 0 && number <= longest_below(size)) return std::nullopt;
        at_ += 1 + size;
        return item{static_cast<major>(kind), number};
    }
    /// Effects: the same, where the head is of that kind; otherwise nothing is passed.
    [[nodiscard]] std::optional<std::uint64_t> number_of(major kind) noexcept {
        std::size_t const before = at_;
        auto const found = head();
        if (found && found->kind == kind) return found->number;
        at_ = before;
        return std::nullopt;
    }
    /// Returns: the bytes of a text whose head was passed, or nothing where there are not that many.
    [[nodiscard]] std::optional<std::string> text(std::uint64_t size) {
        if (size > left()) return std::nullopt;
        auto const from = bytes_.subspan(at_, static_cast<std::size_t>(size));
        at_ += from.size();
        return std::string(from.begin(), from.end());
    }

private:
    /// Returns: the largest number that a shorter form holds.
    [[nodiscard]] static std::uint64_t longest_below(std::size_t size) noexcept {
        return size == 1 ? 23 : (std::uint64_t{1} << (size * 4U)) - 1;
    }

    std::span<std::uint8_t const> bytes_;
    std::size_t at_ = 0;
};

}  // namespace tessera::document::cbor
