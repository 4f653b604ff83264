// SPDX-License-Identifier: BSL-1.0
#pragma once

#include <array>
#include <bit>
#include <cstddef>
#include <memory>
#include <new>
#include <vector>

#include <tessera/core/contract.hpp>
#include <tessera/ledger/memory.hpp>

/// Floor 2, opt-in with the book. A memory that takes blocks back by size and gives them out again, which
/// keeps a busy book free of allocations.

namespace tessera {

/// A pool of blocks in powers of two, cut from slabs of 256 KiB. Not for several threads at once: a book and
/// its pool belong to one.
/// Complexity: constant for both calls, but for a new slab. Blocks above a slab go to the heap.
/// Preconditions of an allocation: an alignment of at most 16.
class pool_memory final : public memory_resource {
public:
    pool_memory() = default;
    pool_memory(pool_memory const&) = delete;
    pool_memory& operator=(pool_memory const&) = delete;

    /// Returns: bytes taken from the heap so far.
    [[nodiscard]] std::size_t reserved() const noexcept { return slabs_.size() * slab_bytes; }

    /// Effects: takes slabs from the heap until `bytes` more can be given out without another one, but
    ///   for what is left over at the end of each.
    void reserve(std::size_t bytes) {
        while (left_ + spare_.size() * slab_bytes < bytes) spare_.push_back(new_slab());
    }

private:
    static constexpr std::size_t slab_bytes = std::size_t{1} << 18;
    static constexpr unsigned smallest = 4, largest = 18;

    struct free_block {
        free_block* next;
    };

    [[nodiscard]] static unsigned size_class(std::size_t bytes) noexcept {
        auto const width = static_cast<unsigned>(std::bit_width(bytes - 1));
        return width < smallest ? smallest : width;
    }

    void* do_allocate(std::size_t bytes, std::size_t alignment) override {
        unsigned const width = size_class(bytes);
        if (width > largest) return heap().allocate(bytes, alignment);
        TESSERA_EXPECTS(alignment <= std::size_t{1} << smallest);
        if (free_block* const block = free_[width]) {
            free_[width] = block->next;
            return block;
        }
        return cut(std::size_t{1} << width);
    }

    void do_deallocate(void* block, std::size_t bytes, std::size_t alignment) override {
        unsigned const width = size_class(bytes);
        if (width > largest) return heap().deallocate(block, bytes, alignment);
        free_[width] = ::new (block) free_block{free_[width]};
    }

    bool do_is_equal(memory_resource const& other) const noexcept override { return this == &other; }

    [[nodiscard]] std::byte* new_slab() {
        slabs_.push_back(std::make_unique<std::byte[]>(slab_bytes));
        return slabs_.back().get();
    }

    void* cut(std::size_t bytes) {
        if (left_ < bytes) {
            if (spare_.empty()) spare_.push_back(new_slab());
            next_ = spare_.back();
            spare_.pop_back();
            left_ = slab_bytes;
        }
        std::byte* const block = next_;
        next_ += bytes;
        left_ -= bytes;
        return block;
    }

    std::vector<std::unique_ptr<std::byte[]>> slabs_;
    std::vector<std::byte*> spare_;
    std::byte* next_ = nullptr;
    std::size_t left_ = 0;
    std::array<free_block*, largest + 1> free_{};
};

}  // namespace tessera
