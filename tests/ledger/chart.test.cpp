// SPDX-License-Identifier: BSL-1.0
#include "ledger/ledger.hpp"

using namespace ledger_tests;
using ledger_tests::points;

TEST_CASE("every slot gets its cell, and debts lie behind the others") {
    struct {
        slot_number slot;
        std::uint16_t cell, debt_cell;
        std::uint8_t group;
        bool compact;
    } const rows[] = {
        {spend, 0, no_cell, 0, false},        {visits, 1, no_cell, 0, false},
        {best, 2, no_cell, 0, false},         {points, no_cell, 5, 0, true},
        {miles, no_cell, 6, 0, false},        {credit, 3, 7, 0, false},
        {rest, 4, no_cell, 0, false},         {club, no_cell, no_cell, 0, false},
        {guests, no_cell, no_cell, 1, false},
    };
    for (auto const& row : rows) {
        INFO("slot " << row.slot);
        slot const& s = slots[id_of(row.slot)];
        CHECK(s.cell == row.cell);
        CHECK(s.debt_cell == row.debt_cell);
        CHECK(s.group == row.group);
        CHECK(s.compact == row.compact);
        slot_place const place = slots.place(id_of(row.slot));
        CHECK((place.id == id_of(row.slot) && place.cell == s.cell && place.debt_cell == s.debt_cell));
        CHECK((place.group == s.group && place.lasting == s.lasting && place.compact == s.compact));
    }
}

TEST_CASE("a chart is found by name and only grows") {
    CHECK(slots.find(6) == id_of(credit));
    CHECK(slots.find(60) == no_slot);
    CHECK(slots.has({8}));
    CHECK_FALSE(slots.has({9}));

    chart_table<16> longer = table;
    slot const more[] = {{.name = 20, .kind = slot_kind::pool}, {.name = 21, .kind = slot_kind::level}};
    REQUIRE(longer.append(more) == errc::ok);
    CHECK(longer.view().extends(slots));
    CHECK(slots.extends(slots));
    CHECK(slots.extends(chart{}));
    CHECK_FALSE(slots.extends(longer.view()));
    CHECK(longer.view()[{9}].debt_cell == 8);
    CHECK(longer.view()[{10}].group == 2);
    CHECK_FALSE(longer.view()[{9}].compact);

    chart_table<16> other;
    auto changed = all_slots;
    changed[rest].denominator = 8;
    REQUIRE(other.append(changed) == errc::ok);
    CHECK_FALSE(other.view().extends(slots));
}

TEST_CASE("a chart that is full adds nothing") {
    chart_table<3> small;
    slot const two[] = {{.name = 1}, {.name = 2}};
    REQUIRE(small.append(two) == errc::ok);
    CHECK(small.append(two) == errc::too_many_slots);
    CHECK(small.size() == 2);
    CHECK(small.append({two, 1}) == errc::ok);
    CHECK(small.view()[{2}].cell == 2);
}

TEST_CASE("an account goes on under a longer chart as if its new slots had been there") {
    member m;
    REQUIRE(m.post({of(posting_kind::tally, spend, 5), of(posting_kind::issue, points, 7, today + 9)}) ==
            errc::ok);
    chart_table<16> longer = table;
    slot const more[] = {{.name = 20, .kind = slot_kind::sum}};
    REQUIRE(longer.append(more) == errc::ok);
    CHECK(measure_of(m.held, longer.view(), {9}, today) == 0);
    std::vector<posting> const next{{.amount = 3, .slot = {9}, .kind = posting_kind::tally}};
    REQUIRE(apply(m.held, longer.view(), {{9}, {{1}, 0}, m.held.version(), {2}, next}) == errc::ok);
    CHECK(measure_of(m.held, longer.view(), {9}, today) == 3);
    CHECK(measure_of(m.held, longer.view(), id_of(spend), today) == 5);
}
