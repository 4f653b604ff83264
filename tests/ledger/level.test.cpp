// SPDX-License-Identifier: BSL-1.0
#include "ledger/ledger.hpp"

using namespace ledger_tests;
using ledger_tests::points;

namespace {

constexpr std::uint8_t gold = 2;

posting status(slot_number group, status_part part, std::uint8_t level, date opens, date expires) {
    return {.expires = expires,
            .opens = opens,
            .tag = static_cast<std::uint64_t>(part),
            .slot = {group},
            .kind = posting_kind::status,
            .level = level};
}
posting reached(slot_number group, std::uint8_t level, date since, date until) {
    return status(group, status_part::reached, level, since, until);
}

level_mark mark_of(member const& m, slot_number group) { return m.held.level(slots[id_of(group)].group); }
level_plan plan_of(member const& m, slot_number group) { return m.held.plan(slots[id_of(group)].group); }

}  // namespace

TEST_CASE("a level is held until the day its term ends") {
    constexpr level_mark year(1, today, date_of(2027, 1, 1));
    static_assert(year.until() == date_of(2027, 1, 1) && year.term == 365);
    static_assert(level_mark(1, today).until() == date::never());
    static_assert(level_mark(1, today, today + 65535).until() == today + 65535);
    static_assert(level_mark(1, today, today + 70000).until() == today + 65535);

    member m;
    REQUIRE(m.post({reached(club, gold, today, today + 30), reached(guests, 1, today + 1, today + 9)}) ==
            errc::ok);
    CHECK(mark_of(m, club) == level_mark{gold, today, today + 30});
    CHECK(mark_of(m, guests).until() == today + 9);
    CHECK(plan_of(m, club) == level_plan{});
    CHECK(m.held.plan(7) == level_plan{});
}

TEST_CASE("a level to come and one set by staff stand beside the level reached") {
    for (slot_number const group : {club, guests}) {
        member m;
        REQUIRE(m.post({reached(group, 1, today, date::never()),
                        status(group, status_part::coming, gold, today + 5, date::never()),
                        status(group, status_part::least, 3, today, today + 10)}) == errc::ok);
        CHECK(mark_of(m, group).level == 1);
        CHECK(mark_of(m, group).planned);
        CHECK(plan_of(m, group) == level_plan{gold, 3, false, today + 5, today + 10});
        account const copy(m.held);
        CHECK(copy.plan(slots[id_of(group)].group) == plan_of(m, group));
        auto const folded = fold(m.history, slots);
        REQUIRE(folded.has_value());
        CHECK(bytes_of(*folded) == bytes_of(m.held));

        REQUIRE(m.post({status(group, status_part::coming, gold, date::never(), date::never())}) == errc::ok);
        CHECK(plan_of(m, group) == level_plan{0, 3, false, date::never(), today + 10});
        CHECK(bytes_of(m.held) != bytes_of(copy));
        REQUIRE(m.post({status(group, status_part::exactly, 0, today, today + 10)}) == errc::ok);
        CHECK(plan_of(m, group).locked);
        REQUIRE(m.post({status(group, status_part::exactly, 3, today, date::min())}) == errc::ok);
        CHECK(plan_of(m, group) == level_plan{});
        CHECK(mark_of(m, group) == level_mark{1, today});
    }
}

TEST_CASE("staff set the least level, or the level itself, before a day") {
    constexpr level_plan least{0, 2, false, date::never(), today + 10};
    static_assert(least.in_force(1, today + 9) == 2 && least.in_force(1, today + 10) == 1);
    static_assert(least.in_force(3, today) == 3);
    constexpr level_plan locked{0, 2, true, date::never(), today + 10};
    static_assert(locked.in_force(3, today) == 2 && locked.in_force(0, today) == 2);
    static_assert(locked.in_force(3, today + 10) == 3);
    CHECK(level_plan{}.in_force(1, today) == 1);
}

TEST_CASE("a status that cannot be is refused, and the account stays") {
    member m;
    REQUIRE(m.post({reached(club, gold, today, today + 30)}) == errc::ok);
    auto const before = bytes_of(m.held);
    CHECK(m.post({reached(club, 1, today, today)}) == errc::bad_posting);
    CHECK(m.post({reached(club, 1, today, today - 1)}) == errc::bad_posting);
    CHECK(m.post({reached(club, 1, date::min(), today)}) == errc::bad_posting);
    CHECK(m.post({status(club, status_part{4}, 1, today, date::never())}) == errc::bad_posting);
    CHECK(m.post({reached(points, 1, today, date::never())}) == errc::bad_posting);
    CHECK(bytes_of(m.held) == before);
}

TEST_CASE("a draft sees the statuses of its own decision") {
    member m;
    REQUIRE(m.post({reached(club, 1, today, today + 30)}) == errc::ok);
    row<posting> postings;
    row<reason> reasons;
    draft seen(m.held, slots, today + 3, postings);
    member_out write(seen, reasons);
    write.set_status({}, place_of(club), status_part::coming, gold, today + 9, date::never());
    CHECK(seen.level(place_of(club)).level == 1);
    CHECK(seen.level(place_of(club)).planned);
    CHECK(seen.plan(place_of(club)).coming == gold);
    write.set_status({}, place_of(club), status_part::reached, gold, today + 3, today + 40);
    CHECK(seen.level(place_of(club)).level == gold);
    CHECK(seen.level(place_of(club)).until() == today + 40);
    CHECK(seen.plan(place_of(guests)) == level_plan{});
}
