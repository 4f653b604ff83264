// SPDX-License-Identifier: BSL-1.0
#include <algorithm>

#include <tessera/calendar/text.hpp>

#include "lint_room.hpp"

/// Schedules without a day, and rules that are closed on every day on which they are open.

namespace tessera::document {

namespace {

std::string in_force(lint_room const& room) {
    return "the version is in force from " + on(room.from) +
           (room.end == date::never() ? " on" : " to the day before " + on(room.end));
}

/// Returns: whether the schedule has a day. Effects: tells where it has none.
bool check_days(lint_room& room, schedule const& s, spot const& at) {
    tessera::schedule const days = days_of(s);
    if (days.check() != errc::ok || days.by_joining()) return true;  // making tells of the former
    if (room.first_day(days, [](date) { return true; }) != date::never()) return true;
    room.tell(lint_code::never_applies, at, "it has no day: " + in_force(room));
    return false;
}

void check_open(lint_room& room, openness const& o, spot const& at) {
    if (!check_days(room, o.when, at / "when") || o.not_when.empty()) return;
    tessera::schedule const open = days_of(o.when);
    std::vector<tessera::schedule> closed;
    for (schedule const& s : o.not_when) closed.push_back(days_of(s));
    auto const wrong = [](tessera::schedule const& s) { return s.check() != errc::ok || s.by_joining(); };
    if (wrong(open)) return;
    std::erase_if(closed, wrong);
    auto const is_open = [&](date day) {
        return std::none_of(closed.begin(), closed.end(), [&](auto const& c) { return c.holds(day); });
    };
    if (room.first_day(open, is_open) != date::never()) return;
    room.tell(lint_code::always_closed, at / "not_when", "it takes every day of \"when\": " + in_force(room),
              at / "when");
}

}  // namespace

void lint_days(lint_room& room) {
    room.each<accrual>([&](accrual const& a, spot const& at) {
        check_days(room, a.when, at / "when");
        for (std::size_t i = 0; i < a.extras.size(); ++i)
            check_days(room, a.extras[i].when, at / "extras" / i / "when");
    });
    room.each<redemption>(
        [&](redemption const& r, spot const& at) { check_open(room, r.open, at / "open"); });
    room.each<reward>([&](reward const& r, spot const& at) { check_open(room, r.open, at / "open"); });
    room.each<offers>([&](offers const& all, spot const& at) {
        for (std::size_t i = 0; i < all.list.size(); ++i)
            check_days(room, all.list[i].on, at / "list" / i / "on");
    });
    room.each<automatic_redemption>(
        [&](automatic_redemption const& a, spot const& at) { check_days(room, a.when, at / "when"); });
}

}  // namespace tessera::document
