// SPDX-License-Identifier: BSL-1.0
#pragma once

#include <bit>
#include <cstdint>
#include <cstring>

#include <tessera/core/config.hpp>
#include <tessera/core/stretch.hpp>
#include <tessera/ledger/lot.hpp>
#include <tessera/ledger/memory.hpp>

/// Floor 2. Plain lots of one pool in order of expiry: six of them inside the account, more in a block from a
/// memory resource. Taking from the front and adding at the back, the usual cases, move nothing.

namespace tessera::detail {

class lot_run {
public:
    static constexpr std::uint16_t inline_capacity = 6;
    static constexpr std::uint32_t most = 1U
                                          << 15;  ///< lots in a run; an account keeps further ones elsewhere

    lot_run() noexcept {}
    lot_run(lot_run const&) = delete;
    lot_run& operator=(lot_run const&) = delete;
    ~lot_run() { release(); }

    [[nodiscard]] stretch<plain_lot const> lots() const noexcept { return {begin(), count_}; }
    [[nodiscard]] stretch<plain_lot> lots() noexcept { return {begin(), count_}; }

    /// Returns: bytes held outside the object.
    [[nodiscard]] std::size_t outside() const noexcept { return capacity_ * sizeof(plain_lot); }

    /// Effects: makes room at place `at` and puts `value` there. Allocates only when the run is full.
    /// Returns: whether it could; a run holds at most `most` lots.
    TESSERA_INLINE bool insert(std::uint32_t at, plain_lot value, memory_resource& from) {
        if (head_ + count_ == room() && !make_room(from)) [[unlikely]]
            return false;
        plain_lot* const place = begin() + at;
        if (at != count_) std::memmove(place + 1, place, (count_ - at) * sizeof(plain_lot));
        *place = value;
        ++count_;
        return true;
    }

    void erase(std::uint32_t at) noexcept {
        --count_;
        if (at == 0)
            head_ = count_ == 0 ? std::uint16_t{0} : static_cast<std::uint16_t>(head_ + 1);
        else
            std::memmove(begin() + at, begin() + at + 1, (count_ - at) * sizeof(plain_lot));
    }

    void assign(lot_run const& other, memory_resource& into) {
        release();
        for (plain_lot const& l : other.lots()) static_cast<void>(insert(count_, l, into));
    }

    void swap(lot_run& other) noexcept {
        std::byte kept[sizeof(lot_run)];
        std::memcpy(kept, static_cast<void const*>(this), sizeof kept);
        std::memcpy(static_cast<void*>(this), static_cast<void const*>(&other), sizeof kept);
        std::memcpy(static_cast<void*>(&other), kept, sizeof kept);
    }

private:
    struct block {
        plain_lot* lots;
        memory_resource* owner;
    };

    [[nodiscard]] bool spilled() const noexcept { return capacity_ != 0; }
    [[nodiscard]] std::uint32_t room() const noexcept { return spilled() ? capacity_ : inline_capacity; }
    [[nodiscard]] plain_lot* begin() noexcept { return place() + head_; }
    [[nodiscard]] plain_lot const* begin() const noexcept {
        return const_cast<lot_run*>(this)->place() + head_;
    }
    /// Both places are at hand before it is known which one it is: a wrong guess costs more than a load.
    [[nodiscard]] TESSERA_INLINE plain_lot* place() noexcept {
        plain_lot* far = nullptr;
        std::memcpy(&far, &spill_, sizeof far);
        plain_lot* const near = near_;
        return spilled() ? far : near;
    }

    TESSERA_COLD bool make_room(memory_resource& from) {
        if (count_ == most) return false;
        if (head_ != 0) {
            std::memmove(begin() - head_, begin(), count_ * sizeof(plain_lot));
            head_ = 0;
            if (count_ * 4 <= room() * 3 || room() == most) return true;
        }
        std::uint32_t const wider = std::bit_ceil(room() + 1);
        auto* const lots =
            static_cast<plain_lot*>(from.allocate(wider * sizeof(plain_lot), alignof(plain_lot)));
        std::memcpy(lots, begin(), count_ * sizeof(plain_lot));
        std::uint32_t const count = count_;
        release();
        spill_ = {lots, &from};
        capacity_ = static_cast<std::uint16_t>(wider);
        count_ = count;
        return true;
    }

    void release() noexcept {
        if (spilled()) spill_.owner->deallocate(spill_.lots, outside(), alignof(plain_lot));
        count_ = head_ = capacity_ = 0;
    }

    std::uint32_t count_ = 0;
    std::uint16_t head_ = 0;
    std::uint16_t capacity_ = 0;
    union {
        plain_lot near_[inline_capacity];
        block spill_;
    };
};
static_assert(sizeof(lot_run) == 56);

}  // namespace tessera::detail
