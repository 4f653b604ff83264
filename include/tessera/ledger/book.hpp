// SPDX-License-Identifier: BSL-1.0
#pragma once

#include <cstdint>
#include <limits>
#include <memory>
#include <utility>
#include <vector>

#include <boost/unordered/unordered_flat_set.hpp>

#include <tessera/core/contract.hpp>
#include <tessera/ledger/account.hpp>
#include <tessera/ledger/pool_memory.hpp>

/// Floor 2, opt-in. Where a host keeps members when it has no better place: rows of 128 bytes that never
/// move, an index that finds a member's row, and one pool for all that accounts keep outside their row. Not
/// for several threads at once; shard by member instead.

namespace tessera {

class book {
public:
    book() = default;
    book(book const&) = delete;
    book& operator=(book const&) = delete;

    /// Effects: makes room, so that taking in members up to that many allocates nothing.
    void reserve(std::size_t members, std::size_t outside_bytes = 0) {
        index_.reserve(members);
        while (blocks_.room() < members) blocks_.add();
        memory_.reserve(outside_bytes);
    }

    [[nodiscard]] std::size_t size() const noexcept { return index_.size(); }

    /// Returns: the member's account, opened if there was none.
    [[nodiscard]] TESSERA_INLINE account& open(member_id member) {
        auto const place = index_.find(member);
        return blocks_.row(place != index_.end() ? *place : add_row(member));
    }

    /// Returns: the member's account, or null.
    [[nodiscard]] account const* find(member_id member) const noexcept {
        auto const place = index_.find(member);
        return place == index_.end() ? nullptr : &blocks_.row(*place);
    }

    [[nodiscard]] memory_resource& memory() noexcept { return memory_; }

    /// Effects: calls `visit(member_id, account const&)` for every member, in the order in which they came.
    template <class Visit>
    void for_each(Visit visit) const {
        for (row_number i = 0; i < size(); ++i) visit(blocks_.member(i), std::as_const(blocks_.row(i)));
    }

    /// Returns: bytes of the rows with what they keep outside, and of what finds a member's row.
    [[nodiscard]] std::size_t row_bytes() const noexcept {
        return blocks_.room() * sizeof(account) + memory_.reserved();
    }
    [[nodiscard]] std::size_t index_bytes() const noexcept {
        return index_.bucket_count() * (sizeof(row_number) + 1) + blocks_.room() * sizeof(member_id);
    }

private:
    using row_number = std::uint32_t;  ///< of a member: how many came before

    /// Accounts in blocks, each with the numbers of those they belong to.
    class blocks {
    public:
        [[nodiscard]] std::size_t room() const noexcept { return all_.size() * per_block; }
        [[nodiscard]] TESSERA_INLINE account& row(row_number at) const noexcept {
            return all_[at / per_block]->rows[at % per_block];
        }
        [[nodiscard]] TESSERA_INLINE member_id& member(row_number at) const noexcept {
            return all_[at / per_block]->members[at % per_block];
        }
        void add() { all_.push_back(std::make_unique<block>()); }

    private:
        static constexpr std::size_t per_block = 1024;
        struct alignas(64) block {
            account rows[per_block];
            member_id members[per_block];
        };
        std::vector<std::unique_ptr<block>> all_;
    };

    /// One multiplication: its upper half depends on every bit of the number.
    struct spread {
        using is_avalanching = void;
        using is_transparent = void;
        blocks const* in;
        [[nodiscard]] std::size_t operator()(member_id member) const noexcept {
            std::uint64_t const product = member.value * 0x9E3779B97F4A7C15U;
            return product ^ (product >> 32U);
        }
        [[nodiscard]] std::size_t operator()(row_number row) const noexcept {
            return (*this)(in->member(row));
        }
    };
    struct same_member {
        using is_transparent = void;
        blocks const* in;
        [[nodiscard]] bool operator()(member_id member, row_number row) const noexcept {
            return in->member(row) == member;
        }
        [[nodiscard]] bool operator()(row_number row, row_number other) const noexcept {
            return row == other;
        }
    };

    TESSERA_COLD row_number add_row(member_id member) {
        TESSERA_EXPECTS(size() < std::numeric_limits<row_number>::max());
        auto const row = static_cast<row_number>(size());
        if (row == blocks_.room()) blocks_.add();
        blocks_.member(row) = member;
        index_.insert(row);
        return row;
    }

    pool_memory memory_;
    blocks blocks_;
    /// Why of row numbers: four bytes a place leave it in the cache where a member with a pointer, sixteen,
    /// do not. The member's number is read beside the account, and the processor waits for both at once.
    boost::unordered_flat_set<row_number, spread, same_member> index_{0, spread{&blocks_},
                                                                      same_member{&blocks_}};
};

}  // namespace tessera
