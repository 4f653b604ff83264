// SPDX-License-Identifier: BSL-1.0
#include "lint_room.hpp"

/// Goods that come back: nobody takes them, what they brought is forgiven, or a debt outlives its points.

namespace tessera::document {

namespace {

std::string for_days(std::int32_t days) { return std::to_string(days) + (days == 1 ? " day" : " days"); }

void check_taken(lint_room& room) {
    if (room.first<returns>()) return;
    std::optional<std::pair<std::string, spot>> awards;
    room.each<accrual>([&](accrual const& a, spot const& at) {
        if (!awards) awards = {a.points, at};
    });
    room.each<ladder>([&](ladder const& l, spot const& at) {
        if (!awards) awards = {l.name, at};
    });
    if (awards)
        room.tell(lint_code::returns_not_taken, awards->second,
                  "orders bring \"" + awards->first + "\", and no receipt can bring them back");
}

/// Returns: whether what is earned on the version's first day can be used while its order can come back.
bool usable_before(lint_room const& room, std::optional<life> const& pending, std::int32_t days) {
    return !pending || !pending->sound() || pending->end(room.from) < room.from + days;
}

void check_forgiven(lint_room& room, returns const& r, spot const& at) {
    if (r.when_short != shortfall::forgive) return;
    std::optional<std::pair<std::string, spot>> early;
    room.each<accrual>([&](accrual const& a, spot const& there) {
        if (!early && usable_before(room, a.pending, r.days)) early = {a.points, there};
    });
    if (early)
        room.tell(lint_code::spent_then_forgiven, at / "when_short",
                  "\"" + early->first + "\" can be spent while the order can come back for " +
                      for_days(r.days) + ", and what is spent is forgiven",
                  early->second);
}

void check_forgiven(lint_room& room, ladder const& l, std::int32_t days, spot const& at) {
    if (l.when_short != shortfall::forgive || l.returned != on_return::follow || l.usable_after >= days)
        return;
    if (l.measure.counted.follows()) return;
    room.tell(lint_code::spent_then_forgiven, at / "when_short",
              "an award of \"" + l.name + "\" can be used after " + for_days(l.usable_after) +
                  ", goods come back for " + for_days(days) + ", and what is spent is forgiven");
}

void check_debt(lint_room& room, returns const& r, spot const& at) {
    if (r.when_short != shortfall::owe || r.owing_at_most) return;
    std::optional<std::pair<std::string, spot>> ends;
    room.each<accrual>([&](accrual const& a, spot const& there) {
        if (!ends && a.living.in != life::unit::endless) ends = {a.points, there / "living"};
    });
    if (ends)
        room.tell(lint_code::debt_outlives_points, at,
                  "\"" + ends->first + "\" end, and what a member owes of them stays for ever", ends->second);
}

void check_kept_benefit(lint_room& room, offer const& o, spot const& at) {
    bool const of_goods = o.share || o.amount || o.unit_price || o.total_price;
    if (o.returned == benefit_return::kept && of_goods && !o.of_shipping)
        room.tell(lint_code::benefit_kept_after_return, at / "returned",
                  "all but the least of an order comes back, and \"" + o.name + "\" stays on that");
    bool const asks =
        o.from || o.more || o.for_every || o.of.bought || o.of.in_sets_of > 1 || !o.of.bundle.empty();
    if (o.returned == benefit_return::lost && !asks && !o.gift)
        room.tell(lint_code::loses_nothing, at / "returned",
                  "whatever is kept of an order brings \"" + o.name + "\", too");
}

}  // namespace

void lint_returns(lint_room& room) {
    room.each<offers>([&](offers const& all, spot const& at) {
        for (std::size_t i = 0; i < all.list.size(); ++i)
            check_kept_benefit(room, all.list[i], at / "list" / i);
    });
    check_taken(room);
    std::optional<std::int32_t> days;
    room.each<returns>([&](returns const& r, spot const& at) {
        days = r.days;
        check_forgiven(room, r, at);
        check_debt(room, r, at);
    });
    if (!days) return;
    room.each<ladder>([&](ladder const& l, spot const& at) { check_forgiven(room, l, *days, at); });
}

}  // namespace tessera::document
