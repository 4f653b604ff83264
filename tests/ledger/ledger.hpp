// SPDX-License-Identifier: BSL-1.0
#pragma once

#include <array>
#include <vector>

#include <tessera/ledger/apply.hpp>
#include <tessera/ledger/canonical.hpp>
#include <tessera/ledger/journal.hpp>
#include <tessera/ledger/member_out.hpp>
#include <tessera/ledger/statement.hpp>

#include "support/catch.hpp"

/// A chart with a slot of every kind, and an account on it, for the tests of floor 2.

namespace ledger_tests {

using namespace tessera;

enum slot_number : std::uint16_t {
    spend,
    visits,
    best,
    points,
    miles,
    credit,
    rest,
    club,
    guests,
    slots_in_all
};

constexpr std::array<slot, slots_in_all> all_slots{{
    {.name = 1, .kind = slot_kind::sum},
    {.name = 2, .kind = slot_kind::sum},
    {.name = 3, .kind = slot_kind::peak},
    {.name = 4, .kind = slot_kind::pool},
    {.name = 5, .kind = slot_kind::pool, .remembered = 30},
    {.name = 6, .kind = slot_kind::pool, .lasting = true},
    {.name = 7, .denominator = 7, .kind = slot_kind::remainder},
    {.name = 8, .kind = slot_kind::level},
    {.name = 9, .kind = slot_kind::level},
}};

constexpr auto table = [] {
    chart_table<16> t;
    static_cast<void>(t.append(all_slots));
    return t;
}();

inline constexpr chart slots = table.view();
inline constexpr date today = date_of(2026, 1, 1);
inline constexpr std::int64_t most = INT64_MAX;

inline slot_id id_of(slot_number slot) { return {slot}; }
inline slot_place place_of(slot_number slot) { return slots.place({slot}); }

inline posting of(posting_kind kind, slot_number slot, std::int64_t amount, date expires = date::never(),
                  date opens = date::min(), std::uint64_t tag = 0) {
    return {.amount = amount, .expires = expires, .opens = opens, .tag = tag, .slot = {slot}, .kind = kind};
}
inline posting to_level(slot_number group, std::uint8_t level, date since = today) {
    return {.opens = since, .slot = {group}, .kind = posting_kind::status, .level = level};
}

inline std::vector<std::uint8_t> bytes_of(account const& a) {
    canonical_bytes out;
    encode(out, a, slots);
    return out.bytes();
}

/// An account with its journal.
struct member {
    account held;
    journal history;
    memory_resource& from;

    explicit member(memory_resource& memory = heap()) : from(memory) {}

    /// Effects: applies the postings as the next entry.
    errc post(std::vector<posting> const& postings) {
        std::uint64_t const next = history.size() + 1;
        entry const e{{next}, {{0}, next}, held.version(), {1}, postings};
        errc const failed = apply(held, slots, e, from);
        if (failed == errc::ok) history.append(e);
        return failed;
    }
    [[nodiscard]] std::int64_t available(slot_number pool, date day = today) const {
        return balance_of(held, slots, id_of(pool), day).available;
    }
    [[nodiscard]] std::int64_t debt(slot_number pool) const {
        return balance_of(held, slots, id_of(pool), today).debt;
    }
    [[nodiscard]] std::int64_t measure(slot_number slot, date day = today) const {
        return measure_of(held, slots, id_of(slot), day);
    }
    [[nodiscard]] std::vector<lot> lots(slot_number pool, date day = today) const {
        return lots_of(held, slots, id_of(pool), day);
    }
};

}  // namespace ledger_tests
