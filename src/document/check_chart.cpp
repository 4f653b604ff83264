// SPDX-License-Identifier: BSL-1.0
#include "check_chart.hpp"

#include <algorithm>

namespace tessera::document {

namespace {

/// Whether an account keeps a number for a slot of that kind, and one for its debt.
bool has_cell(slot const& s) { return s.kind == slot_kind::pool ? s.lasting : s.kind != slot_kind::level; }
bool has_debt(slot const& s) { return s.kind == slot_kind::pool; }

/// Returns: what is wrong in a slot by itself; empty where nothing is.
std::string_view fault_of(slot const& s, std::size_t slots) {
    bool const pool = s.kind == slot_kind::pool;
    constexpr std::uint8_t decimals_max = 4;
    if (s.kind == slot_kind::remainder ? s.denominator < 1 : s.denominator != 1)
        return "a denominator above 0, of remainders only";
    if (!pool && (s.lasting || s.oldest_first || s.money || s.decimals != 0))
        return "lasting, oldest_first, money and decimals of pools only";
    if (s.decimals > decimals_max) return "at most 4 decimals";
    if (s.remembered < 0) return "no days below 0";
    bool const near =
        (s.cell == no_cell || s.cell < 2 * slots) && (s.debt_cell == no_cell || s.debt_cell < 2 * slots);
    bool const there = (s.cell != no_cell) == has_cell(s) && (s.debt_cell != no_cell) == has_debt(s);
    if (!near || !there) return "a cell for all but levels and pools with lots, a debt_cell for pools";
    return {};
}

}  // namespace

void complete_chart(reading_room& room, std::vector<slot>& slots) {
    step_to const chart_at{nullptr, "chart"};
    auto const tell = [&](std::size_t at, std::string_view remedy) {
        step_to const here{&chart_at, {}, at, true};
        room.tell(errc::bad_chart, &here, {}, std::string(remedy));
    };
    constexpr std::size_t slots_max = 0x7FFF, groups_max = 0xFF;
    if (slots.size() > slots_max)
        return room.tell(errc::too_many_slots, &chart_at, {}, "at most 32767 slots");
    std::vector<std::uint16_t> cells;
    std::size_t groups = 0;
    bool has_compact = false;
    for (std::size_t i = 0; i < slots.size(); ++i) {
        slot& s = slots[i];
        if (auto const fault = fault_of(s, slots.size()); !fault.empty()) tell(i, fault);
        for (std::uint16_t const cell : {s.cell, s.debt_cell})
            if (cell != no_cell) cells.push_back(cell);
        if (s.kind == slot_kind::level) s.group = static_cast<std::uint8_t>(groups++);
        s.compact = s.kind == slot_kind::pool && !s.lasting && !s.oldest_first && !has_compact;
        has_compact |= s.compact;
    }
    std::sort(cells.begin(), cells.end());
    if (std::adjacent_find(cells.begin(), cells.end()) != cells.end() || groups > groups_max)
        room.tell(errc::bad_chart, &chart_at, {}, "no cell twice, and at most 255 groups of tiers");
}

void tell_unknown_slots(reading_room& room, std::vector<posting> const& postings, chart slots) {
    step_to const row{nullptr, "postings"};
    for (std::size_t i = 0; i < postings.size(); ++i) {
        if (slots.has(postings[i].slot)) continue;
        step_to const at{&row, {}, i, true}, here{&at, "slot"};
        room.tell(errc::unknown_slot, &here, std::to_string(postings[i].slot.value), "a place in the chart");
    }
}

}  // namespace tessera::document
