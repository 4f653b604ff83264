// SPDX-License-Identifier: BSL-1.0
#pragma once

#include <algorithm>
#include <array>
#include <cstdint>
#include <limits>
#include <new>

#include <tessera/core/stretch.hpp>
#include <tessera/ledger/chart.hpp>
#include <tessera/ledger/level.hpp>
#include <tessera/ledger/lot_run.hpp>
#include <tessera/ledger/pooled_row.hpp>
#include <tessera/ledger/posting.hpp>

/// Floor 2. The account of a member: the fold of the member's journal over a chart. It knows the chart and no
/// rule, so that a journal is replayed without the program that made it. Only `apply` (apply.hpp) changes it;
/// `account_from` (account_from.hpp) makes one of what a host has stored.
///
/// Layout: 128 bytes. In them lie the frontier, the version, the first four cells, the level of the first
/// group of tiers and six lots of the first pool. All else is out of line and absent until used.

namespace tessera {

/// A part of a sum or a peak that stops counting one day, or that counts for one thing only: a claim, told
/// from others by its tag.
struct bucket {
    slot_id slot{};
    date expires{};
    std::int64_t amount = 0;
    std::uint64_t tag = 0;
    friend constexpr bool operator==(bucket const&, bucket const&) noexcept = default;
};

class account;

namespace detail {
class folder;
class account_filler;

/// Returns: the number of the first day on which a part that has ended is no longer remembered.
[[nodiscard]] inline std::int64_t forgotten_on(bucket const& b, chart slots) noexcept {
    return std::int64_t{b.expires.day} + slots.slots()[b.slot.value].remembered;
}

/// A lot that is not plain: of another pool, pending, tagged, or above 32 bits.
struct far_lot {
    slot_id slot{};
    lot held{};
    friend constexpr bool operator==(far_lot const&, far_lot const&) noexcept = default;
};

/// A part of a lot that a hold keeps back until it is captured or released, or its time is over.
struct held_lot {
    /// Marks the number of a hold by which a ladder freezes the award of a step; no host gave it.
    static constexpr std::uint64_t freezes = std::uint64_t{1} << 63;

    std::uint64_t hold = 0;
    std::int64_t until = 0;  ///< seconds since 1970; the same for all of a hold
    far_lot part{};

    [[nodiscard]] constexpr bool frozen() const noexcept {
        return (hold & freezes) != 0 && until == instant::max().seconds;
    }
    friend constexpr bool operator==(held_lot const&, held_lot const&) noexcept = default;
};

/// What an account keeps out of line. All rows but the cells and levels are sorted, by slot and dates; held
/// lots by hold first.
struct annex {
    explicit annex(memory_resource& from)
        : cells(from),
          buckets(from),
          postponed(from),
          lots(from),
          lapsed(from),
          held(from),
          levels(from),
          plans(from) {}
    annex(annex const& other, memory_resource& into)
        : cells(other.cells, into),
          buckets(other.buckets, into),
          postponed(other.postponed, into),
          lots(other.lots, into),
          lapsed(other.lapsed, into),
          held(other.held, into),
          levels(other.levels, into),
          plans(other.plans, into) {}

    pooled_row<std::int64_t> cells;
    pooled_row<bucket> buckets;
    pooled_row<far_lot>
        postponed;  ///< parts of measures: each a lot that nobody can spend, tagged by its order
    pooled_row<far_lot> lots;
    pooled_row<far_lot> lapsed;  ///< expired lots, remembered for returns
    pooled_row<held_lot> held;
    pooled_row<level_mark> levels;  ///< of the second group on
    pooled_row<level_plan> plans;   ///< by group
};
}  // namespace detail

class account {
public:
    static constexpr std::uint16_t near_cells = 4;

    account() noexcept = default;
    account(account const& other) : account(other, heap()) {}
    account(account const& other, memory_resource& into);
    account(account&& other) noexcept { swap(other); }
    account& operator=(account other) noexcept {
        swap(other);
        return *this;
    }
    ~account() { drop_annex(); }

    /// Returns: the place in time of the last fact. A fact there is a repeat, one before it is late.
    [[nodiscard]] fact_key frontier() const noexcept { return frontier_; }
    [[nodiscard]] account_version version() const noexcept { return version_; }

    /// Returns: the first day on which something in the account begins or ends by itself; `date::never()` if
    /// nothing does.
    [[nodiscard]] date due() const noexcept { return due_; }

    /// Returns: what a cell holds; 0 for one never touched.
    [[nodiscard]] TESSERA_INLINE std::int64_t cell(std::uint16_t index) const noexcept {
        if (index < near_cells) return cells_[index];
        return far_cell(index);
    }

    /// Returns: the level on record of a group of tiers.
    [[nodiscard]] level_mark level(std::uint8_t group) const noexcept {
        if (group == 0) return level_;
        std::size_t const at = group - 1U;
        return annex_ && at < annex_->levels.size() ? annex_->levels[at] : level_mark{};
    }

    /// Returns: what stands beside the level of a group of tiers. Complexity: constant.
    [[nodiscard]] level_plan plan(std::uint8_t group) const noexcept {
        return annex_ && group < annex_->plans.size() ? annex_->plans[group] : level_plan{};
    }

    /// Returns: the plain lots of the chart's compact pool, soonest expiry first, ended ones included.
    [[nodiscard]] stretch<plain_lot const> plain_lots() const noexcept { return near_lots_.lots(); }

    /// Returns: all other lots, by slot and key.
    [[nodiscard]] stretch<detail::far_lot const> far_lots() const noexcept {
        return view(&detail::annex::lots);
    }

    /// Returns: the parts of sums and peaks that end one day, by slot and day, ended ones included.
    [[nodiscard]] stretch<bucket const> buckets() const noexcept { return view(&detail::annex::buckets); }

    /// Returns: the parts of sums and peaks that count from a day on, until another; by slot and key.
    [[nodiscard]] stretch<detail::far_lot const> postponed_parts() const noexcept {
        return view(&detail::annex::postponed);
    }

    /// Returns: what expired unused and is remembered, by slot and key.
    [[nodiscard]] stretch<detail::far_lot const> lapsed_lots() const noexcept {
        return view(&detail::annex::lapsed);
    }

    /// Returns: what holds keep back, by hold, slot and key; those whose time is over included.
    [[nodiscard]] stretch<detail::held_lot const> held_lots() const noexcept {
        return view(&detail::annex::held);
    }

    /// Returns: bytes held outside the 128 of the object itself.
    [[nodiscard]] std::size_t outside() const noexcept;

private:
    friend class detail::folder;
    friend class detail::account_filler;

    void swap(account& other) noexcept;
    void drop_annex() noexcept;
    [[nodiscard]] std::int64_t far_cell(std::uint16_t index) const noexcept {
        std::size_t const at = index - std::size_t{near_cells};
        return annex_ && at < annex_->cells.size() ? annex_->cells[at] : 0;
    }
    template <class T>
    [[nodiscard]] stretch<T const> view(detail::pooled_row<T> detail::annex::* row) const noexcept {
        if (!annex_) return {};
        return {(annex_->*row).begin(), (annex_->*row).size()};
    }
    [[nodiscard]] detail::annex& annex_in(memory_resource& from);

    fact_key frontier_{instant{std::numeric_limits<std::int64_t>::min()}, 0};
    account_version version_{};
    date due_ = date::never();  // kept, so that nobody reads the lots before there is something to do
    detail::annex* annex_ = nullptr;
    level_mark level_{};
    std::array<std::int64_t, near_cells> cells_{};
    detail::lot_run near_lots_;
};
static_assert(sizeof(account) == 128);

inline account::account(account const& other, memory_resource& into)
    : frontier_(other.frontier_),
      version_(other.version_),
      due_(other.due_),
      level_(other.level_),
      cells_(other.cells_) {
    near_lots_.assign(other.near_lots_, into);
    if (other.annex_)
        annex_ = ::new (into.allocate(sizeof(detail::annex))) detail::annex(*other.annex_, into);
}

inline void account::swap(account& other) noexcept {
    std::swap(frontier_, other.frontier_);
    std::swap(version_, other.version_);
    std::swap(due_, other.due_);
    std::swap(annex_, other.annex_);
    std::swap(level_, other.level_);
    std::swap(cells_, other.cells_);
    near_lots_.swap(other.near_lots_);
}

inline void account::drop_annex() noexcept {
    if (!annex_) return;
    memory_resource& owner = annex_->cells.resource();
    annex_->~annex();
    owner.deallocate(annex_, sizeof(detail::annex));
    annex_ = nullptr;
}

inline detail::annex& account::annex_in(memory_resource& from) {
    if (!annex_) annex_ = ::new (from.allocate(sizeof(detail::annex))) detail::annex(from);
    return *annex_;
}

inline std::size_t account::outside() const noexcept {
    std::size_t bytes = near_lots_.outside();
    if (annex_)
        bytes += sizeof(detail::annex) + annex_->cells.bytes() + annex_->buckets.bytes() +
                 annex_->postponed.bytes() + annex_->lots.bytes() + annex_->lapsed.bytes() +
                 annex_->held.bytes() + annex_->levels.bytes() + annex_->plans.bytes();
    return bytes;
}

}  // namespace tessera
