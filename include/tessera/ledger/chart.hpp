// SPDX-License-Identifier: BSL-1.0
#pragma once

#include <array>
#include <cstddef>
#include <cstdint>

#include <tessera/core/contract.hpp>
#include <tessera/core/ids.hpp>
#include <tessera/core/result.hpp>
#include <tessera/core/stretch.hpp>

/// Floor 2. The chart of an account: which slots it has and of what kind. A chart is structure and no rule:
/// it is all that a journal needs to be folded again without the program that wrote it. Charts only grow;
/// the place of a slot is its id and is never used for another one. What was forgotten under an older chart,
/// a longer memory does not bring back.

namespace tessera {

enum class slot_kind : std::uint8_t {
    sum,        ///< a measure that adds up: spend, orders, items, what a ladder has awarded
    peak,       ///< a measure that keeps the highest: the best single order
    pool,       ///< value the member owns: points or credit, in lots, with its debt
    remainder,  ///< what an accrual by *carry* has not paid out yet, over the slot's denominator
    level,      ///< the level reached in one group of tiers
};

/// A slot without a cell: pools whose value lies in lots, levels.
inline constexpr std::uint16_t no_cell = 0xFFFF;

/// One slot. `cell` and `debt_cell` say where an account keeps it; `chart_table::append` assigns them.
struct slot {
    std::uint64_t name = 0;        ///< hash of the slot's name, how versions of a program find it
    std::int64_t denominator = 1;  ///< of a remainder; 1 otherwise
    slot_kind kind = slot_kind::sum;
    bool lasting = false;         ///< a pool whose value never expires: one number, no lots
    bool compact = false;         ///< the one pool whose plain lots lie inside the account
    bool oldest_first = false;    ///< a pool whose lots keep the day they open and are consumed by it
    std::uint8_t decimals = 0;    ///< of a pool: those of its points, or of its money
    bool money = false;           ///< a pool of money: credit in minor units
    std::uint8_t group = 0;       ///< of a level: its place among the groups of tiers
    std::int32_t remembered = 0;  ///< days for which an ended lot of a pool, or part of a sum, is remembered;
                                  ///< for which a part of a peak may be lowered before it settles
    std::uint16_t cell = no_cell;
    std::uint16_t debt_cell = no_cell;  ///< of a pool
    friend constexpr bool operator==(slot const&, slot const&) noexcept = default;
};

/// A slot with where an account keeps it: what a rule holds once it is bound, so that deciding searches
/// nothing.
struct slot_place {
    slot_id id{};
    std::uint16_t cell = no_cell;
    std::uint16_t debt_cell = no_cell;
    std::uint8_t group = 0;
    bool lasting = false;
    bool compact = false;
    bool oldest_first = false;
};

/// A view of a chart: what `apply`, drafts and encodings read. Trivially copyable, 16 bytes.
class chart {
public:
    constexpr chart() noexcept = default;
    constexpr explicit chart(stretch<slot const> slots) noexcept : slots_(slots) {}

    [[nodiscard]] constexpr std::size_t size() const noexcept { return slots_.size(); }
    /// Returns: how many groups of tiers it has. Complexity: linear.
    [[nodiscard]] constexpr std::size_t groups() const noexcept {
        std::size_t found = 0;
        for (slot const& s : slots_) found += s.kind == slot_kind::level ? 1U : 0U;
        return found;
    }
    [[nodiscard]] constexpr bool has(slot_id id) const noexcept { return id.value < slots_.size(); }
    [[nodiscard]] constexpr stretch<slot const> slots() const noexcept { return slots_; }

    /// Preconditions: `has(id)`.
    [[nodiscard]] constexpr slot const& operator[](slot_id id) const noexcept {
        TESSERA_EXPECTS(has(id));
        return slots_[id.value];
    }

    /// Preconditions: `has(id)`.
    [[nodiscard]] constexpr slot_place place(slot_id id) const noexcept {
        slot const& s = (*this)[id];
        return {id, s.cell, s.debt_cell, s.group, s.lasting, s.compact, s.oldest_first};
    }

    /// Returns: the slot of that name, or `no_slot`. Complexity: linear in slots.
    [[nodiscard]] constexpr slot_id find(std::uint64_t name) const noexcept {
        for (std::size_t i = 0; i < slots_.size(); ++i)
            if (slots_[i].name == name) return {static_cast<std::uint16_t>(i)};
        return no_slot;
    }

    /// Returns: whether an account of `older` may go on under this chart: every old slot is here, unchanged,
    ///   but that it may remember for longer.
    [[nodiscard]] constexpr bool extends(chart older) const noexcept {
        if (older.size() > size()) return false;
        for (std::size_t i = 0; i < older.size(); ++i)
            if (!grown(older.slots_[i], slots_[i])) return false;
        return true;
    }

private:
    [[nodiscard]] static constexpr bool grown(slot older, slot const& newer) noexcept {
        if (older.remembered < newer.remembered) older.remembered = newer.remembered;
        return older == newer;
    }

    stretch<slot const> slots_;
};

/// The owner of a chart of at most `Capacity` slots, usable in constant expressions.
template <std::size_t Capacity>
class chart_table {
public:
    [[nodiscard]] constexpr chart view() const noexcept {
        return chart(stretch<slot const>{slots_.data(), size_});
    }
    [[nodiscard]] constexpr std::size_t size() const noexcept { return size_; }

    /// Effects: takes the slots of an older chart as they are, so that accounts under it can go on.
    /// Preconditions: this chart is empty. Fails with: `too_many_slots`.
    [[nodiscard]] constexpr errc adopt(chart older) noexcept {
        TESSERA_EXPECTS(size_ == 0);
        if (older.size() > Capacity) return errc::too_many_slots;
        for (slot const& s : older.slots()) {
            slots_[size_++] = s;
            for (std::uint16_t const used : {s.cell, s.debt_cell})
                if (used != no_cell && used >= next_cell_) next_cell_ = static_cast<std::uint16_t>(used + 1);
            if (s.kind == slot_kind::level) ++next_group_;
            has_compact_ |= s.compact;
        }
        return errc::ok;
    }

    /// Effects: adds a batch of slots behind those there are, gives every slot its cell, and every pool a
    /// second one for its debt. Debts come after the batch's own cells: they are seldom used, and the first
    /// cells are the near ones.
    /// Fails with: `too_many_slots`; then nothing is added.
    [[nodiscard]] constexpr errc append(stretch<slot const> batch) noexcept {
        if (size_ + batch.size() > Capacity) return errc::too_many_slots;
        std::size_t const first = size_;
        for (slot s : batch) {
            place(s);
            slots_[size_++] = s;
        }
        for (std::size_t i = first; i < size_; ++i)
            if (slots_[i].kind == slot_kind::pool) slots_[i].debt_cell = next_cell_++;
        return errc::ok;
    }

    /// Effects: makes every pool remember expired lots, and every sum or peak that remembers parts, for so
    ///   many days at least.
    constexpr void remember(std::int32_t days) noexcept {
        for (std::size_t i = 0; i < size_; ++i) {
            slot& s = slots_[i];
            bool const remembers = s.kind == slot_kind::pool || s.remembered > 0;
            if (remembers && s.remembered < days) s.remembered = days;
        }
    }

private:
    constexpr void place(slot& s) noexcept {
        switch (s.kind) {
            case slot_kind::level: s.group = next_group_++; break;
            case slot_kind::pool:
                if (s.lasting) s.cell = next_cell_++;
                s.compact = !s.lasting && !s.oldest_first && !has_compact_;
                has_compact_ |= s.compact;
                break;
            case slot_kind::sum:
            case slot_kind::peak:
            case slot_kind::remainder: s.cell = next_cell_++; break;
        }
    }

    std::array<slot, Capacity> slots_{};
    std::size_t size_ = 0;
    std::uint16_t next_cell_ = 0;
    std::uint8_t next_group_ = 0;
    bool has_compact_ = false;
};

}  // namespace tessera
