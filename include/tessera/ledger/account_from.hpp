// SPDX-License-Identifier: BSL-1.0
#pragma once

#include <string_view>

#include <tessera/ledger/figures.hpp>
#include <tessera/ledger/parts.hpp>

/// Floor 2, opt-in. The account of its figures. Figures come from outside: what no journal leaves in an
/// account makes none.

namespace tessera {
namespace detail {

// --- what is sound in a slot of the right chart
// --------------------------------------------------------------

[[nodiscard]] inline bool sound_amount(slot const& s, slot_amount const& a) noexcept {
    switch (s.kind) {
        case slot_kind::sum: return a.amount != 0;
        case slot_kind::peak: return a.amount > 0;
        case slot_kind::remainder: return a.amount > 0 && a.amount < s.denominator;
        case slot_kind::pool: return s.lasting && a.amount > 0;
        case slot_kind::level: break;
    }
    return false;
}
[[nodiscard]] inline bool sound_debt(slot const& s, slot_amount const& a) noexcept {
    return s.kind == slot_kind::pool && a.amount > 0;
}
[[nodiscard]] inline bool sound_part(slot const& s, bucket const& b) noexcept {
    if (s.kind == slot_kind::peak) return b.amount > 0 && b.expires != date::never();
    return s.kind == slot_kind::sum && b.amount != 0 && (b.expires != date::never() || b.tag != 0);
}
[[nodiscard]] inline bool sound_postponed(slot const& s, far_lot const& l) noexcept {
    bool const measure = s.kind == slot_kind::sum || s.kind == slot_kind::peak;
    lot_key const& key = l.held.key;
    return measure && l.held.amount > 0 && key.opens != date::min() && key.opens < key.expires;
}
[[nodiscard]] inline bool plain(far_lot const& l, slot const& s) noexcept {
    return s.compact && l.held.key.tag == 0 && l.held.key.opens == date::min();
}
[[nodiscard]] inline bool sound_lot(slot const& s, far_lot const& l) noexcept {
    bool const fits = plain(l, s) || l.held.amount <= far_room;
    return s.kind == slot_kind::pool && !s.lasting && l.held.amount > 0 && fits;
}
[[nodiscard]] inline bool sound_lapsed(slot const& s, far_lot const& l) noexcept {
    return s.kind == slot_kind::pool && remembers(s) && l.held.amount > 0;
}
[[nodiscard]] inline bool sound_held(slot const& s, held_lot const& h) noexcept {
    bool const fits = !s.lasting || h.part.held.key == lot_key{};
    return s.kind == slot_kind::pool && fits && h.part.held.amount > 0;
}
[[nodiscard]] inline bool sound_plan(level_plan const& p) noexcept {
    bool const comes = p.comes != date::never() || p.coming == 0;
    return comes && (p.set_until != date::min() || (p.set == 0 && !p.locked));
}
[[nodiscard]] inline bool sound_level(slot const& s, slot_level const& l) noexcept {
    bool const endless = l.until == date::never();
    bool const term = in_calendar(l.since) && in_calendar(l.until) && l.since < l.until &&
                      l.until - l.since <= level_mark::term_max;
    return s.kind == slot_kind::level && l != slot_level{.slot = l.slot} && (endless || term) &&
           sound_plan(l.plan);
}

// --- rows
// ----------------------------------------------------------------------------------------------------

[[nodiscard]] inline slot_id slot_of(far_lot const& l) noexcept { return l.slot; }
[[nodiscard]] inline slot_id slot_of(held_lot const& h) noexcept { return h.part.slot; }
template <class Row>
[[nodiscard]] slot_id slot_of(Row const& r) noexcept {
    return r.slot;
}
template <class Row>
    requires std::is_same_v<Row, slot_amount> || std::is_same_v<Row, slot_level>
[[nodiscard]] bool before(Row const& a, Row const& b) noexcept {
    return a.slot < b.slot;
}

/// Effects: tells of every row that no journal leaves: `tell(errc, name, index)`.
template <class Row, class Sound, class Tell>
void check_rows(std::vector<Row> const& rows, chart slots, std::string_view name, Sound sound, Tell tell) {
    for (std::size_t i = 0; i < rows.size(); ++i) {
        slot_id const id = slot_of(rows[i]);
        if (!slots.has(id))
            tell(errc::unknown_slot, name, i);
        else if (!sound(slots[id], rows[i]))
            tell(errc::unsound_figure, name, i);
        else if (i != 0 && !before(rows[i - 1], rows[i]))
            tell(errc::rows_out_of_order, name, i);
    }
}

/// Fills an account; the ledger's layout is known here and in `folder` only.
class account_filler {
public:
    account_filler(account& into, chart slots, memory_resource& from) noexcept
        : account_(into), chart_(slots), memory_(from) {}

    /// Returns: `overflow` where a lot fits only in part inside an account that has no room left there.
    [[nodiscard]] errc fill(account_figures const& figures) {
        account_.frontier_ = figures.frontier;
        account_.version_ = figures.version;
        for (slot_amount const& a : figures.amounts) cell(chart_[a.slot].cell) = a.amount;
        for (slot_amount const& a : figures.debts) cell(chart_[a.slot].debt_cell) = a.amount;
        fill_row(&annex::buckets, figures.parts);
        fill_row(&annex::postponed, figures.postponed);
        for (far_lot const& l : figures.lots)
            if (!add_lot(l)) return errc::overflow;
        fill_row(&annex::lapsed, figures.lapsed);
        fill_row(&annex::held, figures.held);
        for (slot_level const& l : figures.levels) set_level(l);
        auto const near = account_.plain_lots();
        account_.due_ =
            std::min(near.empty() ? date::never() : near.front().expires, due_of_rest(account_, chart_));
        return errc::ok;
    }

private:
    [[nodiscard]] annex& rows() { return account_.annex_in(memory_); }
    [[nodiscard]] std::int64_t& cell(std::uint16_t index) {
        if (index < account::near_cells) return account_.cells_[index];
        return at_place(rows().cells, index - std::size_t{account::near_cells});
    }
    template <class T>
    [[nodiscard]] static T& at_place(pooled_row<T>& values, std::size_t place) {
        values.widen(place + 1);
        return values[place];
    }
    template <class T>
    void add(pooled_row<T> annex::* row, T const& value) {
        pooled_row<T>& values = rows().*row;
        values.insert(values.end(), value);
    }
    template <class T>
    void fill_row(pooled_row<T> annex::* row, std::vector<T> const& values) {
        for (T const& value : values) add(row, value);
    }
    /// Effects: puts as much as there is room for inside the account, and the rest beside it.
    [[nodiscard]] bool add_lot(far_lot l) {
        lot_run& run = account_.near_lots_;
        if (plain(l, chart_[l.slot])) {
            std::int64_t const near = std::min(l.held.amount, plain_room);
            auto const count = static_cast<std::uint32_t>(run.lots().size());
            if (run.insert(count, {static_cast<std::uint32_t>(near), l.held.key.expires}, memory_))
                l.held.amount -= near;
        }
        if (l.held.amount != 0) add(&annex::lots, l);
        return l.held.amount <= far_room;
    }
    void set_level(slot_level const& l) {
        std::uint8_t const group = chart_[l.slot].group;
        level_mark mark(l.level, l.since, l.until);
        mark.planned = l.plan != level_plan{};
        if (group == 0)
            account_.level_ = mark;
        else
            at_place(rows().levels, group - 1U) = mark;
        if (mark.planned) at_place(rows().plans, group) = l.plan;
    }

    account& account_;
    chart chart_;
    memory_resource& memory_;
};

}  // namespace detail

/// Effects: tells of every row of the figures that no journal over the chart leaves in an account:
///   `tell(why, name of the row, index)`, why being `unknown_slot`, `unsound_figure` or `rows_out_of_order`.
template <class Tell>
void check_figures(account_figures const& figures, chart slots, Tell tell) {
    detail::check_rows(figures.amounts, slots, "amounts", detail::sound_amount, tell);
    detail::check_rows(figures.debts, slots, "debts", detail::sound_debt, tell);
    detail::check_rows(figures.parts, slots, "parts", detail::sound_part, tell);
    detail::check_rows(figures.postponed, slots, "postponed", detail::sound_postponed, tell);
    detail::check_rows(figures.lots, slots, "lots", detail::sound_lot, tell);
    detail::check_rows(figures.lapsed, slots, "lapsed", detail::sound_lapsed, tell);
    detail::check_rows(figures.held, slots, "held", detail::sound_held, tell);
    detail::check_rows(figures.levels, slots, "levels", detail::sound_level, tell);
}

/// Returns: the account that holds these figures: `figures_of` gives them again.
/// Fails with: the first of what `check_figures` tells; `overflow`. Complexity: linear in rows.
/// Tested by: tests/ledger/account_from.test.cpp.
[[nodiscard]] inline result<account> account_from(account_figures const& figures, chart slots,
                                                  memory_resource& from = heap()) {
    errc first = errc::ok;
    check_figures(figures, slots, [&](errc why, std::string_view, std::size_t) {
        if (first == errc::ok) first = why;
    });
    if (first != errc::ok) return first;
    account made;
    first = detail::account_filler(made, slots, from).fill(figures);
    if (first != errc::ok) return first;
    return made;
}

}  // namespace tessera
