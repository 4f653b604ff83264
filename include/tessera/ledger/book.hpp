// SPDX-License-Identifier: BSL-1.0
#pragma once

#include <cstdint>
#include <memory>
#include <utility>
#include <vector>

#include <boost/unordered/unordered_flat_map.hpp>

#include <tessera/ledger/account.hpp>
#include <tessera/ledger/pool_memory.hpp>

/// Floor 2, opt-in. Where a host keeps members when it has no better place: an index from member to row, rows
/// of 128 bytes that never move, and one pool for all that accounts keep outside their row. Not for several
/// threads at once; shard by member instead.

namespace tessera {

class book {
public:
    book() = default;
    book(book const&) = delete;
    book& operator=(book const&) = delete;

    /// Effects: makes room, so that taking in members up to that many allocates nothing.
    void reserve(std::size_t members, std::size_t outside_bytes = 0) {
        index_.reserve(members);
        while (blocks_.size() * rows_per_block < members) add_block();
        memory_.reserve(outside_bytes);
    }

    [[nodiscard]] std::size_t size() const noexcept { return size_; }

    /// Returns: the member's account, opened if there was none.
    [[nodiscard]] TESSERA_INLINE account& open(member_id member) {
        account*& row = index_[member.value];
        if (row == nullptr) [[unlikely]]
            row = add_row();
        return *row;
    }

    /// Returns: the member's account, or null.
    [[nodiscard]] account const* find(member_id member) const noexcept {
        auto const place = index_.find(member.value);
        return place == index_.end() ? nullptr : place->second;
    }

    [[nodiscard]] memory_resource& memory() noexcept { return memory_; }

    /// Effects: calls `visit(member_id, account const&)` for every member, in no order.
    template <class Visit>
    void for_each(Visit visit) const {
        for (auto const& [member, row] : index_)
            if (row != nullptr) visit(member_id{member}, std::as_const(*row));
    }

    /// Returns: bytes of the rows with what they keep outside, and of the index beside them.
    [[nodiscard]] std::size_t row_bytes() const noexcept {
        return blocks_.size() * sizeof(block) + memory_.reserved();
    }
    [[nodiscard]] std::size_t index_bytes() const noexcept {
        return index_.bucket_count() * (sizeof(std::pair<std::uint64_t const, account*>) + 1);
    }

private:
    static constexpr std::size_t rows_per_block = 1024;
    struct alignas(64) block {
        account rows[rows_per_block];
    };

    /// One multiplication: its upper half depends on every bit of the number.
    struct spread {
        using is_avalanching = void;
        [[nodiscard]] std::size_t operator()(std::uint64_t number) const noexcept {
            std::uint64_t const product = number * 0x9E3779B97F4A7C15U;
            return product ^ (product >> 32U);
        }
    };

    void add_block() { blocks_.push_back(std::make_unique<block>()); }
    TESSERA_COLD account* add_row() {
        if (size_ == blocks_.size() * rows_per_block) add_block();
        account* const row = &blocks_[size_ / rows_per_block]->rows[size_ % rows_per_block];
        ++size_;
        return row;
    }

    pool_memory memory_;
    boost::unordered_flat_map<std::uint64_t, account*, spread> index_;  // null only where memory once ran out
    std::vector<std::unique_ptr<block>> blocks_;
    std::size_t size_ = 0;
};

}  // namespace tessera
