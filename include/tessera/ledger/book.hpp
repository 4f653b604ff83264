// SPDX-License-Identifier: BSL-1.0
#pragma once

#include <cstdint>
#include <memory>
#include <vector>

#include <boost/unordered/unordered_flat_map.hpp>

#include <tessera/ledger/account.hpp>
#include <tessera/ledger/memory.hpp>

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
        auto const place = index_.find(member.value);
        return place == index_.end() ? add(member) : row(place->second);
    }

    /// Returns: the member's account, or null.
    [[nodiscard]] account const* find(member_id member) const noexcept {
        auto const place = index_.find(member.value);
        return place == index_.end() ? nullptr : &row(place->second);
    }

    [[nodiscard]] memory_resource& memory() noexcept { return memory_; }

    /// Effects: calls `visit(member_id, account const&)` for every member, in no order.
    template <class Visit>
    void for_each(Visit visit) const {
        for (auto const& [member, at] : index_) visit(member_id{member}, row(at));
    }

    /// Returns: bytes of the rows with what they keep outside, and of the index beside them.
    [[nodiscard]] std::size_t row_bytes() const noexcept { return blocks_.size() * sizeof(block) + memory_.reserved(); }
    [[nodiscard]] std::size_t index_bytes() const noexcept {
        return index_.bucket_count() * (sizeof(std::pair<std::uint64_t const, std::uint32_t>) + 1);
    }

private:
    static constexpr std::size_t rows_per_block = 1024;
    struct alignas(64) block {
        account rows[rows_per_block];
    };

    void add_block() { blocks_.push_back(std::make_unique<block>()); }
    TESSERA_COLD account& add(member_id member) {
        if (size_ == blocks_.size() * rows_per_block) add_block();
        auto const at = static_cast<std::uint32_t>(size_);
        index_.emplace(member.value, at);
        ++size_;
        return row(at);
    }
    [[nodiscard]] account& row(std::uint32_t at) const noexcept {
        return blocks_[at / rows_per_block]->rows[at % rows_per_block];
    }

    pool_memory memory_;
    boost::unordered_flat_map<std::uint64_t, std::uint32_t> index_;
    std::vector<std::unique_ptr<block>> blocks_;
    std::size_t size_ = 0;
};

}  // namespace tessera
